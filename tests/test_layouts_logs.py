"""Files with a row per event, histories in a cell, and transitions."""

from __future__ import annotations

import json

import pytest
from test_layouts_helpers import codes, funnel, read, told

LOGS = {
    "a row per event": (
        """\
        company,title,event,date
        Acme,Dev,Applied,2024-01-02
        Acme,Dev,Phone interview,2024-01-10
        Acme,Dev,Rejected,2024-01-20
        Beta,Dev,Applied,2024-01-03
        Ceta,PM,Applied,2024-01-05
        Ceta,PM,Interview,2024-01-15
        Ceta,PM,Interview,2024-01-25
        Ceta,PM,Offer,2024-02-01
        """,
        "3 sent, 2 talked, 1 offered, 1 rejected, 0 silent",
    ),
    "changes of a status, known by a number": (
        """\
        id,status,changed_at
        1,Applied,2024-01-02
        1,Interview,2024-01-10
        1,Rejected,2024-01-20
        2,Applied,2024-01-03
        2,Rejected,2024-01-23
        3,Applied,2024-01-05
        """,
        "3 sent, 1 talked, 0 offered, 2 rejected, 0 silent",
    ),
    "phases with start and end": (
        """\
        Application,Phase,Start,End
        A,Applied,2024-01-02,2024-01-09
        A,Interview,2024-01-09,2024-01-20
        A,Rejected,2024-01-20,2024-01-20
        B,Applied,2024-01-05,2024-03-05
        B,No response,2024-03-05,2024-03-07
        C,Never heard back,2024-02-05,2024-03-07
        """,
        "3 sent, 1 talked, 0 offered, 1 rejected, 2 silent",
    ),
    "a row per mail": (
        """\
        date,from,company,subject,category
        2024-01-02,hr@a.example,Acme,Thank you for applying,Application confirmation
        2024-01-10,hr@a.example,Acme,Invitation,Interview
        2024-01-20,hr@a.example,Acme,Your application,Rejection
        2024-01-03,hr@b.example,Beta,We received your application,Application confirmation
        2024-01-05,hr@c.example,Ceta,We received your application,Application confirmation
        2024-01-25,hr@c.example,Ceta,Update,Rejection
        """,
        "3 sent, 1 talked, 0 offered, 2 rejected, 0 silent",
    ),
    "transitions with days": (
        """\
        application,from,to,date
        Acme,Applied,Phone Screen,2024-01-10
        Acme,Phone Screen,Rejected,2024-01-20
        Beta,Applied,Rejected,2024-01-12
        Ceta,Applied,Interview,2024-01-15
        Ceta,Interview,Offer,2024-02-01
        """,
        "3 sent, 2 talked, 1 offered, 2 rejected, 0 silent",
    ),
    "transitions without days, known by a number": (
        """\
        job_id,source,target
        1,Applied,No Response
        2,Applied,Interview
        2,Interview,Rejected
        3,Applied,Rejected
        4,Applied,Interview
        4,Interview,Offer
        4,Offer,Accepted
        """,
        "4 sent, 2 talked, 1 offered, 2 rejected, 1 silent",
    ),
}


@pytest.mark.parametrize(("text", "expected"), LOGS.values(), ids=LOGS.keys())
def test_rows_of_one_application_are_put_together(text, expected):
    assert funnel(read(text)) == expected


def test_each_row_dates_its_own_event():
    reading = read(LOGS["a row per event"][0])
    assert reading.layout == "events"
    assert (reading.rows, reading.accepted) == (8, 8)
    assert told(reading, "Ceta") == [
        "2024-01-05 applied",
        "2024-01-15 interview",
        "2024-01-25 interview",
        "2024-02-01 offer",
    ]


def events_of(text: str, row: int) -> list[str]:
    """Return the events of the application that the given row begins."""
    reading = read(text)
    events = reading.events[reading.events["application_id"] == f"r{row}"].sort_values("date")
    return [f"{day:%Y-%m-%d} {stage}" for day, stage in events[["date", "stage"]].itertuples(index=False)]


