"""One ratio against its benchmark: a dot, the interval its counts support, and the range it is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from analytics import theme
from analytics.charts.picture import Picture, nothing
from analytics.results import Verdict

if TYPE_CHECKING:
    from analytics.results import Benchmark, Ratio

HEIGHT = 112  # pixels: one line of label above and one of ticks below the bar


def is_rate(ratio: Ratio) -> bool:
    """Whether the ratio is a share (0..1); interviews per offer is a number of rounds instead."""
    return ratio.id != "interviews_per_offer"


def written(ratio: Ratio, value: float | None) -> str:
    """Return a value of the ratio in its unit: "6.0 %", or "12" for interviews per offer."""
    return theme.percent(value) if is_rate(ratio) else theme.amount(value)


def range_words(ratio: Ratio) -> str:
    """Return the interval in words: "4.9 % to 7.4 %", or "9 or more" where it has no upper end."""
    if ratio.low is None:
        return theme.UNKNOWN
    if ratio.high is None:
        return f"{written(ratio, ratio.low)} or more"
    return f"{written(ratio, ratio.low)} to {written(ratio, ratio.high)}"


def interval_picture(ratio: Ratio) -> Picture:
    """Draw the estimate and the interval of `ratio` on one line, over the benchmark range.

    The axis starts at zero and is in percent, or in interviews for `interviews_per_offer`. A ratio that is unknown
    or has no trials gives a sentence.
    """
    if ratio.low is None or not ratio.trials:
        return nothing(ratio.label, ratio.reason or "There is nothing to divide by yet.")
    scale = 100.0 if is_rate(ratio) else 1.0
    figure = theme.blank_figure(HEIGHT)
    top = _draw_range(figure, ratio, scale)
    _draw_ratio(figure, ratio, scale, top)
    # Room for half of "0 %" and of the last tick, which are centred on the ends of the axis.
    figure.update_layout(margin={"l": 18, "r": 18, "t": 22, "b": 8})
    figure.update_xaxes(
        range=[0, top],
        ticksuffix=" %" if is_rate(ratio) else "",
        nticks=5,
        showgrid=True,
        gridcolor=theme.GRID,
        zeroline=False,
        tickfont=theme.SMALL,
        fixedrange=True,
    )
    figure.update_yaxes(visible=False, range=[-1, 1.3], fixedrange=True)
    return Picture(figure, ratio.label, _alt(ratio), _note(ratio), _table(ratio))


def _draw_range(figure: go.Figure, ratio: Ratio, scale: float) -> float:
    """Draw the benchmark and return the end of the axis."""
    ends = [value for value in (ratio.estimate, ratio.high if ratio.high is not None else ratio.low) if value]
    if ratio.benchmark is None:
        return (max(ends, default=0.0) * scale * 1.15) or 1.0
    low, high = ratio.benchmark.low * scale, ratio.benchmark.high * scale
    top = max([high, *(value * scale for value in ends)]) * 1.15
    figure.add_shape(
        type="rect",
        x0=low,
        x1=high,
        y0=0,
        y1=1,
        yref="paper",
        layer="below",
        fillcolor=theme.BAND_FILL,
        line={"color": theme.BAND_EDGE, "width": 1, "dash": "dot"},
    )
    left_half = low + high < top
    figure.add_annotation(
        text=f"{_called(ratio.benchmark)} {written(ratio, ratio.benchmark.low)} to "
        f"{written(ratio, ratio.benchmark.high)}",
        x=low if left_half else high,
        xanchor="left" if left_half else "right",
        y=1,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        font=theme.SMALL,
    )
    return min(top, 100.0) if is_rate(ratio) else top


def _draw_ratio(figure: go.Figure, ratio: Ratio, scale: float, top: float) -> None:
    colour = theme.VERDICT_COLOURS[ratio.verdict or Verdict.TOO_EARLY]
    low = (ratio.low or 0.0) * scale
    high = top if ratio.high is None else ratio.high * scale
    figure.add_trace(
        go.Scatter(
            x=[low, high],
            y=[0, 0],
            mode="lines",
            line={"color": theme.faded(colour, 0.55), "width": 10},
            hoverinfo="skip",
        )
    )
    if ratio.estimate is None:
        return
    figure.add_trace(
        go.Scatter(
            x=[ratio.estimate * scale],
            y=[0],
            mode="markers",
            cliponaxis=False,  # a rate of 0 % lies on the edge and is still a whole dot
            marker={"color": colour, "size": 16, "line": {"color": "white", "width": 2}},
            hovertemplate=f"{written(ratio, ratio.estimate)}<br>{_counts(ratio)}"
            f"<br>{theme.percent(ratio.level)} interval {range_words(ratio)}<extra></extra>",
        )
    )


def _called(used: Benchmark) -> str:
    return used.called.removeprefix("the ")


def _counts(ratio: Ratio) -> str:
    aged = ratio.trials if ratio.mature_trials is None else ratio.mature_trials
    return f"{theme.count(ratio.successes)} of {theme.count(aged)}"


def _alt(ratio: Ratio) -> str:
    parts = [f"{ratio.label}: {written(ratio, ratio.estimate)}, interval {range_words(ratio)}"]
    if ratio.benchmark is not None:
        low, high = (written(ratio, end) for end in (ratio.benchmark.low, ratio.benchmark.high))
        parts.append(f"{_called(ratio.benchmark)} {low} to {high}")
    return "; ".join(parts) + "."


def _note(ratio: Ratio) -> str:
    words = f"Dot: your figure. Bar: {theme.percent(ratio.level)} interval."
    if ratio.benchmark is None:
        return words
    return f"{words} Shaded: {'your own range' if ratio.benchmark.own else 'benchmark of the source documents'}."


def _table(ratio: Ratio) -> pd.DataFrame:
    rows = [
        ("Estimate", written(ratio, ratio.estimate)),
        ("Counts", _counts(ratio)),
        ("In all", theme.count(ratio.trials)),
        (f"{theme.percent(ratio.level)} interval", range_words(ratio)),
    ]
    if ratio.benchmark is not None:
        benchmark = f"{written(ratio, ratio.benchmark.low)} to {written(ratio, ratio.benchmark.high)}"
        rows.append((_called(ratio.benchmark).capitalize(), benchmark))
    return pd.DataFrame(rows, columns=["What", "Value"])
