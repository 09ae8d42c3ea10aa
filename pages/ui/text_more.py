"""The sentences of Compare, Waiting, the forecast and the bottleneck, in the tone of `text.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics import theme
from analytics.segments import Flag, SegmentRatio
from pages.ui.text import BadgeColour, counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.bottleneck import Shortfall
    from analytics.forecast import Forecast
    from analytics.waiting import SilenceModel

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
UNDO: Final = "Undo"
NOT_MARKED: Final = "These were closed before, so nothing was changed."
UNDONE: Final = "Undone."
NONE_OF_THESE: Final = "No open application is in this group at the moment."
NONE_OPEN: Final = "No application is open at the moment, so nothing is waiting."
TOTALS_HAVE_NONE: Final = "Your history holds totals only, so it is not known which applications are waiting."
WAITING_TABLE: Final = "Open applications with days of silence and the chance that an answer still comes"

# Forecast and bottleneck
FORECAST: Final = "How long an offer may take"
YOUR_SEARCH: Final = "Your search"
BOTTLENECK: Final = "Which step costs most offers"


def silence_counts(counts: Mapping[str, int]) -> str:
    """Return how many applications each word of silence holds: "Still early 20 · Going quiet 12"."""
    return " · ".join(f"{SILENCES[label]} {theme.count(number)}" for label, number in counts.items())


def close_label(number: int) -> str:
    """Return the words of the button that closes the ticked applications."""
    return "Close as no answer" if number == 0 else f"Close {theme.count(number)} as no answer"


def follow_label(number: int) -> str:
    """Return the words of the button that notes a follow-up."""
    return "Note a follow-up today" if number == 0 else f"Note a follow-up today for {theme.count(number)}"


def closed(number: int) -> str:
    """Return what closing did."""
    verb = "was" if number == 1 else "were"
    return f"{counted(number, 'application').capitalize()} {verb} closed as no answer."


def followed(number: int) -> str:
    """Return what noting a follow-up did."""
    return f"Noted a follow-up today for {counted(number, 'application')}."


def waiting_sentence(number: int, answered: int) -> str:
    """Return how many applications are open, and how many of them silent."""
    first = f"{counted(number, 'application').capitalize()} {'is' if number == 1 else 'are'} open"
    if not answered:
        return f"{first} without an answer so far. No answer yet is not a no."
    which = "It had an answer" if number == 1 else f"{theme.count(answered)} of them had an answer"
    return f"{first}. {which}, but no decision yet. No answer yet is not a no."


def silence_how(model: SilenceModel) -> tuple[str, ...]:
    """Return how the chance of an answer is computed, and when the labels change."""
    share, median = theme.percent(model.share), round(model.delay.median)
    source = (
        "the usual figures, because you have fewer than 50 applications" if model.is_default else "your own history"
    )
    return (
        (
            f"Assumed: {share} of applications are ever answered, half of those within {median} days. This is from "
            f"{source}."
        ),
        (
            f"Going quiet: 20 % or less, from about day {round(model.quiet_day)}. Probably no answer: 10 % or less, "
            f"from about day {round(model.probably_day)}. Presumed no answer: {_presumed(model)}."
        ),
        "These words never change a rate. Only you decide what is closed.",
    )


def _presumed(model: SilenceModel) -> str:
    if model.own_days is None:
        return f"5 % or less, from about day {round(model.presumed_day)}"
    return f"from day {model.own_days}, as you chose"


def forecast_chances(forecast: Forecast) -> str:
    """Return the chance of an offer within each horizon: "8 weeks 6 %, ..."; empty without a forecast."""
    parts = [f"{weeks} weeks {theme.percent(chance)}" for weeks, chance in forecast.within.items()]
    return f"Chance of an offer within {', '.join(parts)}." if parts else ""


def per_offer(forecast: Forecast) -> str:
    """Return how many applications one offer may take, beside the benchmark."""
    if forecast.applications_per_offer is None:
        return ""
    low, middle, high = (_round(value) for value in forecast.applications_per_offer)
    from_, to = (_round(value) for value in forecast.benchmark_applications_per_offer)
    return (
        f"Applications for one offer: about {middle}, with an 80 % range of {low} to {high}. "
        f"{forecast.ranges_called.capitalize()} together mean {from_} to {to}."
    )


def shortfall(step: Shortfall, called: str = "the benchmark") -> str:
    """Return how far one step is from its range; `called` is what the range is called."""
    rate, low, high = theme.percent(step.mean), theme.percent(step.step.low), theme.percent(step.step.high)
    words = f"{step.step.label}: likely rate {rate}, {called.removeprefix('the ')} {low} to {high}. "
    gain = f"At {low} there would be {theme.amount(step.gain)} times as many offers. " if step.gain > 1 else ""
    return f"{words}{gain}Chance that this step falls short most: {theme.percent(step.probability)}."


def _round(value: float) -> str:
    """Return a large number without false precision: two digits."""
    return theme.count(float(f"{value:.2g}"))
