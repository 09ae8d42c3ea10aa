"""Which of several tables to read: the fullest one, its parts together, or the one that the person names.

A table that another one contains is a view or an older copy of it. Tables that hold other applications under other
columns, or share only some of them, may both be wanted: nobody but the person knows, so that is asked.
"""

from __future__ import annotations

import re
from functools import reduce
from typing import TYPE_CHECKING, Final

from data.language import _, plural
from data.layouts.events import PLAIN_DATE
from data.layouts.tables import IS_TRACKER, NAMING, SAYING, SHARED, WHOLLY, overlap, own_name, score
from data.meaning.stages import read_statuses
from data.meaning.words import fold
from data.problems import ImportProblem, Option, ProblemCode, Question, QuestionCode
from data.schema import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.layouts.context import Context
    from data.layouts.linked import Joined

ALL: Final = "*"  # the answer "read them all"; no sheet and no file may have this name
LIKE: Final = 0.5  # of the best score
# The name of a sheet that shows how to use the tracker; told as part of a longer name, in several languages.
EXAMPLE: Final = re.compile(
    r"\b(?:examples?|samples?|demo|dummy|template|instructions?|how ?to(?: use)?|read ?me|beispiele?|muster|vorlage|"
    r"anleitung|exemples?|modele|ejemplos?|plantilla|exemplos?|modelos?|esempi[o]?|modello|voorbeeld(?:en)?|sjabloon|"
    r"ornek|sablon)\b|示 例|模 板|样 例"
)
PERSON: Final = re.compile(
    r"^(?:first|last|full|sur|contact|recruiter)? ?name$|^e ?mail(?: address)?$|^(?:tele)?phone(?: number)?$"
    r"|^linked ?in(?: profile| url)?$|^(?:relationship|connected on|met (?:at|on))$|^(?:vor|nach)name$|^prenom$"
    r"|^apellidos?$"
)
NETWORK: Final = re.compile(
    r"\b(?:contacts?|network(?:ing)?|connections?|people|recruiters?|referrals?|kontakte?|netzwerk|contactos?|contatos?|"
    r"contatti|contacten|reseau|messages?|outreach)\b"
)


def real(contexts: Sequence[Context]) -> list[Context]:
    """Return the tables without those that hold examples or wishes by their name, where another one is a tracker."""
    own = [context for context in contexts if not (_is_example(context) or _is_wish_list(context))]
    return own if any(_tells(context) for context in own) else list(contexts)


def fullest(chosen: Context, others: Sequence[Context]) -> Context:
    """Return the table that contains the chosen one and more applications of the same kind, else the chosen one."""
    for other in others:
        names = len(_shared(chosen, other)) == len(_shared(chosen, chosen))
        more = other.sheet.rows > chosen.sheet.rows and _tells(other) and names
        if more and overlap(chosen, other) >= WHOLLY and _says(other):
            chosen = other
    return chosen


def rivals(used: Sequence[Context], others: Sequence[Context]) -> list[Context]:
    """Return the tables that look like trackers of applications which those in use lack."""
    best = max(map(score, used))
    return [
        other
        for other in others
        if score(other) >= max(IS_TRACKER, LIKE * best)
        and _tells(other)
        and not _is_of_people(other)
        and not any(_is_view(other, context) for context in used)
    ]


def which_table(used: Sequence[Context], found: Sequence[Context]) -> Question:
    """Ask which of the tables to read; together only where they are about different applications."""
    tables = [*used, *found]
    names = [Option(context.sheet.name, _only(context)) for context in tables]
    apart = all(overlap(one, other) <= SHARED for one in used for other in found)
    both = [Option(ALL, _("All of them: each holds other applications"))] if apart else []
    said = reduce(_with, (_("“{name}”", name=context.sheet.name) for context in tables))
    text = _("{tables} both look like trackers. Which one counts?", tables=said)
    return Question(QuestionCode.WHICH_TABLE, text, (*both, *names))


