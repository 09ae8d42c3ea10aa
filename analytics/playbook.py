"""The playbook: what the source documents advise, as strategies that a person's own numbers can trigger.

The words live in `data/reference/playbook.toml`; this module gives them types and checks that nothing dangles.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from analytics.results import Citation
from data.language import current, translated
from data.reference import load

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Strategy:
    """One thing a person can change. `moves` is the id of the ratio it is meant to move, "" if none."""

    id: str
    title: str
    moves: str
    noticed: str  # when it is offered, without numbers
    adjust: str
    steps: tuple[str, ...]
    checklist: tuple[str, ...]
    tells_it_works: str
    documents: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """One titled piece of advice in a source document, and the ids of the strategies that carry it."""

    document: str
    part: str
    strategies: tuple[str, ...]


@cache
def documents() -> dict[str, Citation]:
    """The source documents by their key (the first three digits of their file name), without a part."""
    entries: Mapping[str, Mapping[str, Any]] = load("playbook")["documents"]
    return {key: Citation(entry["title"], entry["site"], entry.get("year")) for key, entry in entries.items()}


def strategies() -> dict[str, Strategy]:
    """Every strategy by its id in the chosen language, in the order that decides among equals."""
    return _strategies(current())


@cache
def _strategies(language: str) -> dict[str, Strategy]:  # noqa: ARG001 - the language is part of the key
    return translated({entry["id"]: _strategy(entry) for entry in load("playbook")["strategy"]})


@cache
def advice() -> tuple[Advice, ...]:
    """What the documents advise, piece by piece, with the strategies that cover it."""
    return tuple(
        Advice(entry["document"], entry["part"], tuple(entry["strategies"])) for entry in load("playbook")["advice"]
    )


def cited_briefly(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """One citation per document, its parts joined with "; ": the form for a short list of sources.

    >>> cited_briefly((Citation("A", "site", None, "1"), Citation("B", "site"), Citation("A", "site", None, "2")))[0]
    Citation(title='A', site='site', year=None, part='1; 2')
    """
    parts: dict[tuple[str, str, int | None], list[str]] = {}
    for citation in citations:
        parts.setdefault((citation.title, citation.site, citation.year), []).append(citation.part)
    return tuple(Citation(*source, "; ".join(filter(None, named))) for source, named in parts.items())


def _strategy(entry: Mapping[str, Any]) -> Strategy:
    return Strategy(
        id=entry["id"],
        title=entry["title"],
        moves=entry["moves"],
        noticed=entry["noticed"],
        adjust=entry["adjust"],
        steps=tuple(entry["steps"]),
        checklist=tuple(entry["checklist"]),
        tells_it_works=entry["tells_it_works"],
        documents=tuple(_citation(source) for source in entry["documents"]),
    )


def _citation(source: Mapping[str, str]) -> Citation:
    document = documents()[source["document"]]
    return Citation(document.title, document.site, document.year, source["part"])
