"""What one tab remembers while the history changes under it: by an undo, by the end of the sample, by another tab."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from builders import key_of
from streamlit.testing.v1 import AppTest
from test_filter_bar import TWO_SEARCHES, choose
from test_views import APP, filled, press, visit, words
from test_views_more import OPEN, tick

from data import decisions, marking, preferences
from data import experiments as stored
from data.experiments import Idea
from data.store import Store
from pages.ui import cache, entry, session, text, text_experiments, text_filters, text_more, text_strategy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.no_cover  # pages: what they call is covered by tests of its own

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0)  # noqa: DTZ001 - the store keeps local wall-clock time


@pytest.fixture(autouse=True)
def _day_and_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(entry.AS_OF, TODAY.isoformat())
    monkeypatch.setenv("REBOUND_DATABASE", str(tmp_path / "history.duckdb"))
    yield
    st.cache_resource.clear()


@contextmanager
def other_tab() -> Iterator[Store]:
    """What another tab of the same server does to the history meanwhile."""
    yield cache._open(entry.database())


def undo_imports(*positions: int) -> None:
    with other_tab() as store:
        for import_id in store.imports()["import_id"].iloc[list(positions)]:
            store.undo(import_id)


def sample(page: str) -> AppTest:
    app = press(visit(), text.SAMPLE_BUTTON)
    app.switch_page(f"pages/views/{page}.py").run()
    assert not app.exception
    return app


def go(app: AppTest, page: str) -> AppTest:
    app.switch_page(f"pages/views/{page}.py").run()
    assert not app.exception, [failure.value for failure in app.exception]
    return app


def toasts(app: AppTest) -> list[str]:
    return [toast.value for toast in app.toast]


class TestFilter:
    def test_what_is_gone_chooses_nothing(self) -> None:
        plain_rows = "\n".join(f"D{day} applied 2026-08-0{day}" for day in range(1, 8))
        filled(TWO_SEARCHES, plain_rows)
        app = choose(choose(visit("funnel"), session.SOURCE, "Friend"), session.CAMPAIGN, 1)
        assert "Friend: 4 of 19 applications" in words(app)
        undo_imports(0)
        said = words(app.run())
        assert text_filters.NOTHING not in said
        assert "· 7 applications, " in said
        assert text_filters.RESET not in said


class TestTicks:
    def test_they_do_not_move_to_other_applications_when_the_filter_is_set(self) -> None:
        filled(OPEN)
        app = tick(visit("waiting"), 0)
        assert text_more.close_label(1) in words(app)
        said = words(choose(app, session.SOURCE, "Friend"))
        assert text_more.close_label(0) in said
        assert text_more.close_label(1) not in said


class TestUndoBars:
    def test_they_go_with_the_sample(self) -> None:
        app = press(sample("strategy"), text_strategy.SAVE)
        assert "Put aside: " in words(app)
        app = press(go(app, "waiting"), text.SAMPLE_REMOVE)
        filled(OPEN)
        assert "Put aside: " not in words(go(app, "strategy"))

    def test_they_go_with_an_import_that_is_taken_back(self) -> None:
        filled(OPEN, "F1 applied 2026-11-02")
        app = press(tick(visit("waiting"), 1), text_more.follow_label(1))
        app = press(press(go(app, "imports"), text.UNDO), text.UNDO_CONFIRM)
        assert text_more.followed(1) not in words(go(app, "waiting"))

    def test_a_mark_that_another_tab_took_back_is_a_sentence(self) -> None:
        filled(OPEN)
        app = press(tick(visit("waiting"), 1), text_more.close_label(1))
        undo_imports(-1)
        assert toasts(press(app, text.UNDO)) == [text.NOT_UNDONE]

    def test_advice_that_another_tab_brought_back_is_a_sentence(self) -> None:
        app = press(sample("strategy"), text_strategy.SAVE)
        other = visit("strategy")
        press(other, text_strategy.BRING_BACK)
        assert toasts(press(app, text.UNDO)) == [text.NOT_UNDONE]


class TestSample:
    def test_undone_in_the_list_of_imports_nothing_of_it_stays(self) -> None:
        app = press(sample("strategy"), text_strategy.SAVE)
        with other_tab() as store:
            idea = Idea("Sample idea", "application_to_interview", date(2026, 7, 1))
            stored.start(store, idea, started_at=NOW, is_sample=True)
        app = press(press(go(app, "imports"), text.UNDO), text.UNDO_CONFIRM)
        with other_tab() as store:
            assert (store.is_empty, stored.experiments(store), decisions.decisions(store, TODAY)) == (True, (), ())

    def test_what_was_made_on_ones_own_history_stays(self) -> None:
        filled(OPEN)
        with Store.open(entry.database()) as store:
            stored.start(store, Idea("Mine", "application_to_interview", date(2026, 7, 1)), started_at=NOW)
        undo_imports(0)
        with other_tab() as store:
            assert [each.name for each in stored.experiments(store)] == ["Mine"]


class TestDoubt:
    def test_it_is_over_when_the_other_experiment_is_gone(self) -> None:
        filled(OPEN)
        with Store.open(entry.database()) as store:
            other = stored.start(store, Idea("First", "application_to_interview", date(2026, 7, 1)), started_at=NOW)
        app = visit("experiments")
        app.text_input[-1].set_value("Second")
        [button for button in app.button if button.label == text_experiments.START][-1].click().run()
        assert text_experiments.START_ANYWAY in words(app)
        with other_tab() as store:
            stored.delete(store, other.experiment_id)
            stored.start(store, Idea("Third", "interview_to_offer", date(2026, 7, 1)), started_at=NOW)
        assert text_experiments.START_ANYWAY not in words(app.run())


class TestSettings:
    def test_each_control_shows_what_is_kept_also_by_another_tab(self) -> None:
        app = visit("benchmarks")
        with other_tab() as store:
            preferences.change(store, phone_screen_counts=False, mature_days=60)
        app.run()
        assert (app.toggle(key="phone").value, app.toggle(key="mature_days-on").value) == (False, True)
        assert app.number_input(key="mature_days-days").value == 60
        with other_tab() as store:
            preferences.change(store, mature_days=90)
        assert app.run().number_input(key="mature_days-days").value == 90


class TestTyped:
    def test_a_reason_that_is_being_typed_survives_what_else_is_written(self) -> None:
        app = sample("strategy")
        boxes = [box for box in app.text_input if box.key.startswith("reason-")]
        app = boxes[0].set_value("Tried it in May").run()
        with other_tab() as store:
            marking.note_follow_up(store, [key_of("A1")], TODAY)
        app.run()
        assert [box.value for box in app.text_input if box.key == boxes[0].key] == ["Tried it in May"]


class TestOutside:
    def test_a_day_that_is_none_is_a_sentence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(entry.AS_OF, "22.11.2026")
        app = AppTest.from_file(APP, default_timeout=60).run()
        assert not app.exception
        assert "REBOUND_AS_OF says “22.11.2026”, which is not a day." in words(app)

    def test_what_is_said_once_is_no_markdown(self) -> None:
        app = visit()
        app.session_state["said"] = "**Acme** :red[x] is gone."
        assert toasts(app.run()) == [r"\*\*Acme\*\* \:red\[x\] is gone."]
