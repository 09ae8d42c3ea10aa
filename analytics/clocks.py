"""Time under way: how long each application has waited by a day, and how much of its time that is.

A weight is the share (0..1) of the answers that have come by the age of an application. Where only the month of its
start is known, there are three ages: from the first, the middle and the last day it may have been.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analytics.months import last_days, month_only

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from numpy.typing import ArrayLike, NDArray

    from analytics.months import Days

    Cdf = Callable[[ArrayLike], NDArray[np.float64]]

DAY: Final = "datetime64[D]"


def whole_days(start: Days, end: Days | np.datetime64) -> NDArray[np.float64]:
    """Whole days from `start` to `end`, missing where either is.

    >>> whole_days(np.array(["2025-03-01", "NaT"], DAY), np.datetime64("2025-03-31")).tolist()
    [30.0, nan]
    """
    days = end - start
    return np.where(np.isnat(days), np.nan, days.astype(np.float64))


@dataclass(frozen=True, slots=True)
class Clock:
    """How long each application has been under way, in days; missing where that is unknown.

    age: up to today; watched: up to today or to the withdrawal; each for the first, the middle and the last day the
    start may have been, which differ where only its month is known. closed: an unknown start counts in full.
    """

    age: tuple[NDArray[np.float64], ...]
    watched: tuple[NDArray[np.float64], ...]
    closed: NDArray[np.bool_]

    def weights(self, cdf: Cdf) -> tuple[NDArray[np.float64], ...]:
        """(low, high, least): shares 0..1 of their time that the applications have had."""
        shares = [cdf(days) for days in self.watched]
        (oldest, low, least), unknown = shares if len(shares) > 1 else shares * 3, np.isnan(self.age[0])
        high = np.where(np.isnan(oldest), cdf(self.age[0]), oldest)
        least, low = (
            np.where(np.isnan(share), np.where(unknown & self.closed, 1.0, 0.0), share) for share in (least, low)
        )
        return low, np.where(unknown, 1.0, high), least

    def frame(self, cdf: Cdf, index: pd.Index) -> pd.DataFrame:
        """Return the weights as a frame."""
        return pd.DataFrame(dict(zip(("low", "high", "least"), self.weights(cdf), strict=True)), index=index)


def application_clock(journeys: pd.DataFrame, as_of: date, reached: str = "reached_interview") -> Clock:
    """Time since the application; see `analytics.delays.application_weights`."""
    success, outcome = journeys[reached].to_numpy(dtype=bool), journeys["outcome"]
    withdrew = (outcome == "withdrawn").to_numpy(dtype=bool) & ~success
    closed = success | (~withdrew & (outcome != "open").to_numpy(dtype=bool))
    return _clock(journeys, "applied", as_of, withdrew, closed)


def offer_clock(journeys: pd.DataFrame, as_of: date) -> Clock:
    """Time since the first talk; see `analytics.delays.offer_weights`."""
    withdrew = (journeys["outcome"] == "withdrawn").to_numpy(dtype=bool)
    ended = (journeys["outcome"] != "open").to_numpy(dtype=bool) & ~withdrew
    closed = ended | journeys["reached_offer"].to_numpy(dtype=bool)
    return _clock(journeys, "first_talk", as_of, withdrew, closed)


def _clock(
    journeys: pd.DataFrame, name: str, as_of: date, withdrew: NDArray[np.bool_], closed: NDArray[np.bool_]
) -> Clock:
    today, vague = np.datetime64(as_of, "D"), month_only(journeys, name)
    start, stop = journeys[f"{name}_date"].to_numpy(DAY), journeys["withdrawn_date"].to_numpy(DAY)
    starts = [start]
    if vague.any():
        last = last_days(journeys[f"{name}_date"], vague, as_of)
        starts = [start, start + (last - start) // 2, last]
    ages = tuple(whole_days(first, today) for first in starts)
    until = tuple(
        np.where(withdrew, np.minimum(age, whole_days(first, stop)), age)
        for age, first in zip(ages, starts, strict=True)
    )
    return Clock(ages, until, closed)
