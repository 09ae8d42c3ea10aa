"""How far applications came: one bar per step, and the number of interviews the benchmark would lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from analytics import theme, wording
from analytics.charts import picture
from analytics.charts.picture import Picture, nothing, wrapped
from data.language import _, plural

if TYPE_CHECKING:
    from analytics.results import AnalysisReport, Benchmark, FunnelStep, Ratio

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
        return _("fewer than 1 interview")
    return _interviews(expected)


def _interviews(ends: tuple[float, float]) -> str:
    low, high = (round(end) for end in ends)
    if low == high:
        return plural(high, "{n} interview", "{n} interviews")
    return plural(high, "{low} to {n} interviews", "{low} to {n} interviews", low=theme.count(low))


def funnel_picture(report: AnalysisReport) -> Picture:
    """Draw `report.funnel`: counts and share of all applications; a step that is unknown has no bar and says so."""
    total = report.counts.applications
    if not total or not report.funnel:
        return nothing(_("Your funnel"), _("No applications yet."))
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
    hover = _(
        "{level} interval: {interviews}",
        level=theme.percent(report.ratios[RATIO].level),
        interviews=_interviews(supported),
    )
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
        return f"<b>{step.label}</b><br>" + _("not known")
    share = "" if step is report.funnel[0] else f" · {theme.percent(step.count / total)}"
    label = f"<b>{step.label}</b><br>{theme.count(step.count)}{share}"
    expected = expected_words(report) if step.id == COMPARED else ""
    if not expected:
        return label
    number, noun = expected.rsplit(" ", maxsplit=1)
    if _own(report):
        more = _("own range: {number}<br>{interviews} expected", number=number, interviews=noun)
    else:
        more = _("benchmark: {number}<br>{interviews} expected", number=number, interviews=noun)
    return f"{label}<br><i>{more}</i>"


def _own(report: AnalysisReport) -> bool:
    used = report.ratios[RATIO].benchmark
    return used is not None and used.own


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
    expected = expected_words(report)
    said = [_("Funnel. {steps}.", steps=steps)]
    if expected and _own(report):
        said.append(_("At your own range, {interviews} would be expected by now.", interviews=expected))
    elif expected:
        said.append(_("At the benchmark, {interviews} would be expected by now.", interviews=expected))
    supported = supported_interviews(report) if expected else None
    if supported is not None:
        level, interval = theme.percent(report.ratios[RATIO].level), _interviews(supported)
        said.append(_("The {level} interval of your numbers is {interviews}.", level=level, interviews=interval))
    return " ".join(said)


def _note(report: AnalysisReport) -> str:
    said = [_("Unit: applications. Shares are of all applications sent, also those too fresh for an answer.")]
    ratio = compared(report)
    if ratio is not None and ratio.benchmark is not None:
        said.append(_expected_note(report, ratio.benchmark))
        said.append(_("Thin lines with ends: {level} interval.", level=theme.percent(ratio.level)))
        said.append(_rests_on(round(_aged(ratio))))
    return " ".join([*said, picture.OWN_SOURCE])


def _expected_note(report: AnalysisReport, used: Benchmark) -> str:
    expected = expected_words(report)
    if used.own:
        return _("Ochre: {interviews} expected at your own range, {range}.", interviews=expected, range=used.wording)
    return _(
        "Ochre: {interviews} expected at the benchmark, {range} ({source}).",
        interviews=expected,
        range=used.wording,
        source=used.source,
    )


def _rests_on(aged: int) -> str:
    if aged == 0:
        return _("No application is old enough to count yet.")
    return plural(
        aged,
        "Both rest on the {n} application old enough to count.",
        "Both rest on the {n} applications old enough to count.",
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
