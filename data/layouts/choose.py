"""Which table of a file holds the applications, and what they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.errors import NotATrackerError
from data.language import _
from data.layouts.labelled import context_of
from data.layouts.linked import with_interviews
from data.layouts.rivals import ALL, fullest, real, rivals, skipped, which_table
from data.layouts.rounds import collapsed
from data.layouts.shapes import board, turned_details
from data.layouts.sheet import lay_out, stacked
from data.layouts.shifts import realigned
from data.layouts.sides import taken_apart
from data.layouts.single import UNKNOWN, read_list, read_special, refused
from data.layouts.subject import subject_question
from data.layouts.tables import aligned, by_sheet_name, score, together
from data.problems import QuestionCode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data.layouts.context import Context, Parsed
    from data.plans import Answers, RawFile, RawTable
    from data.problems import ImportProblem


def read_chosen(raw: RawFile, as_of: date, answers: Answers) -> tuple[Context | None, Parsed, list[ImportProblem]]:
    """Read the table that holds the applications; return its context (None for a matrix), the result, and notes."""
    wanted = answers.table or answers.choices.get(str(QuestionCode.WHICH_TABLE), "")
    tables = _asked_for(raw, wanted)
    contexts = [context_of(lay_out(table, tuple(answers.fields)), as_of, answers) for table in tables]
    best = max(map(score, contexts))
    if len(tables) == 1 and not answers.fields and (said := turned_details(tables[0])):
        return contexts[0], refused(contexts[0], said), []
    special = next((p for t, c in zip(tables, contexts, strict=True) if (p := read_special(t, c, best))), None)
    if special is not None:
        return special
    used, found = _used(contexts)
    if wanted == ALL:
        used, found = [*used, *found], []
    used.sort(key=contexts.index)
    context, lost = realigned(_as_one(used, as_of, answers))
    context, more = collapsed(context)
    context, joined = with_interviews(context, [other for other in contexts if other not in (*used, *found)])
    parsed = _with_rows(read_list(context), lost, more)
    if parsed.layout == UNKNOWN and (said := board(tables)):
        return context, refused(context, said), skipped(contexts, used, joined)
    found = [other for other in found if read_list(other).accepted]
    asked = [which_table(used, found)] if found else []
    about = subject_question(context) if parsed.accepted else None
    if about is not None:
        asked.append(about)
    parsed = replace(parsed, questions=(*asked, *parsed.questions))
    return context, parsed, skipped(contexts, used, joined)


def _asked_for(raw: RawFile, wanted: str) -> Sequence[RawTable]:
    named = [table for table in raw.tables if wanted and table.name == wanted]
    parts = taken_apart(named or raw.tables)
    tables = [table for table in parts if wanted and table.name == wanted] or parts
    if not tables:
        raise NotATrackerError(_("The file holds no table."), _("Choose the file that holds your applications."))
    return tables


def _used(contexts: Sequence[Context]) -> tuple[list[Context], list[Context]]:
    """Return the tables to read together, and those that might be meant as well."""
    candidates = real(contexts)
    chosen = max(candidates, key=score)
    if not chosen.sheet.rows:
        raise NotATrackerError(
            _("The file has column names but no rows yet."), _("Import it again once it holds your applications.")
        )
    chosen = fullest(chosen, [context for context in candidates if context is not chosen])
    used = [chosen, *(context for context in candidates if context is not chosen and together(chosen, context))]
    return used, rivals(used, [context for context in candidates if context not in used])


def _as_one(used: Sequence[Context], as_of: date, answers: Answers) -> Context:
    if len(used) == 1:
        return used[0]
    context = context_of(stacked(aligned(used)), as_of, answers)
    return by_sheet_name(context, [part.sheet for part in used])


def _with_rows(parsed: Parsed, lost: Sequence[ImportProblem], more: int) -> Parsed:
    """Count the rows that fit under no header among those set aside, and further interviews among those merged."""
    if not lost and not more:
        return parsed
    return replace(
        parsed,
        rows=parsed.rows + len(lost) + more,
        merged=parsed.merged + more,
        set_aside=parsed.set_aside + len(lost),
        problems=(*parsed.problems, *lost),
    )
