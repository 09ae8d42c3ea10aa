"""The counting rules a person may choose, said wherever a number follows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from analytics.measures import AGED, MEASURES
from analytics.wording import only_old

if TYPE_CHECKING:
    from analytics.results import AnalysisReport, FunnelStep, Ratio

INTERVIEWS: Final = "application_to_interview"
PHONE_SCREENS_IN_TOTALS: Final = (
    "Your totals may hold phone screens as interviews. Only single applications can be counted without them."
)
_COUNTED: Final = "(phone screens count)"
_NOT_COUNTED: Final = "(phone screens do not count, as you chose)"
_ADDED: Final = " Phone screens do not count, as you chose."
_BY_TALKS: Final = ("interview_to_offer", "process_to_offer", "interviews_per_offer")


@dataclass(frozen=True, slots=True)
class Rules:
    """phone_screen_counts: whether a phone screen is an interview; mature_days: only older applications count."""

    phone_screen_counts: bool = True
    mature_days: int | None = None


def in_words(report: AnalysisReport, rules: Rules) -> AnalysisReport:
    """Say in every definition and reason of a report by which rules it counts; without own rules nothing changes."""
    if rules == Rules():
        return report
    ratios = {id_: _ratio(ratio, rules) for id_, ratio in report.ratios.items()}
    return replace(report, ratios=ratios, funnel=tuple(_step(step, rules) for step in report.funnel))


def _ratio(ratio: Ratio, rules: Rules) -> Ratio:
    said = ratio.definition
    if not rules.phone_screen_counts:
        said = said.replace(_COUNTED, _NOT_COUNTED) + (_ADDED if ratio.id in _BY_TALKS else "")
    if rules.mature_days is None or ratio.id != INTERVIEWS or ratio.successes is None:
        return replace(ratio, definition=said)
    only = only_old(rules.mature_days)
    aged = AGED.format(trials=MEASURES[INTERVIEWS].unit)
    return replace(
        ratio,
        definition=said.replace(aged, only),
        reason=f"{ratio.reason} {only}",
        only_days=rules.mature_days,
    )


def _step(step: FunnelStep, rules: Rules) -> FunnelStep:
    if rules.phone_screen_counts or step.id != "interviewed":
        return step
    return replace(step, definition=step.definition + _ADDED)
