"""Compare and Waiting in a real browser: by their address, on a wide and a narrow screen, and closing with undo."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from pages.ui import names, text, text_brief, text_more, text_today

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Tab

TRACKER = b"""Company,Role,Date applied,Source,Status
Acme,Analyst,2026-03-01,Board,Applied
Birch,Analyst,2026-03-02,Board,Applied
Cedar,Analyst,2026-11-20,Friend,Applied
Dune,Analyst,2026-09-01,Friend,Rejected
"""
FIRST_ROW = {"x": 18, "y": 52}  # pixels: the box of the first row in the list; a row is 35 high


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_both_pages_by_their_address(open_tab: Callable[..., Tab], width: int, scheme: str) -> None:
    tab = open_tab(width, scheme)
    for path, title in {"compare": "Compare", "waiting": "Waiting"}.items():
        tab.open(path).sees_title(title)
        expect(tab.page.get_by_role("dialog")).to_have_count(0)
        assert tab.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    tab.open(f"compare?by={quote(names.DIMENSIONS['weekday'])}").sees_title("Compare").sees("Sunday")


def test_close_two_silent_applications_in_bulk_and_take_it_back(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab().open("waiting").sees_title("Waiting").sees("3 applications are open")
    tab.page.get_by_role("radio", name=text_more.SILENCES["presumed ghosted"]).click()
    tab.sees(text_more.close_all_label(2))  # it stands above the list, which moves down for it
    expect(tab.page.get_by_role("gridcell", name="Cedar")).to_have_count(0)
    grid = tab.ready().page.get_by_test_id("stDataFrame").locator(".dvn-scroller")
    for row in range(2):
        grid.click(position=FIRST_ROW | {"y": FIRST_ROW["y"] + 35 * row})
        tab.sees(text_more.close_label(row + 1)).ready()
    tab.click(text_more.close_label(2)).sees(text_more.closed(2)).sees("1 application is open")
    tab.click(text.UNDO).sees("3 applications are open").misses(text_more.closed(2))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_from_the_overview_all_that_are_presumed_unanswered_are_closed_with_one_click(
    open_tab: Callable[..., Tab], width: int, scheme: str
) -> None:
    tab = open_tab(width, scheme).open().sees_title("Overview")
    expect(tab.main().get_by_text(text_brief.DUE)).to_be_in_viewport()
    tab.main().get_by_role("link", name=text_today.TO_CLOSE).click()
    tab.sees_title("Waiting").click(text_more.close_all_label(2)).sees(text_more.closed(2))
    tab.sees(text_more.NONE_OF_THESE).click(text.UNDO).sees("3 applications are open").misses(text_more.closed(2))
    expect(tab.page.get_by_role("radio", name=text_more.SILENCES["presumed ghosted"])).to_be_checked()


def test_a_table_is_saved_only_by_our_own_button_which_writes_no_formulas(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab().open("waiting").sees_title("Waiting").sees("3 applications are open")
    tab.page.get_by_test_id("stDataFrame").first.hover()
    expect(tab.page.get_by_role("button", name="Search:").first).to_be_visible()
    expect(tab.page.get_by_role("button", name=f"{text.TABLE_DOWNLOAD}:")).to_have_count(0)
    expect(tab.button(text.TABLE_DOWNLOAD).first).to_be_visible()
