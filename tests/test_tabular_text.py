"""Reading text: what a person's CSV file becomes, with the line numbers an editor shows."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import FileUnreadableError
from data.problems import ProblemCode
from data.tabular import read_file
from data.tabular.encodings import read_text
from data.tabular.quotes import mend_quotes
from data.tabular.scan import is_well_formed

FILES = Path(__file__).parent / "files"


def rows(text, name="x.csv"):
    """Read one table; {line: cells}."""
    content = text if isinstance(text, bytes) else text.encode()
    (table,) = read_file(content, name).tables
    assert {str(dtype) for dtype in table.cells.dtypes} == {"str"}
    return dict(zip(table.cells.index.tolist(), table.cells.to_numpy().tolist(), strict=True))


def notes(text):
    content = text if isinstance(text, bytes) else text.encode()
    return [(note.code.value, note.row) for note in read_file(content, "x.csv").tables[0].notes]


# --- encodings ---------------------------------------------------------------------------------------------------

GERMAN = "Firma,Ort,Status\nMüller & Söhne,Köln,Absage\nBäcker Groß,Düren,beworben\n"
ENCODED = {
    "utf-8": GERMAN,
    "utf-8-sig": GERMAN,
    "utf-16": GERMAN,
    "utf-16-le": GERMAN,
    "utf-16-be": "公司名称,岗位\n云柏动力,结构\n",
    "utf-32": GERMAN,
    "cp1252": "Société,Poste,Payé\nCrédit Agricole,Développeur,50 €\n",
    "iso8859-1": GERMAN,
    "iso8859-15": "Firma,Gehalt\nMüller,50€\n",
    "cp1254": "Şirket,Pozisyon,Durum\nTürk Hava Yolları,Yazılım Mühendisi,Görüşme\nİş Bankası,Uzman,Olumsuz\n",
    "cp1250": "Firma,Stanowisko\nŻabka,Kierownik\nŁódź Główna,Inżynier\n",
    "cp1251": "КОМПАНИЯ,СТАТУС\nЯНДЕКС,ОТКАЗ\n",
    "mac-roman": "Firma,Ort\nMüller,Köln\nBäcker,Münster\n",
    "cp850": "Firma,Ort\nMüller,Köln\nBäcker,Münster\n",
    "gb18030": "公司名称,岗位,当前状态\n云柏动力,结构工程师,一面\n辰谷,结构工程师,已投递\n",
    "big5": "公司名稱,職位,狀態\n台積電,工程師,已投遞\n聯發科技,資料分析師,面試\n",
    "cp932": "会社名,役職,状態\n株式会社山田,エンジニア,応募済み\n",
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_letters_survive_their_encoding(encoding):
    text = ENCODED[encoding]
    assert list(rows(text.encode(encoding)).values()) == [line.split(",") for line in text.splitlines()]


@pytest.mark.parametrize("encoding", ["cp1252", "cp1254", "gb18030"])
def test_a_guess_is_called_a_guess(encoding):
    file = read_file(ENCODED[encoding].encode(encoding), "x.csv")
    assert file.encoding == encoding
    (problem,) = file.problems
    assert problem.code is ProblemCode.ENCODING
    assert encoding in problem.message


def test_two_chinese_words_are_enough():
    assert rows("公司,status\nAcme,Applied\n".encode("gb18030"))[1] == ["公司", "status"]


def test_certain_encodings_are_no_problem():
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert read_file(GERMAN.encode(encoding), "x.csv").problems == ()


def test_utf8_with_one_pasted_latin_letter_stays_utf8():
    file = read_file((GERMAN * 3).encode() + b"Caf\xe9,Paris,Offer\n", "x.csv")
    assert file.encoding == "utf-8"
    assert file.tables[0].cells.iloc[-1].tolist() == ["Café", "Paris", "Offer"]
    assert [problem.code for problem in file.problems] == [ProblemCode.ENCODING]


def test_utf8_cut_in_the_middle_of_a_letter():
    assert rows("a,b\nx,é".encode()[:-1])[1] == ["a", "b"]


def test_damaged_utf16_keeps_the_rest():
    content = "a,b\nx,y\n".encode("utf-16") + b"\x00\xd8" + "\n1,2\n".encode("utf-16-le")
    file = read_file(content, "x.csv")
    assert file.tables[0].cells.iloc[-1].tolist() == ["1", "2"]
    assert file.problems[0].code is ProblemCode.ENCODING


def test_nul_bytes_are_left_out_and_counted():
    file = read_file(b"Company,Status\nAc\x00me,Applied\n" + b"\x00" * 7, "x.csv")
    assert file.tables[0].cells.to_numpy().tolist() == [["Company", "Status"], ["Acme", "Applied"]]
    assert "8 empty bytes" in file.problems[0].message


def test_a_long_file_is_judged_by_a_sample_of_its_letters():
    assert read_text("Müller,Köln\n".encode("cp1252") * 8_000).encoding == "cp1252"


def test_the_rule_for_odd_bytes_is_only_for_reading():
    with pytest.raises(UnicodeEncodeError):
        "é".encode("ascii", "rebound_western")


def test_evidence_after_pages_of_ascii_counts():
    content = b"a,b\n" * 50_000 + "Müller,Köln\n".encode("cp1252")
    assert read_text(content).encoding == "cp1252"


# --- lines and cells ---------------------------------------------------------------------------------------------

LINES = {
    "no newline at the end": ("a,b\n1,2", {1: ["a", "b"], 2: ["1", "2"]}),
    "windows": ("a,b\r\n1,2\r\n", {1: ["a", "b"], 2: ["1", "2"]}),
    "old mac": ("a,b\r1,2\r", {1: ["a", "b"], 2: ["1", "2"]}),
    "mixed": ("a,b\r\n1,2\n3,4\r5,6", {1: ["a", "b"], 2: ["1", "2"], 3: ["3", "4"], 4: ["5", "6"]}),
    "blank lines": ("\n\na,b\n\n  \n1,2\n,\n3,4\n\n", {3: ["a", "b"], 6: ["1", "2"], 8: ["3", "4"]}),
    "text over lines": ('a,b\n1,"x\ny\n\nz"\n3,4\n', {1: ["a", "b"], 2: ["1", "x\ny\n\nz"], 6: ["3", "4"]}),
    "sep line": ("sep=;\na;b,c\n1;2\n", {2: ["a", "b,c"], 3: ["1", "2"]}),
    "sep tab": ('"sep=\\t"\na\tb\n', {2: ["a", "b"]}),
    "not a sep line": ("sep=x\na,b\n", {1: ["sep=x", ""], 2: ["a", "b"]}),
    "doubled quotes": ('a,b\n1,"say ""hi"""\n', {1: ["a", "b"], 2: ["1", 'say "hi"']}),
    "text is text": (
        "a,b\n007,=cmd|' /C calc'!A0\nNA,nan\n",
        {1: ["a", "b"], 2: ["007", "=cmd|' /C calc'!A0"], 3: ["NA", "nan"]},
    ),
    "right to left": ("חברה,סטטוס\n\u202eאבג,\u200fx\n", {1: ["חברה", "סטטוס"], 2: ["\u202eאבג", "\u200fx"]}),
    "one column": ("Company\nAcme\n\nBeta\n", {1: ["Company"], 2: ["Acme"], 4: ["Beta"]}),
    "trailing delimiters": ("a,b,,\n1,2,,\n", {1: ["a", "b"], 2: ["1", "2"]}),
    "other separators inside": ("a,b\n1\x0b2\x0c3,\u20284\x85\n", {1: ["a", "b"], 2: ["1\x0b2\x0c3", "\u20284\x85"]}),
}


