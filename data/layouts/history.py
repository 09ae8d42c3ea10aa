"""Several (stage, date) pairs in one cell: JSON, a Python list, or "Applied 2024-01-02; Interview 2024-01-20".

Cells are data: they are parsed with `json` and `ast.literal_eval`, never evaluated. Each distinct cell is parsed once.
"""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from data.language import _
from data.layouts.frames import Told, as_dates
from data.layouts.words import Axis, told_by
from data.meaning.dates import parse_dates
from data.meaning.stages import read_statuses
from data.problems import ImportProblem, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from data.layouts.context import Context
    from data.plans import ColumnGuess, StageReading

LONGEST_CELL: Final = 200_000
DATE_KEY: Final = re.compile(
    r"date|time|^at$|_at$|(?-i:[a-z]At$)|when|^on$|datum|fecha|data|tarih|日期|时间", re.IGNORECASE
)
STAGE_KEY: Final = re.compile(
    r"stage|status|state|event|step|phase|type|^to$|name|title|label|action|阶段|状态", re.IGNORECASE
)
DATE_TEXT: Final = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th|\.)?\s+[^\W\d_]{3,9}\.?(?:,?\s+\d{4})?"
    r"|[^\W\d_]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
)
SPLIT: Final = re.compile(r"\s*(?:[;\n|]|->|=>|→|➔|>|, (?=[^\W\d_]))\s*")
EDGES: Final = " \t:-–—()[]@,=."


def looks_like_history(texts: pd.Series) -> bool:
    """True where most non-blank cells hold a list of pairs in brackets."""
    filled = texts[texts != ""]
    if not len(filled):
        return False
    listed = filled.str.contains(r"^\s*\[\s*[\[\(\{]", regex=True)
    return bool(listed.mean() >= 0.5) and any(list(pairs(str(text))) for text in filled[listed].iloc[:5])


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield (stage words, date text) from one cell, in order; a date text may be empty."""
    value = _literal(text)
    if value is None:
        yield from _split(text)
        return
    for item in value if isinstance(value, list | tuple) else [value]:
        yield from _item(item)


def _literal(text: str) -> Any:
    if len(text) > LONGEST_CELL or text[:1] not in "[{(":
        return None
    try:
        return json.loads(text)
    except ValueError:
        pass
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None


def _item(item: Any) -> Iterator[tuple[str, str]]:
    if isinstance(item, dict):
        found = {str(key): str(value) for key, value in item.items() if isinstance(value, str | int) and value != ""}
        day = next((value for key, value in found.items() if DATE_KEY.search(key)), "")
        stage = next((v for k, v in found.items() if STAGE_KEY.search(k) and not DATE_KEY.search(k)), "")
        if stage:
            yield stage, day
        elif len(item) and all(isinstance(value, str) and DATE_TEXT.search(value) for value in item.values()):
            yield from ((str(key), str(value)) for key, value in item.items())
    elif isinstance(item, list | tuple) and len(item) >= 2:
        first, second = str(item[0]), str(item[1])
        yield (second, first) if DATE_TEXT.match(first) else (first, second)
    elif isinstance(item, str):
        yield from _split(item)


def _split(text: str) -> Iterator[tuple[str, str]]:
    for part in SPLIT.split(text):
        found = DATE_TEXT.search(part)
        stage = (part[: found.start()] + " " + part[found.end() :] if found else part).strip(EDGES)
        if stage:
            yield " ".join(stage.split()), found.group(0) if found else ""


@dataclass(frozen=True, slots=True)
class History:
    """What one column of histories says: its events, its words, rows of nothing but leads, and dates to come."""

    events: Told
    words: tuple[StageReading, ...]
    leads: NDArray[np.bool_]
    problems: list[ImportProblem]


def read_history(context: Context, guess: ColumnGuess, alive: NDArray[np.bool_]) -> History:
    """Read the (stage, date) pairs in the cells of one column."""
    codes, distinct = pd.factorize(context.text(guess).where(alive, ""))
    parts = [(cell, stage, day) for cell, text in enumerate(distinct) for stage, day in pairs(str(text))]
    pieces = pd.DataFrame(parts, columns=["cell", "word", "day"])
    cells = pd.DataFrame({"row": np.arange(len(codes)), "cell": codes})
    whole = cells.merge(pieces, on="cell").sort_values("row", kind="stable", ignore_index=True)
    word_codes, words = pd.factorize(whole["word"].astype("str"))
    rows = np.bincount(word_codes, minlength=len(words))
    counts = {str(word): int(number) for word, number in zip(words, rows, strict=True)}
    readings = read_statuses(counts, overrides=context.answers.stages)
    events = told_by(Axis(guess, word_codes.astype("int64"), readings), context.as_of, None)
    parsed = parse_dates(whole["day"].astype("str"), as_of=context.as_of, order=context.answers.date_order)
    planned = parsed.is_bad(ProblemCode.FUTURE_DATE)
    at = events.rows
    origins = tuple(f'history "{reading.value}"' for reading in readings)
    dated = events.frame.assign(
        row=whole["row"].to_numpy()[at], date=as_dates(parsed.dates, len(whole))[at], note=parsed.noted[at]
    )
    problems = [_planned(context, guess, whole.iloc[int(piece)]) for piece in np.flatnonzero(planned)]
    leads = np.zeros(len(codes), dtype=bool)
    leads[whole["row"]] = True
    leads[whole["row"][[readings[word].applied for word in word_codes]]] = False
    return History(Told(dated, origins).only(~planned[at]), readings, leads, problems)


def _planned(context: Context, guess: ColumnGuess, piece: pd.Series) -> ImportProblem:
    said = f"{piece['word']} {piece['day']}"
    return ImportProblem(
        ProblemCode.FUTURE_DATE,
        _("“{value}” lies after the day of this analysis.", value=said[:80]),
        _("Nothing is counted for it yet. Correct it if it is a slip."),
        int(context.sheet.numbers[piece["row"]]),
        guess.header,
        said,
    )
