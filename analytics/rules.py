"""The counting rules a person may choose, said wherever a number follows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from analytics import measures
from analytics.wording import only_old
from data.language import _

if TYPE_CHECKING:
    from analytics.results import AnalysisReport, FunnelStep, Ratio

INTERVIEWS: Final = "application_to_interview"
_BY_TALKS: Final = ("interview_to_offer", "process_to_offer", "interviews_per_offer")


@dataclass(frozen=True, slots=True)
class Rules:
    """phone_screen_counts: whether a phone screen is an interview; mature_days: only older applications count."""

    phone_screen_counts: bool = True
    mature_days: int | None = None


def phone_screens_in_totals() -> str:
    """Return the warning that a file with totals only cannot leave phone screens out."""
    return _("Your totals may hold phone screens as interviews. Only single applications can be counted without them.")


def in_words(report: AnalysisReport, rules: Rules) -> AnalysisReport:
    """Say in every definition and reason of a report by which rules it counts; without own rules nothing changes."""
    if rules == Rules():
        return report
    ratios = {id_: _ratio(ratio, rules) for id_, ratio in report.ratios.items()}
    return replace(report, ratios=ratios, funnel=tuple(_step(step, rules) for step in report.funnel))


def _ratio(ratio: Ratio, rules: Rules) -> Ratio:
    interviews = ratio.id == INTERVIEWS
    said = _interviews(rules, ratio) if interviews else ratio.definition
    if not rules.phone_screen_counts and ratio.id in _BY_TALKS:
        said = f"{said} {_left_out()}"
    if rules.mature_days is None or not interviews or ratio.successes is None:
        return replace(ratio, definition=said)
    only = only_old(rules.mature_days)
    return replace(ratio, definition=said, reason=f"{ratio.reason} {only}", only_days=rules.mature_days)


def _interviews(rules: Rules, ratio: Ratio) -> str:
    """Return what counts as an interview, and which applications count."""
    measure = measures.MEASURES[INTERVIEWS]
    what = measure.counts
    if not rules.phone_screen_counts:
        what = _(
            "Applications with at least one talk with a person (phone screens do not count, as you chose), divided by "
            "applications. Tests and one-way videos are not talks. An offer without a recorded talk counts as one."
        )
    if rules.mature_days is None or ratio.successes is None:
        return f"{what} {measure.aged}"
    return f"{what} {only_old(rules.mature_days)}"


def _left_out() -> str:
    return _("Phone screens do not count, as you chose.")


def _step(step: FunnelStep, rules: Rules) -> FunnelStep:
    if rules.phone_screen_counts or step.id != "interviewed":
        return step
    return replace(step, definition=f"{step.definition} {_left_out()}")
