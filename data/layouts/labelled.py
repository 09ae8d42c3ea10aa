"""A sheet with the meaning of its columns: what the headers and values claim, corrected by what the cells show."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from data.language import _
from data.layouts.context import Context
from data.layouts.history import looks_like_history
from data.meaning.columns import recognise_columns
from data.plans import ColumnGuess
from data.schema import Field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd

    from data.layouts.sheet import Sheet
    from data.plans import Answers

SAMPLE_ROWS: Final = 300
AGAIN: Final = re.compile(r"(.+) \(\d+\)$")  # as `sheet.unique_labels` writes it
NUMBERED: Final = re.compile(r"[ _#-]*\d{1,2}$")
AXES: Final = (Field.STATUS, Field.OUTCOME)
MOST_WORDS: Final = 200  # different words of a status column
MOST_COLUMNS: Final = 400  # no tracker is wider; columns beyond are kept, but not given a meaning
EVIDENCE_ROWS: Final = 300  # rows of a long file, evenly spread, that the meaning of its columns is judged by


def context_of(sheet: Sheet, as_of: date, answers: Answers) -> Context:
    """Return the sheet with one guess a column; what the person said goes first."""
    sheet.begin()
    labels = sheet.header if sheet.has_header else tuple("" for _ in sheet.header)
    overrides = dict(answers.fields)
    if not sheet.has_header and overrides:
        labels = tuple(label if label in overrides else "" for label in sheet.header)
    first = _evidence(sheet).iloc[:, :MOST_COLUMNS]
    guesses = recognise_columns(labels[:MOST_COLUMNS], first, typed_dates=sheet.typed_dates, overrides=overrides)
    guesses += tuple(ColumnGuess(at, labels[at], Field.OTHER, 0.0) for at in range(len(guesses), len(labels)))
    named = tuple(replace(guess, header=sheet.header[guess.position]) for guess in guesses)
    told = tuple(_free_text(sheet, _history(sheet, guess, overrides), overrides) for guess in named)
    return Context(sheet, _numbered(sheet, _again(told, overrides), overrides), as_of, answers)


def _evidence(sheet: Sheet) -> pd.DataFrame:
    """Return rows, evenly spread, that the meaning of the columns is judged by; totals and remarks are none."""
    cells = sheet.cells.iloc[:: max(1, sheet.rows // EVIDENCE_ROWS)]
    filled = (cells != "").to_numpy().sum(axis=1)
    return cells[filled > 0.5 * np.median(filled)] if len(cells) else cells


def _history(sheet: Sheet, guess: ColumnGuess, overrides: dict[str, str]) -> ColumnGuess:
    """A column of lists of (stage, date) is a history whatever its header says."""
    if guess.header in overrides or guess.field is Field.HISTORY or not sheet.rows or guess.position >= MOST_COLUMNS:
        return guess
    if looks_like_history(sheet.cells[guess.position].head(SAMPLE_ROWS)):
        reason = _("Its cells are lists of stages.")
        return replace(guess, field=Field.HISTORY, stage=None, confidence=0.9, reason=reason)
    return guess


def _free_text(sheet: Sheet, guess: ColumnGuess, overrides: dict[str, str]) -> ColumnGuess:
    """A status column that says something else in every row is not a status but a diary."""
    if guess.field not in {Field.STATUS, Field.OUTCOME, Field.EVENT_STAGE} or guess.header in overrides:
        return guess
    words = sheet.cells[guess.position]
    if len(sheet.coded(guess.position).texts) <= max(MOST_WORDS, 0.3 * float((words != "").sum())):
        return guess
    return replace(guess, field=Field.OTHER, confidence=0.0, reason=_("Nearly every row says something else."))


def _again(guesses: tuple[ColumnGuess, ...], overrides: dict[str, str]) -> tuple[ColumnGuess, ...]:
    """A second column of the same name goes on where the first stopped: a later status, and the day of it."""
    first = {guess.header: guess.field for guess in guesses}
    later = {Field.STATUS: Field.OUTCOME, Field.APPLIED: Field.UPDATED}
    has_update = any(guess.field is Field.UPDATED for guess in guesses)
    result = []
    for guess in guesses:
        name = AGAIN.match(guess.header)
        field = later.get(first.get(name.group(1), Field.OTHER)) if name else None
        free = guess.field in {Field.OTHER, Field.ADDED} and guess.header not in overrides
        if field and free and not (field is Field.UPDATED and has_update):
            reason = _("It has the name of an earlier column.")
            guess = replace(guess, field=field, confidence=0.6, reason=reason)  # noqa: PLW2901
        result.append(guess)
    return tuple(result)


def _numbered(sheet: Sheet, guesses: tuple[ColumnGuess, ...], overrides: Mapping[str, str]) -> tuple[ColumnGuess, ...]:
    """Read "Status 1", "Status 2" and "Status 3" alike: each says what happened next."""
    stem = {guess.position: NUMBERED.sub("", guess.header).casefold() for guess in guesses}
    read = {stem[g.position] for g in guesses if g.field in AXES and NUMBERED.search(g.header)}
    result = []
    for guess in guesses:
        free = guess.field is Field.OTHER and guess.header not in overrides and sheet.rows
        if free and stem[guess.position] in read and NUMBERED.search(guess.header):
            reason = _("It goes on from the column before.")
            guess = replace(guess, field=Field.OUTCOME, confidence=0.7, reason=reason)  # noqa: PLW2901
        result.append(guess)
    return tuple(result)
