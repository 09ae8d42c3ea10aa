"""Several tables in one file, tables side by side, and tables that are about something else."""

from __future__ import annotations

from datetime import date

import pytest
from test_layouts_helpers import codes, funnel, read, told, workbook

from data.errors import NotATrackerError

HEADER = ["Company", "Role", "Date Applied", "Status"]
ACME = ["Acme", "Dev", date(2024, 1, 2), "Rejected"]
BETA = ["Beta", "Dev", date(2024, 1, 5), "Interview"]
CETA = ["Ceta", "Dev", date(2024, 1, 9), "Applied"]
DENT = ["Dent", "QA", date(2024, 2, 2), "Offer"]
AGENCY = [["Employer", "Submitted", "Result"], ["Faro", date(2024, 3, 1), "Rejected"], ["Gala", None, "Interview"]]


def asked(reading) -> list[tuple[str, list[str]]]:
    return [(str(q.code), [option.value for option in q.options]) for q in reading.questions if q.needed]


def book(**sheets: list[list[object]]) -> bytes:
    return workbook({name.replace("_", " "): rows for name, rows in sheets.items()})


def test_a_copy_and_an_older_copy_count_once():
    copy = read(book(Main=[HEADER, ACME, BETA], Backup=[HEADER, ACME, BETA]), "t.xlsx")
    assert (copy.table, copy.rows, copy.accepted) == ("Main", 2, 2)
    older = read(book(Old=[HEADER, ACME, BETA], New=[HEADER, ACME, BETA, CETA, DENT]), "t.xlsx")
    assert (older.table, older.accepted, asked(older)) == ("New", 4, [])
    assert any("stand in “New” too" in problem.message for problem in older.problems)


def test_an_application_in_two_sheets_of_one_header_is_merged():
    moved = ["Acme", "Dev", date(2024, 1, 2), "Rejected"]
    reading = read(book(Active=[HEADER, ACME, BETA, CETA], Archive=[HEADER, moved, DENT]), "t.xlsx")
    assert (reading.rows, reading.accepted, reading.merged) == (5, 4, 1)
    assert funnel(reading) == "4 sent, 2 talked, 1 offered, 1 rejected, 0 silent"


LINKED = [*HEADER, "URL"]
ONE, TWO = "https://jobs.example/1", "https://jobs.example/2"


def owners(reading) -> tuple[list[str], list[str]]:
    """The applications, and those that events are told of: the second may name no other."""
    return sorted(reading.applications["application_id"]), sorted(set(reading.events["application_id"]))


def test_a_row_that_two_others_repeat_by_different_signs_is_one_application():
    active = [LINKED, [*ACME, None], [*BETA, TWO]]
    archive = [LINKED, [*ACME, ONE], [*ACME, ONE], [*CETA, None]]
    reading = read(book(Active=active, Archive=archive), "t.xlsx")
    assert (reading.rows, reading.accepted, reading.merged) == (5, 3, 2)
    assert owners(reading)[0] == owners(reading)[1]


def test_rows_without_a_day_or_with_another_link_stay_two_applications():
    undated = ["Acme", "Dev", None, "Rejected"]
    apart = read(book(Active=[LINKED, [*undated, ONE], [*BETA, None]], Archive=[LINKED, [*undated, TWO]]), "t.xlsx")
    assert (apart.accepted, apart.merged) == (3, 0)
    apart = read(book(Active=[LINKED, [*ACME, ONE], [*BETA, None]], Archive=[LINKED, [*ACME, TWO]]), "t.xlsx")
    assert (apart.accepted, apart.merged) == (3, 0)
    same = read(book(Active=[LINKED, [*ACME, ONE], [*BETA, None]], Archive=[LINKED, [*ACME, None]]), "t.xlsx")
    assert (same.accepted, same.merged) == (2, 1)


