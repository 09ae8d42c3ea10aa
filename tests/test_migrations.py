"""The schema moves forward in named steps, whole or not at all, and never without a copy of the history."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import resources
from pathlib import Path

import duckdb
import pytest
from builders import import_text

from data.errors import DiskFullError, StoreError
from data.migrations import MIGRATIONS, Migration, back_up, open_history
from data.store import Store

ROOT = Path(__file__).resolve().parent.parent
NOTES = Migration("900_notes", "CREATE TABLE notes (text VARCHAR); INSERT INTO notes VALUES ('made by a step');")
TAGS = Migration("901_tags", "CREATE TABLE tags (text VARCHAR);")
BROKEN = Migration("902_broken", "CREATE TABLE half (a INTEGER); INSERT INTO half VALUES ('not a number');")


@pytest.fixture
def path(tmp_path) -> Path:
    """A history of three applications, made by today's program."""
    path = tmp_path / "history.duckdb"
    with Store.open(path) as store:
        import_text(store, "A applied 2025-01-01\nB applied ?\nC rejected ?")
    return path


def upgrade(path: Path, *more: Migration) -> None:
    open_history(str(path), (*MIGRATIONS, *more)).close()


def tables(path: Path) -> set[str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}


def count(path: Path, table: str) -> int:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.table(table).count("*").fetchall()[0][0]


def recorded(path: Path) -> list[str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM migrations ORDER BY name").fetchall()]


def backups(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.glob("*.backup-*"))


def test_a_new_history_records_every_step_and_needs_no_copy(path):
    assert recorded(path) == [step.name for step in MIGRATIONS]
    assert backups(path) == []


def test_opening_again_changes_nothing(path):
    before = path.read_bytes()
    upgrade(path)
    assert (path.read_bytes() == before, backups(path)) == (True, [])


def test_a_pending_step_is_done_once_after_a_complete_copy(path):
    upgrade(path, NOTES)
    upgrade(path, NOTES)
    assert (recorded(path)[-1], count(path, "notes"), count(path, "applications")) == ("900_notes", 1, 3)
    assert backups(path) == [f"history.backup-{MIGRATIONS[-1].name}-1.duckdb"]
    copy = path.with_name(backups(path)[0])
    assert (count(copy, "applications"), "notes" in tables(copy)) == (3, False)


def test_a_copy_never_replaces_another(path):
    first = back_up(path, "001_history")
    second = back_up(path, "001_history")
    assert (first.name, second.name) == ("history.backup-001_history-1.duckdb", "history.backup-001_history-2.duckdb")


def test_the_copy_holds_what_a_crash_left_in_the_log(path):
    """A program that died has left its last import in the write-ahead log beside the file."""
    code = f"""if True:
        import os
        from builders import import_text
        from data.store import Store
        store = Store.open({str(path)!r})
        import_text(store, "D applied 2025-02-01")
        os._exit(0)
    """
    in_a_process(code)
    assert path.with_name("history.duckdb.wal").exists()
    upgrade(path, NOTES)
    copy = path.with_name(backups(path)[0])
    assert (count(copy, "applications"), count(path, "applications")) == (4, 4)


def test_a_log_that_is_still_there_is_copied_along(path):
    path.with_name("history.duckdb.wal").write_bytes(b"log")
    copy = back_up(path, "x")
    assert copy.with_name(copy.name + ".wal").read_bytes() == b"log"


def test_a_step_that_fails_leaves_no_trace_and_names_the_copy(path):
    with pytest.raises(StoreError) as caught:
        upgrade(path, NOTES, BROKEN)
    assert "left as it was" in caught.value.message
    assert str(path.with_name(backups(path)[0])) in caught.value.hint
    assert (recorded(path)[-1], "half" in tables(path), count(path, "applications")) == ("900_notes", False, 3)


def test_after_a_failure_a_repaired_step_goes_through(path):
    with pytest.raises(StoreError):
        upgrade(path, NOTES, BROKEN)
    upgrade(path, NOTES, TAGS)
    assert recorded(path)[-2:] == ["900_notes", "901_tags"]
    assert len(backups(path)) == 2


def test_a_step_that_fails_on_a_new_history_has_no_copy_to_name(tmp_path):
    with pytest.raises(StoreError) as caught:
        open_history(str(tmp_path / "new.duckdb"), (BROKEN,))
    assert "copy" not in caught.value.hint
    with pytest.raises(StoreError):
        open_history(":memory:", (BROKEN,))


def test_no_room_for_the_copy_means_no_change(path):
    """The system really refuses the copy; half a copy does not stay behind."""
    resource = pytest.importorskip("resource", reason="limits of file size exist on Linux and macOS only")
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size // 2, hard))
    try:
        with pytest.raises(DiskFullError, match="no room left"):
            upgrade(path, NOTES)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert (backups(path), recorded(path), count(path, "applications")) == ([], [step.name for step in MIGRATIONS], 3)


def test_a_full_disk_during_a_step_names_the_copy_too(path):
    step = Migration("900_notes", "SELECT error('No space left on device')")
    with pytest.raises(DiskFullError) as caught:
        upgrade(path, step)
    assert backups(path)[0] in caught.value.hint


def test_every_numbered_file_is_a_step_and_the_order_is_that_of_the_names():
    files = sorted(
        file.name.removesuffix(".sql") for file in (resources.files("data") / "sql").iterdir() if file.name[0].isdigit()
    )
    assert [step.name for step in MIGRATIONS] == files


def in_a_process(code: str) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT)])}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
