"""A row per interview, numbered status columns, examples among the rows, and interviews that only notes tell."""

from __future__ import annotations

from test_layouts_helpers import codes, funnel, read, told

ROUNDS = """\
    Company,Role,Date Applied,Interview Type,Interview Date,Result
    Acme,Dev,2024-01-02,Phone Screen,2024-01-10,Passed
    Acme,Dev,2024-01-02,HR,2024-01-17,Passed
    Acme,Dev,2024-01-02,Onsite,2024-01-24,Rejected
    Beta,Dev,2024-01-05,Phone Screen,2024-01-15,Rejected
    Ceta,Dev,2024-01-05,,,
    Dent,QA,2024-01-09,Phone Screen,2024-01-19,Passed
    Dent,QA,2024-01-09,Final,2024-01-29,Offer
    """


def test_rows_of_interviews_become_one_application_with_its_rounds():
    reading = read(ROUNDS)
    assert funnel(reading) == "4 sent, 3 talked, 1 offered, 2 rejected, 0 silent"
    assert (reading.rows, reading.accepted, reading.merged, reading.questions) == (7, 4, 3, ())
    assert told(reading, "Acme") == [
        "2024-01-02 applied",
        "2024-01-10 phone_screen",
        "2024-01-17 interview",
        "2024-01-24 interview",
        "? rejected",
    ]


def test_numbers_number_the_rounds_and_their_days_are_not_the_application():
    text = """\
        Firma,Stelle,Runde,Datum,Ergebnis
        Acme,Dev,1,10.01.2024,
        Acme,Dev,2,17.01.2024,Absage
        Beta,Dev,1,15.01.2024,Absage
        """
    reading = read(text)
    assert funnel(reading) == "2 sent, 2 talked, 0 offered, 2 rejected, 0 silent"
    assert told(reading, "Acme") == ["2024-01-10 interview 1", "2024-01-17 interview 2", "? applied", "? rejected"]


def test_one_company_twice_on_different_days_stays_two():
    text = ROUNDS.replace("Acme,Dev,2024-01-02,Onsite", "Acme,Dev,2024-03-02,Onsite")
    assert read(text).accepted == 5


def test_numbered_status_words_of_one_application_are_its_history():
    text = """\
        Company,Title,Applied On,Status
        Acme,Dev,2024-01-02,Interview Round 1
        Acme,Dev,2024-01-02,Interview Round 2
        Acme,Dev,2024-01-02,Rejected
        Beta,Dev,2024-01-03,Applied
        Ceta,Dev,2024-01-04,Rejected
        """
    assert funnel(read(text)) == "3 sent, 1 talked, 0 offered, 2 rejected, 0 silent"


def test_rows_that_differ_in_where_the_work_is_stay_applications_of_their_own():
    text = """\
        Company,Title,Date Applied,Type,Status
        Acme,Dev,2024-01-02,Remote,Rejected
        Acme,Dev,2024-01-02,Hybrid,Rejected
        Beta,Dev,2024-01-03,Onsite,Applied
        """
    assert read(text).accepted == 3


def test_the_person_may_say_that_the_column_is_no_round():
    assert read(ROUNDS, fields={"Interview Type": "other"}, stages={"Passed": "replied"}).accepted == 7


def test_numbered_status_columns_each_say_what_happened_next():
    text = """\
        Company,Role,Date,Status 1,Status 2,Status 3
        Acme,Dev,2024-01-02,Applied,,
        Beta,Dev,2024-01-03,Applied,Assessment,Rejected
        Ceta,Dev,2024-01-04,Applied,Rejected,
        Dent,Dev,2024-01-05,Applied,Phone interview,Offer
        """
    assert funnel(read(text)) == "4 sent, 1 talked, 1 offered, 2 rejected, 0 silent"


def test_rows_that_show_how_to_use_the_tracker_are_set_aside():
    text = """\
        Company,Position,Date Applied,Status,Notes
        EXAMPLE: Acme Corp (delete this row),Job title here,2024-01-01,Offer,
        Company name,Role,2024-01-01,Applied,
        Beta,Dev,2024-01-13,Rejected,
        Example Consulting,Dev,2024-01-15,Applied,
        Ceta,Dev,2024-01-16,Interview,sample row
        """
    reading = read(text)
    assert (reading.accepted, codes(reading)["template_row"]) == (2, 3)
    assert reading.applications["company"].tolist() == ["Beta", "Example Consulting"]


def test_names_made_unrecognisable_are_no_examples():
    rows = "".join(f"Example Company {number},Dev,2024-01-{number:02},Applied\n" for number in range(1, 21))
    assert read("Company,Title,Date Applied,Status\n" + rows).accepted == 20


def test_a_card_marked_as_template_is_none():
    cards = """\
        [{"name": "Acme - Dev", "isTemplate": false, "status": "Applied"},
         {"name": "Beta - Dev", "isTemplate": false, "status": "Rejected"},
         {"name": "Card to start from", "isTemplate": true, "status": "Applied"}]
        """
    assert read(cards, "cards.json").accepted == 2


def test_interviews_that_only_notes_tell_are_unknown_not_zero():
    text = """\
        Company,Title,Date Applied,Status,Notes
        Acme,Dev,2024-01-02,Rejected,had four interviews and then they said no
        Beta,Dev,2024-01-03,Rejected,nice interview with the team
        Ceta,Dev,2024-01-04,Applied,no interview yet
        """
    assert funnel(read(text)) == "3 sent, ? talked, 0 offered, 2 rejected, 0 silent"
    assert codes(read(text))["suspicious_column"] == 1
    plans = text.replace("had four interviews and then they said no", "waiting for an interview")
    assert "0 talked" in funnel(read(plans))


def test_a_day_that_is_due_next_proves_no_answer():
    text = """\
        Date Added,Company,Role,Status,Next Step Due
        2024-01-02,Acme,Dev,Ready to Apply,2024-02-01
        2024-01-03,Beta,Dev,Applied,2024-02-01
        2024-01-04,Ceta,Dev,Rejected,2024-02-01
        """
    assert funnel(read(text)) == "2 sent, 0 talked, 0 offered, 1 rejected, 0 silent"


def test_screening_is_the_look_at_the_papers_in_an_employers_export_and_beside_a_phone_screen():
    export = "application_id,candidate_id,application_date,status\n1,7,2024-01-02,Screening\n2,8,2024-01-03,Interview\n"
    assert funnel(read(export)).startswith("2 sent, 1 talked")
    beside = "Company,Title,Date Applied,Status\nA,Dev,2024-01-02,Screening\nB,Dev,2024-01-03,Phone screen\n"
    assert funnel(read(beside)).startswith("2 sent, 1 talked")
    alone = beside.replace("Phone screen", "Rejected")
    assert funnel(read(alone)).startswith("2 sent, 1 talked")
