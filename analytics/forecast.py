"""Weeks to the first or next offer at the present pace and ratios: a range, never a date and never a mean.

The mean waiting time is infinite while the rates are uncertain, so the forecast says by which week the odds are 1 in 10
and even, and what the chance is within 8, 13, 26 and 52 weeks. It takes the future to be like the past.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analytics.assumptions import assumptions
from analytics.benchmarks import both_called, document_benchmarks, whose
from analytics.constants import MOST_OFFERS_PER_INTERVIEWED, PACE_WEEKS
from analytics.delays import blended_delays, days_between
from analytics.endings import ending_of
from analytics.months import last_days, month_only, spread_days
from analytics.offer_chances import Pipeline, Prior, Prospect, chances_by, rate_quantiles
from analytics.ratios import journey_evidence
from analytics.wording import applications_a_week, percent, weeks
from data.language import _, speaks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from analytics.delays import Delays, MatureCount
    from analytics.results import Benchmark

HORIZONS: Final = (8, 13, 26, 52)  # weeks
YEAR: Final = 52  # beyond it a week is not named: "more than a year"
# Every week of a year, then every fourth up to five years: enough to find the even odds of a slow search.
WEEKS: Final = (*range(YEAR + 1), *range(56, 261, 4))


class Outlook(StrEnum):
    """Whether there is something to forecast."""

    FORECAST = "forecast"
    HAS_OFFER = "has_offer"
    NO_PACE = "no_pace"  # no dates: the pace is unknown, until the person names one


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Values to try instead of the person's own; None keeps theirs.

    pace: applications a week; application_to_interview: share 0..1 of the applications still to be sent, or several
    equally likely values of it, as many as `FORECAST_GRID`; interview_to_offer: offers per interview round, 0..1. A
    single rate that is given is taken as certain. Applications already sent keep the person's own rate.
    """

    pace: float | None = None
    application_to_interview: float | tuple[float, ...] | None = None
    interview_to_offer: float | None = None


@dataclass(frozen=True, slots=True)
class SearchState:
    """What a history says that the forecast needs. Counts are applications; aged ones are mature-equivalent.

    pace: applications a week, None without dates; interviewed out of aged_applications; offers out of aged_processes;
    rounds_per_process: interviews held for each interviewed application; undated_open: open ones that cannot be placed
    in time and are left out; weeks_to_first_offer: from the first application, None if unknown or none came.
    """

    pace: float | None
    interviewed: int
    aged_applications: float
    offers: int
    aged_processes: float
    rounds_per_process: float
    pipeline: Pipeline
    delays: Delays
    undated_open: int = 0
    has_offer: bool = False
    weeks_to_first_offer: int | None = None
    knows_interviews: bool = True


@dataclass(frozen=True, slots=True)
class Forecast:
    """Chances of an offer over time. `chances[i]` is the chance within `weeks[i]` weeks; empty if there is no forecast.

    within: {8: chance, 13: ..., 26: ..., 52: ...}; one_in_ten_weeks, even_odds_weeks, nine_in_ten_weeks: None where
    they lie beyond five years or there is no forecast; applications_per_offer: (low, middle, high), an 80 % range;
    benchmark_applications_per_offer: the same for the two ranges of the benchmark; pace: the one used;
    ranges_called: what the two ranges are called.
    """

    outlook: Outlook
    weeks: tuple[int, ...]
    chances: tuple[float, ...]
    within: dict[int, float]
    one_in_ten_weeks: float | None
    even_odds_weeks: float | None
    nine_in_ten_weeks: float | None
    pace: float | None
    applications_per_offer: tuple[float, float, float] | None
    benchmark_applications_per_offer: tuple[float, float]
    sentence: str
    assumptions: tuple[str, ...]
    state: SearchState
    ranges_called: str = field(default_factory=lambda: _("both benchmarks"))

    def weeks_until(self, chance: float) -> float | None:
        """Weeks after which the chance of an offer has reached `chance` (0..1); None if not within five years."""
        return _weeks_until(self.chances, chance)


def forecast(
    journeys: pd.DataFrame,
    *,
    as_of: date,
    delays: Delays | None = None,
    benchmarks: Mapping[str, Benchmark] | None = None,
    what_if: WhatIf | None = None,
) -> Forecast:
    """Say how long an offer may take, at the present pace and ratios.

    Counts: see `search_state`.

    Args:
        journeys: journeys frame.
        as_of: today.
        delays: how long answers take; learned from the history if not given.
        benchmarks: ranges by ratio id, where the rates start from before the person's own numbers; the documents'.
        what_if: pace and rates to try.

    Returns:
        Forecast. No forecast after an offer that is open or was taken, unless the search went on; none without a pace.

    Source:
        `analytics.offer_chances.chances_by`.

    >>> import datetime
    >>> from data.schema import JOURNEY_COLUMNS
    >>> dtypes = {name: "M8[s]" if name.endswith("_date") else "object" for name in JOURNEY_COLUMNS}
    >>> empty = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in dtypes.items()})
    >>> forecast(empty, as_of=datetime.date(2025, 3, 31)).outlook.value
    'no_pace'
    """
    state = search_state(journeys, as_of=as_of, delays=delays)
    return forecast_from(state, benchmarks=benchmarks, what_if=what_if)


