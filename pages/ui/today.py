"""What is due today, how this week goes, and how the last weeks compare with the whole search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.due import due
from analytics.waiting import Silence
from data import marking
from pages.ui import cache, entry, show, text, text_today
from pages.ui.plain import plain

if TYPE_CHECKING:
    from analytics.due import Due
    from analytics.endings import OpenOffer
    from analytics.results import AnalysisReport


def _offers(held: tuple[OpenOffer, ...]) -> None:
    """Show which offers wait, and how one that does not wait any more is taken off this list."""
    st.markdown("\n".join(f"- {plain(text_today.offer(each.company, each.day))}" for each in held))
    show.small(text_today.OFFER_HINT)


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
        first, *others = text_today.lines(found)
        show.words(first)
        if report.open_offers:
            _offers(report.open_offers)
        for line in others:
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
