"""How far applications came: one bar per step, and below it a closer look at the one with a benchmark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import plotly.graph_objects as go

from analytics import theme, wording
from analytics.charts import close_up, picture
from analytics.charts.picture import Picture, nothing, wrapped
from data.language import _, plural

if TYPE_CHECKING:
    from analytics.results import AnalysisReport, Benchmark, FunnelStep

STEP_HEIGHT: Final = 68  # pixels: two lines of label beside one bar
MARGIN: Final = 8
TICKS: Final = 28  # pixels below the close-up
COMPARED: Final = "interviewed"  # the step the documents give a range for


def funnel_picture(report: AnalysisReport) -> Picture:
    """Draw `report.funnel`: counts and share of all applications; a step that is unknown has no bar and says so."""
    total = report.counts.applications
    if not total or not report.funnel:
        return nothing(_("Your funnel"), _("No applications yet."))
    figure = theme.blank_figure(STEP_HEIGHT * len(report.funnel) + 2 * MARGIN)
    figure.add_trace(_bars(report))
    for position, step in enumerate(report.funnel):
        if step.count is None:
            _mark_unknown(figure, position, total)
    names = [step.id for step in report.funnel]
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=names,
        range=[len(names) - 0.5, -0.5],
        tickmode="array",
        tickvals=names,
        ticktext=[_label(step) for step in report.funnel],
        tickfont=theme.SMALL,
        showgrid=False,
        automargin=True,
        fixedrange=True,
    )
    figure.update_xaxes(visible=False, range=[-total * 0.52, total * 0.52], fixedrange=True)
    _look_closer(figure, report)
    return Picture(figure, _title(report), _alt(report), _note(report), _table(report))


def _look_closer(figure: go.Figure, report: AnalysisReport) -> None:
    """Give the closer look, where there is one, a part of its own below the funnel."""
    if not close_up.is_drawn(report):
        return
    steps = STEP_HEIGHT * len(report.funnel)
    inside = steps + close_up.ABOVE + close_up.HEIGHT
    top = close_up.HEIGHT / inside
    label = next(step.label for step in report.funnel if step.id == COMPARED)
    close_up.draw_close_up(figure, report, label, top)
    figure.update_layout(
        height=inside + MARGIN + TICKS,
        margin={"t": MARGIN, "b": TICKS},
        yaxis={"domain": [1 - steps / inside, 1]},
    )


def _bars(report: AnalysisReport) -> go.Funnel:
    """The steps that are known; a step left out has no bar, and what joins its neighbours runs past it."""
    total = report.counts.applications
    known = [step for step in report.funnel if step.count is not None]
    return go.Funnel(
        y=[step.id for step in known],
        x=[step.count for step in known],
        textinfo="none",
        marker={"color": [theme.STAGE_COLOURS.get(step.id, theme.ACCENT) for step in known]},
        connector={"fillcolor": theme.faded(theme.SLATE, 0.14), "line": {"width": 0}},
        customdata=[[_of_total(step, total), step.label, wrapped(step.definition)] for step in known],
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


def _label(step: FunnelStep) -> str:
    """Name and count. A share of all sent beside it would not be the rate of what is old enough, further down."""
    shown = _("not known") if step.count is None else theme.count(step.count)
    return f"<b>{step.label}</b><br>{shown}"


def _of_total(step: FunnelStep, total: int) -> str:
    if step.count is None:
        return _("not known from the files")
    return plural(
        total,
        "{count} of {n} applications ({share})",
        "{count} of {n} applications ({share})",
        count=theme.count(step.count),
        share=theme.percent(step.count / total),
    )


def _title(report: AnalysisReport) -> str:
    interviewed, total = report.counts.interviewed, report.counts.applications
    if interviewed is None:
        sent = wording.counted(total, "application")
        return _("{applications}; the files do not say which led to an interview", applications=sent)
    if total == 1 and interviewed:
        return _("Your one application has led to an interview")
    if total == 1:
        return _("Your one application has not led to an interview yet")
    return plural(
        interviewed,
        "{n} of {total} applications led to an interview",
        "{n} of {total} applications led to an interview",
        total=theme.count(total),
    )


def _alt(report: AnalysisReport) -> str:
    steps = "; ".join(f"{step.label}: {_of_total(step, report.counts.applications)}" for step in report.funnel)
    said = [_("Funnel. {steps}.", steps=steps)]
    if close_up.is_drawn(report):
        said += _compared_alt(report)
    return " ".join(said)


def _compared_alt(report: AnalysisReport) -> list[str]:
    ratio, expected = report.ratios[close_up.RATIO], close_up.expected_words(report)
    own = ratio.benchmark is not None and ratio.benchmark.own
    if own:
        said = [_("At your own range, {interviews} would be expected by now.", interviews=expected)]
    else:
        said = [_("At the benchmark, {interviews} would be expected by now.", interviews=expected)]
    supported = close_up.supported_interviews(report)
    if supported is not None:
        level, interval = theme.percent(ratio.level), close_up.interviews(supported)
        said.append(_("The {level} interval of your numbers is {interviews}.", level=level, interviews=interval))
    return said


def _note(report: AnalysisReport) -> str:
    said = [
        _("Unit: applications. In the table, shares are of all applications sent, also those too fresh for an answer.")
    ]
    ratio = close_up.compared(report)
    if ratio is not None and ratio.benchmark is not None and close_up.is_drawn(report):
        said.append(_("Seen closer: the same bar on a scale of its own."))
        said.append(_expected_note(report, ratio.benchmark))
        said.append(_("Dot: your count. Line with ends: its {level} interval.", level=theme.percent(ratio.level)))
        said.append(_rests_on(round(close_up.aged(ratio))))
    elif ratio is not None and not round(close_up.aged(ratio)):
        said.append(_("No application is old enough to count yet."))
    return " ".join([*said, picture.OWN_SOURCE])


def _expected_note(report: AnalysisReport, used: Benchmark) -> str:
    values = {"interviews": close_up.expected_words(report), "range": used.wording}
    if close_up.has_band(report):
        if used.own:
            return _("Shaded: {interviews} expected at your own range, {range}.", **values)
        return _("Shaded: {interviews} expected at the benchmark, {range} ({source}).", source=used.source, **values)
    if used.own:
        return _("At your own range, {range}, {interviews} would be expected so far.", **values)
    return _(
        "At the benchmark, {range} ({source}), {interviews} would be expected so far.", source=used.source, **values
    )


def _rests_on(aged: int) -> str:
    return plural(
        aged,
        "Both rest on about {n} application old enough to count.",
        "Both rest on about {n} applications old enough to count.",
    )


def _table(report: AnalysisReport) -> pd.DataFrame:
    total = report.counts.applications
    return pd.DataFrame(
        {
            _("Step"): [step.label for step in report.funnel],
            _("Applications"): [theme.count(step.count) for step in report.funnel],
            _("Share of all"): [
                theme.percent(None if step.count is None else step.count / total) for step in report.funnel
            ],
            _("What counts"): [step.definition for step in report.funnel],
        }
    )
