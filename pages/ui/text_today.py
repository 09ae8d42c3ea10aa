"""The sentences of what is due today, in the tone of `text.py`."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Final

from analytics import theme
from pages.ui.text import counted

if TYPE_CHECKING:
    from analytics.due import Due
    from analytics.results import AnalysisReport

TITLE: Final = "Due today"
NOTHING: Final = "Nothing is due today."
TO_WAITING: Final = "See what is waiting"


def lines(due: Due) -> list[str]:
    """Return one sentence for each kind of thing that is due."""
    if due.nothing:
        return [NOTHING]
    said = {
        f"Ask after {_open(due.after_talk)} that answered once and then went silent for {due.quiet_days} days or "
        "more.": due.after_talk,
        f"Follow up on {_open(due.follow_up)} without an answer for {due.quiet_days} days or more.": due.follow_up,
        f"Close {_open(due.close)} silent for {due.gone_days} days or more. Few of those still answer.": due.close,
    }
    return [sentence for sentence, number in said.items() if number]


def week(due: Due) -> str:
    """Return how this week compares with the usual one."""
    so_far = f"This week so far: {counted(due.this_week, 'application')}."
    if due.usual_week is None:
        return so_far
    return f"{so_far} The four weeks before had {theme.amount(due.usual_week)} each on average."


def lately(report: AnalysisReport) -> str:
    """Return the interview rate of the last eight weeks beside the overall one; "" where they hold the same."""
    rolling, ratio = report.rolling, report.ratios.get("application_to_interview")
    if rolling.empty or ratio is None or ratio.estimate is None or report.first_applied is None:
        return ""
    last = rolling.iloc[-1]
    if isnan(last["estimate"]) or round(last["mature_trials"]) == round(ratio.mature_trials or 0):
        return ""
    aged = counted(round(last["mature_trials"]), "application")
    return (
        f"In the last 8 weeks {theme.count(last['successes'])} of about {aged} old enough to count led to an "
        f"interview ({theme.percent(last['estimate'])}). Overall: {theme.percent(ratio.estimate)}."
    )


def _open(number: int) -> str:
    return counted(number, "open application")
