"""What one browser tab remembers between its runs. The only place of Streamlit's session state.

Everything kept here is text, numbers, lists or dictionaries of them, so that it survives being serialised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from data.plans import Answers

if TYPE_CHECKING:
    from collections.abc import Mapping

_ANSWERS: Final = "answers"  # {sha256 of a file: what the person said about it}
_DROPS: Final = "drops"  # number of finished imports; a new key empties the drop zone
_DONE: Final = "done"  # what the last import added, until the next file is dropped
_UNDO: Final = "undo"  # import whose undo waits for a yes
_MARKED: Final = "marked"  # what was last marked on the Waiting page, for its undo
_SAID: Final = "said"  # a sentence to show once


def answers(sha256: str) -> Answers:
    """Return what the person said about the file with this hash."""
    return Answers(**st.session_state.get(_ANSWERS, {}).get(sha256, {}))


def heard(sha256: str) -> dict[str, Any] | None:
    """Return what was said about the file as it was noted, remembered answers included; None for nothing yet."""
    noted: dict[str, Any] | None = st.session_state.get(_ANSWERS, {}).get(sha256)
    return noted


def set_answers(sha256: str, said: Mapping[str, Any]) -> None:
    """Replace what was said about the file; keys as in `Answers`."""
    st.session_state[_ANSWERS] = {**st.session_state.get(_ANSWERS, {}), sha256: dict(said)}


def add_answer(sha256: str, name: str, value: str | None, key: str | None = None) -> None:
    """Note one answer: a field of `Answers`, or with `key` one entry of a mapping in it."""
    said = dict(st.session_state.get(_ANSWERS, {}).get(sha256, {}))
    if key is None:
        said[name] = value
    else:
        said[name] = {**said.get(name, {}), key: value}
    set_answers(sha256, said)


def widget(key: str) -> Any:
    """Return the value of a widget inside its own callback."""
    return st.session_state.get(key)


def drop_key() -> str:
    """Return the key of the drop zone; it changes after each import, which empties the zone."""
    return f"drop-{st.session_state.get(_DROPS, 0)}"


def finish_import(applications: int, events: int) -> None:
    """Remember what an import added and empty the drop zone."""
    st.session_state[_DROPS] = st.session_state.get(_DROPS, 0) + 1
    st.session_state[_DONE] = [applications, events]


def finished_import() -> tuple[int, int] | None:
    """Return what the last import of this tab added, until `forget_import`."""
    done = st.session_state.get(_DONE)
    return None if done is None else (done[0], done[1])


def forget_import() -> None:
    """Forget the last import, because a new file was dropped or the import was undone."""
    st.session_state.pop(_DONE, None)


def ask_undo(import_id: str | None) -> None:
    """Note which import waits for a yes before it is undone; None for none."""
    st.session_state[_UNDO] = import_id


def asked_undo() -> str | None:
    """Return the import that waits for a yes."""
    waiting: str | None = st.session_state.get(_UNDO)
    return waiting


def say(sentence: str) -> None:
    """Keep a sentence to be shown once, on the next run."""
    st.session_state[_SAID] = sentence


def said() -> str:
    """Return the kept sentence and forget it; empty if there is none."""
    sentence: str = st.session_state.pop(_SAID, "")
    return sentence


def mark(what: Mapping[str, Any] | None) -> None:
    """Remember what was just marked: `said`, and `import` or `before` to take it back; None forgets it."""
    st.session_state[_MARKED] = None if what is None else dict(what)


def marked() -> dict[str, Any] | None:
    """Return what was last marked in this tab, until it is taken back."""
    noted: dict[str, Any] | None = st.session_state.get(_MARKED)
    return noted
