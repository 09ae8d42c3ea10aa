"""Strategies for hard or long stretches, and for good ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scipy.special import gammainc

from analytics.facts import RECENT_DAYS
from analytics.triggers import (
    DONE,
    LONG_SEARCH_WEEKS,
    SOME_MONTHS_WEEKS,
    STOPPED_DAYS,
    YEAR_WEEKS,
    Finding,
    Tier,
    days_before,
    offers_known,
)
from analytics.wording import counted, number, weeks

if TYPE_CHECKING:
    from analytics.evidence import Evidence
    from analytics.triggers import Numbers

HARD_WEEK: Final = 4  # rejections in 7 days
HARD_MONTH: Final = 10  # rejections in 28 days
HARDLY_CHANCE: Final = 0.01
FRESH_DAYS: Final = 7  # after a no in a late round, the person comes first
LATE_ROUNDS: Final = 3
DRY_DAYS: Final = 91  # without any talk

# Order among what has its day today (boost); reasons in docs/suggestions.md.
_LATE_NO: Final = 64
_HARD_WEEK: Final = 47
_HARD_MONTH: Final = 46
_YEAR: Final = 16
_DRY: Final = 12


_LAST: Final = "If the search goes on, new applications change this."


def small_wins(evidence: Evidence) -> Finding | str:
    """A milestone in the data."""
    wins = evidence.wins
    if wins.accepted:
        return Finding(Tier.DONE, "You accepted an offer. That is what all this work was for.", {}, change=_LAST)
    if wins.undecided:
        return Finding(
            Tier.DONE,
            "You have an offer that waits for your answer. Take the time to look at it well.",
            {},
            change=_LAST,
        )
    return _milestone(evidence)


def _milestone(evidence: Evidence) -> Finding | str:
    wins, best = evidence.wins, evidence.pace.best_week
    numbers: Numbers = {}
    if wins.first_offer:
        noticed, numbers = "Your first offer came in the last 30 days.", {"days": 30, "win": "first offer"}
    elif wins.first_interview:
        noticed = f"Your first interview came in the last {RECENT_DAYS} days."
        numbers = {"days": RECENT_DAYS, "win": "first interview"}
    elif wins.round_number is not None:
        noticed = f"You passed {counted(wins.round_number, 'application')} in the last 7 days."
        numbers = {"round_number": wins.round_number, "days": 7, "win": f"{wins.round_number} applications"}
    elif best is not None:
        noticed = f"Last week was your best so far: {counted(best, 'application')}."
        numbers = {"best_week": best, "win": f"best week {best}"}
    else:
        return "There is no new milestone in the last days. The older ones still count."
    return Finding(Tier.WELLBEING, noticed, numbers, change="It makes room for the next milestone after a while.")


def not_personal(evidence: Evidence) -> Finding | str:
    """A no after more than one round, lately."""
    late = evidence.talks.late_refusals
    if not late:
        return f"No application is known to have ended after two or more rounds in the last {RECENT_DAYS} days."
    noticed = (
        f"{counted(late, 'application')} ended after two or more rounds in the last {RECENT_DAYS} days. "
        "That hurts more than an early no, and it shows that they took you seriously."
    )
    days = evidence.talks.latest_late_refusal
    numbers: Numbers = {"late_refusals": late, "days": RECENT_DAYS} | days_before(evidence, days)
    special = evidence.talks.all_late_refusals == 1 or evidence.talks.latest_late_rounds >= LATE_ROUNDS
    fresh = special and days is not None and days <= FRESH_DAYS
    tier, boost = (Tier.NOW, _LATE_NO) if fresh else (Tier.WELLBEING, 50)
    return Finding(tier, noticed, numbers, boost=boost, change=f"It goes away {RECENT_DAYS} days after such a no.")


def stay_positive(evidence: Evidence) -> Finding | str:
    """Many rejections within a week."""
    hard = evidence.rejections.week
    if hard < HARD_WEEK:
        return f"There {_are(hard)} in the last 7 days, so this was not a hard week by the numbers."
    noticed = (
        f"There {_are(hard)} in the last 7 days. At the documents' rates, 97 or 98 of 100 applications do not lead to "
        "an interview, so most of this is how searching works."
    )
    numbers: Numbers = {"rejections": hard, "days": 7, "usual_from": 97, "usual_to": 98, "of": 100}
    numbers |= days_before(evidence, 6)
    unusual = _unusual(hard, evidence.rejections.usual_week)
    tier, boost = (Tier.NOW, _HARD_WEEK) if unusual else (Tier.WELLBEING, 0)
    return Finding(tier, noticed, numbers, boost=boost, change="A calmer week makes this go away.")


def _unusual(rejections: int, usual: float | None) -> bool:
    """Whether chance alone would hardly bring so many rejections, given those of the weeks before.

    Source: Poisson tail, P(X >= rejections) = regularised lower incomplete gamma function of (rejections, mean).
    """
    return usual is not None and float(gammainc(rejections, usual)) <= HARDLY_CHANCE


def support(evidence: Evidence) -> Finding | str:
    """Some months of searching without an offer."""
    since = evidence.talks.since_talk
    dry = since is None or since >= DRY_DAYS
    first_today = dry and _weeks(evidence) >= LONG_SEARCH_WEEKS
    return _long(evidence, SOME_MONTHS_WEEKS, "It is easier with others.", _DRY if first_today else 0)


def money_plan(evidence: Evidence) -> Finding | str:
    """Half a year of searching without an offer: savings are not in a tracker, the length of the search is."""
    words = "If money is on your mind, a plan takes away some of the weight."
    return _long(evidence, LONG_SEARCH_WEEKS, words, _YEAR if _weeks(evidence) >= YEAR_WEEKS else 0)


def stories(evidence: Evidence) -> Finding | str:
    """A run of rejections within four weeks."""
    run = evidence.rejections.month
    if run < HARD_MONTH:
        return f"There {_are(run)} in the last 28 days. This is for a longer run."
    noticed = f"There {_are(run)} in the last 28 days. Many people who made it had such a month."
    unusual = _unusual(run, evidence.rejections.usual_month)
    tier, boost = (Tier.NOW, _HARD_MONTH) if unusual else (Tier.WELLBEING, 0)
    change = "A month with fewer of them makes this go away."
    numbers: Numbers = {"rejections": run, "days": 28} | days_before(evidence, 27)
    return Finding(tier, noticed, numbers, boost=boost, change=change)


def _weeks(evidence: Evidence) -> int:
    """Weeks of a search that still goes on, else 0."""
    pace = evidence.pace
    going_on = pace.days_since_last is not None and pace.days_since_last <= STOPPED_DAYS
    return pace.weeks or 0 if going_on else 0


def _long(evidence: Evidence, from_weeks: int, words: str, boost: int) -> Finding | str:
    """A long search without an offer; with a boost it is what comes first while no rate is low."""
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
    tier = Tier.NOW if boost else Tier.WELLBEING
    return Finding(tier, noticed, {"weeks": searched}, boost=boost, change="An offer changes this.")


def _are(count: int) -> str:
    return f"was {counted(count, 'rejection')}" if count == 1 else f"were {counted(count, 'rejection')}"
