"""The door of the reader: which reader a file gets, what a ZIP may hold, and a sentence for everything else."""

import hashlib
import io
import logging
import random
import zipfile

import pytest

from data import tabular
from data.errors import FileUnreadableError
from data.problems import ProblemCode
from data.tabular import archive, read_file

CSV = b"Company,Status\nAcme,Applied\n"


def packed(files, **options):
    """Make a ZIP of {name: bytes}."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def bomb(name="a.csv", megabytes=1_024):
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(name, "w", force_zip64=True) as part,
    ):
        for _ in range(megabytes):
            part.write(b"0" * (1 << 20))
    return buffer.getvalue()


def sentence(content, name="x"):
    with pytest.raises(FileUnreadableError) as caught:
        read_file(content, name)
    assert caught.value.message.endswith(".")
    assert caught.value.hint.endswith(".")
    return caught.value.message


def test_a_file_is_known_by_its_hash():
    file = read_file(CSV, "x.csv")
    assert (file.name, file.sha256, file.container) == ("x.csv", hashlib.sha256(CSV).hexdigest(), "csv")


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx", "x.json.txt", "x", "", "x.zip", "x.tsv"])
def test_the_content_decides_not_the_name(name):
    assert read_file(CSV, name).delimiter == ","


KINDS = {
    b"%PDF-1.7 ...": "PDF",
    b"\x89PNG\r\n\x1a\n": "picture",
    b"RIFF\0\0\0\0WEBP": "picture",
    b"\0\0\0\x18ftypmp42": "picture or film",
    b"MZ\x90\0\3": "program",
    b"\x1f\x8b\x08\0": "gzip",
    b"SQLite format 3\0": "SQLite",
    b"\0" * 8 + b"DUCK": "DuckDB",
    b"{\\rtf1 hello}": "RTF",
    b"\1\2\3\4\5\6\7\x08" * 50: "text or a spreadsheet",
    bytes(range(256)) * 8: "text or a spreadsheet",
    b"": "empty",
    b"\0" * 100: "empty",
}


@pytest.mark.parametrize("content", KINDS, ids=KINDS.values())
def test_what_is_no_tracker_is_named(content):
    assert KINDS[content] in sentence(content)


# --- ZIP ---------------------------------------------------------------------------------------------------------


def test_the_tables_of_an_export_are_found():
    files = {
        "Jobs/Job Applications.csv": CSV,
        "Jobs/Job Applications_1.csv": CSV,
        "Jobs/photo.png": b"\x89PNG",
        "__MACOSX/Jobs/._Job Applications.csv": b"\0\5",
        "Jobs/.hidden.csv": CSV,
        "Jobs/empty.csv": b"",
        "notes/search.md": b"# Old\n|a|b|\n|-|-|\n|1|2|\n",
        "inner.zip": packed({"deep.json": b'[{"a": 1}]'}),
    }
    file = read_file(packed(files), "export.zip")
    assert [table.name for table in file.tables] == [
        "Jobs/Job Applications.csv",
        "Jobs/Job Applications_1.csv",
        "inner.zip / deep.json",
        "notes/search.md / Old",
    ]
    assert (file.container, file.problems) == ("zip", ())


def test_one_bad_file_in_a_zip_does_not_spoil_the_rest():
    file = read_file(packed({"a.csv": CSV, "b.json": b"{", "c.csv": "é,ü\nä,ö\n".encode("cp1252")}), "x.zip")
    assert [table.name for table in file.tables] == ["a.csv", "c.csv"]
    assert [(problem.code, problem.value) for problem in file.problems] == [
        (ProblemCode.SHEET_SKIPPED, "b.json"),
        (ProblemCode.ENCODING, None),
    ]


ARCHIVES = {
    "no table": packed({"a.png": b"x"}),
    "only bad ones": packed({"a.json": b"{"}),
    "too many tables": packed({f"{at}.csv": CSV for at in range(201)}),
    "too many entries": packed(dict.fromkeys(map(str, range(20_001)), b"")),
    "Word": packed({"word/document.xml": b"<x/>", "a.txt": b"x"}),
    "Numbers": packed({"Index/Document.iwa": b"x"}),
    "three deep": packed({"b.zip": packed({"c.zip": packed({"d.zip": packed({"a.csv": CSV})})})}),
    "empty": packed({}),
    "cut": packed({"a.csv": CSV * 100})[:60],
    "flipped": packed({"a.csv": CSV * 100}).replace(b"\0\0\0a.csv", b"\0\0\0b.csv", 1),
    "xlsx without sheets": packed({"xl/workbook.xml": b"<workbook/>"}),
}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_archives_without_a_tracker_are_a_sentence(kind):
    assert sentence(ARCHIVES[kind], "x.zip")


def test_a_bomb_is_refused_by_its_promise():
    content = bomb()
    assert "1,074 MB" in sentence(content, "x.zip")
    assert "1,074 MB" in sentence(packed({"b.zip": content}), "x.zip")
    assert "419 MB" in sentence(bomb("xl/worksheets/sheet1.xml", 400), "x.xlsx")


def lying(content):
    """Make the directory of a ZIP promise a kilobyte."""
    changed = bytearray(content)
    at = content.rfind(b"PK\x01\x02")
    changed[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
    return bytes(changed)


@pytest.mark.parametrize("name", ["a.csv", "xl/worksheets/sheet1.xml"])
def test_a_bomb_that_lies_about_its_size_is_refused(name):
    assert sentence(lying(bomb(name, 400)), "x.zip")


def test_a_large_honest_spreadsheet_is_counted_and_let_through():
    noise = random.Random(1).randbytes(300_000)
    with archive.open_zip(packed({"a": noise})) as opened:
        archive.check_unpacked_size(opened, 300_000)
        assert archive.read_entry(opened, opened.infolist()[0]) == noise


def test_an_encrypted_entry_asks_for_the_password():
    content = bytearray(packed({"a.csv": CSV}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + offset] |= 1
    assert "password" in sentence(bytes(content), "x.zip")


def test_what_nobody_foresaw_is_a_sentence_and_a_line_in_the_log(monkeypatch, caplog):
    def fail(*_):
        raise IndexError("unforeseen")

    monkeypatch.setattr(tabular, "read_text", fail)
    with caplog.at_level(logging.DEBUG):
        assert "could not be read" in sentence(CSV, "x.csv")
    assert "unforeseen" in caplog.text
