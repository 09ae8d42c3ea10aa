"""ZIP files: the tables inside, with a limit on everything a ZIP can promise."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from data.errors import FileUnreadableError, ReboundError
from data.language import _, figure, plural
from data.problems import ImportProblem, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FILES: Final = 200
MOST_BYTES: Final = 300_000_000
_MOST_ENTRIES: Final = 20_000
_MOST_RATIO: Final = 250  # unpacked to packed; spreadsheets reach about 40, long runs of one letter 1,000
_RATIO_MATTERS: Final = 50_000_000  # bytes unpacked
_TABLES: Final = frozenset(
    {".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".json", ".jsonl", ".ndjson", ".md"}
    | {".markdown", ".htm", ".html", ".zip"}
)


def open_zip(content: bytes) -> zipfile.ZipFile:
    """Open a ZIP (a spreadsheet is one too) whose directory promises nothing unreasonable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise _damaged() from error
    if len(entries) > _MOST_ENTRIES:
        message = plural(
            len(entries),
            "This ZIP holds {n} file, which is too many.",
            "This ZIP holds {n} files, which is too many.",
        )
        raise FileUnreadableError(message, _one_file())
    total = sum(entry.file_size for entry in entries)
    bomb = total > _RATIO_MATTERS and total > _MOST_RATIO * max(1, len(content))
    if total > MOST_BYTES or bomb:
        raise FileUnreadableError(
            _(
                "Unpacked, this file would take {size} MB, which is far more than a tracker needs.",
                size=figure(f"{total / 1e6:,.0f}"),
            ),
            _one_file(),
        )
    return archive


def _one_file() -> str:
    return _("Choose the one file with your applications instead.")


def _damaged() -> FileUnreadableError:
    return FileUnreadableError(
        _("This file is packed like a ZIP or a spreadsheet, but it is damaged or cut off."),
        _("Download or save it again."),
    )


def _too_large() -> FileUnreadableError:
    return FileUnreadableError(_("Unpacked, this file is far larger than a tracker."), _one_file())


def check_unpacked_size(archive: zipfile.ZipFile, packed: int) -> None:
    """Unpack once and count, because a directory can lie about sizes and calamine would believe the data.

    Deflate cannot grow data more than about 1,032 times: small files need no count.
    """
    if packed * 1_032 < MOST_BYTES:
        return
    total = 0
    for entry in archive.infolist():
        for piece in _pieces(archive, entry):
            total += len(piece)
            if total > MOST_BYTES:
                raise _too_large()


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    entry.file_size = 2 * MOST_BYTES  # read to the true end, not to the promised one
    try:
        with archive.open(entry) as stream:
            while piece := stream.read(1 << 20):
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _damaged() from error


def table_entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """List the files inside that can hold a table, in order of their names."""
    entries = [entry for entry in archive.infolist() if _may_hold_table(entry)]
    if not entries:
        raise FileUnreadableError(
            _("There is no table inside this ZIP."), _("Pack the CSV or .xlsx file of your tracker.")
        )
    if len(entries) > MOST_FILES:
        message = plural(
            len(entries),
            "This ZIP holds {n} table, which is too many.",
            "This ZIP holds {n} tables, which is too many.",
        )
        raise FileUnreadableError(message, _one_file())
    return sorted(entries, key=lambda entry: entry.filename)


def _may_hold_table(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    hidden = any(part.startswith(("__MACOSX", ".", "~$")) for part in path.parts)
    return not entry.is_dir() and not hidden and path.suffix.lower() in _TABLES and entry.file_size > 0


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack one file. Raises FileUnreadableError where it is encrypted, damaged or longer than promised."""
    if entry.flag_bits & 1:
        raise FileUnreadableError(
            _('"{file}" in this ZIP is protected by a password.', file=entry.filename),
            _("Unpack it with the password first."),
        )
    pieces: list[bytes] = []
    size = 0
    for piece in _pieces(archive, entry):
        size += len(piece)
        if size > MOST_BYTES:
            raise _too_large()
        pieces.append(piece)
    return b"".join(pieces)


def skipped(name: str, error: ReboundError) -> ImportProblem:
    """Say why one file of the ZIP was left out."""
    return ImportProblem(
        ProblemCode.SHEET_SKIPPED,
        _('"{file}" in this ZIP was left out. {reason}', file=name, reason=error.message),
        error.hint or _("Choose that file by itself if it holds your applications."),
        value=name,
    )
