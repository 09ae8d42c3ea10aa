"""The activity calendar and the months of application: what is counted, and what the pictures say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from builders import journeys_of
from hypothesis import given
from hypothesis import strategies as st

from analytics.activity import SPAN_DAYS, activity
from analytics.charts.calendar import calendar_picture
from analytics.charts.cohorts import MOST_MONTHS, cohorts_picture
from analytics.report import build_report

if TYPE_CHECKING:
    from analytics.results import AnalysisReport

SUNDAY = date(2026, 11, 22)


def sent(*days: str | None) -> str:
    """A text table with one application on each day; None for no date."""
    return "\n".join(f"A{place} applied {day or '?'}" for place, day in enumerate(days))


def report_of(text: str, as_of: date = SUNDAY) -> AnalysisReport:
    return build_report(journeys_of(text, as_of), as_of=as_of)


def counted(frame: pd.DataFrame) -> dict[str, int]:
    busy = frame[frame["applications"] > 0]
    return {str(day.date()): int(count) for day, count in zip(busy["date"], busy["applications"], strict=True)}


def test_each_day_counts_what_was_sent_on_it() -> None:
    frame = activity(journeys_of(sent("2026-11-16", "2026-11-18", "2026-11-18", None), SUNDAY), SUNDAY)
    assert counted(frame) == {"2026-11-16": 1, "2026-11-18": 2}
    assert [str(frame["date"].iloc[place].date()) for place in (0, -1)] == ["2026-11-16", "2026-11-22"]


def test_a_date_of_which_only_the_month_is_known_has_no_day() -> None:
    assert counted(activity(journeys_of(sent("2026-11", "2026-11-17"), SUNDAY), SUNDAY)) == {"2026-11-17": 1}


@pytest.mark.parametrize(("day", "shown"), [("2026-05-25", 1), ("2026-05-24", 0)])
def test_it_reaches_back_26_whole_weeks(day: str, shown: int) -> None:
    assert sum(counted(activity(journeys_of(sent(day), SUNDAY), SUNDAY)).values()) == shown


@given(
    st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=30),
    st.dates(date(2026, 6, 1), date(2026, 12, 31)),
)
def test_no_application_is_lost_or_counted_twice(days: list[date], as_of: date) -> None:
    frame = pd.DataFrame({"applied_date": pd.Series(pd.to_datetime(pd.Series(days, dtype="object")), dtype="M8[s]")})
    monday = as_of - timedelta(days=as_of.weekday())
    first = monday - timedelta(days=SPAN_DAYS - 7)
    assert activity(frame, as_of)["applications"].sum() == sum(first <= day <= as_of for day in days)


class TestCalendarPicture:
    def test_it_says_on_how_many_days(self) -> None:
        picture = calendar_picture(report_of(sent("2026-11-16", "2026-11-18", "2026-11-18")))
        assert picture.title == "You applied on 2 of the last 7 days"
        assert "Monday 1, Tuesday 0, Wednesday 2" in picture.alt
        assert picture.table.to_dict("list") == {
            "Day": ["2026-11-18", "2026-11-16"],
            "Day of the week": ["Wednesday", "Monday"],
            "Applications": [2, 1],
        }

    def test_every_day_stands_in_its_own_week_and_row(self) -> None:
        heat = calendar_picture(report_of(sent("2026-11-08", "2026-11-16"))).figure.data[0]
        assert pd.DataFrame(heat.z, index=heat.y).fillna(-1).astype(int).loc[[0, 6]].to_numpy().tolist() == [
            [0, 0, 1],
            [1, 0, 0],
        ]

    def test_the_latest_weeks_alone_and_what_is_left_out(self) -> None:
        report = report_of(sent("2026-11-01", "2026-11-03", "2026-11-18"))
        picture = calendar_picture(report, weeks=2)
        assert picture.title == "You applied on 1 of the last 14 days"
        assert "Days before 9 Nov 2026 are not drawn." in picture.note
        assert "are not drawn" not in calendar_picture(report).note

    def test_two_weeks_are_no_wall(self) -> None:
        axis = calendar_picture(report_of(sent("2026-11-16"))).figure.layout.xaxis
        assert pd.Timestamp(axis.range[1]) - pd.Timestamp(axis.range[0]) == pd.Timedelta(weeks=12)
        assert axis.ticktext == ("Nov<br>2026",)

    @pytest.mark.parametrize("text", [sent(), sent(None), sent("2025-01-01")])
    def test_without_recent_dates_it_says_so(self, text: str) -> None:
        assert "No application of the last 26 weeks" in calendar_picture(report_of(text)).alt


class TestCohortsPicture:
    # March: 20 applications, 2 of them interviewed. November: 5, too fresh to settle.
    TWO_MONTHS = "\n".join(
        [f"M{place} applied 2026-03-{1 + place:02} | rejected 2026-04-20" for place in range(18)]
        + [f"I{place} applied 2026-03-2{place} | interview 2026-04-02 | rejected 2026-04-20" for place in range(2)]
        + [f"N{place} applied 2026-11-{10 + place}" for place in range(5)]
    )

    def test_the_latest_settled_month_is_the_finding(self) -> None:
        picture = cohorts_picture(report_of(self.TWO_MONTHS))
        assert picture.title == (
            "Of about 20 applications sent in March 2026, the latest settled month, 2 led to an interview"
        )
        assert picture.table["Settled"].tolist() == ["not yet", "yes"]
        assert picture.table["Rate"].tolist()[1] == "10 %"

    def test_months_that_may_still_change_are_drawn_apart(self) -> None:
        settled, open_ = cohorts_picture(report_of(self.TWO_MONTHS)).figure.data
        assert (settled.marker.symbol, open_.marker.symbol) == ("circle", "circle-open")
        assert "more can still come" in open_.customdata[0]

    def test_a_long_history_shows_its_latest_months_and_says_what_is_left_out(self) -> None:
        days = [f"{2023 + place // 12}-{1 + place % 12:02}-03" for place in range(MOST_MONTHS + 3)]
        picture = cohorts_picture(report_of(sent(*days)))
        assert len(picture.table) == MOST_MONTHS
        assert "3 older months not drawn: there is room for the latest 18." in picture.note

    @pytest.mark.parametrize(("weeks", "months"), [(12, 3), (26, 6), (52, 12), (None, MOST_MONTHS)])
    def test_it_goes_back_as_far_as_the_weeks_asked_for(self, weeks: int | None, months: int) -> None:
        days = [f"{2024 + place // 12}-{1 + place % 12:02}-03" for place in range(MOST_MONTHS + 3)]
        assert len(cohorts_picture(report_of(sent(*days)), weeks).table) == months

    def test_what_the_weeks_asked_for_leave_out_is_said_with_its_reason(self) -> None:
        days = [f"2026-{month:02}-03" for month in range(5, 12)]
        note = cohorts_picture(report_of(sent(*days)), 26).note
        assert "1 older month not drawn (outside the 26 weeks shown)." in note

    def test_a_month_hardly_old_enough_has_no_dot(self) -> None:
        """One application of the day before counts as a few hundredths of one: that is no rate of 0 % yet."""
        text = self.TWO_MONTHS.split("\nN0")[0] + "\nN1 applied 2026-11-21"
        picture = cohorts_picture(report_of(text))
        assert [len(trace.x) for trace in picture.figure.data] == [1]
        assert picture.table["Applications"].tolist() == ["1", "20"]

    def test_where_no_month_is_settled_the_title_says_so(self) -> None:
        text = "\n".join(f"N{place} applied 2026-10-{10 + place}" for place in range(9))
        assert cohorts_picture(report_of(text)).title.endswith("no month is settled yet")

    def test_every_dot_is_on_the_axis_and_a_few_do_not_flatten_the_others(self) -> None:
        text = self.TWO_MONTHS + "\n" + "\n".join(f"L{place} applied 2026-09-0{1 + place}" for place in range(2))
        picture = cohorts_picture(report_of(text))
        top = picture.figure.layout.yaxis.range[1]
        assert max(y for trace in picture.figure.data for y in trace.y) < top < 60
        assert "goes on beyond it" in picture.note

    @pytest.mark.parametrize("text", [sent(), sent(None), sent("2026-11-22"), sent("2026-11-21")])
    def test_without_an_aged_application_it_says_so(self, text: str) -> None:
        assert "No month has dated applications" in cohorts_picture(report_of(text)).alt
