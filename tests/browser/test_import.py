"""Importing in a real browser: what was understood is checked and changed before anything is written."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from pages.ui import text, text_import

from .conftest import Tab, running_server, tabs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HEADER = "Company,Role,Date applied,Status"
MARCH = ("Acme,Analyst,2026-03-02,Rejected", "Birch,Analyst,2026-03-03,Interview", "Cedar,Analyst,2026-03-04,Applied")
APRIL = ("Dune,Analyst,2026-04-02,Rejected", "Elm,Analyst,2026-04-03,Case Study")
MAY = ("Fir,Analyst,2026-05-04,Interview",)


def rows(*lines: str) -> bytes:
    return "\n".join((HEADER, *lines)).encode()


def workbook(**sheets: tuple[str, ...]) -> bytes:
    """A spreadsheet whose sheets hold comma-separated rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line.split(","))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def choose(tab: Tab, label: str, option: str) -> Tab:
    """Choose from the list with this label, as it is announced to those who do not see it.

    The option is typed, as in a long list a person would: only the options near the chosen one are drawn. A list closes
    by itself when the page below it still moves (an expander unfolding); a person then opens it again.
    """
    field = tab.ready().main().get_by_role("combobox", name=label, exact=True)
    wanted = tab.page.get_by_role("option", name=option, exact=True)
    for patience in (4_000, 8_000):
        field.fill(option)
        field.press("ArrowDown")
        with suppress(PlaywrightTimeout):
            wanted.click(timeout=patience)
            return tab
        field.press("Escape")
    raise AssertionError(f"{option} could not be chosen for {label}")


def unfold(tab: Tab, title: str) -> Tab:
    tab.main().locator("summary").filter(has_text=title).click()
    return tab


def counts(tab: Tab, **expected: str) -> None:
    for label, value in expected.items():
        expect(tab.figure(text.PLAN[label])).to_have_text(value)


@pytest.fixture
def own(browser: Browser, tmp_path: object) -> Iterator[Callable[..., Tab]]:
    """Tabs on a server whose history is this test's own."""
    with running_server(tmp_path) as server, tabs_of(browser, server) as open_tab:
        yield open_tab


class TestBeforeAnythingIsWritten:
    """Journeys that stop before the confirmation, on one server whose history stays empty."""

    def test_another_sheet_of_a_spreadsheet(self, new_tab: Callable[..., Tab]) -> None:
        content = workbook(Notes=("Call the agency", "Buy stamps"), Old=(HEADER, *MAY), New=(HEADER, *APRIL, *MARCH))
        tab = new_tab().open("import").drop("mine.xlsx", content).sees("6 rows read").sees("read together")
        choose(tab, text.TABLE_CHOICE, "Old").sees("1 row read: 1 used")
        counts(tab, rows="1", applications="1")
        choose(tab, text.TABLE_CHOICE, text_import.BY_CONTENT).sees("6 rows read")

    def test_ambiguous_dates_are_asked_and_the_answer_is_seen_in_the_rows(self, new_tab: Callable[..., Tab]) -> None:
        content = rows("Acme,Analyst,03/04/2026,Rejected", "Birch,Analyst,05/06/2026,Applied")
        tab = new_tab().open("import").drop("mine.csv", content).sees(text.ANSWER_FIRST)
        expect(tab.button(text.CONFIRM)).to_be_disabled()
        tab.main().get_by_text("Day first").click()
        expect(tab.button(text.CONFIRM)).to_be_enabled()
        tab.misses(text.ANSWER_FIRST)
        with tab.page.expect_download() as saved:
            unfold(tab, text_import.APPLICATIONS_TITLE).click(text_import.APPLICATIONS_DOWNLOAD)
        assert "2026-04-03" in saved.value.path().read_text("utf-8-sig")

    def test_another_meaning_changes_the_preview_and_can_be_forgotten(self, new_tab: Callable[..., Tab]) -> None:
        tab = new_tab(390).open("import").drop("mine.csv", rows(*MARCH, *APRIL)).sees("5 rows read")
        tab.sees("Interview 2")
        choose(tab, text_import.meaning_of("Case Study"), "Test or assignment").sees("Interview 1")
        tab.sees("Test or assignment 1")
        choose(tab, text_import.meaning_of("Rejected"), "Interview, then Rejected").sees("Interview 3")
        tab.click(text_import.START_OVER).sees("Interview 2").misses(text_import.START_OVER)
        assert tab.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    def test_a_column_with_another_meaning(self, new_tab: Callable[..., Tab]) -> None:
        content = b"Company,Role,Date applied,Onsite\nAcme,Analyst,2026-03-02,2026-03-09\nBirch,Analyst,2026-03-03,\n"
        tab = new_tab().open("import").drop("mine.csv", content).sees("2 rows read").sees("Interview 1")
        unfold(tab, text.COLUMNS_TITLE)
        choose(tab, text_import.meaning_of("Onsite"), "Stage: Offer").sees("Offer 1")

    def test_leaving_before_the_confirmation_leaves_nothing_behind(self, new_tab: Callable[..., Tab]) -> None:
        tab = new_tab().open("import").drop("mine.csv", rows(*MARCH)).sees("3 rows read")
        tab.page.get_by_role("link", name="Overview").click()
        tab.sees_title(text.WELCOME)


class TestThereAndBack:
    def test_pasted_rows(self, own: Callable[..., Tab]) -> None:
        tab = unfold(own().open("import"), text_import.PASTE_TITLE)
        field = tab.main().get_by_role("textbox", name=text_import.PASTE_LABEL)
        field.fill(rows(*MARCH).decode().replace(",", "\t"))
        tab.click(text_import.PASTE_READ).sees("3 rows read").click(text.CONFIRM).sees("Added 3 applications")
        tab.sees(text_import.PASTED)

    def test_the_middle_one_of_three_imports_is_undone(self, own: Callable[..., Tab]) -> None:
        tab = own().open("import")
        may = (*MARCH[1:], *MAY)
        for name, lines, new in (("march.csv", MARCH, "3"), ("april.csv", APRIL, "2"), ("may.csv", may, "1")):
            tab.drop(name, rows(*lines)).sees(f"{len(lines)} rows read").click(text.CONFIRM)
            tab.sees(f"Added {new} application")
            expect(tab.main().get_by_text(name, exact=True)).to_have_count(1)
        middle = tab.main().get_by_test_id("stHorizontalBlock").filter(has_text="april.csv").last
        middle.get_by_role("button", name=text.UNDO, exact=True).click()
        tab.sees("Undo april.csv?").click(text.UNDO_CONFIRM).misses("april.csv")
        tab.sees("march.csv").sees("may.csv").open().sees_title("Overview")
        expect(tab.figure("Applications")).to_have_text("4")
        expect(tab.figure("Interviewed")).to_have_text("2")
