"""The days on which applications were sent, as a calendar: one column a week, one row a day of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import plotly.graph_objects as go

from analytics import theme
from analytics.charts import picture
from analytics.charts.picture import Picture, nothing
from data.language import _, plural

if TYPE_CHECKING:
    from analytics.results import AnalysisReport

HEIGHT: Final = 210  # pixels
LEAST_WEEKS: Final = 12  # weeks there is room for, so that a day stays a square
# A day without an application is grey, the first application already clearly coloured.
_COLOURS: Final = ((0, theme.faded(theme.SLATE, 0.16)), (0.01, theme.faded(theme.ACCENT, 0.35)), (1, theme.ACCENT))


def calendar_picture(report: AnalysisReport, weeks: int | None = None) -> Picture:
    """Draw `report.activity`: applications sent on each day of the last 26 weeks. Unit: applications.

    `weeks`: only that many of the latest; None: all there are.
    """
    activity = _latest(report.activity, weeks)
    if activity is None or activity.empty:
        return nothing(_("The days on which you applied"), _("No application of the last 26 weeks has an exact date."))
    figure = theme.blank_figure(HEIGHT)
    figure.add_trace(_squares(activity))
    theme.time_axis(figure, theme.MONTH_TICKS, activity["date"])
    theme.room_for_weeks(figure, pd.Series(figure.data[0].x), LEAST_WEEKS)
    figure.update_yaxes(
        autorange="reversed",
        tickvals=[0, 2, 4, 6],
        ticktext=[theme.short_weekday(day) for day in (0, 2, 4, 6)],
        showgrid=False,
        zeroline=False,
        tickfont=theme.SMALL,
        fixedrange=True,
    )
    title = _title(activity)
    older = report.first_applied is not None and report.first_applied < activity["date"].iloc[0].date()
    return Picture(figure, title, _alt(activity, title), _note(activity, older=older), _table(activity))


def _squares(activity: pd.DataFrame) -> go.Heatmap:
    weekday = activity["date"].dt.day_of_week
    monday = activity["date"] - pd.to_timedelta(weekday, unit="D")
    grid = activity.assign(week=monday, weekday=weekday, name=activity["date"].map(theme.short_day))
    counts = grid.pivot_table("applications", "weekday", "week", aggfunc="sum")
    sent = _("Applications")
    return go.Heatmap(
        x=counts.columns,
        y=counts.index,
        z=counts,
        customdata=grid.pivot_table("name", "weekday", "week", aggfunc="first"),
        zmin=0,
        zmax=max(int(activity["applications"].max()), 4),
        colorscale=_COLOURS,
        showscale=False,
        xgap=2,
        ygap=2,
        hoverongaps=False,
        hovertemplate=f"%{{customdata}}<br>{sent}: %{{z:{theme.HOVER_COUNT}}}<extra></extra>",
    )


def _latest(activity: pd.DataFrame | None, weeks: int | None) -> pd.DataFrame | None:
    if activity is None or activity.empty or weeks is None:
        return activity
    last = activity["date"].iloc[-1]
    first = last - pd.Timedelta(days=last.day_of_week + 7 * (weeks - 1))
    latest: pd.DataFrame = activity[activity["date"] >= first]
    return latest


def _title(activity: pd.DataFrame) -> str:
    busy = int((activity["applications"] > 0).sum())
    return plural(
        len(activity),
        "You applied on {busy} of the last {n} day",
        "You applied on {busy} of the last {n} days",
        busy=theme.count(busy),
    )


def _by_weekday(activity: pd.DataFrame) -> list[int]:
    """Applications by day of the week, Monday first."""
    counts = activity.groupby(activity["date"].dt.day_of_week)["applications"].sum()
    return [int(counts.get(day, 0)) for day in range(7)]


def _alt(activity: pd.DataFrame, title: str) -> str:
    first, last = (theme.short_day(activity["date"].iloc[place]) for place in (0, -1))
    return _(
        "{title}: calendar from {first} to {last}. Applications by day of the week: {days}.",
        title=title,
        first=first,
        last=last,
        days=", ".join(f"{theme.weekday(day)} {theme.count(sent)}" for day, sent in enumerate(_by_weekday(activity))),
    )


def _note(activity: pd.DataFrame, *, older: bool) -> str:
    said = _(
        "Each square is a day, each column a week from Monday. Grey: none. The stronger the colour, the more "
        "applications were sent, up to {most} on one day. Applications without an exact date are left out.",
        most=theme.count(activity["applications"].max()),
    )
    earlier = _("Days before {day} are not drawn.", day=theme.short_day(activity["date"].iloc[0]))
    return " ".join([said, *([earlier] if older else []), picture.OWN_SOURCE])


def _table(activity: pd.DataFrame) -> pd.DataFrame:
    busy = activity[activity["applications"] > 0].iloc[::-1]
    return pd.DataFrame(
        {
            _("Day"): theme.sortable_days(busy["date"]),
            _("Day of the week"): [theme.weekday(day) for day in busy["date"].dt.day_of_week],
            _("Applications"): busy["applications"],
        }
    ).reset_index(drop=True)
