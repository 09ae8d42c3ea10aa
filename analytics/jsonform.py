"""The analysis as plain JSON values. The keys are a promise to scripts: they may be added to, never renamed.

Floats are rounded to six digits, dates are ISO text, what is unknown or undefined is null. NaN never occurs.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from analytics import glossary
from analytics.results import Counts

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from analytics.bottleneck import Bottleneck
    from analytics.experiments import Experiment
    from analytics.forecast import Forecast
    from analytics.results import AnalysisReport, Citation, Ratio, Suggestion
    from analytics.segments import SegmentComparison
    from analytics.suggestions import NotSuggested
    from analytics.waiting import ReplyTimes, SilenceModel

RATIOS: Final = (
    "response",
    "application_to_interview",
    "interview_to_offer",
    "process_to_offer",
    "interviews_per_offer",
    "application_to_offer",
)
_DIGITS: Final = 6


def plain(value: Any) -> Any:
    """Turn a value, however nested, into what JSON can hold.

    >>> plain({"a": (1.23456789, float("nan")), "b": date(2025, 3, 1)})
    {'a': [1.234568, None], 'b': '2025-03-01'}
    """
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, bool | int | str) or value is None:
        return value if type(value) in {bool, int, str, type(None)} else _base(value)
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "item"):  # a number of numpy
        return plain(value.item())
    return (round(value, _DIGITS) if isfinite(value) else None) if isinstance(value, float) else str(value)


def report_json(
    report: AnalysisReport,
    not_suggested: Iterable[NotSuggested] = (),
    segments: Iterable[SegmentComparison] = (),
) -> dict[str, Any]:
    """Everything of a report but its flows, which are drawn, not read."""
    form = {
        "as_of": report.as_of,
        "counts": {field.name: getattr(report.counts, field.name) for field in fields(Counts)},
        "first_applied": report.first_applied,
        "last_applied": report.last_applied,
        "ratios": {name: ratio_json(report.ratios[name]) for name in RATIOS},
        "suggestions": [suggestion_json(suggestion) for suggestion in report.suggestions],
        "not_suggested": [{"id": other.id, "title": other.title, "why": other.why} for other in not_suggested],
        "funnel": [asdict(step) for step in report.funnel],
        "bottleneck": bottleneck_json(report.bottleneck),
        "forecast": forecast_json(report.forecast),
        "segments": [segments_json(comparison) for comparison in segments],
        "experiments": [experiment_json(experiment) for experiment in report.experiments],
        "replies": None if report.is_aggregate else replies_json(report.replies, report.silence),
        "delays": None if report.delays is None else asdict(report.delays),
        "weekly": rows_json(report.weekly),
        "rolling": rows_json(report.rolling),
        "cohorts": rows_json(report.cohorts),
        "waiting": waiting_json(report.waiting),
        "definitions": {each.id: each.definition for each in glossary.GLOSSARY.values()},
        "is_aggregate": report.is_aggregate,
        "warnings": report.warnings,
    }
    return {key: plain(value) for key, value in form.items()}


def ratio_json(ratio: Ratio) -> dict[str, Any]:
    """One ratio with counts, interval, verdict, benchmark and definition."""
    target = ratio.benchmark
    form = {
        name: getattr(ratio, name)
        for name in (
            *("successes", "trials", "mature_trials", "estimate", "low", "high", "level", "unit", "verdict", "leaning"),
            *("reason", "label", "definition", "more_needed"),
        )
    }
    form["benchmark"] = None if target is None else {"low": target.low, "high": target.high, "source": target.source}
    shown: dict[str, Any] = plain(form)
    return shown


def suggestion_json(suggestion: Suggestion) -> dict[str, Any]:
    """One suggestion with its evidence and its documents."""
    form: dict[str, Any] = plain({name: getattr(suggestion, name) for name in _SUGGESTION})
    return form | {"documents": [citation_json(document) for document in suggestion.documents]}


_SUGGESTION: Final = (
    *("id", "title", "noticed", "adjust", "steps", "evidence", "moves", "expected_gain", "sure", "tells_it_works"),
    *("would_change", "checklist", "priority"),
)


def bottleneck_json(found: Bottleneck | None) -> dict[str, Any] | None:
    """Which step costs most offers; `step` is the id of a ratio, null unless the call is clear or likely."""
    if found is None:
        return None
    steps = [
        {"id": each.step.id} | {name: getattr(each, name) for name in ("mean", "gain", "share", "probability")}
        for each in found.shortfalls
    ]
    named = None if found.step is None else found.step.step.id
    return {
        "call": found.call,
        "step": named,
        "chance_none": found.chance_none,
        "steps": steps,
        "sentence": found.sentence,
    }


def forecast_json(found: Forecast | None) -> dict[str, Any] | None:
    """Weeks to an offer; null for totals. `within` has weeks as keys and chances as values."""
    return None if found is None else {name: getattr(found, name) for name in _FORECAST}


_FORECAST: Final = (
    *("outlook", "pace", "within", "one_in_ten_weeks", "even_odds_weeks", "nine_in_ten_weeks"),
    *("applications_per_offer", "benchmark_applications_per_offer", "sentence", "assumptions"),
)


def segments_json(comparison: SegmentComparison) -> dict[str, Any]:
    """The groups of one dimension, each with counts, interval, adjusted rate and what may be concluded."""
    names = ("dimension", "ratio", "trials", "mature_trials", "successes", "unknown", "sentence", "caution")
    return {name: getattr(comparison, name) for name in names} | {
        "groups": [asdict(segment) for segment in comparison.segments]
    }


def replies_json(replies: ReplyTimes | None, model: SilenceModel | None) -> dict[str, Any] | None:
    """How long answers took, and after how many days of silence one becomes unlikely; null for totals."""
    if replies is None or model is None:
        return None
    days = ("quiet_day", "probably_day", "presumed_day")
    return (
        {name: getattr(replies, name) for name in _REPLIES}
        | {"share_answered": model.share}
        | {name: getattr(model, name) for name in days}
    )


_REPLIES: Final = (
    "answered",
    "waiting",
    "undated",
    "quarter_days",
    "median_days",
    "usual_days",
    "nine_in_ten_days",
)


def experiment_json(experiment: Experiment) -> dict[str, Any]:
    """A change of strategy with both periods and what may be concluded."""
    change, result = experiment.change, experiment.result
    said = ("answer", "chance_better", "more_needed", "undated", "sentence", "caution", "overlapping")
    return {
        **{name: getattr(change, name) for name in ("name", "start", "end", "measure")},
        **{name: getattr(result, name) for name in said},
        "before": None if result.before is None else asdict(result.before),
        "after": None if result.after is None else asdict(result.after),
    }


def waiting_json(waiting: pd.DataFrame | None) -> list[dict[str, Any]]:
    """Open applications, best chance of an interview first; keys of the database, which change, are left out."""
    if waiting is None:
        return []
    order = ["chance_interview", "days_silent", "applied_date", "company", "title"]
    ordered = waiting.sort_values(order, ascending=[False, *[True] * 4], kind="stable")
    return rows_json(ordered.drop(columns="application_id"))


def rows_json(frame: pd.DataFrame | None) -> list[dict[str, Any]]:
    """The rows of a frame, days as ISO text; empty without a frame."""
    if frame is None:
        return []
    days = {str(name): cells.dt.strftime("%Y-%m-%d") for name, cells in frame.items() if cells.dtype.kind == "M"}
    cells = frame.assign(**days).astype("object")
    rows = cells.where(frame.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def citation_json(citation: Citation) -> dict[str, Any]:
    """One source document."""
    return {"title": citation.title, "site": citation.site, "year": citation.year, "part": citation.part}


def _base(value: Any) -> Any:
    """The plain value of an enum of text or whole numbers."""
    return next(kind(value) for kind in (str, int) if isinstance(value, kind))
