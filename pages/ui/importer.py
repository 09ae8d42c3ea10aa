"""From a dropped file to a confirmed import, and back: the same flow on the Overview of a new history and on Import."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from data.errors import FileUnreadableError, NotATrackerError
from data.importing import import_reading, read_tracker
from data.samples import SAMPLE_NAME, sample_tracker
from pages.ui import cache, entry, session, show, text, understood
from pages.ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.plans import Answers, TrackerReading

KINDS: Final = ["csv", "tsv", "txt", "xlsx", "xls", "ods", "json", "md", "zip"]
LONG_FILE: Final = 300_000  # bytes from which reading takes long enough to show how far it is
_REMEMBERED: Final = "answers:"  # setting under which the answers for one shape of file are kept


def sample_offer() -> None:
    """Show the button that fills an empty history with an invented one."""
    if st.button(text.SAMPLE_BUTTON, icon=":material/science:", help=text.SAMPLE_HINT):
        _add_sample()
        st.rerun()


def sample_banner() -> None:
    """Show that the history is invented, and the button that removes it."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f":material/science: **{text.SAMPLE_BANNER}**", width="content")
        if st.button(text.SAMPLE_REMOVE, icon=":material/close:"):
            cache.store().remove_samples()
            session.forget_import()
            session.say(text.SAMPLE_REMOVED)
            st.rerun()


def flow() -> None:
    """Show the drop zone and, for a dropped file, the plan of its import with everything that may be changed."""
    dropped = st.file_uploader(text.DROP, type=KINDS, key=session.drop_key(), help=None)
    st.caption(text.DROP_HELP)
    if dropped is None:
        return
    session.forget_import()
    content = dropped.getvalue()
    digest = sha256(content).hexdigest()
    try:
        reading = _read(content, digest, dropped.name)
    except (FileUnreadableError, NotATrackerError) as error:
        show.trouble(text.UNREADABLE, error)
        return
    _plan(reading, digest)


def done() -> None:
    """Show what the last import added, and the way to the funnel."""
    added = session.finished_import()
    if added is None:
        return
    with st.container(border=True):
        st.header(text.done_sentence(*added), anchor=False)
        with st.container(horizontal=True):
            show.link("funnel", text.TO_FUNNEL)
            show.link("strategy", text.TO_STRATEGY)
            show.link("overview", text.TO_OVERVIEW)


def history() -> None:
    """Show the files added so far, each with an undo that asks first."""
    imports = cache.store().imports()
    if imports.empty:
        return
    st.header(text.IMPORTS_TITLE, anchor=False)
    for row in imports.iloc[::-1].to_dict("records"):
        with st.container(border=True):
            _one_import(row)


def _read(content: bytes, digest: str, name: str) -> TrackerReading:
    """Read the file as it was answered for; a new file gets the answers given for the last one of its shape."""
    bar = st.empty()

    def progress(words: str, share: float) -> None:
        if len(content) >= LONG_FILE:
            bar.progress(share, text=words)

    reading = cache.reading(content, digest, name, session.answers(digest), progress)
    remembered = cache.store().get_setting(_REMEMBERED + reading.header_key) if reading.header_key else None
    if remembered and session.heard(digest) is None:
        session.set_answers(digest, remembered)
        reading = cache.reading(content, digest, name, session.answers(digest), progress)
    bar.empty()
    if remembered and session.heard(digest) == remembered:
        st.caption(text.REMEMBERED)
    return reading


def _plan(reading: TrackerReading, digest: str) -> None:
    answers = session.answers(digest)
    plan = cache.plan(reading, answers)
    st.header(plain(reading.name), anchor=False)
    show.plan(plan)
    understood.questions(reading, digest)
    nothing_new = plan.already_imported or not (plan.new_applications or plan.new_events or reading.aggregate)
    if nothing_new and not reading.blocked:
        st.info(text.NOTHING_NEW, icon=":material/check:")
    else:
        _confirm(reading, answers)
    understood.to_check(reading, digest)
    understood.remarks(plan)
    understood.columns(reading, digest)
    understood.statuses(reading, digest)


def _confirm(reading: TrackerReading, answers: Answers) -> None:
    if cache.store().has_samples:
        st.caption(text.SAMPLE_WILL_GO)
    if reading.blocked:
        st.caption(text.UNANSWERED)
    if not st.button(text.CONFIRM, type="primary", icon=":material/add:", disabled=reading.blocked):
        return
    with st.spinner(text.STORING):
        if cache.store().has_samples:
            cache.store().remove_samples()
        plan = import_reading(cache.store(), reading, imported_at=entry.now())
        _remember(reading, answers)
    session.finish_import(plan.new_applications, plan.new_events)
    session.say(text.done_sentence(plan.new_applications, plan.new_events))
    st.rerun()


def _remember(reading: TrackerReading, answers: Answers) -> None:
    """Keep what was said about the columns and words, for the next file of this shape."""
    said = {"fields": dict(answers.fields), "stages": dict(answers.stages), "date_order": answers.date_order}
    if reading.header_key and any(said.values()):
        cache.store().set_setting(_REMEMBERED + reading.header_key, said)


def _add_sample() -> None:
    reading = read_tracker(sample_tracker(entry.today()), SAMPLE_NAME, as_of=entry.today())
    import_reading(cache.store(), reading, imported_at=entry.now(), is_sample=True)


def _one_import(row: Mapping[Any, Any]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width="content", gap="xxsmall"):
            st.markdown(f"**{plain(row['name'])}**")
            show.small(text.import_line(row))
        key = str(row["import_id"])
        if session.asked_undo() != key:
            st.button(text.UNDO, key=f"undo-{key}", icon=":material/undo:", on_click=session.ask_undo, args=(key,))
            return
    show.words(text.undo_question(row["name"]))
    with st.container(horizontal=True):
        if st.button(text.UNDO_CONFIRM, key=f"yes-{key}", type="primary"):
            cache.store().undo(key)
            session.ask_undo(None)
            session.forget_import()
            session.say(text.UNDONE)
            st.rerun()
        st.button(text.UNDO_KEEP, key=f"keep-{key}", on_click=session.ask_undo, args=(None,))
