"""The pieces that every reader hands back, and the sentences they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from data.errors import FileUnreadableError
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


def check_size(rows: int, columns: int, where: str = "The file") -> None:
    """Refuse a table too large to hold, before it is held."""
    if columns > MOST_COLUMNS:
        raise FileUnreadableError(
            f"{where} has a row with {columns:,} cells, and a tracker has at most {MOST_COLUMNS:,}.",
            "Open it in a spreadsheet program, keep the columns of your tracker, and save it again.",
        )
    if rows * columns > MOST_CELLS:
        raise FileUnreadableError(
            f"{where} would fill {rows:,} rows by {columns:,} columns, which is too large to read.",
            "Often one stray cell far to the right or far below is the reason: delete it, or copy the tracker "
            "into a new file.",
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
    where = f'"{name}"' if name else "The file"
    return ImportProblem(
        ProblemCode.TRUNCATED,
        f"{where} has more than {max_rows:,} rows. Only the first {max_rows:,} were read.",
        "Split the file in parts and import them one after the other.",
    )
