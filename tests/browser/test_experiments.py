"""A change of strategy in a real browser: from a suggestion and its evidence to an experiment and its answer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from analytics.experiments import Answer
from analytics.playbook import strategies
from pages.ui import text, text_experiments, text_strategy
from pages.ui.plain import plain

from .conftest import Own, Tab, fill

NASTY = "**x** <b> $a$ :red[x] [l](javascript:1)"
SLOW = 60  # seconds: after each write the whole history is judged anew, also on a busy machine
BETTER = text_experiments.ANSWERS[Answer.WORKED]


def tracker(name: str, month: int, number: int, interviews: int) -> bytes:
    """Applications of one month of 2026, all rejected in the next; the first ones had an interview."""
    rows = ["Company,Role,Date applied,Interview date,Rejected"]
    for position in range(number):
        later = f"2026-{month + 1:02}-15"
        sent = f"2026-{month:02}-{1 + position % 28:02}"
        rows.append(f"{name} {position},Analyst,{sent},{later if position < interviews else ''},{later[:-2]}25")
    return "\n".join(rows).encode()


@pytest.fixture
def with_300(own: Own) -> Own:
    """A history of the test's own that holds 300 applications with one interview."""
    fill(own.server, tracker("Old", 3, 300, 1))
    return own


def add(tab: Tab, name: str, content: bytes, number: int) -> None:
    tab.open("import").drop(name, content).sees(f"{number} rows read").click(text.CONFIRM).sees(f"Added {number}")


def set_day(tab: Tab, day: str) -> None:
    """Type a first day (ISO) into the form that is open: year, month and day are fields of their own."""
    for part, name in zip(day.split("-"), ("year", "month", "day"), strict=True):
        tab.page.get_by_role("spinbutton", name=re.compile(f"^{name},")).locator(
            "visible=true"
        ).first.press_sequentially(part)


def start_own(tab: Tab, name: str, day: str = "") -> None:
    """Fill in the form of the Experiments page and start."""
    tab.page.get_by_text(re.compile(f"{text_experiments.OWN}|{text_experiments.ANOTHER}")).first.click()
    tab.page.get_by_label(text_experiments.NAME, exact=True).locator("visible=true").fill(name)
    if day:
        set_day(tab, day)
    start(tab)


def start(tab: Tab) -> None:
    """By keyboard: the form may still be unfolding, or the calendar lie over it, and a click would land elsewhere."""
    tab.page.get_by_role("button", name=text_experiments.START).locator("visible=true").press("Enter")


def test_read_a_suggestion_start_it_import_later_data_and_read_the_answer(with_300: Own) -> None:
    advice = strategies()["tailoring"]
    tab = with_300().open("strategy").sees_title("Strategy").sees(plain(advice.title)).sees(text_strategy.NOTICED)
    tab.main().get_by_text(text_strategy.BEHIND).first.click()
    tab.sees(advice.documents[0].title)
    tab.page.get_by_role("button", name=text_experiments.TRY).first.click()
    expect(tab.page.get_by_label(text_experiments.NAME, exact=True).locator("visible=true")).to_have_value(advice.title)
    set_day(tab, "2026-07-01")
    start(tab)
    tab.sees("You have been trying this since 1 Jul 2026.", seconds=SLOW).follow(text_experiments.SEE)
    tab.sees_title("Experiments").sees(advice.title).sees(text_experiments.NO_MEMBERS)
    add(tab, "later.csv", tracker("New", 7, 150, 14), 150)
    tab.open("experiments").sees(BETTER).sees("After: 14 interviews from 150 applications")
    tab.sees("150 applications belong to it").sees("More interviews since the change")
    expect(tab.main().locator(".js-plotly-plot")).to_have_count(1)
    tab.page.reload()
    tab.sees(BETTER)


def test_end_it_with_a_note_reopen_delete_and_undo(with_300: Own) -> None:
    tab = with_300().open("experiments").sees(text_experiments.ABOUT)
    start_own(tab, NASTY)
    tab.sees(text_experiments.STARTED, seconds=SLOW).sees(NASTY)
    tab.click(text_experiments.END)
    tab.page.get_by_label(text_experiments.NOTE, exact=True).locator("visible=true").fill(NASTY)
    tab.page.get_by_text("Go back to how it was").click()
    tab.click(text_experiments.END_SURE).sees("Answer on 22 Nov 2026").sees("You decided to go back to how it was.")
    tab.page.reload()
    tab.sees("You decided to go back to how it was.")
    heading = tab.main().get_by_role("heading", name=NASTY)
    assert heading.locator("strong, em, a, .katex, span[class*=stMarkdownColored]").count() == 0
    tab.click(text_experiments.DELETE).click(text_experiments.DELETE_SURE).sees(text_experiments.DELETED)
    tab.sees(text_experiments.ABOUT).click(text.UNDO).sees("You decided to go back to how it was.")
    tab.click(text_experiments.REOPEN).misses(text_experiments.ENDED)


def test_two_tabs_lose_nothing_and_the_second_change_is_warned_of(with_300: Own) -> None:
    one, other = with_300().open("experiments"), with_300().open("experiments")
    start_own(one, "New resume")
    one.sees(text_experiments.END, seconds=SLOW)
    start_own(other, "Referrals")
    other.sees("“New resume” runs at the same time", seconds=SLOW).click(text_experiments.START_ANYWAY)
    other.sees("It shares days with “New resume”", seconds=SLOW).sees("It shares days with “Referrals”")
    one.page.reload()
    one.sees("It shares days with “New resume”")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_by_its_address_it_fits_the_screen(with_300: Own, width: int, scheme: str) -> None:
    tab = with_300(width, scheme).open("experiments").sees_title("Experiments")
    start_own(tab, "New resume with a rather long name that a phone cannot show on one line")
    tab.sees("New resume with a rather long name", seconds=SLOW)
    expect(tab.page.get_by_role("dialog")).to_have_count(0)
    assert tab.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