def test_silence_is_dated_by_its_end_and_the_application_by_the_start_of_silence():
    text = LOGS["phases with start and end"][0]
    assert events_of(text, 5) == ["2024-01-05 applied", "2024-03-07 no_response"]
    assert events_of(text, 7) == ["2024-02-05 applied", "2024-03-07 no_response"]


def test_a_confirmation_dates_the_application():
    assert told(read(LOGS["a row per mail"][0]), "Beta") == ["2024-01-03 acknowledged", "2024-01-03 applied"]


def test_applications_without_a_first_row_stay_undated_and_that_is_said():
    reading = read(
        """\
        company,event,date
        Acme,Applied,2024-01-02
        Acme,Interview,2024-01-12
        Beta,Interview,2024-01-10
        Beta,Rejected,2024-01-20
        """
    )
    assert told(reading, "Beta") == ["2024-01-10 interview", "2024-01-20 rejected", "? applied"]
    assert codes(reading) == {"no_date": 1}


def test_rows_of_a_log_that_say_nothing_new_or_belong_nowhere_are_accounted_for():
    reading = read(
        """\
        company,event,date,place
        Acme,Saved,2024-01-01,Berlin
        Acme,Applied,2024-01-02,
        Acme,Interview,2024-01-12,Bonn
        Acme,Interview,2024-01-12,Bonn
        Beta,Applied,2024-01-10,
        Beta,Rejected,2025-06-20,
        ,Rejected,2024-01-21,
        """
    )
    assert (reading.rows, reading.accepted, reading.merged, reading.set_aside) == (7, 4, 1, 2)
    assert codes(reading) == {"no_identity": 1, "not_applied": 1, "duplicate_row": 1, "future_date": 1}
    assert told(reading, "Beta") == ["2024-01-10 applied"]


def test_one_row_per_application_is_no_log_although_companies_return():
    reading = read(
        """\
        company,role,date,status
        Acme,Dev,2024-01-02,Interview
        Acme,Dev,2024-01-12,No Response
        Acme,Dev,2024-01-22,Rejected
        Beta,Dev,2024-01-12,No Response
        """
    )
    assert reading.layout == "status"
    assert funnel(reading) == "4 sent, 1 talked, 0 offered, 1 rejected, 2 silent"


def test_an_employers_export_with_two_axes_is_no_log():
    rows = "".join(
        f"{n},{n % 3},2024-01-{n:02d},{'Interview' if n % 2 else 'Application'},Rejected\n" for n in range(1, 13)
    )
    reading = read("candidate_id,job_id,applied_on,stage,outcome\n" + rows)
    assert funnel(reading) == "12 sent, 6 talked, 0 offered, 12 rejected, 0 silent"


HISTORY = {
    "Python lists": """\
        Name,Date,Stage,Stage History
        Acme,2024-11-05,Rejected,"[{'stage': 'Applied', 'date': '2024-11-05'}, {'stage': 'Tech Screen', 'date': \
'2024-11-12'}, {'stage': 'Rejected', 'date': '2024-11-20'}]"
        Beta,2024-11-06,Ghosted,"[{'stage': 'Applied', 'date': '2024-11-06'}, {'stage': 'Ghosted', 'date': \
'2024-12-06'}]"
        """,
    "words and days": """\
        Company,Role,History
        Acme,Dev,"Applied 2024-11-05; Tech screen 2024-11-12; Rejected 2024-11-20"
        Beta,Dev,"Applied 2024-11-06; Ghosted 2024-12-06"
        """,
    "pairs": """\
        Company,Timeline
        Acme,"[[""Applied"", ""2024-11-05""], [""2024-11-12"", ""Tech screen""], [""Rejected"", ""2024-11-20""]]"
        Beta,"[[""Applied"", ""2024-11-06""], [""Ghosted"", ""2024-12-06""]]"
        """,
    "stages as keys": """\
        Company,History
        Acme,"{""Applied"": ""2024-11-05"", ""Tech screen"": ""2024-11-12"", ""Rejected"": ""2024-11-20""}"
        Beta,"{""Applied"": ""2024-11-06"", ""Ghosted"": ""2024-12-06""}"
        """,
}


