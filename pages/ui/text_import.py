"""Sentences of the import screen: what was understood, and the plan before anything is written. Tone as in `text`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics import theme
from analytics.wording import capital
from data.language import _, plural, speaks
from pages.ui import text
from pages.ui.text import counted, done_sentence, plan_sentence, rows_sentence

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
COLUMNS_UNKNOWN: Final = (
    "Too little of this file is understood to read it. If it lists your applications, say what its columns hold: the "
    "employer or job title, and the date or status. If not, choose another file."
)
COLUMNS_UNKNOWN_SHORT: Final = "Its columns are not understood yet."
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
    return plural(number, "{n} file, in the order you dropped them", "{n} files, in the order you dropped them")


def file_number(number: int, total: int) -> str:
    """Return which of several files this is."""
    return _("File {number} of {total}", number=number, total=total)


def add_all(number: int, *, every: bool) -> str:
    """Return the label of the button that adds every file that needs no answer."""
    if every:
        return _("Add all {number} files", number=number)
    return _("Add the {number} files that need no answer", number=number)


def adding_file(number: int, total: int, name: str, plan: ImportPlan) -> str:
    """Return which of several files is being written, with its counts."""
    adding = storing(plan.new_applications, plan.new_events)
    return _("File {number} of {total}: {name}. {adding}", number=number, total=total, name=name, adding=adding)


def added(applications: int, events: int) -> str:
    """Return what was added of one of several files."""
    return done_sentence(applications, events)


def done_files(files: int, applications: int, events: int) -> str:
    """Return what was added in all; files of totals add neither applications nor events of their own."""
    if files == 1:
        return done_sentence(applications, events)
    if not applications and not events:
        return plural(files, "Added the totals of {n} file.", "Added the totals of {n} files.")
    return plural(
        files,
        "Added {applications} and {events} from {n} file.",
        "Added {applications} and {events} from {n} files.",
        applications=counted(applications, "application"),
        events=counted(events, "event"),
    )


def unusable(reason: str) -> str:
    """Return why one of several files cannot be used."""
    return _("Cannot be used as it is. {reason}", reason=reason)


def waits(answers: int) -> str:
    """Return that one of several files waits for answers."""
    return plural(answers, "{n} answer needed.", "{n} answers needed.")


def would_add(plan: ImportPlan, *, unsure: bool) -> str:
    """Return what one of several files would add, and where its rows went."""
    parts = [rows_sentence(plan.reading), plan_sentence(plan), _(SOME_UNSURE) if unsure else ""]
    return " ".join(filter(None, parts))


def undo_question(name: str, effect: UndoEffect) -> str:
    """Return what undoing one import takes away and what stays; `name` is a file name."""
    said = [_("Undo {name}?", name=name), _goes(effect)]
    if effect.kept and (effect.applications or effect.events):
        said.append(
            plural(
                effect.kept,
                "{n} application stays: another file has it too.",
                "{n} applications stay: another file has them too.",
            )
        )
    if effect.marks:
        said.append(plural(effect.marks, "Your mark on {n} application goes too.", "Your marks on {n} go too."))
    return " ".join(said)


def _goes(effect: UndoEffect) -> str:
    if effect.applications:
        return _(
            "{applications} and {events} go.",
            applications=counted(effect.applications, "application"),
            events=counted(effect.events, "event"),
        )
    if effect.events:
        return plural(effect.events, "{n} event goes.", "{n} events go.")
    return _("Nothing goes that other files do not say.")


def undo_totals(name: str) -> str:
    """Return what undoing a file of totals takes away."""
    return _("Undo {name}? Its totals go. Single applications from other files stay.", name=name)


def earlier(number: int) -> str:
    """Return the title of the imports that are not shown at once."""
    return plural(number, "{n} earlier file", "{n} earlier files")


def answers_first(number: int) -> str:
    """Return how many answers are needed before the file can be added."""
    if number == 1:
        return text.ANSWER_FIRST
    return plural(
        number,
        "{n} answer is needed before this file can be added.",
        "{n} answers are needed before this file can be added.",
    )


def working_on(words: str, lines: int) -> str:
    """Return a step of the reading, with the length of the file where the words have no count of their own.

    `lines` is 0 where the file has no lines to count.
    """
    has_count = any(map(str.isdigit, words))
    if not lines or has_count:
        return words
    return plural(lines, "{step}: about {n} line", "{step}: about {n} lines", step=words)


def storing(applications: int, events: int) -> str:
    """Return what is being written."""
    return _(
        "Adding {applications} and {events}",
        applications=counted(applications, "application"),
        events=counted(events, "event"),
    )


def reached(label: str, number: int) -> str:
    """Return one stage and how many applications of the file reached it."""
    return f"{label} {theme.count(number)}"


def on_known(events: int, applications: int) -> str:
    """Return how much of a file is news about applications that are already there; empty for nothing."""
    if not events:
        return ""
    return plural(
        events,
        "{n} event of these belongs to {applications} you already have.",
        "{n} events of these belong to {applications} you already have.",
        applications=counted(applications, "application"),
    )


def already_there(applications: int) -> str:
    """Return how many applications of the file are in the history; empty for none."""
    if not applications:
        return ""
    return plural(
        applications,
        "You already have {n} application of this file.",
        "You already have {n} applications of this file.",
    )


def disagreeing(number: int) -> str:
    """Return how many rows disagree with the history."""
    return plural(
        number,
        "{n} row disagrees with your history. Both dates are kept; see below.",
        "{n} rows disagree with your history. Both dates are kept; see below.",
    )


def rows_title(aside: int, conflicts: int, joined: int, remarks: int) -> str:
    """Return the title of everything there is to say about single rows."""
    parts = [
        (aside, plural(aside, "{n} row set aside", "{n} rows set aside")),
        (conflicts, plural(conflicts, "{n} row that disagrees", "{n} rows that disagree")),
        (joined, plural(joined, "{n} row joined with another", "{n} rows joined with another")),
        (remarks, counted(remarks, "remark")),
    ]
    said = ", ".join(words for number, words in parts if number)
    return _("{counts}: what and why", counts=capital(said)) if said else text.SET_ASIDE_NONE


def kind_title(kind: str, number: int) -> str:
    """Return the line above the rows of one kind; keys as in `KINDS`."""
    rows = theme.count(number)
    return {
        "aside": _("Set aside, not added ({rows})", rows=rows),
        "conflict": _("Different from your history ({rows})", rows=rows),
        "joined": _("Joined or alike ({rows})", rows=rows),
        "remark": _("Used, with a remark ({rows})", rows=rows),
    }[kind]


def how_sure(confidence: float, *, yours: bool) -> str:
    """Return how sure the meaning of a column or word is; one in doubt is marked instead. confidence: 0..1."""
    if yours:
        return _("Your choice")
    return _("Sure") if confidence >= SURE else _("Fairly sure")


def about_word(rows: int, confidence: float | None, *, yours: bool) -> str:
    """Return in how many rows a word stands, and how sure its meaning is; `confidence` None for one in doubt."""
    in_rows = counted(rows, "row")
    if confidence is None:
        return in_rows
    if yours:
        return _("{rows}, your choice", rows=in_rows)
    return _("{rows}, sure", rows=in_rows) if confidence >= SURE else _("{rows}, fairly sure", rows=in_rows)


def row_numbers(rows: Sequence[int], most: int) -> str:
    """Return the numbers of rows in order, neighbours as a range: "2 to 13, 17 and 20 more"."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row - runs[-1][-1] <= 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    said = [f"{run[0]}" if len(run) == 1 else _("{first} to {last}", first=run[0], last=run[-1]) for run in runs[:most]]
    numbers, left = ", ".join(said), sum(len(run) for run in runs[most:])
    return _("{numbers} and {left} more", numbers=numbers, left=theme.count(left)) if left else numbers


