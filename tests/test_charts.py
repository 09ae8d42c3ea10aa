"""Charts as data: from a report written by hand to what is drawn, said and listed. No browser, no screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import theme
from analytics.charts.funnel import expected_words, funnel_picture
from analytics.charts.interval import interval_picture, range_words
from analytics.charts.picture import wrapped
from analytics.charts.sankey import flow_picture
from analytics.charts.trends import rolling_picture, weekly_picture
from analytics.results import AnalysisReport, Benchmark, Counts, FunnelStep, Ratio, Verdict

if TYPE_CHECKING:
    import plotly.graph_objects as go

RANGE = Benchmark(
    "application_to_interview", 0.02, 0.03, "applications", "a document", wording="2 % to 3 % of applications"
)
INTERVIEWED = Ratio(
    id="application_to_interview",
    label="Applications that led to an interview",
    definition="Applications with at least one talk.",
    unit="applications",
    successes=60,
    trials=1000,
    mature_trials=980.4,
    estimate=60 / 980.4,
    low=0.0493,
    high=0.0747,
    verdict=Verdict.ABOVE,
    benchmark=RANGE,
)
PER_OFFER = Ratio(
    id="interviews_per_offer",
    label="Interviews for one offer",
    definition="Rounds held, divided by offers.",
    unit="interview rounds",
    successes=0,
    trials=9,
    mature_trials=8.2,
    estimate=None,
    low=3.1,
    high=None,
    benchmark=Benchmark("interviews_per_offer", 10, 15, "interview rounds", "a document"),
)
WEEKS = """
    2026-03-02 12 1 0
    2026-03-09  0 0 0
    2026-03-16 20 2 1
"""
ROLLING = """
    2026-03-08 12 0  5.5 0.00  0.000 0.300
    2026-03-15 12 1 10.0 0.10  0.018 0.330
    2026-03-22 32 3 25.0 0.12  0.046 0.250
"""
FLOWS = """
    Applications -> No answer yet: 20 waiting
    Applications -> Interview: 8 stage
    Applications -> Rejected: 30 rejected
    Interview -> Rejected: 6 rejected
    Interview -> Offer: 2 stage
    Offer -> Accepted: 2 accepted
