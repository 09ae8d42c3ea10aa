"""What a person marks on the screen: an import of its own, that nothing else depends on and that is undone like one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pandas as pd
import pytest
from builders import by_name, import_text, key_of, store_with

from data.errors import StalePlanError
from data.marking import (
    NAME,
    ORIGIN,
    close_unanswered,
    follow_ups,
    mark_no_response,
    note_follow_up,
    set_follow_ups,
)
from data.schema import APPLICATION_COLUMNS, EVENT_COLUMNS
from data.store import Store

DAY = date(2025, 3, 31)
NOW = datetime(2025, 3, 31, 9, 0)  # noqa: DTZ001 - the store keeps local wall-clock time
THREE = """
A1 applied 2025-01-06 | source=LinkedIn
A2 applied 2025-01-10 | interview 2025-01-20
A3 applied 2025-02-01
"""


def close(store: Store, *names: str, day: date = DAY) -> tuple[str, int]:
    return close_unanswered(store, [key_of(name) for name in names], day, marked_at=NOW)


class TestPlan:
    def test_one_event_for_each_application_dated_the_day_it_was_marked(self) -> None:
        with store_with(THREE) as store:
            plan = mark_no_response(store.known_history(), [key_of("A3"), key_of("A1")], DAY)
        assert by_name(plan.events, "stage", "date", "origin", "is_new") == {
            "A1": ("no_response", "2025-03-31", ORIGIN, True),
            "A3": ("no_response", "2025-03-31", ORIGIN, True),
        }
        assert (plan.new_applications, plan.new_events, plan.reading.rows) == (0, 2, 2)
        assert plan.reading.rows == plan.reading.accepted + plan.reading.merged + plan.reading.set_aside

    def test_frames_are_those_of_every_import(self) -> None:
        with store_with(THREE) as store:
            plan = mark_no_response(store.known_history(), [key_of("A1")], DAY)
        assert tuple(plan.applications) == (*APPLICATION_COLUMNS, "is_new")
        assert tuple(plan.events) == (*EVENT_COLUMNS, "is_new")
        assert plan.events["date"].dtype == "datetime64[s]"

    @pytest.mark.parametrize("ids", [[], [key_of("Z9")], ["no id at all"]])
    def test_what_the_history_does_not_hold_is_left_out(self, ids: list[str]) -> None:
        with store_with(THREE) as store:
            plan = mark_no_response(store.known_history(), ids, DAY)
            assert (len(plan.applications), plan.new_events) == (0, 0)
            assert close_unanswered(store, ids, DAY, marked_at=NOW) == ("", 0)
            assert len(store.imports()) == 1


class TestClosing:
    def test_it_closes_only_what_was_chosen_and_forgets_nothing(self) -> None:
        with store_with(THREE) as store:
            _, number = close(store, "A1", "A2")
            journeys = store.journeys(DAY)
        assert number == 2
        assert by_name(journeys, "outcome", "no_response_date", "reached_interview", "source") == {
            "A1": ("no_response", "2025-03-31", False, "LinkedIn"),
            "A2": ("no_response", "2025-03-31", True, None),
            "A3": ("open", None, False, None),
        }

    def test_the_day_before_it_was_still_open(self) -> None:
        with store_with(THREE) as store:
            close(store, "A1")
            assert by_name(store.journeys(date(2025, 3, 30)), "outcome")["A1"] == "open"

    def test_undo_is_the_undo_of_an_import(self) -> None:
        with store_with(THREE) as store:
            before = store.journeys(DAY)
            import_id, _ = close(store, "A1", "A2", "A3")
            listed = store.imports().iloc[-1]
            assert (listed["name"], listed["applications"], listed["events"]) == (NAME, 3, 3)
            store.undo(import_id)
            pd.testing.assert_frame_equal(store.journeys(DAY), before)

    def test_twice_is_once(self) -> None:
        with store_with(THREE) as store:
            close(store, "A1", "A2")
            assert close(store, "A2", "A1") == ("", 0)
            assert close(store, "A1") == ("", 0)
            assert len(store.imports()) == 2

    def test_after_an_undo_it_can_be_done_again(self) -> None:
        with store_with(THREE) as store:
            import_id, _ = close(store, "A1")
            store.undo(import_id)
            assert close(store, "A1")[1] == 1

    def test_a_later_answer_opens_it_again(self) -> None:
        with store_with(THREE) as store:
            close(store, "A1")
            import_text(store, "A1 applied 2025-01-06 | interview 2025-04-10", name="april.csv")
            assert by_name(store.journeys(date(2025, 4, 30)), "outcome")["A1"] == "open"

    def test_when_the_file_is_undone_no_shell_of_an_application_stays_behind(self) -> None:
        with store_with(THREE) as store:
            close(store, "A1")
            store.undo(store.imports()["import_id"].iloc[0])
            assert len(store.journeys(DAY)) == 0
            assert len(store.known_history().applications) == 0

    def test_a_mark_on_the_sample_goes_with_the_sample(self) -> None:
        with store_with() as store:
            import_text(store, THREE, is_sample=True)
            close_unanswered(store, [key_of("A1")], DAY, marked_at=NOW, is_sample=True)
            store.remove_samples()
            assert store.is_empty

    def test_it_is_planned_again_when_another_tab_was_faster(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with store_with(THREE) as store:
            stale = store.known_history()
            close(store, "A3")
            seen = iter([stale, store.known_history()])
            monkeypatch.setattr(Store, "known_history", lambda _: next(seen))
            assert close(store, "A1")[1] == 1

    def test_a_history_that_never_rests_is_an_error_with_a_sentence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with store_with(THREE) as store:
            stale = store.known_history()
            close(store, "A3")
            monkeypatch.setattr(Store, "known_history", lambda _: stale)
            with pytest.raises(StalePlanError):
                close(store, "A1")


class TestFollowUps:
    def test_a_day_for_each_application_that_changes_nothing_else(self) -> None:
        with store_with(THREE) as store:
            before = store.journeys(DAY)
            assert follow_ups(store) == {}
            note_follow_up(store, [key_of("A1"), key_of("A3")], DAY)
            assert follow_ups(store) == {key_of("A1"): "2025-03-31", key_of("A3"): "2025-03-31"}
            pd.testing.assert_frame_equal(store.journeys(DAY), before)

    def test_taking_it_back_brings_the_day_before(self) -> None:
        with store_with(THREE) as store:
            note_follow_up(store, [key_of("A1")], date(2025, 2, 1))
            note_follow_up(store, [key_of("A1"), key_of("A2")], DAY)
            set_follow_ups(store, {key_of("A1"): "2025-02-01", key_of("A2"): None})
            assert follow_ups(store) == {key_of("A1"): "2025-02-01"}

    def test_what_two_tabs_note_at_the_same_moment_is_both_kept(self) -> None:
        names = [f"A{number}" for number in range(1, 41)]
        with store_with("\n".join(f"{name} applied 2025-01-06" for name in names)) as store:
            with ThreadPoolExecutor(max_workers=8) as tabs:
                list(tabs.map(lambda name: note_follow_up(store, [key_of(name)], DAY), names))
            assert set(follow_ups(store)) == {key_of(name) for name in names}

    def test_the_note_goes_with_the_application_and_the_others_stay(self) -> None:
        with store_with(THREE, "B1 applied 2025-02-03") as store:
            note_follow_up(store, [key_of("A1"), key_of("B1")], DAY)
            store.undo(store.imports()["import_id"].iloc[0])
            assert follow_ups(store) == {key_of("B1"): "2025-03-31"}

    def test_nothing_to_note_writes_nothing(self) -> None:
        with store_with(THREE) as store:
            before = store.revision
            note_follow_up(store, [], DAY)
            assert (follow_ups(store), store.revision) == ({}, before)
