"""Errors whose text a person reads: a sentence that says what is wrong and one that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.plans import TrackerReading


class ReboundError(Exception):
    """Anything the person can act on. `str(error)` is the whole text: message, then hint."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(f"{message} {hint}".strip())


class FileUnreadableError(ReboundError):
    """The bytes given are not a tracker that can be read (empty, damaged, protected, not a table)."""


class NotATrackerError(ReboundError):
    """The file is readable, but holds no job applications (leads only, an empty template, a report).

    reading: what was understood of the columns and words all the same, with every row set aside, so that a person can
    say that a word means something else; None where not even a table was found.
    """

    def __init__(self, message: str, hint: str = "", reading: TrackerReading | None = None) -> None:
        super().__init__(message, hint)
        self.reading = reading


class StoreError(ReboundError):
    """The history file cannot be opened, read or written."""


class StalePlanError(StoreError):
    """The history changed between making an import plan and applying it; make the plan again."""


class HistoryBusyError(StoreError):
    """Another process holds the history file open."""


class HistoryDamagedError(StoreError):
    """The file is there, but is no longer (or never was) a readable database."""


class HistoryTooNewError(StoreError):
    """A newer Rebound (or DuckDB) wrote the file; this one would not understand it."""


class NotAHistoryError(StoreError):
    """The path names a folder, or a database that belongs to another program."""


class HistoryNotWritableError(StoreError):
    """The file or its folder may not be read or written by this person."""


class DiskFullError(StoreError):
    """There is no room left to write; the transaction was rolled back."""
