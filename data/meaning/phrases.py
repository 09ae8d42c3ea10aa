"""Finds the known phrases in the words of one status cell: longest first, negations resolved, typing errors allowed.

The phrases are data (`vocabulary_stages.toml`); what their combinations mean is decided in `data.meaning.stages`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from data.meaning.marks import meaning_of_mark
from data.meaning.mentions import Kind, find_mentions
from data.meaning.words import fold, likest
from data.reference import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Tokens = tuple[str, ...]

# A hyphen with blanks separates, one without joins ("take-home"); "w/o" must not be cut at its slash.
_SEPARATORS: Final = re.compile(r"\s[-–—]+\s|[–—,;:/|()\[\]{}+&<>»→!\n（）、，。；：]+|->|\.\s")
_WITHOUT: Final = re.compile(r"\bw/o\b", re.IGNORECASE)
_ON: Final = re.compile(r"(?:\b(?:on|am|at|for|until|by|since|le|il|el|em|op|den)|@)\s*$", re.IGNORECASE)
_LONGEST_CELL: Final = 400
_REACH: Final = 3  # a negation speaks of the next meaning within this many words
_MODIFIERS: Final = frozenset({"not", "not_after", "without", "yet", "after", "further", "towards", "filler"})
# Beside words a mark is decoration, except where the words tell how far it got and leave the end to the mark.
_TOLD: Final = frozenset(
    {"rejected", "no_response", "withdrawn", "closed", "ended", "cancel", "offer", "hired", "accept", "decline"}
    | {"offer_refused", "rescinded", "fail", "pass", "lead", "unapplied", "open", "yet", "postponed", "not"}
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One known phrase. place: position of its first word in the text; length: in words."""

    meaning: str
    segment: int
    place: int
    length: int
    is_fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """What stands in one cell. meanings: with "not:" where negated; unknown: words that no phrase covers.

    number: of the round or, with `is_step`, of the step in the employer's process; date_text: a date in the words.
    """

    meanings: frozenset[str]
    unknown: Tokens
    words: int
    is_fuzzy: bool
    number: int | None
    is_step: bool
    date_text: str


@cache
def vocabulary() -> Mapping[str, Any]:
    """Return phrases, endings, ordinals and rules as in the file."""
    return load("vocabulary_stages")


@cache
def _phrases() -> Mapping[Tokens, str]:
    """Folded phrase -> meaning; where two meanings share a phrase the one that stands first in the file wins."""
    found: dict[Tokens, str] = {}
    for meaning, languages in vocabulary()["phrases"].items():
        for phrases in languages.values():
            for phrase in phrases:
                found.setdefault(tuple(fold(phrase).split()), meaning)
    return found


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


@cache
def _single_words() -> Mapping[str, str]:
    return {
        tokens[0]: meaning
        for tokens, meaning in _phrases().items()
        if len(tokens) == 1 and len(tokens[0]) >= 5 and meaning not in _MODIFIERS
    }


@cache
def _numbers() -> Mapping[str, int]:
    return {word: int(number) for number, words in vocabulary()["ordinals"].items() for word in words}


def _cut_date(text: str) -> tuple[str, str]:
    """Split off the first date; day and month alone count only in words or after "on" ("2/3" may be a round)."""
    for mention in find_mentions(text):
        start, end = mention.span
        if mention.kind is Kind.PAIR and not mention.year and not _ON.search(text[:start]):
            continue
        return f"{text[:start]} {text[end:]}", text[start:end]
    return text, ""


def _segments(text: str) -> list[Tokens]:
    parts = _SEPARATORS.split(_WITHOUT.sub("without", text))
    return [tokens for part in parts if (tokens := tuple(fold(part).split()))]


@cache
def _endings() -> Tokens:
    return tuple(ending for endings in vocabulary()["endings"].values() for ending in endings)


def _by_ending(word: str) -> str | None:
    if not word.endswith(_endings()):
        return None
    for meaning, endings in vocabulary()["endings"].items():
        if any(word.endswith(ending) and len(word) > len(ending) for ending in endings):
            return str(meaning)
    return None


@lru_cache(maxsize=20_000)
def _by_likeness(word: str) -> str | None:
    like = likest(word, _single_words().keys()) if word.isalpha() else None
    return _single_words()[like] if like else None


