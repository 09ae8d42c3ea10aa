"""Sentences of the import screen: what was understood, and the plan before anything is written. Tone as in `text`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics import theme
from pages.ui.text import ANSWER_FIRST, SET_ASIDE_NONE, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

PASTE_TITLE: Final = "Or paste rows here"
PASTE_LABEL: Final = "Rows from your spreadsheet, with the line of column names"
PASTE_HINT: Final = "Company\tRole\tDate applied\tStatus"
PASTE_READ: Final = "Read these rows"
PASTED: Final = "Pasted rows"
START_OVER: Final = "Forget my choices for this file"
START_OVER_HELP: Final = "The file is read again as if you had said nothing about it."
BY_CONTENT: Final = "Let Rebound choose"
SAYS: Final = "What the file says happened. One application can count at several stages."
APPLICATIONS_TITLE: Final = "The applications of this file, row by row"
APPLICATIONS_DOWNLOAD: Final = "Download the applications"
EMPLOYER: Final = "Employer"
JOB: Final = "Job title"
SENT: Final = "Applied"
HAPPENED: Final = "What happened"
IN_HISTORY: Final = "In your history"
NEW: Final = "new"
KNOWN: Final = "known"
KIND: Final = "Kind"
KINDS: Final = {"aside": "Set aside", "conflict": "Disagrees", "joined": "Joined", "remark": "Remark"}
CHECK: Final = "Please check"
UNUSED_PICK: Final = "Use a column that is not listed above"
MORE_PICK: Final = "Change a word that is not listed above"
PICK: Final = "Choose one"
CHECK_BELOW: Final = "Some readings are less sure. They are marked “Please check” below."


def answers_first(number: int) -> str:
    """Return how many answers are needed before the file can be added."""
    if number == 1:
        return ANSWER_FIRST
    return f"{counted(number, 'answer').capitalize()} are needed before this file can be added."


def working_on(words: str, lines: int | None) -> str:
    """Return a step of the reading with the length of the file; `lines` is None where it has no lines to count."""
    return words if lines is None else f"{words}: about {counted(lines, 'line')}"


def storing(applications: int, events: int) -> str:
    """Return what is being written."""
    return f"Adding {counted(applications, 'application')} and {counted(events, 'event')}"


def reached(label: str, number: int) -> str:
    """Return one stage and how many applications of the file reached it."""
    return f"{label} {theme.count(number)}"


def on_known(events: int, applications: int) -> str:
    """Return how much of a file is news about applications that are already there; empty for nothing."""
    if not events:
        return ""
    belong = "belongs" if events == 1 else "belong"
    have = counted(applications, "application")
    return f"{counted(events, 'event').capitalize()} of these {belong} to {have} you already have."


def already_there(applications: int) -> str:
    """Return how many applications of the file are in the history; empty for none."""
    if not applications:
        return ""
    return f"You already have {counted(applications, 'application')} of this file."


def disagreeing(number: int) -> str:
    """Return how many rows disagree with the history."""
    verb = "disagrees" if number == 1 else "disagree"
    return f"{counted(number, 'row').capitalize()} {verb} with your history. Both dates are kept; see below."


def rows_title(aside: int, conflicts: int, joined: int, remarks: int) -> str:
    """Return the title of everything there is to say about single rows."""
    parts = [
        (aside, f"{counted(aside, 'row')} set aside"),
        (conflicts, f"{counted(conflicts, 'row')} that {'disagrees' if conflicts == 1 else 'disagree'}"),
        (joined, f"{counted(joined, 'row')} joined with another"),
        (remarks, counted(remarks, "remark")),
    ]
    said = ", ".join(words for number, words in parts if number)
    return f"{said[0].upper()}{said[1:]}: what and why" if said else SET_ASIDE_NONE


def kind_title(kind: str, number: int) -> str:
    """Return the line above the rows of one kind; keys as in `KINDS`."""
    return {
        "aside": f"Set aside, not added ({theme.count(number)})",
        "conflict": f"Different from your history ({theme.count(number)})",
        "joined": f"Joined or alike ({theme.count(number)})",
        "remark": f"Used, with a remark ({theme.count(number)})",
    }[kind]


def what_to_do(remedy: str) -> str:
    """Return the remedy that all rows of a list share."""
    return f"What you can do: {remedy}"


def more_rows(shown: int, number: int) -> str:
    """Return that a table shows only its first rows."""
    return f"The first {theme.count(shown)} of {counted(number, 'application')}; the download holds all."


def meaning_of(name: str) -> str:
    """Return the label of the choice for one column or word, for those who cannot see the line it stands in."""
    return f"Meaning of {name}"


def unused(headers: Sequence[str], most: int) -> str:
    """Return the columns that are kept but not used for the funnel."""
    named = ", ".join(headers[:most])
    more = f" and {theme.count(len(headers) - most)} more" if len(headers) > most else ""
    return f"Kept, not used for the funnel: {named}{more}."


def in_round(label: str, number: int) -> str:
    """Return a stage with its round: "Stage: Interview, round 2"."""
    return f"{label}, round {number}"


def then(labels: Sequence[str]) -> str:
    """Return stages in their order: "Interview, then Rejected"."""
    return ", then ".join(labels)
