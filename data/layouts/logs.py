"""Turns a row per application and stage into applications with their events.

What is dated by a phase's start is the stage; silence is dated by the phase's end, because that is when the person
gave up waiting.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.language import _, plural
from data.layouts.attributes import application_frame, event_frame
from data.layouts.calendar import Calendar, date_problems, read_calendar
from data.layouts.context import Context, Parsed
from data.layouts.frames import STAGE_CODE, Told, as_dates, or_missing, together, told
from data.layouts.padding import padding
from data.layouts.words import Axis, read_axis, told_by, word_findings
from data.problems import ImportProblem, ProblemCode
from data.schema import KNOWS, Field, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from data.layouts.events import Log
    from data.plans import ColumnGuess


@dataclass(frozen=True, slots=True)
class Cases:
    """Which application each row belongs to. code: per row, -1 where none; owner: first row of each application."""

    code: NDArray[np.int64]
    owner: NDArray[np.int64]

    def first_row(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the first row of the application that each of `rows` belongs to."""
        return self.owner[self.code[rows]]


def read_log(context: Context, log: Log) -> Parsed:
    """Turn the rows of a log into applications with their events."""
    context, log = _with_day(context, log)
    calendar = read_calendar(context)
    alive, problems = padding(context)
    axis = read_axis(context, log.what, alive)
    keyed = alive & (log.key != "").to_numpy(dtype=bool)
    wish = axis.per_row([not reading.applied for reading in axis.readings], False).astype(bool) & keyed
    used = keyed & ~wish
    doubled = _doubled(context, log, axis, used)
    cases = _cases(log, used)
    events = _with_application(_events(context, calendar, log, axis, used & ~doubled), cases, _begins(calendar, log))
    said, asked = word_findings((axis,), alive, context.sheet.numbers)
    words = axis.per_row([reading.value for reading in axis.readings], "")
    apart = ((alive & ~keyed, _nameless), (wish, _unsent), (doubled, _said_before))
    rows = context.sheet.numbers
    aside = [say(int(rows[at]), str(words[at])) for mask, say in apart for at in np.flatnonzero(mask)]
    return Parsed(
        layout="transitions" if log.before is not None else "events",
        rows=context.sheet.rows,
        accepted=int((used & ~doubled).sum()),
        merged=int(doubled.sum()),
        set_aside=int((~used).sum()),
        applications=_applications(context, log, cases),
        events=event_frame(context, events, cases.first_row(events.rows)),
        statuses=axis.readings,
        problems=(
            *problems,
            *aside,
            *_date_findings(context, calendar, log, used),
            *_undated(context, events),
            *said,
        ),
        questions=(*calendar.questions, *asked),
        calendar=calendar,
    )


def _with_day(context: Context, log: Log) -> tuple[Context, Log]:
    """Give a column of dates without a meaning, found beside transitions, the meaning of the day of each row."""
    if log.when is None or log.when.field is not Field.OTHER:
        return context, log
    day = replace(log.when, field=Field.EVENT_DATE)
    guesses = tuple(day if guess.position == day.position else guess for guess in context.guesses)
    return replace(context, guesses=guesses), replace(log, when=day)