def _hits(tokens: Tokens, segment: int, start: int, *, typos: bool) -> Iterator[Hit]:
    place = 0
    while place < len(tokens):
        for length in range(min(_longest(), len(tokens) - place), 0, -1):
            meaning = _phrases().get(tokens[place : place + length])
            if meaning:
                break
        else:
            length, word = 1, tokens[place]
            ending = _by_ending(word)
            like = _by_likeness(word) if typos and not ending and word not in _numbers() else None
            meaning = ending or like
            if meaning:
                yield Hit(meaning, segment, start + place, 1, is_fuzzy=ending is None)
                place += 1
                continue
            meaning = "number" if word in _numbers() else "unknown"
        yield Hit(meaning, segment, start + place, length)
        place += length


def _negated(hits: list[Hit]) -> set[int]:
    """Indices of the hits that a negation speaks of."""
    negated: set[int] = set()
    for index, hit in enumerate(hits):
        if hit.meaning == "not_after":
            negated.update(_before(hits, index))
        elif hit.meaning == "not":
            # "Interview: no" denies the interview; "rejected (no reason given)" denies a reason.
            negated.update(_next(hits, index) or ([] if _has_object(hits, index) else _before(hits, index)))
        elif hit.meaning == "without":
            negated.update(_next(hits, index))
        elif hit.meaning == "rejected" and index + 2 < len(hits) and hits[index + 1].meaning == "towards":
            negated.update(_next(hits, index + 1))
    return negated


def _means(hit: Hit) -> bool:
    return hit.meaning not in _MODIFIERS and hit.meaning not in {"unknown", "number"}


def _next(hits: list[Hit], index: int) -> list[int]:
    here = hits[index]
    reach = here.place + here.length + _REACH
    for other in range(index + 1, len(hits)):
        if hits[other].segment != here.segment or hits[other].place >= reach:
            return []
        if _means(hits[other]):
            return [other]
    return []


def _has_object(hits: list[Hit], index: int) -> bool:
    """Return True where unknown words follow a negation: it is about them."""
    here = hits[index]
    return any(hit.meaning == "unknown" and hit.segment == here.segment for hit in hits[index + 1 : index + 3])


def _before(hits: list[Hit], index: int) -> list[int]:
    """The meaning just before, if nothing but fillers stands between ("Interview: no", "mülakat yok")."""
    for other in range(index - 1, -1, -1):
        if _means(hits[other]):
            return [other]
        if hits[other].meaning == "unknown":
            return []
    return []


_COUNTED: Final = frozenset({"interview", "phone_screen", "invite", "recorded", "assessment"})


def _number(hits: list[Hit], tokens: Tokens) -> tuple[int | None, bool]:
    """The number of a round or, beside a word like "stage", of a step; other numbers ("3 people") count nothing."""
    for word in tokens:
        if word in vocabulary()["rounds"]:
            return int(vocabulary()["rounds"][word]), False
    steps = set(vocabulary()["steps"]["words"])
    talks = [hit.place for hit in hits if hit.meaning in _COUNTED]
    for hit in hits:
        if hit.meaning != "number":
            continue
        if steps & set(tokens[max(0, hit.place - 1) : hit.place + 2]):
            return _numbers()[tokens[hit.place]], True
        if any(abs(place - hit.place) <= _REACH for place in talks):
            return _numbers()[tokens[hit.place]], False
    return None, False


def _mark(text: str, meanings: frozenset[str], words: int) -> frozenset[str]:
    """Return what the mark of a cell adds to its words: all where there are none, an end in "👻 after onsite"."""
    meaning = meaning_of_mark(text)
    is_end = meaning == "no_response" or (meaning == "rejected" and "after" in meanings)
    if not meaning or (words and (not is_end or meanings & _TOLD)):
        return frozenset()
    return frozenset({meaning})


def scan(text: str, *, typos: bool = True) -> Scan:
    """Return what is known about the words of one cell (its first few hundred letters). typos: allow for slips."""
    rest, date_text = _cut_date(text[:_LONGEST_CELL])
    hits: list[Hit] = []
    words: list[str] = []
    for segment, tokens in enumerate(_segments(rest)):
        hits += _hits(tokens, segment, len(words), typos=typos)
        words += tokens
    tokens = tuple(words)
    negated = _negated(hits)
    number, is_step = _number(hits, tokens)
    meanings = frozenset(
        f"not:{hit.meaning}" if index in negated else hit.meaning
        for index, hit in enumerate(hits)
        if hit.meaning not in {"filler", "unknown", "number", "towards"}
    )
    return Scan(
        meanings=meanings | _mark(text[:_LONGEST_CELL], meanings, len(words)),
        unknown=tuple(tokens[hit.place] for hit in hits if hit.meaning == "unknown"),
        words=len(tokens),
        is_fuzzy=any(hit.is_fuzzy for hit in hits),
        number=number,
        is_step=is_step,
        date_text=date_text,
    )
