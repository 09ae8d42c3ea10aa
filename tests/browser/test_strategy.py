"""Advice in a real browser: put aside with a reason, still away after a reload, and brought back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect

from pages.ui import text, text_strategy

from .conftest import Tab, running_server, tabs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TITLE = "Fit your resume and letter to each job"
REASON = "I do this **already**"


def tracker() -> bytes:
    """215 applications since March, all refused, one after an interview: clearly below the benchmark."""
    rows = ["Company,Role,Date applied,Interview date,Status"]
    for number in range(215):
        sent = date(2026, 3, 1) + timedelta(days=number)
        rows.append(f"Company {number},Analyst,{sent},{sent + timedelta(days=9) if number == 7 else ''},Rejected")
    return "\n".join(rows).encode()


@pytest.fixture
def new_history(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Tab]]:
    with running_server(tmp_path) as server, tabs_of(browser, server) as open_tab:
        open_tab().open("import").drop("mine.csv", tracker()).sees("215 rows read").click(text.CONFIRM).sees(
            "Added 215"
        )
        yield open_tab


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_dismiss_with_a_reason_reload_and_bring_back(new_history: Callable[..., Tab], width: int, scheme: str) -> None:
    tab = new_history(width, scheme).open("strategy").sees_title("Strategy").sees(f"1. {TITLE}")
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
