"""Colours, number formats and the layout every figure shares: the one place where they are written.

Figures are drawn on a transparent ground and take their fonts from the page, so every colour here was chosen to
stand out on both the light and the dark page (contrast of at least 3 to 1 with either, WCAG 2.2 for graphics) and to
stay apart for people who see red and green alike (10 or more in CIELAB, simulated after Machado et al. 2009:
tests/test_charts.py). No meaning is carried by colour alone: words stand beside it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

import plotly.graph_objects as go

from analytics import wording
from analytics.results import Verdict

if TYPE_CHECKING:
    from datetime import date, datetime

    import pandas as pd

ACCENT: Final = "#1F8A84"  # what the person reached
SLATE: Final = "#7991AA"  # what was sent; what nobody decided yet
PLUM: Final = "#A5546D"  # offers
OCHRE: Final = "#B9770E"  # the benchmark, and what is below it
BLUE: Final = "#4A7FC1"  # above the benchmark; still open
CLAY: Final = "#A87B62"  # ended without an offer

VERDICT_COLOURS: Final = {
    Verdict.BELOW: OCHRE,
    Verdict.WITHIN: ACCENT,
    Verdict.ABOVE: BLUE,
    Verdict.TOO_EARLY: SLATE,
}
STAGE_COLOURS: Final = {
    "applications": SLATE,
    "answered": BLUE,
    "interviewed": ACCENT,
    "interviews": ACCENT,
    "offers": PLUM,
    "accepted": PLUM,
}
# Ground and edge of a benchmark range, weak enough to lie behind what is compared with it.
BAND_FILL: Final = "rgba(185, 119, 14, 0.22)"
BAND_EDGE: Final = "rgba(185, 119, 14, 0.9)"
GRID: Final = "rgba(121, 145, 170, 0.25)"
# Streamlit replaces this colour, in whatever is drawn with its theme, by the text colour of the page the person looks
# at. Its own grey for ticks has a contrast of 3.6 to 1 on our light page, too weak for small text; a browser test
# checks that the replacement still happens.
INK: Final = "#000037"
SMALL: Final = {"size": 13, "color": INK}
UNKNOWN: Final = "unknown"
# Formats for what Plotly writes itself (d3-format and d3-time-format): whole numbers, days and months as in sentences.
HOVER_COUNT: Final = ",.0f"
HOVER_DAY: Final = "%-d %b %Y"
HOVER_MONTH: Final = "%B %Y"
DAY_TICKS: Final = "%-d %b\n%Y"
MONTH_TICKS: Final = "%b\n%Y"


def faded(colour: str, share: float) -> str:
    """Return `colour` ("#RRGGBB") as an rgba text of opacity `share` (0..1)."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {share:g})"


def count(value: float | None) -> str:
    """Return a count of whole things: "1,234"; "unknown" for None.

    >>> count(1234), count(None)
    ('1,234', 'unknown')
    """
    return UNKNOWN if value is None else f"{value:,.0f}"


def percent(rate: float | None) -> str:
    """Return a rate (0..1) in percent, in the format of every sentence; "unknown" for None.

    >>> percent(0.0), percent(0.0254), percent(None)
    ('0 %', '2.5 %', 'unknown')
    """
    return UNKNOWN if rate is None else wording.percent(rate)


def amount(value: float | None) -> str:
    """Return a number that is not a rate, such as interviews per offer: "12" or "4.5".

    >>> amount(4.5), amount(12.2), amount(None)
    ('4.5', '12', 'unknown')
    """
    if value is None:
        return UNKNOWN
    return f"{value:.1f}".removesuffix(".0") if value < 9.95 else f"{value:.0f}"


def day(value: date) -> str:
    """Return a calendar day in words: "22 November 2026"."""
    return f"{value.day} {value:%B %Y}"


def short_day(value: date) -> str:
    """Return a calendar day in short: "22 Nov 2026"."""
    return f"{value.day} {value:%b %Y}"


def month(value: date) -> str:
    """Return a month in short: "Nov 2026"."""
    return f"{value:%b %Y}"


def clock(value: datetime) -> str:
    """Return the time of day: "09:05"."""
    return f"{value:%H:%M}"


def sortable_days(values: pd.Series) -> pd.Series:
    """Return days as "2026-11-22", which a table sorts by their order in time."""
    written: pd.Series = values.dt.strftime("%Y-%m-%d")
    return written


def sortable_months(values: pd.Series) -> pd.Series:
    """Return months as "2026-11", which a table sorts by their order in time."""
    written: pd.Series = values.dt.strftime("%Y-%m")
    return written


def percent_axis(figure: go.Figure, top: float) -> None:
    """Let the vertical axis run from zero to `top` percent, at most to 100."""
    figure.update_yaxes(
        range=[0, min(top, 100.0)],
        ticksuffix=" %",
        nticks=6,
        gridcolor=GRID,
        zeroline=False,
        tickfont=SMALL,
        automargin=True,
        fixedrange=True,
    )


def time_axis(figure: go.Figure, ticks: str) -> None:
    """Let the horizontal axis be time, with few enough ticks for a phone; `ticks`: DAY_TICKS or MONTH_TICKS."""
    figure.update_xaxes(showgrid=False, tickformat=ticks, nticks=6, tickfont=SMALL, fixedrange=True)


def plain(words: str) -> str:
    """Return text of the person so that Plotly, which reads some HTML, shows it as it is."""
    return escape(words, quote=False)


def blank_figure(height: int) -> go.Figure:
    """Return an empty figure in the shared layout; `height` in pixels."""
    figure = go.Figure()
    figure.update_layout(**_shared(height))
    return figure


def sentence_figure(words: str, height: int = 120) -> go.Figure:
    """Return a figure that says why there is nothing to draw, instead of an empty frame."""
    figure = blank_figure(height)
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(visible=False, range=[0, 1])
    font = {**SMALL, "size": 14}
    figure.add_annotation(text=words, x=0, y=0.5, xanchor="left", align="left", showarrow=False, font=font)
    return figure


def _shared(height: int) -> dict[str, Any]:
    return {
        "height": height,
        "margin": {"l": 0, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"align": "left"},
        "bargap": 0.25,
    }
