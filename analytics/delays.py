"""How long answers take, and how many of the trials have had their time.

An application sent yesterday is no failure. It counts as the share of interviews that would have come by now: F(age).
The sum over all applications is the mature-equivalent count N, and successes / N is unbiased whatever happened to the
others, because E[successes] = rate x sum F(age). Dates of rejections, or whether one ever came, do not matter.

Weights frames have one row per application of a journeys frame, on its index, and the float columns `low`, `high` and
`least`. They are equal where the dates are known, and leave room where they are not. Where only the month is known,
least takes its last day, high its first, and low its middle. "Below" must hold with low and with least, "above" with
high.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.special import log_ndtr, ndtr, ndtri

from analytics.clocks import DAY, application_clock, offer_clock, whole_days
from analytics.constants import (
    CONVOLUTION_DAYS,
    DELAY_MEDIAN_BOUNDS,
    DELAY_PRIOR_WEIGHT,
    INTERVIEW_MEDIAN_DAYS,
    INTERVIEW_SIGMA,
    OFFER_MEDIAN_DAYS,
    OFFER_SIGMA,
    REPLIES_PRIOR,
    REPLY_MEDIAN_DAYS,
    REPLY_SIGMA,
    SAME_DAY,
    SILENCES_PRIOR,
    UNDATED_PENDING_LIMIT,
)
from analytics.months import month_only

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import ArrayLike, NDArray

    from analytics.clocks import Cdf


@dataclass(frozen=True, slots=True)
class Delay:
    """Lognormal delay: half of those who answer have answered after `median` days; sigma spreads the logarithm.

    >>> round(float(Delay(10, 0.9).cdf(30)), 10)
    0.8888964592
    """

    median: float
    sigma: float

    def cdf(self, days: ArrayLike) -> NDArray[np.float64]:
        """Share of the delays that are over after `days`; 0 on day 0 and before. Missing days stay missing.

        >>> [round(float(x), 4) for x in Delay(10, 0.9).cdf([-1, 0, 10])]
        [0.0, 0.0, 0.5]
        """
        values = np.asarray(days, dtype=np.float64)
        known = np.where(values > 0, values, 1.0)
        share = ndtr(np.log(known / self.median) / self.sigma)
        return np.where(np.isnan(values), np.nan, np.where(values > 0, share, 0.0))

    def quantile(self, share: float) -> float:
        """Days after which `share` (0..1) of the delays are over.

        >>> round(Delay(10, 0.9).quantile(0.5), 6)
        10.0
        """
        return float(self.median * np.exp(self.sigma * ndtri(share)))


INTERVIEW_DELAY = Delay(INTERVIEW_MEDIAN_DAYS, INTERVIEW_SIGMA)
REPLY_DELAY = Delay(REPLY_MEDIAN_DAYS, REPLY_SIGMA)
OFFER_DELAY = Delay(OFFER_MEDIAN_DAYS, OFFER_SIGMA)


@cache
def convolved(first: Delay, second: Delay, days: int = CONVOLUTION_DAYS) -> NDArray[np.float64]:
    """Cumulative share of two delays in a row, by whole days: element d is the share that is over after d days.

    Source:
        Daily convolution of the two probability mass functions, each delay rounded up to whole days.

    >>> round(float(convolved(Delay(10, 0.9), Delay(20, 0.6))[35]), 7)
    0.5205566
    """
    grid = np.arange(days + 1)
    one, other = (np.diff(delay.cdf(grid), prepend=0.0) for delay in (first, second))
    return np.cumsum(np.convolve(one, other)[: days + 1])


@dataclass(frozen=True, slots=True)
class Delays:
    """The three delays of a search, blended with what the person's own answers show; the defaults without any."""

    interview: Delay = INTERVIEW_DELAY  # application -> first interview
    reply: Delay = REPLY_DELAY  # application -> first answer of any kind
    offer: Delay = OFFER_DELAY  # first interview -> offer

    def application_to_offer(self, days: ArrayLike) -> NDArray[np.float64]:
        """Share of the offers that have come `days` after the application, by whole days (missing stays missing).

        >>> round(float(Delays().application_to_offer(35)), 7)
        0.5205566
        """
        curve = convolved(self.interview, self.offer)
        values = np.asarray(days, dtype=np.float64)
        day = np.clip(np.nan_to_num(values), 0, len(curve) - 1).astype(int)
        return np.where(np.isnan(values), np.nan, curve[day])


