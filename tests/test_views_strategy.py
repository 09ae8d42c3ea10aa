"""The Strategy page as a person sees it, without a browser: in every state it can be in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from reading_level import grade
from test_views import filled, press, visit, words

from analytics.playbook import strategies
from data import decisions
from data.decisions import Decision, Kind
from data.store import Store
from pages.ui import entry, text, text_strategy
from pages.ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.no_cover  # pages: what they call is covered by tests of its own

TODAY = date(2026, 11, 22)
# 170 applications in spring and summer, all refused: clearly below the benchmark.
BELOW = "\n".join(
    f"A{day} applied {date(2026, 4, 6) + timedelta(days=day)} | rejected {date(2026, 4, 20) + timedelta(days=day)}"
    for day in range(170)
)
FIRST = "Fit your resume and letter to each job"


@pytest.fixture(autouse=True)
def _day_and_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(entry.AS_OF, TODAY.isoformat())
    monkeypatch.setenv("REBOUND_DATABASE", str(tmp_path / "history.duckdb"))
    yield
    st.cache_resource.clear()


def titles(app: AppTest) -> list[str]:
    """Titles of the cards and of the folded suggestions, in order, without their numbers."""
    shown = [header.value for header in app.header] + [box.label for box in app.expander]
    return [title.partition(". ")[2] for title in shown if title[:1].isdigit()]


def put_aside(app: AppTest, strategy: str, kind: str, reason: str = "") -> AppTest:
    app = next(box for box in app.radio if box.key.startswith(f"kind-{strategy}")).set_value(kind).run()
    app = next(box for box in app.text_input if box.key.startswith(f"reason-{strategy}")).set_value(reason).run()
    app = app.button(key=f"save-{strategy}").click().run()
    assert not app.exception
    return app


def decide(strategy: str, kind: Kind, **more: object) -> None:
    with Store.open(entry.database()) as store:
        decisions.decide(store, Decision(strategy, kind, decided_on=TODAY, **{"reason": "", **more}))


def test_without_applications_it_says_what_will_be_here() -> None:
    assert text.EMPTY["strategy"] in words(visit("strategy"))


def test_the_first_three_are_cards_and_every_part_of_the_advice_is_there() -> None:
    filled(BELOW)
    app = visit("strategy")
    assert titles(app)[0] == FIRST
    assert len([header for header in app.header if header.value[:1].isdigit()]) == 3
    labels = ("NOTICED", "SURE", "GAIN", "TELLS", "CHANGES", "SOURCES", "CHECKLIST")
    assert all(getattr(text_strategy, label) in words(app) for label in labels)
    assert "170 applications" in words(app)
    assert "80 % range" in words(app).replace("\u00a0", " ")


def test_a_gain_that_two_cards_have_in_common_is_said_once() -> None:
    filled(BELOW)
    said = words(visit("strategy"))
    assert said.count("times as many offers") == 1
    assert text_strategy.same_gain(1) in said


def test_every_other_strategy_has_its_reason() -> None:
    filled(BELOW)
    app = visit("strategy")
    shown = titles(app)
    others = [strategy.title for strategy in strategies().values() if strategy.title not in shown]
    assert others
    assert all(f"**{title}:**" in words(app) for title in others)


def test_not_for_me_with_a_reason_and_back_again() -> None:
    filled(BELOW)
    app = put_aside(visit("strategy"), "tailoring", "dismissed", "**done** this <b>already</b>")
    assert FIRST not in titles(app)
    assert text_strategy.put_aside(FIRST) in words(app)
    assert text_strategy.reason("**done** this <b>already</b>") in words(app)
    assert any(plain("**done** this <b>already</b>") in element.value for element in app.markdown)
    again = visit("strategy")
    assert FIRST not in titles(again)
    assert text_strategy.aside_title(1) in [box.label for box in again.expander]
    assert titles(press(again, text_strategy.BRING_BACK))[0] == FIRST


def test_undo_right_after_it() -> None:
    filled(BELOW)
    app = put_aside(visit("strategy"), "tailoring", "done")
    assert titles(press(app, text.UNDO))[0] == FIRST


def test_later_comes_back_on_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    filled(BELOW)
    app = visit("strategy")
    app = next(box for box in app.radio if box.key.startswith("kind-tailoring")).set_value("snoozed").run()
    next(box for box in app.selectbox if box.key.startswith("when-tailoring")).set_value(2).run()
    app = app.button(key="save-tailoring").click().run()
    assert FIRST not in titles(app)
    assert "until 6 December 2026" in words(app)
    monkeypatch.setenv(entry.AS_OF, "2026-12-05")
    assert FIRST not in titles(visit("strategy"))
    monkeypatch.setenv(entry.AS_OF, "2026-12-06")
    app = visit("strategy")
    assert titles(app)[0] == FIRST
    assert "You wanted to see this again by now." in [box.value for box in app.info]


def test_the_overview_names_the_next_one() -> None:
    filled(BELOW)
    assert f"**{FIRST}**" in words(visit())
    decide("tailoring", Kind.DISMISSED)
    assert f"**{FIRST}**" not in words(visit())


def test_everything_put_aside_says_so() -> None:
    filled(BELOW)
    for strategy in strategies():
        decide(strategy, Kind.DISMISSED)
    app = visit("strategy")
    assert (titles(app), text_strategy.NOTHING_LEFT in words(app)) == ([], True)
    assert text.NO_SUGGESTION in words(visit())
    assert text_strategy.NO_LONGER in words(app)


def test_a_strategy_that_the_playbook_no_longer_has_does_no_harm() -> None:
    filled(BELOW)
    decide("of_old", Kind.DONE)
    assert "of_old" in words(visit("strategy"))


@pytest.mark.parametrize("number", [1, 2, 21])
def test_sentences_of_the_page_are_plain(number: int) -> None:
    said = [text_strategy.not_suggested(number), text_strategy.LEAD, text_strategy.NOTHING_LEFT]
    said += [*text_strategy.KIND_HELP.values(), text_strategy.decided("snoozed", TODAY, TODAY)]
    assert all(grade(each) <= 9 for each in said)
    assert said[0].startswith("1 strategy of" if number == 1 else str(number))
