"""The sentences of Compare, Waiting, the forecast and the bottleneck, in the tone of `text.py`."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from analytics import theme
from analytics.constants import EARLIEST_CLOSE_DAYS
from analytics.segments import Flag, SegmentRatio
from analytics.wording import capital
from data.language import _, plural, speaks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.bottleneck import Shortfall
    from analytics.forecast import Forecast
    from analytics.waiting import SilenceModel
    from pages.ui.text import BadgeColour

# Compare
BY: Final = "Compare by"
RATIO: Final = "What is compared"
RATIOS: Final = {
    SegmentRatio.APPLICATION_TO_INTERVIEW: "Interviews per application",
    SegmentRatio.INTERVIEW_TO_OFFER: "Offers per interview",
}
NOTHING_TO_COMPARE: Final = (
    "Your files do not say where your applications came from or when they were sent. So there are no groups to "
    "compare. A column such as Source or Resume version makes this page work."
)
CHANGE_ELSEWHERE: Final = (
    "Whether a change worked is judged on the Experiments page, by a stricter rule: applications before and after it, "
    "looked at week after week."
)
GROUPS: Final = "What each group can and cannot tell"
FLAGS: Final = {
    Flag.BETTER: "Better than the rest",
    Flag.WORSE: "Worse than the rest",
    Flag.NO_DIFFERENCE: "No clear difference",
    Flag.TOO_FEW: "Too few to compare",
}
FLAG_ICONS: Final = {
    Flag.BETTER: ":material/north:",
    Flag.WORSE: ":material/south:",
    Flag.NO_DIFFERENCE: ":material/drag_handle:",
    Flag.TOO_FEW: ":material/hourglass_empty:",
}
FLAG_COLOURS: Final[Mapping[Flag, BadgeColour]] = {
    Flag.BETTER: "blue",
    Flag.WORSE: "orange",
    Flag.NO_DIFFERENCE: "green",
    Flag.TOO_FEW: "gray",
}
COMPARE_HOW: Final = (
    (
        "The adjusted rate starts from a cautious overall rate: yours, with 40 more applications (or 12 interviews) at "
        "the middle of the documents' benchmark. It moves to the group's own rate as the group grows. So a small group "
        "with a lucky start stays low."
    ),
    "Of ten groups that are marked about one is marked by chance.",
    "What is not noted is a group of its own. Nothing is dropped.",
)

# Waiting
SHOW: Final = "Show"
ALL: Final = "all"
SILENCES: Final = {
    ALL: "All open",
    "answered": "Had an answer",
    "still early": "Still early",
    "going quiet": "Going quiet",
    "probably ghosted": "Probably no answer",
    "presumed ghosted": "Presumed no answer",
    "unknown": "Not known",
}
EMPLOYER: Final = "Employer"
TITLE: Final = "Job title"
SENT: Final = "Sent"
SILENT: Final = "Days silent"
CHANCE: Final = "Chance"
CHANCE_HELP: Final = "The chance that an answer still comes after this silence"
MEANS: Final = "What it means"
FOLLOWED: Final = "Followed up"
SELECT: Final = "Tick rows to close them as unanswered, or to note that you followed up."
CLOSE_HELP: Final = (
    "They stay in your history and in your rates. If an answer comes after all, your tracker opens them."
)
FOLLOW_HELP: Final = "Only a note of the day, for you. It changes no count and no rate."
NOT_MARKED: Final = "These were closed before, so nothing was changed."
NONE_OF_THESE: Final = "No open application is in this group at the moment."
NONE_OPEN: Final = "No application is open at the moment, so nothing is waiting."
TOTALS_HAVE_NONE: Final = "Your history holds totals only, so it is not known which applications are waiting."
CHANCE_NOTE: Final = "Chance: that an answer still comes."
NO_CHANCE: Final = "“–” stands where there was an answer already, or where too little is known."
DUE_FIRST: Final = "Those that it is time to ask after come first."
CUT_OFF: Final = "What is cut off: move the table sideways, or double-click the cell."
WAITING_TABLE: Final = "Open applications with days of silence and the chance that an answer still comes"

# Forecast and bottleneck
FORECAST: Final = "How long an offer may take"
YOUR_SEARCH: Final = "Your search"
COURSES: Final = "When the offer comes in 20 searches like yours"
BOTTLENECK: Final = "Which step costs most offers"
LIKELY: Final = "{step}: likely rate {rate}, benchmark {low} to {high}."
LIKELY_OWN: Final = "{step}: likely rate {rate}, your own range {low} to {high}."


def with_count(label: str, number: int) -> str:
    """Return a word for silence with how many it holds: "Still early 20"."""
    return f"{_(SILENCES[label])} {theme.count(number)}"


def table_note(*, unknown: bool, due_first: bool) -> str:
    """Return how to read the list; `unknown`: some rows have no chance; `due_first`: some, not all, are due."""
    said = {_(DUE_FIRST): due_first, _(CHANCE_NOTE): True, _(NO_CHANCE): unknown, _(CUT_OFF): True}
    return " ".join(sentence for sentence, holds in said.items() if holds)


def close_all_label(number: int) -> str:
    """Return the words of the button that closes all that are presumed to get no answer."""
    return plural(number, "Close it as no answer", "Close all {n} as no answer")


def close_label(number: int) -> str:
    """Return the words of the button that closes the ticked applications."""
    if number == 0:
        return _("Close as no answer")
    return plural(number, "Close {n} as no answer", "Close {n} as no answer")


def follow_label(number: int) -> str:
    """Return the words of the button that notes a follow-up."""
    if number == 0:
        return _("Note a follow-up today")
    return plural(number, "Note a follow-up today for {n}", "Note a follow-up today for {n}")


def closed(number: int) -> str:
    """Return what closing did."""
    return plural(number, "{n} application was closed as no answer.", "{n} applications were closed as no answer.")


def followed(number: int) -> str:
    """Return what noting a follow-up did."""
    return plural(
        number, "Noted a follow-up today for {n} application.", "Noted a follow-up today for {n} applications."
    )


def waiting_sentence(number: int, answered: int) -> str:
    """Return how many applications are open, and how many of them silent."""
    no_no = _("No answer yet is not a no.")
    if not answered:
        silent = plural(
            number,
            "{n} application is open without an answer so far.",
            "{n} applications are open without an answer so far.",
        )
        return f"{silent} {no_no}"
    first = plural(number, "{n} application is open.", "{n} applications are open.")
    which = _("It had an answer, but no decision yet.")
    if number > 1:
        which = plural(
            answered,
            "{n} of them had an answer, but no decision yet.",
            "{n} of them had an answer, but no decision yet.",
        )
    return f"{first} {which} {no_no}"


def silence_how(model: SilenceModel) -> tuple[str, ...]:
    """Return how the chance of an answer is computed, and when the labels change."""
    assumed = _(
        "Assumed: {share} of applications are ever answered, half of those within {days} days.",
        share=theme.percent(model.share),
        days=round(model.delay.median),
    )
    source = (
        _("This is from the usual figures, because you have fewer than 50 applications.")
        if model.is_default
        else _("This is from your own history.")
    )
    quiet = _("Going quiet: 20 % or less, from about day {day}.", day=round(model.quiet_day))
    probably = _("Probably no answer: 10 % or less, from about day {day}.", day=round(model.probably_day))
    return (
        f"{assumed} {source}",
        f"{quiet} {probably} {presumed(model)}",
        _("These words never change a rate. Only you decide what is closed."),
    )


def presumed(model: SilenceModel) -> str:
    """Return from when no answer is presumed: the one rule of the list, of what is due, and of the advice."""
    if model.own_days is not None:
        return _("Presumed no answer: from day {day}, as you chose.", day=model.own_days)
    return _(
        "Presumed no answer: from day {day} of silence on. The chance is then 5 % or less. It is never before day "
        "{least}.",
        day=ceil(model.presumed_day),
        least=EARLIEST_CLOSE_DAYS,
    )


def forecast_chances(forecast: Forecast) -> str:
    """Return the chance of an offer within each horizon: "8 weeks 6 %, ..."; empty without a forecast."""
    parts = [
        _("{weeks} weeks {chance}", weeks=weeks, chance=theme.percent(chance))
        for weeks, chance in forecast.within.items()
    ]
    return _("Chance of an offer within {chances}.", chances=", ".join(parts)) if parts else ""


def per_offer(forecast: Forecast) -> str:
    """Return how many applications one offer may take, beside the benchmark."""
    if forecast.applications_per_offer is None:
        return ""
    low, middle, high = (_round(value) for value in forecast.applications_per_offer)
    from_, to = (_round(value) for value in forecast.benchmark_applications_per_offer)
    needed = _(
        "Applications for one offer: about {middle}, with an 80 % range of {low} to {high}.",
        middle=middle,
        low=low,
        high=high,
    )
    mean = _("{ranges} together mean {low} to {high}.", ranges=capital(forecast.ranges_called), low=from_, high=to)
    return f"{needed} {mean}"


def shortfall(step: Shortfall, *, own: bool = False) -> str:
    """Return how far one step is from its range; `own`: the person set that range."""
    rate, low, high = theme.percent(step.mean), theme.percent(step.step.low), theme.percent(step.step.high)
    parts = [_(LIKELY_OWN if own else LIKELY, step=step.step.label, rate=rate, low=low, high=high)]
    if step.gain > 1:
        gain = theme.amount(step.gain)
        parts.append(_("At {rate} there would be {gain} times as many offers.", rate=low, gain=gain))
    parts.append(_("Chance that this step falls short most: {chance}.", chance=theme.percent(step.probability)))
    return " ".join(parts)


def _round(value: float) -> str:
    """Return a large number without false precision: two digits."""
    return theme.count(float(f"{value:.2g}"))


speaks(__name__)
