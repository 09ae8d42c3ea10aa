"""Charts in another language: dates, numbers and what Plotly writes itself. English is held by the other tests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from builders import journeys_of

from analytics import theme
from analytics.benchmarks import context_figures, document_benchmarks
from analytics.changes import BEFORE
from analytics.charts.sankey import flow_picture
from analytics.charts.segments import group_name, segments_picture
from analytics.charts.trends import weekly_picture
from analytics.dimensions import BLANK, in_order, segment_values
from analytics.flows import NODES, node_name
from analytics.report import build_report
from analytics.segments import compare_segments
from data import language

if TYPE_CHECKING:
    from collections.abc import Iterator

AS_OF = date(2025, 3, 31)
HISTORY = """
A1 applied 2024-12-02 | interview 2024-12-12 | salary=60000
A2 applied 2024-12-30 | rejected 2025-01-20 | salary=90000
A3 applied 2025-02-03
"""


@pytest.fixture
def german() -> Iterator[None]:
    language.use("de")
    yield
    language.use(language.ENGLISH)


@pytest.mark.usefixtures("german")
class TestGerman:
    def test_dates(self) -> None:
        day = date(2026, 3, 2)
        written = theme.day(day), theme.short_day(date(2026, 11, 2)), theme.month(date(2026, 11, 2))
        assert written == ("2. März 2026", "2. Nov. 2026", "Nov. 2026")
        assert (theme.weekday(0), theme.short_weekday(6)) == ("Montag", "So")

    def test_numbers(self) -> None:
        assert (theme.count(1234), theme.amount(4.5)) == ("1.234", "4,5")
        assert theme.blank_figure(100).layout.separators == ",."

    def test_plotly_is_given_the_words_of_the_time_axis(self) -> None:
        weeks = pd.DataFrame({"week": pd.date_range("2024-12-02", periods=8, freq="7D"), "applications": 1})
        journeys = journeys_of(HISTORY, AS_OF)
        report = build_report(journeys, as_of=AS_OF)
        assert weekly_picture(report).figure.layout.xaxis.ticktext[0].endswith(". Dez.<br>2024")
        figure = theme.blank_figure(100)
        figure.add_bar(x=weeks["week"], y=weeks["applications"])
        theme.time_axis(figure, theme.MONTH_TICKS)
        assert list(figure.layout.xaxis.ticktext) == ["Jan<br>2025"]
        theme.time_axis(figure, theme.DAY_TICKS)
        assert list(figure.layout.xaxis.ticktext)[:2] == ["9. Dez.<br>2024", "23. Dez."]
        assert len(figure.layout.xaxis.tickvals) == len(figure.layout.xaxis.ticktext) <= theme.MOST_TICKS

    def test_an_axis_within_a_month_names_its_day(self) -> None:
        figure = theme.blank_figure(100)
        figure.add_bar(x=pd.to_datetime(["2025-02-04"]), y=[1])
        theme.time_axis(figure, theme.MONTH_TICKS)
        assert list(figure.layout.xaxis.ticktext) == ["Feb<br>2025"]

    def test_groups_keep_their_values_and_show_other_names(self) -> None:
        bands = segment_values(journeys_of(HISTORY, AS_OF), "salary_band")
        assert in_order(set(bands), "salary_band")[0].startswith("60,000 to ")
        assert group_name("60,000 to 80,000", "salary_band").startswith("60.000 ")
        assert group_name("Monday", "weekday") == "Montag"
        assert group_name("Monday", "source") == "Monday"
        comparison = compare_segments(journeys_of(HISTORY, AS_OF), "weekday", as_of=AS_OF)
        assert [segment.value for segment in comparison.segments] == ["Monday"]
        assert "Montag" in segments_picture(comparison).table.iloc[0].tolist()

    def test_the_persons_own_nodes_stay_as_they_are(self) -> None:
        report = build_report(journeys_of(HISTORY, AS_OF), as_of=AS_OF)
        own = flow_picture(report).figure.data[0].node.label
        assert len(own) == len({*report.flows["source"], *report.flows["target"]})
        assert {node_name(node) for node in ("Sent", "My node")} == {"Sent", "My node"}

    def test_ranges_come_in_the_language_of_the_moment(self) -> None:
        assert document_benchmarks() is document_benchmarks()
        german = document_benchmarks()
        language.use("en")
        assert document_benchmarks() is not german
        assert len(context_figures()) > 0


def test_ids_are_shown_as_they_are_in_english() -> None:
    assert [node_name(node) for node in NODES] == list(NODES)
    named = group_name(BLANK, "source"), group_name(BEFORE, "change"), group_name("Yes", "referral")
    assert named == (BLANK, BEFORE, "Yes")
