"""The filter bar: one choice for every page that looks at applications, kept in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.filters import Filters, Period
from pages.ui import cache, session, show, text_filters

if TYPE_CHECKING:
    from analytics.results import AnalysisReport


def report() -> AnalysisReport:
    """Show the filter and return the analysis of what it lets through; the page ends where that is nothing.

    Called by the page's own script, not by the frame around all pages: Streamlit writes the choice back to the address
    after a change of page only for widgets that belong to a page (tried with 1.67; from the frame, the choice was kept
    but a reload lost it).
    """
    with show.loading():
        offer = cache.choices()
        # The whole history first: without a filter it is what is shown, and the outline covers the wait in one piece.
        cache.report()
    if offer.applications and not _bar(offer):
        st.stop()
    with show.loading():
        return cache.report()


def _bar(offer: cache.Choices) -> bool:
    """Show what can be chosen and what is left out; whether any application is left to look at."""
    with st.container(horizontal=True, vertical_alignment="center", key="filter-bar"):
        with st.popover(text_filters.FILTER, icon=":material/tune:", help=text_filters.HELP, key="filter"):
            # What the lists say, not what they are remembered to say: one that is not shown any more chooses nothing.
            names = {each.number: text_filters.campaign(each) for each in offer.campaigns}
            chosen = Filters(_period(), _campaign(names), _source(offer.sources))
        if not chosen.active:
            return True
        session.look_at(chosen)
        kept = cache.kept(chosen)
        show.small(text_filters.summary(chosen, offer.campaigns, kept, offer.applications))
        st.button(text_filters.RESET, icon=":material/close:", type="tertiary", on_click=session.forget_filters)
    if offer.undated and (chosen.period is not Period.ALL or chosen.campaign is not None):
        show.small(text_filters.UNDATED)
    if not kept:
        show.words(text_filters.NOTHING)
    return bool(kept)


def _period() -> Period:
    names = {str(period): name for period, name in text_filters.PERIODS.items()}
    chosen = st.selectbox(
        text_filters.PERIOD,
        list(names),
        format_func=names.__getitem__,
        key=session.PERIOD,
        bind="query-params",
    )
    return Period(chosen or Period.ALL)


def _campaign(names: dict[int, str]) -> int | None:
    if len(names) < 2:
        return None
    return st.selectbox(
        text_filters.CAMPAIGN,
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=text_filters.EVERYTHING,
        help=text_filters.CAMPAIGN_HELP,
        key=session.CAMPAIGN,
        bind="query-params",
    )


def _source(names: tuple[str, ...]) -> str | None:
    if not names:
        return None
    return st.selectbox(
        text_filters.SOURCE,
        names,
        index=None,
        placeholder=text_filters.EVERYTHING,
        key=session.SOURCE,
        bind="query-params",
    )