@pytest.mark.parametrize("text", HISTORY.values(), ids=HISTORY.keys())
def test_a_history_in_one_cell(text):
    reading = read(text)
    assert reading.layout == "history"
    assert funnel(reading) == "2 sent, 1 talked, 0 offered, 1 rejected, 1 silent"
    acme = told(reading, "Acme")
    assert (acme[0], acme[-1], len(acme)) == ("2024-11-05 applied", "2024-11-20 rejected", 3)


def test_a_history_without_days():
    reading = read(
        """\
        Company,Progress
        Acme,Applied -> Phone Screen -> Onsite -> Rejected
        Beta,Applied -> No response
        Ceta,Applied -> Rejected
        """
    )
    assert funnel(reading) == "3 sent, 1 talked, 0 offered, 2 rejected, 1 silent"


def test_a_step_to_come_in_a_history_is_planned():
    reading = read(
        """\
        Company,History
        Acme,"Applied 2024-11-05; Interview 2025-11-12"
        Beta,"Applied 2024-11-06; Rejected 2024-11-16"
        """
    )
    assert told(reading, "Acme") == ["2024-11-05 applied"]
    assert codes(reading)["future_date"] == 1


def test_cells_are_never_evaluated():
    harm = "[{'stage': __import__('os').getcwd(), 'date': '2024-01-01'}]"
    reading = read(f'Company,Applied,Status,Log\nAcme,2024-01-02,Applied,"{harm}"\nBeta,2024-01-03,Rejected,"{harm}"\n')
    assert funnel(reading) == "2 sent, 0 talked, 0 offered, 1 rejected, 0 silent"


def test_json_with_a_process_in_each_record():
    records = [
        {
            "company": "Acme",
            "process": [{"status": "applied", "date": "2024-01-02"}, {"status": "interview", "date": "2024-01-12"}],
        },
        {"company": "Beta", "process": [{"status": "applied", "date": "2024-01-03"}]},
    ]
    reading = read(json.dumps(records), "tracker.json")
    assert funnel(reading) == "2 sent, 1 talked, 0 offered, 0 rejected, 0 silent"
    assert told(reading, "Acme") == ["2024-01-02 applied", "2024-01-12 interview"]


def test_json_with_changes_of_the_status():
    records = [
        {
            "company": "Acme",
            "status": "Rejected",
            "dateApplied": "2024-01-02T10:00:00Z",
            "statusHistory": [
                {"from": "applied", "to": "interview", "changedAt": "2024-01-10T10:00:00Z"},
                {"from": "interview", "to": "rejected", "changedAt": "2024-01-20T10:00:00Z"},
            ],
        },
        {"company": "Beta", "status": "Applied", "dateApplied": "2024-01-04T10:00:00Z", "statusHistory": []},
    ]
    reading = read(json.dumps(records), "tracker.json")
    assert told(reading, "Acme") == ["2024-01-02 applied", "2024-01-10 interview", "2024-01-20 rejected"]


def test_changes_known_by_a_number_only_keep_their_days():
    text = """\
        application_id,from_status,to_status,changed_at
        A-1,Saved,Applied,2024-01-08
        A-1,Applied,Rejected,2024-01-19
        A-2,,Applied,2024-01-10
        A-2,Applied,Phone screen,2024-01-14
        """
    events = read(text).events
    days = events[events["stage"] == "applied"]["date"]
    assert sorted(f"{day:%Y-%m-%d}" for day in days) == ["2024-01-08", "2024-01-10"]
