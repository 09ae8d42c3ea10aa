"""Changes of strategy that a person tries: started, changed, ended with an answer and a note, reopened, deleted.

Each is a row of its own, so that what two tabs do to different ones never meets; of two that do the same thing to one,
the second is told that it is done already.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from data.errors import ReboundError
from data.language import _, plural
from data.migrations import read_sql

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.store import Store

MEASURES: Final = ("application_to_interview", "interview_to_offer")  # what one can be meant to move
LONGEST_NAME: Final = 80  # letters

_ALL: Final = read_sql("experiments")
_ADD: Final = read_sql("add_experiment")
_DELETE: Final = "DELETE FROM experiments WHERE experiment_id = $experiment_id::UUID"
_END: Final = """
    UPDATE experiments
    SET note = $note, last_day = $last_day, answered_on = $answered_on, answer = $answer, sentence = $sentence,
        decision = $decision, counts = $counts::DOUBLE[]
    WHERE experiment_id = $experiment_id::UUID AND last_day IS NULL
"""
_REOPEN: Final = """
    UPDATE experiments
    SET last_day = NULL, answered_on = NULL, answer = NULL, sentence = NULL, decision = NULL, counts = NULL
    WHERE experiment_id = $experiment_id::UUID AND last_day IS NOT NULL
"""
_CHANGE: Final = """
    UPDATE experiments
    SET name = $name, details = $details, start_date = $start::DATE
    WHERE experiment_id = $experiment_id::UUID AND (start_date = $start::DATE OR last_day IS NULL) AND NOT EXISTS (
        SELECT 1
        FROM experiments AS other
        WHERE other.experiment_id <> $experiment_id::UUID
            AND lower(other.name) = lower($name) AND other.start_date = $start::DATE AND other.measure = $measure
    )
