"""Dates of which only the month is known: what can be said of the day, and what cannot.

The store gives such a date as the first of its month, so that taken as a day it is up to 30 days too old. Here each one
stands for all the days it may have been: never a day after today, never one outside its month.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    Days = NDArray[np.datetime64]


def month_only(journeys: pd.DataFrame, name: str) -> NDArray[np.bool_]:
    """Whether only the month of a date is known, for each row; `name` is a date column without its "_date".

    >>> month_only(pd.DataFrame({"applied_is_month": [True, False]}), "applied").tolist()
    [True, False]
    >>> month_only(pd.DataFrame(index=[0, 1]), "applied").tolist()
    [False, False]
    """
    flag = f"{name}_is_month"
    return journeys[flag].to_numpy(dtype=bool) if flag in journeys else np.zeros(len(journeys), dtype=bool)


def last_days(dates: pd.Series, vague: NDArray[np.bool_], as_of: date) -> Days:
    """The last day each date may have been: itself, or the end of its month, but no day after `as_of`.

    Args:
        dates: days, missing ones stay missing.
        vague: whether only the month is known.
        as_of: today.

    Returns:
        datetime64[D], in the order of dates.

    >>> import datetime
    >>> march = pd.Series(pd.to_datetime(["2025-03-01", "2025-03-01", "2025-02-01"]))
    >>> last_days(march, np.array([False, True, True]), datetime.date(2025, 3, 10)).astype(str).tolist()
    ['2025-03-01', '2025-03-10', '2025-02-28']
    """
    days = dates.to_numpy("datetime64[D]")
    if not vague.any():
        return days
    end = (days.astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    end = np.maximum(np.minimum(end, np.datetime64(as_of, "D")), days)
    return np.asarray(np.where(vague, end, days))


def spread_days(dates: pd.Series, vague: NDArray[np.bool_], as_of: date) -> pd.Series:
    """The dates, with those of which only the month is known spread evenly over the days they may have been.

    For counts by week and for the pace alone: 30 applications "in March" are about seven a week, not 30 on the 1st. No
    single application gets a day that way.

    Args:
        dates: days, missing ones stay missing.
        vague: whether only the month is known.
        as_of: today.

    Returns:
        datetime64[s] on the index of dates.

    >>> import datetime
    >>> march = pd.Series(pd.to_datetime(["2025-03-01"] * 3))
    >>> spread_days(march, np.array([True, True, True]), datetime.date(2025, 4, 30)).dt.day.tolist()
    [6, 16, 26]
    """
    if not vague.any():
        return dates
    first, last = dates.to_numpy("datetime64[D]"), last_days(dates, vague, as_of)
    known = vague & ~np.isnat(first)
    month = pd.Series(first[known])
    place, size = month.groupby(month).cumcount().to_numpy(), month.groupby(month).transform("size").to_numpy()
    room = (last[known] - first[known]).astype(np.int64) + 1
    spread = first.copy()
    spread[known] += np.floor((place + 0.5) * room / size).astype("timedelta64[D]")
    return pd.Series(spread.astype("datetime64[s]"), index=dates.index)