def blended(default: Delay, delays: ArrayLike, ages: ArrayLike, weight: float = DELAY_PRIOR_WEIGHT) -> Delay:
    """Delay whose median is learned from the answers seen so far, starting from the default.

    Counts: only those with an answer; an answer can only be seen if it came within the age of its application, which is
    corrected for (right truncation). The default median counts as `weight` answers, so a few answers move it little.

    Args:
        default: the delay to start from; its sigma is kept.
        delays: days until the answer, one for each answer; negative ones (dates out of order) and missing ones are
            left out, day 0 counts as half a day.
        ages: days from the start to today, in the same order.
        weight: what the default is worth, in answers.

    Returns:
        Delay with a median between 1 and 120 days.

    Source:
        Maximum a posteriori of mu = ln median for right-truncated lognormal delays with known sigma:
        argmin sum((ln t - mu)^2 / 2s^2 + ln Phi((ln a - mu) / s)) + weight (mu - ln median0)^2 / 2s^2.

    >>> round(blended(INTERVIEW_DELAY, [3, 6, 8, 14, 25], [60, 45, 30, 28, 40]).median, 4)
    9.9722
    """
    observed, age = np.asarray(delays, dtype=np.float64), np.asarray(ages, dtype=np.float64)
    usable = (observed >= 0) & (age >= observed)
    if not usable.any():
        return default
    from scipy.optimize import minimize_scalar  # noqa: PLC0415  # 0.1 s that a page without answers does not need

    log_delay = np.log(np.maximum(observed[usable], SAME_DAY))
    log_age = np.log(np.maximum(age[usable], SAME_DAY))
    spread, start = default.sigma, np.log(default.median)

    def loss(mu: float) -> float:
        misfit = (log_delay - mu) ** 2 / (2 * spread**2) + log_ndtr((log_age - mu) / spread)
        return float(misfit.sum() + weight * (mu - start) ** 2 / (2 * spread**2))

    bounds = np.log(DELAY_MEDIAN_BOUNDS)
    best = minimize_scalar(loss, bounds=tuple(bounds), method="bounded", options={"xatol": 1e-9})
    return Delay(float(np.exp(best.x)), spread)


def days_between(start: pd.Series, end: pd.Series | date) -> pd.Series:
    """Whole days from `start` to `end` as float, missing where either date is.

    >>> import datetime, pandas as pd
    >>> days_between(pd.Series(pd.to_datetime(["2025-03-01", None])), datetime.date(2025, 3, 31)).tolist()
    [30.0, nan]
    """
    until = end.to_numpy("datetime64[D]") if isinstance(end, pd.Series) else np.datetime64(end, "D")
    return pd.Series(whole_days(start.to_numpy("datetime64[D]"), until), index=start.index)


def blended_delays(journeys: pd.DataFrame, as_of: date) -> Delays:
    """Learn the three delays from the dated answers of a history (see `blended`).

    Counts: applications with both dates in order; an offer is timed from the first interview. Left out: those of which
    one of the dates is a month only, since "March to March" is no delay of 0 days.

    >>> import datetime, pandas as pd
    >>> none = pd.DataFrame({c: pd.Series(dtype="datetime64[s]") for c in
    ...     ("applied_date", "first_talk_date", "first_answer_date", "offer_date")})
    >>> blended_delays(none, datetime.date(2025, 3, 31)) == Delays()
    True
    """
    today = np.datetime64(as_of, "D")
    applied, answer, talk, offer = (
        np.where(month_only(journeys, name), np.datetime64("NaT", "D"), journeys[f"{name}_date"].to_numpy(DAY))
        for name in ("applied", "first_answer", "first_talk", "offer")
    )
    age = whole_days(applied, today)
    return Delays(
        interview=blended(INTERVIEW_DELAY, whole_days(applied, talk), age),
        reply=blended(REPLY_DELAY, whole_days(applied, answer), age),
        offer=blended(OFFER_DELAY, whole_days(talk, offer), whole_days(talk, today)),
    )


