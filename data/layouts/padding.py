"""Rows that stand for nothing: templates filled down the sheet, formulas of empty rows, totals, nameless rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from data.language import _
from data.layouts.examples import examples
from data.layouts.words import is_nothing
from data.meaning.flags import read_flag
from data.meaning.words import is_blank
from data.problems import ImportProblem, ProblemCode
from data.schema import Field

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from data.layouts.context import Context
    from data.plans import ColumnGuess

TOTAL: Final = (
    r"(?i)^(?:grand[ -]?total|total(?:s|e|en)?|sub-?total|sum|summe|insgesamt|gesamt(?:ergebnis|summe)?|average|"
    r"durchschnitt|moyenne|somme|suma|soma|somma|totaal|toplam|genel toplam|合计|总计|小计)\b.{0,25}$"
)
SHORT_FILE: Final = 5_000  # rows
IDENTITY: Final = (
    Field.COMPANY,
    Field.TITLE,
    Field.URL,
    Field.APPLIED,
    Field.ADDED,
    Field.EVENT_DATE,
    Field.HISTORY,
    Field.CONTACT,
    Field.NOTES,
)
DATES: Final = (Field.APPLIED, Field.ADDED, Field.EVENT_DATE)
# Filled down by the sheet itself, so they prove nothing about a row.
NUMBERING: Final = (Field.APPLICATION_ID,)
FULL_ROW: Final = 3  # filled cells; a remark has fewer
LONG_TEXT: Final = 10
# Zero, or a formula's error.
VALUELESS: Final = re.compile(r"[$€£¥]?\s*0+(?:[.,]0+)?\s*[$€£¥%]?|#[A-ZÄÖÜ/!?0]+[!?]?")


# "YYYY-MM-DD" or "TT.MM.JJJJ": the pattern of a date in place of one.
PATTERN: Final = (
    r"(?i)^(?:y{2,4}|m{1,3}|d{1,2}|j{2,4}|t{1,2}|a{2,4})(?:[-/. ](?:y{2,4}|m{1,3}|d{1,2}|j{2,4}|t{1,2}|a{2,4})){2}$"
)
LABEL: Final = r"^[^\d:]{2,60}:(?:\s|$)"  # "Last updated: ...", "Signature:"


def padding(context: Context) -> tuple[NDArray[np.bool_], list[ImportProblem]]:
    """Return which rows stand for an application as far as their cells can tell, and a problem for each other row."""
    sheet = context.sheet
    total = _totals(context)
    footer = _footers(context) & ~total
    pattern = _patterns(context) | examples(context)
    identity = context.all(*IDENTITY)
    candidates = _all_nothing(context, ~(total | footer | pattern), identity)
    rest = [guess for guess in context.guesses if guess.field not in (*IDENTITY, *NUMBERING)]
    has_identity = bool(identity) and not candidates.all()
    empty = candidates.copy()
    for guess in rest if candidates.any() else ():
        empty &= _default(context, guess, candidates, filled_down=has_identity)
    lost = candidates & ~empty & ~_text(context, rest, candidates) if has_identity else np.zeros(sheet.rows, dtype=bool)
    problems = [
        *_problems(context, total, ProblemCode.TOTAL_ROW),
        *_problems(context, footer, ProblemCode.COMMENT_LINE),
        *_problems(context, empty | pattern, ProblemCode.TEMPLATE_ROW),
        *_problems(context, lost, ProblemCode.NO_IDENTITY),
    ]
    return ~(total | footer | pattern | empty | lost), problems


def _all_nothing(context: Context, rows: NDArray[np.bool_], columns: list[ColumnGuess]) -> NDArray[np.bool_]:
    """Return which of `rows` are blank in all columns; each column is only looked at where all before it were blank.

    Dates come first: a column of them has few distinct texts, and leaves few rows to look at in the others.
    """
    result = rows.copy()
    for guess in sorted(columns, key=lambda guess: guess.field not in DATES):
        left = np.flatnonzero(result)
        if guess.field in DATES:
            result &= context.nothing(guess)
        elif len(left):
            result[left] = is_nothing(context.text(guess).take(left)).to_numpy(dtype=bool)
    return result


def _default(
    context: Context, guess: ColumnGuess, candidates: NDArray[np.bool_], *, filled_down: bool
) -> NDArray[np.bool_]:
    """True where a cell is blank, "no", zero, or the one value the sheet fills down in rows without identity."""
    rows = np.flatnonzero(candidates)
    codes, distinct = pd.factorize(context.text(guess).take(rows))
    words = [str(word) for word in distinct]
    none = np.array([is_blank(word) or read_flag(word) is False or bool(VALUELESS.fullmatch(word)) for word in words])
    usual = np.bincount(codes, minlength=len(words))
    if filled_down and len(rows) >= 3 and usual.max() >= 0.9 * len(rows):
        none |= np.arange(len(words)) == int(usual.argmax())
    result = np.zeros(len(candidates), dtype=bool)
    result[rows] = none[codes]
    return result


def _text(context: Context, rest: list[ColumnGuess], candidates: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """True for rows with a text of their own in a column of no special meaning, such as a mail's subject."""
    found = np.zeros(context.sheet.rows, dtype=bool)
    if candidates.any():
        for guess in rest:
            if guess.field in {Field.OTHER, Field.STAGE_DATE, Field.LOCATION}:
                texts = context.text(guess)
                found |= (texts.str.len() >= LONG_TEXT).to_numpy(dtype=bool) & ~is_nothing(texts).to_numpy(dtype=bool)
    return found


