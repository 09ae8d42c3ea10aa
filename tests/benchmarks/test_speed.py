"""Timings, as ratios within one run since machines are noisy. Run by `make bench`, never by default."""

from __future__ import annotations

import csv
import io
import resource
import statistics
import time
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import duckdb
import pytest

from data.importing import import_reading, plan_import, read_tracker
from data.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROWS = 100_000
AS_OF = date(2026, 1, 31)
STATUSES = ("Applied", "Rejected", "No response", "Interview", "Phone screen", "Offer", "Withdrawn")

pytestmark = pytest.mark.bench


def tracker() -> bytes:
    """A tracker of 100,000 rows and 12 columns, the same at each run."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        [
            "ID",
            "Company",
            "Role",
            "Date applied",
            "Source",
            "Location",
            "Salary",
            "Resume",
            "Status",
            "Interview date",
            "Link",
            "Notes",
        ]
    )
    for i in range(ROWS):
        applied = AS_OF - timedelta(days=i * 7919 % 1500)
        talked = str(applied + timedelta(days=12)) if i % 23 == 0 and applied + timedelta(days=12) <= AS_OF else ""
        writer.writerow(
            [
                i,
                f"Company {i % 9973}",
                f"Role {i % 311}",
                applied,
                f"Board {i % 7}",
                f"City {i % 97}",
                40_000 + i % 900,
                f"v{i % 4}",
                STATUSES[i % 7 if i % 3 == 0 else 0],
                talked,
                f"https://example.com/{i}",
                "called, left a note",
            ]
        )
    return out.getvalue().encode()


def median_seconds(action: Callable[[], object], runs: int = 3) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def test_file_to_plan_is_at_most_four_times_duckdbs_read_csv(tmp_path: Path) -> None:
    content = tracker()
    path = tmp_path / "tracker.csv"
    path.write_bytes(content)

    def by_duckdb() -> None:
        with duckdb.connect() as connection:
            connection.execute("CREATE TABLE t AS SELECT * FROM read_csv(?)", [str(path)])

    def by_us() -> int:
        with Store.open(":memory:") as store:
            return plan_import(
                read_tracker(content, "tracker.csv", as_of=AS_OF), store.known_history()
            ).new_applications

    assert by_us() == ROWS
    theirs, ours = median_seconds(by_duckdb), median_seconds(by_us)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\nread_csv {theirs:.2f} s, file to plan {ours:.2f} s: ratio {ours / theirs:.1f}; peak memory {memory:.0f} MiB"
    )
    assert memory < 600
    assert ours <= 4 * theirs


def test_a_large_import_is_written_and_read_in_seconds() -> None:
    reading = read_tracker(tracker(), "tracker.csv", as_of=AS_OF)
    with Store.open(":memory:") as store:
        start = time.perf_counter()
        import_reading(store, reading, imported_at=datetime(2026, 1, 31, tzinfo=UTC))
        written = time.perf_counter() - start
        start = time.perf_counter()
        journeys = store.journeys(AS_OF)
        print(f"\nwritten in {written:.2f} s, journeys in {time.perf_counter() - start:.2f} s")
    assert len(journeys) == ROWS
