"""Text of the person made safe for Markdown: the one place where it is done."""

from __future__ import annotations

import re

# What Markdown, and what Streamlit adds to it, would read: signs that always mean something, then those that mean
# something only at the start, before a letter, or as an entity. Fewer escapes keep labels clean for screen readers,
# which are given them as written.
_MARKS = re.compile(
    r"[\\`*{}\[\]<>$~^|]|(?<!\w)_|_(?!\w)"
    r"|:(?=[\w/+-])"
    r"|&(?=#?\w+;)"
    r"|(?:(?<=^)|(?<=^\s))[#+=-]"
    r"|(?<=^\d)[.)](?=\s|$)|(?<=^\d\d)[.)](?=\s|$)|(?<=^\d{3})[.)](?=\s|$)|(?<=^\d{4})[.)](?=\s|$)"
)
# One figure each, in any language: "2 %", "2 % to 3 %", "22 November 2026", "22. Nov. 2026".
_TOGETHER = re.compile(r"\d %(?: [^\W\d_]{2,3} (?=[\d.,]+ %))?|\b\d\d?\.? [^\W\d_]+\.? (?=\d{4}\b)")
_JOINER = "\u2060"  # zero width: breaks what would become a link, is not seen


def plain(words: str) -> str:
    """Return text of the person so that Markdown shows it letter by letter: no emphasis, HTML, formula, icon or link.

    Streamlit links bare addresses after the Markdown was read, where a backslash no longer helps; an invisible joiner
    keeps it from seeing one. Line breaks become spaces, and what is one figure stays on one line.
    """
    flat = _TOGETHER.sub(lambda found: found[0].replace(" ", "\u00a0"), " ".join(words.split()))
    unlinked = re.sub(r"(?i)://|@|(?<=www)(?=\.)", lambda found: found[0] + _JOINER, flat)
    return _MARKS.sub(lambda found: f"\\{found[0]}", unlinked)
