"""Whatever the bytes, the reader ends with tables of text or with a sentence; nothing else ever leaves it.

The text readers are asked behind the last net (`read_content`), so that the net cannot hide a mistake in them.
"""

import io
import json
import random
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from test_tabular_sheets import ods, patched, xls, xlsx

from data.errors import ReboundError
from data.tabular import read_content, read_file

NAMES = st.sampled_from(["x.csv", "x.json", "x.txt", "x.md", "x.html", "x.xlsx", ""])
PIECES = [
    *('"', ",", ";", "\t", "|", "\n", "\r\n", "\r", "#", "//", " ", "\\", "'", "a", "1", "é", "公", "🟡"),
    *("{", "}", "[", "]", ":", "null", "\\ud800", "\0", "\x1a", "\u202e", "\ufeff", "\u2028"),
    *("<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n", "sep=;\n", "---|---\n", "|--|--|\n", "[x](y)", "**"),
    *(
        " [3] ",
        " -> ",
        "A [3] B\n",
        "['a', 'b', 3],\n",
        "sankey-beta\n",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "&#0;",
        "<!--",
    ),
    *("=cmd|' /C calc'!A0", "2024-03-01", "Company,Status\n"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
GOOD = {
    "csv": b'Company,Title,Applied\nAcme,"Analyst, senior",2024-03-01\nBeta,"two\nlines",2024-03-02\n',
    "utf-16": "Company;Ort\nMüller;Köln\n".encode("utf-16"),
    "gb18030": "公司名称,岗位\n云柏动力,结构\n".encode("gb18030"),
    "json": json.dumps({"jobs": [{"a": 1, "b": {"c": [2]}}, {"a": None, "b": "x"}]}).encode(),
    "links": json.dumps(
        {"nodes": [{"name": "A"}, {"name": "B"}], "links": [{"source": 0, "target": 1, "value": 5}]}
    ).encode(),
    "markdown": b"# T\n| a | b |\n|---|---|\n| [x](y) | **z** |\n| 1 | 2 |\n",
    "html": b"<html><table><tr><td>a<td colspan=2>b</tr><tr><td>&amp;</td></tr></table></html>",
    "flows": b"A [3] B\nB [2] C #fff\n// end\n",
    "xlsx": xlsx(),
    "xls": xls(),
    "ods": ods(),
}
with io.BytesIO() as _buffer:
    with zipfile.ZipFile(_buffer, "w", zipfile.ZIP_DEFLATED) as _archive:
        for _name in ("csv", "json", "xlsx"):
            _archive.writestr(f"Jobs/a.{_name}", GOOD[_name])
    GOOD["zip"] = _buffer.getvalue()


def check(read, *arguments):
    """Read, and check what every table promises; a sentence is as good as a table."""
    try:
        found = read(*arguments)
    except ReboundError as error:
        assert error.message.endswith("."), error.message  # noqa: PT017 - a sentence is one of two good ends
        return
    assert found.tables
    for table in found.tables:
        cells = table.cells
        assert min(cells.shape) > 0
        assert cells.columns.tolist() == list(range(cells.shape[1]))
        assert cells.index.is_monotonic_increasing
        assert {str(dtype) for dtype in cells.dtypes} == {"str"}
        assert not cells.isna().any(axis=None)
        assert "\0" not in "".join(cells.to_numpy().ravel())


@settings(max_examples=300, deadline=None)
@given(TEXTS, NAMES, st.sampled_from([1, 2, 2_000_000]))
@example("a;", "x.csv", 2)
@example('"', "", 2)
def test_any_text(text, name, max_rows):
    check(read_content, text.encode("utf-8", "surrogatepass"), name, max_rows)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), NAMES)
def test_any_bytes(content, name):
    check(read_content, content, name, 100)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["utf-16", "utf-16-le", "utf-32", "cp1252", "gb18030", "cp932"]))
def test_any_text_in_any_encoding(text, encoding):
    check(read_content, text.encode(encoding, "ignore"), "x.csv", 100)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(GOOD)), st.data())
def test_good_files_cut_anywhere(kind, data):
    content = GOOD[kind]
    check(read_content, content[: data.draw(st.integers(0, len(content)))], f"x.{kind}", 100)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(GOOD)), st.integers(0, 2**32), st.integers(1, 30))
def test_good_files_with_changed_bytes(kind, seed, changes):
    rng = random.Random(seed)
    content = bytearray(GOOD[kind])
    for _ in range(changes):
        content[rng.randrange(len(content))] = rng.randrange(256)
    check(read_content, bytes(content), f"x.{kind}", 100)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["xlsx", "ods"]), st.integers(0, 2**32))
def test_spreadsheets_with_changed_parts(kind, seed):
    """Change the XML inside and pack it again, so that no checksum stops the change on its way to calamine."""
    rng = random.Random(seed)

    def change(_, text):
        if rng.random() < 0.5:
            return text
        at = rng.randrange(len(text))
        return text[:at] + rng.choice(["", "<", '"', "9" * 9, "</c>", "r=", "\x07"]) + text[at + rng.randrange(12) :]

    check(read_content, patched(GOOD[kind], change), f"x.{kind}", 100)


@pytest.mark.parametrize("kind", sorted(GOOD))
def test_the_good_files_are_good(kind):
    assert read_file(GOOD[kind], f"x.{kind}").tables
