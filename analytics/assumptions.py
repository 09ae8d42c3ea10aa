"""What a forecast takes for granted, in words that stand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.benchmarks import Whose
from analytics.wording import applications_a_week, counted, number
from data.language import _, speaks

if TYPE_CHECKING:
    from analytics.forecast import SearchState, WhatIf


def assumptions(state: SearchState, tried: WhatIf, pace: float | None, ranges: Whose) -> tuple[str, ...]:
    """What the forecast takes for granted, a sentence each.

    Args:
        state: what the history says.
        tried: values to try instead of the person's own.
        pace: applications a week, None if unknown.
        ranges: whose the ranges are that the rates start from.
    """
    said = [_("The coming weeks are like the past ones: the same pace, the same rates, the same delays.")]
    if pace is not None and tried.pace is not None:
        said.append(_("Pace: {pace} (the pace you chose).", pace=applications_a_week(pace)))
    elif pace is not None:
        said.append(_("Pace: {pace} (the mean of your last full weeks).", pace=applications_a_week(pace)))
    said.append(
        _("Interviews for each company you talk to: {interviews}.", interviews=number(state.rounds_per_process))
    )
    rates = tried.application_to_interview, tried.interview_to_offer
    if any(not isinstance(rate, float) for rate in rates):
        said.append(_(_STARTS[ranges]))
    if any(isinstance(rate, float) for rate in rates):
        said.append(_("A rate you chose is taken as certain, so the range is narrower than it would be."))
    if tried.application_to_interview is not None:
        said.append(_("Applications already sent keep your own interview rate."))
    if not state.knows_interviews:
        said.append(_(_STANDS_IN[ranges]))
    if state.undated_open:
        without = counted(state.undated_open, "open application")
        said.append(_("Left out: {applications} without a date.", applications=without))
    return tuple(said)


_STARTS: Final = {
    Whose.DOCUMENTS: "Rates start from the benchmark and move to your own numbers as these grow.",
    Whose.OWN: "Rates start from your own ranges and move to your own numbers as these grow.",
    Whose.MIXED: "Rates start from your own range and the benchmark and move to your own numbers as these grow.",
}
_STANDS_IN: Final = {
    Whose.DOCUMENTS: "Your file does not say who was interviewed, so the benchmark stands in for your rates.",
    Whose.OWN: "Your file does not say who was interviewed, so your own ranges stand in for your rates.",
    Whose.MIXED: "Your file does not say who was interviewed, so your own range and the benchmark stand in for your "
    "rates.",
}


speaks(__name__)
