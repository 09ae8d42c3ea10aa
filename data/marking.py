"""What a person marks on the screen: written like an import of its own, so that it is listed and undone like one.

A mark asserts nothing about an application but the event itself. `data/sql/views.sql` therefore leaves out applications
that only marks know: after the undo of a file none of them stays behind as an empty shell.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pandas as pd

from data.errors import StalePlanError
from data.plans import ImportPlan, TrackerReading
from data.schema import APPLICATION_COLUMNS, ATTRIBUTES, EVENT_COLUMNS, FLOW_COLUMNS, KNOWS, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from data.plans import KnownHistory
    from data.store import Store

LAYOUT: Final = "mark"  # stored; `data/sql/views.sql` knows it
NAME: Final = "Closed as no answer"
ORIGIN: Final = "marked on the Waiting page"
MOST_TRIES: Final = 5
# Setting: {application_id: day as ISO text}. What goes with an application is in data/sql/forget_orphans.sql.
_FOLLOW_UPS: Final = "follow_ups"
# One statement, so that what two tabs note at the same moment is both kept; a null forgets its application.
_SET_FOLLOW_UPS: Final = """
    INSERT INTO settings VALUES ($name, json_merge_patch('{}'::JSON, $days::JSON))
    ON CONFLICT (name) DO UPDATE SET value = json_merge_patch(value, $days::JSON)
"""


def mark_no_response(known: KnownHistory, ids: Iterable[str], as_of: date, *, is_sample: bool = False) -> ImportPlan:
    """Plan to close applications as unanswered, each with a `no_response` event on the day `as_of`.

    Nothing is written. Ids that the history does not hold (any more) are left out; the same applications marked again
    on the same day are the same import. is_sample: the mark goes away with the sample.
    """
    stored = set(known.applications["application_id"])
    chosen = sorted(set(ids) & stored)
    events = _events(chosen, as_of)
    seen = known.events[known.events["stage"] == Stage.NO_RESPONSE]
    before = set(seen.loc[seen["date"] == pd.Timestamp(as_of), "application_id"])
    digest = sha256("\n".join((LAYOUT, as_of.isoformat(), *chosen)).encode()).hexdigest()
    return ImportPlan(
        reading=_reading(len(chosen), digest),
        applications=_applications(chosen).assign(is_new=False),
        events=events.assign(is_new=~events["application_id"].isin(before)),
        revision=known.revision,
        already_imported=digest in known.hashes,
        is_sample=is_sample,
    )


def close_unanswered(
    store: Store, ids: Sequence[str], as_of: date, *, marked_at: datetime, is_sample: bool = False
) -> tuple[str, int]:
    """Close applications as unanswered; return the id of that import and how many were closed ("" and 0 for none).

    Where the history changed in between, it is planned again.
    """
    for attempt in range(MOST_TRIES):
        plan = mark_no_response(store.known_history(), ids, as_of, is_sample=is_sample)
        if plan.already_imported or not plan.new_events:
            return "", 0
        try:
            return store.apply(plan, imported_at=marked_at), plan.new_events
        except StalePlanError:
            if attempt == MOST_TRIES - 1:
                raise
    raise AssertionError


def follow_ups(store: Store) -> dict[str, str]:
    """Return {application_id: day (ISO text) on which the person last followed up}. They change no count or rate."""
    return dict(store.get_setting(_FOLLOW_UPS, {}))


def note_follow_up(store: Store, ids: Iterable[str], day: date) -> None:
    """Note that the person followed up on these applications."""
    set_follow_ups(store, dict.fromkeys(ids, day.isoformat()))


def set_follow_ups(store: Store, days: Mapping[str, str | None]) -> None:
    """Set the day for each of these applications; None forgets it. The other applications stay as they are."""
    if days:
        store.change(_SET_FOLLOW_UPS, {"name": _FOLLOW_UPS, "days": json.dumps(dict(days))})


def _applications(ids: Sequence[str]) -> pd.DataFrame:
    """A sighting without a word of its own: a blank never replaces what a tracker said."""
    frame = pd.DataFrame({"application_id": ids}, columns=list(APPLICATION_COLUMNS), dtype="object")
    texts = dict.fromkeys(("application_id", *ATTRIBUTES), "str")
    return frame.assign(**dict.fromkeys(KNOWS, False)).astype(texts | {"source_row": "Int64"})


def _events(ids: Sequence[str], day: date) -> pd.DataFrame:
    values = {"application_id": ids, "stage": str(Stage.NO_RESPONSE), "date_note": "", "origin": ORIGIN}
    frame = pd.DataFrame(values, columns=list(EVENT_COLUMNS), index=range(len(ids)))
    frame["date"] = pd.Series(pd.Timestamp(day), index=frame.index, dtype="datetime64[s]")
    texts = dict.fromkeys(("application_id", "stage", "date_note", "origin"), "str")
    return frame.astype(texts | dict.fromkeys(("round", "source_row"), "Int64"))


def _reading(rows: int, digest: str) -> TrackerReading:
    flows = pd.DataFrame({column: pd.Series(dtype="str") for column in FLOW_COLUMNS}).astype({"value": "int64"})
    return TrackerReading(
        name=NAME,
        sha256=digest,
        container=LAYOUT,
        layout=LAYOUT,
        table="",
        tables=("",),
        rows=rows,
        accepted=rows,
        merged=0,
        set_aside=0,
        applications=_applications([]),
        events=_events([], pd.Timestamp(0).date()),
        flows=flows,
    )
