"""Tables as files that spreadsheet programs open safely: the one place where a CSV is written for download."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import streamlit as st

from data.language import figure

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

# First letters that a spreadsheet program takes for a formula, also in their wide East Asian forms.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def spreadsheet_safe(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with an apostrophe before text that a spreadsheet program would run as a formula."""
    return frame.map(_safe).rename(columns=_safe)


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def spreadsheet_csv(frame: pd.DataFrame) -> bytes:
    """Return the frame as CSV that spreadsheet programs open safely, with the mark Excel needs to see UTF-8."""
    return spreadsheet_safe(frame).to_csv(index=False).encode("utf-8-sig")


def plain_counts(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with counts written for reading ("1,234") as a spreadsheet program can add them ("1234")."""
    mark = figure(",")
    grouped = re.compile(rf"\d{{1,3}}({re.escape(mark)}\d{{3}})+")
    return frame.map(lambda cell: cell.replace(mark, "") if isinstance(cell, str) and grouped.fullmatch(cell) else cell)


def download(label: str, make: Callable[[], pd.DataFrame], name: str, *, key: str | None = None) -> None:
    """Show a button that saves a table as CSV; `name`: of the file."""
    st.download_button(
        label,
        # Made when it is asked for: a file made beforehand is gone while the next run of the page still links it.
        lambda: spreadsheet_csv(make()),
        file_name=name,
        mime="text/csv",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )
