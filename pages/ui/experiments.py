"""Starting a change of strategy: from a suggestion, or from an idea of the person's own; and taking back a step."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.experiments import Change, Measure
from data import experiments as stored
from data.errors import ReboundError
from data.experiments import Idea
from pages.ui import cache, entry, experiment_fields, session, show, steps, text_experiments
from pages.ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analytics.results import AnalysisReport, Suggestion
    from data.experiments import Experiment

PAGE: Final = "experiments"
ICON: Final = ":material/science:"
# Advice to go on as before is no change, so there is nothing to set beside it.
NO_CHANGE: Final = frozenset({"persist"})
MEASURES: Final = tuple(str(measure) for measure in Measure)


def can_try(advice: Suggestion) -> bool:
    """Whether a suggestion is a change whose effect can be counted."""
    return advice.moves in MEASURES and advice.id not in NO_CHANGE


def start_from(advice: Suggestion) -> None:
    """Show the way to try a suggestion as an experiment: a filled form, or since when it runs; nothing without a count.

    May be shown for several suggestions of one page.
    """
    if not can_try(advice):
        return
    tried = [each for each, _ in cache.trials() if each.strategy == advice.id]
    running = next((each for each in tried if each.ending is None), None)
    if running is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(text_experiments.running_since(running.start, entry.today())), width="content")
            show.link("experiments", text_experiments.SEE)
        return
    for last in tried[-1:]:
        if last.ending is not None:
            show.small(text_experiments.tried_before(last.start, last.ending.last_day, last.ending.answer))
    with st.popover(text_experiments.TRY, icon=ICON, key=f"try-{advice.id}"):
        _form(f"try-{advice.id}", Idea(advice.title, advice.moves, None, advice.adjust, advice.id))


def done() -> None:
    """Show what was just done to an experiment, with its undo."""
    steps.bar(PAGE, _taken_back)


def about(report: AnalysisReport) -> None:
    """Show what an experiment is, which one to try first, and how long it takes to know."""
    if report.is_aggregate:
        show.words(text_experiments.TOTALS)
        return
    with st.container(border=True):
        st.header(text_experiments.ABOUT, anchor=False)
        for line in text_experiments.ABOUT_LINES:
            show.words(line)
        st.info(plain(text_experiments.LONG), icon=":material/hourglass_top:")
    with st.container(border=True):
        st.header(text_experiments.FIRST, anchor=False)
        first = next((advice for advice in report.suggestions if can_try(advice)), None)
        if first is None:
            show.words(text_experiments.NONE_FITS)
        else:
            st.markdown(f"**{plain(first.title)}**")
            show.words(first.adjust)
            show.small(first.noticed)
            start_from(first)
        show.link("strategy", text_experiments.TO_STRATEGY)
    _own(text_experiments.OWN)


def another() -> None:
    """Show the form for a further experiment, and what is worth knowing before it."""
    _own(text_experiments.ANOTHER, *text_experiments.ABOUT_LINES, text_experiments.LONG)


def _own(title: str, *lines: str) -> None:
    """Show the form for an idea of the person's own: folded, unless it waits for a yes."""
    place = f"own-{session.experiments_started()}"
    with st.expander(title, icon=":material/add:", expanded=bool(session.doubted(place))):
        for line in lines:
            show.words(line)
        _form(place, Idea("", MEASURES[0], None))


def overlapping(start: date | None, measure: str, but: str = "") -> list[str]:
    """Return the names of the experiments (`but` one) on this measure that share days with one from `start` on."""
    if start is None:
        return []
    mine = Change("", start, None, Measure(measure))
    return [e.name for e, trial in cache.trials() if e.experiment_id != but and mine.overlaps(trial.change)]


def first_free_day(measure: str) -> date:
    """Return today, or the day after the last one that an ended experiment on this measure already has."""
    taken = [e.ending.last_day for e, _ in cache.trials() if e.ending is not None and e.measure == measure]
    return max([entry.today(), *(day + timedelta(days=1) for day in taken)])


def _form(place: str, idea: Idea) -> None:
    """Show the form at one place of the screen, filled with an idea, and start what it says."""
    with st.form(f"form-{place}", border=False, enter_to_submit=False):
        name, details = experiment_fields.words(idea.name, idea.details, place)
        measure = st.selectbox(
            text_experiments.MEASURE,
            MEASURES,
            index=MEASURES.index(idea.measure),
            format_func=text_experiments.MEASURES.__getitem__,
            key=f"measure-{place}",
        )
        start = experiment_fields.first_day(first_free_day(idea.measure), place)
        if st.form_submit_button(text_experiments.START, type="primary", icon=ICON, key=f"start-{place}"):
            session.doubt(place, "")
            _ask_or_start(place, Idea(name, measure, start, details, idea.strategy))
    if waiting := session.doubted(place):
        idea = stored.idea_from_text(waiting)
        ask_again(place, overlapping(idea.start, idea.measure), text_experiments.START_ANYWAY, partial(_start, idea))


def _ask_or_start(place: str, idea: Idea) -> None:
    """Start an experiment; one that would get no answer waits for a second yes, which is asked on the next run."""
    if idea.name.strip() and overlapping(idea.start, idea.measure):
        session.doubt(place, stored.idea_as_text(idea))
        st.rerun()  # the form unfolds before it is known that there is something to ask
    _start(idea)


def ask_again(place: str, names: list[str], label: str, go_on: Callable[[], None]) -> None:
    """Say with which experiments (`names`) one would share days, and ask for the second yes; `go_on` does it."""
    if not names:  # the other one was ended or deleted in the meantime: there is nothing left to ask
        session.doubt(place, "")
        return
    st.warning(plain(text_experiments.overlap(names, plan=True)), icon=":material/warning:")
    if st.button(label, key=f"anyway-{place}"):
        session.doubt(place, "")
        go_on()


def _start(idea: Idea) -> None:
    store = cache.store()
    try:
        new = stored.start(store, idea, started_at=entry.now(), is_sample=store.has_samples)
    except ReboundError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    session.start_experiment()
    session.note_step(PAGE, text_experiments.STARTED, undo="delete", kept=new.experiment_id)
    session.say(text_experiments.STARTED)
    st.rerun()


def deleted(experiment: Experiment) -> None:
    """Delete an experiment, with its undo; for the callback of a button."""
    gone = stored.delete(cache.store(), experiment.experiment_id)
    if gone is None:
        session.say(text_experiments.GONE)
        return
    session.note_step(PAGE, text_experiments.DELETED, undo="restore", kept=stored.as_text(gone))


def _taken_back(noted: Mapping[str, str]) -> bool:
    store, kept = cache.store(), noted["kept"]
    if noted["undo"] == "restore":
        return stored.restore(store, stored.from_text(kept))
    if noted["undo"] == "reopen":
        return stored.reopen(store, kept)
    if noted["undo"] == "change":
        return _changed_back(stored.from_text(kept))
    return stored.delete(store, kept) is not None


def _changed_back(earlier: Experiment) -> bool:
    """Make an experiment what it was before; False where that is not possible any more."""
    store, key, words = cache.store(), earlier.experiment_id, {"name": earlier.name, "details": earlier.details}
    try:
        return stored.change(store, key, start=earlier.start, **words) is not None
    except ReboundError:
        return False
