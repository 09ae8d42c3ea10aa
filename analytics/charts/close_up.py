"""A closer look at the interviewed bar of the funnel, on a scale of its own.

One application in fifty is a bar of a few pixels: what it is compared with would hide it. So the bar is drawn again
below the funnel, with the number of interviews the benchmark would lead to and the interval of the person's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import plotly.graph_objects as go

from analytics import theme
from analytics.charts.picture import shade_range
from data.language import _, plural

if TYPE_CHECKING:
    from analytics.results import AnalysisReport, Ratio

HEIGHT: Final = 64  # pixels of the band; the bar takes the half in the middle
ABOVE: Final = 52  # pixels between the funnel and the band, for the words above it
RATIO: Final = "application_to_interview"  # the ratio the documents give a range for


def compared(report: AnalysisReport) -> Ratio | None:
    """Return the ratio the interviewed bar can be compared by; None without benchmark, or if the bar counts others.

    A person may have old applications counted only: then the bar, which counts all, is more than the ratio knows of.
    """
    ratio = report.ratios.get(RATIO)
    if ratio is None or ratio.benchmark is None or ratio.successes is None or not aged(ratio):
        return None
    return ratio if ratio.successes == report.counts.interviewed else None


def aged(ratio: Ratio) -> float:
    """Applications that can be expected to have led to an interview by now."""
    return float(ratio.trials or 0) if ratio.mature_trials is None else ratio.mature_trials


def expected_interviews(report: AnalysisReport) -> tuple[float, float] | None:
    """Return how many interviews there would be by now at the benchmark, low and high; None without one.

    Counts: mature-equivalent applications (docs/statistics.md) times the range, as in the verdict: an application of
    last week is not expected to have led to an interview.
    """
    ratio = compared(report)
    if ratio is None or ratio.benchmark is None:
        return None
    return aged(ratio) * ratio.benchmark.low, aged(ratio) * ratio.benchmark.high


def supported_interviews(report: AnalysisReport) -> tuple[float, float] | None:
    """Return the interval of the interview rate times the same applications, low and high; None where unknown."""
    ratio = compared(report)
    if ratio is None or ratio.low is None or ratio.high is None:
        return None
    return aged(ratio) * ratio.low, aged(ratio) * ratio.high


def expected_words(report: AnalysisReport) -> str:
    """Return the expected number in words: "20 to 30 interviews"; "fewer than 1 interview"; empty without one."""
    expected = expected_interviews(report)
    if expected is None:
        return ""
    if expected[1] < 1:
        return _("fewer than 1 interview")
    return interviews(expected)


def interviews(ends: tuple[float, float]) -> str:
    """Return a range of interviews in words: "20 to 30 interviews"."""
    low, high = (round(end) for end in ends)
    if low == high:
        return plural(high, "{n} interview", "{n} interviews")
    return plural(high, "{low} to {n} interviews", "{low} to {n} interviews", low=theme.count(low))


def is_drawn(report: AnalysisReport) -> bool:
    """Whether there is enough to look closer at: one application, or none old enough, has nothing to compare."""
    ratio = compared(report)
    return report.counts.applications > 1 and ratio is not None and round(aged(ratio)) > 0


def has_band(report: AnalysisReport) -> bool:
    """Whether the benchmark is drawn: less than one interview is nothing that could be seen."""
    expected = expected_interviews(report)
    return is_drawn(report) and expected is not None and expected[1] >= 1


def draw_close_up(figure: go.Figure, report: AnalysisReport, label: str, top: float) -> None:
    """Draw the interviewed applications as a bar with its interval, over the benchmark.

    Args:
        figure: drawn into, on the axes x2 and y2.
        report: with something to draw (`is_drawn`).
        label: of the step.
        top: upper end of the part of the figure, 0..1 of its height.
    """
    count = report.counts.interviewed or 0
    expected = expected_interviews(report) or (0.0, 0.0)
    end = max(float(count), *(supported_interviews(report) or ()), *expected, 1.0) * 1.12
    if has_band(report):
        shade_range(figure, expected, _named(report, *expected), ("x2", "y2 domain"), end)
    hover = f"{_hover(report, label)}<extra></extra>"
    figure.add_trace(_bar(count, hover))
    figure.add_trace(_whisker(count, supported_interviews(report), hover))
    figure.update_layout(xaxis2={**theme.from_zero(end, least=1), "anchor": "y2"}, yaxis2=_row(label, top))


def _bar(count: int, hover: str) -> go.Bar:
    return go.Bar(
        x=[count],
        y=[0],
        orientation="h",
        width=1.0,
        marker={"color": theme.STAGE_COLOURS["interviewed"]},
        xaxis="x2",
        yaxis="y2",
        hovertemplate=hover,
    )


def _row(label: str, top: float) -> dict[str, object]:
    return {
        "domain": [0, top],
        "anchor": "x2",
        "range": [-1, 1],
        "tickvals": [0],
        "ticktext": [f"<b>{label}</b><br>" + _("seen closer")],
        "tickfont": theme.SMALL,
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
    }


def _named(report: AnalysisReport, low: float, high: float) -> str:
    first, last = theme.count(round(low)), theme.count(round(high))
    range_ = first if first == last else _("{low} to {high}", low=first, high=last)
    used = report.ratios[RATIO].benchmark
    if used is not None and used.own:
        return _("your own range {range}", range=range_)
    return _("benchmark {range}", range=range_)


def _whisker(count: int, supported: tuple[float, float] | None, hover: str) -> go.Scatter:
    low, high = supported or (float(count), float(count))
    return go.Scatter(
        x=[count],
        y=[0],
        xaxis="x2",
        yaxis="y2",
        mode="markers",
        cliponaxis=False,
        marker={"size": 7, "color": theme.INK},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [max(high - count, 0)],
            "arrayminus": [max(count - low, 0)],
            "color": theme.INK,
            "thickness": 2,
            "width": 6,
        },
        hovertemplate=hover,
    )


def _hover(report: AnalysisReport, label: str) -> str:
    said = [
        f"<b>{label}</b>: "
        + _(
            "{count} of {total}",
            count=theme.count(report.counts.interviewed),
            total=theme.count(report.counts.applications),
        )
    ]
    supported = supported_interviews(report)
    if supported is not None:
        level = theme.percent(report.ratios[RATIO].level)
        said.append(_("{level} interval: {interviews}", level=level, interviews=interviews(supported)))
    if has_band(report):
        said.append(_named(report, *(expected_interviews(report) or (0.0, 0.0))))
    return "<br>".join(said)
