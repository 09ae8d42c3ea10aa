"""Charts of rows: marks that never hide each other, a grid that never crosses the words, names that fit on a phone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from test_charts import contrast
from test_what_if import STATE

from analytics import theme
from analytics.charts.before_after import before_after_picture
from analytics.charts.outlook import outlook_picture
from analytics.charts.rows import draw_across
from analytics.charts.segments import LINE, segments_picture
from analytics.experiments import Answer, ExperimentResult, Measure, Period
from analytics.segments import Flag, Segment, SegmentComparison, SegmentRatio
from analytics.what_if import Scenario, outcome

if TYPE_CHECKING:
    import plotly.graph_objects as go

LONG = "A job board with a very long name that no phone has room for"

RESULT = ExperimentResult(
    answer=Answer.CANT_TELL,
    before=None,
    after=None,
    chance_better=None,
    more_needed=None,
    undated=0,
    sentence=".",
    caution="",
)


def group(name: str, hits: int, of: int, flag: Flag = Flag.NO_DIFFERENCE) -> Segment:
    rate = hits / of
    return Segment(
        value=name,
        trials=of + 20,
        mature_trials=float(of),
        successes=hits,
        rate=rate,
        low=max(0.0, rate - 0.03),
        high=rate + 0.05,
        adjusted_rate=rate,  # as far from nothing as the group's own: the diamond would lie under the dot
        p_value=0.5,
        q_value=0.5,
        flag=flag,
        undated=0,
        sentence="",
    )


def compared(*groups: Segment) -> SegmentComparison:
    return SegmentComparison(
        dimension="source",
        ratio=SegmentRatio.APPLICATION_TO_INTERVIEW,
        trials=sum(each.trials for each in groups),
        mature_trials=sum(each.mature_trials for each in groups),
        successes=sum(each.successes for each in groups),
        segments=groups,
        unknown=0,
        sentence="No group clearly stands out.",
        caution="",
    )


def lines(figure: go.Figure) -> list[tuple[float, float, float]]:
    """Every line of the grid and of the overall rate: where it stands, its lower and its upper end."""
    found = []
    for shape in figure.layout.shapes:
        for x, low, y in re.findall(r"M ([\d.e+-]+),([\d.e+-]+) L [\d.e+-]+,([\d.e+-]+)", shape.path or ""):
            found.append((float(x), float(low), float(y)))
    return found


def height_of_a_row(figure: go.Figure) -> float:
    """Pixels between two rows."""
    low, high = figure.layout.yaxis.range
    margin = figure.layout.margin
    return float((figure.layout.height - margin.t - margin.b) / (high - low))


class TestCompare:
    GROUPS = (group("Referral", 5, 70), group("Job board", 2, 40), group("Recruiter", 1, 30))

    def test_the_diamond_never_lies_under_the_dot(self) -> None:
        """Both rates of a large group are the same; in a lane of its own the diamond is still seen."""
        figure = segments_picture(compared(*self.GROUPS)).figure
        dots = [trace for trace in figure.data if trace.mode == "markers" and trace.marker.symbol == "circle"]
        diamonds = [trace for trace in figure.data if trace.mode == "markers" and trace.marker.symbol == "diamond"]
        assert [dot.x for dot in dots] == [diamond.x for diamond in diamonds]
        apart = [
            (dot.y[0] - diamond.y[0]) * height_of_a_row(figure) for dot, diamond in zip(dots, diamonds, strict=True)
        ]
        assert min(apart) >= (dots[0].marker.size + diamonds[0].marker.size) / 2

    def test_the_diamond_is_of_the_ink_of_the_page(self) -> None:
        """A colour of the bar, faint on the dark page, was not to be seen."""
        figure = segments_picture(compared(*self.GROUPS)).figure
        assert {trace.marker.color for trace in figure.data if trace.marker.symbol == "diamond"} == {theme.INK}

    def test_no_line_runs_through_the_words(self) -> None:
        figure = segments_picture(compared(*self.GROUPS)).figure
        assert figure.layout.xaxis.showgrid is False
        words = [note for note in figure.layout.annotations if note.text.startswith("<b>")]
        row = height_of_a_row(figure)
        taken = [(note.y + note.yshift / row, note.y + (note.yshift + 18) / row) for note in words]
        assert len(lines(figure)) == 3 * (len(figure.layout.xaxis.tickvals) + 1)
        assert not any(low < upper and high > lower for _x, low, high in lines(figure) for lower, upper in taken)

    def test_the_name_of_the_overall_rate_stands_where_its_line_ends(self) -> None:
        figure = segments_picture(compared(*self.GROUPS)).figure
        (name,) = [note for note in figure.layout.annotations if note.text.startswith("all together")]
        ends = [low for x, low, _high in lines(figure) if x == pytest.approx(name.x)]
        assert (name.y, name.yanchor, name.yshift) == (min(ends), "top", None)
        assert name.y * height_of_a_row(figure) - 18 > figure.layout.yaxis.range[0] * height_of_a_row(figure)

    @pytest.mark.parametrize("page", ["#FCFAF6", "#15191B"])
    def test_the_bars_stand_out_on_both_pages(self, page: str) -> None:
        """WCAG 2.2, 1.4.11: graphics need a contrast of 3 to 1; a bar drawn faded had less than 2."""
        groups = [group(flag.value, 5, 70, flag) for flag in Flag]
        bars = [trace for trace in segments_picture(compared(*groups)).figure.data if trace.mode == "lines"]
        assert len(bars) == len(Flag)
        assert min(contrast(bar.line.color, page) for bar in bars) >= 3

    def test_the_line_of_words_fits_on_a_phone(self) -> None:
        figure = segments_picture(compared(group(LONG, 1204, 12004, Flag.BETTER), group("b", 1, 30))).figure
        text = figure.layout.annotations[0].text
        assert text.startswith("<b>A job board")
        assert text.endswith("…</b>  1,204 of about 12,004 · better")
        assert len(re.sub(r"<.*?>", "", text)) <= LINE + 2

    def test_hovering_gives_the_whole_name_and_the_counts(self) -> None:
        figure = segments_picture(compared(group(LONG, 4, 60), group("<b>", 1, 30))).figure
        hovers = [trace.hovertemplate for trace in figure.data if trace.mode == "markers"]
        assert all(f"<b>{LONG}</b><br>6.7 %, adjusted 6.7 %<br>4 of about 60" in hover for hover in hovers[:2])
        assert "<b>&lt;b&gt;</b>" in hovers[2]


class TestBeforeAndAfter:
    def test_hovering_gives_the_counts_and_no_line_runs_through_the_words(self) -> None:
        before, after = (
            Period(trials=of, mature_trials=float(of), successes=hits, rate=hits / of, low=0.0, high=0.1)
            for hits, of in ((3, 150), (8, 120))
        )
        result = replace(RESULT, before=before, after=after)
        figure = before_after_picture(result, Measure.APPLICATION_TO_INTERVIEW).figure
        assert [trace.hovertemplate.split("<br>")[:2] for trace in figure.data if trace.mode == "markers"] == [
            ["Before: 2 %", "3 of 150 applications"],
            ["After: 6.7 %", "8 of 120 applications"],
        ]
        row = height_of_a_row(figure)
        tops = {round(high % 1, 6) for _x, _low, high in lines(figure)}
        assert max(tops) <= figure.layout.annotations[0].yshift / row
        assert figure.layout.xaxis.showgrid is False


class TestOutlook:
    def test_no_line_runs_through_the_names(self) -> None:
        pair = {"A": outcome(STATE, Scenario(pace=20.0)), "B": outcome(STATE, Scenario(pace=2.0))}
        figure = outlook_picture(pair, "x").figure
        lowest_words = [note.y - 18 / height_of_a_row(figure) for note in figure.layout.annotations]
        assert {low for _x, low, _high in lines(figure)} == {0.0, 1.0}
        assert all(high < words for _x, low, high in lines(figure) for words in lowest_words if int(words) == low)

    def test_only_what_is_drawn_is_named(self) -> None:
        late = {"B": outcome(STATE, Scenario(pace=2.0))}
        soon = {"A": outcome(STATE, Scenario(pace=20.0))}
        assert "Dotted line" not in outlook_picture(late, "x").note
        assert "Dotted line: even odds, a chance of 50 %." in outlook_picture(soon, "x").note


@pytest.mark.parametrize("values", [[], [0.0, 2.5]])
def test_lines_stand_beside_each_row(values: list[float]) -> None:
    figure = theme.blank_figure(100)
    draw_across(figure, values, [0, -1], (-0.2, 0.1), color="red")
    assert lines(figure) == [(x, row - 0.2, row + 0.1) for row in (0, -1) for x in values]
