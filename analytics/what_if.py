"""What if: the forecast at another pace or with other rates, as 20 equally likely courses, and two of them compared.

A rate that the person does not touch stays their own, with its uncertainty; one they fix is taken as certain. Both hold
for what is still to come: applications already sent keep the person's own interview rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from scipy.special import betaincinv

from analytics.benchmarks import document_benchmarks
from analytics.constants import FORECAST_GRID, MIN_EVENTS, SHRINK_APPLICATIONS
from analytics.delays import Delays, application_weights
from analytics.forecast import YEAR, SearchState, WhatIf, forecast_from, prospect_of
from analytics.groups import referred
from analytics.offer_chances import Pipeline
from analytics.wording import number, percent
from data.language import _, plural

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from analytics.forecast import Forecast
    from analytics.results import AnalysisReport, Benchmark

DOTS: Final = 20  # each stands for a chance of 1 in 20
GROUP_MIN_AGED: Final = 10.0  # applications of either kind before referrals can be compared
MONTH_MIN_AGED: Final = 20.0  # applications of a month that can be somebody's best
TAIL: Final = 0.1  # on either side of an 80 % range


@dataclass(frozen=True, slots=True)
class Scenario:
    """What to try; None keeps the person's own.

    pace: applications a week; interview_rate: share 0..1 of applications that lead to an interview; referral_share:
    share 0..1 of applications with a referral, used where interview_rate is None; interviews_per_offer: rounds held.
    """

    pace: float | None = None
    interview_rate: float | None = None
    referral_share: float | None = None
    interviews_per_offer: float | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """Applications of one kind: sent, of these with an interview, and the mature-equivalent count."""

    sent: int
    interviewed: int
    aged: float


@dataclass(frozen=True, slots=True)
class Referrals:
    """Applications with and without a referral. Those of which it is not known are in neither."""

    with_one: Kind
    without: Kind

    @property
    def share(self) -> float:
        """Share of applications with a referral among those that are known, 0..1."""
        return self.with_one.sent / (self.with_one.sent + self.without.sent)

    def rates(self, share: float) -> tuple[float, ...]:
        """Equally likely interview rates if `share` (0..1) of the applications had a referral.

        Source:
            Each kind has the posterior Beta(40 m + k, 40 (1 - m) + N - k), m the rate of both together, so that a small
            kind stays near it; quantiles of the mixture over the grid of both, taken as independent.
        """
        kinds = self.with_one, self.without
        k, aged = (sum(getattr(kind, name) for kind in kinds) for name in ("interviewed", "aged"))
        overall = (1 + k) / (SHRINK_APPLICATIONS + aged)
        steps = (np.arange(FORECAST_GRID) + 0.5) / FORECAST_GRID
        one, other = (
            betaincinv(
                SHRINK_APPLICATIONS * overall + kind.interviewed,
                SHRINK_APPLICATIONS * (1 - overall) + kind.aged - kind.interviewed,
                steps,
            )
            for kind in kinds
        )
        mixed = share * one[:, None] + (1 - share) * other[None, :]
        return tuple(float(rate) for rate in np.quantile(mixed, steps))


@dataclass(frozen=True, slots=True)
class BestMonth:
    """The month of applications with the best interview rate. rate: pulled toward the overall one; pace: a week."""

    month: date
    applications: int
    interviewed: int
    rate: float
    pace: float


@dataclass(frozen=True, slots=True)
class OwnRates:
    """The person's own rates, each as (low, middle, high): an 80 % range around the median."""

    interview: tuple[float, float, float]
    interviews_per_offer: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scenario and its forecast. dots: week of each of 20 equally likely courses, None for later than a year."""

    scenario: Scenario
    forecast: Forecast
    dots: tuple[float | None, ...]
    held: str  # what is fixed, and what stays the person's own
    odds: str

    @property
    def even_week(self) -> int | None:
        """The whole week by which the odds are even; None for more than a year or without a forecast."""
        return _week(self.forecast.even_odds_weeks)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What is taken for granted, a sentence each."""
        more: tuple[str, ...] = ()
        if self.scenario.interview_rate is None and self.scenario.referral_share is not None:
            more = (_("Referred applications may differ in other ways too, so more of them need not do as well."),)
        return (*self.forecast.assumptions, *more)


def state_of(report: AnalysisReport) -> SearchState | None:
    """What a report says that a forecast needs; for totals the rates alone, without pace and open applications.

    None where neither the history nor its totals can say how many interviews there were.
    """
    if report.forecast is not None:
        return report.forecast.state
    first, rounds, process = (
        report.ratios[name] for name in ("application_to_interview", "interview_to_offer", "process_to_offer")
    )
    if first.successes is None or process.successes is None or process.trials is None:
        return None
    held = process.trials if rounds.trials is None else rounds.trials
    return SearchState(
        pace=None,
        interviewed=first.successes,
        aged_applications=first.mature_trials or 0.0,
        offers=process.successes,
        aged_processes=process.mature_trials or 0.0,
        rounds_per_process=(held + 2) / (process.trials + 1),
        pipeline=Pipeline(),
        delays=report.delays or Delays(),
    )


