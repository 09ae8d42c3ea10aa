"""Strategies for hard or long stretches, and for good ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scipy.special import gammainc

from analytics import triggers
from analytics.facts import RECENT_DAYS
from analytics.triggers import (
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
from data.language import _, plural

if TYPE_CHECKING:
    from analytics.evidence import Evidence
    from analytics.facts import AfterTalks
    from analytics.triggers import Numbers

HARD_WEEK: Final = 4  # rejections in 7 days
HARD_MONTH: Final = 10  # rejections in 28 days
HARDLY_CHANCE: Final = 0.001  # looked at week after week, once in a hundred would come up twice a year
FRESH_DAYS: Final = 7  # after a no in a late round, the person comes first
LATE_ROUNDS: Final = 3
DRY_DAYS: Final = 91  # without any talk

# Order among what has its day today (boost); reasons in docs/suggestions.md.
_LATE_NO: Final = 64
_SECOND_NO: Final = 38
_HARD_WEEK: Final = 47
_HARD_MONTH: Final = 46
_YEAR: Final = 16
_DRY: Final = 12


def small_wins(evidence: Evidence) -> Finding | str:
    """A milestone in the data."""
    wins = evidence.wins
    if not (wins.accepted or wins.undecided):
        return _milestone(evidence)
    noticed = plural(
        len(evidence.report.open_offers),
        "You have an offer that waits for your answer. Take the time to look at it well.",
        "You have {n} offers that wait for your answer. Take the time to look at them well.",
    )
    if wins.accepted:
        noticed = _("You accepted an offer. That is what all this work was for.")
    return Finding(Tier.DONE, noticed, {}, change=_("If the search goes on, new applications change this."))


def _milestone(evidence: Evidence) -> Finding | str:
    """The newest milestone. Its "win" is kept with a decision, so it is the same in every language."""
    wins, best = evidence.wins, evidence.pace.best_week
    numbers: Numbers = {}
    if wins.first_offer:
        noticed, numbers = _("Your first offer came in the last 30 days."), {"days": 30, "win": "first offer"}
    elif wins.first_interview:
        noticed = _("Your first interview came in the last {days} days.", days=RECENT_DAYS)
        numbers = {"days": RECENT_DAYS, "win": "first interview"}
    elif wins.round_number is not None:
        noticed = plural(
            wins.round_number,
            "You passed {n} application in the last 7 days.",
            "You passed {n} applications in the last 7 days.",
        )
        numbers = {"round_number": wins.round_number, "days": 7, "win": f"{wins.round_number} applications"}
    elif best is not None:
        noticed = _("Last week was your best so far: {applications}.", applications=counted(best, "application"))
        numbers = {"best_week": best, "win": f"best week {best}"}
    else:
        return _("There is no new milestone in the last days. The older ones still count.")
    return Finding(Tier.WELLBEING, noticed, numbers, change=_("It makes room for the next milestone after a while."))


def not_personal(evidence: Evidence) -> Finding | str:
    """A no after more than one round, lately."""
    late = evidence.talks.late_refusals
    if not late:
        return _(
            "No application is known to have ended after two or more rounds in the last {days} days.", days=RECENT_DAYS
        )
    ended = plural(
        late,
        "{n} application ended after two or more rounds in the last {days} days.",
        "{n} applications ended after two or more rounds in the last {days} days.",
        days=RECENT_DAYS,
    )
    noticed = f"{ended} {_('That hurts more than an early no, and it shows that they took you seriously.')}"
    days = evidence.talks.latest_late_refusal
    numbers: Numbers = {"late_refusals": late, "days": RECENT_DAYS} | days_before(evidence, days)
    boost = _care(evidence.talks) if days is not None and days <= FRESH_DAYS else 0
    tier = Tier.NOW if boost else Tier.WELLBEING
    change = _("It goes away {days} days after such a no.", days=RECENT_DAYS)
    return Finding(tier, noticed, numbers, boost=boost or 50, change=change)


def _care(talks: AfterTalks) -> int:
    """How much a fresh no in a late round comes first: 0 if it is second to what the search needs.

    From the third round on, it comes before everything but a rate that is too low, if no other no came as late. After a
    second round only if nothing else is under way: such noes are part of any search with several talks, and the first
    place would jump with each of them.
    """
    further = talks.latest_late_rounds > talks.rounds_before
    if further and talks.latest_late_rounds >= LATE_ROUNDS:
        return _LATE_NO
    return _SECOND_NO if further and talks.refused == talks.interviewed else 0


def stay_positive(evidence: Evidence) -> Finding | str:
    """Many rejections within a week."""
    hard = evidence.rejections.week
    if hard < HARD_WEEK:
        return _not_hard(hard)
    usual = _(
        "At the documents' rates, 97 or 98 of 100 applications do not lead to an interview, so most of this is how "
        "searching works."
    )
    noticed = f"{_rejections(hard, 7)} {usual}"
    numbers: Numbers = {"rejections": hard, "days": 7, "usual_from": 97, "usual_to": 98, "of": 100}
    numbers |= days_before(evidence, 6)
    unusual = _unusual(hard, evidence.rejections.usual_week)
    tier, boost = (Tier.NOW, _HARD_WEEK) if unusual else (Tier.WELLBEING, 0)
    return Finding(tier, noticed, numbers, boost=boost, change=_("A calmer week makes this go away."))


def _not_hard(rejections: int) -> str:
    if not rejections:
        return _("There were no rejections in the last 7 days, so this was not a hard week by the numbers.")
    return plural(
        rejections,
        "There was {n} rejection in the last 7 days, so this was not a hard week by the numbers.",
        "There were {n} rejections in the last 7 days, so this was not a hard week by the numbers.",
    )


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
    return _long(evidence, SOME_MONTHS_WEEKS, _("It is easier with others."), _DRY if first_today else 0)


def money_plan(evidence: Evidence) -> Finding | str:
    """Half a year of searching without an offer: savings are not in a tracker, the length of the search is."""
    words = _("If money is on your mind, a plan takes away some of the weight.")
    return _long(evidence, LONG_SEARCH_WEEKS, words, _YEAR if _weeks(evidence) >= YEAR_WEEKS else 0)


def stories(evidence: Evidence) -> Finding | str:
    """A run of rejections within four weeks."""
    run = evidence.rejections.month
    if run < HARD_MONTH:
        return f"{_rejections(run, 28)} {_('This is for a longer run.')}"
    noticed = f"{_rejections(run, 28)} {_('Many people who made it had such a month.')}"
    unusual = _unusual(run, evidence.rejections.usual_month)
    tier, boost = (Tier.NOW, _HARD_MONTH) if unusual else (Tier.WELLBEING, 0)
    change = _("A month with fewer of them makes this go away.")
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
        return triggers.DONE
    if reason := offers_known(evidence):
        return reason
    if searched is None:
        return _("It is not known how long your search has been going on.")
    if searched < from_weeks:
        return _(
            "Your search has run for {weeks}. This is for {least} weeks or more.",
            weeks=weeks(searched),
            least=number(from_weeks),
        )
    so_far = _("Your search has run for {weeks}, and no offer is known yet.", weeks=weeks(searched))
    tier = Tier.NOW if boost else Tier.WELLBEING
    return Finding(tier, f"{so_far} {words}", {"weeks": searched}, boost=boost, change=_("An offer changes this."))


def _rejections(count: int, days: int) -> str:
    """How many rejections came lately, as a whole sentence."""
    if not count:
        return _("There were no rejections in the last {days} days.", days=days)
    return plural(
        count,
        "There was {n} rejection in the last {days} days.",
        "There were {n} rejections in the last {days} days.",
        days=days,
    )
