"""The files added so far, each with an undo that says what goes before it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from data.undoing import undo_effect
from pages.ui import cache, session, show, text, text_import
from pages.ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN: Final = 8  # imports that are shown at once, the newest first


def history() -> None:
    """Show the files added so far."""
    imports = cache.store().imports()
    if imports.empty:
        return
    st.header(text.IMPORTS_TITLE, anchor=False)
    rows = imports.iloc[::-1].to_dict("records")
    for row in rows[:SHOWN]:
        _one(row)
    if rows[SHOWN:]:
        with st.expander(text_import.earlier(len(rows) - SHOWN), icon=":material/history:"):
            for row in rows[SHOWN:]:
                _one(row)


def _one(row: Mapping[Any, Any]) -> None:
    key = str(row["import_id"])
    asked = session.asked_undo() == key
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            with st.container(width="content", gap="xxsmall"):
                st.markdown(f"**{plain(row['name'])}**")
                show.small(text.import_line(row))
            if not asked:
                st.button(text.UNDO, key=f"undo-{key}", icon=":material/undo:", on_click=session.ask_undo, args=(key,))
        if asked:
            _ask(key, str(row["name"]), is_aggregate=bool(row["is_aggregate"]))


def _ask(key: str, name: str, *, is_aggregate: bool) -> None:
    """Say what goes, and ask."""
    effect = undo_effect(cache.store(), key)
    show.words(text_import.undo_totals(name) if is_aggregate else text_import.undo_question(name, effect))
    with st.container(horizontal=True):
        if st.button(text.UNDO_CONFIRM, key=f"yes-{key}", type="primary"):
            cache.store().undo(key)
            session.ask_undo(None)
            session.forget_history()
            session.say(text.UNDONE)
            st.rerun()
        st.button(text.UNDO_KEEP, key=f"keep-{key}", on_click=session.ask_undo, args=(None,))
