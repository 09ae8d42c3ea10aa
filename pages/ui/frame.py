"""The frame around every page: navigation, the sample banner, and a sentence where something fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.filters import Filters
from data.errors import ReboundError, StoreError
from pages.ui import cache, entry, importer, session, show, text

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

WIDTH = 1080  # pixels: lines of text stay readable on a wide screen


def pages() -> dict[str, list[Page]]:
    """Return the pages by group, as the navigation shows them."""
    return {group: [_page(name) for name in names] for group, names in text.GROUPS.items()}


def _page(name: str) -> Page:
    title, purpose = text.PAGES[name]
    return st.Page(
        show.SCRIPTS[name],
        title=title,
        icon=show.ICONS[name],
        url_path=name,
        default=name == text.HOME,
        help=purpose,
    )


def run(page: Page) -> None:
    """Run a page, or show one sentence with its remedy where the history cannot be opened or written."""
    st.sidebar.caption(text.as_of(entry.today()))
    with st.container(width=WIDTH):
        try:
            has_samples = cache.store().has_samples
        except StoreError as error:
            show.trouble(text.STORE_TITLE, error)
            st.button(text.TRY_AGAIN, icon=":material/refresh:")
            return
        try:
            if sentence := session.said():
                st.toast(sentence, icon=":material/check:")
            if has_samples:
                importer.sample_banner()
            session.look_at(Filters())
            page.run()
        except ReboundError as error:
            show.trouble(text.ACTION_TITLE, error)
            st.button(text.TRY_AGAIN, icon=":material/refresh:")