@pytest.mark.parametrize("name", LINES)
def test_lines(name):
    text, expected = LINES[name]
    assert rows(text) == expected


DELIMITERS = {
    "comma": ("a,b,c\n1,2,3\n", ","),
    "semicolon with decimal commas": ("a;b;c\n1,5;2,5;x\n2,5;1,0;y\n", ";"),
    "tab with commas": ("Company\tCity\tNote\nAcme\tCambridge, MA\tx\nBeta\tParis, FR\ty\n", "\t"),
    "pipe": ("a|b|c\n1|2,3|4\n", "|"),
    "comma beside semicolons in text": ('a,b,c\n1,"x; y; z",2\n1,p; q,2\n', ","),
    "letters over many lines": (
        ';s;t;l\n0;Offer;Dev;"Dear,\n\nI, me, we, you, they,\nall"\n1;No;Dev;"Hi, a, b"\n',
        ";",
    ),
    "quotes beyond repair": ('a;b;c\n1;"x;2\n3;y;4\n5;z;6\n', ";"),
    "nothing": ("a\nb\n", ","),
}


@pytest.mark.parametrize("name", DELIMITERS)
def test_delimiter(name):
    text, delimiter = DELIMITERS[name]
    assert read_file(text.encode(), "x.csv").delimiter == delimiter


def test_the_delimiter_of_a_long_file_comes_from_its_start():
    assert read_file(b"a;b;c\n" * 40_000, "x.csv").delimiter == ";"


def test_pasted_text_has_no_name():
    file = read_file(b"Company\tStatus\nAcme\tApplied", "")
    assert (file.container, file.delimiter, len(file.tables[0].cells)) == ("pasted text", "\t", 2)


# --- careless quotes ---------------------------------------------------------------------------------------------

