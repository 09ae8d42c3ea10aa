"""What a header says, without a look at the values below it: known headers in nine languages, stages, near misses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from data.language import _, current
from data.meaning.composing import compose
from data.meaning.words import fold, likest
from data.reference import load
from data.schema import Field, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRESS: Final = "progress"  # a status axis that says how far; becomes Field.STATUS
_EXACT, _PART, _WEAK, _TAIL, _FUZZY, _STAGE = 1.0, 0.95, 0.55, 0.72, 0.66, 0.88
_STAGE_EXACT: Final = 0.97
_PREPOSITIONS: Final = frozenset({"on", "in", "at", "by", "to", "per", "auf", "en", "no", "not"})
_LONG: Final = 6  # headers of more words are sentences; only exact ones count
_BREAKS: Final = re.compile(r"[/|\n(（\[]|\bor\b|&")
_SYNTHETIC: Final = re.compile(
    r"(column|unnamed|spalte|colonne|columna|coluna|kolom|sutun|列|field|col|var|v)?\s*\d*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing a header may mean: a Field value or "progress" in `meaning`, or a stage."""

    meaning: str
    confidence: float
    reason: str
    stage: Stage | None = None
    round: int | None = None
    is_weak: bool = False


@cache
def vocabulary() -> Mapping[str, Any]:
    """Return fields, flows and value words as in the file."""
    return load("vocabulary_columns")


@cache
def _aliases() -> Mapping[str, tuple[tuple[str, bool], ...]]:
    """Folded header -> (meaning, weak) of every field that claims it."""
    found: dict[str, dict[str, bool]] = {}
    for meaning, languages in vocabulary()["fields"].items():
        for language, headers in languages.items():
            for header in headers:
                claims = found.setdefault(fold(header), {})
                claims[meaning] = claims.get(meaning, True) and language == "weak"
    return {header: tuple(claims.items()) for header, claims in found.items()}


@cache
def _strong() -> Mapping[str, str]:
    return {header: meaning for header, claims in _aliases().items() for meaning, weak in claims if not weak}


@cache
def _word_sets() -> tuple[frozenset[str], tuple[str, ...]]:
    noise = sorted((fold(word) for word in vocabulary()["noise"]["words"]), key=len, reverse=True)
    return frozenset(fold(word) for word in vocabulary()["date_words"]["words"]), tuple(noise)


@cache
def _own_keys() -> frozenset[str]:
    return frozenset(fold(word) for word in vocabulary()["own_keys"]["words"])


def is_own_key(header: str) -> bool:
    """Return True for "Application ID" and its like, beside which a bare "id" numbers the rows or the events."""
    return fold(header) in _own_keys()


@cache
def _mail_dates() -> frozenset[str]:
    return frozenset(fold(word) for word in vocabulary()["mail_dates"]["words"])


def is_mail_date(header: str) -> bool:
    """Return True for "Received" and its like: the date of a mail, which may be all that dates a row."""
    return fold(header) in _mail_dates()


def is_synthetic(header: str) -> bool:
    """True for headers that a program made up ("Unnamed: 3", "column 1", "")."""
    return _SYNTHETIC.fullmatch(fold(header)) is not None


def _without_noise(folded: str) -> str:
    for word in _word_sets()[1]:
        if folded.endswith(f" {word}"):
            return folded[: -len(word)].strip()
    return folded


def variants(header: str) -> tuple[tuple[str, float], ...]:
    """Folded forms of a header with the trust each deserves: the whole, without a trailing note, each of its parts."""
    whole = fold(header)
    parts = [fold(part) for part in _BREAKS.split(header)]
    found = {whole: _EXACT, _without_noise(whole): _EXACT}
    # The "N" of "(Y/N)" is no header of its own; a Chinese character may be one.
    for place, part in enumerate(part for part in parts if len(part) > 1 or not part.isascii()):
        found.setdefault(part, _PART - 0.05 * min(place, 3))
    return tuple((form, trust) for form, trust in found.items() if form)


def _exact_claims(header: str) -> list[Claim]:
    claims = []
    reason = _('the header says "{header}"', header=header.strip())
    for form, trust in variants(header):
        for meaning, is_weak in _aliases().get(form, ()):
            confidence = _WEAK * trust if is_weak else trust
            claims.append(Claim(meaning, confidence, reason, is_weak=is_weak))
    return claims


