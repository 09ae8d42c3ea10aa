"""Did a changed strategy work? Applications sent after the change against those sent before, both aged.

Periods are told apart by the day of application, and each application stays in its period for life. A fresh change has
few aged applications, which shows as "cannot tell yet", never as "worse". What goes together in time is not thereby the
effect of the change.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics.before_after import chance_better, more_to_see
from analytics.benchmarks import document_benchmarks
from analytics.constants import (
    DRY_SHARE,
    EXPERIMENT_APPLICATIONS,
    EXPERIMENT_INTERVIEWS,
    MIN_EVENTS,
    SHRINK_APPLICATIONS,
    SHRINK_INTERVIEWS,
    SURE,
    WORSE,
)
from analytics.delays import blended_delays
from analytics.intervals import jeffreys
from analytics.months import last_days, month_only
from analytics.ratios import journey_evidence
from analytics.wording import counted, number, percent
from data.language import _, plural, speaks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from analytics.delays import Delays, MatureCount


DRY_SPELL: Final = (
    "You changed after a dry spell. Some rebound is expected then even if nothing changed, so take a good answer as "
    "provisional: in such cases about 1 in 5 is false."
)


class Measure(StrEnum):
    """What a change is meant to move. Values are ids of ratios."""

    APPLICATION_TO_INTERVIEW = "application_to_interview"
    INTERVIEW_TO_OFFER = "interview_to_offer"


class Answer(StrEnum):
    """What the numbers say about a change."""

    WORKED = "worked"
    DID_WORSE = "did_worse"
    CANT_TELL = "cant_tell"
    OVERLAP = "overlap"  # two changes at once: nobody can say which one it was
    UNKNOWN = "unknown"  # the files cannot say


@dataclass(frozen=True, slots=True)
class Change:
    """One change of strategy. From `start` on (end included, None: still running); before_start limits the time before.

    measure: what it is meant to move.
    """

    name: str
    start: date
    end: date | None = None
    measure: Measure = Measure.APPLICATION_TO_INTERVIEW
    before_start: date | None = None

    def overlaps(self, other: Change) -> bool:
        """Whether both run on at least one common day and are meant to move the same measure."""
        apart = (self.end is not None and self.end < other.start) or (other.end is not None and other.end < self.start)
        return self.measure is other.measure and not apart


@dataclass(frozen=True, slots=True)
class Period:
    """One of the two periods. rate is successes / mature_trials, None without any; low..high its 90 % interval."""

    successes: int
    trials: int
    mature_trials: float
    rate: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ExperimentResult:
    """The answer about one change.

    chance_better: probability that the rate after is above the rate before, None where it cannot be judged;
    more_needed: about how many more aged trials after the change until a doubling would show, 0 if there are enough,
    None if the time before is too short for that ever, or the answer is there; undated: applications in neither period
    since they have no date, or only the month in which the change began; caution: why even a clear answer is
    provisional, "" if there is no special reason;
    overlapping: names of the other changes.
    """

    answer: Answer
    before: Period | None
    after: Period | None
    chance_better: float | None
    more_needed: int | None
    undated: int
    sentence: str
    caution: str
    overlapping: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Experiment:
    """A change with the answer about it."""

    change: Change
    result: ExperimentResult


@dataclass(frozen=True, slots=True)
class _Strength:
    """How firmly both periods start from their common rate, in trials, and the words of one trial and its success."""

    prior: float
    pooled: float
    trial: str
    success: str


_STRENGTHS: Final = {
    Measure.APPLICATION_TO_INTERVIEW: _Strength(
        SHRINK_APPLICATIONS, EXPERIMENT_APPLICATIONS, "application", "interview"
    ),
    Measure.INTERVIEW_TO_OFFER: _Strength(SHRINK_INTERVIEWS, EXPERIMENT_INTERVIEWS, "interview", "offer"),
}


def run_experiment(
    journeys: pd.DataFrame,
    change: Change,
    *,
    as_of: date,
    others: Sequence[Change] = (),
    delays: Delays | None = None,
) -> ExperimentResult:
    """Compare the time after a change of strategy with the time before.

    Counts: applications by the day they were sent; successes and mature-equivalent trials as in `analytics.ratios`.
    Left out: applications without a date, those whose file cannot say, and those of which only the month is known if
    the change began in it.

    Args:
        journeys: journeys frame.
        change: when it began (and ended), and what it should move.
        as_of: today.
        others: further changes; if one overlaps, the answer is refused.
        delays: how long answers take; learned from the whole history if not given, the same for both periods.

    Returns:
        ExperimentResult.

    Source:
        `compare_periods`.

    >>> import datetime
    >>> from data.schema import JOURNEY_COLUMNS
    >>> dtypes = {name: "M8[s]" if name.endswith("_date") else "object" for name in JOURNEY_COLUMNS}
    >>> empty = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in dtypes.items()})
    >>> change = Change("new resume", datetime.date(2025, 3, 1))
    >>> run_experiment(empty, change, as_of=datetime.date(2025, 3, 31)).answer.value
    'cant_tell'
    """
    delays = delays or blended_delays(journeys, as_of)
    applied = journeys["applied_date"]
    start, last = pd.Timestamp(change.start), pd.Timestamp(min(change.end or as_of, as_of))
    first = applied.min() if change.before_start is None else pd.Timestamp(change.before_start)
    latest = pd.Series(last_days(applied, month_only(journeys, "applied"), as_of), journeys.index)
    astride = (applied < start) & (latest >= start)
    rows = (journeys[(applied >= first) & (latest < start)], journeys[(applied >= start) & (applied <= last)])
    before, after = (journey_evidence(part, as_of, delays)[change.measure] for part in rows)
    undated = int(applied.isna().sum() + astride.sum())
    names = tuple(other.name for other in others if other != change and change.overlaps(other))
    if before is None or after is None:
        said = _("Your file does not say enough to compare before and after.")
        return ExperimentResult(Answer.UNKNOWN, None, None, None, None, undated, said, "", names)
    return compare_periods(before, after, measure=change.measure, undated=undated, overlapping=names)


def run_experiments(
    journeys: pd.DataFrame, changes: Sequence[Change], *, as_of: date, delays: Delays | None = None
) -> tuple[Experiment, ...]:
    """Compare before and after for each change, in the order given; changes at the same time rule each other out.

    Arguments as for `run_experiment`.
    """
    learned = (delays or blended_delays(journeys, as_of)) if changes else None
    return tuple(
        Experiment(change, run_experiment(journeys, change, as_of=as_of, others=changes, delays=learned))
        for change in changes
    )


def compare_periods(
    before: MatureCount,
    after: MatureCount,
    *,
    measure: Measure = Measure.APPLICATION_TO_INTERVIEW,
    undated: int = 0,
    overlapping: tuple[str, ...] = (),
) -> ExperimentResult:
    """Compare two periods by their counts alone.

    Counts: successes out of mature-equivalent trials. "worked" needs P(after > before) >= .95 and three successes
    after; "did worse" P <= .05, three successes before, and enough aged trials after that three would be expected.

    Args:
        before: counts of the time before.
        after: counts of the time after.
        measure: which rate it is, for the strength of the prior and for the words.
        undated: applications left out before.
        overlapping: names of other changes at the same time; any of them rules out an answer.

    Returns:
        ExperimentResult.

    Source:
        `chance_better`; held to one false "worked" in 20 over 19 weekly looks in docs/simulations.md.

    >>> from analytics.delays import MatureCount
    >>> seen = compare_periods(MatureCount(2, 200, 200, 200, 200), MatureCount(12, 150, 150, 150, 150))
    >>> seen.answer.value, round(seen.chance_better, 4)
    ('worked', 0.9925)
    """
    strength = _STRENGTHS[measure]
    chance = chance_better(before.successes, before.low, after.successes, after.low, strength.pooled)
    answer = Answer.OVERLAP if overlapping else _answer(before, after, chance, strength.prior)
    base = (before.successes + 1) / (before.low + strength.prior)
    more = more_to_see(base, before.low, after.low) if answer is Answer.CANT_TELL else None
    return ExperimentResult(
        answer=answer,
        before=_period(before),
        after=_period(after),
        chance_better=None if overlapping else chance,
        more_needed=more,
        undated=undated,
        sentence=f"{_seen(before, after, strength)} {_said(answer, before, after, more, strength)}",
        caution=_caution(answer, before, measure),
        overlapping=overlapping,
    )


def _answer(before: MatureCount, after: MatureCount, chance: float, prior: float) -> Answer:
    if chance >= SURE and after.successes >= MIN_EVENTS:
        return Answer.WORKED
    expected = after.low * (1 + before.successes) / (prior + before.low)
    if chance <= WORSE and before.successes >= MIN_EVENTS and expected >= MIN_EVENTS:
        return Answer.DID_WORSE
    return Answer.CANT_TELL


def _period(count: MatureCount) -> Period:
    low, high = jeffreys(count.successes, count.low)
    rate = count.successes / count.low if count.low > 0 else None
    return Period(count.successes, count.trials, float(count.low), rate, low, high)


def _seen(before: MatureCount, after: MatureCount, strength: _Strength) -> str:
    then, now = (_counts(count, strength) for count in (before, after))
    return _("Before: {before}. After: {after}.", before=then, after=now)


def _counts(count: MatureCount, strength: _Strength) -> str:
    hits, sent = counted(count.successes, strength.success), counted(count.trials, strength.trial)
    counts = _("{successes} from {trials}", successes=hits, trials=sent)
    aged = round(count.low)
    if count.trials == 0:
        return counts
    if aged == 0:
        return _("{counts}, none old enough to count", counts=counts)
    rate = percent(count.successes / count.low)
    if aged == count.trials:
        return f"{counts} ({rate})"
    return plural(
        aged,
        "{counts}, about {n} of them old enough to count ({rate})",
        "{counts}, about {n} of them old enough to count ({rate})",
        counts=counts,
        rate=rate,
    )


def _said(answer: Answer, before: MatureCount, after: MatureCount, more: int | None, strength: _Strength) -> str:
    if answer in _ANSWERED:
        return _(_ANSWERED[answer])
    words = _OPEN[strength.trial]
    if round(before.low) == 0:
        return _(words.no_before)
    if round(after.low) == 0:
        return _(words.no_after)
    if more is None:
        return _(words.never)
    if more == 0:
        return _("One cannot tell: a doubling would probably show by now, a smaller change would not.")
    return _(words.later, number=_rough(more))


_ANSWERED: Final = {
    Answer.OVERLAP: "Another change ran at the same time, so no one can say which of them goes with a difference.",
    Answer.WORKED: "The rate is very likely higher since the change (at least 95 in 100).",
    Answer.DID_WORSE: "The rate is very likely lower since the change (at least 95 in 100).",
}


@dataclass(frozen=True, slots=True)
class _Open:
    """Why there is no answer yet: nothing before, nothing after, too little before, or more is needed."""

    no_before: str
    no_after: str
    never: str
    later: str


_OPEN: Final = {
    "application": _Open(
        no_before="There are no aged applications from before the change to compare with.",
        no_after="It is too early: no application since the change is old enough to count.",
        never="One cannot tell: the time before has too few aged applications to show a doubling. Only a "
        "large rise can show.",
        later="It is too early: a doubling would show after about {number} more aged applications, a smaller change "
        "later.",
    ),
    "interview": _Open(
        no_before="There are no aged interviews from before the change to compare with.",
        no_after="It is too early: no interview since the change is old enough to count.",
        never="One cannot tell: the time before has too few aged interviews to show a doubling. Only a "
        "large rise can show.",
        later="It is too early: a doubling would show after about {number} more aged interviews, a smaller change "
        "later.",
    ),
}


def _rough(value: int) -> str:
    """Two significant digits: more would pretend to know."""
    return number(float(f"{value:.2g}"))


def _caution(answer: Answer, before: MatureCount, measure: Measure) -> str:
    if answer not in {Answer.WORKED, Answer.CANT_TELL}:
        return ""
    benchmark = document_benchmarks()[measure]
    expected = before.low * (benchmark.low + benchmark.high) / 2
    if expected < MIN_EVENTS or before.successes > DRY_SHARE * expected:
        return ""
    return _(DRY_SPELL)


speaks(__name__)
