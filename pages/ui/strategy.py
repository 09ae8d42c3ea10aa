"""Suggestions on the screen: each with its reasons, its steps, and the ways to try it, put it off or put it aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.decided import snapshot
from data import decisions
from data.decisions import LONGEST_REASON, Decision, Kind
from pages.ui import cache, entry, experiments, session, show, steps, text, text_strategy
from pages.ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analytics.decided import Aside
    from analytics.results import AnalysisReport, Suggestion

PAGE: Final = "strategy"
FIRST: Final = 3  # suggestions that are shown as cards


def done() -> None:
    """Show what was just put aside, with its undo."""
    steps.bar(PAGE, lambda noted: decisions.bring_back(cache.store(), noted["strategy"], entry.today()))


def listing(report: AnalysisReport) -> None:
    """Show the first suggestions as cards, the others folded, what is put aside, and why nothing else is suggested."""
    sorted_out = cache.advice(report)
    if not sorted_out.shown:
        show.words(text_strategy.NOTHING_LEFT if sorted_out.aside else text.NO_SUGGESTION)
    elif len(sorted_out.shown) > 1:
        show.words(text_strategy.LEAD)
    for position, advice in enumerate(_said_once(sorted_out.shown[:FIRST]), start=1):
        _card(advice, position, sorted_out.back.get(advice.id, ""))
    if further := sorted_out.shown[FIRST:]:
        st.header(text_strategy.MORE, anchor=False)
    for position, advice in enumerate(further, start=FIRST + 1):
        with st.expander(f"{position}. {plain(advice.title)}"):
            _reasons(advice, sorted_out.back.get(advice.id, ""))
            _steps(advice)
            _behind(advice)
            _actions(advice)
    _aside(sorted_out.aside)
    _why_not(report)


def _said_once(shown: Sequence[Suggestion]) -> list[Suggestion]:
    """Say a gain that several suggestions have in common only with the first of them."""
    first: dict[str, int] = {}
    said = []
    for position, advice in enumerate(shown, start=1):
        before = first.setdefault(advice.expected_gain, position)
        figures = "offers_then" in advice.evidence
        again = before < position and figures
        said.append(replace(advice, expected_gain=text_strategy.same_gain(before)) if again else advice)
    return said


def _card(advice: Suggestion, position: int, back: str) -> None:
    with st.container(border=True):
        st.header(f"{position}. {plain(advice.title)}", anchor=False)
        _reasons(advice, back)
        with st.expander(text_strategy.STEPS, icon=":material/checklist:", expanded=position == 1):
            _steps(advice)
        with st.expander(text_strategy.BEHIND, icon=":material/menu_book:"):
            _behind(advice)
        _actions(advice)


def _reasons(advice: Suggestion, back: str) -> None:
    show.words(advice.adjust)
    if back:
        st.info(plain(back), icon=":material/history:")
    main, aside = st.columns([3, 2], gap="small")
    with main:
        _part(text_strategy.NOTICED, advice.noticed)
        _part(text_strategy.GAIN, advice.expected_gain)
    with aside:
        _part(text_strategy.SURE, advice.sure)
        _part(text_strategy.TELLS, advice.tells_it_works)


def _steps(advice: Suggestion) -> None:
    st.markdown("\n".join(f"1. {plain(step)}" for step in advice.steps))
    if advice.checklist:
        st.markdown(f"**{text_strategy.CHECKLIST}**\n\n" + "\n".join(f"- {plain(each)}" for each in advice.checklist))


def _behind(advice: Suggestion) -> None:
    _part(text_strategy.CHANGES, advice.would_change)
    sources = "\n".join(f"- {plain(text.citation(document))}" for document in advice.documents)
    st.markdown(f"**{text_strategy.SOURCES}**\n\n{sources}")


def _part(label: str, words: str) -> None:
    """Show a labelled paragraph; further lines become paragraphs of their own."""
    if words:
        st.markdown(f"**{label}**  \n" + "\n\n".join(plain(line) for line in words.splitlines()))


def _actions(advice: Suggestion) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        experiments.start_from(advice)
        with st.popover(text_strategy.PUT_ASIDE, icon=":material/inventory_2:", key=f"aside-{advice.id}"):
            _put_aside(advice)


def _put_aside(advice: Suggestion) -> None:
    """Ask what to do with it, until when and why."""
    key = advice.id
    kind = st.radio(
        text_strategy.HOW,
        list(text_strategy.KINDS),
        format_func=text_strategy.KINDS.__getitem__,
        key=f"kind-{key}",
        horizontal=True,
    )
    show.small(text_strategy.KIND_HELP[kind])
    weeks = _weeks(key) if kind == Kind.SNOOZED else 0
    st.text_input(
        text_strategy.REASON, max_chars=LONGEST_REASON, placeholder=text_strategy.REASON_HINT, key=f"reason-{key}"
    )
    st.button(
        text_strategy.SAVE,
        key=f"save-{advice.id}",
        type="primary",
        on_click=_save,
        args=(advice, kind, weeks, f"reason-{key}"),
    )


def _weeks(key: str) -> int:
    chosen: int = st.selectbox(
        text_strategy.WHEN, list(text_strategy.WEEKS), format_func=text_strategy.WEEKS.__getitem__, key=f"when-{key}"
    )
    return chosen


def _save(advice: Suggestion, kind: str, weeks: int, reason: str) -> None:
    store, today = cache.store(), entry.today()
    until = today + timedelta(weeks=weeks) if weeks else None
    said = session.widget(reason) or ""
    decision = Decision(advice.id, Kind(kind), said, today, until, snapshot(advice))
    decisions.decide(store, decision, is_sample=store.has_samples)
    session.note_step(PAGE, text_strategy.put_aside(advice.title), strategy=advice.id)


def _bring_back(strategy: str, title: str) -> None:
    back = decisions.bring_back(cache.store(), strategy, entry.today())
    session.forget_step(PAGE)
    session.say(text_strategy.brought_back(title) if back else text.NOT_UNDONE)


def _aside(put_aside: Iterable[Aside]) -> None:
    listed = list(put_aside)
    if not listed:
        return
    with st.expander(text_strategy.aside_title(len(listed)), icon=":material/inventory_2:"):
        for each in listed:
            decision, title = each.decision, cache.title(each.decision.strategy)
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                lines = [f"**{plain(title)}**"]
                lines.append(plain(text_strategy.decided(decision.kind, decision.decided_on, decision.until)))
                if decision.reason:
                    lines.append(plain(text_strategy.reason(decision.reason)))
                if each.advice is None:
                    lines.append(plain(text_strategy.NO_LONGER))
                st.markdown("  \n".join(lines), width="stretch")
                st.button(
                    text_strategy.BRING_BACK,
                    key=f"back-{decision.strategy}",
                    icon=":material/undo:",
                    on_click=_bring_back,
                    args=(decision.strategy, title),
                )


def _why_not(report: AnalysisReport) -> None:
    others = cache.not_suggested(report)
    if not others:
        return
    with st.expander(text_strategy.WHY_NOT, icon=":material/help:"):
        show.small(text_strategy.not_suggested(len(others)))
        st.markdown("\n".join(f"- **{plain(each.title)}:** {plain(each.why)}" for each in others))
