"""Reading spreadsheets: files made by openpyxl, xlwt and odfpy, and hand-patched parts that other programs write."""
# ruff: noqa: DTZ001 - cells of a spreadsheet have no time zone

import io
import json
import re
import struct
import subprocess
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from data.errors import FileUnreadableError
from data.problems import ProblemCode
from data.tabular import read_file, sheet_worker, spreadsheets

ROWS = [
    ["Company", "Applied", "Rounds", "Paid", "Tailored"],
    ["Acme", date(2024, 3, 1), 3, 2.5, True],
    ["Müller 🟡", datetime(2024, 3, 2, 9, 30), 0, 0.1 + 0.2, False],
    ["Gamma", date(2024, 3, 3), 12, "n/a", None],
]
TEXTS = [
    ["Company", "Applied", "Rounds", "Paid", "Tailored"],
    ["Acme", "2024-03-01", "3", "2.5", "TRUE"],
    ["Müller 🟡", "2024-03-02 09:30:00", "0", "0.3", "FALSE"],
    ["Gamma", "2024-03-03", "12", "n/a", ""],
]


def xlsx(rows=ROWS, *, top=2, sheets=("Data",)):
    """Make a workbook with `top` blank rows above the data of every sheet."""
    book = openpyxl.Workbook()
    for name in sheets:
        sheet = book.create_sheet(name)
        for at, row in enumerate(rows, start=top + 1):
            for column, value in enumerate(row, start=1):
                sheet.cell(at, column, value)
    book.remove(book.worksheets[0])
    return saved(book)


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xls():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    day, moment = (xlwt.easyxf(num_format_str=form) for form in ("YYYY-MM-DD", "YYYY-MM-DD HH:MM"))
    for at, row in enumerate(ROWS, start=2):
        for column, value in enumerate(row):
            style = [moment if isinstance(value, datetime) else day] if isinstance(value, date) else []
            sheet.write(at, column, value, *style)
    book.add_sheet("Empty")
    return saved(book)


def ods():
    document = OpenDocumentSpreadsheet()
    table = Table(name="Data")
    document.spreadsheet.addElement(table)
    table.addElement(TableRow(numberrowsrepeated=2))
    for row in ROWS:
        line = TableRow()
        table.addElement(line)
        for value in row:
            line.addElement(ods_cell(value))
    return saved(document)


def ods_cell(value):
    if isinstance(value, bool):
        return TableCell(valuetype="boolean", booleanvalue=str(value).lower())
    if isinstance(value, (int, float)):
        return TableCell(valuetype="float", value=value)
    if isinstance(value, date):
        return TableCell(valuetype="date", datevalue=value.isoformat())
    cell = TableCell(valuetype="string") if value is not None else TableCell()
    if value is not None:
        cell.addElement(P(text=value))
    return cell


def record(kind, content=b""):
    """Make one record of the binary format of .xlsb."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return head + bytes([len(content)]) + content


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb():
    """Make the smallest binary workbook: no library writes them."""
    row = [record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, 0, 0, 0)) for at in (2, 3)]
    head = record(6, struct.pack("<II", 0, 0) + wide("Company")) + record(6, struct.pack("<II", 1, 0) + wide("Rounds"))
    body = record(6, struct.pack("<II", 0, 0) + wide("Acme")) + record(5, struct.pack("<IId", 1, 0, 3))
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    size = record(148, struct.pack("<IIII", 2, 3, 0, 1))
    bundle = record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Data"))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"/>',
        "xl/workbook.bin": record(131) + record(143) + bundle + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{relation}" '
        'Target="worksheets/sheet1.bin"/></Relationships>',
        "xl/worksheets/sheet1.bin": record(129)
        + size
        + record(145)
        + row[0]
        + head
        + row[1]
        + body
        + record(146)
        + record(130),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def patched(content, change):
    """Rewrite the XML parts of a zipped spreadsheet: change(name, text) -> text."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(name, part.decode()).encode() if name.endswith(".xml") else part)
    return buffer.getvalue()


def cells(table):
    return table.cells.to_numpy().tolist()


