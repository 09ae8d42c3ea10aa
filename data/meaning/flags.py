"""Yes/no cells: TRUE, ja, oui, 1, x, check marks. What is not known to be yes or no is unknown, never "no"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from data.meaning.words import fold
from data.reference import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_LONGEST: Final = 24


@cache
def _words() -> Mapping[str, bool]:
    vocabulary = load("vocabulary_flags")
    words = {fold(word): False for word in [*vocabulary["no"], *vocabulary["not_yet"]]}
    return words | {fold(word): True for word in vocabulary["yes"]}


@cache
def _marks() -> Mapping[str, bool]:
    vocabulary = load("vocabulary_flags")
    return dict.fromkeys(vocabulary["yes_marks"], True) | dict.fromkeys(vocabulary["no_marks"], False)


def read_flag(text: str) -> bool | None:
    """Return what one cell says, None where it says neither yes nor no."""
    if len(text) > _LONGEST:
        return None
    folded = fold(text)
    if not folded or len(text) <= 2:
        for mark, meaning in _marks().items():
            if mark in text:
                return meaning
    return _words().get(folded)


def read_flags(cells: pd.Series) -> pd.Series:
    """Return a boolean Series of the same index; blank and unknown words are <NA>. Each distinct word is read once."""
    text = cells.fillna("").astype(str)
    meanings = {word: read_flag(word) for word in text.unique()}
    return text.map(meanings).astype("boolean")