def test_two_trackers_that_cannot_be_one_are_asked_about():
    content = book(Mine=[HEADER, ACME, BETA, CETA], Agency=AGENCY)
    reading = read(content, "t.xlsx")
    assert asked(reading) == [("which_table", ["*", "Mine", "Agency"])]
    assert reading.blocked
    assert read(content, "t.xlsx", table="Agency").accepted == 2
    assert funnel(read(content, "t.xlsx", table="Mine")).startswith("3 sent, 1 talked")
    both = read(content, "t.xlsx", choices={"which_table": "*"})
    assert funnel(both) == "5 sent, 2 talked, 0 offered, 2 rejected, 0 silent"
    assert not both.blocked


def test_a_list_of_all_and_a_table_of_the_interviews_complete_each_other():
    sent = [["Company", "Role", "Date Applied"], *(row[:3] for row in (ACME, BETA, CETA, DENT))]
    talks = [["Company", "Role", "Date Applied", "Phone screen", "Offer"], [*BETA[:3], date(2024, 1, 9), None]]
    reading = read(book(All=sent, Interviews=talks), "t.xlsx")
    assert (reading.rows, reading.accepted, reading.merged) == (5, 4, 1)
    assert funnel(reading) == "4 sent, 1 talked, 0 offered, ? rejected, ? silent"


def test_a_table_of_interviews_is_joined_by_the_number_or_the_name_of_the_application():
    jobs = [["ID", *HEADER], [11, *ACME], [12, *BETA], [13, *CETA]]
    talks = [["Application ID", "Date", "Round"], [11, date(2024, 1, 20), "Phone screen"], [11, None, "Onsite"]]
    reading = read(book(Jobs=jobs, Interviews=talks), "t.xlsx")
    assert funnel(reading) == "3 sent, 2 talked, 0 offered, 1 rejected, 0 silent"
    assert told(reading, "Acme") == ["2024-01-02 applied", "2024-01-20 phone_screen", "? interview", "? rejected"]
    named = [["Company", "Role", "Interview date"], ["ACME", "Dev", date(2024, 1, 20)]]
    reading = read(book(Jobs=[HEADER, ACME, CETA], Interviews=named), "t.xlsx")
    assert told(reading, "Acme") == ["2024-01-02 applied", "2024-01-20 interview", "? rejected"]
    assert any("were joined" in problem.message for problem in reading.problems)


@pytest.mark.parametrize(
    ("strangers", "words"),
    [
        ([], "were joined to the applications."),
        (["Zeta"], "Row 10 of it fits no single application and was not used."),
        (["Zeta", "Dent"], "2 rows of it fit no single application and were not used (row 10 is the first)."),
    ],
)
def test_an_interview_that_fits_no_single_application_is_told(strangers, words):
    sent = [[f"Site {n}", "QA", date(2024, 1, n), "Applied"] for n in range(1, 9)]
    talks = [["Company", "Role", "Interview date"]]
    talks += [[name, "QA", date(2024, 1, 20)] for name in [*(row[0] for row in sent), *strangers]]
    reading = read(book(Jobs=[HEADER, *sent, DENT, DENT], Interviews=talks), "t.xlsx")
    assert [p.message.endswith(words) for p in reading.problems if "were joined" in p.message] == [True]
    assert funnel(reading) == "10 sent, 10 talked, 2 offered, 0 rejected, 0 silent"


def test_a_table_of_questions_for_interviews_is_not_joined():
    questions = [["Company", "Question"], ["Acme", "Why us?"], ["Acme", "Tell me about yourself"]]
    reading = read(book(Jobs=[HEADER, ACME, CETA], Interview_prep=questions), "t.xlsx")
    assert funnel(reading).startswith("2 sent, 0 talked")


CONTACTS = [
    ["Name", "Company", "Position", "Email", "Last contact", "Status"],
    ["Ann", "Zeta", "Recruiter", "a@x.org", date(2024, 3, 1), "Replied"],
]
WISHES = [HEADER, ["Hugo", "Dev", None, None], ["Ivo", "Dev", None, None], ["Jan", "Dev", None, None]]
TASKS = [["Task", "Company", "Due", "Status"], ["Write", "Acme", date(2024, 3, 1), "Done"]]
SHOWN = [HEADER, ["Google", "SWE", date(2024, 1, 1), "Interview"], ["Meta", "SWE", date(2024, 1, 1), "Offer"]]


