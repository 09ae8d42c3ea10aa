"""CSV and its relatives. The clean majority is read by the parser of Arrow; what is not clean is mended first."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from data.errors import FileUnreadableError
from data.language import _
from data.plans import RawTable
from data.tabular import noise
from data.tabular.parts import Found, check_size, truncated
from data.tabular.quotes import mend_quotes
from data.tabular.scan import Records, is_well_formed, marks_of, scan, swallows, usual_width

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from data.problems import ImportProblem
    from data.tabular.encodings import Text

_DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 100_000  # bytes from which the delimiter is decided; below the longest cell the csv module takes
_LONG_RECORD: Final = 200_000  # bytes
_BLANK_BYTES: Final = 64  # a cell; a record that is longer on average is not looked at for being blank
_FIRST_BYTES: Final = 4  # most rows say something right at their start
_COMMENT_STARTS: Final = np.frombuffer(b"#/ \t", dtype=np.uint8)


def read_delimited(text: Text, name: str, max_rows: int) -> Found:
    """Read delimited text. Raises FileUnreadableError where nothing but blanks is inside."""
    # Without a last line end the parser of Arrow finds no columns in a file of one line.
    data, delimiter = noise.take_separator_line(text.data if text.data.endswith(b"\n") else text.data + b"\n")
    data, notes = noise.take_conflict_markers(data)
    delimiter = delimiter or find_delimiter(data)
    data, records, stray = _trusted(data, delimiter)
    records, more = _rows(data, delimiter, records)
    notes += tuple(noise.stray_quote_note(line) for line in stray[: noise.MOST_NOTES]) + more
    if not records.start.size:
        raise FileUnreadableError(
            _("There are no rows in this file."), _("Choose the file that holds your applications.")
        )
    if records.start.size > max_rows:
        records = records.keep(slice(max_rows))
        notes += (truncated(max_rows),)
    cells = _without_blank_edge(_parse(data, delimiter, records))
    table = RawTable("", cells, notes=tuple(sorted(notes + _shifted(records), key=lambda note: note.row or 0)))
    return Found("csv" if name else "pasted text", (table,), text.encoding, delimiter, text.problems)


def find_delimiter(data: bytes) -> str:
    """Choose the delimiter that splits the most rows into the same number of cells; a comma where none does."""
    sample = data[:_SAMPLE]
    if len(data) > _SAMPLE and b"\n" in sample:
        sample = sample[: sample.rindex(b"\n")]
    text = sample.decode("utf-8", "replace")
    scores = {delimiter: _consistency(_widths(text, delimiter)) for delimiter in _DELIMITERS}
    if max(scores.values()) < 1:
        by_line = {mark: _consistency([line.count(mark) + 1 for line in text.split("\n") if line]) for mark in scores}
        scores = {mark: max(score, by_line[mark]) for mark, score in scores.items()}
    return max(scores, key=lambda mark: scores[mark])


def _widths(text: str, delimiter: str) -> list[int]:
    spaced = f'{delimiter} "' in text
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=spaced)
    return [len(row) for row in rows if row]


def _consistency(widths: list[int]) -> float:
    """Share of rows with the usual number of cells, worth more the more cells there are: 0 for one cell a row."""
    if not widths:
        return 0.0
    width, rows = max(Counter(widths).items(), key=lambda item: (item[0] > 1) * item[1] * math.log2(1 + item[0]))
    return rows / len(widths) * math.log2(width)


def _trusted(data: bytes, delimiter: str) -> tuple[bytes, Records, tuple[int, ...]]:
    marks = marks_of(data, delimiter)
    if is_well_formed(data, delimiter, marks):
        records = scan(data, delimiter, marks)
        if not swallows(data, delimiter, records):
            return data, records, ()
    mended = mend_quotes(data, delimiter)
    return mended.data, scan(mended.data, delimiter), mended.stray


def _rows(data: bytes, delimiter: str, records: Records) -> tuple[Records, tuple[ImportProblem, ...]]:
    """Leave out blank lines and comments."""
    buffer = np.frombuffer(data, dtype=np.uint8)
    records = records.keep(records.end > records.start)
    records = records.keep(_filled(data, delimiter, records))
    if not records.start.size:
        return records, ()
    usual = usual_width(records.cells)
    hashes = buffer[records.start] == ord("#")
    hash_is_data = int((hashes & (records.cells == usual)).sum()) > 1
    candidates = np.isin(buffer[records.start], _COMMENT_STARTS) & ((records.cells != usual) | (usual == 1))
    keep = np.ones(records.start.size, dtype=np.bool_)
    notes: list[ImportProblem] = []
    for at in np.flatnonzero(candidates).tolist():
        line = data[records.start[at] : records.end[at]].decode("utf-8", "replace")
        if _is_comment(line, hash_is_data=hash_is_data):
            keep[at] = False
            notes.append(noise.comment_note(int(records.line[at]), line))
    return records.keep(keep), tuple(notes)


def _filled(data: bytes, delimiter: str, records: Records) -> NDArray[np.bool_]:
    """Tell which records hold more than delimiters, blanks and quotation marks."""
    blank = b'" \t\n' + delimiter.encode()
    says_something = np.ones(256, dtype=np.bool_)
    says_something[list(blank)] = False
    buffer = np.frombuffer(data, dtype=np.uint8)
    filled = records.end - records.start > _BLANK_BYTES * records.cells
    for step in range(_FIRST_BYTES):
        rest = np.flatnonzero(~filled & (records.start + step < records.end))
        filled[rest] = says_something[buffer[records.start[rest] + step]]
    rest = np.flatnonzero(~filled)
    spans = zip(records.start[rest].tolist(), records.end[rest].tolist(), strict=True)
    filled[rest] = [bool(data[start:end].strip(blank)) for start, end in spans]
    return filled


def _is_comment(line: str, *, hash_is_data: bool) -> bool:
    """`# words` and `// words`, but neither a header "#" nor an id such as "#12"."""
    bare = line.lstrip()
    return bare.startswith("//") or (bare.startswith("#") and not hash_is_data and not bare[1:2].isdigit())


def _parse(data: bytes, delimiter: str, records: Records) -> pd.DataFrame:
    width = int(records.cells.max())
    check_size(records.start.size, width)
    picked = _picked(data, delimiter, records, width)
    # The parser of Arrow cuts the text in blocks of a megabyte, at any line end: each record must be one short line.
    simple = picked.count(b"\n") == records.start.size and int((records.end - records.start).max()) < _LONG_RECORD
    lines = pd.Index(records.line, dtype="int64")
    if simple:
        return _by_arrow(picked, delimiter, width, lines)
    cells = pd.read_csv(io.BytesIO(picked), sep=delimiter, header=None, dtype="str", keep_default_na=False, engine="c")
    return cells.set_axis(pd.RangeIndex(width), axis="columns").set_axis(lines)


def _by_arrow(picked: bytes, delimiter: str, width: int, lines: pd.Index) -> pd.DataFrame:
    """Parse with nothing to find out: pandas around the same parser takes twice the time."""
    names = [str(at) for at in range(width)]
    table = arrow_csv.read_csv(
        pa.py_buffer(picked),
        arrow_csv.ReadOptions(column_names=names),
        arrow_csv.ParseOptions(delimiter=delimiter),
        arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False),
    )
    columns = {at: pd.array(table.column(at), dtype="str") for at in range(width)}
    return pd.DataFrame(columns, index=lines, columns=pd.RangeIndex(width), copy=False)


def _picked(data: bytes, delimiter: str, records: Records, width: int) -> bytes:
    """Cut the records out, each filled up to `width` cells; or hand back the text itself where that is the same."""
    start, end, missing = records.start, records.end, width - records.cells
    if not missing.any() and bool((start[1:] == end[:-1] + 1).all()):
        return data if end[-1] + 1 - start[0] == len(data) else data[start[0] : end[-1] + 1]
    fills = {short: delimiter.encode() * short + b"\n" for short in np.unique(missing).tolist()}
    pieces: list[bytes] = []
    for a, b, short in zip(start.tolist(), end.tolist(), missing.tolist(), strict=True):
        pieces += (data[a:b], fills[short])
    return b"".join(pieces)


def _without_blank_edge(cells: pd.DataFrame) -> pd.DataFrame:
    """Drop columns that only trailing delimiters made: blank in every row, and at the right edge."""
    width = cells.shape[1]
    while width > 1 and bool((cells[width - 1] == "").all()):
        width -= 1
    return cells if width == cells.shape[1] else cells.iloc[:, :width]


def _shifted(records: Records) -> tuple[ImportProblem, ...]:
    """Name the rows whose number of cells is not the usual one, from the first usual row on."""
    usual = usual_width(records.cells)
    odd = records.cells != usual
    if bool(odd.mean() > 0.5) or usual < 2:
        return ()
    odd[: int(np.argmin(odd))] = False
    places = np.flatnonzero(odd)
    notes = [
        noise.shifted_note(int(records.line[at]), int(records.cells[at]), usual) for at in places[: noise.MOST_NOTES]
    ]
    if places.size > noise.MOST_NOTES:
        notes.append(noise.more_notes(places.size - noise.MOST_NOTES))
    return tuple(notes)
