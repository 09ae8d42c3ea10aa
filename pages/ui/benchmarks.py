"""Ranges, context figures, counting rules, and deleting everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from analytics.benchmarks import chosen_benchmarks, context_figures, document_benchmarks
from analytics.wording import capital
from data import preferences
from data.language import LANGUAGES, current
from data.preferences import PreferenceError
from data.reference import load
from pages.ui import cache, session, show
from pages.ui import text_benchmarks as words
from pages.ui.plain import plain

if TYPE_CHECKING:
    from analytics.results import Benchmark
    from data.preferences import Preferences

_RANGES: Final = {"application_to_interview": "interview_range", "interviews_per_offer": "offer_range"}
_SCALE: Final = {"application_to_interview": 100.0, "interviews_per_offer": 1.0}
_STEP: Final = {"application_to_interview": 0.1, "interviews_per_offer": 0.5}
_REFUSED: Final = "refused-"  # key of the sentence under a form whose numbers made no sense


def ranges() -> None:
    """Show the ranges that rates are compared with, each with its source, and let the person set their own."""
    chosen = preferences.load(cache.store())
    used = chosen_benchmarks(chosen.interview_range, chosen.offer_range)
    st.header(words.RANGES, anchor=False)
    show.words(words.RANGES_INTRO)
    with st.grid(2, min_column_width=340, gap="small", border=True) as grid:
        for ratio in _RANGES:
            with grid.cell():
                _range(used[ratio])


def _range(used: Benchmark) -> None:
    st.subheader(words.RATIOS[used.id], anchor=False)
    st.metric(words.RATIOS[used.id], words.low_high(used), label_visibility="collapsed")
    show.words(words.range_words(used))
    show.small(words.source(used, load("benchmarks")["documents"][used.id]["part"]))
    show.small(words.UNITS[used.id])
    if used.id == "interviews_per_offer":
        show.small(words.as_rate(used))
    with st.expander(words.SET_OWN, icon=":material/edit:"):
        _form(used)
    if used.own:
        st.button(words.RESET, key=f"reset-{used.id}", icon=":material/undo:", on_click=_reset, args=(used.id,))


def _form(used: Benchmark) -> None:
    scale, step = _SCALE[used.id], _STEP[used.id]
    low_label, high_label = words.ENDS[used.id]
    with st.form(f"range-{used.id}", border=False):
        low, high = st.columns(2)
        places = "%.1f"
        low.number_input(low_label, value=used.low * scale, step=step, format=places, key=f"low-{used.id}")
        high.number_input(high_label, value=used.high * scale, step=step, format=places, key=f"high-{used.id}")
        st.form_submit_button(words.SAVE, type="primary", on_click=_save, args=(used.id,))
    if refused := session.refused(f"{_REFUSED}{used.id}"):
        st.warning(plain(refused), icon=":material/error:")


def _save(ratio: str) -> None:
    ends = (session.widget(f"low-{ratio}"), session.widget(f"high-{ratio}"))
    given = [None if end is None else round(end, 2) / _SCALE[ratio] for end in ends]
    _keep(f"{_REFUSED}{ratio}", words.SAVED, **{_RANGES[ratio]: given})


def _reset(ratio: str) -> None:
    preferences.change(cache.store(), **{_RANGES[ratio]: None})
    base = document_benchmarks()[ratio]
    session.set_widgets({f"low-{ratio}": base.low * _SCALE[ratio], f"high-{ratio}": base.high * _SCALE[ratio]})
    session.refuse(f"{_REFUSED}{ratio}", "")
    session.say(words.WAS_RESET)


def _keep(key: str, said: str, **choices: Any) -> None:
    """Keep a choice, or say under its form why it makes no sense."""
    try:
        preferences.change(cache.store(), **choices)
    except PreferenceError as error:
        session.refuse(key, str(error))
        return
    session.refuse(key, "")
    session.say(said)


def rules() -> None:
    """Show the counting rules; a change is kept at once, so each control shows what is kept, whichever tab set it."""
    chosen = preferences.load(cache.store())
    st.header(words.RULES, anchor=False)
    show.words(words.RULES_INTRO)
    with st.container(border=True):
        session.set_widgets({"phone": chosen.phone_screen_counts})
        st.toggle(words.PHONE, key="phone", on_change=_phone)
        show.small(words.PHONE_HELP)
    _days("mature_days", words.MATURE, words.MATURE_HELP, words.MATURE_DAYS, chosen)
    _days("silence_days", words.SILENCE, words.silence_help(), words.SILENCE_DAYS, chosen)


def language() -> None:
    """Show the languages; the one chosen is spoken from now on."""
    st.header(words.LANGUAGE, anchor=False)
    session.set_widgets({"language": current()})
    st.segmented_control(
        words.LANGUAGE,
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key="language",
        required=True,
        on_change=_speak,
        label_visibility="collapsed",
    )
    show.small(words.LANGUAGE_HELP)


def _speak() -> None:
    preferences.change(cache.store(), language=str(session.widget("language")))


_BOUNDS: Final = {
    "mature_days": (*preferences.MATURE, preferences.MATURE_DEFAULT),
    "silence_days": (*preferences.SILENCE, preferences.SILENCE_DEFAULT),
}


def _days(name: str, label: str, help_words: str, days_label: str, chosen: Preferences) -> None:
    """Show a rule that is off, or on with a number of days."""
    least, most, start = _BOUNDS[name]
    kept: int | None = getattr(chosen, name)
    with st.container(border=True):
        session.set_widgets({f"{name}-on": kept is not None})
        st.toggle(label, key=f"{name}-on", on_change=_switch, args=(name, start))
        show.small(help_words)
        if kept is not None:
            session.set_widgets({f"{name}-days": kept})
            st.number_input(days_label, least, most, key=f"{name}-days", on_change=_set_days, args=(name,), width=180)


def _phone() -> None:
    preferences.change(cache.store(), phone_screen_counts=bool(session.widget("phone")))


def _switch(name: str, start: int) -> None:
    preferences.change(cache.store(), **{name: start if session.widget(f"{name}-on") else None})


def _set_days(name: str) -> None:
    preferences.change(cache.store(), **{name: session.widget(f"{name}-days")})


def context() -> None:
    """Show published figures with year, population, unit and source, set apart from what rates are compared with."""
    st.header(words.CONTEXT, anchor=False)
    show.words(words.CONTEXT_INTRO)
    st.markdown("\n".join(f"- {plain(line)}" for line in words.CAUTIONS))
    figures = context_figures()
    with (
        st.expander(words.figures(len(figures)), icon=":material/public:"),
        st.grid(2, min_column_width=320, gap="small", border=True) as grid,
    ):
        for each in figures:
            with grid.cell(), st.container(gap="xsmall"):
                st.subheader(plain(words.figure_title(each)), anchor=False)
                show.words(capital(each.figure))
                show.small(words.figure_scope(each))
                named = plain(words.figure_source(each))
                st.markdown(f"[{named}]({each.link})" if each.link else named)


def erase() -> None:
    """Show what deleting everything means, offer a copy, and do it after the word was typed."""
    st.header(words.ERASE, anchor=False)
    with st.container(border=True):
        show.words(words.ERASE_INTRO)
        _copy()
        typed = st.text_input(words.confirm(), key="erase-word", live=True, autocomplete="off", width=320)
        ready = _confirmed(typed)
        st.button(words.ERASE_NOW, icon=":material/delete:", disabled=not ready, on_click=_erase)
        show.small(words.READY if ready else words.erase_hint(typed))


def _copy() -> None:
    """Offer a backup; it is made only when asked for, since it takes a moment for a long history."""
    st.download_button(
        words.COPY,
        data=cache.store().copy,
        file_name=words.COPY_NAME,
        mime="application/octet-stream",
        icon=":material/save:",
        on_click="ignore",
    )
    show.small(words.COPY_HELP)


def _confirmed(typed: str | None) -> bool:
    return (typed or "").strip().strip("“”„\"'").casefold() == words.confirm_word().casefold()


def _erase() -> None:
    if not _confirmed(session.widget("erase-word")):
        return
    cache.store().erase()
    session.forget_all()
    session.say(words.ERASED)
