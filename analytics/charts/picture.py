"""What every chart consists of, so that a page can show it, describe it and list it in the same way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analytics import theme

if TYPE_CHECKING:
    import plotly.graph_objects as go


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


def wrapped(words: str, width: int = 44) -> str:
    """Return `words` broken into lines of about `width` characters, because Plotly does not wrap (390 px screens)."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)
