"""Strategies that a ratio against its benchmark, or a difference inside the person's own data, calls for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.bottleneck import find_bottleneck
from analytics.results import Verdict
from analytics.standing import first_of, second_of
from analytics.triggers import DONE, LONG_SEARCH_WEEKS, STOPPED_DAYS, Finding, Tier, offers_known
from analytics.wording import counted, number, part_of, percent, quoted, span, verb, weeks

if TYPE_CHECKING:
    from analytics.evidence import Evidence
    from analytics.groups import Split, Spread, Standout
    from analytics.results import Ratio
    from analytics.standing import Standing
    from analytics.triggers import Numbers

UNKNOWN_SHARE: Final = 0.20  # of applications whose interviews or dates are unknown, before it is worth a suggestion
MOSTLY_UNKNOWN: Final = 0.50
HIGH_PACE: Final = 10.0  # applications per week
MANY_FAMILIES: Final = 6  # kinds of roles, of which none has more than FAMILY_SHARE
FAMILY_SHARE: Final = 0.40
MANY_KNOWN: Final = 30  # applications that must say whether they were tailored or referred
TAILORED_ENOUGH: Final = 0.80
REFERRED_ENOUGH: Final = 0.10
CONCENTRATED: Final = 0.80  # share of one value that makes a search narrow
_NOT_LUCK: Final = (
    "Chance alone would rarely give such a gap (1 in 10 or less). It may still be due to which jobs these were, so "
    "keep comparing."
)
_OWN: Final = 50  # boost: the person's own data single this strategy out

_ATTRIBUTE_WORDS: Final = {"role_family": "kind of role", "source": "source", "location": "place"}


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
        return Finding(Tier.MISSING, noticed, numbers)
    unknown = counts.interviews_unknown
    if unknown >= UNKNOWN_SHARE * total:
        noticed = (
            f"For {number(unknown)} of {counted(total, 'application')} your file cannot say if there was an interview."
        )
        tier = Tier.MISSING if unknown >= MOSTLY_UNKNOWN * total else Tier.HABIT
        return Finding(tier, noticed, numbers | {"interviews_unknown": unknown})
    if not evidence.report.is_aggregate and counts.undated >= UNKNOWN_SHARE * total:
        undated = counts.undated
        noticed = f"{part_of(undated, total, 'application')} {verb(undated, 'has', 'have')} no date of application."
        return Finding(Tier.HABIT, noticed, numbers | {"undated": undated})
    return "Your file can say for nearly all applications whether there was an interview."


def reassess(evidence: Evidence) -> Finding | str:
    """Both steps clearly below over a long search."""
    first, second, span_weeks = first_of(evidence.report), second_of(evidence.report), evidence.pace.weeks
    if not (first.below and second.below):
        return "This is for a long search in which both steps are clearly below their benchmark."
    if span_weeks is None or span_weeks < LONG_SEARCH_WEEKS:
        return (
            f"Both steps are below their benchmark, but the search is not known to be {weeks(LONG_SEARCH_WEEKS)} old."
        )
    numbers = first.numbers() | {f"offer_{key}": value for key, value in second.numbers().items()}
    noticed = f"{first.noticed()} {second.noticed()} Your search has run for {weeks(span_weeks)}."
    return Finding(
        Tier.VERDICT,
        noticed,
        numbers | {"weeks": span_weeks} | first.gain_numbers(),
        first.sure(),
        first.gain_sentence(),
        2 * _OWN - 1,
    )


def tailoring(evidence: Evidence) -> Finding | str:
    """The interview rate is low and not all applications are tailored, or tailored ones do better."""
    split, first = evidence.tailored, first_of(evidence.report)
    if split is not None and split.better:
        return _own_data(evidence, split, "are marked as tailored")
    if split is not None and split.known >= MANY_KNOWN and split.share >= TAILORED_ENOUGH:
        return (
            f"{part_of(split.yes, split.known, 'marked application')} {verb(split.yes, 'is', 'are')} tailored already."
        )
    if not first.low:
        return _not_low(first)
    if split is None or split.known < MANY_KNOWN:
        return _low(first)
    more = f"{part_of(split.yes, split.known, 'application')} {verb(split.yes, 'is', 'are')} marked as tailored."
    return _low(first, more, _split_numbers(split))


def targeting(evidence: Evidence) -> Finding | str:
    """The interview rate is low while many applications go to many kinds of roles, or tailoring is done already."""
    first, pace = first_of(evidence.report), evidence.pace.per_week
    if evidence.standout is not None:
        return _stands_out(evidence.standout, first)
    if not first.low:
        return _not_low(first)
    roles = next((spread for spread in evidence.spreads if spread.attribute == "role_family"), None)
    scattered = roles is not None and roles.values >= MANY_FAMILIES and roles.share <= FAMILY_SHARE
    if roles is not None and scattered:
        kinds = counted(roles.values, "kind of role", "kinds of roles")
        more = f"{counted(roles.known, 'application')} went to {kinds}."
        return _low(first, more, {"known": roles.known, "kinds": roles.values}, boost=_OWN - 10)
    if pace is not None and pace >= HIGH_PACE:
        return _low(first, f"You send about {number(pace)} applications a week.", {"per_week": pace})
    if first.below or isinstance(tailoring(evidence), str):
        return _low(first)
    return "Your applications do not look scattered: no high pace, and not many kinds of roles."


def network(evidence: Evidence) -> Finding | str:
    """Referred applications do better, or the interview rate is low and few are referred."""
    split, first = evidence.referred, first_of(evidence.report)
    if split is not None and split.better:
        return _own_data(evidence, split, "came through a person")
    if split is None or split.known < MANY_KNOWN:
        return "Your file does not say for enough applications whether they came through a person."
    if first.low and split.share < REFERRED_ENOUGH:
        more = f"{part_of(split.yes, split.known, 'application')} came through a person."
        return _low(first, more, _split_numbers(split))
    return _compared(split, "Applications that came through a person", first)


def broaden(evidence: Evidence) -> Finding | str:
    """The interview rate is low and nearly all applications go to one kind of place."""
    first = first_of(evidence.report)
    if not first.low:
        return _not_low(first)
    narrow = [spread for spread in evidence.spreads if _is_narrow(spread)]
    if not narrow:
        return "Your search is not known to be narrow: no kind of role, source or place takes most of it."
    top = narrow[0]
    words = _ATTRIBUTE_WORDS[top.attribute]
    more = f"{part_of(top.top, top.known, 'application')} {verb(top.top, 'names', 'name')} the same {words}."
    return _low(first, more, {"attribute": top.attribute, "top": top.top, "known": top.known})


def interview_practice(evidence: Evidence) -> Finding | str:
    """It takes more interviews per offer than the benchmark says."""
    first, second = first_of(evidence.report), second_of(evidence.report)
    if not second.low:
        return _not_low(second)
    worst = find_bottleneck([first.ratio, second.ratio], readings_agree=second.agreed)
    leads = worst.step is not None and worst.step.step.id == second.ratio.id
    return Finding(
        _tier(second),
        second.noticed(),
        second.numbers() | second.gain_numbers(),
        second.sure(),
        second.gain_sentence(),
        2 * _OWN - 2 if leads else 0,
    )


def bridge_work(evidence: Evidence) -> Finding | str:
    """A long search with few interviews and no offer."""
    first, span_weeks = first_of(evidence.report), evidence.pace.weeks
    if reason := offers_known(evidence):
        return reason
    if span_weeks is None or span_weeks < LONG_SEARCH_WEEKS:
        return f"This is for a search of {weeks(LONG_SEARCH_WEEKS)} or more."
    if not first.low:
        return _not_low(first)
    noticed = f"Your search has run for {weeks(span_weeks)}. {first.noticed()}"
    return Finding(Tier.WELLBEING, noticed, first.numbers() | {"weeks": span_weeks}, boost=_OWN)


def persist(evidence: Evidence) -> Finding | str:
    """Within or above the benchmark, or too early to tell: nothing big should change."""
    if reason := _better_than_persisting(evidence):
        return reason
    first, second = first_of(evidence.report), second_of(evidence.report)
    noticed = " ".join(filter(None, (first.noticed(), _needed(first.ratio, "application"), _offers_so_far(second))))
    numbers = first.numbers() | {f"offer_{key}": value for key, value in second.numbers().items()}
    return Finding(Tier.STEADY, noticed, numbers, _sure_to_persist(first), _more_brings_more(first))


def _better_than_persisting(evidence: Evidence) -> str:
    """Why going on as before is not the advice, "" if it may be."""
    report, rested = evidence.report, evidence.pace.days_since_last or 0
    first, second = first_of(report), second_of(report)
    own_way = any(isinstance(change(evidence), Finding) for change in (tailoring, targeting, network))
    reasons = (
        (evidence.wins.accepted or evidence.wins.undecided, DONE),
        (report.counts.applications == 0, "There is no application yet, so there is nothing to keep up."),
        (not first.known, "Without knowing what led to an interview, nobody can say whether to go on like this."),
        (first.low or second.low, "One rate is below its benchmark or points that way, so a change is worth a test."),
        (own_way, "Your own numbers show a way that works better, so do more of that."),
        (rested > STOPPED_DAYS, f"No application went out in the last {weeks(STOPPED_DAYS // 7)}."),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _tier(standing: Standing) -> Tier:
    return Tier.VERDICT if standing.below else Tier.LEANING


def _low(first: Standing, more: str = "", numbers: Numbers | None = None, boost: int = 0) -> Finding:
    return Finding(
        _tier(first),
        f"{first.noticed()} {more}".strip(),
        first.numbers() | first.gain_numbers() | (numbers or {}),
        first.sure(),
        first.gain_sentence(),
        boost,
    )


def _not_low(standing: Standing) -> str:
    """Why there is no shortfall to act on, with the counts."""
    ratio = standing.ratio
    step = _STEPS[ratio.id]
    if not standing.known:
        return f"Your file cannot say how many {step}."
    if standing.disputed and ratio.verdict is Verdict.BELOW:
        return f"Whether too few {step} depends on how interviews are counted."
    if not ratio.trials:
        return f"There is no {_NOTHING[ratio.id]} yet to judge this by."
    counts = f"{number(ratio.successes or 0)} of {number(ratio.trials)}"
    if ratio.verdict in _FINE:
        return f"There is no need: {counts} {step}, which is {_FINE[ratio.verdict]} the benchmark."
    return f"It is too early to judge how many {step} ({counts} so far)."


_STEPS: Final = {
    "application_to_interview": "applications led to an interview",
    "interview_to_offer": "interviews led to an offer",
}
_NOTHING: Final = {"application_to_interview": "application", "interview_to_offer": "interview"}
_FINE: Final = {Verdict.WITHIN: "about at", Verdict.ABOVE: "above"}


def _own_data(evidence: Evidence, split: Split, words: str) -> Finding:
    noticed = _gap(f"that {words}", split.yes_interviewed, split.yes, split.no_interviewed, split.no)
    tier = Tier.VERDICT if first_of(evidence.report).below else Tier.LEANING
    return Finding(tier, noticed, _split_numbers(split), _NOT_LUCK, boost=_OWN)


def _stands_out(best: Standout, first: Standing) -> Finding:
    words = f"with the {_ATTRIBUTE_WORDS[best.attribute]} {quoted(best.value)}"
    noticed = _gap(words, best.interviewed, best.trials, best.others_interviewed, best.others)
    numbers: Numbers = {
        "attribute": best.attribute,
        "value": best.value,
        "yes": best.trials,
        "yes_interviewed": best.interviewed,
        "no": best.others,
        "no_interviewed": best.others_interviewed,
    }
    return Finding(Tier.VERDICT if first.below else Tier.LEANING, noticed, numbers, _NOT_LUCK, boost=_OWN - 1)


def _gap(which: str, hits: int, trials: int, other_hits: int, others: int) -> str:
    """Counts of two groups side by side. Raw counts on both sides: the comparison behind it used the aged ones."""
    return (
        f"{part_of(hits, trials, 'application')} {which} led to an interview ({percent(hits / trials)}), against "
        f"{number(other_hits)} of {number(others)} of the others ({percent(other_hits / others)})."
    )


def _split_numbers(split: Split) -> Numbers:
    return {
        "yes": split.yes,
        "yes_interviewed": split.yes_interviewed,
        "no": split.no,
        "no_interviewed": split.no_interviewed,
        "known": split.known,
    }


def _compared(split: Split, subject: str, first: Standing) -> str:
    if not split.yes or not split.no:
        return _not_low(first)
    return (
        f"{subject} are not known to do better: {number(split.yes_interviewed)} of {number(split.yes)} led to an "
        f"interview, against {number(split.no_interviewed)} of {number(split.no)} of the others."
    )


def _is_narrow(spread: Spread) -> bool:
    return spread.known >= MANY_KNOWN and spread.share >= CONCENTRATED


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
        return "Very likely (at least 95 in 100) that your true rate is above the benchmark."
    if ratio.verdict is Verdict.WITHIN:
        return "Likely (at least 90 in 100) that your true rate is not under half and not over double the benchmark."
    if ratio.low is None or ratio.high is None or round(ratio.mature_trials or 0) == 0:
        return "Open: nothing has had time to count yet."
    return f"Open: your true rate may well be anywhere from {span(ratio.low, ratio.high)}."


def _more_brings_more(first: Standing) -> str:
    return "Twice as many applications of the same kind bring about twice as many offers." if first.settled else ""
