"""The counts beside a figure: those that make it, with what is too fresh told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.charts.interval import counted_over, written
from analytics.delays import MatureCount
from analytics.ratios import build_ratios
from pages.ui import text_ratio

if TYPE_CHECKING:
    from analytics.results import Ratio


def ratio_of(name: str, hits: int, aged: float, trials: int) -> Ratio:
    counts = MatureCount(hits, trials, aged, aged, aged)
    source = "interview_to_offer" if name == "interviews_per_offer" else name
    return build_ratios({source: counts})[name]


@pytest.mark.parametrize(
    ("ratio", "hits", "aged", "trials", "figure", "words"),
    [
        ("application_to_interview", 7, 147.4, 160, "4.7 %", "7 of about 147 applications OLD (160 in all)"),
        ("application_to_interview", 7, 160.0, 160, "4.4 %", "7 of 160 applications"),
        ("process_to_offer", 2, 6.4, 7, "31 %", "2 of about 6.4 interviewed applications OLD (7 in all)"),
        ("interviews_per_offer", 4, 79.6, 83, "20", "4 offers from about 80 interview rounds OLD (83 in all)"),
        ("interviews_per_offer", 2, 16.3, 18, "8.2", "2 offers from about 16.3 interview rounds OLD (18 in all)"),
        ("interviews_per_offer", 2, 18.0, 18, "9", "18 interview rounds, 2 offers"),
        ("interviews_per_offer", 0, 6.5, 9, "unknown", "9 interview rounds, no offers"),
        ("application_to_interview", 0, 0.2, 4, "0 %", "4 applications, none OLD"),
    ],
)
def test_the_counts_beside_a_figure_make_it(
    *, ratio: str, hits: int, aged: float, trials: int, figure: str, words: str
) -> None:
    """A figure of 20 interviews for one offer stood beside 83 interviews and 4 offers, which are 21."""
    found = ratio_of(ratio, hits, aged, trials)
    said = text_ratio.ratio_counts(found).replace("old enough to count", "OLD")
    assert (written(found, found.estimate), said) == (figure, words)


@given(hits=st.integers(1, 60), more=st.floats(0, 3000), fresh=st.integers(0, 50))
def test_whoever_divides_the_printed_counts_gets_the_printed_rate(hits: int, more: float, fresh: int) -> None:
    aged = hits + 4 + more
    found = ratio_of("application_to_interview", hits, aged, int(aged) + 1 + fresh)
    again, once = hits / counted_over(found), hits / aged
    assert again == pytest.approx(once, abs=0.01 if once >= 0.0995 else 0.001)


@pytest.mark.parametrize(
    ("hits", "aged", "said"),
    [(56, 143.0, False), (2, 122.0, True), (0, 122.0, True), (40, 2000.0, False)],
)
def test_a_rate_that_nothing_judges_says_when_it_is_early(*, hits: int, aged: float, said: bool) -> None:
    """Without a range there is no verdict, so nothing said that 2 of 122 tell little."""
    words = text_ratio.ratio_counts(ratio_of("application_to_offer", hits, aged, round(aged) + 9))
    assert ("too early for a close figure: the true rate is probably within" in words) == said


def test_a_rate_with_a_verdict_leaves_that_to_it() -> None:
    assert "too early" not in text_ratio.ratio_counts(ratio_of("application_to_interview", 2, 122.0, 131))
