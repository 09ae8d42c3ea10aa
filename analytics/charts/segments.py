"""Groups of applications side by side: each rate with its own interval, the adjusted rate, and the overall one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import plotly.graph_objects as go

from analytics import theme
from analytics.charts.picture import Picture, nothing
from analytics.segments import Flag, SegmentRatio

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.segments import Segment, SegmentComparison

ROW_HEIGHT: Final = 56  # pixels: a line of words above each bar, since names beside it leave no room on a phone
LONGEST: Final = 28  # letters of a name
SHOWN: Final = 12  # groups drawn; the table has all
FLAG_COLOURS: Final = {
    Flag.BETTER: theme.BLUE,
    Flag.WORSE: theme.OCHRE,
    Flag.NO_DIFFERENCE: theme.ACCENT,
    Flag.TOO_FEW: theme.SLATE,
}
FLAG_WORDS: Final = {
    Flag.BETTER: "better than the rest",
    Flag.WORSE: "worse than the rest",
    Flag.NO_DIFFERENCE: "no clear difference",
    Flag.TOO_FEW: "too few to compare",
}
_UNITS: Final = {
    SegmentRatio.APPLICATION_TO_INTERVIEW: ("Applications", "With an interview"),
    SegmentRatio.INTERVIEW_TO_OFFER: ("Interview rounds", "With an offer"),
}


def shown_segments(comparison: SegmentComparison) -> tuple[Segment, ...]:
    """Return the groups to draw and to put in words: the largest ones and all that stand out, in their own order."""
    largest = sorted(comparison.segments, key=lambda segment: -segment.trials)[:SHOWN]
    kept = {segment.value for segment in (*largest, *comparison.flagged)}
    return tuple(segment for segment in comparison.segments if segment.value in kept)


def segments_picture(comparison: SegmentComparison) -> Picture:
    """Draw the groups of a comparison, one row each: dot for the rate, bar for its interval, diamond adjusted.

    Dotted: the rate of all groups together. Groups of which nothing is old enough to count have words only.
    """
    segments = shown_segments(comparison)
    if not any(segment.rate is not None for segment in segments):
        return nothing(comparison.sentence, "Nothing is old enough to compare yet.")
    top = _top(segments)
    figure = theme.blank_figure(ROW_HEIGHT * len(segments) + 56)
    for row, segment in enumerate(segments):
        _draw(figure, segment, -row, top)
    _draw_overall(figure, comparison, top, len(segments))
    figure.update_layout(margin={"l": 18, "r": 18, "t": 30, "b": 8})
    figure.update_xaxes(
        range=[0, top],
        ticksuffix=" %",
        nticks=5,
        showgrid=True,
        gridcolor=theme.GRID,
        zeroline=False,
        tickfont=theme.SMALL,
        fixedrange=True,
    )
    figure.update_yaxes(visible=False, range=[0.4 - len(segments), 0.85], fixedrange=True)
    return Picture(figure, comparison.sentence, _alt(comparison, segments), _note(comparison), _table(comparison))


def _top(segments: Sequence[Segment]) -> float:
    """End of the axis in percent: every rate is on it, and the intervals of all groups that can be compared."""
    rates = [segment.rate for segment in segments if segment.rate is not None]
    ends = [segment.high for segment in segments if segment.flag is not Flag.TOO_FEW and segment.mature_trials > 0]
    ends += [segment.adjusted_rate for segment in segments]
    return min(100.0, max([*rates, *ends, 0.04]) * 115)


def _draw(figure: go.Figure, segment: Segment, row: int, top: float) -> None:
    figure.add_annotation(
        text=f"<b>{theme.plain(_short(segment.value))}</b>  {_counts(segment)}{_mark(segment)}",
        x=0,
        xanchor="left",
        y=row,
        yanchor="bottom",
        xshift=-12,
        yshift=9,
        showarrow=False,
        font=theme.SMALL,
    )
    if segment.rate is None:
        return
    colour = FLAG_COLOURS[segment.flag]
    ends = [segment.low * 100, min(segment.high * 100, top)]
    line = {"color": theme.faded(colour, 0.55), "width": 10}
    figure.add_trace(go.Scatter(x=ends, y=[row, row], mode="lines", line=line, hoverinfo="skip"))
    hover = f"{theme.percent(segment.rate)}, adjusted {theme.percent(segment.adjusted_rate)}<br>{_interval(segment)}"
    for value, symbol, size in ((segment.adjusted_rate, "diamond-open", 12), (segment.rate, "circle", 14)):
        outline = {"color": "white", "width": 2} if symbol == "circle" else {"color": theme.INK, "width": 2}
        figure.add_trace(
            go.Scatter(
                x=[value * 100],
                y=[row],
                mode="markers",
                cliponaxis=False,
                marker={"symbol": symbol, "color": colour, "size": size, "line": outline},
                hovertemplate=f"{hover}<extra></extra>",
            )
        )


def _draw_overall(figure: go.Figure, comparison: SegmentComparison, top: float, rows: int) -> None:
    overall = comparison.successes / comparison.mature_trials if comparison.mature_trials else 0.0
    line = {"color": theme.SLATE, "width": 2, "dash": "dot"}
    for row in range(rows):  # beside the bars only: a line from top to bottom would cross the names
        figure.add_shape(type="line", x0=overall * 100, x1=overall * 100, y0=-row - 0.22, y1=-row + 0.22, line=line)
    left = overall * 100 < top / 2
    figure.add_annotation(
        text=f"all together {theme.percent(overall)}",
        x=overall * 100,
        xanchor="left" if left else "right",
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=4,
        showarrow=False,
        font=theme.SMALL,
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _counts(segment: Segment) -> str:
    aged = round(segment.mature_trials)
    return f"{theme.count(segment.successes)} of {'' if aged == segment.trials else 'about '}{theme.count(aged)}"


def _mark(segment: Segment) -> str:
    return f" · {FLAG_WORDS[segment.flag]}" if segment.flag in {Flag.BETTER, Flag.WORSE} else ""


def _interval(segment: Segment) -> str:
    return f"90 % interval {theme.percent(segment.low)} to {theme.percent(segment.high)}"


def _alt(comparison: SegmentComparison, segments: Sequence[Segment]) -> str:
    rows = (
        f"{segment.value}: {theme.percent(segment.rate)}, {_counts(segment)}, {FLAG_WORDS[segment.flag]}"
        for segment in segments
    )
    return f"{comparison.sentence} {'; '.join(rows)}."


def _note(comparison: SegmentComparison) -> str:
    left = len(comparison.segments) - len(shown_segments(comparison))
    rest = f" Drawn: the largest groups; {theme.count(left)} more are in the table." if left else ""
    return (
        "Dot: rate of the group, of what is old enough to count. Bar: its 90 % interval. Diamond: adjusted rate, "
        f"pulled toward a cautious overall rate as far as the group is small. Dotted: all together.{rest}"
    )


def _table(comparison: SegmentComparison) -> pd.DataFrame:
    trials, successes = _UNITS[comparison.ratio]
    rows = [
        {
            "Group": segment.value,
            trials: segment.trials,
            "Old enough to count": round(segment.mature_trials, 1),
            successes: segment.successes,
            "Rate": theme.percent(segment.rate),
            "90 % interval": "" if segment.rate is None else _interval(segment).removeprefix("90 % interval "),
            "Adjusted rate": theme.percent(segment.adjusted_rate),
            "Against the rest": FLAG_WORDS[segment.flag],
        }
        for segment in comparison.segments
    ]
    return pd.DataFrame(rows)
