"""What a reading adds to the history: which applications are known, and which events are new.

Applications are matched with care, strongest ground first: the tracker's own key with the employer, the link, then
employer, title and day. Two applications to one employer on different days stay two. Rows that look alike are paired
in order (the second of three equal rows with the second stored one), so the same tracker imported again adds nothing.
"""

from __future__ import annotations

import os
from binascii import hexlify
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.language import _
from data.parallel import ahead
from data.plans import ImportPlan
from data.problems import ImportProblem, ProblemCode
from data.schema import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from data.plans import KnownHistory, TrackerReading

NO_DAY: Final = "undated"
DATED_BY: Final = "dated by column"  # in the origin of events that `data.layouts.rows` dates by the last change
KNOWN_DAY: Final = ("date", "date_note", "round")
LENGTH: Final = 36  # of a UUID as text, with its four hyphens
# What a row without company and title is known by; notes and the rest change from one month to the next.
STEADY: Final = ("external_id", "source", "referral", "resume_version", "role_family", "location", "work_mode")


def plan_import(reading: TrackerReading, known: KnownHistory) -> ImportPlan:
    """Compare a reading with the history; nothing is written.

    Returns the reading's applications and events with the UUIDs they will have, each marked `is_new` where the history
    does not know it yet. Problems name the rows whose application date differs from the stored one.
    """
    fresh_ids = ahead(new_ids, len(reading.applications))
    match, conflicts = np.full(len(reading.applications), -1, dtype="int64"), list[ImportProblem]()
    if len(known.applications) and len(match):
        ours = _described(reading.applications, reading.events)
        match, conflicts = _matches(ours, _described(known.applications, known.events))
    is_new = match < 0
    at = _positions(reading)
    ids = fresh_ids.result()
    stored = known.applications["application_id"].take(match[~is_new])
    ids = ids if is_new.all() else ids.mask(~is_new, pd.Series(stored.to_numpy(), index=ids.index[~is_new]))
    applications = reading.applications.assign(application_id=ids, is_new=is_new)
    events = reading.events.assign(application_id=ids.take(at).set_axis(reading.events.index))
    events = _with_known_days(events, known.events)
    fresh = _new_events(events, known.events) if len(known.events) else np.ones(len(events), dtype=bool)
    return ImportPlan(
        reading=reading,
        applications=applications,
        events=events.assign(is_new=fresh),
        revision=known.revision,
        already_imported=reading.sha256 in known.hashes,
        problems=tuple(conflicts),
    )


def _positions(reading: TrackerReading) -> NDArray[np.int64]:
    """Return for each event the position of its application."""
    owners, owned = reading.applications["application_id"], reading.events["application_id"]
    found = pc.index_in(pa.array(owned), value_set=pa.array(owners))
    return np.asarray(found.to_numpy(zero_copy_only=False)).astype("int64", casting="safe")


def new_ids(count: int) -> pd.Series:
    """Return random UUIDs (version 4) as text; drawn and written all at once, because a call for each is slow."""
    raw = np.frombuffer(os.urandom(16 * count), dtype=np.uint8).reshape(count, 16).copy()
    raw[:, 6] = (raw[:, 6] & 0x0F) | 0x40
    raw[:, 8] = (raw[:, 8] & 0x3F) | 0x80
    digits = np.frombuffer(hexlify(raw.tobytes()), dtype=np.uint8).reshape(count, 32)
    text = np.full((count, LENGTH), ord("-"), dtype=np.uint8)
    for at, (start, stop) in enumerate(pairwise((0, 8, 12, 16, 20, 32))):
        text[:, start + at : stop + at] = digits[:, start:stop]
    ends = pa.array(np.arange(0, text.size + 1, LENGTH)).buffers()[1]
    whole = pa.Array.from_buffers(pa.large_string(), count, [None, ends, pa.py_buffer(text.tobytes())])
    return pd.Series(pd.array(whole, dtype="str"))