QUOTES = {
    "inches": ('a,b\n5" pipe,x\n6" pipe,y\n', [["a", "b"], ['5" pipe', "x"], ['6" pipe', "y"]]),
    "unescaped inside": ('a,b\n"The "big" one",x\n', [["a", "b"], ['The "big" one', "x"]]),
    "unescaped, with a comma": ('a,b\n"The "big, red" one",x\n', [["a", "b"], ['The "big, red" one', "x"]]),
    "backslashes": (
        'a,b\n"say \\"hi\\", ok",x\n"C:\\\\dir",y\n',
        [["a", "b"], ['say "hi", ok', "x"], ["C:\\dir", "y"]],
    ),
    "blank before": ('a, b\n1, "x, y"\n2, "z"\n', [["a", " b"], ["1", "x, y"], ["2", "z"]]),
    "blank after": ('a,b\n"x, y" ,1\n', [["a", "b"], ["x, y", "1"]]),
    "words after": ('a,b\n"Acme" Inc,1\n', [["a", "b"], ['"Acme" Inc', "1"]]),
    "unclosed at the end": ('a,b\n1,2\n3,"x', [["a", "b"], ["1", "2"], ["3", "x"]]),
    "two unclosed": (
        'a,b,c\n1,"x,2\n3,y,4\n5,"z,6\n',
        [["a", "b", "c"], ["1", "x", "2"], ["3", "y", "4"], ["5", "z", "6"]],
    ),
    "swallowed rows": (
        'a,b,c,d,e\n1,"x,2,3,4\n5,y",6,7,8\n9,z,1,2,3\n',
        [["a", "b", "c", "d", "e"], ["1", "x", "2", "3", "4"], ["5", 'y"', "6", "7", "8"], ["9", "z", "1", "2", "3"]],
    ),
    "careless text over lines": (
        'a,b\n1,"dear "sir"\nsecond line"\n2,x\n',
        [["a", "b"], ["1", 'dear "sir'], ['second line"', ""], ["2", "x"]],
    ),
    "tabs": ('a\tb\n5" x\t"y\n', [["a", "b"], ['5" x', "y"]]),
}


@pytest.mark.parametrize("name", QUOTES)
def test_careless_quotes(name):
    text, expected = QUOTES[name]
    assert list(rows(text).values()) == expected


def test_an_unbalanced_quote_swallows_nothing_and_is_named():
    text = (FILES / "unclosed-quote.csv").read_bytes()
    assert [row[0] for row in rows(text).values()] == ["Company", "Acme", "Beta", "Gamma, Inc", "Delta", "Epsilon"]
    assert rows(text)[2] == ["Acme", "Analyst", "2024-03-01", "Applied"]
    assert rows(text)[5][1] == '5" Display Tester'
    assert rows(text)[6][1] == 'The "big" one'
    assert notes(text) == [("shifted_row", 2)]


def test_a_long_quoted_letter_is_one_row():
    letter = "Dear team,\nI, for one, like frogs.\n\nYours,\nme"
    assert rows(f'id,letter,status\n1,"{letter}",Applied\n2,"{letter}",Offer\n') == {
        1: ["id", "letter", "status"],
        2: ["1", letter, "Applied"],
        7: ["2", letter, "Offer"],
    }


CELL = st.text(st.sampled_from('ab ",;\n\t|#é'), max_size=6)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_mending_leaves_well_formed_text_as_it_is(table, delimiter):
    quoted = "\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    assert is_well_formed(quoted.encode(), delimiter)


def test_hundreds_of_thousands_of_small_tables_are_refused_at_once():
    table = "Company | Title\n--- | ---\nAcme | Cook\n\nthen\n\n"
    assert len(read_file((table * 300).encode(), "t.md").tables) == 300
    for many in (301, 100_000):
        with pytest.raises(FileUnreadableError, match="more than 300 tables"):
            read_file((table * many).encode(), "t.md")


@settings(max_examples=300)
@given(st.text(st.sampled_from('ab ",;\n\\'), max_size=60), st.sampled_from(",;"))
def test_mended_text_is_well_formed_and_keeps_its_lines(text, delimiter):
    mended = mend_quotes(text.encode(), delimiter)
    assert is_well_formed(mended.data, delimiter)
    assert mended.data.count(b"\n") == text.count("\n")


@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(
                st.text(st.sampled_from("abc é"), min_size=1, max_size=4).map(str.strip), min_size=width, max_size=width
            ),
            min_size=1,
            max_size=10,
        )
    )
)
def test_clean_text_comes_back_cell_by_cell(table):
    text = "\n".join(",".join(row) for row in table)
    kept = {line: row for line, row in enumerate(table, start=1) if any(row)}
    if kept:
        width = max(at for row in kept.values() for at, cell in enumerate(row, start=1) if cell)
        assert rows(text) == {line: row[:width] for line, row in kept.items()}


# --- noise -------------------------------------------------------------------------------------------------------


