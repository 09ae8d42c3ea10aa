"""The open history and everything computed from it. The only place of Streamlit's caches.

Results are keyed on the history file, the language and the revision, which every write increments: never on a frame,
of which Streamlit hashes only a sample above 50,000 rows. `cache_resource` hands out the value itself instead of a
copy; every value here is frozen and nobody writes to its frames.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.benchmarks import chosen_benchmarks
from analytics.changes import try_all, with_changes
from analytics.decided import sort_out
from analytics.delays import Delays
from analytics.dimensions import comparable
from analytics.experiments import Change, Measure
from analytics.filters import Filters, apply, campaigns, sources
from analytics.playbook import strategies
from analytics.report import build_report
from analytics.segments import compare_segments
from analytics.suggestions import explain
from analytics.what_if import referrals_of
from data import preferences
from data.decisions import decisions
from data.errors import FileUnreadableError, NotATrackerError, ReboundError
from data.experiments import experiments
from data.importing import plan_import, read_tracker
from data.language import current
from data.store import Store
from pages.ui import entry, session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    import pandas as pd

    from analytics.changes import Trial
    from analytics.decided import Sorted
    from analytics.filters import Campaign
    from analytics.results import AnalysisReport
    from analytics.segments import SegmentComparison, SegmentRatio
    from analytics.suggestions import NotSuggested
    from analytics.what_if import Referrals
    from data.experiments import Experiment
    from data.plans import Answers, ImportPlan, KnownHistory, TrackerReading
    from pages.ui.working import Tell


def store() -> Store:
    """Return the open history; one per process and path. Raises StoreError with a sentence and a remedy."""
    return _open(entry.database())


@st.cache_resource(show_spinner=False)
def _open(path: str) -> Store:
    return Store.open(path)


def _identity(history: Store) -> str:
    """Return which history it is, and in which language: what is kept here holds sentences."""
    return f"{history.identity} {current()}"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filter can choose from. applications and undated are numbers of applications."""

    applications: int
    undated: int
    campaigns: tuple[Campaign, ...]
    sources: tuple[str, ...]


def choices() -> Choices:
    """Return what the filter can choose from."""
    history = store()
    return _choices(history, _identity(history), history.revision, entry.today())


@st.cache_resource(show_spinner=False, max_entries=2)
def _choices(_history: Store, identity: str, revision: int, as_of: date) -> Choices:
    journeys = _journeys(_history, identity, revision, as_of)
    undated = int(journeys["applied_date"].isna().sum())
    return Choices(len(journeys), undated, campaigns(journeys), sources(journeys))


def kept(filters: Filters) -> int:
    """Return how many applications a filter lets through."""
    history = store()
    return len(_chosen(history, _identity(history), history.revision, entry.today(), filters))


@st.cache_resource(show_spinner=False, max_entries=8)
def _chosen(_history: Store, identity: str, revision: int, as_of: date, filters: Filters) -> pd.DataFrame:
    journeys = _journeys(_history, identity, revision, as_of)
    return apply(journeys, filters, as_of) if filters.active else journeys


def report() -> AnalysisReport:
    """Return the analysis as of today: of the whole history, or of what the filter lets through."""
    history = store()
    return _report(history, _identity(history), history.revision, entry.today(), session.filters())


@st.cache_resource(show_spinner=False, max_entries=8)
def _report(_history: Store, identity: str, revision: int, as_of: date, filters: Filters) -> AnalysisReport:
    totals = _history.aggregates()
    last = totals[-1] if totals else None
    flows = _history.flows()
    chosen = preferences.load(_history)
    return build_report(
        _chosen(_history, identity, revision, as_of, filters),
        as_of=as_of,
        aggregate=last.counts if last else None,
        flows=flows[flows["import_id"] == last.import_id] if last else None,
        is_sample=_history.has_samples,
        benchmarks=chosen_benchmarks(chosen.interview_range, chosen.offer_range),
        mature_days=chosen.mature_days,
        silence_days=chosen.silence_days,
        phone_screen_counts=chosen.phone_screen_counts,
        changes=[change_of(each) for each in experiments(_history)],
    )


@st.cache_resource(show_spinner=False, max_entries=2)
def _journeys(_history: Store, identity: str, revision: int, as_of: date) -> pd.DataFrame:  # noqa: ARG001 - the key
    journeys = _history.journeys(as_of, phone_screen_counts=preferences.load(_history).phone_screen_counts)
    return with_changes(journeys, [change_of(each) for each in experiments(_history)], as_of)


def change_of(tried: Experiment) -> Change:
    """Return an experiment as the analysis knows it."""
    last = None if tried.ending is None else tried.ending.last_day
    return Change(tried.name, tried.start, last, Measure(tried.measure))


def trials() -> tuple[tuple[Experiment, Trial], ...]:
    """Return every experiment with its answer as of today, in order of start; of the whole history."""
    history = store()
    return _trials(history, _identity(history), history.revision, entry.today())


@st.cache_resource(show_spinner=False, max_entries=2)
def _trials(_history: Store, identity: str, revision: int, as_of: date) -> tuple[tuple[Experiment, Trial], ...]:
    stored = experiments(_history)
    return tuple(
        zip(stored, _judged(_history, identity, revision, as_of, [change_of(each) for each in stored]), strict=True)
    )


def trial_until(tried: Experiment, last: date) -> Trial:
    """Return the answer that an experiment has today if `last` is its last day."""
    history = store()
    others = [change_of(each) for each, _ in trials() if each.experiment_id != tried.experiment_id]
    changed = [replace(change_of(tried), end=last), *others]
    return _judged(history, _identity(history), history.revision, entry.today(), changed)[0]


