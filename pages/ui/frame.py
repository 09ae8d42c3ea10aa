"""The frame around every page: navigation, the sample banner, and a sentence where something fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.filters import Filters
from data import language, preferences
from data.errors import ReboundError, StoreError
from data.language import _
from pages.ui import address, cache, entry, importer, session, show, text
from pages.ui.plain import plain

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

WIDTH = 1080  # pixels: lines of text stay readable on a wide screen


def pages() -> dict[str, list[Page]]:
    """Return the pages by group, as the navigation shows them."""
    shown = {_(group): [_page(name) for name in names] for group, names in text.GROUPS.items()}
    # The first page is served at the root. Its name is an address too, for those who type it like the others.
    title, _purpose = text.PAGES[text.HOME]
    alias = st.Page(show.SCRIPTS[text.HOME], title=title, url_path=text.HOME, visibility="hidden")
    next(iter(shown.values())).append(alias)
    return shown


def _page(name: str) -> Page:
    title, purpose = text.PAGES[name]
    at_root = name == text.HOME
    return st.Page(
        show.SCRIPTS[name],
        title=title,
        icon=show.ICONS[name],
        url_path="" if at_root else name,
        default=at_root,
        help=purpose,
    )


def speak() -> None:
    """Speak the language that was chosen; English where none was, or where the history cannot say."""
    try:
        language.use(preferences.load(cache.store()).language or language.ENGLISH)
    except ReboundError:
        language.use(language.ENGLISH)


def offer_language() -> None:
    """On the first visit, offer the language of the browser if Rebound speaks it; said in that language."""
    wanted = (st.context.locale or "").split("-")[0]
    if wanted == language.current() or wanted not in text.OFFERS or preferences.load(cache.store()).language:
        return
    with st.container(horizontal=True):
        st.button(text.OFFERS[wanted], icon=":material/translate:", on_click=_accept, args=(wanted,))


def _accept(wanted: str) -> None:
    preferences.change(cache.store(), language=wanted)


def run(page: Page) -> None:
    """Run a page, or show one sentence with its remedy where the history cannot be opened or written."""
    with st.container(width=WIDTH):
        try:
            st.sidebar.caption(text.as_of(entry.today()))
            has_samples = cache.store().has_samples
        except ReboundError as error:
            show.trouble(text.STORE_TITLE if isinstance(error, StoreError) else text.ACTION_TITLE, error)
            st.button(text.TRY_AGAIN, icon=":material/refresh:")
            return
        try:
            if sentence := session.said():
                st.toast(plain(sentence), icon=":material/check:")
            offer_language()
            if has_samples:
                importer.sample_banner()
            session.look_at(Filters())
            address.understand()
            session.hold_filters()
            page.run()
        except ReboundError as error:
            show.trouble(text.ACTION_TITLE, error)
            st.button(text.TRY_AGAIN, icon=":material/refresh:")
