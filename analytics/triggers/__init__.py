"""When each strategy applies: evidence -> what was noticed, or the reason why the strategy is not suggested.

funnel      strategies that a ratio against its benchmark, or a difference inside the person's own data, calls for
habits      strategies that counts and dates call for
wellbeing   strategies for hard or long stretches, and for good ones

One function per strategy. It returns a `Finding`, or one sentence for `analytics.suggestions.explain`, so that the list
and its explanation cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from analytics.evidence import Evidence

LONG_SEARCH_WEEKS: Final = 26
SOME_MONTHS_WEEKS: Final = 13
STOPPED_DAYS: Final = 56  # without an application for longer than this, the search is taken to rest
COUNTED: Final = "This is counted in your history, not estimated."
DONE: Final = "You have an offer, so this can wait."

Numbers = dict[str, float | int | str | None]


class Tier(IntEnum):
    """What comes first. Inside a tier the order of the playbook decides, unless `Finding.boost` is set."""

    WELLBEING = 100
    HABIT = 200
    STEADY = 300  # persist
    LEANING = 400  # an early sign against the benchmark, or a difference inside the person's own data
    VERDICT = 500  # a verdict "below"
    MISSING = 600  # the file cannot say what is needed for anything else
    DONE = 700  # an offer was taken or waits for an answer


@dataclass(frozen=True, slots=True)
class Finding:
    """Evidence for one strategy. `evidence` holds every number that the sentences use.

    boost: 0, or 50 where the person's own data single this strategy out among those of its tier.
    """

    tier: Tier
    noticed: str
    evidence: Numbers
    sure: str = COUNTED
    gain: str = ""
    boost: int = 0


def offers_known(evidence: Evidence) -> str:
    """Why "no offer yet" cannot be said, "" where it can."""
    offers = evidence.report.counts.offers
    if offers is None:
        return "Your file cannot say whether there was an offer."
    return "There is an offer in your history." if offers else ""
