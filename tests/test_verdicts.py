"""Below, within, above, too early: boundaries, gates, missing dates, and what can never happen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binom

from analytics.benchmarks import document_benchmarks, own_benchmark
from analytics.delays import MatureCount
from analytics.results import Benchmark, Verdict
from analytics.verdicts import judge, more_needed

RATIO_1 = document_benchmarks()["application_to_interview"]
RATIO_2 = document_benchmarks()["interview_to_offer"]


def aged(k: int, n: float) -> MatureCount:
    n = max(k, n)
    return MatureCount(k, round(n), n, n, n)


def verdict(k: int, n: float, benchmark: Benchmark = RATIO_1) -> str:
    return judge(aged(k, n), benchmark).verdict.value


BELOW_FROM = {
    RATIO_1: (150, 197, 275, 350, 421, 490, 557, 622, 687),
    RATIO_2: (45, 59, 82, 104, 125, 145, 165, 185, 204),
}
ABOVE_UP_TO = {RATIO_1: (7, 27, 49, 71, 95, 119), RATIO_2: (3, 9, 16, 23, 30, 37)}
WITHIN = {
    RATIO_1: ((81, 131), (96, 204), (115, 277), (135, 351), (156, 427), (177, 505)),
    RATIO_2: ((23, 41), (28, 62), (34, 84), (40, 106), (46, 129), (55, 153)),
}


@pytest.mark.parametrize("benchmark", [RATIO_1, RATIO_2], ids=lambda b: b.id)
class TestBoundaries:
    """The published boundaries of the rule: smallest N for below, largest for above, range for within."""

    def test_below(self, benchmark):
        for k, n in enumerate(BELOW_FROM[benchmark]):
            assert verdict(k, n - 1, benchmark) != "below"
            assert verdict(k, n, benchmark) == "below"

    def test_above(self, benchmark):
        for k, n in enumerate(ABOVE_UP_TO[benchmark], start=3):
            assert verdict(k, n, benchmark) == "above"
            assert verdict(k, n + 1, benchmark) != "above"
        assert all(verdict(k, n, benchmark) != "above" for k in range(3) for n in range(k, 60))

    def test_within(self, benchmark):
        for k, (first, last) in enumerate(WITHIN[benchmark], start=3):
            assert [verdict(k, n, benchmark) for n in (first - 1, first, last, last + 1)] == [
                "too_early",
                "within",
                "within",
                "too_early",
            ]


@pytest.mark.parametrize(
    ("k", "n", "verdicts"),
    [
        (0, 10, ("too_early", None)),
        (0, 60, ("too_early", None)),
        (0, 100, ("too_early", "below")),
        (0, 150, ("below", None)),
        (1, 1, ("too_early", None)),
        (0, 1, ("too_early", None)),
        (50, 2000, ("within", None)),
    ],
)
def test_edge_cases(k, n, verdicts):
    judged = judge(aged(k, n), RATIO_1)
    assert (judged.verdict, judged.leaning) == verdicts


@pytest.mark.parametrize(
    ("rate", "n", "published"),
    [
        (0.005, 200, (0.74, 0.02, 0)),
        (0.025, 500, (0.01, 0.88, 0)),
        (0.06, 200, (0, 0.15, 0.54)),
        (0.02, 300, (0.06, 0.55, 0)),
    ],
)
def test_one_look_is_wrong_as_often_as_published(rate, n, published):
    chances = dict.fromkeys(Verdict, 0.0)
    for k in range(n + 1):
        chances[judge(aged(k, n), RATIO_1).verdict] += float(binom.pmf(k, n, rate))
    found = (chances[Verdict.BELOW], chances[Verdict.WITHIN], chances[Verdict.ABOVE])
    assert found == pytest.approx(published, abs=0.0051)


class TestMissingDates:
    """Open applications without a date: the verdict must hold whether or not they had their time."""

    def test_below_holds_with_the_fewest(self):
        assert judge(MatureCount(0, 160, 149.0, 160.0, 149.0, 11), RATIO_1).verdict == "too_early"
        assert judge(MatureCount(0, 160, 150.0, 160.0, 150.0, 10), RATIO_1).verdict == "below"

    def test_above_holds_with_the_most(self):
        assert judge(MatureCount(3, 8, 5.0, 8.0, 5.0, 3), RATIO_1).verdict == "too_early"
        assert judge(MatureCount(3, 7, 5.0, 7.0, 5.0, 2), RATIO_1).verdict == "above"

    def test_within_holds_with_both(self):
        assert judge(MatureCount(3, 140, 100.0, 140.0, 100.0, 10), RATIO_1).verdict == "too_early"
        assert judge(MatureCount(3, 130, 100.0, 130.0, 100.0, 10), RATIO_1).verdict == "within"

    def test_more_than_a_fifth_undated_is_never_below(self):
        judged = judge(MatureCount(0, 500, 390.0, 500.0, 390.0, 110), RATIO_1)
        assert (judged.verdict, judged.leaning) == ("too_early", None)
        assert judge(MatureCount(0, 500, 400.0, 500.0, 400.0, 100), RATIO_1).verdict == "below"
        assert more_needed(MatureCount(0, 500, 390.0, 500.0, 390.0, 110), RATIO_1) is None

    def test_one_more_success_does_not_open_the_way_to_below(self):
        before = MatureCount(0, 1000, 799.0, 1000.0, 799.0, 201)
        after = MatureCount(1, 1000, 800.0, 1000.0, 800.0, 200, undated_successes=1)
        assert (judge(before, RATIO_1).verdict, judge(after, RATIO_1).verdict) == ("too_early", "too_early")

    def test_below_holds_with_the_default_delays_too(self):
        assert judge(MatureCount(0, 200, 160.0, 160.0, 140.0), RATIO_1).verdict == "too_early"


@given(st.integers(0, 30), st.floats(0, 3000), st.sampled_from([RATIO_1, RATIO_2]))
def test_one_more_success_never_makes_it_worse(k, n, benchmark):
    few, many = judge(aged(k, n), benchmark), judge(aged(k + 1, n), benchmark)
    assert few.below >= many.below
    assert few.above <= many.above
    assert few.verdict is Verdict.BELOW or many.verdict is not Verdict.BELOW


@given(st.integers(0, 12), st.floats(0, 700), st.sampled_from([RATIO_1, RATIO_2]))
def test_more_needed_is_the_first_step_that_decides(k, n, benchmark):
    count = aged(k, n)
    assume(judge(count, benchmark).verdict is Verdict.TOO_EARLY)
    step = more_needed(count, benchmark)
    assert step is not None
    assert step >= 1
    decided = [judge(aged(k, count.low + d), benchmark).verdict is not Verdict.TOO_EARLY for d in range(1, step + 1)]
    assert decided.index(True) == step - 1


@pytest.mark.parametrize(("k", "n", "step"), [(0, 100, 50), (0, 0, 150), (3, 50, 31), (3, 140, 210), (1, 150.25, 47)])
def test_more_needed(k, n, step):
    assert more_needed(aged(k, n), RATIO_1) == step


def test_a_point_range_works():
    point = replace(RATIO_1, low=0.025, high=0.025)
    judged = judge(aged(0, 0), point)
    assert judged.below + judged.above == pytest.approx(1)
    assert verdict(0, 150, point) == "below"


def test_a_high_range_works():
    point = own_benchmark("application_to_interview", 0.6, 0.8)
    assert verdict(0, 30, point) == "below"
    assert verdict(30, 30, point) == "above"
    assert verdict(21, 30, point) == "within"