@pytest.mark.parametrize(
    ("name", "sheet"), [("Networking", CONTACTS), ("Wishlist", WISHES), ("To_do", TASKS), ("Example", SHOWN)]
)
def test_contacts_wishes_tasks_and_examples_beside_a_tracker_are_left_out_without_a_question(name, sheet):
    reading = read(book(**{name: sheet, "Jobs": [HEADER, ACME, BETA, CETA]}), "t.xlsx")
    assert (reading.table, reading.accepted, asked(reading)) == ("Jobs", 3, [])
    assert codes(reading)["sheet_skipped"] == 1


def test_two_tables_of_no_name_do_not_confuse():
    text = "| Company | Role | Date | Status |\n|---|---|---|---|\n| Acme | Dev | 2024-01-02 | Rejected |\n"
    reading = read(text + "\nand\n\n" + text.replace("Acme", "Beta"), "t.md")
    assert reading.accepted == 2


def test_tables_side_by_side_are_read_as_two_and_their_titles_say_the_status():
    text = """\
        OPEN,,,,REJECTED,,
        Company,Role,Applied,,Company,Role,Applied
        Acme,Dev,2024-01-02,,Ceta,QA,2024-01-03
        Beta,Dev,2024-01-05,,Dent,QA,2024-01-04
        ,,,,Edda,QA,2024-01-09
        """
    assert funnel(read(text)) == "5 sent, 0 talked, 0 offered, 3 rejected, 0 silent"


def test_two_columns_of_one_name_are_no_two_tables():
    text = """\
        Company,Status,Date,Status,Date
        Acme,Applied,2024-01-02,Rejected,2024-01-09
        Beta,Applied,2024-01-03,,
        """
    assert funnel(read(text)) == "2 sent, 0 talked, 0 offered, 1 rejected, 0 silent"


@pytest.mark.parametrize(
    "text",
    [
        "Company,Title,Email,Last contacted\nAcme,Recruiter,a@x.org,2024-01-02\nBeta,CTO,b@x.org,2024-01-03\n",
        "Date,Client,Project,Hours,Status\n2024-01-02,Acme,Web,4,Submitted\n2024-01-03,Beta,App,8,Rejected\n",
        "application_id,applicantIncome,loan_amount,date,status\n1,100,5,2024-01-02,Rejected\n2,90,7,2024-01-03,Pending\n",
        "Candidate Name,Position,Applied Date,Stage\nAnn,Dev,2024-01-02,Interview\nBob,Dev,2024-01-03,Rejected\n",
        "University,Program,GRE,Submitted,Decision\nA,MSc,320,2024-01-02,Rejected\nB,MSc,,2024-01-03,Pending\n",
        "Question,Company,Difficulty,Date practised\nTwo sums,Acme,Easy,2024-01-02\nTrees,Beta,Hard,2024-01-03\n",
    ],
)
def test_a_table_about_something_else_is_asked_about_and_may_be_refused_or_read(text):
    assert asked(read(text)) == [("subject", ["yes", "no"])]
    assert not read(text, choices={"subject": "yes"}).blocked
    with pytest.raises(NotATrackerError) as refused:
        read(text, choices={"subject": "no"})
    assert (refused.value.reading.accepted, refused.value.reading.set_aside) == (0, 2)


def test_a_tracker_with_an_email_and_a_phone_column_is_a_tracker():
    text = """\
        Company,Job Title,Contact Name,Email,Phone,Date Applied,Status,Amount,Category
        Acme,Dev,Ann,a@x.org,1234567,2024-01-02,Rejected,5,A
        Beta,Dev,Bob,b@x.org,1234567,2024-01-03,Applied,6,B
        """
    assert asked(read(text)) == []
    assert asked(read("University,Position,Deadline,Applied,Status\nA,Postdoc,,2024-01-02,Rejected\n")) == []


def test_a_list_of_published_postings_is_no_list_of_applications():
    with pytest.raises(NotATrackerError):
        read(
            "title,company,date_posted,job_url\nDev,Acme,2024-01-02,https://x.org/1\nQA,Beta,2024-01-03,https://x.org/2\n"
        )
