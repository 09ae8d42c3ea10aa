"""What a file of this shape is able to say at all: what it cannot say is unknown, never zero."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from data.language import _, plural
from data.meaning.words import fold
from data.problems import ImportProblem, ProblemCode
from data.schema import ANSWERS, KNOWS, OFFERS, TALKS, Field, Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from data.layouts.findings import Findings
    from data.layouts.words import Axis
    from data.plans import StageReading

# Words that can hide an interview: something is going on, and the word does not say what (folded).
VAGUE: Final = frozenset(
    {"in progress", "in process", "pending", "open", "active", "ongoing", "processing", "underway", "current", "live"}
    | {
        "in bearbeitung",
        "offen",
        "laufend",
        "aktiv",
        "en cours",
        "ouvert",
        "en proceso",
        "en curso",
        "abierto",
        "activo",
    }
    | {
        "em andamento",
        "em processo",
        "aberto",
        "in corso",
        "aperto",
        "lopend",
        "in behandeling",
        "devam ediyor",
        "surecte",
    }
    | {"进 行 中", "处 理 中"}
)
EMPLOYERS_LAST_WORD: Final = frozenset({Stage.REJECTED}) | OFFERS
# A history cell can tell every stage; one that is not in it did not happen.
TOLD: Final = frozenset({Stage.REPLIED, Stage.INTERVIEW, Stage.OFFER, Stage.REJECTED, Stage.NO_RESPONSE})
MANY_ROWS: Final = 10
SPOKEN_ROWS: Final = 2  # notes on interviews; a single one can be a plan
TALKED: Final = (
    r"(?i)\b(?:interview(?:s|ed)?|phone screen|gespräch|vorstellungsgespräch|entretiens?|entrevistas?|colloqui[o]?|"
    r"sollicitatiegesprek|mülakat)\b|面试"
)
NOT_TALKED: Final = (
    r"(?i)\b(?:no|not|never|without|if|before|await\w*|waiting|hop\w+|kein\w*|ohne|sans|pas|sin|sem|senza|geen|zonder)\b"
    r".{0,25}(?:interview|phone screen|gespräch|entretien|entrevista|colloqui|gesprek)"
    r"|interview (?:prep|questions|guide)"
)
OLD_DAYS: Final = 60


def knowledge(found: Findings, sent: NDArray[np.bool_]) -> tuple[dict[str, bool], list[ImportProblem]]:
    """Return the five knows_* of a row-per-application file, and what to say about columns that prove nothing."""
    words = [reading for axis in found.axes for reading in axis.readings if reading.rows]
    columns = {milestone.stage for milestone in found.milestones} | (TOLD if len(found.history.rows) else set())
    known = dict.fromkeys(KNOWS, bool(words))
    known["knows_answers"] |= bool(columns & ANSWERS)
    known["knows_interviews"] |= bool(columns & TALKS)
    known["knows_offers"] |= bool(columns & OFFERS)
    failed = any(Stage.REJECTED in milestone.also for milestone in found.milestones)
    known["knows_rejections"] |= failed or Stage.REJECTED in columns
    # Who notes rejections in a column of their own says how it ended; an application without one is open, not unknown.
    known["knows_silence"] |= Stage.NO_RESPONSE in columns or Stage.REJECTED in columns
    if not columns & TALKS and _last_words_only(words):
        known["knows_interviews"] = False
    far = columns.union(*(reading.stages for reading in words)) & (TALKS | OFFERS)
    spoken = [] if far else _notes(found, sent)
    if spoken and known["knows_interviews"]:
        known["knows_interviews"] = False
        return known, [*_suspicions(found, sent, known, columns), *spoken]
    if not words and not columns - {Stage.APPLIED}:
        return known, [_no_status()]
    return known, _suspicions(found, sent, known, columns)


def _suspicions(
    found: Findings, sent: NDArray[np.bool_], known: dict[str, bool], columns: Collection[Stage]
) -> list[ImportProblem]:
    """Say which status columns are equal everywhere, and take back in `known` what such a column cannot tell."""
    alone = len(found.axes) == 1 and not set(columns) - {Stage.APPLIED}
    problems = [problem for axis in found.axes if (problem := _equal_everywhere(axis, sent))]
    if alone and problems:
        _doubt(found, sent, known)
    return problems


def _notes(found: Findings, sent: NDArray[np.bool_]) -> list[ImportProblem]:
    """Say that notes speak of interviews where no status and no column does: how many there were is not known."""
    spoken = np.zeros(len(sent), dtype=bool)
    for guess in found.context.all(Field.NOTES):
        codes, texts = found.context.coded(guess)
        talked = texts.str.contains(TALKED, regex=True) & ~texts.str.contains(NOT_TALKED, regex=True)
        spoken |= talked.to_numpy(dtype=bool)[codes]
    rows = np.flatnonzero(spoken & sent)
    if len(rows) < SPOKEN_ROWS:
        return []
    first = int(found.numbers[rows[0]])
    return [
        ImportProblem(
            ProblemCode.SUSPICIOUS_COLUMN,
            plural(
                len(rows),
                "The notes of {n} row (row {first}) speak of interviews, but no status does. "
                "So it is not known how many applications led to one.",
                "The notes of {n} rows (row {first} is the first) speak of interviews, but no status does. "
                "So it is not known how many applications led to one.",
                first=first,
            ),
            _("Write “Interview” in the status of these rows, or add a column with the day of the interview."),
            first,
        )
    ]


def _last_words_only(words: Sequence[StageReading]) -> bool:
    """True where the column only says how it ended (hired, rejected): who was interviewed on the way is not told."""
    said = {stage for reading in words for stage in reading.stages}
    clear = all(reading.confidence > 0 and reading.applied for reading in words)
    return bool(said) and said <= EMPLOYERS_LAST_WORD and clear


def _equal_everywhere(axis: Axis, sent: NDArray[np.bool_]) -> ImportProblem | None:
    """Say that a status is equal in every row; few rows may well be equal by chance, unless the word is vague."""
    codes, rows = np.unique(axis.codes[sent]), int(sent.sum())
    if len(codes) != 1 or codes[0] < 0 or rows < 2:
        return None
    word = axis.readings[codes[0]].value
    if rows < MANY_ROWS and fold(word) not in VAGUE:
        return None
    return ImportProblem(
        ProblemCode.SUSPICIOUS_COLUMN,
        plural(
            rows,
            "The only row says “{word}” in “{column}”, so this column may not have been kept up.",
            "All {n} rows say “{word}” in “{column}”, so this column may not have been kept up.",
            word=word,
            column=axis.guess.header,
        ),
        _("If interviews or answers came, note them and import the file again."),
        None,
        axis.guess.header,
        word,
    )


def _doubt(found: Findings, sent: NDArray[np.bool_], known: dict[str, bool]) -> None:
    """Take back what a status equal in every row cannot tell.

    A vague word hides interviews. "Applied" on rows so old that some must have been answered was never kept up.
    """
    reading = found.axes[0].readings[int(found.axes[0].codes[sent][0])]
    if fold(reading.value) in VAGUE:
        known["knows_answers"] = known["knows_interviews"] = False
    elif set(reading.stages) <= {Stage.APPLIED} and _old(found, sent):
        known.update(dict.fromkeys(KNOWS, False))


def _old(found: Findings, sent: NDArray[np.bool_]) -> bool:
    """True where most applications are so old that an answer to some of them would be usual."""
    dates = found.applied.dates[sent]
    dated = dates[~np.isnat(dates)]
    age = np.datetime64(found.context.as_of, "s") - dated
    return len(dated) > 0 and bool((age > np.timedelta64(OLD_DAYS, "D")).mean() > 0.5)


def _no_status() -> ImportProblem:
    return ImportProblem(
        ProblemCode.NO_STATUS,
        _("The file has no status column, so what became of the applications is unknown."),
        _("Add a column such as “Status” if you want to see interviews and offers."),
    )
