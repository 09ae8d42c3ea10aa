"""Accessibility: axe-core on every page, wide and light, narrow and dark, finds nothing serious or critical of ours.

axe-core comes from PyPI inside `axe-playwright-python`, so that no other package manager is needed at test time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from axe_playwright_python.sync_playwright import Axe

from pages.ui import text

from .conftest import Tab, running_server, tabs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

# What Streamlit 1.67 draws and we cannot change, by selector, with the reason. Nothing else is left out.
UPSTREAM: Final = {
    '[data-testid="stSidebarNavItems"]': "groups of the navigation are <div> between <ul> and <li>: list, listitem",
}
SEVERE: Final = {"serious", "critical"}
SCREENS: Final = [(1280, "light"), (390, "dark")]


@pytest.fixture(scope="module")
def with_sample(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Tab]]:
    folder = tmp_path_factory.mktemp("accessible")
    with running_server(folder) as server, tabs_of(browser, server) as open_tab:
        open_tab().open().click(text.SAMPLE_BUTTON).sees(text.SAMPLE_BANNER).ready()
        yield open_tab


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
def test_no_page_has_a_severe_violation(with_sample: Callable[..., Tab], width: int, scheme: str) -> None:
    tab = with_sample(width, scheme)
    found = {}
    for page, (title, _) in text.PAGES.items():
        tab.open("" if page == text.HOME else page).sees_title(title)
        found[page] = severe(tab)
    assert found == {page: [] for page in text.PAGES}


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_the_first_minute_has_none_either(browser: Browser, tmp_path: Path, width: int, scheme: str) -> None:
    with running_server(tmp_path) as server, tabs_of(browser, server) as open_tab:
        assert severe(open_tab(width, scheme).open().sees_title(text.WELCOME)) == []


def test_the_check_can_fail(with_sample: Callable[..., Tab]) -> None:
    tab = with_sample().open().sees_title(text.PAGES[text.HOME][0])
    tab.page.evaluate("document.querySelector('[data-testid=stMain]').append(document.createElement('img'))")
    assert any(line.startswith("image-alt") for line in severe(tab))