def ranges_of(report: AnalysisReport) -> dict[str, Benchmark]:
    """The ranges that a report was judged by."""
    used = {name: ratio.benchmark for name, ratio in report.ratios.items() if ratio.benchmark is not None}
    return {**document_benchmarks(), **used}


def referrals_of(journeys: pd.DataFrame, as_of: date, delays: Delays) -> Referrals | None:
    """Count applications with and without a referral; None where there are too few of either to compare.

    Counts: applications whose file knows about interviews and of which it is known whether they had a referral; at
    least 10 of either kind must have aged enough, and 3 interviews have come of both together.
    """
    flags = referred(journeys)
    known = journeys["knows_interviews"].astype(bool) & flags.notna()
    kinds = [_kind(journeys[known & (flags == wanted).fillna(value=False)], as_of, delays) for wanted in (True, False)]
    if min(kind.aged for kind in kinds) < GROUP_MIN_AGED or sum(kind.interviewed for kind in kinds) < MIN_EVENTS:
        return None
    return Referrals(*kinds)


def _kind(rows: pd.DataFrame, as_of: date, delays: Delays) -> Kind:
    interviewed = int(rows["reached_interview"].sum())
    aged = float(application_weights(rows, as_of, delays.interview.cdf)["low"].sum()) if len(rows) else 0.0
    return Kind(len(rows), interviewed, max(aged, float(interviewed)))


def best_month(report: AnalysisReport) -> BestMonth | None:
    """The month with the best interview rate among those with enough aged applications; None where there is none.

    Counts: months whose applications are all at least 45 days old, with 20 aged applications and 3 interviews. The best
    of several months is partly luck, so its rate is pulled toward the overall one: (k + 40 m) / (N + 40).
    """
    ratio, months = report.ratios["application_to_interview"], report.cohorts
    if months is None or months.empty or ratio.successes is None or ratio.mature_trials is None:
        return None
    overall = (1 + ratio.successes) / (SHRINK_APPLICATIONS + ratio.mature_trials)
    enough = (months["mature_trials"] >= MONTH_MIN_AGED) & (months["successes"] >= MIN_EVENTS)
    good = months[months["mature"].astype(bool) & enough]
    if good.empty:
        return None
    rates = (good["successes"] + SHRINK_APPLICATIONS * overall) / (good["mature_trials"] + SHRINK_APPLICATIONS)
    best = int(np.argmax(rates.to_numpy()))
    month = pd.Timestamp(good["month"].iloc[best])
    sent, interviewed = (int(good[name].iloc[best]) for name in ("applications", "successes"))
    return BestMonth(month.date(), sent, interviewed, float(rates.max()), sent / (month.days_in_month / 7))


def benchmark_end(ranges: Mapping[str, Benchmark], *, high: bool) -> Scenario:
    """The low or the high end of both ranges: few interviews for one offer are the high end."""
    rate, per_offer = ranges["application_to_interview"], ranges["interviews_per_offer"]
    if high:
        return Scenario(interview_rate=rate.high, interviews_per_offer=per_offer.low)
    return Scenario(interview_rate=rate.low, interviews_per_offer=per_offer.high)


def own_rates(state: SearchState, ranges: Mapping[str, Benchmark]) -> OwnRates:
    """The rates a forecast uses where nothing is fixed, as ranges of 80 %."""
    prospect = prospect_of(state, ranges, WhatIf(), 0.0)
    shares = [TAIL, 0.5, 1 - TAIL]
    low, middle, high = (float(rate) for rate in np.quantile(prospect.interview_rates, shares))
    fewest, usual, most = (
        float(rounds) for rounds in np.quantile(state.rounds_per_process / prospect.offer_rates, shares)
    )
    return OwnRates((low, middle, high), (fewest, usual, most))


def outcome(
    state: SearchState,
    scenario: Scenario,
    *,
    ranges: Mapping[str, Benchmark] | None = None,
    referrals: Referrals | None = None,
) -> Outcome:
    """Forecast a scenario.

    Args:
        state: what the history says, see `state_of`.
        scenario: what to try.
        ranges: by ratio id, where the person's own rates start from; the documents'.
        referrals: needed for a scenario with a share of referrals; without it the share changes nothing.

    Returns:
        Outcome; without dots where nothing can be forecast (an offer is there, no pace is known or chosen).

    Source:
        `analytics.forecast.forecast_from`; the dots are the quantiles .025, .075, ..., .975 of its waiting time.

    >>> state = SearchState(10.0, 3, 100.0, 0, 3.0, 1.0, Pipeline(), Delays())
    >>> outcome(state, Scenario(pace=20.0)).odds
    'A 1 in 10 chance by week 9, even odds by week 35.'
    """
    rate: float | tuple[float, ...] | None = scenario.interview_rate
    if rate is None and scenario.referral_share is not None and referrals is not None:
        rate = referrals.rates(scenario.referral_share)
    per_round = None if scenario.interviews_per_offer is None else 1 / scenario.interviews_per_offer
    found = forecast_from(state, benchmarks=ranges, what_if=WhatIf(scenario.pace, rate, per_round))
    return outcome_of(found, scenario)


