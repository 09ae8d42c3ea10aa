"""Chance as an explanation: comparing several groups at once without being fooled by the luckiest one.

Kept to `scipy.special`, which loads in 20 ms; tests compare every function with scipy.stats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.special import gammaln

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

FISHER_TOLERANCE: Final = 1e-7  # tables as likely as the one seen, but for rounding, count as such (as in R and scipy)


def shrunken_rates(successes: ArrayLike, trials: ArrayLike, strength: float) -> NDArray[np.float64]:
    """Pull each segment's rate toward the overall rate by `strength` trials' worth: small segments move most.

    >>> shrunken_rates([2, 1, 5, 0], [100, 60, 30, 10], 40).round(10).tolist()
    [0.025, 0.025, 0.0928571429, 0.03]
    """
    k, n = np.asarray(successes, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    overall = (k.sum() + 1) / (n.sum() + strength)
    return np.asarray((k + strength * overall) / (n + strength), dtype=np.float64)


def fisher_against_rest(successes: ArrayLike, trials: ArrayLike) -> NDArray[np.float64]:
    """Probability that chance alone gives a gap at least as unusual between a segment and the rest, for each segment.

    Counts: 2x2 table of successes and failures, segment and rest; trials are rounded to whole ones, at least the
    successes.

    Source:
        Fisher's exact test, two-sided by the sum of the tables at most as likely as the one seen. scipy's own takes a
        millisecond a table after half a second of import, too slow for a report; tests compare the two.

    >>> fisher_against_rest([2, 1, 5, 0], [100, 60, 30, 10]).round(6).tolist()
    [0.279043, 0.439659, 0.002242, 1.0]
    """
    k = np.asarray(successes, dtype=np.int64)
    n = np.maximum(np.rint(np.asarray(trials, dtype=np.float64)).astype(np.int64), k)
    total, hits = int(n.sum()), int(k.sum())
    possible = np.arange(hits + 1)[None, :]
    column = n[:, None]
    inside = (possible <= column) & (hits - possible <= total - column)
    taken = np.where(inside, possible, k[:, None])
    log_weight = _log_choose(column, taken) + _log_choose(total - column, hits - taken)
    weight = np.where(inside, np.exp(log_weight - float(_log_choose(total, hits))), 0.0)
    seen = np.take_along_axis(weight, k[:, None], axis=1)
    as_unusual = np.where(weight <= seen * (1 + FISHER_TOLERANCE), weight, 0.0)
    return np.asarray(np.minimum(as_unusual.sum(axis=1), 1.0), dtype=np.float64)


def false_discovery(p_values: ArrayLike) -> NDArray[np.float64]:
    """Adjust probabilities for having looked at several segments: flag those at .10, and 1 flag in 10 is a false one.

    Source:
        Benjamini & Hochberg (1995), step-up; as `scipy.stats.false_discovery_control`, which tests compare with.

    >>> false_discovery([0.28, 0.44, 0.002, 1.0]).round(3).tolist()
    [0.56, 0.587, 0.008, 1.0]
    """
    p = np.asarray(p_values, dtype=np.float64)
    order = np.argsort(p)[::-1]
    ranks = np.arange(len(p), 0, -1)
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum.accumulate(np.minimum(p[order] * (len(p) / ranks), 1.0)) if len(p) else p
    return adjusted


def _log_choose(n: ArrayLike, k: ArrayLike) -> NDArray[np.float64]:
    total, part = np.asarray(n, dtype=np.float64), np.asarray(k, dtype=np.float64)
    return np.asarray(gammaln(total + 1) - gammaln(part + 1) - gammaln(total - part + 1), dtype=np.float64)
