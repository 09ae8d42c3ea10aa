"""Reads one spreadsheet with calamine in a process of its own, and prints its sheets as JSON.

Why a process: a damaged .xls can make calamine ask for gigabytes or follow a chain of sectors in a circle, and Rust
ends the whole process when memory runs out (seen when single bytes of a good file were changed). Here that costs
one import, not the dashboard. The script imports nothing of Rebound, because loading pandas would take longer than
most spreadsheets.

Usage: python -I sheet_worker.py MAX_ROWS MAX_CELLS < file. Output: {"sheets": [...], "error": ""}.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError

MOST_MEMORY: Final = 4 << 30  # bytes of address space, where the system can limit it


def read_book(content: bytes, max_rows: int, max_cells: int) -> dict[str, Any]:
    """Return every sheet that holds anything: {"name", "numbers", "columns", "dates", "more"} or {"name", "error"}.

    numbers: 1-based sheet rows; columns: lists of text; dates: positions of columns of real dates; more: whether rows
    beyond `max_rows` were cut. error: "locked", "damaged" or "vast".
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except BaseException as error:  # noqa: BLE001 - see _kind
        return {"sheets": [], "error": _kind(error)}
    return {"sheets": [_sheet(book, name, max_rows, max_cells) for name in book.sheet_names], "error": ""}


def _kind(error: BaseException) -> str:
    """Name the error. A panic of Rust code is no Exception, so callers catch BaseException."""
    if isinstance(error, (KeyboardInterrupt, SystemExit)):
        raise error
    return "locked" if isinstance(error, PasswordError) else "damaged"


def _sheet(book: CalamineWorkbook, name: str, max_rows: int, max_cells: int) -> dict[str, Any]:
    try:
        sheet = book.get_sheet_by_name(name)
        if sheet.height * sheet.width > max_cells:
            return {"name": name, "error": "vast"}
        return {"name": name, "error": "", **_cells(sheet, max_rows)}
    except BaseException as error:  # noqa: BLE001 - see _kind
        return {"name": name, "error": _kind(error)}


def _cells(sheet: CalamineSheet, max_rows: int) -> dict[str, Any]:
    first = sheet.start[0] + 1 if sheet.start else 1
    filled = [
        (number, row)
        for number, row in enumerate(sheet.to_python(skip_empty_area=True), start=first)
        if any(cell != "" and (cell.__class__ is not str or not cell.isspace()) for cell in row)
    ]
    more = len(filled) > max_rows
    filled = filled[:max_rows]
    columns = list(zip(*(row for _, row in filled), strict=True))
    return {
        "numbers": [number for number, _ in filled],
        "columns": [[cell if cell.__class__ is str else cell_text(cell) for cell in column] for column in columns],
        "dates": [at for at, column in enumerate(columns) if _mostly_dates(column)],
        "more": more,
    }


def _mostly_dates(column: tuple[Any, ...]) -> bool:
    """Tell whether most filled cells of a column are real dates."""
    return 2 * sum(isinstance(cell, date) for cell in column) > len([cell for cell in column if cell != ""])


def cell_text(cell: object) -> str:
    """Write one typed cell as text: ISO dates, TRUE or FALSE, whole numbers without a decimal point."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else format(cell, ".15g")
    if isinstance(cell, (date, time, timedelta)):
        return _moment_text(cell)
    return str(cell)


def _moment_text(cell: date | time | timedelta) -> str:
    if isinstance(cell, timedelta):
        hours, rest = divmod(round(cell.total_seconds()), 3_600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.replace(microsecond=0).isoformat(" ")
    return cell.replace(microsecond=0).isoformat() if isinstance(cell, time) else cell.isoformat()


def limit_memory() -> None:
    """Limit the address space of this process where the system knows such a limit (Windows does not)."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - does not exist on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main() -> None:
    """Answer one request."""
    limit_memory()
    answer = read_book(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
