"""The arithmetic of two periods: is the rate after higher than the rate before, and how long until one can tell."""

from __future__ import annotations

from math import ceil

from scipy.special import betainc, betaincinv, ndtri

from analytics.constants import (
    DOUBLING,
    EXPERIMENT_APPLICATIONS,
    MOST_TIMES,
    POWER,
    SURE,
)


def chance_better(
    before_successes: float,
    before_trials: float,
    after_successes: float,
    after_trials: float,
    pooled: float = EXPERIMENT_APPLICATIONS,
) -> float:
    """Probability that the rate after a change is above the rate before it.

    Counts: successes out of mature-equivalent trials of each period, at least the successes.

    Args:
        before_successes: successes before.
        before_trials: trials before.
        after_successes: successes after.
        after_trials: trials after.
        pooled: how many trials' worth both periods are pulled toward their common rate: 160 applications, 48 rounds.

    Returns:
        Probability 0..1; .5 without data, and for equal periods.

    Source:
        Both rates start from Beta(pooled m, pooled (1 - m)), m = (k1 + k2 + 1) / (N1 + N2 + pooled / 4). P = integral
        over the quantiles u of the rate after of P(rate before < its u-quantile): smooth, and safe for any size.

    >>> round(chance_better(3, 150, 8, 120), 6)
    0.907578
    """
    from scipy.integrate import quad  # noqa: PLC0415 - a third of a second that no other page needs

    n1, n2 = max(before_trials, before_successes), max(after_trials, after_successes)
    middle = (before_successes + after_successes + 1) / (n1 + n2 + pooled / 4)
    a, b = pooled * middle, pooled * (1 - middle)
    first = a + before_successes, b + n1 - before_successes
    second = a + after_successes, b + n2 - after_successes
    area, _ = quad(lambda u: betainc(*first, betaincinv(*second, u)), 0.0, 1.0, epsabs=1e-9, limit=200)
    return float(min(max(area, 0.0), 1.0))


def trials_per_period(before: float, after: float, *, power: float = POWER, tail: float = 0.05) -> float:
    """How many aged trials each of two equal periods needs to show that a rate rose from `before` to `after`.

    Args:
        before: rate before, 0..1.
        after: rate after, above `before`.
        power: chance that a real difference shows.
        tail: chance to see one where there is none, on the one side (two-sided 5 % is .025).

    Returns:
        Trials per period, not rounded.

    Source:
        Normal approximation with pooled variance, as statsmodels `samplesize_proportions_2indep_onetail`.

    >>> round(trials_per_period(0.02, 0.04)), round(trials_per_period(0.02, 0.04, tail=0.025), 6)
    (899, 1140.832355)
    """
    pooled = (before + after) / 2
    null = (2 * pooled * (1 - pooled)) ** 0.5
    real = (before * (1 - before) + after * (1 - after)) ** 0.5
    return float(((ndtri(1 - tail) * null + ndtri(power) * real) / (after - before)) ** 2)


def more_to_see(rate: float, before_trials: float, after_trials: float, factor: float = DOUBLING) -> int | None:
    """About how many more aged trials after a change until a rate `factor` times as high would show.

    Counts: mature-equivalent trials of the time before, which do not grow any more, and after.

    Args:
        rate: rate before, 0..1.
        before_trials: trials before.
        after_trials: trials after so far.
        factor: how large a change should show.

    Returns:
        Whole trials, 0 if there are enough; None if the time before is too short however long one waits.

    Source:
        As `trials_per_period`, one-sided 5 %, with the number before held fixed.

    >>> more_to_see(0.02, 900, 100)
    797
    >>> more_to_see(0.02, 50, 100) is None
    True
    """
    raised = min(factor * rate, 1 - rate)
    if before_trials <= 0 or raised <= rate:
        return None

    def lacking(after: float) -> float:
        pooled = (rate * before_trials + raised * after) / (before_trials + after)
        null = (pooled * (1 - pooled) * (1 / before_trials + 1 / after)) ** 0.5
        real = (rate * (1 - rate) / before_trials + raised * (1 - raised) / after) ** 0.5
        return float(ndtri(SURE) * null + ndtri(POWER) * real - (raised - rate))

    most = MOST_TIMES * before_trials
    if lacking(most) > 0:
        return None
    from scipy.optimize import brentq  # noqa: PLC0415 - see chance_better

    return max(0, ceil(float(brentq(lacking, 1e-6, most)) - after_trials))
