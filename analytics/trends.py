"""A search over time: week by week, over a moving window, and by the month in which applications were sent.

Every rate here keeps applications where they were sent: an interview counts for the week or month of its application.
Applications without a date are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.constants import MATURE_DAYS, ROLLING_WEEKS
from analytics.delays import application_weights
from analytics.intervals import jeffreys_arrays
from analytics.months import month_only, spread_days
from data.schema import TALKS

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from analytics.delays import Delay

WEEKLY_COLUMNS = ("week", "applications", "interviews", "offers", "rounds")
ROLLING_COLUMNS = ("date", "applications", "successes", "mature_trials", "estimate", "low", "high")
COHORT_COLUMNS = ("month", "applications", "successes", "mature_trials", "estimate", "low", "high", "mature")
_OFFER_DATES = ["offer_date", "accepted_date", "declined_date"]


def weekly(journeys: pd.DataFrame, as_of: date, events: pd.DataFrame | None = None) -> pd.DataFrame:
    """How many applications were sent, first interviews and all interview rounds held, and offers received by week.

    Counts: applications by their date, interviews by the first talk of an application (one each), offers by their first
    date, rounds by their day (all talks for one job on one day are one). Left out: what has no date, rounds of which
    only the month is known, what is dated after `as_of`. Applications of which only the month is known are spread
    evenly over it.

    Args:
        journeys: journeys frame.
        as_of: last day that counts.
        events: events frame; without it rounds are unknown.

    Returns:
        Frame with one row per week from the first event to the week of as_of, empty weeks included: week (Monday,
        datetime64), applications, interviews, offers, rounds (Int64; <NA> throughout where no file can tell).

    >>> import datetime
    >>> from data.schema import JOURNEY_COLUMNS
    >>> weekly(pd.DataFrame(columns=list(JOURNEY_COLUMNS)), datetime.date(2025, 3, 31)).empty
    True
    """
    knows = journeys["knows_interviews"].astype(bool)
    offers = journeys[_OFFER_DATES].apply(pd.to_datetime).min(axis=1)
    dates = {
        "applications": spread_days(journeys["applied_date"], month_only(journeys, "applied"), as_of),
        "interviews": journeys["first_talk_date"].where(knows),
        "offers": offers.where(journeys["knows_offers"].astype(bool)),
        "rounds": journeys["first_talk_date"][:0] if events is None else _round_days(events, journeys[~knows]),
    }
    counts = {name: _mondays(values, as_of).value_counts() for name, values in dates.items()}
    weeks = _weeks([index for count in counts.values() for index in count.index], as_of)
    frame = pd.DataFrame({name: count.reindex(weeks, fill_value=0).astype("Int64") for name, count in counts.items()})
    unknown = {
        "interviews": not knows.any(),
        "offers": not journeys["knows_offers"].astype(bool).any(),
        "rounds": events is None or not knows.any(),
    }
    frame[[name for name, lost in unknown.items() if lost]] = pd.NA
    frame = frame.astype("Int64")
    return frame.rename_axis("week").reset_index()[list(WEEKLY_COLUMNS)]


def _round_days(events: pd.DataFrame, unknown: pd.DataFrame) -> pd.Series:
    """Days of talks, one for each application and day, without those of files that cannot know them all."""
    talks = events[events["stage"].isin([*TALKS]) & (events["date_note"].fillna("") != "month")]
    talks = talks[~talks["application_id"].isin(unknown["application_id"])]
    return talks.drop_duplicates(["application_id", "date"])["date"]


def rolling(journeys: pd.DataFrame, as_of: date, delay: Delay, weeks: int = ROLLING_WEEKS) -> pd.DataFrame:
    """Applications that led to an interview, over a window that moves week by week.

    Counts: at each date, applications sent in the `weeks` weeks up to it, with all that is known of them by `as_of`;
    trials are mature-equivalent. Left out: applications without a date, and from files that know no interviews.

    Args:
        journeys: journeys frame.
        as_of: the day the history is looked at.
        delay: application -> interview.
        weeks: length of the window.

    Returns:
        Frame with one row per week: date (last day of the week, at most as_of), applications, successes (int),
        mature_trials (float), estimate, low, high (0..1, 90 % interval; missing where mature_trials is 0).
    """
    sent = _sent(journeys, as_of, delay)
    if sent.empty:
        return pd.DataFrame({column: pd.Series(dtype="float64") for column in ROLLING_COLUMNS})
    last = pd.Timestamp(as_of)
    mondays = _weeks(list(_mondays(sent["applied"], as_of)), as_of)
    ends = np.minimum((mondays + pd.Timedelta(days=6)).to_numpy(), np.datetime64(last, mondays.unit))
    sums = np.vstack([np.zeros(3), sent[["one", "success", "weight"]].cumsum().to_numpy()])
    applied = sent["applied"].to_numpy()
    until = np.searchsorted(applied, ends, side="right")
    since = np.searchsorted(applied, ends - np.timedelta64(7 * weeks, "D"), side="right")
    return _rates({"date": ends}, sums[until] - sums[since])[list(ROLLING_COLUMNS)]


def cohorts(journeys: pd.DataFrame, as_of: date, delay: Delay) -> pd.DataFrame:
    """Applications that led to an interview, by the month in which they were sent.

    Counts: as `rolling`, one row per month with applications. mature: the last application that month could hold is
    at least 45 days old, so that few interviews are still to come.

    Args:
        journeys: journeys frame.
        as_of: the day the history is looked at.
        delay: application -> interview.

    Returns:
        Frame: month (its first day), applications, successes (int), mature_trials (float), estimate, low, high, mature.
    """
    sent = _sent(journeys, as_of, delay)
    if sent.empty:
        return pd.DataFrame({column: pd.Series(dtype="float64") for column in COHORT_COLUMNS})
    month = sent["applied"].dt.to_period("M").dt.to_timestamp()
    sums = sent.groupby(month)[["one", "success", "weight"]].sum()
    frame = _rates({"month": sums.index}, sums.to_numpy())
    ends = frame["month"] + pd.offsets.MonthEnd(1)
    return frame.assign(mature=(pd.Timestamp(as_of) - ends).dt.days >= MATURE_DAYS)[list(COHORT_COLUMNS)]


def _sent(journeys: pd.DataFrame, as_of: date, delay: Delay) -> pd.DataFrame:
    """Dated applications that know about interviews, in order: applied, one, success, weight."""
    dated = journeys["applied_date"].notna() & (journeys["applied_date"] <= pd.Timestamp(as_of))
    known = journeys[dated & journeys["knows_interviews"].astype(bool)]
    frame = pd.DataFrame(
        {
            "applied": spread_days(known["applied_date"], month_only(known, "applied"), as_of),
            "one": 1.0,
            "success": known["reached_interview"].astype(float),
            "weight": application_weights(known, as_of, delay.cdf)["low"],
        }
    )
    return frame.sort_values("applied", kind="stable")


def _rates(key: dict[str, NDArray[np.datetime64] | pd.Index], sums: NDArray[np.float64]) -> pd.DataFrame:
    """Rates from columns of sums: applications, successes, weight."""
    count, successes = sums[:, 0].round(), sums[:, 1].round()
    # Differences of running sums leave dust of 1e-13 where a window holds nothing.
    trials = np.maximum(np.where(count > 0, sums[:, 2], 0.0).round(9), successes)
    low, high = jeffreys_arrays(successes, trials)
    drawn = trials > 0
    return pd.DataFrame(
        {
            **key,
            "applications": count.astype(int),
            "successes": successes.astype(int),
            "mature_trials": trials,
            "estimate": np.divide(successes, trials, out=np.full(len(trials), np.nan), where=drawn),
            "low": np.where(drawn, low, np.nan),
            "high": np.where(drawn, high, np.nan),
        }
    )


def _mondays(dates: pd.Series, as_of: date) -> pd.Series:
    known = pd.to_datetime(dates)
    known = known[known <= pd.Timestamp(as_of)]
    return known - pd.to_timedelta(known.dt.day_of_week, unit="D")


def _weeks(mondays: list[pd.Timestamp], as_of: date) -> pd.DatetimeIndex:
    last = pd.Timestamp(as_of)
    return pd.date_range(min(mondays, default=last + pd.Timedelta(days=7)), last, freq="7D", unit="s")
