"""The date columns of one sheet, read together.

A tracker is typed by one person on one keyboard: where one column proves the order of day and month, the others follow
it. Where none does and the order matters, the person is asked; no order is ever taken in silence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.language import _, speaks, translated
from data.meaning.dates import NOTES, parse_dates
from data.problems import ImportProblem, Option, ProblemCode, Question, QuestionCode
from data.schema import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from data.layouts.context import Context
    from data.meaning.dates import DateColumn
    from data.plans import ColumnGuess

DATED = (Field.APPLIED, Field.ADDED, Field.UPDATED, Field.STAGE_DATE, Field.EVENT_DATE, Field.EVENT_END)
HEAD_ROWS = 1_000  # a date column mostly shows one in its first rows
ORDERS = (Option("day-first", "Day first: 03/04 is 3 April"), Option("month-first", "Month first: 03/04 is March 4"))
SENTENCES = {
    ProblemCode.BAD_DATE: ("“{value}” could not be read as a date.", "Write it like 2024-03-31 if it is one."),
    ProblemCode.IMPOSSIBLE_DATE: ("“{value}” is not a possible date for a job search.", "Correct the year or the day."),
    ProblemCode.FUTURE_DATE: (
        "“{value}” lies after the day of this analysis.",
        "Nothing is counted for it yet. Correct it if it is a slip.",
    ),
    ProblemCode.MONTH_ONLY_DATE: (
        "“{value}” gives only a month; its first day is used.",
        "Add the day if you know it.",
    ),
    ProblemCode.YEAR_INFERRED: (
        "“{value}” has no year; the year was taken from the dates around it.",
        "Add the year if it is wrong.",
    ),
    ProblemCode.AMBIGUOUS_DATE: ("“{value}” can be read in two ways.", "Say whether the day or the month comes first."),
}


@dataclass(frozen=True, slots=True)
class Calendar:
    """Parsed date columns by position, with the question about their order where one is needed."""

    columns: Mapping[int, DateColumn]
    questions: tuple[Question, ...] = ()

    def of(self, guess: ColumnGuess | None) -> DateColumn | None:
        """Return the parsed dates of a column, None where it is no date column."""
        return None if guess is None else self.columns.get(guess.position)


def read_calendar(context: Context) -> Calendar:
    """Parse every date column of the sheet; columns without proof follow the proven ones, or the person's answer."""
    guesses = [guess for guess in context.all(*DATED) if _has_digits(context.text(guess))]
    anchor = context.one(Field.APPLIED) or context.one(Field.ADDED) or context.one(Field.EVENT_DATE)
    guesses.sort(key=lambda guess: guess is not anchor)
    columns: dict[int, DateColumn] = {}
    start: pd.Series | None = None
    for guess in guesses:
        texts = context.text(guess)
        columns[guess.position] = parse_dates(texts, as_of=context.as_of, anchor=start, coded=context.coded(guess))
        if guess is anchor:
            start = columns[guess.position].dates
    order = _proven_order(columns) or _answered_order(context)
    unclear = [guess for guess in guesses if columns[guess.position].ambiguous]
    if order:
        for guess in unclear:
            parsed = parse_dates(context.text(guess), as_of=context.as_of, order=order, anchor=start)
            columns[guess.position] = replace(parsed, noted=_marked(parsed), ambiguous=False)
        return Calendar(columns)
    return Calendar(columns, (_question(context, unclear),) if unclear else ())


def date_problems(
    context: Context, guess: ColumnGuess, parsed: DateColumn, alive: NDArray[np.bool_]
) -> list[ImportProblem]:
    """Return one problem for each cell that is no date, impossible, in the future, or lacks its day or year."""
    found = []
    texts, numbers = context.text(guess), context.sheet.numbers
    partial = {"month": ProblemCode.MONTH_ONLY_DATE, "year": ProblemCode.YEAR_INFERRED}
    rows = np.flatnonzero(((parsed.noted > 0) | (parsed.wrong > 0)) & alive)
    words, notes = (parsed.bad, parsed.notes) if len(rows) else (texts, texts)
    sentences = translated(SENTENCES)
    for at in rows:
        bad, note, value = str(words.iloc[at]), str(notes.iloc[at]), str(texts.iloc[at])
        code = ProblemCode(bad) if bad else partial.get(note)
        if not value or code is None:
            continue
        message, remedy = sentences.get(code, sentences[ProblemCode.BAD_DATE])
        found.append(
            ImportProblem(code, message.format(value=value[:80]), remedy, int(numbers[at]), guess.header, value)
        )
    return found


def _has_digits(texts: pd.Series) -> bool:
    head = texts.head(HEAD_ROWS)
    return any(bool(part.str.contains(r"\d", regex=True).any()) for part in (head, texts.iloc[HEAD_ROWS:]))


def _proven_order(columns: Mapping[int, DateColumn]) -> str:
    orders = {parsed.order for parsed in columns.values() if not parsed.ambiguous} & {"day-first", "month-first"}
    return orders.pop() if len(orders) == 1 else ""


def _answered_order(context: Context) -> str:
    answers = context.answers
    return answers.date_order or answers.choices.get(str(QuestionCode.DATE_ORDER), "")


def _marked(parsed: DateColumn) -> NDArray[np.int8]:
    read = (parsed.noted == 0) & parsed.dates.notna().to_numpy(dtype=bool)
    return np.where(read, np.int8(NOTES.index("order")), parsed.noted)


def _question(context: Context, unclear: list[ColumnGuess]) -> Question:
    texts = pd.concat([context.text(guess) for guess in unclear])
    examples = tuple(str(text) for text in pd.unique(texts[texts != ""])[:3])
    names = ", ".join(_("“{name}”", name=guess.header) for guess in unclear)
    return Question(
        QuestionCode.DATE_ORDER,
        _(
            "In the dates of {names}, does the day or the month come first? The file itself does not settle it.",
            names=names,
        ),
        translated(ORDERS),
        examples=examples,
    )


speaks(__name__)
