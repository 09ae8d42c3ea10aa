"""Which strategies the evidence calls for, in order, and why the others are not suggested.

A stateless function of the report and the journeys: the same history gives the same list, whatever the order of rows.
The first place says what to change about the search. It moves with the evidence, not with the calendar or with chance:

- Verdicts are slow to change by construction (statistics notes, section 2); ranks follow tiers, then the playbook.
- What counts decide has a margin: it begins at a strict limit, and stays until a laxer one is passed, if the strict one
  was met on one of the last Mondays (`analytics.groups`, `analytics.triggers.pace`). The earlier looks are counted from
  the history itself, so that there is no hidden state.
- Advice on what just happened (a talk, a no) comes behind what the search lacks week after week, and before "keep
  going" only where it is the main thing there is: the first talk, or noes with nothing else under way.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from analytics import triggers
from analytics.evidence import gather
from analytics.playbook import cited_briefly, strategies
from analytics.results import Suggestion
from analytics.triggers import Finding, applying, funnel, habits, wellbeing
from analytics.wording import capital
from data.language import _, speaks

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analytics.evidence import Evidence
    from analytics.playbook import Strategy
    from analytics.results import AnalysisReport

_TRIGGERS: Final[dict[str, Callable[[Evidence], Finding | str]]] = {
    "record_outcomes": funnel.record_outcomes,
    "reassess": funnel.reassess,
    "tailoring": applying.tailoring,
    "targeting": applying.targeting,
    "network": applying.network,
    "broaden": applying.broaden,
    "interview_practice": funnel.interview_practice,
    "persist": funnel.persist,
    "ask_feedback": habits.ask_feedback,
    "review_interviews": habits.review_interviews,
    "skills": habits.skills,
    "routine": habits.routine,
    "follow_up": habits.follow_up,
    "stay_in_touch": habits.stay_in_touch,
    "bridge_work": funnel.bridge_work,
    "small_wins": wellbeing.small_wins,
    "not_personal": wellbeing.not_personal,
    "stay_positive": wellbeing.stay_positive,
    "support": wellbeing.support,
    "money_plan": wellbeing.money_plan,
    "stories": wellbeing.stories,
}
# With an offer in hand, advice on how to get one is out of place.
_ONLY_WHILE_SEARCHING: Final = frozenset(
    {"reassess", "tailoring", "targeting", "network", "broaden", "interview_practice", "skills", "bridge_work"}
)
_FOR_YOU: Final = "This is for you. No number can tell what it brings."
# What a strategy brings where no figure can say it.
_WITHOUT_FIGURE: Final = {
    "record_outcomes": "Your own numbers can then tell which step costs you most.",
    **dict.fromkeys(("small_wins", "not_personal", "stay_positive", "support", "stories"), _FOR_YOU),
    "money_plan": "It does not bring an offer sooner. It tells how much time you have.",
}


@dataclass(frozen=True, slots=True)
class NotSuggested:
    """A strategy that the history does not call for, and one or two sentences why."""

    id: str
    title: str
    why: str


def suggest(report: AnalysisReport, journeys: pd.DataFrame) -> tuple[Suggestion, ...]:
    """Suggestions for a history, the most important first.

    Args:
        report: the analysis so far; its ratios carry the verdicts, its own suggestions are not looked at.
        journeys: journeys frame as of `report.as_of`, in any order; empty for an aggregate file.

    Returns:
        One suggestion per strategy that applies; `evidence` holds every number of its sentences.
    """
    outcomes = _outcomes(report, journeys)
    made = [
        _suggestion(strategy, found, place)
        for place, (strategy, found) in enumerate(outcomes)
        if isinstance(found, Finding)
    ]
    return tuple(sorted(made, key=lambda suggestion: -suggestion.priority))


def explain(report: AnalysisReport, journeys: pd.DataFrame) -> tuple[NotSuggested, ...]:
    """Why each other strategy is not suggested, in the order of the playbook. Arguments as for `suggest`."""
    return tuple(
        NotSuggested(strategy.id, strategy.title, found)
        for strategy, found in _outcomes(report, journeys)
        if isinstance(found, str)
    )


def _outcomes(report: AnalysisReport, journeys: pd.DataFrame) -> list[tuple[Strategy, Finding | str]]:
    evidence = gather(report, journeys)
    return [(strategy, _outcome(strategy.id, evidence)) for strategy in strategies().values()]


def _outcome(strategy: str, evidence: Evidence) -> Finding | str:
    if strategy in _ONLY_WHILE_SEARCHING and (evidence.wins.accepted or evidence.wins.undecided):
        return triggers.DONE
    return _TRIGGERS[strategy](evidence)


def _suggestion(strategy: Strategy, found: Finding, place: int) -> Suggestion:
    make = partial(Suggestion, id=strategy.id, title=strategy.title, moves=strategy.moves)
    return make(
        noticed=capital(found.noticed),
        adjust=found.adjust or strategy.adjust,
        steps=strategy.steps,
        documents=cited_briefly(strategy.documents),
        tells_it_works=strategy.tells_it_works,
        expected_gain=found.gain or _(_WITHOUT_FIGURE.get(strategy.id, "")) or triggers.UNKNOWN_GAIN,
        sure=found.sure,
        would_change=found.change,
        checklist=strategy.checklist,
        evidence=dict(found.evidence),
        priority=float(found.tier + found.boost) - place / 100,
        tier=found.tier,
    )


speaks(__name__)
