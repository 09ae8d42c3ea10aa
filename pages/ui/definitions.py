"""The Definitions page: every measure and word, made from the definitions that the code itself uses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics import glossary, measures
from analytics.benchmarks import chosen_benchmarks
from analytics.results import Verdict
from analytics.waiting import Silence
from data import preferences
from data.reference import load
from data.schema import Stage
from pages.ui import cache, names, show, text_benchmarks, text_more, text_ratio
from pages.ui import text_definitions as said
from pages.ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.preferences import Preferences

MEASURE: Final = "measure"  # in the address: the one definition to show
FIND: Final = "find"  # in the address: the words to look for


@dataclass(frozen=True, slots=True)
class Entry:
    """One definition. id: its anchor; facts: pairs of a name and what holds, blank ones left out; page: where it is."""

    id: str
    label: str
    words: str
    facts: tuple[tuple[str, str], ...] = ()
    page: str = ""

    def holds(self, wanted: str) -> bool:
        """Whether every one of the wanted words is somewhere in it; large and small letters are the same."""
        everything = " ".join((self.id, self.label, self.words, *(f"{name} {fact}" for name, fact in self.facts)))
        return all(word in everything.casefold() for word in wanted.casefold().split())


def entries(chosen: Preferences) -> dict[str, tuple[Entry, ...]]:
    """Return every definition by the key of its section (`text_definitions.SECTIONS`), under the person's rules."""
    return {
        "words": tuple(_words()),
        "rates": tuple(_rates()),
        "measures": tuple(_measures()),
        "ranges": tuple(_ranges(chosen)),
        "verdicts": tuple(_verdicts()),
        "stages": tuple(_stages(chosen)),
        "silences": tuple(_silences(chosen)),
    }


def _facts(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, fact) for name, fact in pairs if fact)


def _words() -> Iterable[Entry]:
    for name, label, meaning, unit, method in said.words():
        yield Entry(name, label, meaning, _facts((said.UNIT, unit), (said.METHOD, method)))


def _rates() -> Iterable[Entry]:
    leaves_out, method = (said.LEAVES_OUT, said.rate_leaves_out()), (said.METHOD, said.rate_method())
    for each in measures.MEASURES.values():
        facts = _facts((said.UNIT, said.unit(each.unit)), leaves_out, method)
        yield Entry(each.id, each.label, each.definition, facts, "funnel")


def _measures() -> Iterable[Entry]:
    for each in glossary.GLOSSARY.values():
        unit = said.unit(each.unit)
        facts = _facts((said.UNIT, unit), (said.LEAVES_OUT, each.leaves_out), (said.METHOD, each.source))
        yield Entry(each.id, each.label, each.definition, facts, each.page)


def _ranges(chosen: Preferences) -> Iterable[Entry]:
    used = chosen_benchmarks(chosen.interview_range, chosen.offer_range)
    for name, label in text_benchmarks.RATIOS.items():
        source = text_benchmarks.source(used[name], load("benchmarks")["documents"][name]["part"])
        words = f"{text_benchmarks.range_words(used[name])} {source} {text_benchmarks.UNITS[name]}"
        yield Entry(f"range_{name}", label, words, page="benchmarks")


def _verdicts() -> Iterable[Entry]:
    for verdict in Verdict:
        facts = _facts((said.METHOD, said.verdict_method()))
        yield Entry(f"verdict_{verdict}", text_ratio.VERDICTS[verdict], said.verdict(verdict), facts)


def _stages(chosen: Preferences) -> Iterable[Entry]:
    for stage in Stage:
        counts = said.counts_as(stage, phone_screen_counts=chosen.phone_screen_counts)
        facts = _facts((said.COUNTS_AS, counts))
        yield Entry(f"stage_{stage}", names.STAGES[stage], said.STAGES[stage], facts)


def _silences(chosen: Preferences) -> Iterable[Entry]:
    for silence in Silence:
        rule = said.silence(silence, chosen.silence_days)
        facts = _facts((said.UNIT, said.SILENCE_UNIT), (said.METHOD, said.silence_method()))
        anchor = f"silence_{silence.name.lower()}"
        yield Entry(anchor, text_more.SILENCES[str(silence)], rule, facts, "waiting")


def listing() -> None:
    """Show every definition, those that hold the words of the field, or the one that the address names."""
    show.words(said.INTRO)
    sections = entries(preferences.load(cache.store()))
    asked = st.query_params.get(MEASURE, "")
    if any(each.id == asked for found in sections.values() for each in found):
        st.button(said.ALL, icon=":material/arrow_back:", on_click=_show_all)
        sections = {key: tuple(each for each in found if each.id == asked) for key, found in sections.items()}
    else:
        sections = _searched(sections)
    for key, found in sections.items():
        if found:
            _section(key, found)
    show.small(said.FURTHER)


def _show_all() -> None:
    st.query_params.pop(MEASURE, None)


def _searched(sections: dict[str, tuple[Entry, ...]]) -> dict[str, tuple[Entry, ...]]:
    """Show the field, and return the definitions that hold its words."""
    wanted = st.text_input(
        said.FIND, key=FIND, type="search", live=True, placeholder=said.find_hint(), bind="query-params"
    )
    if not (wanted or "").strip():
        st.markdown("\n".join(f"- [{plain(title)}](#{key})" for key, title in said.SECTIONS.items()))
        return sections
    kept = {key: tuple(each for each in found if each.holds(wanted or "")) for key, found in sections.items()}
    shown, of_all = (sum(map(len, some.values())) for some in (kept, sections))
    show.small(said.found(shown, of_all))
    if not shown:
        show.words(said.NONE)
    return kept


def _section(key: str, found: Sequence[Entry]) -> None:
    st.header(said.SECTIONS[key], anchor=key)
    common = _common(found)
    if shown := _without_method(common.facts):
        _lines(((said.COMMON, ""), *shown))
    if common.page:
        show.link(common.page)
    with st.grid(2, min_column_width=340, gap="small", border=True) as grid:
        for each in found:
            with grid.cell():
                own = tuple(fact for fact in each.facts if fact not in common.facts)
                _card(replace(each, facts=_without_method(own), page="" if common.page else each.page))
    _methods(found, common)


def _without_method(facts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(fact for fact in facts if fact[0] != said.METHOD)


def _methods(found: Sequence[Entry], common: Entry) -> None:
    """Fold the methods away, which only few can read: one line for what all share, or one for each definition."""
    shared = tuple(fact for fact in common.facts if fact[0] == said.METHOD)
    of_each = ((each.label, fact) for each in found for name, fact in each.facts if name == said.METHOD)
    if lines := shared or tuple(of_each):
        with st.expander(said.METHODS, icon=":material/calculate:"):
            _lines(lines)


def _common(found: Sequence[Entry]) -> Entry:
    """What several definitions share, so that it is said once: facts and page of an entry without words."""
    first, *others = found
    facts = tuple(fact for fact in first.facts if others and all(fact in each.facts for each in others))
    page = first.page if others and all(first.page == each.page for each in others) else ""
    return Entry("", "", "", facts, page)


def _card(each: Entry) -> None:
    st.subheader(plain(each.label), anchor=each.id)
    show.words(each.words)
    if each.facts:
        _lines(each.facts)
    if each.page:
        show.link(each.page)


def _lines(facts: Iterable[tuple[str, str]]) -> None:
    """Show facts by their names; one element for all lines, since a page of forty cards has to stay quick."""
    st.caption("  \n".join(f"**{name}:** {plain(fact)}".rstrip() for name, fact in facts))
