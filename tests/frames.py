"""Journeys frames in memory, without a database, for property tests that need thousands of them.

`tests/test_report.py` checks that the store gives the same frame for the same history.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from builders import key_of
from hypothesis import strategies as st

from data.schema import JOURNEY_COLUMNS, KNOWS, MONTH_FLAGS

AS_OF = date(2025, 3, 31)


@dataclass(frozen=True)
class One:
    """One application: its age in days (None: no date) and the days from it to each thing that happened."""

    age: int | None
    talk: int | None = None
    offer: int | None = None
    end: str = "open"  # open, rejected, withdrawn, no_response
    rounds: int = 1
    knows: bool = True

    @property
    def interviewed(self) -> bool:
        return self.talk is not None or self.offer is not None


def history(*rows: One, as_of: date = AS_OF) -> pd.DataFrame:
    """The journeys frame of some applications, named B0000, B0001, ... in the order given."""
    journeys = [_journey(f"B{i:04d}", row, as_of) for i, row in enumerate(rows)]
    columns = {name: [journey.get(name) for journey in journeys] for name in JOURNEY_COLUMNS}
    frame = pd.DataFrame({name: _typed(name, values) for name, values in columns.items()})
    return frame.sort_values(["applied_date", "application_id"], na_position="last", ignore_index=True)


def _typed(name: str, values: list[object]) -> pd.Series:
    if name.endswith("_date"):
        return pd.Series(np.array(values, dtype="datetime64[s]"))
    if name in {"rounds", "days_open"}:
        return pd.Series(values, dtype="Int64")
    flag = name.startswith(("reached_", "possible_", "knows_")) or name in {*MONTH_FLAGS, "rounds_imputed", "is_sample"}
    return pd.Series(values, dtype="bool" if flag else "str")


def _journey(name: str, one: One, as_of: date) -> dict[str, object]:
    applied = None if one.age is None else as_of - timedelta(days=one.age)

    def day(delay: int | None) -> date | None:
        return None if applied is None or delay is None else applied + timedelta(days=delay)

    outcome = "offer" if one.offer is not None and one.end == "open" else one.end
    ended = day(one.age) if one.end != "open" else None
    answered = one.interviewed or one.end == "rejected"
    first = day(
        min(
            (d for d in (one.talk, one.offer, one.age if one.end == "rejected" else None) if d is not None),
            default=None,
        )
    )
    still = outcome in {"open", "no_response"}
    return {
        "application_id": key_of(name),
        "company": name,
        **dict.fromkeys(KNOWS, one.knows),
        "applied_date": applied,
        "interview_date": day(one.talk),
        "offer_date": day(one.offer),
        f"{one.end}_date": ended,
        "first_answer_date": first,
        "first_talk_date": day(one.talk),
        "last_event_date": max((d for d in (applied, day(one.talk), day(one.offer), ended) if d), default=None),
        "ended_date": ended,
        "reached_answer": answered,
        "reached_assessment": False,
        "reached_interview": one.interviewed,
        "reached_offer": one.offer is not None,
        "reached_accepted": False,
        "reached_rejected": one.end == "rejected",
        "reached_withdrawn": one.end == "withdrawn",
        "reached_no_response": one.end == "no_response",
        "rounds": one.rounds if one.talk is not None else int(one.offer is not None),
        "rounds_imputed": one.offer is not None and one.talk is None,
        "outcome": outcome,
        "days_open": one.age if outcome == "open" else None,
        "possible_answer": still and not answered,
        "possible_interview": still and not one.interviewed,
        "possible_offer": still and one.offer is None,
        "is_sample": False,
        **dict.fromkeys(MONTH_FLAGS, False),
    }


@st.composite
def ones(draw: st.DrawFn) -> One:
    """Any application that can happen: dates are in order, or missing altogether."""
    age = draw(st.none() | st.integers(0, 400))
    within = st.integers(0, age if age is not None else 60)
    talk = draw(st.none() | within)
    offer = draw(st.none() | st.integers(talk or 0, max(talk or 0, age if age is not None else 60)))
    end = draw(st.sampled_from(["open", "open", "rejected", "withdrawn", "no_response"]))
    return One(age, talk, offer, end, draw(st.integers(1, 4)), knows=draw(st.integers(0, 9)) > 0)


histories = st.lists(ones(), max_size=40)
