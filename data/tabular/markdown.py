"""Tables in Markdown text: with or without outer pipes, several in a document, links and emphasis taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from data.plans import RawTable
from data.tabular.noise import MOST_NOTES, more_notes, shifted_note, stray_line_note
from data.tabular.parts import Found, text_frame, truncated
from data.tabular.signatures import refuse_too_many

if TYPE_CHECKING:
    from data.problems import ImportProblem
    from data.tabular.encodings import Text

_RULE: Final = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_RULE_PARTS: Final = (b"-|", b"|-", b"- |", b"| -")
_MAY_RULE: Final = re.compile(rb"^[ \t|:-]*-[ \t|:-]*$", re.MULTILINE)
_HEADING: Final = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(.+?)[ \t#]*")
_CELL_END: Final = re.compile(r"(?<!\\)\|")
_LINK: Final = re.compile(
    r"!?\[([^\[\]]*)\]\(\s*<?([^()<>\s]*(?:\([^()\s]*\)[^()<>\s]*)?)>?(?:\s+\"[^\"\[\]]*\")?\s*\)"
)
_BARE_LINK: Final = re.compile(r"<(https?://[^<>\s]+|mailto:[^<>\s]+)>")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_EMPHASIS: Final = tuple(  # each pattern stops at the next mark of its kind, so that no cell can make it slow
    map(
        re.compile,
        (
            r"\*\*([^*]+)\*\*",
            r"(?<!\w)__([^_]+)__(?!\w)",
            r"~~([^~]+)~~",
            r"(?<![\w*\\])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\w*])",
            r"(?<![\w\\])_([^_\s](?:[^_]*[^_\s])?)_(?!\w)",
            r"`([^`]+)`",
        ),
    )
)
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_LONGEST_CELL: Final = 5_000  # characters; longer ones are kept as they are written


@dataclass
class _Draft:
    name: str
    rows: list[list[str]]
    lines: list[int]
    notes: list[ImportProblem] = field(default_factory=list)
    shifted: int = 0


def read_markdown(text: Text, max_rows: int) -> Found | None:
    """Read every table of a Markdown text; None where there is none."""
    # Most files hold no pipe at all, and a search for one byte costs a tenth of the search for two.
    if b"|" not in text.data or not any(rule in text.data for rule in _RULE_PARTS) or not _MAY_RULE.search(text.data):
        return None
    lines = text.data.decode("utf-8").split("\n")
    drafts = _drafts(lines)
    if not drafts:
        return None
    return Found("markdown", tuple(_table(draft, max_rows) for draft in drafts), text.encoding, "|", text.problems)


def _drafts(lines: list[str]) -> list[_Draft]:
    drafts: list[_Draft] = []
    heading = ""
    at = 0
    while at < len(lines):
        titled = _HEADING.fullmatch(lines[at]) if lines[at].lstrip().startswith("#") else None
        if titled:
            heading = _plain(titled[1])
        if at + 1 < len(lines) and _starts_table(lines[at], lines[at + 1]):
            name = (
                heading if all(heading != draft.name for draft in drafts) else f"{heading} ({len(drafts) + 1})".strip()
            )
            draft = _Draft(name, [split_row(lines[at])], [at + 1])
            at = _body(lines, at + 2, draft)
            drafts.append(draft)
            refuse_too_many(len(drafts))
        else:
            at += 1
    return drafts


def _starts_table(header: str, rule: str) -> bool:
    if "|" not in header or "|" not in rule or len(rule) > 100_000 or not _RULE.fullmatch(rule):
        return False
    return len(split_row(header)) == len(split_row(rule))


def _body(lines: list[str], at: int, draft: _Draft) -> int:
    """Read rows up to the end of the table; return the line after it.

    A blank line ends a table only where no further row of the same kind follows it: people leave blank lines.
    """
    width = len(draft.rows[0])
    while at < len(lines):
        line = lines[at].strip()
        if not line:
            following = next((number for number in range(at, min(at + 4, len(lines))) if lines[number].strip()), None)
            if following is None or not _continues(lines, following, width):
                return at
            at = following
            continue
        if line.startswith("#") or (at + 1 < len(lines) and _starts_table(line, lines[at + 1])):
            return at
        _take(line, at + 1, width, draft)
        at += 1
    return at


def _continues(lines: list[str], at: int, width: int) -> bool:
    new_table = at + 1 < len(lines) and _starts_table(lines[at], lines[at + 1])
    return lines[at].lstrip().startswith("|") and len(split_row(lines[at])) == width and not new_table


def _take(line: str, number: int, width: int, draft: _Draft) -> None:
    cells = split_row(line)
    if not any(cells) or _RULE.fullmatch(line[:100_000]):
        return
    if "|" not in line or (len(cells) < width and sum(cell != "" for cell in cells) < 2):
        draft.notes.append(stray_line_note(number, line))
        return
    if len(cells) != width:
        draft.shifted += 1
        if draft.shifted <= MOST_NOTES:
            draft.notes.append(shifted_note(number, len(cells), width))
    draft.rows.append(cells)
    draft.lines.append(number)


def split_row(line: str) -> list[str]:
    r"""Split one table line in its cells, without outer pipes; `\|` is a pipe inside a cell."""
    bare = line.strip().removeprefix("|")
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    return [cell.strip() for cell in _CELL_END.split(bare)]


def _table(draft: _Draft, max_rows: int) -> RawTable:
    notes = draft.notes
    if draft.shifted > MOST_NOTES:
        notes = [*notes, more_notes(draft.shifted - MOST_NOTES)]
    if len(draft.rows) > max_rows + 1:
        notes = [*notes, truncated(max_rows, draft.name)]
    rows, lines = draft.rows[: max_rows + 1], draft.lines[: max_rows + 1]
    words = {cell: _plain(cell) for cell in {cell for row in rows for cell in row}}
    plain = [[words[cell] for cell in row] for row in rows]
    for at in range(len(rows[0])):
        addresses = _addresses([row[at] if at < len(row) else "" for row in rows[1:]])
        if addresses:
            width = max(map(len, plain))
            plain = [[*row, *([""] * (width - len(row)))] for row in plain]
            plain[0].append(f"{plain[0][at]} link".strip())
            for row, address in zip(plain[1:], addresses, strict=True):
                row.append(address)
    return RawTable(draft.name, text_frame(plain, lines), header_rows=1, notes=tuple(notes))


def _addresses(column: list[str]) -> list[str]:
    """Return the addresses of a column in which most filled cells are one link each; else nothing."""
    found = [_LINK.fullmatch(cell[:_LONGEST_CELL]) for cell in column]
    filled = sum(cell != "" for cell in column)
    named = sum(1 for link in found if link and link[1].strip())
    return [link[2] if link else "" for link in found] if named and named * 2 > filled else []


def _plain(cell: str) -> str:
    """Take Markdown's signs off the words."""
    if len(cell) > _LONGEST_CELL or not re.search(r"[\[<*_`~\\&]", cell):
        return cell
    text = _LINK.sub(lambda link: link[1] if link[1].strip() else link[2], cell)
    text = _BREAK.sub("\n", _BARE_LINK.sub(r"\1", text))
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\1", text)
    return _ESCAPED.sub(r"\1", text).strip()
