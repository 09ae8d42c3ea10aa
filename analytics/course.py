"""Whether anything should change in how a person applies: one plain answer, read off the verdict and the advice.

Nothing is judged here. The interview rate has its verdict, each piece of advice has the tier that called for it, and
what the person put aside stays aside; this says which of them is the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from analytics.triggers import Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.decided import Sorted
    from analytics.results import AnalysisReport, Suggestion


class Course(StrEnum):
    """What the answer is."""

    TAKEN = "taken"  # an offer was accepted, and the search ended with it
    RECORD = "record"  # the files cannot say what everything else rests on
    CHANGE = "change"  # a rate is clearly too low
    TRY = "try"  # an early sign of that, or a difference inside the person's own numbers
    ASIDE = "aside"  # one of these three, but the person put the advice aside
    STEP = "step"  # no rate is low, and one thing has its day or stands in the way
    RESTS = "rests"  # nothing was sent for long
    KEEP = "keep"  # nothing needs to change


@dataclass(frozen=True, slots=True)
class Answer:
    """offers: how many wait for an answer, to be decided about first; advice: what the course rests on, if anything."""

    course: Course
    advice: Suggestion | None
    offers: int


_CALLS: Final = {Tier.MISSING: Course.RECORD, Tier.VERDICT: Course.CHANGE, Tier.LEANING: Course.TRY}


def has_ended(report: AnalysisReport) -> bool:
    """Whether an offer was taken and the search ended with it."""
    return not report.open_offers and _first(report.suggestions, Tier.DONE) is not None


def course_of(report: AnalysisReport, advice: Sorted) -> Answer:
    """Say whether anything should change.

    Args:
        report: the analysis; its suggestions say whether an offer has ended the search.
        advice: its suggestions, and which of them are put aside.

    Returns:
        Answer. An offer that was taken or waits leaves nothing to change, as long as the search has not gone on.
    """
    course, on = _course(report, advice)
    return Answer(course, on, len(report.open_offers))


def _course(report: AnalysisReport, advice: Sorted) -> tuple[Course, Suggestion | None]:
    over = _first(report.suggestions, Tier.DONE)
    if over is not None:
        return (Course.TAKEN if has_ended(report) else Course.KEEP), over
    aside = [each.advice for each in advice.aside if each.advice is not None]
    for offered, put_aside in ((advice.shown, False), (aside, True)):
        called = next((each for each in offered if each.tier in _CALLS), None)
        if called is not None:
            return (Course.ASIDE if put_aside else _CALLS[Tier(called.tier)]), called
    return _without_call(advice)


def _without_call(advice: Sorted) -> tuple[Course, Suggestion | None]:
    """The answer where no number asks for a change."""
    if step := _first(advice.shown, Tier.NOW):
        return Course.STEP, step
    steady = _first(advice.shown, Tier.STEADY)
    rests = steady is not None and not steady.moves
    return (Course.RESTS if rests else Course.KEEP), steady


def _first(advice: Iterable[Suggestion], tier: Tier) -> Suggestion | None:
    return next((each for each in advice if each.tier == tier), None)
