"""The schema of the history file: ordered, named steps, each applied and recorded in one transaction.

Before the first pending step of a file that already holds a history, the whole file is copied beside it
("history.backup-001_history-1.duckdb"), so that a failed step can never cost a person their history.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import duckdb

from data.errors import StoreError
from data.language import _
from data.settings import MEMORY
from data.store_errors import as_store_error, foreign, not_a_file, told_plainly, too_new

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A person's history never needs the network, other files, or a Python variable that happens to be in reach.
_CONFIG: Final[dict[str, Any]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its name is recorded in the file for ever, so it is never renamed or edited."""

    name: str
    statements: str


def read_sql(name: str) -> str:
    """Text of `data/sql/<name>.sql`."""
    return (resources.files("data") / "sql" / f"{name}.sql").read_text("utf-8")


_NAMES: Final = ("001_history", "002_decisions", "003_experiments", "004_kept_counts")
MIGRATIONS: Final = tuple(Migration(name, read_sql(name)) for name in _NAMES)


def open_history(path: str, migrations: Sequence[Migration] = MIGRATIONS) -> duckdb.DuckDBPyConnection:
    """Open or create the database at `path` (or ":memory:") and bring its schema up to date.

    Raises:
        StoreError: the file cannot be opened or brought up to date; the text says why and what to do.
    """
    with told_plainly(path):
        _prepare_place(path)
        connection = duckdb.connect(path, config=_CONFIG)
    with _closed_on_failure(connection), told_plainly(path):
        applied = applied_migrations(connection, path)
        pending = pending_migrations(applied, migrations, path)
        if not (applied and pending):
            _migrate(connection, pending, path, backup=None)
            return connection
        connection.execute("CHECKPOINT")
    connection.close()
    with told_plainly(path):
        backup = back_up(Path(path), applied[-1])
        connection = duckdb.connect(path, config=_CONFIG)
    with _closed_on_failure(connection):
        _migrate(connection, pending, path, backup)
    return connection


def applied_migrations(connection: duckdb.DuckDBPyConnection, path: str) -> list[str]:
    """Names of the steps recorded in the file, in order; none for a new file."""
    tables = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        return []
    if not {"migrations", "meta"} <= tables:
        raise foreign(path)
    return [row[0] for row in connection.execute("SELECT name FROM migrations ORDER BY name").fetchall()]


def pending_migrations(applied: Sequence[str], migrations: Sequence[Migration], path: str) -> list[Migration]:
    """The steps still to do. A recorded step that this program does not know means a newer program wrote the file."""
    if not set(applied) <= {migration.name for migration in migrations}:
        raise too_new(path)
    return [migration for migration in migrations if migration.name not in applied]


def back_up(path: Path, schema: str) -> Path:
    """Copy the closed, checkpointed file beside itself under a name not used before; return the copy's path.

    A write-ahead log that is still there is copied with it, under the name DuckDB looks for.
    """
    backup = next(
        name
        for number in range(1, 1_000_000)
        if not (name := path.with_name(f"{path.stem}.backup-{schema}-{number}{path.suffix}")).exists()
    )
    try:
        for suffix in (".wal", ""):
            if (source := path.with_name(path.name + suffix)).exists():
                shutil.copy2(source, backup.with_name(backup.name + suffix))
    except OSError:
        for suffix in (".wal", ""):
            backup.with_name(backup.name + suffix).unlink(missing_ok=True)
        raise
    return backup


def _prepare_place(path: str) -> None:
    """Make the folder, and clear away the two things DuckDB words badly: a folder and a file of no bytes."""
    if path == MEMORY:
        return
    file = Path(path)
    if file.is_dir():
        raise not_a_file(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_file() and file.stat().st_size == 0:
        file.unlink()


def _migrate(
    connection: duckdb.DuckDBPyConnection, pending: Sequence[Migration], path: str, backup: Path | None
) -> None:
    for migration in pending:
        try:
            connection.begin()
            connection.execute(migration.statements)
            connection.execute("INSERT INTO migrations (name) VALUES ($name)", {"name": migration.name})
            connection.commit()
        except duckdb.Error as error:
            with suppress(duckdb.Error):
                connection.rollback()
            raise _failed(error, path, backup) from error


def _failed(error: duckdb.Error, path: str, backup: Path | None) -> StoreError:
    known = as_store_error(error, path)
    if type(known) is StoreError:
        known = StoreError(
            _(
                "Your history at {path} could not be brought to the form this version needs. It was left as it was.",
                path=path,
            ),
            _("Go back to the version of Rebound you used before, and report what happened."),
        )
    if backup is None:
        return known
    copy = _("A copy of your history is at {backup}.", backup=backup)
    return type(known)(known.message, f"{known.hint} {copy}")


@contextmanager
def _closed_on_failure(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise
