"""Groups of applications side by side: each rate with its own interval, the adjusted rate, and the overall one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics import theme
from analytics.changes import BEFORE, BETWEEN
from analytics.charts.picture import Picture, nothing
from analytics.charts.rows import OUTLINE, draw_across, draw_bar, draw_mark, draw_scale, draw_words, interval_words
from analytics.dimensions import BLANK, CHANGE, SALARY_BAND, WEEKDAY, WEEKDAYS, YES_NO
from analytics.segments import Flag, SegmentRatio
from data.language import _, plural, speaks
from data.language import figure as in_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

    from analytics.segments import Segment, SegmentComparison

ROW_HEIGHT: Final = 60  # pixels: a line of words above each bar, a lane for the diamond below it
LANE: Final = -0.26  # of a row: where the diamond stands, clear of the dot
REACH: Final = (-0.38, 0.13)  # of a row: grid and overall rate, from below the lane to below the words
LONGEST: Final = 28  # letters of a name
LINE: Final = 50  # letters in the line of words of a group, as many as fit on a phone
SHOWN: Final = 12  # groups drawn; the table has all
FLAG_COLOURS: Final = {
    Flag.BETTER: theme.BLUE,
    Flag.WORSE: theme.OCHRE,
    Flag.NO_DIFFERENCE: theme.ACCENT,
    Flag.TOO_FEW: theme.SLATE,
}
SHORT_FLAGS: Final = {Flag.BETTER: "better", Flag.WORSE: "worse"}  # in the line of words
FLAG_WORDS: Final = {
    Flag.BETTER: "better than the rest",
    Flag.WORSE: "worse than the rest",
    Flag.NO_DIFFERENCE: "no clear difference",
    Flag.TOO_FEW: "too few to compare",
}
_NOTE: Final = (
    "Dot: rate of the group, of what is old enough to count. Bar: its 90 % interval. Diamond below it: adjusted rate, "
    "pulled toward a cautious overall rate, the more so the smaller the group is. Dotted: all together."
)
_UNITS: Final = {
    SegmentRatio.APPLICATION_TO_INTERVIEW: ("Applications", "With an interview"),
    SegmentRatio.INTERVIEW_TO_OFFER: ("Interview rounds", "With an offer"),
}


def shown_segments(comparison: SegmentComparison) -> tuple[Segment, ...]:
    """Return the groups to draw and to put in words: the largest ones and all that stand out, in their own order."""
    largest = sorted(comparison.segments, key=lambda segment: -segment.mature_trials)[:SHOWN]
    kept = {segment.value for segment in (*largest, *comparison.flagged)}
    return tuple(segment for segment in comparison.segments if segment.value in kept)


def group_name(value: str, dimension: str) -> str:
    """Return what a group is called on the screen: the person's own words as they are, ours in the chosen language."""
    if dimension == WEEKDAY and value in WEEKDAYS:
        return theme.weekday(WEEKDAYS.index(value))
    if dimension == SALARY_BAND and value != BLANK:
        low, high = (in_marks(end) for end in value.split(" to "))
        return _("{low} to {high}", low=low, high=high)
    ours = {
        BLANK: _("(not noted)"),
        **({"Yes": _("Yes"), "No": _("No")} if dimension in YES_NO else {}),
        **({BEFORE: _("Before any change"), BETWEEN: _("No change running")} if dimension == CHANGE else {}),
    }
    return ours.get(value, value)


def segments_picture(comparison: SegmentComparison) -> Picture:
    """Draw the groups of a comparison, one row each: dot for the rate, bar for its interval, diamond adjusted.

    Dotted: the rate of all groups together. Groups of which less than half a trial is old enough to count have words
    only: they have no rate yet.
    """
    segments = shown_segments(comparison)
    if all(_rate(segment) is None for segment in segments):
        return nothing(comparison.sentence, _("Nothing is old enough to compare yet."))
    top = _top(segments)
    figure = theme.blank_figure(ROW_HEIGHT * len(segments) + 34)
    for row, segment in enumerate(segments):
        _draw(figure, segment, group_name(segment.value, comparison.dimension), row=-row, top=top)
    _draw_overall(figure, comparison, top, _heights(segments))
    figure.update_layout(margin={"l": 18, "r": 18, "t": 8, "b": 8})
    draw_scale(figure, top, _heights(segments), REACH)
    figure.update_yaxes(visible=False, range=[0.2 - len(segments), 0.5], fixedrange=True)
    return Picture(figure, comparison.sentence, _alt(comparison, segments), _note(comparison), _table(comparison))


def _heights(segments: Sequence[Segment]) -> list[float]:
    """Where the rows stand, from top to bottom."""
    return [-float(row) for row in range(len(segments))]


