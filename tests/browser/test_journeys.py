"""What a person does, in a real browser: from a dropped file to advice, and everything that may go wrong on the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, expect

from data.store import Store
from pages.ui import text, text_strategy

from .conftest import Own, Servers, Tab

if TYPE_CHECKING:
    from collections.abc import Callable

NASTY = "**x** <b> $a$ :red[x] [l](javascript:1)"


def tracker(first: int, number: int) -> bytes:
    """A tracker of `number` applications in August; every tenth led to an interview, all were rejected in September."""
    rows = ["Company,Role,Date applied,Interview date,Status"]
    for position in range(first, first + number):
        interview = "2026-08-30" if position % 10 == 0 else ""
        rows.append(f"Company {position},Analyst,2026-08-{1 + position % 28:02},{interview},Rejected")
    return "\n".join(rows).encode()


class TestFromFileToAdvice:
    def test_a_dropped_csv_leads_to_funnel_verdicts_and_advice_in_three_clicks(self, own: Own) -> None:
        tab = own().open("import").sees_title("Import")
        tab.drop("mine.csv", tracker(0, 120)).sees("120 rows read")
        tab.click(text.CONFIRM).sees("Added 120 applications")
        tab.follow(text.TO_FUNNEL).sees_title("Funnel").sees("12 of 120 applications led to an interview")
        tab.sees("Above the benchmark")
        expect(tab.main().locator(".js-plotly-plot .funnellayer")).to_have_count(1)
        tab.page.get_by_role("link", name="Strategy").click()
        tab.sees_title("Strategy").sees(text_strategy.NOTICED)

    def test_on_the_overview_of_a_new_history_one_click_is_enough(self, own: Own) -> None:
        tab = own().open().sees_title(text.WELCOME)
        tab.drop("mine.csv", tracker(0, 120)).sees("120 rows read").click(text.CONFIRM).sees_title("Overview")
        expect(tab.figure("Interviewed")).to_have_text("12")
        tab.sees("Above the benchmark").sees(text.NEXT)

    def test_two_tabs_that_import_at_once_lose_nothing(self, own: Own) -> None:
        one, other = own().open("import"), own().open("import")
        one.drop("one.csv", tracker(0, 60)).sees("60 rows read")
        other.drop("other.csv", tracker(60, 60)).sees("60 rows read")
        one.button(text.CONFIRM).dispatch_event("click")
        other.button(text.CONFIRM).dispatch_event("click")
        one.sees("Added 60 applications")
        other.sees("Added 60 applications")
        one.open().sees_title("Overview")
        expect(one.figure("Applications")).to_have_text("120")


class TestThereAndBack:
    """Journeys that end with the empty history they began with, on the server whose history is empty."""

    def test_sample_in_one_click_and_out_in_one_click(self, new_tab: Callable[..., Tab]) -> None:
        tab = new_tab().open().sees_title(text.WELCOME)
        tab.click(text.SAMPLE_BUTTON).sees_title("Overview").sees(text.SAMPLE_BANNER)
        tab.click(text.SAMPLE_REMOVE).sees_title(text.WELCOME).misses(text.SAMPLE_BANNER)

    def test_undo_takes_an_import_back(self, new_tab: Callable[..., Tab]) -> None:
        tab = new_tab().open("import").drop("mine.csv", tracker(0, 20)).sees("20 rows read").click(text.CONFIRM)
        tab.sees("Added 20 applications").click(text.UNDO).sees("Undo mine.csv?")
        tab.click(text.UNDO_CONFIRM).misses(text.IMPORTS_TITLE)
        tab.open().sees_title(text.WELCOME)


class TestFirstRequestOfAServer:
    def test_a_deep_link_needs_no_dialog_and_an_old_tab_finds_its_page_after_a_restart(
        self, browser: BrowserContext, servers: Servers
    ) -> None:
        with servers.running() as server:
            tab = Tab(browser.new_page(), server.url).open("trends").sees_title("Trends")
            expect(tab.page.get_by_role("dialog")).to_have_count(0)
            server.restart()
            tab.page.get_by_role("link", name="Funnel").click()
            tab.sees_title("Funnel")
            tab.page.reload()
            tab.sees_title("Funnel")
            expect(tab.page.get_by_role("dialog")).to_have_count(0)
            tab.page.close()

    def test_a_history_open_elsewhere_is_a_sentence_and_not_a_traceback(self, own: Own) -> None:
        with Store.open(own.server.history):
            own().open("funnel").sees(text.STORE_TITLE).sees("already open in another program")


class TestWithTheSample:
    """Journeys that change nothing, on the server with the sample."""

    def test_reload_keeps_the_choices(self, sample_tab: Callable[..., Tab]) -> None:
        tab = sample_tab().open("funnel").sees_title("Funnel")
        tab.page.get_by_role("radio", name=text.VIEWS["flow"]).click()
        expect(tab.main().locator(".js-plotly-plot .sankey")).to_have_count(1)
        tab.page.reload()
        tab.sees_title("Funnel")
        expect(tab.main().locator(".js-plotly-plot .sankey")).to_have_count(1)

    def test_a_broken_csv_shows_its_report(self, sample_tab: Callable[..., Tab]) -> None:
        content = b"Company,Role,Date applied,Status\nAcme,Analyst,2026-08-01,Rejected\nBirch,Analyst,,Wishlist\n"
        tab = sample_tab().open("import").drop("broken.csv", content).sees("2 rows read: 1 used, 1 set aside")
        expect(tab.main().get_by_role("table").get_by_role("row")).to_have_count(2)
        tab = sample_tab().open("import").drop("empty.csv", b"").sees(text.UNREADABLE)
        expect(tab.button(text.CONFIRM)).to_have_count(0)

    def test_text_of_the_person_is_never_markup(self, sample_tab: Callable[..., Tab]) -> None:
        content = f'Company,"{NASTY}",Status\n"{NASTY}",1,"{NASTY}"\nBirch,2,Rejected\n'.encode()
        tab = sample_tab().open("import").drop("**x** $a$ :red[x].csv", content)
        heading = tab.main().get_by_role("heading", name="**x** $a$ :red[x].csv")
        expect(heading).to_be_visible()
        assert heading.locator("strong, em, a, .katex, span[class*=stMarkdownColored]").count() == 0
        assert tab.main().locator('a[href^="javascript"]').count() == 0

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_small_text_in_charts_can_be_read(self, sample_tab: Callable[..., Tab], scheme: str) -> None:
        """Streamlit replaces `theme.INK` by the text colour of the page; if it stops doing so, this fails."""
        tab = sample_tab(1280, scheme).open("funnel").sees_title("Funnel")
        label = tab.main().locator(".js-plotly-plot .ytick text").first
        red = {"light": r"rgb\(\d{1,2}, ", "dark": r"rgb\(2\d\d, "}[scheme]
        expect(label).to_have_css("fill", re.compile(red))
