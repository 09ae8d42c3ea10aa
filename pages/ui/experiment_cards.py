"""One card for each experiment: its answer so far, the applications that belong to it, and its end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analytics.charts.before_after import before_after_picture
from analytics.experiments import Answer
from data import experiments as stored
from data.errors import ReboundError
from data.experiments import Decision, Ending
from pages.ui import (
    cache,
    defined,
    entry,
    experiment_changing,
    experiment_fields,
    experiments,
    kept_answer,
    session,
    show,
    text,
    text_experiments,
)
from pages.ui.plain import plain
from pages.ui.spreadsheet import download

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from analytics.changes import Trial
    from data.experiments import Experiment

HEIGHT = 300  # pixels: about seven rows of the list of applications


def running(tried: Sequence[tuple[Experiment, Trial]]) -> None:
    """Show the experiments that run (or have not begun), the newest first."""
    for experiment, trial in reversed([pair for pair in tried if pair[0].ending is None]):
        with st.container(border=True):
            _head(experiment, trial)
            if experiment.start > entry.today():
                show.words(text_experiments.NOT_BEGUN)
            else:
                _answer(trial.result.answer, trial.result.sentence)
                _say(trial.wait)
                _remarks(trial)
                _picture(experiment, trial)
                _more(experiment, trial)
            with st.container(horizontal=True):
                if experiment.start <= entry.today():
                    _end(experiment, trial)
                experiment_changing.offer(experiment)
                _delete(experiment)


def ended(tried: Sequence[tuple[Experiment, Trial]]) -> None:
    """Show the experiments that have ended, the newest first, with the answer that was kept and the one of today."""
    pairs = [(experiment, trial, experiment.ending) for experiment, trial in tried]
    over = [(experiment, trial, ending) for experiment, trial, ending in pairs if ending is not None]
    if not over:
        return
    st.header(text_experiments.ENDED, anchor=False)
    for experiment, trial, ending in sorted(over, key=lambda one: one[2].last_day, reverse=True):
        with st.container(border=True):
            _head(experiment, trial)
            _both_answers(experiment, trial, ending)
            _remarks(trial)
            _picture(experiment, trial)
            _more(experiment, trial)
            with st.container(horizontal=True):
                st.button(
                    text_experiments.REOPEN,
                    icon=":material/replay:",
                    help=text_experiments.REOPEN_HELP,
                    key=f"reopen-{experiment.experiment_id}",
                    on_click=_reopen,
                    args=(experiment,),
                )
                experiment_changing.offer(experiment)
                _delete(experiment)


def _both_answers(experiment: Experiment, trial: Trial, ending: Ending) -> None:
    """Show the answer that was kept with what the person wrote, and the one of today where it says something else."""
    holds = kept_answer.still_holds(ending, trial, experiment.measure)
    then = trial.result.sentence if holds else kept_answer.sentence(ending, experiment.measure)
    _answer(Answer(ending.answer), then, text_experiments.answer_on(ending.answered_on))
    _say(text_experiments.DECIDED[ending.decision])
    if experiment.note:
        st.markdown(f"**{text_experiments.YOUR_NOTE}**  \n{plain(experiment.note)}")
    if not holds:
        _answer(trial.result.answer, trial.result.sentence, text_experiments.answer_today(entry.today()))


def members(applications: pd.DataFrame) -> pd.DataFrame:
    """Return the applications of an experiment for the screen: employer, title, day, and how far each came."""
    return pd.DataFrame(
        {
            text_experiments.EMPLOYER: applications["company"],
            text_experiments.TITLE: applications["title"],
            text_experiments.SENT: applications["applied_date"],
            text_experiments.INTERVIEWED: applications["reached_interview"].astype(bool),
            text_experiments.SO_FAR: applications["outcome"].map(text_experiments.OUTCOMES),
        }
    )


def _head(experiment: Experiment, trial: Trial) -> None:
    last = None if experiment.ending is None else experiment.ending.last_day
    st.subheader(plain(experiment.name), anchor=False)
    show.small(
        text_experiments.summary(experiment.start, entry.today(), last, experiment.measure, len(trial.applications))
    )
    if experiment.details:
        show.words(experiment.details)


def _answer(answer: Answer, sentence: str, label: str = "") -> None:
    """Show an answer: its badge, and the sentence with the counts."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if label:
            st.markdown(f"**{plain(label)}**", width="content")
        st.badge(
            text_experiments.ANSWERS[answer],
            icon=text_experiments.ANSWER_ICONS[answer],
            color=text_experiments.ANSWER_COLOURS[answer],
        )
    _say(sentence)


