"""The words and numbers of a rate that is too low, of one that is not, and of two groups side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.constants import SHRINK_APPLICATIONS
from analytics.expected import expected_gain
from analytics.forecast import WhatIf
from analytics.results import Verdict
from analytics.triggers import Finding, Tier
from analytics.wording import number, part_of, percent

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
    step = STEPS[ratio.id]
    if not standing.known:
        return f"Your file cannot say how many {step}."
    if standing.disputed and ratio.verdict is Verdict.BELOW:
        return f"Whether too few {step} depends on how interviews are counted."
    if not ratio.trials:
        return f"There is no {NOTHING[ratio.id]} yet to judge this by."
    counts = f"{number(ratio.successes or 0)} of {number(ratio.trials)}"
    if ratio.verdict in _FINE:
        return f"There is no need: {counts} {step}, which is {_FINE[ratio.verdict]} {standing.range_called}."
    return f"It is too early to judge how many {step} ({counts} so far)."


STEPS: Final = {
    "application_to_interview": "applications led to an interview",
    "interview_to_offer": "interviews led to an offer",
}
NOTHING: Final = {"application_to_interview": "application", "interview_to_offer": "interview"}
_FINE: Final = {Verdict.WITHIN: "about at", Verdict.ABOVE: "above"}


def gap(which: str, hits: int, trials: int, other_hits: int, others: int) -> str:
    """Counts of two groups side by side. Raw counts on both sides: the comparison behind it used the aged ones."""
    return (
        f"{part_of(hits, trials, 'application')} {which} led to an interview ({percent(hits / trials)}), against "
        f"{number(other_hits)} of {number(others)} of the others ({percent(other_hits / others)})."
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


def as_good_as(evidence: Evidence, hits: int, trials: int) -> WhatIf:
    """What if all applications did as well as this group, its rate pulled toward the overall one as in segments."""
    ratio = evidence.report.ratios["application_to_interview"]
    overall = ((ratio.successes or 0) + 1) / ((ratio.mature_trials or 0.0) + SHRINK_APPLICATIONS)
    shrunken = (hits + SHRINK_APPLICATIONS * overall) / (trials + SHRINK_APPLICATIONS)
    return WhatIf(application_to_interview=shrunken)
