"""The sentences of the Experiments page and of its button on the Strategy page, in the tone of `text.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics import theme
from analytics.experiments import Answer, Measure
from data.experiments import Decision
from data.language import _, plural, speaks
from pages.ui.text import BadgeColour, counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from analytics.experiments import ExperimentResult

# What it is
ABOUT: Final = "What an experiment is"
ABOUT_LINES: Final = (
    (
        "An experiment is one change in how you search, with a first day. Each application you send from that day on "
        "belongs to it."
    ),
    (
        "Rebound sets them beside those you sent before. Each counts only as far as an answer could have come by now. "
        "Where no one can tell yet, it says so."
    ),
    "Change one thing at a time, and keep the rest as it is.",
)
LONG: Final = (
    "Small changes take long to see. To tell 2 % from 4 % takes about 900 applications before the change and 900 "
    "since. Only large gains, three to five times as many interviews, show with 100 to 300 in each of the two times."
)
FIRST: Final = "What to try first"
NONE_FITS: Final = (
    "Your numbers call for no such change at the moment. On the Strategy page you see why. You can also start an idea "
    "of your own."
)
TO_STRATEGY: Final = "See all suggestions and their reasons"
TOTALS: Final = (
    "Your history holds totals only. An experiment needs single applications with their dates, because it tells them "
    "apart by the day they were sent."
)

# Starting
TRY: Final = "Try this as an experiment"
OWN: Final = "Start an experiment of your own"
ANOTHER: Final = "Start another experiment"
NAME: Final = "Name"
NAME_HELP: Final = "A few words by which you know it again."
DETAILS: Final = "What you do differently from now on"
MEASURE: Final = "What it should move"
MEASURES: Final = {
    Measure.APPLICATION_TO_INTERVIEW: "Interviews per application",
    Measure.INTERVIEW_TO_OFFER: "Offers per interview",
}
FIRST_DAY: Final = "First day"
FIRST_DAY_HELP: Final = "Applications sent on this day and later belong to it. It may lie in the past."
START: Final = "Start the experiment"
START_ANYWAY: Final = "Start it all the same"
STARTED: Final = "The experiment has begun. Applications sent from its first day on belong to it."
SEE: Final = "See your experiments"

# Running
ANSWERS: Final = {
    Answer.WORKED: "Very likely better",
    Answer.DID_WORSE: "Very likely worse",
    Answer.CANT_TELL: "No answer yet",
    Answer.OVERLAP: "Two changes at once",
    Answer.UNKNOWN: "Not known",
}
ANSWER_ICONS: Final = {
    Answer.WORKED: ":material/north:",
    Answer.DID_WORSE: ":material/south:",
    Answer.CANT_TELL: ":material/hourglass_empty:",
    Answer.OVERLAP: ":material/call_merge:",
    Answer.UNKNOWN: ":material/question_mark:",
}
ANSWER_COLOURS: Final[Mapping[Answer, BadgeColour]] = {
    Answer.WORKED: "blue",
    Answer.DID_WORSE: "orange",
    Answer.CANT_TELL: "gray",
    Answer.OVERLAP: "orange",
    Answer.UNKNOWN: "gray",
}
# The same after "Answer then:".
ANSWERS_THEN: Final = {
    Answer.WORKED: "very likely better",
    Answer.DID_WORSE: "very likely worse",
    Answer.CANT_TELL: "no answer yet",
    Answer.OVERLAP: "two changes at once",
    Answer.UNKNOWN: "not known",
}
NOT_BEGUN: Final = "It has not begun yet. Applications sent from its first day on will belong to it."
NO_MEMBERS: Final = "No application belongs to it so far."
LIST_TABLE: Final = "Applications that belong to this experiment"
EMPLOYER: Final = "Employer"
TITLE: Final = "Job title"
SENT: Final = "Sent"
SO_FAR: Final = "So far"
OUTCOMES: Final = {
    "open": "Open",
    "offer": "Offer",
    "accepted": "Offer accepted",
    "declined": "Offer declined",
    "rejected": "Rejected",
    "withdrawn": "Withdrawn by you",
    "no_response": "No answer",
    "closed": "Posting closed",
}
INTERVIEWED: Final = "Interview"

# Changing
CHANGE: Final = "Change"
CHANGE_SAVE: Final = "Save the change"
CHANGE_ANYWAY: Final = "Change it all the same"
CHANGED: Final = "The experiment was changed."
DAY_STAYS: Final = "Its first day stays, because its answer was worked out with it. Reopen it to change the day."

# Ending
END: Final = "End the experiment"
END_TITLE: Final = "Its answer today is kept with your note"
LAST_DAY: Final = "Last day"
LAST_DAY_HELP: Final = "Applications sent after this day no longer belong to it."
DECISION: Final = "What will you do with the change?"
DECISIONS: Final = {
    Decision.KEEP: "Keep it",
    Decision.DROP: "Go back to how it was",
    Decision.OPEN: "Not decided",
}
DECIDED: Final = {
    Decision.KEEP: "You decided to keep the change.",
    Decision.DROP: "You decided to go back to how it was.",
    Decision.OPEN: "",
}
NOTE: Final = "Note"
NOTE_HELP: Final = "What you learned. It is kept with the answer."
END_SURE: Final = "End it now"
ENDED_SAID: Final = "The experiment has ended. Its answer is kept."
ENDED_BEFORE: Final = "It had ended before, so nothing was changed."
LATE: Final = "Answers may still come for applications sent in its last weeks. So the answer can change after the end."

# Ended
ENDED: Final = "Ended"
YOUR_NOTE: Final = "Your note"
REOPEN: Final = "Reopen"
REOPEN_HELP: Final = "It runs on from today. Applications sent since its last day belong to it as well."
REOPENED: Final = "The experiment runs again."
REOPENED_OVERLAP: Final = "The experiment runs again, at the same time as another one on the same measure."
DELETE: Final = "Delete"
DELETE_ASK: Final = "Delete this experiment, its answer and its note? Your applications stay as they are."
DELETE_SURE: Final = "Yes, delete it"
DELETED: Final = "The experiment was deleted."
GONE: Final = "It was gone before, so nothing was changed."

HOW: Final = (
    (
        "Each application belongs to the time in which it was sent, for good. An answer that comes now to an early "
        "application counts for the time before."
    ),
    (
        "Fresh applications count in part, by the share of answers that usually come by their age. So a new change "
        "never looks worse just because it is new."
    ),
    (
        "Both times start from the rate they have in common. That start is worth 160 applications, or 48 interviews. "
        "So a little luck is not enough."
    ),
    (
        "“Very likely better” needs two things: a chance of at least 95 in 100 that the rate is higher since the "
        "change, and three successes since. “Very likely worse” asks as much."
    ),
    (
        "Two times are compared here, not two groups drawn by lot. Something else may have changed as well, such as "
        "the market or the season."
    ),
)


def since(start: date, today: date, last: date | None) -> str:
    """Return when an experiment runs: "Since 3 May 2026", "From 1 December 2026", "3 May 2026 to 9 Jun 2026"."""
    if last is not None:
        if last == start:
            return theme.short_day(start)
        return _("{first} to {last}", first=theme.short_day(start), last=theme.short_day(last))
    if start > today:
        return _("From {day}", day=theme.short_day(start))
    return _("Since {day}", day=theme.short_day(start))


def summary(start: date, today: date, last: date | None, measure: str, applications: int) -> str:
    """Return the line below the name of an experiment; an experiment that has not begun has no applications."""
    parts = [since(start, today, last), _(MEASURES[Measure(measure)])]
    if start <= today:
        parts.append(counted(applications, "application"))
    return " · ".join(parts)


def list_title(applications: int) -> str:
    """Return the title of the list of applications that belong to an experiment."""
    return plural(applications, "{n} application belongs to it", "{n} applications belong to it")


def running_since(start: date, today: date) -> str:
    """Return that a suggestion is being tried."""
    if start > today:
        return _("You will try this from {day}.", day=theme.short_day(start))
    return _("You have been trying this since {day}.", day=theme.short_day(start))


def tried_before(start: date, last: date, answer: str) -> str:
    """Return that a suggestion was tried before, and how it ended."""
    return _(
        "You tried this before ({days}). Answer then: {answer}.",
        days=since(start, last, last),
        answer=_(ANSWERS_THEN[Answer(answer)]),
    )


def overlap(names: Sequence[str], *, plan: bool) -> str:
    """Return what two changes at once mean; `plan`: before the second one is started."""
    which = _("“{name}”", name=names[0])
    for name in names[1:]:
        which = _("{experiments} and “{name}”", experiments=which, name=name)
    if plan:
        runs = plural(
            len(names),
            "{experiments} runs at the same time and should move the same measure.",
            "{experiments} run at the same time and should move the same measure.",
            experiments=which,
        )
        why = _(
            "Then no one can say which change goes with a difference, and neither gets an answer. Better end it first, "
            "and begin this one the day after."
        )
        return f"{runs} {why}"
    return _(
        "It shares days with {experiments}, on the same measure. So neither gets an answer. Did one of them stop "
        "before the other began? Then end it with that last day. If you did not really try one, delete it.",
        experiments=which,
    )


def undated(number: int) -> str:
    """Return how many applications are left out because they have no exact date; empty for none."""
    if not number:
        return ""
    return plural(
        number,
        "{n} application without an exact date is left out.",
        "{n} applications without an exact date are left out.",
    )


def chance(result: ExperimentResult) -> str:
    """Return the chance that the rate is higher since the change; empty where it cannot be judged."""
    if result.chance_better is None:
        return ""
    return _("Chance that the rate is higher since the change: {chance}.", chance=theme.percent(result.chance_better))


def answer_on(day: date) -> str:
    """Return the label of a kept answer."""
    return _("Answer on {day}", day=theme.short_day(day))


def answer_today(day: date) -> str:
    """Return the label of the answer worked out anew, since replies come late."""
    return _("With what is known on {day}", day=theme.short_day(day))


speaks(__name__)
