"""Reading JSON, Markdown, HTML and flows written as text."""

import json
from pathlib import Path

import pytest

from data.errors import FileUnreadableError
from data.problems import ProblemCode
from data.tabular import read_file

FILES = Path(__file__).parent / "files"


def read(text, name="", **options):
    return read_file(text.encode() if isinstance(text, str) else text, name, **options)


def cells(table):
    return table.cells.to_numpy().tolist()


def numbers(table):
    return table.cells.index.tolist()


# --- JSON --------------------------------------------------------------------------------------------------------

RECORDS = [{"company": "Acme", "status": "Applied"}, {"company": "Beta", "status": "Offer"}]
ROWS = [["company", "status"], ["Acme", "Applied"], ["Beta", "Offer"]]
SHAPES = {
    "records": RECORDS,
    "under a key": {"version": 3, "applications": RECORDS},
    "under two keys": {"export": {"user": {"name": "x"}, "jobs": RECORDS}},
    "table schema": {"schema": {"fields": [{"name": "company"}]}, "data": RECORDS},
    "columns of lists": {"company": ["Acme", "Beta"], "status": ["Applied", "Offer"]},
    "columns of objects": {"company": {"0": "Acme", "1": "Beta"}, "status": {"0": "Applied", "1": "Offer"}},
    "split": {"columns": ["company", "status"], "index": [0, 1], "data": [["Acme", "Applied"], ["Beta", "Offer"]]},
    "rows": ROWS,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_of_json(shape):
    (table,) = read(json.dumps(SHAPES[shape]), "x.json").tables
    assert cells(table) == ROWS
    assert table.header_rows == (None if shape == "rows" else 1)


def test_records_count_from_one_and_the_header_is_row_zero():
    file = read(json.dumps(RECORDS), "x.json")
    assert (file.container, numbers(file.tables[0])) == ("json", [0, 1, 2])


def test_records_by_id_keep_the_id():
    (table,) = read(json.dumps({"r1": RECORDS[0], "r2": RECORDS[1]})).tables
    assert cells(table) == [["id", "company", "status"], ["r1", "Acme", "Applied"], ["r2", "Beta", "Offer"]]
    (table,) = read(json.dumps({"r1": {"id": 7, "a": 1}, "r2": {"id": 8, "a": 2}})).tables
    assert cells(table)[1] == ["r1", "7", "1"]


def test_values_as_cells():
    record = {
        "a": None,
        "b": True,
        "c": False,
        "d": 3.0,
        "e": 0.1,
        "f": 10**20,
        "g": [1, {"x": "é"}],
        "h": {"i": 1, "j": {"k": 2}},
        "l": float("nan"),
        "m": "",
        "n": {},
        "o": "\ud800x\0",
        "p": 10**200,
        "q": 10**400,
    }
    (table,) = read(json.dumps([record]), "x.json").tables
    assert dict(zip(*cells(table), strict=True)) == {
        "a": "",
        "b": "TRUE",
        "c": "FALSE",
        "d": "3",
        "e": "0.1",
        "f": "100000000000000000000",
        "g": '[1,{"x":"é"}]',
        "h.i": "1",
        "h.j": '{"k":2}',
        "l": "",
        "m": "",
        "n": "{}",
        "o": "?x",
        "p": "1e+200",
        "q": "",
    }


def test_several_lists_are_several_tables_the_largest_first():
    tables = read(json.dumps({"contacts": RECORDS[:1], "me": {"jobs": RECORDS}, "tags": ["a"]})).tables
    assert [(table.name, len(table.cells)) for table in tables] == [("me.jobs", 3), ("contacts", 2)]


def test_items_that_are_no_records_are_named():
    (table,) = read(json.dumps([*RECORDS, "stray", 5])).tables
    assert [(note.code, note.row, note.value) for note in table.notes] == [
        (ProblemCode.SHIFTED_ROW, 3, "stray"),
        (ProblemCode.SHIFTED_ROW, 4, "5"),
    ]


def test_json_lines_with_a_broken_one():
    text = "\n".join(json.dumps(record) for record in RECORDS) + '\n\n{"company": "Gam'
    (table,) = read(text, "x.jsonl").tables
    assert cells(table) == ROWS
    assert [note.row for note in table.notes] == [4]


@pytest.mark.parametrize(
    "text",
    [
        '{"nodes": [{"name": "Applied"}, {"name": "Offer"}], "links": [{"source": 0, "target": 1, "value": 5}]}',
        """{"nodes": [{"id": "a", "label": "Applied"}, {"id": "b", "label": "Offer"}],
            "edges": [{"source": "a", "target": "b", "count": 5}]}""",
        '{"links": [{"source": "Applied", "target": "Offer", "value": 5.0}]}',
        '{"node": {"label": ["Applied", "Offer"]}, "link": {"source": [0], "target": [1], "value": [5]}}',
        '{"sankey": {"nodes": ["Applied", "Offer"], "links": [{"source": 0, "target": 1, "value": 5}]}}',
        '[["Applied", "Offer", 5], ["Applied", "Rejected", 7]]',
    ],
)
def test_flows_in_json(text):
    (table,) = read(text, "x.json").tables
    assert (table.kind, table.header_rows, cells(table)[0]) == ("flows", 0, ["Applied", "Offer", "5"])


def test_a_flow_to_a_node_that_does_not_exist_keeps_its_number():
    (table,) = read('{"nodes": [], "links": [{"source": 4, "target": "B"}]}').tables
    assert cells(table) == [["4", "B", ""]]


def test_rows_without_a_header_and_a_single_object():
    (table,) = read('[["Acme", 5], ["Beta", 6]]', "x.json").tables
    assert (table.header_rows, numbers(table)) == (0, [1, 2])
    (table,) = read('{"applied": 26, "offers": 1}', "x.json").tables
    assert cells(table) == [["applied", "offers"], ["26", "1"]]


def test_json_rows_beyond_the_limit_are_cut_with_a_note():
    for text in (json.dumps(RECORDS), json.dumps(ROWS[1:] * 3), json.dumps(SHAPES["columns of lists"])):
        (table,) = read(text, max_rows=1).tables
        assert [note.code for note in table.notes] == [ProblemCode.TRUNCATED]


@pytest.mark.parametrize(
    "text",
    [
        '[{"company": "Ac',
        "[1, 2, 3]",
        '"words"',
        "{}",
        "[]",
        "[[1], 2]",
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"a": [], "b": []}',
        '{"a": [1], "b": [1, 2]}',
        "not json",
        '{"a":' * 8 + "[{}]" + "}" * 8,
    ],
)
def test_json_that_is_no_tracker_is_a_sentence(text):
    with pytest.raises(FileUnreadableError) as caught:
        read(text, "x.json")
    assert caught.value.hint


