"""Shapes that are not read: a table on its side, a board, a line for each detail. Said, instead of asked or misread."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_layouts_helpers import funnel, read, workbook

from data.errors import NotATrackerError

ON_ITS_SIDE = "one application per column"
BOARD = "a board with a column for each stage"
LINES = "a line for each detail of an application"


def refusal(text: str | bytes, name: str = "tracker.csv") -> NotATrackerError:
    with pytest.raises(NotATrackerError) as caught:
        read(text, name)
    return caught.value


SIDE = """
Company,Alder Ltd,Birch,Cedar,Dahlia,Elm,Fir
Role,Analyst,QA,Clerk,Buyer,Tester,Planner
Date applied,2024-03-02,2024-03-06,2024-03-10,2024-03-14,2024-03-18,2024-03-22
Status,Applied,Rejected,Interview,Applied,Offer,Rejected
"""
SIDE_OF_TWO = """
My applications
Employer,Alder,Birch
Job title,Analyst,QA
Interview 1,,2024-03-06
Interview 2,,2024-03-16
Result,Applied,Rejected
"""
SIDE_IN_GERMAN = """
Firma;Alder;Birch;Cedar
Stelle;Analyst;QA;Clerk
Status;Beworben;Absage;Gespräch
"""
LANES = """
Applied,Interview,Offer,Rejected
Alder - Analyst,Cedar - Clerk,Elm - Buyer,Birch - QA
Dahlia - Clerk,Hazel - Writer,,Fir - Planner
Gorse - Tester,,,
"""
LANES_WITH_A_TITLE = """
My board,,
To do,Applied,Closed
Ivy,Alder,Birch
Jay,Dahlia,Fir
"""
LANES_IN_GERMAN = """
Beworben,Gespräch,Absage
Alder GmbH,Cedar AG,Birch
Dahlia,Hazel,Fir
"""
BLOCKS = """
Company:,Alder
Role:,Analyst
Applied:,2024-03-02
Status:,Applied
,
Company:,Birch
Role:,QA
Applied:,2024-03-06
Status:,Rejected
"""
BLOCKS_WITH_REMARKS = """
Company,Alder,large
Role,Analyst,
Status,Applied,by mail
Company,Birch,small
Role,QA,
Status,Rejected,
"""
ONE_BLOCK = """
Company,Alder
Role,Analyst
Date applied,2024-03-02
Status,Applied
Salary,50000
"""
TEXT = """
Company: Alder
Role: Analyst
Applied: 2024-03-02

Company: Birch
Role: QA
Applied: 2024-03-06
"""


@pytest.mark.parametrize(
    ("text", "seen", "named"),
    [
        (SIDE, ON_ITS_SIDE, "“Company”, “Role”, “Date applied”"),
        (SIDE_OF_TWO, ON_ITS_SIDE, "“Employer”, “Job title”"),
        (SIDE_IN_GERMAN, ON_ITS_SIDE, "“Firma”, “Stelle”, “Status”"),
        (LANES, BOARD, "“Applied”, “Interview”, “Offer”"),
        (LANES_WITH_A_TITLE, BOARD, "“To do”, “Applied”, “Closed”"),
        (LANES_IN_GERMAN, BOARD, "“Beworben”, “Gespräch”, “Absage”"),
        (BLOCKS, LINES, "“Company”, “Role”, “Applied”"),
        (BLOCKS_WITH_REMARKS, LINES, "“Company”, “Role”, “Status”"),
        (ONE_BLOCK, LINES, "“Company”, “Role”, “Date applied”"),
        (TEXT, LINES, "“Company”, “Role”, “Applied”"),
    ],
    ids=[
        "side",
        "side of two",
        "side in German",
        "lanes",
        "titled lanes",
        "German lanes",
        "blocks",
        "remarks",
        "block",
        "text",
    ],
)
def test_what_was_seen_and_what_to_do_is_said(text: str, seen: str, named: str) -> None:
    error = refusal(text.strip())
    assert seen in error.message
    assert named in error.message
    assert "one application per row" in error.hint
    assert error.hint.endswith("import it again.")
    reading = error.reading
    assert (reading.rows, reading.accepted, reading.questions) == (reading.set_aside, 0, ())
    assert {(problem.message, problem.remedy) for problem in reading.problems if problem.set_aside} <= {
        (error.message, error.hint)
    }


def test_a_spreadsheet_with_real_dates_on_its_side_is_no_table_of_days() -> None:
    rows = [line.split(",") for line in SIDE.strip().splitlines()]
    assert ON_ITS_SIDE in refusal(workbook({"Sheet1": rows}), "t.xlsx").message


def test_the_columns_of_a_refused_table_can_still_be_given_a_meaning() -> None:
    """The shape is a guess, so the way past it stays: what the person says of the columns goes first."""
    columns = [guess.header for guess in refusal(LANES.strip()).reading.columns]
    reading = read(LANES.strip(), fields={columns[0]: "company"})
    assert reading.accepted > 0


@pytest.mark.parametrize("text", ["Applied,Offer\nAlder,Alder\nAlder,Alder\n", "Applied,Offer\n12,14\n3,5\n", "x\n"])
def test_a_board_needs_names_that_differ(text: str) -> None:
    try:
        read(text)
    except NotATrackerError as error:
        assert BOARD not in error.message  # noqa: PT017 - a reading is fine as well


TRACKER = "Company,Role,Date applied,Status\nAlder,Analyst,2024-03-02,Applied\nBirch,QA,2024-03-06,Rejected\n"
DAYS = "2024-03-01,2024-03-02,2024-03-03,2024-03-04,2024-03-05\nAlder,Birch,Cedar,Dahlia,Elm\nFir,Gorse,,Hazel,\n"


def test_what_was_read_before_is_read_as_before() -> None:
    assert funnel(read(TRACKER)) == "2 sent, 0 talked, 0 offered, 1 rejected, 0 silent"
    assert [str(question.code) for question in read(DAYS).questions] == ["matrix"]
    assert {str(question.code) for question in read("Item,Price,Number\nMilk,1.20,2\nBread,2.10,1\n").questions} == {
        "column_meaning"
    }


DETAILS = ("Company", "Role", "Date applied", "Status", "Source", "Notes")
PLAIN = st.sampled_from(["Alder", "Birch", "Cedar", "Dahlia", "Elm", "2024-03-02", "Applied", "Rejected", ""])


@given(st.lists(st.lists(PLAIN, min_size=4, max_size=4), min_size=1, max_size=8))
def test_no_tracker_with_a_header_is_ever_taken_for_such_a_shape(rows: list[list[str]]) -> None:
    text = "\n".join([",".join(DETAILS[:4]), *map(",".join, rows)])
    try:
        read(text)
    except NotATrackerError as error:
        assert not any(shape in error.message for shape in (ON_ITS_SIDE, BOARD, LINES))  # noqa: PT017 - either is fine


@pytest.mark.parametrize("above", ["", "My applications,,,\n"], ids=["header first", "a title above it"])
def test_a_first_column_of_stages_below_a_header_is_a_column_of_statuses(above: str) -> None:
    """Found by a property test: each stage stands once, as the names of details do in a table on its side."""
    table = f"{above}Estado,Puesto,Fecha de solicitud,Empresa\nEnviado,Analyst,2024-03-02,Alder\n"
    rest = "Entrevista,Buyer,2024-03-06,Birch\nOferta,Clerk,2024-03-10,Cedar\n"
    assert read(table + rest, "tracker.csv").accepted == 3
