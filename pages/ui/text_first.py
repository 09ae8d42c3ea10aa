"""The sentences of the guided first reading, in the tone of `text.py`: right for 0, 1, many and unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics import theme
from analytics.results import Verdict
from analytics.wording import counted, percent, span
from pages.ui import text

if TYPE_CHECKING:
    from analytics.results import AnalysisReport, Benchmark, Counts, Ratio, Suggestion

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
    "The one thing to do next",
)
ANSWERS: Final = "A rejection is an answer. An automatic confirmation is not."
BAR: Final = (
    "In the picture below, the dot is your rate. The bar is what your counts can support: the fewer there are, the "
    "wider it is. The shaded part is {range}."
)
OPEN: Final = (
    "An answer can still come, so an open application is not counted as a no. It counts in part, and more as it gets "
    "older."
)
WHERE: Final = "The reasons and the steps are on the Strategy page."


def place(step: int) -> str:
    """Return where in the reading one is; steps count from 0."""
    return f"First look: step {step + 1} of {len(TITLES)}"


def body(step: int, report: AnalysisReport, advice: tuple[Suggestion, ...]) -> tuple[str, ...]:
    """Return the paragraphs of one step."""
    if step == 0:
        return sent(report.counts)
    if step == 1:
        return interviews(report.ratios["application_to_interview"])
    return still_open(report.counts) if step == len(TITLES) - 2 else advised(advice)


def sent(counts: Counts) -> tuple[str, ...]:
    """Return how many applications there are and how many were answered."""
    verb = "is" if counts.applications == 1 else "are"
    held = f"There {verb} {counted(counts.applications, 'application')} here."
    if counts.answered is None:
        return (f"{held} The files do not say which of them were answered. That is unknown, not zero.",)
    return (f"{held} {_answered(counts.answered, counts.applications)}", ANSWERS)


def _answered(answered: int, applications: int) -> str:
    if applications == 1:
        return "It got an answer." if answered else "It has no answer so far."
    if answered == 0:
        return "None of them has an answer so far."
    if answered == applications:
        return "All of them got an answer."
    return f"{theme.count(answered)} of them got an answer."


def interviews(ratio: Ratio) -> tuple[str, ...]:
    """Return the interview rate, where it stands against its range, and how to read the picture of it."""
    if ratio.successes is None or ratio.trials is None:
        return ("The files do not say which applications led to an interview. So the rate is unknown, not zero.",)
    drawn = ratio.low is not None and ratio.trials
    bar = BAR.format(range="the benchmark" if ratio.benchmark is None else ratio.benchmark.called)
    return (f"{_rate(ratio)} {_standing(ratio)}".strip(), *([bar] if drawn else []))


def _rate(ratio: Ratio) -> str:
    if ratio.estimate is None or not ratio.mature_trials or round(ratio.mature_trials, 1) == 0:
        return "No application is old enough to count yet."
    if not ratio.successes:
        return "There is no interview so far."
    led = f"{theme.count(ratio.successes)} {'application' if ratio.successes == 1 else 'applications'}"
    return f"{led} led to an interview. That is a rate of {percent(ratio.estimate)} of those old enough to count."


def _standing(ratio: Ratio) -> str:
    used = ratio.benchmark
    if used is None or ratio.verdict is None:
        return ""
    return {
        Verdict.BELOW: f"That is clearly below {_range(used)}. The last step says what may help.",
        Verdict.WITHIN: f"That is about at {_range(used)}, so it is fine.",
        Verdict.ABOVE: f"That is clearly above {_range(used)}, so it is more than fine.",
        Verdict.TOO_EARLY: f"It is too early to compare it with {_range(used)}. That is no bad sign.",
    }[ratio.verdict]


def _range(used: Benchmark) -> str:
    return f"{used.called} of {span(used.low, used.high)}"


def still_open(counts: Counts) -> tuple[str, ...]:
    """Return what is open, and why that is not a no."""
    said = text.open_sentence(counts).removesuffix(" No answer yet is not a no.")
    return (said, OPEN) if counts.open else (said,)


def advised(advice: tuple[Suggestion, ...]) -> tuple[str, ...]:
    """Return the first suggestion in short."""
    if not advice:
        return (text.NO_SUGGESTION,)
    return (f"{advice[0].title}. {advice[0].adjust}", WHERE)
