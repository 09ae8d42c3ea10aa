"""A column per day with the company names of that day below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from data.errors import NotATrackerError
from data.language import _
from data.layouts.context import Parsed
from data.layouts.frames import as_dates, exact_applications, exact_events, or_missing
from data.layouts.sheet import WIDEST, trimmed
from data.layouts.words import is_nothing
from data.meaning.dates import date_share, parse_dates
from data.problems import ImportProblem, Option, ProblemCode, Question, QuestionCode
from data.schema import KNOWS, Stage

if TYPE_CHECKING:
    from datetime import date

    from data.plans import Answers, RawTable

LEAST_DAYS: Final = 5
LOOK_AT_ROWS: Final = 5


@dataclass(frozen=True, slots=True)
class Matrix:
    """The cells under the days. header: the days as written; below: text, its index the rows of the file."""

    header: pd.Series
    below: pd.DataFrame


def find_matrix(table: RawTable) -> Matrix | None:
    """Return the matrix in a table: a row of at least five days with text, not dates, below them."""
    cells = trimmed(table.cells.iloc[: LOOK_AT_ROWS + 200, :WIDEST])
    for at in range(min(LOOK_AT_ROWS, len(cells))):
        row = pd.Series(list(map(str, cells.iloc[at])), dtype="str")
        if (row != "").sum() < LEAST_DAYS or date_share(row) < 0.6:
            continue
        days = [position for position in row.index[row != ""] if date_share(row.loc[[position]]) > 0]
        below = pd.Series(cells.iloc[at + 1 :, days].to_numpy().ravel(), dtype="str")
        below = below[below != ""]
        if len(below) and date_share(below) < 0.2:
            whole = trimmed(table.cells.iloc[at + 1 :, days])
            return Matrix(row.loc[days], whole)
    return None


def read_matrix(matrix: Matrix, as_of: date, answers: Answers) -> Parsed:
    """Take every cell under a day as one application sent that day, once the person has said so."""
    choice = answers.choices.get(str(QuestionCode.MATRIX), "")
    if choice == "refuse":
        raise NotATrackerError(_("The file is a table of days and names, and you chose not to use it."))
    parsed = parse_dates(matrix.header, as_of=as_of, order=answers.date_order)
    long = matrix.below.rename_axis(index="number").reset_index().melt("number", var_name="column", value_name="text")
    long = long[(long["text"] != "") & ~is_nothing(long["text"])].reset_index(drop=True)
    days = as_dates(long["column"].map(parsed.dates), len(long))
    keys = "r" + long["number"].astype("str") + "c" + long["column"].astype("str")
    company = long["text"].str.replace(r"^\s*\d{1,3}\s*[.):-]\s*", "", regex=True)
    applications = {"application_id": keys, "company": or_missing(company), "source_row": long["number"]}
    events = pd.DataFrame({"application_id": keys, "stage": str(Stage.APPLIED), "date": days})
    notes = parsed.notes.reindex(long["column"]).to_numpy()
    return Parsed(
        layout="matrix",
        rows=len(long),
        accepted=len(long),
        applications=exact_applications(applications | dict.fromkeys(KNOWS, False), len(long)),
        events=exact_events(
            events.assign(date_note=notes, round=None, origin="day above the cell", source_row=long["number"])
        ),
        problems=(
            ImportProblem(
                ProblemCode.NO_STATUS,
                _("The file has names under days and nothing on what became of them, so outcomes are unknown."),
                _("Keep a status beside each application if you want to see interviews and offers."),
            ),
            *_undated(matrix, parsed.dates),
        ),
        questions=() if choice == "accept" else (_question(long, int(np.unique(days).size)),),
    )


def _undated(matrix: Matrix, dates: pd.Series) -> list[ImportProblem]:
    return [
        ImportProblem(
            ProblemCode.BAD_DATE,
            _("The day above one column, “{day}”, could not be read.", day=matrix.header[position]),
            _("Write it like 2024-03-31."),
            value=str(matrix.header[position]),
        )
        for position in matrix.header.index[dates.isna().to_numpy()]
    ]


def _question(long: pd.DataFrame, days: int) -> Question:
    return Question(
        QuestionCode.MATRIX,
        _(
            "The file has {days} days as columns and {names} names below. Is each name an application sent that day?",
            days=days,
            names=len(long),
        ),
        (Option("accept", _("Yes, each name is an application")), Option("refuse", _("No, do not use this file"))),
        examples=tuple(str(text) for text in long["text"].head(3)),
    )
