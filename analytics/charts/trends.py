"""Weeks: what was sent, what came of it, and how the conversion rate moves, with the uncertainty drawn."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics import theme, wording
from analytics.charts.picture import OWN_SOURCE, Picture, nothing, shade, shaded

if TYPE_CHECKING:
    from analytics.results import AnalysisReport, Benchmark

SERIES: Final = (("applications", "Applications"), ("interviews", "First interviews"), ("offers", "Offers"))
ROW_HEIGHT: Final = 130  # pixels per small multiple
ROLLING_HEIGHT: Final = 320
RECENT_WEEKS: Final = 4
MOST_TICKS: Final = 6  # days named below the axis, as many as fit on a phone


def weekly_picture(report: AnalysisReport, weeks: int | None = None) -> Picture:
    """Draw applications, interviews and offers of each week, one row each with its own scale.

    Unit: events in the week that starts on the Monday shown. `weeks`: only that many of the latest; None: all. A search
    that has ended or paused is shown up to its last week with anything in it.
    """
    active = _until_last_activity(report.weekly)
    weekly = active if weeks is None else active.tail(weeks)
    if weekly.empty:
        return nothing("Your weeks", "No dates are known yet, so there are no weeks to show.")
    figure = make_subplots(
        rows=len(SERIES),
        cols=1,
        shared_xaxes=True,
        vertical_spacing=0.11,
        subplot_titles=[_row_title(weekly, name, label) for name, label in SERIES],
    )
    figure.update_layout(theme.blank_figure(ROW_HEIGHT * len(SERIES)).layout)
    for row, (name, label) in enumerate(SERIES, start=1):
        figure.add_trace(_week_bars(weekly, name, label), row=row, col=1)
        top = max(int(weekly[name].fillna(0).max()), 1)
        figure.update_yaxes(range=[0, top * 1.15], tickvals=[0, top], row=row, col=1)
    figure.update_annotations(x=0, xanchor="left", font={**theme.SMALL, "size": 14})
    figure.update_layout(margin={"t": 28, "l": 0, "r": 8, "b": 8})
    theme.time_axis(figure, theme.DAY_TICKS)
    figure.update_xaxes(tickvals=_some_mondays(weekly["week"]))
    figure.update_yaxes(gridcolor=theme.GRID, tickfont=theme.SMALL, zeroline=False, automargin=True, fixedrange=True)
    paused = len(active) < len(report.weekly)
    title = _weekly_title(weekly, paused=paused)
    note = f"{_WEEKLY_NOTE} {_PAUSED_NOTE}" if paused else _WEEKLY_NOTE
    return Picture(figure, title, _weekly_alt(weekly, title), note, _weekly_table(weekly))


def _some_mondays(weeks: pd.Series) -> list[pd.Timestamp]:
    """Weeks to name on the axis, the latest among them: left to itself, Plotly would name Sundays."""
    return list(weeks.iloc[:: -ceil(len(weeks) / MOST_TICKS)])[::-1]


def _until_last_activity(weekly: pd.DataFrame) -> pd.DataFrame:
    """Leave out the empty weeks at the end where they are more than a short pause: years of nothing hide the search."""
    busy = (weekly[[name for name, _ in SERIES]].fillna(0) > 0).any(axis=1).to_numpy()
    if not busy.any():
        return weekly
    last = int(busy.nonzero()[0][-1]) + 1
    return weekly.iloc[:last] if len(weekly) - last > RECENT_WEEKS else weekly


_WEEKLY_NOTE: Final = (
    f"Unit: what was sent, held or received in the week from the Monday shown. Each row has its own scale. {OWN_SOURCE}"
)
_PAUSED_NOTE: Final = "Nothing is recorded in the weeks after."


def _week_bars(weekly: pd.DataFrame, name: str, label: str) -> go.Bar:
    return go.Bar(
        x=weekly["week"],
        y=weekly[name].astype("float64"),
        marker={"color": theme.STAGE_COLOURS[name], "line": {"width": 0}},
        hovertemplate=f"Week of %{{x|{theme.HOVER_DAY}}}<br>{label}: %{{y:{theme.HOVER_COUNT}}}<extra></extra>",
    )


def _row_title(weekly: pd.DataFrame, name: str, label: str) -> str:
    return label if weekly[name].notna().any() else f"{label}: your files do not say"


def _total(values: pd.Series) -> int | None:
    return None if values.isna().all() else int(values.sum())


def _counted(number: int | None, noun: str) -> str:
    if number is None:
        return f"an unknown number of {noun}s"
    return wording.counted(number, noun)


def _weekly_title(weekly: pd.DataFrame, *, paused: bool) -> str:
    recent = weekly.tail(RECENT_WEEKS)
    sent = _counted(_total(recent["applications"]), "application")
    talks = _counted(_total(recent["interviews"]), "first interview")
    span = "this week" if len(recent) == 1 else f"in the last {len(recent)} weeks"
    if paused:
        weeks = wording.counted(len(recent), "week")
        span = f"in the {weeks} from {theme.short_day(recent.iloc[0]['week'])}, the last with anything recorded"
    return f"{sent[0].upper()}{sent[1:]} and {talks} {span}"


def _weekly_alt(weekly: pd.DataFrame, title: str) -> str:
    totals = ", ".join(f"{theme.count(_total(weekly[name]))} {label.lower()}" for name, label in SERIES)
    return f"Bars per week over {len(weekly)} weeks: {totals}. {title}."


def _weekly_table(weekly: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame({"Week from": theme.sortable_days(weekly["week"])})
    for name, label in SERIES:
        table[label] = [theme.count(None if pd.isna(value) else value) for value in weekly[name]]
    return table.iloc[::-1].reset_index(drop=True)


def rolling_picture(report: AnalysisReport) -> Picture:
    """Draw `report.rolling`: which share of the applications of 8 weeks led to an interview.

    Line: estimate; band: its interval; shaded range: benchmark. Fresh applications count in part; days without
    any leave a gap.
    """
    rolling = report.rolling
    known = rolling.dropna(subset=["estimate"]) if not rolling.empty else rolling
    if known.empty:
        return nothing("Interviews per application over time", "Too few dated applications to draw a line yet.")
    rolling = rolling[rolling["date"] <= known["date"].max()]
    figure = theme.blank_figure(ROLLING_HEIGHT)
    shade(figure, _benchmark(report))
    for trace in _rolling_traces(rolling):
        figure.add_trace(trace)
    top = max(float(known["high"].quantile(0.9)) * 100 * 1.1, 6.0)
    theme.percent_axis(figure, top)
    theme.time_axis(figure, theme.DAY_TICKS)
    return Picture(figure, _rolling_title(known), _rolling_alt(known), _rolling_note(report), _rolling_table(known))


def _rolling_traces(rolling: pd.DataFrame) -> list[go.Scatter]:
    edge = {"color": theme.faded(theme.ACCENT, 0.0), "width": 0}
    hover = [
        f"{theme.percent(estimate)}<br>{theme.count(hit)} of {theme.count(aged)} old enough to count"
        f"<br>interval {theme.percent(low)} to {theme.percent(high)}"
        if pd.notna(estimate)
        else ""
        for hit, aged, estimate, low, high in zip(
            *(rolling[name] for name in ("successes", "mature_trials", "estimate", "low", "high")), strict=True
        )
    ]
    return [
        go.Scatter(x=rolling["date"], y=rolling["high"] * 100, mode="lines", line=edge, hoverinfo="skip"),
        go.Scatter(
            x=rolling["date"],
            y=rolling["low"] * 100,
            mode="lines",
            line=edge,
            fill="tonexty",
            fillcolor=theme.faded(theme.ACCENT, 0.22),
            hoverinfo="skip",
        ),
        go.Scatter(
            x=rolling["date"],
            y=rolling["estimate"] * 100,
            mode="lines",
            line={"color": theme.ACCENT, "width": 3},
            customdata=hover,
            hovertemplate=f"8 weeks to %{{x|{theme.HOVER_DAY}}}: %{{customdata}}<extra></extra>",
        ),
    ]


def _rolling_title(known: pd.DataFrame) -> str:
    aged = known[known["mature_trials"].round() > 0]
    if aged.empty:
        return "No application is old enough to count yet"
    last = aged.iloc[-1]
    noun = "application" if round(last["mature_trials"]) == 1 else "applications"
    return (
        f"In the 8 weeks to {theme.short_day(last['date'])}, {theme.count(last['successes'])} of "
        f"{theme.count(last['mature_trials'])} {noun} old enough to count "
        f"led to an interview ({theme.percent(last['estimate'])})"
    )


def _rolling_alt(known: pd.DataFrame) -> str:
    last = known.iloc[-1]
    return (
        f"Line from {theme.short_day(known.iloc[0]['date'])} to {theme.short_day(last['date'])}. "
        f"{_rolling_title(known)}; interval {theme.percent(last['low'])} to {theme.percent(last['high'])}."
    )


def _benchmark(report: AnalysisReport) -> Benchmark | None:
    ratio = report.ratios.get("application_to_interview")
    return None if ratio is None else ratio.benchmark


def _rolling_note(report: AnalysisReport) -> str:
    return (
        f"Line: applications of the 8 weeks before each day. Pale band: 90 % interval.{shaded(_benchmark(report))} "
        f"{OWN_SOURCE}"
    )


def _rolling_table(known: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "8 weeks to": theme.sortable_days(known["date"]),
            "Interviewed": known["successes"].map(theme.count),
            "Old enough to count": known["mature_trials"].map(theme.count),
            "Rate": known["estimate"].map(theme.percent),
            "Interval": [
                f"{theme.percent(low)} to {theme.percent(high)}"
                for low, high in zip(known["low"], known["high"], strict=True)
            ],
        }
    )
    return table.iloc[::-1].reset_index(drop=True)
