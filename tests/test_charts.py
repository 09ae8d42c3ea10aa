"""Charts as data: from a report written by hand to what is drawn, said and listed. No browser, no screen."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import theme
from analytics.charts.close_up import expected_words
from analytics.charts.funnel import funnel_picture
from analytics.charts.interval import interval_picture, range_words
from analytics.charts.picture import wrapped
from analytics.charts.sankey import PAD_SHARE, flow_picture, grouped
from analytics.charts.trends import rolling_picture, weekly_picture
from analytics.results import AnalysisReport, Benchmark, Counts, FunnelStep, Ratio, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

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
MEANINGS = {
    "reached": theme.ACCENT,
    "sent or undecided": theme.SLATE,
    "offers": theme.PLUM,
    "benchmark or below": theme.OCHRE,
    "open or above": theme.BLUE,
    "ended": theme.CLAY,
}
# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
SRGB_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
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


def peak_of(high: float) -> pd.DataFrame:
    """21 weeks whose interval reaches up to 30 %, but in one of them `high`."""
    alike = rolling_of(ROLLING).iloc[[2] * 21]
    return alike.assign(date=pd.date_range("2026-01-04", periods=21, freq="7D"), high=[high, *[0.3] * 20])


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
    def test_counts_stand_in_the_labels_and_shares_of_all_elsewhere(self) -> None:
        """Beside a rate of what is old enough, further down the page, a share of all would be a second answer."""
        picture = funnel_picture(report_of())
        labels = picture.figure.layout.yaxis.ticktext
        assert labels == (
            "<b>Applications</b><br>1,000",
            "<b>Answered</b><br>300",
            "<b>Interviewed</b><br>60",
            "<b>Offers</b><br>5",
            "<b>Accepted</b><br>1",
        )
        assert "300 of 1,000 applications (30 %)" in picture.alt
        assert picture.table["Share of all"].tolist() == ["100 %", "30 %", "6 %", "0.5 %", "0.1 %"]

    def test_the_note_names_what_is_drawn_on_the_closer_look(self) -> None:
        note = funnel_picture(report_of()).note
        assert "Dot: your count. Line with ends: its 90 % interval. Both rest on about 980 applications" in note

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
        ("aged", "words"),
        [
            (1000, "20 to 30 interviews"),
            (100, "2 to 3 interviews"),
            (45, "1 interview"),
            (12, "fewer than 1 interview"),
            (0, ""),
        ],
    )
    def test_only_applications_old_enough_are_expected_to_have_led_to_an_interview(
        self, aged: float, words: str
    ) -> None:
        """A thousand sent last week with no interview are not below the benchmark."""
        ratio = replace(INTERVIEWED, mature_trials=aged)
        assert expected_words(report_of(ratios={"application_to_interview": ratio})) == words

    def test_no_mark_lies_on_the_bars_of_the_funnel(self) -> None:
        """One application in fifty is a bar of a few pixels: the benchmark and the interval would hide it."""
        figure = funnel_picture(report_of()).figure
        assert [trace.type for trace in figure.data if trace.xaxis is None] == ["funnel"]
        assert all("2" in f"{mark.xref} {mark.yref}" for mark in (*figure.layout.shapes, *figure.layout.annotations))
        lower, upper = figure.layout.yaxis2.domain, figure.layout.yaxis.domain
        assert lower[1] < upper[0]

    def test_the_interviewed_are_drawn_again_on_a_scale_of_their_own(self) -> None:
        figure = funnel_picture(report_of()).figure
        _funnel, bar, whisker = figure.data
        band, low, high = figure.layout.shapes[0], 0.0493 * 980.4, 0.0747 * 980.4
        assert (bar.x, figure.layout.yaxis2.ticktext) == ((60,), ("<b>Interviewed</b><br>seen closer",))
        assert (band.x0, band.x1) == pytest.approx((980.4 * 0.02, 980.4 * 0.03))
        error = whisker.error_x
        assert (60 - error.arrayminus[0], 60 + error.array[0]) == pytest.approx((low, high))
        assert sentences(figure) == ["benchmark 20 to 29"]
        assert figure.layout.xaxis2.range == pytest.approx((0, high * 1.12))
        assert figure.layout.xaxis2.ticktext == ("0", "20", "40", "60", "80")
        assert "60 of 1,000" in bar.hovertemplate
        assert "48 to 73 interviews" in bar.hovertemplate
        assert "benchmark 20 to 29" in bar.hovertemplate

    @given(
        sent=st.integers(2, 5000),
        share=st.floats(0, 1),
        aged=st.floats(0.5, 1),
        width=st.floats(0, 0.5),
        own=st.booleans(),
    )
    def test_every_mark_of_the_closer_look_is_on_its_axis_and_counts_whole_applications(
        self, *, sent: int, share: float, aged: float, width: float, own: bool
    ) -> None:
        hits, mature = round(sent * share), max(sent * aged, round(sent * share))
        rate = hits / mature
        ratio = replace(
            INTERVIEWED,
            successes=hits,
            trials=sent,
            mature_trials=mature,
            estimate=rate,
            low=max(0.0, rate - width),
            high=min(1.0, rate + width),
            benchmark=replace(RANGE, own=own),
        )
        picture = funnel_picture(report_of(f"{sent} {sent} {hits} 0 0", ratios={"application_to_interview": ratio}))
        _low, end = picture.figure.layout.xaxis2.range
        _funnel, bar, whisker = picture.figure.data
        ends = [
            bar.x[0],
            whisker.x[0] + whisker.error_x.array[0],
            *(shape.x1 for shape in picture.figure.layout.shapes),
        ]
        assert max(ends) < end
        assert all(float(tick.replace(",", "")).is_integer() for tick in picture.figure.layout.xaxis2.ticktext)
        assert ("Shaded" in picture.note) == bool(picture.figure.layout.shapes)
        assert ("your own range" in picture.note) == own

    def test_less_than_one_expected_interview_is_said_and_not_drawn(self) -> None:
        few = replace(INTERVIEWED, successes=2, trials=5, mature_trials=4.6, estimate=2 / 4.6, low=0.14, high=0.77)
        picture = funnel_picture(report_of("5 4 2 1 0", ratios={"application_to_interview": few}))
        assert picture.figure.layout.shapes == ()
        assert "fewer than 1 interview would be expected so far" in picture.note
        assert "Shaded" not in picture.note

    def test_a_bar_that_counts_more_than_the_rate_is_not_compared_with_it(self) -> None:
        """A person can have old applications counted only; the bar counts all."""
        old_only = replace(INTERVIEWED, successes=40, only_days=45)
        picture = funnel_picture(report_of(ratios={"application_to_interview": old_only}))
        assert (picture.figure.layout.shapes, len(picture.figure.data), "expected" in picture.alt) == ((), 1, False)

    def test_none_old_enough_is_said_and_no_mark_is_named(self) -> None:
        young = replace(INTERVIEWED, successes=0, mature_trials=0.3, estimate=0.0, low=0.0, high=0.99)
        picture = funnel_picture(report_of("40 0 0 0 0", ratios={"application_to_interview": young}))
        assert (len(picture.figure.data), "Line with ends" in picture.note) == (1, False)
        assert "No application is old enough to count yet." in picture.note

    def test_the_steps_run_from_top_to_bottom(self) -> None:
        assert funnel_picture(report_of()).figure.layout.yaxis.range == (4.5, -0.5)

    def test_what_joins_two_steps_does_not_run_to_zero_at_one_that_is_unknown(self) -> None:
        bars = funnel_picture(report_of("50 ? 7 1 ?")).figure.data[0]
        assert (bars.y, bars.x) == (("applications", "interviewed", "offers"), (50, 7, 1))

    def test_without_benchmark_nothing_is_marked(self) -> None:
        picture = funnel_picture(report_of(ratios={}))
        assert (picture.figure.layout.shapes, len(picture.figure.data)) == ((), 1)
        assert "benchmark" not in f"{picture.alt} {picture.note}"

    def test_one_application_has_a_sentence_of_its_own_and_no_marks(self) -> None:
        assert funnel_picture(report_of("1 0 0 0 0")).title == "Your one application has not led to an interview yet"
        assert funnel_picture(report_of("1 1 1 0 0")).title == "Your one application has led to an interview"
        picture = funnel_picture(report_of("1 1 1 0 0"))
        assert (picture.figure.layout.shapes, len(picture.figure.data)) == ((), 1)
        assert "interval" not in picture.note

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
        assert range_words(PER_OFFER) == "3.1 or more"

    @pytest.mark.parametrize(
        ("successes", "aged", "counts"),
        [(60, 980.4, "60 of 980"), (2, 6.4, "2 of 6.4"), (2, 16.2, "2 of 16"), (0, 6.4, "0 of 6"), (5, 6.0, "5 of 6")],
    )
    def test_the_counts_give_the_figure_beside_them(self, successes: int, aged: float, counts: str) -> None:
        """2 of 6 would be 33 % where 31 % is printed."""
        ratio = replace(INTERVIEWED, successes=successes, mature_trials=aged, estimate=successes / aged)
        assert counts in interval_picture(ratio).figure.data[1].hovertemplate

    def test_an_axis_of_numbers_has_round_ticks_in_the_unit(self) -> None:
        axis = interval_picture(INTERVIEWED).figure.layout.xaxis
        assert axis.ticktext == ("0 %", "2 %", "4 %", "6 %", "8 %")
        assert interval_picture(PER_OFFER).figure.layout.xaxis.ticktext == ("0", "5", "10", "15")

    def test_text_alternative_has_the_numbers(self) -> None:
        assert interval_picture(INTERVIEWED).alt == (
            "Applications that led to an interview: 6.1 %, interval 4.9 % to 7.5 %; benchmark 2 % to 3 %."
        )

    def test_unknown_gives_the_reason(self) -> None:
        unknown = replace(INTERVIEWED, successes=None, estimate=None, low=None, high=None, reason="No file can say.")
        picture = interval_picture(unknown)
        assert sentences(picture.figure) == ["No file can say."]
        assert range_words(unknown) == "unknown"

    def test_hardly_old_enough_is_not_called_a_rate_of_none(self) -> None:
        """Two applications of yesterday count as a hundredth of one: that is no rate of 0 % yet."""
        young = replace(INTERVIEWED, successes=0, trials=2, mature_trials=0.01, estimate=0.0, low=0.0, high=0.99)
        picture = interval_picture(young)
        assert [trace.mode for trace in picture.figure.data] == ["lines"]
        assert "interview: unknown, interval 0 % to 99 %" in picture.alt
        assert picture.table["Value"].tolist()[0] == "unknown"

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
        assert {words(label) for label in sankey.node.label} == {
            "Applications: 58",
            "Interview: 8",
            "Offer: 2",
            "No answer yet: 20",
            "Rejected: 36",
            "Accepted: 2",
        }
        assert sum(sankey.link.value) == 68

    def test_a_count_never_stands_alone_on_a_line(self) -> None:
        assert "No answer<br>yet:\u00a020" in flow_picture(report_of()).figure.data[0].node.label

    def test_colours_have_meaning(self) -> None:
        node = flow_picture(report_of()).figure.data[0].node
        colours = dict(zip([words(label).partition(":")[0] for label in node.label], node.color, strict=True))
        assert (colours["No answer yet"], colours["Rejected"], colours["Accepted"]) == (
            theme.BLUE,
            theme.CLAY,
            theme.PLUM,
        )

    SMALL = """
        Applications -> No answer yet: 500 waiting
        Applications -> Rejected: 450 rejected
        Applications -> Withdrawn by you: 11 withdrawn
        Interview -> Withdrawn by you: 2 withdrawn
        Applications -> Posting closed: 9 closed
        Applications -> No answer: 3 no_answer
        Applications -> Interview: 25 stage
        Interview -> Offer: 3 stage
        Interview -> Waiting after an interview: 20 waiting
        Offer -> Accepted: 1 accepted
        Offer -> Declined by you: 2 declined
    """

    FEW = """
        Applications -> Rejected: 2 rejected
        Applications -> No answer yet: 1 waiting
        Applications -> Interview: 2 stage
        Interview -> Waiting after an interview: 1 waiting
        Interview -> Offer: 1 stage
        Offer -> Offer open: 1 offer
    """

    def test_small_ends_of_one_kind_are_drawn_as_one_and_no_application_is_lost(self) -> None:
        flows = flows_of(self.SMALL)
        together = grouped(flows)
        assert together["value"].sum() == flows["value"].sum()
        assert set(together["target"]) == {
            *("No answer yet", "Rejected", "Withdrawn or closed", "No answer", "Interview", "Offer"),
            *("Waiting after an interview", "Accepted", "Declined by you"),
        }
        picture = flow_picture(report_of(flows=flows))
        assert "the table has each" in picture.note
        assert len(picture.table) == len(flows)

    def test_a_name_of_the_file_is_never_taken_for_a_group(self) -> None:
        flows = flows_of(
            "Sent -> No: 95 rejected\nSent -> A: 1 unknown\nSent -> B: 2 unknown\nSent -> Other ends: 2 unknown"
        )
        assert set(grouped(flows)["target"]) == {"No", "A", "B", "Other ends"}

    def test_flows_leave_a_step_in_the_order_in_which_their_ends_stand(self) -> None:
        sankey = flow_picture(report_of(flows=flows_of(self.SMALL))).figure.data[0]
        rows = [sankey.node.y[target] for target in sankey.link.target]
        assert rows == sorted(rows)
        assert list(sankey.node.y) == sorted(sankey.node.y)

    @pytest.mark.parametrize("flows", ["SMALL", "FEW"])
    def test_no_step_reaches_below_the_picture(self, flows: str) -> None:
        """Of five applications an interview is a third of the picture tall; its middle cannot stand at the edge."""
        node = flow_picture(report_of(flows=flows_of(getattr(self, flows)))).figure.data[0].node
        counts = [int(words(label).rpartition(":")[2].replace(",", "")) for label in node.label]
        ends = sum(count for count, x in zip(counts, node.x, strict=True) if x > 0.9)
        tall = [(1 - PAD_SHARE) * count / ends for count in counts]
        steps = [place for place, x in enumerate(node.x) if 0.01 < x < 0.9]
        assert steps
        assert all(node.y[place] + tall[place] / 2 <= 1 for place in steps)

    def test_names_of_the_file_are_not_markup(self) -> None:
        flows = flows_of("Sent -> <b>Nope</b> & co: 3 unknown")
        label = flow_picture(report_of(flows=flows)).figure.data[0].node.label
        assert words(label[1]) == "&lt;b&gt;Nope&lt;/b&gt; &amp; co: 3"

    def test_ends_lie_at_the_right_edge_and_steps_fall_from_left_to_right(self) -> None:
        node = flow_picture(report_of()).figure.data[0].node
        places = dict(
            zip([words(label).partition(":")[0] for label in node.label], zip(node.x, node.y, strict=True), strict=True)
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


def words(label: str) -> str:
    """A label on one line."""
    return label.replace("<br>", " ").replace("\u00a0", " ")


class TestTrends:
    def test_one_row_of_bars_for_each_count(self) -> None:
        figure = weekly_picture(report_of()).figure
        assert [list(bars.y) for bars in figure.data] == [[12, 0, 20], [1, 0, 2], [0, 0, 1]]
        assert [bars.yaxis for bars in figure.data] == ["y", "y2", "y3"]

    def test_the_axis_names_mondays(self) -> None:
        """The note says "the Monday shown"; Plotly's own choice is Sundays."""
        weeks = pd.DataFrame({"week": pd.date_range("2026-01-05", periods=26, freq="7D"), "applications": 1})
        picture = weekly_picture(report_of(weekly=weeks.assign(interviews=0, offers=0)))
        ticks = pd.to_datetime(pd.Series(picture.figure.layout.xaxis.tickvals))
        assert set(ticks.dt.day_of_week) == {0}
        assert len(ticks) <= 6
        assert ticks.iloc[-1] == weeks["week"].iloc[-1]

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

    def test_a_count_with_nothing_in_it_has_words_and_no_empty_frame(self) -> None:
        weekly = weekly_of(WEEKS).assign(interviews=0)
        picture = weekly_picture(report_of("32 9 0 1 0", weekly=weekly))
        assert sentences(picture.figure) == ["Applications", "First interviews: none so far", "Offers"]
        layout = picture.figure.layout
        heights = [axis.domain[1] - axis.domain[0] for axis in (layout.yaxis, layout.yaxis2, layout.yaxis3)]
        assert heights[1] < heights[0] / 20
        assert (layout.yaxis2.visible, layout.yaxis.visible) == (False, None)

    @pytest.mark.parametrize(
        ("offers", "dated", "words"),
        [
            (0, [0, 0, 0], "Offers: none so far"),
            (1, [1, 0, 0], "Offers: none in these weeks"),
            (2, [1, 0, 0], "Offers: none with a known date in these weeks"),
            (4, [0, 0, 0], "Offers: none with a known date in these weeks"),
        ],
    )
    def test_an_offer_without_a_date_is_not_called_none(self, offers: int, dated: list[int], words: str) -> None:
        weekly = weekly_of(WEEKS).assign(offers=dated)
        picture = weekly_picture(report_of(f"32 9 3 {offers} 0", weekly=weekly), weeks=2)
        assert sentences(picture.figure)[2] == words

    def test_weeks_with_nothing_at_all_are_a_sentence(self) -> None:
        nothing = weekly_of(WEEKS).assign(applications=0, interviews=0, offers=0)
        picture = weekly_picture(report_of(weekly=nothing))
        assert sentences(picture.figure) == ["Nothing is recorded in these weeks."]

    def test_one_week_is_no_wall(self) -> None:
        axis = weekly_picture(report_of(weekly=weekly_of(WEEKS).head(1))).figure.layout.xaxis
        assert pd.Timestamp(axis.range[1]) - pd.Timestamp(axis.range[0]) == pd.Timedelta(weeks=8)

    def test_there_is_room_for_the_name_of_the_latest_week(self) -> None:
        """Plotly leaves out a name that would be cut: on a phone, the latest week had none."""
        for picture in (weekly_picture(report_of()), rolling_picture(report_of())):
            assert picture.figure.layout.margin.r >= theme.HALF_DAY_WORDS
            assert picture.figure.layout.xaxis.ticktext[-1].startswith(("16 Mar", "22 Mar"))

    def test_no_weeks_give_a_sentence(self) -> None:
        assert "No dates are known" in sentences(weekly_picture(report_of(weekly=weekly_of(WEEKS).head(0))).figure)[0]

    def test_rolling_line_band_and_benchmark(self) -> None:
        figure = rolling_picture(report_of()).figure
        band, line = figure.data
        assert list(line.y) == pytest.approx([0, 10, 12])
        assert list(band.y) == pytest.approx([30, 33, 25, 4.6, 1.8, 0])
        assert band.fill == "toself"
        assert (figure.layout.shapes[0].y0, figure.layout.shapes[0].y1) == (2, 3)

    def test_rolling_finding_has_counts(self) -> None:
        assert rolling_picture(report_of()).title == (
            "In the 8 weeks to 22 Mar 2026, 3 of about 25 applications old enough to count led to an interview (12 %)"
        )

    def test_days_that_cannot_be_judged_leave_a_gap(self) -> None:
        """A band drawn across it would say what nobody knows; one day alone is a dot with a bar."""
        rolling = rolling_of(ROLLING)
        rolling.loc[1, ["estimate", "low", "high"]] = float("nan")
        picture = rolling_picture(report_of(rolling=rolling))
        assert [trace.mode for trace in picture.figure.data] == ["lines", "markers"] * 2
        assert [len(set(trace.x)) for trace in picture.figure.data] == [1] * 4
        assert [trace.fill for trace in picture.figure.data] == [None] * 4
        assert len(picture.table) == 2
        assert "Gap: fewer than 5 old enough to count." in picture.note
        assert "Gap" not in rolling_picture(report_of()).note

    def test_a_window_of_a_few_has_no_rate(self) -> None:
        """One application of yesterday: "0 %, probably up to 90 %" looks like a finding and is none."""
        rolling = rolling_of(ROLLING)
        rolling["mature_trials"] = [5.0, 10.0, 4.9]
        picture = rolling_picture(report_of(rolling=rolling))
        assert picture.title.startswith("In the 8 weeks to 15 Mar 2026, 1 of about 10")
        few = rolling_picture(report_of(rolling=rolling.assign(mature_trials=4.9)))
        late = rolling_picture(report_of(rolling=rolling.assign(mature_trials=[4.9, 10.0, 10.0])))
        assert pd.Timestamp(late.figure.layout.xaxis.tickvals[0]) == pd.Timestamp("2026-03-15")
        assert sentences(few.figure) == [
            "Too few dated applications to draw a line yet. It takes 5 from 8 weeks that are old enough to count."
        ]
        assert (len(few.figure.data), few.table.empty) == (0, True)

    def test_what_is_cut_at_the_upper_edge_is_said(self) -> None:
        tall = peak_of(0.99)
        assert "goes on beyond it" in rolling_picture(report_of(rolling=tall)).note
        assert rolling_picture(report_of(rolling=tall)).figure.layout.yaxis.range[1] == pytest.approx(33)

    def test_a_peak_that_is_little_higher_is_drawn_whole(self) -> None:
        picture = rolling_picture(report_of(rolling=peak_of(0.45)))
        assert picture.figure.layout.yaxis.range[1] == pytest.approx(45)
        assert "goes on beyond it" not in picture.note

    def test_the_range_is_named_above_the_chart(self) -> None:
        """Unnamed, the coloured range would be told apart by its colour alone."""
        figure = rolling_picture(report_of()).figure
        assert [re.sub("<.*?>", "", words) for words in sentences(figure)] == ["■ benchmark 2 % to 3 %"]
        assert figure.layout.margin.t > 18

    def test_every_chart_shows_the_weeks_asked_for(self) -> None:
        assert len(rolling_picture(report_of(), weeks=2).table) == 2
        assert len(rolling_picture(report_of()).table) == 3

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

    @pytest.mark.parametrize("sight", ["normal", "protanopia", "deuteranopia"])
    @pytest.mark.parametrize(("one", "other"), list(combinations(sorted(MEANINGS), 2)))
    def test_meanings_stay_apart_for_people_who_see_red_and_green_alike(self, one: str, other: str, sight: str) -> None:
        """Distance in CIELAB; about 2.3 is just seen, 10 is seen at a glance. Both pages use the same colours."""
        apart = [seen(MEANINGS[name], sight) for name in (one, other)]
        assert math.dist(*apart) >= 10

    @given(top=st.floats(0.001, 1e6), least=st.sampled_from([0.0, 1.0]))
    def test_ticks_are_round_few_and_never_repeat(self, top: float, least: float) -> None:
        axis = theme.from_zero(top, least=least)
        places, words = axis["tickvals"], axis["ticktext"]
        assert places[0] == 0
        assert places[-1] <= top * (1 + 1e-9)
        assert len(set(words)) == len(words) <= theme.MOST_STEPS + 1
        assert len(words) > 1 or top < least

    def test_months_and_days_below_an_axis_never_repeat(self) -> None:
        """Plotly writes "Nov, Nov, Nov" below two weeks."""
        figure = theme.blank_figure(100)
        figure.add_bar(x=pd.date_range("2026-11-09", periods=14), y=[1] * 14)
        theme.time_axis(figure, theme.MONTH_TICKS)
        assert figure.layout.xaxis.ticktext == ("Nov<br>2026",)
        theme.time_axis(figure, theme.DAY_TICKS)
        assert figure.layout.xaxis.ticktext[0] == "10 Nov<br>2026"
        assert figure.layout.xaxis.ticktext[-1] == "22 Nov"

    def test_long_text_is_broken_into_lines(self) -> None:
        assert wrapped("one two three four", width=8) == "one two<br>three<br>four"

    def test_no_chart_and_no_page_formats_numbers_or_dates_on_its_own(self) -> None:
        """Formats live in analytics/theme.py and analytics/wording.py; ISO days are the same everywhere."""
        own = re.compile(
            r":,[^\s\]]*[fd]\}|:\.\df\}|:[.,]\d?[fd%]\}|:%(?!Y-%m)[A-Za-z]|%\{[xyz][|:][%.,]|strftime\(\"(?!%Y-%m-%d\"\))"
        )
        root = Path(__file__).resolve().parents[1]
        allowed = {root / "analytics" / "theme.py", root / "analytics" / "wording.py"}
        found = [
            f"{path.relative_to(root)}: {line.strip()}"
            for folder in ("analytics", "pages")
            for path in sorted((root / folder).rglob("*.py"))
            if path not in allowed
            for line in path.read_text(encoding="utf-8").splitlines()
            if own.search(line)
        ]
        assert found == []

    def test_dates_and_numbers(self) -> None:
        assert (theme.day(date(2026, 11, 2)), theme.short_day(date(2026, 11, 2))) == ("2 November 2026", "2 Nov 2026")
        assert (theme.count(None), theme.percent(None), theme.amount(12.4)) == ("unknown", "unknown", "12")


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, WCAG 2.2."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    return dot((0.2126, 0.7152, 0.0722), linear_of(colour))


def linear_of(colour: str) -> list[float]:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def dot(one: Sequence[float], other: Sequence[float]) -> float:
    return math.fsum(a * b for a, b in zip(one, other, strict=True))


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """CIELAB (D65) of a colour as a person with this sight sees it."""
    linear = [min(max(dot(row, linear_of(colour)), 0.0), 1.0) for row in SIGHTS[sight]]
    x, y, z = (
        _lightness(dot(row, linear) / white) for row, white in zip(SRGB_TO_XYZ, (0.95047, 1.0, 1.08883), strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _lightness(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116
