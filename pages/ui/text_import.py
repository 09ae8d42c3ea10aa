"""Sentences of the import screen: what was understood, and the plan before anything is written. Tone as in `text`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics import theme
from pages.ui.text import ANSWER_FIRST, SET_ASIDE_NONE, counted, done_sentence, plan_sentence, rows_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.plans import ImportPlan
    from data.undoing import UndoEffect

SAMPLE_LOADING: Final = "Making the sample"
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
SURE: Final = 0.9  # confidence from which a meaning is called sure
MY_ROW: Final = "In your file"
KIND: Final = "Kind"
KINDS: Final = {"aside": "Set aside", "conflict": "Disagrees", "joined": "Joined", "remark": "Remark"}
CHECK: Final = "Please check"
UNUSED_PICK: Final = "Use a column that is not listed above"
MORE_PICK: Final = "Change a word that is not listed above"
PICK: Final = "Choose one"
CHECK_BELOW: Final = "Some readings are less sure. They are marked “Please check” below."


CANCEL: Final = "Cancel"
CANCELLED: Final = "Stopped. Nothing was added."
CANCELLED_LATER: Final = "Stopped. Nothing more was added; the files you added before stay."
READING: Final = "Reading the file"
COMPARING: Final = "Comparing with your history"
REFUSED: Final = "No application was found in this file"
REFUSED_HELP: Final = "If that is wrong, say below what the columns and words mean. The figures change at once."
QUEUE: Final = "File to look at"
ADD_ALL_HELP: Final = "One after the other. What stands in two of the files is added once."
LEAVE_OUT: Final = "Leave this file out"
LEFT_OUT: Final = "Left out. Nothing of it was added."
NOTHING_NEW_SHORT: Final = "Nothing new. Your history holds all of it."
SOME_UNSURE: Final = "Some readings are less sure."


def queue_title(number: int) -> str:
    """Return the line above several dropped files."""
    return f"{counted(number, 'file')}, in the order you dropped them"


def file_number(number: int, total: int) -> str:
    """Return which of several files this is."""
    return f"File {number} of {total}"


def add_all(number: int, *, every: bool) -> str:
    """Return the label of the button that adds every file that needs no answer."""
    return f"Add all {number} files" if every else f"Add the {number} files that need no answer"


def adding_file(number: int, total: int, name: str, plan: ImportPlan) -> str:
    """Return which of several files is being written, with its counts."""
    return f"{file_number(number, total)}: {name}. {storing(plan.new_applications, plan.new_events)}"


def added(applications: int, events: int) -> str:
    """Return what was added of one of several files."""
    return done_sentence(applications, events)


def done_files(files: int, sentence: str) -> str:
    """Return what was added in all; `sentence` says it for one file."""
    return sentence if files == 1 else f"{sentence.removesuffix('.')} from {counted(files, 'file')}."


def unusable(reason: str) -> str:
    """Return why one of several files cannot be used."""
    return f"Cannot be used as it is. {reason}"


def waits(answers: int) -> str:
    """Return that one of several files waits for answers."""
    return f"{counted(answers, 'answer').capitalize()} needed."


def would_add(plan: ImportPlan, *, unsure: bool) -> str:
    """Return what one of several files would add, and where its rows went."""
    parts = [rows_sentence(plan.reading), plan_sentence(plan), SOME_UNSURE if unsure else ""]
    return " ".join(filter(None, parts))


def undo_question(name: str, effect: UndoEffect) -> str:
    """Return what undoing one import takes away and what stays; `name` is a file name."""
    said = [f"Undo {name}?", _goes(effect)]
    if effect.kept and (effect.applications or effect.events):
        stay, them = ("stays", "it") if effect.kept == 1 else ("stay", "them")
        said.append(f"{counted(effect.kept, 'application')} {stay}: another file has {them} too.")
    if effect.marks:
        marks = "mark on 1 application goes" if effect.marks == 1 else f"marks on {theme.count(effect.marks)} go"
        said.append(f"Your {marks} too.")
    return " ".join(said)


def _goes(effect: UndoEffect) -> str:
    if effect.applications:
        return f"{counted(effect.applications, 'application')} and {counted(effect.events, 'event')} go."
    if effect.events:
        return f"{counted(effect.events, 'event')} {'goes' if effect.events == 1 else 'go'}."
    return "Nothing goes that other files do not say."


def undo_totals(name: str) -> str:
    """Return what undoing a file of totals takes away."""
    return f"Undo {name}? Its totals go. Single applications from other files stay."


def earlier(number: int) -> str:
    """Return the title of the imports that are not shown at once."""
    return counted(number, "earlier file")


def answers_first(number: int) -> str:
    """Return how many answers are needed before the file can be added."""
    if number == 1:
        return ANSWER_FIRST
    return f"{counted(number, 'answer').capitalize()} are needed before this file can be added."


def working_on(words: str, lines: int) -> str:
    """Return a step of the reading, with the length of the file where the words have no count of their own.

    `lines` is 0 where the file has no lines to count.
    """
    has_count = any(map(str.isdigit, words))
    return f"{words}: about {counted(lines, 'line')}" if lines and not has_count else words


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


def how_sure(confidence: float, *, yours: bool) -> str:
    """Return how sure the meaning of a column or word is; one in doubt is marked instead. confidence: 0..1."""
    if yours:
        return "Your choice"
    return "Sure" if confidence >= SURE else "Fairly sure"


def row_numbers(rows: Sequence[int], most: int) -> str:
    """Return the numbers of rows in order, neighbours as a range: "2 to 13, 17 and 20 more"."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row - runs[-1][-1] <= 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    said = [f"{run[0]}" if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs[:most]]
    left = sum(len(run) for run in runs[most:])
    return ", ".join(said) + (f" and {theme.count(left)} more" if left else "")


def more_reasons(number: int) -> str:
    """Return that a list shows only its most frequent reasons."""
    return f"{counted(number, 'more reason')}; the download holds all."


def known(news: str) -> str:
    """Return that an application is in the history, and what the file adds to it; `news` is "" for nothing."""
    return f"{KNOWN}; new: {news}" if news else KNOWN


def only(table: str) -> str:
    """Return the answer that one table of a file is meant, and no other."""
    return f"Only “{table}”"


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
