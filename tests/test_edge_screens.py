"""Odd histories on every page: what a person reads there is true, calm and complete, not only free of an exception."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from test_views import filled, visit, words

from pages.ui import entry, show

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.no_cover  # pages: what they call is covered by tests of its own

TODAY = "2026-11-22"
PAGES = {name: script for name, script in show.SCRIPTS.items() if name != "overview"}
HISTORIES = {
    "nothing": "",
    "no interviews": "\n".join(f"A{n} applied 2026-09-{n:02d} | rejected 2026-10-{n:02d}" for n in range(1, 21)),
    "one application": "A1 applied 2026-11-20",
    "all pending": "\n".join(f"A{n} applied 2026-11-{n:02d}" for n in range(2, 22)),
    "offers without interviews": "A1 applied 2026-06-01 | offer 2026-07-01\nA2 applied 2026-06-02 | accepted ?",
    "no dates": "A1 rejected ?\nA2 applied ?\nA3 interview ?\nA4 applied ?",
    "one undated stage": "A1 applied 2026-08-01 | interview ?\nA2 applied 2026-08-03 | rejected 2026-08-20",
    "future dates": "A1 applied 2026-12-24\nA2 applied 2026-11-01 | interview 2026-12-01\nA3 applied 2026-11-02",
    "ten years": "\n".join(
        f"A{year}{month:02d} applied {year}-{month:02d}-05"
        + (f" | interview {year}-{month:02d}-20" if month == 3 else "")
        + f" | rejected {year}-{month:02d}-25"
        for year in range(2016, 2026)
        for month in range(1, 13)
    ),
    "only the month": "\n".join(f"A{n} applied 2026-{1 + n % 10:02d}" for n in range(20)),
}
# What must be read where: page, words.
SAYS = {
    "nothing": [("overview", "Welcome"), ("funnel", "appears here"), ("waiting", "appear here")],
    "no interviews": [
        ("overview", "no interview so far"),
        ("overview", "No application is open"),
        ("funnel", "No interviews yet"),
        ("waiting", "nothing is waiting"),
    ],
    "one application": [
        ("overview", "Too early to tell"),
        ("overview", "1 application"),
        ("waiting", "1 application is open without an answer so far"),
    ],
    "all pending": [
        ("overview", "20 applications are still open. No answer yet is not a no."),
        ("funnel", "Too early to tell"),
        ("waiting", "20 applications are open without an answer so far"),
    ],
    "offers without interviews": [
        ("overview", "2 offers without a recorded interview: counted as one interview round each."),
        ("funnel", "Too early to tell"),
    ],
    "no dates": [
        ("overview", "4 applications have no date: counted in the totals, left out of the trends."),
        ("overview", "your pace is not known"),
        ("waiting", "where too little is known"),
    ],
    "one undated stage": [("overview", "1"), ("funnel", "2 applications"), ("waiting", "had an answer")],
    "future dates": [("overview", "2 applications"), ("waiting", "2 applications are open")],
    "ten years": [("overview", "120 applications, 5 Jan 2016 to 5 Dec 2025"), ("waiting", "nothing is waiting")],
    "only the month": [("overview", "20 applications give only the month"), ("waiting", "20 applications are open")],
}
# What no person should ever read.
NEVER = re.compile(
    r"\b(nan|NaN|None(?! (?:of|has)\b)|NaT|inf|infinity|undefined|Traceback|nan %)\b|<NA>"
    r"|(?<![.,\d%])\b0 (interviews?|offers?|applications?)\b"
    r"|(?<![.,])\b1 (applications|interviews|offers|weeks|days)\b|\b1 application (are|have)\b|-\d+ (days|weeks)|  \."
)


@pytest.fixture(autouse=True)
def _day_and_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(entry.AS_OF, TODAY)
    monkeypatch.setenv("REBOUND_DATABASE", str(tmp_path / "history.duckdb"))
    yield
    st.cache_resource.clear()


def read(app: AppTest) -> str:
    assert not app.exception, [failure.value for failure in app.exception]
    return words(app)


@pytest.mark.parametrize("name", HISTORIES)
def test_every_page_makes_sense(name: str) -> None:
    if HISTORIES[name]:
        filled(HISTORIES[name])
    app = visit()
    said = {"overview": read(app)}
    for page, script in PAGES.items():
        said[page] = read(app.switch_page(script).run())
    for page, shown in said.items():
        assert len(shown.split()) > 5, f"{page} is empty"
        assert not (found := NEVER.search(shown)), f"{page}: {shown[max(0, found.start() - 60) : found.end() + 40]!r}"
    for page, expected in SAYS[name]:
        assert expected in said[page], f"{page}: {said[page]}"
