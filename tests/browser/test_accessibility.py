"""Accessibility: axe-core on every page, wide and light, narrow and dark, finds nothing serious or critical of ours.

axe-core comes from PyPI inside `axe-playwright-python`, so that no other package manager is needed at test time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from pages.ui import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Tab

# What Streamlit 1.67 draws and we cannot change, by selector, with the reason. Nothing else is left out.
UPSTREAM: Final = {
    '[data-testid="stSidebarNavItems"]': "groups of the navigation are <div> between <ul> and <li>: list, listitem",
}
SEVERE: Final = {"serious", "critical"}
JUDGED: Final = (text.HOME, "funnel", "trends", "strategy", "import")  # pages that name the day they are judged at
SCREENS: Final = [(1280, "light"), (390, "dark")]


def severe(tab: Tab) -> list[str]:
    """Every serious or critical violation: rule, element, and what is wrong."""
    found = Axe().run(tab.page, context={"exclude": [[selector] for selector in UPSTREAM]}).response["violations"]
    return [
        f"{rule['id']} {node['target']}: {node['failureSummary']}"
        for rule in found
        if rule["impact"] in SEVERE
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_every_page_by_its_address_fits_the_screen_and_has_no_severe_violation(
    sample_tab: Callable[..., Tab], width: int, scheme: str
) -> None:
    tab = sample_tab(width, scheme)
    found = {}
    for page, (title, _) in text.PAGES.items():
        tab.open("" if page == text.HOME else page).sees_title(title)
        expect(tab.page.get_by_role("dialog")).to_have_count(0)
        assert tab.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page
        if page in JUDGED:
            expect(tab.main().get_by_text("As of 22 November 2026")).to_be_visible()
        found[page] = severe(tab)
    assert found == {page: [] for page in text.PAGES}


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_the_first_minute_has_none_either(new_tab: Callable[..., Tab], width: int, scheme: str) -> None:
    assert severe(new_tab(width, scheme).open().sees_title(text.WELCOME)) == []


def test_the_check_can_fail(sample_tab: Callable[..., Tab]) -> None:
    tab = sample_tab().open().sees_title(text.PAGES[text.HOME][0])
    tab.page.evaluate("document.querySelector('[data-testid=stMain]').append(document.createElement('img'))")
    assert any(line.startswith("image-alt") for line in severe(tab))
