"""Which table of a file holds the applications, and how it is laid out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from data.errors import NotATrackerError
from data.layouts.context import Context, Parsed
from data.layouts.events import find_log
from data.layouts.flows import flow_columns, flow_fields, oriented, read_flows
from data.layouts.history import looks_like_history
from data.layouts.logs import read_log
from data.layouts.matrix import find_matrix, read_matrix
from data.layouts.rows import read_rows
from data.layouts.sheet import Sheet, lay_out, normal, stacked, unique_labels
from data.layouts.shifts import realigned
from data.layouts.summary import looks_like_summary, read_summary
from data.meaning.columns import recognise_columns
from data.meaning.stages import read_statuses
from data.plans import ColumnGuess
from data.problems import ImportProblem, Option, ProblemCode, Question, QuestionCode
from data.schema import Field

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data.plans import Answers, RawFile, RawTable

# What a column of this meaning says for a table being a tracker of applications.
WEIGHT: Final = {
    Field.COMPANY: 3.0,
    Field.TITLE: 2.0,
    Field.APPLIED: 3.0,
    Field.STATUS: 2.5,
    Field.HISTORY: 2.5,
    Field.EVENT_STAGE: 2.5,
    Field.STAGE_DATE: 1.5,
    Field.OUTCOME: 1.0,
    Field.EVENT_DATE: 1.5,
    Field.ADDED: 1.0,
    Field.UPDATED: 0.5,
    Field.APPLICATION_ID: 0.5,
    Field.URL: 0.5,
    Field.SOURCE: 0.5,
    Field.FLOW_SOURCE: 1.0,
    Field.FLOW_TARGET: 1.0,
}
NAMING: Final = (Field.COMPANY, Field.TITLE)
SHARED: Final = 0.2  # of the applications of two tables; with more they are two views of the same ones
# Meanings under which columns of two tables are one, whatever their names.
SAME: Final = frozenset({Field.COMPANY, Field.TITLE, Field.APPLIED, Field.STATUS, Field.URL, Field.SOURCE, Field.NOTES})
IS_TRACKER: Final = 2.5  # the least score of a table worth reading as a tracker
SAMPLE_ROWS: Final = 300
AGAIN: Final = re.compile(r"(.+) \(\d+\)$")  # as `sheet.unique_labels` writes it
TEXT: Final = r"[^\W\d_]{3}"
MOST_ASKED: Final = 12
MOST_WORDS: Final = 200  # different words of a status column
MOST_COLUMNS: Final = 400  # no tracker is wider; columns beyond are kept, but not given a meaning
SHEET_NAME: Final = "Sheet"
EVIDENCE_ROWS: Final = 300  # rows of a long file, evenly spread, that the meaning of its columns is judged by
CHOOSABLE: Final = tuple(field for field in Field if field is not Field.OTHER)


def read_chosen(raw: RawFile, as_of: date, answers: Answers) -> tuple[Context | None, Parsed, list[ImportProblem]]:
    """Read the table that holds the applications; return its context (None for a matrix), the result, and notes."""
    tables = _asked_for(raw, answers)
    contexts = [_context(lay_out(table, tuple(answers.fields)), as_of, answers) for table in tables]
    scores = [score(context) for context in contexts]
    special = next((p for t, c in zip(tables, contexts, strict=True) if (p := _special(t, c, max(scores)))), None)
    if special is not None:
        return special
    best = int(np.argmax(scores))
    if not contexts[best].sheet.rows:
        raise NotATrackerError(
            "The file has column names but no rows yet.", "Import it again once it holds your applications."
        )
    chosen = contexts[best]
    alike = [chosen, *(c for at, c in enumerate(contexts) if at != best and together(chosen, c))]
    if len(alike) > 1:
        ordered = sorted(alike, key=contexts.index)
        chosen = _context(stacked(aligned(ordered)), as_of, answers)
        chosen = by_sheet_name(chosen, [context.sheet for context in ordered])
    sound, lost = realigned(chosen)
    parsed = _read(sound)
    if lost:
        problems = (*parsed.problems, *lost)
        rows, set_aside = parsed.rows + len(lost), parsed.set_aside + len(lost)
        parsed = replace(parsed, rows=rows, set_aside=set_aside, problems=problems)
    return sound, parsed, _skipped(contexts, scores, alike)


def by_sheet_name(context: Context, sheets: Sequence[Sheet]) -> Context:
    """Take the names of sheets for a status ("Applied", "Rejected") where no column is one."""
    readings = read_statuses({sheet.name: sheet.rows for sheet in sheets})
    named = [reading for reading in readings if reading.confidence > 0 and (reading.stages or not reading.applied)]
    different = len({reading.stages for reading in named}) > 1
    if context.all(Field.STATUS, Field.OUTCOME) or len(named) < len(readings) or not different:
        return context
    position = len(context.sheet.header)
    names = pd.Series([sheet.name for sheet in sheets for _ in range(sheet.rows)], dtype="str")
    whole = replace(
        context.sheet,
        header=(*context.sheet.header, SHEET_NAME),
        cells=context.sheet.cells.assign(**{SHEET_NAME: names}).set_axis(range(position + 1), axis="columns"),
    )
    guess = ColumnGuess(position, SHEET_NAME, Field.STATUS, 0.8, reason="The sheets are named after stages.")
    return replace(context, sheet=whole, guesses=(*context.guesses, guess))


def score(context: Context) -> float:
    """Return how much a table looks like a tracker: what its columns mean, and whether it has rows."""
    found: dict[Field, float] = {}
    for guess in context.guesses:
        found[guess.field] = max(found.get(guess.field, 0.0), guess.confidence * WEIGHT.get(guess.field, 0.0))
    many = min(1.0, 0.7 + 0.1 * float(np.log2(1 + context.sheet.rows)))
    return sum(found.values()) * many if context.sheet.rows else 0.1 * sum(found.values())


def same_header(one: Sheet, other: Sheet) -> bool:
    """True for two tables with rows under the same named columns."""
    if not one.has_header or not other.rows:
        return False
    return [normal(label) for label in one.header] == [normal(label) for label in other.header]


def together(one: Context, other: Context) -> bool:
    """True for tables of one tracker: equal headers, or both name, date and judge applications that differ."""
    if same_header(one.sheet, other.sheet):
        return True
    if not all(_is_list(context) for context in (one, other)):
        return False
    first, second = _names(one), _names(other)
    return len(first & second) <= SHARED * min(len(first), len(second))


def _is_list(context: Context) -> bool:
    """True for a table with a company and a title, a day of application and what became of it; a log is none."""
    fields = {guess.field for guess in context.guesses}
    says = fields & {Field.STATUS, Field.OUTCOME, Field.STAGE_DATE}
    rows = context.sheet.has_header and context.sheet.rows
    return bool(rows and says and fields >= {Field.COMPANY, Field.TITLE, Field.APPLIED}) and find_log(context) is None


def _names(context: Context) -> set[tuple[str, ...]]:
    columns = [context.text(guess).map(normal) for guess in map(context.one, NAMING) if guess is not None]
    return set(zip(*columns, strict=True))


def aligned(contexts: Sequence[Context]) -> list[Sheet]:
    """Return the sheets with the columns of all: those of one name, or the only ones of their meaning, are one."""
    header = list(contexts[0].sheet.header)
    own = {g.field: g.header for g in contexts[0].guesses if g.field in SAME and len(contexts[0].all(g.field)) == 1}
    places = []
    for context in contexts:
        place = {}
        for guess in context.guesses:
            known = next((label for label in header if normal(label) == normal(guess.header)), None)
            if known is None and guess.field in own and len(context.all(guess.field)) == 1:
                known = own[guess.field]
            if known is None or known in place:
                known = unique_labels([*header, guess.header])[-1]
                header.append(known)
            place[known] = context.sheet.cells[guess.position]
        places.append(place)
    sheets = []
    for context, place in zip(contexts, places, strict=True):
        blank = pd.Series("", index=context.sheet.cells.index, dtype="str")
        cells = pd.concat([place.get(label, blank) for label in header], axis="columns", ignore_index=True)
        sheets.append(replace(context.sheet, header=tuple(header), cells=cells))
    return sheets


def _asked_for(raw: RawFile, answers: Answers) -> Sequence[RawTable]:
    wanted = answers.table or answers.choices.get(str(QuestionCode.WHICH_TABLE), "")
    tables = [table for table in raw.tables if table.name == wanted] if wanted else []
    tables = tables or list(raw.tables)
    if not tables:
        raise NotATrackerError("The file holds no table.", "Choose the file that holds your applications.")
    return tables


def _context(sheet: Sheet, as_of: date, answers: Answers) -> Context:
    labels = sheet.header if sheet.has_header else tuple("" for _ in sheet.header)
    overrides = dict(answers.fields)
    if not sheet.has_header and overrides:
        labels = tuple(label if label in overrides else "" for label in sheet.header)
    first = _evidence(sheet).iloc[:, :MOST_COLUMNS]
    guesses = recognise_columns(labels[:MOST_COLUMNS], first, typed_dates=sheet.typed_dates, overrides=overrides)
    guesses += tuple(ColumnGuess(at, labels[at], Field.OTHER, 0.0) for at in range(len(guesses), len(labels)))
    named = tuple(replace(guess, header=sheet.header[guess.position]) for guess in guesses)
    told = tuple(_free_text(sheet, _history(sheet, guess, overrides), overrides) for guess in named)
    return Context(sheet, _again(told, overrides), as_of, answers)


def _evidence(sheet: Sheet) -> pd.DataFrame:
    """Return rows, evenly spread, that the meaning of the columns is judged by; totals and remarks are none."""
    cells = sheet.cells.iloc[:: max(1, sheet.rows // EVIDENCE_ROWS)]
    filled = (cells != "").to_numpy().sum(axis=1)
    return cells[filled > 0.5 * np.median(filled)] if len(cells) else cells


def _history(sheet: Sheet, guess: ColumnGuess, overrides: dict[str, str]) -> ColumnGuess:
    """A column of lists of (stage, date) is a history whatever its header says."""
    if guess.header in overrides or guess.field is Field.HISTORY or not sheet.rows or guess.position >= MOST_COLUMNS:
        return guess
    if looks_like_history(sheet.cells[guess.position].head(SAMPLE_ROWS)):
        return replace(guess, field=Field.HISTORY, stage=None, confidence=0.9, reason="Its cells are lists of stages.")
    return guess


def _free_text(sheet: Sheet, guess: ColumnGuess, overrides: dict[str, str]) -> ColumnGuess:
    """A status column that says something else in every row is not a status but a diary."""
    if guess.field not in {Field.STATUS, Field.OUTCOME, Field.EVENT_STAGE} or guess.header in overrides:
        return guess
    words = sheet.cells[guess.position]
    if words.nunique() <= max(MOST_WORDS, 0.3 * float((words != "").sum())):
        return guess
    return replace(guess, field=Field.OTHER, confidence=0.0, reason="Nearly every row says something else.")


def _again(guesses: tuple[ColumnGuess, ...], overrides: dict[str, str]) -> tuple[ColumnGuess, ...]:
    """A second column of the same name goes on where the first stopped: a later status, and the day of it."""
    first = {guess.header: guess.field for guess in guesses}
    later = {Field.STATUS: Field.OUTCOME, Field.APPLIED: Field.UPDATED}
    has_update = any(guess.field is Field.UPDATED for guess in guesses)
    result = []
    for guess in guesses:
        name = AGAIN.match(guess.header)
        field = later.get(first.get(name.group(1), Field.OTHER)) if name else None
        free = guess.field in {Field.OTHER, Field.ADDED} and guess.header not in overrides
        if field and free and not (field is Field.UPDATED and has_update):
            guess = replace(guess, field=field, confidence=0.6, reason="It has the name of an earlier column.")  # noqa: PLW2901
        result.append(guess)
    return tuple(result)


def _special(
    table: RawTable, context: Context, best: float
) -> tuple[Context | None, Parsed, list[ImportProblem]] | None:
    """Read a table that is no list of applications: flows, counts, or a matrix of days; None where it is none."""
    sheet, fields = context.sheet, flow_fields(context)
    if best >= WEIGHT[Field.COMPANY] + 1:
        return None
    if table.kind == "flows":
        fields = fields or (0, 1, 2)
    elif not context.answers.fields:
        is_log = find_log(context) is not None
        columns = None if fields or is_log else flow_columns(sheet)
        fields = None if is_log else fields
        if columns is not None:
            fields = (*oriented(sheet, *columns[:2]), columns[2])
    if fields:
        return context, read_flows(context, *fields), []
    if context.answers.fields:
        return None
    if looks_like_summary(sheet):
        return context, read_summary(context), []
    matrix = find_matrix(table)
    return None if matrix is None else (None, read_matrix(matrix, context.as_of, context.answers), [])


def _read(context: Context) -> Parsed:
    log = find_log(context)
    if log is not None:
        return read_log(context, log)
    if score(context) < IS_TRACKER and not _usable(context):
        return _unknown_columns(context)
    turned = {Field.EVENT_STAGE: Field.STATUS, Field.FLOW_TARGET: Field.STATUS}
    guesses = tuple(
        replace(guess, field=turned[guess.field]) if guess.field in turned else guess for guess in context.guesses
    )
    return read_rows(replace(context, guesses=guesses))


def _usable(context: Context) -> bool:
    """True where a person said what the columns mean, or a status and a date stand side by side."""
    if context.answers.fields:
        return True
    fields = {guess.field for guess in context.guesses}
    says = fields & {Field.STATUS, Field.STAGE_DATE, Field.HISTORY, Field.EVENT_STAGE}
    return bool(says and fields & {Field.APPLIED, Field.COMPANY, Field.TITLE, Field.EVENT_DATE})


def _unknown_columns(context: Context) -> Parsed:
    """Ask what the columns of a table of text mean; nothing is read until then."""
    sheet = context.sheet
    if not any(sheet.cells[at].str.contains(TEXT, regex=True).mean() > 0.5 for at in list(sheet.cells)[:MOST_COLUMNS]):
        raise NotATrackerError(
            "No column of this file reads like a company, a job title, a date or a status.",
            "Choose the file that holds your applications.",
        )
    labels = sheet.header[:MOST_ASKED]
    options = tuple(Option(str(field), str(field).replace("_", " ")) for field in CHOOSABLE)
    questions = tuple(
        Question(
            QuestionCode.COLUMN_MEANING,
            f"What does the column “{label}” hold? Name at least the company or title, and the date or status.",
            (*options, Option(str(Field.OTHER), "something else")),
            subject=label,
            needed=at == 0,
            examples=tuple(str(text) for text in sheet.cells[at][sheet.cells[at] != ""].head(3)),
        )
        for at, label in enumerate(labels)
    )
    problems = tuple(
        ImportProblem(
            ProblemCode.NO_IDENTITY,
            "This row was not read, because the meaning of the columns is not known.",
            "Say what the columns mean.",
            int(number),
            set_aside=True,
        )
        for number in sheet.numbers
    )
    return Parsed("unknown", sheet.rows, 0, set_aside=sheet.rows, problems=problems, questions=questions)


def _skipped(contexts: list[Context], scores: list[float], used: list[Context]) -> list[ImportProblem]:
    """Say which other tables were read together, and which look like trackers but were not read."""
    problems = []
    if len(used) > 1:
        names = ", ".join(f"“{context.sheet.name}”" for context in sorted(used, key=contexts.index))
        problems.append(
            ImportProblem(
                ProblemCode.SHEET_SKIPPED,
                f"{names} have the same kind of columns and were read together. Row numbers are those of each table.",
                "Choose one of them if the others should not count.",
            )
        )
    for context, value in zip(contexts, scores, strict=True):
        if context in used or not context.sheet.rows:
            continue
        like = " It looks like a tracker too." if value >= max(IS_TRACKER, 0.6 * max(scores)) else ""
        problems.append(
            ImportProblem(
                ProblemCode.SHEET_SKIPPED,
                f"The table “{context.sheet.name}” was not read.{like}",
                "Choose it if it holds your applications.",
            )
        )
    return problems
