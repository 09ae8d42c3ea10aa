"""Another name, other words or another first day for an experiment, with the way back."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

import streamlit as st

from data import experiments as stored
from data.errors import ReboundError
from data.experiments import Idea
from pages.ui import cache, experiment_fields, experiments, session, show, text_experiments
from pages.ui.plain import plain

if TYPE_CHECKING:
    from datetime import date

    from data.experiments import Experiment


def offer(experiment: Experiment) -> None:
    """Show the form that changes an experiment, filled with what it is."""
    place = f"change-{experiment.experiment_id}"
    # The keys hold what it is: after a change or its undo the fields show that, and not what was typed before.
    key = f"{place}-{sha256(stored.as_text(experiment).encode()).hexdigest()[:12]}"
    with st.popover(text_experiments.CHANGE, icon=":material/edit:", type="tertiary", key=place):
        with st.form(f"form-{key}", border=False, enter_to_submit=False):
            name, details = experiment_fields.words(experiment.name, experiment.details, key)
            start = _first_day(experiment, key)
            if st.form_submit_button(text_experiments.CHANGE_SAVE, type="primary", key=f"save-{key}"):
                session.doubt(place, "")
                _ask_or_change(place, experiment, Idea(name, experiment.measure, start, details))
        if waiting := session.doubted(place):
            idea = stored.idea_from_text(waiting)
            names, change = _newly_overlapping(experiment, idea), partial(_change, experiment, idea)
            experiments.ask_again(place, names, text_experiments.CHANGE_ANYWAY, change)


def _first_day(experiment: Experiment, key: str) -> date | None:
    """Ask for the first day; that of one that has ended stays, and why is said."""
    if experiment.ending is not None:
        show.small(text_experiments.DAY_STAYS)
        return experiment.start
    return experiment_fields.first_day(experiment.start, key)


def _ask_or_change(place: str, experiment: Experiment, idea: Idea) -> None:
    """Change it; a first day that would cost it its answer waits for a second yes, which is asked on the next run."""
    if idea.name.strip() and _newly_overlapping(experiment, idea):
        session.doubt(place, stored.idea_as_text(idea))
        st.rerun()
    _change(experiment, idea)


def _newly_overlapping(experiment: Experiment, idea: Idea) -> list[str]:
    """Return the names of the experiments that would share days with this one and do not yet."""
    if experiment.ending is not None:
        return []
    key = experiment.experiment_id
    before = experiments.overlapping(experiment.start, experiment.measure, but=key)
    return [name for name in experiments.overlapping(idea.start, idea.measure, but=key) if name not in before]


def _change(experiment: Experiment, idea: Idea) -> None:
    said = {"name": idea.name, "details": idea.details}
    try:
        earlier = stored.change(cache.store(), experiment.experiment_id, start=idea.start, **said)
    except ReboundError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    if earlier is None:
        session.say(text_experiments.GONE)
    else:
        session.note_step(experiments.PAGE, text_experiments.CHANGED, undo="change", kept=stored.as_text(earlier))
    st.rerun()
