"""The open history and everything computed from it. The only place of Streamlit's caches.

Results are keyed on the history file and its revision, which every write increments: never on a frame, of which
Streamlit hashes only a sample above 50,000 rows. `cache_resource` hands out the value itself instead of a copy; every
value here is frozen and nobody writes to its frames.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.dimensions import comparable
from analytics.report import build_report
from analytics.segments import compare_segments
from data.importing import plan_import, read_tracker
from data.store import Store
from pages.ui import entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import pandas as pd

    from analytics.results import AnalysisReport
    from analytics.segments import SegmentComparison, SegmentRatio
    from data.plans import Answers, ImportPlan, KnownHistory, TrackerReading


def store() -> Store:
    """Return the open history; one per process and path. Raises StoreError with a sentence and a remedy."""
    return _open(entry.database())


@st.cache_resource(show_spinner=False)
def _open(path: str) -> Store:
    return Store.open(path)


def report() -> AnalysisReport:
    """Return the analysis of the whole history as of today."""
    history = store()
    return _report(history, history.identity, history.revision, entry.today())


@st.cache_resource(show_spinner=False, max_entries=4)
def _report(_history: Store, identity: str, revision: int, as_of: date) -> AnalysisReport:
    totals = _history.aggregates()
    last = totals[-1] if totals else None
    flows = _history.flows()
    return build_report(
        _journeys(_history, identity, revision, as_of),
        as_of=as_of,
        aggregate=last.counts if last else None,
        flows=flows[flows["import_id"] == last.import_id] if last else None,
        is_sample=_history.has_samples,
    )


@st.cache_resource(show_spinner=False, max_entries=2)
def _journeys(_history: Store, identity: str, revision: int, as_of: date) -> pd.DataFrame:  # noqa: ARG001 - the key
    return _history.journeys(as_of)


def dimensions() -> tuple[str, ...]:
    """Return what the applications can be compared by, see `analytics.dimensions.comparable`."""
    history = store()
    return _dimensions(history, history.identity, history.revision, entry.today())


@st.cache_resource(show_spinner=False, max_entries=2)
def _dimensions(_history: Store, identity: str, revision: int, as_of: date) -> tuple[str, ...]:
    return comparable(_journeys(_history, identity, revision, as_of))


def comparison(dimension: str, ratio: SegmentRatio) -> SegmentComparison:
    """Return the groups of one dimension, compared."""
    history = store()
    return _comparison(history, history.identity, history.revision, entry.today(), dimension, ratio)


@st.cache_resource(show_spinner=False, max_entries=32)
def _comparison(
    _history: Store, identity: str, revision: int, as_of: date, dimension: str, ratio: SegmentRatio
) -> SegmentComparison:
    delays = _report(_history, identity, revision, as_of).delays
    journeys = _journeys(_history, identity, revision, as_of)
    return compare_segments(journeys, dimension, as_of=as_of, ratio=ratio, delays=delays)


def reading(
    content: bytes, sha256: str, name: str, answers: Answers, progress: Callable[[str, float], None]
) -> TrackerReading:
    """Return how a dropped file is understood, given what the person said about it.

    `progress` draws on the page, which Streamlit does not allow inside a cached function; hence a small memory of our
    own, kept by Streamlit like any other cache.
    """
    key = (sha256, name, entry.today(), _key_of(answers))
    known = _readings()
    if key not in known:
        known[key] = read_tracker(content, name, as_of=entry.today(), answers=answers, progress=progress)
        for old in list(known)[:-_READINGS_KEPT]:
            known.pop(old, None)
    return known[key]


_READINGS_KEPT: Final = 8


@st.cache_resource(show_spinner=False)
def _readings() -> dict[tuple[object, ...], TrackerReading]:
    return {}


def _key_of(answers: Answers) -> str:
    return json.dumps(asdict(answers), sort_keys=True)


def plan(read: TrackerReading, answers: Answers) -> ImportPlan:
    """Return what importing the reading would add to the history as it is now."""
    history = store()
    said = _key_of(answers)
    return _plan(read, history, history.identity, history.revision, read.sha256, read.name, entry.today(), said)


@st.cache_resource(show_spinner=False, max_entries=8)
def _plan(_read: TrackerReading, _history: Store, identity: str, revision: int, *_key: object) -> ImportPlan:
    return plan_import(_read, _known(_history, identity, revision))


@st.cache_resource(show_spinner=False, max_entries=2)
def _known(_history: Store, identity: str, revision: int) -> KnownHistory:  # noqa: ARG001 - the key
    return _history.known_history()