def forecast_from(
    state: SearchState,
    *,
    benchmarks: Mapping[str, Benchmark] | None = None,
    what_if: WhatIf | None = None,
    prior: Prior = Prior.BENCHMARK,
) -> Forecast:
    """Forecast from what a history says; see `forecast`. Calling it again with another `what_if` is cheap.

    >>> from analytics.delays import Delays
    >>> state = SearchState(10.0, 3, 100.0, 0, 3.0, 1.0, Pipeline(), Delays())
    >>> answer = forecast_from(state, prior=Prior.BENCHMARK)
    >>> {week: round(chance, 3) for week, chance in answer.within.items()}
    {8: 0.051, 13: 0.121, 26: 0.269, 52: 0.449}
    """
    ranges, tried = {**document_benchmarks(), **(benchmarks or {})}, what_if or WhatIf()
    pace = state.pace if tried.pace is None else tried.pace
    outlook = Outlook.HAS_OFFER if state.has_offer else Outlook.NO_PACE if pace is None else Outlook.FORECAST
    prospect = prospect_of(state, ranges, tried, pace or 0.0, prior)
    known = outlook is Outlook.FORECAST
    chances = tuple(float(chance) for chance in chances_by(prospect, WEEKS)) if known else ()
    result = Forecast(
        outlook=outlook,
        weeks=WEEKS if known else (),
        chances=chances,
        within={week: chances[week] for week in HORIZONS} if known else {},
        one_in_ten_weeks=_weeks_until(chances, 0.1),
        even_odds_weeks=_weeks_until(chances, 0.5),
        nine_in_ten_weeks=_weeks_until(chances, 0.9),
        pace=pace,
        applications_per_offer=_applications_per_offer(prospect) if known else None,
        benchmark_applications_per_offer=_at_benchmark(ranges, state.rounds_per_process),
        sentence="",
        assumptions=assumptions(state, tried, pace, whose(ranges)),
        state=state,
        ranges_called=both_called(ranges, "both benchmarks"),
    )
    return replace(result, sentence=_sentence(result))


def search_state(
    journeys: pd.DataFrame,
    *,
    as_of: date,
    delays: Delays | None = None,
    evidence: Mapping[str, MatureCount | None] | None = None,
) -> SearchState:
    """Read from a history what the forecast needs.

    Counts: rates as in `analytics.ratios`, offers per interviewed application. The pace is the mean of the last four
    full weeks (Monday to Sunday), or of all weeks of a younger search. Left out of the pipeline: closed applications,
    and open ones without a date. An application marked as unanswered can still bring an offer, if a late one.

    Args:
        journeys: journeys frame.
        as_of: today.
        delays: how long answers take; learned from the history if not given.
        evidence: counts of the rates, where they are known already (see `analytics.ratios.journey_evidence`).

    Returns:
        SearchState.

    Source:
        Rounds per process (rounds + 2) / (processes + 1): two rounds until interviews show otherwise.
    """
    delays = delays or blended_delays(journeys, as_of)
    evidence = evidence or journey_evidence(journeys, as_of, delays)
    sent, held, rounds = (
        evidence[name] for name in ("application_to_interview", "process_to_offer", "interview_to_offer")
    )
    pipeline, undated = _pipeline(journeys, as_of)
    return SearchState(
        pace=_pace(spread_days(journeys["applied_date"], month_only(journeys, "applied"), as_of), as_of),
        interviewed=sent.successes if sent else 0,
        aged_applications=float(sent.low) if sent else 0.0,
        offers=held.successes if held else 0,
        aged_processes=float(held.low) if held else 0.0,
        rounds_per_process=(rounds.trials + 2) / (held.trials + 1) if rounds and held else 2.0,
        pipeline=pipeline,
        delays=delays,
        undated_open=undated,
        has_offer=ending_of(journeys, as_of).over,
        weeks_to_first_offer=_weeks_to_first_offer(journeys),
        knows_interviews=bool(journeys["knows_interviews"].astype(bool).any()) or journeys.empty,
    )


def prospect_of(
    state: SearchState,
    ranges: Mapping[str, Benchmark],
    tried: WhatIf,
    pace: float,
    prior: Prior = Prior.BENCHMARK,
) -> Prospect:
    """The rates and the pace that a forecast rests on.

    Args:
        state: what the history says.
        ranges: by ratio id, where the rates start from; must name both.
        tried: rates to take instead.
        pace: applications a week.
        prior: how firmly the rates start there.

    Returns:
        Prospect.
    """
    interviews, offers = (ranges[name] for name in ("application_to_interview", "interview_to_offer"))
    rounds, per_round = state.rounds_per_process, (offers.low + offers.high) / 2
    middle = (interviews.low + interviews.high) / 2
    own_rates = rate_quantiles(state.interviewed, state.aged_applications, middle, prior=prior)
    interview_rates = own_rates
    if tried.application_to_interview is not None:
        interview_rates = np.broadcast_to(np.asarray(tried.application_to_interview, np.float64), own_rates.shape)
    if tried.interview_to_offer is None:
        middle = min(rounds * per_round, MOST_OFFERS_PER_INTERVIEWED)
        offer_rates = rate_quantiles(state.offers, state.aged_processes, middle, prior=prior)
    else:
        offer_rates = np.array([min(rounds * tried.interview_to_offer, MOST_OFFERS_PER_INTERVIEWED)])
    return Prospect(interview_rates, offer_rates, pace, state.pipeline, state.delays, own_rates)


