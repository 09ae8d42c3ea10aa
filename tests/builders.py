"""Text tables in, frames, plans, stores and journeys out: so that a test reads as a document.

Use it as `from builders import journeys_of` (pytest puts this folder on the path).

One application a line, its parts separated by "|":

    A1 applied 2025-01-06 | phone_screen 2025-01-15 | interview#2 2025-01-22 | offer ?
    A2 applied 2025-01-10 | source=LinkedIn | referral=yes | knows=answers,offers
    A3 applied 2025-03      (only the month is known)
    A4 rejected             (no date: same as "rejected ?")

The name ("A1") becomes `external_id` and `company`; its `application_id` is a UUID that sorts like the name.
Text after "  (" is a remark. `stage#n` gives a round. Attributes are named as in `data.schema.ATTRIBUTES`.
`knows=` lists what the file can say (default: everything); `knows=` alone means nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

import pandas as pd

from data.plans import ImportPlan, KnownHistory, TrackerReading
from data.schema import APPLICATION_COLUMNS, ATTRIBUTES, EVENT_COLUMNS, FLOW_COLUMNS, KNOWS, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from data.store import Store

IMPORTED_AT = datetime(2025, 3, 31, 9, 0)  # noqa: DTZ001 - the store keeps local wall-clock time


def key_of(name: str) -> str:
    """UUID text of an application's short name (at most 16 ASCII characters); sorts like the name."""
    return str(UUID(bytes=name.encode("ascii").ljust(16, b"\0")))


def name_of(application_id: str) -> str:
    """The short name behind a UUID made by `key_of`."""
    return UUID(str(application_id)).bytes.rstrip(b"\0").decode("ascii")


