"""Writing what was understood to the history, and saying what was added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.importing import import_reading
from pages.ui import cache, entry, session, text_import
from pages.ui.dropped import REMEMBERED

if TYPE_CHECKING:
    from pages.ui.dropped import Understood


def add(understood: Understood) -> None:
    """Write one file, and note that it was written.

    Nothing in here draws on the page, so that no click can come between the writing and the note of it.
    """
    if cache.store().has_samples:
        cache.store().remove_samples()
        session.forget_history()
    added = import_reading(cache.store(), understood.reading, imported_at=entry.now())
    said = session.heard(understood.file.digest)
    if understood.first.header_key and said is not None:
        # What was taken back is forgotten for the next file of this shape as well.
        cache.store().set_setting(REMEMBERED + understood.first.header_key, dict(said) or None)
    session.note_file(understood.file.key, (added.new_applications, added.new_events))


def finish() -> None:
    """Empty the drop zone and keep a sentence that says what was added of its files, if anything was."""
    added = [numbers for numbers in session.noted_files().values() if numbers]
    if not added:
        session.empty_drop()
        return
    applications, events = (sum(numbers) for numbers in zip(*added, strict=True))
    sentence = text_import.done_files(len(added), applications, events)
    session.finish_import(sentence)
    session.say(sentence)
