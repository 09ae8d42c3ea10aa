"""How far applications came: one bar per step, and the number of interviews the benchmark would lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from analytics import theme, wording
from analytics.charts.picture import OWN_SOURCE, Picture, nothing, wrapped

if TYPE_CHECKING:
    from analytics.results import AnalysisReport, FunnelStep, Ratio

STEP_HEIGHT = 84  # pixels: four lines of label beside one bar
COMPARED = "interviewed"  # the step the documents give a range for
RATIO = "application_to_interview"  # and its ratio


def compared(report: AnalysisReport) -> Ratio | None:
    """Return the ratio the interviewed bar can be compared by; None without benchmark, or if the bar counts others.

    A person may have old applications counted only: then the bar, which counts all, is more than the ratio knows of.
    """
    ratio = report.ratios.get(RATIO)
    if ratio is None or ratio.benchmark is None or ratio.successes is None or not _aged(ratio):
        return None
    return ratio if ratio.successes == report.counts.interviewed else None


def _aged(ratio: Ratio) -> float:
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
    return _aged(ratio) * ratio.benchmark.low, _aged(ratio) * ratio.benchmark.high


def supported_interviews(report: AnalysisReport) -> tuple[float, float] | None:
    """Return the interval of the interview rate times the same applications, low and high; None where unknown."""
    ratio = compared(report)
    if ratio is None or ratio.low is None or ratio.high is None:
        return None
    return _aged(ratio) * ratio.low, _aged(ratio) * ratio.high


def expected_words(report: AnalysisReport) -> str:
    """Return the expected number in words: "20 to 30 interviews"; "fewer than 1 interview"; empty without one."""
    expected = expected_interviews(report)
    if expected is None:
        return ""
    if expected[1] < 1:
        return "fewer than 1 interview"
    return f"{_span(expected)} interview{'' if round(expected[1]) == 1 and round(expected[0]) == 1 else 's'}"


def _span(ends: tuple[float, float]) -> str:
    low, high = (theme.count(round(end)) for end in ends)
    return low if low == high else f"{low} to {high}"


def funnel_picture(report: AnalysisReport) -> Picture:
    """Draw `report.funnel`: counts and share of all applications; a step that is unknown has no bar and says so."""
    total = report.counts.applications
    if not total or not report.funnel:
        return nothing("Your funnel", "No applications yet.")
    figure = theme.blank_figure(STEP_HEIGHT * len(report.funnel))
    figure.add_trace(_bars(report))
    for position, step in enumerate(report.funnel):
        if step.count is None:
            _mark_unknown(figure, position, total)
        elif step.id == COMPARED:
            _mark_benchmark(figure, report, position)
            _mark_interval(figure, report, step.count)
    figure.update_yaxes(
        tickmode="array",
        tickvals=[step.id for step in report.funnel],
        ticktext=[_label(report, step) for step in report.funnel],
        tickfont=theme.SMALL,
        autorange="reversed",
        showgrid=False,
        automargin=True,
        fixedrange=True,
    )
    figure.update_xaxes(visible=False, range=[-total * 0.52, total * 0.52], fixedrange=True)
    return Picture(figure, _title(report), _alt(report), _note(report), _table(report))


def _bars(report: AnalysisReport) -> go.Funnel:
    total = report.counts.applications
    return go.Funnel(
        y=[step.id for step in report.funnel],
        x=[step.count or 0 for step in report.funnel],
        textinfo="none",
        marker={"color": [theme.STAGE_COLOURS.get(step.id, theme.ACCENT) for step in report.funnel]},
        connector={"fillcolor": theme.faded(theme.SLATE, 0.14), "line": {"width": 0}},
        customdata=[[_of_total(step, total), step.label, wrapped(step.definition)] for step in report.funnel],
        hovertemplate="<b>%{customdata[1]}</b>: %{customdata[0]}<br>%{customdata[2]}<extra></extra>",
    )


def _mark_unknown(figure: go.Figure, position: int, total: int) -> None:
    figure.add_shape(
        type="rect",
        x0=-total * 0.12,
        x1=total * 0.12,
        y0=position - 0.3,
        y1=position + 0.3,
        line={"color": theme.SLATE, "width": 1, "dash": "dot"},
    )
    figure.add_annotation(x=0, y=position, text="?", showarrow=False, font={**theme.SMALL, "size": 16})


def _mark_benchmark(figure: go.Figure, report: AnalysisReport, position: int) -> None:
    """Draw the expected number as two ranges, left and right, because the bar of a funnel is centred."""
    expected = expected_interviews(report)
    if expected is None or expected[1] < 1:  # less than one interview is nothing that could be compared
        return
    for side in (-0.5, 0.5):
        figure.add_shape(
            type="rect",
            x0=side * expected[0],
            x1=side * expected[1],
            y0=position - 0.46,
            y1=position + 0.46,
            fillcolor=theme.faded(theme.OCHRE, 0.55),
            line={"color": theme.OCHRE, "width": 1.5},
        )


def _mark_interval(figure: go.Figure, report: AnalysisReport, interviewed: int) -> None:
    """Draw what the numbers support as whiskers on both edges of the interviewed bar."""
    supported = supported_interviews(report)
    if supported is None or report.counts.applications == 1:
        return
    hover = f"{theme.percent(report.ratios[RATIO].level)} interval: {_span(supported)} interviews"
    inward, outward = (max(interviewed - supported[0], 0) / 2, max(supported[1] - interviewed, 0) / 2)
    ends = {"array": [inward, outward], "arrayminus": [outward, inward]}
    figure.add_trace(
        go.Scatter(
            x=[-interviewed / 2, interviewed / 2],
            y=[COMPARED, COMPARED],
            mode="markers",
            marker={"size": 1, "color": theme.INK},
            error_x={"type": "data", "symmetric": False, "color": theme.INK, "thickness": 2, "width": 4, **ends},
            hovertemplate=f"{hover}<extra></extra>",
        )
    )


def _label(report: AnalysisReport, step: FunnelStep) -> str:
    total = report.counts.applications
    if step.count is None:
        return f"<b>{step.label}</b><br>not known"
    share = "" if step is report.funnel[0] else f" · {theme.percent(step.count / total)}"
    label = f"<b>{step.label}</b><br>{theme.count(step.count)}{share}"
    expected = expected_words(report) if step.id == COMPARED else ""
    if not expected:
        return label
    number, _, noun = expected.rpartition(" ")
    return f"{label}<br><i>{_called(report)}: {number}<br>{noun} expected</i>"


def _called(report: AnalysisReport, *, the: bool = False) -> str:
    """What the range is called; a label under a bar has no room for the article."""
    used = report.ratios[RATIO].benchmark
    called = "the benchmark" if used is None else used.called
    return called if the else called.removeprefix("the ").removeprefix("your ")


def _of_total(step: FunnelStep, total: int) -> str:
    if step.count is None:
        return "not known from the files"
    return f"{theme.count(step.count)} of {theme.count(total)} applications ({theme.percent(step.count / total)})"


def _title(report: AnalysisReport) -> str:
    interviewed, total = report.counts.interviewed, report.counts.applications
    if interviewed is None:
        return f"{wording.counted(total, 'application')}; the files do not say which led to an interview"
    if total == 1:
        led = "led to an interview" if interviewed else "not led to an interview yet"
        return f"Your one application has {led}"
    return f"{theme.count(interviewed)} of {theme.count(total)} applications led to an interview"


def _alt(report: AnalysisReport) -> str:
    steps = "; ".join(f"{step.label}: {_of_total(step, report.counts.applications)}" for step in report.funnel)
    expected = expected_words(report)
    return f"Funnel. {steps}." + (
        f" At {_called(report, the=True)}, {expected} would be expected by now.{_interval(report)}" if expected else ""
    )


def _interval(report: AnalysisReport) -> str:
    supported = supported_interviews(report)
    if supported is None:
        return ""
    level = theme.percent(report.ratios[RATIO].level)
    return f" The {level} interval of your numbers is {_span(supported)} interviews."


def _note(report: AnalysisReport) -> str:
    note = "Unit: applications. Shares are of all applications sent, also those too fresh for an answer."
    ratio = compared(report)
    if ratio is None or ratio.benchmark is None:
        return f"{note} {OWN_SOURCE}"
    source = "" if ratio.benchmark.own else f" ({ratio.benchmark.source})"
    expected = f"{expected_words(report)} expected at {ratio.benchmark.called}"
    old = round(_aged(ratio))
    aged = f"Both rest on the {theme.count(old)} {'application' if old == 1 else 'applications'} old enough to count."
    if old == 0:
        aged = "No application is old enough to count yet."
    return (
        f"{note} Ochre: {expected}, {ratio.benchmark.wording}{source}. "
        f"Thin lines with ends: {theme.percent(ratio.level)} interval. {aged} {OWN_SOURCE}"
    )


def _table(report: AnalysisReport) -> pd.DataFrame:
    total = report.counts.applications
    return pd.DataFrame(
        {
            "Step": [step.label for step in report.funnel],
            "Applications": [theme.count(step.count) for step in report.funnel],
            "Share of all": [
                theme.percent(None if step.count is None else step.count / total) for step in report.funnel
            ],
            "What counts": [step.definition for step in report.funnel],
        }
    )
