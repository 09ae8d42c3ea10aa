"""The arithmetic behind the forecast: from what is known of two rates to the chance of an offer by week w.

No random numbers: expectations are means over midpoint quantiles of both rates, so the same history always gives the
same forecast.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.polynomial.chebyshev import chebvander
from scipy.special import betaincinv

from analytics.constants import (
    CONVOLUTION_DAYS,
    FORECAST_GRID,
    RATE_SPREAD,
)
from analytics.delays import Delays, convolved
from analytics.intervals import posterior

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

_LOWEST_RATE: Final = 1e-6
_RATE_STEPS: Final = 2001
_NODES: Final = 40
_SMOOTH_TO: Final = 0.9


class Prior(StrEnum):
    """What is believed of a person's rate before their own numbers."""

    BENCHMARK = "benchmark"  # Beta(1, 1/m - 1), as the verdicts use it: most people well below the benchmark
    SPREAD = "spread"  # lognormal around the benchmark: as many people a factor above as below


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Open applications. Days are whole days up to today; one entry for each application.

    silent_days: since the application, for those without an interview; waiting_days: since the first interview.
    """

    silent_days: tuple[int, ...] = ()
    waiting_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Prospect:
    """What the chance of an offer depends on.

    interview_rates, offer_rates: equally likely values of the two rates, 0..1 (offers per interviewed application);
    pace: applications a week from now on; sent_rates: what interview_rates is for the applications already sent, value
    by value, where it differs: what a person will do differently changes nothing about those.
    """

    interview_rates: NDArray[np.float64]
    offer_rates: NDArray[np.float64]
    pace: float
    pipeline: Pipeline = field(default_factory=Pipeline)
    delays: Delays = field(default_factory=Delays)
    sent_rates: NDArray[np.float64] | None = None


def rate_quantiles(
    successes: float, trials: float, midpoint: float, *, prior: Prior = Prior.BENCHMARK, grid: int = FORECAST_GRID
) -> NDArray[np.float64]:
    """Give `grid` equally likely values of a rate, from its benchmark and the person's own counts.

    Counts: `successes` out of mature-equivalent `trials`, at least the successes.

    Args:
        successes: how often it happened.
        trials: out of how many.
        midpoint: middle of the benchmark range, above 0 and below 1.
        prior: see `Prior`. With the benchmark one, people near the benchmark got their offer before its even-odds week
            in 7 of 10 cases, those twice as good in 8 to 9 of 10. The spread one is less gloomy; it was tried
            and left, since it promises too much to people half as good as the benchmark (docs/simulations.md).
        grid: how many values.

    Returns:
        Ascending rates, the midpoint quantiles of the posterior.

    Source:
        Beta posterior by `scipy.special.betaincinv`; lognormal prior with a binomial likelihood on a logarithmic grid.

    >>> [round(float(x), 4) for x in rate_quantiles(3, 100, 0.025, grid=3)]
    [0.0154, 0.0264, 0.0415]
    >>> [round(float(x), 4) for x in rate_quantiles(3, 100, 0.025, grid=3, prior=Prior.SPREAD)]
    [0.0156, 0.0268, 0.043]
    """
    shares = (np.arange(grid) + 0.5) / grid
    if prior is Prior.BENCHMARK:
        return np.asarray(betaincinv(*posterior(successes, trials, midpoint), shares), dtype=np.float64)
    failures = max(trials, successes) - successes
    logs = np.linspace(np.log(_LOWEST_RATE), 0.0, _RATE_STEPS)[:-1]
    rates = np.exp(logs)
    weight = successes * logs + failures * np.log1p(-rates) - 0.5 * ((logs - np.log(midpoint)) / RATE_SPREAD) ** 2
    density = np.exp(weight - weight.max())
    below = np.cumsum(density) - density / 2
    return np.asarray(np.exp(np.interp(shares * density.sum(), below, logs)), dtype=np.float64)


def chances_by(prospect: Prospect, weeks: ArrayLike) -> NDArray[np.float64]:
    """Give the chance of at least one offer within each number of weeks from now.

    Counts: offers from applications still to be sent (Poisson, from tomorrow on), from silent ones and from those in
    interviews. Closed applications bring none.

    Args:
        prospect: rates, pace, pipeline and delays.
        weeks: whole weeks from now, 0 or more.

    Returns:
        Chances 0..1, one for each of weeks.

    Source:
        P(no offer by t) = E[exp(-pace pi theta A(t)) x prod_silent (1 - qH(a+t)) / (1 - qH(a)) x prod_waiting
        (1 - theta G(b+t)) / (1 - theta G(b))] with q = pi theta, H and G the distributions of application -> offer and
        first interview -> offer, A(t) the weeks-worth of aged applications. E is the mean over the grid of both rates.

    >>> rates = Prospect(np.array([0.025]), np.array([0.10]), pace=10.0)
    >>> [round(float(x), 3) for x in chances_by(rates, [0, 13, 26])]
    [0.0, 0.169, 0.398]
    """
    days = np.asarray(weeks, dtype=np.int64) * 7
    both = (prospect.interview_rates[:, None] * prospect.offer_rates[None, :]).ravel()
    to_offer = convolved(prospect.delays.interview, prospect.delays.offer)
    from_interview = prospect.delays.offer.cdf(np.arange(CONVOLUTION_DAYS + 1))
    none = -prospect.pace / 7 * np.outer(both, _aged_applications(to_offer, days))
    sent = both
    if prospect.sent_rates is not None:
        sent = (prospect.sent_rates[:, None] * prospect.offer_rates[None, :]).ravel()
    none += _log_still_none(sent, to_offer, prospect.pipeline.silent_days, days)
    waiting = _log_still_none(prospect.offer_rates, from_interview, prospect.pipeline.waiting_days, days)
    none += np.tile(waiting, (len(prospect.interview_rates), 1))
    return np.asarray(1.0 - np.exp(none).mean(axis=0), dtype=np.float64)


def _aged_applications(curve: NDArray[np.float64], days: NDArray[np.int64]) -> NDArray[np.float64]:
    """Sum of the curve over the ages 0..t-1: one application a day from tomorrow on, weighed by its age on day t."""
    sums = np.concatenate([[0.0], np.cumsum(curve)])
    last = len(curve)
    aged = sums[np.minimum(days, last)] + np.maximum(days - last, 0) * curve[-1]
    return np.asarray(aged, dtype=np.float64)


def _log_still_none(
    rates: NDArray[np.float64], curve: NDArray[np.float64], ages: tuple[int, ...], days: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Logarithm of the chance that none of the open applications brings an offer: one row per rate, one column per day.

    The conditional chance telescopes to (1 - rate x curve(a+t)) / (1 - rate x curve(a)), so only the days in use are
    evaluated and one matrix product does the rest.
    """
    if not ages:
        return np.zeros((len(rates), len(days)))
    last = len(curve) - 1
    age, times = np.unique(np.minimum(np.asarray(ages, dtype=np.int64), last), return_counts=True)
    later = np.minimum(age[:, None] + days[None, :], last)
    used = np.unique(np.concatenate([age, later.ravel()]))
    uses = np.zeros((len(used), len(days)))
    columns = np.broadcast_to(np.arange(len(days)), later.shape)
    np.add.at(uses, (np.searchsorted(used, later), columns), times[:, None])
    uses[np.searchsorted(used, age)] -= times[:, None]
    return _smooth(rates, lambda some: np.log1p(-np.outer(some, curve[used])) @ uses)


def _smooth(
    rates: NDArray[np.float64], function: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> NDArray[np.float64]:
    """Values of a smooth function of the rate at many rates, from a few: 1,600 pairs of rates need 40 logarithms.

    Source:
        Chebyshev interpolation on 0 to the largest rate. ln(1 - rate x share) has its singularity at 1 or beyond, so
        that 40 nodes leave an error under 1e-9 up to a rate of .9; beyond that every rate is evaluated.
    """
    top = float(rates.max())
    if len(rates) <= _NODES or not 0 < top <= _SMOOTH_TO:
        return np.asarray(function(rates), dtype=np.float64)
    nodes = np.cos((np.arange(_NODES) + 0.5) * np.pi / _NODES)
    weights = np.linalg.solve(chebvander(nodes, _NODES - 1), function((nodes + 1) * top / 2))
    return np.asarray(chebvander(2 * rates / top - 1, _NODES - 1) @ weights, dtype=np.float64)
