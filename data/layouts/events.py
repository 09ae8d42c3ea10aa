"""Finds files with a row per application and stage: event logs, Gantt rows, mail logs, transitions.

Such a file is known by its rows sharing a key: the tracker's own, else company and title, else any other name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from data.layouts.words import read_axis
from data.meaning.dates import date_share
from data.schema import Field, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.layouts.context import Context
    from data.plans import ColumnGuess

WHEN: Final = (Field.EVENT_DATE, Field.APPLIED, Field.UPDATED, Field.ADDED)
WHAT: Final = (Field.EVENT_STAGE, Field.FLOW_TARGET, Field.STATUS, Field.OUTCOME)
PLAIN_DATE: Final = 0.7  # the trust in "Date" as the day of application; a header that says so is trusted more
# Share of the rows that belong to an application with several rows: where headers name an event log, and elsewhere.
SOME: Final = 0.2
MOST: Final = 0.5


@dataclass(frozen=True, slots=True)
class Log:
    """The columns of an event log. key: text per row, "" where the row names no application."""

    key: pd.Series
    what: ColumnGuess
    when: ColumnGuess | None
    until: ColumnGuess | None
    before: ColumnGuess | None  # transitions: the stage left


def find_log(context: Context) -> Log | None:
    """Return the columns of an event log, None where the rows are rather applications of their own."""
    what = next((guess for guess in map(context.one, WHAT) if guess is not None), None)
    if what is None or context.sheet.rows < 2:
        return None
    before, until = context.one(Field.FLOW_SOURCE), context.one(Field.EVENT_END)
    transitions = before is not None and what.field is Field.FLOW_TARGET
    dates = map(context.one, WHEN)
    when = next((guess for guess in dates if guess is not None), _dated(context) if transitions else None)
    named = what.field is Field.EVENT_STAGE or transitions or until is not None
    if not named and (_says_applied(when) or context.one(Field.OUTCOME) is not None):
        return None
    if when is None and not transitions:
        return None
    for key in _keys(context, (what, when, before, until)):
        if _is_log(context, key, what, named=named) or (transitions and _repeats(context, before, what)):
            return Log(key, what, when, until, before if transitions else None)
    return None


def _says_applied(when: ColumnGuess | None) -> bool:
    """True for a column that is named as the day of application: the events of a log have days of their own."""
    return when is not None and when.field is Field.APPLIED and when.confidence > PLAIN_DATE


def _dated(context: Context) -> ColumnGuess | None:
    """Return a column of dates among those without a meaning."""
    return next((guess for guess in context.all(Field.OTHER) if date_share(context.text(guess)) > 0.8), None)


def _repeats(context: Context, source: ColumnGuess | None, target: ColumnGuess) -> bool:
    """True where pairs of source and target come again and again, which they never do in a list of totals."""
    pairs = pd.DataFrame({"source": "" if source is None else context.text(source), "target": context.text(target)})
    return float(pairs.duplicated().mean()) >= SOME


def _keys(context: Context, taken: Sequence[ColumnGuess | None]) -> list[pd.Series]:
    """Return the possible keys of an application, best first."""
    found = []
    id_guess, company, title = (context.one(f) for f in (Field.APPLICATION_ID, Field.COMPANY, Field.TITLE))
    if id_guess is not None:
        found.append(context.text(id_guess).str.lower())
    named = [context.text(guess).str.lower() for guess in (company, title) if guess is not None]
    if len(named) == 2:
        found.append((named[0] + "\t" + named[1]).where((named[0] != "") | (named[1] != ""), ""))
    elif named:
        found.append(named[0])
    if not found:
        used = {guess.position for guess in taken if guess is not None}
        found += [context.text(guess).str.lower() for guess in context.all(Field.OTHER) if guess.position not in used]
    return found


def _is_log(context: Context, key: pd.Series, what: ColumnGuess, *, named: bool) -> bool:
    """True where most rows share their key with another row that says something else."""
    words, _ = pd.factorize(context.text(what))
    keys, _ = pd.factorize(key)
    used = (key != "").to_numpy(dtype=bool) & (context.text(what) != "").to_numpy(dtype=bool)
    if not used.any():
        return False
    rows = np.bincount(keys[used])
    several = np.flatnonzero(rows > 1)
    share = rows[several].sum() / used.sum()
    if share < (SOME if named else MOST):
        return False
    said = np.unique(keys[used].astype("int64") * (words.max() + 1) + words[used]) // (words.max() + 1)
    differ = float((np.bincount(said, minlength=len(rows))[several] > 1).mean())
    return differ >= 0.6 if named else differ >= 0.8 and _starts(context, key, what)


def _starts(context: Context, key: pd.Series, what: ColumnGuess) -> bool:
    """True where most applications have at most one "applied" row: two such rows are two applications."""
    axis = read_axis(context, replace(what, field=Field.STATUS), np.ones(len(key), dtype=bool))
    first = [any(stage in {Stage.APPLIED, Stage.ACKNOWLEDGED} for stage in r.stages) for r in axis.readings]
    sent = pd.Series(axis.per_row(first, False).astype(bool)).groupby(key).sum()
    return bool((sent >= 1).mean() >= 0.5 and (sent > 1).mean() <= 0.1)
