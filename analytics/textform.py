"""The analysis as plain text for a terminal: 88 columns, no colours, numbers aligned."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from analytics import glossary
from analytics.results import Verdict
from analytics.waiting import Silence, reply_words
from analytics.wording import capital, counted, number, percent

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from analytics.results import AnalysisReport, Citation, Ratio, Suggestion
    from analytics.segments import SegmentComparison

WIDTH: Final = 88
SHOWN_IN_FULL: Final = 3
_WEEKS_SHOWN: Final = 8
_MONTHS_SHOWN: Final = 6
_RATIOS: Final = (
    "response",
    "application_to_interview",
    "interview_to_offer",
    "process_to_offer",
    "interviews_per_offer",
    "application_to_offer",
)
_COUNTS: Final = (
    ("applications", "Applications"),
    ("answered", "Answered"),
    ("interviewed", "Interviewed"),
    ("interview_rounds", "Interviews held (rounds)"),
    ("offers", "Offers"),
    ("accepted", "Accepted"),
    ("rejected", "Rejected"),
    ("withdrawn", "Withdrawn"),
    ("no_response", "Marked as no answer"),
    ("open", "Still open"),
)
_VERDICTS: Final = {
    Verdict.BELOW: "below",
    Verdict.WITHIN: "within",
    Verdict.ABOVE: "above",
    Verdict.TOO_EARLY: "too early to tell",
}


def printable(text: str) -> str:
    """Text of a file without characters that would steer the terminal; white space becomes a blank.

    >>> printable("a" + chr(27) + "[31m" + chr(9) + "b" + chr(0x202E) + "c")
    'a [31m bc'
    """
    kept = ((" " if char in "\t\n\r\x0b\x0c\x1b" else "") if _steers(char) else char for char in text)
    return "".join(kept)


def report_text(report: AnalysisReport, segments: Iterable[SegmentComparison] = ()) -> Iterator[str]:
    """The lines of the report, from the counts to the definitions; `segments` are the groups of applications."""
    yield from heading("Where you stand")
    yield from _counts(report)
    yield from heading("Rates")
    for name in _RATIOS:
        yield from _ratio(report.ratios[name])
    for warning in report.warnings:
        yield from paragraph(f"Note: {warning}")
    yield from _outlook(report)
    yield from _trends(report)
    yield from _waiting(report)
    yield from _groups(segments)
    yield from _changes(report)
    yield from heading("What to do next")
    for place, suggestion in enumerate(report.suggestions[:SHOWN_IN_FULL], start=1):
        yield from _suggestion(place, suggestion)
    rest = report.suggestions[SHOWN_IN_FULL:]
    if rest:
        yield from paragraph("Also worth a look:")
        for suggestion in rest:
            yield from bullet(f"{suggestion.title}. {suggestion.noticed}")
    yield from _definitions()


def _outlook(report: AnalysisReport) -> Iterator[str]:
    yield from heading("What to expect")
    for found in (report.bottleneck, report.forecast):
        if found is not None:
            yield from paragraph(found.sentence)
    if report.forecast is not None and report.forecast.within:
        yield from paragraph(f"Assumed: {' '.join(report.forecast.assumptions)}", "  ")
    if report.replies is not None and report.replies.answered:
        yield from paragraph(reply_words(report.replies))


def _trends(report: AnalysisReport) -> Iterator[str]:
    """The last weeks and months that a terminal has room for."""
    weeks, months = report.weekly.tail(_WEEKS_SHOWN), report.cohorts
    if weeks.empty or months is None:
        return
    yield from heading("Your weeks")
    for week in weeks.astype("object").where(weeks.notna(), None).to_dict("records"):
        cells = (_weekly(week[f"{noun}s"], noun) for noun in ("application", "interview", "offer"))
        yield f"  from {week['week']:%Y-%m-%d}: {', '.join(cells)}"
    yield from heading("Interview rate by month")
    for month in months.tail(_MONTHS_SHOWN).to_dict("records"):
        yield from bullet(_month(month), "  ", "")


def _month(month: dict[Hashable, Any]) -> str:
    sent = f"{month['month']:%Y-%m}: {number(month['successes'])} of {number(month['applications'])}"
    if not month["mature_trials"]:
        return f"{sent}, none old enough to count"
    rate = f"{percent(month['estimate'])} ({percent(month['low'])} to {percent(month['high'])})"
    return f"{sent}, {rate}{'' if month['mature'] else ', answers still to come'}"


def _weekly(value: int | None, noun: str) -> str:
    return f"unknown {noun}s" if value is None else counted(int(value), noun)


def _waiting(report: AnalysisReport) -> Iterator[str]:
    """How many open applications there are of each kind of silence; the list itself is in the JSON."""
    if report.waiting is None or report.waiting.empty:
        return
    yield from heading("Open applications")
    counts = report.waiting["label"].value_counts()
    for label in Silence:
        if label.value in counts:
            yield f"  {label.value:<18}{number(counts[label.value]):>7}"


def _changes(report: AnalysisReport) -> Iterator[str]:
    if not report.experiments:
        return
    yield from heading("Before and after a change")
    for experiment in report.experiments:
        change, result = experiment.change, experiment.result
        yield from bullet(f"{change.name} ({change.start} to {change.end or 'now'}): {result.sentence}")
        if result.caution:
            yield from paragraph(result.caution, "    ")


def _definitions() -> Iterator[str]:
    yield from heading("How each number is computed")
    for each in glossary.GLOSSARY.values():
        yield from bullet(f"{each.label}: {each.definition} Method: {each.source}.")


def _groups(segments: Iterable[SegmentComparison]) -> Iterator[str]:
    """The groups that stand out, and one line for the dimensions in which none does."""
    compared = list(segments)
    if not compared:
        return
    yield from heading("Groups of applications")
    for comparison in compared:
        for group in comparison.flagged:
            yield from bullet(f"{_dimension(comparison)}, {group.value}: {group.sentence}")
    quiet = [_dimension(comparison) for comparison in compared if not comparison.flagged]
    if quiet:
        yield from bullet(f"No group clearly stands out by {', '.join(quiet)}.")
    yield from paragraph(compared[0].caution, "  ")


def _dimension(comparison: SegmentComparison) -> str:
    return comparison.dimension.removeprefix("extra: ").replace("_", " ")


def heading(words: str) -> Iterator[str]:
    """A heading with a blank line before it and a line under it."""
    yield ""
    yield words
    yield "-" * len(words)


def paragraph(words: str, indent: str = "") -> Iterator[str]:
    """Wrapped text."""
    yield from textwrap.wrap(printable(words), WIDTH, initial_indent=indent, subsequent_indent=indent) or [""]


def bullet(words: str, indent: str = "  ", mark: str = "- ") -> Iterator[str]:
    """One item of a list, wrapped."""
    yield from textwrap.wrap(
        printable(words), WIDTH, initial_indent=indent + mark, subsequent_indent=indent + " " * len(mark)
    )


def _steers(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _counts(report: AnalysisReport) -> Iterator[str]:
    widest = max(len(label) for _, label in _COUNTS)
    for name, label in _COUNTS:
        value = getattr(report.counts, name)
        shown = "unknown: the file cannot say" if value is None else f"{number(value):>7}"
        yield f"  {label:<{widest}}  {shown}"
    if report.first_applied and report.last_applied:
        yield f"  {'First and last application':<{widest}}  {report.first_applied} to {report.last_applied}"


def _ratio(ratio: Ratio) -> Iterator[str]:
    yield f"  {ratio.label}: {_value(ratio)}"
    if ratio.successes is not None and ratio.trials is not None:
        yield from paragraph(_basis(ratio), "      ")
    if ratio.benchmark is not None:
        verdict = "" if ratio.verdict is None else f"Verdict: {_VERDICTS[ratio.verdict]}. "
        wording = ratio.benchmark.wording or f"{percent(ratio.benchmark.low)} to {percent(ratio.benchmark.high)}"
        source = "" if ratio.benchmark.own else f" (source: {ratio.benchmark.source})"
        called = capital(ratio.benchmark.called.removeprefix("the "))
        yield from paragraph(f"{verdict}{called}: {wording}{source}.", "      ")
    yield from paragraph(ratio.reason, "      ")
    yield from paragraph(f"Definition: {ratio.definition}", "      ")
    yield ""


def _value(ratio: Ratio) -> str:
    if ratio.successes is None:
        return "unknown"
    if ratio.estimate is None or not ratio.mature_trials:
        return "not defined yet"
    show = number if ratio.id == "interviews_per_offer" else percent
    low = "0" if ratio.low is None else show(ratio.low)
    until = "or more" if ratio.high is None else f"to {show(ratio.high)}"
    return f"{show(ratio.estimate)} ({percent(ratio.level)} interval {low} {until})"


def _basis(ratio: Ratio) -> str:
    aged = "" if ratio.mature_trials is None else f", counted as {number(ratio.mature_trials)} by their age"
    return f"{number(ratio.successes or 0)} of {number(ratio.trials or 0)} {ratio.unit}{aged}."


def _suggestion(place: int, suggestion: Suggestion) -> Iterator[str]:
    yield f"  {place}. {suggestion.title}"
    yield from paragraph(suggestion.noticed, "     ")
    yield from paragraph(suggestion.adjust, "     ")
    for step in suggestion.steps:
        yield from bullet(step, "     ")
    for label, words in (
        ("Expected gain", suggestion.expected_gain),
        ("How sure", suggestion.sure),
        ("It works if", suggestion.tells_it_works),
    ):
        if words:
            yield from paragraph(f"{label}: {words}", "     ")
    yield from paragraph(f"Advised by: {sources(suggestion.documents)}", "     ")
    yield ""


def sources(citations: Iterable[Citation]) -> str:
    """Documents with their site and year, each once.

    >>> from analytics.results import Citation
    >>> sources([Citation("A", "site", 2023, "1"), Citation("B", "site"), Citation("A", "site", 2023, "2")])
    'A, site, 2023; B, site'
    """
    named = (", ".join(str(part) for part in (each.title, each.site, each.year) if part) for each in citations)
    return "; ".join(dict.fromkeys(named))
