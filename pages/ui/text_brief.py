"""The three answers at the top of the Overview, in the tone of `text.py`: one or two sentences each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics import theme
from analytics.course import Course
from analytics.results import Verdict
from analytics.wording import benchmark, counted, percent
from data.language import _, plural, speaks
from pages.ui import text_ratio

if TYPE_CHECKING:
    from analytics.course import Answer
    from analytics.due import Due
    from analytics.results import Ratio

RATE: Final = "Is my interview rate fine?"
CHANGE: Final = "What should I change?"
DUE: Final = "What is due today?"
MANY: Final = 3  # more to ask after than this in one day is no plan
_RATES: Final = {
    Verdict.BELOW: "No, it is low: {rate} is below {benchmark}.",
    Verdict.WITHIN: "Yes: {rate} is about at {benchmark}.",
    Verdict.ABOVE: "Yes, more than fine: {rate} is above {benchmark}.",
}
_COURSES: Final = {
    Course.TAKEN: "Nothing. You accepted an offer, so the search has reached its goal.",
    Course.RECORD: "{title}. Without that, nobody can say what to change.",
    Course.CHANGE: "{title}. Your numbers point to that first.",
    Course.TRY: "{title}. That is worth a try, although the sign is early and not yet sure.",
    Course.ASIDE: "Your numbers point to something that you put aside: “{title}”.",
    Course.STEP: "{title}. {adjust} Apart from that, nothing needs to change now.",
    Course.RESTS: "{noticed} Apart from that, nothing needs to change.",
}
_KEEPS: Final = {
    Verdict.BELOW: "Your interview rate is below {called}, but your numbers do not say which change would help.",
    Verdict.WITHIN: "Nothing for now. Your interview rate is about at {called}, so keep applying as you do.",
    Verdict.ABOVE: "Nothing for now. Your interview rate is above {called}, so keep applying as you do.",
    Verdict.TOO_EARLY: "Nothing big for now: keep going until one can tell.",
}
_UNKNOWN_KEEP: Final = "Nothing, as far as your files can tell."
_UNTIL_DECIDED: Final = "Until then, nothing needs to change in how you apply."
_TOTALS: Final = "That is not known: your history holds totals only."


def rate(ratio: Ratio) -> str:
    """Return whether the interview rate is fine; `counts` stand below it."""
    if ratio.successes is None:
        return _("That is unknown, not zero: your files do not say which applications led to an interview.")
    if ratio.estimate is None or ratio.benchmark is None or not _counts(ratio):
        return _("Too early to tell: no application is old enough to count yet.")
    values = {"rate": percent(ratio.estimate), "benchmark": benchmark(ratio.benchmark)}
    if ratio.verdict in _RATES:
        return _(_RATES[ratio.verdict], **values)
    return _("{verdict}: {rate} so far, compared with {benchmark}.", verdict=text_ratio.verdict(ratio), **values)


def counts(ratio: Ratio) -> str:
    """Return what the rate is made of; empty where nothing counts yet."""
    return text_ratio.ratio_counts(ratio) if _counts(ratio) else ""


def _counts(ratio: Ratio) -> bool:
    return round(ratio.mature_trials or 0) > 0


def change(answer: Answer, ratio: Ratio) -> str:
    """Return what to change, or that nothing needs to change, and why; `ratio` is the interview rate."""
    if not answer.offers:
        return _course(answer, ratio)
    return (
        f"{decide_first(answer.offers)} {_(_UNTIL_DECIDED) if answer.course is Course.KEEP else _course(answer, ratio)}"
    )


def decide_first(offers: int) -> str:
    """Return that offers, one or more, come before any advice."""
    return plural(
        offers,
        "First decide about the offer that waits for you.",
        "First decide about the {n} offers that wait for you.",
    )


def _course(answer: Answer, ratio: Ratio) -> str:
    if answer.course is Course.KEEP:
        return _keep(ratio)
    of = answer.advice
    named = {name: "" if of is None else getattr(of, name) for name in ("title", "adjust", "noticed")}
    return _(_COURSES[answer.course], **named)


def _keep(ratio: Ratio) -> str:
    if ratio.verdict is None or ratio.benchmark is None:
        return _(_UNKNOWN_KEEP)
    said = _(_KEEPS[ratio.verdict], called=ratio.benchmark.called)
    if ratio.verdict is not Verdict.TOO_EARLY or not ratio.more_needed:
        return said
    more = counted(ratio.more_needed, "more application")
    needed = _("That takes about {more} old enough to count.", more=more)
    return f"{said} {needed}"


def due(found: Due | None) -> str:
    """Return what is due today, in small portions; None for totals."""
    if found is None:
        return _(_TOTALS)
    pressing = [offers(found.offers), _ask(found.after_talk + found.follow_up)]
    return " ".join(filter(None, pressing)) or _close(found.close)


def offers(number: int) -> str:
    """Return that offers wait for an answer; empty for none."""
    if not number:
        return ""
    return plural(number, "An offer waits for your answer.", "{n} offers wait for your answer.")


def _ask(number: int) -> str:
    if not number:
        return ""
    if number > MANY:
        return _(
            "It is time to ask after {number} applications: write to the one or two you want most.",
            number=theme.count(number),
        )
    return plural(
        number,
        "It is time to ask after {n} application: send a short note.",
        "It is time to ask after {n} applications: send a short note.",
    )


def _close(number: int) -> str:
    """Return that nothing presses, and what could be closed: closing is easy, and waiting with it loses nothing."""
    if not number:
        return _("Nothing.")
    return plural(
        number,
        "Nothing urgent. {n} application that has been silent for very long can be closed on the page Waiting, or stay "
        "open.",
        "Nothing urgent. {n} applications that have been silent for very long can be closed on the page Waiting, or "
        "stay open.",
    )


speaks(__name__)
