"""What if, and Benchmarks and settings, in a real browser: own ranges, choices kept by the address, a clean slate."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pages.ui import text, text_benchmarks, text_what_if

from .conftest import Own, Tab, fill

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2026, 11, 22)
# 80 applications, the oldest 8 with an interview: clearly above 2 % to 3 %, and not above 30 % to 40 %.
ROWS = [
    f"Company {n},Analyst,{DAY - timedelta(days=60 + n)},{'Interview' if n >= 72 else 'Rejected'}" for n in range(80)
]
TRACKER = "\n".join(["Company,Role,Date applied,Status", *ROWS]).encode()


@pytest.fixture
def own_tracker(own: Own) -> Own:
    """A history of the test's own that holds the tracker."""
    fill(own.server, TRACKER)
    return own


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_both_pages_by_their_address(open_tab: Callable[..., Tab], width: int, scheme: str) -> None:
    tab = open_tab(width, scheme)
    for path, title in {"what_if": "What if", "benchmarks": "Benchmarks and settings"}.items():
        tab.open(path).sees_title(title)
        expect(tab.page.get_by_role("dialog")).to_have_count(0)
        assert tab.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_an_own_range_is_named_by_the_verdict_on_the_overview(own_tracker: Own) -> None:
    tab = own_tracker().open().sees("Above the benchmark")
    tab.open("benchmarks").sees_title("Benchmarks and settings")
    tab.main().locator("summary", has_text=text_benchmarks.SET_OWN).first.click()
    for label, value in zip(text_benchmarks.ENDS["application_to_interview"], ("30", "40"), strict=True):
        tab.main().get_by_label(label, exact=True).first.fill(value)
    tab.button(text_benchmarks.SAVE).first.click()
    tab.sees("Your own range: 30 % to 40 % of applications lead to an interview.")
    tab.open().sees_title("Overview").sees("Below your own range").misses("Above the benchmark")


def test_what_is_tried_survives_a_reload_and_another_page(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab().open("what_if").sees_title("What if").sees(text.HOW).ready()
    # By keyboard: the cards may still move while the page settles, and a click would hit what has moved there.
    fix = tab.page.get_by_role("radio", name=text_what_if.MODES[text_what_if.FIXED]).first
    fix.focus()
    fix.press("Space")
    pace = tab.page.get_by_role("slider", name=text_what_if.PACE).first
    expect(tab.page.get_by_role("slider", name=text_what_if.RATE_FIXED)).to_have_count(2)
    tab.sees(text_what_if.CHANGED).ready()
    pace.focus()
    pace.press("ArrowRight")
    tab.ready()
    expect(pace).to_have_value("0.1")
    tab.sees(text_what_if.CHANGED)
    for again in (tab.page.reload, lambda: tab.page.goto(tab.page.url)):
        again()
        tab.ready().sees_title("What if").sees(text_what_if.CHANGED)
        expect(pace).to_have_value("0.1")
        expect(tab.page.get_by_role("slider", name=text_what_if.RATE_FIXED)).to_have_count(2)
    tab.page.get_by_test_id("stSidebar").get_by_role("link", name="Strategy").click()
    tab.sees_title("Strategy")
    tab.page.get_by_test_id("stSidebar").get_by_role("link", name="What if").click()
    tab.sees_title("What if")
    expect(pace).to_have_value("0.1")


def test_delete_everything_after_the_word_and_start_anew(own_tracker: Own) -> None:
    tab = own_tracker().open("benchmarks").sees(text_benchmarks.ERASE_INTRO)
    with tab.page.expect_download() as copy:
        tab.click(text_benchmarks.COPY)
    assert copy.value.suggested_filename == text_benchmarks.COPY_NAME
    assert copy.value.path().stat().st_size > 10_000
    word = tab.main().get_by_label(text_benchmarks.confirm())
    now = tab.button(text_benchmarks.ERASE_NOW)
    expect(now).to_be_disabled()
    tab.sees(text_benchmarks.erase_hint(""))
    word.fill("no")
    tab.sees(text_benchmarks.erase_hint("no"))
    expect(now).to_be_disabled()
    word.fill(text_benchmarks.confirm_word())
    expect(now).to_be_enabled()
    word.press("Tab")  # from the field straight to the button: no mouse is needed
    expect(now).to_be_focused()
    now.press("Enter")
    expect(tab.page.get_by_text(text_benchmarks.ERASED)).to_be_visible()
    tab.open().sees(text.WELCOME)
    assert b"Company 7" not in own_tracker.server.history.read_bytes()
