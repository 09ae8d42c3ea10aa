"""A sheet with its recognised columns: what every layout starts from, and what it returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from data.layouts.frames import empty_applications, empty_events, empty_flows
from data.meaning.words import is_blank
from data.schema import Field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd
    from numpy.typing import NDArray

    from data.layouts.calendar import Calendar
    from data.layouts.sheet import Coded, Sheet
    from data.plans import Answers, ColumnGuess, StageReading
    from data.problems import ImportProblem, Question

# Fields that become a text attribute of an application, and the attribute's name.
ATTRIBUTE_OF: Final = {
    Field.COMPANY: "company",
    Field.TITLE: "title",
    Field.APPLICATION_ID: "external_id",
    Field.URL: "url",
    Field.SOURCE: "source",
    Field.REFERRAL: "referral",
    Field.TAILORED: "tailored",
    Field.COVER_LETTER: "cover_letter",
    Field.RESUME_VERSION: "resume_version",
    Field.ROLE_FAMILY: "role_family",
    Field.LOCATION: "location",
    Field.WORK_MODE: "work_mode",
    Field.SALARY: "salary",
    Field.CONTACT: "contact",
    Field.NOTES: "notes",
}


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """One sheet, its columns, the date to read it at, and what the person answered."""

    sheet: Sheet
    guesses: tuple[ColumnGuess, ...]
    as_of: date
    answers: Answers

    def all(self, *fields: Field) -> list[ColumnGuess]:
        """Return the columns that mean one of `fields`, from left to right."""
        return [guess for guess in self.guesses if guess.field in fields]

    def one(self, field: Field) -> ColumnGuess | None:
        """Return the column that means `field` most surely; the leftmost of equals."""
        return max(self.all(field), key=lambda guess: guess.confidence, default=None)

    def text(self, guess: ColumnGuess) -> pd.Series:
        """Return the cells of a column: dtype str, "" where blank, index 0..rows-1."""
        return self.sheet.cells[guess.position]

    def coded(self, guess: ColumnGuess) -> Coded:
        """Return the cells of a column as numbers of its distinct texts."""
        return self.sheet.coded(guess.position)

    def nothing(self, guess: ColumnGuess) -> NDArray[np.bool_]:
        """True where a cell is blank or says only "N/A", "-" and the like."""
        codes, texts = self.coded(guess)
        return np.array([is_blank(text) for text in texts.to_numpy(dtype=object)], dtype=bool)[codes]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a layout made of a sheet; rows = accepted + merged + set_aside."""

    layout: str
    rows: int
    accepted: int
    merged: int = 0
    set_aside: int = 0
    applications: pd.DataFrame | None = None
    events: pd.DataFrame | None = None
    flows: pd.DataFrame | None = None
    aggregate: Mapping[str, int | None] | None = None
    statuses: tuple[StageReading, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    questions: tuple[Question, ...] = ()
    calendar: Calendar | None = None  # the date columns, to show how they were read
    refusal: tuple[str, str] | tuple[()] = ()  # why nothing was read and what to do, where more than usual is known

    def frames(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """Return applications, events and flows, empty where the layout has none."""
        return (
            empty_applications() if self.applications is None else self.applications,
            empty_events() if self.events is None else self.events,
            empty_flows() if self.flows is None else self.flows,
        )
