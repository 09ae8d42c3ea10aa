"""Tables of an HTML page, such as the ".xls" that many portals export.

Only the tags of tables are looked at, with patterns that take time in proportion to the text. `html.parser` was tried
first: on unclosed tags and comments it goes back to the start again and again, and half a megabyte took minutes.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from data.errors import FileUnreadableError
from data.language import _
from data.plans import RawTable
from data.tabular.parts import Found, check_size, clean, text_frame, truncated

if TYPE_CHECKING:
    from data.tabular.encodings import Text

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)([^<>]*)>")
_SPAN: Final = re.compile(r"colspan\s*=\s*[\"']?(\d{1,4})\b", re.IGNORECASE)
_BREAKS: Final = frozenset({"br", "p", "div", "li"})
_CELLS: Final = frozenset({"td", "th"})
_Rows = list[list[str]]


def read_html(text: Text, max_rows: int) -> Found:
    """Read every table of a page that has at least one row. Raises FileUnreadableError for a page without."""
    tables = [rows for rows in _tables(text.data.decode("utf-8")) if any(any(row) for row in rows)]
    if not tables:
        raise FileUnreadableError(
            _("This is a web page without a table."), _("Export your tracker as CSV or .xlsx and choose that file.")
        )
    named = [(f"Table {at}" if len(tables) > 1 else "", rows) for at, rows in enumerate(tables, start=1)]
    return Found("html", tuple(_table(name, rows, max_rows) for name, rows in named), text.encoding, "", text.problems)


def _table(name: str, rows: _Rows, max_rows: int) -> RawTable:
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    notes = (truncated(max_rows, name),) if len(filled) > max_rows else ()
    kept = filled[:max_rows]
    return RawTable(name, text_frame([row for _, row in kept], [number for number, _ in kept]), notes=notes)


def _tables(page: str) -> list[_Rows]:
    for opening, closing in (("<!--", "-->"), ("<script", "</script"), ("<style", "</style")):
        page = _without(page, opening, closing)
    collector = _Collector()
    done = 0
    for tag in _TAG.finditer(page):
        collector.words(page[done : tag.start()])
        done = tag.end()
        if tag[1]:
            collector.close(tag[2].lower())
        else:
            collector.open(tag[2].lower(), tag[3])
    collector.words(page[done:])
    collector.end_cell()
    return collector.tables


def _without(page: str, opening: str, closing: str) -> str:
    first, *rest = re.split(re.escape(opening), page, flags=re.IGNORECASE)
    ending = re.compile(re.escape(closing), re.IGNORECASE)
    return "".join([first, *(ending.split(piece, maxsplit=1)[-1] for piece in rest if ending.search(piece))])


class _Collector:
    """Rows of cells; a table inside a cell becomes a table of its own."""

    def __init__(self) -> None:
        self.tables: list[_Rows] = []
        self._open: list[_Rows] = []
        self._cell: list[str] | None = None
        self._span = 1
        self._row_ended = False

    def open(self, tag: str, attributes: str) -> None:
        if tag == "table":
            self.end_cell()
            self.tables.append([])
            self._open.append(self.tables[-1])
        elif tag == "tr" and self._open:
            self.end_cell()
            self._open[-1].append([])
            self._row_ended = False
        elif tag in _CELLS and self._open:
            self._start_cell(attributes)
        elif tag in _BREAKS:
            self.words("\n")

    def close(self, tag: str) -> None:
        if tag in _CELLS or tag == "tr":
            self.end_cell()
            self._row_ended = tag == "tr"
        elif tag == "table" and self._open:
            self.end_cell()
            self._open.pop()

    def words(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append(text if text == "\n" else " ".join(text.split("\n")))

    def _start_cell(self, attributes: str) -> None:
        self.end_cell()
        if self._row_ended or not self._open[-1]:
            self._open[-1].append([])
        self._row_ended = False
        span = _SPAN.search(attributes)
        self._cell = []
        self._span = max(1, int(span[1])) if span else 1

    def end_cell(self) -> None:
        """Close the open cell; one that spans columns is followed by blanks, as in a spreadsheet."""
        if self._cell is None:
            return
        lines = [" ".join(unescape(line).split()) for line in "".join(self._cell).split("\n")]
        row = self._open[-1][-1]
        row.append(clean("\n".join(line for line in lines if line)))
        row.extend([""] * (self._span - 1))
        check_size(1, len(row))
        self._cell = None
