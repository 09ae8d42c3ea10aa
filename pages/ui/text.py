"""Every sentence of the screen, but for those of Compare, Waiting and the outlook (`text_more.py`).

Tone: calm, plain, kind, exact. Sentences about numbers are functions, so that 0, 1 and many read well.
Sentences that belong to an analysis (reasons, suggestions, findings of charts) come from `analytics`; sentences about
a row of a file come from `data`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal

from analytics import theme
from analytics.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from analytics.results import Benchmark, Citation, Counts, Ratio
    from data.plans import ImportPlan, TrackerReading

APP: Final = "Rebound"
HOME: Final = "overview"

# Pages: title and what the page answers, in the order of the navigation.
PAGES: Final = {
    "overview": ("Overview", "Where your search stands, and the one thing to look at next."),
    "funnel": ("Funnel", "How far your applications came, and how sure each rate is."),
    "trends": ("Trends", "Your weeks, and how your interview rate moves."),
    "compare": ("Compare", "Which kinds of applications do better, and what may be concluded."),
    "waiting": ("Waiting", "What is still open, how long it has been silent, and what to close."),
    "strategy": ("Strategy", "What to adjust, why, and how to tell whether it works."),
    "what_if": ("What if", "What another pace or other rates would do to the weeks until an offer."),
    "experiments": ("Experiments", "Try a change of strategy, and see honestly whether it goes with more interviews."),
    "import": ("Import", "Add a tracker you already keep, and undo an import."),
    "benchmarks": ("Benchmarks and settings", "What your rates are compared with, and how things are counted."),
    "definitions": ("Definitions", "What every measure and word means, and how it is computed."),
}
GROUPS: Final = {
    "Where you stand": ("overview", "funnel", "trends", "compare", "waiting"),
    "What to change": ("strategy", "what_if", "experiments"),
    "Data": ("import", "benchmarks", "definitions"),
}

# First minute
WELCOME: Final = "Welcome. See where your search stands"
WELCOME_LINES: Final = (
    "Drop in the list of applications you already keep: a spreadsheet, a CSV or an export.",
    "Rebound shows how many led to answers, interviews and offers, and how sure one can be of it.",
    "Then it names the one or two things worth changing. Your file stays on this computer.",
)
DROP: Final = "Drop your tracker here"
DROP_HELP: Final = (
    "A spreadsheet, CSV, JSON, Markdown, Sankey text, or a ZIP of these; several files at once are fine. "
    "Nothing is stored until you confirm."
)
SAMPLE_BUTTON: Final = "Look at a sample history"
SAMPLE_HINT: Final = "No file at hand? The sample is invented and goes away with one click."
SAMPLE_BANNER: Final = "This is a sample. The applications are invented."
SAMPLE_REMOVE: Final = "Remove sample"
SAMPLE_REMOVED: Final = "The sample is gone."
SAMPLE_WILL_GO: Final = "The sample will be removed first, so that only your own applications count."
EMPTY: Final = {
    "funnel": "The funnel appears here as soon as there are applications.",
    "trends": "Your weeks appear here as soon as there are applications with dates.",
    "compare": "Groups of applications appear here side by side, as soon as there are some to compare.",
    "waiting": "Your open applications appear here, with how long each has been silent.",
    "experiments": "Your changes of strategy appear here, each with the time before and after.",
    "what_if": "Once there are applications, you can try another pace or other rates here.",
    "strategy": "Suggestions appear here as soon as there are applications to learn from.",
}
TO_IMPORT: Final = "Import your tracker"
TO_FUNNEL: Final = "See your funnel"
TO_STRATEGY: Final = "See what to change"
TO_STEPS: Final = "See the steps"
TO_OVERVIEW: Final = "Go to the overview"

# Ratios
METRICS: Final = {
    "applications": "Applications",
    "answered": "Answered",
    "interviewed": "Interviewed",
    "offers": "Offers",
}
HOW: Final = "How this is computed"
METHOD: Final = "Method"
TO_DEFINITION: Final = "See it among the definitions"
TABLE: Final = "Show the numbers as a table"
TABLE_DOWNLOAD: Final = "Download as CSV"
NEXT: Final = "What to look at next"
RATES_TITLE: Final = "Your rates"
WEEKS_TITLE: Final = "Weeks to show"
VIEW_TITLE: Final = "Chart"
RATES_NOTE: Final = (
    "Dot: your figure. Bar: what your counts support. Shaded: the benchmark of the source documents, or your own "
    "range. Fresh applications count only in part, because an answer can still come."
)
VIEWS: Final = {"steps": "Funnel", "flow": "Where they went"}
WEEKS: Final = {"12": "12", "26": "26", "52": "52", "all": "All"}
VERDICTS: Final = {
    Verdict.BELOW: "Below the benchmark",
    Verdict.WITHIN: "About at the benchmark",
    Verdict.ABOVE: "Above the benchmark",
    Verdict.TOO_EARLY: "Too early to tell",
}
SHORT_VERDICTS: Final = {
    Verdict.BELOW: "Below benchmark",
    Verdict.WITHIN: "At benchmark",
    Verdict.ABOVE: "Above benchmark",
    Verdict.TOO_EARLY: "Too early to tell",
}
LEANINGS: Final = {Verdict.BELOW: "leaning below", Verdict.ABOVE: "leaning above"}
VERDICT_ICONS: Final = {
    Verdict.BELOW: ":material/south:",
    Verdict.WITHIN: ":material/check:",
    Verdict.ABOVE: ":material/north:",
    Verdict.TOO_EARLY: ":material/hourglass_empty:",
}
BadgeColour = Literal["orange", "green", "blue", "gray"]
VERDICT_COLOURS: Final[Mapping[Verdict, BadgeColour]] = {
    Verdict.BELOW: "orange",
    Verdict.WITHIN: "green",
    Verdict.ABOVE: "blue",
    Verdict.TOO_EARLY: "gray",
}
UNKNOWN_WHY: Final = "It is unknown, not zero."

NO_SUGGESTION: Final = "There is nothing to suggest yet."

# Import
PLAN: Final = {
    "rows": "Rows read",
    "applications": "New applications",
    "events": "New events",
    "set_aside": "Set aside",
    "totals": "Applications in all",
    "interviewed": "Interviewed",
}
TOTALS_ONLY: Final = "This file holds totals, without single applications: it gives a funnel, but no dates or trends."
CONFIRM: Final = "Add to my history"
NOTHING_NEW: Final = "Nothing new is in this file. Your history already holds everything it says."
ANSWER_FIRST: Final = "One answer is needed before this file can be added."
UNANSWERED: Final = "Please choose an answer above. Then the file can be added."
SET_ASIDE_NONE: Final = "Every row was used."
COLUMNS_TITLE: Final = "What each column was understood as"
COLUMNS_HELP: Final = "Wrong? Choose another meaning; the plan above changes at once."
STATUSES_TITLE: Final = "What each status word was understood as"
STATUSES_HELP: Final = "Wrong? Choose another stage; the plan above changes at once."
REMARKS_DOWNLOAD: Final = "Download this list"
REMEMBERED: Final = "Your choices from the last file with these columns were used again."
IMPORTS_TITLE: Final = "Files added so far"
UNDO: Final = "Undo"
UNDO_CONFIRM: Final = "Yes, undo this import"
UNDO_KEEP: Final = "Keep it"
UNREADABLE: Final = "This file could not be used"
TABLE_CHOICE: Final = "Which table holds your applications?"
NOT_APPLIED: Final = "Not an application (a lead, a wish)"
NOT_KNOWN: Final = "Not understood"
UNDONE: Final = "The import was undone."
COLUMN: Final = "Column"
WHY: Final = "Why"
ROWS: Final = "Rows"
ROW: Final = "Row"
SET_ASIDE: Final = "Set aside"
REMEDY: Final = "What you can do"
VALUE: Final = "Value"
YES: Final = "yes"

# Trouble
STORE_TITLE: Final = "Your history cannot be opened"
ACTION_TITLE: Final = "That did not work"
TRY_AGAIN: Final = "Try again"
SURPRISE: Final = "Something happened that Rebound did not foresee"
SURPRISE_HINT: Final = (
    "Your history was not changed. Reload the page; if it happens again, the details are in the window "
    "in which Rebound was started."
)


def counted(number: int | None, noun: str, plural: str = "") -> str:
    """Return "1 application", "12 applications", "no applications"; None is "an unknown number of"."""
    many = plural or f"{noun}s"
    if number is None:
        return f"an unknown number of {many}"
    if number == 0:
        return f"no {many}"
    return f"{theme.count(number)} {noun if number == 1 else many}"


def as_of(day: date) -> str:
    """Return the date everything is judged at."""
    return f"As of {theme.day(day)}"


def history_span(applications: int, first: date | None, last: date | None) -> str:
    """Return how much history there is: "312 applications, 3 Mar 2026 to 20 Nov 2026"."""
    words = counted(applications, "application")
    if first is None or last is None:
        return words
    if first == last:
        return f"{words}, {theme.short_day(first)}"
    return f"{words}, {theme.short_day(first)} to {theme.short_day(last)}"


def rate(ratio: Ratio | None) -> str:
    """Return the line under a count: "rate 4.8 %", of the applications old enough to count."""
    if ratio is None or ratio.estimate is None:
        return "not known"
    if ratio.successes == 0:
        return "none so far"
    return f"rate {theme.percent(ratio.estimate)}"


def figure(value: int | None) -> str:
    """Return a count as the large figure of a card."""
    return "–" if value is None else theme.count(value)


def first_sentence(words: str) -> str:
    """Return the first sentence of a longer text."""
    return re.split(r"(?<=[.?])\s+(?=[A-Z0-9])", words, maxsplit=1)[0]


def open_short(number: int | None) -> str:
    """Return the line under the number of applications."""
    return "" if number is None else f"{theme.count(number)} still open"


def rate_title(ratio: Ratio, value: str) -> str:
    """Return the title of the interview rate on the Overview."""
    if ratio.successes is None or ratio.estimate is None:
        return "Your interview rate"
    return f"Your interview rate: {value}" if ratio.successes else "Your interview rate: no interview so far"


def interval(level: float, range_words: str, *, rate: bool) -> str:
    """Return what the interval says."""
    what = "rate" if rate else "number"
    return f"The bar is the {theme.percent(level)} interval: the true {what} is probably within {range_words}."


def citation(cited: Citation) -> str:
    """Return a source document by its title, author or site, year and part."""
    parts = [cited.title, cited.site, str(cited.year) if cited.year else "", cited.part]
    return "; ".join(part for part in parts if part)


def open_sentence(counts: Counts) -> str:
    """Return what is still open."""
    if counts.open is None:
        return "Your files do not say which applications are still open."
    if counts.open == 0:
        return "No application is open at the moment."
    verb = "is" if counts.open == 1 else "are"
    return f"{counted(counts.open, 'application')} {verb} still open. No answer yet is not a no."


def verdict(ratio: Ratio) -> str:
    """Return the verdict in words, with the leaning where it is too early."""
    if ratio.verdict is None:
        return "No benchmark"
    words = _named(VERDICTS[ratio.verdict], ratio)
    if ratio.verdict is Verdict.TOO_EARLY and ratio.leaning in LEANINGS:
        return f"{words}, {LEANINGS[ratio.leaning]}"
    return words


def short_verdict(ratio: Ratio) -> str:
    """Return the verdict in two or three words, for a narrow card; empty without one."""
    return "" if ratio.verdict is None else _named(SHORT_VERDICTS[ratio.verdict], ratio)


def _named(words: str, ratio: Ratio) -> str:
    """Name the range: what was judged by a range of the person's own never says "benchmark"."""
    if ratio.benchmark is None or not ratio.benchmark.own:
        return words
    return words.replace("the benchmark", "your own range").replace("benchmark", "own range")


