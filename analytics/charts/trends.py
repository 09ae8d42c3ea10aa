"""Weeks: what was sent, what came of it, and how the conversion rate moves, with the uncertainty drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics import theme, wording
from analytics.charts import picture
from analytics.charts.picture import Picture, nothing, shade, shaded
from data.language import _, plural, speaks

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from analytics.results import AnalysisReport, Benchmark

SERIES: Final = (("applications", "Applications"), ("interviews", "First interviews"), ("offers", "Offers"))
ROW_HEIGHT: Final = 96  # pixels for the bars of one count
WORDS_HEIGHT: Final = 34  # pixels for the words above them
EDGES: Final = (28, 44)  # pixels above the first and below the last count
LEAST_WEEKS: Final = 8  # weeks there is room for, so that one bar is no wall
ROLLING_HEIGHT: Final = 320
RECENT_WEEKS: Final = 4
TALLEST: Final = 1.5  # of the usual height of the band: a higher peak is cut off
ENOUGH: Final = 5  # aged applications in a window: of fewer, each one would throw the line about


def weekly_picture(report: AnalysisReport, weeks: int | None = None) -> Picture:
    """Draw applications, interviews and offers of each week, one row each with its own scale.

    Unit: events in the week that starts on the Monday shown. `weeks`: only that many of the latest; None: all. A search
    that has ended or paused is shown up to its last week with anything in it.
    """
    active = _until_last_activity(report.weekly)
    weekly = active if weeks is None else active.tail(weeks)
    if weekly.empty:
        return nothing(_("Your weeks"), _("No dates are known yet, so there are no weeks to show."))
    drawn = [name for name, _label in SERIES if weekly[name].fillna(0).any()]
    if not drawn:
        return nothing(_("Your weeks"), _("Nothing is recorded in these weeks."))
    figure = _rows(report, weekly, drawn)
    for row, (name, label) in enumerate(SERIES, start=1):
        figure.add_trace(_week_bars(weekly, name, _(label)), row=row, col=1)
        top = int(weekly[name].fillna(0).max())
        shown = {"range": [0, top * 1.15], "tickvals": [0, top]} if name in drawn else {"visible": False}
        figure.update_yaxes(**shown, row=row, col=1)
    _lay_out(figure, weekly["week"])
    paused = len(active) < len(report.weekly)
    title = _weekly_title(weekly, paused=paused)
    note = [_(_WEEKLY_NOTE), picture.OWN_SOURCE, *([_(_PAUSED_NOTE)] if paused else [])]
    return Picture(figure, title, _weekly_alt(weekly, title), " ".join(note), _weekly_table(weekly))


def _rows(report: AnalysisReport, weekly: pd.DataFrame, drawn: list[str]) -> go.Figure:
    """Return one row for each count, with its name; what has nothing to draw has words instead of an empty frame."""
    heights = [ROW_HEIGHT if name in drawn else 1 for name, _label in SERIES]
    inside = sum(heights) + WORDS_HEIGHT * (len(SERIES) - 1)
    figure = make_subplots(
        rows=len(SERIES),
        cols=1,
        shared_xaxes=True,
        row_heights=heights,
        vertical_spacing=WORDS_HEIGHT / inside,
        subplot_titles=[_row_title(report, weekly, name, _(label)) for name, label in SERIES],
    )
    figure.update_layout(theme.blank_figure(inside + sum(EDGES)).layout)
    return figure


def _lay_out(figure: go.Figure, weeks: pd.Series) -> None:
    figure.update_annotations(x=0, xanchor="left", font={**theme.SMALL, "size": 14})
    sides = {"l": theme.HALF_DAY_WORDS, "r": theme.HALF_DAY_WORDS}
    figure.update_layout(margin={"t": EDGES[0], "b": EDGES[1], **sides})
    theme.time_axis(figure, theme.DAY_TICKS, weeks)
    theme.room_for_weeks(figure, weeks, LEAST_WEEKS)
    figure.update_yaxes(gridcolor=theme.GRID, tickfont=theme.SMALL, zeroline=False, automargin=True, fixedrange=True)


def _until_last_activity(weekly: pd.DataFrame) -> pd.DataFrame:
    """Leave out the empty weeks at the end where they are more than a short pause: years of nothing hide the search."""
    busy = (weekly[[name for name, _ in SERIES]].fillna(0) > 0).any(axis=1).to_numpy()
    if not busy.any():
        return weekly
    last = int(busy.nonzero()[0][-1]) + 1
    return weekly.iloc[:last] if len(weekly) - last > RECENT_WEEKS else weekly


_WEEKLY_NOTE: Final = (
    "Unit: what was sent, held or received in the week from the Monday shown. Each row has its own scale."
)
_PAUSED_NOTE: Final = "Nothing is recorded in the weeks after."


def _week_bars(weekly: pd.DataFrame, name: str, label: str) -> go.Bar:
    return go.Bar(
        x=weekly["week"],
        y=weekly[name].astype("float64"),
        marker={"color": theme.STAGE_COLOURS[name], "line": {"width": 0}},
        customdata=[_("Week of {day}", day=theme.short_day(monday)) for monday in weekly["week"]],
        hovertemplate=f"%{{customdata}}<br>{label}: %{{y:{theme.HOVER_COUNT}}}<extra></extra>",
    )


def _row_title(report: AnalysisReport, weekly: pd.DataFrame, name: str, label: str) -> str:
    """The name of a count; where there is nothing to draw, why. What has no date has no week, but it is not none."""
    if report.weekly[name].isna().all():
        return _("{label}: your files do not say", label=label)
    if weekly[name].fillna(0).any():
        return label
    counts = report.counts
    ever = {"applications": counts.applications, "interviews": counts.interviewed, "offers": counts.offers}[name]
    if not ever:
        return _("{label}: none so far", label=label)
    if ever > int(report.weekly[name].sum()):
        return _("{label}: none with a known date in these weeks", label=label)
    return _("{label}: none in these weeks", label=label)


def _total(values: pd.Series) -> int | None:
    return None if values.isna().all() else int(values.sum())


def _sent(number: int | None) -> str:
    if number is None:
        return _("an unknown number of applications")
    return wording.counted(number, "application")


def _talks(number: int | None) -> str:
    if number is None:
        return _("an unknown number of first interviews")
    return wording.counted(number, "first interview")


def _weekly_title(weekly: pd.DataFrame, *, paused: bool) -> str:
    recent = weekly.tail(RECENT_WEEKS)
    both = {
        "applications": wording.capital(_sent(_total(recent["applications"]))),
        "interviews": _talks(_total(recent["interviews"])),
    }
    if paused:
        return plural(
            len(recent),
            "{applications} and {interviews} in the {n} week from {day}, the last with anything recorded",
            "{applications} and {interviews} in the {n} weeks from {day}, the last with anything recorded",
            day=theme.short_day(recent.iloc[0]["week"]),
            **both,
        )
    if len(recent) == 1:
        return _("{applications} and {interviews} this week", **both)
    return _("{applications} and {interviews} in the last {weeks} weeks", weeks=len(recent), **both)


def _weekly_alt(weekly: pd.DataFrame, title: str) -> str:
    bars = _(
        "Bars per week over {weeks} weeks: {applications} applications, {interviews} first interviews, "
        "{offers} offers.",
        weeks=len(weekly),
        **{name: theme.count(_total(weekly[name])) for name, _label in SERIES},
    )
    return f"{bars} {title}."


def _weekly_table(weekly: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame({_("Week from"): theme.sortable_days(weekly["week"])})
    for name, label in SERIES:
        table[_(label)] = [theme.count(None if pd.isna(value) else value) for value in weekly[name]]
    return table.iloc[::-1].reset_index(drop=True)


def rolling_picture(report: AnalysisReport, weeks: int | None = None) -> Picture:
    """Draw `report.rolling`: which share of the applications of 8 weeks led to an interview.

    Line: estimate; band: its interval; shaded range: benchmark. Fresh applications count in part; a window with fewer
    than 5 old enough to count leaves a gap. `weeks`: only that many of the latest; None: all.
    """
    rolling = _enough(report.rolling, weeks)
    known = rolling.dropna(subset=["estimate"])
    if known.empty:
        few = _(
            "Too few dated applications to draw a line yet. It takes {count} from 8 weeks that are old enough to "
            "count.",
            count=ENOUGH,
        )
        return nothing(_("Interviews per application over time"), few)
    figure = theme.blank_figure(ROLLING_HEIGHT)
    shade(figure, _benchmark(report))
    for stretch in _stretches(rolling):
        for trace in _rolling_traces(stretch):
            figure.add_trace(trace)
    top = _rolling_top(known["high"] * 100)
    theme.percent_axis(figure, top)
    theme.time_axis(figure, theme.DAY_TICKS, rolling["date"])
    theme.room_for_weeks(figure, rolling["date"], LEAST_WEEKS)
    figure.update_layout(margin={"l": theme.HALF_DAY_WORDS, "r": theme.HALF_DAY_WORDS, "b": EDGES[1]})
    note = _rolling_note(report, cut=float(known["high"].max()) * 100 > top, gaps=len(known) < len(rolling))
    return Picture(figure, _rolling_title(known), _rolling_alt(known), note, _rolling_table(known))


def _rolling_top(highs: pd.Series) -> float:
    """End of the axis in percent: all of the band, unless its peak would press the rest of the line flat."""
    usual, peak = max(float(highs.quantile(0.9)) * 1.1, 6.0), float(highs.max())
    return max(peak, usual) if peak <= usual * TALLEST else usual


def _enough(rolling: pd.DataFrame, weeks: int | None) -> pd.DataFrame:
    """Return the latest windows, from the first to the last that can be judged; no rate where too few count."""
    columns = ["estimate", "low", "high"]
    judged = rolling.assign(**{name: rolling[name].where(rolling["mature_trials"] >= ENOUGH) for name in columns})
    known = judged["estimate"].notna()
    until = judged[known[::-1].cummax()[::-1]] if known.any() else judged[:0]
    latest = until if weeks is None else until.tail(weeks)
    return latest[latest["estimate"].notna().cummax()]


def _stretches(rolling: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the windows that follow each other without a gap: a band drawn across one would say what nobody knows."""
    known = rolling["estimate"].notna()
    return [stretch for _number, stretch in rolling[known].groupby((~known).cumsum()[known])]


