"""Strategies that a ratio against its benchmark calls for, and going on as before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.bottleneck import find_bottleneck
from analytics.expected import expected_gain, rates_so_far
from analytics.forecast import WhatIf
from analytics.results import Verdict
from analytics.standing import first_of, second_of
from analytics.triggers import DONE, LONG_SEARCH_WEEKS, STOPPED_DAYS, YEAR_WEEKS, Finding, Tier, offers_known
from analytics.triggers.applying import TAILORED_ENOUGH, network, tailoring, targeting
from analytics.triggers.shortfall import low_finding, not_low
from analytics.wording import counted, number, part_of, span, verb, weeks

if TYPE_CHECKING:
    from analytics.evidence import Evidence
    from analytics.results import Ratio
    from analytics.standing import Standing
    from analytics.triggers import Numbers

UNKNOWN_SHARE: Final = 0.20  # of applications whose interviews or dates are unknown, before it is worth a suggestion
MOSTLY_UNKNOWN: Final = 0.50
_RECORDED: Final = "Once the tracker says it for nearly all applications, this goes away."

# Order among the strategies of a rate that is too low (boost); reasons in docs/suggestions.md.
_REASSESS: Final = 99
_LEADS: Final = 98
_PRACTICE: Final = 16
_NOTHING_LEFT: Final = 18
_PACE_TO_DOUBLE: Final = 1.0  # applications a week: with fewer, "twice as many" means nothing


def record_outcomes(evidence: Evidence) -> Finding | str:
    """Nothing can be judged that the file does not say."""
    counts = evidence.report.counts
    total = counts.applications
    if total == 0:
        return "There is no application yet."
    first = first_of(evidence.report)
    numbers: Numbers = {"applications": total}
    if not first.known:
        noticed = f"Your file lists {counted(total, 'application')}, but does not say which ones led to an interview."
        return Finding(Tier.MISSING, noticed, numbers, change=_RECORDED)
    unknown = counts.interviews_unknown
    if unknown >= UNKNOWN_SHARE * total:
        noticed = (
            f"For {number(unknown)} of {counted(total, 'application')} your file cannot say if there was an interview."
        )
        tier = Tier.MISSING if unknown >= MOSTLY_UNKNOWN * total else Tier.HABIT
        return Finding(tier, noticed, numbers | {"interviews_unknown": unknown}, change=_RECORDED)
    if not evidence.report.is_aggregate and counts.undated >= UNKNOWN_SHARE * total:
        undated = counts.undated
        noticed = f"{part_of(undated, total, 'application')} {verb(undated, 'has', 'have')} no date of application."
        return Finding(Tier.HABIT, noticed, numbers | {"undated": undated}, change=_RECORDED)
    return "Your file can say for nearly all applications whether there was an interview."


def reassess(evidence: Evidence) -> Finding | str:
    """Both steps clearly below over a long search."""
    first, second, span_weeks = first_of(evidence.report), second_of(evidence.report), evidence.pace.weeks
    if not (first.below and second.below):
        return f"This is for a long search in which both steps are clearly below {_ranges(first, second)}."
    if span_weeks is None or span_weeks < LONG_SEARCH_WEEKS:
        return (
            f"Both steps are below {_ranges(first, second)}, but the search is not known to be "
            f"{weeks(LONG_SEARCH_WEEKS)} old."
        )
    offers: Numbers = {f"offer_{key}": value for key, value in second.numbers().items()} | {"weeks": span_weeks}
    more = f"\n{second.noticed()}\nYour search has run for {weeks(span_weeks)}."
    return low_finding(evidence, first, more, offers, _REASSESS)


def interview_practice(evidence: Evidence) -> Finding | str:
    """It takes more interviews per offer than the benchmark says."""
    first, second = first_of(evidence.report), second_of(evidence.report)
    if not second.low:
        return not_low(second)
    worst = find_bottleneck([first.ratio, second.ratio], readings_agree=second.agreed)
    leads = worst.step is not None and worst.step.step.id == second.ratio.id
    return low_finding(evidence, second, boost=_LEADS if leads else _PRACTICE)


def bridge_work(evidence: Evidence) -> Finding | str:
    """A long search with few interviews and no offer."""
    first, span_weeks = first_of(evidence.report), evidence.pace.weeks
    if reason := offers_known(evidence):
        return reason
    if span_weeks is None or span_weeks < LONG_SEARCH_WEEKS:
        return f"This is for a search of {weeks(LONG_SEARCH_WEEKS)} or more."
    if not first.low:
        return not_low(first)
    noticed = f"Your search has run for {weeks(span_weeks)}. {first.noticed()}"
    numbers: Numbers = first.numbers() | {"weeks": span_weeks}
    change = "An offer, or an interview rate at its range, would change this."
    if first.below and span_weeks >= YEAR_WEEKS and _tailored_already(evidence):
        return Finding(Tier.VERDICT, noticed, numbers, first.sure(), boost=_NOTHING_LEFT, change=change)
    return Finding(Tier.WELLBEING, noticed, numbers, boost=50, change=change)


def _tailored_already(evidence: Evidence) -> bool:
    split = evidence.tailored
    return split is not None and split.share >= TAILORED_ENOUGH and isinstance(tailoring(evidence), str)


def persist(evidence: Evidence) -> Finding | str:
    """Within or above the benchmark, or too early to tell: nothing big should change."""
    if reason := _better_than_persisting(evidence):
        return reason
    first, second = first_of(evidence.report), second_of(evidence.report)
    so_far = f"{first.noticed()} {_needed(first.ratio, 'application')}".strip()
    noticed = "\n".join(filter(None, (so_far, _offers_so_far(second))))
    offers: Numbers = {f"offer_{key}": value for key, value in second.numbers().items()}
    change, change_numbers = _change_of_course(first)
    gain, gain_numbers = _more_brings_more(evidence, first)
    numbers = first.numbers() | offers | change_numbers | gain_numbers
    return Finding(Tier.STEADY, noticed, numbers, _sure_to_persist(first), gain, change=change)


def _better_than_persisting(evidence: Evidence) -> str:
    """Why going on as before is not the advice, "" if it may be."""
    report, rested = evidence.report, evidence.pace.days_since_last or 0
    first, second = first_of(report), second_of(report)
    own_way = any(isinstance(change(evidence), Finding) for change in (tailoring, targeting, network))
    reasons = (
        (evidence.wins.accepted or evidence.wins.undecided, DONE),
        (report.counts.applications == 0, "There is no application yet, so there is nothing to keep up."),
        (not first.known, "Without knowing what led to an interview, nobody can say whether to go on like this."),
        (
            first.low or second.low,
            f"One rate is below {_range(first, second)} or points that way, so a change is worth a test.",
        ),
        (own_way, "Your own numbers show a way that works better, so do more of that."),
        (rested > STOPPED_DAYS, f"No application went out in the last {weeks(STOPPED_DAYS // 7)}."),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _range(first: Standing, second: Standing) -> str:
    own = [standing.ratio.benchmark is not None and standing.ratio.benchmark.own for standing in (first, second)]
    return "your own range" if all(own) else "its range" if any(own) else "its benchmark"


def _ranges(first: Standing, second: Standing) -> str:
    return {"your own range": "your own ranges", "its range": "their ranges"}.get(
        _range(first, second), "their benchmark"
    )


def _needed(ratio: Ratio, noun: str) -> str:
    """How many more trials until one can tell, where the report knows."""
    if ratio.verdict is not Verdict.TOO_EARLY or not ratio.more_needed:
        return ""
    more = ratio.more_needed
    aged = f"{counted(more, f'more {noun}')} that {verb(more, 'has', 'have')} had time for an answer"
    return f"It takes about {aged} before this can be told."


def _offers_so_far(second: Standing) -> str:
    if not second.known or not second.ratio.trials:
        return ""
    return " ".join(filter(None, (second.noticed(), _needed(second.ratio, "interview"))))


def _sure_to_persist(first: Standing) -> str:
    ratio = first.ratio
    if ratio.verdict is Verdict.ABOVE:
        return f"Very likely (at least 95 in 100) that your true rate is above {first.range_called}."
    if ratio.verdict is Verdict.WITHIN:
        return (
            "Likely (at least 90 in 100) that your true rate is not under half and not over double "
            f"{first.range_called}."
        )
    if ratio.low is None or ratio.high is None or round(ratio.mature_trials or 0) == 0:
        return "Open: nothing has had time to count yet."
    return f"Open: your true rate may well be anywhere from {span(ratio.low, ratio.high)}."


def _change_of_course(first: Standing) -> tuple[str, Numbers]:
    """What would end the advice to go on: so many more aged applications without an interview."""
    failures = first.failures_until_low()
    if failures is None:
        return "A clear change of your rates would change this.", {}
    aged = f"{counted(failures, 'more application')} that {verb(failures, 'has', 'have')} had time for an answer"
    return f"About {aged} without an interview would change this.", {"failures_until_low": failures}


def _more_brings_more(evidence: Evidence, first: Standing) -> tuple[str, Numbers]:
    pace, rates = evidence.pace.per_week, rates_so_far(evidence.report)
    if not first.settled:
        return rates.sentence, rates.numbers
    said = f"{rates.sentence} Twice as many applications of the same kind bring about twice as many offers.".strip()
    if pace is None or pace < _PACE_TO_DOUBLE:
        return said, rates.numbers
    gain = expected_gain(evidence.report, WhatIf(pace=2 * pace))
    return f"{said} {gain.sentence}".strip(), rates.numbers | gain.numbers
