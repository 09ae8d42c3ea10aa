r"""Rewrite text with careless quotation marks as well-formed CSV, line by line and with every line number kept.

Met in real trackers: inches (`5" display`), unescaped quotes inside quoted cells (`"the "big" one"`), backslashes
(`"say \"hi\""`), a blank before the opening mark (`a, "b, c"`), and a mark that opens and never closes, which makes
the csv module swallow the rest of the file into one cell.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from data.tabular.scan import looks_swallowed, raw_widths, usual_width

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_BYTES: Final = 200_000  # in one quoted cell that is not well-formed
_ESCAPE: Final = re.compile(rb'\\(["\\])')


@dataclass(frozen=True, slots=True)
class Mended:
    """Well-formed text with the same lines, and the 1-based lines where a mark opened and never closed."""

    data: bytes
    stray: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    text: bytes
    end: int  # offset of the delimiter or line end after it
    stray: bool = False


class _Patterns:
    """What cells look like with this delimiter. Possessive (`*+`), so that no text can make them slow."""

    def __init__(self, data: bytes, delimiter: str) -> None:
        mark = re.escape(delimiter).encode()
        blank = rb"[ ]*+" if delimiter == "\t" else rb"[ \t]*+"
        after = rb"(?=" + blank + rb"(?:" + mark + rb"|\n|\Z))"
        self.backslash = re.search(rb'\\"(?!' + blank + rb"(?:" + mark + rb"|\n|\Z))", data) is not None
        odd = rb"\\" if self.backslash else b""
        body = rb'((?:[^"\\]++|""|\\.)*+)' if self.backslash else rb'([^"]*+(?:""[^"]*+)*+)'
        bare = rb'[^"\n' + odd + mark + rb"]*+"
        quoted = rb'"[^"\n' + odd + rb']*+(?:""[^"\n' + odd + rb']*+)*+"'
        self.blank = re.compile(blank)
        self.opening = re.compile(blank + rb'"')
        self.closing = re.compile(rb'"' + after)
        self.nested = re.compile(rb"[\n" + mark + rb']"(?!' + mark + rb'|\n|\Z|")')
        self.plain = re.compile(rb"[^\n" + mark + rb"]*+")
        self.bare_cells = re.compile(rb"(?:" + bare + mark + rb")*+")
        self.strict = re.compile(rb'"' + body + rb'"' + after, re.DOTALL)
        cell = rb"(?:" + quoted + rb"|" + bare + rb")"
        self.good_line = re.compile(cell + rb"(?:" + mark + cell + rb")*+(?=\n|\Z)")


def mend_quotes(data: bytes, delimiter: str) -> Mended:
    """Rewrite every record with careless quotation marks, so that `scan` can be trusted."""
    return _Mender(data, delimiter).mend()


class _Mender:
    """The state of one pass over the text: where its lines end, and where quoted cells could open or close."""

    def __init__(self, data: bytes, delimiter: str) -> None:
        self.data = data
        self.delimiter = delimiter.encode()
        self.patterns = _Patterns(data, delimiter)
        self.widths = raw_widths(data, delimiter)
        self.line_ends = [found.start() for found in re.finditer(rb"\n", data)]
        self.closing = [found.start() for found in self.patterns.closing.finditer(data)]
        self.nested = [found.start() for found in self.patterns.nested.finditer(data)]
        self.usual = self._usual()
        self.stray: list[int] = []

    def _usual(self) -> int:
        starts = [0, *(end + 1 for end in self.line_ends)]
        ends = [*self.line_ends, len(self.data)]
        bare = np.array([self.data.find(b'"', a, b) < 0 and b > a for a, b in zip(starts, ends, strict=True)])
        several = self.widths > 1
        return usual_width(self.widths[bare & several]) or usual_width(self.widths[several])

    def mend(self) -> Mended:
        return Mended(b"".join(self._pieces()), tuple(self.stray))

    def _pieces(self) -> Iterator[bytes]:
        done = 0
        quote = self.data.find(b'"')
        while quote >= 0:
            start = self.data.rfind(b"\n", 0, quote) + 1
            yield self.data[done:start]
            good = self.patterns.good_line.match(self.data, start)
            if good:
                done = good.end()
                yield good[0]
            else:
                pieces, done = self._record(start)
                yield from pieces
            quote = self.data.find(b'"', done)
        yield self.data[done:]

    def _record(self, at: int) -> tuple[list[bytes], int]:
        """Rewrite the record that starts at offset `at`; return its pieces and the offset of its line end."""
        pieces: list[bytes] = []
        line = self._line(at)
        while True:
            bare = self.patterns.bare_cells.match(self.data, at)
            if bare:
                pieces.append(bare[0])
                at = bare.end()
            cell = self._cell(at)
            pieces.append(_written(cell.text, self.delimiter))
            if cell.stray and self.stray[-1:] != [line]:
                self.stray.append(line)
            if self.data[cell.end : cell.end + 1] != self.delimiter:
                return pieces, cell.end
            pieces.append(self.delimiter)
            at = cell.end + 1

    def _line(self, at: int) -> int:
        return bisect_right(self.line_ends, at - 1) + 1

    def _cell(self, at: int) -> _Cell:
        opened = self.patterns.opening.match(self.data, at)
        if opened:
            return self._strict(opened.end() - 1) or self._lenient(opened.end()) or self._stray(at, opened.end())
        end = _end(self.patterns.plain, self.data, at)
        return _Cell(self.data[at:end], end)

    def _strict(self, quote: int) -> _Cell | None:
        found = self.patterns.strict.match(self.data, quote)
        if not found or self._swallows(quote, found.end()):
            return None
        body = found[1].replace(b'""', b'"')
        text = _ESCAPE.sub(rb"\1", body) if self.patterns.backslash else body
        return _Cell(text, _end(self.patterns.blank, self.data, found.end()))

    def _swallows(self, start: int, end: int) -> bool:
        first, last = self._line(start), self._line(end)
        return first != last and looks_swallowed(self.widths[first - 1 : last], self.usual)

    def _lenient(self, body: int) -> _Cell | None:
        """Close at the first mark before a delimiter, unless another cell seems to open in between."""
        at = bisect_left(self.closing, body)
        if at == len(self.closing) or self.closing[at] - body > _MOST_BYTES:
            return None
        quote = self.closing[at]
        opens = bisect_left(self.nested, body)
        if (opens < len(self.nested) and self.nested[opens] < quote) or self._swallows(body, quote):
            return None
        text = self.data[body:quote].replace(b'""', b'"')
        return _Cell(text, _end(self.patterns.blank, self.data, quote + 1))

    def _stray(self, at: int, body: int) -> _Cell:
        """Read an opening mark without a partner as if it were not there; marks in pairs are part of the words."""
        end = _end(self.patterns.plain, self.data, body)
        paired = b'"' in self.data[body:end]
        return _Cell(self.data[at if paired else body : end], end, stray=not paired)


def _end(pattern: re.Pattern[bytes], data: bytes, at: int) -> int:
    """Return where a pattern that can match nothing stops."""
    found = pattern.match(data, at)
    return found.end() if found else at


def _written(text: bytes, delimiter: bytes) -> bytes:
    if b'"' in text or b"\n" in text or delimiter in text:
        return b'"' + text.replace(b'"', b'""') + b'"'
    return text
