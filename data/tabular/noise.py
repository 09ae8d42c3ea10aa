"""Lines of a text file that are no rows: conflict markers of a merge, comments, the `sep=` line of Excel."""

from __future__ import annotations

import re
from typing import Final

from data.language import _, plural
from data.problems import ImportProblem, ProblemCode

_MARKER: Final = re.compile(rb"^(?:<{7}|>{7}|={7}|\|{7})(?: [^\n]*)?$", re.MULTILINE)
MOST_NOTES: Final = 500  # on single rows; the rest is one note
_MARKS: Final = (b"<<<<<<<", b">>>>>>>")
_SEP: Final = re.compile(rb'\A"?sep=(.|\\t)"?[ ]*$', re.MULTILINE | re.IGNORECASE)


def take_separator_line(data: bytes) -> tuple[bytes, str]:
    """Blank out a first line `sep=;` (the line stays, so that line numbers do) and return its delimiter, or ""."""
    found = _SEP.match(data)
    if not found:
        return data, ""
    delimiter = "\t" if found[1] == rb"\t" else found[1].decode("ascii", "replace")
    usable = delimiter.isascii() and not delimiter.isalnum() and delimiter not in {'"', "\n"}
    return (data[found.end() :], delimiter) if usable else (data, "")


def take_conflict_markers(data: bytes) -> tuple[bytes, tuple[ImportProblem, ...]]:
    """Blank out the markers that a version control merge left; what stands between them, both halves, stays."""
    if not any(mark[:1] in data and (data.startswith(mark) or b"\n" + mark in data) for mark in _MARKS):
        return data, ()
    notes: list[ImportProblem] = []

    def blank(found: re.Match[bytes]) -> bytes:
        notes.append(_marker_note(data.count(b"\n", 0, found.start()) + 1, found[0]))
        return b""

    return _MARKER.sub(blank, data), tuple(notes)


def _marker_note(line: int, marker: bytes) -> ImportProblem:
    return ImportProblem(
        ProblemCode.CONFLICT_MARKER,
        _(
            "Line {line} is a mark left by a merge of two versions of this file. The rows of both versions were read.",
            line=line,
        ),
        _("Look for rows that now appear twice, and delete the mark in the file."),
        row=line,
        value=marker.decode("utf-8", "replace")[:200],
    )


def comment_note(line: int, text: str) -> ImportProblem:
    """The note for a comment line, which is kept out of the rows."""
    return ImportProblem(
        ProblemCode.COMMENT_LINE,
        _("Line {line} is a comment, so it was not read as a row.", line=line),
        _("If it is an application, delete the sign at its start."),
        row=line,
        value=text[:200],
    )


def shifted_note(row: int, cells: int, usual: int) -> ImportProblem:
    """The note for a row whose number of cells differs from the others'."""
    if cells > usual:
        message = plural(
            cells,
            "Row {row} has {n} cell, and the other rows have {usual}. Its values may stand in the wrong columns.",
            "Row {row} has {n} cells, and the other rows have {usual}. Its values may stand in the wrong columns.",
            row=row,
            usual=usual,
        )
        remedy = _("A comma inside a value is the usual reason: put that value in double quotes in the file.")
    else:
        message = plural(
            cells,
            "Row {row} has {n} cell, and the other rows have {usual}. The missing cells were read as blank.",
            "Row {row} has {n} cells, and the other rows have {usual}. The missing cells were read as blank.",
            row=row,
            usual=usual,
        )
        remedy = _("Check whether a value in the middle of the row is missing.")
    return ImportProblem(ProblemCode.SHIFTED_ROW, message, remedy, row=row)


def stray_quote_note(row: int) -> ImportProblem:
    """The note for a quotation mark that opens and never closes."""
    return ImportProblem(
        ProblemCode.SHIFTED_ROW,
        _(
            "Row {row} has a quotation mark that is never closed. The row was read as if the mark were not there.",
            row=row,
        ),
        _("Check the row, and delete or close the mark in the file."),
        row=row,
    )


def stray_line_note(row: int, text: str) -> ImportProblem:
    """The note for a line inside a table that is no row of it."""
    return ImportProblem(
        ProblemCode.SHIFTED_ROW,
        _("Line {row} stands inside the table but is not a row of it, so it was left out.", row=row),
        _("If it belongs to an application, complete the row in the file."),
        row=row,
        value=text[:200],
    )


def more_notes(count: int) -> ImportProblem:
    """One note for all the rows beyond the ones named singly."""
    return ImportProblem(
        ProblemCode.SHIFTED_ROW,
        plural(
            count,
            "Another row has more or fewer cells than most rows.",
            "Another {n} rows have more or fewer cells than most rows.",
        ),
        _("Check whether the file was cut or joined from two files."),
    )
