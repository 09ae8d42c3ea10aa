"""On which days something was done: the activity calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics.months import month_only

if TYPE_CHECKING:
    from datetime import date

SPAN_DAYS: Final = 26 * 7


def activity(journeys: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Applications sent on each calendar day of the last 26 weeks, whole weeks from Monday on.

    Counts: applications by the day they were sent, up to `as_of`. Left out: those without a date, and those of which
    only the month is known, since nobody knows their day.

    Args:
        journeys: journeys frame.
        as_of: the last day.

    Returns:
        Frame: date (datetime64[s]), applications (int), one row per day from the Monday of the first week, or of the
        week of the first application if that is later, to `as_of`; no rows without a dated application.

    >>> from datetime import date
    >>> days = pd.to_datetime(["2026-11-17", "2026-11-17", "2026-11-19"]).as_unit("s")
    >>> frame = pd.DataFrame({"applied_date": days, "applied_is_month": False})
    >>> activity(frame, date(2026, 11, 20))["applications"].tolist()
    [0, 2, 0, 1, 0]
    """
    end = pd.Timestamp(as_of)
    days = journeys["applied_date"][~month_only(journeys, "applied")].dropna()
    days = days[days <= end]
    monday = end - pd.Timedelta(days=end.weekday())
    start = monday - pd.Timedelta(days=SPAN_DAYS - 7)
    if days.empty or days.max() < start:
        return pd.DataFrame(
            {"date": pd.Series(dtype="datetime64[s]"), "applications": pd.Series(dtype="int64")},
        )
    first = days.min() - pd.Timedelta(days=days.min().weekday())
    calendar = pd.date_range(max(start, first), end, freq="D").as_unit("s")
    counts = days.dt.normalize().value_counts().reindex(calendar, fill_value=0)
    return pd.DataFrame({"date": calendar, "applications": counts.to_numpy(dtype="int64")})
