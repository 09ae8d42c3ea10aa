"""How a measure is computed, in place: its definition and its method, folded away under it."""

from __future__ import annotations

import streamlit as st

from analytics import glossary
from pages.ui import show, text


def how(*names: str) -> None:
    """Show the definitions of some measures (ids of `analytics.glossary`) in one expander."""
    with st.expander(text.HOW, icon=":material/calculate:"):
        lines(*names)


def lines(*names: str) -> None:
    """Show the definitions inside an expander that is open already; a heading each where there are several."""
    for name in names:
        each = glossary.GLOSSARY[name]
        if len(names) > 1:
            st.markdown(f"**{each.label}**")
        show.words(each.definition)
        show.small(f"{text.METHOD}: {each.source}.")
    if len(names) == 1:
        show.definition(names[0])
