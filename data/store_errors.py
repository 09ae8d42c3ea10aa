"""From what DuckDB and the operating system say to a sentence with a remedy.

DuckDB reports most trouble with a file as one exception class (`IOException`), so the text has to tell them apart.
The fragments below are those of DuckDB 1.5 on Linux, macOS and Windows; tests provoke them for real where they can.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import duckdb

from data.errors import (
    DiskFullError,
    HistoryBusyError,
    HistoryDamagedError,
    HistoryNotWritableError,
    HistoryTooNewError,
    NotAHistoryError,
    StoreError,
)
from data.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def told_plainly(path: str) -> Iterator[None]:
    """Turn trouble with the history file at `path` into a `StoreError` a person can act on."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise as_store_error(error, path) from error


def as_store_error(error: Exception, path: str) -> StoreError:
    """The `StoreError` for an exception of DuckDB or the operating system."""
    text = str(error)
    lowered = text.lower()
    for fragments, make in _KINDS:
        if any(fragment in lowered for fragment in fragments):
            return make(path, text)
    return StoreError(
        _("Your history at {path} could not be read or written ({cause}).", path=path, cause=_first_line(text)),
        _("Close Rebound, start it again and repeat the last step. If this comes back, keep a copy of the file."),
    )


def too_new(path: str, _text: str = "") -> HistoryTooNewError:
    """For a file that a newer program wrote."""
    return HistoryTooNewError(
        _("Your history at {path} was written by a newer version of Rebound. It was not changed.", path=path),
        _("Update Rebound, or set REBOUND_DATABASE to another file."),
    )


def not_a_file(path: str, _text: str = "") -> NotAHistoryError:
    """For a path that cannot name a file."""
    return NotAHistoryError(
        _(
            "{path} cannot be a history file: it is a folder, its name is too long, or part of it is not a folder.",
            path=path,
        ),
        _("Set REBOUND_DATABASE to the name of a file in a folder, such as history.duckdb."),
    )


def foreign(path: str) -> NotAHistoryError:
    """For a sound database without Rebound's tables."""
    return NotAHistoryError(
        _("The database at {path} belongs to another program. It was not changed.", path=path),
        _("Set REBOUND_DATABASE to a file that does not exist yet, and Rebound makes a new history there."),
    )


def _busy(path: str, text: str) -> HistoryBusyError:
    process = re.search(r"\(PID (\d+)\)", text)
    message = _("Your history is already open in another program: {path}", path=path)
    if process:
        message = _(
            "Your history is already open in another program (process {number}): {path}", number=process[1], path=path
        )
    return HistoryBusyError(message, _("Close the other Rebound or database viewer, then reload this page."))


def _disk_full(path: str, _text: str) -> DiskFullError:
    return DiskFullError(
        _("There is no room left on the disk, so nothing was saved; your history is as it was before."),
        _("Free some space on the disk that holds {path}, then try again.", path=path),
    )


def _not_writable(path: str, _text: str) -> HistoryNotWritableError:
    return HistoryNotWritableError(
        _("Rebound is not allowed to read and write your history at {path}.", path=path),
        _(
            "Change the permissions of the file and its folder, or set REBOUND_DATABASE to another file "
            "in a folder of your own."
        ),
    )


def _damaged(path: str, _text: str) -> HistoryDamagedError:
    return HistoryDamagedError(
        _("The file {path} is damaged, or it is not a history of Rebound. It was not changed.", path=path),
        _(
            "Move it to another folder. If a file with .backup- in its name lies beside it, give a copy of that one "
            "the old name; or start Rebound without it and import your tracker again."
        ),
    )


# First match wins. Fragments are compared without regard to case.
_KINDS: Final[tuple[tuple[tuple[str, ...], Callable[[str, str], StoreError]], ...]] = (
    (("could not set lock", "conflicting lock", "being used by another process"), _busy),
    (
        ("no space left", "not enough space on the disk", "disk quota exceeded", "disk full", "file too large"),
        _disk_full,
    ),
    (("we can only read version", "created with a newer version"), too_new),
    (("is a directory", "not a directory", "file name too long", "file exists"), not_a_file),
    (("permission denied", "access is denied", "read-only", "operation not permitted"), _not_writable),
    (
        (
            "not a valid duckdb database",
            "corrupt",
            "checksum",
            "could not read enough bytes",
            "failed to deserialize",
            "serialization error",
            "replaying wal",
        ),
        _damaged,
    ),
)


def _first_line(text: str) -> str:
    return next(iter(text.strip().splitlines()), _("no reason given"))[:200]