def _rolling_traces(stretch: pd.DataFrame) -> list[go.Scatter]:
    """The band and the line of one stretch; a single window is a dot with a bar."""
    edge = {"color": theme.faded(theme.ACCENT, 0.0), "width": 0}
    line = {"color": theme.ACCENT, "width": 3}
    alone = len(stretch) == 1
    band = {**edge, "color": theme.faded(theme.ACCENT, 0.22), "width": 10} if alone else edge
    days, upper, lower = (stretch[name].tolist() for name in ("date", "high", "low"))
    around = [bound * 100 for bound in (*upper, *lower[::-1])]
    fill = {} if alone else {"fill": "toself", "fillcolor": theme.faded(theme.ACCENT, 0.22)}
    return [
        go.Scatter(x=[*days, *days[::-1]], y=around, mode="lines", line=band, hoverinfo="skip", **fill),
        go.Scatter(
            x=days,
            y=stretch["estimate"] * 100,
            mode="markers" if alone else "lines",
            line=line,
            marker={"color": theme.ACCENT, "size": 9},
            customdata=[_window(row) for row in stretch.to_dict("records")],
            hovertemplate="%{customdata}<extra></extra>",
        ),
    ]


def _window(row: Mapping[Hashable, Any]) -> str:
    return _(
        "8 weeks to {day}: {rate}<br>{interviewed} of about {applications} old enough to count<br>interval {interval}",
        day=theme.short_day(row["date"]),
        rate=theme.percent(row["estimate"]),
        interviewed=theme.count(row["successes"]),
        applications=theme.count(row["mature_trials"]),
        interval=wording.span(row["low"], row["high"]),
    )


