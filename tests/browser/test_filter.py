"""The filter in a real browser: it survives a change of page and a reload, because it lives in the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from analytics.filters import Period
from pages.ui import session, text, text_filters

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Tab

TRACKER = b"""Company,Role,Date applied,Source,Status
Acme,Analyst,2026-03-01,Board,Applied
Birch,Analyst,2026-03-02,Board,Applied
Cedar,Analyst,2026-11-20,Friend,Applied
Dune,Analyst,2026-11-01,Friend,Rejected
"""


def choose(tab: Tab, key: str, option: str) -> None:
    tab.page.locator(f".st-key-{key} input").click()
    tab.page.get_by_role("option", name=option).click()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_filter_survives_a_change_of_page_and_a_reload(open_tab: Callable[..., Tab], width: int) -> None:
    tab = open_tab(width).open().sees_title("Overview").click(text_filters.FILTER)
    choose(tab, session.PERIOD, text_filters.PERIODS[Period.QUARTER])
    tab.sees("Last 90 days: 2 of 4 applications")
    tab.page.keyboard.press("Escape")
    tab.follow(text.TO_STEPS).sees_title("Strategy").sees("Last 90 days: 2 of 4 applications")
    tab.page.reload()
    tab.sees_title("Strategy").sees("Last 90 days: 2 of 4 applications")
    tab.click(text_filters.RESET).misses("Last 90 days: 2 of 4 applications")
    expect(tab.page).not_to_have_url(re.compile("period="))


def test_the_first_page_has_an_address_and_a_saved_choice_is_understood(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab().open("overview?period=Letzte+90+Tage").sees_title("Overview")
    tab.sees("Last 90 days: 2 of 4 applications").misses("Page not found")
    expect(tab.page.get_by_test_id("stSidebarNavLink").filter(has_text="Overview")).to_have_count(1)


def test_a_filter_that_came_with_the_address_survives_a_change_of_page(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab().open("trends?source=Friend").sees_title("Trends").sees("Friend: 2 of 4 applications")
    for page in ("Funnel", "Strategy", "Trends"):
        tab.page.get_by_test_id("stSidebarNavLink").filter(has_text=page).click()
        tab.sees_title(page).sees("Friend: 2 of 4 applications")
    expect(tab.page).to_have_url(re.compile("source=Friend"))
    tab.page.reload()
    tab.sees_title("Trends").sees("Friend: 2 of 4 applications")
