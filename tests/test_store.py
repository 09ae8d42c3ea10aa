"""The history file: what goes in comes out, several tabs lose nothing, and trouble is told in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import dedent

import duckdb
import pandas as pd
import pytest
from builders import (
    IMPORTED_AT,
    by_name,
    flows_frame,
    import_text,
    key_of,
    plan_of,
    store_with,
)

from data.errors import (
    DiskFullError,
    HistoryBusyError,
    HistoryDamagedError,
    HistoryNotWritableError,
    HistoryTooNewError,
    NotAHistoryError,
    ReboundError,
    StalePlanError,
    StoreError,
)
from data.problems import ImportProblem, ProblemCode
from data.schema import APPLICATION_COLUMNS, EVENT_COLUMNS, FLOW_COLUMNS, KNOWS
from data.settings import VARIABLES, Settings
from data.store import Store
from data.store_errors import as_store_error
from data.store_frames import IMPORT_COLUMNS

AS_OF = date(2025, 3, 31)
ROOT = Path(__file__).resolve().parent.parent

THREE = """
A1 applied 2025-01-06 | interview#2 2025-01-22 | source=Board
A2 applied 2025-01-10
A3 applied 2025-02 | rejected ?
"""


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "person" / "history.duckdb"


class TestWhatGoesInComesOut:
    def test_a_new_history_is_empty(self):
        with Store.open() as store:
            assert (store.is_empty, store.has_samples, store.revision, len(store.imports())) == (True, False, 0, 0)
            assert (len(store.events()), len(store.flows()), store.aggregates()) == (0, 0, ())
            known = store.known_history()
            assert (len(known.applications), len(known.events), known.hashes, known.revision) == (0, 0, frozenset(), 0)

    def test_known_history_gives_back_what_was_imported(self):
        plan = plan_of(THREE)
        with store_with(THREE) as store:
            known = store.known_history()
        pd.testing.assert_frame_equal(
            known.applications, plan.applications[list(APPLICATION_COLUMNS)].astype({"source_row": "Int64"})
        )
        pd.testing.assert_frame_equal(known.events, plan.events[list(EVENT_COLUMNS)].astype({"source_row": "Int64"}))
        assert (known.hashes, known.revision) == ({plan_of(THREE, name="tracker-1.csv").reading.sha256}, 1)

    def test_two_files_that_assert_one_event_make_one(self):
        with store_with("A applied 2025-01-06 | interview ?", "A applied 2025-01-06 | rejected ?") as store:
            assert [tuple(row) for row in store.events()[["stage", "origin"]].to_numpy()] == [
                ("applied", 'status "applied"'),
                ("interview", 'status "interview"'),
                ("rejected", 'status "rejected"'),
            ]

    def test_events_as_of_a_day_leave_out_later_ones(self):
        with store_with("A applied 2025-01-06 | interview 2025-02-01 | offer ?") as store:
            assert list(store.events(date(2025, 1, 31))["stage"]) == ["applied", "offer"]

    def test_imports_say_what_each_file_held(self):
        with store_with(THREE, "A1 applied 2025-01-06") as store:
            imports = store.imports()
            assert tuple(imports.columns) == IMPORT_COLUMNS
            assert [
                tuple(row) for row in imports[["sequence", "name", "applications", "events", "rows"]].to_numpy()
            ] == [
                (1, "tracker-1.csv", 3, 5, 3),
                (2, "tracker-2.csv", 1, 1, 1),
            ]
            assert set(imports["imported_at"]) == {pd.Timestamp(IMPORTED_AT)}

    def test_a_time_with_a_zone_keeps_the_clock_on_the_wall(self):
        with Store.open() as store:
            store.apply(plan_of(THREE), imported_at=datetime(2025, 3, 31, 9, 30, tzinfo=UTC))
            assert store.imports()["imported_at"][0] == pd.Timestamp("2025-03-31 09:30")

    def test_text_of_people_stays_text(self):
        text = "Robert'); DROP TABLE events;--"
        nasty = f"A applied ? | notes={text} | title=<b>=1+1</b> 漢字 \U0001f600 $import_id"
        with store_with(nasty) as store:
            journey = store.journeys(AS_OF).iloc[0]
            assert (journey["notes"], journey["title"]) == (text, "<b>=1+1</b> 漢字 \U0001f600 $import_id")
            assert len(store.events()) == 1

    def test_two_rows_of_one_application_make_one_sighting(self):
        rows = [
            {"application_id": key_of("A"), "source_row": 2, "company": "first", "title": "Analyst"},
            {"application_id": key_of("A"), "source_row": 3, "company": "second"},
            {"application_id": key_of("A"), "source_row": None, "company": "no row"},
        ]
        frame = pd.DataFrame(rows).reindex(columns=list(APPLICATION_COLUMNS))
        frame = frame.assign(**dict.fromkeys(KNOWS, True)).astype({"source_row": "Int64"})
        with Store.open() as store:
            store.apply(replace(plan_of(""), applications=frame.assign(is_new=True)), imported_at=IMPORTED_AT)
            assert by_name(store.journeys(AS_OF), "company", "title") == {"A": ("second", "Analyst")}

    def test_events_without_their_application_are_a_programmers_mistake(self):
        plan = plan_of(THREE)
        with Store.open() as store, pytest.raises(ValueError, match="lacks"):
            store.apply(replace(plan, applications=plan.applications.iloc[1:]), imported_at=IMPORTED_AT)

    def test_problems_come_back_in_order_with_their_rows(self):
        problems = (
            ImportProblem(ProblemCode.BAD_DATE, "Row 4 has no date.", "Write one.", row=4, column="Date", value="soon"),
            ImportProblem(ProblemCode.BLANK_ROW, "Row 2 is blank.", "Nothing to do.", row=2, set_aside=True),
            ImportProblem(ProblemCode.ENCODING, "Odd letters.", "Save as UTF-8."),
        )
        with Store.open() as store:
            key = import_text(store, THREE, problems=problems)
            assert store.problems(key) == problems
            store.undo(key)
            assert store.problems(key) == ()

    def test_a_hundred_thousand_rows_go_in_whole(self):
        count = 100_000
        ids = [f"00000000-0000-4000-8000-{number:012x}" for number in range(count)]
        applications = pd.DataFrame({"application_id": ids}).reindex(columns=list(APPLICATION_COLUMNS))
        flags = dict.fromkeys(KNOWS, True)
        applications = applications.assign(**flags, source_row=range(count), is_new=True)
        events = pd.DataFrame({"application_id": ids, "stage": "applied", "date": pd.Timestamp("2025-01-01")})
        events = events.reindex(columns=list(EVENT_COLUMNS)).assign(date_note="", origin="", is_new=True)
        with Store.open() as store:
            store.apply(replace(plan_of(""), applications=applications, events=events), imported_at=IMPORTED_AT)
            assert len(store.journeys(AS_OF)) == count


class TestAggregateFiles:
    FLOWS = flows_frame([("Applied", "Interview", 6, "applied", "interview"), ("Applied", "No answer", 94, None, None)])

    def test_a_file_of_totals_makes_no_applications(self):
        counts = {"applications": 100, "interviewed": 6, "offers": None}
        with Store.open() as store:
            key = import_text(store, "", aggregate=counts, flows=self.FLOWS)
            (aggregate,) = store.aggregates()
            assert (aggregate.import_id, aggregate.counts, aggregate.is_sample) == (key, counts, False)
            assert (store.imports()["is_aggregate"].tolist(), store.is_empty, len(store.journeys(AS_OF))) == (
                [True],
                False,
                0,
            )
            pd.testing.assert_frame_equal(store.flows()[list(FLOW_COLUMNS)], self.FLOWS)
            store.undo(key)
            assert (len(store.flows()), store.aggregates()) == (0, ())


class TestPlans:
    def test_a_plan_made_before_another_import_is_refused_whole(self):
        with Store.open() as store:
            old = plan_of("B applied ?", known=store.known_history())
            import_text(store, THREE)
            with pytest.raises(StalePlanError, match="nothing was written"):
                store.apply(old, imported_at=IMPORTED_AT)
            assert (len(store.journeys(AS_OF)), store.revision) == (3, 1)

    def test_a_file_that_is_known_already_writes_nothing(self):
        with store_with(THREE) as store:
            assert import_text(store, THREE, already_imported=True) == ""
            assert (len(store.imports()), store.revision) == (1, 1)

    def test_undo_of_something_unknown_changes_no_row(self):
        with store_with(THREE) as store:
            store.undo("no such import")
            store.undo("00000000-0000-4000-8000-000000000000")
            assert (len(store.imports()), len(store.events())) == (1, 5)

    def test_after_an_undo_the_same_file_is_new_again(self):
        with store_with(THREE) as store:
            store.undo(store.imports()["import_id"][0])
            assert store.known_history().hashes == frozenset()
            import_text(store, THREE)
            assert len(store.journeys(AS_OF)) == 3

    def test_samples_go_with_one_call_and_nothing_else_goes(self):
        with Store.open() as store:
            import_text(store, "A applied ?\nS applied ?", is_sample=True)
            import_text(store, "A applied ?", name="own.csv")
            assert store.has_samples
            store.remove_samples()
            assert (store.has_samples, by_name(store.journeys(AS_OF), "is_sample")) == (False, {"A": False})


class TestSettingsInTheFile:
    @pytest.mark.parametrize("value", [1, 2.5, "text", True, [1, None], {"low": 0.02, "name": "mine"}])
    def test_json_values_survive(self, path, value):
        with Store.open(path) as store:
            store.set_setting("benchmark", value)
        with Store.open(path) as store:
            assert store.get_setting("benchmark") == value

    def test_the_last_value_holds_and_none_forgets(self):
        with Store.open() as store:
            assert store.get_setting("week", default="Monday") == "Monday"
            store.set_setting("week", "Sunday")
            store.set_setting("week", "Saturday")
            assert store.get_setting("week") == "Saturday"
            store.set_setting("week", None)
            assert store.get_setting("week") is None


class TestCacheKeys:
    def test_each_write_makes_a_new_revision_and_reading_makes_none(self):
        with Store.open() as store:
            seen = [store.revision]
            key = import_text(store, THREE)
            seen.append(store.revision)
            store.journeys(AS_OF)
            store.known_history()
            seen.append(store.revision)
            store.set_setting("a", 1)
            seen.append(store.revision)
            store.undo(key)
            seen.append(store.revision)
            assert seen == [0, 1, 1, 2, 3]

    def test_two_histories_never_share_a_key(self, path):
        with Store.open(path) as one, Store.open() as two, Store.open() as three:
            assert len({one.identity, two.identity, three.identity}) == 3


class TestTheFile:
    def test_it_is_made_with_its_folder_and_keeps_the_history(self, path):
        with Store.open(path) as store:
            import_text(store, THREE)
        with Store.open(str(path)) as store:
            assert (len(store.journeys(AS_OF)), store.revision) == (3, 1)

    def test_a_file_of_no_bytes_is_a_new_history(self, path):
        path.parent.mkdir()
        path.touch()
        with Store.open(path) as store:
            assert store.is_empty

    def test_closing_twice_does_no_harm_and_a_closed_history_says_so(self, path):
        store = Store.open(path)
        store.close()
        store.close()
        with pytest.raises(StoreError, match="could not be read"):
            _ = store.revision

    def test_a_history_never_reads_other_files(self, path):
        with Store.open(path) as store, pytest.raises(StoreError):
            store._rows("SELECT * FROM read_text('/etc/hostname')")


class TestSeveralAtOnce:
    def test_tabs_that_import_at_the_same_time_lose_nothing(self, path):
        """Four writers plan again while their plan is stale; readers only ever see whole imports."""
        torn: list[tuple[int, int]] = []
        done = threading.Event()
        with Store.open(path) as store, Store.open(path) as second:
            stores = [store, store, second, second]
            writers = [threading.Thread(target=import_three, args=(s, n)) for n, s in enumerate(stores)]
            readers = [threading.Thread(target=look_for_torn_imports, args=(store, done, torn)) for _ in range(2)]
            for thread in (*writers, *readers):
                thread.start()
            for thread in writers:
                thread.join()
            done.set()
            for thread in readers:
                thread.join()
            assert (len(store.journeys(AS_OF)), store.revision, torn) == (60, 12, [])
            assert list(store.imports()["sequence"]) == list(range(1, 13))

    def test_a_program_that_dies_in_the_middle_of_an_import_leaves_it_out(self, path):
        run_python(
            """
            store = Store.open(path)
            import_text(store, "A applied 2025-01-01")
            with store._writing() as cursor:
                write_import(cursor, plan_of("B applied ?"), "00000000-0000-4000-8000-000000000000", IMPORTED_AT)
                os._exit(0)
            """,
            path,
        )
        with Store.open(path) as store:
            assert (list(store.imports()["name"]), store.revision) == (["tracker.csv"], 1)


class TestTroubleIsTold:
    """Each error says what is wrong, names the file, and says what to do."""

    def test_open_in_another_program(self, path):
        with holding(path) as process:
            error = error_of(HistoryBusyError, path)
            assert f"(process {process.pid})" in error.message
            assert "Close the other Rebound" in error.hint

    @pytest.mark.parametrize("content", [b"hello, I am a text file\n", bytes(range(256)) * 100])
    def test_not_a_database(self, path, content):
        path.parent.mkdir()
        path.write_bytes(content)
        error_of(HistoryDamagedError, path)
        assert path.read_bytes() == content

    def test_cut_short(self, path):
        big_history(path)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        with pytest.raises(HistoryDamagedError, match=r"\.backup-"), Store.open(path) as store:
            store.journeys(AS_OF)

    def test_a_scratch_on_the_disk(self, path):
        big_history(path)
        content = bytearray(path.read_bytes())
        for position in range(3 * 4096 + 64, len(content), 4096):  # behind the three header blocks
            content[position] ^= 0xFF
        path.write_bytes(content)
        with pytest.raises(HistoryDamagedError), Store.open(path) as store:
            store.journeys(AS_OF)

    def test_written_by_a_newer_rebound(self, path):
        with Store.open(path) as store, store._writing() as cursor:
            cursor.execute("INSERT INTO migrations (name) VALUES ('999_from_the_future')")
        error = error_of(HistoryTooNewError, path)
        assert "Update Rebound" in error.hint
        assert not list(path.parent.glob("*backup*"))

    def test_written_by_a_newer_duckdb(self, path):
        """The version of the file format is the number after the magic bytes; the block's checksum is made to fit."""
        Store.open(path).close()
        content = bytearray(path.read_bytes())
        content[12:20] = (9999).to_bytes(8, "little")
        content[:8] = checksum(content[8:4096]).to_bytes(8, "little")
        path.write_bytes(content)
        error_of(HistoryTooNewError, path)

    def test_a_database_of_another_program(self, path):
        path.parent.mkdir()
        with duckdb.connect(str(path)) as other:
            other.execute("CREATE TABLE sales (amount INTEGER)")
        assert "belongs to another program" in error_of(NotAHistoryError, path).message
        with duckdb.connect(str(path)) as other:
            assert other.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("sales",)]

    def test_the_path_is_a_folder(self, path):
        path.mkdir(parents=True)
        error_of(NotAHistoryError, path)

    def test_a_part_of_the_path_is_a_file(self, path):
        path.parent.write_text("a file where a folder should be")
        error_of(NotAHistoryError, path)
        error_of(NotAHistoryError, path / "deeper" / "history.duckdb")

    def test_a_name_too_long(self, path):
        error_of(NotAHistoryError, path.with_name("x" * 300))

    def test_a_file_that_may_not_be_written(self, path):
        Store.open(path).close()
        path.chmod(0o444)
        path.parent.chmod(0o755)
        with as_somebody_else(path):
            error_of(HistoryNotWritableError, path)
        assert path.exists()

    def test_a_folder_that_may_not_be_written(self, path):
        path.parent.mkdir(mode=0o555)
        with as_somebody_else(path):
            error_of(HistoryNotWritableError, path)
            error_of(HistoryNotWritableError, path.parent / "new" / "history.duckdb")

    def test_a_folder_that_may_not_be_entered(self, path):
        Store.open(path).close()
        path.parent.chmod(0o000)
        try:
            with as_somebody_else(path):
                error_of(HistoryNotWritableError, path)
        finally:
            path.parent.chmod(0o755)

    def test_a_full_disk_while_importing(self, path):
        """A real refusal of the system to let the file grow, then room again: nothing half-written, nothing lost."""
        pytest.importorskip("resource", reason="limits of file size exist on Linux and macOS only")
        answer = run_python(
            """
            import resource
            from data.errors import DiskFullError
            store = Store.open(path)
            import_text(store, "A applied 2025-01-01")
            large = "\\n".join(f"B{n} applied 2025-01-01 | notes={os.urandom(2000).hex()}" for n in range(500))
            plan = plan_of(large, revision=store.revision)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
            try:
                store.apply(plan, imported_at=IMPORTED_AT)
            except DiskFullError as error:
                print(error.message)
            print(len(store.imports()), len(store.journeys(date(2025, 3, 31))), store.revision)
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            store.apply(plan, imported_at=IMPORTED_AT)
            print(len(store.imports()))
            store.close()
            """,
            path,
        )
        assert answer.splitlines() == [
            "There is no room left on the disk, so nothing was saved; your history is as it was before.",
            "1 1 1",
            "2",
        ]
        with Store.open(path) as store:
            assert len(store.journeys(AS_OF)) == 501

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            # As DuckDB 1.5 and the systems word it, where a test cannot provoke it on every machine.
            ("TransactionContext Error: Failed to commit: No space left on device", DiskFullError),
            ("IO Error: Could not write file: There is not enough space on the disk.", DiskFullError),
            ("[Errno 122] Disk quota exceeded: 'history.duckdb'", DiskFullError),
            ("IO Error: Cannot open file: it is being used by another process.", HistoryBusyError),
            ("IO Error: Could not set lock on file", HistoryBusyError),
            ("IO Error: Cannot open file: Access is denied.", HistoryNotWritableError),
            ("[Errno 30] Read-only file system: '/mnt/history.duckdb'", HistoryNotWritableError),
            ("Serialization Error: Failed to deserialize: field id mismatch", HistoryDamagedError),
            ('Failure while replaying WAL file "history.duckdb.wal": expected a row', HistoryDamagedError),
        ],
    )  # fmt: skip
    def test_words_of_other_systems(self, text, kind):
        error = as_store_error(duckdb.IOException(text), "history.duckdb")
        assert type(error) is kind
        assert error.hint

    @pytest.mark.parametrize(
        ("text", "said"),
        [("Out of Memory Error: too little\nhint", "(Out of Memory Error: too little)"), ("", "(no reason given)")],
    )
    def test_anything_else_is_passed_on_in_one_line(self, text, said):
        error = as_store_error(duckdb.Error(text), "history.duckdb")
        assert type(error) is StoreError
        assert said in error.message
        assert error.hint

    def test_every_error_is_one_that_the_app_shows(self):
        kinds = (HistoryBusyError, HistoryDamagedError, HistoryTooNewError, NotAHistoryError, DiskFullError)
        assert all(issubclass(kind, ReboundError) for kind in kinds)


