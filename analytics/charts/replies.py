"""How long first answers took: the share of applications answered by each day, waiting ones counted as censored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import plotly.graph_objects as go

from analytics import theme
from analytics.charts.picture import OWN_SOURCE, Picture, nothing

if TYPE_CHECKING:
    from analytics.waiting import ReplyTimes

HEIGHT: Final = 220
_DAYS: Final = (7, 14, 21, 30, 45, 60)  # rows of the table and ticks of the axis
_TITLE: Final = "How long answers took"


def replies_picture(replies: ReplyTimes | None) -> Picture:
    """Draw the share of applications that had an answer by each day after they were sent."""
    if replies is None or replies.curve.empty or not replies.answered:
        return nothing(_TITLE, "There is no answer with a date yet, so there is nothing to draw.")
    curve = replies.curve
    last = float(curve["share"].iloc[-1])
    figure = theme.blank_figure(HEIGHT)
    figure.add_trace(
        go.Scatter(
            x=curve["day"],
            y=curve["share"] * 100,
            mode="lines",
            line={"color": theme.ACCENT, "width": 3, "shape": "hv"},
            fill="tozeroy",
            fillcolor=theme.faded(theme.ACCENT, 0.14),
            customdata=[
                f"{theme.percent(share)} answered<br>{theme.count(waited)} waited that long"
                for share, waited in zip(curve["share"], curve["at_risk"], strict=True)
            ],
            hovertemplate="Day %{x}: %{customdata}<extra></extra>",
        )
    )
    figure.update_layout(margin={"l": 0, "r": 12, "t": 8, "b": 8})
    figure.update_xaxes(
        range=[0, int(curve["day"].iloc[-1])],
        tickvals=[0, *_DAYS],
        title={"text": "days after the application", "font": theme.SMALL},
        showgrid=False,
        tickfont=theme.SMALL,
        fixedrange=True,
    )
    theme.percent_axis(figure, max(last * 130, 10.0))
    return Picture(figure, _title(replies), _alt(curve), _note(replies), _table(curve))


def _title(replies: ReplyTimes) -> str:
    half, most = round(replies.usual_days), round(replies.nine_in_ten_days)
    return f"Half of the answers come within {half} days, nine in ten within {most}"


def _alt(curve: pd.DataFrame) -> str:
    rows = (f"{theme.percent(share)} by day {day}" for day, share in _at(curve))
    return f"Rising line: share of applications with an answer, {', '.join(rows)}."


def _note(replies: ReplyTimes) -> str:
    undated = f" Left out: {theme.count(replies.undated)} answered without a usable date." if replies.undated else ""
    return (
        f"{_reached(replies)}Line: share of all applications that had any answer by a day, from "
        f"{theme.count(replies.answered)} dated answers; "
        f"{theme.count(replies.waiting)} still waiting count for as long as they have waited.{undated} {OWN_SOURCE}"
    )


def _reached(replies: ReplyTimes) -> str:
    if replies.median_days is not None:
        return f"Half of all your applications had an answer by day {replies.median_days}. "
    if replies.quarter_days is not None:
        return (
            f"A quarter of all your applications had an answer by day {replies.quarter_days}; half of them have not. "
        )
    return ""


def _at(curve: pd.DataFrame) -> list[tuple[int, float]]:
    return [(int(day), float(share)) for day, share in zip(curve["day"], curve["share"], strict=True) if day in _DAYS]


def _table(curve: pd.DataFrame) -> pd.DataFrame:
    chosen = curve[curve["day"].isin(_DAYS)]
    return pd.DataFrame(
        {
            "Day": chosen["day"],
            "Answered by then": [theme.percent(share) for share in chosen["share"]],
            "Waited that long": chosen["at_risk"],
        }
    )
