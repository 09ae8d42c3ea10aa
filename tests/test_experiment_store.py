"""Experiments in the store: each a row of its own, started, ended, reopened, deleted and put back."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, datetime

import pytest
from builders import import_text, store_with
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.experiments import Measure
from data import experiments as stored
from data.errors import ReboundError
from data.experiments import Decision, Ending, Idea
from data.store import Store

NOW = datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001 - the store keeps local wall-clock time
IDEA = Idea("New resume", "application_to_interview", date(2026, 3, 1), "Three lines on top", "tailoring")
COUNTS = (2.0, 200.0, 200.0, 1.0, 30.0, 12.5)
ENDING = Ending(date(2026, 5, 1), date(2026, 5, 3), "cant_tell", "It is too early.", Decision.KEEP, COUNTS)
NASTY = "'; DROP TABLE experiments; -- ** <b> $a$ \n \0 =1+1"


@pytest.fixture
def store():
    with store_with() as opened:
        yield opened


def begun(store: Store, **changes: object) -> stored.Experiment:
    return stored.start(store, replace(IDEA, **changes), started_at=NOW)


def names(store: Store) -> list[str]:
    return [each.name for each in stored.experiments(store)]


def test_the_measures_are_those_the_analysis_knows() -> None:
    assert tuple(Measure) == stored.MEASURES


def test_a_new_history_has_none(store) -> None:
    assert stored.experiments(store) == ()


def test_what_is_started_is_there_as_it_was_said(store) -> None:
    new = begun(store, name="  New   resume ")
    assert stored.experiments(store) == (new,)
    assert (new.name, new.details, new.measure, new.strategy) == (
        "New resume",
        "Three lines on top",
        "application_to_interview",
        "tailoring",
    )
    assert (new.start, new.started_at, new.ending, new.note) == (date(2026, 3, 1), NOW, None, "")


def test_they_survive_closing_the_file(tmp_path) -> None:
    with Store.open(tmp_path / "history.duckdb") as store:
        new = begun(store)
        stored.end(store, new.experiment_id, ENDING, "It felt better")
    with Store.open(tmp_path / "history.duckdb") as store:
        assert stored.experiments(store) == (replace(new, ending=ENDING, note="It felt better"),)


def test_they_are_listed_by_their_first_day(store) -> None:
    for name, day in (("b", 5), ("c", 9), ("a", 1)):
        begun(store, name=name, start=date(2026, 3, day))
    assert names(store) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": " \n "}, "no name yet"),
        ({"name": "x" * 81}, "too long by 1 letter"),
        ({"start": None}, "no first day yet"),
        ({"name": "NEW resume"}, "is there already"),
    ],
)
def test_what_cannot_be_started_is_a_sentence_and_leaves_no_trace(store, change, said) -> None:
    begun(store)
    with pytest.raises(ReboundError, match=said) as caught:
        begun(store, **change)
    assert caught.value.hint
    assert names(store) == ["New resume"]


def test_an_unknown_measure_is_a_mistake_of_the_program(store) -> None:
    with pytest.raises(ValueError, match="no measure"):
        begun(store, measure="happiness")


@pytest.mark.parametrize("change", [{"name": "Other"}, {"start": date(2026, 3, 2)}, {"measure": "interview_to_offer"}])
def test_a_difference_is_enough_for_a_second_one(store, change) -> None:
    begun(store)
    begun(store, **change)
    assert len(names(store)) == 2


def test_ended_with_an_answer_and_a_note_then_reopened(store) -> None:
    new = begun(store)
    assert stored.end(store, new.experiment_id, ENDING, " More calls \n") is True
    assert stored.experiments(store) == (replace(new, ending=ENDING, note="More calls"),)
    assert stored.reopen(store, new.experiment_id) is True
    assert stored.experiments(store) == (replace(new, note="More calls"),)


def test_what_another_tab_did_before_changes_nothing(store) -> None:
    new = begun(store)
    stored.end(store, new.experiment_id, ENDING, "first")
    assert stored.end(store, new.experiment_id, replace(ENDING, answer="worked"), "second") is False
    assert stored.experiments(store)[0].note == "first"
    assert stored.reopen(store, new.experiment_id) is True
    assert stored.reopen(store, new.experiment_id) is False
    assert stored.delete(store, new.experiment_id) is not None
    assert stored.delete(store, new.experiment_id) is None
    assert stored.end(store, new.experiment_id, ENDING) is False
    assert stored.reopen(store, new.experiment_id) is False


def test_it_cannot_end_before_it_began(store) -> None:
    new = begun(store)
    with pytest.raises(ReboundError, match="before the first one"):
        stored.end(store, new.experiment_id, replace(ENDING, last_day=date(2026, 2, 28)))
    assert stored.experiments(store)[0].ending is None


def test_deleted_and_put_back_as_it_was(store) -> None:
    new, other = begun(store), begun(store, name="Other", start=date(2026, 3, 2))
    stored.end(store, new.experiment_id, ENDING, "kept")
    gone = stored.delete(store, new.experiment_id)
    assert names(store) == ["Other"]
    assert stored.restore(store, gone) is True
    assert stored.experiments(store) == (replace(new, ending=ENDING, note="kept"), other)
    assert stored.restore(store, gone) is False


def test_deleting_touches_no_application(store) -> None:
    import_text(store, "A applied 2026-03-02")
    new = begun(store)
    stored.delete(store, new.experiment_id)
    assert len(store.journeys(date(2026, 5, 1))) == 1


def test_those_made_on_the_sample_go_with_it(store) -> None:
    import_text(store, "A applied 2026-03-02", is_sample=True)
    begun(store, name="mine")
    stored.start(store, replace(IDEA, name="on the sample"), started_at=NOW, is_sample=True)
    store.remove_samples()
    assert (names(store), store.is_empty) == (["mine"], True)


def test_undoing_an_import_keeps_them(store) -> None:
    import_id = import_text(store, "A applied 2026-03-02")
    begun(store)
    store.undo(import_id)
    assert names(store) == ["New resume"]


def test_every_change_is_a_new_revision_so_that_nothing_old_is_shown(store) -> None:
    before = store.revision
    new = begun(store)
    stored.end(store, new.experiment_id, ENDING)
    stored.reopen(store, new.experiment_id)
    stored.delete(store, new.experiment_id)
    assert store.revision == before + 4


def test_tabs_that_start_at_once_lose_nothing(store) -> None:
    failures: list[Exception] = []

    def start(number: int) -> None:
        try:
            begun(store, name=f"idea {number % 8}")
        except ReboundError as error:
            failures.append(error)

    tabs = [threading.Thread(target=start, args=(number,)) for number in range(16)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert (sorted(names(store)), len(failures)) == ([f"idea {number}" for number in range(8)], 8)


def test_words_of_the_person_are_data(store) -> None:
    new = begun(store, name="'; DROP TABLE experiments; --", details=NASTY)
    stored.end(store, new.experiment_id, ENDING, NASTY)
    kept = stored.experiments(store)[0]
    assert (kept.name, kept.details, kept.note) == ("'; DROP TABLE experiments; --", NASTY.strip(), NASTY.strip())


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
ideas = st.builds(Idea, texts.filter(lambda name: name.split()), st.sampled_from(stored.MEASURES), days, texts, texts)


@settings(max_examples=25)
@given(idea=ideas, note=texts, later=st.integers(0, 400), decision=st.sampled_from(Decision))
def test_as_text_and_back_nothing_is_lost(idea, note, later, decision) -> None:
    with store_with() as store:
        new = stored.start(store, idea, started_at=NOW)
        day = date.fromordinal(idea.start.toordinal() + later)
        stored.end(store, new.experiment_id, Ending(day, day, "worked", idea.details, decision), note)
        (kept,) = stored.experiments(store)
        assert stored.from_text(stored.as_text(kept)) == kept
        assert (kept.start, kept.measure, kept.strategy) == (idea.start, idea.measure, idea.strategy)
        assert kept.ending == Ending(day, day, "worked", idea.details, decision)


@given(idea=ideas | st.builds(Idea, texts, st.sampled_from(stored.MEASURES), st.none()))
def test_an_idea_that_waits_for_a_yes_is_kept_as_it_was(idea) -> None:
    assert stored.idea_from_text(stored.idea_as_text(idea)) == idea


ACTIONS = st.lists(
    st.tuples(st.sampled_from(["start", "end", "reopen", "delete", "restore"]), st.integers(0, 3)), max_size=25
)


@settings(max_examples=40)
@given(actions=ACTIONS)
def test_whatever_is_done_only_the_one_meant_changes(actions) -> None:
    """Against a slow model: a dictionary of what is there and whether it runs."""
    model: dict[int, str] = {}
    made: dict[int, stored.Experiment] = {}
    bin_: dict[int, stored.Experiment] = {}
    with store_with() as store:
        for action, number in actions:
            key = made[number].experiment_id if number in made else "00000000-0000-0000-0000-000000000000"
            if action == "start" and number not in made:
                made[number], model[number] = begun(store, name=f"n{number}"), "runs"
            elif action == "end" and stored.end(store, key, ENDING):
                assert model[number] == "runs"
                model[number] = "ended"
            elif action == "reopen" and stored.reopen(store, key):
                assert model[number] == "ended"
                model[number] = "runs"
            elif action == "delete" and (gone := stored.delete(store, key)):
                bin_[number] = gone
                del model[number]
            elif action == "restore" and number in bin_ and stored.restore(store, bin_[number]):
                assert number not in model
                model[number] = "runs" if bin_[number].ending is None else "ended"
        seen = {each.name: "runs" if each.ending is None else "ended" for each in stored.experiments(store)}
        assert seen == {f"n{number}": state for number, state in model.items()}


@pytest.mark.parametrize(
    "change",
    [{"name": "Shorter resume"}, {"start": date(2026, 2, 1)}, {"details": "Two lines"}, {"name": "NEW  RESUME "}],
)
def test_changed_and_changed_back(store, change) -> None:
    was = begun(store)
    now = {"name": was.name, "details": was.details, "start": was.start} | change
    assert stored.change(store, was.experiment_id, **now) == was
    clean = {key: " ".join(value.split()) if isinstance(value, str) else value for key, value in change.items()}
    assert stored.experiments(store) == (replace(was, **clean),)
    stored.change(store, was.experiment_id, name=was.name, details=was.details, start=was.start)
    assert stored.experiments(store) == (was,)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": " "}, "no name yet"),
        ({"name": "x" * 81}, "too long by 1 letter"),
        ({"start": None}, "no first day yet"),
        ({"name": "other", "start": date(2026, 4, 1)}, "is there already"),
    ],
)
def test_what_an_experiment_cannot_become_is_a_sentence_and_changes_nothing(store, change, said) -> None:
    one, _ = begun(store), begun(store, name="Other", start=date(2026, 4, 1))
    before = stored.experiments(store)
    with pytest.raises(ReboundError, match=said) as caught:
        stored.change(store, one.experiment_id, **{"name": one.name, "details": "", "start": one.start} | change)
    assert caught.value.hint
    assert stored.experiments(store) == before


def test_one_that_ended_keeps_its_first_day_and_may_get_another_name(store) -> None:
    one = begun(store)
    stored.end(store, one.experiment_id, ENDING, "Warm")
    with pytest.raises(ReboundError, match="worked out with the first day"):
        stored.change(store, one.experiment_id, name="N", details="", start=date(2026, 2, 1))
    stored.change(store, one.experiment_id, name="N", details="", start=one.start)
    assert stored.experiments(store) == (replace(one, name="N", details="", ending=ENDING, note="Warm"),)


def test_one_that_is_gone_cannot_be_changed(store) -> None:
    one = begun(store)
    stored.delete(store, one.experiment_id)
    assert stored.change(store, one.experiment_id, name="N", details="", start=one.start) is None
    assert names(store) == []


def test_one_that_another_window_ends_or_deletes_meanwhile_is_not_changed(store, monkeypatch) -> None:
    """Between the look at the experiment and the writing lies a moment in which another window may act."""
    one = begun(store)
    write = store.change

    def ended_first(statement: str, values: dict[str, object]) -> int:
        monkeypatch.undo()
        stored.end(store, one.experiment_id, ENDING)
        return write(statement, values)

    monkeypatch.setattr(store, "change", ended_first)
    assert stored.change(store, one.experiment_id, name="N", details="", start=date(2026, 2, 1)) is None
    assert stored.experiments(store) == (replace(one, ending=ENDING),)
