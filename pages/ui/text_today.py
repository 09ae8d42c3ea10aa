"""The sentences of what is due today, in the tone of `text.py`."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Final

from analytics import theme
from data.language import _, plural, speaks
from pages.ui.text import counted

if TYPE_CHECKING:
    from analytics.due import Due
    from analytics.results import AnalysisReport

TITLE: Final = "Due today"
NOTHING: Final = "Nothing is due today."
TO_WAITING: Final = "See what is waiting"
TO_CLOSE: Final = "See what can be closed"
FEW_ARE_ENOUGH: Final = "Start with the one or two you want most. The rest can wait."
MANY: Final = 3  # more to ask after than this in one day is no plan


def lines(due: Due) -> list[str]:
    """Return one sentence for each kind of thing that is due."""
    if due.nothing:
        return [_(NOTHING)]
    offers = plural(
        due.offers,
        "Answer the offer that waits for you. Take the time to look at it well.",
        "Answer the {n} offers that wait for you. Take the time to look at them well.",
    )
    said = {offers: due.offers, _ask_after(due): due.after_talk, _follow_up(due): due.follow_up, _close(due): due.close}
    return [sentence for sentence, number in said.items() if number]


def _ask_after(due: Due) -> str:
    return _(
        "Ask after {open} that answered once and then went silent for {days} days or more.",
        open=_open(due.after_talk),
        days=due.quiet_days,
    )


def _follow_up(due: Due) -> str:
    said = _(
        "Follow up on {open} without an answer for {days} days or more.",
        open=_open(due.follow_up),
        days=due.quiet_days,
    )
    return f"{said} {_(FEW_ARE_ENOUGH)}" if due.follow_up > MANY else said


def _close(due: Due) -> str:
    return plural(
        due.close,
        "{n} open application is presumed to get no answer, after {days} days of silence or more. "
        "You can close it with one click or leave it open: nothing is lost.",
        "{n} open applications are presumed to get no answer, after {days} days of silence or more. "
        "You can close them with one click or leave them open: nothing is lost.",
        days=due.gone_days,
    )


def week(due: Due) -> str:
    """Return how this week compares with the usual one."""
    so_far = _("This week so far: {applications}.", applications=counted(due.this_week, "application"))
    if due.usual_week is None:
        return so_far
    before = _("The four weeks before had {number} each on average.", number=theme.amount(due.usual_week))
    return f"{so_far} {before}"


def lately(report: AnalysisReport) -> str:
    """Return the interview rate of the last eight weeks beside the overall one; "" where they hold the same."""
    rolling, ratio = report.rolling, report.ratios.get("application_to_interview")
    if rolling.empty or ratio is None or ratio.estimate is None or report.first_applied is None:
        return ""
    last = rolling.iloc[-1]
    if isnan(last["estimate"]) or round(last["mature_trials"]) == round(ratio.mature_trials or 0):
        return ""
    return _(
        "In the last 8 weeks {successes} of about {aged} old enough to count led to an interview ({rate}). "
        "Overall: {overall}.",
        successes=theme.count(last["successes"]),
        aged=counted(round(last["mature_trials"]), "application"),
        rate=theme.percent(last["estimate"]),
        overall=theme.percent(ratio.estimate),
    )


def _open(number: int) -> str:
    return counted(number, "open application")


speaks(__name__)
