"""Status columns: each distinct word is read once, then laid over the rows.

A tracker may have two axes (progress and outcome); both assert stages, and a word of one can depend on the other: an
"application" that is "not complete" was never sent, an "interview" that is "not complete" is simply not over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from data.language import _, plural, speaks, translated
from data.layouts.frames import STAGE_CODE, laid_out, told
from data.meaning.dates import NOTES, parse_dates
from data.meaning.headers import vocabulary
from data.meaning.phrases import scan
from data.meaning.stages import of_papers, read_statuses
from data.meaning.words import fold, is_blank
from data.problems import ImportProblem, Option, ProblemCode, Question, QuestionCode
from data.schema import Field, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from data.layouts.context import Context
    from data.layouts.frames import Told
    from data.plans import ColumnGuess, StageReading

UNKNOWN_SHARE: Final = 0.2  # a word nobody knows that covers this share of the rows blocks the import
UNKNOWN_TOTAL: Final = 0.34
PAPERS: Final = frozenset({"screening", "screen", "screened", "initial screening"})  # of an employer: of the papers
MOST_ASKED: Final = 12  # words of one column; nobody answers more, and the commonest matter most
# How far a stage is along the way; final outcomes say nothing about how far an application came.
RANK: Final = {
    Stage.APPLIED: 0,
    Stage.ACKNOWLEDGED: 1,
    Stage.REPLIED: 2,
    Stage.ASSESSMENT: 3,
    Stage.PHONE_SCREEN: 4,
    Stage.INTERVIEW: 5,
    Stage.OFFER: 6,
    Stage.ACCEPTED: 7,
    Stage.DECLINED: 7,
}
STAGE_NAMES: Final = {
    Stage.APPLIED: "Applied, nothing more yet",
    Stage.ACKNOWLEDGED: "Automatic confirmation",
    Stage.REPLIED: "A person answered",
    Stage.ASSESSMENT: "Test or assessment",
    Stage.PHONE_SCREEN: "First talk by phone or video",
    Stage.INTERVIEW: "Interview",
    Stage.OFFER: "Offer",
    Stage.ACCEPTED: "Offer accepted",
    Stage.DECLINED: "Offer turned down by me",
    Stage.REJECTED: "Rejected by the employer",
    Stage.WITHDRAWN: "I stepped back",
    Stage.NO_RESPONSE: "No answer",
    Stage.CLOSED: "Posting closed or cancelled",
}
STAGE_OPTIONS: Final = (
    *(Option(str(stage), label) for stage, label in STAGE_NAMES.items()),
    Option("not_applied", "Not an application (a wish or a lead)"),
)


@dataclass(frozen=True, slots=True)
class Axis:
    """One status column: a code per row (-1 where blank) into `readings`."""

    guess: ColumnGuess
    codes: NDArray[np.int64]
    readings: tuple[StageReading, ...]

    def per_row(self, of_word: Sequence[object], blank: object) -> np.ndarray:
        """Return one value a row from one value a word; `blank` where the cell is blank."""
        values = np.array([*of_word, blank], dtype=object if isinstance(blank, str) else None)
        return values[self.codes]  # text as objects: an array of text would hold every row as wide as the longest word


def is_nothing(texts: pd.Series) -> pd.Series:
    """True where a cell is blank or says only "N/A", "-" and the like."""
    codes, distinct = pd.factorize(texts)
    known = np.array([is_blank(str(text)) for text in distinct], dtype=bool)
    return pd.Series(known[codes] if len(distinct) else np.zeros(len(texts), dtype=bool), index=texts.index)


def read_axes(context: Context, alive: NDArray[np.bool_]) -> tuple[Axis, ...]:
    """Return the status columns of the sheet, each word read in the light of the others of its column."""
    return tuple(read_axis(context, guess, alive) for guess in context.all(Field.STATUS, Field.OUTCOME))


def read_axis(context: Context, guess: ColumnGuess, alive: NDArray[np.bool_]) -> Axis:
    """Read one column of words; rows that are not `alive` do not count for the meaning of a word."""
    codes, texts = context.coded(guess)
    spoken = ~is_nothing(texts).to_numpy(dtype=bool)
    codes = np.where(spoken, np.cumsum(spoken) - 1, -1)[codes]
    words = [str(word) for word in texts[spoken]]
    rows = np.bincount(codes[alive & (codes >= 0)], minlength=len(words))
    counts = {word: int(number) for word, number in zip(words, rows, strict=True)}
    readings = read_statuses(counts, overrides=context.answers.stages)
    if _is_of_employer(context):
        readings = tuple(of_papers(r) if fold(r.value) in PAPERS and r.confidence < 1 else r for r in readings)
    by_word = {reading.value: reading for reading in readings}
    ordered = tuple(replace(by_word[word], rows=counts[word]) for word in words)
    return Axis(guess, codes.astype("int64"), ordered)


def _is_of_employer(context: Context) -> bool:
    """True for an employer's export: it numbers candidates, recruiters or requisitions, and screens papers first."""
    employer = {fold(word) for word in vocabulary()["employers"]["headers"]}
    return not employer.isdisjoint(fold(label.replace("_", " ")) for label in context.sheet.header)


