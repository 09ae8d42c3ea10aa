"""Long tables are worked on by several threads: they say the same as short ones."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from data.importing import plan_import, read_tracker
from data.parallel import LONG, ahead, each
from data.store import Store
from data.tabular.scan import places

AS_OF = date(2026, 1, 31)
FEW = 400
COLUMNS = ["company", "title", "url", "notes"]


def tracker(rows: int) -> bytes:
    """A tracker whose rows depend on nothing but their number; blanks stand around some of its cells."""
    lines = ["Company,Role,Date applied,Status,Interview date,Link,Notes"]
    for i in range(rows):
        sent = date(2022, 1, 1) + timedelta(days=i % FEW)
        talk = f"{sent + timedelta(days=9)}" if i % 5 == 0 else ""
        word = ("Rejected", "Applied", "Interview")[i % 3]
        lines.append(f'Firm {i}, Nurse {i % 7} ,{sent},{word},{talk},https://x.org/{i},"said ""hello"", {i}"')
    return "\n".join(lines).encode()


def test_a_long_tracker_is_read_as_a_short_one() -> None:
    long, short = (read_tracker(tracker(rows), "x.csv", as_of=AS_OF) for rows in (LONG + FEW, FEW))
    assert (long.rows, long.accepted, long.merged, long.set_aside) == (LONG + FEW, LONG + FEW, 0, 0)
    assert [column.field for column in long.columns] == [column.field for column in short.columns]
    assert long.applications.head(FEW)[COLUMNS].equals(short.applications[COLUMNS])
    first = long.events[long.events["source_row"] <= FEW + 1].sort_values(["source_row", "stage"], ignore_index=True)
    assert first.equals(short.events.sort_values(["source_row", "stage"], ignore_index=True))


def test_each_event_of_a_long_plan_belongs_to_the_application_of_its_row() -> None:
    with Store.open(":memory:") as store:
        plan = plan_import(read_tracker(tracker(LONG + FEW), "x.csv", as_of=AS_OF), store.known_history())
    owner = plan.applications.set_index("source_row")["application_id"]
    assert owner.is_unique
    assert (plan.events["source_row"].map(owner) == plan.events["application_id"]).all()


@pytest.mark.parametrize("size", [0, 1, 5_000_000])
def test_marks_are_found_in_every_part_of_a_large_text(size: int) -> None:
    data = (b'ab,"c"\n' * (size // 7 + 1))[:size]
    octets = np.frombuffer(data, dtype=np.uint8)
    assert np.array_equal(places(data, *b',\n"'), np.flatnonzero(np.isin(octets, list(b',\n"'))))


def test_results_come_in_the_order_of_the_items_and_errors_come_back() -> None:
    assert each(str, range(5)) == ["0", "1", "2", "3", "4"]
    assert ahead(len, "four").result() == 4
    with pytest.raises(ValueError, match="invalid literal"):
        each(int, ["1", "x"])