"""


class Decision(StrEnum):
    """What the person does with the change from now on. Values are stored: never rename them."""

    KEEP = "keep"
    DROP = "drop"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Ending:
    """How an experiment ended: its last day, and the answer as it was on the day it was kept.

    sentence: the answer in the language of that day. counts: what it was worked out from, so that it can be said in
    another one: successes, trials and aged trials before, then the same since; empty where there was nothing to count.
    """

    last_day: date
    answered_on: date
    answer: str  # value of `analytics.experiments.Answer`
    sentence: str
    decision: Decision = Decision.OPEN
    counts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Experiment:
    """One change of strategy. Applications sent from `start` to the last day (without one: until today) belong to it.

    details, note: words of the person; strategy: id in the playbook, "" for an idea of their own; ending: None while it
    runs.
    """

    experiment_id: str
    started_at: datetime
    name: str
    details: str
    measure: str
    strategy: str
    start: date
    is_sample: bool = False
    note: str = ""
    ending: Ending | None = None


_NAMES: Final = tuple(field.name for field in fields(Experiment) if field.name != "ending")


@dataclass(frozen=True, slots=True)
class Idea:
    """What the person wrote about a change they want to try. start: None if the field was emptied."""

    name: str
    measure: str
    start: date | None
    details: str = ""
    strategy: str = ""


def experiments(store: Store) -> tuple[Experiment, ...]:
    """Every experiment of the history, in order of start."""
    columns = (*_NAMES, *(field.name for field in fields(Ending)))
    return tuple(_of(dict(zip(columns, row, strict=True))) for row in store.select(_ALL))


def start(store: Store, idea: Idea, *, started_at: datetime, is_sample: bool = False) -> Experiment:
    """Store a new experiment and return it.

    started_at: wall-clock time of the person; is_sample: it goes away with the sample.

    Raises:
        ReboundError: there is no name or no day, or there is such an experiment already; the text says what to do.
    """
    name, first = _sound_name(idea.name), _sound_day(idea.start)
    if idea.measure not in MEASURES:
        raise ValueError(f"{idea.measure!r} is no measure of an experiment")
    new = Experiment(
        experiment_id=str(uuid4()),
        started_at=started_at.replace(tzinfo=None),
        name=name,
        details=idea.details.strip(),
        measure=idea.measure,
        strategy=idea.strategy,
        start=first,
        is_sample=is_sample,
    )
    if not store.change(_ADD, _row(new)):
        raise _taken()
    return new


def change(store: Store, experiment_id: str, *, name: str, details: str, start: date | None) -> Experiment | None:
    """Give an experiment another name, other words or another first day, and return it as it was before.

    None where it is gone, or ended in the meantime: nothing was changed. The first day of one that has ended stays,
    because its kept answer was worked out with it.

    Raises:
        ReboundError: as for `start`, or another first day for one that has ended.
    """
    sound, first = _sound_name(name), _sound_day(start)
    known = _one(store, experiment_id)
    if known is None:
        return None
    if known.ending is not None and first != known.start:
        raise ReboundError(_("Its answer was worked out with the first day it has."), _("Reopen it to change the day."))
    row = _row(replace(known, name=sound, details=details.strip(), start=first))
    names = ("experiment_id", "name", "details", "start", "measure")
    if store.change(_CHANGE, {each: row[each] for each in names}):
        return known
    if _one(store, experiment_id) == known:
        raise _taken()
    return None


def _taken() -> ReboundError:
    return ReboundError(
        _("An experiment with this name, day and measure is there already."), _("Give this one another name.")
    )


def _sound_day(chosen: date | None) -> date:
    if chosen is None:
        raise ReboundError(
            _("The experiment has no first day yet."), _("Choose the day from which you do it differently.")
        )
    return chosen


def _sound_name(written: str) -> str:
    name = " ".join(written.split())
    if not name:
        raise ReboundError(_("The experiment has no name yet."), _("Write a few words by which you know it again."))
    if len(name) > LONGEST_NAME:
        too_long = plural(
            len(name) - LONGEST_NAME, "The name is too long by {n} letter.", "The name is too long by {n} letters."
        )
        raise ReboundError(too_long, _("Say the rest below it."))
    return name


def end(store: Store, experiment_id: str, ending: Ending, note: str = "") -> bool:
    """End a running experiment; False if it had ended or gone before, and nothing was changed.

    Raises:
        ReboundError: it would end before it began.
    """
    known = _one(store, experiment_id)
    if known is None or known.ending is not None:
        return False
    if ending.last_day < known.start:
        raise ReboundError(_("The last day lies before the first one."), _("Choose a day from the first one on."))
    row = _row(replace(known, ending=ending, note=note.strip()))
    names = ("experiment_id", "note", "last_day", "answered_on", "answer", "sentence", "decision", "counts")
    return store.change(_END, {name: row[name] for name in names}) == 1


def reopen(store: Store, experiment_id: str) -> bool:
    """Let an ended experiment run on; its note stays. False if it runs already or is gone."""
    return store.change(_REOPEN, {"experiment_id": experiment_id}) == 1


def delete(store: Store, experiment_id: str) -> Experiment | None:
    """Delete an experiment, and return it for `restore`; None if it was gone before. Applications are not touched."""
    known = _one(store, experiment_id)
    return known if store.change(_DELETE, {"experiment_id": experiment_id}) else None


def restore(store: Store, experiment: Experiment) -> bool:
    """Put a deleted experiment back as it was; False if it, or one like it, is there."""
    return store.change(_ADD, _row(experiment)) == 1


def idea_as_text(idea: Idea) -> str:
    """An idea as JSON text, for whoever may keep only text."""
    return json.dumps(asdict(idea), default=lambda value: value.isoformat())


def idea_from_text(text: str) -> Idea:
    """The idea that `idea_as_text` wrote."""
    row = json.loads(text)
    return Idea(**row | {"start": None if row["start"] is None else date.fromisoformat(row["start"])})


def as_text(experiment: Experiment) -> str:
    """The whole experiment as JSON text, for whoever may keep only text."""
    return json.dumps(_row(experiment), default=lambda value: value.isoformat())


def from_text(text: str) -> Experiment:
    """The experiment that `as_text` wrote."""
    row = json.loads(text)
    for name, kind in (("started_at", datetime), ("start", date), ("last_day", date), ("answered_on", date)):
        row[name] = None if row[name] is None else kind.fromisoformat(row[name])
    return _of(row)


def _of(row: Mapping[str, Any]) -> Experiment:
    ended: dict[str, Any] = {field.name: row.get(field.name) for field in fields(Ending)}
    ending = None
    if ended["last_day"] is not None:
        kept = {"decision": Decision(ended["decision"]), "counts": tuple(ended["counts"] or ())}
        ending = Ending(**ended | kept)
    return Experiment(**{name: row[name] for name in _NAMES}, ending=ending)


def _one(store: Store, experiment_id: str) -> Experiment | None:
    return next((each for each in experiments(store) if each.experiment_id == experiment_id), None)


def _row(experiment: Experiment) -> dict[str, object]:
    """The parameters of the statements above."""
    values = {name: getattr(experiment, name) for name in _NAMES}
    names = [field.name for field in fields(Ending)]
    ended = dict.fromkeys(names) if experiment.ending is None else {n: getattr(experiment.ending, n) for n in names}
    return values | ended
