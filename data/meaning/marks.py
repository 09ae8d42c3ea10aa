"""Emoji and check marks. They fold to nothing, but a cell that is only "👻" or "❌" says something all the same."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from data.reference import load

if TYPE_CHECKING:
    from collections.abc import Mapping

_LEGEND: Final = "legend"
_LETTER: Final = re.compile(r"[^\W_]")


@cache
def _symbols() -> Mapping[str, str]:
    """Mark -> meaning of vocabulary_stages.toml; "legend" where only the rest of the column can say it."""
    table = load("vocabulary_stages")["symbols"]
    return {mark: meaning for meaning, marks in table.items() for mark in marks}


@cache
def _pattern() -> re.Pattern[str]:
    flags = load("vocabulary_flags")
    marks = {*_symbols(), *flags["yes_marks"], *flags["no_marks"]}
    return re.compile("|".join(map(re.escape, sorted(marks))))


def find_mark(text: str) -> str:
    """Return the one known mark of a text; "" where there is none, or where there are different ones."""
    found = set() if text.isascii() else set(_pattern().findall(text))
    return found.pop() if len(found) == 1 else ""


def has_mark(text: str) -> bool:
    """Return True where a text has a mark that can be an answer or a status."""
    return not text.isascii() and _pattern().search(text) is not None


def is_lone_mark(text: str) -> bool:
    """Return True for a cell without a word that has one known mark."""
    return bool(find_mark(text)) and _LETTER.search(text) is None


def meaning_of_mark(text: str) -> str:
    """Return what the mark of a text means by itself, "" where it means nothing without a legend."""
    meaning = _symbols().get(find_mark(text), "")
    return "" if meaning == _LEGEND else meaning
