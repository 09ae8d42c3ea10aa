"""What was dropped or pasted, how it is understood, and how that is shown while it takes long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import streamlit as st

from data.errors import NotATrackerError, ReboundError
from data.importing import NO_ANSWERS
from pages.ui import cache, mapping, session, text_import
from pages.ui.plain import plain
from pages.ui.working import beside

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.delta_generator import DeltaGenerator

    from data.plans import Answers, ImportPlan, TrackerReading
    from pages.ui.working import Tell

LONG_FILE: Final = 300_000  # bytes from which reading takes long enough to show how far it is
REMEMBERED: Final = "answers:"  # setting under which the answers for one shape of file are kept
_PACKED: Final = (b"PK", b"\xd0\xcf")  # spreadsheets and archives, in which bytes are no lines


@dataclass(frozen=True)
class Dropped:
    """One file, or rows that were pasted. key: the same as long as the file lies in the drop zone."""

    key: str
    name: str
    content: bytes

    @cached_property
    def digest(self) -> str:
        """The sha256 of the content."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Understood:
    """A file as it is read: `first` without any answer, the plan with what the person said.

    refused: why nothing of the file can be added as it is read now; the plan is then empty. remembered: the answers
    are those for the last file of this shape.
    """

    file: Dropped
    first: TrackerReading
    plan: ImportPlan
    refused: NotATrackerError | None
    remembered: bool

    @property
    def reading(self) -> TrackerReading:
        """The file as it was answered for."""
        return self.plan.reading

    @property
    def nothing_new(self) -> bool:
        """True where the history already holds everything the file says."""
        plan = self.plan
        if self.refused or self.reading.blocked:
            return False
        return plan.already_imported or not (plan.new_applications or plan.new_events or self.reading.aggregate)

    @property
    def ready(self) -> bool:
        """True where the file can be added as it is."""
        return not (self.refused or self.reading.blocked or self.nothing_new)

    @property
    def unsure(self) -> bool:
        """True where a column or word was understood with doubt."""
        return mapping.unsure(self.reading)


def understand(file: Dropped, counter: str = "") -> Understood:
    """Read a file, and show how far that is where it takes long. counter: which of several files it is.

    A new file gets the answers given for the last one of its shape. The shape is that of the first reading, because an
    answer (another table, another meaning of a column) may change where the header is.

    Raises:
        FileUnreadableError: the bytes are no table.
        NotATrackerError: it holds no applications, and nothing is known of its columns either.
    """
    place = st.empty()
    try:
        found = _understand(file, _Progress(place, file, counter))
    except ReboundError:
        place.empty()
        raise
    place.empty()
    return found


def _understand(file: Dropped, progress: _Progress) -> Understood:
    first, _ = _read(file, NO_ANSWERS, progress)
    remembered = cache.store().get_setting(REMEMBERED + first.header_key) if first.header_key else None
    if remembered and session.heard(file.digest) is None:
        session.set_answers(file.digest, remembered)
    reading, refused = _read(file, session.answers(file.digest), progress)
    progress.compare()
    plan = cache.plan(reading, session.answers(file.digest))
    same = bool(remembered) and session.heard(file.digest) == remembered
    return Understood(file, first, plan, refused, remembered=same)


def _read(file: Dropped, answers: Answers, progress: _Progress) -> tuple[TrackerReading, NotATrackerError | None]:
    """Return how the file is read, and why that is not enough."""
    refused = None
    try:
        found = cache.reading(file.content, file.digest, file.name, answers, progress.reading)
    except NotATrackerError as error:
        if error.reading is None:
            raise
        found, refused = error.reading, error
    return found if file.name else replace(found, name=text_import.PASTED), refused


class _Progress:
    """A bar and a way to stop, drawn only when something is really read: what is known already shows at once."""

    def __init__(self, place: DeltaGenerator, file: Dropped, counter: str) -> None:
        self.place, self.file, self.counter = place, file, counter
        self.bar: DeltaGenerator | None = None
        self.lines = 0 if file.content.startswith(_PACKED) else file.content.count(b"\n")

    def reading(self, work: Callable[[Tell], TrackerReading]) -> TrackerReading:
        """Read the file, beside the page where it is a long one."""
        if len(self.file.content) >= LONG_FILE:
            return beside(work, self._show)
        if self.counter:
            self._show("", 0.0)
        return work(_nobody)

    def compare(self) -> None:
        """Say that the file is being compared with the history, if it is read just now."""
        if self.bar is not None:
            self._show(text_import.COMPARING, 0.95)

    def _show(self, words: str, share: float) -> None:
        if self.bar is None:
            with self.place.container(border=True):
                self.bar = st.progress(0.0)
                st.button(text_import.CANCEL, key=f"cancel-{self.file.key}", icon=":material/close:", on_click=cancel)
        step = text_import.working_on(words or text_import.READING, self.lines)
        self.bar.progress(share, text=plain(f"{self.counter} {step}".strip()))


def cancel() -> None:
    """Stop what is being read: called when the button is pressed."""
    added = any(session.noted_files().values())
    session.empty_drop()
    session.say(text_import.CANCELLED_LATER if added else text_import.CANCELLED)


def _nobody(words: str, share: float) -> None:
    """Tell nobody."""
