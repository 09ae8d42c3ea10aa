"""The history as a file to keep elsewhere, and the deletion of every file of a history."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.migrations import open_history
from data.settings import MEMORY

if TYPE_CHECKING:
    import duckdb

_TABLES: Final = "SELECT table_name FROM duckdb_tables() WHERE NOT temporary AND NOT internal ORDER BY table_name"


def copied(cursor: duckdb.DuckDBPyConnection) -> bytes:
    """Write everything that the cursor sees into a new database and return its bytes.

    The file in use is not copied as it lies: on some systems, closing a copy of an open database drops the lock that
    keeps a second program out. Values travel as text, which every type of our tables survives.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.duckdb"
        connection = open_history(str(path))
        try:
            for (table,) in cursor.execute(_TABLES).fetchall():
                rows = cursor.execute(f'SELECT COLUMNS(*)::VARCHAR FROM "{table}"').df()  # noqa: S608 - our own name
                connection.register("rows_of_table", rows.astype("object").where(rows.notna(), None))
                connection.execute(f'DELETE FROM "{table}"')  # noqa: S608 - the same
                if len(rows):
                    connection.execute(f'INSERT INTO "{table}" BY NAME SELECT * FROM rows_of_table')  # noqa: S608
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
        return path.read_bytes()


def delete_files(path: str) -> None:
    """Delete a closed history, its log, and the copies that migrations made beside it."""
    if path == MEMORY:
        return
    file = Path(path)
    copies = file.parent.glob(f"{file.stem}.backup-*{file.suffix}*")
    for each in (file, file.with_name(f"{file.name}.wal"), *copies):
        each.unlink(missing_ok=True)
