"""Row-per-application trackers: what people keep, and what must be understood."""

from __future__ import annotations

from datetime import date

import pytest
from test_layouts_helpers import codes, funnel, read, told, workbook

from data.errors import NotATrackerError

CASES = {
    "a status column": (
        """\
        Company,Role,Date Applied,Status
        Acme,Engineer,2024-01-02,Rejected
        Beta,Analyst,2024-01-03,Applied
        Ceta,Analyst,2024-01-05,Interview
        Dent,Tester,2024-01-06,No response
        """,
        "4 sent, 1 talked, 0 offered, 1 rejected, 1 silent",
    ),
    "an offer implies a talk": (
        """\
        Company,Date Applied,Status
        Acme,2024-01-02,Offer
        Beta,2024-01-03,Applied
        """,
        "2 sent, 1 talked, 1 offered, 0 rejected, 0 silent",
    ),
    "columns of yes and no": (
        """\
        Company,Role,Applied,Phone Screen,Technical,Onsite,Offer
        Acme,Dev,2024-01-02,yes,no,no,no
        Beta,Dev,2024-01-03,yes,yes,yes,no
        Ceta,Dev,2024-01-05,no,no,no,no
        Dent,Dev,2024-01-09,yes,yes,yes,yes
        """,
        "4 sent, 3 talked, 1 offered, ? rejected, ? silent",
    ),
    "columns of one and blank, applied among them": (
        """\
        company,date,applied,response,phone,interview,offer,rejected
        Acme,2024-01-02,1,1,1,,,1
        Beta,2024-01-03,1,,,,,
        Ceta,2024-01-04,1,1,,,,1
        Dent,2024-01-05,1,1,1,1,1,
        """,
        "4 sent, 2 talked, 1 offered, 2 rejected, 0 silent",
    ),
    "columns of dates": (
        """\
        Company,Position,Date Applied,Interview 1,Interview 2,Interview 3,Offer Date,Rejected Date
        Acme,Dev,2024-01-02,2024-01-12,2024-01-20,,,2024-02-01
        Beta,Dev,2024-01-03,,,,,
        Ceta,Dev,2024-01-04,2024-01-15,2024-01-22,2024-01-25,2024-02-02,
        """,
        "3 sent, 2 talked, 1 offered, 1 rejected, 0 silent",
    ),
    "columns of words": (
        """\
        Company,Applied,OA,Phone Interview,Final Round,Decision
        Acme,1/2/2024,HackerRank,,,Rejected
        Beta,1/13/2024,,Done,Scheduled,
        Ceta,1/14/2024,CodeSignal,Passed,Failed,Rejected
        Dent,1/15/2024,,,,Ghosted
        """,
        "4 sent, 2 talked, 0 offered, 2 rejected, 1 silent",
    ),
    "flags beside a status": (
        """\
        Date,Source,Applied,Exam,Interview,Status
        2024-01-02,LinkedIn,TRUE,FALSE,TRUE,Rejected
        2024-01-03,LinkedIn,TRUE,TRUE,FALSE,Waiting
        2024-01-04,Indeed,TRUE,FALSE,FALSE,Rejected
        ,,FALSE,FALSE,FALSE,N/A
        ,,FALSE,FALSE,FALSE,N/A
        """,
        "3 sent, 1 talked, 0 offered, 2 rejected, 0 silent",
    ),
    "only how it ended: talks on the way are unknown": (
        """\
        Company,Applied,Outcome
        Acme,2024-01-02,Rejected
        Beta,2024-01-03,Hired
        Ceta,2024-01-05,Rejected
        """,
        "3 sent, ? talked, 1 offered, 2 rejected, 0 silent",
    ),
    "no status at all": (
        """\
        company,applied,type
        Acme,8/27/2018,Data Analyst
        Acme,8/27/2018,Data Analyst
        Beta,9/4/2018,Engineer
        """,
        "3 sent, ? talked, ? offered, ? rejected, ? silent",
    ),
    "two axes: an unfinished application was never sent, an unfinished interview is open": (
        """\
        date,company,progress,application status
        2024-01-02,Acme,interview,not complete
        2024-01-03,Beta,application,submitted
        2024-01-04,Ceta,application,not complete
        2024-01-05,Dent,application,abandoned
        2024-01-06,Echo,video interview,rejected
        """,
        "3 sent, 2 talked, 0 offered, 1 rejected, 0 silent",
    ),
    "no header": (
        """\
        Engineer,Acme,2024-01-02,Rejected
        Analyst,Beta,2024-01-03,Applied
        Manager,Ceta,2024-01-05,Interview on 21st Jan
        Engineer,Dent,2024-02-05,Applied
        """,
        "4 sent, 1 talked, 0 offered, 1 rejected, 0 silent",
    ),
    "title above, total below, wishes between": (
        """\
        My job search,,,
        ,,,
        Company,Role,Date applied,Status
        Acme,Dev,2024-01-02,Rejected
        Beta,Dev,2024-01-03,Applied
        Ceta,Dev,,Wishlist
        Dent,Dev,,
        Total,2,,
        """,
        "2 sent, 0 talked, 0 offered, 1 rejected, 0 silent",
    ),
    "two header rows": (
        """\
        Application,,,Interview 1,,Interview 2,
        Company,Role,Date,Date,Result,Date,Result
        Acme,Dev,2024-01-02,2024-01-10,passed,2024-01-20,rejected
        Beta,Dev,2024-01-03,,,,
        Ceta,Dev,2024-01-04,2024-01-12,failed,,
        """,
        "3 sent, 2 talked, ? offered, 2 rejected, ? silent",
    ),
    "the same names twice: the status goes on": (
        """\
        Company,Title,Date,Status,Date,Status
        Acme,Dev,2024-01-02,Applied,2024-01-12,Interview
        Beta,Dev,2024-01-03,Applied,2024-01-13,Rejected
        Ceta,Dev,2024-01-03,Applied,,
        """,
        "3 sent, 1 talked, 0 offered, 1 rejected, 0 silent",
    ),
    "conflict marks and a second header": (
        """\
        <<<<<<< HEAD
        Company,Title,Date Applied,Status
        Acme,Dev,2024-01-02,Applied
        =======
        Company,Title,Date Applied,Status
        Beta,Dev,2024-01-03,Rejected
        >>>>>>> 1f2e3d
        """,
        "2 sent, 0 talked, 0 offered, 1 rejected, 0 silent",
    ),
    "German": (
        """\
        Firma;Stelle;Beworben am;Status
        A GmbH;Entwickler;02.01.2024;Absage
        B AG;Entwickler;03.01.2024;Vorstellungsgespräch
        C SE;Tester;13.01.2024;Keine Rückmeldung
        D KG;Tester;14.01.2024;Zusage
        """,
        "4 sent, 2 talked, 1 offered, 1 rejected, 1 silent",
    ),
    "Chinese, with a day of interview": (
        """\
        公司,职位,投递日期,状态,面试时间
        甲,工程师,2024-01-02,已拒绝,2024-01-10
        乙,工程师,2024-01-03,已投递,
        丙,设计,2024-01-05,二面,2024-01-15
        丁,设计,2024-01-05,无回复,
        """,
        "4 sent, 2 talked, 0 offered, 1 rejected, 1 silent",
    ),
    "words beside the ending say how far it came": (
        """\
        Company,Role,Applied,Status,Stage rejected
        Acme,Dev,2024-01-02,Rejected,After interview
        Beta,Dev,2024-01-03,Rejected,Resume
        Ceta,Dev,2024-01-13,Applied,
        """,
        "3 sent, 1 talked, 0 offered, 2 rejected, 0 silent",
    ),
    "a tick for an offer declined beside a rejection": (
        """\
        name,applied_date,stage,rejected,offer_declined
        Acme,2024-07-04,Applied,True,True
        Beta,2024-07-05,Received offer,False,True
        Ceta,2024-07-05,Phone screen,False,False
        """,
        "3 sent, 2 talked, 1 offered, 1 rejected, 0 silent",
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_trackers_as_people_keep_them(text, expected):
    assert funnel(read(text)) == expected


def test_stage_dates_become_events_with_their_rounds():
    reading = read(CASES["columns of dates"][0])
    assert reading.layout == "wide"
    assert told(reading, "Acme") == [
        "2024-01-02 applied",
        "2024-01-12 interview 1",
        "2024-01-20 interview 2",
        "2024-02-01 rejected",
    ]
    assert told(reading, "Beta") == ["2024-01-03 applied"]


def test_a_number_of_interviews_becomes_as_many_rounds():
    reading = read(
        """\
        Company,Applied,Interviews,Offer
        Acme,2024-01-02,3,No
        Beta,2024-01-03,0,No
        """
    )
    assert told(reading, "Acme")[1:] == ["? interview 1", "? interview 2", "? interview 3"]
    assert told(reading, "Beta") == ["2024-01-03 applied"]


def test_a_second_date_in_an_interview_cell_is_a_second_talk():
    reading = read(
        """\
        Company,Applied,Interview
        Acme,2024-01-02,2024-01-10 and 2024-01-17
        Beta,2024-01-03,2024-01-12
        """
    )
    assert told(reading, "Acme")[1:] == ["2024-01-10 interview", "2024-01-17 interview"]


def test_dates_come_from_the_words_or_from_the_day_of_the_last_change():
    reading = read(
        """\
        Company,Title,Applied,Status,Last Updated
        Acme,Dev,2024-01-13,Rejected 20.01.2024,2024-02-02
        Beta,Dev,2024-01-14,Interview,2024-01-25
        Ceta,Dev,2024-01-15,Applied,2024-01-30
        Dent,Dev,2024-01-16,Rejected,2024-01-10
        """
    )
    assert told(reading, "Acme") == ["2024-01-13 applied", "2024-01-20 rejected"]
    assert told(reading, "Beta") == ["2024-01-14 applied", "2024-01-25 interview"]
    assert told(reading, "Ceta") == ["2024-01-15 applied"]
    assert told(reading, "Dent") == ["2024-01-16 applied", "? rejected"]
    origin = reading.events.loc[reading.events["stage"] == "interview", "origin"].item()
    assert origin == 'status "Interview", dated by column "Last Updated"'


def test_the_day_of_an_answer_is_the_day_of_a_rejection_but_not_of_an_offer():
    reading = read(
        """\
        Company,Applied,Status,Response Date
        Acme,2024-01-02,Rejected,2024-01-20
        Beta,2024-01-03,Offer,2024-01-12
        """
    )
    assert told(reading, "Acme") == ["2024-01-02 applied", "2024-01-20 replied", "2024-01-20 rejected"]
    assert told(reading, "Beta") == ["2024-01-03 applied", "2024-01-12 replied", "? offer"]


def test_a_column_that_only_repeats_the_application_date_dates_nothing():
    reading = read(
        """\
        company,status,date_added,last_updated
        Acme,Rejected,2024-01-02,2024-01-02
        Beta,Applied,2024-01-03,2024-01-03
        """
    )
    assert told(reading, "Acme") == ["2024-01-02 applied", "? rejected"]


def test_a_status_does_not_count_a_talk_that_a_column_tells_already():
    reading = read(
        """\
        Company,Applied,Status,Phone Screen
        Acme,2024-01-02,Interview,2024-01-09
        Beta,2024-01-03,Second interview,2024-01-10
        """
    )
    assert told(reading, "Acme") == ["2024-01-02 applied", "2024-01-09 phone_screen"]
    assert told(reading, "Beta") == ["2024-01-03 applied", "2024-01-10 phone_screen", "? interview 2"]


def test_a_stage_date_to_come_is_planned_not_reached():
    reading = read(
        """\
        Company,Applied,Status,Interview
        Acme,2024-01-02,Applied,2025-03-01
        Beta,2024-01-03,Interview,2024-01-20
        """
    )
    assert told(reading, "Acme") == ["2024-01-02 applied"]
    assert codes(reading) == {"future_date": 1}


def test_an_interview_before_the_application_is_kept_and_said():
    reading = read(
        """\
        Company,Applied,Status,Interview
        Acme,2024-02-02,Interview,2024-01-20
        Beta,2024-01-03,Applied,
        """
    )
    assert told(reading, "Acme") == ["2024-01-20 interview", "2024-02-02 applied"]
    assert codes(reading) == {"dates_out_of_order": 1}


def rows_with_default_date(count: int, status: str) -> str:
    return "Company,Applied,Status,Interview Date\n" + "".join(
        f"C{number},2024-01-{number:02d},{status},2024-02-01\n" for number in range(1, count + 1)
    )


def test_one_date_on_every_row_is_the_default_of_a_form():
    reading = read(rows_with_default_date(8, "Submitted") + "Real,2024-01-20,Interview,2024-02-01\n")
    assert funnel(reading) == "9 sent, 1 talked, 0 offered, 0 rejected, 0 silent"
    assert codes(reading)["suspicious_column"] == 1
    assert told(reading, "Real") == ["2024-01-20 applied", "2024-02-01 interview"]


def test_dates_of_their_own_are_believed_although_the_status_was_not_kept_up():
    rows = "".join(f"C{n},2024-01-{n:02d},Submitted,2024-02-{n:02d}\n" for n in range(1, 9))
    assert funnel(read("Company,Applied,Status,Interview Date\n" + rows)).startswith("8 sent, 8 talked")


def test_three_dates_equal_to_the_follow_up_are_a_default_too():
    reading = read(
        """\
        Company,Applied,Status,Follow-up,Interview Date
        Acme,2024-01-02,Applied,2024-02-01,2024-02-01
        Beta,2024-01-03,Applied,2024-02-01,2024-02-01
        Ceta,2024-01-04,Applied,2024-02-01,2024-02-01
        """
    )
    assert funnel(reading).startswith("3 sent, 0 talked")


def same_status(word: str, count: int = 19) -> str:
    return "Company,Applied,Status\n" + "".join(f"C{n},2024-01-{n:02d},{word}\n" for n in range(1, count + 1))


@pytest.mark.parametrize(
    ("word", "count", "as_of", "expected"),
    [
        ("Applied", 19, date(2024, 1, 30), "19 sent, 0 talked, 0 offered, 0 rejected, 0 silent"),
        ("Applied", 19, date(2024, 12, 31), "19 sent, ? talked, ? offered, ? rejected, ? silent"),
        ("Applied", 1, date(2024, 12, 31), "1 sent, 0 talked, 0 offered, 0 rejected, 0 silent"),
        ("in progress", 4, date(2024, 12, 31), "4 sent, ? talked, 0 offered, 0 rejected, 0 silent"),
        ("Rejected", 19, date(2024, 12, 31), "19 sent, ? talked, 0 offered, 19 rejected, 0 silent"),
    ],
)
def test_a_status_equal_in_every_row_proves_little(word, count, as_of, expected):
    assert funnel(read(same_status(word, count), as_of=as_of)) == expected


def test_unknown_words_are_said_and_asked_but_never_guessed():
    rows = same_status("Applied", 15)
    few = read(rows + "Odd,2024-02-01,Zorgled\n")
    assert told(few, "Odd") == ["2024-02-01 applied"]
    assert [(q.subject, q.needed) for q in few.questions] == [("Zorgled", False)]
    many = read(rows + "".join(f"O{n},2024-02-0{n},Zorgled\n" for n in range(1, 6)))
    assert many.blocked
    answered = read(rows + "Odd,2024-02-01,Zorgled\n", stages={"Zorgled": "interview"})
    assert told(answered, "Odd") == ["2024-02-01 applied", "? interview"]
    assert not answered.questions


def test_an_answer_can_take_rows_out():
    reading = read(same_status("Applied", 3) + "Odd,2024-02-01,Zorgled\n", stages={"Zorgled": "not_applied"})
    assert (reading.accepted, reading.set_aside) == (3, 1)


AMBIGUOUS = """\
    Company,Title,Date Applied,Status
    Acme,Dev,02/01/2024,Rejected
    Beta,Dev,03/05/2024,Applied
    Ceta,Dev,01/04/2024,Interview
    """


def test_the_order_of_day_and_month_is_asked_where_nothing_proves_it():
    reading = read(AMBIGUOUS)
    assert reading.blocked
    assert [(str(q.code), [o.value for o in q.options]) for q in reading.questions] == [
        ("date_order", ["day-first", "month-first"])
    ]
    assert reading.events["date"].isna().all()


@pytest.mark.parametrize(
    ("answers", "day"),
    [
        ({"date_order": "day-first"}, "2024-01-02"),
        ({"date_order": "month-first"}, "2024-02-01"),
        ({"choices": {"date_order": "month-first"}}, "2024-02-01"),
    ],
)
def test_the_answer_settles_the_order(answers, day):
    reading = read(AMBIGUOUS, **answers)
    assert not reading.blocked
    assert told(reading, "Acme")[0] == f"{day} applied"
    assert set(reading.events.loc[reading.events["stage"] == "applied", "date_note"]) == {"order"}


def test_a_column_without_proof_follows_the_one_that_has_it():
    reading = read(
        """\
        Company,Applied,Interview
        Acme,02/01/2024,25/01/2024
        Beta,03/05/2024,
        """
    )
    assert not reading.blocked
    assert told(reading, "Acme") == ["2024-01-02 applied", "2024-01-25 interview"]


def test_months_without_a_day_and_days_without_a_year_are_marked():
    reading = read(
        """\
        date,company,status
        2024-08,Acme,Applied
        2024-09-04,Beta,Applied
        Sep 9,Ceta,Rejected
        """
    )
    notes = reading.events.loc[reading.events["stage"] == "applied", "date_note"].tolist()
    assert notes == ["month", "", "year"]
    assert codes(reading) == {"month_only_date": 1, "year_inferred": 1}


def test_text_in_a_date_column_is_a_problem_of_its_row():
    reading = read(
        """\
        Company,Applied,Status
        Acme,2024-01-02,Applied
        Beta,soon,Rejected
        Ceta,2205-01-02,Applied
        """
    )
    assert told(reading, "Beta") == ["? applied", "? rejected"]
    assert [(p.row, str(p.code), p.value) for p in reading.problems] == [
        (3, "bad_date", "soon"),
        (4, "impossible_date", "2205-01-02"),
    ]


def test_rows_of_one_key_or_one_link_are_merged_and_others_kept():
    by_key = read(
        """\
        ID,Company,Title,Applied,Status
        1,Acme,Dev,2024-01-02,Applied
        2,Beta,Dev,2024-01-03,Applied
        1,Acme,Dev,2024-01-02,Interview
        3,Ceta,Dev,2024-01-05,Applied
        4,Dent,Dev,2024-01-05,Applied
        """
    )
    assert (by_key.accepted, by_key.merged) == (4, 1)
    assert told(by_key, "Acme") == ["2024-01-02 applied", "? interview"]
    by_link = read(
        """\
        Company,Title,URL,Applied,Status
        Acme,Dev,https://jobs.example/1,2024-01-02,Applied
        Acme,Dev,https://jobs.example/1,2024-01-02,Applied
        Acme,Dev,https://jobs.example/2,2024-01-02,Rejected
        """
    )
    assert (by_link.accepted, by_link.merged) == (2, 1)
    assert [p.row for p in by_link.problems if p.code == "duplicate_row"] == [3, 4]


def test_rows_joined_by_a_link_and_a_key_in_turn_are_one():
    others = "".join(f"{n},Site {n},Dev,https://jobs.example/{n},2024-02-{n:02d},Applied\n" for n in range(10, 20))
    reading = read(
        "ID,Company,Title,URL,Applied,Status\n"
        ",Acme,Dev,https://jobs.example/1,2024-01-02,Applied\n"
        "7,Acme,Dev,https://jobs.example/1,2024-01-02,Interview\n"
        "7,Acme,Dev,,2024-01-02,Rejected\n" + others
    )
    assert (reading.accepted, reading.merged) == (11, 2)
    assert told(reading, "Acme") == ["2024-01-02 applied", "? interview", "? rejected"]
    assert set(reading.events["application_id"]) == set(reading.applications["application_id"])


def test_a_key_of_postings_does_not_merge_the_candidates_of_one_posting():
    rows = "".join(f"{n % 3},Site {n},2024-01-{n:02d},Applied\n" for n in range(1, 13))
    reading = read("job_id,company,applied,status\n" + rows)
    assert (reading.accepted, reading.merged) == (12, 0)


def test_equal_rows_of_a_file_with_a_useless_key_are_one():
    rows = "".join(f"{n % 3},Site {n},2024-01-{n:02d},Applied\n" for n in range(1, 13))
    reading = read("job_id,company,applied,status\n" + rows + "1,Site 1,2024-01-01,Applied\n")
    assert (reading.accepted, reading.merged) == (12, 1)


def test_rows_that_look_alike_are_kept_and_said_once():
    reading = read(CASES["no status at all"][0])
    assert reading.accepted == 3
    assert [(p.row, p.set_aside) for p in reading.problems if p.code == "duplicate_row"] == [(3, False)]


def test_every_row_that_is_left_out_has_its_reason():
    reading = read(CASES["title above, total below, wishes between"][0])
    assert [(p.row, str(p.code)) for p in reading.problems if p.set_aside] == [
        (8, "total_row"),
        (6, "not_applied"),
        (7, "not_applied"),
    ]
    assert all(p.message and p.remedy for p in reading.problems)


def test_rows_filled_down_by_a_template_stand_for_nothing():
    rows = ",,,Applied,45000,No\n" * 20
    reading = read(
        "Company,Position,Date Applied,Status,Days Since,Interview\nAcme,Dev,2024-01-02,Rejected,30,No\n" + rows
    )
    assert (reading.accepted, reading.set_aside) == (1, 20)
    assert codes(reading)["template_row"] == 20


def test_a_row_without_a_name_is_set_aside_unless_a_text_tells_it():
    reading = read(
        """\
        Company,Role,Status,Date Applied,Subject
        Acme,Dev,applied,2024-01-02,Thank you for applying to Acme
        ,,rejected,,Your application as a developer
        ,,rejected,,
        """
    )
    assert (reading.accepted, reading.set_aside) == (2, 1)
    assert codes(reading)["no_identity"] == 1


def test_other_columns_are_kept_as_written():
    reading = read(
        """\
        Company,Title,Applied,Status,Team size,Mood
        Acme,Dev,2024-01-02,Applied,12,"so, so"
        Beta,Dev,2024-01-03,Applied,,
        """
    )
    assert reading.applications["extra"].tolist()[0] == '{"Team size": "12", "Mood": "so, so"}'
    assert reading.applications["extra"].isna().tolist() == [False, True]
    assert reading.applications["source_row"].tolist() == [2, 3]


REFUSED = {
    "leads": "Company,Role,Link,Status\nAcme,Dev,https://a.example/1,Interested\nBeta,Dev,,To apply\n",
    "postings saved": 'Saved Date,Job Url,Job Title,Company Name\n"1/13/24, 9:42 AM",https://a.example/1,Dev,Acme\n',
    "an empty template": "Company,Application Status,Role,Notes\n" + ",N/A,,\n" * 9,
    "ticks nobody set": "Done,Company,Role,Applied?\nFALSE,,,FALSE\nFALSE,,,FALSE\n",
    "a header alone": "Company,Role,Date Applied,Status\n",
    "numbers": "x,y,z\n1,2,3\n4,5,6\n",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_a_file_without_applications_is_refused_with_a_sentence(text):
    with pytest.raises(NotATrackerError) as refused:
        read(text)
    assert refused.value.message.endswith(".")


def test_cells_that_slid_are_put_back():
    reading = read(
        """\
        Title,Company,Location,Status,Date Applied
        Dev,Acme,Berlin,Applied,2024-01-02
        Dev,Beta,Bonn,Rejected,2024-01-03
        Dev,Ceta,Springfield, North,Applied,2024-01-04
        Dev,Dent,Applied,2024-01-05
        Dev,Echo,Essen,Applied,2024-01-06
        """
    )
    assert funnel(reading) == "5 sent, 0 talked, 0 offered, 1 rejected, 0 silent"
    assert reading.applications["location"].fillna("").tolist() == ["Berlin", "Bonn", "Springfield, North", "", "Essen"]
    assert codes(reading)["shifted_row"] == 2


def test_cells_that_fit_nowhere_are_set_aside():
    reading = read(
        """\
        Title,Company,Status,Date Applied
        Dev,Acme,Applied,2024-01-02
        Dev,Beta,Rejected,2024-01-03
        Dev,Ceta,what,ever,this,is
        Dev,Dent,Applied,2024-01-05
        """
    )
    assert (reading.accepted, reading.set_aside) == (3, 1)


HEADER = ["Company", "Role", "Date Applied", "Status"]


def test_sheets_of_one_header_are_read_together():
    content = workbook(
        {
            "2023": [HEADER, ["Acme", "Dev", date(2023, 1, 2), "Rejected"]],
            "2024": [HEADER, ["Beta", "Dev", date(2024, 1, 2), "Interview"]],
            "Lists": [["Stages"], ["Applied"], ["Rejected"]],
        }
    )
    reading = read(content, "tracker.xlsx")
    assert funnel(reading) == "2 sent, 1 talked, 0 offered, 1 rejected, 0 silent"
    assert reading.applications["application_id"].tolist() == ["r2", "t2r2"]
    assert codes(reading)["sheet_skipped"] == 2
    assert funnel(read(content, "tracker.xlsx", table="2023")).startswith("1 sent, ")


def test_sheets_named_after_stages_say_the_status():
    header = ["Company", "Role", "Date Applied"]
    sheets = {"Applied": "Acme", "Interview": "Beta", "Rejected": "Ceta"}
    content = workbook({name: [header, [company, "Dev", date(2024, 1, 2)]] for name, company in sheets.items()})
    assert funnel(read(content, "tracker.xlsx")) == "3 sent, 1 talked, 0 offered, 1 rejected, 0 silent"


def test_a_tracker_is_preferred_to_the_diagram_beside_it():
    content = workbook(
        {
            "Diagram": [["source", "target", "value"], ["Applied", "Rejected", 9], ["Applied", "Offer", 1]],
            "Data": [HEADER, ["Acme", "Dev", date(2024, 1, 2), "Rejected"], ["Beta", "Dev", None, "Applied"]],
        }
    )
    assert read(content, "tracker.xlsx").table == "Data"
    assert read(content, "tracker.xlsx", table="Diagram").layout == "flows"


def test_the_sheet_is_chosen_by_content_not_by_place():
    content = workbook(
        {
            "Dashboard": [["Applications", 2], ["Rejected", 1]],
            "Data": [HEADER, ["Acme", "Dev", date(2024, 1, 2), "Rejected"], ["Beta", "Dev", None, "Applied"]],
        }
    )
    reading = read(content, "tracker.xlsx")
    assert (reading.table, reading.tables) == ("Data", ("Dashboard", "Data"))
    assert funnel(reading) == "2 sent, 0 talked, 0 offered, 1 rejected, 0 silent"


def test_a_person_can_say_what_columns_mean():
    text = """\
        foo,bar,baz,when
        Acme,good,alpha,2024-01-02
        Beta,bad,beta,2024-01-03
        """
    fields = {"foo": "company", "baz": "status", "when": "stage:interview"}
    reading = read(text, fields=fields, stages={"alpha": "rejected", "beta": "applied"})
    assert [guess.header for guess in reading.columns] == ["foo", "bar", "baz", "when"]
    assert funnel(reading) == "2 sent, 2 talked, 0 offered, 1 rejected, 0 silent"


def test_a_status_that_differs_in_every_row_is_a_diary():
    rows = "".join(f"Firm {n},2024-01-02,called them on floor {n} and waited\n" for n in range(300))
    assert funnel(read("Company,Applied,Status\n" + rows)) == "300 sent, ? talked, ? offered, ? rejected, ? silent"


def test_of_many_unknown_words_the_commonest_are_asked():
    rows = "".join(f"Firm {n},2024-01-02,zorg{chr(97 + n % 20) * 3}\n" for n in range(100))
    reading = read("Company,Applied,Status\n" + rows + "Acme,2024-01-02,Applied\n" * 9)
    assert reading.blocked
    assert (len(reading.questions), codes(reading)["unknown_status"]) == (12, 20)


def test_a_table_of_thousands_of_columns_is_cut_with_a_sentence():
    wide = ["Company", "Date Applied", "Status", *(f"h{n}" for n in range(1500))]
    text = ",".join(wide) + "\nAcme,2024-01-02,Applied" + ",x" * 1500 + "\n"
    reading = read(text)
    assert funnel(reading) == "1 sent, 0 talked, 0 offered, 0 rejected, 0 silent"
    assert codes(reading)["truncated"] == 1


def test_a_header_is_known_by_a_few_of_its_names():
    own = ",".join(f"my thing {n}" for n in range(30))
    text = f"Company,Role,Date Applied,Status,{own}\nAcme,Dev,2024-01-02,Applied" + ",x" * 30 + "\n"
    assert funnel(read(text)) == "1 sent, 0 talked, 0 offered, 0 rejected, 0 silent"


def test_a_person_can_name_the_columns_of_a_file_without_header():
    text = "Acme,good,2024-01-02\nBeta,bad,2024-01-03\n"
    fields = {"Column 1": "company", "Column 2": "status", "Column 3": "applied"}
    reading = read(text, fields=fields, stages={"good": "interview", "bad": "rejected"})
    assert funnel(reading) == "2 sent, 1 talked, 0 offered, 1 rejected, 0 silent"


def test_a_person_can_name_the_sides_of_a_flow():
    text = "alpha,beta,gamma\nApplied,Rejected,20\nApplied,Interview,5\n"
    fields = {"alpha": "flow_source", "beta": "flow_target", "gamma": "flow_value"}
    reading = read(text, fields=fields)
    assert reading.aggregate is not None
    assert reading.aggregate["applications"] == 25


def test_the_name_of_a_column_is_kept_short():
    reading = read("Company,Applied,Status," + "x" * 5000 + "\nAcme,2024-01-02,Applied,1\n")
    assert reading.applications["extra"].str.len().max() < 250


def test_a_table_nobody_understands_is_asked_about():
    reading = read("foo,bar,baz\nhello there,nice,alpha\ngood day,bad,beta\n")
    assert reading.blocked
    assert {str(question.code) for question in reading.questions} == {"column_meaning"}
    assert reading.set_aside == reading.rows


def test_tables_of_one_tracker_with_other_columns_are_read_together():
    text = """\
        ## Active

        | Company | Role | Applied | Stage |
        |---|---|---|---|
        | Acme | Dev | 2024-01-02 | Phone interview |
        | Beta | Dev | 2024-01-03 | Applied |

        ## Closed

        | Company | Position | Applied | Interviewed? | Result |
        |---|---|---|---|---|
        | Ceta | Dev | 2024-01-04 | yes | Rejected |
        | Dent | Dev | 2024-01-05 | no | Rejected |
        | Echo | Dev | 2024-01-06 | no | Ghosted |
        """
    assert funnel(read(text, "jobs.md")) == "5 sent, 2 talked, 0 offered, 2 rejected, 1 silent"


def test_two_views_of_the_same_applications_are_not_added_up():
    rows = [["Acme", "Dev", "2024-01-02", "Applied"], ["Beta", "Dev", "2024-01-03", "Rejected"]]
    book = workbook(
        {
            "All": [["Company", "Role", "Date Applied", "Status"], *rows],
            "Mirror": [["Company", "Role", "Date Applied", "Status", "Notes"], *([*row, ""] for row in rows)],
        }
    )
    assert len(read(book, "jobs.xlsx").applications) == 2


def test_a_weak_word_beside_a_day_of_application_is_an_application():
    text = """\
        Company,Role,Date Applied,Status
        Acme,Dev,2024-01-02,New
        Beta,Dev,2024-01-03,New
        Ceta,Dev,2024-01-04,Rejected
        Dent,Dev,2024-01-05,Wishlist
        """
    assert funnel(read(text)) == "3 sent, 0 talked, 0 offered, 1 rejected, 0 silent"


def test_examples_and_remarks_below_the_table_are_no_applications():
    text = """\
        Company,Role,Date Applied,Status
        Acme,Dev,2024-01-02,Applied
        Beta,Dev,2024-01-03,Rejected
        Example Corp,Copy this row,YYYY-MM-DD,Applied
        Last updated: 2024-03-01,,,
        "Place, date, signature:","Kassel, 2024-03-15",,
        """
    reading = read(text)
    assert (len(reading.applications), reading.set_aside) == (2, 3)


def test_a_history_of_leads_is_no_application_and_its_applied_beats_the_day_the_row_was_made():
    text = """\
        Company,Role,Timeline,Created At
        Acme,Dev,Saved 2024-01-02; Applied 2024-01-05,2024-01-02
        Beta,Dev,Saved 2024-01-03,2024-01-03
        Ceta,Dev,Applied 2024-01-09; Rejected 2024-01-20,2024-01-08
        """
    reading = read(text)
    assert sorted(reading.applications["company"]) == ["Acme", "Ceta"]
    assert told(reading, "Acme")[0] == "2024-01-05 applied"
    assert told(reading, "Ceta") == ["2024-01-09 applied", "2024-01-20 rejected"]


def test_cards_find_the_name_of_their_list():
    text = """\
        {"name": "Job hunt",
         "lists": [{"id": "a1", "name": "Wishlist"}, {"id": "a2", "name": "Applied"}, {"id": "a3", "name": "Rejected"}],
         "cards": [{"name": "Acme - Dev", "idList": "a1"}, {"name": "Beta - Dev", "idList": "a2"},
                   {"name": "Ceta - Tester", "idList": "a3"}, {"name": "Dent - Tester", "idList": "a2"}]}
        """
    assert funnel(read(text, "board.json")) == "3 sent, 0 talked, 0 offered, 1 rejected, 0 silent"
