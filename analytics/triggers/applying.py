"""Strategies that change which applications are sent, and how.

What the person's own data single out comes first, then a cause that the data show (scattered, not tailored, narrow,
hardly referred), then the general advice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from analytics.expected import expected_gain
from analytics.forecast import WhatIf
from analytics.standing import first_of
from analytics.triggers import Finding, Tier, shortfall
from analytics.triggers.shortfall import SINGLED_OUT, gap, low_finding, not_low, split_numbers
from analytics.wording import counted, number, part_of, quoted
from data.language import _, plural, speaks

if TYPE_CHECKING:
    from analytics.evidence import Evidence
    from analytics.groups import Split, Spread, Standout
    from analytics.standing import Standing
    from analytics.triggers import Numbers

HIGH_PACE: Final = 10.0  # applications per week
MANY_FAMILIES: Final = 6  # kinds of roles, of which none has more than FAMILY_SHARE
FAMILY_SHARE: Final = 0.40
MANY_KNOWN: Final = 30  # applications that must say whether they were tailored or referred
TAILORED_ENOUGH: Final = 0.80
TAILORED_SELDOM: Final = 0.50
REFERRED_ENOUGH: Final = 0.10
CONCENTRATED: Final = 0.80  # share of one value that makes a search narrow
ONE_KIND: Final = 0.90  # share of one kind of role, of at least MANY_SENT applications, that may be the cause itself
MANY_SENT: Final = 100

# Order among the strategies of a rate that is too low (boost); reasons in docs/suggestions.md.
_SCATTERED: Final = 40
_SELDOM_TAILORED: Final = 35
_ONE_KIND: Final = 30
_TAILOR: Final = 20
_NARROW: Final = 12
_HARDLY_REFERRED: Final = 14

# The subject of a sentence: a part of the applications of a group.
_TAILORED: Final = "{part} that are marked as tailored"
_REFERRED: Final = "{part} that came through a person"
_WITH: Final = {
    "role_family": "{part} with the kind of role {value}",
    "source": "{part} with the source {value}",
    "resume_version": "{part} with the version of your resume {value}",
}
# What most applications name; the object of a sentence.
_THE_SAME: Final = {
    "role_family": "the same kind of role",
    "source": "the same source",
    "location": "the same place",
}
_MORE_OF: Final = {
    "role_family": "Send more of your next applications to this kind of role, and fewer to the others.",
    "source": "Send more of your next applications through this source, and fewer through the others.",
    "resume_version": "Use this version of your resume for the next applications, and shape it for each job.",
}
# Widening by place or source must not read like the opposite of "aim at one or two kinds of roles".
_WIDER: Final = {
    "source": "Find a part of your next jobs in another way: on pages of employers, at events, or through people.",
    "location": "Send a part of your next applications to another place, or to jobs that can be done from home.",
}


def tailoring(evidence: Evidence) -> Finding | str:
    """The interview rate is low and not all applications are tailored, or tailored ones do better."""
    split, first = evidence.tailored, first_of(evidence.report)
    if split is not None and split.clear:
        return _own_data(evidence, split, _TAILORED)
    if evidence.version is not None:
        return _stands_out(evidence, evidence.version, first)
    if split is not None and split.known >= MANY_KNOWN and split.share >= TAILORED_ENOUGH:
        part = part_of(split.yes, split.known, "marked application")
        return plural(split.yes, "{part} is tailored already.", "{part} are tailored already.", part=part)
    if not first.low:
        return not_low(first)
    if split is None or split.known < MANY_KNOWN:
        return low_finding(evidence, first, boost=_TAILOR)
    part = part_of(split.yes, split.known, "application")
    more = plural(split.yes, "{part} is marked as tailored.", "{part} are marked as tailored.", part=part)
    boost = _SELDOM_TAILORED if split.share < TAILORED_SELDOM else _TAILOR
    return low_finding(evidence, first, more, split_numbers(split), boost)


def targeting(evidence: Evidence) -> Finding | str:
    """The interview rate is low while many applications go to many kinds of roles, or tailoring is done already."""
    first = first_of(evidence.report)
    if evidence.standout is not None:
        found = _stands_out(evidence, evidence.standout, first)
        return replace(found, boost=SINGLED_OUT - 1)
    if not first.low:
        return not_low(first)
    roles = _roles(evidence)
    if roles is not None and _is_one_kind(roles):
        return _("Nearly all your applications go to one kind of role already.")
    if roles is not None and roles.values >= MANY_FAMILIES and roles.share <= FAMILY_SHARE:
        sent, kinds = counted(roles.known, "application"), counted(roles.values, "kind of role")
        more = _("{applications} went to {kinds}.", applications=sent, kinds=kinds)
        return low_finding(evidence, first, more, {"known": roles.known, "kinds": roles.values}, _SCATTERED)
    return _aim(evidence, first)


def _aim(evidence: Evidence, first: Standing) -> Finding | str:
    """A rate that is too low, while nothing is known of the kinds of roles."""
    pace = evidence.pace.per_week
    if pace is not None and pace >= HIGH_PACE:
        more = _("You send about {number} applications a week.", number=number(pace))
        return low_finding(evidence, first, more, {"per_week": pace})
    if first.below or isinstance(tailoring(evidence), str):
        return low_finding(evidence, first)
    return _("Your applications do not look scattered: no high pace, and not many kinds of roles.")


def network(evidence: Evidence) -> Finding | str:
    """Referred applications do better, or the interview rate is low and few are referred."""
    split, first = evidence.referred, first_of(evidence.report)
    if split is not None and split.clear:
        return _own_data(evidence, split, _REFERRED)
    if split is None or split.known < MANY_KNOWN:
        return _("Your file does not say for enough applications whether they came through a person.")
    if first.low and split.share < REFERRED_ENOUGH:
        part = part_of(split.yes, split.known, "application")
        more = plural(split.yes, "{part} came through a person.", "{part} came through a person.", part=part)
        return low_finding(evidence, first, more, split_numbers(split), _HARDLY_REFERRED)
    return _compared(split, first)


def broaden(evidence: Evidence) -> Finding | str:
    """The interview rate is low and nearly all applications go to one kind of place."""
    first = first_of(evidence.report)
    if not first.low:
        return not_low(first)
    narrow = [spread for spread in evidence.spreads if _is_narrow(spread)]
    if not narrow:
        return _("Your search is not known to be narrow: no kind of role, source or place takes most of it.")
    top = narrow[0]
    said = {"part": part_of(top.top, top.known, "application"), "same": _(_THE_SAME[top.attribute])}
    more = plural(top.top, "{part} names {same}.", "{part} name {same}.", **said)
    numbers: Numbers = {"attribute": top.attribute, "top": top.top, "known": top.known}
    found = low_finding(evidence, first, more, numbers, _ONE_KIND if _is_one_kind(top) else _NARROW)
    return replace(found, adjust=_(_WIDER.get(top.attribute, "")))


def _own_data(evidence: Evidence, split: Split, group: str) -> Finding:
    part = part_of(split.yes_interviewed, split.yes, "application")
    gain = expected_gain(evidence.report, WhatIf(application_to_interview=split.adjusted))
    return Finding(
        Tier.VERDICT if first_of(evidence.report).below else Tier.LEANING,
        gap(_(group, part=part), split.yes_interviewed, split.yes, split.no_interviewed, split.no),
        split_numbers(split) | gain.numbers,
        shortfall.NOT_LUCK,
        _if_all(gain.sentence),
        SINGLED_OUT,
        shortfall.NO_MORE_GAP,
    )


def _stands_out(evidence: Evidence, best: Standout, first: Standing) -> Finding:
    gain = expected_gain(evidence.report, WhatIf(application_to_interview=best.adjusted))
    part = part_of(best.interviewed, best.trials, "application")
    group = _(_WITH[best.attribute], part=part, value=quoted(best.value))
    numbers: Numbers = {
        "attribute": best.attribute,
        "value": best.value,
        "yes": best.trials,
        "yes_interviewed": best.interviewed,
        "no": best.others,
        "no_interviewed": best.others_interviewed,
    }
    return Finding(
        Tier.VERDICT if first.below else Tier.LEANING,
        gap(group, best.interviewed, best.trials, best.others_interviewed, best.others),
        numbers | gain.numbers,
        shortfall.NOT_LUCK,
        _if_all(gain.sentence),
        SINGLED_OUT,
        shortfall.NO_MORE_GAP,
        _(_MORE_OF[best.attribute]),
    )


def _if_all(sentence: str) -> str:
    """The lead of a gain that rests on one group; its rate is pulled toward the overall one, as in Compare."""
    if not sentence:
        return ""
    lead = _("Suppose all your applications did about as well as these, with some of the luck taken off.")
    return f"{lead} {sentence}"


def _compared(split: Split, first: Standing) -> str:
    """Why referred applications, next to the others, are no advice yet."""
    if not split.no:
        part = part_of(split.yes, split.known, "marked application")
        return plural(
            split.yes, "{part} came through a person already.", "{part} came through a person already.", part=part
        )
    if not split.yes:
        return not_low(first)
    hits, other_hits = number(split.yes_interviewed), number(split.no_interviewed)
    said = {"hits": hits, "trials": number(split.yes), "other_hits": other_hits, "others": number(split.no)}
    if split.better:
        return _(
            "Applications that came through a person may do better: {hits} of {trials} led to an interview, against "
            "{other_hits} of {others} of the others. That is not clear enough yet to change course.",
            **said,
        )
    return _(
        "Applications that came through a person are not known to do better: {hits} of {trials} led to an interview, "
        "against {other_hits} of {others} of the others.",
        **said,
    )


def _roles(evidence: Evidence) -> Spread | None:
    return next((spread for spread in evidence.spreads if spread.attribute == "role_family"), None)


def _is_narrow(spread: Spread) -> bool:
    return spread.known >= MANY_KNOWN and spread.share >= CONCENTRATED


def _is_one_kind(spread: Spread) -> bool:
    return spread.attribute == "role_family" and spread.known >= MANY_SENT and spread.share >= ONE_KIND


speaks(__name__)
