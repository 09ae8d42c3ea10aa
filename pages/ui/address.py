"""Addresses that were saved: a choice in one is a word of the language it was saved in, and is understood in any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.filters import Period
from data.language import messages, said_now
from pages.ui import cache, names, session, text, text_filters, text_more

if TYPE_CHECKING:
    from collections.abc import Mapping

# Parameters that hold a word of Rebound's own; what the person typed or named (a search text, a source) stays.
WORDS: Final = (session.PERIOD, "view", "weeks", "by", "ratio", "show")


def understand() -> None:
    """Say the choices of the address that opened this tab in the language spoken now; called before any widget."""
    if session.opened():
        return
    said = {name: _said(name, value) for name, value in st.query_params.items()}
    changed = {name: word for name, word in said.items() if word != st.query_params[name]}
    if changed:
        st.query_params.update(changed)
        # Streamlit seeds its widgets from the address with which a run began.
        st.rerun()


def with_filter(choices: Mapping[str, str]) -> dict[str, str]:
    """Return what a link says, and the filter of this page: one that says anything forgets what it does not say."""
    chosen, said = session.filters(), dict(choices)
    if chosen.period is not Period.ALL:
        said[session.PERIOD] = text_filters.PERIODS[chosen.period]
    if chosen.campaign is not None:
        named = {each.number: text_filters.campaign(each) for each in cache.choices().campaigns}
        said[session.CAMPAIGN] = named[chosen.campaign]
    if chosen.source is not None:
        said[session.SOURCE] = chosen.source
    return said


def _said(name: str, value: str) -> str:
    """Return the value of a parameter as it is said now; as it is where that is not known."""
    if name in WORDS:
        spoken = (text_filters, text, text_more, names)
        return said_now(value, (message for module in spoken for message in messages(module)))
    if name == session.CAMPAIGN:
        # The number is the search; the months beside it are words, and the last one moves while it goes on.
        named = {str(each.number): text_filters.campaign(each) for each in cache.choices().campaigns}
        return named.get(value.partition(":")[0].strip(), value)
    return value
