"""The pieces that every reader hands back, and the sentences they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from data.errors import FileUnreadableError
from data.language import _, figure
from data.problems import ImportProblem, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.plans import RawTable

# Beyond these a file is not a tracker but an accident, and reading it would take the machine's memory.
MOST_COLUMNS: Final = 16_384
MOST_CELLS: Final = 40_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """What one reader found in one file; `data.tabular` adds name and hash to make a RawFile."""

    container: str
    tables: tuple[RawTable, ...]
    encoding: str = ""
    delimiter: str = ""
    problems: tuple[ImportProblem, ...] = ()


def check_size(rows: int, columns: int, sheet: str = "") -> None:
    """Refuse a table too large to hold, before it is held. sheet: its name, "" for a file of one table."""
    if columns <= MOST_COLUMNS and rows * columns <= MOST_CELLS:
        return
    where = _('The sheet "{name}"', name=sheet) if sheet else _("The file")
    wide = figure(f"{columns:,}")
    if columns > MOST_COLUMNS:
        raise FileUnreadableError(
            _(
                "{where} has a row with {cells} cells, and a tracker has at most {most}.",
                where=where,
                cells=wide,
                most=figure(f"{MOST_COLUMNS:,}"),
            ),
            _("Open it in a spreadsheet program, keep the columns of your tracker, and save it again."),
        )
    raise FileUnreadableError(
        _(
            "{where} would fill {rows} rows by {columns} columns, which is too large to read.",
            where=where,
            rows=figure(f"{rows:,}"),
            columns=wide,
        ),
        _(
            "Often one stray cell far to the right or far below is the reason: delete it, or copy the tracker "
            "into a new file."
        ),
    )


def text_frame(rows: Sequence[Sequence[str]], index: Iterable[int]) -> pd.DataFrame:
    """Make the `cells` of a RawTable: rows padded with "" to one width, text dtype, `index` as row numbers."""
    width = max(map(len, rows), default=0)
    check_size(len(rows), width)
    padded = [[*row, *([""] * (width - len(row)))] if len(row) < width else row for row in rows]
    return column_frame([list(cells) for cells in zip(*padded, strict=True)], index)


def column_frame(columns: Sequence[list[str]], index: Iterable[int]) -> pd.DataFrame:
    """Make the `cells` of a RawTable from columns of equal length."""
    numbers = pd.Index(list(index), dtype="int64")
    arrays = {at: pd.array(cells, dtype="str") for at, cells in enumerate(columns)}
    return pd.DataFrame(arrays, index=numbers, columns=pd.RangeIndex(len(columns)), copy=False)


def clean(text: str) -> str:
    """Leave out what no text column can hold: NUL and halves of surrogate pairs."""
    if text.isascii():
        return text.replace("\0", "")
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def truncated(max_rows: int, name: str = "") -> ImportProblem:
    """The note that rows beyond `max_rows` were not read."""
    return ImportProblem(
        ProblemCode.TRUNCATED,
        _(
            "{where} has more than {rows} rows. Only the first {rows} were read.",
            where=_('"{name}"', name=name) if name else _("The file"),
            rows=figure(f"{max_rows:,}"),
        ),
        _("Split the file in parts and import them one after the other."),
    )
