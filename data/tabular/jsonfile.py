"""JSON in the shapes that trackers and their exports have, turned to rows of text."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from data.errors import FileUnreadableError
from data.language import _
from data.plans import RawTable
from data.problems import ImportProblem, ProblemCode
from data.tabular.noise import stray_line_note
from data.tabular.parts import Found, check_size, clean, text_frame, truncated

if TYPE_CHECKING:
    from data.tabular.encodings import Text

_DEEPEST: Final = 6  # levels of objects around the records
_FLOW_LISTS: Final = ("links", "edges", "flows")
_NAMED: Final = {"id", "name"}
_REFERENCE: Final = re.compile(r"id([A-Z][A-Za-z]*)$|([A-Za-z]+?)(?:_id|Id)$")
_Record = Mapping[str, Any]
_Numbered = tuple[int, _Record]  # 1-based number of the record (or line) and the record


def read_json(text: Text, name: str, max_rows: int) -> Found | None:
    """Read JSON or JSON lines; None where the text is neither and its name does not claim so."""
    try:
        value = json.loads(text.data)
    except RecursionError:
        raise _refusal(_("The JSON in this file is nested too deeply to be a tracker.")) from None
    except ValueError as error:
        return _read_lines(text, name, max_rows, error)
    tables = tuple(_tables(value, max_rows))
    if not tables:
        raise _refusal(_("This JSON file holds no list of records."))
    return Found("json", tables, text.encoding, problems=text.problems)


def _refusal(message: str) -> FileUnreadableError:
    return FileUnreadableError(message, _("Export your applications as a list of records, or as CSV or .xlsx."))


def _read_lines(text: Text, name: str, max_rows: int, error: ValueError) -> Found | None:
    """Read one object a line. A last line cut off by a broken download is named, and the rest is read."""
    records: list[_Numbered] = []
    notes: list[ImportProblem] = []
    for number, line in enumerate(text.data.split(b"\n"), start=1):
        bare = line.strip()
        if not bare:
            continue
        try:
            value = json.loads(bare) if bare.startswith(b"{") else None
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            records.append((number, value))
        elif len(notes) > len(records):
            break
        else:
            notes.append(stray_line_note(number, bare.decode("utf-8", "replace")))
    if len(records) > len(notes):
        table = _record_table("", records, max_rows, tuple(notes))
        return Found("json", (table,), text.encoding, problems=text.problems)
    if name.lower().endswith((".json", ".jsonl", ".ndjson")):
        raise _broken(error)
    return None


def _broken(error: ValueError) -> FileUnreadableError:
    message = _("The JSON in this file breaks off or has a mistake.")
    if isinstance(error, json.JSONDecodeError):
        message = _(
            "The JSON in this file breaks off or has a mistake at line {line}, column {column}.",
            line=error.lineno,
            column=error.colno,
        )
    return FileUnreadableError(
        message, _("Download or export the file again; if you edited it by hand, look at that place.")
    )


def _tables(value: Any, max_rows: int, name: str = "", depth: int = 0) -> list[RawTable]:
    """Find the tables in a parsed value, the largest first."""
    if isinstance(value, list):
        table = _list_table(name, value, max_rows)
        return [table] if table else []
    if not isinstance(value, dict) or depth > _DEEPEST:
        return []
    table = _flow_table(name, value, max_rows) or _object_table(name, value, max_rows)
    if table:
        return [table]
    inside = [
        table
        for key, item in _resolved(value).items()
        if isinstance(item, (list, dict))
        for table in _tables(item, max_rows, f"{name}.{key}" if name else str(key), depth + 1)
    ]
    inside.sort(key=lambda table: -len(table.cells))
    if not inside and depth == 0 and any(not isinstance(item, (list, dict)) for item in value.values()):
        return [_record_table(name, [(1, value)], max_rows)]
    return inside


def _resolved(value: dict[str, Any]) -> dict[str, Any]:
    """Put the name beside each reference: cards with "idList" get "list name" from the records of "lists".

    A reference is a field "idX", "X_id" or "xId" of a record, beside a list "x" or "xs" of records with id and name.
    """
    named: dict[str, dict[str, Any]] = {}
    for key, items in value.items():
        if (
            isinstance(items, list)
            and items
            and all(isinstance(item, dict) and item.keys() >= _NAMED for item in items)
        ):
            named[key.casefold().removesuffix("s")] = {cell_text(item["id"]): item["name"] for item in items}
    if not named:
        return value
    return {key: _with_names(item, named) if isinstance(item, list) else item for key, item in value.items()}


def _with_names(items: list[Any], named: dict[str, dict[str, Any]]) -> list[Any]:
    result = []
    for item in items:
        found: dict[str, Any] = {}
        for key, cell in item.items() if isinstance(item, dict) else ():
            reference = _REFERENCE.match(key)
            kind = (reference.group(1) or reference.group(2)).casefold() if reference else ""
            name = named.get(kind, {}).get(cell_text(cell))
            if name is not None and f"{kind} name" not in item:
                found[f"{kind} name"] = name
        result.append({**item, **found} if found else item)
    return result


def _list_table(name: str, items: list[Any], max_rows: int) -> RawTable | None:
    records = [(number, item) for number, item in enumerate(items, start=1) if isinstance(item, dict)]
    if records:
        notes = [_no_record(at, item) for at, item in enumerate(items, start=1) if not isinstance(item, dict)][:500]
        return _record_table(name, records, max_rows, tuple(notes))
    rows = [item for item in items if isinstance(item, list)]
    if not rows or len(rows) < len(items):
        return None
    if len(rows) > 1 and all(_is_flow(row) for row in rows):
        return _rows_table(name, rows, max_rows, kind="flows", header_rows=0)
    header = all(isinstance(cell, str) for cell in rows[0])
    return _rows_table(name, rows, max_rows, header_rows=None if header else 0)


def _no_record(number: int, item: Any) -> ImportProblem:
    return ImportProblem(
        ProblemCode.SHIFTED_ROW,
        _("Item {number} of the list is not a record, so it was left out.", number=number),
        _("If it belongs to an application, complete it in the file."),
        row=number,
        value=cell_text(item)[:200],
    )


def _is_flow(row: list[Any]) -> bool:
    return len(row) == 3 and all(isinstance(cell, str) for cell in row[:2]) and _is_number(row[2])


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _object_table(name: str, value: dict[str, Any], max_rows: int) -> RawTable | None:
    """Read the shapes in which the object itself is the table."""
    data, columns = value.get("data"), value.get("columns")
    if isinstance(data, list) and isinstance(value.get("schema"), dict):
        return _list_table(name, data, max_rows)
    if isinstance(columns, list) and isinstance(data, list) and all(isinstance(row, list) for row in data):
        return _rows_table(name, [columns, *data], max_rows, header_rows=1)
    items = list(value.values())
    if len(items) > 1 and all(isinstance(item, list) for item in items):
        return _column_table(name, value, max_rows)
    if items and all(isinstance(item, dict) and item for item in items):
        return _nested_table(name, value, max_rows)
    return None


def _column_table(name: str, columns: dict[str, list[Any]], max_rows: int) -> RawTable | None:
    """Read {"company": [...], "status": [...]}: lists of one length that hold plain values."""
    lengths = {len(cells) for cells in columns.values()}
    plain = not any(isinstance(cell, (dict, list)) for cells in columns.values() for cell in cells[:100])
    if len(lengths) != 1 or lengths == {0} or not plain:
        return None
    rows = [list(columns), *map(list, zip(*columns.values(), strict=True))]
    return _rows_table(name, rows, max_rows, header_rows=1)


def _nested_table(name: str, value: dict[str, dict[str, Any]], max_rows: int) -> RawTable | None:
    """Read {"id": {record}}, or {"column": {"0": cell}} as pandas writes it."""
    items = list(value.values())
    if any(isinstance(cell, dict) for item in items[:100] for cell in item.values()) and not _alike(items):
        return None
    if len(items) > 1 and all(key.isdigit() for item in items for key in item):
        keys = list(dict.fromkeys(key for item in items for key in item))
        rows: list[list[Any]] = [list(value), *([item.get(key) for item in items] for key in keys)]
        return _rows_table(name, rows, max_rows, header_rows=1)
    if not _alike(items):
        return None
    label = next(word for word in ("id", "key", "record id") if word == "record id" or word not in items[0])
    return _record_table(
        name, [(at, {label: key, **item}) for at, (key, item) in enumerate(value.items(), 1)], max_rows
    )


def _alike(items: list[dict[str, Any]]) -> bool:
    """Tell whether objects are records of one kind: one of several, each sharing a field with the first."""
    first = items[0].keys()
    scalars = any(not isinstance(cell, (dict, list)) for cell in items[0].values())
    return scalars and len(items) > 1 and all(first & item.keys() for item in items[1:])


def _flow_table(name: str, value: dict[str, Any], max_rows: int) -> RawTable | None:
    """Read {"nodes": [...], "links": [{"source", "target", "value"}]}, with nodes by index, id or name.

    Plotly writes the same as columns: {"node": {"label": [...]}, "link": {"source": [...], "target": [...], ...}}.
    """
    value = _by_record(value)
    links = next((value[key] for key in _FLOW_LISTS if isinstance(value.get(key), list) and value[key]), None)
    if not links or not all(isinstance(link, dict) and {"source", "target"} <= link.keys() for link in links):
        return None
    raw_nodes = value.get("nodes")
    nodes = raw_nodes if isinstance(raw_nodes, list) else []
    names = {str(node.get("id")): node for node in nodes if isinstance(node, dict) and "id" in node}
    rows = [
        [_node(link["source"], nodes, names), _node(link["target"], nodes, names), link.get("value", link.get("count"))]
        for link in links
    ]
    return _rows_table(name, rows, max_rows, kind="flows", header_rows=0)


def _by_record(value: dict[str, Any]) -> dict[str, Any]:
    node, link = value.get("node"), value.get("link")
    columns = [link.get(key) for key in ("source", "target", "value")] if isinstance(link, dict) else []
    if not columns or not all(isinstance(column, list) and column for column in columns):
        return value
    records = [dict(zip(("source", "target", "value"), row, strict=True)) for row in zip(*columns, strict=False)]
    return {"nodes": node.get("label") if isinstance(node, dict) else [], "links": records}


def _node(reference: Any, nodes: list[Any], by_id: dict[str, Any]) -> str:
    node = by_id.get(str(reference), reference)
    if node is reference and isinstance(reference, int) and 0 <= reference < len(nodes):
        node = nodes[reference]
    if isinstance(node, dict):
        node = next((node[key] for key in ("name", "label", "title", "id") if key in node), reference)
    return cell_text(node)


def _rows_table(
    name: str, rows: Sequence[Sequence[Any]], max_rows: int, *, kind: str = "table", header_rows: int | None
) -> RawTable:
    notes = (truncated(max_rows, name),) if len(rows) - (header_rows or 0) > max_rows else ()
    kept = rows[: max_rows + (header_rows or 0)]
    first = 0 if header_rows else 1
    cells = text_frame([[cell_text(cell) for cell in row] for row in kept], range(first, first + len(kept)))
    return RawTable(clean(name), cells, kind=kind, header_rows=header_rows, notes=notes)


def _record_table(
    name: str, records: Sequence[_Numbered], max_rows: int, notes: tuple[ImportProblem, ...] = ()
) -> RawTable:
    """Make the union of all fields the header, in order of first sight; the header has row number 0."""
    if len(records) > max_rows:
        records, notes = records[:max_rows], (*notes, truncated(max_rows, name))
    flat = [(number, _flat(record)) for number, record in records]
    header = list(dict.fromkeys(key for _, record in flat for key in record))
    check_size(len(flat), len(header))
    rows = [[clean(key) for key in header], *([record.get(key, "") for key in header] for _, record in flat)]
    cells = text_frame(rows, [0, *(number for number, _ in flat)])
    return RawTable(clean(name), cells, header_rows=1, notes=notes)


def _flat(record: _Record) -> dict[str, str]:
    """Spread objects one level deep as "a.b"; deeper ones and lists stay JSON text in one cell."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict) and value:
            cells |= {f"{key}.{inner}": cell_text(item) for inner, item in value.items()}
        else:
            cells[key] = cell_text(value)
    return cells


def cell_text(value: Any) -> str:
    """Write one JSON value as a cell."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return format(value, ".15g")
    if isinstance(value, int):
        return str(value) if abs(value) < 10**30 else format(float(value), ".15g") if abs(value) < 10**300 else ""
    return clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
