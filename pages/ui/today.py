"""What is due today, how this week goes, and how the last weeks compare with the whole search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.due import due
from analytics.waiting import Silence
from data import marking
from pages.ui import cache, entry, show, text, text_today

if TYPE_CHECKING:
    from analytics.due import Due
    from analytics.results import AnalysisReport


def found_in(report: AnalysisReport) -> Due | None:
    """Return what is due today; None for totals, which hold no single applications."""
    return due(report, marking.follow_ups(cache.store()), entry.today())


def card(report: AnalysisReport, found: Due | None) -> None:
    """Show what is due and what is open; of totals only the latter."""
    if found is None:
        show.words(text.open_sentence(report.counts))
        return
    with st.container(border=True):
        st.header(text_today.TITLE, anchor=False)
        for line in text_today.lines(found):
            show.words(line)
        show.small(text.open_sentence(report.counts))
        show.small(text_today.week(found))
        show.small(text_today.lately(report))
        if found.nothing:
            return
        with st.container(horizontal=True):
            show.link("waiting", text_today.TO_WAITING)
            if found.close:
                show.link("waiting", text_today.TO_CLOSE, show=Silence.PRESUMED.value)