def _rolling_title(known: pd.DataFrame) -> str:
    last = known.iloc[-1]
    return plural(
        round(last["mature_trials"]),
        "In the 8 weeks to {day}, {interviewed} of about {n} application old enough to count led to an interview "
        "({rate})",
        "In the 8 weeks to {day}, {interviewed} of about {n} applications old enough to count led to an interview "
        "({rate})",
        day=theme.short_day(last["date"]),
        interviewed=theme.count(last["successes"]),
        rate=theme.percent(last["estimate"]),
    )


def _rolling_alt(known: pd.DataFrame) -> str:
    last = known.iloc[-1]
    return _(
        "Line from {first} to {last}. {finding}; interval {interval}.",
        first=theme.short_day(known.iloc[0]["date"]),
        last=theme.short_day(last["date"]),
        finding=_rolling_title(known),
        interval=wording.span(last["low"], last["high"]),
    )


def _benchmark(report: AnalysisReport) -> Benchmark | None:
    ratio = report.ratios.get("application_to_interview")
    return None if ratio is None else ratio.benchmark


def _rolling_note(report: AnalysisReport, *, cut: bool, gaps: bool) -> str:
    line = _("Line: applications of the 8 weeks before each day. Pale band: 90 % interval.")
    beyond = picture.CUT_NOTE if cut else ""
    left = _("Gap: fewer than {count} old enough to count.", count=ENOUGH) if gaps else ""
    return " ".join(filter(None, [line, beyond, left, shaded(_benchmark(report)), picture.OWN_SOURCE]))


def _rolling_table(known: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            _("8 weeks to"): theme.sortable_days(known["date"]),
            _("Interviewed"): known["successes"].map(theme.count),
            _("Old enough to count"): known["mature_trials"].map(theme.count),
            _("Rate"): known["estimate"].map(theme.percent),
            _("Interval"): [wording.span(low, high) for low, high in zip(known["low"], known["high"], strict=True)],
        }
    )
    return table.iloc[::-1].reset_index(drop=True)


speaks(__name__)
