"""What the store writes inside one of its transactions: a plan, or the taking back of imports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final
from uuid import UUID

from data.migrations import read_sql
from data.store_frames import applications_to_store, events_to_store, flows_to_store, problems_to_store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    import duckdb
    import pandas as pd

    from data.plans import ImportPlan

_ADD_IMPORT: Final = read_sql("add_import")
_ADD: Final = {name: read_sql(f"add_{name}") for name in ("applications", "events", "flows", "problems")}
_FORGET_ORPHANS: Final = read_sql("forget_orphans")
_FORGET: Final = tuple(
    f"DELETE FROM {table} WHERE import_id IN (SELECT unnest($import_ids::UUID[]))"  # noqa: S608 - names from this line
    for table in ("applications", "events", "flows", "problems", "imports")
)


def frames_to_write(plan: ImportPlan) -> dict[str, pd.DataFrame]:
    """Table name -> rows of the plan, checked before any transaction begins."""
    applications = applications_to_store(plan.applications)
    return {
        "applications": applications,
        "events": events_to_store(plan.events, applications),
        "flows": flows_to_store(plan.reading.flows),
        "problems": problems_to_store((*plan.reading.problems, *plan.problems)),
    }


def write_import(cursor: duckdb.DuckDBPyConnection, plan: ImportPlan, import_id: str, imported_at: datetime) -> None:
    """Add the row of the import itself; its sequence is the next one."""
    reading = plan.reading
    row = {
        "import_id": import_id,
        "name": reading.name,
        "sha256": reading.sha256,
        "container": reading.container,
        "layout": reading.layout,
        "imported_at": imported_at.replace(tzinfo=None),
        "rows": reading.rows,
        "accepted": reading.accepted,
        "merged": reading.merged,
        "set_aside": reading.set_aside,
        "is_sample": plan.is_sample,
        "aggregate": None if reading.aggregate is None else json.dumps(dict(reading.aggregate)),
    }
    cursor.execute(_ADD_IMPORT, row)


def write_frames(cursor: duckdb.DuckDBPyConnection, frames: dict[str, pd.DataFrame], import_id: str) -> None:
    """Insert whole frames at once: row by row, 100,000 rows would take a minute instead of a second."""
    for table, frame in frames.items():
        if frame.empty:
            continue
        cursor.register(f"plan_{table}", frame)
        cursor.execute(_ADD[table], {"import_id": import_id})
        cursor.unregister(f"plan_{table}")


def forget_imports(cursor: duckdb.DuckDBPyConnection, import_ids: Iterable[str]) -> None:
    """Delete every row of these imports, and marks on applications that go with them; ids that are none are ignored."""
    known = [import_id for import_id in import_ids if _is_uuid(import_id)]
    for statement in _FORGET:
        cursor.execute(statement, {"import_ids": known})
    cursor.execute(_FORGET_ORPHANS)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
