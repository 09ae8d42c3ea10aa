"""What every chart consists of, so that a page can show it, describe it and list it in the same way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analytics import theme, wording
from data.language import _, speaks

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from analytics.results import Benchmark

OWN_SOURCE = "Source: your history in Rebound."
BAND_LINE = {"color": theme.BAND_EDGE, "width": 1, "dash": "dot"}
NAME_HEIGHT = 28  # pixels above a chart for the name of the range
CUT_NOTE = "What reaches the upper edge goes on beyond it."


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure with its words.

    title: the finding, one sentence; alt: the same for someone who cannot see it, with the numbers; note: unit,
    source and what is left out; table: the numbers drawn, one row per mark, with headers for people.
    """

    figure: go.Figure
    title: str
    alt: str
    note: str
    table: pd.DataFrame


def nothing(title: str, why: str) -> Picture:
    """Return the picture of an unknown or empty result: a sentence where the chart would be."""
    return Picture(theme.sentence_figure(wrapped(why)), title, f"{title}. {why}", "", pd.DataFrame())


def shade(figure: go.Figure, benchmark: Benchmark | None) -> None:
    """Draw the range of a benchmark in percent behind a chart whose vertical axis is in percent.

    Its name stands above the chart with a square of its colour, since lines and dots cross the range itself.
    """
    if benchmark is None:
        return
    range_ = wording.span(benchmark.low, benchmark.high)
    named = _("your own range {range}", range=range_) if benchmark.own else _("benchmark {range}", range=range_)
    figure.add_annotation(
        text=f'<span style="color:{theme.BAND_EDGE};font-size:18px">■</span> {named}',
        x=1,
        xref="paper",
        xanchor="right",
        y=1,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        font=theme.SMALL,
    )
    figure.update_layout(margin={"t": NAME_HEIGHT})
    figure.add_hrect(
        y0=benchmark.low * 100,
        y1=benchmark.high * 100,
        layer="below",
        fillcolor=theme.BAND_FILL,
        line=BAND_LINE,
    )


def shade_range(figure: go.Figure, ends: tuple[float, float], words: str, axes: tuple[str, str], end: float) -> None:
    """Draw a range of a horizontal axis with its name above it, on the side where there is room.

    Args:
        figure: drawn into.
        ends: of the range, in the unit of the axis.
        words: its name.
        axes: as Plotly names them: the horizontal one, and the vertical one from 0 to 1.
        end: of the axis.
    """
    low, high = ends
    figure.add_shape(
        type="rect",
        x0=low,
        x1=high,
        y0=0,
        y1=1,
        xref=axes[0],
        yref=axes[1],
        layer="below",
        fillcolor=theme.BAND_FILL,
        line=BAND_LINE,
    )
    left_half = low + high < end
    figure.add_annotation(
        text=words,
        x=low if left_half else high,
        xref=axes[0],
        xanchor="left" if left_half else "right",
        y=1,
        yref=axes[1],
        yanchor="bottom",
        showarrow=False,
        font=theme.SMALL,
    )


def shaded(benchmark: Benchmark | None) -> str:
    """Return the sentence that says what is shaded and where it is from; empty without a benchmark."""
    if benchmark is None:
        return ""
    if benchmark.own:
        return _("Shaded: your own range, {range}.", range=benchmark.wording)
    return _("Shaded: the benchmark, {range} ({source}).", range=benchmark.wording, source=benchmark.source)


def wrapped(words: str, width: int = 44) -> str:
    """Return `words` broken into lines of about `width` characters, because Plotly does not wrap (390 px screens).

    What is joined by a no-break space stays on one line.
    """
    lines = [""]
    for word in re.split(r"[^\S\u00a0]+", words.strip()):
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)


speaks(__name__)
