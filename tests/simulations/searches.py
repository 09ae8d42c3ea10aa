"""Made-up searches with known true rates, as arrays: one entry per application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from analytics.delays import INTERVIEW_DELAY, OFFER_DELAY, Delay, MatureCount, blended

NOON: Final = 0.5  # the person looks in the middle of the day


@dataclass(frozen=True)
class Search:
    """Moments in days: when each was sent, first talked about and offered; infinite where that never comes.

    The product never sees the moments: a tracker keeps days, so that a delay of three days and a half is written down
    as three or as four of them.
    """

    sent: np.ndarray
    talk: np.ndarray
    offer: np.ndarray

    def known(self, today: float) -> np.ndarray:
        """Which applications were sent when the person looks on day `today`."""
        return self.sent <= today + NOON

    def talked(self, today: float) -> np.ndarray:
        """Which had their first interview when the person looks on day `today`."""
        return self.talk <= today + NOON

    def ages(self, today: float) -> np.ndarray:
        """Days from the day sent to today, as written down."""
        return today - np.floor(self.sent)

    def waited(self) -> np.ndarray:
        """Days from the day sent to the day of the first interview, as written down."""
        return np.floor(self.talk) - np.floor(self.sent)


def made_search(
    rng: np.random.Generator,
    day: np.ndarray,
    interview_rate: np.ndarray | float,
    offer_rate: float = 0.0,
    *,
    to_interview: Delay = INTERVIEW_DELAY,
    to_offer: Delay = OFFER_DELAY,
) -> Search:
    """Applications sent at some time of the days `day`; delays are lognormal."""
    n = len(day)
    sent = np.asarray(day, dtype=float) + rng.random(n)
    talk = np.where(rng.random(n) < interview_rate, sent + drawn(rng, to_interview, n), np.inf)
    offer = np.where(rng.random(n) < offer_rate, talk + drawn(rng, to_offer, n), np.inf)
    return Search(sent, talk, offer)


def drawn(rng: np.random.Generator, delay: Delay, n: int) -> np.ndarray:
    return delay.median * np.exp(delay.sigma * rng.standard_normal(n))


def growing_days(rng: np.random.Generator, n: int, weeks: int, growth: float = 3.0) -> np.ndarray:
    """Days of `n` applications over some weeks, the rate of sending growing linearly to `growth` times its start."""
    u, span, slope = rng.random(n), weeks * 7, growth - 1
    mass = u * (1 + slope / 2)
    return np.sort(np.floor(span * mass if slope == 0 else span * (np.sqrt(1 + 2 * slope * mass) - 1) / slope))


def learned_delay(search: Search, today: float) -> Delay:
    """Delay to the first interview, as the product learns it from what came by day `today`."""
    seen = search.talked(today)
    return blended(INTERVIEW_DELAY, search.waited()[seen], search.ages(today)[seen])


def interviews_on(search: Search, today: float, *, learn: bool = True) -> MatureCount:
    """Interviews and mature-equivalent applications as the product counts them on day `today`."""
    age = search.ages(today)[search.known(today)]
    k = int(search.talked(today).sum())
    curves = learned_delay(search, today) if learn else INTERVIEW_DELAY, INTERVIEW_DELAY
    low, usual = (max(k, float(curve.cdf(age).sum())) for curve in curves)
    return MatureCount(k, len(age), low, low, min(low, usual))


def excess(found: float, runs: float, stated: float, stated_runs: float, *, digits: int = 3) -> float:
    """By how many standard errors a figure is larger than the stated one; 0 if it is not.

    The error is that of the difference of two samples of `runs` and `stated_runs` searches with one true share (their
    pooled one); infinite for an exact figure. Half a unit of the last stated digit is rounding, not error.
    """
    gap = found - stated - 0.5 * 10.0**-digits
    if gap <= 0:
        return 0.0
    here, there = (0.0 if exact == float("inf") else 1 / exact for exact in (runs, stated_runs))
    common = (found * there + stated * here) / (here + there) if here + there else found
    error = (common * (1 - common) * (here + there)) ** 0.5
    return gap / error if error else float("inf")
