"""The rates Rebound shows: what each one counts, in plain words, and the sentence that explains its verdict."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analytics.results import Verdict
from analytics.wording import capital, counted, number, percent, plural_of
from data.language import SAME, _, speaks

if TYPE_CHECKING:
    from analytics.delays import MatureCount
    from analytics.results import Benchmark
    from analytics.verdicts import Judgement


@dataclass(frozen=True, slots=True)
class Measure:
    """One rate. `counts` says of what, `aged` how open ones count; `unknown` says what no file tells.

    `unit`, `trial` and `success` are nouns of `wording.NOUNS`.
    """

    id: str
    label: str
    counts: str
    aged: str
    unit: str = field(metadata=SAME)
    trial: str = field(metadata=SAME)
    success: str = field(metadata=SAME)
    unknown: str

    @property
    def definition(self) -> str:
        """What is counted, and how open ones count."""
        return f"{self.counts} {self.aged}"


def _aged(trials: str) -> str:
    share = f"{trials} count in part: by the share of answers that usually come by their age."
    return f"{share} So waiting is not failure."


MEASURES = {
    measure.id: measure
    for measure in (
        Measure(
            "response",
            "Applications answered",
            "Applications that got any answer from a person (a message, a test, a talk, an offer or a rejection), "
            "divided by applications. An automatic confirmation is not an answer.",
            _aged("Applications without an answer"),
            "applications",
            "application",
            "answer",
            "Your files do not say which applications were answered.",
        ),
        Measure(
            "application_to_interview",
            "Applications that led to an interview",
            "Applications with at least one talk with a person (phone screens count), divided by applications. "
            "Tests and one-way videos are not talks. An offer without a recorded talk counts as one.",
            _aged("Applications without an interview"),
            "applications",
            "application",
            "interview",
            "Your files do not say which applications led to an interview.",
        ),
        Measure(
            "interview_to_offer",
            "Interview rounds that led to an offer",
            "Applications with an offer, divided by all interview rounds held. All talks for one job on one day are "
            "one round. An offer without a recorded talk counts as one round.",
            _aged("Rounds without an offer"),
            "interview rounds",
            "interview round",
            "offer",
            "Your files do not say which interviews led to an offer.",
        ),
        Measure(
            "process_to_offer",
            "Interviewed applications that led to an offer",
            "Applications with an offer, divided by applications with at least one interview: the same question as "
            "rounds for each offer, counted by company.",
            _aged("Those without an offer"),
            "interviewed applications",
            "interviewed application",
            "offer",
            "Your files do not say which interviews led to an offer.",
        ),
        Measure(
            "interviews_per_offer",
            "Interviews for one offer",
            "Interview rounds held, divided by applications with an offer; fewer is better.",
            _aged("Rounds without an offer"),
            "interview rounds",
            "interview round",
            "offer",
            "Your files do not say which interviews led to an offer.",
        ),
        Measure(
            "application_to_offer",
            "Applications that led to an offer",
            "Applications with an offer, taken or not, divided by applications.",
            _aged("Applications without an offer"),
            "applications",
            "application",
            "offer",
            "Your files do not say which applications led to an offer.",
        ),
    )
}


def evidence_words(measure: Measure, count: MatureCount) -> str:
    """Successes and aged trials in words.

    >>> from analytics.delays import MatureCount
    >>> evidence_words(MEASURES["application_to_interview"], MatureCount(3, 80, 61.2, 61.2, 61.2))
    '3 interviews from about 61 applications old enough to count'
    """
    aged = round(count.shown) if count.shown >= 10 else round(count.shown, 1)
    said = {"successes": counted(count.successes, measure.success), "trials": counted(aged, measure.trial)}
    if count.mostly_dated:
        if aged == count.trials:
            return _("{successes} from {trials} old enough to count", **said)
        return _("{successes} from about {trials} old enough to count", **said)
    if aged == count.trials:
        return _("{successes} from {trials} with or without a date", **said)
    return _("{successes} from about {trials} with or without a date", **said)


def explain(
    measure: Measure, count: MatureCount, judgement: Judgement, benchmark: Benchmark, more: int | None = None
) -> str:
    """Why a rate has its verdict, in two or three plain sentences with the counts in them."""
    if not count.trials:
        none = capital(counted(0, measure.trial))
        return _("{nothing} yet, so there is nothing to judge.", nothing=none)
    if round(count.low) == 0:
        young = _("Too early to tell: {trials} so far, none old enough to count.", trials=_trials(measure, count))
        return young + _undated(count)
    words = evidence_words(measure, count)
    named = {"benchmark": benchmark.called, "range": benchmark.wording, "evidence": words}
    low, high = percent(benchmark.low), percent(benchmark.high)
    said = {
        Verdict.BELOW: _(
            "Below {benchmark} ({range}): {evidence}. We are at least 95 % sure that the true rate is under {rate}.",
            rate=low,
            **named,
        ),
        Verdict.ABOVE: _(
            "Above {benchmark} ({range}): {evidence}. We are at least 95 % sure that the true rate is over {rate}.",
            rate=high,
            **named,
        ),
        Verdict.WITHIN: _(
            "About at {benchmark} ({range}): {evidence}. Less than half of it is unlikely, and so is more than double. "
            "A closer answer takes far more {trials}.",
            trials=plural_of(measure.trial),
            **named,
        ),
        Verdict.TOO_EARLY: _("Too early to tell: {evidence}.", evidence=words)
        + _leaning(judgement, benchmark)
        + _needed(measure, count, more),
    }[judgement.verdict]
    return said + _undated(count)


def _trials(measure: Measure, count: MatureCount) -> str:
    return counted(count.trials, measure.trial)


def _leaning(judgement: Judgement, benchmark: Benchmark) -> str:
    if judgement.leaning is None:
        return ""
    if judgement.leaning is Verdict.BELOW:
        return " " + _("So far it leans below {benchmark}, which may still be luck.", benchmark=benchmark.called)
    return " " + _("So far it leans above {benchmark}, which may still be luck.", benchmark=benchmark.called)


def _needed(measure: Measure, count: MatureCount, more: int | None) -> str:
    if not count.mostly_dated:
        return " " + _("Too many open ones have no date to tell whether it is low.")
    if not more:
        return ""
    said = {
        ("answer", False): _("Without an answer, a verdict needs about {trials} more."),
        ("answer", True): _("Without another answer, a verdict needs about {trials} more."),
        ("interview", False): _("Without an interview, a verdict needs about {trials} more."),
        ("interview", True): _("Without another interview, a verdict needs about {trials} more."),
        ("offer", False): _("Without an offer, a verdict needs about {trials} more."),
        ("offer", True): _("Without another offer, a verdict needs about {trials} more."),
    }[measure.success, bool(count.successes)]
    return " " + said.format(trials=counted(more, measure.trial))


def _undated(count: MatureCount) -> str:
    if not count.undated_pending:
        return ""
    pending = number(count.undated_pending)
    if count.shown > count.low:
        said = _("That counts {number} open without a date in full.", number=pending)
        if not count.successes:
            return f" {said} " + _("If they are still young, the rate is higher.")
        rate = percent(count.successes / count.low)
        return f" {said} " + _("If they are still young, the rate is higher ({rate} without them).", rate=rate)
    if not count.successes:
        return " " + _("Left out: {number} open without a date.", number=pending)
    rate = percent(count.successes / count.high)
    return " " + _("Left out: {number} open without a date ({rate} if they all counted).", number=pending, rate=rate)


def explain_per_offer(count: MatureCount, judgement: Judgement, benchmark: Benchmark) -> str:
    """The verdict on rounds and offers, read the other way round: fewer interviews for one offer is better."""
    rounds = counted(count.trials, "interview round")
    if not count.successes:
        return _("No offers in {rounds} so far.", rounds=rounds) if count.trials else _("No interviews yet.")
    offers = capital(counted(count.successes, "offer"))
    first = _("{offers} from {rounds} so far.", offers=offers, rounds=rounds)
    used = {"benchmark": benchmark.called, "range": benchmark.wording}
    second = {
        Verdict.ABOVE: _("You need fewer interviews for one offer than {benchmark} ({range}).", **used),
        Verdict.BELOW: _("You need more interviews for one offer than {benchmark} ({range}).", **used),
        Verdict.WITHIN: _("That is about {benchmark} ({range}).", **used),
        Verdict.TOO_EARLY: _("It is too early to compare that with {benchmark} ({range}).", **used),
    }[judgement.verdict]
    return f"{first} {second}"


def explain_readings(rounds: Verdict, processes: Verdict) -> str:
    """Whether counting by company instead of by round changes the verdict.

    >>> explain_readings(Verdict.ABOVE, Verdict.ABOVE)
    ' Counted by company instead of by round, the answer is the same.'
    """
    if rounds is processes:
        same = _("Counted by company instead of by round, the answer is the same.")
        return "" if rounds is Verdict.TOO_EARLY else f" {same}"
    named = {
        Verdict.BELOW: _("below"),
        Verdict.WITHIN: _("within"),
        Verdict.ABOVE: _("above"),
        Verdict.TOO_EARLY: _("too early"),
    }
    return " " + _(
        "It depends on how interviews are counted (by round: {round}; by company: {company}).",
        round=named[rounds],
        company=named[processes],
    )


speaks(__name__)
