"""Segments: how kinds of applications are told apart, counted, compared and spoken of."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from builders import journeys_of
from hypothesis import given, settings
from hypothesis import strategies as st
from made import AS_OF, made_journeys
from scipy import stats

from analytics.chance import false_discovery, fisher_against_rest, shrunken_rates
from analytics.dimensions import BLANK, dimensions, one_spelling, salary_bands, segment_values
from analytics.segments import CAUTION, Flag, SegmentRatio, compare_counts, compare_segments

DAY = date(2025, 12, 31)
HISTORY = """
    A1 applied 2025-01-06 | interview 2025-01-15 | source=Referral | referral=yes | salary=$60k-70k
    A2 applied 2025-01-07 | interview 2025-01-16 | source=referral | referral=Y | salary=95,000
    A3 applied 2025-01-08 | rejected 2025-01-20 | source=LinkedIn | referral=no | salary=competitive
    A4 applied 2025-01-09 | source=Linked In | referral=N
    A5 applied 2025-01-10 | source=LinkedIn
    A6 applied 2025-01-10
"""


def counts(*rows: tuple[str, int, int, float]) -> pd.DataFrame:
    """Name, trials, successes, mature trials."""
    names, *columns = zip(*rows, strict=True)
    return pd.DataFrame(dict(zip(("trials", "successes", "mature_trials"), columns, strict=True)), index=list(names))


def seen(comparison) -> list[tuple]:
    return [(s.value, s.trials, s.successes) for s in comparison.segments]


def test_spellings_of_one_word_are_one_segment_and_blank_is_its_own() -> None:
    assert seen(compare_segments(journeys_of(HISTORY, DAY), "source", as_of=DAY)) == [
        ("LinkedIn", 3, 0),
        ("Referral", 2, 2),
        (BLANK, 1, 0),
    ]


def test_words_for_yes_and_no_are_read_in_columns_that_ask_for_them() -> None:
    assert seen(compare_segments(journeys_of(HISTORY, DAY), "referral", as_of=DAY)) == [
        ("No", 2, 0),
        ("Yes", 2, 2),
        (BLANK, 2, 0),
    ]


def test_weekdays_come_in_the_order_of_the_week_with_undated_ones_last() -> None:
    history = journeys_of(HISTORY + "\n A7 applied ?", DAY)
    assert seen(compare_segments(history, "weekday", as_of=DAY)) == [
        ("Monday", 1, 1),
        ("Tuesday", 1, 1),
        ("Wednesday", 1, 0),
        ("Thursday", 1, 0),
        ("Friday", 2, 0),
        (BLANK, 1, 0),
    ]


def test_a_column_of_ones_own_is_compared_like_any_other() -> None:
    history = journeys_of(HISTORY, DAY).assign(
        extra=['{"Mood": "good"}', '{"Mood": "Good "}', '{"Mood": "low"}', "{broken", None, '["not", "a row"]']
    )
    assert dimensions(history) == ("source", "referral", "salary_band", "weekday", "extra: Mood")
    assert seen(compare_segments(history, "extra: Mood", as_of=DAY)) == [(BLANK, 3, 0), ("Good", 2, 2), ("low", 1, 0)]


def test_a_column_that_names_each_application_is_not_offered() -> None:
    history = made_journeys(np.full(40, 50.0), extra=[f'{{"Ref": "{i}", "Same": "x"}}' for i in range(40)])
    assert dimensions(history) == ("weekday",)


def test_there_is_no_such_dimension() -> None:
    with pytest.raises(ValueError, match="no dimension"):
        segment_values(journeys_of(HISTORY, DAY), "shoe size")


@pytest.mark.parametrize(
    ("written", "band"),
    [
        ("80k", "80,000 to 100,000"),
        ("80-95K", "80,000 to 100,000"),
        ("$80,000 - $90,000 per year", "80,000 to 100,000"),
        ("85.000 EUR", "80,000 to 100,000"),
        ("85 000", "80,000 to 100,000"),
        ("80000 90000", "80,000 to 100,000"),
        ("90000.50", "80,000 to 100,000"),
        ("about 82,5k", "80,000 to 100,000"),
        ("negotiable", BLANK),
        (None, BLANK),
    ],
)
def test_salaries_are_read_as_written(written: str | None, band: str) -> None:
    others = ["20,000", "50,000", "60,000", "100,000", "110,000", "40,000", "120,000"]
    assert salary_bands(pd.Series([*others, written])).iloc[-1] == band


def test_one_salary_for_all_is_one_band() -> None:
    assert salary_bands(pd.Series(["50k", "50k"])).tolist() == ["50,000 to 60,000"] * 2
    assert salary_bands(pd.Series(["0", "0"])).tolist() == ["0 to 1"] * 2


def test_salary_bands_come_by_amount() -> None:
    history = made_journeys(np.full(3, 50.0), salary=["9,000", "100,000", "50,000"])
    values = [s.value for s in compare_segments(history, "salary_band", as_of=AS_OF).segments]
    assert values == ["0 to 20,000", "40,000 to 60,000", "100,000 to 120,000"]


def test_each_segment_is_aged_by_its_own_applications() -> None:
    history = made_journeys([2.0] * 10 + [100.0] * 10, source=["new"] * 10 + ["old"] * 10)
    old, new = compare_segments(history, "source", as_of=AS_OF).segments
    assert (new.trials, old.trials) == (10, 10)
    assert new.mature_trials == pytest.approx(10 * 0.0369, abs=0.01)
    assert old.mature_trials == pytest.approx(10 * 0.9947, abs=0.01)
    assert new.sentence == "None of 10 applications led to an interview so far. None has had enough time to count yet."


def test_the_order_is_by_what_is_shown_as_old_enough() -> None:
    sizes = counts(("young", 50, 1, 12.0), ("old", 40, 1, 38.0), ("as old", 30, 1, 12.4), ("new", 60, 0, 0.1))
    assert [s.value for s in compare_counts(sizes).segments] == ["old", "young", "as old", "new"]


def test_applications_whose_file_cannot_tell_are_left_out_and_named() -> None:
    history = made_journeys([90.0] * 4, source=["a", "a", "b", "b"], knows_interviews=[True, True, True, False])
    comparison = compare_segments(history, "source", as_of=AS_OF)
    assert (comparison.trials, comparison.unknown) == (3, 1)
    assert comparison.sentence.endswith("Left out: 1 application whose file cannot tell.")


def test_offers_are_counted_over_interview_rounds() -> None:
    history = journeys_of(
        """
        A1 applied 2025-01-06 | interview 2025-01-15 | interview 2025-01-20 | interview 2025-01-22 | offer ? | source=x
        A2 applied 2025-01-06 | interview 2025-01-15 | rejected 2025-01-22 | source=y
        A3 applied 2025-01-06 | source=z
        A4 applied 2025-01-06 | offer 2025-01-15 | source=y
        """,
        DAY,
    )
    comparison = compare_segments(history, "source", as_of=DAY, ratio=SegmentRatio.INTERVIEW_TO_OFFER)
    assert seen(comparison) == [("x", 3, 1), ("y", 2, 1)]
    assert comparison.segments[0].adjusted_rate == pytest.approx(
        shrunken_rates([1, 1], [s.mature_trials for s in comparison.segments], 12)[0]
    )


def test_a_lucky_few_are_no_advice() -> None:
    """2 of 4 is 50 %, but four applications are too few."""
    comparison = compare_counts(counts(("cold", 96, 2, 96.0), ("fair", 4, 2, 4.0)))
    assert [(s.value, s.flag) for s in comparison.segments] == [("cold", Flag.TOO_FEW), ("fair", Flag.TOO_FEW)]
    assert comparison.sentence == "There are too few applications to compare these groups yet."


def test_two_interviews_in_all_flag_nothing() -> None:
    comparison = compare_counts(counts(("a", 200, 0, 200.0), ("b", 10, 2, 10.0)))
    assert not comparison.flagged


def test_two_segments_are_one_test_seen_from_both_sides() -> None:
    comparison = compare_counts(counts(("plain", 100, 1, 100.0), ("tailored", 100, 8, 100.0)))
    plain, tailored = comparison.segments
    assert (plain.flag, tailored.flag) == (Flag.WORSE, Flag.BETTER)
    assert plain.p_value == plain.q_value == tailored.q_value
    assert comparison.sentence == "2 of 2 groups stand out."


def test_sentences_say_what_was_seen_and_nothing_about_causes() -> None:
    comparison = compare_counts(counts(("Boards", 170, 3, 170.0), ("Referrals", 33, 5, 30.0)))
    boards, referrals = comparison.segments
    assert referrals.sentence == (
        "5 of 33 applications led to an interview; about 30 of them are old enough to count (17 %, adjusted 9.3 %). "
        "Better than the rest: by chance alone, a gap like this shows in about 1 in 450 comparisons."
    )
    assert boards.sentence.startswith("3 of 170 applications led to an interview (1.8 %, adjusted 2.1 %). Worse than")
    assert "not why" in CAUTION


def test_a_very_rare_gap_is_not_given_a_false_precision() -> None:
    comparison = compare_counts(counts(("a", 500, 2, 500.0), ("b", 100, 40, 100.0)))
    assert "fewer than 1 in 1,000 comparisons" in comparison.segments[1].sentence


def test_no_difference_is_said_once_where_no_group_stands_out() -> None:
    comparison = compare_counts(counts(("a", 100, 3, 100.0), ("b", 100, 4, 100.0)))
    assert {s.flag for s in comparison.segments} == {Flag.NO_DIFFERENCE}
    assert comparison.segments[0].sentence == "3 of 100 applications led to an interview (3 %, adjusted 3.1 %)."
    assert comparison.sentence == "No group clearly stands out. The gaps you see are small enough to be chance."


def test_no_difference_is_said_beside_a_group_that_stands_out() -> None:
    apart = compare_counts(counts(("a", 300, 6, 300.0), ("b", 100, 2, 100.0), ("c", 60, 15, 60.0)))
    said = {s.value: s.sentence.split(". ", 1)[1] for s in apart.segments}
    assert said["b"] == "No clear difference from the rest: chance alone could explain it."
    assert said["c"].startswith("Better than the rest")


def test_open_applications_without_a_date_are_shown_and_block_a_flag() -> None:
    frame = counts(("a", 200, 2, 200.0), ("b", 60, 9, 40.0))
    assert compare_counts(frame).flagged
    assert not compare_counts(frame.assign(undated=[0, 20])).flagged
    history = made_journeys([np.nan, 50.0, 50.0], source=["a", "a", "b"])
    first = compare_segments(history, "source", as_of=AS_OF).segments[0]
    assert (first.trials, first.undated) == (2, 1)


@pytest.mark.parametrize("rows", [0, 1, 5])
def test_nothing_or_one_segment_is_a_sentence_not_an_error(rows: int) -> None:
    comparison = compare_segments(made_journeys(np.full(rows, 90.0)), "source", as_of=AS_OF)
    said = "There are no applications to compare yet." if not rows else "All applications are in one group"
    assert comparison.sentence.startswith(said)
    assert len(comparison.table()) == min(rows, 1)
    assert not comparison.flagged


def test_all_pending_today_has_no_rate() -> None:
    comparison = compare_segments(made_journeys([0.0, 0.0], source=["a", "b"]), "source", as_of=AS_OF)
    assert [(s.rate, s.low, s.high, s.flag) for s in comparison.segments] == [(None, 0.0, 1.0, Flag.TOO_FEW)] * 2


def test_the_table_has_a_row_for_each_segment() -> None:
    table = compare_counts(counts(("a", 100, 3, 100.0), ("b", 50, 4, 50.0))).table()
    assert table["value"].tolist() == ["a", "b"]
    assert table["rate"].tolist() == [0.03, 0.08]


COUNTS = st.lists(
    st.tuples(st.integers(0, 12), st.floats(0, 200, allow_nan=False)).map(lambda p: (p[0], max(p[0], p[1]))),
    min_size=1,
    max_size=9,
)


@given(COUNTS)
def test_the_fast_fisher_test_is_scipys(pairs) -> None:
    k, n = np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])
    whole = np.maximum(np.rint(n).astype(int), k)
    rest_k, rest_n = k.sum() - k, whole.sum() - whole
    expected = [
        stats.fisher_exact([[a, m - a], [b, r - b]]).pvalue for a, m, b, r in zip(k, whole, rest_k, rest_n, strict=True)
    ]
    assert fisher_against_rest(k, n) == pytest.approx(expected, rel=1e-6, abs=1e-12)


@given(st.lists(st.floats(0, 1), max_size=20))
def test_the_adjustment_is_scipys(p) -> None:
    expected = stats.false_discovery_control(p) if p else []
    assert false_discovery(p) == pytest.approx(expected)


@given(COUNTS)
def test_adjusted_rates_lie_between_the_raw_and_the_overall_rate(pairs) -> None:
    frame = counts(*[(str(i), round(n), k, n) for i, (k, n) in enumerate(pairs)])
    comparison = compare_counts(frame)
    overall = (comparison.successes + 1) / (comparison.mature_trials + 40)
    for s in comparison.segments:
        raw = overall if s.rate is None else s.rate
        assert min(raw, overall) - 1e-12 <= s.adjusted_rate <= max(raw, overall) + 1e-12
        assert 0 <= s.low <= s.high <= 1
        assert 0 <= s.p_value <= s.q_value <= 1


@settings(max_examples=20)  # each builds two histories
@given(st.lists(st.tuples(st.sampled_from(["a", "A", " b", None, "c d", "cd"]), st.integers(0, 120), st.booleans())))
def test_the_order_of_rows_does_not_matter(rows) -> None:
    talk = [5.0 if talked else np.nan for _, _, talked in rows]
    frame = made_journeys([float(age) for _, age, _ in rows], talk).assign(
        source=pd.Series([source for source, _, _ in rows], dtype="str")
    )
    backwards = frame.iloc[::-1]
    one, other = (compare_segments(rows, "source", as_of=AS_OF) for rows in (frame, backwards))
    assert seen(one) == seen(other)
    assert [s.mature_trials for s in one.segments] == pytest.approx([s.mature_trials for s in other.segments])
    assert sum(s.trials for s in one.segments) == len(rows)


@given(st.lists(st.one_of(st.none(), st.text(max_size=8))))
def test_any_text_is_a_segment_and_none_is_lost(cells) -> None:
    values = one_spelling(pd.Series(cells, dtype="object"))
    assert len(values) == len(cells)
    assert all(isinstance(value, str) and value for value in values)


def test_many_values_stay_quick() -> None:
    """Ten years of history, a location for every third application."""
    rng = np.random.default_rng(1)
    age = rng.integers(0, 3650, 20_000).astype(float)
    talk = np.where(rng.random(20_000) < 0.03, 9.0, np.nan)
    frame = made_journeys(age, talk, location=[f"City {i % 7000}" for i in range(20_000)])
    comparison = compare_segments(frame, "location", as_of=AS_OF)
    assert len(comparison.segments) == 7000
    assert not comparison.flagged
