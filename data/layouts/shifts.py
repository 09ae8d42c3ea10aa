"""Rows whose cells slid into the wrong columns, because a comma inside a value was not quoted or a cell is missing.

The columns that have a shape of their own (known status words, dates, links) show where a row belongs: a row is put
back in place where one way of joining or parting its cells makes all of them fit, and set aside where none does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from data.language import _
from data.meaning.dates import date_share
from data.meaning.words import is_blank
from data.problems import ImportProblem, ProblemCode
from data.schema import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.layouts.context import Context

DATES: Final = (Field.APPLIED, Field.ADDED, Field.UPDATED, Field.EVENT_DATE)
MOST_JOINED: Final = 3
MOST_ROWS: Final = 2_000  # beyond this the file is not slipped here and there but broken throughout


@dataclass(frozen=True, slots=True)
class Shape:
    """What the cells of sound rows look like: words of the status columns, and where dates and links stand."""

    words: dict[int, frozenset[str]]
    dates: tuple[int, ...]
    links: tuple[int, ...]

    def fits(self, cells: Sequence[str]) -> bool:
        """True where every cell of a shaped column is of its shape, and at least one says something.

        A blank fits a status column only where sound rows have blanks there too.
        """
        if any(cells[at] not in words for at, words in self.words.items()):
            return False
        shaped = all(
            date_share(pd.Series([cells[at]], dtype="str")) > 0 for at in self.dates if not is_blank(cells[at])
        )
        said = any(not is_blank(cells[at]) for at in (*self.words, *self.dates))
        return said and shaped and all(is_blank(cells[at]) or "/" in cells[at] for at in self.links)


def realigned(context: Context) -> tuple[Context, tuple[ImportProblem, ...]]:
    """Return the context with slipped rows put back, and a set-aside problem for each that fits nowhere.

    Rows that fit nowhere are taken out of the sheet; the caller adds them to its account.
    """
    sheet = context.sheet
    noted = {problem.row for problem in sheet.problems if problem.code is ProblemCode.SHIFTED_ROW}
    rows = np.flatnonzero(np.isin(sheet.numbers, [row for row in noted if row is not None]))
    if not 0 < len(rows) <= MOST_ROWS:
        return context, ()
    shape = _shape(context, rows)
    if not (shape.words or shape.dates):
        return context, ()
    values = [list(map(str, cells)) for cells in sheet.cells.iloc[rows].to_numpy()]
    cells = sheet.cells.copy()
    moved: dict[int, ImportProblem] = {}
    lost: list[int] = []
    for at, row in zip(rows, values, strict=True):
        if shape.fits(row):
            continue
        found = next((way for way in _ways(row) if shape.fits(way)), None)
        if found is None:
            lost.append(int(at))
            continue
        cells.iloc[int(at)] = found
        moved[int(sheet.numbers[at])] = _moved(int(sheet.numbers[at]))
    keep = np.ones(sheet.rows, dtype=bool)
    keep[lost] = False
    told = {int(sheet.numbers[at]) for at in lost} | set(moved)
    others = [p for p in sheet.problems if p.code is not ProblemCode.SHIFTED_ROW or p.row not in told]
    whole = replace(
        sheet,
        cells=cells.loc[keep].reset_index(drop=True),
        numbers=sheet.numbers[keep],
        keys=sheet.keys.loc[keep].reset_index(drop=True),
        problems=(*others, *moved.values()),
        tables=sheet.tables[keep] if len(sheet.tables) else sheet.tables,
    )
    return replace(context, sheet=whole), tuple(_lost(int(sheet.numbers[at])) for at in lost)


def _shape(context: Context, slipped: np.ndarray) -> Shape:
    sound = context.sheet.cells.drop(index=list(slipped))
    words = {
        guess.position: frozenset(map(str, sound[guess.position].unique()))
        for guess in context.all(Field.STATUS, Field.OUTCOME, Field.EVENT_STAGE)
    }
    few = {at: found for at, found in words.items() if len(found) <= max(6, len(sound) // 3)}
    dates = [guess.position for guess in context.all(*DATES) if date_share(sound[guess.position]) > 0.8]
    links = [
        guess.position
        for guess in context.all(Field.URL)
        if sound[guess.position][sound[guess.position] != ""].str.contains("/", regex=False).all()
    ]
    return Shape(few, tuple(dates), tuple(links))


def _ways(row: list[str]) -> Iterator[list[str]]:
    """Yield the row with neighbours joined, or with a blank put in; the nearest to the end of the row first.

    Values with commas (places, companies) are joined as they were written: "Silverwater, Sydney NSW".
    """
    width = len(row)
    for count in range(1, MOST_JOINED + 1):
        for at in range(width - count - 1, -1, -1):
            if all(row[at : at + count + 1]):
                yield [*row[:at], ", ".join(row[at : at + count + 1]), *row[at + count + 1 :], *([""] * count)]
    for count in range(1, MOST_JOINED + 1):
        if not any(row[width - count :]):
            for at in range(width - count, -1, -1):
                yield [*row[:at], *([""] * count), *row[at : width - count]]


def _moved(row: int) -> ImportProblem:
    return ImportProblem(
        ProblemCode.SHIFTED_ROW,
        _("The cells of this row had slid into the wrong columns; they were put back where status and dates fit."),
        _("Check the row. A comma inside a value is the usual reason: put that value in double quotes."),
        row,
    )


def _lost(row: int) -> ImportProblem:
    return ImportProblem(
        ProblemCode.SHIFTED_ROW,
        _("The cells of this row stand in the wrong columns, and no way was found to put them back."),
        _("A comma inside a value is the usual reason: put that value in double quotes and import again."),
        row,
        set_aside=True,
    )
