"""Tables that stand side by side in one sheet ("OPEN" on the left, "REJECTED" on the right) are taken apart.

They are known by a header that comes again, word for word, further to the right.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from data.layouts.sheet import normal, trimmed
from data.meaning.columns import header_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from data.plans import RawTable

LOOK_AT_ROWS: Final = 15
LEAST: Final = 2  # columns of each table
WIDEST: Final = 200
HEADER: Final = 0.6


def taken_apart(tables: Sequence[RawTable]) -> list[RawTable]:
    """Return the tables, those that hold several side by side as one each."""
    return [part for table in tables for part in _parts(table)]


def _parts(table: RawTable) -> list[RawTable]:
    if table.header_rows == 0 or table.kind != "table" or not 2 * LEAST <= table.cells.shape[1] <= WIDEST:
        return [table]
    head = trimmed(table.cells.iloc[:LOOK_AT_ROWS])
    for at, row in enumerate(head.to_numpy().tolist()):
        blocks = _blocks([normal(text) for text in row])
        if blocks and header_score(row[slice(*blocks[0])]) >= HEADER:
            return [_part(table, head, at, number, block) for number, block in enumerate(blocks, start=1)]
    return [table]


def _blocks(labels: list[str]) -> list[tuple[int, int]]:
    """Return where a run of labels begins and ends each time it comes, [] where it comes once."""
    starts = [at for at, label in enumerate(labels) if label and label == next(filter(None, labels))]
    if len(starts) < 2:
        return []
    ends = [*starts[1:], len(labels)]
    runs = [[label for label in labels[start:end] if label] for start, end in zip(starts, ends, strict=True)]
    alike = all(run == runs[0] for run in runs) and len(runs[0]) >= LEAST and len(set(runs[0])) == len(runs[0])
    return list(zip(starts, ends, strict=True)) if alike else []


def _part(table: RawTable, head: pd.DataFrame, at: int, number: int, block: tuple[int, int]) -> RawTable:
    start, end = block
    above = head.iloc[:at, start:end].to_numpy().ravel()[::-1]
    title = next((str(text) for text in above if text), f"{table.name} {number}".strip())
    cells = table.cells.iloc[at:, start:end].set_axis(range(end - start), axis="columns")
    typed = frozenset(place - start for place in table.typed_dates if start <= place < end)
    return replace(table, name=title, cells=cells, typed_dates=typed, notes=table.notes if number == 1 else ())
