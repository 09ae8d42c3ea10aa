"""Cells of one column -> calendar days. The order of day and month is proved by the column or left open, never guessed.

Zone-aware times keep the calendar day that is written: a person remembers the day on the wall, not the one in UTC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.meaning.date_order import DAY_FIRST, MONTH_FIRST, Ground, OrderEvidence, Pairs, calendar_days, decide
from data.meaning.mentions import Kind, Mention, find_mentions, is_mostly_date
from data.meaning.words import is_blank
from data.problems import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.meaning.date_order import Days, Numbers

_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?")
_SERIALS: Final = (43831, 60000)  # 2020-01-01 .. 2064: Excel's day numbers; lower ones are rather salaries
_TIME: Final = re.compile(
    r"(?:,? |T)\d\d?:\d\d(?::\d\d)?(?:[.,]\d+)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?$"
)
_EPOCH: Final = re.compile(r"(1\d{9})(\d{3})?(?:\.\d+)?")
_LONGEST: Final = 200  # a date stands in the first words of a cell; cells may hold a megabyte
_SEARCH_YEARS: Final = 12  # no search for a job is older
_FIRST_YEAR: Final = 1990
_YEARS_AHEAD: Final = 10  # later than this is a typing error (2205), not an appointment
NOTES: Final = ("", "month", "year", "order")  # EVENT_COLUMNS.date_note
_BAD: Final = (
    "",
    ProblemCode.BAD_DATE,
    ProblemCode.IMPOSSIBLE_DATE,
    ProblemCode.FUTURE_DATE,
    ProblemCode.AMBIGUOUS_DATE,
)
_NO_MENTION: Final = Mention(Kind.NONE, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class DateColumn:
    """One column read as dates; every Series has the index of the cells, every array one number a cell.

    dates: datetime64[s], NaT where nothing (safe) was read; order: "iso" (year first or month names: no proof needed),
    "day-first", "month-first" or "" (nothing to decide, or not decided); evidence: why, in words;
    ambiguous: some cells can be read two ways and nothing proves which, so they are NaT;
    noted: positions in NOTES: nothing, "month" (first of the month), "year" (inferred), "order" (as the person said);
    wrong: 0, or the number of a ProblemCode (see `is_bad`);
    share_read: share of the non-blank cells in which a date is written; extra: a second date in the cell.
    """

    dates: pd.Series
    order: str
    evidence: str
    ambiguous: bool
    noted: Numbers
    wrong: Numbers
    share_read: float
    extra: pd.Series

    @property
    def notes(self) -> pd.Series:
        """The notes in words."""
        return _texts(NOTES, self.noted, self.dates.index)

    @property
    def bad(self) -> pd.Series:
        """Why a cell is no usable date: "" or a ProblemCode."""
        return _texts(_BAD, self.wrong, self.dates.index)

    def is_bad(self, code: ProblemCode) -> npt.NDArray[np.bool_]:
        """True for the cells with that problem."""
        return np.asarray(self.wrong == _BAD.index(code), dtype=bool)


@dataclass(frozen=True, slots=True)
class _Found:
    """Numbers of dates under a decided order. written: the year, 0 where none is written."""

    kind: Numbers
    written: Numbers
    month: Numbers
    day: Numbers
    is_open: Numbers


@dataclass(frozen=True, slots=True)
class _Read:
    """Days (datetime64[s], NaT where none is safe), and positions in NOTES and _BAD."""

    dates: Days
    notes: Numbers
    bad: Numbers


def _distinct_days(codes: Numbers, uniques: Iterable[str]) -> tuple[Numbers, list[str]]:
    """Row -> distinct text, and the texts. Times of day are cut off first: they make many texts of one day."""
    days = [_TIME.sub("", text[:_LONGEST]).strip() if ":" in text else text[:_LONGEST].strip() for text in uniques]
    day_codes, texts = pd.factorize(np.array(days, dtype=object))
    return day_codes[codes], [str(text) for text in texts]


def _numeric_mention(text: str) -> Mention | None:
    """Read Excel day numbers and Unix times, which are dates only where the rest of the column agrees."""
    serial = _SERIAL.fullmatch(text)
    if serial and _SERIALS[0] <= int(serial[1]) <= _SERIALS[1]:
        day = date(1899, 12, 30) + timedelta(days=int(serial[1]))
    elif epoch := _EPOCH.fullmatch(text):
        day = datetime.fromtimestamp(int(epoch[1]), UTC).date()
    else:
        return None
    return Mention(Kind.KNOWN, day.year, day.month, day.day)


def _read_distinct(texts: Sequence[str], rows: Numbers, blank: Numbers) -> list[list[Mention]]:
    """Mentions per distinct text. Bare numbers count where at least half of the filled rows are dates with them."""
    found = [[] if empty else find_mentions(text) for text, empty in zip(texts, blank, strict=True)]
    numbers = {
        place: number
        for place, text in enumerate(texts)
        if not found[place] and (number := _numeric_mention(text)) is not None
    }
    dated = sum(int(rows[place]) for place, mentions in enumerate(found) if mentions or place in numbers)
    if 2 * dated >= int(rows[~blank.astype(bool)].sum()):
        for place, number in numbers.items():
            found[place] = [number]
    return found


def _pairs(mentions: Iterable[Mention]) -> Pairs:
    """Columns of numbers from a list of mentions."""
    listed = list(mentions)
    return Pairs(
        kind=np.array([m.kind for m in listed], dtype=np.int64),
        year=np.array([m.year for m in listed], dtype=np.int64),
        first=np.array([m.first for m in listed], dtype=np.int64),
        second=np.array([m.second for m in listed], dtype=np.int64),
        dotted=np.array([m.separator == "." for m in listed], dtype=bool),
    )


def _with_year_first(pairs: Pairs, this_year: int) -> Pairs:
    """Read "26/7/22" as 22 July 2026 where the last number cannot be a year in all cells and the first one can."""
    short = (pairs.kind == Kind.PAIR) & (pairs.year > 0)
    last = pairs.year % 100
    absurd = (pairs.year > this_year) | (pairs.year < this_year - _SEARCH_YEARS)
    recent = (pairs.first + 2000 <= this_year) & (pairs.first + 2000 >= this_year - _SEARCH_YEARS)
    possible = recent & (pairs.second <= 12) & (last >= 1) & (last <= 31) & (pairs.year >= 1900) & (pairs.year < 2100)
    if not short.any() or not possible[short].all() or not absurd[short].any():
        return pairs
    return Pairs(
        kind=np.where(short, Kind.KNOWN, pairs.kind),
        year=np.where(short, pairs.first + 2000, pairs.year),
        first=np.where(short, pairs.second, pairs.first),
        second=np.where(short, last, pairs.second),
        dotted=pairs.dotted,
    )


def _resolve(pairs: Pairs, evidence: OrderEvidence) -> tuple[Numbers, Numbers, Numbers]:
    """Month, day and "still open" of each distinct value under the decided orders."""
    first, second = pairs.first, pairs.second
    day_first = np.where(pairs.dotted, evidence.dotted == DAY_FIRST, evidence.other == DAY_FIRST)
    decided = np.where(pairs.dotted, evidence.dotted != "", evidence.other != "")
    is_pair = pairs.kind == Kind.PAIR
    # A value over 12 proves its own order, whatever the rest of the column says.
    day_first = np.where((first > 12) & (second <= 12), True, np.where((second > 12) & (first <= 12), False, day_first))
    is_open = is_pair & ~decided & (first <= 12) & (second <= 12) & (first != second)
    swap = is_pair & day_first
    return np.where(swap, second, first), np.where(swap, first, second), is_open


def _infer_years(year: Numbers, month: Numbers, day: Numbers, anchor: Days | None, as_of: np.datetime64) -> Numbers:
    """Fill the missing years (0), row by row: on or after the anchor, else near the neighbours, never after `as_of`."""
    missing = year == 0
    if not missing.any():
        return year
    known = calendar_days(np.where(missing, 1, year), month, day)
    known[missing] = np.datetime64("NaT")
    near = pd.Series(known).ffill().bfill().to_numpy().astype("datetime64[D]")
    anchored = np.zeros(len(year), dtype=bool)
    if anchor is not None:
        anchored = ~np.isnat(anchor)
        near = np.where(anchored, anchor, near)
    near = np.where(np.isnat(near), as_of, near)
    base = near.astype("datetime64[Y]").astype(np.int64) + 1970
    best, best_gap = base.copy(), np.full(len(year), np.iinfo(np.int64).max)
    for step in (0, 1, -1):
        days = calendar_days(base + step, month, day)
        gap = (days - near).astype(np.int64)
        # An interview lies after its application; among neighbours the nearest date is the likely one.
        gap = np.where(anchored & (gap < 0), 400 - gap, np.abs(gap))
        gap = np.where(np.isnat(days) | (days > as_of), np.iinfo(np.int64).max, gap)
        better = gap < best_gap
        best, best_gap = np.where(better, base + step, best), np.where(better, gap, best_gap)
    return np.where(missing, best, year)


def _anchor_days(anchor: pd.Series | None) -> Days | None:
    return None if anchor is None else pd.to_datetime(anchor).to_numpy().astype("datetime64[D]")


def parse_dates(
    cells: pd.Series,
    *,
    as_of: date,
    order: str | None = None,
    anchor: pd.Series | None = None,
    coded: tuple[Numbers, pd.Series] | None = None,
) -> DateColumn:
    """Read a column of text as dates.

    Args:
        cells: text, any index. Each distinct value is read once.
        as_of: later dates are FUTURE_DATE problems, not data.
        order: the person's answer ("day-first" or "month-first"), used where no value over 12 proves the order.
        anchor: dates of the same rows that these dates cannot precede (the applications, when these are interviews).
        coded: the distinct texts of the cells and the position of each cell's text among them, where they are known.
    """
    numbers, distinct = pd.factorize(cells.fillna("").astype(str)) if coded is None else coded
    codes, texts = _distinct_days(numbers, distinct.to_numpy(dtype=object))
    rows = np.bincount(codes, minlength=len(texts))
    blank = np.array([not value[:1].isdigit() and is_blank(value) for value in texts], dtype=bool)
    found = _read_distinct(texts, rows, blank)
    main = _pairs(mentions[0] if mentions else _NO_MENTION for mentions in found)
    main = _with_year_first(main, as_of.year)
    today, anchors = np.datetime64(as_of, "D"), _anchor_days(anchor)
    evidence = decide(main, codes, texts, Ground(today, order or "", anchors))
    read = _days(main, evidence, codes, anchors, today)
    unread = (main.kind == Kind.NONE) & ~blank
    filled = int(rows[~blank].sum())
    return DateColumn(
        dates=pd.Series(read.dates, index=cells.index),
        order=_order_name(main, evidence),
        evidence=evidence.text,
        ambiguous=bool((read.bad == _BAD.index(ProblemCode.AMBIGUOUS_DATE)).any()),
        noted=read.notes,
        wrong=np.where(unread[codes], np.int8(_BAD.index(ProblemCode.BAD_DATE)), read.bad),
        share_read=int(rows[main.kind != Kind.NONE].sum()) / filled if filled else 0.0,
        extra=pd.Series(_second_dates(found, evidence, codes, anchors, today), index=cells.index),
    )


def _second_dates(
    found: Sequence[Sequence[Mention]],
    evidence: OrderEvidence,
    codes: Numbers,
    anchor: Days | None,
    as_of: np.datetime64,
) -> Days:
    if all(len(mentions) < 2 for mentions in found):
        return np.full(len(codes), np.datetime64("NaT"), dtype="datetime64[s]")
    others = _pairs(mentions[1] if len(mentions) > 1 else _NO_MENTION for mentions in found)
    return _days(others, evidence, codes, anchor, as_of).dates


def _texts(names: Sequence[str], codes: Numbers, index: pd.Index) -> pd.Series:
    return pd.Series(pd.array([str(name) for name in names], dtype="str").take(codes), index=index)


def _order_name(pairs: Pairs, evidence: OrderEvidence) -> str:
    is_pair = pairs.kind == Kind.PAIR
    if not is_pair.any():
        return "iso" if bool((pairs.kind != Kind.NONE).any()) else ""
    if bool((is_pair & ~pairs.dotted).any()):
        return evidence.other
    return evidence.dotted


def _days(pairs: Pairs, evidence: OrderEvidence, codes: Numbers, anchor: Days | None, as_of: np.datetime64) -> _Read:
    """Lay the days over the rows. Only a year that is not written depends on the row, so others are made once each."""
    month, day, is_open = _resolve(pairs, evidence)
    if ((pairs.year == 0) & (pairs.kind != Kind.NONE) & ~is_open).any():
        year = np.where((pairs.kind == Kind.NONE) | is_open, 1, pairs.year)[codes]
        near = _Found(pairs.kind[codes], pairs.year[codes], month[codes], day[codes], is_open[codes])
        return _judged(near, _infer_years(year, near.month, near.day, anchor, as_of), as_of)
    each = _judged(_Found(pairs.kind, pairs.year, month, day, is_open), pairs.year, as_of)
    return _Read(each.dates[codes], each.notes[codes], each.bad[codes])


def _judged(found: _Found, year: Numbers, as_of: np.datetime64) -> _Read:
    """Turn numbers into days, and say which are none."""
    month, day, is_open = found.month, found.day, found.is_open
    kind, written = found.kind, found.written
    present = (kind != Kind.NONE) & ~is_open
    dates = calendar_days(year, month, day)
    last_year = int(as_of.astype("datetime64[Y]").astype(np.int64)) + 1970 + _YEARS_AHEAD
    impossible = present & (np.isnat(dates) | (year < _FIRST_YEAR) | (year > last_year))
    future = present & ~impossible & (dates > as_of)
    dates = np.where(present & ~impossible & ~future, dates, np.datetime64("NaT"))
    bad = np.zeros(len(dates), dtype="int8")
    bad[impossible] = _BAD.index(ProblemCode.IMPOSSIBLE_DATE)
    bad[future] = _BAD.index(ProblemCode.FUTURE_DATE)
    bad[is_open] = _BAD.index(ProblemCode.AMBIGUOUS_DATE)
    notes = np.where(kind == Kind.MONTH, NOTES.index("month"), np.where(written == 0, NOTES.index("year"), 0))
    return _Read(dates.astype("datetime64[s]"), np.where(np.isnat(dates), 0, notes).astype("int8"), bad)


def date_share(cells: pd.Series) -> float:
    """Share of the non-blank cells that are dates and little else (no bare numbers); 0.0 where all are blank."""
    counts = cells.fillna("").astype(str).str.slice(0, _LONGEST).str.strip().value_counts()
    filled = [(str(text), int(rows)) for text, rows in counts.items() if not is_blank(str(text))]
    total = sum(rows for _, rows in filled)
    return sum(rows for text, rows in filled if is_mostly_date(text)) / total if total else 0.0


__all__ = ["DAY_FIRST", "MONTH_FIRST", "NOTES", "DateColumn", "date_share", "parse_dates"]
