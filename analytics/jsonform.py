"""The analysis as plain JSON values. The keys are a promise to scripts: they may be added to, never renamed.

Floats are rounded to six digits, dates are ISO text, what is unknown or undefined is null. NaN never occurs.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from analytics.results import Counts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.results import AnalysisReport, Citation, Ratio, Suggestion
    from analytics.suggestions import NotSuggested

RATIOS: Final = (
    "response",
    "application_to_interview",
    "interview_to_offer",
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


def report_json(report: AnalysisReport, not_suggested: Iterable[NotSuggested] = ()) -> dict[str, Any]:
    """Everything of a report that has no rows: counts, ratios, suggestions, funnel, weeks."""
    form = {
        "as_of": report.as_of,
        "counts": {field.name: getattr(report.counts, field.name) for field in fields(Counts)},
        "first_applied": report.first_applied,
        "last_applied": report.last_applied,
        "ratios": {name: ratio_json(report.ratios[name]) for name in RATIOS},
        "suggestions": [suggestion_json(suggestion) for suggestion in report.suggestions],
        "not_suggested": [{"id": other.id, "title": other.title, "why": other.why} for other in not_suggested],
        "funnel": [asdict(step) for step in report.funnel],
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
    "priority",
)


def citation_json(citation: Citation) -> dict[str, Any]:
    """One source document."""
    return {"title": citation.title, "site": citation.site, "year": citation.year, "part": citation.part}


def _base(value: Any) -> Any:
    """The plain value of an enum of text or whole numbers."""
    return next(kind(value) for kind in (str, int) if isinstance(value, kind))
