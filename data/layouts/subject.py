"""Whether a table is about job applications at all.

Time sheets, loans, contacts, universities and interview questions have companies, dates and statuses as well. Where the
names of columns speak of something else and none says which job it is, nothing is counted before a person says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from data.language import _
from data.layouts.events import PLAIN_DATE
from data.layouts.tables import SAYING
from data.meaning.headers import vocabulary
from data.meaning.words import fold
from data.problems import Option, Question, QuestionCode
from data.schema import Field

if TYPE_CHECKING:
    from data.layouts.context import Context

YES: Final = "yes"
NO: Final = "no"
ENOUGH: Final = 2  # columns of one other subject
SHOWN: Final = 3
CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|_")


def subject_question(context: Context) -> Question | None:
    """Ask whether the rows are applications where the columns rather speak of something else."""
    answers = context.answers
    if str(QuestionCode.SUBJECT) in answers.choices or answers.fields or not context.sheet.has_header:
        return None
    strange = _of_employer(context) or _of_people(context) or _of_something_else(context)
    if not strange:
        return None
    names = ", ".join(_("“{name}”", name=label) for label in strange[:SHOWN])
    return Question(
        QuestionCode.SUBJECT,
        _(
            "Columns such as {names} are unusual for a list of job applications. Is each row an application of yours?",
            names=names,
        ),
        (Option(YES, _("Yes, each row is one application")), Option(NO, _("No, it is a list of something else"))),
    )


def _headers(context: Context, kind: str) -> list[str]:
    words = {fold(word) for word in vocabulary()["subjects"][kind]}
    return [label for label in context.sheet.header if fold(CAMEL.sub(" ", label)) in words]


def _of_employer(context: Context) -> list[str]:
    """Return the columns that name candidates: whoever applies oneself has no need of them."""
    return _headers(context, "candidates")


def _of_people(context: Context) -> list[str]:
    """Return the columns of a list of contacts without a status or a day of application."""
    day = context.one(Field.APPLIED)
    sent = day is not None and day.confidence > PLAIN_DATE
    found = _headers(context, "people")
    return found if len(found) >= ENOUGH and not sent and not context.all(*SAYING, Field.FLOW_TARGET) else []


def _of_something_else(context: Context) -> list[str]:
    """Return the columns of another subject where no other column names a job."""
    for kind in sorted(vocabulary()["subjects"].keys() - {"candidates", "people"}):
        found = _headers(context, kind)
        title = context.one(Field.TITLE)
        if len(found) >= ENOUGH and (title is None or title.header in found):
            return found
    return []
