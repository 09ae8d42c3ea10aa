"""Bottleneck: which step falls short most, how sure that is, and when nothing is claimed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.bottleneck import Call, Step, find_bottleneck, judge_steps, shortfalls_of
from analytics.delays import MatureCount
from analytics.ratios import build_ratios


def steps(one: tuple[int, float], two: tuple[int, float]) -> list[Step]:
    return [
        Step("application_to_interview", "Applications to interviews", *one, 0.02, 0.03),
        Step("interview_to_offer", "Interviews to offers", *two, 1 / 15, 1 / 10),
    ]


def ratios(one: tuple[int, float] | None, two: tuple[int, float] | None) -> list:
    names = ("application_to_interview", "interview_to_offer")
    found = {
        name: None if pair is None else MatureCount(pair[0], round(pair[1]), pair[1], pair[1], pair[1])
        for name, pair in zip(names, (one, two), strict=True)
    }
    built = build_ratios(found)
    return [built[name] for name in names]


@pytest.mark.parametrize(
    ("one", "two", "call", "step"),
    [
        # applications to interviews, interviews to offers, both as (successes, aged trials)
        ((0, 0), (0, 0), "not_clear", None),  # no data at all
        ((0, 50), (0, 0), "not_clear", None),
        ((0, 100), (0, 0), "likely", "application_to_interview"),
        ((0, 400), (2, 24), "clear", "application_to_interview"),
        ((1, 400), (3, 24), "clear", "application_to_interview"),
        ((2, 200), (2, 20), "likely", "application_to_interview"),
        ((20, 300), (0, 40), "clear", "interview_to_offer"),
        ((20, 300), (1, 60), "clear", "interview_to_offer"),
        ((30, 400), (0, 12), "likely", "interview_to_offer"),
        ((2, 300), (1, 40), "not_clear", None),  # both fall short
        ((40, 400), (10, 40), "none", None),
        ((12, 400), (3, 12), "none", None),
    ],
)
def test_what_is_said_of_a_search(one, two, call, step) -> None:
    found = judge_steps(steps(one, two))
    assert (found.call, found.step and found.step.step.id) == (call, step)


def test_a_clear_step_is_named_with_gain_and_certainty() -> None:
    said = judge_steps(steps((1, 400), (3, 24))).sentence
    assert said == (
        "The step from application to interview clearly falls short most (99 % sure). If it came up to 2 %, the same "
        "applications would bring about 4.4 times as many offers, all else equal."
    )
    assert "over 10 times" in judge_steps(steps((0, 2000), (30, 100))).sentence


def test_no_shortfall_has_no_shares() -> None:
    found = judge_steps(steps((40, 400), (10, 40)))
    assert [s.share for s in found.shortfalls] == [None, None]
    assert [s.gain for s in found.shortfalls] == [1.0, 1.0]
    assert found.chance_none > 0.9


def test_a_small_gain_is_no_bottleneck_however_sure() -> None:
    """170 of 10,000 is surely under 2 %, but there is little to win."""
    found = judge_steps(steps((170, 10_000), (100, 800)))
    assert found.shortfalls[0].probability > 0.8
    assert found.shortfalls[0].gain < 1.25
    assert found.call is Call.NOT_CLEAR
    assert found.sentence == (
        "No step is named. The step from application to interview falls short most (98 % sure), but coming up to its "
        "range would probably bring less than 25 % more offers."
    )


@pytest.mark.parametrize("one", [(0, 0), (0, 50), (2, 300)])
def test_where_nothing_is_clear_it_says_how_sure_it_is(one) -> None:
    found = judge_steps(steps(one, (1, 40) if one[0] else (0, 0)))
    assert found.sentence.startswith("No step is named. So far it is ")
    assert found.sentence.endswith("falls short most; 70 % is needed.")


def test_no_offer_rate_is_blamed_while_the_two_ways_of_counting_disagree() -> None:
    given_ = ratios((20, 300), (0, 40))
    assert find_bottleneck(given_).call is Call.CLEAR
    found = find_bottleneck(given_, readings_agree=False)
    assert (found.call, found.step) == (Call.NOT_CLEAR, None)
    assert "depends on how interviews are counted" in found.sentence
    assert find_bottleneck(ratios((0, 400), (2, 24)), readings_agree=False).call is Call.CLEAR


@pytest.mark.parametrize(("one", "two"), [(None, (1, 20)), ((3, 100), None), (None, None)])
def test_unknown_counts_are_said_to_be_unknown(one, two) -> None:
    found = find_bottleneck(ratios(one, two))
    assert (found.call, found.shortfalls) == (Call.UNKNOWN, ())
    assert found.sentence == "Your file does not say enough to compare the steps."


def test_a_rate_without_a_benchmark_is_not_ranked() -> None:
    one, two = ratios((0, 400), (2, 24))
    bare = build_ratios({"response": MatureCount(3, 40, 40.0, 40.0, 40.0)})["response"]
    assert len(find_bottleneck([bare, one, two]).shortfalls) == 2


PAIR = st.tuples(st.integers(0, 40), st.floats(0, 2000)).map(lambda p: (p[0], max(p[0], p[1])))


@given(PAIR, PAIR)
def test_probabilities_add_up_and_gains_start_at_one(one, two) -> None:
    found = judge_steps(steps(one, two))
    assert sum(s.probability for s in found.shortfalls) + found.chance_none == pytest.approx(1)
    assert all(0 <= s.probability <= 1 and s.gain >= 1 for s in found.shortfalls)
    shares = [s.share for s in found.shortfalls]
    assert shares == [None, None] or sum(shares) == pytest.approx(1)


@given(PAIR, PAIR)
def test_one_more_interview_never_makes_the_first_step_look_worse(one, two) -> None:
    (k, n), more = one, (one[0] + 1, one[1] + 1)
    before, after = (shortfalls_of(steps(pair, two))[0] for pair in ((k, n), more))
    assert after.gain <= before.gain + 1e-12


@given(PAIR, PAIR)
def test_the_sorted_grid_is_the_full_outer_product(one, two) -> None:
    """The slow way: every pair of 200 x 200 quantiles."""
    shares = (np.arange(200) + 0.5) / 200
    short = []
    for (k, n), low, m in ((one, 0.02, 0.025), (two, 1 / 15, 1 / 12)):
        rates = np.maximum(stats.beta(1 + k, 1 / m - 1 + n - k).ppf(shares), 1e-300)
        short.append(np.maximum(0, np.log(low / rates)))
    expected = [float((a > b).mean()) for a, b in ((short[0][:, None], short[1]), (short[1][:, None], short[0]))]
    found = [s.probability for s in shortfalls_of(steps(one, two))]
    # the documents' midpoint of the second range is 1/12 only to rounding
    assert found == pytest.approx(expected, abs=0.006)
