"""The filter as a person uses it, without a browser: the same applications on every page, and a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from test_views import APP, filled, press, visit, words

from analytics.filters import Period
from data import preferences
from data.store import Store
from pages.ui import entry, session, text, text_filters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.no_cover  # pages: what they call is covered by tests of its own

PAGES = ("overview", "funnel", "trends", "compare", "waiting", "strategy")
# Two searches: six applications in early 2025, four by way of friends; five in the autumn of 2026. One without a date.
TWO_SEARCHES = """
A1 applied 2025-01-01 | source=Friend
A2 applied 2025-01-02 | source=Friend
A3 applied 2025-01-03 | source=Friend
A4 applied 2025-01-04 | source=Friend
A5 applied 2025-01-05 | source=Board
A6 applied 2025-01-06 | source=Board
B1 applied 2026-10-01 | source=Board
B2 applied 2026-10-02 | source=Board
B3 applied 2026-10-03 | source=Board
B4 applied 2026-10-04 | source=Board
B5 applied 2026-10-05 | source=Friend
C1 rejected ? | source=Board
"""


@pytest.fixture(autouse=True)
def _day_and_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(entry.AS_OF, "2026-11-22")
    monkeypatch.setenv("REBOUND_DATABASE", str(tmp_path / "history.duckdb"))
    yield
    st.cache_resource.clear()


def choose(app: AppTest, key: str, value: object) -> AppTest:
    app.selectbox(key=key).set_value(value).run()
    assert not app.exception, [failure.value for failure in app.exception]
    return app


@pytest.mark.parametrize("page", PAGES)
def test_every_page_looks_at_the_chosen_applications_and_says_how_many(page: str) -> None:
    filled(TWO_SEARCHES)
    app = choose(visit(page), session.SOURCE, "Friend")
    assert "Friend: 5 of 12 applications" in words(app)
    assert "· 5 applications, " in words(app)
    assert "· 12 applications, " in words(press(app, text_filters.RESET))


def test_a_period_or_a_search_leaves_out_undated_applications_and_says_so() -> None:
    filled(TWO_SEARCHES)
    app = choose(visit(), session.PERIOD, str(Period.QUARTER))
    assert "Last 90 days: 5 of 12 applications" in words(app)
    assert text_filters.UNDATED in words(app)
    app = choose(choose(app, session.PERIOD, str(Period.ALL)), session.CAMPAIGN, 1)
    assert "Search 1: Jan 2025: 6 of 12 applications" in words(app)


def test_where_nothing_is_left_there_is_a_sentence_and_a_way_back() -> None:
    filled(TWO_SEARCHES)
    app = choose(choose(visit("funnel"), session.PERIOD, str(Period.QUARTER)), session.CAMPAIGN, 1)
    assert text_filters.NOTHING in words(app)
    assert not app.get("plotly_chart")
    assert text_filters.NOTHING not in words(press(app, text_filters.RESET))


def test_there_is_no_filter_before_there_are_applications_nor_a_choice_of_one() -> None:
    assert not visit().selectbox
    filled("A1 applied 2026-10-01 | source=Board")
    assert [box.label for box in visit().selectbox] == [text_filters.PERIOD]


def test_a_page_without_a_filter_sees_the_whole_history() -> None:
    filled(TWO_SEARCHES)
    app = choose(visit(), session.SOURCE, "Friend")
    app.switch_page("pages/views/imports.py").run()
    assert "12 applications" in words(app)
    assert text.PAGES["import"][0] in words(app)


def opened_at(language: str, **address: str) -> AppTest:
    """Open the Overview of a history in one language at an address that was saved in another."""
    with Store.open(entry.database()) as store:
        preferences.change(store, language=language)
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params.update(address)
    app.run()
    assert not app.exception, [failure.value for failure in app.exception]
    return app


@pytest.mark.parametrize(
    ("language", "saved"),
    [("de", "Last 90 days"), ("de", "Letzte 90 Tage"), ("en", "Letzte 90 Tage"), ("en", "Last 90 days")],
)
def test_a_saved_address_opens_in_every_language(language: str, saved: str) -> None:
    filled(TWO_SEARCHES)
    app = opened_at(language, period=saved)
    assert app.selectbox(key=session.PERIOD).value == str(Period.QUARTER)
    assert app.query_params["period"] == {"de": "Letzte 90 Tage", "en": "Last 90 days"}[language]


@pytest.mark.parametrize("saved", ["1: Jan 2025", "1: Jan. 2025", "1: Dec 2024 to Jan 2025"])
def test_a_search_in_a_saved_address_is_known_by_its_number(saved: str) -> None:
    """Its months are words of one language, and change while the search goes on."""
    filled(TWO_SEARCHES)
    assert opened_at("de", search=saved).selectbox(key=session.CAMPAIGN).value == 1


def test_what_an_address_says_and_nobody_knows_is_passed_over() -> None:
    filled(TWO_SEARCHES)
    app = opened_at("en", period="Letztes Jahrhundert", search="9", source="Nobody")
    assert [box.value for box in app.selectbox] == [str(Period.ALL), None, None]
