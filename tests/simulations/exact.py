"""Error rates without chance: every course a search can take, weighed by its probability."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import binom

from analytics.benchmarks import document_benchmarks
from analytics.bottleneck import Call, Step, judge_steps
from analytics.delays import MatureCount
from analytics.verdicts import judge

if TYPE_CHECKING:
    from analytics.results import Verdict

BENCHMARKS = document_benchmarks()
IGNORED = 1e-9  # probability of an outcome that is not followed up


def ever_told(ratio: str, rate: float, per_week: int, weeks: int, told: Verdict) -> float:
    """Probability of ever being told a verdict at a weekly look, with `per_week` aged trials more each week.

    Dynamic programming over the number of successes of those who were not told yet.
    """
    not_yet, ever = np.array([1.0]), 0.0
    week_of = binom.pmf(np.arange(per_week + 1), per_week, rate)
    for week in range(1, weeks + 1):
        not_yet = np.convolve(not_yet, week_of)
        for k in np.flatnonzero(not_yet > IGNORED):
            if _verdict(ratio, int(k), per_week * week) is told:
                ever += not_yet[k]
                not_yet[k] = 0.0
    return float(ever)


def bottleneck_claims(n: int, rates: tuple[float, float], right: int | None) -> tuple[float, float]:
    """Probabilities of the right call and of naming a wrong step, with `n` aged applications and one round a process.

    right: the step that falls short most, None if neither does.
    """
    correct = wrong = 0.0
    for k in range(n + 1):
        chances = binom.pmf(k, n, rates[0]) * binom.pmf(np.arange(k + 1), k, rates[1])
        for offers in np.flatnonzero(chances > IGNORED):
            call, step = _claim(n, k, int(offers))
            correct += chances[offers] * (call is Call.NONE if right is None else step == right)
            wrong += chances[offers] * (call in {Call.CLEAR, Call.LIKELY} and step != right)
    return float(correct), float(wrong)


@cache
def _verdict(ratio: str, k: int, n: int) -> Verdict:
    return judge(MatureCount(k, n, n, n, n), BENCHMARKS[ratio]).verdict


@cache
def _claim(n: int, k: int, offers: int) -> tuple[Call, int | None]:
    counts = (("application_to_interview", k, n), ("interview_to_offer", offers, k))
    ranges = [BENCHMARKS[ratio] for ratio, *_ in counts]
    steps = [
        Step(str(i), "", hits, trials, ranges[i].low, ranges[i].high) for i, (_, hits, trials) in enumerate(counts)
    ]
    found = judge_steps(steps)
    return found.call, None if found.step is None else int(found.step.step.id)