def _described(applications: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return what applications are matched by: application_id, row, name, key, link, steady, day; text, "" if blank."""
    sent = events[(events["stage"] == Stage.APPLIED) & events["date"].notna()]
    first = sent.groupby("application_id")["date"].min()
    days = first.reindex(applications["application_id"]).reset_index(drop=True)
    company, title = _plain(applications["company"]), _plain(applications["title"])
    name = (company + "\t" + title).where((company != "") | (title != ""), "")
    steady = _plain(applications["external_id"])
    for column in STEADY[1:]:
        steady = steady + "\t" + _plain(applications[column])
    return pd.DataFrame(
        {
            "application_id": applications["application_id"],
            "row": applications["source_row"],
            "company": company,
            "name": name,
            "key": _plain(applications["external_id"]),
            "link": applications["url"]
            .fillna("")
            .str.casefold()
            .str.replace(r"^https?://(www\.)?|/+$", "", regex=True),
            "steady": steady,
            "day": days.dt.strftime("%Y-%m-%d").fillna(NO_DAY).astype("str"),
        }
    ).reset_index(drop=True)


def _plain(texts: pd.Series) -> pd.Series:
    """Return texts for comparing: case, punctuation and blanks do not matter. Distinct values are folded once."""
    codes, distinct = pd.factorize(texts.fillna(""))
    folded = pd.Series(distinct, dtype="str").str.casefold().str.replace(r"[\W_]+", " ", regex=True).str.strip()
    return pd.Series(folded.take(codes).to_numpy(), dtype="str")


def _matches(ours: pd.DataFrame, theirs: pd.DataFrame) -> tuple[NDArray[np.int64], list[ImportProblem]]:
    """Return for each of our rows the position of the stored application, -1 where there is none; and conflicts."""
    match = np.full(len(ours), -1, dtype="int64")
    taken = np.zeros(len(theirs), dtype=bool)
    by_key = _pass(match, taken, ours, theirs, lambda f: (f["key"] + "\n" + f["company"]).where(f["key"] != ""))
    conflicts = _conflicts(ours, theirs, match, by_key)
    _pass(match, taken, ours, theirs, lambda f: (f["link"] + "\n" + f["name"] + f["day"]).where(f["link"] != ""))
    _pass(match, taken, ours, theirs, lambda f: (f["name"] + "\n" + f["day"]).where(f["name"] != ""))
    _pass(match, taken, ours, theirs, _nameless)
    _only_one(match, taken, ours, theirs)
    return match, conflicts


def _nameless(frame: pd.DataFrame) -> pd.Series:
    return (frame["steady"] + "\n" + frame["day"]).where(frame["name"] == "")


def _pass(
    match: NDArray[np.int64],
    taken: NDArray[np.bool_],
    ours: pd.DataFrame,
    theirs: pd.DataFrame,
    key: Callable[[pd.DataFrame], pd.Series],
) -> NDArray[np.int64]:
    """Pair what is not paired yet by equal keys, the n-th with the n-th; return our rows that were paired."""
    left = _ranked(key(ours).where(match < 0))
    right = _ranked(key(theirs).where(~taken))
    pairs = left.merge(right, on=["key", "rank"], suffixes=("", "_stored"))
    mine = pairs["at"].to_numpy(dtype="int64")
    stored = pairs["at_stored"].to_numpy(dtype="int64")
    match[mine] = stored
    taken[stored] = True
    return mine


def _ranked(keys: pd.Series) -> pd.DataFrame:
    frame = pd.DataFrame({"key": keys, "at": np.arange(len(keys))})[keys.notna().to_numpy()]
    return frame.assign(rank=frame.groupby("key").cumcount())


def _only_one(match: NDArray[np.int64], taken: NDArray[np.bool_], ours: pd.DataFrame, theirs: pd.DataFrame) -> None:
    """Pair an undated application with a dated one of the same name, where each side has just one of that name."""
    mine, stored = (
        ours[(match < 0) & (ours["name"] != "").to_numpy()],
        theirs[~taken & (theirs["name"] != "").to_numpy()],
    )
    one = mine[~mine["name"].duplicated(keep=False)].reset_index(names="at")
    other = stored[~stored["name"].duplicated(keep=False)].reset_index(names="at")
    crowded = set(theirs.loc[taken, "name"]) | set(ours.loc[match >= 0, "name"])
    pairs = one.merge(other, on="name", suffixes=("", "_stored"))
    pairs = pairs[(pairs["day"] == NO_DAY) ^ (pairs["day_stored"] == NO_DAY)]
    pairs = pairs[~pairs["name"].isin(crowded)]
    match[pairs["at"].to_numpy(dtype="int64")] = pairs["at_stored"].to_numpy(dtype="int64")
    taken[pairs["at_stored"].to_numpy(dtype="int64")] = True


def _conflicts(
    ours: pd.DataFrame, theirs: pd.DataFrame, match: NDArray[np.int64], rows: NDArray[np.int64]
) -> list[ImportProblem]:
    """Say which applications of the same key have another application date than the stored one."""
    new, old = ours["day"].to_numpy(dtype=object)[rows], theirs["day"].to_numpy(dtype=object)[match[rows]]
    differ = (new != old) & (new != NO_DAY) & (old != NO_DAY)
    message = _("The file says this application was sent on {day}; your history says {stored}.")
    remedy = _("Both are kept; the earlier day counts. Correct the wrong one in your tracker.")
    return [
        ImportProblem(
            ProblemCode.CONFLICT,
            message.format(day=ours["day"].iloc[row], stored=theirs["day"].iloc[match[row]]),
            remedy,
            int(ours["row"].iloc[row]),
            value=str(ours["day"].iloc[row]),
        )
        for row in rows[differ]
    ]


def _with_known_days(events: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Give stages that are dated by the last change of a row the day the history has for them.

    The row changes again whenever a note is added; without this each import would add one more interview.
    """
    if known.empty:
        return events
    by_change = events["origin"].str.contains(DATED_BY, regex=False).to_numpy(dtype=bool)
    dated = known[known["date"].notna()].sort_values("date").drop_duplicates(["application_id", "stage"])
    if not by_change.any() or dated.empty:
        return events
    stored = events[["application_id", "stage"]].merge(dated, on=["application_id", "stage"], how="left")
    use = by_change & stored["date"].notna().to_numpy()
    columns = {name: stored[name].where(use, events[name].reset_index(drop=True)) for name in KNOWN_DAY}
    return events.assign(**{name: values.to_numpy() for name, values in columns.items()}).astype(
        events.dtypes.to_dict()
    )


def _new_events(events: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """True for events the history does not know: another stage, day or round. An undated one is known by its stage."""
    whole = ["application_id", "stage", "date", "round"]
    exact = (
        events[whole].merge(known[whole].drop_duplicates(), on=whole, how="left", indicator=True)["_merge"] == "both"
    )
    staged = events[whole[:2]].merge(known[whole[:2]].drop_duplicates(), on=whole[:2], how="left", indicator=True)
    seen = (staged["_merge"] == "both").to_numpy() & events["date"].isna().to_numpy()
    return pd.Series(~(exact.to_numpy(dtype=bool) | seen), index=events.index)