def _totals(context: Context) -> NDArray[np.bool_]:
    """True for rows that begin with "Total" and hold nothing but numbers beside it."""
    cells = context.sheet.cells
    result = np.zeros(len(cells), dtype=bool)
    rows = _with_gaps(context)
    for position in list(cells.columns)[:3]:
        texts = cells[position].take(rows)
        for at in rows[texts.str.contains(TOTAL, regex=True).to_numpy(dtype=bool)]:
            others = [str(text) for text in cells.iloc[at].drop(position) if text]
            result[at] = all(text.strip("%$€£: ").replace(".", "").replace(",", "").isdigit() for text in others)
    return result


def _patterns(context: Context) -> NDArray[np.bool_]:
    """True for rows with the pattern of a date in place of one: an example to copy."""
    result = np.zeros(context.sheet.rows, dtype=bool)
    for guess in context.all(Field.APPLIED, Field.ADDED, Field.EVENT_DATE, Field.STAGE_DATE):
        codes, texts = context.coded(guess)
        result |= texts.str.contains(PATTERN, regex=True).to_numpy(dtype=bool)[codes]
    return result


def _footers(context: Context) -> NDArray[np.bool_]:
    """True for lines below the table, of one or two cells, that begin with a label ("Legend: ...", "Signature:")."""
    cells = context.sheet.cells
    result = np.zeros(len(cells), dtype=bool)
    if not len(cells) or (cells.iloc[-1] != "").sum() >= FULL_ROW:
        return result
    filled = (cells != "").to_numpy().sum(axis=1)
    if np.median(filled) < FULL_ROW:
        return result
    below = np.flatnonzero(filled >= FULL_ROW)[-1] + 1
    for at in range(below, len(cells)):
        first = next((str(text) for text in cells.iloc[at] if text), "")
        result[at] = re.match(LABEL, first) is not None
    return result


def _with_gaps(context: Context) -> NDArray[np.int64]:
    """Return the rows that can be totals: all of a short file; of a long one those that lack a name or a date."""
    gaps = np.full(context.sheet.rows, context.sheet.rows <= SHORT_FILE)
    gaps[-3:] = True
    for guess in context.all(Field.COMPANY, Field.TITLE, Field.APPLIED, Field.EVENT_DATE):
        gaps |= (context.text(guess) == "").to_numpy(dtype=bool)
    return np.flatnonzero(gaps)


def _problems(context: Context, mask: NDArray[np.bool_], code: ProblemCode) -> list[ImportProblem]:
    message, remedy = {
        ProblemCode.COMMENT_LINE: (
            _("This line below the table is a remark, not an application."),
            _("Nothing needs to be done."),
        ),
        ProblemCode.TOTAL_ROW: (_("This row is a total, not an application."), _("Nothing needs to be done.")),
        ProblemCode.TEMPLATE_ROW: (
            _("This row holds only default values, no application."),
            _("Fill in a company or a date if it is one."),
        ),
        ProblemCode.NO_IDENTITY: (
            _("This row names no company, title, link or date."),
            _("Add at least one of them, so that it can be known again."),
        ),
    }[code]
    numbers = context.sheet.numbers
    return [ImportProblem(code, message, remedy, int(numbers[at]), set_aside=True) for at in np.flatnonzero(mask)]