class TestSettingsFromOutside:
    def test_without_a_word_the_history_lies_in_the_persons_data_folder(self):
        assert Path(Settings.from_environment({}).database).parts[-2:] == ("rebound", "history.duckdb")
        assert Settings.from_environment({"REBOUND_DATABASE": "  "}) == Settings.from_environment({})

    def test_a_path_a_home_and_the_memory(self):
        def database(value):
            return Settings.from_environment({"REBOUND_DATABASE": value}).database

        assert database("/tmp/my.duckdb") == str(Path("/tmp/my.duckdb"))
        assert database("~/my.duckdb") == str(Path.home() / "my.duckdb")
        assert database(":memory:") == ":memory:"

    def test_each_variable_is_explained(self):
        assert [variable.name for variable in VARIABLES] == ["REBOUND_DATABASE"]
        assert all(variable.default and variable.help.endswith(".") for variable in VARIABLES)


# Helpers -------------------------------------------------------------------------------------------------------------


def import_three(store: Store, writer: int) -> None:
    """Import three files of five applications each; plan again whenever another writer was faster."""
    for number in range(3):
        text = "\n".join(f"W{writer}N{number}R{row} applied 2025-01-0{row + 1}" for row in range(5))
        written = ""
        while not written:
            with suppress(StalePlanError):
                written = import_text(store, text, name=f"{writer}-{number}.csv")


