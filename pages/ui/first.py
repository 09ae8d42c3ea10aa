"""The guided first reading: four short steps above the Overview, shown once and never again unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.ui import brief, cache, session, show, text, text_first

if TYPE_CHECKING:
    from analytics.results import AnalysisReport

SETTING: Final = "first_reading"  # kept in the history: the kinds of history whose reading was closed
LAST: Final = len(text_first.TITLES) - 1


def reading(report: AnalysisReport) -> None:
    """Show the open step above the result, which stays in sight; nothing once it was closed for this kind of history.

    The sample and the person's own numbers have one reading each: what was closed on invented numbers is no answer to
    whether one wants to be shown around one's own.
    """
    kind = _kind()
    if session.reading_at(kind) is None and kind not in _closed():
        session.turn_to(kind, 0)
    if session.reading_at(kind) is not None:
        _steps(report, kind)


@st.fragment
def _steps(report: AnalysisReport, kind: str) -> None:
    """Show one step; turning it runs only this part of the page again."""
    step = session.reading_at(kind)
    if step is None:
        return
    with st.container(border=True, key="first-reading"):
        st.header(text_first.TITLES[step], anchor=False)
        for paragraph in text_first.body(step, report, brief.change(report)):
            show.words(paragraph)
        _turn(step, kind)


def _turn(step: int, kind: str) -> None:
    """Show the buttons. The middle one keeps its place and the focus of the keyboard from step to step."""
    to = session.turn_to
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(text_first.BACK, key="first-back", disabled=step == 0, on_click=to, args=(kind, step - 1))
        if step == LAST:
            st.button(text_first.DONE, key="first-next", type="primary", on_click=_close, args=(kind,))
        else:
            st.button(text_first.NEXT, key="first-next", type="primary", on_click=to, args=(kind, step + 1))
            st.button(text_first.CLOSE, key="first-close", type="tertiary", on_click=_close, args=(kind,))
        st.caption(text_first.place(step), width="content")


def _close(kind: str) -> None:
    session.turn_to(kind, None)
    cache.store().set_setting(SETTING, sorted({*_closed(), kind}), changes_results=False)


def _kind() -> str:
    return "sample" if cache.store().has_samples else "own"


def _closed() -> set[str]:
    """Return the kinds of history whose reading was closed; what makes no sense counts as not closed."""
    kept = cache.store().get_setting(SETTING, [])
    return {each for each in kept if isinstance(each, str)} if isinstance(kept, list) else set()


def offer_again() -> None:
    """Show the button that opens the reading again, where there is a history to read."""
    if cache.store().is_empty:
        return
    st.divider()
    if st.button(text_first.AGAIN, key="first-again", icon=":material/replay:", help=text_first.AGAIN_HELP):
        session.turn_to(_kind(), 0)
        st.switch_page(show.SCRIPTS[text.HOME])