def ratio_counts(ratio: Ratio) -> str:
    """Return the counts of a ratio: "34 of about 500 applications old enough to count (520 in all)"."""
    if ratio.successes is None or ratio.trials is None:
        return UNKNOWN_WHY
    if ratio.trials == 0:
        return ""
    if ratio.id == "interviews_per_offer":
        return f"{counted(ratio.trials, 'interview')}, {counted(ratio.successes, 'offer')}"
    aged = ratio.trials if ratio.mature_trials is None else round(ratio.mature_trials)
    if aged == 0 and ratio.successes == 0:
        unit = ratio.unit.removesuffix("s") if ratio.trials == 1 else ratio.unit
        return f"{theme.count(ratio.trials)} {unit}, none old enough to count"
    if aged == ratio.trials:
        unit = ratio.unit.removesuffix("s") if ratio.trials == 1 else ratio.unit
        return f"{theme.count(ratio.successes)} of {theme.count(ratio.trials)} {unit}"
    unit = ratio.unit.removesuffix("s") if aged == 1 else ratio.unit
    return (
        f"{theme.count(ratio.successes)} of about {theme.count(aged)} {unit} old enough to count "
        f"({theme.count(ratio.trials)} in all)"
    )


def benchmark(value: Benchmark) -> str:
    """Return a benchmark with its source; a range of the person's own is called so."""
    if value.own:
        return f"Your own range: {value.wording}. You set it under Benchmarks and settings."
    return f"Benchmark: {value.wording}. Source: {value.source}."