def _say(*sentences: str) -> None:
    for sentence in filter(None, sentences):
        show.words(sentence)


def _remarks(trial: Trial) -> None:
    """Show why there is no answer, or why even a clear one is provisional."""
    if trial.result.overlapping:
        st.warning(plain(text_experiments.overlap(trial.result.overlapping, plan=False)), icon=":material/warning:")
    if trial.result.caution:
        st.info(plain(trial.result.caution), icon=":material/info:")


def _picture(experiment: Experiment, trial: Trial) -> None:
    if trial.result.before is not None:
        drawn = before_after_picture(trial.result, trial.change.measure)
        show.picture(drawn, f"before-after-{experiment.experiment_id}", minor=True)


def _more(experiment: Experiment, trial: Trial) -> None:
    """Show the list of applications, and how the answer is computed."""
    if trial.applications.empty:
        show.small(text_experiments.NO_MEMBERS)
    else:
        with st.expander(text_experiments.list_title(len(trial.applications)), icon=":material/list:"):
            st.dataframe(
                members(trial.applications),
                hide_index=True,
                height=HEIGHT if len(trial.applications) > 7 else "auto",
                key=f"members-{experiment.experiment_id}",
                placeholder="–",
                alt=text_experiments.LIST_TABLE,
                column_config={text_experiments.SENT: st.column_config.DateColumn(format=text.day_format())},
            )
            make, key = partial(members, trial.applications), f"members-csv-{experiment.experiment_id}"
            download(text.TABLE_DOWNLOAD, make, "experiment.csv", key=key)
    with st.expander(text.HOW, icon=":material/calculate:"):
        defined.lines("experiments")
        _say(text_experiments.chance(trial.result), *text_experiments.HOW)
    show.small(text_experiments.undated(trial.result.undated))


def _end(experiment: Experiment, trial: Trial) -> None:
    """Show the form that ends an experiment with the answer of today and a note."""
    key = experiment.experiment_id
    with st.popover(text_experiments.END, icon=":material/flag:", key=f"end-{key}"), st.form(f"f-{key}", border=False):
        st.markdown(f"**{text_experiments.END_TITLE}**")
        _answer(trial.result.answer, "")
        show.small(text_experiments.LATE)
        last = st.date_input(
            text_experiments.LAST_DAY,
            entry.today(),
            min_value=experiment.start,
            max_value=entry.today(),
            format="YYYY-MM-DD",
            help=text_experiments.LAST_DAY_HELP,
            key=f"last-{key}",
        )
        decision = st.radio(
            text_experiments.DECISION,
            list(text_experiments.DECISIONS),
            index=list(text_experiments.DECISIONS).index(Decision.OPEN),
            format_func=text_experiments.DECISIONS.__getitem__,
            key=f"decision-{key}",
        )
        note = experiment_fields.note(experiment.note, key)
        if st.form_submit_button(text_experiments.END_SURE, type="primary", key=f"sure-{key}"):
            _ended(experiment, last, decision, note)


def _ended(experiment: Experiment, last: date | None, decision: Decision, note: str) -> None:
    day = last or entry.today()
    trial = cache.trial_until(experiment, day)
    found = trial.result
    counted = kept_answer.counts(found)
    ending = Ending(day, entry.today(), str(found.answer), found.sentence, Decision(decision), counted)
    try:
        if stored.end(cache.store(), experiment.experiment_id, ending, note):
            session.note_step(
                experiments.PAGE, text_experiments.ENDED_SAID, undo="reopen", kept=experiment.experiment_id
            )
        else:
            session.say(text_experiments.ENDED_BEFORE)
    except ReboundError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.rerun()


def _reopen(experiment: Experiment) -> None:
    if not stored.reopen(cache.store(), experiment.experiment_id):
        session.say(text_experiments.GONE)
        return
    session.forget_step(experiments.PAGE)
    names = experiments.overlapping(experiment.start, experiment.measure, but=experiment.experiment_id)
    session.say(text_experiments.REOPENED_OVERLAP if names else text_experiments.REOPENED)


def _delete(experiment: Experiment) -> None:
    key = experiment.experiment_id
    with st.popover(text_experiments.DELETE, icon=":material/delete:", type="tertiary", key=f"delete-{key}"):
        show.words(text_experiments.DELETE_ASK)
        st.button(
            text_experiments.DELETE_SURE,
            key=f"gone-{key}",
            type="primary",
            on_click=experiments.deleted,
            args=(experiment,),
        )
