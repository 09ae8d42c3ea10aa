"""What every chart consists of, so that a page can show it, describe it and list it in the same way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analytics import theme
from data.language import _, speaks

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from analytics.results import Benchmark

OWN_SOURCE = "Source: your history in Rebound."
CUT_NOTE = "Bars that reach the upper edge go on beyond it."


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
    """Draw the range of a benchmark in percent behind a chart whose vertical axis is in percent."""
    if benchmark is None:
        return
    figure.add_hrect(
        y0=benchmark.low * 100,
        y1=benchmark.high * 100,
        layer="below",
        fillcolor=theme.BAND_FILL,
        line={"color": theme.BAND_EDGE, "width": 1, "dash": "dot"},
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
