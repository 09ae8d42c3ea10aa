"""What the words of a status column mean: a final outcome, and the stage at which it happened.

Each distinct word is read once. Phrases and rules are data; words that mean different things in different trackers
("Accepted", "Declined", "Closed") are settled from the other words of the same column, or marked for a look.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from data.language import _
from data.meaning.composing import STAGE_ORDER, Draft, compose
from data.meaning.flags import read_flag
from data.meaning.headers import stage_of_header
from data.meaning.marks import find_mark, is_lone_mark
from data.meaning.phrases import scan, vocabulary
from data.meaning.words import fold, is_blank
from data.plans import StageReading
from data.schema import FINAL, TALKS, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NOT_APPLIED: Final = "not_applied"

# Words that only the rest of the column can settle -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Column:
    """What the other words of the column say: the meanings that occur, and rows."""

    meanings: frozenset[str]
    rows: int

    def says(self, *meanings: str) -> bool:
        return bool(self.meanings & set(meanings))


_MANY: Final = 1000  # more distinct words than this are free text, where typing errors cannot be told from names
_FEW: Final = 0.1  # jobs are won rarely: "Accepted" on more rows than this is rather "my application was accepted"
_FEW_ROWS: Final = 2
_BY_ME: Final = re.compile(
    r"\b(?:by me|by myself|i declined|von mir|par moi|por mi|por mim|da me|door mij|tarafimdan)\b"
)


def _accepted(draft: Draft, column: _Column) -> StageReading:
    """Settle a lone "Accepted": the job was taken, unless too many rows say so."""
    few = draft.reading.rows <= max(_FEW_ROWS, _FEW * column.rows)
    taken = (*[stage for stage in draft.reading.stages if stage is not Stage.APPLIED], Stage.OFFER, Stage.ACCEPTED)
    if column.says("offer", "hired", "declined"):
        return replace(draft.reading, stages=taken, confidence=0.9, unsure="")
    if few:
        doubt = _("Read as an offer that you accepted, because few rows say so.")
        return replace(draft.reading, stages=taken, confidence=0.7, unsure=doubt)
    doubt = _("Many rows say so, so this may mean that an application moved on; it is not counted as an offer.")
    return replace(draft.reading, stages=(Stage.REPLIED,), confidence=0.3, unsure=doubt)


def _declined(draft: Draft, column: _Column) -> StageReading:
    """Settle a lone "Declined": by the employer where no other word says rejected, else by the person."""
    reached = tuple(stage for stage in draft.reading.stages if stage is not Stage.APPLIED)
    is_mine = _BY_ME.search(fold(draft.reading.value)) is not None
    if is_mine and column.says("offer_refused"):
        doubt = _("Read as declined by you before an offer, because another word names the offers you declined.")
        return replace(draft.reading, stages=(*reached, Stage.WITHDRAWN), confidence=0.6, unsure=doubt)
    if not column.says("rejected") and not is_mine:
        doubt = _("Read as declined by the employer, because no other word in this column says rejected.")
        return replace(draft.reading, stages=(*reached, Stage.REJECTED), confidence=0.6, unsure=doubt)
    if column.says("offer", "hired", "accept"):
        if draft.reading.rows > max(_FEW_ROWS, _FEW * column.rows):
            return replace(draft.reading, stages=(), confidence=0.0, unsure=_("It does not say who declined."))
        doubt = _("Read as an offer that you declined, because other words say rejected and offer.")
        stages = (*reached, Stage.OFFER, Stage.DECLINED)
        return replace(draft.reading, stages=stages, confidence=0.6, unsure=doubt)
    doubt = _("Read as declined by you, because another word in this column says rejected.")
    return replace(draft.reading, stages=(*reached, Stage.WITHDRAWN), confidence=0.5, unsure=doubt)


def _passed(draft: Draft, column: _Column) -> StageReading:
    """A lone "Passed" can be anybody's doing: never guessed, except beside "Failed".

    "Selected" or "Aprovado" on a few rows beside rejections is an offer: it is how a search ends well.
    """
    few = draft.reading.rows <= max(_FEW_ROWS, _FEW * column.rows)
    if fold(draft.reading.value) in vocabulary()["chosen"]["words"] and few and column.says("rejected"):
        doubt = _("Read as an offer, because few rows say so and other words say rejected.")
        return replace(draft.reading, stages=(Stage.OFFER,), confidence=0.6, unsure=doubt)
    if column.says("fail"):
        doubt = _('Read as a step that was passed, because another word says "failed".')
        return replace(draft.reading, stages=(Stage.REPLIED,), confidence=0.5, unsure=doubt)
    doubt = _("It does not say who passed on whom.")
    return replace(draft.reading, stages=(), confidence=0.0, unsure=doubt)


def _settle(draft: Draft, column: _Column) -> StageReading:
    meanings = draft.meanings
    final = FINAL & set(draft.reading.stages)
    if "screening" in meanings and draft.reading.stages == (Stage.PHONE_SCREEN,) and column.says("phone_screen"):
        return of_papers(draft.reading)
    if "accept" in meanings and not final:
        return _accepted(draft, column)
    if "decline" in meanings and not final:
        return _declined(draft, column)
    if "pass" in meanings and draft.reading.stages in ((), (Stage.APPLIED,)):
        return _passed(draft, column)
    is_pending = fold(draft.reading.value) == "pending"
    if is_pending and column.says("applied") and not column.says("lead"):
        doubt = _('Read as still open; if it means "not sent yet", choose "not applied".')
        return replace(draft.reading, confidence=0.7, unsure=doubt)
    return draft.reading


def of_papers(reading: StageReading) -> StageReading:
    """Return a "Screening" read as a look at the papers, which is no talk."""
    doubt = _("Read as a look at your papers, not as a talk.")
    return replace(reading, stages=(Stage.APPLIED,), confidence=0.6, unsure=doubt)


def _add_earlier_steps(drafts: Sequence[Draft], readings: Sequence[StageReading]) -> list[StageReading]:
    """In a column of numbered steps, whoever is at step two has been through step one."""
    steps: dict[int, set[Stage]] = {}
    for draft, reading in zip(drafts, readings, strict=True):
        if draft.scan.is_step and draft.scan.number is not None:
            steps.setdefault(draft.scan.number, set()).update(set(reading.stages) - FINAL - {Stage.APPLIED})
    result = []
    for draft, reading in zip(drafts, readings, strict=True):
        earlier = {
            stage
            for number, stages in steps.items()
            if draft.scan.is_step and draft.scan.number is not None and number < draft.scan.number
            for stage in stages
        }
        stages = tuple(stage for stage in STAGE_ORDER if stage in earlier | set(reading.stages))
        result.append(replace(reading, stages=stages) if earlier else reading)
    return result


# Lone marks --------------------------------------------------------------------------------------------------------


def _by_legend(readings: Sequence[StageReading]) -> list[StageReading]:
    """Read a lone mark like the cells in which words stand beside it ("👻 Ghosted"), as far as these agree."""
    if not any(is_lone_mark(reading.value) for reading in readings):
        return list(readings)
    is_bare = all(read_flag(reading.value) is not None for reading in readings)
    legend: dict[str, list[StageReading]] = {}
    for reading in readings:
        if reading.confidence and not is_lone_mark(reading.value):
            legend.setdefault(find_mark(reading.value), []).append(reading)
    return [
        _of_mark(reading, legend.get(find_mark(reading.value), []), is_bare=is_bare)
        if is_lone_mark(reading.value)
        else reading
        for reading in readings
    ]


def _of_mark(reading: StageReading, pairs: Sequence[StageReading], *, is_bare: bool) -> StageReading:
    shared = tuple(stage for stage in STAGE_ORDER if pairs and all(stage in pair.stages for pair in pairs))
    if shared or (pairs and not any(pair.applied for pair in pairs)):
        doubt = _("Read like the same mark beside words in this column.")
        return replace(reading, stages=shared, applied=bool(shared), confidence=0.8, unsure=doubt)
    if is_bare and reading.stages == (Stage.REJECTED,):
        doubt = _("Beside nothing but yes and no, this cross may be a plain no.")
        return replace(reading, stages=(), confidence=0.0, unsure=doubt)
    return reading


# Public ------------------------------------------------------------------------------------------------------------


_MOST: Final = 5000
_SHORT: Final = 40


def _worth_reading(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Leave out the long tail of a column of notes: rare long texts beyond the most frequent thousands."""
    if len(counts) <= _MOST:
        return counts
    frequent = set(sorted(counts, key=lambda value: -counts[value])[:_MOST])
    return {value: rows for value, rows in counts.items() if value in frequent or len(value) <= _SHORT}


