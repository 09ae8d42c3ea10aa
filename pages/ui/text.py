"""The sentences of the frame, the first minute, the funnel and the import; other pages have a `text_<page>.py`.

Tone: calm, plain, kind, exact. Sentences about numbers are functions, so that 0, 1 and many read well.
Sentences that belong to an analysis (reasons, suggestions, findings of charts) come from `analytics`; sentences about
a row of a file come from `data`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal

from analytics import theme, wording
from data.language import ENGLISH, _, current, plural, speaks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from analytics.results import Citation, Counts
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
GROUP_TITLES: Final = tuple(GROUPS)

# First minute
OFFERS: Final = {"de": "Auf Deutsch weiter"}  # each in its own language
WELCOME: Final = "Welcome. See where your search stands"
WELCOME_LINES: Final = (
    "Drop in the list of applications you already keep: a spreadsheet, a CSV or an export.",
    "Rebound shows how many led to answers, interviews and offers, and how sure one can be of it.",
    "Then it names the one or two things worth changing. Your file stays on this computer.",
)
DROP: Final = "Drop your tracker here"
DROP_HELP: Final = (
    "A spreadsheet, CSV, JSON, Markdown, the text of a Sankey diagram, or a ZIP of these; several files at once are "
    "fine. Nothing is stored until you confirm."
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
BadgeColour = Literal["orange", "green", "blue", "gray"]

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
STEP_UNDONE: Final = "Undone."
NOT_UNDONE: Final = "That could not be undone, because it has changed since."
COLUMN: Final = "Column"
WHY: Final = "Why"
ROWS: Final = "Rows"
ROW: Final = "Row"
SET_ASIDE: Final = "Set aside"
REMEDY: Final = "What you can do"
VALUE: Final = "Value"

# Trouble
STORE_TITLE: Final = "Your history cannot be opened"
ACTION_TITLE: Final = "That did not work"
TRY_AGAIN: Final = "Try again"
SURPRISE: Final = "Something happened that Rebound did not foresee"
SURPRISE_HINT: Final = (
    "Your history was not changed. Reload the page; if it happens again, the details are in the window "
    "in which Rebound was started."
)


def counted(number: int, noun: str) -> str:
    """Return "1 application", "12 applications", "no applications"; `noun` as `wording.counted` knows it."""
    return wording.counted(number, noun)


def yes() -> str:
    """Return the word in a cell for what holds."""
    return _("yes")


def day_format() -> str:
    """Return how a table writes days, in the signs of moment.js."""
    return _("D MMM YYYY")


def as_of(day: date) -> str:
    """Return the date everything is judged at."""
    return _("As of {day}", day=theme.day(day))


def history_span(applications: int, first: date | None, last: date | None) -> str:
    """Return how much history there is: "312 applications, 3 Mar 2026 to 20 Nov 2026"."""
    words = counted(applications, "application")
    if first is None or last is None:
        return words
    if first == last:
        return f"{words}, {theme.short_day(first)}"
    days = {"first": theme.short_day(first), "last": theme.short_day(last)}
    return _("{applications}, {first} to {last}", applications=words, **days)


def figure(value: int | None) -> str:
    """Return a count as the large figure of a card."""
    return "–" if value is None else theme.count(value)


def first_sentence(words: str) -> str:
    """Return the first sentence of a longer text.

    In other languages than English a full stop may follow a number or a letter inside a sentence ("3. März", "z. B.").
    """
    if current() == ENGLISH:
        return re.split(r"(?<=[.?])\s+(?=[A-Z0-9])", words, maxsplit=1)[0]
    return re.split(r"(?:(?<=[^\W\d]{2}[.?])|(?<=[%)”“][.?]))\s+(?=[A-ZÄÖÜ„“])", words, maxsplit=1)[0]


def further_sentences(words: str) -> str:
    """Return a longer text without its first sentence."""
    return words.removeprefix(first_sentence(words)).strip()


def open_short(number: int | None) -> str:
    """Return the line under the number of applications."""
    return "" if number is None else plural(number, "{n} still open", "{n} still open")


def citation(cited: Citation) -> str:
    """Return a source document by its title, author or site, year and part."""
    parts = [cited.title, cited.site, str(cited.year) if cited.year else "", cited.part]
    return "; ".join(part for part in parts if part)


def first_step(step: str) -> str:
    """Return the first step of a suggestion, said to be the first."""
    return _("To begin: {step}", step=step)


def open_count(counts: Counts) -> str:
    """Return how many applications are still open."""
    if counts.open is None:
        return _("Your files do not say which applications are still open.")
    if counts.open == 0:
        return _("No application is open at the moment.")
    return plural(counts.open, "{n} application is still open.", "{n} applications are still open.")


def open_sentence(counts: Counts) -> str:
    """Return what is still open, and that it is not a no."""
    said, no_no = open_count(counts), _("No answer yet is not a no.")
    return f"{said} {no_no}" if counts.open else said


def rows_sentence(reading: TrackerReading) -> str:
    """Return where every row of the file went; the parts add up to the rows."""
    parts = [plural(reading.accepted, "{n} used", "{n} used")]
    if reading.merged:
        parts.append(plural(reading.merged, "{n} joined with another row", "{n} joined with another row"))
    parts.append(plural(reading.set_aside, "{n} set aside", "{n} set aside"))
    rows = ", ".join(parts)
    if not reading.rows:
        return _("No rows read: {rows}.", rows=rows)
    return plural(reading.rows, "{n} row read: {rows}.", "{n} rows read: {rows}.", rows=rows)


def plan_sentence(plan: ImportPlan) -> str:
    """Return what confirming would add."""
    if plan.reading.aggregate is not None:
        return _(TOTALS_ONLY)
    if not plan.new_applications and not plan.new_events:
        return ""
    if not plan.new_applications:
        return plural(
            plan.new_events,
            "Adds {n} new event to applications you already have.",
            "Adds {n} new events to applications you already have.",
        )
    return _(
        "Adds {applications} and {events}.",
        applications=counted(plan.new_applications, "application"),
        events=counted(plan.new_events, "event"),
    )


def done_sentence(applications: int, events: int) -> str:
    """Return what an import added; a file of totals adds neither applications nor events of its own."""
    if not applications and not events:
        return _("Added the totals of the file.")
    return _(
        "Added {applications} and {events}.",
        applications=counted(applications, "application"),
        events=counted(events, "event"),
    )


def stage_column(label: str) -> str:
    """Return the meaning of a column that stands for one stage; `label` is from `STAGES`."""
    return _("Stage: {stage}", stage=label)


def examples(values: Sequence[str]) -> str:
    """Return a few values of a column."""
    return _("In your file: {values}", values=", ".join(values[:5]))


def import_line(row: Mapping[Any, Any]) -> str:
    """Return when an import was made and what it holds."""
    when = f"{theme.short_day(row['imported_at'])}, {theme.clock(row['imported_at'])}"
    parts = [_("totals only") if row["is_aggregate"] else counted(int(row["applications"]), "application")]
    if row["set_aside"]:
        parts.append(plural(int(row["set_aside"]), "{n} row set aside", "{n} rows set aside"))
    if row["is_sample"]:
        parts.append(_("sample"))
    return f"{when}: {', '.join(parts)}"


def to_check_title(number: int) -> str:
    """Return the title of the questions that may stay open."""
    return plural(number, "{n} thing you may want to check", "{n} things you may want to check")


speaks(__name__)
