"""Timings, as ratios within one run since machines are noisy. Run by `make bench`, never by default."""

from __future__ import annotations

import resource
import statistics
import time
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import duckdb
import pytest
from large import AS_OF, ROWS, plain, stage_dates, status_tracker

from data.importing import import_reading, plan_import, read_tracker
from data.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REPEATS = 7

pytestmark = pytest.mark.bench


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def file_to_plan(content: bytes) -> int:
    with Store.open(":memory:") as store:
        return plan_import(read_tracker(content, "tracker.csv", as_of=AS_OF), store.known_history()).new_applications


def read_csv(path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t AS SELECT * FROM read_csv(?)", [str(path)])


@pytest.mark.parametrize("tracker", [plain, status_tracker, stage_dates], ids=lambda made: made.__name__)
def test_file_to_plan_is_at_most_four_times_duckdbs_read_csv(tracker: Callable[[int], bytes], tmp_path: Path) -> None:
    """Each repeat reads a file of its own, one after the other, so that neither a cache nor a busy moment helps."""
    assert file_to_plan(tracker(0)) == ROWS
    theirs, ours = [], []
    for seed in range(1, REPEATS + 1):
        path = tmp_path / f"{seed}.csv"
        path.write_bytes(tracker(seed))
        theirs.append(seconds(partial(read_csv, path)))
        ours.append(seconds(partial(file_to_plan, path.read_bytes())))
    ratio = statistics.median(mine / yours for mine, yours in zip(ours, theirs, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\n{tracker.__name__}: read_csv {statistics.median(theirs):.2f} s,"
        f" file to plan {statistics.median(ours):.2f} s,"
        f" ratio {ratio:.1f} (median of {REPEATS}); peak memory {memory:.0f} MiB"
    )
    assert memory < 600
    assert ratio <= 4


def test_a_large_import_is_written_and_read_in_seconds() -> None:
    reading = read_tracker(plain(), "tracker.csv", as_of=AS_OF)
    with Store.open(":memory:") as store:
        start = time.perf_counter()
        import_reading(store, reading, imported_at=datetime(2026, 1, 31, tzinfo=UTC))
        written = time.perf_counter() - start
        start = time.perf_counter()
        journeys = store.journeys(AS_OF)
        print(f"\nwritten in {written:.2f} s, journeys in {time.perf_counter() - start:.2f} s")
    assert len(journeys) == ROWS
