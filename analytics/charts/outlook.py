"""Weeks to an offer as 20 dots, each an equally likely course: one row for each scenario, on one axis."""

from __future__ import annotations

from collections import Counter
from math import ceil
from typing import TYPE_CHECKING, Final

import pandas as pd
import plotly.graph_objects as go

from analytics import theme
from analytics.charts.picture import Picture, nothing
from analytics.charts.rows import draw_across
from analytics.forecast import HORIZONS, YEAR
from data.language import _, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.what_if import Outcome

BIN_WEEKS: Final = 2  # weeks that share a column of dots
LATE_FROM: Final = 55.0  # where the dots for "more than a year" stand, clear of the year's end
LATE_COLUMNS: Final = 4
ROW_HEIGHT: Final = 150  # pixels for one scenario
REACH: Final = 0.78  # of a row: how high its lines go, to below the words
DOT: Final = 10.0  # pixels: columns of dots just do not touch on a screen of 390 pixels
COLOURS: Final = (theme.ACCENT, theme.PLUM)
_EDGE: Final = LATE_FROM + (LATE_COLUMNS - 0.5) * BIN_WEEKS


def outlook_picture(outcomes: Mapping[str, Outcome], title: str) -> Picture:
    """Draw the weeks to an offer for each scenario; `title` is the finding.

    Unit: a dot is 1 of 20 equally likely courses; the first 2 dots are odds of 1 in 10, the first 10 are even odds.
    """
    drawn = {name: outcome for name, outcome in outcomes.items() if outcome.dots}
    if not drawn:
        return nothing(title, _("Without a pace or open applications there is nothing to draw."))
    figure = theme.blank_figure(ROW_HEIGHT * len(drawn) + 48)
    tallest = max(_tallest(outcome) for outcome in drawn.values())
    step = min(0.72 / tallest, 0.095)
    for row, (name, outcome) in enumerate(reversed(drawn.items())):
        colour = COLOURS[list(outcomes).index(name) % len(COLOURS)]
        _draw_dots(figure, name, outcome, row=row, step=step, colour=colour)
        _draw_words(figure, name, outcome, row=row, colour=colour)
    _draw_axes(figure, len(drawn))
    return Picture(figure, title, _alt(drawn), _note(drawn), _table(drawn))


