"""How long first answers took: the share of applications answered by each day, waiting ones counted as censored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import plotly.graph_objects as go

from analytics import theme
from analytics.charts import picture
from analytics.charts.picture import Picture, nothing
from analytics.wording import counted
from data.language import _, plural

if TYPE_CHECKING:
    from analytics.waiting import ReplyTimes

HEIGHT: Final = 220
_DAYS: Final = (7, 14, 21, 30, 45, 60)  # rows of the table and ticks of the axis


def replies_picture(replies: ReplyTimes | None) -> Picture:
    """Draw the share of applications that had an answer by each day after they were sent."""
    if replies is None or replies.curve.empty or not replies.answered:
        return nothing(
            _("How long answers took"), _("There is no answer with a date yet, so there is nothing to draw.")
        )
    curve = replies.curve
    last = float(curve["share"].iloc[-1])
    figure = theme.blank_figure(HEIGHT)
    figure.add_trace(_line(curve))
    figure.update_layout(margin={"l": 0, "r": 12, "t": 8, "b": 8})
    figure.update_xaxes(
        range=[0, int(curve["day"].iloc[-1])],
        tickvals=[0, *_DAYS],
        title={"text": _("days after the application"), "font": theme.SMALL},
        showgrid=False,
        tickfont=theme.SMALL,
        fixedrange=True,
    )
    theme.percent_axis(figure, max(last * 130, 10.0))
    return Picture(figure, _title(curve), _alt(curve), _note(replies), _table(curve))


def _line(curve: pd.DataFrame) -> go.Scatter:
    rows = zip(curve["day"], curve["share"], curve["at_risk"], strict=True)
    return go.Scatter(
        x=curve["day"],
        y=curve["share"] * 100,
        mode="lines",
        line={"color": theme.ACCENT, "width": 3, "shape": "hv"},
        fill="tozeroy",
        fillcolor=theme.faded(theme.ACCENT, 0.14),
        customdata=[_hover(day, share, waited) for day, share, waited in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _hover(day: int, share: float, waited: int) -> str:
    return _(
        "Day {day}: {share} answered<br>{waited} waited that long",
        day=day,
        share=theme.percent(share),
        waited=theme.count(waited),
    )


def _title(curve: pd.DataFrame) -> str:
    """Of the answers that the line holds, when half and nine in ten of them had come."""
    last = float(curve["share"].iloc[-1])
    half, most = (int(curve["day"][curve["share"] >= part * last].iloc[0]) for part in (0.5, 0.9))
    return _(
        "Half of the answers come within {half}, nine in ten within {most}",
        half=counted(half, "day"),
        most=counted(most, "day"),
    )


def _alt(curve: pd.DataFrame) -> str:
    rows = (_("{share} by day {day}", share=theme.percent(share), day=day) for day, share in _at(curve))
    return _("Rising line: share of applications with an answer, {days}.", days=", ".join(rows))


def _note(replies: ReplyTimes) -> str:
    said = [
        *_reached(replies),
        plural(
            replies.answered,
            "Line: share of all applications that had any answer by a day, from {n} dated answers; {waiting} still "
            "waiting count for as long as they have waited.",
            "Line: share of all applications that had any answer by a day, from {n} dated answers; {waiting} still "
            "waiting count for as long as they have waited.",
            waiting=theme.count(replies.waiting),
        ),
    ]
    if replies.undated:
        undated = replies.undated
        said.append(_("Left out: {answered} answered without a usable date.", answered=theme.count(undated)))
    return " ".join([*said, picture.OWN_SOURCE])


def _reached(replies: ReplyTimes) -> list[str]:
    if replies.median_days is not None:
        return [_("Half of all your applications had an answer by day {day}.", day=replies.median_days)]
    if replies.quarter_days is not None:
        quarter = replies.quarter_days
        return [
            _(
                "A quarter of all your applications had an answer by day {day}. The line does not reach half of them.",
                day=quarter,
            )
        ]
    return []


def _at(curve: pd.DataFrame) -> list[tuple[int, float]]:
    return [(int(day), float(share)) for day, share in zip(curve["day"], curve["share"], strict=True) if day in _DAYS]


def _table(curve: pd.DataFrame) -> pd.DataFrame:
    chosen = curve[curve["day"].isin(_DAYS)]
    return pd.DataFrame(
        {
            _("Day"): chosen["day"],
            _("Answered by then"): [theme.percent(share) for share in chosen["share"]],
            _("Waited that long"): chosen["at_risk"],
        }
    )
