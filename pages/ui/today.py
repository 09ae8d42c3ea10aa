"""What is due today, how this week goes, and how the last weeks compare with the whole search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.due import due
from data import marking
from pages.ui import cache, entry, show, text_today

if TYPE_CHECKING:
    from analytics.results import AnalysisReport


def card(report: AnalysisReport) -> None:
    """Show what is due; nothing for totals, which hold no single applications."""
    found = due(report, marking.follow_ups(cache.store()), entry.today())
    if found is None:
        return
    with st.container(border=True):
        st.header(text_today.TITLE, anchor=False)
        for line in text_today.lines(found):
            show.words(line)
        show.small(text_today.week(found))
        show.small(text_today.lately(report))
        if not found.nothing:
            show.link("waiting", text_today.TO_WAITING)