@pytest.mark.parametrize(
    ("content", "container"), [(xlsx(), "xlsx"), (xls(), "xls"), (ods(), "ods")], ids=["xlsx", "xls", "ods"]
)
def test_every_container_gives_the_same_text_and_row_numbers(content, container):
    file = read_file(content, "tracker." + container)
    (table,) = file.tables
    assert (file.container, table.name, cells(table)) == (container, "Data", TEXTS)
    assert table.cells.index.tolist() == [3, 4, 5, 6]
    assert table.typed_dates == {1}
    assert {str(dtype) for dtype in table.cells.dtypes} == {"str"}


def test_the_binary_workbook():
    file = read_file(xlsb(), "x.xlsb")
    (table,) = file.tables
    assert (file.container, cells(table)) == ("xlsb", [["Company", "Rounds"], ["Acme", "3"]])
    assert table.cells.index.tolist() == [3, 4]


def prefixed(name, text):
    """Write the main parts with a name-space prefix, as some libraries do."""
    if not name.startswith("xl/") or "theme" in name:
        return text
    text = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", text)
    return text.replace(
        'xmlns="http://schemas.openxmlformats.org/spr', 'xmlns:x="http://schemas.openxmlformats.org/spr'
    )


def test_a_prefix_before_every_element():
    (table,) = read_file(patched(xlsx(), prefixed), "x.xlsx").tables
    assert (cells(table), table.cells.index.tolist()) == (TEXTS, [3, 4, 5, 6])


CELL_KINDS = {
    '<c r="A4" t="str"><f>CONCAT("Ac","me")</f><v>Acme</v></c>': "Acme",
    '<c r="A4" t="inlineStr"><is><r><t>Ac</t></r><r><t xml:space="preserve">me &amp; Co</t></r></is></c>': "Acme & Co",
    '<c r="A4" t="e"><v>#N/A</v></c>': "",
    '<c r="A4" t="b"><v>1</v></c>': "TRUE",
    '<c r="A4"><f>SUM(1)</f><v></v></c>': "",
    '<c r="A4"><v>12345678901234567</v></c>': "1.23456789012346e+16",
    '<c t="str"><v>no address</v></c>': "no address",
}


@pytest.mark.parametrize("cell", CELL_KINDS)
def test_kinds_of_cells(cell):
    content = patched(xlsx(), lambda _, text: re.sub(r'<c r="A4".*?</c>', lambda _: cell, text))
    (table,) = read_file(content, "x.xlsx").tables
    assert cells(table)[1][0] == CELL_KINDS[cell]


def test_all_sheets_come_and_empty_ones_do_not():
    book = openpyxl.load_workbook(io.BytesIO(xlsx(sheets=("One", "Two"))))
    book.create_sheet("Empty")
    book.create_sheet("Blanks")["C3"] = "  "
    book["Two"].sheet_state = "hidden"
    assert [table.name for table in read_file(saved(book), "x.xlsx").tables] == ["One", "Two"]


def test_title_rows_stay_and_blank_rows_are_outside():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B1"] = "My search"
    sheet.merge_cells("B1:D1")
    for row, values in {3: ["Company", "Status"], 4: ["Acme", "Offer"], 7: ["Beta", "No"]}.items():
        sheet.cell(row, 2, values[0])
        sheet.cell(row, 3, values[1])
    sheet["B900"].number_format = "0.00"
    (table,) = read_file(saved(book), "x.xlsx").tables
    assert (table.cells.index.tolist(), cells(table)[0][0], cells(table)[3][:2]) == (
        [1, 3, 4, 7],
        "My search",
        ["Beta", "No"],
    )


def test_a_book_of_empty_sheets_is_a_sentence():
    with pytest.raises(FileUnreadableError, match="nothing in the sheets"):
        read_file(saved(openpyxl.Workbook()), "x.xlsx")


def test_rows_beyond_the_limit_are_cut_with_a_note():
    (table,) = read_file(xlsx(), "x.xlsx", max_rows=2).tables
    assert (len(table.cells), [note.code for note in table.notes]) == (2, [ProblemCode.TRUNCATED])


def test_a_cell_in_the_last_corner_does_not_fill_the_memory():
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.active["XFD1048576"] = "z"
    with pytest.raises(FileUnreadableError):
        read_file(saved(book), "x.xlsx")


