"""Which share of the applications of each month led to an interview, with the interval and the benchmark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics import theme, wording
from analytics.charts.picture import CUT_NOTE, OWN_SOURCE, Picture, nothing, shade, shaded

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from analytics.results import AnalysisReport, Benchmark

HEIGHT: Final = 320  # pixels
MOST_MONTHS: Final = 18
_TITLE: Final = "Interviews by the month you applied"
_WHISKER: Final = 0.6  # opacity


def cohorts_picture(report: AnalysisReport) -> Picture:
    """Draw `report.cohorts`: dot the rate of a month's applications, whisker its 90 % interval.

    Unit: applications sent in the month. Months whose last applications are younger than 45 days are drawn hollow: more
    interviews can still come. The latest 18 months.
    """
    cohorts = report.cohorts
    if cohorts is None or cohorts.empty or cohorts["estimate"].isna().all():
        return nothing(_TITLE, "No month has dated applications old enough to count yet.")
    drawn = cohorts.tail(MOST_MONTHS)
    known = drawn.dropna(subset=["estimate"])
    figure = theme.blank_figure(HEIGHT)
    ratio = report.ratios.get("application_to_interview")
    benchmark = None if ratio is None else ratio.benchmark
    shade(figure, benchmark)
    for mature in (True, False):
        part = known[known["mature"] == mature]
        if len(part):
            figure.add_trace(_dots(part, mature=mature))
    top = max(float(known["high"].quantile(0.8)) * 110, float(known["estimate"].max()) * 110, 6.0)
    theme.percent_axis(figure, top)
    theme.time_axis(figure, theme.MONTH_TICKS)
    note = _note(benchmark, len(cohorts) - len(drawn), cut=float(known["high"].max()) * 100 > top)
    return Picture(figure, _title(known), _alt(known), note, _table(drawn))


def _dots(part: pd.DataFrame, *, mature: bool) -> go.Scatter:
    later = "" if mature else "<br>more can still come"
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
            "color": theme.faded(theme.ACCENT, _WHISKER),
            "thickness": 4,
            "width": 0,
        },
        customdata=[f"{_counts(row)}<br>{_interval(row)}{later}" for row in part.to_dict("records")],
        hovertemplate=f"Sent in %{{x|{theme.HOVER_MONTH}}}: %{{customdata}}<extra></extra>",
    )


def _counts(row: Mapping[Hashable, Any]) -> str:
    hit, aged = int(row["successes"]), round(row["mature_trials"])
    rate = theme.percent(row["estimate"])
    return f"{rate}, {theme.count(hit)} of about {wording.counted(aged, 'application')} old enough to count"


def _interval(row: Mapping[Hashable, Any]) -> str:
    low, high = (theme.percent(row[end]) for end in ("low", "high"))
    return f"90 % interval {low} to {high}"


def _title(known: pd.DataFrame) -> str:
    """The finding: the latest month of which few interviews are still to come. Comparing months is left to the eye."""
    settled = known[known["mature"]].to_dict("records")
    if not settled:
        return _TITLE
    last = settled[-1]
    sent = wording.counted(round(last["mature_trials"]), "application")
    led = theme.count(last["successes"]) if last["successes"] else "none"
    month = wording.month_name(last["month"])
    return f"Of about {sent} sent in {month}, the latest settled month, {led} led to an interview"


def _alt(known: pd.DataFrame) -> str:
    rows = (f"{theme.month(row['month'])} {theme.percent(row['estimate'])}" for row in known.to_dict("records"))
    return f"{_TITLE}. Share that led to an interview by month of application: {', '.join(rows)}."


def _note(benchmark: Benchmark | None, older: int, *, cut: bool) -> str:
    left = f" {wording.capital(wording.counted(older, 'older month'))} not drawn." if older else ""
    return (
        "Dot: applications sent in that month. Bar: 90 % interval. Hollow: more interviews can still come. "
        f"Among many months one or two stand out by chance alone.{CUT_NOTE if cut else ''}{shaded(benchmark)}{left} "
        f"{OWN_SOURCE}"
    )


def _table(cohorts: pd.DataFrame) -> pd.DataFrame:
    return (
        pd.DataFrame(
            {
                "Sent in": theme.sortable_months(cohorts["month"]),
                "Applications": cohorts["applications"].map(theme.count),
                "Old enough to count": cohorts["mature_trials"].map(theme.count),
                "Interviewed": cohorts["successes"].map(theme.count),
                "Rate": [theme.percent(None if pd.isna(rate) else rate) for rate in cohorts["estimate"]],
                "Settled": ["yes" if mature else "not yet" for mature in cohorts["mature"]],
            }
        )
        .iloc[::-1]
        .reset_index(drop=True)
    )
