"""How far applications came: one bar per step, and the number of interviews the benchmark would lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from analytics import theme, wording
from analytics.charts.picture import Picture, nothing, wrapped

if TYPE_CHECKING:
    from analytics.results import AnalysisReport, FunnelStep

STEP_HEIGHT = 78  # pixels: three lines of label beside one bar
COMPARED = "interviewed"  # the step the documents give a range for


def expected_interviews(report: AnalysisReport) -> tuple[float, float] | None:
    """Return how many applications would lead to an interview at the benchmark, low and high; None without one.

    Counts: all applications times the range. Fresh applications are included, as in the bars.
    """
    ratio = report.ratios.get("application_to_interview")
    if ratio is None or ratio.benchmark is None or not report.counts.applications:
        return None
    return report.counts.applications * ratio.benchmark.low, report.counts.applications * ratio.benchmark.high


def expected_words(report: AnalysisReport) -> str:
    """Return the expected number in words: "20 to 30", or "fewer than 1"; empty without a benchmark."""
    expected = expected_interviews(report)
    if expected is None:
        return ""
    low, high = expected
    if high < 1:
        return "fewer than 1"
    low_words, high_words = theme.count(round(low)), theme.count(round(high))
    return low_words if low_words == high_words else f"{low_words} to {high_words}"


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
    figure.update_yaxes(
        tickmode="array",
        tickvals=[step.id for step in report.funnel],
        ticktext=[_label(report, step) for step in report.funnel],
        tickfont=theme.SMALL,
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


def _label(report: AnalysisReport, step: FunnelStep) -> str:
    total = report.counts.applications
    if step.count is None:
        return f"<b>{step.label}</b><br>not known"
    share = "" if step is report.funnel[0] else f" · {theme.percent(step.count / total)}"
    label = f"<b>{step.label}</b><br>{theme.count(step.count)}{share}"
    expected = expected_words(report) if step.id == COMPARED else ""
    return f"{label}<br><i>benchmark {expected}</i>" if expected else label


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
    return f"Funnel. {steps}." + (f" At the benchmark, {expected} would be interviewed." if expected else "")


def _note(report: AnalysisReport) -> str:
    note = "Unit: applications. Shares are of all applications sent, also those too fresh for an answer."
    ratio = report.ratios.get("application_to_interview")
    if ratio is None or ratio.benchmark is None:
        return note
    return f"{note} Ochre marks: interviews expected at the benchmark of {ratio.benchmark.wording}."


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
