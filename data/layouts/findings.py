"""Everything the columns of a row-per-application sheet say, before it is decided which rows count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from data.language import _
from data.layouts.calendar import Calendar, date_problems, read_calendar
from data.layouts.frames import Told, as_dates, together
from data.layouts.history import read_history
from data.layouts.milestones import Milestone, drop_contradictions, read_milestones, set_suspicious_aside
from data.layouts.padding import padding
from data.layouts.words import RANK, Axis, read_axes
from data.meaning.dates import parse_dates
from data.problems import ImportProblem, ProblemCode
from data.schema import Field, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from data.layouts.context import Context
    from data.plans import ColumnGuess, StageReading


LATER_ROWS: Final = 3
LATER_SHARE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Applied:
    """When each row was applied for: the column it came from, dates (NaT unknown) and notes."""

    guess: ColumnGuess | None
    dates: NDArray[np.datetime64]
    notes: NDArray[np.int8]
    problems: tuple[ImportProblem, ...] = ()

    @property
    def certain(self) -> bool:
        """True where the column is about the application, not about the day on which the row was made."""
        return self.guess is not None and self.guess.field in {Field.APPLIED, Field.STAGE_DATE}


@dataclass(frozen=True, slots=True)
class Findings:
    """The columns of one sheet laid over its rows. alive: rows that are no template, total or nameless row.

    history: the events told by history cells.
    """

    context: Context
    calendar: Calendar
    alive: NDArray[np.bool_]
    axes: tuple[Axis, ...]
    milestones: tuple[Milestone, ...]
    history: Told
    history_words: tuple[StageReading, ...]
    leads: NDArray[np.bool_]  # rows whose history holds nothing but words such as "saved"
    applied: Applied
    problems: tuple[ImportProblem, ...]

    @property
    def numbers(self) -> NDArray[np.int64]:
        """Row of the file for each data row."""
        return self.context.sheet.numbers


def collect(context: Context) -> Findings:
    """Read every column, then settle those that contradict each other."""
    calendar = read_calendar(context)
    alive, problems = padding(context)
    axes = read_axes(context, alive)
    milestones = read_milestones(context, calendar, alive)
    history, words, leads, more = _histories(context, alive)
    applied = _by_history(applied_dates(context, calendar, alive), history)
    _settle(context, axes, milestones, history)
    said = [problem for milestone in milestones for problem in milestone.problems]
    return Findings(
        context,
        calendar,
        alive,
        axes,
        tuple(milestones),
        history,
        words,
        leads,
        applied,
        (*problems, *applied.problems, *more, *said),
    )


def applied_dates(context: Context, calendar: Calendar, alive: NDArray[np.bool_]) -> Applied:
    """Return the application dates: from the column for them, else from the day the row was added.

    A single day to come is a slip, and its application undated. Where many are, the file is read as of an earlier day:
    they keep their days, and the history does not count them before.
    """
    rows = context.sheet.rows
    guess = _applied_column(context, calendar)
    parsed = calendar.of(guess)
    if guess is None or parsed is None:
        problem = ImportProblem(
            ProblemCode.NO_DATE,
            _("No column says when the applications were sent, so waiting times and trends are unknown."),
            _("Add a column such as “Date applied” if you want to see them."),
        )
        return Applied(None, as_dates(None, rows), np.zeros(rows, dtype="int8"), (problem,))
    found = date_problems(context, guess, parsed, alive)
    dates, notes = as_dates(parsed.dates, rows), parsed.noted
    later = parsed.is_bad(ProblemCode.FUTURE_DATE) & alive
    if later.sum() >= LATER_ROWS and later.mean() >= LATER_SHARE:
        beyond = context.as_of + timedelta(days=3650)
        ahead = parse_dates(context.text(guess), as_of=beyond, order=parsed.order or None)
        dates = np.where(later, as_dates(ahead.dates, rows), dates)
    return Applied(guess, dates, notes, tuple(found))


def _applied_column(context: Context, calendar: Calendar) -> ColumnGuess | None:
    sent = [guess for guess in context.all(Field.STAGE_DATE) if guess.stage is Stage.APPLIED]
    for guess in (context.one(Field.APPLIED), *sent, context.one(Field.ADDED), context.one(Field.EVENT_DATE)):
        parsed = calendar.of(guess)
        if parsed is not None and (parsed.dates.notna().any() or parsed.ambiguous):
            return guess
    return None


def _by_history(applied: Applied, history: Told) -> Applied:
    """Take the day of "applied" in a history before the day on which the row was made."""
    first = history.only(history.among([Stage.APPLIED]) & ~np.isnat(history.dates)).frame.groupby("row")["date"].min()
    if applied.certain or not len(first):
        return applied
    dates, notes = applied.dates.copy(), applied.notes.copy()
    dates[first.index], notes[first.index] = first.to_numpy(), 0
    problems = () if applied.guess is None else applied.problems
    return replace(applied, dates=dates, notes=notes, problems=problems)


def _histories(
    context: Context, alive: NDArray[np.bool_]
) -> tuple[Told, tuple[StageReading, ...], NDArray[np.bool_], list[ImportProblem]]:
    parts = [read_history(context, guess, alive) for guess in context.all(Field.HISTORY)]
    events = together([part.events for part in parts])
    leads = np.any([part.leads for part in parts], axis=0) if parts else np.zeros(len(alive), dtype=bool)
    return events, tuple(w for part in parts for w in part.words), leads, [p for part in parts for p in part.problems]


def _settle(context: Context, axes: tuple[Axis, ...], milestones: list[Milestone], history: Told) -> None:
    """Settle columns by one another: defaults of a form are no dates, a ticked refusal of no offer is none."""
    furthest = np.full(context.sheet.rows, -1)
    rejected = np.zeros(context.sheet.rows, dtype=bool)
    for axis in axes:
        ranks = [max((RANK.get(s, -1) for s in r.stages), default=0 if r.applied else -1) for r in axis.readings]
        furthest = np.maximum(furthest, axis.per_row(ranks, -1).astype(int))
        rejected |= axis.per_row([Stage.REJECTED in r.stages for r in axis.readings], False).astype(bool)
    set_suspicious_aside(context, milestones, furthest)
    offered = furthest >= RANK[Stage.OFFER]
    offered[history.rows[history.among([Stage.OFFER])]] = True
    for milestone in milestones:
        rejected |= milestone.reached & (milestone.stage is Stage.REJECTED)
        offered |= milestone.reached & (milestone.stage is Stage.OFFER)
    drop_contradictions(context, milestones, rejected, offered)