def test_a_sheet_too_large_is_named_and_the_others_are_read(monkeypatch):
    monkeypatch.setattr(spreadsheets, "MOST_CELLS", 30)
    book = openpyxl.load_workbook(io.BytesIO(xlsx()))
    book.create_sheet("Vast")["K9"] = "z"
    book["Vast"]["A1"] = "a"
    file = read_file(saved(book), "x.xlsx")
    assert [table.name for table in file.tables] == ["Data"]
    assert [(problem.code, problem.value) for problem in file.problems] == [(ProblemCode.SHEET_SKIPPED, "Vast")]
    book.remove(book["Data"])
    with pytest.raises(FileUnreadableError, match="too large"):
        read_file(saved(book), "x.xlsx")


def test_a_damaged_sheet_is_named():
    content = patched(
        xlsx(sheets=("Good", "Bad")), lambda name, text: text[:200] if name.endswith("sheet2.xml") else text
    )
    file = read_file(content, "x.xlsx")
    assert [table.name for table in file.tables] == ["Good"]
    assert "Bad" in file.problems[0].message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (xls()[:3_000], "damaged"),
        (xls()[:512] + "EncryptedPackage".encode("utf-16-le"), "password"),
        (xlsx()[:-200], "damaged"),
        (patched(xlsx(), lambda name, text: "" if name == "xl/workbook.xml" else text), "damaged"),
    ],
)
def test_damaged_and_protected_books_are_sentences(content, words):
    with pytest.raises(FileUnreadableError, match=words):
        read_file(content, "x.xls")


def test_a_worker_that_dies_is_a_sentence(monkeypatch, tmp_path):
    """Rust ends its process when calamine, told so by a damaged .xls, asks for more memory than there is."""
    script = tmp_path / "worker.py"
    script.write_text("import os; os._exit(134)")
    monkeypatch.setattr(spreadsheets, "_WORKER", script)
    with pytest.raises(FileUnreadableError, match="damaged"):
        read_file(xls(), "x.xls")


def test_a_worker_that_does_not_answer_is_given_up(monkeypatch):
    monkeypatch.setattr(spreadsheets, "_PATIENCE", 0.0)
    monkeypatch.setattr(spreadsheets, "_BYTES_A_SECOND", 1e12)
    with pytest.raises(FileUnreadableError, match="too large"):
        read_file(xlsx(), "x.xlsx")


# --- the worker, in this process ---------------------------------------------------------------------------------


def test_the_worker_as_a_function():
    book = sheet_worker.read_book(xlsx(), 10, 100)
    assert [sheet["columns"] for sheet in book["sheets"]] == [[list(column) for column in zip(*TEXTS, strict=True)]]
    assert sheet_worker.read_book(b"PK\3\4", 10, 100)["error"] == "damaged"
    assert sheet_worker.read_book(xlsx(), 10, 3)["sheets"] == [{"name": "Data", "error": "vast"}]
    broken = patched(xlsx(), lambda name, text: text[:200] if name.endswith("sheet1.xml") else text)
    assert [sheet["error"] for sheet in sheet_worker.read_book(broken, 10, 100)["sheets"]] == ["damaged"]


def test_the_worker_names_protection_and_lets_an_interrupt_through():
    assert sheet_worker._kind(sheet_worker.PasswordError()) == "locked"
    with pytest.raises(KeyboardInterrupt):
        sheet_worker._kind(KeyboardInterrupt())


CELLS = {
    time(9, 30): "09:30:00",
    timedelta(hours=36, minutes=5): "36:05:00",
    datetime(2024, 3, 1, 0, 0, 0): "2024-03-01",
    datetime(2024, 3, 1, 9, 30, 15, 999): "2024-03-01 09:30:15",
    1e22: "1e+22",
    -2.0: "-2",
    7: "7",
}


@pytest.mark.parametrize("cell", CELLS)
def test_typed_cells_as_text(cell):
    assert sheet_worker.cell_text(cell) == CELLS[cell]


def test_the_worker_answers_in_json(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["sheet_worker.py", "10", "100"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(xlsx())))
    monkeypatch.setattr(sheet_worker, "limit_memory", lambda: None)
    sheet_worker.main()
    assert json.loads(capsys.readouterr().out) == sheet_worker.read_book(xlsx(), 10, 100)


def test_the_worker_limits_its_memory():
    pytest.importorskip("resource")
    worker = str(Path(spreadsheets.__file__).with_name("sheet_worker.py"))
    code = f"""
import resource, runpy
runpy.run_path({worker!r})["limit_memory"]()
print(resource.getrlimit(resource.RLIMIT_AS)[0])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) == sheet_worker.MOST_MEMORY
