"""What the phrases of one cell say together, before the rest of the column has its say. The rules are data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from data.language import _, speaks
from data.meaning.phrases import Scan, scan, vocabulary
from data.plans import StageReading
from data.schema import TALKS, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

STAGE_ORDER: Final = tuple(Stage)
_SIMPLE: Final = frozenset(str(stage) for stage in Stage)
_UNKNOWN: Final = "Rebound does not know these words."
_FREE_TEXT: Final = "This is free text; please check the reading."
_TYPING: Final = "Read as a typing error of a known word."
_QUESTION: Final = "The question mark says that this is not certain."


@dataclass(frozen=True, slots=True)
class Draft:
    """A reading of one cell, with what it was made from."""

    scan: Scan
    meanings: frozenset[str]
    reading: StageReading


def _apply_rules(meanings: frozenset[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Let every rule that fits add and drop meanings, in the order of the file; return also why a look is needed."""
    unsure: list[str] = []
    for rule in _rules() if meanings else ():
        if rule.has <= meanings and not meanings & rule.lacks:
            meanings = (meanings - rule.drop) | rule.add
            unsure += rule.unsure
    return meanings, tuple(unsure)


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule of the vocabulary; `has` is never empty."""

    has: frozenset[str]
    lacks: frozenset[str]
    drop: frozenset[str]
    add: frozenset[str]
    unsure: tuple[str, ...]


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            has=frozenset(rule["has"]),
            lacks=frozenset(rule.get("lacks", ())),
            drop=frozenset(rule.get("drop", ())),
            add=frozenset(rule.get("add", ())),
            unsure=(rule["unsure"],) if "unsure" in rule else (),
        )
        for rule in vocabulary()["rules"]
    )


def _stages(meanings: frozenset[str]) -> tuple[Stage, ...]:
    """Stages in the order of the schema. "Applied" and "acknowledged" are said only where nothing more is."""
    asserted = {Stage(name) for name in meanings & _SIMPLE}
    if "open" in meanings and not asserted:
        asserted = {Stage.APPLIED}
    for weakest in (Stage.APPLIED, Stage.ACKNOWLEDGED):
        if len(asserted) > 1:
            asserted.discard(weakest)
    if Stage.REJECTED in asserted:
        asserted -= {Stage.NO_RESPONSE, Stage.CLOSED}
    if asserted & (TALKS | {Stage.OFFER, Stage.ASSESSMENT}):
        asserted.discard(Stage.REPLIED)
    return tuple(stage for stage in STAGE_ORDER if stage in asserted)


def _confidence(found: Scan, unsure: Sequence[str]) -> float:
    certain = 0.85 if found.is_fuzzy else 1.0
    certain -= 0.1 * min(4, len(found.unknown))
    return round(min(certain, 0.6) if unsure else certain, 2)


def compose(value: str, rows: int = 0, *, typos: bool = True) -> Draft:
    """Read one non-blank word. Unknown words get no stages and confidence 0."""
    found = scan(value, typos=typos)
    meanings, reasons = _apply_rules(found.meanings)
    stages = _stages(meanings)
    is_lead = "lead" in meanings and not stages
    reasons = tuple(dict.fromkeys([*reasons, *_doubts(value, found)]))
    if not stages and not is_lead:
        reasons = tuple(reason for reason in reasons if reason != _FREE_TEXT)
        reading = StageReading(
            value, (), 0.0, date_text=found.date_text, unsure=_said(reasons) or _(_UNKNOWN), rows=rows
        )
        return Draft(found, meanings, reading)
    talks = bool(set(stages) & TALKS)
    reading = StageReading(
        value=value,
        stages=stages,
        confidence=_confidence(found, reasons),
        applied=not is_lead,
        round=found.number if talks and not found.is_step else None,
        date_text=found.date_text,
        unsure=_said(reasons),
        rows=rows,
    )
    return Draft(found, meanings, reading)


def _said(reasons: Sequence[str]) -> str:
    """Return reasons, of this module or of the rules, in the language of the person."""
    return " ".join(_(reason) for reason in reasons)


def _doubts(value: str, found: Scan) -> list[str]:
    doubts = [_QUESTION] if value.rstrip().endswith(("?", "？")) else []
    if found.is_fuzzy:
        doubts.append(_TYPING)
    if len(found.unknown) * 2 > found.words or len(found.unknown) > 2:
        doubts.append(_FREE_TEXT)
    return doubts


speaks(__name__)
