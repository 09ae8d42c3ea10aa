"""Sheets with a row per interview: the rows of one application become one row, with the interviews as its history.

Such a sheet is known by rows of one company, title and day of application that differ in a column of rounds ("Round 1",
"Phone screen", 2). Rows that differ in anything else stay applications of their own.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from data.language import _
from data.layouts.events import PLAIN_DATE, find_log
from data.layouts.words import is_nothing
from data.meaning.dates import date_share
from data.meaning.phrases import scan
from data.meaning.stages import read_statuses
from data.meaning.words import fold
from data.schema import TALKS, Field, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from data.layouts.context import Context
    from data.plans import ColumnGuess, StageReading

ROUND: Final = re.compile(
    r"\b(?:rounds?|stages?|steps?|phases?|type|kind|interview (?:no|number|type)|runde|gesprachsrunde|ronda|rodada|"
    r"turno|tour|ronde|tur)\b|轮"
)
NUMBER: Final = re.compile(r"^(?:#|no\.? ?)?(\d{1,2})(?:st|nd|rd|th|\.|º|ª|er|e)?$", re.IGNORECASE)
MEANT: Final = (Field.STAGE_DATE, Field.STATUS, Field.EVENT_STAGE, Field.OTHER)
FINAL_WORDS: Final = (Field.STATUS, Field.OUTCOME, Field.STAGE_DATE, Field.UPDATED)  # the last row has the last word
SAMPLE: Final = 300
MOST_WORDS: Final = 60  # different rounds
MOSTLY: Final = 0.7
SEVERAL: Final = 0.2  # of the rows belong to an application with several rows
TALK_STAGES: Final = TALKS | {Stage.ASSESSMENT, Stage.OFFER}


@dataclass(frozen=True, slots=True)
class Rounds:
    """Which application each row is of (-1 where none), the column of rounds, and the one of their days."""

    codes: NDArray[np.int64]
    what: ColumnGuess
    when: ColumnGuess | None


def collapsed(context: Context) -> tuple[Context, int]:
    """Return a sheet of interviews with one row an application, and how many rows went into others; else as it is."""
    rounds = _find(context)
    if rounds is None:
        return context, 0
    groups = pd.Series(np.where(rounds.codes >= 0, rounds.codes, -1 - np.arange(len(rounds.codes))))
    order = groups.drop_duplicates()
    first = order.index.to_numpy()
    cells = {}
    for guess in context.guesses:
        texts = context.text(guess)
        filled = texts.where(~_passing(texts) if guess.field in FINAL_WORDS else texts != "").groupby(groups)
        one = filled.last() if guess.field in FINAL_WORDS else filled.first()
        cells[guess.position] = one.reindex(order).fillna("").reset_index(drop=True).astype("str")
    told = pd.Series(interviews(context, rounds.what, rounds.when), dtype="object").groupby(groups)
    cells[rounds.what.position] = told.agg(_listed).reindex(order).reset_index(drop=True).astype("str")
    reason = _("Each row is one interview; those of one application were put together.")
    what = replace(rounds.what, field=Field.HISTORY, stage=None, confidence=0.8, reason=reason)
    others = [_without_day(guess, rounds) for guess in context.guesses]
    sheet = replace(
        context.sheet,
        cells=pd.DataFrame(cells).sort_index(axis="columns"),
        numbers=context.sheet.numbers[first],
        keys=context.sheet.keys.take(first).reset_index(drop=True),
        tables=context.sheet.tables[first] if len(context.sheet.tables) else context.sheet.tables,
    )
    guesses = tuple(what if guess.position == what.position else guess for guess in others)
    return replace(context, sheet=sheet, guesses=guesses), len(groups) - len(first)


def interviews(context: Context, what: ColumnGuess | None, when: ColumnGuess | None, default: str = "") -> list[object]:
    """Return for each row the interview it tells as (words, date text), None where it tells none."""
    rows = context.sheet.rows
    words = pd.Series("", index=range(rows)) if what is None else context.text(what)
    words = words.where(~is_nothing(words), "")
    said = {word: _as_talk(context, str(word)) or default for word in words.unique()}
    days = pd.Series("", index=range(rows)) if when is None else context.text(when)
    days = days.where(~is_nothing(days), "")
    told: list[object] = []
    for word, day in zip(words, days, strict=True):
        talk = said[word] or ("Interview" if word == "" and day else "")
        told.append((talk, day) if talk and (word or day) else None)
    return told


def _as_talk(context: Context, word: str) -> str:
    """Return the words of a round as a status would say them: "2" and "HR" are interviews."""
    number = NUMBER.match(word)
    if number:
        return f"Interview round {number.group(1)}"
    if not word or word in context.answers.stages:
        return word
    reading = read_statuses({word: 1})[0]
    return word if reading.confidence > 0 else f"Interview ({word})"


def _listed(pieces: pd.Series) -> str:
    found = [piece for piece in pieces if piece is not None]
    return json.dumps(found, ensure_ascii=False) if found else ""


def _passing(texts: pd.Series) -> pd.Series:
    """True where a cell is blank or says that a round was passed, which is no end."""
    codes, distinct = pd.factorize(texts)
    known = [text == "" or scan(str(text)).meanings in ({"pass"}, {"pass", "interview"}) for text in distinct]
    return pd.Series(np.array(known, dtype=bool)[codes], index=texts.index)


def _without_day(guess: ColumnGuess, rounds: Rounds) -> ColumnGuess:
    is_day = rounds.when is not None and guess.position == rounds.when.position
    return replace(guess, field=Field.OTHER, stage=None) if is_day else guess


def _find(context: Context) -> Rounds | None:
    """Return the columns of a sheet with a row per interview, None where the rows are applications of their own."""
    candidates = [guess for guess in context.all(*MEANT) if _is_of_rounds(context, guess)]
    if not candidates or context.sheet.rows < 2 or find_log(context) is not None:
        return None
    codes = _applications(context)
    for what in candidates:
        if _tells_apart(context, codes, what):
            return Rounds(codes, what, _day(context, codes, what))
    return None


def _is_of_rounds(context: Context, guess: ColumnGuess) -> bool:
    """True for a column whose words are mostly interviews or, under a fitting header, small numbers."""
    named = ROUND.search(fold(guess.header)) is not None or guess.stage in TALKS
    if guess.header in context.answers.fields or not (named or guess.field in {Field.STATUS, Field.EVENT_STAGE}):
        return False
    texts = context.text(guess).head(SAMPLE)
    counts = texts[~is_nothing(texts)].value_counts()
    if not 1 < len(counts) <= MOST_WORDS or date_share(texts) > 0.5:
        return False
    readings = read_statuses({str(word): int(rows) for word, rows in counts.items()})
    if guess.field in {Field.STATUS, Field.EVENT_STAGE}:
        # The words of a status say interviews too, so there only numbered rounds tell a sheet of interviews.
        return len({reading.round for reading in readings if reading.round}) > 1 or (named and _all_talks(readings))
    numbers = sum(rows for word, rows in counts.items() if NUMBER.match(str(word)))
    known = sum(reading.rows for reading in readings if reading.stages)
    talks = numbers or any(TALK_STAGES & set(reading.stages) for reading in readings)
    return bool(named and talks and numbers + known >= MOSTLY * counts.sum())


def _all_talks(readings: Sequence[StageReading]) -> bool:
    return all(TALK_STAGES & set(reading.stages) for reading in readings)


def _applications(context: Context) -> NDArray[np.int64]:
    """Return a code for the company, title and day of application of each row, -1 where all are blank."""
    sent = context.one(Field.APPLIED)
    fields = [context.one(field) for field in (Field.COMPANY, Field.TITLE)]
    if sent is not None and sent.confidence > PLAIN_DATE:
        fields.append(sent)
    named = [context.text(guess).str.lower() for guess in fields if guess is not None]
    if fields[0] is None and fields[1] is None:
        key = context.one(Field.APPLICATION_ID)
        named = [] if key is None else [context.text(key)]
    if not named:
        return np.full(context.sheet.rows, -1)
    whole = reduce(lambda left, right: left + "\t" + right, named)
    return np.asarray(pd.factorize(whole.where(whole.str.strip() != "").to_numpy())[0], dtype="int64")


def _tells_apart(context: Context, codes: NDArray[np.int64], what: ColumnGuess) -> bool:
    """True where many rows share their application with others, and these mostly differ in `what`."""
    frame = pd.DataFrame({"code": codes, "word": context.text(what).str.lower()})[codes >= 0]
    groups = frame.groupby("code")["word"]
    sizes = groups.size()
    several = sizes[sizes > 1].index
    if not len(several) or sizes[several].sum() < SEVERAL * len(frame):
        return False
    return bool((groups.nunique()[several] == sizes[several]).mean() >= 0.8)


def _day(context: Context, codes: NDArray[np.int64], what: ColumnGuess) -> ColumnGuess | None:
    """Return the column of the days of the interviews: named so, or a date that differs between the rows of one."""
    dated = context.all(*MEANT, Field.EVENT_DATE, Field.APPLIED)
    others = [guess for guess in dated if guess.position != what.position]
    talks = [guess for guess in others if guess.stage in TALKS or guess.field is Field.EVENT_DATE]
    weak = [guess for guess in others if guess.confidence <= PLAIN_DATE]
    plain = [guess for guess in weak if guess.field in {Field.OTHER, Field.APPLIED}]
    for guess in (*talks, *plain):
        texts = context.text(guess)
        if date_share(texts.head(SAMPLE)) > 0.5:
            different = texts.groupby(codes).nunique()[lambda many: many.index >= 0].max() > 1
            if guess in talks or different:
                return guess
    return None
