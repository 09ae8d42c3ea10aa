"""Which step of the search costs most offers, measured against the documents' ranges.

Offers are a product: applications x interview rate x rounds per process x offer rate. Every step of a product matters
equally per per cent, so only the room up to a benchmark can tell one from another. Volume is a lever of its own: offers
grow in step with applications, whatever the rates are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from math import log
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betaincinv

from analytics.constants import (
    BOTTLENECK_CLEAR,
    BOTTLENECK_GRID,
    BOTTLENECK_LIKELY,
    BOTTLENECK_MIN_GAIN,
    BOTTLENECK_NONE,
    LARGEST_GAIN,
)
from analytics.intervals import posterior
from analytics.results import Verdict
from analytics.wording import number, percent
from data.language import _, speaks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from analytics.results import Ratio


class Call(StrEnum):
    """How sure it is that one step is the bottleneck."""

    CLEAR = "clear"
    LIKELY = "likely"
    NONE = "none"  # no step falls short of its range
    NOT_CLEAR = "not_clear"
    UNKNOWN = "unknown"  # the files cannot say


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the funnel: successes out of mature-equivalent trials, and the range it is compared with (rates)."""

    id: str
    label: str
    successes: int
    trials: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How far one step is from its range.

    mean: posterior mean of its rate; gain: factor on the number of offers if the rate came up to the low end, at least
    1; share: its part of the whole shortfall, 0..1, None if no step falls short; probability: that it falls short most.
    """

    step: Step
    mean: float
    gain: float
    share: float | None
    probability: float


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """The answer: call, the step it is about (None unless clear or likely), and the figures behind it.

    chance_none: probability that every step reaches the low end of its range.
    """

    call: Call
    step: Shortfall | None
    shortfalls: tuple[Shortfall, ...]
    chance_none: float
    sentence: str


def find_bottleneck(ratios: Sequence[Ratio], *, readings_agree: bool = True) -> Bottleneck:
    """Say which conversion rate costs most offers, if the numbers can tell.

    Counts: successes out of mature-equivalent trials of each ratio that has a benchmark. Left out: ratios whose counts
    are unknown or without a benchmark; with fewer than two left, the answer is "unknown".

    Args:
        ratios: application_to_interview and interview_to_offer, in the order of the funnel.
        readings_agree: whether interview rounds and companies give the same verdict on interview_to_offer; if not, no
            bottleneck is claimed there, since it depends on how interviews are counted.

    Returns:
        Bottleneck, with the steps in the order given.

    Source:
        `shortfalls_of`; thresholds .80, .70 and a gain of 1.25 by simulation (docs/simulations.md).

    >>> find_bottleneck([]).call.value
    'unknown'
    """
    steps = [step for ratio in ratios if (step := _step(ratio)) is not None]
    if len(steps) < 2:
        return Bottleneck(Call.UNKNOWN, None, (), 0.0, _("Your file does not say enough to compare the steps."))
    found = judge_steps(steps, readings_agree=readings_agree)
    beside = _beside(found, {ratio.id: ratio.verdict for ratio in ratios})
    return replace(found, sentence=f"{found.sentence} {beside}".strip())


def judge_steps(steps: Sequence[Step], *, readings_agree: bool = True) -> Bottleneck:
    """Say which of two or more steps is the bottleneck, from counts alone; see `find_bottleneck`.

    >>> result = judge_steps([
    ...     Step("application_to_interview", "Applications to interviews", 0, 400, 0.02, 0.03),
    ...     Step("interview_to_offer", "Interviews to offers", 2, 24, 1 / 15, 1 / 10)])
    >>> result.call.value, result.step.step.id, round(result.step.gain, 1)
    ('clear', 'application_to_interview', 8.8)
    """
    shortfalls = shortfalls_of(steps)
    chance_none = max(0.0, 1.0 - sum(shortfall.probability for shortfall in shortfalls))
    worst = max(shortfalls, key=lambda shortfall: shortfall.gain)
    call = _call(worst, chance_none)
    doubtful = not readings_agree and worst.step.id == "interview_to_offer"
    if doubtful and call in {Call.CLEAR, Call.LIKELY}:
        call = Call.NOT_CLEAR
    found = worst if call in {Call.CLEAR, Call.LIKELY} else None
    return Bottleneck(call, found, shortfalls, chance_none, _sentence(call, worst, doubtful=doubtful))


def shortfalls_of(steps: Sequence[Step]) -> tuple[Shortfall, ...]:
    """Measure how far each step is from the low end of its range, and how likely it is to be the farthest.

    Counts: as in `find_bottleneck`.

    Args:
        steps: in the order of the funnel, at least one.

    Returns:
        One Shortfall for each step, in the same order.

    Source:
        Shortfall s = max(0, ln(low / rate)) of posterior rates, Beta(1 + k, 1/m - 1 + N - k), m the middle of the
        range. P(s largest) over the grid of 200 midpoint quantiles of each step: no random numbers.

    >>> one, two = shortfalls_of([Step("a", "", 2, 300, 0.02, 0.03), Step("b", "", 1, 40, 1 / 15, 1 / 10)])
    >>> round(one.share, 10)
    0.5980241462
    """
    means, logs = [], []
    for step in steps:
        a, b = posterior(step.successes, step.trials, (step.low + step.high) / 2)
        means.append(a / (a + b))
        logs.append(_log_shortfalls(step.low, a, b))
    gains = [max(1.0, step.low / mean) for step, mean in zip(steps, means, strict=True)]
    total = sum(log(gain) for gain in gains)
    return tuple(
        Shortfall(step, mean, gain, log(gain) / total if total > 0 else None, _chance_largest(logs, i))
        for i, (step, mean, gain) in enumerate(zip(steps, means, gains, strict=True))
    )


def _log_shortfalls(low: float, a: float, b: float) -> NDArray[np.float64]:
    """Sorted shortfalls at the midpoint quantiles of the rate, in log points; 0 where the range is reached."""
    shares = (np.arange(BOTTLENECK_GRID) + 0.5) / BOTTLENECK_GRID
    # a quantile can underflow to 0 where the rate is all but impossible
    rates = np.maximum(betaincinv(a, b, shares), np.finfo(np.float64).tiny)
    return np.sort(np.maximum(0.0, np.log(low / rates)))


def _chance_largest(logs: Sequence[NDArray[np.float64]], index: int) -> float:
    """Share of the grid in which shortfall `index` is above 0 and above all others."""
    own = logs[index]
    chance = (own > 0).astype(np.float64)
    for other, values in enumerate(logs):
        if other != index:
            chance *= np.searchsorted(values, own, side="left") / len(values)
    return float(chance.mean())


def _step(ratio: Ratio) -> Step | None:
    if ratio.successes is None or ratio.mature_trials is None or ratio.benchmark is None:
        return None
    low, high = ratio.benchmark.low, ratio.benchmark.high
    return Step(ratio.id, ratio.label, ratio.successes, ratio.mature_trials, low, high)


def _call(worst: Shortfall, chance_none: float) -> Call:
    if worst.gain >= BOTTLENECK_MIN_GAIN and worst.probability >= BOTTLENECK_CLEAR:
        return Call.CLEAR
    if worst.gain >= BOTTLENECK_MIN_GAIN and worst.probability >= BOTTLENECK_LIKELY:
        return Call.LIKELY
    return Call.NONE if chance_none >= BOTTLENECK_NONE else Call.NOT_CLEAR


def _sentence(call: Call, worst: Shortfall, *, doubtful: bool) -> str:
    if call is Call.NONE:
        return _("Neither step falls clearly short of its range. More applications would bring more offers in step.")
    if call is Call.NOT_CLEAR and doubtful:
        return _("Which step costs most offers depends on how interviews are counted, so no step is named.")
    name = _(_NAMES.get(worst.step.id, worst.step.label))
    if call is Call.NOT_CLEAR:
        return _not_clear(worst, name)
    gain = number(worst.gain)
    if worst.gain > LARGEST_GAIN:
        gain = _("over {number}", number=number(LARGEST_GAIN))
    more = _(
        "If it came up to {rate}, the same applications would bring about {gain} times as many offers, all else equal.",
        rate=percent(worst.step.low),
        gain=gain,
    )
    return _(_SHORT[call], step=name, sure=percent(worst.probability)) + " " + more


def _not_clear(worst: Shortfall, name: str) -> str:
    """Why no step is named: too little to win, or not sure enough which one falls short most."""
    if worst.probability >= BOTTLENECK_LIKELY:
        return _(
            "No step is named. The step from {step} falls short most ({sure} sure), but coming up to its range would "
            "probably bring less than {least} more offers.",
            step=name,
            sure=percent(worst.probability),
            least=percent(BOTTLENECK_MIN_GAIN - 1),
        )
    return _(
        "No step is named. So far it is {sure} sure that the step from {step} falls short most; {least} is needed.",
        sure=percent(worst.probability),
        step=name,
        least=percent(BOTTLENECK_LIKELY),
    )


def _beside(found: Bottleneck, verdicts: Mapping[str, Verdict | None]) -> str:
    """What to add where the verdict on the same rate says less: the two rules ask different questions."""
    verdict = None if found.step is None else verdicts[found.step.step.id]
    if verdict is Verdict.TOO_EARLY:
        return _("Whether that rate is below its range is too early to tell. This says only where to look first.")
    if verdict is Verdict.WITHIN:
        return _("That rate may still be about at its range. This says only where to look first.")
    return ""


_NAMES = {
    "application_to_interview": "application to interview",
    "interview_to_offer": "interview to offer",
}
_SHORT = {
    Call.CLEAR: "The step from {step} clearly falls short most ({sure} sure).",
    Call.LIKELY: "The step from {step} probably falls short most ({sure} sure).",
}


speaks(__name__)
