"""What if: another pace, other rates, more referrals; each against a slow simulation or a closed form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from builders import journeys_of
from frames import AS_OF, One, histories, history
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_level import grade
from scipy import stats

from analytics.benchmarks import chosen_benchmarks
from analytics.charts.outlook import outlook_picture
from analytics.delays import Delays
from analytics.forecast import SearchState, forecast_from
from analytics.offer_chances import Pipeline
from analytics.report import build_report
from analytics.what_if import (
    Kind,
    Referrals,
    Scenario,
    benchmark_end,
    best_month,
    difference,
    finding,
    held,
    outcome,
    own_rates,
    ranges_of,
    referrals_of,
    state_of,
)

STATE = SearchState(10.0, 3, 100.0, 0, 3.0, 1.0, Pipeline(), Delays())
BUSY = replace(STATE, pipeline=Pipeline((2, 5, 9, 14, 30, 30), (4, 11)), rounds_per_process=2.0)
KNOWN = Referrals(Kind(40, 6, 36.0), Kind(160, 3, 150.0))
SCENARIOS = st.builds(
    Scenario,
    pace=st.none() | st.floats(0, 60),
    interview_rate=st.none() | st.floats(0.001, 0.4),
    referral_share=st.none() | st.floats(0, 1),
    interviews_per_offer=st.none() | st.floats(1.5, 60),
)


def simulated(state: SearchState, scenario: Scenario, weeks: list[int], searches: int) -> list[float]:
    """The slow second route: search after search, each application drawn with its luck and its days of waiting."""
    rng = np.random.default_rng(20261122)
    own = stats.beta(1 + state.interviewed, 39 + state.aged_applications - state.interviewed)
    rounds = state.rounds_per_process
    per_process = stats.beta(1 + state.offers, 12 / rounds - 1 + state.aged_processes - state.offers)
    last, firsts = max(weeks) * 7, []
    pairs = (rates.rvs(searches, random_state=rng) for rates in (own, per_process))
    for sent_rate, offered in zip(*pairs, strict=True):
        rate = sent_rate if scenario.interview_rate is None else scenario.interview_rate
        fixed = scenario.interviews_per_offer
        offer_rate = offered if fixed is None else rounds / fixed
        pace = state.pace if scenario.pace is None else scenario.pace
        new = rng.poisson(pace * last / 7)
        days = [_offer_days(rng, rng.integers(1, last + 1, new), rate * offer_rate)]
        days += [_later(rng, age, sent_rate * offer_rate, interviewed=False) for age in state.pipeline.silent_days]
        days += [_later(rng, age, offer_rate, interviewed=True) for age in state.pipeline.waiting_days]
        firsts.append(min((float(part.min()) for part in days if part.size), default=np.inf))
    return [float(np.mean(np.array(firsts) <= 7 * week)) for week in weeks]


def _offer_days(rng: np.random.Generator, sent: np.ndarray, chance: float) -> np.ndarray:
    led = sent[rng.random(len(sent)) < chance]
    return led + _wait(rng, 10, 0.9, len(led)) + _wait(rng, 20, 0.6, len(led))


def _wait(rng: np.random.Generator, median: float, sigma: float, number: int) -> np.ndarray:
    return np.ceil(rng.lognormal(np.log(median), sigma, number))


def _later(rng: np.random.Generator, age: int, chance: float, *, interviewed: bool) -> np.ndarray:
    """Days until the offer of an application that is open today: drawn again until it did not come before."""
    while True:
        day = _wait(rng, 20, 0.6, 1) + (0 if interviewed else _wait(rng, 10, 0.9, 1)) - age
        if rng.random() >= chance:
            return np.array([])
        if day[0] > 0:
            return day


@pytest.mark.parametrize(
    ("case", "state", "scenario"),
    [
        ("present numbers, with a pipeline", BUSY, Scenario()),
        ("twice the pace", STATE, Scenario(pace=20.0)),
        ("a fixed rate leaves the open applications alone", BUSY, Scenario(interview_rate=0.08)),
        ("both fixed", STATE, Scenario(interview_rate=0.03, interviews_per_offer=10.0)),
        ("the pipeline alone", BUSY, Scenario(pace=0.0, interviews_per_offer=6.0)),
    ],
)
def test_the_chances_are_those_of_a_slow_simulation(case, state, scenario) -> None:
    """4,000 searches: the standard error is at most .008, the tolerance three of them."""
    weeks = [8, 13, 26, 52]
    found = outcome(state, scenario).forecast
    assert [found.within[week] for week in weeks] == pytest.approx(simulated(state, scenario, weeks, 4000), abs=0.024)


def test_present_numbers_are_the_forecast_of_the_overview() -> None:
    for state in (STATE, BUSY):
        assert outcome(state, Scenario()).forecast == forecast_from(state)


def test_a_fixed_rate_is_taken_for_what_is_still_to_be_sent_only() -> None:
    resting = replace(BUSY, pace=0.0)
    assert (
        outcome(resting, Scenario(interview_rate=0.4)).forecast.chances == outcome(resting, Scenario()).forecast.chances
    )


def test_the_dots_are_the_quantiles_of_the_weeks() -> None:
    found = outcome(STATE, Scenario(pace=20.0))
    weeks = [week for week in found.dots if week is not None]
    assert len(found.dots) == 20
    assert weeks == sorted(weeks)
    chances = np.interp(weeks, found.forecast.weeks, found.forecast.chances)
    assert chances == pytest.approx([(place + 0.5) / 20 for place in range(len(weeks))])
    assert len(weeks) == round(20 * found.forecast.within[52])


class TestReferrals:
    def test_no_share_and_all_are_the_two_kinds(self) -> None:
        none, everyone = KNOWN.rates(0.0), KNOWN.rates(1.0)
        overall = 10 / (40 + 186)
        for rates, k, n in ((none, 3, 150), (everyone, 6, 36)):
            exact = stats.beta(40 * overall + k, 40 * (1 - overall) + n - k)
            assert np.median(rates) == pytest.approx(exact.median(), rel=0.01)
            assert np.mean(rates) == pytest.approx(exact.mean(), rel=0.01)

    def test_a_mixture_has_the_mean_of_its_parts(self) -> None:
        none, half, everyone = (np.mean(KNOWN.rates(share)) for share in (0.0, 0.5, 1.0))
        assert half == pytest.approx((none + everyone) / 2, rel=0.005)

    def test_more_referrals_bring_an_offer_sooner_where_they_did_better(self) -> None:
        few, many = (outcome(STATE, Scenario(referral_share=share), referrals=KNOWN) for share in (0.1, 0.6))
        assert many.forecast.within[26] > few.forecast.within[26]
        assert "need not do as well" in many.assumptions[-1]
        assert not any("taken as certain" in line for line in many.assumptions)

    def test_without_known_referrals_the_share_changes_nothing(self) -> None:
        assert outcome(STATE, Scenario(referral_share=0.5)).forecast == forecast_from(STATE)

    @pytest.mark.parametrize(
        ("case", "referred", "others", "unknown", "found"),
        [
            ("enough of both", 12, 30, 5, (12, 30)),
            ("too few referred", 4, 30, 0, None),
            ("nobody noted it", 0, 0, 40, None),
        ],
    )
    def test_counts(self, case, referred, others, unknown, found) -> None:
        kinds = [("yes", referred), ("no", others), ("", unknown)]
        lines = [
            f"{word or 'u'}{n} applied 2024-10-01"
            + (f" | referral={word}" if word else "")
            + (" | interview 2024-10-11" if n < 2 else "")
            for word, number in kinds
            for n in range(number)
        ]
        known = referrals_of(journeys_of("\n".join(lines), AS_OF), AS_OF, Delays())
        assert (None if known is None else (known.with_one.sent, known.without.sent)) == found
        assert known is None or known.share == pytest.approx(12 / 42)


class TestBestMonth:
    def months(self, *talks: int) -> str:
        return "\n".join(
            f"M{month}N{n} applied 2024-{month:02}-{1 + n:02}" + (f" | interview 2024-{month:02}-28" if n < k else "")
            for month, k in enumerate(talks, start=5)
            for n in range(25)
        )

    def test_the_best_of_several_is_pulled_toward_the_overall_rate(self) -> None:
        report = build_report(journeys_of(self.months(1, 6, 2), AS_OF), as_of=AS_OF)
        month = best_month(report)
        assert (month.month, month.applications, month.interviewed) == (date(2024, 6, 1), 25, 6)
        assert month.pace == pytest.approx(25 / (30 / 7))
        overall = 10 / (40 + report.ratios["application_to_interview"].mature_trials)
        assert overall < month.rate < 6 / 25

    @pytest.mark.parametrize("talks", [(0, 1, 2), ()])
    def test_a_month_without_enough_interviews_is_nobodys_best(self, talks) -> None:
        assert best_month(build_report(journeys_of(self.months(*talks), AS_OF), as_of=AS_OF)) is None

    def test_a_fresh_month_may_still_change(self) -> None:
        fresh = self.months(9).replace("2024-05", "2025-03")
        assert best_month(build_report(journeys_of(fresh, AS_OF), as_of=AS_OF)) is None


class TestWhatIsThere:
    def test_the_ends_of_the_ranges(self) -> None:
        assert benchmark_end(chosen_benchmarks(), high=False) == Scenario(interview_rate=0.02, interviews_per_offer=15)
        assert benchmark_end(chosen_benchmarks((0.1, 0.2), (4, 6)), high=True) == Scenario(
            interview_rate=0.2, interviews_per_offer=4
        )

    def test_own_rates_are_ranges_in_order(self) -> None:
        rates = own_rates(BUSY, chosen_benchmarks())
        for low, middle, high in (rates.interview, rates.interviews_per_offer):
            assert 0 < low < middle < high
        exact = stats.beta(4, 136)
        assert rates.interview[1] == pytest.approx(exact.median(), rel=0.01)

    def test_totals_have_rates_but_no_pace(self) -> None:
        totals = {"applications": 200, "interviewed": 10, "interview_rounds": 20, "offers": 1, "open": 0}
        report = build_report(history()[:0], as_of=AS_OF, aggregate=totals)
        state = state_of(report)
        assert (state.pace, state.interviewed, state.aged_applications, state.offers) == (None, 10, 200.0, 1)
        assert state.rounds_per_process == 2.0
        assert outcome(state, Scenario()).dots == ()
        assert outcome(state, Scenario(pace=10.0)).odds.startswith("A 1 in 10 chance by week")

    def test_totals_without_interviews_give_nothing_to_try(self) -> None:
        assert state_of(build_report(history()[:0], as_of=AS_OF, aggregate={"applications": 200})) is None

    def test_the_ranges_are_those_of_the_report(self) -> None:
        own = chosen_benchmarks((0.1, 0.2))
        report = build_report(history(One(50)), as_of=AS_OF, benchmarks=own)
        assert ranges_of(report)["application_to_interview"] == own["application_to_interview"]


@pytest.mark.parametrize(
    ("one", "other", "title", "said"),
    [
        (
            Scenario(pace=20.0),
            Scenario(pace=40.0),
            "B reaches even odds first, by week 21",
            "With B, even odds come 14 weeks sooner: by week 21, not 35. ",
        ),
        (
            Scenario(pace=40.0),
            Scenario(),
            "A reaches even odds first, by week 21",
            "With A, even odds come by week 21. With B they take more than a year. ",
        ),
        (
            Scenario(),
            Scenario(pace=5.0),
            "Even odds take more than a year; within one, A has the better chance",
            "With A and with B, even odds take more than a year. ",
        ),
        (
            Scenario(),
            Scenario(),
            "With A and with B, the chance of an offer within a year is 45 %",
            (
                "With A and with B, even odds take more than a year. "
                "Within a year the chance of an offer is 45 % with both."
            ),
        ),
        (
            Scenario(pace=40.0),
            Scenario(pace=40.0),
            "A and B reach even odds by the same week, week 21",
            "With A and with B, even odds come by week 21. ",
        ),
    ],
)
def test_the_difference_in_words(one, other, title, said) -> None:
    pair = outcome(STATE, one), outcome(STATE, other)
    assert finding(*pair) == title
    assert difference(*pair).startswith(said)


def test_after_an_offer_there_is_nothing_to_compare() -> None:
    done = outcome(replace(STATE, has_offer=True), Scenario())
    assert (done.dots, done.odds, done.even_week) == ((), "", None)
    assert difference(done, outcome(STATE, Scenario())) == ""
    assert finding(done, done) == "There is nothing to forecast yet"
    assert outlook_picture({"A": done}, "x").table.empty


def test_the_picture_has_a_dot_for_each_course_and_all_chances_in_its_table() -> None:
    pair = {"A": outcome(STATE, Scenario(pace=20.0)), "B": outcome(STATE, Scenario(pace=2.0))}
    drawn = outlook_picture(pair, finding(*pair.values()))
    assert [len(trace.x) for trace in drawn.figure.data] == [20, 20]
    assert drawn.table["Chance"].tolist()[0] == "1 in 10 by"
    assert drawn.table["A"].tolist()[:2] == ["week 9", "week 35"]
    assert drawn.table["B"].tolist()[1] == "more than a year"
    late = sum(week is None for week in pair["B"].dots)
    assert f"B: {pair['B'].odds} {late} of 20 dots lie beyond a year." in drawn.alt


@given(SCENARIOS, st.integers(0, 20), st.floats(20, 1000))
@settings(max_examples=60)
def test_every_scenario_has_chances_and_a_plain_sentence(scenario, interviewed, aged) -> None:
    state = replace(STATE, interviewed=interviewed, aged_applications=aged)
    found = outcome(state, scenario, referrals=KNOWN)
    assert all(0 <= chance <= 1 for chance in found.forecast.chances)
    assert len(found.dots) == 20
    assert all(week is None or 0 <= week <= 52 for week in found.dots)
    assert found.odds.endswith(".")
    assert "nan" not in f"{found.held} {found.odds} {' '.join(found.assumptions)}"
    assert outlook_picture({"A": found}, "x").figure.data


@given(st.floats(0.5, 40), st.floats(0.005, 0.3), st.floats(2, 40))
@settings(max_examples=30)
def test_more_of_anything_good_never_takes_longer(pace, rate, per_offer) -> None:
    base = outcome(BUSY, Scenario(pace, rate, None, per_offer)).forecast.within[26]
    for better in (
        Scenario(pace + 1, rate, None, per_offer),
        Scenario(pace, rate * 1.1, None, per_offer),
        Scenario(pace, rate, None, per_offer * 0.9),
    ):
        assert outcome(BUSY, better).forecast.within[26] >= base - 1e-12


@given(histories)
@settings(max_examples=25)
def test_any_history_can_be_tried(rows) -> None:
    report = build_report(history(*rows), as_of=AS_OF)
    state = replace(state_of(report), has_offer=False)
    for scenario in (Scenario(pace=5.0), benchmark_end(ranges_of(report), high=True)):
        assert outcome(state, scenario, ranges=ranges_of(report)).held
    best_month(report)


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(),
        Scenario(interview_rate=0.03),
        Scenario(interviews_per_offer=12.5),
        Scenario(referral_share=0.5),
        Scenario(referral_share=0.5, interviews_per_offer=10),
        Scenario(interview_rate=0.03, interviews_per_offer=10),
    ],
)
def test_what_is_fixed_is_said_plainly(scenario) -> None:
    said = held(scenario)
    for value in (scenario.interview_rate, scenario.referral_share):
        assert value is None or f"{value:.0%}".replace("%", " %") in said
    assert ("keep" in said) == (None in {scenario.interview_rate, scenario.interviews_per_offer})
    assert grade(said) <= 9