def told_by(axis: Axis, as_of: date, anchor: NDArray[np.datetime64] | None) -> Told:
    """Return the events the column asserts; a date inside the words belongs to the furthest stage of the cell."""
    counts = np.array([len(reading.stages) for reading in axis.readings], dtype="int64")
    stages = np.array([STAGE_CODE[stage] for reading in axis.readings for stage in reading.stages], dtype="int8")
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype("int64") if len(counts) else counts
    rows = np.flatnonzero(axis.codes >= 0)
    many = counts[axis.codes[rows]]
    at = np.repeat(rows, many)
    words = axis.codes[at]
    step = np.arange(len(at)) - np.repeat(np.cumsum(many) - many, many)
    last = step == counts[words] - 1
    rounds = np.array([reading.round or 0 for reading in axis.readings], dtype="int16")[words]
    dates, notes = _dates_in_words(axis, at, last, as_of, anchor)
    origins = tuple(f'status "{reading.value}"' for reading in axis.readings)
    stage = stages[starts[words] + step]
    return told(at, stage, dates=dates, notes=notes, rounds=rounds, origins=(origins, words), last=last)


def _dates_in_words(
    axis: Axis, rows: NDArray[np.int64], last: NDArray[np.bool_], as_of: date, anchor: NDArray[np.datetime64] | None
) -> tuple[object, object]:
    """Return date and note for each event: the date inside its words, for the furthest stage only."""
    inside = [reading.date_text for reading in axis.readings]
    if not any(inside):
        return None, 0
    texts = laid_out(inside, axis.codes[rows]).where(last, "")
    near = None if anchor is None else pd.Series(anchor[rows])
    parsed = parse_dates(texts, as_of=as_of, anchor=near)
    dates = parsed.dates if not parsed.ambiguous else parsed.dates.where(parsed.noted == NOTES.index("year"))
    return dates, parsed.noted


def word_findings(
    axes: Sequence[Axis], alive: NDArray[np.bool_], numbers: NDArray[np.int64]
) -> tuple[list[ImportProblem], list[Question]]:
    """Return what to say and what to ask about the words: unknown ones, and those settled by the others."""
    problems: list[ImportProblem] = []
    questions: list[Question] = []
    total = max(int(alive.sum()), 1)
    for axis in axes:
        unclear = [
            (word, reading)
            for word, reading in enumerate(axis.readings)
            if reading.rows and (reading.confidence <= 0 or reading.unsure)
        ]
        unclear.sort(key=lambda pair: -pair[1].rows)
        unknown = sum(reading.rows for _, reading in unclear if reading.confidence <= 0)
        for word, reading in unclear:
            first = int(numbers[np.flatnonzero(alive & (axis.codes == word))[0]])
            problems.append(_problem(axis, reading, first))
        for _word, reading in unclear[:MOST_ASKED]:
            much = reading.rows >= max(UNKNOWN_SHARE * total, 3) or unknown >= max(UNKNOWN_TOTAL * total, 3)
            decides = "pass" in scan(reading.value).meanings  # may be a job won: too much to leave open
            questions.append(_question(axis, reading, needed=reading.confidence <= 0 and (much or decides)))
    return problems, questions


def _problem(axis: Axis, reading: StageReading, row: int) -> ImportProblem:
    if reading.confidence <= 0:
        return ImportProblem(
            ProblemCode.UNKNOWN_STATUS,
            plural(
                reading.rows,
                "The word “{word}” is not known; the application counts as sent, and as nothing more.",
                "The word “{word}” ({n} rows) is not known; the application counts as sent, and as nothing more.",
                word=reading.value,
            ),
            _("Say what it means."),
            row,
            axis.guess.header,
            reading.value,
        )
    said = plural(
        reading.rows,
        "“{word}” was read as: {meaning}.",
        "“{word}” ({n} rows) was read as: {meaning}.",
        word=reading.value,
        meaning=_meaning(reading),
    )
    return ImportProblem(
        ProblemCode.STATUS_ASSUMED,
        f"{said} {reading.unsure}".strip(),
        _("Change it if you mean something else."),
        row,
        axis.guess.header,
        reading.value,
    )


def _meaning(reading: StageReading) -> str:
    if not reading.applied:
        return _("not an application")
    names = [_stage_in_a_sentence(stage) for stage in reading.stages]
    return reduce(_then, names) if names else _("application sent")


def _then(before: str, after: str) -> str:
    return _("{before}, then {after}", before=before, after=after)


def _stage_in_a_sentence(stage: Stage) -> str:
    return {
        Stage.APPLIED: _("applied, nothing more yet"),
        Stage.ACKNOWLEDGED: _("automatic confirmation"),
        Stage.REPLIED: _("a person answered"),
        Stage.ASSESSMENT: _("test or assessment"),
        Stage.PHONE_SCREEN: _("first talk by phone or video"),
        Stage.INTERVIEW: _("interview"),
        Stage.OFFER: _("offer"),
        Stage.ACCEPTED: _("offer accepted"),
        Stage.DECLINED: _("offer turned down by me"),
        Stage.REJECTED: _("rejected by the employer"),
        Stage.WITHDRAWN: _("i stepped back"),
        Stage.NO_RESPONSE: _("no answer"),
        Stage.CLOSED: _("posting closed or cancelled"),
    }[stage]


def _question(axis: Axis, reading: StageReading, *, needed: bool) -> Question:
    return Question(
        QuestionCode.STATUS_MEANING,
        plural(
            reading.rows,
            "What does “{word}” in “{column}” mean? {n} of the rows says so.",
            "What does “{word}” in “{column}” mean? {n} of the rows say so.",
            word=reading.value,
            column=axis.guess.header,
        ),
        translated(STAGE_OPTIONS),
        subject=reading.value,
        needed=needed,
    )


speaks(__name__)
