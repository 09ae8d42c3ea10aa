"""What a person does, in a real browser: from a dropped file to advice, and everything that may go wrong on the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect

from data.store import Store
from pages.ui import text, text_strategy

from .conftest import Server, Tab, running_server, tabs_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGES = {"": "Overview", "funnel": "Funnel", "trends": "Trends", "strategy": "Strategy", "import": "Import"}
NASTY = "**x** <b> $a$ :red[x] [l](javascript:1)"


def tracker(first: int, number: int) -> bytes:
    """A tracker of `number` applications in August; every tenth led to an interview, all were rejected in September."""
    rows = ["Company,Role,Date applied,Interview date,Status"]
    for position in range(first, first + number):
        interview = "2026-08-30" if position % 10 == 0 else ""
        rows.append(f"Company {position},Analyst,2026-08-{1 + position % 28:02},{interview},Rejected")
    return "\n".join(rows).encode()


@pytest.fixture
def own(browser: Browser, tmp_path: Path) -> Callable[[], Tab]:
    """Tabs on a server whose history is this test's own."""
    with running_server(tmp_path) as server, tabs_of(browser, server) as open_tab:
        open_tab.server = server
        yield open_tab


class TestFromFileToAdvice:
    def test_a_dropped_csv_leads_to_funnel_verdicts_and_advice_in_three_clicks(self, own: Callable[[], Tab]) -> None:
        tab = own().open("import").sees_title("Import")
        tab.drop("mine.csv", tracker(0, 120)).sees("120 rows read")
        tab.click(text.CONFIRM).sees("Added 120 applications")
        tab.follow(text.TO_FUNNEL).sees_title("Funnel").sees("12 of 120 applications led to an interview")
        tab.sees("Above the benchmark")
        expect(tab.main().locator(".js-plotly-plot .funnellayer")).to_have_count(1)
        tab.page.get_by_role("link", name="Strategy").click()
        tab.sees_title("Strategy").sees(text_strategy.NOTICED)

    def test_on_the_overview_of_a_new_history_one_click_is_enough(self, own: Callable[[], Tab]) -> None:
        tab = own().open().sees_title(text.WELCOME)
        tab.drop("mine.csv", tracker(0, 120)).sees("120 rows read").click(text.CONFIRM).sees_title("Overview")
        expect(tab.figure("Interviewed")).to_have_text("12")
        tab.sees("Above the benchmark").sees(text.NEXT)

    def test_two_tabs_that_import_at_once_lose_nothing(self, own: Callable[[], Tab]) -> None:
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
    """Journeys that end with the empty history they began with, on one server."""

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
        self, browser: Browser, tmp_path: Path
    ) -> None:
        context = browser.new_context()
        with running_server(tmp_path) as server:
            tab = Tab(context.new_page(), server.url).open("trends").sees_title("Trends")
            expect(tab.page.get_by_role("dialog")).to_have_count(0)
        with running_server(tmp_path, port=int(server.url.rpartition(":")[2])):
            tab.page.get_by_role("link", name="Funnel").click()
            tab.sees_title("Funnel")
            tab.page.reload()
            tab.sees_title("Funnel")
            expect(tab.page.get_by_role("dialog")).to_have_count(0)
        context.close()

    def test_a_history_open_elsewhere_is_a_sentence_and_not_a_traceback(self, browser: Browser, tmp_path: Path) -> None:
        with (
            Store.open(tmp_path / "history.duckdb"),
            running_server(tmp_path) as server,
            tabs_of(browser, server) as open_tab,
        ):
            open_tab().open("funnel").sees(text.STORE_TITLE).sees("already open in another program")


class TestWithTheSample:
    """Journeys that change nothing, on the same server, filled with the sample."""

    @pytest.fixture(autouse=True)
    def _sample(self, server: Server, new_tab: Callable[..., Tab]) -> None:
        tab = new_tab().open()
        expect(tab.button(text.SAMPLE_BUTTON).or_(tab.main().get_by_text(text.SAMPLE_BANNER)).first).to_be_visible()
        if tab.button(text.SAMPLE_BUTTON).count():
            tab.click(text.SAMPLE_BUTTON)
        tab.sees_title("Overview").sees(text.SAMPLE_BANNER)

    @pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
    def test_every_page_by_its_address(self, new_tab: Callable[..., Tab], width: int, scheme: str) -> None:
        tab = new_tab(width, scheme)
        for path, title in PAGES.items():
            tab.open(path).sees_title(title)
            expect(tab.page.get_by_role("dialog")).to_have_count(0)
            expect(tab.main().get_by_text("As of 22 November 2026")).to_be_visible()
            assert tab.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path

    def test_reload_keeps_the_choices(self, new_tab: Callable[..., Tab]) -> None:
        tab = new_tab().open("funnel").sees_title("Funnel")
        tab.page.get_by_role("radio", name=text.VIEWS["flow"]).click()
        expect(tab.main().locator(".js-plotly-plot .sankey")).to_have_count(1)
        tab.page.reload()
        tab.sees_title("Funnel")
        expect(tab.main().locator(".js-plotly-plot .sankey")).to_have_count(1)

    def test_a_broken_csv_shows_its_report(self, new_tab: Callable[..., Tab]) -> None:
        content = b"Company,Role,Date applied,Status\nAcme,Analyst,2026-08-01,Rejected\nBirch,Analyst,,Wishlist\n"
        tab = new_tab().open("import").drop("broken.csv", content).sees("2 rows read: 1 used, 1 set aside")
        expect(tab.main().get_by_role("table").get_by_role("row")).to_have_count(2)
        tab = new_tab().open("import").drop("empty.csv", b"").sees(text.UNREADABLE)
        expect(tab.button(text.CONFIRM)).to_have_count(0)

    def test_text_of_the_person_is_never_markup(self, new_tab: Callable[..., Tab]) -> None:
        content = f'Company,"{NASTY}",Status\n"{NASTY}",1,"{NASTY}"\nBirch,2,Rejected\n'.encode()
        tab = new_tab().open("import").drop("**x** $a$ :red[x].csv", content)
        heading = tab.main().get_by_role("heading", name="**x** $a$ :red[x].csv")
        expect(heading).to_be_visible()
        assert heading.locator("strong, em, a, .katex, span[class*=stMarkdownColored]").count() == 0
        assert tab.main().locator('a[href^="javascript"]').count() == 0

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_small_text_in_charts_can_be_read(self, new_tab: Callable[..., Tab], scheme: str) -> None:
        """Streamlit replaces `theme.INK` by the text colour of the page; if it stops doing so, this fails."""
        tab = new_tab(1280, scheme).open("funnel").sees_title("Funnel")
        label = tab.main().locator(".js-plotly-plot .ytick text").first
        red = {"light": r"rgb\(\d{1,2}, ", "dark": r"rgb\(2\d\d, "}[scheme]
        expect(label).to_have_css("fill", re.compile(red))
