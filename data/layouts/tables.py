"""Several tables of one file: how much each looks like a tracker, which are parts of one, and those as one sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from data.language import _
from data.layouts.events import find_log
from data.layouts.sheet import Sheet, normal, unique_labels
from data.meaning.stages import read_statuses
from data.plans import ColumnGuess
from data.schema import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.layouts.context import Context

# What a column of this meaning says for a table being a tracker of applications.
WEIGHT: Final = {
    Field.COMPANY: 3.0,
    Field.TITLE: 2.0,
    Field.APPLIED: 3.0,
    Field.STATUS: 2.5,
    Field.HISTORY: 2.5,
    Field.EVENT_STAGE: 2.5,
    Field.STAGE_DATE: 1.5,
    Field.OUTCOME: 1.0,
    Field.EVENT_DATE: 1.5,
    Field.ADDED: 1.0,
    Field.UPDATED: 0.5,
    Field.APPLICATION_ID: 0.5,
    Field.URL: 0.5,
    Field.SOURCE: 0.5,
    Field.FLOW_SOURCE: 1.0,
    Field.FLOW_TARGET: 1.0,
}
IS_TRACKER: Final = 2.5  # the least score of a table worth reading as a tracker
NAMING: Final = (Field.COMPANY, Field.TITLE)
SAYING: Final = frozenset({Field.STATUS, Field.OUTCOME, Field.STAGE_DATE, Field.HISTORY, Field.EVENT_STAGE})
# What tells rows of one header apart: an application on another day, or another event of the same one.
TELLING: Final = (*NAMING, Field.APPLIED, Field.ADDED, Field.EVENT_DATE, Field.EVENT_STAGE, Field.URL)
SHARED: Final = 0.2  # of the rows of two tables of one tracker; with more they are two views of the same ones
WHOLLY: Final = 0.8  # of the rows of a table that stands in the other one too
# Meanings under which columns of two tables are one, whatever their names.
SAME: Final = frozenset({Field.COMPANY, Field.TITLE, Field.APPLIED, Field.STATUS, Field.URL, Field.SOURCE, Field.NOTES})
SHEET_NAME: Final = "Sheet"


def score(context: Context) -> float:
    """Return how much a table looks like a tracker: what its columns mean, and whether it has rows."""
    found: dict[Field, float] = {}
    for guess in context.guesses:
        found[guess.field] = max(found.get(guess.field, 0.0), guess.confidence * WEIGHT.get(guess.field, 0.0))
    many = min(1.0, 0.7 + 0.1 * float(np.log2(1 + context.sheet.rows)))
    return sum(found.values()) * many if context.sheet.rows else 0.1 * sum(found.values())


def same_header(one: Sheet, other: Sheet) -> bool:
    """True for two tables with rows under the same named columns."""
    if not one.has_header or not other.rows:
        return False
    return [normal(label) for label in one.header] == [normal(label) for label in other.header]


def together(one: Context, other: Context) -> bool:
    """True for tables of one tracker: equal headers, or both name, date and judge applications, and agree on the days.

    A copy under the same header adds nothing, so it is left out.
    """
    if same_header(one.sheet, other.sheet):
        return overlap(one, other) < 1
    alike, agree = overlap(one, other), overlap(one, other, (*NAMING, Field.APPLIED))
    if all(is_list(context) for context in (one, other)):
        return alike <= SHARED or agree >= WHOLLY * alike
    # A list of what was sent, and beside it what became of some of the same applications.
    fields = [{guess.field for guess in context.guesses} for context in (one, other)]
    named = all(found >= {Field.COMPANY, Field.TITLE, Field.APPLIED} for found in fields)
    return named and agree >= WHOLLY and any(is_list(context) for context in (one, other))


def overlap(one: Context, other: Context, fields: Sequence[Field] = NAMING) -> float:
    """Return the share of the smaller table's applications that stand in the other too; 0 where nothing names them."""
    fields = TELLING if same_header(one.sheet, other.sheet) else fields
    shared = [field for field in fields if one.one(field) is not None and other.one(field) is not None]
    first, second = _names(one, shared), _names(other, shared)
    return len(first & second) / max(1, min(len(first), len(second)))


def is_list(context: Context) -> bool:
    """True for a table with a company and a title, a day of application and what became of it; a log is none."""
    fields = {guess.field for guess in context.guesses}
    rows = context.sheet.has_header and context.sheet.rows
    whole = fields & SAYING - {Field.EVENT_STAGE} and fields >= {Field.COMPANY, Field.TITLE, Field.APPLIED}
    return bool(rows and whole) and find_log(context) is None


def _names(context: Context, fields: Sequence[Field]) -> set[tuple[str, ...]]:
    columns = [context.text(guess).map(normal) for guess in map(context.one, fields) if guess is not None]
    return {name for name in zip(*columns, strict=True) if any(name)}


def aligned(contexts: Sequence[Context]) -> list[Sheet]:
    """Return the sheets with the columns of all: those of one name, or the only ones of their meaning, are one."""
    header = list(contexts[0].sheet.header)
    own = {g.field: g.header for g in contexts[0].guesses if g.field in SAME and len(contexts[0].all(g.field)) == 1}
    places = []
    for context in contexts:
        place = {}
        for guess in context.guesses:
            known = next((label for label in header if normal(label) == normal(guess.header)), None)
            if known is None and guess.field in own and len(context.all(guess.field)) == 1:
                known = own[guess.field]
            if known is None or known in place:
                known = unique_labels([*header, guess.header])[-1]
                header.append(known)
            place[known] = context.sheet.cells[guess.position]
        places.append(place)
    sheets = []
    for context, place in zip(contexts, places, strict=True):
        blank = pd.Series("", index=context.sheet.cells.index, dtype="str")
        cells = pd.concat([place.get(label, blank) for label in header], axis="columns", ignore_index=True)
        sheets.append(replace(context.sheet, header=tuple(header), cells=cells))
    return sheets


def by_sheet_name(context: Context, sheets: Sequence[Sheet]) -> Context:
    """Take the names of sheets for a status ("Applied", "Rejected") where no column is one."""
    readings = read_statuses({sheet.name: sheet.rows for sheet in sheets})
    named = [reading for reading in readings if reading.confidence > 0 and (reading.stages or not reading.applied)]
    different = len({reading.stages for reading in named}) > 1
    if context.all(Field.STATUS, Field.OUTCOME) or len(named) < len(readings) or not different:
        return context
    position = len(context.sheet.header)
    names = pd.Series([sheet.name for sheet in sheets for _ in range(sheet.rows)], dtype="str")
    whole = replace(
        context.sheet,
        header=(*context.sheet.header, SHEET_NAME),
        cells=context.sheet.cells.assign(**{SHEET_NAME: names}).set_axis(range(position + 1), axis="columns"),
    )
    reason = _("The sheets are named after stages.")
    guess = ColumnGuess(position, SHEET_NAME, Field.STATUS, 0.8, reason=reason)
    return replace(context, sheet=whole, guesses=(*context.guesses, guess))


def own_name(context: Context) -> str:
    """Return the name of the sheet, or of the file without its folders and ending."""
    return re.sub(r"\.\w{2,5}$", "", context.sheet.name.rsplit("/", 1)[-1])