def _only(context: Context) -> str:
    return plural(context.sheet.rows, "Only “{table}” ({n} row)", "Only “{table}” ({n} rows)", table=context.sheet.name)


def _with(tables: str, last: str) -> str:
    return _("{tables} and {last}", tables=tables, last=last)


def skipped(contexts: Sequence[Context], used: Sequence[Context], joined: Sequence[Joined]) -> list[ImportProblem]:
    """Say which tables were read together, which were joined to the applications, and which were not read."""
    problems = [
        ImportProblem(
            ProblemCode.SHEET_SKIPPED,
            _joined(table, unmatched),
            _("Write the company and title, or the number, as in the other table.")
            if unmatched
            else _("Choose the other table alone if they should not count."),
        )
        for table, unmatched in joined
    ]
    if len(used) > 1:
        names = ", ".join(_("“{name}”", name=context.sheet.name) for context in used)
        problems.append(
            ImportProblem(
                ProblemCode.SHEET_SKIPPED,
                _(
                    "{tables} have the same kind of columns and were read together. "
                    "Row numbers are those of each table.",
                    tables=names,
                ),
                _("Choose one of them if the others should not count."),
            )
        )
    for context in contexts:
        if context in (*used, *(table for table, rows in joined)) or not context.sheet.rows:
            continue
        problems.append(
            ImportProblem(
                ProblemCode.SHEET_SKIPPED,
                _not_read(context, used),
                _("Choose it if it holds your applications."),
            )
        )
    return problems


def _joined(table: Context, unmatched: Sequence[int]) -> str:
    """Say that a table was joined, and how many of its rows fit no single application."""
    said = _("The interviews in “{table}” were joined to the applications.", table=table.sheet.name)
    if not unmatched:
        return said
    left_out = plural(
        len(unmatched),
        "Row {row} of it fits no single application and was not used.",
        "{n} rows of it fit no single application and were not used (row {row} is the first).",
        row=unmatched[0],
    )
    return f"{said} {left_out}"


def _not_read(context: Context, used: Sequence[Context]) -> str:
    said = _("The table “{table}” was not read.", table=context.sheet.name)
    for other in used:
        if score(context) >= IS_TRACKER and _shared(context, other) and overlap(context, other) >= WHOLLY:
            why = _("Its applications stand in “{table}” too.", table=other.sheet.name)
            return f"{said} {why}"
    return said


def _is_example(context: Context) -> bool:
    return EXAMPLE.search(fold(own_name(context))) is not None


def _is_wish_list(context: Context) -> bool:
    """True for a sheet named "Wishlist" or "To apply" that says nothing of an application in any row."""
    reading = read_statuses({own_name(context): 1})[0]
    said = context.all(Field.APPLIED, *SAYING)
    return not reading.applied and all((context.text(guess) == "").all() for guess in said)


def _says(context: Context) -> bool:
    return bool({guess.field for guess in context.guesses} & SAYING)


def _tells(context: Context) -> bool:
    """True for a table with rows that names applications and says what became of them, or when they were sent."""
    names = any(context.one(field) is not None for field in NAMING)
    day = context.one(Field.APPLIED)
    sent = day is not None and day.confidence > PLAIN_DATE and all(context.one(field) is not None for field in NAMING)
    return bool(context.sheet.rows and names and (_says(context) or sent))


def _is_of_people(context: Context) -> bool:
    """True for a list of contacts: named so, or with the names and addresses of persons and no title of a job."""
    persons = sum(PERSON.search(fold(label)) is not None for label in context.sheet.header)
    named = NETWORK.search(fold(own_name(context))) is not None
    return persons >= 2 or (named and (persons > 0 or context.one(Field.TITLE) is None))


def _shared(one: Context, other: Context) -> list[Field]:
    return [field for field in NAMING if one.one(field) is not None and other.one(field) is not None]


def _is_view(other: Context, used: Context) -> bool:
    """True where the applications of `other` stand in the table in use."""
    return bool(_shared(other, used)) and overlap(other, used) >= WHOLLY and other.sheet.rows <= used.sheet.rows
