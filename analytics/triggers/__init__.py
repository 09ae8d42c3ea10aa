"""When each strategy applies: evidence -> what was noticed, or the reason why the strategy is not suggested.

funnel      strategies that a ratio against its benchmark calls for, and going on as before
applying    strategies that change which applications are sent, and how
habits      strategies that counts and dates call for
wellbeing   strategies for hard or long stretches, and for good ones
pace        whether applications go out too seldom or too unevenly, and whether they work
shortfall   what they share: the words and numbers of a rate that is too low, and of one that is not

One function per strategy. It returns a `Finding`, or one sentence for `analytics.suggestions.explain`, so that the list
and its explanation cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from data.language import _, speaks

if TYPE_CHECKING:
    from analytics.evidence import Evidence

LONG_SEARCH_WEEKS: Final = 26
SOME_MONTHS_WEEKS: Final = 13
YEAR_WEEKS: Final = 52
STOPPED_DAYS: Final = 56  # without an application for longer than this, the search is taken to rest
COUNTED: Final = "This is counted in your history, not estimated."
UNKNOWN_GAIN: Final = "Your numbers cannot say how much this adds."
DONE: Final = "You have an offer, so this can wait."

Numbers = dict[str, float | int | str | None]


class Tier(IntEnum):
    """What comes first. Inside a tier `Finding.boost` decides, then the order of the playbook."""

    WELLBEING = 100
    HABIT = 200
    STEADY = 300  # persist
    NOW = 400  # no rate is low, and something has its day today or stands in the way of the search
    LEANING = 500  # an early sign against the benchmark, or a difference inside the person's own data
    VERDICT = 600  # a verdict "below"
    MISSING = 700  # the file cannot say what is needed for anything else
    DONE = 800  # an offer was taken or waits for an answer


@dataclass(frozen=True, slots=True)
class Finding:
    """Evidence for one strategy. `evidence` holds every number that the sentences use.

    boost: 0..99, order among those of one tier; docs/suggestions.md has the whole order with its reasons. change: what
    would change the advice. adjust: what to do, where the playbook's sentence is too general; "" for the playbook's.
    """

    tier: Tier
    noticed: str
    evidence: Numbers
    sure: str = field(default_factory=lambda: _(COUNTED))
    gain: str = ""
    boost: int = 0
    change: str = ""
    adjust: str = ""


def days_before(evidence: Evidence, days: int | None) -> Numbers:
    """The day of the newest event that advice rests on, or the first day it looks at, for `analytics.decided`."""
    return {} if days is None else {"new_on": (evidence.report.as_of - timedelta(days=days)).isoformat()}


def offers_known(evidence: Evidence) -> str:
    """Why "no offer yet" cannot be said, "" where it can."""
    offers = evidence.report.counts.offers
    if offers is None:
        return _("Your file cannot say whether there was an offer.")
    return _("There is an offer in your history.") if offers else ""


speaks(__name__)