def test_text_that_only_starts_like_json_is_read_as_text():
    (table,) = read("[Company],Status\nAcme,Applied\n", "x.csv").tables
    assert cells(table) == [["[Company]", "Status"], ["Acme", "Applied"]]


# --- Markdown ----------------------------------------------------------------------------------------------------


def test_markdown_tables_with_headings_links_and_stray_lines():
    file = read((FILES / "stray-lines.md").read_bytes(), "x.md")
    first, second = file.tables
    assert (file.container, first.name, second.name) == ("markdown", "Search 2024", "Older")
    assert cells(first) == [
        ["#", "Company", "Report", "Status", "Report link"],
        ["1", "Acme", "r1", "Applied", "reports/1.md"],
        ["2", "Beta | Co", "r2", "Rejected", "reports/2.md"],
    ]
    assert (numbers(first), first.header_rows) == ([3, 5, 7], 1)
    assert [(note.row, note.value) for note in first.notes] == [(6, "362 |")]
    assert cells(second) == [["Company", "Status"], ["Gamma", "Offer Declined"]]
    assert numbers(second) == [11, 13]


MARKDOWN_CELLS = {
    "[Acme](https://x.example/a_(b))": "Acme",
    "[](https://x.example)": "https://x.example",
    "<https://x.example/a_b>": "https://x.example/a_b",
    '![logo](x.png "a title") Acme': "logo Acme",
    "**bold** and *slanted* and __both__": "bold and slanted and both",
    "`code` ~~old~~": "code old",
    "snake_case_name": "snake_case_name",
    "2 * 3 * 4": "2 * 3 * 4",
    "a<br>b": "a\nb",
    r"\*kept\*": "*kept*",
    "plain": "plain",
    "*" * 6_000: "*" * 6_000,
}


@pytest.mark.parametrize("written", MARKDOWN_CELLS)
def test_markdown_signs_come_off(written):
    (table,) = read(f"| a | b |\n|---|---|\n| x | {written} |\n| y | z |\n| v | w |\n").tables
    assert cells(table)[1] == ["x", MARKDOWN_CELLS[written]]


def test_blank_lines_inside_a_table_do_not_end_it():
    (table,) = read("| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n\nWords after.\n").tables
    assert numbers(table) == [1, 3, 5]


def test_rows_with_other_widths_blank_rows_and_second_rules():
    (table,) = read("|a|b|c|\n|-|-|-|\n|1|2|\n|-|-|-|\n|||\n|1|2|3|4|\nwords\n# end\n|x|\n").tables
    assert cells(table) == [["a", "b", "c", ""], ["1", "2", "", ""], ["1", "2", "3", "4"]]
    assert [note.row for note in table.notes] == [3, 6, 7]