def _top(segments: Sequence[Segment]) -> float:
    """End of the axis in percent: every rate is on it, and the intervals of all groups that can be compared."""
    rates = [rate for segment in segments if (rate := _rate(segment)) is not None]
    ends = [segment.high for segment in segments if segment.flag is not Flag.TOO_FEW and segment.mature_trials > 0]
    ends += [segment.adjusted_rate for segment in segments]
    return min(100.0, max([*rates, *ends, 0.04]) * 115)


def _draw(figure: go.Figure, segment: Segment, name: str, *, row: int, top: float) -> None:
    draw_words(figure, _line(segment, name), row)
    rate, adjusted = _rate(segment), segment.adjusted_rate
    if rate is None:
        return
    colour = FLAG_COLOURS[segment.flag]
    draw_bar(figure, [segment.low * 100, min(segment.high * 100, top)], row, colour)
    rates = _("{rate}, adjusted {adjusted}", rate=theme.percent(rate), adjusted=theme.percent(adjusted))
    interval = _("90 % interval {interval}", interval=_interval(segment))
    hover = f"<b>{theme.plain(name)}</b><br>{rates}<br>{_counts(segment)}<br>{interval}"
    # The ink of the page: on a bar, a colour of its own would be lost on one of the two pages.
    diamond = {"symbol": "diamond", "color": theme.INK, "size": 9}
    draw_mark(figure, adjusted * 100, row + LANE, hover, diamond)
    draw_mark(figure, rate * 100, row, hover, {"symbol": "circle", "color": colour, "size": 14, "line": OUTLINE})


def _line(segment: Segment, name: str) -> str:
    """Name, counts and what stands out, cut so that it fits on a phone; hovering gives the whole name."""
    after = f"{_counts(segment)}{_mark(segment)}"
    return f"<b>{theme.plain(_short(name, min(LONGEST, LINE - len(after))))}</b>  {after}"


def _draw_overall(figure: go.Figure, comparison: SegmentComparison, top: float, rows: list[float]) -> None:
    """Dot a line beside the bar of every row; its name stands where the last one ends."""
    overall = comparison.successes / comparison.mature_trials if comparison.mature_trials else 0.0
    draw_across(figure, [overall * 100], rows, REACH, color=theme.SLATE, width=2, dash="dot")
    left = overall * 100 < top / 2
    figure.add_annotation(
        text=_("all together {rate}", rate=theme.percent(overall)),
        x=overall * 100,
        xanchor="left" if left else "right",
        y=rows[-1] + REACH[0],
        yanchor="top",
        showarrow=False,
        font=theme.SMALL,
    )


def _rate(segment: Segment) -> float | None:
    """The rate to show, None where it would rest on "0 of about 0"."""
    return segment.rate if round(segment.mature_trials) > 0 else None


def _short(name: str, longest: int) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"


def _counts(segment: Segment) -> str:
    aged = round(segment.mature_trials)
    if _rate(segment) is None:
        return _("nothing old enough to count")
    hits, of = theme.count(segment.successes), theme.count(aged)
    if aged == segment.trials:
        return _("{count} of {total}", count=hits, total=of)
    return _("{count} of about {total}", count=hits, total=of)


def _mark(segment: Segment) -> str:
    return f" · {_(SHORT_FLAGS[segment.flag])}" if segment.flag in SHORT_FLAGS else ""


def _interval(segment: Segment) -> str:
    return interval_words(segment.low, segment.high)


def _alt(comparison: SegmentComparison, segments: Sequence[Segment]) -> str:
    rows = (
        f"{group_name(segment.value, comparison.dimension)}: "
        + ("" if (rate := _rate(segment)) is None else f"{theme.percent(rate)}, ")
        + f"{_counts(segment)}, {_(FLAG_WORDS[segment.flag])}"
        for segment in segments
    )
    return f"{comparison.sentence} {'; '.join(rows)}."


def _note(comparison: SegmentComparison) -> str:
    left = len(comparison.segments) - len(shown_segments(comparison))
    if not left:
        return _(_NOTE)
    more = plural(
        left,
        "Drawn: the largest groups; {n} more are in the table.",
        "Drawn: the largest groups; {n} more are in the table.",
    )
    return f"{_(_NOTE)} {more}"


def _table(comparison: SegmentComparison) -> pd.DataFrame:
    trials, successes = _UNITS[comparison.ratio]
    rows = [
        {
            _("Group"): group_name(segment.value, comparison.dimension),
            _(trials): segment.trials,
            _("Old enough to count"): round(segment.mature_trials, 1),
            _(successes): segment.successes,
            _("Rate"): theme.percent(_rate(segment)),
            _("90 % interval"): "" if _rate(segment) is None else _interval(segment),
            _("Adjusted rate"): theme.percent(segment.adjusted_rate),
            _("Against the rest"): _(FLAG_WORDS[segment.flag]),
        }
        for segment in comparison.segments
    ]
    return pd.DataFrame(rows)


speaks(__name__)