def _judged(history: Store, identity: str, revision: int, as_of: date, changes: Sequence[Change]) -> tuple[Trial, ...]:
    if not changes:
        return ()
    whole = _report(history, identity, revision, as_of, Filters())
    return try_all(
        _journeys(history, identity, revision, as_of),
        changes,
        as_of=as_of,
        delays=whole.delays or Delays(),
        pace=None if whole.forecast is None else whole.forecast.state.pace,
    )


def referrals() -> Referrals | None:
    """Return how applications with and without a referral did, see `analytics.what_if.referrals_of`."""
    history = store()
    return _referrals(history, _identity(history), history.revision, entry.today(), session.filters())


@st.cache_resource(show_spinner=False, max_entries=8)
def _referrals(_history: Store, identity: str, revision: int, as_of: date, filters: Filters) -> Referrals | None:
    delays = _report(_history, identity, revision, as_of, filters).delays or Delays()
    return referrals_of(_chosen(_history, identity, revision, as_of, filters), as_of, delays)


def advice(of: AnalysisReport) -> Sorted:
    """Return the suggestions of a report without those that the person put aside, and what is put aside."""
    today = entry.today()
    return sort_out(of.suggestions, decisions(store(), today), today)


def title(strategy: str) -> str:
    """Return the title of a strategy of the playbook; its id if the playbook no longer has it."""
    known = strategies().get(strategy)
    return strategy if known is None else known.title


def not_suggested(of: AnalysisReport) -> tuple[NotSuggested, ...]:
    """Return why each other strategy is not suggested; `of` is the report of this run."""
    history = store()
    return explain(of, _chosen(history, _identity(history), history.revision, entry.today(), session.filters()))


def dimensions() -> tuple[str, ...]:
    """Return what the applications can be compared by, see `analytics.dimensions.comparable`."""
    history = store()
    return _dimensions(history, _identity(history), history.revision, entry.today(), session.filters())


@st.cache_resource(show_spinner=False, max_entries=8)
def _dimensions(_history: Store, identity: str, revision: int, as_of: date, filters: Filters) -> tuple[str, ...]:
    return comparable(_chosen(_history, identity, revision, as_of, filters))


def comparison(dimension: str, ratio: SegmentRatio) -> SegmentComparison:
    """Return the groups of one dimension, compared."""
    history = store()
    key = (_identity(history), history.revision, entry.today(), session.filters())
    return _comparison(history, *key, dimension, ratio)


@st.cache_resource(show_spinner=False, max_entries=32)
def _comparison(  # noqa: PLR0913, PLR0917 - every argument is a part of the key
    _history: Store, identity: str, revision: int, as_of: date, filters: Filters, dimension: str, ratio: SegmentRatio
) -> SegmentComparison:
    delays = _report(_history, identity, revision, as_of, filters).delays
    journeys = _chosen(_history, identity, revision, as_of, filters)
    return compare_segments(journeys, dimension, as_of=as_of, ratio=ratio, delays=delays)


def reading(
    content: bytes,
    sha256: str,
    name: str,
    answers: Answers,
    run: Callable[[Callable[[Tell], TrackerReading]], TrackerReading],
) -> TrackerReading:
    """Return how a dropped file is understood, given what the person said about it.

    `run` is given the work and does it, showing how far it is. Streamlit allows no drawing inside a cached function;
    hence a small memory of our own, kept by Streamlit like any other cache. Errors are kept too, because to find that
    a long file holds no application takes as long as to read it.

    Raises:
        FileUnreadableError, NotATrackerError: as `read_tracker` does.
    """
    key = (sha256, name, entry.today(), _key_of(answers), current())
    known = _readings()
    found = known.get(key)
    if found is None:
        try:
            found = run(partial(_read, content, name, entry.today(), answers))
        except (FileUnreadableError, NotATrackerError) as error:
            found = error
        known[key] = found
        _forget_old(known)
    if isinstance(found, ReboundError):
        raise found.with_traceback(None)
    return found


def _read(content: bytes, name: str, as_of: date, answers: Answers, tell: Tell) -> TrackerReading:
    return read_tracker(content, name, as_of=as_of, answers=answers, progress=tell)


_READINGS_KEPT: Final = 8  # long ones
_ROWS_KEPT: Final = 100_000  # rows up to which more readings are kept


@st.cache_resource(show_spinner=False)
def _readings() -> dict[tuple[object, ...], TrackerReading | ReboundError]:
    return {}


def _forget_old(known: dict[tuple[object, ...], TrackerReading | ReboundError]) -> None:
    """Keep the last few readings, and further ones as long as they are short."""
    rows = 0
    for number, (key, found) in enumerate(reversed(list(known.items()))):
        held = getattr(found, "reading", found)
        rows += getattr(held, "rows", 0)
        if number >= _READINGS_KEPT and rows > _ROWS_KEPT:
            known.pop(key, None)


def _key_of(answers: Answers) -> str:
    return json.dumps(asdict(answers), sort_keys=True)


def plan(read: TrackerReading, answers: Answers) -> ImportPlan:
    """Return what importing the reading would add to the history as it is now."""
    history = store()
    said = _key_of(answers)
    return _plan(read, history, _identity(history), history.revision, read.sha256, read.name, entry.today(), said)


@st.cache_resource(show_spinner=False, max_entries=32)
def _plan(_read: TrackerReading, _history: Store, identity: str, revision: int, *_key: object) -> ImportPlan:
    return plan_import(_read, _known(_history, identity, revision))


@st.cache_resource(show_spinner=False, max_entries=2)
def _known(_history: Store, identity: str, revision: int) -> KnownHistory:  # noqa: ARG001 - the key
    return _history.known_history()
