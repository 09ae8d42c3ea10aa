"""Key and number lines ("Applied, 26"): counts without applications.

Where the parts add up to the total they are current statuses that exclude each other, and what came before a rejection
is unknown. Otherwise only the person can say whether they are current statuses or totals reached.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from data.language import _
from data.layouts.context import Context, Parsed
from data.layouts.flows import WAITING, number
from data.meaning.stages import read_statuses
from data.problems import ImportProblem, Option, ProblemCode, Question, QuestionCode
from data.schema import OFFERS, TALKS, Stage

if TYPE_CHECKING:
    from collections.abc import Collection

    from data.layouts.sheet import Sheet
    from data.plans import StageReading

MOST_LINES: Final = 60
TOTAL: Final = re.compile(
    r"(?i)^(?:grand )?total\b.*|^all\b.*|^sum(?:me)?\b.*|^applications?(?: sent| total| submitted)?$|^applied$|"
    r"^(?:number of|total number of|# of) applications.*|^bewerbungen$|^gesamt.*|^toplam.*|^candidatures?$|^合计|^总.*"
)
SENT: Final = re.compile(r"(?i)^applied$")
CURRENT: Final = "current"
REACHED: Final = "reached"


def looks_like_summary(sheet: Sheet) -> bool:
    """True for a short table of two columns whose keys are stages and whose values are whole numbers."""
    if len(sheet.cells.columns) != 2 or not 3 <= sheet.rows <= MOST_LINES:
        return False
    numeric = sheet.cells[1].map(lambda text: number(str(text)) is not None).to_numpy(dtype=bool)
    keys = sheet.cells[0]
    if numeric.mean() < 0.6 or keys.duplicated().any() or any(number(str(key)) is not None for key in keys):
        return False
    readings = read_statuses({str(key): 1 for key in keys[numeric] if key and not TOTAL.match(str(key))})
    return sum(1 for r in readings if r.stages and r.confidence > 0) >= max(2, 0.4 * len(readings))


def read_summary(context: Context) -> Parsed:
    """Turn the lines into counts."""
    sheet = context.sheet
    lines = {
        str(k): n for k, v in zip(sheet.cells[0], sheet.cells[1], strict=True) if (n := number(str(v))) is not None
    }
    totals = {key: value for key, value in lines.items() if TOTAL.match(key)}
    # "Applied" is a total beside stages reached, and a part of an explicit total where all parts add up to it.
    explicit = {key: value for key, value in totals.items() if not SENT.match(key)}
    if explicit and sum(v for k, v in lines.items() if k not in explicit) == max(explicit.values()):
        totals = explicit
    parts = {key: value for key, value in lines.items() if key not in totals}
    readings = read_statuses(parts, overrides=context.answers.stages)
    used = np.array([str(key) in lines for key in sheet.cells[0]], dtype=bool)
    total = max(totals.values(), default=0) or sum(parts.values())
    exclusive = sum(parts.values()) == total
    said = context.answers.choices.get(str(QuestionCode.AGGREGATE), CURRENT if exclusive else "")
    return Parsed(
        layout="summary",
        rows=sheet.rows,
        accepted=int(used.sum()),
        set_aside=int((~used).sum()),
        aggregate=_current(readings, total) if said == CURRENT else _reached(readings, total),
        statuses=readings,
        problems=(*(_other_line(sheet, int(at)) for at in np.flatnonzero(~used)), _no_rows()),
        questions=() if said in {CURRENT, REACHED} else (_question(),),
    )


def _of(readings: tuple[StageReading, ...], stages: Collection[Stage]) -> list[int]:
    return [
        r.rows for r in readings if r.applied and r.stages and r.stages[-1] in stages and not WAITING.search(r.value)
    ]


def _current(readings: tuple[StageReading, ...], total: int) -> dict[str, int | None]:
    """Counts where each application stands in one line only: nobody knows what the rejected ones had reached."""
    waiting = sum(r.rows for r in readings if WAITING.search(r.value) or r.stages[-1:] == (Stage.APPLIED,))
    return {
        "applications": total - sum(reading.rows for reading in readings if not reading.applied),
        "answered": None,
        "interviewed": None,
        "interview_rounds": None,
        "offers": None,
        "accepted": sum(_of(readings, {Stage.ACCEPTED})),
        "rejected": sum(_of(readings, {Stage.REJECTED})),
        "withdrawn": sum(_of(readings, {Stage.WITHDRAWN})),
        "no_response": sum(_of(readings, {Stage.NO_RESPONSE})),
        "open": waiting,
    }


def _reached(readings: tuple[StageReading, ...], total: int) -> dict[str, int | None]:
    """Counts where each line tells how many came at least that far; lines that are missing are unknown."""

    def most(stages: Collection[Stage]) -> int | None:
        return max(_of(readings, stages), default=None)

    offers = most({Stage.OFFER}) or most(OFFERS)
    return {
        "applications": total,
        "answered": most({Stage.REPLIED}),
        "interviewed": most(TALKS),
        "interview_rounds": sum(_of(readings, TALKS)) or None,
        "offers": offers,
        "accepted": most({Stage.ACCEPTED}),
        "rejected": most({Stage.REJECTED}),
        "withdrawn": most({Stage.WITHDRAWN}),
        "no_response": most({Stage.NO_RESPONSE}),
        "open": None,
    }


def _other_line(sheet: Sheet, at: int) -> ImportProblem:
    return ImportProblem(
        ProblemCode.COMMENT_LINE,
        _("This line holds no count."),
        _("Nothing needs to be done."),
        int(sheet.numbers[at]),
        set_aside=True,
    )


def _no_rows() -> ImportProblem:
    return ImportProblem(
        ProblemCode.NO_STATUS,
        _("The file holds counts, not single applications, so dates, waiting times and trends are unknown."),
        _("Import the tracker the counts come from if you have it."),
    )


def _question() -> Question:
    return Question(
        QuestionCode.AGGREGATE,
        _(
            "The counts do not add up to the total. "
            "Is each one how many stand there now, or how many ever came that far?"
        ),
        (
            Option(CURRENT, _("How many stand there now")),
            Option(REACHED, _("How many came at least that far")),
            Option("refuse", _("Do not use this file")),
        ),
    )
