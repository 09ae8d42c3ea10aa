"""Where the records of a delimited text start and how many cells each has, for all records at once.

A record ends at a line end outside quotes, and a byte is inside quotes when an odd number of quotation marks stands
before it. That holds only for well-formed text (RFC 4180), so `is_well_formed` is asked first; what is not is
mended by `data.tabular.quotes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUOTE: Final = ord('"')
NEWLINE: Final = ord("\n")


@dataclass(frozen=True, slots=True)
class Records:
    """Records in file order, blank ones included: byte ranges [start, end), 1-based line numbers, number of cells."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    line: NDArray[np.int64]
    cells: NDArray[np.int64]

    def keep(self, chosen: NDArray[np.bool_] | slice) -> Records:
        """Return the chosen records, in the same order."""
        return Records(self.start[chosen], self.end[chosen], self.line[chosen], self.cells[chosen])


def _places(data: bytes, byte: int) -> NDArray[np.int64]:
    return np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == byte)


def is_well_formed(data: bytes, delimiter: str) -> bool:
    """Tell whether every opening mark follows a delimiter or line end and every closing one precedes one."""
    if b'"' not in data:
        return True
    quotes = _places(data, QUOTE)
    if quotes.size % 2:
        return False
    around = np.zeros(256, dtype=np.bool_)
    around[[QUOTE, NEWLINE, ord(delimiter)]] = True
    octets = np.frombuffer(data, dtype=np.uint8)
    opening, closing = quotes[0::2], quotes[1::2]
    opening, closing = opening[opening > 0], closing[closing < len(data) - 1]  # the ends of the text are as good
    return bool(around[octets[opening - 1]].all() and around[octets[closing + 1]].all())


def scan(data: bytes, delimiter: str) -> Records:
    """Find the records of well-formed text, whose last line has its end like any other."""
    octets = np.frombuffer(data, dtype=np.uint8)
    marks = np.flatnonzero((octets == ord(delimiter)) | (octets == NEWLINE) | (octets == QUOTE))
    kinds = octets[marks]
    quotes = kinds == QUOTE
    # Only the parity of the number of quotes before a mark matters, so it may well run over.
    outside = ~quotes & (np.cumsum(quotes, dtype=np.uint8) & 1 == 0)
    newlines = np.flatnonzero(kinds == NEWLINE)
    lasts = np.flatnonzero(outside[newlines])
    end = marks[newlines[lasts]]
    start = np.concatenate(([0], end[:-1] + 1))
    line = np.concatenate(([1], lasts[:-1] + 2))
    cells = np.diff(np.flatnonzero(kinds[outside] == NEWLINE), prepend=-1)
    return Records(start, end, line, cells)


def usual_width(cells: NDArray[np.int64]) -> int:
    """Return the most frequent number of cells of a record; of equally frequent ones the largest."""
    if not cells.size:
        return 0
    counts = np.bincount(cells)
    return int(np.flatnonzero(counts == counts.max())[-1])


def raw_widths(data: bytes, delimiter: str) -> NDArray[np.int64]:
    """Count the cells of every physical line as if there were no quotes."""
    ends = np.append(_places(data, NEWLINE), len(data))
    return np.diff(np.searchsorted(_places(data, ord(delimiter)), ends), prepend=0) + 1


def looks_swallowed(widths: NDArray[np.int64], usual: int) -> bool:
    """Tell whether the lines of one quoted cell are rather rows, swallowed because a quotation mark never closed.

    widths: raw cell counts of the record's lines. Text that a person wrote over several lines hardly ever has the
    usual number of delimiters in each of them; two short lines can have it by chance.
    """
    if widths.size < 2 or usual < 3 or (widths.size < 4 and usual < 5):
        return False
    return bool((widths == usual).mean() >= 0.8)


def swallows(data: bytes, delimiter: str, records: Records) -> bool:
    """Tell whether any record over several lines looks as if it had swallowed others."""
    if b'"' not in data:
        return False
    beyond = records.line[-1:] + data.count(b"\n", int(records.start[-1]) if records.start.size else 0)
    lines = np.append(records.line[1:], beyond) - records.line
    several = np.flatnonzero(lines > 1)
    if not several.size:
        return False
    widths = raw_widths(data, delimiter)
    usual = usual_width(records.cells[records.cells > 1])
    first, stop = records.line[several] - 1, records.line[several] - 1 + lines[several]
    return any(looks_swallowed(widths[a:b], usual) for a, b in zip(first.tolist(), stop.tolist(), strict=True))
