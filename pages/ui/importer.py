"""From a dropped file to a confirmed import, and back: the same flow on the Overview of a new history and on Import."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from data.errors import FileUnreadableError, NotATrackerError
from data.importing import NO_ANSWERS, import_reading, read_tracker
from data.samples import SAMPLE_NAME, sample_tracker
from pages.ui import cache, entry, mapping, session, show, text, text_import, understood
from pages.ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.plans import Answers, ImportPlan, TrackerReading

KINDS: Final = ["csv", "tsv", "txt", "xlsx", "xls", "ods", "json", "md", "zip"]
LONG_FILE: Final = 300_000  # bytes from which reading takes long enough to show how far it is
_PACKED: Final = (b"PK", b"\xd0\xcf")  # spreadsheets and archives, in which bytes are no lines
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
    """Show the drop zone and, for a dropped file or pasted rows, the plan with everything that may be changed."""
    dropped = st.file_uploader(text.DROP, type=KINDS, key=session.drop_key(), help=None)
    st.caption(text.DROP_HELP)
    pasted = "" if dropped is not None else _paste()
    if dropped is None and not pasted.strip():
        return
    session.forget_import()
    content = pasted.encode() if dropped is None else dropped.getvalue()
    digest = sha256(content).hexdigest()
    try:
        first, reading = _read(content, digest, "" if dropped is None else dropped.name)
    except (FileUnreadableError, NotATrackerError) as error:
        show.trouble(text.UNREADABLE, error)
        _start_over(digest)
        return
    _plan(reading, first, digest)


def _paste() -> str:
    """Return the rows that were pasted, as they came."""
    with st.expander(text_import.PASTE_TITLE, icon=":material/content_paste:"):
        rows = st.text_area(
            text_import.PASTE_LABEL, key=f"paste-{session.drop_key()}", placeholder=text_import.PASTE_HINT, height=160
        )
        # Leaving the field is enough; the button is for those who look for the next step.
        st.button(text_import.PASTE_READ)
    return rows or ""


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


def _read(content: bytes, digest: str, name: str) -> tuple[TrackerReading, TrackerReading]:
    """Read the file without any answer, and as it was answered for.

    A new file gets the answers given for the last one of its shape. The shape is that of the first reading, because an
    answer (another table, another meaning of a column) may change where the header is.
    """
    notice, bar = st.container(), st.empty()
    lines = None if content.startswith(_PACKED) else content.count(b"\n")

    def progress(words: str, share: float) -> None:
        if len(content) >= LONG_FILE:
            bar.progress(share, text=text_import.working_on(words, lines))

    def read(answers: Answers) -> TrackerReading:
        found = cache.reading(content, digest, name, answers, progress)
        return found if name else replace(found, name=text_import.PASTED)

    first = read(NO_ANSWERS)
    remembered = cache.store().get_setting(_REMEMBERED + first.header_key) if first.header_key else None
    if remembered and session.heard(digest) is None:
        session.set_answers(digest, remembered)
    if remembered and session.heard(digest) == remembered:
        notice.caption(text.REMEMBERED)
    reading = read(session.answers(digest))
    bar.empty()
    return first, reading


def _plan(reading: TrackerReading, first: TrackerReading, digest: str) -> None:
    plan = cache.plan(reading, session.answers(digest))
    st.header(plain(reading.name), anchor=False)
    understood.which_table(reading, first, digest)
    show.plan(plan)
    understood.preview(plan)
    understood.questions(reading, digest)
    nothing_new = plan.already_imported or not (plan.new_applications or plan.new_events or reading.aggregate)
    with st.container():
        if nothing_new and not reading.blocked:
            st.info(text.NOTHING_NEW, icon=":material/check:")
        else:
            _confirm(plan, first, digest)
    understood.to_check(reading, digest)
    understood.remarks(plan)
    understood.applications(plan)
    mapping.columns(reading, first, digest)
    mapping.statuses(reading, first, digest)
    _start_over(digest)


def _start_over(digest: str) -> None:
    """Offer to forget what was said about the file; a choice that leaves nothing to show can be taken back too."""
    if session.heard(digest):
        st.button(
            text_import.START_OVER,
            help=text_import.START_OVER_HELP,
            type="tertiary",
            icon=":material/restart_alt:",
            on_click=session.set_answers,
            args=(digest, {}),
        )


def _confirm(plan: ImportPlan, first: TrackerReading, digest: str) -> None:
    reading = plan.reading
    if cache.store().has_samples:
        st.caption(text.SAMPLE_WILL_GO)
    if reading.blocked:
        st.caption(text.UNANSWERED)
    elif mapping.unsure(reading):
        st.caption(text_import.CHECK_BELOW)
    if not st.button(text.CONFIRM, type="primary", icon=":material/add:", disabled=reading.blocked):
        return
    with st.spinner(text_import.storing(plan.new_applications, plan.new_events)):
        # Nothing in here draws on the page, so a Stop cannot come between writing and noting that it was written.
        if cache.store().has_samples:
            cache.store().remove_samples()
        added = import_reading(cache.store(), reading, imported_at=entry.now())
        _remember(first.header_key, session.heard(digest))
        session.finish_import(added.new_applications, added.new_events)
        session.say(text.done_sentence(added.new_applications, added.new_events))
    st.rerun()


def _remember(header_key: str, said: Mapping[str, Any] | None) -> None:
    """Keep what was said, for the next file of this shape; where it was taken back, forget it."""
    if header_key and said is not None:
        cache.store().set_setting(_REMEMBERED + header_key, dict(said) or None)


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
