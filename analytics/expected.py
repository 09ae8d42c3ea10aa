"""What a change would bring if it worked: offers per 100 applications and the chance of an offer, now and then.

Both come from the forecast: once with the person's own rates, once with one of them as it would be (`WhatIf`). That it
gets there is an assumption and said so; how sure it is that a change works is told by an experiment, not here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from analytics.benchmarks import both_called
from analytics.forecast import WhatIf, prospect_of
from analytics.offer_chances import Prior, chances_by
from analytics.what_if import ranges_of, state_of
from analytics.wording import number, percent, small_number
from data.language import _

if TYPE_CHECKING:
    from analytics.forecast import SearchState
    from analytics.offer_chances import Prospect
    from analytics.results import AnalysisReport

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
    prospects = _prospects(report, tried)
    if prospects is None:
        return ExpectedGain()
    return _chances(*prospects) if tried.pace is not None else _more_offers(*prospects)


def gain_at_pace(report: AnalysisReport, pace: float) -> ExpectedGain:
    """As `expected_gain` for so many applications a week, which the sentence names."""
    prospects = _prospects(report, WhatIf(pace=pace))
    return ExpectedGain() if prospects is None else _chances(*prospects, pace=pace)


def _prospects(report: AnalysisReport, tried: WhatIf) -> tuple[Prospect, Prospect] | None:
    """Today's forecast and the one with what is tried; None where there is nothing to compare."""
    state = _searching(report)
    if state is None:
        return None
    ranges = ranges_of(report)
    now, then = (
        prospect_of(state, ranges, what_if, state.pace or 0.0, Prior.BENCHMARK) for what_if in (WhatIf(), tried)
    )
    return now, then if tried.pace is None else replace(then, pace=tried.pace)


def rates_so_far(report: AnalysisReport) -> ExpectedGain:
    """What the person's own rates bring: offers per 100 applications. Counts and errors as in `expected_gain`."""
    state = _searching(report)
    if state is None or not round(state.aged_applications):
        return ExpectedGain()
    ranges = ranges_of(report)
    values = _per_hundred(prospect_of(state, ranges, WhatIf(), state.pace or 0.0, Prior.BENCHMARK))
    sentence = _(
        "As far as your numbers can tell, 100 applications bring about {offers} (80 % range: {range}). This estimate "
        "starts from {benchmark} and moves to your own counts as they grow.",
        offers=_offers(values[1]),
        range=_range(values),
        benchmark=both_called(ranges),
    )
    return ExpectedGain(sentence, _named("offers_now", values) | {"per": HUNDRED})


def _searching(report: AnalysisReport) -> SearchState | None:
    """What is known of a search, None after an offer or where nothing is known of interviews."""
    state = state_of(report)
    return None if state is None or state.has_offer or not state.knows_interviews else state


def _more_offers(now: Prospect, then: Prospect) -> ExpectedGain:
    before, after = _per_hundred(now), _per_hundred(then)
    if after[1] < NOTICEABLE * before[1]:
        return ExpectedGain()
    numbers = _named("offers_now", before) | _named("offers_then", after) | {"per": HUNDRED}
    sentence = _(
        "100 applications would then bring about {offers} (80 % range: {range}), against about {now} at your rates so "
        "far ({range_now}).",
        offers=_offers(after[1]),
        range=_range(after),
        now=small_number(before[1]),
        range_now=_range(before),
    )
    chances = _chances(now, then)
    return ExpectedGain(f"{sentence} {chances.sentence}".strip(), numbers | chances.numbers)


def _chances(now: Prospect, then: Prospect, pace: float | None = None) -> ExpectedGain:
    before, after = (float(chances_by(prospect, [HALF_A_YEAR])[0]) for prospect in (now, then))
    if before <= 0 or after <= before or percent(before) == percent(after):
        return ExpectedGain()
    chances = {"weeks": HALF_A_YEAR, "then": percent(after), "now": percent(before)}
    if pace is None:
        sentence = _(
            "The chance of an offer within {weeks} weeks would be about {then} instead of {now}.",
            **chances,
        )
    else:
        sentence = _(
            "With {pace} a week: the chance of an offer within {weeks} weeks would be about {then} instead of {now}.",
            pace=number(pace),
            **chances,
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
    written = small_number(value)
    return _("{number} offer", number=written) if written == "1" else _("{number} offers", number=written)


def _range(values: tuple[float, float, float]) -> str:
    return _("{low} to {high}", low=small_number(values[0]), high=small_number(values[2]))