def look_for_torn_imports(store: Store, done: threading.Event, torn: list[tuple[int, int]]) -> None:
    while not done.is_set():
        known = store.known_history()
        if not len(known.applications) == len(known.events) == 5 * known.revision:
            torn.append((len(known.applications), known.revision))


def error_of(kind: type[StoreError], path: Path) -> StoreError:
    """The error of opening `path`: of exactly this kind, naming the file, with a remedy."""
    with pytest.raises(StoreError) as caught:
        Store.open(path)
    assert type(caught.value) is kind
    assert str(path) in str(caught.value)
    assert caught.value.hint.endswith(".")
    return caught.value


def run_python(code: str, path: Path) -> str:
    """Run code in a process of its own, with the builders and the store at hand; return what it prints."""
    head = """
        import os
        from datetime import date
        from builders import IMPORTED_AT, import_text, plan_of
        from data.store import Store
        from data.store_writing import write_import
    """
    text = f"{dedent(head)}\npath = {str(path)!r}\n{dedent(code)}"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT)])}
    done = subprocess.run(
        [sys.executable, "-c", text], capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def holding(path: Path):
    """A second process that has the history open."""
    code = f"""if True:
        import sys
        from data.store import Store
        store = Store.open({str(path)!r})
        print("open", flush=True)
        sys.stdin.read()
    """
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        assert process.stdout.readline().strip() == b"open"
        yield process
    finally:
        process.stdin.close()
        process.wait(timeout=30)
        process.stdout.close()


@contextmanager
def as_somebody_else(path: Path):
    """Permissions do not bind root: step down to the user "nobody" for a while, where tests run as root."""
    if not hasattr(os, "geteuid"):
        pytest.skip("no permissions of this kind on Windows")
    if os.geteuid() != 0:
        yield
        return
    for folder in list(path.parents)[1:5]:
        if "pytest" in str(folder):
            folder.chmod(0o755)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def big_history(path: Path) -> None:
    """A file of several blocks."""
    rows = "\n".join(f"A{n} applied 2025-01-01 | notes={n * 7919 % 10007:0150d}{n:x}" for n in range(3000))
    with Store.open(path) as store:
        import_text(store, rows)


def checksum(block: bytes) -> int:
    """DuckDB's checksum of a header block: whole 64-bit words, each multiplied, all combined by exclusive or."""
    result = 5381
    for start in range(0, len(block), 8):
        result ^= int.from_bytes(block[start : start + 8], "little") * 0xBF58476D1CE4E5B9 % 2**64
    return result
