"""Files that hold counts or names instead of applications: flows, summaries, a column per day."""

from __future__ import annotations

import json

import pytest
from test_layouts_helpers import codes, read, workbook

from data.errors import NotATrackerError

KEYS = ("applications", "interviewed", "offers", "rejected", "no_response", "open")


def counts(text: str | bytes, name: str = "flows.csv", **answers) -> tuple[int | None, ...]:
    """Return sent, talked, offers, rejected, silent, open."""
    reading = read(text, name, **answers)
    assert reading.aggregate is not None
    assert not reading.blocked
    assert not len(reading.applications)
    return tuple(reading.aggregate[key] for key in KEYS)


FLOWS = {
    "a search in one diagram, without header": (
        """\
        Applied,No Response,40
        Applied,Rejected,30
        Applied,Phone Screen,10
        Phone Screen,Rejected,5
        Phone Screen,Onsite,5
        Onsite,Offer,2
        Onsite,Rejected,3
        Offer,Accepted,1
        Offer,Declined,1
        """,
        (80, 10, 2, 38, 40, 0),
    ),
    "columns in another order": (
        """\
        target,source,value
        Rejected,Applied,20
        Interview,Applied,5
        Offer,Interview,1
        Rejected,Interview,3
        """,
        (25, 5, 1, 23, 0, 2),
    ),
    "headless and backwards": (
        """\
        Rejected,20,Applied
        Interview,5,Applied
        Rejected,3,Interview
        """,
        (25, 5, 0, 23, 0, 2),
    ),
    "several sources and a place in the middle": (
        """\
        source,target,value
        Boards,Berlin,16
        Friends,Interview,1
        Berlin,Response,10
        Berlin,No Response,6
        Response,Interview,2
        Response,Rejected,5
        Response,Waiting,3
        Interview,No Offer,1
        Interview,Declined Offer,2
        """,
        (17, 3, 2, 6, 6, 3),
    ),
    "postings never applied to": (
        """\
        source,target,value
        Found,Applied,30
        Found,Not applied,20
        Applied,Rejected,30
        """,
        (30, 0, 0, 30, 0, 0),
    ),
    "SankeyMATIC": (
        """\
        // my search
        Applications [100] Rejected
        Applications [80] Ghosted
        Applications [20] Recruiter Call
        Recruiter Call [10] Technical Interview
        Recruiter Call [10] Rejected
        Technical Interview [6] Rejected
        """,
        (200, 20, 0, 116, 80, 4),
    ),
    "more ends than begins: outcomes are unknown": (
        """\
        source,target,value
        Applied,Rejected,50
        Applied,Interview,10
        Interview,Rejected,14
        """,
        (60, 10, 0, None, None, None),
    ),
    "paths that mix before a talk: talks are unknown": (
        """\
        source,target,value
        Applied,Phone Screen,10
        Applied,Test,10
        Phone Screen,Test,5
        Test,Interview,8
        Phone Screen,Rejected,5
        """,
        (20, None, 0, 5, 0, 15),
    ),
    "a circle: nobody can tell who came first": (
        """\
        source,target,value
        Applied,Interview,10
        Interview,Second Interview,5
        Second Interview,Interview,2
        """,
        (10, None, 0, 0, 0, 10),
    ),
    "offers without any talk in the diagram": (
        """\
        source,target,value
        Applied,Rejected,18
        Applied,Offer,2
        """,
        (20, None, 2, 18, 0, 2),
    ),
}


@pytest.mark.parametrize(("text", "expected"), FLOWS.values(), ids=FLOWS.keys())
def test_flows_become_counts(text, expected):
    name = "flows.txt" if text.lstrip().startswith("//") else "flows.csv"
    assert counts(text, name) == expected


def test_flows_from_json_links():
    nodes = [{"name": name} for name in ("Applied", "Rejected", "Interview", "Offer")]
    links = [(0, 1, 20), (0, 2, 5), (2, 3, 1), (2, 1, 4)]
    text = json.dumps(
        {"nodes": nodes, "links": [dict(zip(("source", "target", "value"), link, strict=True)) for link in links]}
    )
    assert counts(text, "flows.json") == (25, 5, 1, 24, 0, 1)


