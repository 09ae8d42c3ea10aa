"""What the charts of rates draw alike: a line of words, below it a bar for the interval, and their grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import plotly.graph_objects as go

from analytics import theme
from data.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

BAR: Final = 6  # pixels: thin, since faded it would have too little contrast with the page, and the dot must stand out
OUTLINE: Final = {"color": "white", "width": 2}  # of a dot, so that it stands out from its bar


def draw_words(figure: go.Figure, words: str, row: int) -> None:
    """Write a line above a row, from the left edge: names beside the bars leave no room on a phone.

    Args:
        figure: drawn into.
        words: Plotly text; text of the person must be made plain before (`theme.plain`).
        row: height of the bar below.
    """
    figure.add_annotation(
        text=words,
        x=0,
        xanchor="left",
        y=row,
        yanchor="bottom",
        xshift=-12,
        yshift=9,
        showarrow=False,
        font=theme.SMALL,
    )


def draw_across(
    figure: go.Figure, values: Sequence[float], rows: Sequence[float], reach: tuple[float, float], **line: object
) -> None:
    """Draw a line at each value beside the bar of every row: from top to bottom it would run through the words.

    Args:
        figure: drawn into.
        values: in the unit of the axis.
        rows: height of each.
        reach: lower and upper end of each line, from the height of its row.
        line: as Plotly names it.
    """
    ends = ((value, row) for row in rows for value in values)
    path = " ".join(f"M {value:.6g},{row + reach[0]:.6g} L {value:.6g},{row + reach[1]:.6g}" for value, row in ends)
    figure.add_shape(type="path", path=path, layer="below", line=line)


def draw_scale(figure: go.Figure, top: float, rows: Sequence[float], reach: tuple[float, float]) -> None:
    """Let the axis run from zero to `top` percent, with its grid beside the bars only."""
    theme.rate_axis(figure, top)
    figure.update_xaxes(showgrid=False)
    draw_across(figure, theme.steps(top), rows, reach, color=theme.GRID, width=1)


def draw_bar(figure: go.Figure, ends: Sequence[float], row: int, colour: str) -> None:
    """Draw an interval; `ends` in the unit of the axis."""
    line = {"color": colour, "width": BAR}
    figure.add_trace(go.Scatter(x=list(ends), y=[row, row], mode="lines", line=line, hoverinfo="skip"))


def draw_mark(figure: go.Figure, value: float, row: float, hover: str, marker: dict[str, object]) -> None:
    """Draw one dot, whole also on the edge of the axis; `value` in the unit of the axis."""
    figure.add_trace(
        go.Scatter(
            x=[value],
            y=[row],
            mode="markers",
            cliponaxis=False,
            marker=marker,
            hovertemplate=f"{hover}<extra></extra>",
        )
    )


def interval_words(low: float, high: float) -> str:
    """Return an interval of rates (0..1) in words.

    >>> interval_words(0.02, 0.135)
    '2 % to 14 %'
    """
    return _("{low} to {high}", low=theme.percent(low), high=theme.percent(high))
