"""Below, within, above, or too early to tell: one rate against one range, by a rule whose error rates are known.

A mid-benchmark person who looks every week for a year is ever told "below" in 7.0 % and "above" in 3.6 % of the cases
(docs/statistics.md). "Within" says only that less than half and more than double the range are ruled out. A verdict is
a function of today's numbers alone: it has no memory.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from analytics.constants import LEANING, MIN_EVENTS, NEAR, NEAR_EXCLUDES, SURE
from analytics.intervals import jeffreys, posterior, share_above, share_below
from analytics.results import Verdict

if TYPE_CHECKING:
    from analytics.delays import MatureCount
    from analytics.results import Benchmark

SEARCH_STEPS = (256, 1_024, 4_096, 16_384)  # how far ahead to look for the next verdict, in trials


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with the probabilities behind it, 0..1: the true rate under, over, and near the range."""

    verdict: Verdict
    leaning: Verdict | None
    below: float
    above: float
    near: float


def judge(count: MatureCount, benchmark: Benchmark) -> Judgement:
    """Compare a rate with a range, and say "too early" unless the data are clear.

    Counts: successes out of mature-equivalent trials. Where open trials have no date, "below" must hold with the fewest
    and "above" with the most trials possible, "within" with both; with more than a fifth of all trials open and
    undated there is no "below".

    Args:
        count: successes and trials (`MatureCount`).
        benchmark: range of rates, 0 < low <= high < 1.

    Returns:
        Judgement; leaning is set only where the verdict is too early.

    Source:
        Posterior Beta(1 + k, 1/m - 1 + N - k), m the middle of the range. below: P >= .95, N x low >= 3 and the shown
        interval under the range. above: P >= .95, k >= 3 and the interval over it. within: P(low/2 < rate < 2 high) >=
        .90 and neither side at .80. Chosen among 11 rules by simulated weekly looks.

    >>> from analytics.benchmarks import document_benchmarks
    >>> from analytics.delays import MatureCount
    >>> judge(MatureCount(0, 150, 150, 150, 150), document_benchmarks()["application_to_interview"]).verdict.value
    'below'
    """
    k, low, high = count.successes, benchmark.low, benchmark.high
    below, near_few = _below_and_near(k, count.low, benchmark)
    if count.cautious < count.low:
        below = min(below, _below_and_near(k, count.cautious, benchmark)[0])
    above = float(share_above(high, *posterior(k, count.high, (low + high) / 2)))
    near = min(near_few, _below_and_near(k, count.high, benchmark)[1])
    can_be_below = count.mostly_dated
    verdict = Verdict.TOO_EARLY
    enough = count.cautious * low >= MIN_EVENTS
    if below >= SURE and enough and can_be_below and jeffreys(k, count.cautious)[1] < low:
        verdict = Verdict.BELOW
    elif above >= SURE and k >= MIN_EVENTS and jeffreys(k, count.high)[0] > high:
        verdict = Verdict.ABOVE
    elif near >= NEAR and max(below, above) < NEAR_EXCLUDES:
        verdict = Verdict.WITHIN
    leaning = None
    if verdict is Verdict.TOO_EARLY and max(below, above) >= LEANING:
        leaning = Verdict.ABOVE if above > below else Verdict.BELOW if can_be_below else None
    return Judgement(verdict, leaning, below, above, near)


def _below_and_near(successes: int, trials: float, benchmark: Benchmark) -> tuple[float, float]:
    a, b = posterior(successes, trials, (benchmark.low + benchmark.high) / 2)
    shares = [float(share_below(rate, a, b)) for rate in (benchmark.low, benchmark.low / 2, 2 * benchmark.high)]
    return shares[0], shares[2] - shares[1]


@lru_cache(maxsize=256)
def more_needed(count: MatureCount, benchmark: Benchmark) -> int | None:
    """About how many more aged trials, without another success, until a verdict other than "too early" is possible.

    Args:
        count: successes and trials as they are now.
        benchmark: range of rates.

    Returns:
        Whole trials, at least 1; None where no verdict is near (such as too many open trials without a date).

    Source:
        Smallest step at which `judge` decides; the probabilities are scanned at once, `judge` confirms the few hits.

    >>> from analytics.benchmarks import document_benchmarks
    >>> from analytics.delays import MatureCount
    >>> more_needed(MatureCount(0, 100, 100, 100, 100), document_benchmarks()["application_to_interview"])
    50
    """
    start = 1
    for length in SEARCH_STEPS:
        for step in _candidates(count, benchmark, np.arange(start, start + length)):
            if judge(_further(count, int(step)), benchmark).verdict is not Verdict.TOO_EARLY:
                return int(step)
        start += length
    return None


def _candidates(count: MatureCount, benchmark: Benchmark, steps: np.ndarray) -> np.ndarray:
    """Steps at which the probabilities alone would allow "below" or "within" (more failures never lead to "above")."""
    k, middle = count.successes, (benchmark.low + benchmark.high) / 2
    a, b = 1.0 + k, 1 / middle - 1 + np.maximum(count.cautious, k) + steps - k
    below = share_below(benchmark.low, a, b)
    near = share_below(2 * benchmark.high, a, b) - share_below(benchmark.low / 2, a, b)
    possible = (below >= SURE) & ((count.cautious + steps) * benchmark.low >= MIN_EVENTS)
    return steps[(possible & count.mostly_dated) | ((near >= NEAR) & (below < NEAR_EXCLUDES))]


def _further(count: MatureCount, step: int) -> MatureCount:
    return replace(count, low=count.low + step, high=count.high + step, cautious=count.cautious + step)
