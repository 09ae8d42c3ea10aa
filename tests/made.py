"""Journeys frames from arrays of days, without a store: for property tests and simulations over many applications."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from data.schema import ATTRIBUTES, JOURNEY_COLUMNS, KNOWS, MONTH_FLAGS

AS_OF = date(2025, 3, 31)
_FLAGS = tuple(name for name in JOURNEY_COLUMNS if name.startswith(("reached_", "possible_", "rounds_imputed")))


def made_journeys(age, talk=None, offer=None, *, rejected=None, rounds=None, as_of=AS_OF, **columns) -> pd.DataFrame:
    """One row per entry of `age` (days since the application; NaN: no date).

    talk, offer, rejected: days from the application to that event, NaN where it never comes; what lies after as_of has
    not happened. rounds: interview rounds of those with a talk (default 1). Further columns are set as given.
    """
    age = np.asarray(age, dtype=float)
    never = np.full(len(age), np.nan)
    talk, offer, rejected = (
        never if days is None else np.asarray(days, dtype=float) for days in (talk, offer, rejected)
    )
    talk, offer, rejected = (np.where(days <= age, days, np.nan) for days in (talk, offer, rejected))
    talked, offered, closed = ~np.isnan(talk), ~np.isnan(offer), ~np.isnan(rejected) & np.isnan(offer)
    frame = pd.DataFrame({name: pd.Series(pd.NA, range(len(age)), dtype="str") for name in ATTRIBUTES})
    frame["application_id"] = [f"{i:08d}" for i in range(len(age))]
    applied = pd.Timestamp(as_of) - pd.to_timedelta(pd.Series(age), unit="D")
    dates = {"applied_date": 0.0, "first_talk_date": talk, "interview_date": talk, "offer_date": offer}
    for name in (column for column in JOURNEY_COLUMNS if column.endswith("_date")):
        days = pd.Series(dates.get(name, rejected if name in {"rejected_date", "ended_date"} else np.nan), frame.index)
        frame[name] = (applied + pd.to_timedelta(days, unit="D")).astype("datetime64[s]")
    first = np.fmin(np.fmin(talk, offer), rejected)
    frame["first_answer_date"] = (applied + pd.to_timedelta(pd.Series(first), unit="D")).astype("datetime64[s]")
    frame = frame.assign(**dict.fromkeys((*_FLAGS, *MONTH_FLAGS), False), **dict.fromkeys(KNOWS, True), is_sample=False)
    frame["reached_answer"] = ~np.isnan(first)
    frame["reached_interview"], frame["reached_offer"], frame["reached_rejected"] = talked | offered, offered, closed
    frame["rounds"] = pd.array(np.where(talked | offered, 1 if rounds is None else rounds, 0), dtype="Int64")
    frame["rounds_imputed"] = offered & ~talked
    frame["outcome"] = np.select([offered, closed], ["offer", "rejected"], "open")
    still = ~offered & ~closed
    frame["possible_answer"], frame["possible_offer"] = still & np.isnan(first), still
    frame["possible_interview"] = still & ~talked
    frame["days_open"] = pd.array(np.where(still, age, np.nan), dtype="Int64")
    return frame.assign(**columns)[list(JOURNEY_COLUMNS)]