def _unread(value: str, rows: int, unsure: str) -> StageReading:
    if is_blank(value):
        return StageReading(value, (), 1.0, rows=rows)
    return StageReading(value, (), 0.0, unsure=unsure, rows=rows)


def _overridden(value: str, rows: int, answer: str) -> StageReading:
    """Take what the person said: a stage, several joined by "+", or "not_applied"."""
    if answer == NOT_APPLIED:
        return StageReading(value, (), 1.0, applied=False, rows=rows)
    stages = tuple(Stage(part.strip()) for part in answer.split("+"))
    found = scan(value)
    number = found.number if set(stages) & TALKS and not found.is_step else None
    return StageReading(value, stages, 1.0, round=number, date_text=found.date_text, rows=rows)


def read_statuses(counts: Mapping[str, int], *, overrides: Mapping[str, str] | None = None) -> tuple[StageReading, ...]:
    """Read all distinct words of one column, in the given order.

    Args:
        counts: word as in the file -> number of rows. Blank words get no stages and confidence 1.
        overrides: word as in the file -> stage ("interview", or several as "interview+rejected") or "not_applied".

    Returns:
        One reading per word. Unknown words have no stages and confidence 0; they are never guessed.

    Raises:
        ValueError: an override is neither a stage nor "not_applied".
    """
    overrides = overrides or {}
    filled = {value: rows for value, rows in counts.items() if value not in overrides and not is_blank(value)}
    open_words = _worth_reading(filled)
    typos = len(open_words) <= _MANY
    drafts = [compose(value, rows, typos=typos) for value, rows in open_words.items()]
    total = sum(open_words.values())
    said = Counter(meaning for draft in drafts for meaning in _said(draft))
    settled = [_settle(draft, _others(said, draft, total)) for draft in drafts]
    unread = _("This is one of thousands of different notes, not a status.")
    read = dict(zip(open_words, _by_legend(_add_earlier_steps(drafts, settled)), strict=True))
    return tuple(
        _overridden(value, rows, overrides[value])
        if value in overrides
        else read.get(value) or _unread(value, rows, unread)
        for value, rows in counts.items()
    )


def _said(draft: Draft) -> frozenset[str]:
    """Return the meanings of a word; a "Screening" is not itself proof of a phone screen."""
    return draft.meanings - {"phone_screen"} if "screening" in draft.meanings else draft.meanings


def _others(said: Counter[str], draft: Draft, rows: int) -> _Column:
    """Return what the other words of the column say."""
    return _Column(frozenset(meaning for meaning in said if said[meaning] > (meaning in _said(draft))), rows)


def read_node(text: str) -> StageReading:
    """Read the name of one flow node ("First Round", "No Offer", "Accepted!"), without a column around it."""
    return read_statuses({text: 1})[0]


__all__ = ["NOT_APPLIED", "read_node", "read_statuses", "stage_of_header"]
