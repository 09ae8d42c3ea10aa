"""How much a row of cells looks like the header of a tracker."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from data.meaning.headers import claims_of, vocabulary
from data.meaning.mentions import find_mentions
from data.meaning.words import fold, is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

_CELLS: Final = 200  # a row of ten thousand cells is judged by its beginning
_HOPELESS: Final = 0.3  # no row below this is ever taken for a header, and most rows of data are
_LONG_HEADER: Final = 60
_LONGEST: Final = 300  # letters of a cell; a row with a megabyte in it is judged by its beginning too
_VALUE: Final = re.compile(r"[-+$€£]?\d[\d.,:/ -]*%?|https?://.*|\S+@\S+\.\w+", re.IGNORECASE)


def header_score(row: Sequence[str]) -> float:
    """How much a row looks like a header: 0 (data, a title, nothing) to 1 (all cells are known headers).

    A single filled cell is a title above the table, however well it is known.
    """
    filled = [text[:_LONGEST].strip() for text in row[:_CELLS] if not is_blank(text)]
    if len(filled) < 2:
        return 0.0
    values = sum(bool(_VALUE.fullmatch(text)) for text in filled) / len(filled)
    data = sum(bool(_VALUE.fullmatch(text)) or _is_dated(text) for text in filled) / len(filled)
    if 1 - values - data < _HOPELESS:
        return 0.0
    folded = [fold(text) for text in filled]
    if set(folded) <= _flow_words():
        return 1.0
    known = sum(_known_header(text) for text in filled) / len(filled)
    short = sum(len(text) <= _LONG_HEADER and not _VALUE.fullmatch(text) for text in filled) / len(filled)
    if all(any(claim.stage is not None for claim in claims_of(text)) for text in filled):
        # "Applied | No response" is a row of statuses; a header names a company or a date as well.
        known /= 3
    repeated = 1 - len(set(folded)) / len(folded)
    return round(max(0.0, min(1.0, 0.9 * known + 0.1 * short - data)) * (1 - repeated), 3)


def _known_header(text: str) -> float:
    """Trust in one cell as a header. Status words ("Rejected", "Offer") head columns less often than they fill them."""
    if len(text) > _LONG_HEADER or _VALUE.fullmatch(text):
        return 0.0
    if len(text) > 2 and fold(text) in _flow_words():
        return 1.0
    best = next(iter(claims_of(text)), None)
    if best is None:
        return 0.0
    trust = best.confidence**0.5 if best.is_weak else best.confidence
    return trust * (0.6 if best.stage is not None else 1.0)


@cache
def _flow_words() -> frozenset[str]:
    flows = vocabulary()["flows"]
    return frozenset(fold(word) for role in ("source", "target", "value") for word in flows[role])


def _is_dated(text: str) -> bool:
    return any(mention.year for mention in find_mentions(text))
