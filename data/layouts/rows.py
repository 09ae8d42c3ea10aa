"""Row-per-application trackers: a status, columns per stage, yes/no flags, a history in a cell, or none of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from data.language import _, plural
from data.layouts.attributes import application_frame, event_frame
from data.layouts.context import Context, Parsed
from data.layouts.duplicates import survivors
from data.layouts.findings import Findings, collect
from data.layouts.frames import STAGE_CODE, STAGES, Told, as_dates, together, told
from data.layouts.knowledge import knowledge
from data.layouts.sent import sent_rows
from data.layouts.sheet import normal
from data.layouts.words import RANK, told_by, word_findings
from data.problems import ImportProblem, ProblemCode
from data.schema import FINAL, TALKS, Field, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from data.layouts.milestones import Milestone

LINKEDIN: Final = {"application date", "company name", "job title", "job url"}


def read_rows(context: Context) -> Parsed:
    """Turn one row per application into applications and events."""
    found = collect(context)
    sent, unsent = sent_rows(found)
    keep, doubles = survivors(context, sent, found.applied.dates)
    own = np.flatnonzero(sent & (keep == np.arange(len(keep))))
    known, remarks = knowledge(found, sent)
    said, asked = word_findings(found.axes, found.alive, found.numbers)
    events = _events(found, sent)
    disorder = _out_of_order(found, events)
    events = _distinct(events, keep) if len(own) < sent.sum() or len(found.history.rows) else events
    return Parsed(
        layout=_layout(found),
        rows=context.sheet.rows,
        accepted=len(own),
        merged=int(sent.sum()) - len(own),
        set_aside=int((~sent).sum()),
        applications=application_frame(context, own, known),
        events=event_frame(context, events, keep[events.rows]),
        statuses=(*(reading for axis in found.axes for reading in axis.readings), *found.history_words),
        problems=(*found.problems, *unsent, *doubles, *remarks, *said, *disorder, *_blank_statuses(found, sent)),
        questions=(*found.calendar.questions, *asked),
        calendar=found.calendar,
    )


def _distinct(events: Told, keep: NDArray[np.int64]) -> Told:
    owned = events.frame.assign(owner=keep[events.rows])
    return events.only(~owned.duplicated(["owner", "stage", "date", "round"]).to_numpy())


def _events(found: Findings, sent: NDArray[np.bool_]) -> Told:
    """Return every event the rows assert, each stage of a row as precisely as the file says it."""
    rows = np.flatnonzero(sent)
    applied = found.applied
    origin = "row" if applied.guess is None else f'column "{applied.guess.header}"'
    parts = [told(rows, Stage.APPLIED, dates=applied.dates[rows], notes=applied.notes[rows], origins=origin)]
    for milestone in found.milestones:
        if milestone.stage is not Stage.APPLIED:
            parts += _of_milestone(milestone, found, sent)
    history = found.history.only(sent[found.history.rows])
    history = history.only(~history.among([Stage.APPLIED]) | ~np.isnat(history.dates))
    known = np.isin(parts[0].rows, history.rows[history.among([Stage.APPLIED])])
    own = ~np.isnat(parts[0].dates) & applied.certain
    parts = [parts[0].only(~known | own), *parts[1:], history]
    if found.axes:
        words = together([told_by(axis, found.context.as_of, applied.dates) for axis in found.axes])
        words = words.only(sent[words.rows] & ~words.among([Stage.APPLIED]))
        parts.append(_dated_by_change(found, _not_told(words, parts[1:], len(sent))))
    return together(parts)


def _of_milestone(milestone: Milestone, found: Findings, sent: NDArray[np.bool_]) -> list[Told]:
    rows = np.flatnonzero(milestone.reached & sent)
    origin = f'column "{milestone.guess.header}"'
    many = milestone.rounds[rows]
    rounds = np.where(many > 1, 1, milestone.guess.round or 0)
    dates, notes = milestone.dates[rows], milestone.notes[rows]
    parts = [told(rows, milestone.stage, dates=dates, notes=notes, rounds=rounds, origins=origin)]
    more = range(2, int(many.max(initial=1)) + 1)
    parts += [told(rows[many >= number], milestone.stage, rounds=number, origins=origin) for number in more]
    parsed = found.calendar.of(milestone.guess)
    if parsed is not None and milestone.stage in TALKS:
        second = as_dates(parsed.extra, len(parsed.extra))
        again = rows[~np.isnat(second[rows]) & (second[rows] != dates)]
        parts.append(told(again, milestone.stage, dates=second[again], origins=origin))
    beside = [told(np.flatnonzero(mask & sent), stage, origins=origin) for stage, mask in milestone.also.items()]
    return [*parts, *beside]


def _not_told(words: Told, parts: list[Told], rows: int) -> Told:
    """Drop what a column of its own or a history already tells: the same stage, or a talk of no stated round."""
    known = np.zeros((rows, len(STAGES)), dtype=bool)
    for part in parts:
        known[part.rows, part.stages] = True
    talked = np.any(known[:, [STAGE_CODE[stage] for stage in TALKS]], axis=1)
    same = known[words.rows, words.stages]
    talk = words.among(TALKS) & talked[words.rows] & ~(words.frame["round"].to_numpy() > 1)
    return words.only(~(np.isnat(words.dates) & (same | talk)))


@dataclass(frozen=True, slots=True)
class Change:
    """A column that dates what the status says: the day of its last change, or of the employer's answer."""

    header: str
    dates: NDArray[np.datetime64]
    notes: NDArray[np.int8]
    only: frozenset[Stage]  # the stages it can date


