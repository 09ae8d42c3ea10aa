"""From a dropped file to a confirmed import: the same flow on the Overview of a new history and on Import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import streamlit as st

from data.importing import import_reading, read_tracker
from data.samples import SAMPLE_NAME, sample_tracker
from pages.ui import adding, asking, cache, entry, mapping, session, several, show, text, text_import, understood
from pages.ui.dropped import Dropped
from pages.ui.plain import plain

if TYPE_CHECKING:
    from data.errors import NotATrackerError
    from pages.ui.dropped import Understood

KINDS: Final = ["csv", "tsv", "txt", "xlsx", "xls", "ods", "json", "md", "zip"]


def sample_offer() -> None:
    """Show the button that fills an empty history with an invented one."""
    if st.button(text.SAMPLE_BUTTON, icon=":material/science:", help=text.SAMPLE_HINT):
        with st.spinner(text_import.SAMPLE_LOADING):
            _add_sample()
        st.rerun()


def sample_banner() -> None:
    """Show that the history is invented, and the button that removes it."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f":material/science: **{text.SAMPLE_BANNER}**", width="content")
        if st.button(text.SAMPLE_REMOVE, icon=":material/close:"):
            cache.store().remove_samples()
            session.forget_history()
            session.say(text.SAMPLE_REMOVED)
            st.rerun()


def unfinished() -> bool:
    """True while some of the files in the drop zone were added and others wait."""
    return bool(session.noted_files())


def flow() -> None:
    """Show the drop zone and, for dropped files or pasted rows, the plan with everything that may be changed."""
    files = _dropped()
    if files:
        session.forget_import()
    queue = several.entries(files)
    if several.is_finished(queue):
        adding.finish()
        st.rerun()
    if queue:
        one = queue[0] if len(queue) == 1 else several.choose(queue)
        _look_at(one, queue)


def done() -> None:
    """Show what the last import added, and the way to the funnel."""
    added = session.finished_import()
    if not added:
        return
    with st.container(border=True):
        st.header(added, anchor=False)
        with st.container(horizontal=True):
            show.link("funnel", text.TO_FUNNEL)
            show.link("strategy", text.TO_STRATEGY)
            show.link("overview", text.TO_OVERVIEW)


def _dropped() -> list[Dropped]:
    """Return the files in the drop zone in the order of the person, or the rows that were pasted."""
    files = st.file_uploader(text.DROP, type=KINDS, key=session.drop_key(), accept_multiple_files=True)
    st.caption(text.DROP_HELP)
    if files:
        return [Dropped(file.file_id, file.name, file.getvalue()) for file in files]
    pasted = _paste()
    return [Dropped("pasted", "", pasted.encode())] if pasted.strip() else []


def _paste() -> str:
    """Return the rows that were pasted, as they came."""
    with st.expander(text_import.PASTE_TITLE, icon=":material/content_paste:"):
        rows = st.text_area(
            text_import.PASTE_LABEL, key=f"paste-{session.drop_key()}", placeholder=text_import.PASTE_HINT, height=160
        )
        # Leaving the field is enough; the button is for those who look for the next step.
        st.button(text_import.PASTE_READ)
    return rows or ""


def _look_at(one: several.Entry, queue: list[several.Entry]) -> None:
    """Show one file: the plan and what may be changed, or why it cannot be used."""
    many = len(queue) > 1
    number = text_import.file_number(queue.index(one) + 1, len(queue)) if many else ""
    if many:
        st.divider()
    if one.understood is not None:
        _plan(one.understood, number, alone=sum(other.ready for other in queue) < 2)
    elif one.error is not None:
        show.small(f"{number}: {one.file.name}" if many else "")
        show.trouble(text.UNREADABLE, one.error)
    if many and one.added is None:
        st.button(
            text_import.LEAVE_OUT,
            type="tertiary",
            icon=":material/remove_circle_outline:",
            on_click=session.note_file,
            args=(one.file.key, ()),
        )
    _start_over(one.file.digest)


def _plan(file: Understood, number: str, *, alone: bool) -> None:
    """Show a file that was understood; `alone`: no other button on the page adds it too."""
    plan, reading, digest = file.plan, file.reading, file.file.digest
    st.header(plain(reading.name), anchor=False)
    show.small(number)
    if file.remembered:
        st.caption(text.REMEMBERED)
    asking.which_table(reading, file.first, digest)
    if file.refused:
        _refusal(file.refused)
    show.plan(plan)
    understood.preview(plan)
    asking.questions(reading, file.first, digest)
    with st.container():
        if file.nothing_new:
            st.info(text.NOTHING_NEW, icon=":material/check:")
        elif not file.refused:
            _confirm(file, alone=alone)
    asking.to_check(reading, digest)
    if not file.refused:
        understood.remarks(plan, file.file.content)
        understood.applications(plan)
    mapping.columns(reading, file.first, digest)
    mapping.statuses(reading, file.first, digest)
    if file.refused:
        understood.remarks(plan, file.file.content)


def _refusal(refused: NotATrackerError) -> None:
    """Show why the file cannot be added as it was read, and that it can be read in another way."""
    with st.container(border=True):
        st.markdown(f":material/block: **{text_import.REFUSED}**")
        show.words(f"{refused.message} {refused.hint}".strip())
        show.small(text_import.REFUSED_HELP)


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


def _confirm(file: Understood, *, alone: bool) -> None:
    plan, reading = file.plan, file.reading
    if cache.store().has_samples:
        st.caption(text.SAMPLE_WILL_GO)
    if reading.blocked:
        st.caption(text.UNANSWERED)
    elif file.unsure:
        st.caption(text_import.CHECK_BELOW)
    kind: Literal["primary", "secondary"] = "primary" if alone else "secondary"
    if st.button(text.CONFIRM, type=kind, icon=":material/add:", disabled=reading.blocked):
        with st.spinner(text_import.storing(plan.new_applications, plan.new_events), show_time=True):
            adding.add(file)
        st.rerun()


def _add_sample() -> None:
    reading = read_tracker(sample_tracker(entry.today()), SAMPLE_NAME, as_of=entry.today())
    import_reading(cache.store(), reading, imported_at=entry.now(), is_sample=True)
