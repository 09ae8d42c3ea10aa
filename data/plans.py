"""The values that pass between reading a file, planning an import, and the store.

    bytes --read_tracker--> TrackerReading --plan_import(reading, known)--> ImportPlan --Store.apply--> history

Frames inside follow `data.schema`. A reading knows nothing of the database; a plan knows what is new.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from data.problems import ImportProblem, Question
    from data.schema import Field, Stage


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table as text, before any meaning. No header is chosen yet.

    cells: one row per record; columns 0..n-1; dtype str with missing cells as "" (empty text); index: 1-based row
    number in the file (line number for text files, sheet row for spreadsheets). Typed spreadsheet cells are ISO text
    ("2024-03-01", "2024-03-01 09:30:00"), TRUE/FALSE, or the plain number; `typed_dates` names the columns whose
    non-blank cells were mostly real dates. `kind`: "table", or "flows" for Sankey text already split in three columns.
    """

    name: str  # sheet name, file name inside a ZIP, or "" for a plain file
    cells: pd.DataFrame
    kind: str = "table"
    typed_dates: frozenset[int] = frozenset()
    header_rows: int | None = None  # known number of header rows (JSON, Markdown), None where it must be found
    notes: tuple[ImportProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class RawFile:
    """Everything found in one file."""

    name: str
    sha256: str
    container: str  # "csv", "xlsx", "xls", "ods", "json", "markdown", "zip", "sankey text", "pasted text"
    tables: tuple[RawTable, ...]
    encoding: str = ""
    delimiter: str = ""
    problems: tuple[ImportProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person said about a file; empty means "nothing said"."""

    table: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)  # header -> Field value (or "stage:<Stage>")
    stages: Mapping[str, str] = field(default_factory=dict)  # word as in the file -> Stage value, or "not_applied"
    date_order: str | None = None  # "day-first" | "month-first": for every column without proof of its own
    choices: Mapping[str, str] = field(default_factory=dict)  # Question.key -> option value


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column means, how sure, and why. confidence: 0..1; examples: a few of its values."""

    position: int
    header: str
    field: Field
    confidence: float
    stage: Stage | None = None  # for STAGE_DATE columns
    round: int | None = None
    reason: str = ""
    examples: tuple[str, ...] = ()
    date_order: str = ""  # "", "iso", "day-first", "month-first"
    date_evidence: str = ""


@dataclass(frozen=True, slots=True)
class StageReading:
    """What one word of a status column means.

    stages: everything it asserts, in order ("Rejected (Interview)" -> INTERVIEW, REJECTED); empty with
    `applied=False` for leads and postings never applied to. `unsure` asks for a look; confidence: 0..1.
    """

    value: str
    stages: tuple[Stage, ...]
    confidence: float
    applied: bool = True
    round: int | None = None
    date_text: str = ""  # a date found inside the words ("Interview on 21st Jan")
    unsure: str = ""  # why a person should look, empty when clear
    rows: int = 0


@dataclass(frozen=True, slots=True)
class TrackerReading:
    """One file, understood: applications and events with file-local keys, and all there is to say about it.

    rows = accepted + merged + set_aside, always. `applications.application_id` is a file-local key ("r12").
    """

    name: str
    sha256: str
    container: str
    layout: str  # "status", "wide", "history", "events", "transitions", "flows", "summary", "matrix", "linkedin", ...
    table: str
    tables: tuple[str, ...]
    rows: int
    accepted: int
    merged: int
    set_aside: int
    applications: pd.DataFrame
    events: pd.DataFrame
    flows: pd.DataFrame
    columns: tuple[ColumnGuess, ...] = ()
    statuses: tuple[StageReading, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    questions: tuple[Question, ...] = ()
    aggregate: Mapping[str, int | None] | None = None  # counts of an aggregate file, keys as in analytics.counts
    header_key: str = ""  # fingerprint of the header, to remember answers for the next file of this shape

    @property
    def blocked(self) -> bool:
        """True while a question must be answered before anything can be imported."""
        return any(question.needed for question in self.questions)


@dataclass(frozen=True, slots=True)
class KnownHistory:
    """What the store already holds, for matching. Frames follow `data.schema` with stored UUIDs."""

    applications: pd.DataFrame
    events: pd.DataFrame
    hashes: frozenset[str] = frozenset()  # sha256 of files imported before (and not undone)
    revision: int = 0


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would be written, with final UUIDs. Nothing is written before `Store.apply`.

    applications and events are everything the file asserts (so that an undo of any other import loses nothing);
    `is_new` on both frames marks what the history does not know yet.
    """

    reading: TrackerReading
    applications: pd.DataFrame  # APPLICATION_COLUMNS + is_new
    events: pd.DataFrame  # EVENT_COLUMNS + is_new
    revision: int
    already_imported: bool = False
    problems: tuple[ImportProblem, ...] = ()  # of planning: conflicts, merges with stored applications
    is_sample: bool = False

    @property
    def new_applications(self) -> int:
        """Applications the history does not know yet."""
        return int(self.applications["is_new"].sum())

    @property
    def new_events(self) -> int:
        """Events the history does not know yet."""
        return int(self.events["is_new"].sum())