"""


def weekly_of(table: str) -> pd.DataFrame:
    rows = [line.split() for line in table.strip().splitlines()]
    frame = pd.DataFrame(rows, columns=["week", "applications", "interviews", "offers"])
    return frame.assign(week=pd.to_datetime(frame["week"])).astype(
        dict.fromkeys(["applications", "interviews", "offers"], "Int64")
    )


def rolling_of(table: str) -> pd.DataFrame:
    names = ["date", "applications", "successes", "mature_trials", "estimate", "low", "high"]
    frame = pd.DataFrame([line.split() for line in table.strip().splitlines()], columns=names)
    return frame.assign(date=pd.to_datetime(frame["date"])).astype(dict.fromkeys(names[1:], "float64"))


def flows_of(table: str) -> pd.DataFrame:
    rows = []
    for line in table.strip().splitlines():
        ends, _, rest = line.strip().rpartition(": ")
        source, _, target = ends.partition(" -> ")
        value, kind = rest.split()
        rows.append((source, target, int(value), kind))
    return pd.DataFrame(rows, columns=["source", "target", "value", "kind"])


def report_of(steps: str = "1000 300 60 5 1", **changes: object) -> AnalysisReport:
    names = ("applications", "answered", "interviewed", "offers", "accepted")
    numbers = [None if word == "?" else int(word) for word in steps.split()]
    counts = Counts(
        applications=numbers[0] or 0,
        answered=numbers[1],
        interviewed=numbers[2],
        interview_rounds=None,
        offers=numbers[3],
        accepted=numbers[4],
        rejected=None,
        withdrawn=None,
        no_response=None,
        open=20,
    )
    report = AnalysisReport(
        as_of=date(2026, 3, 31),
        counts=counts,
        ratios={"application_to_interview": INTERVIEWED},
        funnel=tuple(
            FunnelStep(name, name.capitalize(), number, f"What {name} counts.")
            for name, number in zip(names, numbers, strict=True)
        ),
        flows=flows_of(FLOWS),
        weekly=weekly_of(WEEKS),
        rolling=rolling_of(ROLLING),
        suggestions=(),
    )
    return replace(report, **changes)


def sentences(figure: go.Figure) -> list[str]:
    return [annotation.text.replace("<br>", " ") for annotation in figure.layout.annotations]


class TestFunnel:
    def test_counts_share_and_benchmark_stand_in_the_labels(self) -> None:
        labels = funnel_picture(report_of()).figure.layout.yaxis.ticktext
        assert labels == (
            "<b>Applications</b><br>1,000",
            "<b>Answered</b><br>300 · 30 %",
            "<b>Interviewed</b><br>60 · 6 %<br><i>benchmark 20 to 30</i>",
            "<b>Offers</b><br>5 · 0.5 %",
            "<b>Accepted</b><br>1 · 0.1 %",
        )

    def test_it_is_a_plotly_funnel_of_the_counts(self) -> None:
        bars = funnel_picture(report_of()).figure.data[0]
        assert (bars.type, bars.x) == ("funnel", (1000, 300, 60, 5, 1))

    def test_the_finding_is_the_title(self) -> None:
        assert funnel_picture(report_of()).title == "60 of 1,000 applications led to an interview"

    def test_unknown_is_shown_as_unknown_and_not_as_zero(self) -> None:
        picture = funnel_picture(report_of("50 ? ? 1 ?"))
        assert picture.figure.layout.yaxis.ticktext[1] == "<b>Answered</b><br>not known"
        assert sentences(picture.figure) == ["?", "?", "?"]
        assert picture.table["Applications"].tolist() == ["50", "unknown", "unknown", "1", "unknown"]
        assert "do not say which led to an interview" in picture.title

    def test_zero_is_zero(self) -> None:
        assert funnel_picture(report_of("50 0 0 0 0")).table["Share of all"].tolist() == ["100 %", *["0 %"] * 4]

    @pytest.mark.parametrize(
        ("applications", "words"), [(1000, "20 to 30"), (100, "2 to 3"), (45, "1"), (12, "fewer than 1"), (0, "")]
    )
    def test_expected_interviews_in_words(self, applications: int, words: str) -> None:
        assert expected_words(report_of(f"{applications} 0 0 0 0")) == words

    def test_the_benchmark_marks_lie_at_half_the_expected_number_on_both_sides(self) -> None:
        shapes = funnel_picture(report_of()).figure.layout.shapes
        assert [(shape.x0, shape.x1) for shape in shapes] == [(-10, -15), (10, 15)]

    def test_without_benchmark_nothing_is_marked(self) -> None:
        picture = funnel_picture(report_of(ratios={}))
        assert (picture.figure.layout.shapes, "benchmark" in picture.alt) == ((), False)

    def test_one_application_has_a_sentence_of_its_own_and_no_marks(self) -> None:
        assert funnel_picture(report_of("1 0 0 0 0")).title == "Your one application has not led to an interview yet"
        assert funnel_picture(report_of("1 1 1 0 0")).title == "Your one application has led to an interview"
        assert funnel_picture(report_of("1 1 1 0 0")).figure.layout.shapes == ()

    def test_no_applications_give_a_sentence(self) -> None:
        picture = funnel_picture(report_of("0 0 0 0 0"))
        assert sentences(picture.figure) == ["No applications yet."]


class TestInterval:
    def test_estimate_interval_and_benchmark_are_drawn_in_percent(self) -> None:
        figure = interval_picture(INTERVIEWED).figure
        line, dot = figure.data
        assert line.x == pytest.approx((4.93, 7.47))
        assert dot.x == pytest.approx((6.12,), abs=0.01)
        assert (figure.layout.shapes[0].x0, figure.layout.shapes[0].x1) == (2, 3)
        assert figure.layout.xaxis.range[0] == 0
        assert figure.layout.xaxis.range[1] > 7.47

    def test_colour_repeats_the_verdict(self) -> None:
        assert interval_picture(INTERVIEWED).figure.data[1].marker.color == theme.VERDICT_COLOURS[Verdict.ABOVE]

    def test_without_offers_the_bar_is_open_to_the_right_and_has_no_dot(self) -> None:
        figure = interval_picture(PER_OFFER).figure
        assert len(figure.data) == 1
        assert figure.data[0].x == (3.1, figure.layout.xaxis.range[1])
        assert figure.layout.xaxis.ticksuffix == ""
        assert range_words(PER_OFFER) == "3.1 or more"

    def test_text_alternative_has_the_numbers(self) -> None:
        assert interval_picture(INTERVIEWED).alt == (
            "Applications that led to an interview: 6.1 %, interval 4.9 % to 7.5 %; benchmark 2 % to 3 %."
        )

    def test_unknown_gives_the_reason(self) -> None:
        unknown = replace(INTERVIEWED, successes=None, estimate=None, low=None, high=None, reason="No file can say.")
        picture = interval_picture(unknown)
        assert sentences(picture.figure) == ["No file can say."]
        assert range_words(unknown) == "unknown"

    def test_without_benchmark_only_the_own_rate_is_drawn(self) -> None:
        picture = interval_picture(replace(INTERVIEWED, benchmark=None, verdict=None))
        assert (picture.figure.layout.shapes, picture.table["What"].tolist()[-1]) == ((), "90 % interval")

    @given(low=st.floats(0, 1), width=st.floats(0, 1))
    def test_the_axis_always_holds_interval_and_benchmark(self, low: float, width: float) -> None:
        high = min(1.0, low + width)
        figure = interval_picture(replace(INTERVIEWED, estimate=(low + high) / 2, low=low, high=high)).figure
        assert figure.layout.xaxis.range[1] >= max(high * 100, 3)


class TestFlows:
    def test_labels_have_counts_and_no_application_is_lost(self) -> None:
        sankey = flow_picture(report_of()).figure.data[0]
        assert list(sankey.node.label) == [
            "Applications: 58",
            "Interview: 8",
            "Offer: 2",
            "No answer yet:<br>20",
            "Rejected: 36",
            "Accepted: 2",
        ]
        assert sum(sankey.link.value) == 68

    def test_colours_have_meaning(self) -> None:
        colours = dict(zip(["start", "interview", "offer", "open", "no", "yes"], _node_colours(), strict=True))
        assert (colours["open"], colours["no"], colours["yes"]) == (theme.BLUE, theme.CLAY, theme.PLUM)

    def test_names_of_the_file_are_not_markup(self) -> None:
        flows = flows_of("Sent -> <b>Nope</b> & co: 3 unknown")
        label = flow_picture(report_of(flows=flows)).figure.data[0].node.label[1]
        assert label.replace("<br>", " ") == "&lt;b&gt;Nope&lt;/b&gt; &amp; co: 3"

    def test_ends_lie_at_the_right_edge_and_steps_fall_from_left_to_right(self) -> None:
        node = flow_picture(report_of()).figure.data[0].node
        places = dict(
            zip([label.partition(":")[0] for label in node.label], zip(node.x, node.y, strict=True), strict=True)
        )
        assert {name for name, (x, _) in places.items() if x > 0.9} == {"No answer yet", "Rejected", "Accepted"}
        assert places["Applications"][0] < places["Interview"][0] < places["Offer"][0] < 0.7
        assert places["Interview"][1] < places["Offer"][1]

    def test_a_loop_in_a_file_is_drawn_and_does_not_hang(self) -> None:
        flows = flows_of("Sent -> Screen: 3 stage\nScreen -> Sent: 1 stage\nScreen -> No: 2 rejected")
        assert len(flow_picture(report_of(flows=flows)).figure.data[0].link.value) == 3

    def test_title_names_what_is_open(self) -> None:
        assert flow_picture(report_of()).title == "20 of 1,000 applications are still open"
        unknown = report_of()
        assert flow_picture(replace(unknown, counts=replace(unknown.counts, open=None))).title == (
            "Where 1,000 applications went"
        )

    def test_nothing_to_draw(self) -> None:
        assert sentences(flow_picture(report_of(flows=flows_of(FLOWS).head(0))).figure) == [
            "There is nothing to draw yet."
        ]


def _node_colours() -> list[str]:
    return list(flow_picture(report_of()).figure.data[0].node.color)


class TestTrends:
    def test_one_row_of_bars_for_each_count(self) -> None:
        figure = weekly_picture(report_of()).figure
        assert [list(bars.y) for bars in figure.data] == [[12, 0, 20], [1, 0, 2], [0, 0, 1]]
        assert [bars.yaxis for bars in figure.data] == ["y", "y2", "y3"]

    def test_the_finding_counts_the_last_weeks(self) -> None:
        assert weekly_picture(report_of()).title == "32 applications and 3 first interviews in the last 3 weeks"
        assert weekly_picture(report_of(), weeks=1).title == "20 applications and 2 first interviews this week"

    def test_a_search_that_ended_is_shown_up_to_its_last_week(self) -> None:
        """Four years of nothing after it would hide the search."""
        later = pd.DataFrame({"week": pd.date_range("2026-03-30", periods=200, freq="7D"), "applications": 0})
        weekly = pd.concat([weekly_of(WEEKS), later.assign(interviews=0, offers=0, rounds=0)], ignore_index=True)
        picture = weekly_picture(report_of(weekly=weekly), weeks=26)
        assert list(picture.figure.data[0].y) == [12, 0, 20]
        assert picture.title.endswith("in the 3 weeks from 2 Mar 2026, the last with anything recorded")
        assert "Nothing is recorded in the weeks after." in picture.note

    def test_a_short_pause_stays_in_the_picture(self) -> None:
        pause = pd.DataFrame({"week": pd.date_range("2026-03-23", periods=4, freq="7D"), "applications": 0})
        weekly = pd.concat([weekly_of(WEEKS), pause.assign(interviews=0, offers=0, rounds=0)], ignore_index=True)
        picture = weekly_picture(report_of(weekly=weekly))
        assert len(picture.figure.data[0].y) == 7
        assert picture.title.endswith("in the last 4 weeks")

    def test_unknown_interviews_are_not_zero(self) -> None:
        weekly = weekly_of(WEEKS)
        weekly["interviews"] = pd.array([pd.NA] * 3, dtype="Int64")
        picture = weekly_picture(report_of(weekly=weekly))
        assert "an unknown number of first interviews" in picture.title
        assert picture.table["First interviews"].tolist() == ["unknown"] * 3
        assert "First interviews: your files do not say" in sentences(picture.figure)

    def test_no_weeks_give_a_sentence(self) -> None:
        assert "No dates are known" in sentences(weekly_picture(report_of(weekly=weekly_of(WEEKS).head(0))).figure)[0]

    def test_rolling_line_band_and_benchmark(self) -> None:
        figure = rolling_picture(report_of()).figure
        high, low, line = figure.data
        assert list(line.y) == pytest.approx([0, 10, 12])
        assert (list(low.y)[-1], list(high.y)[-1]) == pytest.approx((4.6, 25))
        assert (figure.layout.shapes[0].y0, figure.layout.shapes[0].y1) == (2, 3)

    def test_rolling_finding_has_counts(self) -> None:
        assert rolling_picture(report_of()).title == (
            "In the 8 weeks to 22 Mar 2026, 3 of 25 applications old enough to count led to an interview (12 %)"
        )

    def test_days_that_cannot_be_judged_leave_a_gap(self) -> None:
        rolling = rolling_of(ROLLING)
        rolling.loc[1, ["estimate", "low", "high"]] = float("nan")
        picture = rolling_picture(report_of(rolling=rolling))
        assert picture.figure.data[2].connectgaps is None
        assert len(picture.table) == 2

    def test_rolling_without_a_judged_day_gives_a_sentence(self) -> None:
        rolling = rolling_of(ROLLING).assign(estimate=float("nan"))
        for empty in (rolling, rolling.head(0)):
            assert len(sentences(rolling_picture(report_of(rolling=empty)).figure)) == 1


class TestEveryPicture:
    PICTURES = (
        funnel_picture,
        flow_picture,
        weekly_picture,
        rolling_picture,
        lambda report: interval_picture(report.ratios["application_to_interview"]),
    )

    @pytest.mark.parametrize("draw", PICTURES)
    def test_has_words_for_those_who_cannot_see_it(self, draw: object) -> None:
        picture = draw(report_of())
        assert picture.title
        assert picture.alt.endswith(".")
        assert picture.note.endswith(".")
        assert not picture.table.empty

    @pytest.mark.parametrize("draw", PICTURES)
    def test_lets_the_page_show_through(self, draw: object) -> None:
        layout = draw(report_of()).figure.layout
        assert (layout.paper_bgcolor, layout.plot_bgcolor) == ("rgba(0,0,0,0)",) * 2
        assert layout.height <= 900


class TestTheme:
    @pytest.mark.parametrize("page", ["#FCFAF6", "#15191B"])
    @pytest.mark.parametrize(
        "colour", sorted({*theme.VERDICT_COLOURS.values(), *theme.STAGE_COLOURS.values(), theme.CLAY})
    )
    def test_colours_stand_out_on_both_pages(self, colour: str, page: str) -> None:
        """WCAG 2.2, 1.4.11: graphics need a contrast of 3 to 1."""
        assert contrast(colour, page) >= 3

    def test_long_text_is_broken_into_lines(self) -> None:
        assert wrapped("one two three four", width=8) == "one two<br>three<br>four"

    def test_dates_and_numbers(self) -> None:
        assert (theme.day(date(2026, 11, 2)), theme.short_day(date(2026, 11, 2))) == ("2 November 2026", "2 Nov 2026")
        assert (theme.count(None), theme.percent(None), theme.amount(12.4)) == ("unknown", "unknown", "12")


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, WCAG 2.2."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