def _doubled(context: Context, log: Log, axis: Axis, used: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """True for rows that say what an earlier row of their application says."""
    days = "" if log.when is None else context.text(log.when)
    left = "" if log.before is None else context.text(log.before)
    rows = pd.DataFrame({"key": log.key, "word": axis.codes, "day": days, "left": left})[used]
    result = np.zeros(len(used), dtype=bool)
    result[np.flatnonzero(used)] = rows.duplicated().to_numpy()
    return result


def _cases(log: Log, used: NDArray[np.bool_]) -> Cases:
    code = np.asarray(pd.factorize(log.key.where(used))[0], dtype="int64")
    rows = np.flatnonzero(code >= 0)
    owner = np.zeros(int(code.max(initial=-1)) + 1, dtype="int64")
    owner[code[rows][::-1]] = rows[::-1]
    return Cases(code, owner)


def _begins(calendar: Calendar, log: Log) -> NDArray[np.datetime64]:
    start = calendar.of(log.when)
    return as_dates(None if start is None else start.dates, len(log.key))


def _events(context: Context, calendar: Calendar, log: Log, axis: Axis, used: NDArray[np.bool_]) -> Told:
    """Return what the rows assert, each stage dated by its row."""
    start, end, rows = calendar.of(log.when), calendar.of(log.until), context.sheet.rows
    begins, ends = _begins(calendar, log), as_dates(None if end is None else end.dates, rows)
    notes = np.zeros(rows, dtype="int8") if start is None else start.noted
    happened = used.copy()
    if start is not None:
        happened &= ~start.is_bad(ProblemCode.FUTURE_DATE)
    events = told_by(axis, context.as_of, None)
    events = events.only(happened[events.rows])
    at, last = events.rows, events.frame["last"].to_numpy()
    given_up = events.among([Stage.NO_RESPONSE]) & ~np.isnat(ends[at])
    dates = np.where(last, np.where(given_up, ends[at], begins[at]), np.datetime64("NaT", "s"))
    dated = Told(events.frame.assign(date=dates, note=np.where(last, notes[at], 0).astype("int8")), events.origins)
    return dated if log.before is None else together([dated, _left(context, log.before, happened)])


def _left(context: Context, before: ColumnGuess, used: NDArray[np.bool_]) -> Told:
    """Return the stages that transitions start from; they are undated."""
    left = told_by(read_axis(context, before, used), context.as_of, None)
    return left.only(used[left.rows])


def _with_application(events: Told, cases: Cases, begins: NDArray[np.datetime64]) -> Told:
    """Return the events without doubles, and an "applied" for each application that has none.

    Where no row says when an application was sent, a confirmation or a phase of silence at its beginning does: both
    start on the day it was sent. Anything else leaves the day unknown.
    """
    case = cases.code[events.rows]
    dated = ~np.isnat(events.dates)
    has_date = np.zeros((len(cases.owner), len(STAGE_CODE)), dtype=bool)
    has_date[case[dated], events.stages[dated]] = True
    keep = dated | ~has_date[case, events.stages]
    keep &= ~events.frame.assign(case=case, dated=dated).duplicated(["case", "stage", "date", "round"]).to_numpy()
    sent = np.zeros(len(cases.owner), dtype=bool)
    sent[case[events.among([Stage.APPLIED])]] = True
    lacking = cases.owner[~sent]
    days = _first_days(events, cases, begins)[~sent]
    return together([events.only(keep), told(lacking, Stage.APPLIED, dates=days, origins="first row")])


def _first_days(events: Told, cases: Cases, begins: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    """Return the day of each application's first row where that row is a confirmation or the start of silence."""
    days = as_dates(None, len(cases.owner))
    opening = events.frame.assign(case=cases.code[events.rows], begin=begins[events.rows])
    opening = opening.sort_values(["begin", "row"], kind="stable").drop_duplicates("case")
    first = Told(opening, events.origins)
    silent = first.among([Stage.NO_RESPONSE]) & (first.dates != opening["begin"].to_numpy())
    starts = opening[first.among([Stage.ACKNOWLEDGED]) | silent]
    days[starts["case"].to_numpy()] = starts["begin"].to_numpy()
    return days


def _applications(context: Context, log: Log, cases: Cases) -> pd.DataFrame:
    """Return one application a key, each attribute from the first of its rows that has it."""
    rows = np.flatnonzero(cases.code >= 0)
    order = np.arange(len(cases.owner))

    def first_of(guess: ColumnGuess) -> pd.Series:
        texts = or_missing(context.text(guess)).take(rows).reset_index(drop=True)
        return texts.groupby(cases.code[rows]).first().reindex(order).reset_index(drop=True).fillna("")

    taken = {guess.position for guess in (log.what, log.when, log.until, log.before) if guess is not None}
    frame = application_frame(context, cases.owner, dict.fromkeys(KNOWS, True), text_of=first_of, taken=taken)
    if frame[["company", "title", "external_id"]].isna().all(axis=None):
        frame["external_id"] = log.key.take(cases.owner).reset_index(drop=True)
    return frame


def _date_findings(context: Context, calendar: Calendar, log: Log, used: NDArray[np.bool_]) -> Sequence[ImportProblem]:
    parsed = calendar.of(log.when)
    if log.when is None or parsed is None:
        return ()
    return date_problems(context, log.when, parsed, used)


def _undated(context: Context, events: Told) -> list[ImportProblem]:
    """Say once how many applications have no day on which they were sent."""
    silent = events.rows[events.among([Stage.APPLIED]) & np.isnat(events.dates)]
    if not len(silent):
        return []
    row = int(context.sheet.numbers[silent[0]])
    return [
        ImportProblem(
            ProblemCode.NO_DATE,
            plural(
                len(silent),
                "{n} application has no row that says when it was sent (row {row} is the first).",
                "{n} applications have no row that says when it was sent (row {row} is the first).",
                row=row,
            ),
            _("Add an “Applied” row with its date if you know it."),
            row,
        )
    ]


def _nameless(row: int, _word: str) -> ImportProblem:
    return ImportProblem(
        ProblemCode.NO_IDENTITY,
        _("This row does not say which application it belongs to."),
        _("Fill in the name or number of the application."),
        row,
        set_aside=True,
    )


def _unsent(row: int, word: str) -> ImportProblem:
    return ImportProblem(
        ProblemCode.NOT_APPLIED,
        _("“{word}” says that no application was sent yet.", word=word),
        _("Nothing needs to be done; it counts once you apply."),
        row,
        value=word,
        set_aside=True,
    )


def _said_before(row: int, _word: str) -> ImportProblem:
    return ImportProblem(
        ProblemCode.DUPLICATE_ROW,
        _("This row says the same as an earlier row of its application."),
        _("Nothing needs to be done."),
        row,
    )
