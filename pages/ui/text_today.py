"""The sentences of what is due today, in the tone of `text.py`."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Final

from analytics import theme
from data.language import _, plural, speaks
from pages.ui.text import counted
from pages.ui.text_brief import MANY, offers

if TYPE_CHECKING:
    from datetime import date

    from analytics.due import Due
    from analytics.results import AnalysisReport

TITLE: Final = "Due today"
NOTHING: Final = "Nothing is due today."
TO_WAITING: Final = "See what is waiting"
TO_CLOSE: Final = "See what can be closed"
TAKE_TIME: Final = "Take the time that such a decision needs."
OFFER_HINT: Final = (
    "An offer of the last 60 days counts as waiting. If you said yes or no, write that in your tracker and import it "
    "again."
)
FEW_ARE_ENOUGH: Final = "Start with the one or two you want most. The rest can wait."


def lines(due: Due) -> list[str]:
    """Return one sentence for each kind of thing that is due."""
    if due.nothing:
        return [_(NOTHING)]
    said = {
        f"{offers(due.offers)} {_(TAKE_TIME)}": due.offers,
        _ask_after(due): due.after_talk,
        _follow_up(due): due.follow_up,
        _close(due): due.close,
    }
    return [sentence for sentence, number in said.items() if number]


def offer(company: str, day: date | None) -> str:
    """Return which offer it is."""
    employer = company or _("an employer without a name")
    if day is None:
        return _("{employer}, on a day that is not noted", employer=employer)
    return _("{employer}, offered on {day}", employer=employer, day=theme.day(day))


def _ask_after(due: Due) -> str:
    said = _(
        "Ask after {open} that answered once and then went silent for {days} days.",
        open=_open(due.after_talk),
        days=_until(due.quiet_days, due.late_days),
    )
    return f"{said} {_(FEW_ARE_ENOUGH)}" if due.after_talk > MANY else said


def _follow_up(due: Due) -> str:
    said = _(
        "Follow up on {open} without an answer for {days} days.",
        open=_open(due.follow_up),
        days=_until(due.quiet_days, due.gone_days),
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


def _until(first: int, end: int) -> str:
    """Return a span of days without its end: "20 to 66"."""
    return str(first) if end - first == 1 else _("{first} to {last}", first=first, last=end - 1)


def _open(number: int) -> str:
    return counted(number, "open application")


speaks(__name__)
