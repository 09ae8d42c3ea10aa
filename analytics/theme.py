"""Colours, number formats and the layout every figure shares: the one place where they are written.

Figures are drawn on a transparent ground and take their fonts from the page, so every colour here was chosen to
stand out on both the light and the dark page (contrast of at least 3 to 1 with either, WCAG 2.2 for graphics) and to
stay apart for people who see red and green alike (10 or more in CIELAB, simulated after Machado et al. 2009:
tests/test_charts.py). No meaning is carried by colour alone: words stand beside it.
"""

from __future__ import annotations

from html import escape
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd
import plotly.graph_objects as go

from analytics import wording
from analytics.dimensions import WEEKDAYS
from analytics.results import Verdict
from data import language
from data.language import ENGLISH, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

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
HOVER_COUNT: Final = ",.0f"  # format for what Plotly writes itself (d3-format): whole numbers as in sentences
DAY_TICKS: Final = "MMMd"  # the parts of a date that are named below an axis, as a skeleton of CLDR
MONTH_TICKS: Final = "MMM"
MOST_TICKS: Final = 6  # days or months named below an axis, as many as fit on a phone
MOST_STEPS: Final = 6  # steps of an axis of numbers
HALF_DAY_WORDS: Final = 26  # pixels: room for half of "22 Nov" at the ends of an axis; Plotly drops what is cut


