"""Intervals for a rate, and what the data say about the rate behind it.

The interval that is drawn and the probabilities that decide a verdict are the same mathematics (a beta posterior), so
picture and words cannot disagree. Brown, Cai & DasGupta (Statistical Science 16(2), 2001, pp. 101-133) recommend the
Jeffreys and the Wilson interval for small samples; the Wald interval fails for rates as rare as these.

`scipy.special` alone is imported: it loads in 20 ms, `scipy.stats` and statsmodels take half a second. Tests check
every value against statsmodels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betainc, betaincinv

from analytics.constants import LEVEL

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def jeffreys(successes: float, trials: float, level: float = LEVEL) -> tuple[float, float]:
    """Range that a rate probably lies in, given how often it was seen.

    Counts: `successes` out of `trials`; trials may be fractional (a mature-equivalent count). More successes than
    trials count as that many trials; no trials give (0, 1), which is "anything is possible" and is not drawn.

    Args:
        successes: how often it happened, >= 0.
        trials: out of how many, >= 0.
        level: coverage, 0..1.

    Returns:
        (low, high) as shares 0..1; low is 0 without successes, high is 1 without failures.

    Source:
        Jeffreys interval, Brown, Cai & DasGupta 2001, section 4.1, with its ends at 0 and 1 put right.

    >>> low, high = jeffreys(3, 120)
    >>> round(low, 6), round(high, 6)
    (0.009085, 0.057515)
    >>> jeffreys(0, 0)
    (0.0, 1.0)
    """
    low, high = jeffreys_arrays(successes, trials, level)
    return float(low), float(high)


def jeffreys_arrays(
    successes: ArrayLike, trials: ArrayLike, level: float = LEVEL
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give `jeffreys` for many rates at once; same counts, units and source, arrays of one shape.

    >>> low, high = jeffreys_arrays([0, 1], [10, 1])
    >>> [round(float(x), 4) for x in (*low, *high)]
    [0.0, 0.2285, 0.1708, 1.0]
    """
    k = np.asarray(successes, dtype=np.float64)
    n = np.maximum(np.asarray(trials, dtype=np.float64), k)
    tail = (1 - level) / 2
    low = np.where(k > 0, betaincinv(k + 0.5, n - k + 0.5, tail), 0.0)
    high = np.where(n > k, betaincinv(k + 0.5, n - k + 0.5, 1 - tail), 1.0)
    return low, high


def posterior(successes: float, trials: float, midpoint: float) -> tuple[float, float]:
    """Beta distribution of a rate after the data, starting from one success at the benchmark's midpoint.

    Counts: `successes` out of `trials` (mature-equivalent, at least `successes`). The prior Beta(1, 1/midpoint - 1) is
    worth 1/midpoint trials: 40 applications for 2 % to 3 %, 12 interview rounds for one offer in 10 to 15.

    Args:
        successes: how often it happened.
        trials: out of how many.
        midpoint: middle of the benchmark range, a rate above 0 and below 1.

    Returns:
        (a, b) of the beta distribution; its mean is a / (a + b).

    Source:
        Conjugate beta-binomial updating. With the Jeffreys prior, two lucky interviews in the first 20 applications
        gave P(above) = .95 and weekly looks caught that lucky week (simulated in docs/statistics.md).

    >>> posterior(0, 100, 0.025)
    (1.0, 139.0)
    """
    return 1.0 + successes, 1 / midpoint - 1 + max(trials, successes) - successes


def share_below(rate: float, a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """Probability that the true rate is under `rate`, if it follows Beta(a, b); 1 for a rate of 1 or more.

    >>> round(float(share_below(0.02, *posterior(0, 150, 0.025))), 10)
    0.9780351468
    """
    first, second = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    return np.asarray(betainc(first, second, min(rate, 1.0)), dtype=np.float64)


def share_above(rate: float, a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """Probability that the true rate is over `rate`, if it follows Beta(a, b); 0 for a rate of 1 or more.

    >>> round(float(share_above(0.03, *posterior(0, 100, 0.025))), 10)
    0.0144967638
    """
    first, second = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    return np.asarray(betainc(second, first, 1 - min(rate, 1.0)), dtype=np.float64)
