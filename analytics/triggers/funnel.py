"""Strategies that a ratio against its benchmark calls for, and going on as before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics import triggers
from analytics.benchmarks import Whose
from analytics.expected import expected_gain, rates_so_far
from analytics.forecast import WhatIf
from analytics.results import Verdict
from analytics.standing import first_of, second_of
from analytics.triggers import LONG_SEARCH_WEEKS, STOPPED_DAYS, YEAR_WEEKS, Finding, Tier, offers_known
from analytics.triggers.applying import TAILORED_ENOUGH, network, tailoring, targeting
from analytics.triggers.shortfall import low_finding, not_low
from analytics.wording import counted, number, part_of, span, weeks
from data.language import _, plural, speaks

if TYPE_CHECKING:
    from analytics.evidence import Evidence
    from analytics.results import Ratio
    from analytics.standing import Standing
    from analytics.triggers import Numbers

UNKNOWN_SHARE: Final = 0.20  # of applications whose interviews or dates are unknown, before it is worth a suggestion
MOSTLY_UNKNOWN: Final = 0.50
_RECORDED: Final = "Once the tracker says it for nearly all applications, this goes away."
# By whose the two ranges are.
_NOT_BOTH_BELOW: Final = {
    Whose.OWN: "This is for a long search in which both steps are clearly below your own ranges.",
    Whose.MIXED: "This is for a long search in which both steps are clearly below their ranges.",
    Whose.DOCUMENTS: "This is for a long search in which both steps are clearly below their benchmark.",
}
_NOT_LONG: Final = {
    Whose.OWN: "Both steps are below your own ranges, but the search is not known to be {weeks} old.",
    Whose.MIXED: "Both steps are below their ranges, but the search is not known to be {weeks} old.",
    Whose.DOCUMENTS: "Both steps are below their benchmark, but the search is not known to be {weeks} old.",
}
_ONE_IS_LOW: Final = {
    Whose.OWN: "One rate is below your own range or points that way, so a change is worth a test.",
    Whose.MIXED: "One rate is below its range or points that way, so a change is worth a test.",
    Whose.DOCUMENTS: "One rate is below its benchmark or points that way, so a change is worth a test.",
}

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
        return _("There is no application yet.")
    first = first_of(evidence.report)
    numbers: Numbers = {"applications": total}
    if not first.known:
        noticed = _(
            "Your file lists {applications}, but does not say which ones led to an interview.",
            applications=counted(total, "application"),
        )
        return Finding(Tier.MISSING, noticed, numbers, change=_(_RECORDED))
    unknown = counts.interviews_unknown
    if unknown >= UNKNOWN_SHARE * total:
        noticed = _(
            "For {unknown} of {applications} your file cannot say if there was an interview.",
            unknown=number(unknown),
            applications=counted(total, "application"),
        )
        tier = Tier.MISSING if unknown >= MOSTLY_UNKNOWN * total else Tier.HABIT
        return Finding(tier, noticed, numbers | {"interviews_unknown": unknown}, change=_(_RECORDED))
    if not evidence.report.is_aggregate and counts.undated >= UNKNOWN_SHARE * total:
        noticed = _undated(counts.undated, total)
        return Finding(Tier.HABIT, noticed, numbers | {"undated": counts.undated}, change=_(_RECORDED))
    return _("Your file can say for nearly all applications whether there was an interview.")


def _undated(undated: int, total: int) -> str:
    part = part_of(undated, total, "application")
    return plural(undated, "{part} has no date of application.", "{part} have no date of application.", part=part)


def reassess(evidence: Evidence) -> Finding | str:
    """Both steps clearly below over a long search."""
    first, second, span_weeks = first_of(evidence.report), second_of(evidence.report), evidence.pace.weeks
    if not (first.below and second.below):
        return _(_NOT_BOTH_BELOW[_whose(first, second)])
    if span_weeks is None or span_weeks < LONG_SEARCH_WEEKS:
        return _(_NOT_LONG[_whose(first, second)], weeks=weeks(LONG_SEARCH_WEEKS))
    offers: Numbers = {f"offer_{key}": value for key, value in second.numbers().items()} | {"weeks": span_weeks}
    more = f"\n{second.noticed()}\n{_has_run(span_weeks)}"
    return low_finding(evidence, first, more, offers, _REASSESS)


def _has_run(span_weeks: int) -> str:
    return _("Your search has run for {weeks}.", weeks=weeks(span_weeks))


def interview_practice(evidence: Evidence) -> Finding | str:
    """It takes more interviews per offer than the benchmark says."""
    second, worst = second_of(evidence.report), evidence.report.bottleneck
    if not second.low:
        return not_low(second)
    leads = worst is not None and worst.step is not None and worst.step.step.id == second.ratio.id
    return low_finding(evidence, second, boost=_LEADS if leads else _PRACTICE)


def bridge_work(evidence: Evidence) -> Finding | str:
    """A long search with few interviews and no offer."""
    first, span_weeks = first_of(evidence.report), evidence.pace.weeks
    if reason := offers_known(evidence):
        return reason
    if span_weeks is None or span_weeks < LONG_SEARCH_WEEKS:
        return _("This is for a search of {weeks} or more.", weeks=weeks(LONG_SEARCH_WEEKS))
    if not first.low:
        return not_low(first)
    noticed = f"{_has_run(span_weeks)} {first.noticed()}"
    numbers: Numbers = first.numbers() | {"weeks": span_weeks}
    change = _("An offer, or an interview rate at its range, would change this.")
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
    so_far = f"{first.noticed()} {_applications_needed(first.ratio)}".strip()
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
        (evidence.wins.accepted or evidence.wins.undecided, triggers.DONE),
        (report.counts.applications == 0, _("There is no application yet, so there is nothing to keep up.")),
        (not first.known, _("Without knowing what led to an interview, nobody can say whether to go on like this.")),
        (first.low or second.low, _(_ONE_IS_LOW[_whose(first, second)])),
        (own_way, _("Your own numbers show a way that works better, so do more of that.")),
        (rested > STOPPED_DAYS, _("No application went out in the last {weeks}.", weeks=weeks(STOPPED_DAYS // 7))),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _whose(first: Standing, second: Standing) -> Whose:
    own = [standing.ratio.benchmark is not None and standing.ratio.benchmark.own for standing in (first, second)]
    return Whose.OWN if all(own) else Whose.MIXED if any(own) else Whose.DOCUMENTS


def _needed(ratio: Ratio) -> int:
    """How many more trials without a success until one can tell; 0 where that is told already or not known."""
    return (ratio.more_needed or 0) if ratio.verdict is Verdict.TOO_EARLY else 0


def _applications_needed(ratio: Ratio) -> str:
    if not (needed := _needed(ratio)):
        return ""
    return plural(
        needed,
        "Without another interview, this can be told after about {more} that has had time for an answer.",
        "Without another interview, this can be told after about {more} that have had time for an answer.",
        more=counted(needed, "more application"),
    )


def _interviews_needed(ratio: Ratio) -> str:
    if not (needed := _needed(ratio)):
        return ""
    return plural(
        needed,
        "Without another offer, this can be told after about {more} that has had time for an answer.",
        "Without another offer, this can be told after about {more} that have had time for an answer.",
        more=counted(needed, "more interview"),
    )


def _offers_so_far(second: Standing) -> str:
    if not second.known or not second.ratio.trials:
        return ""
    return " ".join(filter(None, (second.noticed(), _interviews_needed(second.ratio))))


def _sure_to_persist(first: Standing) -> str:
    ratio, called = first.ratio, first.range_called
    if ratio.verdict is Verdict.ABOVE:
        return _("Very likely (at least 95 in 100) that your true rate is above {benchmark}.", benchmark=called)
    if ratio.verdict is Verdict.WITHIN:
        return _(
            "Likely (at least 90 in 100) that your true rate is not under half and not over double {benchmark}.",
            benchmark=called,
        )
    if ratio.low is None or ratio.high is None or round(ratio.mature_trials or 0) == 0:
        return _("Not sure yet: nothing has had time to count.")
    return _("Not sure yet: your true rate may well be anywhere from {range}.", range=span(ratio.low, ratio.high))


def _change_of_course(first: Standing) -> tuple[str, Numbers]:
    """What would end the advice to go on: so many more aged applications without an interview."""
    failures = first.failures_until_low()
    if failures is None:
        return _("A clear change of your rates would change this."), {}
    change = plural(
        failures,
        "About {more} that has had time for an answer without an interview would change this.",
        "About {more} that have had time for an answer without an interview would change this.",
        more=counted(failures, "more application"),
    )
    return change, {"failures_until_low": failures}


def _more_brings_more(evidence: Evidence, first: Standing) -> tuple[str, Numbers]:
    pace, rates = evidence.pace.per_week, rates_so_far(evidence.report)
    if not first.settled:
        return rates.sentence, rates.numbers
    doubled = _("Twice as many applications of the same kind bring about twice as many offers.")
    said = f"{rates.sentence} {doubled}".strip()
    if pace is None or pace < _PACE_TO_DOUBLE:
        return said, rates.numbers
    gain = expected_gain(evidence.report, WhatIf(pace=2 * pace))
    return f"{said} {gain.sentence}".strip(), rates.numbers | gain.numbers


speaks(__name__)
