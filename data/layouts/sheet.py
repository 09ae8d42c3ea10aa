"""Which row of a raw table is the header, and which rows are data.

Title rows, comments, merge-conflict markers, blank lines and repeated headers are not data rows; each kind that a
person may wonder about is said. Nothing here knows what a column means beyond "this row reads like a header".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from data.language import _, figure
from data.meaning.columns import header_score
from data.meaning.dates import date_share
from data.parallel import LONG, ahead, each
from data.problems import ImportProblem, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from concurrent.futures import Future

    from numpy.typing import NDArray

    from data.plans import RawTable

HEADER_SCORE: Final = 0.35  # below this no row is taken for a header
LONGEST_LABEL: Final = 200  # characters; the name of a column is kept beside every cell of it
WIDEST: Final = 1_000  # columns
LOOK_AT_ROWS: Final = 25  # a header further down than this was never seen in the wild
WINDOW: Final = 4  # cells
MOST_BEGUN: Final = 50  # columns; a tracker has fewer, and of a wider table few are asked about
CLEARLY: Final = 0.6
MARKER: Final = r"^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)"
COMMENT: Final = r"^(?:#|//)\s*\S"
WORDS: Final = re.compile(r"\W+")
DIGIT: Final = re.compile(r"\d")


class Coded(NamedTuple):
    """A column of text. codes: for each row the position of its text in `texts`, which are distinct."""

    codes: NDArray[np.int64]
    texts: pd.Series


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The data rows of one table under their header.

    cells: dtype str, "" where blank, trimmed; columns 0..n-1, index 0..rows-1. numbers: the row of the file each came
    from; keys: a file-local key a row ("r12", in a second table "t2r12"). header: one label a column, unique and never
    blank ("Column 3" where the file has none). tables: which table each row is of, empty where all are of one.
    """

    name: str
    header: tuple[str, ...]
    cells: pd.DataFrame
    numbers: NDArray[np.int64]
    keys: pd.Series
    typed_dates: frozenset[int]
    kind: str = "table"
    has_header: bool = True
    problems: tuple[ImportProblem, ...] = ()
    tables: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype="int64"))

    _coded: dict[int, Coded] = field(default_factory=dict, init=False, repr=False)
    _begun: dict[int, Future[Coded]] = field(default_factory=dict, init=False, repr=False)

    @property
    def rows(self) -> int:
        """Number of data rows."""
        return len(self.cells)

    def coded(self, position: int) -> Coded:
        """Return the cells of a column as numbers of its distinct texts; found out once, asked for many times."""
        if position not in self._coded:
            begun = self._begun.pop(position, None)
            self._coded[position] = _coded(self.cells[position]) if begun is None else begun.result()
        return self._coded[position]

    def begin(self) -> None:
        """Begin to find out the distinct texts of all columns of a long sheet, while its header is thought about."""
        if self.rows >= LONG and not self._begun:
            few = range(min(self.cells.shape[1], MOST_BEGUN))
            self._begun.update({position: ahead(_coded, self.cells[position]) for position in few})


def _coded(texts: pd.Series) -> Coded:
    codes, distinct = pd.factorize(texts)
    return Coded(np.asarray(codes, dtype="int64"), pd.Series(distinct, dtype="str"))


def trimmed(cells: pd.DataFrame) -> pd.DataFrame:
    """Return `cells` as text without blanks at either end; missing cells become empty text."""
    texts = [cells[name] for name in cells]
    whole = each(_trimmed, texts) if len(cells) >= LONG else map(_trimmed, texts)
    return pd.DataFrame(dict(zip(cells, whole, strict=True)), index=cells.index, columns=cells.columns, copy=False)


def _trimmed(texts: pd.Series) -> pd.Series:
    return texts.fillna("").astype("str").str.strip()


def lay_out(table: RawTable, names: Collection[str] = ()) -> Sheet:
    """Return the data rows of `table` under the header that was found, with what was left out.

    names: labels the person spoke of; the row that holds them is the header.
    """
    cells = trimmed(table.cells.iloc[:, :WIDEST])
    numbers = np.asarray(table.cells.index, dtype="int64")
    filled = (cells != "").to_numpy()
    cut = (_cut(table),) if table.cells.shape[1] > WIDEST else ()
    cells, numbers, filled, problems = _without_remarks(cells, numbers, filled)
    start, labels = _header(table, cells, filled, names)
    body, body_numbers = cells.iloc[start:], numbers[start:]
    used = filled[start:].any(axis=0) | np.array([label != "" for label in labels], dtype=bool)
    positions = np.flatnonzero(used)
    body = body.iloc[:, positions]
    found = [labels[position] for position in positions]
    body, body_numbers, repeated = _without_repeated_headers(body, body_numbers, found)
    body.columns = pd.RangeIndex(len(positions))
    return Sheet(
        name=table.name,
        header=unique_labels(found),
        cells=body.reset_index(drop=True),
        numbers=body_numbers,
        keys=_keys(body_numbers),
        typed_dates=frozenset(int(i) for i, position in enumerate(positions) if position in table.typed_dates),
        kind=table.kind,
        has_header=any(labels),
        problems=(*table.notes, *cut, *problems, *repeated),
    )


