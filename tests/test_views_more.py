"""Compare, Waiting, the forecast and the bottleneck as a person sees them, without a browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import streamlit as st
from reading_level import grade
from test_views import ONE, charts, drop, filled, press, visit, words

from analytics.segments import Flag, SegmentRatio
from analytics.waiting import Silence
from data.store import Store
from pages.ui import compare, entry, names, silence, text, text_more

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.no_cover  # pages: what they call is covered by tests of its own

TODAY = date(2026, 11, 22)
PAGES = ("compare", "waiting")
FLOWS = b"Applied [40] No answer\nApplied [10] Interview\nInterview [2] Offer\n"
# Three open ones (silent for 9, 52 and 325 days), one in contact, one closed.
OPEN = """
Acme applied 2026-11-13 | source=Board
Birch applied 2026-10-01 | source=Board
Cedar applied 2026-01-01 | source=Friend
Dune applied 2026-11-01 | interview 2026-11-20
Elm applied 2026-09-01 | rejected 2026-09-09
"""
# Referred applications do far better: 10 of 30 against 2 of 130.
APART = "\n".join(
    f"A{number} applied 2026-0{1 + number % 6}-{1 + number % 28:02} | source={'Friend' if number < 30 else 'Board'}"
    + (" | interview 2026-07-20" if number < 10 or number in {50, 90} else "")
    + " | rejected 2026-08-30"
    for number in range(160)
)


@pytest.fixture(autouse=True)
def _day_and_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(entry.AS_OF, TODAY.isoformat())
    monkeypatch.setenv("REBOUND_DATABASE", str(tmp_path / "history.duckdb"))
    yield
    st.cache_resource.clear()


def outcomes() -> dict[str, str]:
    with Store.open(entry.database()) as store:
        journeys = store.journeys(TODAY)
    return dict(zip(journeys["company"], journeys["outcome"], strict=True))


def list_key(app: AppTest) -> str:
    """Return the key of the first list, which stands at the end of its id."""
    found: str = app.dataframe[0].proto.id.split("-", 2)[2]
    return found


def tick(app: AppTest, *rows: int) -> AppTest:
    """Tick rows of the first list, as a click on their boxes does."""
    key = list_key(app)
    assert key in app.session_state
    app.session_state[key] = {"selection": {"rows": list(rows), "columns": [], "cells": []}}
    app.run()
    assert not app.exception
    return app


class TestWithoutApplications:
    @pytest.mark.parametrize("page", PAGES)
    def test_it_says_what_will_be_here_and_how_to_get_there(self, page: str) -> None:
        app = visit(page)
        assert text.EMPTY[page] in words(app)
        assert app.get("page_link")
        assert (charts(app), len(app.dataframe)) == ([], 0)


class TestTotals:
    @pytest.fixture(autouse=True)
    def _totals(self) -> None:
        press(drop(visit("imports"), "flows.txt", FLOWS), text.CONFIRM)

    def test_nothing_is_compared_and_nothing_waits(self) -> None:
        assert text_more.NOTHING_TO_COMPARE in words(visit("compare"))
        assert text_more.TOTALS_HAVE_NONE in words(visit("waiting"))

    def test_there_is_a_bottleneck_sentence_and_no_forecast(self) -> None:
        assert text_more.BOTTLENECK in words(visit("funnel"))
        assert text_more.FORECAST not in words(visit())


class TestOneApplication:
    @pytest.mark.parametrize("page", ["overview", "funnel", *PAGES])
    def test_every_page_is_useful(self, page: str) -> None:
        filled(ONE)
        assert "nan" not in words(visit(page)).lower().split()

    def test_it_waits(self) -> None:
        filled(ONE)
        app = visit("waiting")
        assert "1 application is open without an answer so far." in words(app)
        assert app.dataframe[0].value[[text_more.EMPLOYER, text_more.SILENT]].to_numpy().tolist() == [["A1", 52]]

    def test_one_group_is_nothing_to_compare(self) -> None:
        filled(ONE)
        assert "in one group" in words(visit("compare"))


class TestSample:
    @pytest.mark.parametrize("page", ["overview", "funnel", *PAGES])
    def test_every_page_shows_the_sample(self, page: str) -> None:
        press(visit(), text.SAMPLE_BUTTON)
        assert text.SAMPLE_BANNER in words(visit(page))

    def test_what_is_closed_goes_away_with_the_sample(self) -> None:
        press(visit(), text.SAMPLE_BUTTON)
        press(tick(visit("waiting"), 0), text_more.close_label(1))
        press(visit(), text.SAMPLE_REMOVE)
        with Store.open(entry.database()) as store:
            assert store.is_empty


class TestCompare:
    def test_only_what_stands_out_is_marked_and_comes_first(self) -> None:
        filled(APART)
        app = visit("compare")
        assert "2 of 2 groups stand out" in words(app)
        badges = [element.value for element in app.markdown if "-badge[" in element.value]
        assert [
            text_more.FLAGS[flag] in badge for flag, badge in zip((Flag.WORSE, Flag.BETTER), badges, strict=True)
        ] == [
            True,
            True,
        ]
        assert "10 of 30 applications led to an interview" in words(app)
        assert "not why" in words(app)

    def test_no_mark_without_a_clear_difference(self) -> None:
        filled(OPEN)
        app = visit("compare")
        assert not [element for element in app.markdown if "-badge[" in element.value]
        assert "too few" in words(app)

    def test_blank_is_a_group_of_its_own(self) -> None:
        filled(OPEN)
        assert "(not noted)" in words(visit("compare"))

    def test_another_dimension_and_another_rate(self) -> None:
        filled(OPEN)
        app = visit("compare")
        app.selectbox(key="by").set_value("weekday").run()
        assert "Thursday" in words(app)
        app.segmented_control[0].set_value(SegmentRatio.INTERVIEW_TO_OFFER).run()
        assert not app.exception
        assert "1 interview" in words(app)

    def test_a_column_of_the_persons_own_keeps_its_header(self) -> None:
        assert compare.dimension_name("extra: Mood") == "“Mood”"

    def test_charts_have_text_alternatives(self) -> None:
        filled(APART)
        for page in PAGES:
            assert all(chart.proto.alt for chart in visit(page).get("plotly_chart"))


class TestWaiting:
    def test_those_to_ask_after_come_first_and_those_presumed_unanswered_last(self) -> None:
        filled(OPEN)
        app = visit("waiting")
        rows = app.dataframe[0].value
        assert rows[[text_more.EMPLOYER, text_more.SILENT, text_more.MEANS]].to_numpy().tolist() == [
            ["Birch", 52, "Probably no answer"],
            ["Acme", 9, "Still early"],
            ["Dune", 2, "Had an answer"],
            ["Cedar", 325, "Presumed no answer"],
        ]
        assert text_more.DUE_FIRST in words(app)

    def test_of_those_to_ask_after_the_ones_that_answered_once_come_first(self) -> None:
        filled(OPEN, "F1 applied 2026-09-01 | interview 2026-10-20")
        rows = visit("waiting").dataframe[0].value
        assert rows[text_more.EMPLOYER].tolist() == ["F1", "Birch", "Acme", "Dune", "Cedar"]

    def test_after_a_follow_up_another_one_comes_first(self) -> None:
        filled(OPEN)
        app = press(tick(visit("waiting"), 0), text_more.follow_label(1))
        assert app.dataframe[0].value[text_more.EMPLOYER].tolist() == ["Acme", "Birch", "Dune", "Cedar"]
        assert text_more.DUE_FIRST not in words(app)

    def test_where_all_are_due_none_comes_first(self) -> None:
        filled("A1 applied 2026-10-01")
        assert text_more.DUE_FIRST not in words(visit("waiting"))

    @pytest.mark.parametrize(
        ("label", "chance", "shown"),
        [
            ("still early", 0.2004, 21),
            ("still early", 0.274, 27),
            ("going quiet", 0.2, 20),
            ("going quiet", 0.1049, 11),
            ("going quiet", 0.114, 11),
            ("probably ghosted", 0.1, 10),
            ("presumed ghosted", 0.004, 0),
            ("answered", None, None),
        ],
    )
    def test_the_shown_chance_never_contradicts_its_word(
        self, label: str, chance: float | None, shown: int | None
    ) -> None:
        row = {"application_id": "a", "company": "A", "title": "", "label": label, "applied_date": pd.NaT}
        waiting = pd.DataFrame([row]).assign(
            days_silent=pd.Series([16], dtype="Int64"), chance_reply=pd.Series([chance], dtype="Float64")
        )
        found = silence.table(waiting, {})[text_more.CHANCE]
        assert [None if pd.isna(value) else value for value in found] == [shown]

    def test_one_kind_of_silence_at_a_time(self) -> None:
        filled(OPEN)
        app = visit("waiting")
        app.pills[0].set_value("presumed ghosted").run()
        assert app.dataframe[0].value[text_more.EMPLOYER].tolist() == ["Cedar"]
        app.pills[0].set_value("going quiet").run()
        assert text_more.NONE_OF_THESE in words(app)

    @pytest.mark.parametrize("asked", ["presumed ghosted", "Presumed no answer"])
    def test_an_address_says_what_is_shown(self, asked: str) -> None:
        filled(OPEN)
        app = visit()
        app.switch_page("pages/views/waiting.py")
        app.query_params["show"] = asked
        assert app.run().pills[0].value == "presumed ghosted"
        app.pills[0].set_value("still early").run()
        assert app.query_params["show"] == "still early"

    def test_each_kind_of_silence_says_how_many_it_holds(self) -> None:
        filled(OPEN)
        assert visit("waiting").pills[0].options == [
            "All open 4",
            "Had an answer 1",
            "Still early 1",
            "Going quiet 0",
            "Probably no answer 1",
            "Presumed no answer 1",
        ]
        filled("F1 applied ?")
        assert visit("waiting").pills[0].options[-1] == "Not known 1"

    def test_all_that_are_presumed_unanswered_are_closed_with_one_click_and_taken_back(self) -> None:
        filled(OPEN, "F1 applied 2026-02-02\nF2 applied 2026-02-03")
        app = visit("waiting")
        assert text_more.close_all_label(3) not in words(app)
        app.pills[0].set_value("presumed ghosted").run()
        assert "from day 67 of silence on" in words(app)
        app = press(app, text_more.close_all_label(3))
        assert text_more.closed(3) in words(app)
        assert text_more.NONE_OF_THESE in words(app)
        assert app.pills[0].value == "presumed ghosted"
        assert sorted(name for name, outcome in outcomes().items() if outcome == "no_response") == ["Cedar", "F1", "F2"]
        assert list(outcomes().values()).count("no_response") == 3
        press(app, text.UNDO)
        assert "no_response" not in outcomes().values()

    def test_the_sign_for_no_chance_is_explained_where_it_stands(self) -> None:
        filled(OPEN)
        app = visit("waiting")
        assert text_more.NO_CHANCE in words(app)
        app.pills[0].set_value("presumed ghosted").run()
        assert text_more.CHANCE_NOTE in words(app)
        assert text_more.NO_CHANCE not in words(app)

    def test_nothing_can_be_pressed_before_a_row_is_ticked(self) -> None:
        filled(OPEN)
        app = visit("waiting")
        assert [b.disabled for b in app.button if b.label in {text_more.close_label(0), text_more.follow_label(0)}] == [
            True,
            True,
        ]

    def test_close_two_and_take_it_back(self) -> None:
        filled(OPEN)
        app = press(tick(visit("waiting"), 0, 3), text_more.close_label(2))
        assert text_more.closed(2) in words(app)
        assert outcomes() == {
            "Acme": "open",
            "Birch": "no_response",
            "Cedar": "no_response",
            "Dune": "open",
            "Elm": "rejected",
        }
        app = press(app, text.UNDO)
        assert list(outcomes().values()).count("open") == 4
        assert text_more.closed(2) not in words(app)

    def test_closing_is_in_the_list_of_imports_and_can_be_undone_there(self) -> None:
        filled(OPEN)
        press(tick(visit("waiting"), 3), text_more.close_label(1))
        app = visit("imports")
        assert "Closed as no answer" in words(app)

    def test_what_another_tab_closed_is_a_sentence(self) -> None:
        filled(OPEN)
        app = tick(visit("waiting"), 3)
        press(tick(visit("waiting"), 3), text_more.close_label(1))
        press(app, text_more.close_label(1))
        assert [toast.value for toast in app.toast] == [text_more.NOT_MARKED]

    def test_note_a_follow_up_and_take_it_back(self) -> None:
        filled(OPEN)
        app = press(tick(visit("waiting"), 1), text_more.follow_label(1))
        assert app.dataframe[0].value[text_more.FOLLOWED].tolist()[1] == pd.Timestamp(TODAY)
        assert text_more.followed(1) in words(app)
        app = press(app, text.UNDO)
        assert app.dataframe[0].value[text_more.FOLLOWED].isna().all()

    def test_all_closed(self) -> None:
        filled("A1 applied 2026-10-01 | rejected 2026-10-05")
        assert text_more.NONE_OPEN in words(visit("waiting"))

    def test_the_list_of_no_applications_has_its_columns(self) -> None:
        none = pd.DataFrame({name: [] for name in ("application_id", "company", "title", "label")}).assign(
            applied_date=pd.Series(dtype="datetime64[s]"),
            days_silent=pd.Series(dtype="Int64"),
            chance_reply=pd.Series(dtype="Float64"),
        )
        assert list(silence.table(none, {}))[:3] == [text_more.EMPLOYER, text_more.SILENT, text_more.CHANCE]


class TestOutlook:
    def test_the_overview_has_one_sentence_and_its_assumptions(self) -> None:
        filled(OPEN)
        said = words(visit())
        assert text_more.FORECAST in said
        assert "Chance of an offer within 8 weeks" in said
        assert "The coming weeks are like the past ones" in said

    def test_with_an_offer_there_is_nothing_to_forecast(self) -> None:
        filled("A1 applied 2026-10-01 | offer 2026-11-01")
        said = words(visit())
        assert "nothing to forecast" in said
        assert "The coming weeks" not in said

    def test_the_funnel_names_the_step_that_costs_most(self) -> None:
        filled("\n".join(f"A{n} applied 2026-01-{1 + n % 28:02} | rejected 2026-03-01" for n in range(400)))
        assert "The step from application to interview clearly falls short most" in words(visit("funnel"))


class TestWords:
    def test_every_label_and_dimension_has_words(self) -> None:
        assert set(text_more.SILENCES) == {text_more.ALL, *Silence}
        assert set(names.DIMENSIONS) > {"source", "weekday", "salary_band"}
        assert set(text_more.FLAGS) == set(text_more.FLAG_ICONS) == set(text_more.FLAG_COLOURS) == set(Flag)

    def test_no_sentence_shouts_and_all_are_easy_to_read(self) -> None:
        source = Path(text_more.__file__).read_text("utf-8")
        assert "! " not in source
        for said in (*text_more.COMPARE_HOW, text_more.NOTHING_TO_COMPARE, text_more.CLOSE_HELP):
            assert grade(said) <= 9.5, said

    @pytest.mark.parametrize(
        ("number", "said"),
        [(1, "1 application was closed as no answer."), (1200, "1,200 applications were closed as no answer.")],
    )
    def test_closed(self, number: int, said: str) -> None:
        assert text_more.closed(number) == said
