"""Rates with their counts: knowledge, age, missing dates, totals only, and what no history can bring about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import isnan
from typing import ClassVar

import pytest
from builders import journeys_of
from frames import AS_OF, One, histories, history
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.benchmarks import context_figures, document_benchmarks, own_benchmark
from analytics.counts import count_aggregate
from analytics.delays import Delays, blended_delays
from analytics.intervals import jeffreys
from analytics.measures import MEASURES
from analytics.ratios import aggregate_evidence, build_ratios, journey_evidence
from analytics.results import Ratio, Verdict


def ratios_of(journeys, *, delays: Delays | None = None, **settings) -> dict[str, Ratio]:
    return build_ratios(journey_evidence(journeys, AS_OF, delays or Delays(), **settings))


def old(count: int, **happened) -> list[One]:
    """Applications old enough to count in full (F(900 days) is 1 to nine digits)."""
    return [One(age=2000, **happened)] * count


def shown(ratio: Ratio) -> tuple:
    low, high = (None if end is None else round(end, 4) for end in (ratio.low, ratio.high))
    return ratio.successes, ratio.trials, low, high, ratio.verdict


class TestEdgeCases:
    """The table of section 10 of the statistics."""

    def test_no_applications(self):
        ratios = ratios_of(history())
        assert list(ratios) == list(MEASURES)
        for name in ("application_to_interview", "interview_to_offer", "process_to_offer"):
            assert shown(ratios[name]) == (0, 0, 0, 1, "too_early")
            assert (ratios[name].estimate, ratios[name].mature_trials) == (None, 0)
            assert "nothing to judge" in ratios[name].reason

    def test_one_application_today(self):
        ratio = ratios_of(history(One(age=0)))["application_to_interview"]
        assert shown(ratio) == (0, 1, 0, 1, "too_early")
        assert ratio.estimate is None
        assert "none old enough to count" in ratio.reason

    def test_one_of_one_interviewed(self):
        assert shown(ratios_of(history(*old(1, talk=9)))["application_to_interview"]) == (1, 1, 0.2285, 1, "too_early")

    def test_none_of_one(self):
        assert shown(ratios_of(history(*old(1)))["application_to_interview"]) == (0, 1, 0, 0.7715, "too_early")

    @pytest.mark.parametrize(
        ("n", "verdict", "leaning"),
        [(10, "too_early", None), (60, "too_early", None), (100, "too_early", "below"), (150, "below", None)],
    )
    def test_no_interviews(self, n, verdict, leaning):
        # F(2000 days) is a hair under 1, and the boundary lies at exactly 150: one more row, none more to tell.
        ratio = ratios_of(history(*old(n + (n == 150))))["application_to_interview"]
        assert (ratio.verdict, ratio.leaning) == (verdict, leaning)

    def test_all_pending(self):
        ratio = ratios_of(history(*(One(age=age) for age in (3, 8, 15, 25, 40, 70))))["application_to_interview"]
        assert (ratio.successes, ratio.trials, round(ratio.mature_trials, 3)) == (0, 6, 3.935)
        assert ratio.verdict is Verdict.TOO_EARLY

    def test_two_thousand(self):
        ratio = ratios_of(history(*old(50, talk=9), *old(1950)))["application_to_interview"]
        assert shown(ratio) == (50, 2000, 0.0198, 0.0313, "within")

    def test_offers_without_interviews(self):
        ratios = ratios_of(history(*old(2, offer=30)))
        assert shown(ratios["interview_to_offer"])[:2] == (2, 2)
        assert ratios["interview_to_offer"].verdict is Verdict.TOO_EARLY
        assert ratios_of(history(*old(3, offer=30)))["interview_to_offer"].verdict is Verdict.ABOVE

    def test_early_luck(self):
        ratio = ratios_of(history(*[One(age=3, talk=1)] * 2))["application_to_interview"]
        assert (ratio.mature_trials, ratio.estimate, ratio.verdict) == (2, 1, "too_early")

    def test_no_benchmark(self):
        evidence = journey_evidence(history(*old(5, talk=3)), AS_OF, Delays())
        ratio = build_ratios(evidence, {})["application_to_interview"]
        assert (ratio.verdict, ratio.benchmark, ratio.estimate) == (None, None, 1)
        assert build_ratios(evidence, {})["interviews_per_offer"].reason == ""

    def test_rates_without_a_documents_benchmark_have_no_verdict(self):
        ratios = ratios_of(history(*old(5, talk=3)))
        assert {ratios[name].verdict for name in ("response", "application_to_offer", "interviews_per_offer")} == {None}


class TestInterviewsPerOffer:
    def test_no_offers_is_not_infinity(self):
        ratio = ratios_of(history(*old(6, talk=9)))["interviews_per_offer"]
        assert (ratio.estimate, ratio.high) == (None, None)
        assert ratio.low > 1
        assert ratio.reason == "No offers in 6 interview rounds so far."

    def test_is_the_other_rate_turned_over(self):
        ratios = ratios_of(history(*old(2, talk=9, offer=40, rounds=3), *old(10, talk=9, rounds=2)))
        rate, per_offer = ratios["interview_to_offer"], ratios["interviews_per_offer"]
        assert (per_offer.successes, per_offer.trials) == (2, 26)
        assert per_offer.estimate == pytest.approx(13)
        assert (per_offer.low, per_offer.high) == pytest.approx((1 / rate.high, 1 / rate.low))
        assert (per_offer.benchmark.low, per_offer.benchmark.high) == (10, 15)

    @pytest.mark.parametrize(
        ("offers", "rounds", "words"),
        [(10, 1, "fewer interviews"), (1, 90, "more interviews"), (5, 14, "about the benchmark"), (1, 2, "too early")],
    )
    def test_words_follow_the_verdict_on_the_rate(self, offers, rounds, words):
        held = [One(age=2000, talk=9, offer=40, rounds=rounds)] * offers
        assert words in ratios_of(history(*held))["interviews_per_offer"].reason

    def test_nothing_held(self):
        assert ratios_of(history(*old(3)))["interviews_per_offer"].reason == "No interviews yet."


class TestReadings:
    """Rounds and companies answer the same question; where they disagree, the report says so."""

    def test_they_differ(self):
        held = [*old(4, talk=9, offer=40, rounds=6), *old(4, talk=9, rounds=6)]
        ratios = ratios_of(history(*held))
        assert (ratios["interview_to_offer"].verdict, ratios["process_to_offer"].verdict) == ("within", "above")
        assert "(by round: within; by company: above)" in ratios["interview_to_offer"].reason

    def test_they_agree(self):
        ratios = ratios_of(history(*old(5, talk=9, offer=40)))
        assert "by company instead of by round, the answer is the same" in ratios["interview_to_offer"].reason


class TestKnowledge:
    """A rate is taken only over the applications whose file can tell."""

    def test_nothing_known(self):
        ratios = ratios_of(history(*[One(age=90, knows=False)] * 4))
        for name, ratio in ratios.items():
            assert (ratio.successes, ratio.trials, ratio.estimate, ratio.low, ratio.high) == (None,) * 5
            assert ratio.reason == MEASURES[name].unknown
        assert ratios["application_to_interview"].verdict is Verdict.TOO_EARLY
        assert ratios["interviews_per_offer"].verdict is None

    def test_offers_of_a_file_without_interviews_do_not_count_as_interviews(self):
        ats = "A1 applied 2024-01-06 | offer 2024-02-01 | knows=offers,rejections"
        own = "B1 applied 2024-01-06 | interview 2024-02-01\nB2 applied 2024-01-06"
        ratios = ratios_of(journeys_of(f"{ats}\n{own}", AS_OF))
        assert (ratios["application_to_interview"].successes, ratios["application_to_interview"].trials) == (1, 2)
        assert (ratios["interview_to_offer"].successes, ratios["interview_to_offer"].trials) == (0, 1)
        assert (ratios["application_to_offer"].successes, ratios["application_to_offer"].trials) == (1, 3)


class TestMissingDates:
    def test_a_few_are_left_out_and_named(self):
        ratio = ratios_of(history(*[One(age=None)] * 15, *old(10, talk=9), *old(75)))["application_to_interview"]
        assert (ratio.trials, ratio.undated_pending) == (100, 15)
        assert (round(ratio.mature_trials, 3), round(ratio.mature_trials_high, 3)) == (85, 100)
        assert "Left out: 15 open without a date (10 % if they all counted)." in ratio.reason

    def test_many_count_in_full_so_that_no_rate_is_inflated(self):
        """A tracker without dates, 36 of 41 still open: 5 of 41 is the least it can be, 5 of 5 would be nonsense."""
        ratio = ratios_of(history(*[One(age=None)] * 36, *[One(age=None, talk=1)] * 5))["application_to_interview"]
        assert (ratio.successes, ratio.trials, ratio.mature_trials) == (5, 41, 41)
        assert (ratio.low, ratio.high) == (jeffreys(5, 41)[0], 1)
        assert "counts 36 open without a date in full" in ratio.reason

    def test_all_open_without_a_date(self):
        ratio = ratios_of(history(*[One(age=None)] * 9))["application_to_interview"]
        assert (ratio.estimate, ratio.mature_trials, ratio.low, ratio.high) == (None, 0, 0, 1)

    def test_too_many_without_a_date(self):
        ratio = ratios_of(history(*[One(age=None)] * 60, *old(200)))["application_to_interview"]
        assert (ratio.verdict, ratio.more_needed) == ("too_early", None)
        assert "no date to tell whether it is low" in ratio.reason

    def test_no_dates_at_all_but_closed(self):
        rows = [One(age=None, end="rejected")] * 150
        assert ratios_of(history(*rows))["application_to_interview"].verdict is Verdict.BELOW

    def test_a_status_tracker_with_open_talks(self):
        """The word "Interview" as a current status has no date: its rounds may still bring an offer."""
        ratio = ratios_of(journeys_of("A1 applied 2025-01-01 | interview ?\nA2 offer ?", AS_OF))["interview_to_offer"]
        assert (ratio.successes, ratio.trials, ratio.mature_trials, ratio.mature_trials_high) == (1, 2, 2, 2)


class TestMatureOnly:
    def test_counts_old_ones_in_full_and_young_ones_not_at_all(self):
        rows = [One(age=50, talk=9), One(age=45), One(age=44, talk=9), One(age=2), One(age=None, talk=3)]
        ratio = ratios_of(history(*rows), mature_days=45)["application_to_interview"]
        assert (ratio.successes, ratio.trials, ratio.mature_trials) == (1, 2, 2)

    def test_unknown_stays_unknown(self):
        ratio = ratios_of(history(One(age=90, knows=False)), mature_days=45)["application_to_interview"]
        assert ratio.successes is None


class TestTotalsOnly:
    """Closed ones count in full, open ones are like open ones without a date."""

    SANKEY: ClassVar = {
        "applications": 58,
        "answered": 23,
        "interviewed": 8,
        "interview_rounds": 14,
        "offers": 0,
        "open": 4,
    }

    def rates(self, **counts) -> dict[str, Ratio]:
        return build_ratios(aggregate_evidence(count_aggregate(counts)))

    def test_open_ones_are_left_out_of_the_count(self):
        ratio = self.rates(**self.SANKEY)["application_to_interview"]
        assert (ratio.successes, ratio.trials, ratio.mature_trials, ratio.mature_trials_high) == (8, 58, 54, 58)
        assert ratio.verdict is Verdict.ABOVE

    def test_rounds_of_open_processes_may_still_bring_an_offer(self):
        ratio = self.rates(**self.SANKEY)["interview_to_offer"]
        assert (ratio.successes, ratio.trials, ratio.mature_trials, ratio.mature_trials_high) == (0, 14, 14, 14)
        assert ratio.high == jeffreys(0, 4)[1]
        closed = self.rates(**self.SANKEY | {"open": 0})["interview_to_offer"]
        assert (closed.mature_trials, closed.mature_trials_high) == (14, 14)

    def test_many_open_ones_are_never_below(self):
        assert self.rates(applications=900, interviewed=0, open=300)["application_to_interview"].verdict == "too_early"
        assert self.rates(applications=900, interviewed=0, open=100)["application_to_interview"].verdict == "below"

    def test_unknown_number_of_open_ones(self):
        ratio = self.rates(applications=100, interviewed=5, rejected=30, no_response=20)["application_to_interview"]
        assert (ratio.mature_trials, ratio.high) == (100, jeffreys(5, 50)[1])

    def test_what_is_not_named_is_unknown(self):
        rates = self.rates(applications=26, rejected=4)
        assert {rate.successes for rate in rates.values()} == {None}
        assert self.rates(applications=26, interviewed=9, offers=2, open=0)["interview_to_offer"].trials is None
        assert self.rates(applications=26, interviewed=9, offers=2, open=0)["process_to_offer"].trials == 9


class TestAlways:
    """Properties of every history."""

    @settings(max_examples=40)
    @given(histories)
    def test_numbers_are_in_order(self, rows):
        journeys = history(*rows)
        for ratio in ratios_of(journeys, delays=blended_delays(journeys, AS_OF)).values():
            if ratio.estimate is not None:
                assert ratio.low <= ratio.estimate <= (ratio.high if ratio.high is not None else ratio.estimate)
                assert not isnan(ratio.estimate)
            if ratio.trials is not None:
                assert ratio.successes <= ratio.mature_trials <= max(ratio.trials, ratio.successes) + 1e-9
                assert ratio.mature_trials <= ratio.mature_trials_high <= ratio.trials + 1e-9
            assert ratio.reason

    @settings(max_examples=25)
    @given(st.lists(st.tuples(st.integers(0, 300), st.booleans()), min_size=1, max_size=30), st.integers(1, 40))
    def test_an_interview_more_never_leads_to_below(self, ages, times):
        """One of the applications without an interview gets one; nothing else changes."""
        rows = [One(age=age, talk=age // 3 if talked and age % 7 == 0 else None) for age, talked in ages] * times
        turned = next((i for i, row in enumerate(rows) if row.talk is None), None)
        if turned is None:
            return
        more = [*rows[:turned], replace(rows[turned], talk=min(1, rows[turned].age)), *rows[turned + 1 :]]
        before, after = history(*rows), history(*more)
        verdicts = [
            ratios_of(j, delays=blended_delays(j, AS_OF))["application_to_interview"].verdict for j in (before, after)
        ]
        assert verdicts[1] is not Verdict.BELOW or verdicts[0] is Verdict.BELOW

    @settings(max_examples=20)
    @given(histories, st.randoms(use_true_random=False))
    def test_row_order_does_not_matter(self, rows, random):
        journeys = history(*rows)
        shuffled = journeys.sample(frac=1, random_state=random.randrange(10**6))
        first, second = ratios_of(journeys), ratios_of(shuffled)
        assert {name: shown(ratio) for name, ratio in first.items()} == {n: shown(r) for n, r in second.items()}

    def test_time_alone_never_turns_below_into_above(self):
        journeys = history(*old(200))
        later = journey_evidence(journeys, AS_OF + timedelta(days=900), Delays())
        assert build_ratios(later)["application_to_interview"].verdict is Verdict.BELOW


class TestBenchmarks:
    def test_documents(self):
        ranges = document_benchmarks()
        assert {name: (round(b.low, 4), round(b.high, 4)) for name, b in ranges.items()} == {
            "application_to_interview": (0.02, 0.03),
            "interview_to_offer": (0.0667, 0.1),
            "process_to_offer": (0.0667, 0.1),
            "interviews_per_offer": (10, 15),
        }
        assert all(b.source.startswith("Rejection After a Job Interview: How to Move Forward") for b in ranges.values())

    def test_context_figures_have_all_their_particulars(self):
        figures = context_figures()
        assert len({figure.id for figure in figures}) == len(figures) >= 8
        for figure in figures:
            assert all((figure.figure, figure.year, figure.population, figure.unit, figure.source, figure.link_text))
            assert figure.link == "" or figure.link.startswith("https://")

    @pytest.mark.parametrize(("low", "high"), [(0, 0.1), (0.2, 0.1), (0.5, 1.0), (-1, 2)])
    def test_impossible_ranges(self, low, high):
        with pytest.raises(ValueError, match="A range needs"):
            own_benchmark("application_to_interview", low, high)

    def test_own_range_is_used_and_named(self):
        own = own_benchmark("application_to_interview", 0.2, 0.3)
        evidence = journey_evidence(history(*old(40, talk=9), *old(120)), AS_OF, Delays())
        ratio = build_ratios(evidence, {"application_to_interview": own})["application_to_interview"]
        assert ratio.verdict is Verdict.WITHIN
        assert "your own range (20 % to 30 % of applications lead to an interview)" in ratio.reason
