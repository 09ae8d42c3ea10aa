"""Which share of the applications of each month led to an interview, with the interval and the benchmark."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics import theme, wording
from analytics.charts import picture
from analytics.charts.picture import Picture, nothing, shade, shaded
from data.language import _, plural, speaks

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from analytics.results import AnalysisReport, Benchmark

HEIGHT: Final = 320  # pixels
MOST_MONTHS: Final = 18
WEEKS_A_MONTH: Final = 52 / 12
_TITLE: Final = "Interviews by the month you applied"
_NOTE: Final = (
    "Dot: applications sent in that month. Bar: 90 % interval. Hollow: more interviews can still come. Among many "
    "months one or two stand out by chance alone."
)
_WHISKER: Final = 3  # pixels, in the whole colour: faded, it would have too little contrast with the page


def cohorts_picture(report: AnalysisReport, weeks: int | None = None) -> Picture:
    """Draw `report.cohorts`: dot the rate of a month's applications, whisker its 90 % interval.

    Unit: applications sent in the month. Months whose last applications are younger than 45 days are drawn hollow: more
    interviews can still come. A month of which less than half an application is old enough has no dot. The latest
    18 months; `weeks`: the months that make up so many weeks (26: 6 months).
    """
    cohorts = pd.DataFrame() if report.cohorts is None else report.cohorts
    drawn = cohorts.tail(MOST_MONTHS if weeks is None else min(ceil(weeks / WEEKS_A_MONTH), MOST_MONTHS))
    known = drawn if drawn.empty else drawn[drawn["mature_trials"].round() > 0]
    if known.empty:
        return nothing(_(_TITLE), _("No month has dated applications old enough to count yet."))
    figure = theme.blank_figure(HEIGHT)
    ratio = report.ratios.get("application_to_interview")
    benchmark = None if ratio is None else ratio.benchmark
    shade(figure, benchmark)
    for mature in (True, False):
        part = known[known["mature"] == mature]
        if len(part):
            figure.add_trace(_dots(part, mature=mature))
    top = _top(known)
    theme.percent_axis(figure, top)
    theme.time_axis(figure, theme.MONTH_TICKS)
    _leave_room(figure, known["month"])
    left = _left_out(len(cohorts) - len(drawn), weeks)
    note = _note(benchmark, left, cut=float(known["high"].max()) * 100 > top)
    return Picture(figure, _title(known), _alt(known), note, _table(drawn))


def _top(known: pd.DataFrame) -> float:
    """End of the axis in percent: every dot is on it, and the bars of months with at least half of the usual counts."""
    usual = known["mature_trials"] >= known["mature_trials"].mean() / 2
    return max(float(known["high"][usual].max()) * 105, float(known["estimate"].max()) * 110, 6.0)


def _leave_room(figure: go.Figure, months: pd.Series) -> None:
    """Keep the first and the last month off the edges, and one month in the middle."""
    half = pd.Timedelta(days=18)
    figure.update_xaxes(range=[months.min() - half, months.max() + half])


def _dots(part: pd.DataFrame, *, mature: bool) -> go.Scatter:
    later = "" if mature else "<br>" + _("more can still come")
    return go.Scatter(
        x=part["month"],
        y=part["estimate"] * 100,
        mode="markers",
        cliponaxis=False,
        marker={
            "color": theme.ACCENT,
            "size": 11,
            "line": {"color": theme.ACCENT, "width": 2},
            "symbol": "circle" if mature else "circle-open",
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": (part["high"] - part["estimate"]) * 100,
            "arrayminus": (part["estimate"] - part["low"]) * 100,
            "color": theme.ACCENT,
            "thickness": _WHISKER,
            "width": 0,
        },
        customdata=[f"{_counts(row)}<br>{_interval(row)}{later}" for row in part.to_dict("records")],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _counts(row: Mapping[Hashable, Any]) -> str:
    hit, aged = int(row["successes"]), round(row["mature_trials"])
    return _(
        "Sent in {month}: {rate}, {interviewed} of about {applications} old enough to count",
        month=wording.month_name(row["month"]),
        rate=theme.percent(row["estimate"]),
        interviewed=theme.count(hit),
        applications=wording.counted(aged, "application"),
    )


def _interval(row: Mapping[Hashable, Any]) -> str:
    return _("90 % interval {interval}", interval=wording.span(row["low"], row["high"]))


def _title(known: pd.DataFrame) -> str:
    """The finding: the latest month of which few interviews are still to come. Comparing months is left to the eye."""
    settled = known[known["mature"]].to_dict("records")
    if not settled:
        return _("Interviews by the month you applied: no month is settled yet")
    last = settled[-1]
    sent = wording.counted(round(last["mature_trials"]), "application")
    month = wording.month_name(last["month"])
    if not last["successes"]:
        return _(
            "Of about {applications} sent in {month}, the latest settled month, none led to an interview",
            applications=sent,
            month=month,
        )
    return plural(
        last["successes"],
        "Of about {applications} sent in {month}, the latest settled month, {n} led to an interview",
        "Of about {applications} sent in {month}, the latest settled month, {n} led to an interview",
        applications=sent,
        month=month,
    )


def _alt(known: pd.DataFrame) -> str:
    rows = (f"{theme.month(row['month'])} {theme.percent(row['estimate'])}" for row in known.to_dict("records"))
    return _(
        "{title}. Share that led to an interview by month of application: {months}.",
        title=_(_TITLE),
        months=", ".join(rows),
    )


def _left_out(older: int, weeks: int | None) -> list[str]:
    if not older:
        return []
    if weeks is not None and ceil(weeks / WEEKS_A_MONTH) <= MOST_MONTHS:
        return [
            plural(
                older,
                "{n} older month not drawn (outside the {weeks} weeks shown).",
                "{n} older months not drawn (outside the {weeks} weeks shown).",
                weeks=weeks,
            )
        ]
    return [
        plural(
            older,
            "{n} older month not drawn: there is room for the latest {most}.",
            "{n} older months not drawn: there is room for the latest {most}.",
            most=MOST_MONTHS,
        )
    ]


def _note(benchmark: Benchmark | None, left_out: list[str], *, cut: bool) -> str:
    said = [_(_NOTE)]
    said += [picture.CUT_NOTE] if cut else []
    said += [shaded(benchmark)] if benchmark is not None else []
    return " ".join([*said, *left_out, picture.OWN_SOURCE])


def _table(cohorts: pd.DataFrame) -> pd.DataFrame:
    return (
        pd.DataFrame(
            {
                _("Sent in"): theme.sortable_months(cohorts["month"]),
                _("Applications"): cohorts["applications"].map(theme.count),
                _("Old enough to count"): cohorts["mature_trials"].map(theme.count),
                _("Interviewed"): cohorts["successes"].map(theme.count),
                _("Rate"): [theme.percent(None if pd.isna(rate) else rate) for rate in cohorts["estimate"]],
                _("Settled"): [_("yes") if mature else _("not yet") for mature in cohorts["mature"]],
            }
        )
        .iloc[::-1]
        .reset_index(drop=True)
    )


speaks(__name__)
