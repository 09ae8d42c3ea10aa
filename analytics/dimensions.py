"""What applications can be told apart by: the values of one dimension, one for each application.

A dimension is an attribute the tracker kept (source, resume version, ...), something worked out from one (weekday of
the application, salary band), or a further column of the person's own file, named "extra: <header>".
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from math import floor, log10
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analytics.wording import thousands
from data.reference import load
from data.schema import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterable

BLANK: Final = "(not noted)"
WEEKDAY: Final = "weekday"
SALARY_BAND: Final = "salary_band"
CHANGE: Final = "change"  # which change of strategy ran; a column that `analytics.changes.with_changes` adds
EXTRA: Final = "extra: "
RANKED: Final = frozenset({WEEKDAY, SALARY_BAND})  # their values have an order of their own
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# Attributes worth comparing by default. The others name single applications (title, link, notes) rather than kinds.
COMPARED: Final = (
    "source",
    "referral",
    "tailored",
    "cover_letter",
    "resume_version",
    "role_family",
    "location",
    "work_mode",
)
YES_NO: Final = ("referral", "tailored", "cover_letter")
_NOTHING: Final = frozenset({"", "n/a", "#n/a", "nan", "null", "?"})
_EXTRA_VALUES: Final = 30  # a column of the person's own with more values than this names things, not kinds
OWN_GROUPS: Final = 12  # most values of such a column that are offered for comparison
_BANDS: Final = 5
_GROUPED: Final = r"\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+(?!\d)"
_NUMBER: Final = re.compile(rf"({_GROUPED}|\d+(?:[.,]\d+)?)\s*([kK](?![A-Za-z]))?")


def dimensions(journeys: pd.DataFrame) -> tuple[str, ...]:
    """Name what the applications of a history can be compared by, in a fixed order.

    Counts: a dimension is listed if at least one application has a value in it. A column of the person's own is listed
    if it has 2 to 30 different values and at least one value is shared.

    Args:
        journeys: journeys frame.

    Returns:
        Names to pass to `segment_values`.

    >>> dimensions(pd.DataFrame(columns=[*ATTRIBUTES, "applied_date"]))
    ()
    """
    kept = [name for name in COMPARED if (segment_values(journeys, name) != BLANK).any()]
    derived = [name for name in (SALARY_BAND, WEEKDAY) if (segment_values(journeys, name) != BLANK).any()]
    tried = [CHANGE] if CHANGE in journeys.columns else []
    return (*kept, *derived, *tried, *_own_columns(journeys))


def comparable(journeys: pd.DataFrame) -> tuple[str, ...]:
    """Name the dimensions worth offering on a page: those of `dimensions`, own columns with few values only.

    Counts: a column of the person's own needs 2 to 12 different values; with more, its groups are too small to tell.

    Args:
        journeys: journeys frame.

    Returns:
        Names to pass to `segment_values`.
    """
    return tuple(
        name
        for name in dimensions(journeys)
        if not name.startswith(EXTRA)
        or segment_values(journeys, name).loc[lambda v: v != BLANK].nunique() <= OWN_GROUPS
    )


def segment_values(journeys: pd.DataFrame, dimension: str) -> pd.Series:
    """Give the value of one dimension for each application, with spellings of the same word made one.

    Counts: every application has a value; a blank one is "(not noted)", never dropped. Spellings that differ only in
    case, spaces, hyphens or underscores are one value, shown in the spelling used most often.

    Args:
        journeys: journeys frame.
        dimension: an attribute of `data.schema.ATTRIBUTES`, "weekday", "salary_band", "extra: <header>", or "change"
            where the frame has that column.

    Returns:
        Series of text on the index of journeys.

    Raises:
        ValueError: there is no such dimension.

    >>> frame = pd.DataFrame({"source": ["LinkedIn", "linked in", None, "LinkedIn"]})
    >>> segment_values(frame, "source").tolist()
    ['LinkedIn', 'LinkedIn', '(not noted)', 'LinkedIn']
    """
    if dimension == WEEKDAY:
        names = journeys["applied_date"].dt.day_of_week.map(dict(enumerate(WEEKDAYS))) if len(journeys) else None
        return _blank(journeys) if names is None else names.astype("object").fillna(BLANK)
    if dimension == SALARY_BAND:
        return salary_bands(journeys["salary"])
    if dimension.startswith(EXTRA):
        header = dimension.removeprefix(EXTRA)
        return one_spelling(pd.Series([row.get(header) for row in _extra(journeys)], journeys.index, dtype="object"))
    if dimension == CHANGE and CHANGE in journeys.columns:
        return journeys[CHANGE]
    if dimension not in ATTRIBUTES:
        raise ValueError(f"{dimension!r} is no dimension of a journeys frame")
    return one_spelling(_yes_no(journeys[dimension]) if dimension in YES_NO else journeys[dimension])


def one_spelling(cells: pd.Series) -> pd.Series:
    """Write every value in its most frequent spelling (the first in the alphabet among equals); blank is "(not noted)".

    >>> one_spelling(pd.Series(["remote", "Remote ", "REMOTE", "Remote", "-", None])).tolist()
    ['Remote', 'Remote', 'Remote', 'Remote', '(not noted)', '(not noted)']
    """
    texts = cells.astype("object").where(cells.notna(), "").map(lambda cell: " ".join(str(cell).split()))
    uses = texts.value_counts()
    ordered = sorted(uses.index, key=lambda text: (-uses[text], text))
    shown: dict[str, str] = {}
    for text in ordered:
        shown.setdefault(_folded(text), text)
    spelling = {text: shown[_folded(text)] if _folded(text) else BLANK for text in ordered}
    return texts.map(spelling).astype("object")


def salary_bands(cells: pd.Series) -> pd.Series:
    """Sort salaries into about five bands of one round width, chosen from the salaries of this history.

    Counts: a range counts at its middle, "80k" is 80,000. Currencies and pay periods are not converted: the figures are
    compared as they were written. Text without a figure is "(not noted)".

    Args:
        cells: salary as written by the person, text or missing.

    Returns:
        Series of text such as "60,000 to 80,000", on the index of cells.

    >>> salary_bands(pd.Series(["$60k - 70k", "95,000", "competitive", "130.000 EUR"])).tolist()
    ['60,000 to 80,000', '80,000 to 100,000', '(not noted)', '120,000 to 140,000']
    """
    amounts = cells.map(_salary, na_action="ignore").astype("float64")
    known = amounts.dropna()
    if known.empty:
        return pd.Series(BLANK, cells.index, dtype="object")
    width = _round_width(float(known.quantile(0.9) - known.quantile(0.1)) / _BANDS or float(known.median()) / _BANDS)
    low = amounts // width * width
    return low.map(lambda start: f"{thousands(start)} to {thousands(start + width)}", na_action="ignore").fillna(BLANK)


def in_order(values: Iterable[str], dimension: str) -> list[str]:
    """Sort the values of a dimension as a reader expects: days of the week, bands by amount, else the alphabet.

    >>> in_order(["Tuesday", "(not noted)", "Monday"], "weekday")
    ['Monday', 'Tuesday', '(not noted)']
    """

    def key(value: str) -> tuple[bool, float, str]:
        rank = 0.0
        if dimension == WEEKDAY and value in WEEKDAYS:
            rank = float(WEEKDAYS.index(value))
        if dimension == SALARY_BAND and value != BLANK:
            rank = float(value.split(" ", maxsplit=1)[0].replace(",", ""))
        return (value == BLANK, rank, value.casefold())

    return sorted(values, key=key)


def _blank(journeys: pd.DataFrame) -> pd.Series:
    return pd.Series(BLANK, journeys.index, dtype="object")


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "" if plain in _NOTHING else re.sub(r"[\s_\-‐‑–—\u200b\ufeff]+", "", plain)


@cache
def _flags() -> dict[str, str]:
    words = load("vocabulary_flags")
    no = dict.fromkeys([*words["no"], *words["no_marks"]], "No")
    return no | dict.fromkeys([*words["yes"], *words["yes_marks"]], "Yes")


def _yes_no(cells: pd.Series) -> pd.Series:
    return cells.map(lambda cell: _flags().get(str(cell).strip().casefold(), cell), na_action="ignore")


def _extra(journeys: pd.DataFrame) -> list[dict[str, object]]:
    rows = []
    for text in journeys["extra"]:
        found = _decoded(text) if isinstance(text, str) and text else {}
        rows.append(found)
    return rows


def _decoded(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _own_columns(journeys: pd.DataFrame) -> list[str]:
    rows = _extra(journeys)
    headers = dict.fromkeys(header for row in rows for header in row)
    kept = []
    for header in headers:
        values = one_spelling(pd.Series([row.get(header) for row in rows], dtype="object"))
        uses = values[values != BLANK].value_counts()
        if 2 <= len(uses) <= _EXTRA_VALUES and uses.max() > 1:
            kept.append(f"{EXTRA}{header}")
    return sorted(kept)


def _salary(text: str) -> float:
    found = _NUMBER.findall(str(text))[:2]
    thousands = any(suffix for _, suffix in found)
    amounts = [_amount(number) for number, _ in found]
    # "80-95k" names thousands once, for both ends
    scaled = [value * 1000 if thousands and value < 1000 else value for value in amounts]
    return float(np.mean(scaled)) if scaled else np.nan


def _amount(number: str) -> float:
    if re.fullmatch(_GROUPED, number):
        return float(re.sub(r"\D", "", number))
    return float(number.replace(",", "."))


def _round_width(width: float) -> float:
    """Round up to 1, 2 or 5 times a power of ten, at least 1."""
    power = 10.0 ** floor(log10(max(width, 1.0)))
    return next(step * power for step in (1.0, 2.0, 5.0, 10.0) if step * power >= max(width, 1.0))
