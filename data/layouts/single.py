"""How one table is laid out: a list of applications, a log, flows, counts, a matrix; each is read by its own module."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from data.language import _
from data.layouts.context import Parsed
from data.layouts.events import find_log
from data.layouts.flows import flow_columns, flow_fields, oriented, read_flows
from data.layouts.labelled import MOST_COLUMNS
from data.layouts.logs import read_log
from data.layouts.matrix import find_matrix, read_matrix
from data.layouts.rows import read_rows
from data.layouts.summary import looks_like_summary, read_summary
from data.layouts.tables import IS_TRACKER, WEIGHT, score
from data.meaning.fields import field_name
from data.problems import ImportProblem, Option, ProblemCode, Question, QuestionCode
from data.schema import Field

if TYPE_CHECKING:
    from data.layouts.context import Context
    from data.plans import RawTable

A_LIST: Final = WEIGHT[Field.COMPANY] + 1  # the score from which a table is a list of applications and nothing else
TEXT: Final = r"[^\W\d_]{3}"
MOST_ASKED: Final = 12
UNKNOWN: Final = "unknown"  # the layout of a table whose columns nobody knows
CHOOSABLE: Final = tuple(field for field in Field if field is not Field.OTHER)


def read_special(
    table: RawTable, context: Context, best: float
) -> tuple[Context | None, Parsed, list[ImportProblem]] | None:
    """Read a table that is no list of applications: flows, counts, or a matrix of days; None where it is none."""
    sheet, fields = context.sheet, flow_fields(context)
    if best >= A_LIST:
        return None
    if table.kind == "flows" and len(sheet.header) > 2:
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


def read_list(context: Context) -> Parsed:
    """Read a list of applications or a log of their stages; ask what the columns mean where nobody knows."""
    log = find_log(context)
    if log is not None:
        return read_log(context, log)
    if score(context) < IS_TRACKER and not _usable(context):
        return unknown_columns(context)
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


def refused(context: Context, said: tuple[str, str]) -> Parsed:
    """Read nothing of a table in a shape that is not read; what its columns mean can still be said."""
    found = unknown_columns(context)
    problems = tuple(replace(problem, message=said[0], remedy=said[1]) for problem in found.problems)
    return replace(found, questions=(), problems=problems, refusal=said)


def unknown_columns(context: Context) -> Parsed:
    """Ask what the columns of a table of text mean; nothing is read until then. Of bare numbers nothing is asked."""
    sheet = context.sheet
    is_text = any(
        sheet.cells[at].str.contains(TEXT, regex=True).mean() > 0.5 for at in list(sheet.cells)[:MOST_COLUMNS]
    )
    labels = sheet.header[:MOST_ASKED]
    options = tuple(Option(str(field), field_name(field)) for field in CHOOSABLE)
    questions = tuple(
        Question(
            QuestionCode.COLUMN_MEANING,
            _(
                "What does the column “{column}” hold? Name at least the company or title, and the date or status.",
                column=label,
            ),
            (*options, Option(str(Field.OTHER), _("something else"))),
            subject=label,
            needed=at == 0,
            examples=tuple(str(text) for text in sheet.cells[at][sheet.cells[at] != ""].head(3)),
        )
        for at, label in enumerate(labels if is_text else ())
    )
    message = _("This row was not read, because the meaning of the columns is not known.")
    remedy = _("Say what the columns mean.")
    problems = tuple(
        ImportProblem(
            ProblemCode.NO_IDENTITY,
            message,
            remedy,
            int(number),
            set_aside=True,
        )
        for number in sheet.numbers
    )
    return Parsed(UNKNOWN, sheet.rows, 0, set_aside=sheet.rows, problems=problems, questions=questions)