@dataclass(frozen=True, slots=True)
class MatureCount:
    """How many trials have had their time; none of the three counts is under `successes`.

    high differs from low where open trials have no date. cautious (for the verdict "below") is the lower one of low and
    the same with the default delays, so that one quick interview never makes a rate look worse; months count from
    their last day there.
    """

    successes: int
    trials: int
    low: float
    high: float
    cautious: float
    undated_pending: int = 0  # open trials whose age is unknown: weight 0 in low, 1 in high
    undated_successes: int = 0

    @property
    def undated_share(self) -> float:
        """Share of the trials without a date that are open, or were before they succeeded; 0 where none is open.

        Those that succeeded are counted so that one more success cannot open the way to the verdict "below".
        """
        return (self.undated_pending + self.undated_successes) / self.trials if self.undated_pending else 0.0

    @property
    def mostly_dated(self) -> bool:
        """Whether few enough open trials lack a date to judge by age at all."""
        return self.undated_share <= UNDATED_PENDING_LIMIT

    @property
    def shown(self) -> float:
        """The count behind the rate that is shown: low, or high where too many open trials have no date.

        Without dates, "5 of 5" would be shown for 5 interviews in 41 applications of which 36 are open.
        """
        return self.low if self.mostly_dated or not self.low else self.high


def application_weights(
    journeys: pd.DataFrame, as_of: date, cdf: Cdf, *, reached: str = "reached_interview"
) -> pd.DataFrame:
    """How much of its time each application has had, 0..1, whatever became of it.

    Counts: one row per application. Withdrawn before the stage was reached: the clock stops on the day of withdrawal
    (between 0 and today where that day is unknown). Dated in the future: 0. Without an application date: 1 if it is
    closed or reached the stage, from 0 to 1 if it is open.

    Args:
        journeys: journeys frame.
        as_of: the day the history is looked at.
        cdf: share of the answers that have come after some days, such as `Delays().interview.cdf`.
        reached: column that says which applications reached the stage the delay leads to.

    Returns:
        Frame with the columns low, high, least (0..1), on the index of journeys.

    Source:
        Weights under a known delay: E[successes] = rate x sum of weights.
    """
    return application_clock(journeys, as_of, reached).frame(cdf, journeys.index)


def offer_weights(journeys: pd.DataFrame, as_of: date, cdf: Cdf) -> pd.DataFrame:
    """How much of its time each interviewed application has had to bring an offer, 0..1, counted from the first talk.

    Counts: one row per application; 0 where there was no interview. An offer without a recorded talk counts 1.
    Withdrawn: the clock stops on the day of withdrawal. First talk without a date: 1 if closed, from 0 to 1 if open or
    withdrawn. Multiply by `rounds` for interview rounds.

    Args:
        journeys: journeys frame.
        as_of: the day the history is looked at.
        cdf: share of the offers that have come some days after the first talk, such as `Delays().offer.cdf`.

    Returns:
        Frame with the columns low, high, least (0..1), on the index of journeys.

    Source:
        As `application_weights`.
    """
    held = journeys["reached_interview"].to_numpy(dtype=np.float64)
    return offer_clock(journeys, as_of).frame(cdf, journeys.index).mul(held, axis="index")


def reply_share(replies: int, expected: float) -> float:
    """Share of applications that are ever answered, learned from the answers so far.

    Counts: `replies` of the applications answered, out of `expected` = sum of F_R(age), at least `replies`.

    Source:
        Posterior mean with the prior Beta(4, 6), see `analytics.constants`.

    >>> reply_share(0, 0)
    0.4
    """
    return (REPLIES_PRIOR + replies) / (REPLIES_PRIOR + SILENCES_PRIOR + max(replies, expected))


def chance_of_reply(days: ArrayLike, share: float, delay: Delay = REPLY_DELAY) -> NDArray[np.float64]:
    """Chance that an answer still comes after some days of silence.

    Args:
        days: whole days since the application, without any answer.
        share: share of applications that are ever answered, 0..1 (see `reply_share`).
        delay: how long answers take.

    Returns:
        Chance 0..1 for each of `days`.

    Source:
        Bayes' rule: share (1 - F(d)) / (1 - share F(d)).

    >>> round(float(chance_of_reply(21, 0.40)), 10)
    0.1919023081
    """
    over = delay.cdf(days)
    return share * (1 - over) / (1 - share * over)


def days_until_chance(chance: float, share: float, delay: Delay = REPLY_DELAY) -> float:
    """Day of silence on which the chance of a late answer has fallen to `chance`; 0 if it starts lower.

    >>> round(days_until_chance(0.10, 0.40), 8)
    40.57779729
    """
    left = chance * (1 - share) / (share * (1 - chance))
    return 0.0 if left >= 1 else delay.quantile(1 - left)
