"""What may come: the forecast in one sentence, and the step that costs most offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.charts.outlook import outlook_picture
from analytics.what_if import outcome_of
from pages.ui import defined, show, text, text_more

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
        expected = outcome_of(found)
        show.picture(outlook_picture({text_more.YOUR_SEARCH: expected}, text_more.COURSES), "forecast", minor=True)
        with st.expander(text.HOW, icon=":material/calculate:"):
            defined.lines("forecast")
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
            defined.lines("bottleneck")
            for step in found.shortfalls:
                used = report.ratios[step.step.id].benchmark
                show.words(text_more.shortfall(step, own=used is not None and used.own))
