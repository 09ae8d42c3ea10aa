"""What was just done on a page, with the button that takes it back: one bar for all pages that have one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.ui import session, text
from pages.ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable


def bar(page: str, take_back: Callable[[dict[str, str]], bool]) -> None:
    """Show what was last done on a page of this tab, with its undo; nothing where nothing was done.

    `take_back` is given what was noted with `session.note_step`, and returns whether there was still something to undo.
    """
    noted = session.noted_step(page)
    if noted is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f":material/check: {plain(noted['said'])}", width="content")
        st.button(
            text.UNDO, icon=":material/undo:", key=f"undo-{page}", on_click=_take_back, args=(page, noted, take_back)
        )


def _take_back(page: str, noted: dict[str, str], take_back: Callable[[dict[str, str]], bool]) -> None:
    """Undo it. Forgotten only then: where the history cannot be written just now, the button stays."""
    undone = take_back(noted)
    session.forget_step(page)
    session.say(text.STEP_UNDONE if undone else text.NOT_UNDONE)