def test_both_halves_of_a_merge_conflict_stay():
    text = (FILES / "merge-conflict.csv").read_bytes()
    assert {line: row[3] for line, row in rows(text).items()} == {
        1: "Status",
        3: "Applied",
        5: "Interview",
        7: "Rejected",
    }
    assert notes(text) == [("conflict_marker", 2), ("conflict_marker", 4), ("conflict_marker", 6)]


def test_conflict_signs_without_a_conflict_are_cells():
    assert rows("a|b|c|d|e|f|g|h\n|||||||\n=======|1|2|3|4|5|6|7\n") == {
        1: list("abcdefgh"),
        3: ["=======", *"1234567"],
    }


def test_comments_and_blank_rows_are_no_rows():
    text = (FILES / "comments-latin1.csv").read_bytes()
    assert list(rows(text)) == [3, 4, 8]
    assert notes(text) == [("comment_line", 1), ("comment_line", 2), ("comment_line", 6)]


@pytest.mark.parametrize(
    "text", ["#,Company\n1,Acme\n", "# Company,Status\nAcme,Applied\n", "Id,Company\n#12,Acme\n#13,Beta,x\n"]
)
def test_a_number_sign_is_not_always_a_comment(text):
    assert len(rows(text)) == text.count("\n")


def test_comments_above_a_single_column():
    assert rows("# my list\nCompany\nAcme\n") == {2: ["Company"], 3: ["Acme"]}


def test_rows_with_more_or_fewer_cells_are_kept_and_named():
    text = (FILES / "shifted.csv").read_bytes()
    assert rows(text)[3] == ["Beta", "Cambridge", " MA", "2024-03-02", "Rejected"]
    assert rows(text)[4] == ["Gamma", "Paris", "2024-03-03", "", ""]
    assert notes(text) == [("shifted_row", 3), ("shifted_row", 4)]


def test_title_lines_above_the_table_are_not_called_shifted():
    assert notes("My search\n\na,b,c\n1,2,3\n4,5,6\n") == []


def test_text_without_a_usual_row_gets_no_notes():
    assert notes("a\nb,c\nd,e,f\n") == []


def test_many_odd_rows_end_in_one_note():
    text = "a,b,c\n" * 2_000 + "a,b\n" * 700
    found = read_file(text.encode(), "x.csv").tables[0].notes
    assert (len(found), found[0].row) == (501, None)
    assert "Another 200 rows" in found[0].message


def test_rows_beyond_the_limit_are_cut_with_a_note():
    (table,) = read_file(b"a,b\n" * 10, "x.csv", max_rows=4).tables
    assert (len(table.cells), [note.code for note in table.notes]) == (4, [ProblemCode.TRUNCATED])


@pytest.mark.parametrize(
    "text", ["", " \n\t\n", '""\n', ";;\n;;\n", "\ufeff", "# only remarks\n", "<<<<<<< a\n=======\n>>>>>>> b\n"]
)
def test_nothing_but_blanks_is_a_sentence(text):
    with pytest.raises(FileUnreadableError):
        read_file(text.encode(), "x.csv")


# --- size --------------------------------------------------------------------------------------------------------


def test_a_cell_of_a_megabyte():
    big = "x,\n" * 350_000
    assert rows(f'a,b\n1,"{big}"\n')[2] == ["1", big]


def test_ten_thousand_columns():
    header = ",".join(f"c{at}" for at in range(10_000))
    (table,) = read_file(f"{header}\na,b\n".encode(), "x.csv").tables
    assert table.cells.shape == (2, 10_000)


@pytest.mark.parametrize("text", ["x," * 20_000, ",".join("x" * 9_000) + "\n" + "a,b\n" * 5_000])
def test_what_would_fill_the_memory_is_refused(text):
    with pytest.raises(FileUnreadableError, match=r"cells|columns"):
        read_file(text.encode(), "x.csv")


@pytest.mark.parametrize("piece", ['"a,b\n', '"', '"a\n', 'x,"a" b,c\n', ' "', '"\\"\n'])
def test_hostile_quotes_take_time_in_proportion(piece):
    """Each of these took minutes with a pattern that went back to the start; a hang fails the whole run."""
    assert read_text((piece * 20_000).encode()).data
    try:
        read_file((piece * 20_000).encode(), "x.csv")
    except FileUnreadableError as error:
        assert error.hint  # noqa: PT017 - a sentence is as good as a table here


def test_records_over_the_blocks_of_the_parser():
    letter = "line\n" * 20
    text = "a,b\n" + "".join(f'{at},"{letter}"\n' for at in range(20_000))
    (table,) = read_file(text.encode(), "x.csv").tables
    assert len(table.cells) == 20_001
    assert table.cells.index[-1] == 2 + 19_999 * 21
    assert set(table.cells[1].iloc[1:]) == {letter}
