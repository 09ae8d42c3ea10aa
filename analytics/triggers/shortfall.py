"""The words and numbers of a rate that is too low, of one that is not, and of two groups side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.expected import expected_gain
from analytics.forecast import WhatIf
from analytics.results import Verdict
from analytics.triggers import Finding, Tier
from analytics.wording import number, percent
from data.language import _, plural, speaks

if TYPE_CHECKING:
    from analytics.evidence import Evidence
    from analytics.groups import Split
    from analytics.standing import Standing
    from analytics.triggers import Numbers

SINGLED_OUT: Final = 50  # boost: the person's own data single this strategy out
NOT_LUCK: Final = (
    "Likely (at least 9 in 10) that this is more than luck. It may still be due to which jobs these were, so "
    "keep comparing."
)
NO_MORE_GAP: Final = "If the next applications of both kinds do equally well, this advice goes away."


def tier_of(standing: Standing) -> Tier:
    """The tier of a shortfall: a verdict, or an early sign."""
    return Tier.VERDICT if standing.below else Tier.LEANING


def low_finding(
    evidence: Evidence, standing: Standing, more: str = "", numbers: Numbers | None = None, boost: int = 0
) -> Finding:
    """A finding that rests on a rate which is too low; `more` says why it points to this strategy."""
    gain = expected_gain(evidence.report, _at_low_end(standing))
    change, change_numbers = standing.would_change()
    return Finding(
        tier_of(standing),
        f"{standing.noticed()} {more}".strip().replace(" \n", "\n"),
        standing.numbers() | standing.gain_numbers() | gain.numbers | change_numbers | (numbers or {}),
        standing.sure(),
        f"{standing.gain_sentence()}\n{gain.sentence}".strip(),
        boost,
        change,
    )


def _at_low_end(standing: Standing) -> WhatIf:
    low = None if standing.ratio.benchmark is None else standing.ratio.benchmark.low
    return WhatIf(**{standing.ratio.id: low})


def not_low(standing: Standing) -> str:
    """Why there is no shortfall to act on, with the counts."""
    ratio = standing.ratio
    words = _NOT_LOW[ratio.id]
    if not standing.known:
        return _(words["unknown"])
    if standing.disputed and ratio.verdict is Verdict.BELOW:
        return _(words["disputed"])
    if not ratio.trials:
        return _(words["none"])
    said = {"successes": number(ratio.successes or 0), "trials": number(ratio.trials)}
    if ratio.verdict in {Verdict.WITHIN, Verdict.ABOVE}:
        return _(words[ratio.verdict], benchmark=standing.range_called, **said)
    return _(words["early"], **said)


# Why a rate is no shortfall, by its id; what is fine, by its verdict.
_NOT_LOW: Final[dict[str, dict[str, str]]] = {
    "application_to_interview": {
        "unknown": "Your file cannot say how many applications led to an interview.",
        "disputed": "Whether too few applications led to an interview depends on how interviews are counted.",
        "none": "There is no application yet to judge this by.",
        Verdict.WITHIN: "There is no need: {successes} of {trials} applications led to an interview, which is about at "
        "{benchmark}.",
        Verdict.ABOVE: "There is no need: {successes} of {trials} applications led to an interview, which is above "
        "{benchmark}.",
        "early": "It is too early to judge how many applications led to an interview ({successes} of {trials} so far).",
    },
    "interview_to_offer": {
        "unknown": "Your file cannot say how many interviews led to an offer.",
        "disputed": "Whether too few interviews led to an offer depends on how interviews are counted.",
        "none": "There is no interview yet to judge this by.",
        Verdict.WITHIN: "There is no need: {successes} of {trials} interviews led to an offer, which is about at "
        "{benchmark}.",
        Verdict.ABOVE: "There is no need: {successes} of {trials} interviews led to an offer, which is above "
        "{benchmark}.",
        "early": "It is too early to judge how many interviews led to an offer ({successes} of {trials} so far).",
    },
}


def gap(group: str, hits: int, trials: int, other_hits: int, others: int) -> str:
    """Counts of two groups side by side. Raw counts on both sides: the comparison behind it used the aged ones.

    group: the hits of the better one as the subject of a sentence ("2 of 9 applications that are marked as tailored").
    """
    return plural(
        hits,
        "{group} led to an interview ({rate}), against {other_hits} of {others} of the others ({other_rate}).",
        "{group} led to an interview ({rate}), against {other_hits} of {others} of the others ({other_rate}).",
        group=group,
        rate=percent(hits / trials),
        other_hits=number(other_hits),
        others=number(others),
        other_rate=percent(other_hits / others),
    )


def split_numbers(split: Split) -> Numbers:
    """The counts of a split, for `Suggestion.evidence`."""
    return {
        "yes": split.yes,
        "yes_interviewed": split.yes_interviewed,
        "no": split.no,
        "no_interviewed": split.no_interviewed,
        "known": split.known,
    }


speaks(__name__)
