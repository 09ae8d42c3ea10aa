"""Whether a search has ended with an offer: one rule, so that the forecast and the advice cannot disagree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analytics.constants import GRACE_DAYS, SEARCH_ENDED_DAYS, UNDECIDED_DAYS
from analytics.months import last_days, month_only

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Ending:
    """accepted: an offer was taken, and the search ended with it; undecided: one waits for an answer meanwhile."""

    accepted: bool
    undecided: bool

    @property
    def over(self) -> bool:
        """Whether there is an offer, so that nothing is left to search or to forecast."""
        return self.accepted or self.undecided


def ending_of(journeys: pd.DataFrame, as_of: date) -> Ending:
    """Say whether an offer is the last word of a search.

    Counts: an offer that was taken, or one of the last 60 days that is open. The search went on where an application
    was sent more than 14 days after it; where the day of the offer is unknown, more than 56 days after the application
    that it came from. A month without a day is taken as its last day. Without any date an offer may be long over, so it
    is the last word only where no application is open.

    Args:
        journeys: journeys frame, in any order.
        as_of: today.

    Returns:
        Ending.

    >>> import datetime
    >>> day = pd.Series(pd.to_datetime(["2025-03-03"])).dt.as_unit("s")
    >>> frame = pd.DataFrame({"outcome": ["offer"], "applied_date": day, "offer_date": day, "accepted_date": pd.NaT})
    >>> [ending_of(frame, datetime.date(2025, month, 1)).undecided for month in (4, 6)]
    [True, False]
    """
    days = _days(journeys, as_of)
    taken, held = days[journeys["outcome"] == "accepted"], _held(days, journeys, as_of)
    return Ending(_is_last(taken, journeys), _is_last(held, journeys))


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """An offer that waits for an answer. company: as the person wrote it, or ""; day: of the offer, None if unknown."""

    company: str
    day: date | None


def open_offers(journeys: pd.DataFrame, as_of: date) -> tuple[OpenOffer, ...]:
    """List the offers that wait for an answer: neither taken nor declined, of the last 60 days; the latest first."""
    held = _held(_days(journeys, as_of), journeys, as_of).sort_values("when", ascending=False, kind="stable")
    rows = journeys.loc[held.index, ["company", "offer_date"]]
    return tuple(
        OpenOffer("" if pd.isna(company) else str(company), None if pd.isna(day) else day.date())
        for company, day in rows.itertuples(index=False)
    )


def _held(days: pd.DataFrame, journeys: pd.DataFrame, as_of: date) -> pd.DataFrame:
    held = days[journeys["outcome"] == "offer"]
    return held[held["when"].isna() | (held["when"] >= pd.Timestamp(as_of) - pd.Timedelta(days=UNDECIDED_DAYS))]


def _days(journeys: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The day of each offer, the application's where it is unknown; and the day up to which it ends the search."""
    offered, applied = (
        pd.Series(last_days(journeys[f"{name}_date"], month_only(journeys, name), as_of), journeys.index)
        for name in ("offer", "applied")
    )
    dated = journeys["accepted_date"].astype(offered.dtype).fillna(offered)
    until = (dated + pd.Timedelta(days=GRACE_DAYS)).fillna(applied + pd.Timedelta(days=SEARCH_ENDED_DAYS))
    return pd.DataFrame({"when": dated.fillna(applied), "until": until})


def _is_last(offers: pd.DataFrame, journeys: pd.DataFrame) -> bool:
    latest, until = journeys["applied_date"].max(), offers["until"].max()
    if offers.empty:
        return False
    if pd.isna(latest) or pd.isna(until):
        return not (journeys["outcome"] == "open").any()
    return bool(latest <= until)