def _pipeline(journeys: pd.DataFrame, as_of: date) -> tuple[Pipeline, int]:
    still = journeys[journeys["possible_offer"].astype(bool)]
    interviewed = still["reached_interview"].astype(bool)
    silent = _least_age(still[~interviewed], "applied", as_of)
    waiting = _least_age(still[interviewed], "first_talk", as_of)
    days = [tuple(int(day) for day in column[column >= 0]) for column in (silent, waiting)]
    return Pipeline(*days), int(silent.isna().sum() + waiting.isna().sum())


def _least_age(journeys: pd.DataFrame, name: str, as_of: date) -> pd.Series:
    latest = last_days(journeys[f"{name}_date"], month_only(journeys, name), as_of)
    return days_between(pd.Series(latest, journeys.index), as_of)


def _pace(applied: pd.Series, as_of: date) -> float | None:
    """Mean applications a week over the last full weeks; over the days so far in the very first week."""
    today = pd.Timestamp(as_of)
    dates = applied.dropna()
    dates = dates[dates <= today]
    if dates.empty:
        return None
    monday = today - pd.Timedelta(days=today.day_of_week)
    first = dates.min()
    full = min(PACE_WEEKS, (monday - first).days // 7)
    if full < 1:
        return float(len(dates) * 7 / max(7, (today - first).days + 1))
    lately = dates.between(monday - pd.Timedelta(weeks=full), monday, inclusive="left")
    return float(lately.sum() / full)


def _weeks_to_first_offer(journeys: pd.DataFrame) -> int | None:
    first, offer = journeys["applied_date"].min(), journeys["offer_date"].min()
    known = pd.notna(first) and pd.notna(offer) and offer >= first
    return ceil((offer - first).days / 7) if known else None


def _weeks_until(chances: tuple[float, ...], chance: float) -> float | None:
    if not chances or chances[-1] < chance:
        return None
    return float(np.interp(chance, chances, WEEKS))


def _applications_per_offer(prospect: Prospect) -> tuple[float, float, float]:
    both = np.outer(prospect.interview_rates, prospect.offer_rates)
    low, middle, high = np.quantile(1 / both, [0.1, 0.5, 0.9])
    return float(low), float(middle), float(high)


def _at_benchmark(ranges: Mapping[str, Benchmark], rounds: float) -> tuple[float, float]:
    interviews, offers = (ranges[name] for name in ("application_to_interview", "interview_to_offer"))
    return 1 / (interviews.high * offers.high * rounds), 1 / (interviews.low * offers.low * rounds)


def _sentence(result: Forecast) -> str:
    state = result.state
    if result.outlook is Outlook.HAS_OFFER:
        took, over = state.weeks_to_first_offer, _("You have an offer, so there is nothing to forecast.")
        if took is None:
            return over
        return over + " " + _("The first one came {weeks} after your first application.", weeks=weeks(took))
    if result.outlook is Outlook.NO_PACE:
        return _("There are no dated applications, so your pace is not known. Choose a pace to see a forecast.")
    if not result.pace and result.chances[-1] == 0:
        return _("No application is open and none were sent lately, so no offer is on its way.")
    pace = _("From the open applications alone")
    if result.pace:
        pace = _("With {pace}", pace=applications_a_week(result.pace))
    year, which = percent(result.within[YEAR]), "next" if state.offers else "first"
    soon, even = _when(result.one_in_ten_weeks), _when(result.even_odds_weeks)
    if soon is None:
        return _(_SELDOM[which], source=pace, chance=year)
    odds = _(_SLOW[which], source=pace, soon=soon)
    if even:
        odds = _(_SOON[which], source=pace, soon=soon, even=even)
    return odds + " " + _("Within a year the chance is {chance}.", chance=year)


# By which offer is waited for. {source} is where it is to come from: "With 5 applications a week".
_SELDOM: Final = {
    "first": "{source}, the chance of a first offer within a year is {chance}.",
    "next": "{source}, the chance of a next offer within a year is {chance}.",
}
_SLOW: Final = {
    "first": "{source}, there is a 1 in 10 chance of a first offer within {soon}, while even odds take more than a "
    "year.",
    "next": "{source}, there is a 1 in 10 chance of a next offer within {soon}, while even odds take more than a year.",
}
_SOON: Final = {
    "first": "{source}, there is a 1 in 10 chance of a first offer within {soon}, and even odds within {even}.",
    "next": "{source}, there is a 1 in 10 chance of a next offer within {soon}, and even odds within {even}.",
}


def _when(week: float | None) -> str | None:
    return weeks(ceil(week)) if week is not None and week <= YEAR else None


speaks(__name__)