def _keys(numbers: NDArray[np.int64]) -> pd.Series:
    """Return "r12" for row 12. Written by Arrow, which takes a third of the time."""
    return "r" + pd.Series(pd.array(pa.array(numbers).cast(pa.large_string()), dtype="str"))


def _cut(table: RawTable) -> ImportProblem:
    return ImportProblem(
        ProblemCode.TRUNCATED,
        _(
            "The table has {columns} columns; only the first {most} were read.",
            columns=figure(f"{table.cells.shape[1]:,}"),
            most=figure(f"{WIDEST:,}"),
        ),
        _("Check whether the right table was chosen. A tracker has some dozens of columns."),
    )


def unique_labels(labels: Sequence[str]) -> tuple[str, ...]:
    """Return one non-blank, unique label a column: "Column 3" for a blank one, "Date (2)" for a second "Date"."""
    seen: dict[str, int] = {}
    result = []
    for position, label in enumerate(labels, start=1):
        name = " ".join(label[:LONGEST_LABEL].split()) or f"Column {position}"
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(result)


def normal(text: str) -> str:
    """Return `text` in lower case with single blanks for everything that is no letter or digit."""
    return WORDS.sub(" ", text.casefold()).strip()


def _without_remarks(
    cells: pd.DataFrame, numbers: NDArray[np.int64], filled: NDArray[np.bool_]
) -> tuple[pd.DataFrame, NDArray[np.int64], NDArray[np.bool_], list[ImportProblem]]:
    if not len(cells.columns):
        return cells, numbers, filled, []
    many = filled.sum(axis=1)
    few = np.flatnonzero((many == 1) | (many == 2))
    first = cells[cells.columns[0]].iloc[few]
    marker = np.zeros(len(cells), dtype=bool)
    marker[few] = first.str.contains(MARKER, regex=True).to_numpy(dtype=bool)
    comment = np.zeros(len(cells), dtype=bool)
    comment[few] = first.str.contains(COMMENT, regex=True).to_numpy(dtype=bool)
    comment &= (many == 1) & (filled.shape[1] > 1) & ~marker
    problems = [_remark(ProblemCode.CONFLICT_MARKER, int(numbers[at])) for at in np.flatnonzero(marker)]
    problems += [_remark(ProblemCode.COMMENT_LINE, int(numbers[at])) for at in np.flatnonzero(comment)]
    keep = (many > 0) & ~marker & ~comment
    if keep.all():
        return cells, numbers, filled, problems
    return cells.loc[keep], numbers[keep], filled[keep], problems


def _remark(code: ProblemCode, row: int) -> ImportProblem:
    text = {
        ProblemCode.CONFLICT_MARKER: (
            _("This line is a mark left by a version-control program, not an application."),
            _("Rows on both sides of it were kept. Check that none of them is there twice."),
        ),
        ProblemCode.COMMENT_LINE: (_("This line is a comment, not an application."), _("Nothing needs to be done.")),
        ProblemCode.REPEATED_HEADER: (_("This row repeats the header."), _("Nothing needs to be done.")),
    }[code]
    return ImportProblem(code, *text, row=row)


def _header(
    table: RawTable, cells: pd.DataFrame, filled: NDArray[np.bool_], names: Collection[str]
) -> tuple[int, list[str]]:
    """Return the number of leading rows that are no data, and one label (possibly blank) a column."""
    width = cells.shape[1]
    if table.header_rows is not None:
        top = [list(map(str, row)) for row in cells.iloc[: table.header_rows].to_numpy()]
        return table.header_rows, _joined(top) if top else [""] * width
    at = _named_row(cells, names)
    at = _header_row(cells, filled) if at is None else at
    at = 0 if at is None and (_known_in_part(cells) or _contrasts(cells)) else at
    if at is None:
        return 0, [""] * width
    rows = [list(map(str, row)) for row in cells.iloc[: at + 3].to_numpy()]
    last = at
    if at + 1 < len(cells) and _continues(rows[at], rows[at + 1], filled[at + 1 :]):
        last = at + 1
    first = at - 1 if at and _groups(rows[at - 1], rows[at]) else at
    return last + 1, _joined(rows[first : last + 1])


def _header_row(cells: pd.DataFrame, filled: NDArray[np.bool_]) -> int | None:
    """Return the position of the row that reads most like a header; the first of equals, but under names of groups."""
    if not len(cells):
        return None
    usual = max(float(np.median(filled[:60].sum(axis=1))), 1.0)
    best, best_score = None, HEADER_SCORE
    for at, row in enumerate(cells.iloc[:LOOK_AT_ROWS].to_numpy().tolist()):
        if filled[at].sum() < min(2, usual):
            continue
        score = header_score(row)
        weighed = score * min(1.0, 0.5 + 0.5 * float(filled[at].sum()) / usual)
        under = best is not None and at == best + 1 and filled[at].sum() > filled[best].sum()
        if score >= HEADER_SCORE and (under or weighed > best_score + 0.05):
            best, best_score = at, weighed
    return best


