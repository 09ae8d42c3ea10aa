"""Frames on their way into and out of the database, with the dtypes that `data.schema` documents.

Texts are pandas' `str` dtype, dates `datetime64[s]`, flags `bool`, whole numbers that may be missing `Int64`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from data.problems import ImportProblem, ProblemCode
from data.schema import (
    APPLICATION_COLUMNS,
    ATTRIBUTES,
    EVENT_COLUMNS,
    FLOW_COLUMNS,
    JOURNEY_COLUMNS,
    KNOWS,
    MONTH_FLAGS,
    check_frame,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# One row per import, in the order of import.
IMPORT_COLUMNS: Final = (
    "import_id",
    "sequence",
    "name",
    "sha256",
    "container",
    "layout",
    "imported_at",
    "rows",
    "accepted",
    "merged",
    "set_aside",
    "applications",
    "events",
    "is_sample",
    "is_aggregate",
)
PROBLEM_COLUMNS: Final = ("position", "code", "message", "remedy", "row", "column", "value", "set_aside")

_TEXT: Final = "str"
_DATE: Final = "datetime64[s]"
_DTYPES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("application_id", *ATTRIBUTES, "stage", "date_note", "origin", "outcome"), _TEXT),
    **dict.fromkeys(("import_id", "name", "sha256", "container", "layout"), _TEXT),
    **dict.fromkeys(("source", "target", "source_stage", "target_stage"), _TEXT),
    **dict.fromkeys(("code", "message", "remedy", "column"), _TEXT),
    **dict.fromkeys(("date", *(name for name in JOURNEY_COLUMNS if name.endswith("_date"))), _DATE),
    **dict.fromkeys((*KNOWS, *MONTH_FLAGS, "is_sample", "is_aggregate"), "bool"),
    **dict.fromkeys((name for name in JOURNEY_COLUMNS if name.startswith(("reached_", "possible_"))), "bool"),
    **dict.fromkeys(("round", "rounds", "days_open", "source_row", "row"), "Int64"),
    "rounds_imputed": "bool",
    "imported_at": "datetime64[us]",
    **dict.fromkeys(("sequence", "rows", "accepted", "merged", "applications", "events", "position"), "int64"),
}


def typed(frame: pd.DataFrame, columns: Sequence[str], name: str, **special: str) -> pd.DataFrame:
    """`frame` with exactly `columns` and their documented dtypes; `special` overrides for columns of two meanings."""
    dtypes = dict(_DTYPES) | special
    checked = check_frame(frame, tuple(columns), name)
    kinds = checked.dtypes.astype("str")
    return checked.astype({column: dtypes[column] for column in columns if kinds[column] != dtypes[column]})


def applications_to_store(frame: pd.DataFrame) -> pd.DataFrame:
    """The applications of a plan, ready to be inserted."""
    return typed(frame, APPLICATION_COLUMNS, "applications")


def events_to_store(frame: pd.DataFrame, applications: pd.DataFrame) -> pd.DataFrame:
    """The events of a plan, ready to be inserted; each must belong to an application of the plan."""
    events = typed(frame, EVENT_COLUMNS, "events")
    # Sets, because pandas' isin over 100,000 texts takes half a second.
    if not set(events["application_id"].unique()) <= set(applications["application_id"].unique()):
        raise ValueError("events frame holds events of applications that the plan lacks")
    return events


def flows_to_store(frame: pd.DataFrame) -> pd.DataFrame:
    """The flows of a plan, ready to be inserted."""
    return typed(frame, FLOW_COLUMNS, "flows", value="int64")


def problems_to_store(problems: Iterable[ImportProblem]) -> pd.DataFrame:
    """Problems as rows (PROBLEM_COLUMNS), in order."""
    rows = [
        (position, str(p.code), p.message, p.remedy, p.row, p.column, p.value, p.set_aside)
        for position, p in enumerate(problems)
    ]
    frame = pd.DataFrame(rows, columns=list(PROBLEM_COLUMNS))
    return typed(frame, PROBLEM_COLUMNS, "problems", value=_TEXT, set_aside="bool")


def problems_from_rows(
    rows: Iterable[tuple[str, str, str, int | None, str | None, str | None, bool]],
) -> tuple[ImportProblem, ...]:
    """Rows of (code, message, remedy, row, column, value, set_aside) as problems."""
    return tuple(
        ImportProblem(ProblemCode(code), message, remedy, row=row, column=column, value=value, set_aside=set_aside)
        for code, message, remedy, row, column, value, set_aside in rows
    )
