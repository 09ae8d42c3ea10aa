"""Experiments: before and after a change of strategy, told apart by the day of application."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from builders import journeys_of
from hypothesis import given
from hypothesis import strategies as st
from made import AS_OF, made_journeys

from analytics.before_after import chance_better, more_to_see, trials_per_period
from analytics.delays import Delays, MatureCount
from analytics.experiments import DRY_SPELL, Answer, Change, Measure, compare_periods, run_experiment


def count(k: int, n: float) -> MatureCount:
    return MatureCount(k, round(n), n, n, n)


def answer(before: tuple[int, float], after: tuple[int, float], measure: str = "application_to_interview") -> str:
    return compare_periods(count(*before), count(*after), measure=Measure(measure)).answer


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((0, 0), (0, 0), "cant_tell"),
        ((2, 200), (12, 150), "worked"),
        ((3, 150), (8, 120), "cant_tell"),
        ((0, 200), (2, 10), "cant_tell"),  # two successes are too few
        ((4, 180.5), (0, 30.25), "cant_tell"),  # so few would have been expected anyway
        ((12, 150), (2, 200), "did_worse"),
        ((30, 300), (0, 60), "did_worse"),
        ((2, 10), (0, 200), "cant_tell"),
    ],
)
def test_the_answer_on_interviews(before, after, expected) -> None:
    assert answer(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [((1, 60), (9, 30), "worked"), ((1, 40), (3, 20), "cant_tell"), ((9, 30), (0, 60), "did_worse")],
)
def test_the_answer_on_offers_has_a_prior_of_its_own(before, after, expected) -> None:
    assert answer(before, after, "interview_to_offer") == expected


def history(sent_before: int = 200, sent_after: int = 150, talked: tuple[int, int] = (2, 12), age_after: float = 100):
    age = np.repeat([400.0, age_after], [sent_before, sent_after])
    talk = np.where(
        np.r_[np.arange(sent_before) < talked[0], np.arange(sent_after) < talked[1]],
        5.0,
        np.nan,
    )
    return made_journeys(age, talk)


CHANGE = Change("new resume", date(2024, 10, 1))


def test_applications_belong_to_the_period_they_were_sent_in() -> None:
    """The interview of A1 came after the change; its application was sent before."""
    result = run_experiment(
        journeys_of(
            """
            A1 applied 2024-09-30 | interview 2024-10-20
            A2 applied 2024-10-01
            A3 applied 2024-11-01 | interview 2024-11-20
            A4 applied 2025-02-01 | interview 2025-02-20   (after the end)
            A5 interview 2024-10-03                        (no date of application)
            A6 applied 2024-01-01                          (before the time that counts as before)
            """,
            AS_OF,
        ),
        Change("x", date(2024, 10, 1), date(2025, 1, 31), before_start=date(2024, 3, 1)),
        as_of=AS_OF,
    )
    assert (result.before.successes, result.before.trials) == (1, 1)
    assert (result.after.successes, result.after.trials) == (1, 2)
    assert result.undated == 1


def test_a_change_that_worked() -> None:
    result = run_experiment(history(), CHANGE, as_of=AS_OF, delays=Delays())
    assert result.answer is Answer.WORKED
    assert result.chance_better > 0.95
    assert result.more_needed is None
    assert result.sentence == (
        "Before: 2 interviews from 200 applications (1 %). After: 12 interviews from 150 applications, about 149 of "
        "them old enough to count (8 %). The rate is very likely higher since the change (at least 95 in 100)."
    )


def test_a_fresh_change_is_too_early_and_never_worse() -> None:
    result = run_experiment(
        history(talked=(20, 0), age_after=2), Change("y", date(2025, 3, 20)), as_of=AS_OF, delays=Delays()
    )
    assert result.answer is Answer.CANT_TELL
    assert result.after.mature_trials == pytest.approx(5.5, abs=0.1)
    fresh = run_experiment(
        history(talked=(20, 0), age_after=0), Change("y", date(2025, 3, 20)), as_of=AS_OF, delays=Delays()
    )
    assert fresh.sentence.endswith("It is too early: no application since the change is old enough to count.")
    assert fresh.after.rate is None


def test_two_changes_at_once_get_no_answer() -> None:
    other = Change("referrals", date(2024, 12, 1))
    result = run_experiment(history(), CHANGE, as_of=AS_OF, others=[CHANGE, other])
    assert (result.answer, result.chance_better, result.overlapping) == (Answer.OVERLAP, None, ("referrals",))
    assert "no one can say which" in result.sentence


@pytest.mark.parametrize(
    ("start", "end", "measure", "overlaps"),
    [
        (date(2024, 12, 1), None, "application_to_interview", True),
        (date(2024, 1, 1), date(2024, 9, 30), "application_to_interview", False),
        (date(2024, 1, 1), date(2024, 10, 1), "application_to_interview", True),
        (date(2024, 12, 1), None, "interview_to_offer", False),
    ],
)
def test_when_two_changes_overlap(start, end, measure, overlaps) -> None:
    other = Change("other", start, end, Measure(measure))
    assert CHANGE.overlaps(other) is other.overlaps(CHANGE) is overlaps


def test_files_that_cannot_say_get_no_answer() -> None:
    result = run_experiment(history().assign(knows_interviews=False), CHANGE, as_of=AS_OF)
    assert (result.answer, result.before) == (Answer.UNKNOWN, None)
    assert result.sentence == "Your file does not say enough to compare before and after."


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((0, 0), (2, 50), "There are no aged applications from before the change to compare with."),
        ((1, 30), (1, 50), "One cannot tell: the time before has too few aged applications to show a doubling."),
        ((20, 1000), (30, 1000), "One cannot tell: a doubling would probably show by now, a smaller change would not."),
        ((20, 1000), (3, 100), "It is too early: a doubling would show after about 680 more aged applications"),
    ],
)
def test_how_long_it_takes_is_said(before, after, said) -> None:
    result = compare_periods(count(*before), count(*after))
    assert result.answer is Answer.CANT_TELL
    assert said in result.sentence


@pytest.mark.parametrize(
    ("before", "after", "warned"),
    [
        ((2, 200), (12, 150), True),  # 5 would have been expected
        ((3, 200), (14, 150), False),
        ((0, 80), (6, 60), False),  # 2 expected: too few to call it a dry spell
        ((12, 150), (2, 200), False),
    ],
)
def test_a_change_after_a_dry_spell_is_provisional(before, after, warned) -> None:
    assert compare_periods(count(*before), count(*after)).caution == (DRY_SPELL if warned else "")


def test_a_search_without_dates_or_applications_has_no_periods() -> None:
    for journeys in (made_journeys([]), made_journeys([np.nan] * 5)):
        result = run_experiment(journeys, CHANGE, as_of=AS_OF)
        assert result.answer is Answer.CANT_TELL
        assert (result.before.trials, result.after.trials) == (0, 0)
        assert result.sentence.startswith("Before: no interviews from no applications.")
        assert result.undated == len(journeys)


def test_how_many_more_is_the_planned_size_when_both_periods_are_equal() -> None:
    needed = trials_per_period(0.02, 0.04)
    assert more_to_see(0.02, needed, 0) == pytest.approx(needed, abs=1)
    assert more_to_see(0.02, needed, needed) <= 1
    assert more_to_see(0.02, 100_000, 0) < needed
    assert more_to_see(0.02, 100_000, 5_000) == 0
    assert more_to_see(0.9, 500, 0) is None  # a rate of 90 % cannot double


def test_large_histories_keep_their_precision() -> None:
    """A narrow peak between the fixed points of a quadrature would be missed."""
    assert chance_better(2000, 20_000, 2000, 20_000) == pytest.approx(0.5, abs=1e-6)
    assert chance_better(2000, 20_000, 2300, 20_000) > 0.999
    assert chance_better(2300, 20_000, 2000, 20_000) < 0.001


PAIR = st.tuples(st.integers(0, 30), st.floats(0, 500)).map(lambda p: (p[0], max(p[0], p[1])))


@given(PAIR)
def test_equal_periods_are_a_coin_toss(pair) -> None:
    assert chance_better(*pair, *pair) == pytest.approx(0.5, abs=1e-6)


@given(PAIR, PAIR)
def test_turned_round_the_chances_add_up_to_one(one, two) -> None:
    assert chance_better(*one, *two) + chance_better(*two, *one) == pytest.approx(1, abs=1e-6)


@given(PAIR, PAIR)
def test_both_answers_are_never_given_and_swapping_never_keeps_one(one, two) -> None:
    there, back = answer(one, two), answer(two, one)
    assert (there, back) != ("worked", "worked")
    assert (there, back) != ("did_worse", "did_worse")


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_does_not_matter(seed) -> None:
    journeys = history()
    shuffled = journeys.sample(frac=1, random_state=seed)
    one, other = (run_experiment(rows, CHANGE, as_of=AS_OF) for rows in (journeys, shuffled))
    assert one.chance_better == pytest.approx(other.chance_better)
    assert (one.answer, one.sentence) == (other.answer, other.sentence)