def _tail_claim(folded: str) -> Claim | None:
    """English, German, Dutch and Chinese headers end in their main word ("Name of the hiring company")."""
    tokens = folded.split()
    if not 1 < len(tokens) <= _LONG:
        return None
    for start in range(1, len(tokens)):
        tail = " ".join(tokens[start:])
        meaning = None if tokens[start - 1] in _PREPOSITIONS else _strong().get(tail)
        if meaning and len(tail) > 2:
            confidence = _TAIL - 0.04 * start
            return Claim(meaning, confidence, _('the header ends in "{words}"', words=tail))
    return None


def _fuzzy_claim(folded: str) -> Claim | None:
    like = likest(folded, _strong().keys())
    return Claim(_strong()[like], _FUZZY, _('the header is nearly "{words}"', words=like)) if like else None


def claims_of(header: str) -> tuple[Claim, ...]:
    """Return everything a header may mean, most trusted first; empty where nothing is known."""
    return _claims(header, current())


@lru_cache(maxsize=4096)
def _claims(header: str, language: str) -> tuple[Claim, ...]:  # noqa: ARG001 - reasons are words of the language
    folded = fold(header)
    claims = _exact_claims(header)
    stage = _stage_claim(header)
    if stage:
        claims.append(stage)
        if stage.stage is Stage.APPLIED:
            # With dates below it, the same header is the application date.
            claims.append(Claim(str(Field.APPLIED), _PART * stage.confidence, stage.reason))
    if not claims:
        claims = [claim for claim in (_tail_claim(folded), _fuzzy_claim(folded)) if claim]
    return tuple(sorted(claims, key=lambda claim: -claim.confidence))


# Stage columns -----------------------------------------------------------------------------------------------------


@cache
def _stage_headers() -> Mapping[str, Stage]:
    return {fold(word): Stage(stage) for stage, words in vocabulary()["stage_headers"].items() for word in words}


def _bare(form: str) -> str:
    """A header without its words for date and yes/no."""
    dates = _word_sets()[0]
    tokens = form.split()
    joined = " ".join(token for token in tokens if token not in dates)
    for phrase in sorted((word for word in dates if " " in word), key=len, reverse=True):
        joined = f" {joined} ".replace(f" {phrase} ", " ").strip()
    return joined


def _stage_claim(header: str) -> Claim | None:
    reason = _('the header "{header}" names a stage', header=header.strip())
    for form, trust in variants(header):
        stage = _listed_stage(form)
        if stage:
            return Claim("stage_date", _STAGE_EXACT * trust, reason, stage)
        found = _named_stage(form) or _named_stage(_bare(form))
        if found and found[0] is not Stage.APPLIED:
            return Claim("stage_date", _STAGE * trust, reason, *found)
    return None


def _listed_stage(form: str) -> Stage | None:
    return _stage_headers().get(form) or _stage_headers().get(_bare(form))


def _named_stage(text: str) -> tuple[Stage, int | None] | None:
    """The stage that a few words name with nothing left over."""
    if not text or len(text.split()) > _LONG:
        return None
    draft = compose(text)
    stages = draft.reading.stages
    if not stages or draft.scan.unknown or draft.scan.is_fuzzy or "open" in draft.scan.meanings:
        return None
    if any(meaning.startswith("not:") for meaning in draft.scan.meanings):
        return None
    number = draft.scan.number if stages[-1] in {Stage.INTERVIEW, Stage.PHONE_SCREEN} else None
    return stages[-1], number


def stage_of_header(text: str) -> tuple[Stage, int | None] | None:
    """Return the stage, with its round, that a header or flow node names; None where it names something else.

    Where the words say two things, the later one is meant: "No Offer" is a rejection, "Accepted!" an accepted offer.
    """
    for form, _trust in variants(text):
        known = _listed_stage(form)
        found = (known, None) if known else _named_stage(form) or _named_stage(_bare(form))
        if found:
            return found
    draft = compose(text)
    if draft.meanings & {"accept"}:
        return Stage.ACCEPTED, None
    return (draft.reading.stages[-1], None) if draft.reading.stages and not draft.scan.unknown else None
