"""Flesch-Kincaid grade by textstat, without the word list that it would download.

textstat counts syllables from a dictionary of pronunciation that is fetched on first use. Tests need no network, so the
dictionary is replaced by a count of vowel groups, which errs on the strict side (it counts a few too many).
"""

from __future__ import annotations

import re

from textstat.backend.counts import _count_syllables
from textstat.backend.metrics._flesch_kincaid_grade import flesch_kincaid_grade


class _VowelGroups:
    """Stands in for the dictionary: word -> one pronunciation with as many stressed sounds as vowel groups."""

    def __getitem__(self, word: str) -> list[list[str]]:
        silent = re.sub(r"(?<=[^aeiouyl])(?:e|es|ed)$|(?<=[^aeiouydt])ed$", "", word)
        return [["A1"] * max(1, len(re.findall(r"[aeiouy]+", silent)))]


def grade(text: str) -> float:
    """US school grade at which `text` is read with ease."""
    _count_syllables.get_cmudict = lambda _: _VowelGroups()
    return float(flesch_kincaid_grade(text, "en_US"))
