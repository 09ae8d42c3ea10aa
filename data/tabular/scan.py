"""Where the records of a delimited text start and how many cells each has, for all records at once.

A record ends at a line end outside quotes, and a byte is inside quotes when an odd number of quotation marks stands
before it. That holds only for well-formed text (RFC 4180), so `is_well_formed` is asked first; what is not is
mended by `data.tabular.quotes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from data.parallel import each

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUOTE: Final = ord('"')
NEWLINE: Final = ord("\n")
_BLOCK: Final = 1 << 18  # bytes looked at together: few enough for the cache of a processor
_SPAN: Final = 1 << 22  # bytes that one thread looks at


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


def places(data: bytes, *wanted: int) -> NDArray[np.int64]:
    """Return the offsets of all bytes that are one of `wanted`, ascending."""
    octets = np.frombuffer(data, dtype=np.uint8)

    def of_span(first: int) -> list[NDArray[np.int64]]:
        stop = min(first + _SPAN, octets.size)
        return [_of_block(octets, start, min(start + _BLOCK, stop), wanted) for start in range(first, stop, _BLOCK)]

    spans = range(0, octets.size, _SPAN)
    found = each(of_span, spans) if len(spans) > 1 else map(of_span, spans)
    return np.concatenate([np.zeros(0, dtype="int64"), *(part for parts in found for part in parts)])


def _of_block(octets: NDArray[np.uint8], start: int, stop: int, wanted: tuple[int, ...]) -> NDArray[np.int64]:
    block = octets[start:stop]
    is_one = block == wanted[0]
    for byte in wanted[1:]:
        is_one |= block == byte
    return np.flatnonzero(is_one) + start


class Marks(NamedTuple):
    """Offsets of all delimiters, line ends and quotation marks, and the byte at each."""

    at: NDArray[np.int64]
    kinds: NDArray[np.uint8]


def marks_of(data: bytes, delimiter: str) -> Marks:
    """Find all delimiters, line ends and quotation marks."""
    at = places(data, ord(delimiter), NEWLINE, QUOTE)
    return Marks(at, np.frombuffer(data, dtype=np.uint8)[at])


def is_well_formed(data: bytes, delimiter: str, marks: Marks | None = None) -> bool:
    """Tell whether every opening mark follows a delimiter or line end and every closing one precedes one.

    marks: those of `data`, where they are known.
    """
    if b'"' not in data:
        return True
    octets = np.frombuffer(data, dtype=np.uint8)
    quotes = places(data, QUOTE) if marks is None else marks.at[marks.kinds == QUOTE]
    if quotes.size % 2:
        return False
    around = np.zeros(256, dtype=np.bool_)
    around[[QUOTE, NEWLINE, ord(delimiter)]] = True
    opening, closing = quotes[0::2], quotes[1::2]
    opening, closing = opening[opening > 0], closing[closing < len(data) - 1]  # the ends of the text are as good
    return bool(around[octets[opening - 1]].all() and around[octets[closing + 1]].all())


def scan(data: bytes, delimiter: str, marks: Marks | None = None) -> Records:
    """Find the records of well-formed text, whose last line has its end like any other.

    marks: those of `data`, where they are known.
    """
    at, kinds = marks or marks_of(data, delimiter)
    quotes = kinds == QUOTE
    # Only the parity of the number of quotes before a mark matters, so it may well run over.
    inside = np.cumsum(quotes.view(np.uint8), dtype=np.uint8) & 1
    outside = ~(quotes | inside.view(np.bool_))
    newlines = np.flatnonzero(kinds == NEWLINE)
    lasts = np.flatnonzero(outside[newlines])
    end = at[newlines[lasts]]
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
    ends = np.append(places(data, NEWLINE), len(data))
    return np.diff(np.searchsorted(places(data, ord(delimiter)), ends), prepend=0) + 1


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
