"""Advice in a real browser: put aside with a reason, still away after a reload, and brought back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pages.ui import text_strategy

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Tab

TITLE = "Fit your resume and letter to each job"
REASON = "I do this **already**"


# Since March all refused, one after an interview: clearly below the benchmark.
SENT = [(number, date(2026, 3, 1) + timedelta(days=number)) for number in range(215)]
ROWS = [f"Company {n},Analyst,{sent},{sent + timedelta(days=9) if n == 7 else ''},Rejected" for n, sent in SENT]
TRACKER = "\n".join(["Company,Role,Date applied,Interview date,Status", *ROWS]).encode()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_dismiss_with_a_reason_reload_and_bring_back(open_tab: Callable[..., Tab], width: int, scheme: str) -> None:
    tab = open_tab(width, scheme).open("strategy").sees_title("Strategy").sees(f"1. {TITLE}")
    assert tab.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    tab.page.get_by_role("button", name=text_strategy.PUT_ASIDE).first.click()
    tab.page.get_by_text(text_strategy.KINDS["dismissed"], exact=True).click()
    tab.page.get_by_text(text_strategy.KIND_HELP["dismissed"]).wait_for()
    tab.page.get_by_role("textbox", name=text_strategy.REASON).fill(REASON)
    tab.click(text_strategy.SAVE).sees(text_strategy.put_aside(TITLE)).misses(f"1. {TITLE}")
    tab.page.reload()
    tab.ready().sees_title("Strategy").misses(f"1. {TITLE}")
    tab.page.get_by_text(text_strategy.aside_title(1)).click()
    tab.sees(text_strategy.reason(REASON))
    tab.click(text_strategy.BRING_BACK).sees(f"1. {TITLE}")
    expect(tab.main().get_by_text(text_strategy.aside_title(1))).to_have_count(0)
