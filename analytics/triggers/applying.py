"""Strategies that change which applications are sent, and how.

What the person's own data single out comes first, then a cause that the data show (scattered, not tailored, narrow,
hardly referred), then the general advice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from analytics.expected import expected_gain
from analytics.standing import first_of
from analytics.triggers import Finding, Tier
from analytics.triggers.shortfall import (
    NO_MORE_GAP,
    NOT_LUCK,
    SINGLED_OUT,
    as_good_as,
    gap,
    low_finding,
    not_low,
    split_numbers,
)
from analytics.wording import counted, number, part_of, quoted, verb

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

_ATTRIBUTE_WORDS: Final = {
    "role_family": "kind of role",
    "source": "source",
    "location": "place",
    "resume_version": "version of your resume",
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
    if split is not None and split.better:
        return _own_data(evidence, split, "that are marked as tailored")
    if evidence.version is not None:
        return _stands_out(evidence, evidence.version, first)
    if split is not None and split.known >= MANY_KNOWN and split.share >= TAILORED_ENOUGH:
        return (
            f"{part_of(split.yes, split.known, 'marked application')} {verb(split.yes, 'is', 'are')} tailored already."
        )
    if not first.low:
        return not_low(first)
    if split is None or split.known < MANY_KNOWN:
        return low_finding(evidence, first, boost=_TAILOR)
    more = f"{part_of(split.yes, split.known, 'application')} {verb(split.yes, 'is', 'are')} marked as tailored."
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
        return "Nearly all your applications go to one kind of role already."
    if roles is not None and roles.values >= MANY_FAMILIES and roles.share <= FAMILY_SHARE:
        kinds = counted(roles.values, "kind of role", "kinds of roles")
        more = f"{counted(roles.known, 'application')} went to {kinds}."
        return low_finding(evidence, first, more, {"known": roles.known, "kinds": roles.values}, _SCATTERED)
    return _aim(evidence, first)


def _aim(evidence: Evidence, first: Standing) -> Finding | str:
    """A rate that is too low, while nothing is known of the kinds of roles."""
    pace = evidence.pace.per_week
    if pace is not None and pace >= HIGH_PACE:
        return low_finding(evidence, first, f"You send about {number(pace)} applications a week.", {"per_week": pace})
    if first.below or isinstance(tailoring(evidence), str):
        return low_finding(evidence, first)
    return "Your applications do not look scattered: no high pace, and not many kinds of roles."


def network(evidence: Evidence) -> Finding | str:
    """Referred applications do better, or the interview rate is low and few are referred."""
    split, first = evidence.referred, first_of(evidence.report)
    if split is not None and split.better:
        return _own_data(evidence, split, "that came through a person")
    if split is None or split.known < MANY_KNOWN:
        return "Your file does not say for enough applications whether they came through a person."
    if first.low and split.share < REFERRED_ENOUGH:
        more = f"{part_of(split.yes, split.known, 'application')} came through a person."
        return low_finding(evidence, first, more, split_numbers(split), _HARDLY_REFERRED)
    return _compared(split, "Applications that came through a person", first)


def broaden(evidence: Evidence) -> Finding | str:
    """The interview rate is low and nearly all applications go to one kind of place."""
    first = first_of(evidence.report)
    if not first.low:
        return not_low(first)
    narrow = [spread for spread in evidence.spreads if _is_narrow(spread)]
    if not narrow:
        return "Your search is not known to be narrow: no kind of role, source or place takes most of it."
    top = narrow[0]
    words = _ATTRIBUTE_WORDS[top.attribute]
    more = f"{part_of(top.top, top.known, 'application')} {verb(top.top, 'names', 'name')} the same {words}."
    numbers: Numbers = {"attribute": top.attribute, "top": top.top, "known": top.known}
    found = low_finding(evidence, first, more, numbers, _ONE_KIND if _is_one_kind(top) else _NARROW)
    return replace(found, adjust=_WIDER.get(top.attribute, ""))


def _own_data(evidence: Evidence, split: Split, which: str) -> Finding:
    gain = expected_gain(evidence.report, as_good_as(evidence, split.yes_interviewed, split.yes))
    return Finding(
        Tier.VERDICT if first_of(evidence.report).below else Tier.LEANING,
        gap(which, split.yes_interviewed, split.yes, split.no_interviewed, split.no),
        split_numbers(split) | gain.numbers,
        NOT_LUCK,
        _if_all(gain.sentence),
        SINGLED_OUT,
        NO_MORE_GAP,
    )


def _stands_out(evidence: Evidence, best: Standout, first: Standing) -> Finding:
    gain = expected_gain(evidence.report, as_good_as(evidence, best.interviewed, best.trials))
    which = f"with the {_ATTRIBUTE_WORDS[best.attribute]} {quoted(best.value)}"
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
        gap(which, best.interviewed, best.trials, best.others_interviewed, best.others),
        numbers | gain.numbers,
        NOT_LUCK,
        _if_all(gain.sentence),
        SINGLED_OUT,
        NO_MORE_GAP,
        _MORE_OF[best.attribute],
    )


def _if_all(sentence: str) -> str:
    """The lead of a gain that rests on one group; its rate is pulled toward the overall one, as in Compare."""
    if not sentence:
        return ""
    return f"Suppose all your applications did about as well as these, with some of the luck taken off. {sentence}"


def _compared(split: Split, subject: str, first: Standing) -> str:
    if not split.yes or not split.no:
        return not_low(first)
    return (
        f"{subject} are not known to do better: {number(split.yes_interviewed)} of {number(split.yes)} led to an "
        f"interview, against {number(split.no_interviewed)} of {number(split.no)} of the others."
    )


def _roles(evidence: Evidence) -> Spread | None:
    return next((spread for spread in evidence.spreads if spread.attribute == "role_family"), None)


def _is_narrow(spread: Spread) -> bool:
    return spread.known >= MANY_KNOWN and spread.share >= CONCENTRATED


def _is_one_kind(spread: Spread) -> bool:
    return spread.attribute == "role_family" and spread.known >= MANY_SENT and spread.share >= ONE_KIND
