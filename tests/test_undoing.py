"""What taking back one import takes away: said beforehand, and then done."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from builders import import_text, key_of, store_with

from data.marking import NAME, close_unanswered
from data.undoing import UndoEffect, undo_effect

if TYPE_CHECKING:
    from data.store import Store

DAY = date(2025, 3, 31)
NOW = datetime(2025, 3, 31, 9, 0)  # noqa: DTZ001 - the store keeps local wall-clock time
MARCH = """
A1 applied 2025-01-06
A2 applied 2025-01-10 | interview 2025-01-20
"""
APRIL = """
A2 applied 2025-01-10 | interview 2025-01-20 | rejected 2025-02-01
A3 applied 2025-02-01
"""


def close(store: Store, *names: str) -> None:
    close_unanswered(store, [key_of(name) for name in names], DAY, marked_at=NOW)


def effects(store: Store) -> dict[str, tuple[int, int, int, int]]:
    """Name of each import and what its undo would take: applications, kept, events, marks."""
    told = {row["name"]: undo_effect(store, row["import_id"]) for row in store.imports().to_dict("records")}
    return {name: (said.applications, said.kept, said.events, said.marks) for name, said in told.items()}


class TestWhatGoes:
    def test_what_another_file_says_too_stays(self) -> None:
        with store_with() as store:
            import_text(store, MARCH, name="march.csv")
            import_text(store, APRIL, name="april.csv")
            assert effects(store) == {"march.csv": (1, 1, 1, 0), "april.csv": (1, 1, 2, 0)}

    def test_it_is_what_really_goes(self) -> None:
        with store_with() as store:
            import_text(store, MARCH, name="march.csv")
            import_text(store, APRIL, name="april.csv")
            before = (len(store.journeys(DAY)), len(store.events()))
            said = effects(store)["april.csv"]
            store.undo(store.imports()["import_id"].iloc[1])
            after = (len(store.journeys(DAY)), len(store.events()))
        assert (before[0] - after[0], before[1] - after[1]) == (said[0], said[2])

    def test_marks_do_not_keep_an_application(self) -> None:
        with store_with() as store:
            import_text(store, MARCH, name="march.csv")
            close(store, "A1")
            assert effects(store) == {"march.csv": (2, 0, 3, 1), NAME: (0, 1, 1, 0)}

    def test_an_unknown_import_takes_nothing(self) -> None:
        with store_with(MARCH) as store:
            assert undo_effect(store, str(uuid4())) == UndoEffect(0, 0, 0, 0)


class TestMarksWithoutTheirFile:
    def test_a_mark_goes_with_the_last_file_that_holds_its_applications(self) -> None:
        with store_with() as store:
            import_text(store, MARCH, name="march.csv")
            import_text(store, APRIL, name="april.csv")
            close(store, "A1", "A3")
            store.undo(store.imports()["import_id"].iloc[0])
            left = store.imports().set_index("name")
            assert (left.loc[NAME, "applications"], left.loc[NAME, "events"]) == (1, 1)
            store.undo(left.loc["april.csv", "import_id"])
            assert store.is_empty

    def test_a_mark_on_what_stays_is_left_alone(self) -> None:
        with store_with() as store:
            import_text(store, MARCH, name="march.csv")
            import_text(store, APRIL, name="april.csv")
            close(store, "A2")
            store.undo(store.imports()["import_id"].iloc[0])
            assert store.imports()["name"].tolist() == ["april.csv", NAME]
