"""Columns that stand for one stage: a date, yes/no, 1/blank, a number of rounds, or words such as "CodeSignal".

A date or a word means the stage was reached; a date after the day of the analysis means it is planned.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from data.language import _, plural
from data.layouts.calendar import date_problems
from data.layouts.frames import as_dates
from data.layouts.words import RANK
from data.meaning.flags import read_flag
from data.meaning.stages import read_statuses
from data.meaning.words import fold
from data.problems import ImportProblem, ProblemCode
from data.schema import FINAL, TALKS, Field, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from data.layouts.calendar import Calendar
    from data.layouts.context import Context
    from data.layouts.sheet import Coded
    from data.plans import ColumnGuess

# Words in a stage column that say the stage has not come yet, after folding; in the languages of data.meaning.
NOT_YET: Final = re.compile(
    r"^(?:not yet|pending|waiting.*|awaiting.*|scheduled.*|upcoming|planned|to do|todo|to be .*|in progress|open|"
    r"not (?:started|done|applicable|invited|reached|scheduled).*|didn ?t .*|did not .*|never .*|skipped|"
    r"offen|ausstehend|geplant|noch nicht.*|steht aus|en attente|prevu|pas encore|pendiente|programada?|aun no|"
    r"pendente|agendad[ao]|ainda nao|in attesa|in programma|non ancora|gepland|nog niet|in afwachting|"
    r"bekliyor|beklemede|planlandi|henuz.*|待 定|等 待|待 .*|未 .*)$"
)
MOST_ROUNDS: Final = 20


@dataclass(slots=True)
class Milestone:
    """One stage column laid over the rows. reached, refused: bool per row; dates: NaT where unknown."""

    guess: ColumnGuess
    stage: Stage
    reached: NDArray[np.bool_]
    refused: NDArray[np.bool_]  # an explicit "no"
    dates: NDArray[np.datetime64]
    notes: NDArray[np.int8]
    rounds: NDArray[np.int64]  # how many rounds a number in the cell says, else 1
    also: dict[Stage, NDArray[np.bool_]]  # what the words of a cell say beside ("failed", "after interview")
    flags: bool  # nothing but yes and no
    problems: list[ImportProblem] = field(default_factory=list)


def read_milestones(context: Context, calendar: Calendar, alive: NDArray[np.bool_]) -> list[Milestone]:
    """Return the stage columns of the sheet, from left to right."""
    return [
        _read(context, calendar, guess, alive) for guess in context.all(Field.STAGE_DATE) if guess.stage is not None
    ]


def _read(context: Context, calendar: Calendar, guess: ColumnGuess, alive: NDArray[np.bool_]) -> Milestone:
    texts = context.text(guess)
    rows = len(texts)
    blank = context.nothing(guess)
    dates, notes = as_dates(None, rows), np.zeros(rows, dtype="int8")
    planned = slip = np.zeros(rows, dtype=bool)
    parsed = calendar.of(guess)
    if parsed is not None:
        dates, notes = as_dates(parsed.dates, rows), parsed.noted
        planned, slip = parsed.is_bad(ProblemCode.FUTURE_DATE), parsed.is_bad(ProblemCode.IMPOSSIBLE_DATE)
    dated = ~np.isnat(dates)
    said = ~blank & ~dated & ~planned
    words = _Cells(*_only(context.coded(guess), said))
    reached = dated | (said & (words.yes | slip))
    assert guess.stage is not None
    milestone = Milestone(
        guess,
        guess.stage,
        reached & alive,
        said & words.no & ~slip,
        dates,
        notes,
        np.where(dated, 1, words.rounds),
        {stage: said & mask for stage, mask in words.also(guess.stage).items()},
        flags=not dated.any() and bool((words.flag | blank).all()),
    )
    if parsed is not None and (dated.any() or planned.any()):
        found = date_problems(context, guess, parsed, alive)
        milestone.problems = [problem for problem in found if problem.code != ProblemCode.BAD_DATE]
    return milestone


def _only(coded: Coded, rows: NDArray[np.bool_]) -> tuple[NDArray[np.int64], list[str]]:
    """Return the distinct texts of `rows`, and a code for every row; the other rows have the code of a blank text."""
    codes, texts = coded
    used = np.flatnonzero(np.bincount(codes[rows], minlength=len(texts)))
    place = np.zeros(len(texts), dtype="int64")
    place[used] = np.arange(1, len(used) + 1)
    return np.where(rows, place[codes], 0), ["", *map(str, texts.take(used))]


class _Cells:
    """What each distinct cell of a stage column says, laid over the rows."""

    def __init__(self, codes: NDArray[np.int64], words: list[str]) -> None:
        flags = [read_flag(word) for word in words]
        known = np.array([flag is not None for flag in flags], dtype=bool)
        true = np.array([flag is True for flag in flags], dtype=bool)
        numbers = np.array([_number(word) for word in words], dtype="int64")
        folded = [fold(word) for word in words]
        readings = {
            reading.value: reading
            for reading in read_statuses({word: 1 for word, is_flag in zip(words, known, strict=True) if not is_flag})
        }
        wish = np.array([word in readings and not readings[word].applied for word in words], dtype=bool)
        later = np.array([bool(NOT_YET.match(word)) for word in folded], dtype=bool) | wish
        self.flag = known[codes]
        self.yes = (true | (~known & ~later & (numbers != 0)))[codes]
        self.no = ((known & ~true) | (~known & (later | (numbers == 0))))[codes]
        self._codes = codes
        self._stages = [readings[word].stages if word in readings else () for word in words]
        self.rounds = np.where((numbers >= 1) & (numbers <= MOST_ROUNDS), numbers, 1)[codes]

    def also(self, own: Stage) -> dict[Stage, NDArray[np.bool_]]:
        """Return the other stages the words assert: any in a column of endings or answers, else only a rejection."""
        wide = own in FINAL or own is Stage.REPLIED
        others = (*sorted(TALKS), Stage.OFFER, Stage.REJECTED) if wide else (Stage.REJECTED,)
        masks = {
            stage: np.array([stage in stages for stages in self._stages], dtype=bool)[self._codes]
            for stage in others
            if stage is not own
        }
        return {stage: mask for stage, mask in masks.items() if mask.any()}


def _number(word: str) -> int:
    """Return a small whole number, -1 for anything else."""
    found = re.fullmatch(r"(\d{1,2})(?:\.0)?", word)
    return int(found.group(1)) if found else -1


def set_suspicious_aside(context: Context, milestones: list[Milestone], furthest: NDArray[np.int64]) -> None:
    """Take the dates of a column for a form's default where the status of its rows says that nothing happened.

    furthest: rank of the furthest live stage each row's status says, -1 where it says none. Rows whose status does not
    reach the stage are set aside where at least four of them share very few dates and most say an earlier stage; three
    are enough where the dates equal another date column such as the follow-up.
    """
    others = [context.text(guess) for guess in context.all(Field.FOLLOW_UP, Field.UPDATED, Field.DEADLINE)]
    for milestone in milestones:
        rank = RANK.get(milestone.stage, 0)
        rows = np.flatnonzero(~np.isnat(milestone.dates) & milestone.reached)
        if rank == 0 or milestone.stage in FINAL or not len(rows):
            continue
        rows = rows[furthest[rows] < rank]
        texts = context.text(milestone.guess)
        copied = len(rows) > 0 and any((texts.iloc[rows] == other.iloc[rows]).all() for other in others)
        few = len(np.unique(milestone.dates[rows])) <= max(1, len(rows) // 5)
        if not few or len(rows) < (3 if copied else 4) or (furthest[rows] >= 0).mean() < 0.7:
            continue
        milestone.reached[rows] = False
        milestone.problems.append(
            ImportProblem(
                ProblemCode.SUSPICIOUS_COLUMN,
                plural(
                    len(rows),
                    "{n} row has a date in “{column}” while its status says less. "
                    "It looks like the default of a form, so this date is not counted.",
                    "{n} rows share the same date in “{column}” while their status says less. "
                    "It looks like the default of a form, so these dates are not counted.",
                    column=milestone.guess.header,
                ),
                _("If they are real, write the stage in the status column too."),
                int(context.sheet.numbers[rows[0]]),
                milestone.guess.header,
                str(texts.iloc[rows[0]]),
            )
        )


def drop_contradictions(
    context: Context, milestones: list[Milestone], rejected: NDArray[np.bool_], offered: NDArray[np.bool_]
) -> None:
    """Take back an "offer declined" tick beside a rejection in a row that never had an offer: the rejection stays."""
    for milestone in milestones:
        if milestone.stage not in {Stage.DECLINED, Stage.ACCEPTED} or not milestone.flags:
            continue
        rows = np.flatnonzero(milestone.reached & rejected & ~offered)
        milestone.reached[rows] = False
        milestone.problems += [
            ImportProblem(
                ProblemCode.STATUS_ASSUMED,
                _(
                    "“{column}” is ticked beside a rejection, in a row without an offer; the rejection is counted.",
                    column=milestone.guess.header,
                ),
                _("Correct the row if there was an offer."),
                int(context.sheet.numbers[row]),
                milestone.guess.header,
                str(context.text(milestone.guess).iloc[row]),
            )
            for row in rows
        ]
