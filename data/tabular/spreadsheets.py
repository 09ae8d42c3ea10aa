"""Spreadsheets of Excel and LibreOffice: every sheet as text, with its own row numbers.

The reading itself is done by python-calamine in `sheet_worker`, a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from data.errors import FileUnreadableError
from data.language import _, speaks
from data.plans import RawTable
from data.problems import ImportProblem, ProblemCode
from data.tabular.archive import check_unpacked_size, open_zip
from data.tabular.parts import MOST_CELLS, Found, check_size, clean, column_frame, truncated

_WORKER: Final = Path(__file__).with_name("sheet_worker.py")
_PATIENCE: Final = 8.0  # seconds for a small file
_BYTES_A_SECOND: Final = 250_000  # of a large one; calamine reads about ten times as many on an idle machine
_RESAVE: Final = "Open it in your spreadsheet program and save it as .xlsx or CSV."


def read_spreadsheet(content: bytes, container: str, max_rows: int) -> Found:
    """Read every sheet that holds anything. Raises FileUnreadableError."""
    if container in {"xlsx", "xlsb", "ods"}:
        with open_zip(content) as archive:
            check_unpacked_size(archive, len(content))
    elif "EncryptedPackage".encode("utf-16-le") in content:
        raise _refusal("locked")
    book = _run_worker(content, max_rows)
    if book["error"]:
        raise _refusal(book["error"])
    tables = tuple(_table(sheet, max_rows) for sheet in book["sheets"] if not sheet["error"] and sheet["numbers"])
    skipped = tuple(_skipped(sheet["name"], sheet["error"]) for sheet in book["sheets"] if sheet["error"])
    if not tables and skipped:
        raise _refusal(next(sheet["error"] for sheet in book["sheets"] if sheet["error"]))
    if not tables:
        raise FileUnreadableError(
            _("There is nothing in the sheets of this spreadsheet."),
            _("Choose the file that holds your applications."),
        )
    return Found(container, tables, problems=skipped)


def _run_worker(content: bytes, max_rows: int) -> dict[str, Any]:
    """Run the worker; its death (memory, a crash inside calamine) and its silence are answers too."""
    try:
        done = subprocess.run(  # noqa: S603 - our own script, no shell, the file goes through standard input
            [sys.executable, "-I", str(_WORKER), str(max_rows), str(MOST_CELLS)],
            input=content,
            capture_output=True,
            timeout=_PATIENCE + len(content) / _BYTES_A_SECOND,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return {"error": "vast"}
    if done.returncode != 0:
        return {"error": "damaged"}
    book: dict[str, Any] = json.loads(done.stdout.replace(rb"\u0000", b""))  # only .xls can hold NUL
    return book


def _refusal(kind: str) -> FileUnreadableError:
    message, hint = _SENTENCES[kind]
    return FileUnreadableError(_(message), _(hint))


_SENTENCES: Final = {
    "locked": (
        "This spreadsheet is protected by a password.",
        "Open it in your spreadsheet program, save a copy without a password, and choose that copy.",
    ),
    "damaged": ("This spreadsheet is damaged, or of a kind that Rebound does not know.", _RESAVE),
    "vast": (
        "This spreadsheet is too large to read.",
        "Often one stray cell far to the right or far below is the reason: copy the tracker into a new file.",
    ),
}


def _skipped(name: str, kind: str) -> ImportProblem:
    message = (
        _('The sheet "{name}" could not be read. It is too large.', name=clean(name))
        if kind == "vast"
        else _(
            'The sheet "{name}" could not be read. It is damaged, or of a kind that Rebound does not know.',
            name=clean(name),
        )
    )
    return ImportProblem(
        ProblemCode.SHEET_SKIPPED,
        message,
        _("If your applications are on it: open it in your spreadsheet program and save it as .xlsx or CSV."),
        value=clean(name),
    )


def _table(sheet: dict[str, Any], max_rows: int) -> RawTable:
    name = clean(sheet["name"])
    check_size(len(sheet["numbers"]), len(sheet["columns"]), name)
    cells = column_frame(sheet["columns"], sheet["numbers"])
    notes = (truncated(max_rows, name),) if sheet["more"] else ()
    return RawTable(name, cells, typed_dates=frozenset(sheet["dates"]), notes=notes)


speaks(__name__)