def _columns(outcome: Outcome) -> tuple[Counter[int], int]:
    """Dots by column within the year (0 for weeks 1 and 2, ...), and the number of later ones."""
    within = [max(1, ceil(week)) for week in outcome.dots if week is not None]
    return Counter((week - 1) // BIN_WEEKS for week in within), len(outcome.dots) - len(within)


def _tallest(outcome: Outcome) -> int:
    columns, late = _columns(outcome)
    return max([*columns.values(), ceil(late / LATE_COLUMNS), 1])


def _draw_dots(  # noqa: PLR0913 - where and how one row is drawn
    figure: go.Figure, name: str, outcome: Outcome, *, row: int, step: float, colour: str
) -> None:
    columns, late = _columns(outcome)
    late_words = _("more than a year")
    points = [
        ((column + 0.5) * BIN_WEEKS, row + (place + 0.5) * step, _weeks_of(column))
        for column, dots in sorted(columns.items())
        for place in range(dots)
    ]
    points += [
        (LATE_FROM + (dot % LATE_COLUMNS) * BIN_WEEKS, row + (dot // LATE_COLUMNS + 0.5) * step, late_words)
        for dot in range(late)
    ]
    figure.add_trace(
        go.Scatter(
            x=[point[0] for point in points],
            y=[point[1] for point in points],
            text=[point[2] for point in points],
            mode="markers",
            marker={"color": colour, "size": min(DOT, 0.92 * step * ROW_HEIGHT)},
            hovertemplate=_hover(theme.plain(name), len(outcome.dots)),
            cliponaxis=False,
        )
    )


def _hover(name: str, dots: int) -> str:
    one = _("1 of {dots}", dots=dots)
    return f"{name}: {one}, %{{text}}<extra></extra>"


def _draw_words(figure: go.Figure, name: str, outcome: Outcome, *, row: int, colour: str) -> None:
    figure.add_annotation(
        text=f"<b>{theme.plain(name)}</b>  {_marked(outcome)}",
        x=0,
        xanchor="left",
        y=row + 0.96,
        yanchor="top",
        showarrow=False,
        font=theme.SMALL,
    )
    if outcome.even_week is not None:
        week = min(outcome.even_week, YEAR)
        line = {"color": colour, "width": 1.5, "dash": "dot"}
        figure.add_shape(type="line", x0=week, x1=week, y0=row, y1=row + REACH, line=line, layer="below")


def _marked(outcome: Outcome) -> str:
    if outcome.even_week is None:
        return _("even odds after more than a year")
    return _("even odds: week {week}", week=outcome.even_week)


def _weeks_of(column: int) -> str:
    first = column * BIN_WEEKS + 1
    return _("weeks {first} to {last}", first=first, last=first + BIN_WEEKS - 1)


def _draw_axes(figure: go.Figure, rows: int) -> None:
    ticks = [0, 13, 26, 39, YEAR]
    figure.add_shape(type="rect", x0=LATE_FROM - 1.4, x1=_EDGE, y0=0, y1=rows, layer="below", fillcolor=theme.GRID)
    figure.update_shapes(selector={"type": "rect"}, line={"width": 0})
    figure.update_layout(margin={"l": 4, "r": 4, "t": 4, "b": 8})
    draw_across(figure, ticks, list(range(rows)), (0.0, REACH), color=theme.GRID, width=1)
    figure.update_xaxes(
        range=[-0.5, _EDGE],
        tickvals=[*ticks, (LATE_FROM - 1.4 + _EDGE) / 2],
        ticktext=[*(str(tick) for tick in ticks), _("later")],
        title={"text": _("weeks from now"), "font": theme.SMALL},
        showgrid=False,
        zeroline=False,
        tickfont=theme.SMALL,
        fixedrange=True,
    )
    figure.update_yaxes(visible=False, range=[-0.02, rows], fixedrange=True)
    for row in range(rows):
        figure.add_shape(type="line", x0=0, x1=_EDGE, y0=row, y1=row, line={"color": theme.GRID, "width": 1})


def _alt(drawn: Mapping[str, Outcome]) -> str:
    parts = [f"{name}: {outcome.odds} {_late(outcome)}" for name, outcome in drawn.items()]
    return " ".join([_("Dots for the week of an offer, 20 for each scenario."), *parts])


def _late(outcome: Outcome) -> str:
    late = _columns(outcome)[1]
    return plural(
        late,
        "{n} of {dots} dots lie beyond a year.",
        "{n} of {dots} dots lie beyond a year.",
        dots=len(outcome.dots),
    )


def _note(drawn: Mapping[str, Outcome]) -> str:
    said = [
        _(
            "Each dot is 1 of 20 equally likely courses of such a search. It stands in the two weeks in which the "
            "offer comes."
        )
    ]
    if any(outcome.even_week is not None for outcome in drawn.values()):
        said.append(_("Dotted line: even odds, a chance of 50 %."))
    return " ".join([*said, _("Grey: later than a year.")])


def _table(drawn: Mapping[str, Outcome]) -> pd.DataFrame:
    rows = {
        _("1 in 10 by"): [_by(outcome.forecast.one_in_ten_weeks) for outcome in drawn.values()],
        _("Even odds by"): [_by(outcome.forecast.even_odds_weeks) for outcome in drawn.values()],
        **{
            _("Offer within {weeks} weeks", weeks=weeks): [
                theme.percent(outcome.forecast.within[weeks]) for outcome in drawn.values()
            ]
            for weeks in HORIZONS
        },
    }
    return pd.DataFrame([[what, *cells] for what, cells in rows.items()], columns=[_("Chance"), *drawn])


def _by(week: float | None) -> str:
    if week is None or week > YEAR:
        return _("more than a year")
    return _("week {week}", week=max(1, ceil(week)))
