"""Which applications are looked at: those of a period, of one search campaign, from one source.

A filter chooses applications by the day they were sent, never by what became of them: choosing by outcome would turn
every rate into a tautology.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics.dimensions import segment_values

if TYPE_CHECKING:
    from datetime import date

QUIET_DAYS: Final = 90  # this long without an application ends a search campaign
SHORTEST_CAMPAIGN: Final = 5  # applications; fewer belong to the campaign they are nearest to
MOST_SOURCES: Final = 30


class Period(StrEnum):
    """How far back the applications go, counted from the day of the report."""

    ALL = "all"
    QUARTER = "90 days"
    HALF = "180 days"
    YEAR = "365 days"


PERIOD_DAYS: Final = {Period.QUARTER: 90, Period.HALF: 180, Period.YEAR: 365}


@dataclass(frozen=True, slots=True)
class Campaign:
    """One search: applications without a break of more than 90 days. first and last are days of application."""

    number: int
    first: date
    last: date
    applications: int


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked at. campaign: number of a `Campaign`; source: as `segment_values` writes it; None for all."""

    period: Period = Period.ALL
    campaign: int | None = None
    source: str | None = None

    @property
    def active(self) -> bool:
        """Whether anything is left out."""
        return self != Filters()


def campaigns(journeys: pd.DataFrame) -> tuple[Campaign, ...]:
    """Tell the searches of a history apart, the oldest first.

    Counts: applications with a date. A search ends where no application was sent for more than 90 days; one of fewer
    than 5 applications is joined to the neighbour with the smaller gap. Undated applications belong to none.

    Args:
        journeys: journeys frame, any order.

    Returns:
        One Campaign per search; empty where no application has a date.

    >>> days = pd.to_datetime(["2024-01-01"] * 5 + ["2025-01-01"] * 6).as_unit("s")
    >>> [(found.number, found.applications) for found in campaigns(pd.DataFrame({"applied_date": days}))]
    [(1, 5), (2, 6)]
    """
    days = journeys["applied_date"].dropna().sort_values().dt.date.tolist()
    return tuple(
        Campaign(number, part[0], part[-1], len(part)) for number, part in enumerate(_joined(_parts(days)), start=1)
    )


def sources(journeys: pd.DataFrame) -> tuple[str, ...]:
    """Name the sources of a history, the most frequent first, 30 at most; "(not noted)" is one of them.

    Empty where there is nothing to choose from: fewer than two different values.
    """
    counts = segment_values(journeys, "source").value_counts()
    ordered = sorted(counts.items(), key=lambda item: (-item[1], str(item[0]).casefold()))
    return tuple(str(name) for name, _ in ordered[:MOST_SOURCES]) if len(ordered) > 1 else ()


def apply(journeys: pd.DataFrame, filters: Filters, as_of: date) -> pd.DataFrame:
    """Keep the applications that a filter lets through, in their order.

    Counts: with a period, applications sent in the days up to and including `as_of`, that many of them; with a period
    or a campaign, undated applications are left out, since nobody knows whether they belong. A campaign number that the
    history does not have lets none through.

    Args:
        journeys: journeys frame.
        filters: what to keep.
        as_of: the day of the report.

    Returns:
        Journeys frame, a part of the rows.
    """
    applied = journeys["applied_date"]
    keep = pd.Series(data=True, index=journeys.index)
    if filters.period in PERIOD_DAYS:
        start = pd.Timestamp(as_of) - pd.Timedelta(days=PERIOD_DAYS[filters.period] - 1)
        keep &= (applied >= start) & (applied <= pd.Timestamp(as_of))
    if filters.campaign is not None:
        spans = [(found.first, found.last) for found in campaigns(journeys) if found.number == filters.campaign]
        keep &= applied.between(pd.Timestamp(spans[0][0]), pd.Timestamp(spans[0][1])) if spans else False
    if filters.source is not None:
        keep &= segment_values(journeys, "source") == filters.source
    return journeys[keep]


def _parts(days: list[date]) -> list[list[date]]:
    """Cut the sorted days wherever more than 90 lie between two."""
    parts: list[list[date]] = []
    for day in days:
        if parts and (day - parts[-1][-1]).days <= QUIET_DAYS:
            parts[-1].append(day)
        else:
            parts.append([day])
    return parts


def _joined(parts: list[list[date]]) -> list[list[date]]:
    """Join every part that is too short to its nearest neighbour, the shortest first."""
    while len(parts) > 1 and min(map(len, parts)) < SHORTEST_CAMPAIGN:
        at = min(range(len(parts)), key=lambda place: len(parts[place]))
        gap_before = (parts[at][0] - parts[at - 1][-1]).days if at else None
        gap_after = (parts[at + 1][0] - parts[at][-1]).days if at + 1 < len(parts) else None
        earlier = gap_after is None or (gap_before is not None and gap_before <= gap_after)
        left = at - 1 if earlier else at
        parts[left : left + 2] = [parts[left] + parts[left + 1]]
    return parts
