"""The sentences of the Definitions page, in the tone of `text.py`.

Rates and measures bring their own words (`analytics.measures`, `analytics.glossary`). Here are those of the stages, of
the verdicts and of silence; every number in them is taken from the constants that the analysis uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.constants import (
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
from analytics.glossary import DOCS
from analytics.results import Verdict
from analytics.waiting import Silence
from analytics.wording import number, percent
from data.schema import ANSWERS, FINAL, OFFERS, TALKS, Stage
from pages.ui.text import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

INTRO: Final = "Each measure and each word, as Rebound uses it. Every number on every page is made by these rules."
FIND: Final = "Find a definition"
FIND_HINT: Final = "interview, silence, offer ..."
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
STORED_AS: Final = "Stored as"

RATE_LEAVES_OUT: Final = (
    f"What your files cannot say. Open ones without a date, unless they are over {percent(UNDATED_PENDING_LIMIT)} of "
    "all: then they count in full."
)
RATE_METHOD: Final = f"{percent(LEVEL)} Jeffreys interval (Brown, Cai and DasGupta, 2001); {DOCS}"
VERDICT_METHOD: Final = f"chosen among eleven rules by simulated weekly looks; {DOCS}"
SILENCE_METHOD: Final = f"Bayes' rule on a log-normal delay; {DOCS}"

# Words: id, label, meaning, unit, method.
WORDS: Final = (
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
            f"be here by its age, had it been coming. At {number(MATURE_DAYS)} days it counts almost in full."
        ),
        "a share of one application, 0 to 1",
        f"log-normal delays, learned from your own dates as they come in; {DOCS}",
    ),
    (
        "interval",
        "The bar (interval)",
        (
            "What your counts can support. The true rate is probably inside it. Few applications make it wide, more "
            "make it narrow."
        ),
        f"{percent(LEVEL)} interval of a rate",
        RATE_METHOD,
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
    Stage.INTERVIEW: "Any further talk with a person.",
    Stage.OFFER: "The employer offered you the job.",
    Stage.ACCEPTED: "You took the offer.",
    Stage.DECLINED: "You turned the offer down.",
    Stage.REJECTED: "The employer said no. What was reached before it still counts.",
    Stage.WITHDRAWN: "You stepped back before an offer.",
    Stage.NO_RESPONSE: "You marked it as never answered.",
    Stage.CLOSED: "The posting was taken down, filled or called off.",
}
VERDICTS: Final[Mapping[Verdict, str]] = {
    Verdict.BELOW: (
        f"It is at least {percent(SURE)} sure that your true rate is under the range. Also, the low end of the range "
        f"would have brought {number(MIN_EVENTS)} or more by now, and the bar lies clear of the range. Where more than "
        f"{percent(UNDATED_PENDING_LIMIT)} are open without a date, Rebound never says below."
    ),
    Verdict.WITHIN: (
        "Your true rate is very probably more than half the low end and less than double the high end of the range "
        f"(at least {percent(NEAR)} sure). Neither below nor above reaches {percent(NEAR_EXCLUDES)}."
    ),
    Verdict.ABOVE: (
        f"It is at least {percent(SURE)} sure that your true rate is over the range. Also, there are "
        f"{number(MIN_EVENTS)} or more of what is counted, and the bar lies clear of the range."
    ),
    Verdict.TOO_EARLY: (
        "Everything else. It is no bad sign: there is too little to judge by. Where one side is at least "
        f"{percent(LEANING)} sure, the verdict adds that it leans below or above. That may still be luck."
    ),
}
SILENCES: Final[Mapping[Silence, str]] = {
    Silence.EARLY: f"The chance that an answer still comes is over {percent(GOING_QUIET)}.",
    Silence.QUIET: f"The chance is {percent(GOING_QUIET)} or less, and over {percent(PROBABLY_GHOSTED)}.",
    Silence.PROBABLY: f"The chance is {percent(PROBABLY_GHOSTED)} or less, and over {percent(PRESUMED_GHOSTED)}.",
    Silence.PRESUMED: f"The chance is {percent(PRESUMED_GHOSTED)} or less. It stays open until you close it.",
    Silence.ANSWERED: "A person wrote or talked to you, so the rule for silence does not hold.",
    Silence.UNKNOWN: "There is no date of application, or the file cannot say what was answered.",
}
SILENCE_UNIT: Final = "open applications, by days without a word"


def counts_as(stage: Stage, *, phone_screen_counts: bool) -> str:
    """Return what a stage counts as: "an answer, an interview"."""
    talk = stage in TALKS and (phone_screen_counts or stage is not Stage.PHONE_SCREEN)
    parts = {
        "an answer": stage in ANSWERS,
        "an interview": talk,
        "an offer (and, without a talk on record, one interview)": stage in OFFERS,
        "the end of the application": stage in FINAL,
    }
    return ", ".join(name for name, holds in parts.items() if holds) or "nothing but itself"


def presumed(own_days: int | None) -> str:
    """Return when silence is presumed to be no answer; `own_days`: as the person chose."""
    if own_days is None:
        return SILENCES[Silence.PRESUMED]
    return f"From day {number(own_days)} of silence on, as you chose. It stays open until you close it."


def found(shown: int, of_all: int) -> str:
    """Return how many definitions are shown."""
    return f"{number(shown)} of {counted(of_all, 'definition')}."
