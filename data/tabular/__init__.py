"""Any file that may hold a tracker, to tables of text.

`read_file` looks at the bytes first and at the name only where the bytes leave it open, because people rename files
and portals export HTML as ".xls". The map:

    encodings      bytes -> text            noise          conflict markers, comments, `sep=`
    delimited      CSV and relatives        scan, quotes   where records start; careless quotation marks
    spreadsheets   xlsx, xls, ods, xlsb     archive        ZIP, and its guards
    jsonfile, markdown, htmltables, sankey  one module a format
    signatures     what is no tracker       parts          what all of them share
"""

from __future__ import annotations

import hashlib
import logging
import re
from dataclasses import replace
from typing import Final

from data.errors import FileUnreadableError, ReboundError
from data.language import _
from data.parallel import ahead
from data.plans import RawFile, RawTable
from data.tabular import archive, signatures
from data.tabular.delimited import read_delimited
from data.tabular.encodings import Text, read_text
from data.tabular.htmltables import read_html
from data.tabular.jsonfile import read_json
from data.tabular.markdown import read_markdown
from data.tabular.parts import Found
from data.tabular.sankey import read_sankey
from data.tabular.spreadsheets import read_spreadsheet

__all__ = ["read_file"]

_LOG: Final = logging.getLogger(__name__)
_HTML: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*(?:<!doctype html|<html|<table|<meta|<head|<style|<body)", re.IGNORECASE | re.DOTALL
)
_SAYS_SOMETHING: Final = re.compile(rb"[^\0 \t\r\n\f\v\xef\xbb\xbf\xff\xfe]")
_SANKEY_BYTES: Final = 200_000  # flows are a page of text; longer texts are not searched for them


def read_file(content: bytes, name: str, *, max_rows: int = 2_000_000) -> RawFile:
    """Read a file (or pasted text, with `name` "") into tables of text, without giving them a meaning.

    Args:
        content: the bytes of the file.
        name: its name, used where the bytes leave the kind open.
        max_rows: rows read per table; more are cut with a TRUNCATED note.

    Returns:
        RawFile. Problems of the whole file (encoding, sheets skipped) are in `problems`, those of rows in the notes
        of their table. In JSON tables the header has row number 0 and records count from 1.

    Raises:
        FileUnreadableError: a sentence for whatever is no table; no other error leaves this function.
    """
    hashed = ahead(hashlib.sha256, content)
    try:
        found = read_content(content, name, max_rows)
    except ReboundError:
        raise
    except Exception as error:
        # The last net: a library met bytes that nobody foresaw. The person gets a sentence, the log the cause.
        _LOG.debug("unforeseen error in %r", name, exc_info=True)
        raise FileUnreadableError(
            _("This file could not be read."), _("Open it in a spreadsheet program and save it as .xlsx or CSV.")
        ) from error
    signatures.refuse_too_many(len(found.tables))
    digest = hashed.result().hexdigest()
    return RawFile(name, digest, found.container, found.tables, found.encoding, found.delimiter, found.problems)


def read_content(content: bytes, name: str, max_rows: int, depth: int = 0) -> Found:
    """Choose the reader by content, then by name."""
    if not _SAYS_SOMETHING.search(content):
        raise FileUnreadableError(_("This file is empty."), _("Choose the file that holds your applications."))
    if content.startswith((signatures.ZIP, signatures.EMPTY_ZIP)):
        return _read_zip(content, max_rows, depth)
    if content.startswith(signatures.OLE):
        return read_spreadsheet(content, "xls", max_rows)
    signatures.refuse_known_kinds(content)
    return _read_text(read_text(content), name, max_rows)


def _read_text(text: Text, name: str, max_rows: int) -> Found:
    start = text.data[:2_000].lstrip()
    if _HTML.match(text.data[:20_000]):
        return read_html(text, max_rows)
    found = None
    if start.startswith((b"{", b"[")) or name.lower().endswith((".json", ".jsonl", ".ndjson")):
        found = read_json(text, name, max_rows)
    found = found or read_markdown(text, max_rows)
    if not found and len(text.data) <= _SANKEY_BYTES:
        found = read_sankey(text, max_rows)
    return found or read_delimited(text, name, max_rows)


def _read_zip(content: bytes, max_rows: int, depth: int) -> Found:
    with archive.open_zip(content) as opened:
        names = frozenset(opened.namelist())
        kind = _spreadsheet_kind(names)
        if kind:
            return read_spreadsheet(content, kind, max_rows)
        signatures.refuse_known_archives(names)
        if depth > 1:
            raise FileUnreadableError(_("A ZIP inside a ZIP inside a ZIP is not read."), _("Unpack it first."))
        tables: list[RawTable] = []
        problems = []
        for entry in archive.table_entries(opened):
            try:
                found = read_content(archive.read_entry(opened, entry), entry.filename, max_rows, depth + 1)
            except ReboundError as error:
                problems.append(archive.skipped(entry.filename, error))
                last = error
                continue
            tables += [replace(table, name=_inside(entry.filename, table.name)) for table in found.tables]
            problems += found.problems
    if not tables:
        raise last
    return Found("zip", tuple(tables), problems=tuple(problems))


def _spreadsheet_kind(names: frozenset[str]) -> str:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    return "ods" if "content.xml" in names and "mimetype" in names else ""


def _inside(file: str, table: str) -> str:
    return f"{file} / {table}" if table else file
