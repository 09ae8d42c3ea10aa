"""Forecast: what a history says about pace and pipeline, and the chances that follow from it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from builders import journeys_of
from hypothesis import given
from hypothesis import strategies as st
from made import AS_OF, made_journeys
from scipy import integrate, stats

from analytics.benchmarks import own_benchmark
from analytics.delays import INTERVIEW_DELAY, OFFER_DELAY, Delays
from analytics.forecast import (
    Outlook,
    SearchState,
    WhatIf,
    forecast,
    forecast_from,
    search_state,
)
from analytics.offer_chances import RATE_SPREAD, Pipeline, Prior, Prospect, chances_by, rate_quantiles

MONDAY = date(2025, 3, 31)
STATE = SearchState(10.0, 3, 100.0, 0, 3.0, 1.0, Pipeline(), Delays())


def pace_of(text: str, as_of: date = MONDAY) -> float | None:
    return search_state(journeys_of(text, as_of), as_of=as_of).pace


@pytest.mark.parametrize(
    ("case", "sent", "pace"),
    [
        (
            "four full weeks, the present one not counted",
            "2025-02-03 2025-03-03 2025-03-10 2025-03-11 2025-03-31",
            0.75,
        ),
        ("two full weeks so far", "2025-03-17 2025-03-18 2025-03-24 2025-03-31", 1.5),
        ("nothing for a month", "2025-01-06 2025-01-07", 0.0),
        ("the first day counts as a week", "2025-03-31 2025-03-31 2025-03-31", 3.0),
        ("dates in the future do not count", "2025-03-24 2025-06-01", 1.0),
        ("no dates", "? ?", None),
    ],
)
def test_the_pace_is_the_mean_of_the_last_four_full_weeks(case, sent, pace) -> None:
    assert pace_of("\n".join(f"A{i} applied {day}" for i, day in enumerate(sent.split()))) == pace


def test_a_search_of_five_days_is_paced_by_its_week() -> None:
    assert pace_of("A1 applied 2025-03-24\nA2 applied 2025-03-25", date(2025, 3, 28)) == 2.0
    assert pace_of("A1 applied 2025-03-30\nA2 applied 2025-04-05", date(2025, 4, 5)) == 2.0


def test_what_a_history_says() -> None:
    state = search_state(
        journeys_of(
            """
            A1 applied 2024-12-02 | interview 2024-12-10 | interview 2024-12-20 | interview 2025-01-03 | rejected ?
            A2 applied 2025-03-03 | interview 2025-03-21       (waiting for 10 days)
            A3 applied 2025-03-11                              (silent for 20 days)
            A4 applied 2024-09-01 | no_response 2025-01-01     (a late answer is still possible)
            A5 applied 2025-01-01 | rejected 2025-01-20
            A6 applied 2025-01-01 | withdrawn 2025-01-20
            A7 applied ?                                       (nowhere in time)
            """,
            MONDAY,
        ),
        as_of=MONDAY,
        delays=Delays(),
    )
    assert (state.interviewed, state.offers, state.has_offer, state.undated_open) == (2, 0, False, 1)
    assert state.pipeline == Pipeline(silent_days=(211, 20), waiting_days=(10,))
    assert state.rounds_per_process == (4 + 2) / (2 + 1)
    assert state.aged_processes == pytest.approx(float(OFFER_DELAY.cdf(111) + OFFER_DELAY.cdf(10)))


def test_no_interviews_yet_are_taken_as_two_rounds_each() -> None:
    assert search_state(made_journeys([30.0]), as_of=AS_OF).rounds_per_process == 2


@pytest.mark.parametrize(
    ("rounds", "prior", "chances", "ten", "even"),
    [
        # The tables of the statistics notes, with their prior.
        (1.0, Prior.BENCHMARK, (0.122, 0.255, 0.406), 11.3, 80.1),
        (2.0, Prior.BENCHMARK, (0.210, 0.387, 0.552), 8.0, 41.3),
        # What is shown: as many people better than the benchmark as worse.
        (1.0, Prior.SPREAD, (0.240, 0.420, 0.589), 7.2, 35.8),
        (2.0, Prior.SPREAD, (0.340, 0.546, 0.712), 5.9, 22.0),
    ],
)
def test_a_search_without_numbers_starts_from_the_benchmark(rounds, prior, chances, ten, even) -> None:
    found = forecast_from(SearchState(10.0, 0, 0.0, 0, 0.0, rounds, Pipeline(), Delays()), prior=prior)
    assert [found.within[week] for week in (13, 26, 52)] == pytest.approx(chances, abs=0.0006)
    assert (found.one_in_ten_weeks, found.even_odds_weeks) == pytest.approx((ten, even), abs=0.06)


def test_the_third_table_row_of_the_notes() -> None:
    state = SearchState(15.0, 12, 300.0, 1, 12.0, 2.0, Pipeline(), Delays())
    found = forecast_from(state, prior=Prior.BENCHMARK)
    assert [found.within[week] for week in (13, 26, 52)] == pytest.approx((0.345, 0.629, 0.834), abs=0.0006)
    assert (found.one_in_ten_weeks, found.even_odds_weeks) == pytest.approx((6.5, 18.8), abs=0.06)


def test_own_numbers_soon_outweigh_the_prior() -> None:
    state = SearchState(15.0, 40, 1000.0, 10, 40.0, 2.0, Pipeline(), Delays())
    benchmark, spread = (forecast_from(state, prior=prior).within[26] for prior in Prior)
    assert spread == pytest.approx(benchmark, abs=0.01)


def test_the_spread_posterior_by_quadrature() -> None:
    log_prior = stats.norm(np.log(0.025), RATE_SPREAD)

    def weight(x: float) -> float:
        return float(log_prior.pdf(x) * stats.binom.pmf(3, 100, np.exp(x)))

    def mass(high: float) -> float:
        return float(integrate.quad(weight, -14, high, points=[-5, -4, -3], limit=200)[0])

    rates = rate_quantiles(3, 100, 0.025, prior=Prior.SPREAD)
    shares = [mass(np.log(rates[i])) / mass(0.0) for i in (0, 20, 39)]
    assert shares == pytest.approx([0.5 / 40, 20.5 / 40, 39.5 / 40], abs=1e-4)


def test_what_if_takes_pace_and_rates_as_given() -> None:
    found = forecast_from(STATE, what_if=WhatIf(20.0, 0.05, 0.1))
    aged = sum(float(Delays().application_to_offer(age)) for age in range(26 * 7)) / 7
    assert found.within[26] == pytest.approx(1 - np.exp(-20 * 0.05 * 0.1 * aged))
    assert found.pace == 20.0
    assert found.applications_per_offer == pytest.approx((200.0, 200.0, 200.0))
    assert "A rate you chose is taken as certain" in " ".join(found.assumptions)


def test_an_offer_rate_is_per_round_and_stays_under_certainty() -> None:
    two_rounds = replace(STATE, rounds_per_process=2.0)
    found = forecast_from(two_rounds, what_if=WhatIf(None, 0.05, 0.1))
    assert found.applications_per_offer == pytest.approx((100.0, 100.0, 100.0))
    capped = forecast_from(replace(STATE, rounds_per_process=30.0), what_if=WhatIf(None, 0.1, 0.5))
    assert capped.applications_per_offer == pytest.approx((100 / 9,) * 3)
    assert 0 < forecast_from(replace(STATE, rounds_per_process=30.0)).within[52] < 1


def test_own_ranges_move_the_start() -> None:
    better = {"application_to_interview": own_benchmark("application_to_interview", 0.1, 0.2)}
    assert forecast_from(STATE, benchmarks=better).within[26] > forecast_from(STATE).within[26]


def test_applications_for_an_offer_at_the_documents_ranges() -> None:
    assert forecast_from(STATE).benchmark_applications_per_offer == pytest.approx((1000 / 3, 750))
    two_rounds = forecast_from(replace(STATE, rounds_per_process=2.0))
    assert two_rounds.benchmark_applications_per_offer == pytest.approx((500 / 3, 375))
    low, middle, high = forecast_from(STATE).applications_per_offer
    assert low < middle < high


def test_without_a_pace_only_the_pipeline_is_left() -> None:
    waiting = replace(STATE, pace=0.0, pipeline=Pipeline(waiting_days=(3, 10)))
    found = forecast_from(waiting)
    assert found.chances[-1] == pytest.approx(found.within[52])
    assert found.even_odds_weeks is None
    assert found.sentence == (
        "From the open applications alone, there is a 1 in 10 chance of a first offer within 5 weeks, while even odds "
        "take more than a year. Within a year the chance is 12 %."
    )
    nothing = forecast_from(replace(STATE, pace=0.0))
    assert nothing.chances[-1] == 0
    assert nothing.sentence == "No application is open and none were sent lately, so no offer is on its way."


def test_without_dates_a_pace_must_be_chosen() -> None:
    history = made_journeys([np.nan] * 3)
    found = forecast(history, as_of=AS_OF)
    assert (found.outlook, found.chances, found.within, found.even_odds_weeks) == (Outlook.NO_PACE, (), {}, None)
    assert found.sentence == (
        "There are no dated applications, so your pace is not known. Choose a pace to see a forecast."
    )
    assert found.applications_per_offer is None
    assert forecast(history, as_of=AS_OF, what_if=WhatIf(pace=5.0)).outlook is Outlook.FORECAST


OFFER = "A1 applied 2025-01-06 | interview 2025-01-15 | offer 2025-02-03"


@pytest.mark.parametrize(
    ("case", "history", "outlook"),
    [
        ("an open offer", OFFER, "has_offer"),
        ("an accepted one", f"{OFFER} | accepted 2025-02-10", "has_offer"),
        ("a declined one", f"{OFFER} | declined 2025-02-10", "forecast"),
        ("applications just after it", f"{OFFER}\nA2 applied 2025-02-10", "has_offer"),
        ("the search went on", f"{OFFER} | accepted 2025-02-10\nA2 applied 2025-03-20", "forecast"),
        ("an offer without dates, nothing open", "A1 offer\nA2 rejected", "has_offer"),
        ("an offer without dates may be long over", "A1 offer\nA2 applied ?", "no_pace"),
    ],
)
def test_an_offer_ends_the_forecast_unless_the_search_goes_on(case, history, outlook) -> None:
    assert forecast(journeys_of(history, MONDAY), as_of=MONDAY).outlook == outlook


def test_how_long_the_first_offer_took_is_said() -> None:
    found = forecast(journeys_of(OFFER, MONDAY), as_of=MONDAY)
    assert found.sentence == (
        "You have an offer, so there is nothing to forecast. The first one came 4 weeks after your first application."
    )
    undated = forecast(journeys_of("A1 offer", MONDAY), as_of=MONDAY)
    assert undated.sentence == "You have an offer, so there is nothing to forecast."


def test_the_sentence_names_odds_never_a_date() -> None:
    assert forecast_from(STATE).sentence == (
        "With 10 applications a week, there is a 1 in 10 chance of a first offer within 12 weeks, while even odds "
        "take more than a year. Within a year the chance is 45 %."
    )
    slow = forecast_from(replace(STATE, pace=0.5))
    assert slow.sentence.startswith("With 0.5 applications a week, the chance of a first offer within a year is")
    one = forecast_from(replace(STATE, pace=1.0, offers=1))
    assert one.sentence.startswith("With 1 application a week, ")
    assert " next offer " in one.sentence


def test_what_is_taken_for_granted_is_said() -> None:
    said = " ".join(forecast_from(replace(STATE, knows_interviews=False, undated_open=2)).assumptions)
    assert "Your file does not say who was interviewed" in said
    assert "Left out: 2 open applications without a date." in said
    assert "Pace: 10 applications a week (the mean of your last full weeks)." in said


def test_an_unknown_pace_is_not_said_to_be_none() -> None:
    undated = forecast(made_journeys([np.nan] * 3), as_of=AS_OF)
    assert not [said for said in undated.assumptions if said.startswith("Pace")]
    assert (
        "Pace: no applications a week (the mean of your last full weeks)."
        in forecast_from(replace(STATE, pace=0.0)).assumptions
    )


def test_unknown_interviews_leave_the_benchmark_alone() -> None:
    history = made_journeys([10.0, 20.0], knows_interviews=False)
    state = search_state(history, as_of=AS_OF)
    assert (state.interviewed, state.aged_applications, state.knows_interviews) == (0, 0.0, False)


def test_any_chance_can_be_asked_for() -> None:
    found = forecast_from(STATE)
    assert found.weeks_until(0.1) == found.one_in_ten_weeks
    assert found.weeks_until(0.999) is None
    assert found.weeks_until(0.0) == 0
    assert found.nine_in_ten_weeks is None


def test_ten_years_of_open_applications_are_quick_and_add_nothing() -> None:
    age = np.arange(20_000) % 3650 + 800.0
    old = forecast(made_journeys(age), as_of=AS_OF, what_if=WhatIf(pace=0.0))
    assert old.chances[-1] < 1e-6


def test_a_forecast_with_150_open_applications_is_quick() -> None:
    rng = np.random.default_rng(0)
    pipeline = Pipeline(tuple(int(day) for day in rng.integers(0, 200, 150)), (3, 10))
    state = replace(STATE, pipeline=pipeline)
    forecast_from(state)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        forecast_from(state)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.15  # 0.02 s on a quiet machine; the margin is for shared ones


RATES = st.lists(st.floats(0.0001, 0.9), min_size=1, max_size=4).map(lambda rates: np.array(sorted(rates)))
DAYS = st.lists(st.integers(0, 2000), max_size=12).map(tuple)


@given(RATES, RATES, st.floats(0, 60), DAYS, DAYS)
def test_chances_are_chances_and_grow_with_time(interviews, offers, pace, silent, waiting) -> None:
    chances = chances_by(Prospect(interviews, offers, pace, Pipeline(silent, waiting)), range(200))
    assert chances[0] == pytest.approx(0, abs=1e-12)
    assert (np.diff(chances) >= -1e-12).all()
    assert (chances <= 1 + 1e-12).all()


@given(RATES, RATES, DAYS, DAYS)
def test_the_matrix_product_is_the_slow_product(interviews, offers, silent, waiting) -> None:
    delays = Delays()
    days, total = 70, 0.0
    curve, talked = delays.application_to_offer, delays.offer.cdf
    for pi in interviews:
        for theta in offers:
            none = 1.0
            for age in (min(day, 730) for day in silent):
                now, then = float(curve(age)), float(curve(min(age + days, 730)))
                none *= (1 - pi * theta * then) / (1 - pi * theta * now)
            for age in (min(day, 730) for day in waiting):
                now, then = float(talked(age)), float(talked(min(age + days, 730)))
                none *= (1 - theta * then) / (1 - theta * now)
            total += none
    expected = 1 - total / (len(interviews) * len(offers))
    prospect = Prospect(interviews, offers, 0.0, Pipeline(silent, waiting))
    assert chances_by(prospect, [10])[0] == pytest.approx(expected, abs=1e-9)


@given(st.integers(0, 30), st.floats(0, 3000), st.floats(0.001, 0.8), st.sampled_from(list(Prior)))
def test_rates_are_shares_in_order(successes, trials, midpoint, prior) -> None:
    rates = rate_quantiles(successes, trials, midpoint, prior=prior)
    assert len(rates) == 40
    assert (np.diff(rates) >= 0).all()
    assert ((rates >= 0) & (rates < 1)).all()


@given(st.integers(0, 20), st.floats(20, 1000), st.floats(1, 30))
def test_more_pace_and_more_interviews_never_lower_the_chance(interviewed, aged, pace) -> None:
    state = SearchState(pace, interviewed, aged, 0, 3.0, 2.0, Pipeline(), Delays())
    base = forecast_from(state).within[26]
    assert forecast_from(replace(state, pace=pace + 1)).within[26] >= base - 1e-12
    assert forecast_from(replace(state, interviewed=interviewed + 1)).within[26] >= base - 1e-12


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_does_not_matter(seed) -> None:
    rng = np.random.default_rng(seed)
    age = rng.integers(0, 200, 120).astype(float)
    history = made_journeys(age, np.where(rng.random(120) < 0.1, 9.0, np.nan))
    one, other = (forecast(rows, as_of=AS_OF) for rows in (history, history.sample(frac=1, random_state=seed)))
    assert one.chances == pytest.approx(other.chances)
    assert one.sentence == other.sentence


@pytest.mark.parametrize("ages", [[], [0.0], [-5.0], [0.0] * 30])
def test_empty_new_and_future_histories_give_a_sentence(ages) -> None:
    found = forecast(made_journeys(ages), as_of=AS_OF)
    assert found.sentence.endswith(".")
    assert pd.Series(found.chances, dtype=float).between(0, 1).all()
    assert INTERVIEW_DELAY.median == found.state.delays.interview.median
