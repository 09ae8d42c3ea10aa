"""Source, referral, resume version, ...: how kinds of applications compare, so that three lucky ones are not advice.

Three things stand beside each other: the raw rate with its interval; the adjusted rate, pulled toward the person's
overall rate as far as the segment is small; and a flag, given only where chance alone is an unlikely reason although
every segment of the dimension was looked at. What goes together is not thereby the reason: no sentence says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from analytics.chance import false_discovery, fisher_against_rest, shrunken_rates
from analytics.constants import (
    FALSE_DISCOVERY_RATE,
    MIN_EVENTS,
    RAREST,
    SEGMENT_MIN_TRIALS,
    SHRINK_APPLICATIONS,
    SHRINK_INTERVIEWS,
    UNDATED_PENDING_LIMIT,
)
from analytics.delays import application_weights, blended_delays, offer_weights
from analytics.dimensions import RANKED, comparable, in_order, segment_values
from analytics.intervals import jeffreys_arrays
from analytics.wording import counted, number, part_of, percent
from data.language import _, plural, speaks

if TYPE_CHECKING:
    from datetime import date

    from analytics.delays import Delays


CAUTION: Final = (
    "This shows what went together, not why. The groups may also differ in other ways, such as how well the roles fit "
    "or when the applications were sent. A test of your own, one change at a time, tells you more."
)


class SegmentRatio(StrEnum):
    """What is compared. Values are ids of ratios."""

    APPLICATION_TO_INTERVIEW = "application_to_interview"
    INTERVIEW_TO_OFFER = "interview_to_offer"


_TRIALS: Final = {
    SegmentRatio.APPLICATION_TO_INTERVIEW: "application",
    SegmentRatio.INTERVIEW_TO_OFFER: "interview",
}
_LED: Final = {
    SegmentRatio.APPLICATION_TO_INTERVIEW: "{applications} led to an interview",
    SegmentRatio.INTERVIEW_TO_OFFER: "{interviews} led to an offer",
}
_LED_SO_FAR: Final = {
    SegmentRatio.APPLICATION_TO_INTERVIEW: "{applications} led to an interview so far.",
    SegmentRatio.INTERVIEW_TO_OFFER: "{interviews} led to an offer so far.",
}
_NONE_YET: Final = {
    SegmentRatio.APPLICATION_TO_INTERVIEW: "There are no applications to compare yet.",
    SegmentRatio.INTERVIEW_TO_OFFER: "There are no interviews to compare yet.",
}
_ONE_GROUP: Final = {
    SegmentRatio.APPLICATION_TO_INTERVIEW: "All applications are in one group, so there is nothing to compare.",
    SegmentRatio.INTERVIEW_TO_OFFER: "All interviews are in one group, so there is nothing to compare.",
}
_TOO_FEW: Final = {
    SegmentRatio.APPLICATION_TO_INTERVIEW: "There are too few applications to compare these groups yet.",
    SegmentRatio.INTERVIEW_TO_OFFER: "There are too few interviews to compare these groups yet.",
}


class Flag(StrEnum):
    """Whether a segment stands out from all the others together."""

    BETTER = "better"
    WORSE = "worse"
    NO_DIFFERENCE = "no_difference"  # enough to compare, and nothing stands out
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Segment:
    """One kind of application. Rates are shares 0..1; None where nothing has aged enough to count.

    trials: raw count; mature_trials: the mature-equivalent count N, the denominator of rate; adjusted_rate: pulled
    toward the overall rate; p_value: Fisher exact against the rest; q_value: the same, adjusted for the number of
    segments looked at; undated: open trials without a date, left out of mature_trials.
    """

    value: str
    trials: int
    mature_trials: float
    successes: int
    rate: float | None
    low: float
    high: float
    adjusted_rate: float
    p_value: float
    q_value: float
    flag: Flag
    undated: int
    sentence: str


@dataclass(frozen=True, slots=True)
class SegmentComparison:
    """All segments of one dimension. unknown: applications left out because their file cannot tell."""

    dimension: str
    ratio: SegmentRatio
    segments: tuple[Segment, ...]
    trials: int
    mature_trials: float
    successes: int
    unknown: int
    sentence: str
    caution: str = field(default_factory=lambda: _(CAUTION))

    @property
    def flagged(self) -> tuple[Segment, ...]:
        """The segments that stand out, better or worse."""
        return tuple(segment for segment in self.segments if segment.flag in {Flag.BETTER, Flag.WORSE})

    def table(self) -> pd.DataFrame:
        """One row per segment with the fields of `Segment` as columns, in the order of `segments`."""
        names = list(Segment.__dataclass_fields__)
        return pd.DataFrame([[getattr(segment, name) for name in names] for segment in self.segments], columns=names)


def compare_segments(
    journeys: pd.DataFrame,
    dimension: str,
    *,
    as_of: date,
    ratio: SegmentRatio = SegmentRatio.APPLICATION_TO_INTERVIEW,
    delays: Delays | None = None,
) -> SegmentComparison:
    """Compare the kinds of applications of one dimension, each with everything else.

    Counts: successes are applications with an interview (or with an offer), trials are applications (or interview
    rounds), and each segment has its own mature-equivalent count, since segments differ in age. Blank is a segment of
    its own. Left out: applications whose file cannot say whether there was an interview (an offer).

    Args:
        journeys: journeys frame.
        dimension: see `analytics.dimensions.segment_values`.
        as_of: the day the history is looked at.
        ratio: what is compared.
        delays: how long answers take; learned from the history if not given.

    Returns:
        SegmentComparison, in the order a reader expects (days of the week, bands by amount, else by
        mature-equivalent count).

    Raises:
        ValueError: there is no such dimension.

    Source:
        `compare_counts`.

    >>> import datetime
    >>> from data.schema import JOURNEY_COLUMNS
    >>> dtypes = {name: "M8[s]" if name.endswith("_date") else "object" for name in JOURNEY_COLUMNS}
    >>> empty = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in dtypes.items()})
    >>> compare_segments(empty, "source", as_of=datetime.date(2025, 3, 31)).sentence
    'There are no applications to compare yet.'
    """
    by_offer = ratio is SegmentRatio.INTERVIEW_TO_OFFER
    known = journeys["knows_interviews"].astype(bool)
    known = known & journeys["knows_offers"].astype(bool) if by_offer else known
    rows = journeys[known]
    trials = _trials(rows, as_of, delays or blended_delays(journeys, as_of), by_offer=by_offer)
    counts = trials.groupby(segment_values(rows, dimension)).sum() if len(rows) else trials.iloc[:0]
    counts = counts[counts["trials"] > 0]
    return compare_counts(counts, dimension=dimension, ratio=ratio, unknown=int((~known).sum()))


def compare_all(journeys: pd.DataFrame, *, as_of: date, delays: Delays | None = None) -> tuple[SegmentComparison, ...]:
    """Compare interviews per application by every dimension worth offering (see `analytics.dimensions.comparable`).

    Each dimension is a family of its own for the control of false discoveries. Arguments as for `compare_segments`.
    """
    learned = delays or blended_delays(journeys, as_of)
    return tuple(compare_segments(journeys, name, as_of=as_of, delays=learned) for name in comparable(journeys))


def compare_counts(
    counts: pd.DataFrame,
    *,
    dimension: str = "",
    ratio: SegmentRatio = SegmentRatio.APPLICATION_TO_INTERVIEW,
    unknown: int = 0,
) -> SegmentComparison:
    """Compare segments by their counts alone.

    Counts: as in `compare_segments`. A flag needs three successes in all, five mature-equivalent trials in the
    segment, at most a fifth of them open without a date here and elsewhere, and an adjusted probability of at most .10.

    Args:
        counts: one row per segment, on its name: trials, successes, mature_trials, and undated (0 if missing).
        dimension: sets the order of the segments.
        ratio: sets the words, and how strongly rates are pulled together (by 40 applications' or 12 rounds' worth).
        unknown: applications left out before.

    Returns:
        SegmentComparison.

    Source:
        Fisher's exact test of each segment against the rest, Benjamini & Hochberg (1995) at q = .10 over the segments
        of one dimension; beta-binomial posterior mean around (K + 1) / (N + strength). Among four rules this one held
        false flags at its rate in docs/simulations.md while finding most real differences.

    >>> seen = compare_counts(pd.DataFrame(
    ...     {"trials": [100, 60, 30, 10], "successes": [2, 1, 5, 0], "mature_trials": [100.0, 60.0, 30.0, 10.0]},
    ...     index=["Boards", "Company sites", "Referrals", "Fairs"]))
    >>> [(s.value, round(s.adjusted_rate, 4), s.flag.value) for s in seen.flagged]
    [('Referrals', 0.0929, 'better')]
    """
    frame = _judged(_ordered(counts, dimension), SHRINK_INTERVIEWS if _rounds(ratio) else SHRINK_APPLICATIONS)
    # Where no group stands out, the summary says so once: each group would only repeat it.
    repeats = not frame["flag"].isin([Flag.BETTER, Flag.WORSE]).any()
    segments = tuple(
        _segment(str(value), dict(zip(frame.columns, cells, strict=True)), ratio, repeats=repeats)
        for value, *cells in frame.itertuples(name=None)
    )
    return SegmentComparison(
        dimension=dimension,
        ratio=ratio,
        segments=segments,
        trials=int(frame["trials"].sum()),
        mature_trials=float(frame["mature_trials"].sum()),
        successes=int(frame["successes"].sum()),
        unknown=unknown,
        sentence=_summary(segments, ratio, unknown),
    )


def _trials(rows: pd.DataFrame, as_of: date, delays: Delays, *, by_offer: bool) -> pd.DataFrame:
    """One row per application: raw trials, successes, mature-equivalent trials, open trials without a date."""
    if by_offer:
        each = rows["rounds"].fillna(1).astype(float).where(rows["reached_interview"].astype(bool), 0.0)
        weights, hit = offer_weights(rows, as_of, delays.offer.cdf), rows["reached_offer"]
    else:
        each = pd.Series(1.0, rows.index)
        weights, hit = application_weights(rows, as_of, delays.interview.cdf), rows["reached_interview"]
    return pd.DataFrame(
        {
            "trials": each,
            "successes": hit.astype(int),
            "mature_trials": weights["low"] * each,
            "undated": each.where(weights["high"] > weights["low"], 0.0),
        }
    )


def _rounds(ratio: SegmentRatio) -> bool:
    return ratio is SegmentRatio.INTERVIEW_TO_OFFER


def _ordered(counts: pd.DataFrame, dimension: str) -> pd.DataFrame:
    ordered = counts.loc[in_order(counts.index, dimension)]
    if dimension not in RANKED:
        # By the number a reader sees; the rows of one number by what was sent.
        seen = ordered.assign(mature_trials=ordered["mature_trials"].round())
        ordered = ordered.loc[seen.sort_values(["mature_trials", "trials"], ascending=False).index]
    return ordered


def _judged(counts: pd.DataFrame, strength: float) -> pd.DataFrame:
    """One row per segment: every field of `Segment` but its name and its sentence."""
    k = counts["successes"].to_numpy(dtype=np.int64)
    mature = np.maximum(counts["mature_trials"].to_numpy(dtype=np.float64), k)
    p = fisher_against_rest(k, mature)
    low, high = jeffreys_arrays(k, mature)
    frame = pd.DataFrame(
        {
            "trials": counts["trials"].astype("int64"),
            "mature_trials": mature,
            "successes": k,
            "low": low,
            "high": high,
            "adjusted_rate": shrunken_rates(k, mature, strength),
            "p_value": p,
            "q_value": false_discovery(p),
            "undated": counts["undated"].astype("int64") if "undated" in counts else 0,
        },
        index=counts.index,
    )
    return frame.assign(flag=_flags(frame))


def _flags(frame: pd.DataFrame) -> list[Flag]:
    k, mature, raw, undated = (frame[name] for name in ("successes", "mature_trials", "trials", "undated"))
    rest = mature.sum() - mature
    enough = (np.minimum(mature, rest) >= SEGMENT_MIN_TRIALS) & (k.sum() >= MIN_EVENTS)
    dated = (undated <= UNDATED_PENDING_LIMIT * raw) & (
        undated.sum() - undated <= UNDATED_PENDING_LIMIT * (raw.sum() - raw)
    )
    higher = k * rest > (k.sum() - k) * mature
    stands_out = np.where(higher, Flag.BETTER, Flag.WORSE)
    clear = np.where(frame["q_value"] <= FALSE_DISCOVERY_RATE, stands_out, Flag.NO_DIFFERENCE)
    return [Flag(flag) for flag in np.where(enough & dated, clear, Flag.TOO_FEW)]


def _segment(value: str, row: dict[str, Any], ratio: SegmentRatio, *, repeats: bool) -> Segment:
    row["flag"] = Flag(row["flag"])
    row["rate"] = row["successes"] / row["mature_trials"] if row["mature_trials"] > 0 else None
    return Segment(value=value, sentence=_sentence(row, ratio, repeats=repeats), **row)


def _sentence(row: dict[str, Any], ratio: SegmentRatio, *, repeats: bool) -> str:
    """What may be said of one segment. The name of the segment is the person's own text and stands beside it."""
    part = part_of(row["successes"], row["trials"], _TRIALS[ratio])
    parts = {"applications": part, "interviews": part}
    aged = round(row["mature_trials"])
    if aged == 0:
        return _(_LED_SO_FAR[ratio], **parts) + " " + _("None has had enough time to count yet.")
    led = _(_LED[ratio], **parts)
    rates = {"rate": percent(row["rate"]), "adjusted": percent(row["adjusted_rate"])}
    said = _("{led} ({rate}, adjusted {adjusted}).", led=led, **rates)
    if aged != row["trials"]:
        said = plural(
            aged,
            "{led}; about {n} of them are old enough to count ({rate}, adjusted {adjusted}).",
            "{led}; about {n} of them are old enough to count ({rate}, adjusted {adjusted}).",
            led=led,
            **rates,
        )
    return said if repeats and row["flag"] is Flag.NO_DIFFERENCE else f"{said} {_verdict(row)}"


