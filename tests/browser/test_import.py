"""Importing in a real browser: what was understood is checked and changed before anything is written."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

from pages.ui import text, text_import

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Own, Tab

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


def drop_all(tab: Tab, files: dict[str, bytes]) -> Tab:
    """Drop several files at once, in this order."""
    kind = "application/octet-stream"
    dropped = [{"name": name, "mimeType": kind, "buffer": content} for name, content in files.items()]
    tab.ready().page.locator('input[type="file"]').set_input_files(dropped)
    return tab


def long_tracker(folder: Path, number: int) -> Path:
    """A file of this many applications, long enough to be stopped while it is read."""
    day = ("2024-03-02", "2024-05-09", "2025-01-17", "2025-11-30")
    lines = (f"Company {n},Analyst {n % 90},{day[n % 4]},{('Rejected', 'Applied')[n % 2]}" for n in range(number))
    path = folder / "long.csv"
    path.write_text("\n".join((HEADER, *lines)), "utf-8")
    return path


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


class TestBeforeAnythingIsWritten:
    """Journeys that stop before the confirmation, on the server whose history stays empty."""

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
        # While the page is drawn anew, the old button and the new one stand side by side for a moment.
        tab.misses(text.ANSWER_FIRST).ready()
        expect(tab.button(text.CONFIRM)).to_be_enabled()
        unfold(tab, text_import.APPLICATIONS_TITLE)
        with tab.page.expect_download() as saved:
            tab.button(text_import.APPLICATIONS_DOWNLOAD).press("Enter")  # a list that unfolds moves under a click
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

    def test_several_tables_are_asked_about_and_the_answer_can_be_changed(self, new_tab: Callable[..., Tab]) -> None:
        freelance = (
            "Client,Project,Sent on,Answer on,Result",
            "Nut,Site,2026-02-01,2026-02-05,won",
            "Oak,App,2026-02-03,,",
        )
        tab = new_tab(390).open("import").drop("mine.xlsx", workbook(Jobs=(HEADER, *MARCH), Freelance=freelance))
        tab.sees("Which one counts?").sees(text.ANSWER_FIRST)
        tab.main().get_by_text("Only “Jobs”").click()
        tab.sees("3 rows read: 3 used").main().get_by_text("All of them").click()
        tab.sees("5 rows read")

    def test_a_refused_file_becomes_a_tracker_when_a_word_is_said_to_mean_an_application(
        self, new_tab: Callable[..., Tab]
    ) -> None:
        leads = b"Company,Role,Found,Status\nAcme,Analyst,2026-03-02,New\nBirch,Analyst,2026-03-03,New\n"
        tab = new_tab(390, "dark").open("import").drop("leads.csv", leads).sees(text_import.REFUSED)
        expect(tab.button(text.CONFIRM)).to_have_count(0)
        choose(tab, text_import.meaning_of("New"), "Applied").sees("Adds 2 applications").misses(text_import.REFUSED)
        expect(tab.button(text.CONFIRM)).to_be_enabled()
        tab.click(text_import.START_OVER).sees(text_import.REFUSED)
        assert tab.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    def test_cancel_stops_the_reading_of_a_long_file_and_leaves_nothing_behind(
        self, new_tab: Callable[..., Tab], tmp_path: Path
    ) -> None:
        tab = new_tab().open("import").ready()
        field = tab.page.locator('input[type="file"]')
        content = long_tracker(tmp_path, 400_000)
        expect(field).to_have_count(1)
        field.set_input_files(content)
        tab.sees("about 400,000 lines", seconds=60).click(text_import.CANCEL).sees(text_import.PASTE_TITLE)
        tab.misses("long.csv").misses(text_import.CANCEL).misses(text.IMPORTS_TITLE)
        # The page is free at once for another file.
        tab.drop("mine.csv", rows(*MARCH)).sees("3 rows read")

    def test_leaving_before_the_confirmation_leaves_nothing_behind(self, new_tab: Callable[..., Tab]) -> None:
        tab = new_tab().open("import").drop("mine.csv", rows(*MARCH)).sees("3 rows read")
        tab.page.get_by_role("link", name="Overview").click()
        tab.sees_title(text.WELCOME)


class TestThereAndBack:
    def test_pasted_rows(self, own: Own) -> None:
        tab = unfold(own().open("import"), text_import.PASTE_TITLE)
        field = tab.main().get_by_role("textbox", name=text_import.PASTE_LABEL)
        field.fill(rows(*MARCH).decode().replace(",", "\t"))
        tab.click(text_import.PASTE_READ).sees("3 rows read").click(text.CONFIRM).sees("Added 3 applications")
        tab.sees(text_import.PASTED)

    def test_several_files_one_by_one_and_together(self, own: Own) -> None:
        asked = rows("Gum,Analyst,03/04/2026,Rejected", "Hay,Analyst,05/06/2026,Applied")
        files = {"april.csv": rows(*APRIL), "dates.csv": asked, "empty.csv": b"", "march.csv": rows(*MARCH)}
        tab = drop_all(own().open("import"), files).sees("4 files, in the order you dropped them")
        tab.sees("2 rows read: 2 used").sees("Cannot be used as it is").click(text_import.add_all(2, every=False))
        tab.sees("Added 2 applications").sees("Added 3 applications").sees("File 2 of 4")
        tab.main().get_by_text("Day first").click()
        tab.click(text.CONFIRM).sees(text.UNREADABLE).click(text_import.LEAVE_OUT)
        tab.sees("from 3 files").sees(text.IMPORTS_TITLE).misses("in the order you dropped them")
        expect(tab.button(text.UNDO)).to_have_count(3)

    def test_a_hundred_thousand_rows_are_read_written_and_undone(self, own: Own, tmp_path: Path) -> None:
        tab = own().open("import").ready()
        tab.page.locator('input[type="file"]').set_input_files(long_tracker(tmp_path, 100_000))
        tab.sees("100,000 rows read", seconds=60).click(text.CONFIRM)
        tab.sees("Added 100,000 applications", seconds=60).click(text.UNDO).sees("100,000 applications and")
        tab.click(text.UNDO_CONFIRM).misses(text.IMPORTS_TITLE)

    def test_the_middle_one_of_three_imports_is_undone(self, own: Own) -> None:
        tab = own().open("import")
        may = (*MARCH[1:], *MAY)
        for name, lines, new in (("march.csv", MARCH, "3"), ("april.csv", APRIL, "2"), ("may.csv", may, "1")):
            tab.drop(name, rows(*lines)).sees(f"{len(lines)} rows read").click(text.CONFIRM)
            tab.sees(f"Added {new} application")
            expect(tab.main().get_by_text(name, exact=True)).to_have_count(1)
        middle = tab.main().get_by_test_id("stHorizontalBlock").filter(has_text="april.csv").last
        middle.get_by_role("button", name=text.UNDO, exact=True).click()
        tab.sees("Undo april.csv? 2 applications and 4 events go.").click(text.UNDO_CONFIRM).misses("april.csv")
        tab.sees("march.csv").sees("may.csv").open().sees_title("Overview")
        expect(tab.figure("Applications")).to_have_text("4")
        expect(tab.figure("Interviewed")).to_have_text("2")
