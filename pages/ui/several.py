"""Several files dropped at once: a queue in the order of the person, confirmed one by one or together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from data.errors import FileUnreadableError, NotATrackerError
from data.layouts.single import UNKNOWN
from pages.ui import adding, session, show, text_import
from pages.ui.dropped import Understood, understand
from pages.ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.errors import ReboundError
    from data.plans import TrackerReading
    from pages.ui.dropped import Dropped


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the queue: done with (`added`, empty for left out), understood, or not usable at all (`error`)."""

    file: Dropped
    added: Sequence[int] | None = None
    understood: Understood | None = None
    error: ReboundError | None = None

    @property
    def closed(self) -> bool:
        """True where nothing is left to do for the file."""
        return self.added is not None or (self.understood is not None and self.understood.nothing_new)

    @property
    def ready(self) -> bool:
        """True where the file can be added as it is."""
        return self.understood is not None and self.understood.ready


def entries(files: Sequence[Dropped]) -> list[Entry]:
    """Read every file that is not done with yet; one that cannot be read never keeps the others back."""
    noted = session.noted_files()
    many = len(files) > 1
    return [
        Entry(file, added=noted[file.key])
        if file.key in noted
        else _entry(file, f"{text_import.file_number(number, len(files))}:" if many else "")
        for number, file in enumerate(files, start=1)
    ]


def _entry(file: Dropped, counter: str) -> Entry:
    try:
        return Entry(file, understood=understand(file, counter))
    except (FileUnreadableError, NotATrackerError) as error:
        return Entry(file, error=error)


def is_finished(queue: Sequence[Entry]) -> bool:
    """True where something was decided and nothing is left to decide."""
    return bool(session.noted_files()) and all(one.closed for one in queue)


def choose(queue: Sequence[Entry]) -> Entry:
    """Show the queue and return the file to look at: the one chosen, or the next that waits for the person."""
    st.header(text_import.queue_title(len(queue)), anchor=False)
    by_key = {one.file.key: one for one in queue}
    waiting = [one for one in queue if not one.closed]
    # A file that cannot be used comes last: it must not stand between the person and the others.
    first = next((one for one in waiting if one.error is None), (*waiting, queue[0])[0])
    asked = by_key.get(session.opened_file() or "", first)
    shown = asked if asked in waiting else first
    key = f"queue-{session.drop_key()}-{len(session.noted_files())}"
    st.radio(
        text_import.QUEUE,
        list(by_key),
        index=list(by_key).index(shown.file.key),
        format_func={one.file.key: _label(one) for one in queue}.__getitem__,
        captions=[plain(_caption(one)) for one in queue],
        key=key,
        label_visibility="collapsed",
        on_change=_opened,
        args=(key,),
    )
    _add_ready(queue)
    return shown


def _opened(key: str) -> None:
    session.open_file(session.widget(key))


def _label(one: Entry) -> str:
    icon = ":material/check_circle:" if one.closed else ":material/description:"
    if one.error is not None or (one.understood is not None and one.understood.refused):
        icon = ":material/block:"
    elif one.understood is not None and one.understood.reading.blocked:
        icon = ":material/help:"
    return f"{icon} {plain(one.file.name)}"


def _caption(one: Entry) -> str:
    if one.added is not None:
        return text_import.added(*one.added) if one.added else text_import.LEFT_OUT
    if one.understood is None:
        return text_import.unusable(one.error.message if one.error else "")
    understood = one.understood
    if understood.refused:
        return text_import.unusable(understood.refused.message)
    if understood.nothing_new:
        return text_import.NOTHING_NEW_SHORT
    if understood.reading.blocked:
        return _needed(understood.reading)
    return text_import.would_add(understood.plan, unsure=understood.unsure)


def _needed(reading: TrackerReading) -> str:
    if reading.layout == UNKNOWN:
        return text_import.COLUMNS_UNKNOWN_SHORT
    return text_import.waits(sum(question.needed for question in reading.questions))


def _add_ready(queue: Sequence[Entry]) -> None:
    """Offer to add every file that needs no answer, in the order of the person."""
    ready = [one.understood for one in queue if one.ready and one.understood is not None]
    if len(ready) < 2:
        return
    every = len(ready) == sum(not one.closed for one in queue)
    pressed = st.button(
        text_import.add_all(len(ready), every=every), type="primary", icon=":material/playlist_add:", key="add-ready"
    )
    show.small(text_import.ADD_ALL_HELP)
    if not pressed:
        return
    bar = st.progress(0.0)
    for number, understood in enumerate(ready):
        said = text_import.adding_file(number + 1, len(ready), understood.file.name, understood.plan)
        bar.progress(number / len(ready), text=plain(said))
        adding.add(understood)
    st.rerun()