def more_reasons(number: int) -> str:
    """Return that a list shows only its most frequent reasons."""
    return plural(number, "{n} more reason; the download holds all.", "{n} more reasons; the download holds all.")


def new() -> str:
    """Return that an application is not in the history yet."""
    return _("new")


def known(news: str) -> str:
    """Return that an application is in the history, and what the file adds to it; `news` is "" for nothing."""
    return _("known; new: {news}", news=news) if news else _("known")


def only(table: str) -> str:
    """Return the answer that one table of a file is meant, and no other."""
    return _("Only “{table}”", table=table)


def what_to_do(remedy: str) -> str:
    """Return the remedy that all rows of a list share."""
    return _("What you can do: {remedy}", remedy=remedy)


def more_rows(shown: int, number: int) -> str:
    """Return that a table shows only its first rows."""
    return plural(
        number,
        "The first {shown} of {n} application; the download holds all.",
        "The first {shown} of {n} applications; the download holds all.",
        shown=theme.count(shown),
    )


def meaning_of(name: str) -> str:
    """Return the label of the choice for one column or word, for those who cannot see the line it stands in."""
    return _("Meaning of {name}", name=name)


def unused(headers: Sequence[str], most: int) -> str:
    """Return the columns that are kept but not used for the funnel."""
    named = ", ".join(headers[:most])
    if len(headers) <= most:
        return _("Kept, not used for the funnel: {columns}.", columns=named)
    left = theme.count(len(headers) - most)
    return _("Kept, not used for the funnel: {columns} and {left} more.", columns=named, left=left)


def in_round(label: str, number: int) -> str:
    """Return a stage with its round: "Stage: Interview, round 2"."""
    return _("{stage}, round {number}", stage=label, number=number)


def then(labels: Sequence[str]) -> str:
    """Return stages in their order: "Interview, then Rejected"."""
    said = "".join(labels[:1])
    for label in labels[1:]:
        said = _("{stages}, then {stage}", stages=said, stage=label)
    return said


speaks(__name__)
