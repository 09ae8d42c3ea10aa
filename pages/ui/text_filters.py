"""The sentences of the filter bar, in the tone of `text.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics import theme
from analytics.filters import Period
from data.language import _, plural, speaks

if TYPE_CHECKING:
    from analytics.filters import Campaign, Filters

FILTER: Final = "Filter"
HELP: Final = "Choose which applications the pages look at. The choice stays until you change it."
PERIOD: Final = "Period"
CAMPAIGN: Final = "Search"
SOURCE: Final = "Source"
EVERYTHING: Final = "All"
RESET: Final = "Show all applications"
PERIODS: Final = {
    Period.ALL: "Any time",
    Period.QUARTER: "Last 90 days",
    Period.HALF: "Last 180 days",
    Period.YEAR: "Last 365 days",
}
CAMPAIGN_HELP: Final = "A new search begins after more than 90 days without an application."
NOTHING: Final = "No application fits this filter."
UNDATED: Final = "Applications without a date are left out."


def campaign(found: Campaign) -> str:
    """Return one search by its days: "Mar 2025 to Jul 2025"."""
    first, last = theme.month(found.first), theme.month(found.last)
    if first == last:
        return f"{found.number}: {first}"
    return _("{number}: {first} to {last}", number=found.number, first=first, last=last)


def summary(filters: Filters, found: tuple[Campaign, ...], kept: int, whole: int) -> str:
    """Return what is looked at: "Last 90 days, LinkedIn: 34 of 310 applications"."""
    if not filters.active:
        return ""
    names = {each.number: campaign(each) for each in found}
    parts = [
        _(PERIODS[filters.period]) if filters.period is not Period.ALL else "",
        _("Search {name}", name=names.get(filters.campaign, filters.campaign)) if filters.campaign is not None else "",
        filters.source or "",
    ]
    return plural(
        whole,
        "{filter}: {kept} of {n} application",
        "{filter}: {kept} of {n} applications",
        filter=", ".join(part for part in parts if part),
        kept=theme.count(kept),
    )


speaks(__name__)
