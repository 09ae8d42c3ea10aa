"""The guided first reading and the Definitions page in a real browser: by keyboard, once only, on both screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from analytics.measures import MEASURES
from pages.ui import text, text_definitions, text_first

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Own, Tab

ROWS = [f"Company {n},Analyst,2026-08-{1 + n % 28:02},{'Interview' if n % 10 == 0 else 'Rejected'}" for n in range(60)]
TRACKER = "\n".join(["Company,Role,Date applied,Status", *ROWS]).encode()


def test_after_the_first_import_it_is_read_by_keyboard_and_never_returns_unasked(own: Own) -> None:
    tab = own().open().sees_title(text.WELCOME).drop("mine.csv", TRACKER).sees("60 rows read").click(text.CONFIRM)
    tab.sees_title("Overview").sees(text_first.TITLES[0])
    expect(tab.figure("Interviewed")).to_be_in_viewport()
    tab.button(text_first.NEXT).focus()
    for title in text_first.TITLES[1:]:
        tab.page.keyboard.press("Enter")
        tab.sees(title)
    expect(tab.button(text_first.DONE)).to_be_focused()
    tab.page.keyboard.press("Enter")
    tab.misses(text_first.TITLES[-1])
    tab.page.reload()
    tab.sees_title("Overview").misses(text_first.TITLES[0])
    tab.open("definitions").sees_title("Definitions").click(text_first.AGAIN)
    tab.sees_title("Overview").sees(text_first.TITLES[0])


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_definitions_are_found_by_words_and_by_address(new_tab: Callable[..., Tab], width: int, scheme: str) -> None:
    tab = new_tab(width, scheme).open("definitions").sees_title("Definitions").sees(text_definitions.SECTIONS["rates"])
    assert tab.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    tab.main().get_by_label(text_definitions.FIND).fill("interviews for one offer")
    tab.sees("Rounds without an offer count in part").misses(text_definitions.SECTIONS["stages"])
    named = MEASURES["process_to_offer"].label
    tab.open("definitions?measure=process_to_offer").sees(named).misses(MEASURES["response"].label)
    tab.click(text_definitions.ALL).sees(MEASURES["response"].label)
    tab.open("definitions#process_to_offer").sees(named)
    expect(tab.main().get_by_role("heading", name=named)).to_be_in_viewport()
