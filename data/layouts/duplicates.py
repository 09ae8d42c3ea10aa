"""Rows that are the same application twice.

Rows are merged only on strong ground, with the same employer and title: an equal key of the tracker's own, an equal
link, or the same day in another table of the file. Two rows alike without either may well be two applications (one
employer, two openings of one name); they stay two, and the person is told once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from data.language import _, plural
from data.layouts.sheet import Coded
from data.problems import ImportProblem, ProblemCode
from data.schema import Field

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from data.layouts.context import Context

UNDATED: Final = np.iinfo("int64").min  # a missing day, as a number


def survivors(
    context: Context, alive: NDArray[np.bool_], applied: NDArray[np.datetime64]
) -> tuple[NDArray[np.int64], list[ImportProblem]]:
    """Return for each row the position of the row it is merged into (its own where it stays), and the problems."""
    keep = np.arange(context.sheet.rows)
    name = _name_codes(context)
    day = applied.astype("int64")
    id_guess, url_guess = context.one(Field.APPLICATION_ID), context.one(Field.URL)
    if id_guess is not None:
        rows, ids = _repeated(context.coded(id_guess), alive)
        if len(rows) and _is_key(context.text(id_guess), rows, ids, name):
            _merge(keep, rows, ids, name[rows])
        else:
            cells, distinct = pd.factorize(_whole(context, rows))
            again, same = _repeated(Coded(cells, pd.Series(distinct, dtype="str")), np.ones(len(rows), dtype=bool))
            _merge(keep, rows[again], same)
    if url_guess is not None and (name >= 0).any():
        links = context.coded(url_guess)
        rows, link_codes = _repeated(links, alive & (name >= 0))
        is_link = links.texts.take(links.codes[rows]).str.contains("/", regex=False).to_numpy(dtype=bool)
        rows, link_codes = rows[is_link], link_codes[is_link]
        _merge(keep, rows, link_codes, name[rows], day[rows])
    _merge_tables(context, keep, alive & (name >= 0), name, day)
    while (keep[keep] != keep).any():  # a row merged into one that was merged itself; each target is an earlier row
        keep = keep[keep]
    merged = np.flatnonzero(keep != np.arange(len(keep)))
    numbers = context.sheet.numbers
    message = _("This row is the same application as row {row}; the two were merged.")
    remedy = _("If they are two applications, give them different links or numbers.")
    problems = [
        ImportProblem(
            ProblemCode.DUPLICATE_ROW,
            message.format(row=int(numbers[keep[at]])),
            remedy,
            int(numbers[at]),
        )
        for at in merged
    ]
    return keep, problems + _look_alikes(context, np.flatnonzero(alive & (keep == np.arange(len(keep)))), name, day)


def _repeated(coded: Coded, used: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows among `used` whose non-blank text occurs in several of them, and a code of it for each."""
    codes, texts = coded
    often = np.bincount(codes[used], minlength=len(texts)) > 1
    often &= (texts != "").to_numpy(dtype=bool)
    rows = np.flatnonzero(often[codes] & used)
    return rows, np.asarray(pd.factorize(texts.take(codes[rows]).str.lower())[0], dtype="int64")


def _merge(keep: NDArray[np.int64], rows: NDArray[np.int64], *keys: NDArray[np.int64]) -> None:
    """Point each of `rows` to the first of them that has the same keys."""
    if not len(rows):
        return
    _, first, inverse = np.unique(np.stack(keys), axis=1, return_index=True, return_inverse=True)
    target = rows[first][inverse.ravel()]
    keep[rows] = np.where(keep[rows] == rows, keep[target], keep[rows])


def _merge_tables(
    context: Context,
    keep: NDArray[np.int64],
    used: NDArray[np.bool_],
    name: NDArray[np.int64],
    day: NDArray[np.int64],
) -> None:
    """Merge rows of different tables of one file that have the same name and day: the same one, listed twice.

    No day is no same day, and two different links are two applications.
    """
    tables = context.sheet.tables
    rows = np.flatnonzero(used & (day != UNDATED) & (keep == np.arange(len(keep))))
    if len(tables) == 0 or not len(rows):
        return
    before = keep.copy()
    frame = pd.DataFrame({"table": tables[rows], "name": name[rows], "day": day[rows]})
    which = np.asarray(frame.groupby(["table", "name", "day"]).cumcount(), dtype="int64")
    _merge(keep, rows, name[rows], day[rows], which)
    url = context.one(Field.URL)
    if url is not None:
        codes, texts = context.coded(url)
        blank = (texts == "").to_numpy(dtype=bool)[codes]
        torn = (keep != before) & ~blank & ~blank[keep] & (codes != codes[keep])
        keep[torn] = before[torn]


def _name_codes(context: Context) -> NDArray[np.int64]:
    """Return one code for each pair of company and title; -1 where both are blank."""
    columns = [context.coded(g) for g in map(context.one, (Field.COMPANY, Field.TITLE)) if g is not None]
    result, blank = np.zeros(context.sheet.rows, dtype="int64"), np.ones(context.sheet.rows, dtype=bool)
    for codes, texts in columns:
        folded, distinct = pd.factorize(texts.str.lower())
        result = result * len(distinct) + folded[codes]
        blank &= (texts == "").to_numpy(dtype=bool)[codes]
    return np.where(blank, -1, result)


def _whole(context: Context, rows: NDArray[np.int64]) -> pd.Series:
    """Return all cells of each of `rows` as one text."""
    cells = context.sheet.cells.iloc[rows]
    return pd.Series(["\t".join(map(str, row)) for row in cells.to_numpy()], index=rows, dtype="str")


def _is_key(ids: pd.Series, rows: NDArray[np.int64], codes: NDArray[np.int64], name: NDArray[np.int64]) -> bool:
    """True where equal ids mostly stand for equal names: a key of applications, not of candidates or of postings."""
    names = pd.Series(name[rows]).groupby(codes).nunique()
    distinct = int((ids != "").sum()) - len(rows) + len(names)
    return bool(len(names) <= 0.3 * distinct and (names == 1).mean() >= 0.5)


def _look_alikes(
    context: Context, rows: NDArray[np.int64], name: NDArray[np.int64], day: NDArray[np.int64]
) -> list[ImportProblem]:
    """Say once how many rows look alike, with an example."""
    if context.one(Field.COMPANY) is None or context.one(Field.TITLE) is None:
        return []
    named = rows[name[rows] >= 0]
    days = pd.factorize(day[named])[0]
    doubled = named[pd.Series(name[named] * (int(days.max(initial=0)) + 1) + days).duplicated().to_numpy()]
    if not len(doubled):
        return []
    row = int(context.sheet.numbers[doubled[0]])
    return [
        ImportProblem(
            ProblemCode.DUPLICATE_ROW,
            plural(
                len(doubled),
                "{n} row has the same company, title and day as an earlier row (row {row} is the first). "
                "They were kept as applications of their own.",
                "{n} rows have the same company, title and day as an earlier row (row {row} is the first). "
                "They were kept as applications of their own.",
                row=row,
            ),
            _("Delete the extra rows if they are the same application."),
            row,
        )
    ]
