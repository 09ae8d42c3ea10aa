"""Strategies for hard or long stretches, and for good ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.evidence import RECENT_DAYS
from analytics.triggers import DONE, LONG_SEARCH_WEEKS, SOME_MONTHS_WEEKS, Finding, Tier, offers_known
from analytics.wording import counted, number, weeks

if TYPE_CHECKING:
    from analytics.evidence import Evidence
    from analytics.triggers import Numbers

HARD_WEEK: Final = 4  # rejections in 7 days
HARD_MONTH: Final = 10  # rejections in 28 days


def small_wins(evidence: Evidence) -> Finding | str:
    """A milestone in the data."""
    wins = evidence.wins
    if wins.accepted:
        return Finding(Tier.DONE, "You accepted an offer. That is what all this work was for.", {})
    if wins.undecided:
        return Finding(Tier.DONE, "You have an offer that waits for your answer. Take the time to look at it well.", {})
    return _milestone(evidence)


def _milestone(evidence: Evidence) -> Finding | str:
    wins, best = evidence.wins, evidence.pace.best_week
    numbers: Numbers = {}
    if wins.first_offer:
        noticed, numbers = "Your first offer came in the last 30 days.", {"days": 30}
    elif wins.first_interview:
        noticed = f"Your first interview came in the last {RECENT_DAYS} days."
        numbers = {"days": RECENT_DAYS}
    elif wins.round_number is not None:
        noticed = f"You passed {counted(wins.round_number, 'application')} in the last 7 days."
        numbers = {"round_number": wins.round_number, "days": 7}
    elif best is not None:
        noticed, numbers = f"Last week was your best so far: {counted(best, 'application')}.", {"best_week": best}
    else:
        return "There is no new milestone in the last days. The older ones still count."
    return Finding(Tier.WELLBEING, noticed, numbers)


def not_personal(evidence: Evidence) -> Finding | str:
    """A no after more than one round, lately."""
    late = evidence.talks.late_refusals
    if not late:
        return f"No application is known to have ended after two or more rounds in the last {RECENT_DAYS} days."
    noticed = (
        f"{counted(late, 'application')} ended after two or more rounds in the last {RECENT_DAYS} days. "
        "That hurts more than an early no, and it shows that they took you seriously."
    )
    return Finding(Tier.WELLBEING, noticed, {"late_refusals": late, "days": RECENT_DAYS}, boost=50)


def stay_positive(evidence: Evidence) -> Finding | str:
    """Many rejections within a week."""
    hard = evidence.rejections_7
    if hard < HARD_WEEK:
        return f"There {_are(hard)} in the last 7 days, so this was not a hard week by the numbers."
    noticed = (
        f"There {_are(hard)} in the last 7 days. At the documents' rates, 97 or 98 of 100 applications do not lead to "
        "an interview, so most of this is how searching works."
    )
    numbers: Numbers = {"rejections": hard, "days": 7, "usual_from": 97, "usual_to": 98, "of": 100}
    return Finding(Tier.WELLBEING, noticed, numbers)


def support(evidence: Evidence) -> Finding | str:
    """Some months of searching without an offer."""
    return _long(evidence, SOME_MONTHS_WEEKS, "It is easier with others.")


def money_plan(evidence: Evidence) -> Finding | str:
    """Half a year of searching without an offer: savings are not in a tracker, the length of the search is."""
    return _long(evidence, LONG_SEARCH_WEEKS, "If money is on your mind, a plan takes away some of the weight.")


def stories(evidence: Evidence) -> Finding | str:
    """A run of rejections within four weeks."""
    run = evidence.rejections_28
    if run < HARD_MONTH:
        return f"There {_are(run)} in the last 28 days. This is for a longer run."
    noticed = f"There {_are(run)} in the last 28 days. Many people who made it had such a month."
    return Finding(Tier.WELLBEING, noticed, {"rejections": run, "days": 28})


def _long(evidence: Evidence, from_weeks: int, words: str) -> Finding | str:
    searched = evidence.pace.weeks
    if evidence.wins.accepted or evidence.wins.undecided:
        return DONE
    if reason := offers_known(evidence):
        return reason
    if searched is None:
        return "It is not known how long your search has been going on."
    if searched < from_weeks:
        return f"Your search has run for {weeks(searched)}. This is for {number(from_weeks)} weeks or more."
    noticed = f"Your search has run for {weeks(searched)}, and no offer is known yet. {words}"
    return Finding(Tier.WELLBEING, noticed, {"weeks": searched})


def _are(count: int) -> str:
    return f"was {counted(count, 'rejection')}" if count == 1 else f"were {counted(count, 'rejection')}"
