"""What one browser tab remembers between its runs. The only place of Streamlit's session state.

Everything kept here is text, numbers, lists or dictionaries of them, so that it survives being serialised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from analytics.filters import Filters, Period
from data.plans import Answers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ANSWERS: Final = "answers"  # {sha256 of a file: what the person said about it}
_DROPS: Final = "drops"  # number of emptied drop zones; a new key empties the zone
_NOTED: Final = "noted"  # {key of a file in the drop zone: what was added of it}, until the zone is empty
_OPENED: Final = "opened"  # key of the file in the drop zone that is looked at
_DONE: Final = "done"  # what the last import added, until the next file is dropped
_UNDO: Final = "undo"  # import whose undo waits for a yes
_STEPS: Final = "steps"  # {page: what was last done there, for its undo}
_REFUSED: Final = "refused"  # {what: why it could not be kept}
_SAID: Final = "said"  # a sentence to show once
_TRIALS: Final = "trials"  # number of experiments started; a new key empties the form
_DOUBTED: Final = "doubted"  # an experiment that waits for a yes, because another one runs
_READING: Final = "reading"  # {kind of history: the step of the guided reading that is open in this tab}
_OPENED_TAB: Final = "opened_tab"  # whether this tab has had its first run
_LOOKED_AT: Final = "looked_at"  # what the filter lets through on the page of this run
# Keys of the filter's widgets, which are also their names in the address.
PERIOD: Final = "period"
CAMPAIGN: Final = "search"
SOURCE: Final = "source"


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


def set_widgets(values: Mapping[str, Any]) -> None:
    """Set widgets by their keys: inside a callback, or before they are shown in this run."""
    for key, value in values.items():
        st.session_state[key] = value


def refuse(what: str, why: str) -> None:
    """Note why something could not be kept, to be said beside it; empty forgets it."""
    st.session_state[_REFUSED] = {**st.session_state.get(_REFUSED, {}), what: why}


def refused(what: str) -> str:
    """Return why something could not be kept; empty if it could."""
    why: str = st.session_state.get(_REFUSED, {}).get(what, "")
    return why


def forget_all() -> None:
    """Forget everything this tab remembers, inside a callback: nothing of it is true of an empty history."""
    st.session_state.clear()


def drop_key() -> str:
    """Return the key of the drop zone; it changes after each import, which empties the zone."""
    return f"drop-{st.session_state.get(_DROPS, 0)}"


def empty_drop() -> None:
    """Empty the drop zone and forget what was noted of the files in it."""
    st.session_state[_DROPS] = st.session_state.get(_DROPS, 0) + 1
    for key in (_NOTED, _OPENED):
        st.session_state.pop(key, None)


def note_file(key: str, added: Sequence[int]) -> None:
    """Note what was added of a file in the drop zone: applications and events; empty for a file that is left out."""
    st.session_state[_NOTED] = {**st.session_state.get(_NOTED, {}), key: list(added)}


def noted_files() -> dict[str, list[int]]:
    """Return the files of this drop that are done with, by key, as `note_file` noted them."""
    return dict(st.session_state.get(_NOTED, {}))


def open_file(key: str) -> None:
    """Look at this one of several dropped files."""
    st.session_state[_OPENED] = key


def opened_file() -> str | None:
    """Return the file that the person chose to look at."""
    key: str | None = st.session_state.get(_OPENED)
    return key


def finish_import(sentence: str) -> None:
    """Remember what was added, in words, and empty the drop zone."""
    empty_drop()
    st.session_state[_DONE] = sentence


def finished_import() -> str:
    """Return what the last import of this tab added, until `forget_import`; empty for nothing."""
    done: str = st.session_state.get(_DONE, "")
    return done


def forget_import() -> None:
    """Forget the last import, because a new file was dropped."""
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


def note_step(page: str, said: str, **kept: str) -> None:
    """Remember what was just done on a page: the sentence, and what taking it back needs."""
    st.session_state[_STEPS] = {**st.session_state.get(_STEPS, {}), page: {"said": said, **kept}}


def noted_step(page: str) -> dict[str, str] | None:
    """Return what was last done on a page of this tab, as `note_step` noted it, until it is forgotten."""
    noted: dict[str, str] | None = st.session_state.get(_STEPS, {}).get(page)
    return noted


def forget_step(page: str) -> None:
    """Forget what was last done on a page."""
    steps = dict(st.session_state.get(_STEPS, {}))
    steps.pop(page, None)
    st.session_state[_STEPS] = steps


def forget_history() -> None:
    """Forget what was done with applications that have just gone: with the sample, or with an import taken back."""
    for key in (_STEPS, _DONE, _DOUBTED):
        st.session_state.pop(key, None)


def opened() -> bool:
    """Return whether this tab has had a run before, and note that it has."""
    before = bool(st.session_state.get(_OPENED_TAB))
    st.session_state[_OPENED_TAB] = True
    return before


def look_at(filters: Filters) -> None:
    """Note which applications the page of this run looks at; a page without a filter looks at all."""
    st.session_state[_LOOKED_AT] = [str(filters.period), filters.campaign, filters.source]


def filters() -> Filters:
    """Return which applications the page of this run looks at."""
    period, campaign, source = st.session_state.get(_LOOKED_AT, [str(Period.ALL), None, None])
    return Filters(Period(period), campaign, source)


def hold_filters() -> None:
    """Keep the filter for the page of this run; called before it.

    Streamlit keeps what was chosen on a page, but forgets a choice that came with the address at the next page.
    """
    for key in (PERIOD, CAMPAIGN, SOURCE):
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def forget_filters() -> None:
    """Look at every application again; for the callback of a button."""
    st.session_state[PERIOD] = str(Period.ALL)
    st.session_state[CAMPAIGN] = None
    st.session_state[SOURCE] = None


def doubt(place: str, idea: str) -> None:
    """Note an experiment (as text) that waits for a yes at this place of the screen; empty for none."""
    st.session_state[_DOUBTED] = {place: idea} if idea else {}


def doubted(place: str) -> str:
    """Return the experiment that waits for a yes at this place; empty for none."""
    return str(st.session_state.get(_DOUBTED, {}).get(place, ""))


def start_experiment() -> None:
    """Empty the form of the Experiments page, because what it said has begun."""
    st.session_state[_TRIALS] = experiments_started() + 1


def experiments_started() -> int:
    """Return how many experiments this tab has started."""
    return int(st.session_state.get(_TRIALS, 0))


def turn_to(kind: str, step: int | None) -> None:
    """Note which step of the guided reading of a kind of history (sample or own) is open; None closes it."""
    st.session_state[_READING] = {kind: step}


def reading_at(kind: str) -> int | None:
    """Return the open step of the guided reading of this kind of history, counted from 0; None for none."""
    step: int | None = st.session_state.get(_READING, {}).get(kind)
    return step