def _named_row(cells: pd.DataFrame, names: Collection[str]) -> int | None:
    """Return the first row that holds at least half of `names`, None where there is none."""
    wanted = {normal(name) for name in names}
    for at in range(min(LOOK_AT_ROWS, len(cells)) if wanted else 0):
        if 2 * len(wanted & {normal(str(text)) for text in cells.iloc[at]}) >= len(wanted):
            return at
    return None


def _known_in_part(cells: pd.DataFrame) -> bool:
    """True where some neighbours in the first row are clearly names of columns: many more can be a person's own."""
    first = [str(text) for text in cells.iloc[0]] if len(cells) else []
    windows = (first[at : at + WINDOW] for at in range(0, min(len(first), 5 * WINDOW), WINDOW))
    return any(header_score(window) >= CLEARLY for window in windows)


def _contrasts(cells: pd.DataFrame) -> bool:
    """True where the first row is words, each once, and a column below it is dates: a header in words nobody knows."""
    if len(cells) < 2:
        return False
    first = [str(text) for text in cells.iloc[0]]
    if not all(first) or len(set(first)) < len(first) or any(DIGIT.search(text) for text in first):
        return False
    below = cells.iloc[1:LOOK_AT_ROWS]
    return any(date_share(below[position]) > 0.8 for position in below)


def _groups(above: list[str], header: list[str]) -> bool:
    """True where the row above the header names groups of columns ("Round 1" over "Date", "Result")."""
    texts = [text for text in header if text]
    return len([text for text in above if text]) >= 2 and len(set(texts)) < len(texts)


def _continues(header: list[str], below: list[str], filled: NDArray[np.bool_]) -> bool:
    """True where the row below the header goes on naming columns (its names are missing or doubled in the header)."""
    doubled = len({t for t in header if t}) < len([t for t in header if t]) or "" in header
    sparse = len(filled) > 2 and filled[0].sum() < 0.8 * np.median(filled[1:].sum(axis=1))
    return doubled and header_score(below) >= HEADER_SCORE + 0.15 and (sparse or header_score(header) < 0.6)


def _joined(rows: list[list[str]]) -> list[str]:
    """Return one label a column from several header rows; group names reach to the right over blank cells."""
    if len(rows) == 1:
        return rows[0]
    spread = [pd.Series(row).replace("", None).ffill().fillna("").tolist() for row in rows[:-1]]
    labels = []
    for position, own in enumerate(rows[-1]):
        parts = [row[position] for row in spread if row[position] and row[position] != own]
        labels.append(" ".join([*parts, own]).strip())
    return labels


def _without_repeated_headers(
    body: pd.DataFrame, numbers: NDArray[np.int64], labels: list[str]
) -> tuple[pd.DataFrame, NDArray[np.int64], list[ImportProblem]]:
    named = [position for position, label in enumerate(labels) if label]
    if len(named) < 2 or not len(body):
        return body, numbers, []
    least = max(2, -(-len(named) // 2))
    # A row with that many labels has one of them in these first columns: the others are looked at in few rows.
    first, others = named[: len(named) - least + 1], named[len(named) - least + 1 :]
    equal = np.zeros(len(body), dtype="int16")
    for position in first:
        equal += (body.iloc[:, position] == labels[position]).to_numpy(dtype=bool)
    likely = np.flatnonzero(equal)
    for position in others if len(likely) else ():
        equal[likely] += (body.iloc[likely, position] == labels[position]).to_numpy(dtype=bool)
    suspects = np.flatnonzero(equal >= least)
    if not len(suspects):
        return body, numbers, []
    problems = [_remark(ProblemCode.REPEATED_HEADER, int(numbers[at])) for at in suspects]
    keep = np.ones(len(body), dtype=bool)
    keep[suspects] = False
    return body.loc[keep], numbers[keep], problems


def stacked(sheets: Sequence[Sheet]) -> Sheet:
    """Return sheets of one header as one: a tracker kept in a sheet a year, or an export split over files."""
    first = sheets[0]
    if len(sheets) == 1:
        return first
    named = [first.keys, *(f"t{at}" + sheet.keys for at, sheet in enumerate(sheets[1:], start=2))]
    return replace(
        first,
        cells=pd.concat([sheet.cells for sheet in sheets], ignore_index=True),
        numbers=np.concatenate([sheet.numbers for sheet in sheets]),
        keys=pd.concat(named, ignore_index=True),
        problems=tuple(problem for sheet in sheets for problem in sheet.problems),
        tables=np.repeat(np.arange(len(sheets)), [sheet.rows for sheet in sheets]),
    )
