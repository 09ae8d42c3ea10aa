"""The sentences of the Definitions page, in the tone of `text.py`.

Rates and measures bring their own words (`analytics.measures`, `analytics.glossary`). Here are those of the stages, of
the verdicts and of silence; every number in them is taken from the constants that the analysis uses (`_filled`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.constants import (
    EARLIEST_CLOSE_DAYS,
    GOING_QUIET,
    LEANING,
    LEVEL,
    MATURE_DAYS,
    MIN_EVENTS,
    NEAR,
    NEAR_EXCLUDES,
    PRESUMED_GHOSTED,
    PROBABLY_GHOSTED,
    SURE,
    UNDATED_PENDING_LIMIT,
)
from analytics.results import Verdict
from analytics.waiting import Silence
from analytics.wording import number, percent
from data.language import _, plural, speaks
from data.schema import ANSWERS, FINAL, OFFERS, TALKS, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INTRO: Final = "Each measure and each word, as Rebound uses it. Every number on every page is made by these rules."
FIND: Final = "Find a definition"
ALL: Final = "Show all definitions"
NONE: Final = "No definition holds these words. Try a shorter word, or empty the field."
SECTIONS: Final = {
    "words": "Words used everywhere",
    "rates": "Rates",
    "measures": "Counts, charts and other measures",
    "ranges": "Ranges your rates are compared with",
    "verdicts": "Verdicts",
    "stages": "Stages of an application",
    "silences": "Words for silence",
}
UNIT: Final = "Unit"
LEAVES_OUT: Final = "Leaves out"
METHOD: Final = "Method"
COUNTS_AS: Final = "Counts as"
COMMON: Final = "The same for each of these"
METHODS: Final = "For people who know statistics"
FURTHER: Final = (
    "For people who know statistics, the methods are explained at length in Rebound's docs folder, in the files "
    "statistics.md and simulations.md."
)

_RATE_LEAVES_OUT: Final = (
    "What your files cannot say. Open ones without a date, unless they are over {undated} of all: then they count in "
    "full."
)
_RATE_METHOD: Final = "{level} Jeffreys interval (Brown, Cai and DasGupta, 2001)"
_VERDICT_METHOD: Final = "chosen among eleven rules by simulated searches, looked at every week"
_SILENCE_METHOD: Final = "Bayes' rule on a log-normal delay"

# Words: id, label, meaning, unit, method.
_WORDS: Final = (
    (
        "application",
        "Application",
        "One job you applied for. Several interviews for it are still one application.",
        "",
        "",
    ),
    (
        "interview_round",
        "Interview round",
        "A talk with a person about one job. All talks for one job on one day are one round.",
        "",
        "",
    ),
    (
        "old_enough",
        "Old enough to count",
        (
            "An application sent yesterday says nothing yet. Each open one counts by the chance that an answer would "
            "be here by its age, had it been coming. At {days} days it counts almost in full."
        ),
        "applications; a young one counts in part",
        "log-normal delays, learned from your own dates as they come in",
    ),
    (
        "interval",
        "The bar (interval)",
        (
            "What your counts can support, as a {level} interval: the true rate is very likely inside it. Few "
            "applications make it wide, more make it narrow."
        ),
        "",
        _RATE_METHOD,
    ),
    (
        "range_80",
        "The 80 % range",
        (
            "Where a forecast, or what a change would bring, very likely ends up: inside it in 8 of 10 cases, below "
            "it in 1 and above it in 1. The bar of a rate is a {level} interval."
        ),
        "",
        "",
    ),
    (
        "source_documents",
        "Source documents and benchmark",
        (
            "Five public articles on rejection and job search. Rebound's advice comes from them: each suggestion on "
            "Strategy names the ones behind it. One of them also says what rates are usual. That is the benchmark. "
            "Benchmarks and settings names the article. It is a claim, not a law."
        ),
        "",
        "",
    ),
    (
        "unknown",
        "Not known",
        "A file that holds no word on something leaves it unknown. Unknown is never counted as zero or as a no.",
        "",
        "",
    ),
)
STAGES: Final[Mapping[Stage, str]] = {
    Stage.APPLIED: "The application was sent.",
    Stage.ACKNOWLEDGED: "An automatic message said that it arrived. No person has answered yet.",
    Stage.REPLIED: "A person at the employer wrote, without a talk so far.",
    Stage.ASSESSMENT: "An online test, a task to take home, a written exam or a one-way video.",
    Stage.PHONE_SCREEN: "A first talk with a person, by phone or video.",
    Stage.INTERVIEW: "Any other talk with a person.",
    Stage.OFFER: "The employer offered you the job.",
    Stage.ACCEPTED: "You took the offer.",
    Stage.DECLINED: "You turned the offer down.",
    Stage.REJECTED: "The employer said no. What was reached before it still counts.",
    Stage.WITHDRAWN: "You stepped back before an offer.",
    Stage.NO_RESPONSE: "You marked it as never answered.",
    Stage.CLOSED: "The posting was taken down, filled or called off.",
}
_VERDICTS: Final[Mapping[Verdict, str]] = {
    Verdict.BELOW: (
        "It is at least {sure} sure that your true rate is under the range. At the low end of the range, there would "
        "be at least {events} interviews (or offers) by now. The bar also lies clear of the range. Where more than "
        "{undated} of all are open without a date, Rebound never says “below”."
    ),
    Verdict.WITHIN: (
        "Your true rate is very probably more than half the low end and less than double the high end of the range "
        "(at least {near} sure). Neither “below” nor “above” is {excludes} sure."
    ),
    Verdict.ABOVE: (
        "It is at least {sure} sure that your true rate is over the range. There are at least {events} interviews (or "
        "offers), and the bar lies clear of the range."
    ),
    Verdict.TOO_EARLY: (
        "Everything else. It is no bad sign: there is too little to judge by. Where one side is at least "
        "{leaning} sure, the verdict adds that it leans below or above. That may still be luck."
    ),
}
_SILENCES: Final[Mapping[Silence, str]] = {
    Silence.EARLY: "The chance that an answer still comes is over {quiet}.",
    Silence.QUIET: "The chance is {quiet} or less, and over {probably}.",
    Silence.PROBABLY: "The chance is {probably} or less, but it is too soon to presume that no answer comes.",
    Silence.PRESUMED: (
        "The chance is {presumed} or less, after {least} days of silence or more. It stays open until you close it."
    ),
    Silence.ANSWERED: "A person wrote or talked to you, so the rule for silence does not hold.",
    Silence.UNKNOWN: "There is no date of application, or the file cannot say what was answered.",
}
SILENCE_UNIT: Final = "open applications, by days without a word"


def _filled(template: str) -> str:
    """Return a sentence with the numbers of the analysis in it; "" stays ""."""
    return _(
        template,
        level=percent(LEVEL),
        days=number(MATURE_DAYS),
        undated=percent(UNDATED_PENDING_LIMIT),
        sure=percent(SURE),
        events=number(MIN_EVENTS),
        near=percent(NEAR),
        excludes=percent(NEAR_EXCLUDES),
        leaning=percent(LEANING),
        quiet=percent(GOING_QUIET),
        probably=percent(PROBABLY_GHOSTED),
        presumed=percent(PRESUMED_GHOSTED),
        least=number(EARLIEST_CLOSE_DAYS),
    )


def find_hint() -> str:
    """Return what to type, for example, to find a definition."""
    return _("interview, silence, offer ...")


def words() -> Iterator[tuple[str, str, str, str, str]]:
    """Yield id, label, meaning, unit and method of each word; the last two may be empty."""
    for name, label, meaning, unit, method in _WORDS:
        yield name, _(label), _filled(meaning), _filled(unit), _filled(method)


def verdict(of: Verdict) -> str:
    """Return when a verdict is given."""
    return _filled(_VERDICTS[of])


def silence(word: Silence, own_days: int | None = None) -> str:
    """Return when a word for silence holds; `own_days`: from which no answer is presumed, as the person chose."""
    if word is Silence.PRESUMED and own_days is not None:
        return _(
            "From day {days} of silence on, as you chose. It stays open until you close it.", days=number(own_days)
        )
    return _filled(_SILENCES[word])


def rate_leaves_out() -> str:
    """Return what every rate leaves out."""
    return _filled(_RATE_LEAVES_OUT)


def rate_method() -> str:
    """Return how the interval of a rate is made."""
    return _filled(_RATE_METHOD)


def verdict_method() -> str:
    """Return how the rule of the verdicts was chosen."""
    return _filled(_VERDICT_METHOD)


def silence_method() -> str:
    """Return how the chance of an answer is worked out."""
    return _filled(_SILENCE_METHOD)


def counts_as(stage: Stage, *, phone_screen_counts: bool) -> str:
    """Return what a stage counts as: "an answer, an interview"."""
    talk = stage in TALKS and (phone_screen_counts or stage is not Stage.PHONE_SCREEN)
    parts = {
        _("an answer"): stage in ANSWERS,
        _("an interview"): talk,
        _("an offer (and, without a talk on record, one interview)"): stage in OFFERS,
        _("the end of the application"): stage in FINAL,
    }
    return ", ".join(name for name, holds in parts.items() if holds) or _("nothing but itself")


def found(shown: int, of_all: int) -> str:
    """Return how many definitions are shown."""
    return plural(of_all, "{shown} of {n} definition.", "{shown} of {n} definitions.", shown=number(shown))


def unit(label: str) -> str:
    """Return what one number of a measure counts; measures name it by one of `wording.NOUNS`."""
    return _(label)


speaks(__name__)
