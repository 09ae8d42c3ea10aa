"""The frames that leave a layout: applications with everything a row says about them, and events with their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.layouts.context import ATTRIBUTE_OF, Context
from data.layouts.frames import Told, event_texts, exact_applications, or_missing, packed
from data.schema import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import pandas as pd
    from numpy.typing import NDArray

    from data.plans import ColumnGuess


def application_frame(
    context: Context,
    rows: NDArray[np.int64],
    known: dict[str, bool],
    *,
    text_of: Callable[[ColumnGuess], pd.Series] | None = None,
    taken: Collection[int] = (),
) -> pd.DataFrame:
    """Return one application for each of `rows`, with every cell that has no other place in `extra`.

    text_of: the texts of a column for these rows, "" where blank (the cells of the rows where not given); taken:
    positions of columns that are said otherwise.
    """
    used = set(taken)
    every = np.array_equal(rows, np.arange(context.sheet.rows))
    cells = text_of or (lambda guess: _of_rows(context.text(guess), rows, every=every))
    attributes: dict[str, pd.Series] = {}
    for field, name in ATTRIBUTE_OF.items():
        guess = next((guess for guess in [context.one(field)] if guess and guess.position not in used), None)
        if guess is not None:
            attributes[name] = or_missing(cells(guess))
            used.add(guess.position)
    others = context.all(*ATTRIBUTE_OF, Field.OTHER, Field.FOLLOW_UP, Field.DEADLINE)
    rest = {context.sheet.header[guess.position]: cells(guess) for guess in others if guess.position not in used}
    return exact_applications(
        {
            **attributes,
            "application_id": _of_rows(context.sheet.keys, rows, every=every),
            "extra": packed(rest),
            "source_row": context.sheet.numbers[rows],
            **known,
        },
        len(rows),
    )


def _of_rows(texts: pd.Series, rows: NDArray[np.int64], *, every: bool) -> pd.Series:
    return texts if every else texts.take(rows).reset_index(drop=True)


def event_frame(context: Context, events: Told, owner: NDArray[np.int64]) -> pd.DataFrame:
    """Return the events with the keys of the rows in `owner` and the numbers of the rows they were read from."""
    return event_texts(events, context.sheet.keys.take(owner), context.sheet.numbers[events.rows])
