"""Choices of how to look at something. They live in the address, so that a reload or a bookmark keeps them."""

from __future__ import annotations

import streamlit as st

from pages.ui import text


def funnel_view() -> str:
    """Return "steps" for the funnel or "flow" for the Sankey diagram."""
    chosen = st.segmented_control(
        text.VIEW_TITLE,
        list(text.VIEWS),
        default="steps",
        required=True,
        format_func=text.VIEWS.__getitem__,
        key="view",
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen or "steps"


def weeks_shown() -> int | None:
    """Return how many of the latest weeks to show; None for all."""
    chosen = st.segmented_control(
        text.WEEKS_TITLE,
        list(text.WEEKS),
        default="26",
        required=True,
        format_func=text.WEEKS.__getitem__,
        key="weeks",
        bind="query-params",
    )
    return None if chosen == "all" else int(chosen or 26)
