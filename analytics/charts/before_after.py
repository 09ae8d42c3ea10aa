"""Before and after a change of strategy: two rates, each with the interval its counts support."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import plotly.graph_objects as go

from analytics import theme
from analytics.charts.picture import Picture, nothing
from analytics.experiments import Answer, Measure

if TYPE_CHECKING:
    from analytics.experiments import ExperimentResult, Period

ROW_HEIGHT: Final = 60  # pixels: a line of words above each bar
ENOUGH: Final = 5.0  # aged trials from which an interval may set the length of the axis
ANSWER_COLOURS: Final = {Answer.WORKED: theme.BLUE, Answer.DID_WORSE: theme.OCHRE}
UNITS: Final = {
    Measure.APPLICATION_TO_INTERVIEW: ("applications", "With an interview"),
    Measure.INTERVIEW_TO_OFFER: ("interviews", "With an offer"),
}
_FINDINGS: Final = {
    Answer.WORKED: "More {success} since the change",
    Answer.DID_WORSE: "Fewer {success} since the change",
    Answer.CANT_TELL: "No answer yet",
    Answer.OVERLAP: "No answer while two changes ran at once",
}
_SUCCESSES: Final = {Measure.APPLICATION_TO_INTERVIEW: "interviews", Measure.INTERVIEW_TO_OFFER: "offers"}


def before_after_picture(result: ExperimentResult, measure: Measure) -> Picture:
    """Draw the time before and the time after, one row each: dot for the rate, bar for its 90 % interval.

    A period of which nothing is old enough to count has words only. Where nothing can be drawn at all, a sentence.
    """
    title = _title(result, measure)
    before, after = result.before, result.after
    if before is None or after is None:
        return nothing(title, result.sentence)
    if before.rate is None and after.rate is None:
        return nothing(title, "Nothing is old enough to compare yet.")
    periods = {"Before": before, "After": after}
    top = _top(before, after)
    figure = theme.blank_figure(ROW_HEIGHT * 2 + 36)
    for row, (name, period) in enumerate(periods.items()):
        colour = theme.SLATE if name == "Before" else ANSWER_COLOURS.get(result.answer, theme.ACCENT)
        _draw(figure, f"<b>{name}</b>  {_counts(period, measure)}", period, row=-row, colour=colour, top=top)
    figure.update_layout(margin={"l": 18, "r": 18, "t": 4, "b": 8})
    figure.update_xaxes(
        range=[0, top],
        ticksuffix=" %",
        nticks=5,
        showgrid=True,
        gridcolor=theme.GRID,
        zeroline=False,
        tickfont=theme.SMALL,
        fixedrange=True,
    )
    figure.update_yaxes(visible=False, range=[-1.5, 0.8], fixedrange=True)
    return Picture(figure, title, _alt(title, periods, measure), _note(periods, top), _table(periods, measure))


def _title(result: ExperimentResult, measure: Measure) -> str:
    before, after = result.before, result.after
    if before is None or after is None:
        return "Your files cannot say"
    finding = _FINDINGS[result.answer].format(success=_SUCCESSES[measure])
    then = "nothing old enough to count" if before.rate is None else theme.percent(before.rate)
    now = "nothing old enough to count" if after.rate is None else theme.percent(after.rate)
    return f"{finding}: {then} before, {now} after"


def _top(before: Period, after: Period) -> float:
    """End of the axis in percent: both rates are on it, and the intervals that rest on more than a handful."""
    rates = [period.rate for period in (before, after) if period.rate is not None]
    ends = [period.high for period in (before, after) if period.mature_trials >= ENOUGH]
    return min(100.0, max([*rates, *ends, 0.04]) * 115)


def _draw(figure: go.Figure, label: str, period: Period, *, row: int, colour: str, top: float) -> None:  # noqa: PLR0913
    figure.add_annotation(
        text=label,
        x=0,
        xanchor="left",
        y=row,
        yanchor="bottom",
        xshift=-12,
        yshift=9,
        showarrow=False,
        font=theme.SMALL,
    )
    if period.rate is None:
        return
    ends = [period.low * 100, min(period.high * 100, top)]
    line = {"color": theme.faded(colour, 0.55), "width": 10}
    figure.add_trace(go.Scatter(x=ends, y=[row, row], mode="lines", line=line, hoverinfo="skip"))
    figure.add_trace(
        go.Scatter(
            x=[period.rate * 100],
            y=[row],
            mode="markers",
            cliponaxis=False,
            marker={"color": colour, "size": 16, "line": {"color": "white", "width": 2}},
            hovertemplate=f"{theme.percent(period.rate)}<br>90 % interval {_interval(period)}<extra></extra>",
        )
    )


def _counts(period: Period, measure: Measure) -> str:
    """Counts in short: "12 of about 149 applications"; a phone leaves room for some 40 letters."""
    aged, unit = round(period.mature_trials), UNITS[measure][0]
    if period.rate is None or aged == 0:
        one = unit.removesuffix("s") if period.trials == 1 else unit
        return f"{theme.count(period.trials)} {one}, too young to count" if period.trials else f"no {unit}"
    about = "" if aged == period.trials else "about "
    return (
        f"{theme.count(period.successes)} of {about}{theme.count(aged)} {unit.removesuffix('s') if aged == 1 else unit}"
    )


def _interval(period: Period) -> str:
    return f"{theme.percent(period.low)} to {theme.percent(period.high)}"


def _alt(title: str, periods: dict[str, Period], measure: Measure) -> str:
    rows = (
        f"{name}: {_counts(period, measure)}"
        + ("" if period.rate is None else f", {theme.percent(period.rate)}, 90 % interval {_interval(period)}")
        for name, period in periods.items()
    )
    return f"{title}. {'; '.join(rows)}."


def _note(periods: dict[str, Period], top: float) -> str:
    cut = any(period.rate is not None and period.high * 100 > top for period in periods.values())
    more = " A bar that ends at the edge goes on; the table has its end." if cut else ""
    return f"Dot: the rate. Bar: its 90 % interval, what the counts support.{more}"


def _table(periods: dict[str, Period], measure: Measure) -> pd.DataFrame:
    unit, success = UNITS[measure]
    rows = [
        {
            "Time": name,
            unit.capitalize(): period.trials,
            "Old enough to count": round(period.mature_trials, 1),
            success: period.successes,
            "Rate": theme.percent(period.rate),
            "90 % interval": "" if period.rate is None else _interval(period),
        }
        for name, period in periods.items()
    ]
    return pd.DataFrame(rows)