def rows_sentence(reading: TrackerReading) -> str:
    """Return where every row of the file went; the parts add up to the rows."""
    parts = [f"{theme.count(reading.accepted)} used"]
    if reading.merged:
        parts.append(f"{theme.count(reading.merged)} joined with another row")
    parts.append(f"{theme.count(reading.set_aside)} set aside")
    return f"{counted(reading.rows, 'row').capitalize()} read: {', '.join(parts)}."


def plan_sentence(plan: ImportPlan) -> str:
    """Return what confirming would add."""
    if plan.reading.aggregate is not None:
        return TOTALS_ONLY
    if not plan.new_applications and not plan.new_events:
        return ""
    if not plan.new_applications:
        return f"Adds {counted(plan.new_events, 'new event')} to applications you already have."
    return f"Adds {counted(plan.new_applications, 'application')} and {counted(plan.new_events, 'event')}."


def done_sentence(applications: int, events: int) -> str:
    """Return what an import added; a file of totals adds neither applications nor events of its own."""
    if not applications and not events:
        return "Added the totals of the file."
    return f"Added {counted(applications, 'application')} and {counted(events, 'event')}."


def stage_column(label: str) -> str:
    """Return the meaning of a column that stands for one stage; `label` is from `STAGES`."""
    return f"Stage: {label}"


def examples(values: Sequence[str]) -> str:
    """Return a few values of a column."""
    return f"In your file: {', '.join(values[:5])}"


def import_line(row: Mapping[Any, Any]) -> str:
    """Return when an import was made and what it holds."""
    when = f"{theme.short_day(row['imported_at'])}, {theme.clock(row['imported_at'])}"
    what = "totals only" if row["is_aggregate"] else counted(int(row["applications"]), "application")
    aside = f", {counted(int(row['set_aside']), 'row')} set aside" if row["set_aside"] else ""
    return f"{when}: {what}{aside}{', sample' if row['is_sample'] else ''}"


def to_check_title(number: int) -> str:
    """Return the title of the questions that may stay open."""
    return f"{counted(number, 'thing').capitalize()} you may want to check"