def _verdict(row: dict[str, Any]) -> str:
    if row["flag"] is Flag.TOO_FEW:
        return _("That is too few to compare.")
    if row["flag"] is Flag.NO_DIFFERENCE:
        return _("No clear difference from the rest: chance alone could explain it.")
    often = _("fewer than 1 in {number}", number=number(1000))
    if row["q_value"] >= RAREST:
        often = _("about 1 in {number}", number=_two_digits(1 / row["q_value"]))
    return _(_STANDS_OUT[row["flag"]], often=often)


_STANDS_OUT: Final = {
    Flag.BETTER: "Better than the rest: by chance alone, a gap like this shows in {often} comparisons.",
    Flag.WORSE: "Worse than the rest: by chance alone, a gap like this shows in {often} comparisons.",
}


def _two_digits(value: float) -> str:
    return number(float(f"{value:.2g}"))


def _summary(segments: tuple[Segment, ...], ratio: SegmentRatio, unknown: int) -> str:
    said = _finding(segments, ratio)
    if not unknown:
        return said
    left = _("Left out: {applications} whose file cannot tell.", applications=counted(unknown, "application"))
    return f"{said} {left}"


def _finding(segments: tuple[Segment, ...], ratio: SegmentRatio) -> str:
    if not segments:
        return _(_NONE_YET[ratio])
    if len(segments) == 1:
        return _(_ONE_GROUP[ratio])
    out = sum(segment.flag in {Flag.BETTER, Flag.WORSE} for segment in segments)
    if out:
        groups = number(len(segments))
        return plural(out, "{n} of {groups} groups stands out.", "{n} of {groups} groups stand out.", groups=groups)
    if all(segment.flag is Flag.TOO_FEW for segment in segments):
        return _(_TOO_FEW[ratio])
    return _("No group clearly stands out. The gaps you see are small enough to be chance.")


speaks(__name__)
