"""What may come: the forecast in one sentence, and the step that costs most offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.ui import show, text, text_more

if TYPE_CHECKING:
    from analytics.results import AnalysisReport


def forecast(report: AnalysisReport) -> None:
    """Show how long an offer may take, with what is assumed; nothing for totals, which have no dates."""
    found = report.forecast
    if found is None:
        return
    with st.container(border=True):
        st.header(text_more.FORECAST, anchor=False)
        show.words(found.sentence)
        if not found.within:
            return
        with st.expander(text.HOW, icon=":material/calculate:"):
            for line in (text_more.forecast_chances(found), text_more.per_offer(found), *found.assumptions):
                show.words(line)


def bottleneck(report: AnalysisReport) -> None:
    """Show which step costs most offers, if the numbers can tell."""
    found = report.bottleneck
    if found is None:
        return
    with st.container(border=True):
        st.header(text_more.BOTTLENECK, anchor=False)
        show.words(found.sentence)
        if not found.shortfalls:
            return
        with st.expander(text.HOW, icon=":material/calculate:"):
            show.words(text_more.BOTTLENECK_HOW)
            for step in found.shortfalls:
                show.words(text_more.shortfall(step))
