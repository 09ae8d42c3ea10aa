"""The first place does not jump: small changes of a history move it only for a reason that has a name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import import_text, store_with
from hypothesis import given, settings
from hypothesis import strategies as st
from test_suggestions import AS_OF, HISTORIES, KINDS, LIVE, spelled_out, standings

from analytics.report import build_report
from analytics.results import AnalysisReport, Verdict

# Advice that has its day: a day more may begin or end it. All other advice follows verdicts alone.
HAS_ITS_DAY = {
    *("stay_in_touch", "ask_feedback", "not_personal", "follow_up", "routine", "small_wins", "stay_positive"),
    *("stories", "support", "money_plan"),
}
COUNTS_REJECTIONS = {"stay_positive", "stories"}
COUNTS_APPLICATIONS = {"routine", "follow_up", "small_wins", "support", "money_plan"}
MORE = {
    "one more application": ("X1 applied {today}", COUNTS_APPLICATIONS),
    "one more rejection": ("X1 applied 2025-06-02 | rejected {today}", COUNTS_REJECTIONS | COUNTS_APPLICATIONS),
}
SPANS = ("2025-01-06..2025-06-27", "2025-03-03..2025-06-20", "2024-06-03..2025-06-25", "2025-05-05..2025-06-29")


def moved(before: AnalysisReport, after: AnalysisReport) -> set[str]:
    """Both first places where the first one changed without a change of any verdict or early sign; else nothing."""
    places = {report.suggestions[0].id for report in (before, after)}
    return places if len(places) > 1 and standings(before) == standings(after) else set()


def grown(table: str, more: str, as_of: date = AS_OF) -> AnalysisReport:
    with store_with(table) as store:
        import_text(store, more, name="more.csv")
        return build_report(store.journeys(as_of), as_of=as_of)


@pytest.mark.parametrize("name", MORE)
@pytest.mark.parametrize("history", HISTORIES[::3], ids=lambda history: history.name)
def test_one_more_row_moves_the_first_place_only_by_what_counts_such_rows(name: str, history) -> None:
    row, may = MORE[name]
    before = LIVE[history.name][0]
    places = moved(before, grown(spelled_out(history.rows), row.format(today=AS_OF)))
    assert not places or places & may


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from(KINDS), st.sampled_from(SPANS)), min_size=1, max_size=4))
def test_one_day_later_moves_it_only_by_advice_that_has_its_day(blocks: list[tuple[int, str, str]]) -> None:
    table = spelled_out([f"{times} {kind.format(span)}" for times, kind, span in blocks])
    with store_with(table) as store:
        today, tomorrow = (build_report(store.journeys(day), as_of=day) for day in (AS_OF, AS_OF + timedelta(days=1)))
    places = moved(today, tomorrow)
    assert not places or places & HAS_ITS_DAY


def test_an_early_sign_does_not_flicker_while_answers_stay_out() -> None:
    """Day by day through a search without an answer: from "keep going" to "change something" once, and never back."""
    with store_with(spelled_out(["160 applied 2025-01-06..2025-06-15"])) as store:
        days = [date(2025, 3, 3) + timedelta(days=day) for day in range(0, 105, 3)]
        low = [
            Verdict.BELOW in {ratio.verdict, ratio.leaning}
            for ratio in (
                build_report(store.journeys(day), as_of=day).ratios["application_to_interview"] for day in days
            )
        ]
    assert low == sorted(low)
    assert {*low} == {False, True}