def test_two_tables_under_one_heading_have_two_names():
    text = "# Jobs\n|a|b|\n|-|-|\n|1|2|\n|c|d|\n|-|-|\n|3|4|\n"
    assert [table.name for table in read(text).tables] == ["Jobs", "Jobs (2)"]


def test_markdown_rows_beyond_the_limit():
    (table,) = read("|a|b|\n|-|-|\n|1|2|\n|1|2|\n", max_rows=1).tables
    assert (len(table.cells), table.notes[0].code) == (2, ProblemCode.TRUNCATED)


def test_pipes_without_a_rule_are_a_delimited_file():
    assert read("a|b\n1|2\nx-|-y\n", "x.txt").container == "csv"


# --- HTML --------------------------------------------------------------------------------------------------------


def test_an_xls_that_is_a_web_page():
    page = """<!-- x --><html><head><style>td {x}</style></head><body><table><tr><th>Company<th>Status</tr>
    <tr><td>Acme &amp; Co<br>Ltd</td><td colspan="2"><b>Offer</b> now</td></tr><tr></tr>
    <tr><td></td></tr><td>loose</td></table><script>"<td>"</script></body></html>"""
    file = read(page, "export.xls")
    (table,) = file.tables
    assert (file.container, numbers(table)) == ("html", [1, 2, 5])
    assert cells(table) == [["Company", "Status", ""], ["Acme & Co\nLtd", "Offer now", ""], ["loose", "", ""]]


def test_tables_inside_tables_and_beyond_the_limit():
    page = "<table><td>a<table><tr><td>x</td></tr><tr><td>y</table></table><table></table>"
    tables = read(page, "x.html", max_rows=1).tables
    assert [(table.name, cells(table)) for table in tables] == [("Table 1", [["a"]]), ("Table 2", [["x"]])]
    assert [len(table.notes) for table in tables] == [0, 1]


@pytest.mark.parametrize(
    "page", ["<html><p>words", "<html><td>x</td></tr></table>", "<table>" + "<td" * 50_000, "<html>" + "<!--" * 50_000]
)
def test_a_web_page_without_a_table_is_a_sentence(page):
    with pytest.raises(FileUnreadableError, match="web page"):
        read(page, "x.html")


# --- flows -------------------------------------------------------------------------------------------------------

FLOWS = {
    "SankeyMATIC": """// my search
Applications [35] No response

Applications [8] First Round #0a0 <<
:Offer #0f0
size w 600
' end
""",
    "arrows": "Applications -> No response: 35\nApplications --> First Round : 8\n",
    "arrows and brackets": "Applications → No response [35]\nApplications => First Round [8]\n",
    "JavaScript": """data.addRows([
['Applications', 'No response', 35],
[ "Applications" , "First Round" , 8 ],
]);
""",
    "Python": "flows = [\n('Applications', 'No response', 35),\n('Applications', 'First Round', 8)\n]\n",
    "Mermaid": 'sankey-beta\n%% remark\nApplications,No response,35\nApplications,"First Round",8\n',
}


@pytest.mark.parametrize("kind", FLOWS)
def test_flows_as_text(kind):
    file = read(FLOWS[kind], "x.txt")
    (table,) = file.tables
    assert (file.container, table.kind, table.header_rows) == ("sankey text", "flows", 0)
    assert cells(table) == [["Applications", "No response", "35"], ["Applications", "First Round", "8"]]


def test_flows_keep_their_line_numbers_zeros_and_limit():
    text = "A [0] B\n\nA [2] C\nC [*] D\n"
    (table,) = read(text).tables
    assert (numbers(table), cells(table)[0], cells(table)[2]) == ([1, 3, 4], ["A", "B", "0"], ["C", "D", "*"])
    (table,) = read(text, max_rows=1).tables
    assert table.notes[0].code is ProblemCode.TRUNCATED


@pytest.mark.parametrize(
    "text",
    [
        "Company,Title,Note\nAcme [2] Inc,Dev,x\nBeta [3] Inc,Dev,y\nGamma [3] Inc,Dev,z\n",
        "Company\tHistory\nAcme\tApplied -> Interview: 2\n",
        "Words about a search [3] that\ngo on for many lines\nand hold one flow by chance.\nNo more of them.\n",
        "line\n" * 50,
    ],
)
def test_other_text_is_not_taken_for_flows(text):
    assert read(text, "x.txt").container == "csv"


@pytest.mark.parametrize(
    "line", ["a -> " * 150, "-" * 900, " " * 900 + "[ 3", "['a','" * 150, "a [3] " + " " * 900 + "|", "a " * 450]
)
def test_hostile_lines_take_time_in_proportion(line):
    assert read((line + "\n") * 200, "x.txt").tables
