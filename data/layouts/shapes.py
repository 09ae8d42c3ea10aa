"""Tables that hold applications in a shape that is not read: said with what to do, instead of asked column by column.

A first column that reads like the header of a tracker is no column of applications, so nothing is counted from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from data.language import _
from data.layouts.sheet import trimmed
from data.meaning.dates import date_share
from data.meaning.headers import claims_of
from data.meaning.stages import read_statuses
from data.schema import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.plans import RawTable

LOOK_AT: Final = 200  # rows and columns
LEAST_DETAILS: Final = 3  # different ones, the employer or the job title among them
TRUSTED: Final = 0.8  # confidence in the meaning of a name
MOSTLY: Final = 0.6
NEARLY_ALL: Final = 0.75
FIRST_ROWS: Final = 5  # in which a header, or the stages of a board, may stand
LEAST_STAGES: Final = 2
FEW: Final = 0.2
SHOWN: Final = 3
NAMING: Final = frozenset({str(Field.COMPANY), str(Field.TITLE)})


def turned_details(table: RawTable) -> tuple[str, str] | tuple[()]:
    """Return what was seen of a table whose first column holds the names of details, and what to do; else nothing."""
    cells = _cells(table)
    return () if cells.empty or _has_header(cells) else _on_its_side(cells) or _below_one_another(cells)


def board(tables: Iterable[RawTable]) -> tuple[str, str] | tuple[()]:
    """Return what was seen of the first table with a column per stage, and what to do; nothing where there is none.

    Its signs are weak, so it is only looked for where nothing was read.
    """
    return next((said for table in tables if (said := _board(_cells(table)))), ())


def _cells(table: RawTable) -> pd.DataFrame:
    cells = trimmed(table.cells.iloc[:LOOK_AT, :LOOK_AT])
    filled = cells != ""
    return cells.loc[filled.any(axis="columns"), filled.any()]


def _has_header(cells: pd.DataFrame) -> bool:
    """Whether one of the first rows names the columns of a tracker: its first column may then hold words for stages."""
    rows = ([name for name in cells.iloc[at] if name] for at in range(min(FIRST_ROWS, len(cells))))
    return any(_are_details(names, _details(names)) for names in rows)


def _on_its_side(cells: pd.DataFrame) -> tuple[str, str] | tuple[()]:
    """A column per application: the names of the details stand below one another, each once, several cells beside."""
    if cells.shape[1] <= 2:
        return ()
    names = [name for name in cells.iloc[:, 0] if name]
    details = _details(names)
    if sum(name in details for name in names) > len(details) or not _are_details(names, details):
        return ()
    return (
        _(
            "This table seems to hold one application per column: {details} stand in its rows.",
            details=_quoted(details),
        ),
        _(
            "Rebound reads one application per row. Copy the table in your spreadsheet and paste it with “Transpose”, "
            "which turns rows and columns around. Then import it again."
        ),
    )


def _below_one_another(cells: pd.DataFrame) -> tuple[str, str] | tuple[()]:
    """A line per detail: its name and its value side by side, or in one cell with a colon between."""
    names = [name for name in cells.iloc[:, 0] if name]
    if cells.shape[1] == 1:
        names = [name.partition(":")[0] for name in names if ":" in name]
    details = _details(names)
    if not _are_details(names, details):
        return ()
    return (
        _("This table seems to hold a line for each detail of an application: {details}.", details=_quoted(details)),
        _(
            "Rebound reads one application per row. Write the names of the details into the first row, and each "
            "application into one row below. Then import it again."
        ),
    )


def _board(cells: pd.DataFrame) -> tuple[str, str] | tuple[()]:
    """A column per stage with the names of the applications below it."""
    for at in range(min(FIRST_ROWS, len(cells) - 1)):
        names = [name for name in cells.iloc[at] if name]
        stages = _stages(names)
        if len(stages) < LEAST_STAGES or len(stages) < NEARLY_ALL * len(names):
            continue
        below = cells.iloc[at + 1 :]
        nameless = (cells.iloc[at] == "").to_numpy()
        cards = pd.Series(below.to_numpy().ravel(), dtype="str")
        if (below.loc[:, nameless] != "").any(axis=None) or not _are_names(cards[cards != ""]):
            continue
        return (
            _("This table seems to be a board with a column for each stage: {stages}.", stages=_quoted(stages)),
            _(
                "Rebound reads one application per row. Put all cards below one another, and write the stage of each "
                "into a second column. A list that your board exports works as well. Then import it again."
            ),
        )
    return ()


def _details(names: Sequence[str]) -> dict[str, str]:
    """Return the names that are known for a detail of an application, with what they mean."""
    found = {}
    for name in names:
        claims = claims_of(name.rstrip(": "))
        if claims and claims[0].confidence >= TRUSTED:
            found[name] = str(claims[0].stage or claims[0].meaning)
    return found


def _are_details(names: Sequence[str], details: dict[str, str]) -> bool:
    known = sum(name in details for name in names)
    enough = len(set(details.values())) >= LEAST_DETAILS and known >= MOSTLY * len(names)
    return enough and bool(NAMING & set(details.values()))


def _stages(names: Sequence[str]) -> list[str]:
    """Return the names that are words for a stage, or for a posting that was not applied for yet."""
    readings = read_statuses(dict.fromkeys(names, 1))
    return [each.value for each in readings if each.confidence > 0 and (each.stages or not each.applied)]


def _are_names(cards: pd.Series) -> bool:
    """Whether the cells of a board read like names: different from one another, and no dates or words for a stage."""
    different = list(dict.fromkeys(cards))
    if len(different) < LEAST_STAGES or len(different) < NEARLY_ALL * len(cards):
        return False
    letters = cards.str.contains(r"[^\W\d_]{2}", regex=True).mean()
    return letters >= NEARLY_ALL and date_share(cards) < FEW and len(_stages(different)) <= FEW * len(different)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(_("“{name}”", name=name.rstrip(": ")) for name in list(names)[:SHOWN])
