"""The sentences of the guided first reading, in the tone of `text.py`: right for 0, 1, many and unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.results import Verdict
from analytics.wording import percent, span
from data.language import _, plural, speaks
from pages.ui import text

if TYPE_CHECKING:
    from analytics.results import AnalysisReport, Counts, Ratio

NEXT: Final = "Next"
BACK: Final = "Back"
CLOSE: Final = "Close"
DONE: Final = "Done"
AGAIN: Final = "Show me around again"
AGAIN_HELP: Final = "The four steps that you saw after the first import."
TITLES: Final = (
    "What was sent, and what was answered",
    "Is the interview rate fine?",
    "What is still open",
    "What to change, if anything",
)
ANSWERS: Final = "A rejection is an answer. An automatic confirmation is not."
BAR: Final = (
    "In the picture below, the dot is your rate. The bar is what your counts can support: the fewer there are, the "
    "wider it is."
)
SHADED: Final = "The shaded part is the benchmark."
SHADED_OWN: Final = "The shaded part is your own range."
STANDING: Final = {
    Verdict.BELOW: "That is clearly below the benchmark of {range}. The last step says what may help.",
    Verdict.WITHIN: "That is about at the benchmark of {range}, so it is fine.",
    Verdict.ABOVE: "That is clearly above the benchmark of {range}, so it is more than fine.",
    Verdict.TOO_EARLY: "It is too early to compare it with the benchmark of {range}. That is no bad sign.",
}
STANDING_OWN: Final = {
    Verdict.BELOW: "That is clearly below your own range of {range}. The last step says what may help.",
    Verdict.WITHIN: "That is about at your own range of {range}, so it is fine.",
    Verdict.ABOVE: "That is clearly above your own range of {range}, so it is more than fine.",
    Verdict.TOO_EARLY: "It is too early to compare it with your own range of {range}. That is no bad sign.",
}
OPEN: Final = (
    "An answer can still come, so an open application is not counted as a no. It counts in part, and more as it gets "
    "older."
)
WHERE: Final = "The reasons and the steps are on the Strategy page."


def place(step: int) -> str:
    """Return where in the reading one is; steps count from 0."""
    return _("First look: step {step} of {steps}", step=step + 1, steps=len(TITLES))


def body(step: int, report: AnalysisReport, change: str) -> tuple[str, ...]:
    """Return the paragraphs of one step; `change` is the answer to what to change."""
    if step == 0:
        return sent(report.counts)
    if step == 1:
        return interviews(report.ratios["application_to_interview"])
    return still_open(report.counts) if step == len(TITLES) - 2 else (change, _(WHERE))


def sent(counts: Counts) -> tuple[str, ...]:
    """Return how many applications there are and how many were answered."""
    held = plural(counts.applications, "There is {n} application here.", "There are {n} applications here.")
    if counts.answered is None:
        unknown = _("The files do not say which of them were answered. That is unknown, not zero.")
        return (f"{held} {unknown}",)
    return (f"{held} {_answered(counts.answered, counts.applications)}", _(ANSWERS))


def _answered(answered: int, applications: int) -> str:
    if applications == 1:
        return _("It got an answer.") if answered else _("It has no answer so far.")
    if answered == 0:
        return _("None of them has an answer so far.")
    if answered == applications:
        return _("All of them got an answer.")
    return plural(answered, "{n} of them got an answer.", "{n} of them got an answer.")


def interviews(ratio: Ratio) -> tuple[str, ...]:
    """Return the interview rate, where it stands against its range, and how to read the picture of it."""
    if ratio.successes is None or ratio.trials is None:
        return (_("The files do not say which applications led to an interview. So the rate is unknown, not zero."),)
    drawn = ratio.low is not None and ratio.trials
    own = ratio.benchmark is not None and ratio.benchmark.own
    bar = f"{_(BAR)} {_(SHADED_OWN if own else SHADED)}"
    return (f"{_rate(ratio)} {_standing(ratio)}".strip(), *([bar] if drawn else []))


def _rate(ratio: Ratio) -> str:
    if ratio.estimate is None or not ratio.mature_trials or round(ratio.mature_trials) == 0:
        return _("No application is old enough to count yet.")
    if not ratio.successes:
        return _("There is no interview so far.")
    return plural(
        ratio.successes,
        "{n} application led to an interview. That is a rate of {rate} of those old enough to count.",
        "{n} applications led to an interview. That is a rate of {rate} of those old enough to count.",
        rate=percent(ratio.estimate),
    )


def _standing(ratio: Ratio) -> str:
    used = ratio.benchmark
    if used is None or ratio.verdict is None:
        return ""
    return _((STANDING_OWN if used.own else STANDING)[ratio.verdict], range=span(used.low, used.high))


def still_open(counts: Counts) -> tuple[str, ...]:
    """Return what is open, and why that is not a no."""
    said = text.open_count(counts)
    return (said, _(OPEN)) if counts.open else (said,)


speaks(__name__)
