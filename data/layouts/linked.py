"""A table of interviews beside the table of applications: each interview is told to its application.

The rows are joined by the number of the application, or by company and title, where each names exactly one application.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from data.language import _
from data.layouts.events import find_log
from data.layouts.rounds import interviews
from data.layouts.sheet import normal, unique_labels
from data.layouts.tables import own_name
from data.meaning.dates import date_share
from data.meaning.stages import read_statuses
from data.meaning.words import fold
from data.plans import ColumnGuess
from data.schema import TALKS, Field, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.layouts.context import Context

MOSTLY: Final = 0.8
INTERVIEWS: Final = re.compile(
    r"\b(?:interviews?|rounds?|phone screens?|gesprache?|vorstellungsgesprache?|entretiens?|entrevistas?|colloqui|"
    r"gesprekken|mulakatlar|events?|stages?|timeline|history|activity|updates?)\b|面 试"
)
SURE: Final = re.compile(
    r"\b(?:interviews?|phone screens?|vorstellungsgesprache?|entretiens?|entrevistas?|colloqui)\b|面 试"
)
WORDS: Final = (Field.EVENT_STAGE, Field.STATUS, Field.STAGE_DATE, Field.OTHER)
DAYS: Final = (Field.STAGE_DATE, Field.EVENT_DATE, Field.APPLIED, Field.ADDED, Field.OTHER)


class Joined(NamedTuple):
    """A table of interviews that was joined, and the numbers of its rows that fit no single application."""

    table: Context
    unmatched: tuple[int, ...]


def with_interviews(context: Context, others: Sequence[Context]) -> tuple[Context, list[Joined]]:
    """Return the applications with the interviews of `others` as their histories, and the tables that were joined."""
    joined = []
    for other in others:
        told = _told(context, other)
        if told is not None:
            cells, unmatched = told
            context = _with_column(context, other.sheet.name, cells)
            joined.append(Joined(other, unmatched))
    return context, joined


def _told(context: Context, other: Context) -> tuple[pd.Series, tuple[int, ...]] | None:
    """Return the interviews of each application as a cell of (words, day) pairs, and the rows that fit no single one.

    None where the table tells no interviews.
    """
    name = fold(own_name(other))
    if not other.sheet.rows or not INTERVIEWS.search(name) or find_log(context) is not None:
        return None
    owner = _owners(context, other)
    if owner is None:
        return None
    day = next((guess for guess in other.all(*DAYS) if date_share(other.text(guess)) > 0.5), None)
    what = next(
        (g for g in other.all(*WORDS) if (day is None or g.position != day.position) and _is_talk(other, g)), None
    )
    if what is None and (day is None or not SURE.search(name)):
        return None
    pieces = pd.Series(interviews(other, what, day, default="Interview"), dtype="object")
    told = (
        pieces[(owner >= 0) & pieces.notna()].groupby(owner).agg(lambda own: json.dumps(list(own), ensure_ascii=False))
    )
    if not len(told):
        return None
    unmatched = np.asarray(other.sheet.numbers)[((owner < 0) & pieces.notna()).to_numpy(dtype=bool)]
    return told.reindex(range(context.sheet.rows)).fillna("").astype("str"), tuple(map(int, unmatched))


def _is_talk(other: Context, guess: ColumnGuess) -> bool:
    """True for a column whose words are mostly stages, and some of them talks."""
    counts = other.text(guess)[other.text(guess) != ""].value_counts()
    readings = read_statuses({str(word): int(rows) for word, rows in counts.head(50).items()})
    known = sum(reading.rows for reading in readings if reading.stages)
    talks = any((TALKS | {Stage.ASSESSMENT}) & set(reading.stages) for reading in readings)
    return talks and known >= 0.6 * max(1, int(counts.sum()))


def _owners(context: Context, other: Context) -> pd.Series | None:
    """Return for each row of `other` the row of its application (-1 where none), None where most have none."""
    key, foreign = context.one(Field.APPLICATION_ID), other.one(Field.APPLICATION_ID)
    names = [f for f in (Field.COMPANY, Field.TITLE) if context.one(f) is not None and other.one(f) is not None]
    ways = []
    if key is not None and foreign is not None:
        ways.append((context.text(key).str.lower(), other.text(foreign).str.lower()))
    if names:
        ways.append((_joined(context, names), _joined(other, names)))
    for own, given in ways:
        places = {text: at for at, text in own[~own.duplicated(keep=False) & (own != "")].items()}
        found = given.map(places)
        if found.notna().mean() >= MOSTLY:
            return found.fillna(-1).astype("int64")
    return None


def _joined(context: Context, fields: Sequence[Field]) -> pd.Series:
    columns = [context.text(guess).map(normal) for guess in map(context.one, fields) if guess is not None]
    return reduce(lambda left, right: left + "\t" + right, columns)


def _with_column(context: Context, name: str, cells: pd.Series) -> Context:
    position = len(context.sheet.header)
    label = unique_labels([*context.sheet.header, name])[-1]
    sheet = replace(
        context.sheet,
        header=(*context.sheet.header, label),
        cells=context.sheet.cells.assign(**{label: cells}).set_axis(range(position + 1), axis="columns"),
    )
    reason = _("A table of its own, joined by the application it names.")
    guess = ColumnGuess(position, label, Field.HISTORY, 0.9, reason=reason)
    return replace(context, sheet=sheet, guesses=(*context.guesses, guess))