def outcome_of(found: Forecast, scenario: Scenario | None = None) -> Outcome:
    """A forecast that is made already, with its dots; `scenario` None: as things are.

    Source:
        Kay et al. 2016, "When (ish) is My Bus?": quantile dot plots; here 20 dots.
    """
    scenario = scenario or Scenario()
    shares = [(position + 0.5) / DOTS for position in range(DOTS)] if found.chances else []
    weeks = [found.weeks_until(share) for share in shares]
    dots = tuple(week if week is not None and week <= YEAR else None for week in weeks)
    return Outcome(scenario, found, dots, held(scenario), _odds(found))


def held(scenario: Scenario) -> str:
    """Say which rates are fixed and which stay the person's own.

    >>> held(Scenario(interview_rate=0.03))
    'Fixed: an interview rate of 3 %. Your interviews for one offer keep their own uncertainty.'
    """
    rate, per_offer, share = scenario.interview_rate, scenario.interviews_per_offer, scenario.referral_share
    if rate is None and per_offer is None:
        own = _("No rate is fixed: both keep the uncertainty of your own numbers.")
        if share is None:
            return own
        return own + " " + _("With {share} of applications referred.", share=percent(share))
    if rate is not None and per_offer is not None:
        return _(
            "Fixed: an interview rate of {rate} and {interviews} interviews for one offer.",
            rate=percent(rate),
            interviews=number(per_offer),
        )
    if rate is not None:
        fixed = _("Fixed: an interview rate of {rate}.", rate=percent(rate))
        return fixed + " " + _("Your interviews for one offer keep their own uncertainty.")
    fixed = _("Fixed: {interviews} interviews for one offer.", interviews=number(per_offer or 0))
    if share is None:
        return fixed + " " + _("Your interview rate keeps its own uncertainty.")
    return fixed + " " + _("The rate with {share} referred keeps its own uncertainty.", share=percent(share))


def difference(one: Outcome, other: Outcome) -> str:
    """Compare two scenarios, called A and B, in one or two sentences; "" where one has no forecast."""
    if not one.dots or not other.dots:
        return ""
    year, later = (percent(each.forecast.within[YEAR]) for each in (one, other))
    chances = _("Within a year the chance of an offer is {a} with A and {b} with B.", a=year, b=later)
    if year == later:
        chances = _("Within a year the chance of an offer is {chance} with both.", chance=year)
    return f"{_even_odds(one.even_week, other.even_week)} {chances}"


def finding(one: Outcome, other: Outcome) -> str:
    """The comparison in one line, for a title."""
    weeks = one.even_week, other.even_week
    if not one.dots and not other.dots:
        return _("There is nothing to forecast yet")
    if weeks == (None, None):
        a, b = (each.forecast.within.get(YEAR, 0.0) for each in (one, other))
        if percent(a) == percent(b):
            return _("With A and with B, the chance of an offer within a year is {chance}", chance=percent(a))
        better = "A" if a > b else "B"
        return _("Even odds take more than a year; within one, {scenario} has the better chance", scenario=better)
    if weeks[0] == weeks[1]:
        return _("A and B reach even odds by the same week, week {week}", week=weeks[0])
    first, week = ("A", weeks[0]) if weeks[1] is None or (weeks[0] or YEAR + 1) < weeks[1] else ("B", weeks[1])
    return _("{scenario} reaches even odds first, by week {week}", scenario=first, week=week)


def _even_odds(one: int | None, other: int | None) -> str:
    if one is None and other is None:
        return _("With A and with B, even odds take more than a year.")
    if one is None or other is None:
        named, week, slow = ("B", other, "A") if one is None else ("A", one, "B")
        return _(
            "With {scenario}, even odds come by week {week}. With {slower} they take more than a year.",
            scenario=named,
            week=week,
            slower=slow,
        )
    if one == other:
        return _("With A and with B, even odds come by week {week}.", week=one)
    if other < one:
        return plural(
            one - other,
            "With B, even odds come {n} week sooner: by week {b}, not {a}.",
            "With B, even odds come {n} weeks sooner: by week {b}, not {a}.",
            a=one,
            b=other,
        )
    return plural(
        other - one,
        "With B, even odds come {n} week later: by week {b}, not {a}.",
        "With B, even odds come {n} weeks later: by week {b}, not {a}.",
        a=one,
        b=other,
    )


def _odds(found: Forecast) -> str:
    if not found.within:
        return ""
    soon, even = _week(found.one_in_ten_weeks), _week(found.even_odds_weeks)
    if soon is None:
        return _("A 1 in 10 chance takes more than a year.")
    if even is None:
        return _("A 1 in 10 chance by week {week}, more than a year for even odds.", week=soon)
    return _("A 1 in 10 chance by week {soon}, even odds by week {even}.", soon=soon, even=even)


def _week(weeks: float | None) -> int | None:
    return max(1, ceil(weeks)) if weeks is not None and weeks <= YEAR else None