def _change(found: Findings) -> Change | None:
    """Return the column that dates the status.

    A column that only repeats the application date was never kept up and dates nothing. The day of an answer is the
    day of a rejection; an offer or a talk has a day of its own.
    """
    guess = found.context.one(Field.UPDATED)
    parsed, sent_on = found.calendar.of(guess), found.applied.dates
    if guess is not None and parsed is not None:
        days = as_dates(parsed.dates, len(parsed.dates))
        both = ~np.isnat(days) & ~np.isnat(sent_on)
        copied = both.sum() > 1 and bool((days[both] == sent_on[both]).all())
        return None if copied else Change(guess.header, days, parsed.noted, frozenset(Stage))
    for milestone in found.milestones:
        if milestone.stage is Stage.REPLIED and not np.isnat(milestone.dates).all():
            return Change(milestone.guess.header, milestone.dates, milestone.notes, frozenset({Stage.REJECTED}))
    return None


def _dated_by_change(found: Findings, words: Told) -> Told:
    """Date the furthest or final event of a row by the day its status was changed, where the file has one."""
    change = _change(found)
    if change is None or not len(words.rows):
        return words
    weight = np.array([RANK.get(stage, 0) + 10 * (stage in FINAL) for stage in STAGES])[words.stages]
    ordered = Told(words.frame.iloc[np.lexsort((weight, words.rows))].reset_index(drop=True), words.origins)
    at, days = ordered.rows, change.dates[ordered.rows]
    furthest = np.append(at[1:] != at[:-1], True) & ordered.frame["last"].to_numpy() & ordered.among(change.only)
    use = furthest & ~np.isnat(days) & ~(days < found.applied.dates[at]) & np.isnat(ordered.dates)
    said = tuple(f'{origin}, dated by column "{change.header}"' for origin in words.origins)
    dated = ordered.frame.assign(
        date=np.where(use, days, ordered.dates),
        note=np.where(use, change.notes[at], ordered.frame["note"]).astype("int8"),
        origin=ordered.frame["origin"] + np.where(use, len(words.origins), 0).astype("int32"),
    )
    return Told(dated, (*words.origins, *said))


def _layout(found: Findings) -> str:
    header = {normal(label) for label in found.context.sheet.header}
    if header >= LINKEDIN:
        return "linkedin"
    if found.context.all(Field.HISTORY):
        return "history"
    stages = [milestone for milestone in found.milestones if milestone.stage is not Stage.APPLIED]
    if len(stages) >= 2 or (stages and not found.axes):
        return "wide"
    return "status" if found.axes else "no-status"


def _out_of_order(found: Findings, events: Told) -> list[ImportProblem]:
    """Say which rows have something dated before the application; everything is kept."""
    early = np.flatnonzero((events.dates < found.applied.dates[events.rows]) & ~events.among([Stage.APPLIED]))
    first = events.frame.iloc[early].drop_duplicates("row")
    message = _("Something in this row ({place}, {day}) is dated before the application itself.")
    remedy = _("Both are kept; the time between them is not used. Correct the date that is wrong.")
    places = {origin: _place(events.origins[origin]) for origin in first["origin"].unique()}
    return [
        ImportProblem(
            ProblemCode.DATES_OUT_OF_ORDER,
            message.format(place=places[origin], day=f"{day:%Y-%m-%d}"),
            remedy,
            int(found.numbers[row]),
        )
        for row, origin, day in first[["row", "origin", "date"]].itertuples(index=False)
    ]


def _place(origin: str) -> str:
    """Say in the language of the person where an event was read; the origin itself is stored, and stays English."""
    kind, _blank, name = origin.partition(" ")
    said = {
        "column": _("column {name}", name=name),
        "status": _("status {name}", name=name),
        "history": _("history {name}", name=name),
    }
    return said.get(kind, origin)


def _blank_statuses(found: Findings, sent: NDArray[np.bool_]) -> list[ImportProblem]:
    """Say once that rows without a status count as open."""
    if not found.axes:
        return []
    blank = sent & np.all([axis.codes < 0 for axis in found.axes], axis=0)
    if not blank.any():
        return []
    row = int(found.numbers[np.flatnonzero(blank)[0]])
    return [
        ImportProblem(
            ProblemCode.STATUS_ASSUMED,
            plural(
                int(blank.sum()),
                "{n} row has no status (row {row} is the first); without one an application counts as still open.",
                "{n} rows have no status (row {row} is the first); without one an application counts as still open.",
                row=row,
            ),
            _("Write “No response” where you have given up waiting."),
            row,
            found.axes[0].guess.header,
        )
    ]