def frames_of(text: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Applications (APPLICATION_COLUMNS) and events (EVENT_COLUMNS) of a text table; row numbers start at 2."""
    applications: list[dict[str, object]] = []
    events: list[dict[str, object]] = []
    lines = [line.split("  (")[0].strip() for line in text.strip().splitlines()]
    for row, line in enumerate((line for line in lines if line), start=2):
        name, _, rest = line.partition(" ")
        parts = [part.strip() for part in rest.split("|") if part.strip()]
        attributes = dict(part.split("=", 1) for part in parts if _is_attribute(part))
        applications.append(_application(name, attributes, row))
        events.extend(_event(name, part, row) for part in parts if not _is_attribute(part))
    return applications_frame(applications), events_frame(events)


def plan_of(
    text: str,
    *,
    name: str = "tracker.csv",
    known: KnownHistory | None = None,
    revision: int = 0,
    is_sample: bool = False,
    aggregate: Mapping[str, int | None] | None = None,
    flows: pd.DataFrame | None = None,
    problems: tuple = (),
    already_imported: bool = False,
) -> ImportPlan:
    """A plan that asserts the text table. With `known`, its revision is used and `is_new` compares with it."""
    applications, events = frames_of(text)
    known_ids = set() if known is None else set(known.applications["application_id"].astype(str))
    known_events = set() if known is None else _event_keys(known.events)
    reading = TrackerReading(
        name=name,
        sha256=sha256(f"{name}\n{text}".encode()).hexdigest(),
        container="csv",
        layout="status",
        table="",
        tables=("",),
        rows=len(applications),
        accepted=len(applications),
        merged=0,
        set_aside=0,
        applications=applications,
        events=events,
        flows=flows_frame([]) if flows is None else flows,
        problems=problems,
        aggregate=aggregate,
    )
    return ImportPlan(
        reading=reading,
        applications=_marked(applications, [key not in known_ids for key in applications["application_id"]]),
        events=_marked(events, [key not in known_events for key in _keys_in_order(events)]),
        revision=revision if known is None else known.revision,
        already_imported=already_imported,
        is_sample=is_sample,
    )


@contextmanager
def store_with(*texts: str, imported_at: datetime = IMPORTED_AT) -> Iterator[Store]:
    """A store in memory into which each text table was imported as one file, in order."""
    from data.store import Store  # noqa: PLC0415 - builders of frames must not need a database

    with Store.open(":memory:") as store:
        for position, text in enumerate(texts, start=1):
            import_text(store, text, name=f"tracker-{position}.csv", imported_at=imported_at)
        yield store


def import_text(store: Store, text: str, *, imported_at: datetime = IMPORTED_AT, **plan: object) -> str:
    """Import one text table into a store; return the import's id. Further arguments go to `plan_of`."""
    return store.apply(plan_of(text, known=store.known_history(), **plan), imported_at=imported_at)


def journeys_of(text: str, as_of: date | str, *more: str) -> pd.DataFrame:
    """Journeys (JOURNEY_COLUMNS) of one or more files, given as text tables, as of a date (ISO text or date)."""
    with store_with(text, *more) as store:
        return store.journeys(date.fromisoformat(as_of) if isinstance(as_of, str) else as_of)


def by_name(frame: pd.DataFrame, *columns: str) -> dict[str, object]:
    """{short name: value, or tuple of values}: what a test compares. Dates become ISO text, missing values None."""
    rows = {}
    for _, row in frame.iterrows():
        values = tuple(_plain(row[column]) for column in columns)
        rows[name_of(row["application_id"])] = values[0] if len(columns) == 1 else values
    return rows


def applications_frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    """An applications frame with its documented dtypes, also for no rows."""
    frame = pd.DataFrame(rows, columns=list(APPLICATION_COLUMNS))
    texts = dict.fromkeys(("application_id", *ATTRIBUTES), "str")
    return frame.astype(texts | dict.fromkeys(KNOWS, "bool") | {"source_row": "int64"})


def events_frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    """An events frame with its documented dtypes, also for no rows."""
    frame = pd.DataFrame(rows, columns=list(EVENT_COLUMNS))
    texts = dict.fromkeys(("application_id", "stage", "date_note", "origin"), "str")
    frame["date"] = pd.to_datetime(frame["date"])
    return frame.astype(texts | {"date": "datetime64[s]", "round": "Int64", "source_row": "int64"})


def flows_frame(rows: list[tuple[str, str, int, str | None, str | None]]) -> pd.DataFrame:
    """A flows frame (FLOW_COLUMNS) from tuples."""
    frame = pd.DataFrame(rows, columns=list(FLOW_COLUMNS))
    return frame.astype(dict.fromkeys(("source", "target", "source_stage", "target_stage"), "str") | {"value": "int64"})


def _is_attribute(part: str) -> bool:
    return part.split("=", 1)[0].strip() in {*ATTRIBUTES, "knows"} and "=" in part


def _application(name: str, attributes: dict[str, str], row: int) -> dict[str, object]:
    knows = attributes.pop("knows", None)
    known = set(KNOWS) if knows is None else {f"knows_{word.strip()}" for word in knows.split(",") if word.strip()}
    if unknown := known - set(KNOWS):
        raise ValueError(f"no such flag: {sorted(unknown)}")
    flags = {flag: flag in known for flag in KNOWS}
    defaults = {"application_id": key_of(name), "company": name, "external_id": name, "source_row": row}
    return defaults | attributes | flags


def _event(name: str, part: str, row: int) -> dict[str, object]:
    word, _, when = part.partition(" ")
    stage, _, number = word.partition("#")
    when = when.strip().removesuffix("?")
    return {
        "application_id": key_of(name),
        "stage": str(Stage(stage)),
        "date": date.fromisoformat(f"{when}-01" if len(when) == 7 else when) if when else None,
        "date_note": "month" if len(when) == 7 else "",
        "round": int(number) if number else None,
        "origin": f'status "{stage}"',
        "source_row": row,
    }


def _marked(frame: pd.DataFrame, is_new: list[bool]) -> pd.DataFrame:
    return frame.assign(is_new=pd.Series(is_new, index=frame.index, dtype="bool"))


def _event_keys(events: pd.DataFrame) -> set[tuple[object, ...]]:
    return set(_keys_in_order(events))


def _keys_in_order(events: pd.DataFrame) -> list[tuple[object, ...]]:
    columns = ["application_id", "stage", "date", "round"]
    return [tuple(_plain(value) for value in row) for row in events[columns].itertuples(index=False)]


def _plain(value: object) -> object:
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124 - NaN differs from itself
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value
