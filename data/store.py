"""The one door to the history: a DuckDB file that only ever grows by imports and shrinks by undoing them.

Threads may share a `Store`. Each call works on a cursor of its own, because a connection shared by threads gives
silently wrong answers; writers wait for one another, because DuckDB refuses two writers of one row.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self
from uuid import uuid4

import duckdb

from data.errors import StalePlanError
from data.language import _
from data.migrations import open_history, read_sql
from data.plans import KnownHistory
from data.schema import APPLICATION_COLUMNS, EVENT_COLUMNS, FLOW_COLUMNS, JOURNEY_COLUMNS
from data.settings import MEMORY
from data.store_copy import copied, delete_files
from data.store_errors import told_plainly
from data.store_frames import IMPORT_COLUMNS, problems_from_rows, typed
from data.store_writing import forget_imports, frames_to_write, write_frames, write_import

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    import pandas as pd

    from data.plans import ImportPlan
    from data.problems import ImportProblem

_VIEWS: Final = read_sql("views")
_JOURNEYS: Final = read_sql("journeys")
_IMPORTS: Final = read_sql("imports")
_EVENTS: Final = read_sql("events")
_NEW_REVISION: Final = "UPDATE meta SET revision = revision + 1"

# Locks of files by path: two stores of one process on one file share its DuckDB instance and must share the lock.
_LOCKS: Final[dict[str, threading.RLock]] = {}
_LOCKS_GUARD: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class AggregateImport:
    """An imported file that holds totals instead of applications. counts: keys as in `analytics.counts`."""

    import_id: str
    name: str
    imported_at: datetime
    counts: Mapping[str, int | None]
    is_sample: bool


class Store:
    """An open history. Use it as a context manager, or call `close`."""

    def __init__(self, path: str, connection: duckdb.DuckDBPyConnection) -> None:
        self.path: Final = path
        self.identity: Final = str(uuid4())
        self._connection = connection
        self._lock = _lock_of(path)

    @classmethod
    def open(cls, path: str | Path = MEMORY) -> Self:
        """Open the history at `path`, or make a new one there.

        Raises:
            StoreError: busy, damaged, too new, not writable, not a file, disk full; the text says what to do.
        """
        text = str(path)
        with _lock_of(text):
            return cls(text, open_history(text))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, after a running write has ended. Closing twice does no harm."""
        with self._lock:
            self._connection.close()

    @property
    def revision(self) -> int:
        """Number of write transactions so far; with `identity` (new at each opening) the key of every cache."""
        return int(self._rows("SELECT revision FROM meta")[0][0])

    @property
    def is_empty(self) -> bool:
        """True while nothing is imported."""
        return not self._rows("SELECT 1 FROM imports LIMIT 1")

    @property
    def has_samples(self) -> bool:
        """True while the sample history (or a part of it) is imported."""
        return bool(self._rows("SELECT 1 FROM imports WHERE is_sample LIMIT 1"))

    def known_history(self) -> KnownHistory:
        """Everything that matching a new file needs, as of one revision."""
        with self._reading() as cursor:
            applications = cursor.execute(
                "SELECT * REPLACE (application_id::VARCHAR AS application_id) "
                "FROM current_applications ORDER BY application_id"
            ).df()
            hashes = cursor.execute("SELECT sha256 FROM imports").fetchall()
            revision = cursor.execute("SELECT revision FROM meta").fetchall()[0][0]
            events = _events(cursor, None)
        return KnownHistory(
            applications=typed(applications, APPLICATION_COLUMNS, "applications"),
            events=events,
            hashes=frozenset(row[0] for row in hashes),
            revision=int(revision),
        )

    def apply(self, plan: ImportPlan, *, imported_at: datetime) -> str:
        """Write everything the plan asserts in one transaction; return the import's id, "" if the file is known.

        imported_at: wall-clock time of the person; a time zone is dropped.

        Raises:
            StalePlanError: the history changed since the plan was made.
        """
        if plan.already_imported:
            return ""
        import_id = str(uuid4())
        frames = frames_to_write(plan)
        with self._writing() as cursor:
            if cursor.execute("SELECT revision FROM meta").fetchall() != [(plan.revision,)]:
                raise StalePlanError(
                    _("Your history changed while this import was being prepared, so nothing was written."),
                    _("Look at the new preview and confirm again."),
                )
            write_import(cursor, plan, import_id, imported_at)
            write_frames(cursor, frames, import_id)
        return import_id

    def undo(self, import_id: str) -> None:
        """Take one import back, whatever came after it. What other imports assert stays; an unknown id does nothing."""
        with self._writing() as cursor:
            forget_imports(cursor, [import_id])

    def remove_samples(self) -> None:
        """Take back every import of sample data, and the experiments and decisions that were made on it."""
        with self._writing() as cursor:
            cursor.execute("DELETE FROM experiments WHERE is_sample")
            cursor.execute("DELETE FROM decisions WHERE is_sample")
            rows = cursor.execute("SELECT import_id::VARCHAR FROM imports WHERE is_sample").fetchall()
            forget_imports(cursor, [row[0] for row in rows])

    def imports(self) -> pd.DataFrame:
        """One row per import in order (IMPORT_COLUMNS), with the applications and events it asserts."""
        return typed(self._frame(_IMPORTS), IMPORT_COLUMNS, "imports", set_aside="int64")

    def journeys(self, as_of: date, *, phone_screen_counts: bool = True) -> pd.DataFrame:
        """One row per application as of the end of a day: JOURNEY_COLUMNS, whose rules `data.schema` gives.

        phone_screen_counts: whether a phone screen is an interview; if not, it is still an answer.
        """
        rules = {"as_of": as_of, "phone_screen_counts": phone_screen_counts}
        return typed(self._frame(_JOURNEYS, rules), JOURNEY_COLUMNS, "journeys")

    def events(self, as_of: date | None = None) -> pd.DataFrame:
        """One row per (application, stage, date, round) (EVENT_COLUMNS), however many imports assert it.

        With `as_of`, without those dated later. origin and source_row are those of the newest import.
        """
        with self._reading() as cursor:
            return _events(cursor, as_of)

    def flows(self) -> pd.DataFrame:
        """One row per flow of an aggregate file: import_id and FLOW_COLUMNS, in order of import and file."""
        frame = self._frame(
            "SELECT import_id::VARCHAR AS import_id, source, target, value, source_stage, target_stage "
            "FROM flows INNER JOIN imports USING (import_id) ORDER BY sequence, flows.rowid"
        )
        return typed(frame, ("import_id", *FLOW_COLUMNS), "flows", value="int64")

    def aggregates(self) -> tuple[AggregateImport, ...]:
        """The imported files that hold totals only, in order of import."""
        rows = self._rows(
            "SELECT import_id::VARCHAR, name, imported_at, aggregate, is_sample FROM imports "
            "WHERE aggregate IS NOT NULL ORDER BY sequence"
        )
        return tuple(
            AggregateImport(key, name, at, json.loads(counts), sample) for key, name, at, counts, sample in rows
        )

    def problems(self, import_id: str) -> tuple[ImportProblem, ...]:
        """What was said about the rows of one import, in the order it was said."""
        return problems_from_rows(
            self._rows(
                'SELECT code, message, remedy, row, "column", value, set_aside FROM problems '
                "WHERE import_id = $import_id::UUID ORDER BY position",
                {"import_id": import_id},
            )
        )

    def get_setting(self, name: str, default: Any = None) -> Any:
        """The JSON value stored under `name`, or `default`."""
        rows = self._rows("SELECT value FROM settings WHERE name = $name", {"name": name})
        return json.loads(rows[0][0]) if rows else default

    def set_setting(self, name: str, value: Any, *, changes_results: bool = True) -> None:
        """Store a JSON value under `name`; None forgets it.

        changes_results: False for a mere note, on which no number rests; it keeps the revision, and so every cache.
        """
        with self._writing(new_revision=changes_results) as cursor:
            cursor.execute("DELETE FROM settings WHERE name = $name", {"name": name})
            if value is not None:
                text = json.dumps(value, allow_nan=False)
                cursor.execute("INSERT INTO settings VALUES ($name, $value::JSON)", {"name": name, "value": text})

    def select(self, query: str, parameters: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """Rows of a query of our own, for a table whose meaning another module knows (`data.experiments`)."""
        return self._rows(query, parameters)

    def change(self, statement: str, parameters: Mapping[str, object] | None = None) -> int:
        """Run one writing statement of our own in a transaction; return how many rows it touched.

        Where it touched none, the revision stays: nothing that was computed is stale.
        """
        with self._writing(new_revision=False) as cursor:
            touched = int(cursor.execute(statement, dict(parameters or {})).fetchall()[0][0])
            if touched:
                cursor.execute(_NEW_REVISION)
            return touched

    def copy(self) -> bytes:
        """The whole history as a new database file, without touching the one in use."""
        with self._reading() as cursor:
            return copied(cursor)

    def erase(self) -> None:
        """Delete everything for good: the file itself, and the safety copies that migrations made beside it.

        An empty history takes its place. Deleting rows alone would leave their text in free blocks of the file.

        Raises:
            StoreError: the file could not be deleted; what is left of it is then open again.
        """
        with self._lock, told_plainly(self.path):
            revision = self.revision
            self._connection.close()
            try:
                delete_files(self.path)
            finally:
                self._connection = open_history(self.path)
                self._connection.execute("UPDATE meta SET revision = $next", {"next": revision + 1})

    def _rows(self, query: str, parameters: Mapping[str, object] | None = None) -> list[Any]:
        with self._reading() as cursor:
            return cursor.execute(query, dict(parameters or {})).fetchall()

    def _frame(self, query: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        with self._reading() as cursor:
            return cursor.execute(query, dict(parameters or {})).df()

    @contextmanager
    def _reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own that sees one revision throughout."""
        with told_plainly(self.path), self._connection.cursor() as cursor:
            cursor.execute(_VIEWS)
            cursor.begin()
            yield cursor
            cursor.rollback()

    @contextmanager
    def _writing(self, *, new_revision: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """The only write transaction of the moment: all of it and (unless told not to) a new revision, or nothing."""
        with self._lock, told_plainly(self.path), self._connection.cursor() as cursor:
            cursor.begin()
            try:
                yield cursor
                if new_revision:
                    cursor.execute(_NEW_REVISION)
                cursor.commit()
            except BaseException:
                # A failed commit has already ended the transaction, and says so when asked to roll back.
                with suppress(duckdb.Error):
                    cursor.rollback()
                raise


def _lock_of(path: str) -> threading.RLock:
    """The lock of a file; every history in memory has one of its own."""
    if path == MEMORY:
        return threading.RLock()
    with _LOCKS_GUARD:
        return _LOCKS.setdefault(str(Path(path).absolute()), threading.RLock())


def _events(cursor: duckdb.DuckDBPyConnection, as_of: date | None) -> pd.DataFrame:
    return typed(cursor.execute(_EVENTS, {"as_of": as_of}).df(), EVENT_COLUMNS, "events")
