"""Folding of text for comparison. What a person typed is kept elsewhere; folded text is never shown."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.meaning.marks import has_mark

if TYPE_CHECKING:
    from collections.abc import Iterable

# Letters that Unicode does not decompose, the two Turkish i, and apostrophes ("didn't" is one word).
_LETTERS: Final = str.maketrans(
    {"İ": "i", "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
    | dict.fromkeys("'’‘`´ʼ", "")
)
_CAMEL: Final = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ][a-zà-ÿ])|(?<=[A-Z])(?=[A-Z][a-z])")
_LETTER_DIGIT: Final = re.compile(r"(?<=[a-z]{3})(?=\d)")
_CJK: Final = re.compile(r"([\u2e80-\u9fff\uf900-\ufaff])")
_NOT_WORD: Final = re.compile(r"[\W_]+")


# French and Italian articles before an apostrophe are words of their own ("d'entretien", "l'offerta").
_ELISION: Final = re.compile(r"(?<!\w)([cdjlmnst]|qu|un|dell|nell|all|sull)['’](?=\w\w)", re.IGNORECASE)


def strip_accents(text: str) -> str:
    """Lower-case without accents; "Ş" -> "s", "ß" -> "ss", "İ" -> "i". Punctuation stays."""
    text = unicodedata.normalize("NFKC", text).translate(_LETTERS).casefold()
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)


_SHORTEST_TYPO, _LONG_WORD, _LONGEST_WORD = 5, 9, 60  # letters; no known word is nearly as long
_LONGEST_KEPT: Final = 1_000  # letters; cells may hold a megabyte, and what is kept is kept for good


def likest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` is a typing error of: one slip (two in long words), and the first letter is right.

    Letters that change places count as one slip. Below five letters one slip makes another word.
    """
    if not _SHORTEST_TYPO <= len(word) <= _LONGEST_WORD:
        return None
    slips = 2 if len(word) >= _LONG_WORD else 1
    match = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=slips)
    return match[0] if match and match[0][0] == word[0] else None


def fold(text: str) -> str:
    """Words in lower case, joined by one blank: no accents, punctuation, emoji, camelCase or snake_case.

    Each Chinese character is a word of its own, because Chinese is written without blanks.
    """
    return _fold(text) if len(text) <= _LONGEST_KEPT else _fold.__wrapped__(text)


@lru_cache(maxsize=50_000)
def _fold(text: str) -> str:
    text = _ELISION.sub(r"\1 ", unicodedata.normalize("NFKC", text))
    text = _CAMEL.sub(" ", text.translate(_LETTERS))
    text = _LETTER_DIGIT.sub(" ", strip_accents(text))
    return " ".join(_NOT_WORD.sub(" ", _CJK.sub(r" \1 ", text)).split())


BLANKS: Final = frozenset(
    {
        "",
        "n a",
        "na",
        "nan",
        "nil",
        "none",
        "null",
        "not available",
        "not applicable",
        "unknown",
        "unbekannt",
        "inconnu",
    }
    | {
        "desconocido",
        "desconhecido",
        "sconosciuto",
        "onbekend",
        "bilinmiyor",
        "belirsiz",
        "未 知",
        "无",
        "tbd",
        "tba",
        "tbc",
        "to be confirmed",
        "to be determined",
        "to be decided",
        "to be announced",
        "a confirmer",
        "a definir",
        "por confirmar",
        "por definir",
        "a confirmar",
        "da definire",
        "da confermare",
        "nader te bepalen",
        "ntb",
        "k a",
    }
)


_DIGIT: Final = re.compile(r"[0-9]")  # in none of the blanks, and quick to see
_LONGEST_BLANK: Final = 24  # longer texts are not folded: cells may hold a megabyte


def is_blank(text: str) -> bool:
    """True for cells that say nothing: empty, "-", "N/A", "?", "none", "unknown"."""
    if len(text) > _LONGEST_BLANK or _DIGIT.search(text):
        return False
    return fold(text) in BLANKS and not has_mark(text)
