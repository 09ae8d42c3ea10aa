"""How long first answers took: the share of applications answered by each day, waiting ones counted as censored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import plotly.graph_objects as go

from analytics import theme
from analytics.charts import picture
from analytics.charts.picture import Picture, nothing
from analytics.constants import UNDATED_PENDING_LIMIT
from analytics.wording import counted
from data.language import _, plural

if TYPE_CHECKING:
    from analytics.waiting import ReplyTimes

HEIGHT: Final = 220
NINE_IN_TEN: Final = 0.9
_DAYS: Final = (7, 14, 21, 30, 45, 60)  # rows of the table and ticks of the axis


def replies_picture(replies: ReplyTimes | None) -> Picture:
    """Draw the share of applications that had an answer by each day after they were sent.

    Where more than a fifth of the answers have no usable date, the share of all applications is unknown: then the line
    is the share of the dated answers that had come by each day.
    """
    if replies is None or replies.curve.empty or not replies.answered:
        return nothing(
            _("How long answers took"), _("There is no answer with a date yet, so there is nothing to draw.")
        )
    if not _nearly_all_dated(replies):
        return _picture_of_dated(replies)
    curve = replies.curve
    title = _title(curve) if curve["events"].any() else _title_of_dated(curve, replies.answered)
    return Picture(_drawn(curve, _hovers(curve)), title, _alt(curve), _note(replies), _table(curve))


def _picture_of_dated(replies: ReplyTimes) -> Picture:
    """The line of counts: of the dated answers, how many and which share had come by each day."""
    came, answered = replies.curve["events"].cumsum().astype(int), replies.answered
    curve = replies.curve.assign(came=came, share=came / answered)
    return Picture(
        _drawn(curve, _hovers_of_dated(curve, answered)),
        _title_of_dated(curve, answered),
        _alt_of_dated(curve, answered),
        _note_of_dated(replies),
        _table_of_dated(curve),
    )


def _drawn(curve: pd.DataFrame, hovers: list[str]) -> go.Figure:
    figure = theme.blank_figure(HEIGHT)
    figure.add_trace(_line(curve, hovers))
    figure.update_layout(margin={"l": 0, "r": 12, "t": 16, "b": 8})
    figure.update_xaxes(
        range=[0, int(curve["day"].iloc[-1])],
        tickvals=[0, *_DAYS],
        title={"text": _("days after the application"), "font": theme.SMALL},
        showgrid=False,
        tickfont=theme.SMALL,
        fixedrange=True,
    )
    theme.percent_axis(figure, max(float(curve["share"].iloc[-1]) * 130, 10.0))
    return figure


def _nearly_all_dated(replies: ReplyTimes) -> bool:
    """Whether so few answers lack a date that the line can stand for all; as for the median of `ReplyTimes`."""
    return replies.undated <= UNDATED_PENDING_LIMIT * (replies.answered + replies.undated)


def _line(curve: pd.DataFrame, hovers: list[str]) -> go.Scatter:
    return go.Scatter(
        x=curve["day"],
        y=curve["share"] * 100,
        mode="lines",
        cliponaxis=False,
        line={"color": theme.ACCENT, "width": 3, "shape": "hv"},
        fill="tozeroy",
        fillcolor=theme.faded(theme.ACCENT, 0.14),
        customdata=hovers,
        hovertemplate="%{customdata}<extra></extra>",
    )


def _hovers(curve: pd.DataFrame) -> list[str]:
    return [
        _(
            "Day {day}: {share} answered<br>{waited} waited that long",
            day=day,
            share=theme.percent(share),
            waited=theme.count(waited),
        )
        for day, share, waited in zip(curve["day"], curve["share"], curve["at_risk"], strict=True)
    ]


def _hovers_of_dated(curve: pd.DataFrame, answered: int) -> list[str]:
    return [
        plural(
            answered,
            "By day {day}: {share}<br>{came} of {n} dated answer",
            "By day {day}: {share}<br>{came} of {n} dated answers",
            day=day,
            share=theme.percent(share),
            came=theme.count(came),
        )
        for day, share, came in zip(curve["day"], curve["share"], curve["came"], strict=True)
    ]


def _title(curve: pd.DataFrame) -> str:
    """Of the answers that the line holds, when half and nine in ten of them had come."""
    last = float(curve["share"].iloc[-1])
    half, most = (int(curve["day"][curve["share"] >= part * last].iloc[0]) for part in (0.5, NINE_IN_TEN))
    return _(
        "Half of the answers come within {half}, nine in ten within {most}",
        half=counted(half, "day"),
        most=counted(most, "day"),
    )


def _title_of_dated(curve: pd.DataFrame, answered: int) -> str:
    """Of the dated answers alone; one or two, or late ones only, have no half that could be named."""
    share, last = curve["share"], int(curve["day"].iloc[-1])
    if not (share >= NINE_IN_TEN).any():
        return plural(
            answered,
            "{came} of {n} answer with a date came within {days}",
            "{came} of {n} answers with a date came within {days}",
            came=theme.count(int(curve["events"].sum())),
            days=counted(last, "day"),
        )
    half, most = (counted(int(curve["day"][share >= part].iloc[0]), "day") for part in (0.5, NINE_IN_TEN))
    return plural(
        answered,
        "The {n} answer with a date came within {most}",
        "Of {n} answers with a date, half came within {half}, nine in ten within {most}",
        half=half,
        most=most,
    )


def _alt(curve: pd.DataFrame) -> str:
    return _("Rising line: share of applications with an answer, {days}.", days=_days(curve))


def _alt_of_dated(curve: pd.DataFrame, answered: int) -> str:
    return plural(
        answered,
        "Rising line: share of the {n} dated answer that had come, {days}.",
        "Rising line: share of the {n} dated answers that had come, {days}.",
        days=_days(curve),
    )


def _days(curve: pd.DataFrame) -> str:
    rows = (_("{share} by day {day}", share=theme.percent(share), day=day) for day, share in _at(curve))
    return ", ".join(rows)


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


def _note_of_dated(replies: ReplyTimes) -> str:
    line = plural(
        replies.answered,
        "Line: of {n} answer with a date, the share that had come by a day.",
        "Line: of {n} answers with a date, the share that had come by a day.",
    )
    left = plural(
        replies.undated,
        "{n} more answer has no usable date. So the line cannot say which share of all applications is answered by "
        "a day.",
        "{n} more answers have no usable date. So the line cannot say which share of all applications is answered by "
        "a day.",
    )
    return f"{line} {left} {picture.OWN_SOURCE}"


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


def _table_of_dated(curve: pd.DataFrame) -> pd.DataFrame:
    chosen = curve[curve["day"].isin(_DAYS)]
    return pd.DataFrame(
        {
            _("Day"): chosen["day"],
            _("Of the answers with a date"): [theme.percent(share) for share in chosen["share"]],
            _("Answers by then"): chosen["came"],
        }
    )
