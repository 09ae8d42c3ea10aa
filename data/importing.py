"""From the bytes of a file to what the history would learn from it.

    content --read_file--> tables --read_chosen--> applications + events --plan_import--> what is new --Store--> history

A reading is complete in itself: every data row is accepted, merged or set aside, with a problem for each that is not
simply accepted. Only what the file alone cannot settle is asked.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from data.errors import NotATrackerError, StalePlanError
from data.language import _, figure, plural
from data.layouts.choose import read_chosen
from data.layouts.sheet import normal
from data.layouts.single import UNKNOWN
from data.planning import plan_import
from data.plans import Answers, TrackerReading
from data.problems import ProblemCode, QuestionCode
from data.tabular import read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from data.layouts.context import Context, Parsed
    from data.plans import ColumnGuess, ImportPlan, RawFile
    from data.problems import ImportProblem
    from data.store import Store

__all__ = ["import_reading", "plan_import", "read_tracker"]

NO_ANSWERS: Final = Answers()
MOST_TRIES: Final = 5  # other windows may import at the same time, but not for ever


def read_tracker(
    content: bytes,
    name: str,
    *,
    as_of: date,
    answers: Answers = NO_ANSWERS,
    progress: Callable[[str, float], None] | None = None,
) -> TrackerReading:
    """Read one tracker file.

    Args:
        content: the bytes of the file (or of a text that was pasted).
        name: its name, for its ending and for the messages.
        as_of: the day of the analysis; stage dates after it are planned, not reached.
        answers: what the person said about this file; it goes before everything that was found.
        progress: called with a few words, with rows done where they are known, and the share done (0..1). Whatever it
            raises ends the reading; nothing is kept of it.

    Raises:
        FileUnreadableError: the bytes are no table.
        NotATrackerError: the table holds no applications (only leads, an empty template); it carries the reading, so
            that answers about its columns and words can make it one.
    """
    tell = progress or _nobody
    tell(_("Reading the file"), 0.0)
    raw = read_file(content, name)
    lines = sum(len(table.cells) for table in raw.tables)
    tell(
        plural(lines, "Looking for the applications in {n} line", "Looking for the applications in {n} lines"),
        0.4,
    )
    context, parsed, notes = read_chosen(raw, as_of, answers)
    done = parsed.accepted + parsed.merged + parsed.set_aside
    tell(_accounted_for(done, parsed.rows), 0.9)
    reading = _reading(raw, context, parsed, notes)
    if parsed.aggregate is None and not parsed.accepted and not reading.blocked:
        raise NotATrackerError(*parsed.refusal, reading) if parsed.refusal else _nothing(reading)
    message = _refused(parsed, answers)
    if message:
        unused = replace(parsed, accepted=0, merged=0, set_aside=parsed.rows, aggregate=None, flows=None)
        raise NotATrackerError(message, reading=_reading(raw, context, unused, notes))
    tell(_("Done"), 1.0)
    return reading


def import_reading(
    store: Store, reading: TrackerReading, *, imported_at: datetime, is_sample: bool = False
) -> ImportPlan:
    """Plan and apply a reading; where the history changed in between, plan again. Returns the plan that was applied."""
    for attempt in range(MOST_TRIES):
        plan = replace(plan_import(reading, store.known_history()), is_sample=is_sample)
        try:
            store.apply(plan, imported_at=imported_at)
        except StalePlanError:
            if attempt == MOST_TRIES - 1:
                raise
            continue
        return plan
    raise AssertionError


def _accounted_for(done: int, rows: int) -> str:
    return plural(rows, "{done} of {n} row accounted for", "{done} of {n} rows accounted for", done=figure(f"{done:,}"))


def _nobody(words: str, share: float) -> None:
    """Tell nobody."""


def _reading(raw: RawFile, context: Context | None, parsed: Parsed, notes: list[ImportProblem]) -> TrackerReading:
    applications, events, flows = parsed.frames()
    sheet = None if context is None else context.sheet
    return TrackerReading(
        name=raw.name,
        sha256=raw.sha256,
        container=raw.container,
        layout=parsed.layout,
        table=raw.tables[0].name if sheet is None else sheet.name,
        tables=tuple(table.name for table in raw.tables),
        rows=parsed.rows,
        accepted=parsed.accepted,
        merged=parsed.merged,
        set_aside=parsed.set_aside,
        applications=applications,
        events=events,
        flows=flows,
        columns=() if context is None else tuple(_with_dates(guess, parsed) for guess in context.guesses),
        statuses=parsed.statuses,
        problems=(*raw.problems, *(() if sheet is None else sheet.problems), *notes, *parsed.problems),
        questions=parsed.questions,
        aggregate=parsed.aggregate,
        header_key="" if sheet is None else header_key(sheet.header),
    )


def header_key(header: tuple[str, ...]) -> str:
    """Return a fingerprint of the column names, to know the next file of the same tracker by."""
    return hashlib.sha256("\n".join(normal(label) for label in header).encode()).hexdigest()[:16]


def _with_dates(guess: ColumnGuess, parsed: Parsed) -> ColumnGuess:
    dates = None if parsed.calendar is None else parsed.calendar.of(guess)
    return guess if dates is None else replace(guess, date_order=dates.order, date_evidence=dates.evidence)


def _refused(parsed: Parsed, answers: Answers) -> str:
    """Return what to say where the person chose not to use the file, "" where nothing was refused."""
    if answers.choices.get(str(QuestionCode.AGGREGATE)) == "refuse" and parsed.aggregate is not None:
        return _("The file holds counts, not applications, and you chose not to use it.")
    if answers.choices.get(str(QuestionCode.SUBJECT)) == "no" and parsed.aggregate is None:
        return _("You said that the rows of this file are no applications.")
    return ""


def _nothing(reading: TrackerReading) -> NotATrackerError:
    """Say why a file without a single application is none: leads, an empty template, or rows that cannot be used."""
    codes = Counter(problem.code for problem in reading.problems if problem.set_aside)
    name = _("“{name}”", name=reading.name) if reading.name else _("The text")
    most = codes.most_common(1)[0][0] if codes else None
    message = plural(
        reading.rows,
        "{name} has {n} row, but it cannot be used.",
        "{name} has {n} rows, but none of them can be used.",
        name=name,
    )
    hint = _("Check that the rows have a company or title, and a date or status.")
    if reading.layout == UNKNOWN:
        message = _("No column of this file reads like a company, a job title, a date or a status.")
        hint = _("Choose the file that holds your applications.")
    elif most is None:
        message = _("{name} holds no applications.", name=name)
        hint = _("Choose the file that holds your applications.")
    elif most is ProblemCode.NOT_APPLIED:
        message = _only_postings(reading, name, codes[most])
        hint = _("Import it again once you have applied, or change the status of those you applied to.")
    elif most is ProblemCode.TEMPLATE_ROW:
        message = plural(
            codes[most],
            "{name} is an empty template: its {n} row holds only default values.",
            "{name} is an empty template: its {n} rows hold only default values.",
            name=name,
        )
        hint = _("Import it again once it holds your applications.")
    return NotATrackerError(message, hint, reading)


def _only_postings(reading: TrackerReading, name: str, postings: int) -> str:
    said = Counter(p.value for p in reading.problems if p.code is ProblemCode.NOT_APPLIED and p.value)
    if not said:
        return plural(
            postings,
            "{name} lists {n} posting, but no application that was sent.",
            "{name} lists {n} postings, but no application that was sent.",
            name=name,
        )
    words = ", ".join(_("“{name}”", name=word) for word, rows in said.most_common(3))
    return plural(
        postings,
        "{name} lists {n} posting, but no application that was sent ({words}).",
        "{name} lists {n} postings, but no application that was sent ({words}).",
        name=name,
        words=words,
    )