def faded(colour: str, share: float) -> str:
    """Return `colour` ("#RRGGBB") as an rgba text of opacity `share` (0..1)."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {share:g})"


def unknown() -> str:
    """Return the word for a number that nobody can know."""
    return _("unknown")


def count(value: float | None) -> str:
    """Return a count of whole things: "1,234"; "unknown" for None.

    >>> count(1234), count(None)
    ('1,234', 'unknown')
    """
    return unknown() if value is None else language.figure(f"{value:,.0f}")


def percent(rate: float | None) -> str:
    """Return a rate (0..1) in percent, in the format of every sentence; "unknown" for None.

    >>> percent(0.0), percent(0.0254), percent(None)
    ('0 %', '2.5 %', 'unknown')
    """
    return unknown() if rate is None else wording.percent(rate)


def amount(value: float | None) -> str:
    """Return a number that is not a rate, such as interviews per offer: "12" or "4.5".

    >>> amount(4.5), amount(12.2), amount(None)
    ('4.5', '12', 'unknown')
    """
    if value is None:
        return unknown()
    return language.figure(f"{value:.1f}".removesuffix(".0") if value < 9.95 else f"{value:.0f}")


def day(value: date) -> str:
    """Return a calendar day in words: "22 November 2026"."""
    return f"{value.day} {value:%B %Y}" if _english() else language.dated(value, "yMMMMd")


def short_day(value: date) -> str:
    """Return a calendar day in short: "22 Nov 2026"."""
    return f"{value.day} {value:%b %Y}" if _english() else language.dated(value, "yMMMd")


def month(value: date) -> str:
    """Return a month in short: "Nov 2026"."""
    return f"{value:%b %Y}" if _english() else language.dated(value, "yMMM")


def weekday(number: int) -> str:
    """Return the name of a day of the week; 0 is Monday."""
    return WEEKDAYS[number] if _english() else _day_names("wide")[number]


def short_weekday(number: int) -> str:
    """Return the name of a day of the week in three letters or fewer; 0 is Monday."""
    return WEEKDAYS[number][:3] if _english() else _day_names("abbreviated")[number].rstrip(".")


def _english() -> bool:
    return language.current() == ENGLISH


def _day_names(width: Literal["wide", "abbreviated"]) -> Mapping[int, str]:
    from babel.dates import get_day_names  # noqa: PLC0415 - English needs none of it

    return get_day_names(width, locale=language.current())


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
    figure.update_yaxes(**from_zero(min(top, 100.0), " %"), automargin=True)


def rate_axis(figure: go.Figure, top: float, suffix: str = " %") -> None:
    """Let the horizontal axis run from zero to `top`, in percent or, without a suffix, in numbers."""
    figure.update_xaxes(**from_zero(top, suffix))


def from_zero(top: float, suffix: str = "", *, least: float = 0.0) -> dict[str, Any]:
    """Return an axis from zero to `top` with round numbers at least `least` apart, each with `suffix`."""
    places = steps(top, least=least)
    return {
        "range": [0, top],
        "tickvals": places,
        "ticktext": [language.figure(f"{place:,}") + suffix for place in places],
        "showgrid": True,
        "gridcolor": GRID,
        "zeroline": False,
        "tickfont": SMALL,
        "fixedrange": True,
    }


def steps(top: float, *, least: float = 0.0) -> list[float]:
    """Return round numbers from zero to `top`, few enough for a phone and at least `least` apart.

    >>> steps(9.6), steps(0.5), steps(2.3, least=1)
    ([0, 2, 4, 6, 8], [0, 0.1, 0.2, 0.3, 0.4, 0.5], [0, 1, 2])
    """
    wanted = max(top / MOST_STEPS, least)
    power = 10.0 ** floor(log10(wanted))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= wanted * (1 - 1e-9))
    places = [round(number * step, 12) for number in range(floor(top / step + 1e-9) + 1)]
    return [int(place) if place == int(place) else place for place in places]


def time_axis(figure: go.Figure, ticks: str, named: Iterable[pd.Timestamp] | None = None) -> None:
    """Let the horizontal axis be time, with few enough ticks for a phone, the latest day or month among them.

    Plotly knows the months in English only, repeats "Nov" on an axis of a few days and leaves out the latest week.

    Args:
        figure: with everything drawn.
        ticks: DAY_TICKS or MONTH_TICKS.
        named: the days that may be named; otherwise those drawn.
    """
    days = _drawn(figure) if named is None else pd.Series(list(named))
    chosen = _some(days, ticks)
    figure.update_xaxes(
        showgrid=False, tickvals=chosen, ticktext=_tick_texts(chosen, ticks), tickfont=SMALL, fixedrange=True
    )


def room_for_weeks(figure: go.Figure, days: pd.Series, least: int) -> None:
    """Leave room for at least so many weeks from the first day on: one or two would fill the width like a wall."""
    half, first = pd.Timedelta(days=3.5), days.min()
    if days.max() - first < pd.Timedelta(weeks=least - 1):
        figure.update_xaxes(range=[first - half, first + pd.Timedelta(weeks=least - 1) + half])


def _drawn(figure: go.Figure) -> pd.Series:
    days: pd.Series = pd.to_datetime(pd.Series([day for trace in figure.data for day in trace.x]))
    return days


def _some(days: pd.Series, ticks: str) -> list[pd.Timestamp]:
    """Return some of the days, or of the first days of a month between the first and the last; counted from the end."""
    each = pd.DatetimeIndex(days.drop_duplicates()).sort_values()
    firsts = pd.date_range(each[0], each[-1], freq="MS") if ticks == MONTH_TICKS else each
    found = firsts if len(firsts) else each[:1]
    return list(found[:: -ceil(len(found) / MOST_TICKS)][::-1])


def _tick_texts(days: list[pd.Timestamp], ticks: str) -> list[str]:
    """Return the words below the ticks, with the year where it begins or changes."""
    years = [None, *(day.year for day in days)]
    return [
        _tick_text(day, ticks) + (f"<br>{day.year}" if day.year != before else "")
        for day, before in zip(days, years, strict=False)
    ]


def _tick_text(day: pd.Timestamp, ticks: str) -> str:
    if not _english():
        return language.dated(day, ticks)
    return f"{day:%b}" if ticks == MONTH_TICKS else f"{day.day} {day:%b}"


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
    """Return the layout; Plotly writes the numbers of axes and hovers itself, with the marks of the language."""
    marks = {} if _english() else {"separators": language.figure(".,")}
    return {
        **marks,
        "height": height,
        "margin": {"l": 0, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"align": "left"},
        "bargap": 0.25,
    }
