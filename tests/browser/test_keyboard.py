"""Rebound by the keyboard alone: everything on a page is reached in the order it is read, and is seen to be reached."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import pytest

from pages.ui import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Own, Tab

MOST: Final = 150  # stops of one page, before the focus counts as trapped
# Where the focus is: what it would be called, whether the page itself holds it, its place, and whether it can be seen.
FOCUS: Final = """() => {
    const held = document.activeElement, box = held.getBoundingClientRect();
    const main = document.querySelector('[data-testid=stMain]');
    const marked = [held, held.parentElement, held.closest('[data-baseweb]')].filter(Boolean).some(
        (each) => [getComputedStyle(each), getComputedStyle(each, '::after')].some((style) =>
            (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'));
    return {name: (held.getAttribute('aria-label') || held.innerText || held.title || '').trim(),
            page: main.contains(held) && held !== main, top: Math.round(box.top + main.scrollTop),
            height: box.height, marked};
}"""


def stops(tab: Tab) -> list[dict[str, Any]]:
    """Every stop of the focus inside the page, from the first press of Tab until it leaves the page again."""
    found: list[dict[str, Any]] = []
    for _ in range(MOST):
        tab.page.keyboard.press("Tab")
        held = tab.page.evaluate(FOCUS)
        if held["page"]:
            found.append(held)
        elif found:
            return found
    pytest.fail(f"the focus never left the page: {[held['name'] for held in found[-5:]]}")


def reach(tab: Tab, name: str) -> Tab:
    """Press Tab until the thing with this name has the focus."""
    for _ in range(MOST):
        tab.page.keyboard.press("Tab")
        held = tab.page.evaluate(FOCUS)
        if held["page"] and name in held["name"]:
            return tab
    pytest.fail(f"{name!r} is not reached")


def enter(tab: Tab) -> Tab:
    tab.page.keyboard.press("Enter")
    return tab


@pytest.mark.parametrize("width", [1280, 390])
def test_every_stop_of_the_overview_is_named_and_seen_and_comes_in_reading_order(
    sample_tab: Callable[..., Tab], width: int
) -> None:
    tab = sample_tab(width).open().sees_title(text.PAGES[text.HOME][0])
    found = stops(tab)
    assert [held for held in found if not held["name"]] == []
    assert [held["name"] for held in found if not held["marked"]] == []
    upward = [(a["name"], b["name"]) for a, b in pairwise(found) if b["top"] + b["height"] < a["top"]]
    assert upward == []


def test_from_the_first_look_to_the_steps_of_a_strategy_without_a_mouse(own: Own) -> None:
    tab = enter(reach(own().open().sees_title(text.WELCOME), text.SAMPLE_BUTTON))
    tab.sees_title(text.PAGES[text.HOME][0])
    enter(reach(tab, text.TO_STEPS)).sees_title(text.PAGES["strategy"][0])