def test_flows_keep_the_names_and_say_the_stages():
    reading = read(FLOWS["several sources and a place in the middle"][0])
    first = reading.flows.astype(object).where(reading.flows.notna(), None).values.tolist()[2]
    assert first == ["Berlin", "Response", 10, None, "replied"]
    assert codes(reading)["unknown_status"] >= 1


def test_a_line_that_is_no_link_is_set_aside():
    reading = read("source,target,value\nApplied,Rejected,20\nApplied,Interview,many\nInterview,Rejected,2\n")
    assert (reading.accepted, reading.set_aside) == (2, 1)
    assert [p.row for p in reading.problems if p.set_aside] == [3]


def test_an_end_nobody_knows_is_asked():
    text = "source,target,value\nApplied,Rejected,20\nApplied,Zorgle,5\nApplied,Interview,3\n"
    reading = read(text)
    assert [(str(q.code), q.subject) for q in reading.questions if q.needed] == [("status_meaning", "Zorgle")]
    assert counts(text, stages={"Zorgle": "no_response"}) == (28, 3, 0, 20, 5, 3)


def test_a_summary_whose_parts_add_up_holds_current_statuses():
    lines = ["Name,Rowan", "Start Of Search,07/14/21", "Applied,26", "Waiting,4", "Accepted,2", "First Interview,7"]
    text = "\n".join([*lines, "Second Interview,8", "Offer,1", "Rejected,4", "Total,26"])
    reading = read(text)
    assert reading.layout == "summary"
    assert counts(text) == (26, None, None, 4, 0, 4)
    assert counts("Status,Count\nApplied,50\nRejected,20\nInterviewing,6\nNo response,24\nTotal,100\n")[:2] == (
        100,
        None,
    )


SUMMARY = "Stage,Number\nApplications,100\nReplies,30\nInterviews,10\nOffers,2\nRejected,60\n"


def test_a_summary_that_does_not_add_up_is_asked_about():
    assert [str(q.code) for q in read(SUMMARY).questions] == ["aggregate"]
    assert counts(SUMMARY, choices={"aggregate": "reached"}) == (100, 10, 2, 60, None, None)
    assert counts(SUMMARY, choices={"aggregate": "current"})[:3] == (100, None, None)
    with pytest.raises(NotATrackerError):
        read(SUMMARY, choices={"aggregate": "refuse"})


def days_and_names() -> bytes:
    days = ["2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05", "2024-01-08"]
    return workbook(
        {
            "Sheet1": [
                ["Total", *days],
                [7, *(f"1. Acme {n}" for n in range(5))],
                ["", "2. Beta", "", "2. Ceta", "", "N/A"],
            ]
        }
    )


def test_a_column_per_day_is_asked_about_then_read():
    asked = read(days_and_names(), "days.xlsx")
    assert [str(q.code) for q in asked.questions] == ["matrix"]
    reading = read(days_and_names(), "days.xlsx", choices={"matrix": "accept"})
    assert not reading.blocked
    assert (reading.layout, reading.rows, reading.accepted) == ("matrix", 7, 7)
    assert reading.applications["company"].tolist()[:2] == ["Acme 0", "Beta"]
    assert reading.events["date"].dt.strftime("%Y-%m-%d").tolist()[:3] == ["2024-01-02", "2024-01-02", "2024-01-03"]
    assert not reading.applications["knows_interviews"].any()
    with pytest.raises(NotATrackerError):
        read(days_and_names(), "days.xlsx", choices={"matrix": "refuse"})


def test_links_without_one_readable_number_are_refused_and_not_counted_as_zero() -> None:
    links = {"links": [{"source": "Applied", "target": "Interview", "value": "x"}]}
    with pytest.raises(NotATrackerError, match="two names and a whole number"):
        read(json.dumps(links), "flows.json")
