"""The fields of an experiment that are the same when it is started and when it is changed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import streamlit as st

from data import experiments as stored
from pages.ui import entry, text_experiments

if TYPE_CHECKING:
    from datetime import date

EARLIEST_DAYS, LATEST_DAYS = 5 * 366, 60  # how far from today the first day may lie
LONGEST_DETAILS: Final = 2000  # letters
HEIGHT: Final = 100  # pixels of a field of several lines


def words(name: str, details: str, place: str) -> tuple[str, str]:
    """Ask what the change is called and what is done differently, filled with what is known; return both."""
    called = st.text_input(
        text_experiments.NAME,
        name,
        max_chars=stored.LONGEST_NAME,
        help=text_experiments.NAME_HELP,
        key=f"name-{place}",
    )
    said = st.text_area(
        text_experiments.DETAILS, details, height=HEIGHT, max_chars=LONGEST_DETAILS, key=f"what-{place}"
    )
    return called, said


def first_day(shown: date, place: str) -> date | None:
    """Ask for the first day; one that is stored already may lie further away than a new one may."""
    today = entry.today()
    chosen: date | None = st.date_input(
        text_experiments.FIRST_DAY,
        shown,
        min_value=min(shown, today - timedelta(days=EARLIEST_DAYS)),
        max_value=max(shown, today + timedelta(days=LATEST_DAYS)),
        format="YYYY-MM-DD",
        help=text_experiments.FIRST_DAY_HELP,
        key=f"day-{place}",
    )
    return chosen


def note(written: str, place: str) -> str:
    """Ask what was learned."""
    said: str = st.text_area(
        text_experiments.NOTE,
        written,
        height=HEIGHT,
        max_chars=LONGEST_DETAILS,
        help=text_experiments.NOTE_HELP,
        key=f"note-{place}",
    )
    return said
