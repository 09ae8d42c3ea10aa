"""What a change would bring if it worked: offers per 100 applications and the chance of an offer, now and then.

Both come from the forecast: once with the person's own rates, once with one of them as it would be (`WhatIf`). That it
gets there is an assumption and said so; how sure it is that a change works is told by an experiment, not here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from analytics.benchmarks import document_benchmarks
from analytics.delays import Delays
from analytics.forecast import SearchState, WhatIf, prospect_of
from analytics.offer_chances import Pipeline, Prior, chances_by
from analytics.wording import percent, small_number

if TYPE_CHECKING:
    from analytics.offer_chances import Prospect
    from analytics.results import AnalysisReport, Benchmark

HUNDRED: Final = 100.0
HALF_A_YEAR: Final = 26  # weeks
NOTICEABLE: Final = 1.1  # a smaller gain is not worth a sentence


@dataclass(frozen=True, slots=True)
class ExpectedGain:
    """A sentence on what a change would bring, "" where nothing can be said, and every number in it.

    numbers: offers_now, offers_then (per 100 applications: middle, and _low, _high of an 80 % range), chance_now,
    chance_then (0..1, of an offer within 26 weeks; left out where nothing is under way).
    """

    sentence: str = ""
    numbers: dict[str, float | int | str | None] = field(default_factory=dict)


def expected_gain(report: AnalysisReport, tried: WhatIf) -> ExpectedGain:
    """Compare the forecast of today with the one that `tried` would give.

    Counts: those of the forecast (`analytics.forecast.search_state`); totals without dates have no chances over time.

    Args:
        report: ratios, and the forecast where there is one.
        tried: the rate or the pace as it would be.

    Returns:
        ExpectedGain; empty after an offer, where interviews are unknown, or where there is nothing to gain.

    Source:
        Mean and quantiles .1 and .9 of offers per application over the posteriors of both rates, as the forecast has
        them; a rate that is tried is taken as certain.
    """
    state = report.forecast.state if report.forecast is not None else _of_totals(report)
    if state is None or state.has_offer:
        return ExpectedGain()
    ranges = _ranges(report)
    now, then = (
        prospect_of(state, ranges, what_if, state.pace or 0.0, Prior.BENCHMARK) for what_if in (WhatIf(), tried)
    )
    if tried.pace is not None:
        return _chances(now, replace(then, pace=tried.pace))
    return _more_offers(now, then)


def rates_so_far(report: AnalysisReport) -> ExpectedGain:
    """What the person's own rates bring: offers per 100 applications. Counts and errors as in `expected_gain`."""
    state = report.forecast.state if report.forecast is not None else _of_totals(report)
    if state is None or state.has_offer or not state.aged_applications:
        return ExpectedGain()
    values = _per_hundred(prospect_of(state, _ranges(report), WhatIf(), state.pace or 0.0, Prior.BENCHMARK))
    sentence = (
        f"As far as your numbers can tell, 100 applications bring about {_offers(values[1])} "
        f"(80 % range: {_range(values)})."
    )
    return ExpectedGain(sentence, _named("offers_now", values) | {"per": HUNDRED})


def _ranges(report: AnalysisReport) -> dict[str, Benchmark]:
    own = {name: ratio.benchmark for name, ratio in report.ratios.items() if ratio.benchmark is not None}
    return {**document_benchmarks(), **own}


def _of_totals(report: AnalysisReport) -> SearchState | None:
    """Totals as a search at rest: rates without dates."""
    first, process = (report.ratios.get(name) for name in ("application_to_interview", "process_to_offer"))
    if first is None or first.successes is None or process is None or process.trials is None:
        return None
    rounds = report.ratios["interview_to_offer"].trials
    return SearchState(
        pace=0.0,
        interviewed=first.successes,
        aged_applications=first.mature_trials or 0.0,
        offers=process.successes or 0,
        aged_processes=process.mature_trials or 0.0,
        rounds_per_process=((process.trials if rounds is None else rounds) + 2) / (process.trials + 1),
        pipeline=Pipeline(),
        delays=report.delays or Delays(),
    )


def _more_offers(now: Prospect, then: Prospect) -> ExpectedGain:
    before, after = _per_hundred(now), _per_hundred(then)
    if after[1] < NOTICEABLE * before[1]:
        return ExpectedGain()
    numbers = _named("offers_now", before) | _named("offers_then", after) | {"per": HUNDRED}
    sentence = (
        f"100 applications would then bring about {_offers(after[1])} (80 % range: {_range(after)}), against about "
        f"{small_number(before[1])} at your rates so far ({_range(before)})."
    )
    chances = _chances(now, then)
    return ExpectedGain(f"{sentence} {chances.sentence}".strip(), numbers | chances.numbers)


def _chances(now: Prospect, then: Prospect) -> ExpectedGain:
    before, after = (float(chances_by(prospect, [HALF_A_YEAR])[0]) for prospect in (now, then))
    if before <= 0 or after <= before or percent(before) == percent(after):
        return ExpectedGain()
    sentence = (
        f"The chance of an offer within {HALF_A_YEAR} weeks would be about {percent(after)} instead of "
        f"{percent(before)}."
    )
    return ExpectedGain(sentence, {"chance_now": before, "chance_then": after, "weeks_ahead": HALF_A_YEAR})


def _per_hundred(prospect: Prospect) -> tuple[float, float, float]:
    """Offers per 100 applications: quantile .1, mean, quantile .9. The mean grows just as `Standing.gain` says."""
    offers = HUNDRED * np.outer(prospect.interview_rates, prospect.offer_rates)
    low, high = np.quantile(offers, [0.1, 0.9])
    return float(low), float(offers.mean()), float(high)


def _named(name: str, values: tuple[float, float, float]) -> dict[str, float | int | str | None]:
    low, middle, high = values
    return {f"{name}_low": low, name: middle, f"{name}_high": high}


def _offers(value: float) -> str:
    return f"{small_number(value)} {'offer' if small_number(value) == '1' else 'offers'}"


def _range(values: tuple[float, float, float]) -> str:
    return f"{small_number(values[0])} to {small_number(values[2])}"
