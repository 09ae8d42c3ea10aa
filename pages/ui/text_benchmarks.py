"""The sentences of Benchmarks and settings, in the tone of `text.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.constants import EARLIEST_CLOSE_DAYS, PRESUMED_GHOSTED
from analytics.wording import capital, number, percent
from data.language import _, plural, speaks

if TYPE_CHECKING:
    from analytics.benchmarks import ContextFigure
    from analytics.results import Benchmark

RANGES: Final = "What your rates are compared with"
RANGES_INTRO: Final = (
    "These two ranges come from one of the source documents: five public articles on rejection and job search. They "
    "are its claims, not a law. If you know better figures for your field, set a range of your own. Every page then "
    "uses it and says so."
)
RATIOS: Final = {
    "application_to_interview": "Applications that lead to an interview",
    "interviews_per_offer": "Interviews for one offer",
}
UNITS: Final = {
    "application_to_interview": "Unit: applications. An application with several interviews counts once.",
    "interviews_per_offer": "Unit: interviews held (rounds), not companies. All talks for one job on one day are one.",
}
ENDS: Final = {
    "application_to_interview": ("From, %", "To, %"),
    "interviews_per_offer": ("From", "To"),
}
SET_OWN: Final = "Set a range of your own"
SAVE: Final = "Use this range"
RESET: Final = "Back to the documents' range"
SAVED: Final = "Your own range is used from now on."
WAS_RESET: Final = "The documents' range is used again."

RULES: Final = "How things are counted"
RULES_INTRO: Final = "A change works at once, and you can change it back. Each rule says where it counts."
PHONE: Final = "A phone screen counts as an interview"
PHONE_HELP: Final = (
    "This holds on every page. If it is off, a phone screen is still an answer, but no interview and no round. "
    "Files with totals only cannot be counted anew."
)
MATURE: Final = "Count only older applications in the interview rate"
MATURE_HELP: Final = (
    "By default a fresh application counts in part, by its age. If employers in your field are slow, that can make "
    "your rate look too low. Then count only those that are old enough, each in full. It is the safer way, but it "
    "takes longer until one can tell. It holds for the interview rate, its verdict, the forecast and the advice. "
    "Trends, Compare and experiments go on counting by age."
)
MATURE_DAYS: Final = "Least age in days"
SILENCE: Final = "Choose when silence means no answer"
SILENCE_DAYS: Final = "Days of silence"

LANGUAGE: Final = "Language"
LANGUAGE_HELP: Final = (
    "The names of the source documents stay in English. So do a few words of the drop zone and of the tables, which "
    "Rebound cannot translate."
)

CONTEXT: Final = "Published figures, as context"
CONTEXT_INTRO: Final = (
    "You are not compared with these. They are here because they are often quoted. Each counts something else, for "
    "other people, in another year."
)
CAUTIONS: Final = (
    "A figure without a year may be long out of date.",
    (
        "How many people apply for one job says little about you. Many of them never had a chance, and most apply "
        "elsewhere too."
    ),
    "Surveys on silence mostly ask if it has ever happened to you, not how often.",
    "That tailored applications do better was observed, not tested: they may differ in other ways too.",
)

ERASE: Final = "Delete everything"
ERASE_INTRO: Final = (
    "This deletes every application, event and import, your notes, experiments and settings, and the safety copies "
    "that Rebound made beside your history. The files you imported stay where they are on your computer. "
    "This cannot be undone."
)
COPY: Final = "Save the backup copy"
COPY_NAME: Final = "rebound-backup.duckdb"
COPY_HELP: Final = (
    "One file with everything in it. To go back to it, close Rebound and put it in the place of your history file."
)
ERASE_NOW: Final = "Delete everything now"
READY: Final = "The next press deletes everything. This cannot be undone."
ERASED: Final = "Everything is gone. Rebound starts from scratch."


def silence_help() -> str:
    """Return when an open application is presumed unanswered, and what a number of days would change."""
    return _(
        "By default an open application is presumed unanswered when the chance of an answer is down to {chance}, but "
        "never before day {least}. Choose a number of days instead if you like. It changes the words on Waiting and "
        "the advice to follow up or close, never a rate.",
        chance=percent(PRESUMED_GHOSTED),
        least=number(EARLIEST_CLOSE_DAYS),
    )


def confirm_word() -> str:
    """Return the word to type before everything is deleted."""
    return _("delete")


def confirm() -> str:
    """Return the label of the field for that word."""
    return _("To go on, type the word “{word}”", word=confirm_word())


def erase_hint(typed: str | None) -> str:
    """Return why the button does nothing yet, whatever is typed so far."""
    if (typed or "").strip():
        return _("The word in the box is not “{word}” yet.", word=confirm_word())
    return _("Type the word “{word}” to switch the button on.", word=confirm_word())


def figures(count: int) -> str:
    """Return the title of the published figures while they are folded away."""
    return plural(count, "Show {n} published figure", "Show {n} published figures")


def source(used: Benchmark, part: str) -> str:
    """Return where a range comes from."""
    if used.own:
        return _("You set this range yourself.")
    return _("Source: {source}, part “{part}”.", source=used.source, part=part)


def range_words(used: Benchmark) -> str:
    """Return a range as a sentence."""
    if used.own:
        return _("Your own range: {range}.", range=used.wording)
    return _("The documents' range: {range}.", range=used.wording)


def as_rate(used: Benchmark) -> str:
    """Return interviews for one offer as a rate, since verdicts are given for that."""
    return _(
        "As a rate: {low} to {high} of interviews lead to an offer. Fewer interviews for one offer is better.",
        low=percent(1 / used.high),
        high=percent(1 / used.low),
    )


def low_high(used: Benchmark) -> str:
    """Return a range as a large figure."""
    if used.id == "application_to_interview":
        return _("{low} to {high}", low=percent(used.low), high=percent(used.high))
    return _("{low} to {high}", low=number(used.low), high=number(used.high))


def figure_title(each: ContextFigure) -> str:
    """Return what a published figure is about."""
    return capital(each.measure)


def figure_source(each: ContextFigure) -> str:
    """Return where a published figure comes from; the publisher is named once."""
    page, publisher = each.link_text, each.source.split(",")[0]
    return page if publisher.casefold() in page.casefold() else f"{each.source}: {page}"


def figure_scope(each: ContextFigure) -> str:
    """Return for whom and when a published figure holds."""
    return _("{year}. {population}. Unit: {unit}.", year=each.year, population=capital(each.population), unit=each.unit)


speaks(__name__)
