"""What the columns of a tracker mean: the header proposes, the values decide, and each meaning is given once.

Tables: the header, the expected meanings below it, then rows. "stage interview#2" is a column for the second interview.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.meaning.columns import header_score, recognise_columns
from data.schema import Field

if TYPE_CHECKING:
    from data.plans import ColumnGuess


def named(guess: ColumnGuess) -> str:
    if guess.field is not Field.STAGE_DATE:
        return str(guess.field)
    number = f"#{guess.round}" if guess.round else ""
    return f"stage {guess.stage}{number}"


def split(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def recognised(header: list[str], rows: list[list[str]], **options: object) -> tuple[ColumnGuess, ...]:
    return recognise_columns(header, pd.DataFrame(rows, columns=range(len(header)), dtype="str"), **options)


def check(text: str) -> None:
    header, expected, *rows = [split(line) for line in text.strip().splitlines()]
    rows = [[*row, *[""] * (len(header) - len(row))] for row in rows]
    guesses = recognised(header, rows)
    assert dict(zip(header, map(named, guesses), strict=True)) == dict(zip(header, expected, strict=True))


TRACKERS = {
    "plain": """
        Company | Job Title | Date Applied | Status    | Job Link            | Notes
        company | title     | applied      | status    | url                 | notes
        Acme    | Analyst   | 2024-05-01   | Applied   | https://a.example/1 | nice
        Bolt    | Engineer  | 2024-05-03   | Rejected  | https://a.example/2 |
    """,
    "applied is a date": """
        company | applied   | type
        company | applied   | title
        Acme    | 8/27/2018 | Data Analyst
        Bolt    | 9/4/2018  | Product Manager
    """,
    "applied is a flag": """
        Date     | Applied       | Interview       | Offer       | Type
        applied  | stage applied | stage interview | stage offer | other
        1/1/2023 | TRUE          | FALSE           | FALSE       | Full-Time
        1/2/2023 | TRUE          | TRUE            | FALSE       | Internship
    """,
    "a generic date gives way": """
        Date       | Date applied | Company
        other      | applied      | company
        2024-05-01 | 2024-05-02   | Acme
    """,
    "phone and recruiter with dates": """
        Company | Role     | Applied   | Recruiter          | Phone              | Onsite          | Result
        company | title    | applied   | stage phone_screen | stage phone_screen | stage interview | status
        Acme    | Engineer | 7/19/2020 | 7/25/2020          | 10/2/2020          | 10/9/2020       | Rejected
        Bolt    | Intern   | 7/20/2020 |                    | 27-Oct             |                 |
    """,
    "phone and recruiter with people": """
        Company | Role     | Applied   | Recruiter | Phone         | Interview
        company | title    | applied   | contact   | other         | stage interview
        Acme    | Engineer | 7/19/2020 | Jane Roe  | +49 170 55501 | yes
        Bolt    | Intern   | 7/20/2020 | John Doe  | 555-123-4567  | no
    """,
    "several rounds": """
        Company | Applied On | HR Call Date | 1st Interview | 2nd interview date | Offer Date | Rejected On
        company | applied | stage phone_screen | stage interview#1 | stage interview#2 | stage offer | stage rejected
        Acme | 2024-05-01 | 2024-05-04 | 2024-05-09 | 2024-05-19 |  | 2024-06-01
    """,
    "progress and status": """
        date    | company | application_progress | application_status
        applied | company | status               | outcome
        2025-08 | Acme    | interview            | not complete
        2025-08 | Bolt    | application          | submitted
    """,
    "stage and outcome": """
        Company | Current Stage | Outcome  | Date Applied
        company | status        | outcome  | applied
        Acme    | Phone Screen  | Active   | 2026-06-01
        Bolt    | Applied       | Rejected | 2026-06-02
    """,
    "an outcome alone is the status": """
        Company | Application date | Outcome  | Follow up date | Made contact?
        company | applied          | status   | follow_up      | other
        Acme    | 2023-09-13       | rejected | 2023-10-01     | yes
    """,
    "furthest stage and flags": """
        name    | id       | applied_date | last_action | stage   | rejected       | offer_declined | used_cover_letter
        company | application_id | applied | updated    | status  | stage rejected | stage declined | cover_letter
        Acme    | 529388a2fdf596968b0d | 2024-07-15 | 2024-07-16 | Applied | False | False | True
        Bolt    | fc7b07776c356040b4fd | 2024-07-14 | 2024-07-14 | Stage one - intro call | True | False | False
    """,
    "kinds of dates": """
        Company | Date added | Applied on | Last updated | Response date | Interview date | Follow-Up Date | Start date
        company | added | applied | updated | stage replied | stage interview | follow_up | event_date
        Acme | 2024-05-01 | 2024-05-02 | 2024-06-01 | 2024-05-20 | 2024-05-25 | 2024-05-30 | 2024-09-01
    """,
    "events": """
        Task           | Start      | Finish     | Phase
        application_id | event_date | event_end  | status
        Job-1          | 2018-06-14 | 2018-06-18 | Applied
        Job-1          | 2018-06-18 | 2018-07-09 | Coding Test
    """,
    "history": """
        Name    | Date       | Stage    | Stage History
        company | applied    | status   | history
        Acme | 2024-11-05 | Rejected | Applied (2024-11-05), Rejected (2024-11-09)
    """,
    "flows": """
        target      | source       | value
        flow_target | flow_source  | flow_value
        Interview   | Applications | 7
        Rejected    | Interview    | 3
    """,
    "a source beside companies is a job board": """
        company | role    | date       | source   | status
        company | title   | applied    | source   | status
        Acme    | Analyst | 2026-01-10 | LinkedIn | Interview
    """,
    "money, modes and people": """
        Employer | Position | Salary/Pay | Applied where? | Remote/Hybrid | CL/msg? | Referred by | Contact Email
        company  | title    | salary          | source         | work_mode     | cover_letter | referral    | contact
        Acme | Clerk | $88,000-$95,000 | Indeed | Remote | TRUE | Ann | a@b.example
    """,
    "recruiter side": """
        application_id | candidate_id | job_id | source   | recruiter_id | application_date | current_status
        application_id | other        | other  | source   | other        | applied          | status
        1              | 1610         | 15     | Referral | 6            | 2024-05-18       | Rejected
        2              | 1535         | 7      | LinkedIn | 9            | 2024-10-13       | Hired
    """,
    "german": """
        Firma | Bewerbung abgeschickt am | Rückmeldung | Telefoninterview | Vorstellungsgespräch 1 | Absage am
        company | applied | stage replied | stage phone_screen | stage interview#1 | stage rejected
        Muster AG | 03.07.2024 | 05.07.2024 | 08.07.2024 | 12.07.2024 | 20.07.2024
    """,
    "french": """
        Entreprise | Intitulé du poste | Date d'envoi | Réponse | Entretien | Lien | Relance | Statut
        company | title | applied | stage replied | stage interview | url | follow_up | status
        Durand SA | Développeur | 03/07/2024 | oui | non | https://a.example/1 | 20/07/2024 | En attente
    """,
    "spanish": """
        Empresa  | Puesto       | Fecha de aplicación | Estado        | Entrevista      | Ubicación | Observaciones
        company  | title        | applied             | status        | stage interview | location  | notes
        Lopez SL | Analista     | 13/07/2024          | Sin respuesta | No              | Madrid    |
    """,
    "portuguese": """
        Empresa   | Vaga      | Data da candidatura | Situação   | Plataforma | Pretensão salarial | Entrevista
        company   | title     | applied             | status     | source     | salary             | stage interview
        Silva Lda | Engenheiro| 13/07/2024          | Em análise | LinkedIn   | R$ 5.000           | Não
    """,
    "italian": """
        Azienda   | Posizione  | Data candidatura | Esito     | Colloquio       | Sede   | Note
        company   | title      | applied          | status    | stage interview | location | notes
        Rossi SpA | Consulente | 13/07/2024       | In attesa | no              | Milano | forse
    """,
    "dutch": """
        Bedrijf    | Functie      | Sollicitatiedatum | Stand van zaken | Gesprek         | Contactpersoon | Opmerkingen
        company    | title        | applied           | status          | stage interview | contact        | notes
        Jansen BV  | Ontwikkelaar | 13-07-2024        | Afgewezen       | 20-07-2024      | Piet de Vries  |
    """,
    "turkish": """
        ŞİRKET / KURUM | Pozisyon / Konu | Durum / Sonuç | Başvuru Tarihi | Mülakat Tarihi  | İlan Linki
        company        | title           | status        | applied        | stage interview | url
        Yıldız A.Ş.    | Yazılım Uzmanı  | Olumsuz (Red) | 03.03.2026     | 09.03.2026      | https://a.example/1
    """,
    "chinese": """
        公司名称 | 岗位 | 当前状态 | 投递渠道 | 投递时间 | 笔试 | 一面 | 最后更新时间
        company | title | status | source | applied | stage assessment | stage interview#1 | updated
        云柏动力 | 工程师 | 一面 | 官网 | 2026-07-22 | 2026-07-24 | 2026-07-28 | 2026-07-28 12:46:29
    """,
    "camel, snake, emoji, remarks": """
        🏢 companyName | job_title | 📅 Applied (MM/DD/YYYY): | App Status* | Interview? (Y/N) | Link (optional)
        company | title | applied | status | stage interview | url
        Acme | Analyst | 05/14/2024 | Applied | Y |
    """,
    "typing errors": """
        Compnay | Postion  | Date Aplied | Statuss
        company | title    | applied     | status
        Acme    | Analyst  | 2024-05-01  | Applied
    """,
    "what merely mentions a known word": """
        Company Size | Rejection Reason | sql_required | Interview notes   | Company | Interviewer | Source PDF
        other        | notes            | other        | other             | company | contact     | other
        51-200       | too junior       | Yes          | went well, I hope | Acme    | Jane Roe    | a.pdf
    """,
    "a status below another name": """
        Firm    | When I sent it | How it went
        company | applied        | status
        Acme    | 2024-05-01     | Rejected
        Bolt    | 2024-05-02     | No reply
    """,
    "state is a place here": """
        Company | City     | State    | Status
        company | location | other    | status
        Acme    | Boston   | MA       | Applied
    """,
    "scores are no dates": """
        Company | Fit   | Ratio
        company | other | other
        Acme    | 4/5   | 2.5
        Bolt    | 3/5   | 3.1
    """,
    "the application's own key goes before a number of rows": """
        id | application_id | Company | Status
        other | application_id | company | status
        1  | A-7            | Acme    | Applied
        2  | A-7            | Acme    | Rejected
    """,
    "a lone number of rows is a key": """
        id | Company | Status
        application_id | company | status
        1  | Acme    | Applied
    """,
    "transitions by key": """
        id    | application_id | from_status | to_status   | changed_at
        other | application_id | flow_source | flow_target | other
        1     | A-7            |             | Applied     | 2024-05-01
        2     | A-7            | Applied     | Interview   | 2024-05-09
        3     | A-8            |             | Applied     | 2024-05-09
        4     | A-8            | Applied     | Rejected    | 2024-05-10
    """,
    "transitions of named jobs": """
        company | role     | from_stage  | to_stage    | date
        company | title    | flow_source | flow_target | applied
        Acme    | Analyst  |             | Applied     | 2024-05-01
        Acme    | Analyst  | Applied     | Interview   | 2024-05-09
    """,
    "a log of mails": """
        received         | sender          | company | role    | subject
        applied          | other           | company | title   | status
        2024-05-01 11:31 | jobs@a.example  | Acme    | Analyst | Thank you for applying
        2024-05-09 10:02 | jane@a.example  | Acme    | Analyst | Interview invitation
    """,
    "received beside applied is the confirmation": """
        Company | Applied    | Received
        company | applied    | stage acknowledged
        Acme    | 2024-05-01 | 2024-05-02
    """,
    "a response of yes, no and the answer itself": """
        Company | Application Date | Response?     | Interview?      | Offer?
        company | applied          | stage replied | stage interview | stage offer
        Acme    | 2024-05-01       | No            | No              | No
        Bolt    | 2024-05-02       | Yes           | Yes             | No
        Crux    | 2024-05-03       | Rejected      | No              | No
    """,
    "open and closed give way to what says more": """
        Company | Applied    | Stage        | Status | Outcome
        company | applied    | status       | other  | outcome
        Acme    | 2024-05-01 | Phone screen | Closed | Rejected
        Bolt    | 2024-05-02 | Applied      | Open   |
        Crux    | 2024-05-03 | Applied      | Closed | No response
    """,
    "yes or no in one column": """
        Firma   | Beworben am | Zusage/Absage | Rückmeldung bis
        company | applied     | status        | deadline
        Muster  | 03.05.2024  | Absage        | 20.05.2024
    """,
    "the result of an interview is no interview": """
        Şirket  | Başvuru Tarihi | Mülakat Sonucu | Mülakat Tarihi
        company | applied        | status         | stage interview
        Yıldız  | 03.05.2024     | Olumsuz        | 20.05.2024
    """,
    "long cells that name what was held": """
        Company | Date applied | Interviews                                  | Last modified time
        company | applied      | stage interview                             | updated
        Acme    | 1/29/2024    | Acme - Phone screen, Acme - Onsite, Acme HQ | 2/8/2024
        Bolt    | 1/30/2024    | Bolt - Phone screen                         | 2/9/2024
    """,
    "events with words": """
        Application | Event       | Event date
        company     | event_stage | event_date
        Acme        | Applied     | 2024-05-01
        Acme        | Interview   | 2024-05-09
    """,
}


@pytest.mark.parametrize("tracker", TRACKERS.values(), ids=TRACKERS.keys())
def test_the_columns_of_a_tracker(tracker: str) -> None:
    check(tracker)


NO_HEADER = [
    ["Software Engineer Intern", "Viskis", "12/03/2024", "Interview on 21st Jan", "https://a.example/1", "LinkedIn"],
    ["Associate Consultant", "TTL", "16/07/2024", "Rejected", "https://a.example/2", "Indeed"],
    ["Catering Service", "Marna", "30/12/2023", "No reply", "", "LinkedIn"],
]


@pytest.mark.parametrize("header", [["column 1", "column 2", "column 3", "column 4", "column 5", "column 6"], [""] * 6])
def test_without_a_header_the_values_speak_with_less_confidence(header: list[str]) -> None:
    guesses = recognised(header, NO_HEADER)
    assert [named(guess) for guess in guesses] == ["title", "company", "applied", "status", "url", "source"]
    assert all(0.4 <= guess.confidence <= 0.6 for guess in guesses)


def test_the_persons_answer_goes_before_header_and_values() -> None:
    answers = {"Status": "notes", "Where": "stage:interview:2", "Link": "other", "Firm": "company", "Foo": "status"}
    header = ["Status", "Where", "Link", "Company", "Firm", "Foo"]
    guesses = recognised(
        header, [["Applied", "Rome", "https://a.example", "Acme", "Bolt", "Ghosted"]], overrides=answers
    )
    assert [named(guess) for guess in guesses] == ["notes", "stage interview#2", "other", "other", "company", "status"]
    assert guesses[0].reason == "you said so"


def test_an_answer_that_names_no_field_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="hobby"):
        recognised(["A"], [["x"]], overrides={"A": "hobby"})


def test_real_date_cells_of_a_spreadsheet_are_dates_whatever_they_look_like() -> None:
    guesses = recognised(["Applied"], [["45300"], ["45301"]], typed_dates=frozenset({0}))
    assert named(guesses[0]) == "applied"


def test_a_guess_shows_three_examples_and_a_reason() -> None:
    (guess,) = recognised(["Company"], [["Acme"], [""], ["Bolt"], ["Acme"], ["Crux"], ["Dorn"]])
    assert (guess.position, guess.header, guess.examples) == (0, "Company", ("Acme", "Bolt", "Crux"))
    assert guess.reason == 'the header says "Company"'


def test_the_column_that_loses_says_so() -> None:
    guesses = recognised(["Company", "Firm", "Zzz", "Website"], [["Acme", "Acme Ltd", "q", ""]])
    assert [guess.reason for guess in guesses[1:3]] == [
        "another column fits company better",
        "no known header, and the values do not tell",
    ]


def test_an_empty_column_named_after_a_person_is_no_stage() -> None:
    guesses = recognised(["Company", "Date applied", "Phone"], [["Acme", "2024-05-01", ""]])
    assert named(guesses[2]) == "contact"


def test_excel_day_numbers_below_a_date_header_are_dates() -> None:
    assert named(recognised(["Date Applied"], [["45300"], ["45301"]])[0]) == "applied"


def test_a_status_with_finals_below_response_is_the_status() -> None:
    guesses = recognised(
        ["Company", "Response"], [["Acme", "Rejected"], ["Bolt", "No response"], ["Crux", "Interview"]]
    )
    assert named(guesses[1]) == "status"


def test_dates_below_response_say_when_they_answered() -> None:
    guesses = recognised(["Company", "Status", "Response"], [["Acme", "Rejected", "2024-05-05"]])
    assert [named(guess) for guess in guesses[1:]] == ["status", "stage replied"]


def test_work_modes_below_onsite_are_no_interviews() -> None:
    assert named(recognised(["Onsite"], [["Remote"], ["Hybrid"]])[0]) != "stage interview"


def test_long_notes_below_interview_are_no_stage() -> None:
    text = "They asked about the last project and how I would do it again."
    assert named(recognised(["Interview"], [[text], [text + " Twice."]])[0]) != "stage interview"


def test_several_unknown_columns_of_dates_are_not_guessed() -> None:
    guesses = recognised(["Company", "Zzz", "Yyy"], [["Acme", "2024-05-01", "2024-05-02"]])
    assert [named(guess) for guess in guesses] == ["company", "other", "other"]


def test_a_date_of_something_else_is_not_the_application_date() -> None:
    guesses = recognised(["Company", "Decision Date", "Stage 1"], [["Acme", "2024-05-01", "2024-05-02"]])
    assert [named(guess) for guess in guesses] == ["company", "other", "other"]


@pytest.mark.parametrize(("others", "own"), [(["Rejected"], "withdrawn"), (["Rejected", "Offer"], "declined")])
def test_beside_rejected_a_column_declined_is_the_persons_own_no(others: list[str], own: str) -> None:
    header = ["Company", *others, "Declined"]
    guesses = recognised(header, [["Acme", *["no"] * len(others), "yes"]])
    assert named(guesses[-1]) == f"stage {own}"


def test_a_column_declined_alone_is_the_employers_no() -> None:
    assert named(recognised(["Company", "Declined"], [["Acme", "yes"]])[1]) == "stage rejected"


def test_without_a_header_and_without_names_no_company_is_made_up() -> None:
    guesses = recognised(["", ""], [["2024-05-01", "Applied"], ["2024-05-02", "Rejected"]])
    assert [named(guess) for guess in guesses] == ["applied", "status"]


def test_long_columns_are_judged_by_their_beginning_and_a_sample_of_the_rest() -> None:
    rows = [["2024-05-01", "Applied"]] * 300 + [["", ""]] * 300 + [["2024-06-01", "Rejected"]] * 600
    guesses = recognised(["Sent on", "Status"], rows)
    assert [named(guess) for guess in guesses] == ["applied", "status"]


def test_numbers_below_interviews_count_the_rounds() -> None:
    assert named(recognised(["# of interviews"], [["0"], ["2"], ["3"]])[0]) == "stage interview"


def test_thousands_of_columns_are_read_quickly() -> None:
    guesses = recognised([f"Header {number}" for number in range(5000)], [["x"] * 5000])
    assert len(guesses) == 5000


SCORES = [
    ("Company | Role | Date Applied | Status", "high"),
    ("company,role title | applied on | status", "high"),
    ("target | source | value", "high"),
    ("Firma | Jobtitel | Einreichdatum | Status | Zweitgespräch", "high"),
    ("公司名称 | 岗位 | 当前状态 | 投递时间", "high"),
    ("Company | Onsite | Offer | Rejected", "high"),
    ("Job application tracker |  |  | CAD 2023", "low"),
    ("My job search", "low"),
    ("A sentence that is much too long to be the header of any column | Another long sentence of the same kind", "low"),
    ("", "low"),
    ("Acme | Data Analyst | 2024-05-01 | Applied", "low"),
    ("Viskis | Data Scientist | LinkedIn | Ghosted", "low"),
    ("Interview | 7 | 3", "low"),
    ("Acme | https://a.example/1 | jane@a.example | Rejected", "low"),
    ("TRUE | FALSE | TRUE | Rejected", "low"),
    ("Applied | Applied | Applied", "low"),
    ("Applied | No response", "low"),
    ("from | to", "high"),
    ("Source | Target", "high"),
]


@pytest.mark.parametrize(("row", "level"), SCORES)
def test_how_much_a_row_looks_like_a_header(row: str, level: str) -> None:
    score = header_score(split(row))
    assert score > 0.6 if level == "high" else score < 0.45


NAMES = st.sampled_from(
    ["Company", "Firma", "Date", "Date applied", "Tarih", "Status", "Stage", "Outcome", "Interview", "Phone", "Offer",
     "Notes", "Link", "Source", "id", "", "Unnamed: 3", "Zzz", "Response", "Applied", "Type", "Position", "公司"]
)  # fmt: skip
VALUES = st.sampled_from(["", "2024-05-01", "3/4/2024", "yes", "no", "Rejected", "Acme", "Data Analyst", "12", "n/a"])


@given(st.data(), st.lists(NAMES, min_size=1, max_size=9))
def test_every_column_gets_one_guess_and_every_meaning_is_given_once(data: st.DataObject, header: list[str]) -> None:
    rows = data.draw(st.lists(st.lists(VALUES, min_size=len(header), max_size=len(header)), max_size=6))
    guesses = recognised(header, rows)
    assert [(guess.position, guess.header) for guess in guesses] == list(enumerate(header))
    meanings = [guess.field for guess in guesses if guess.field not in {Field.OTHER, Field.STAGE_DATE}]
    assert len(meanings) == len(set(meanings))
    assert all((guess.stage is not None) == (guess.field is Field.STAGE_DATE) for guess in guesses)
    assert all(0 <= guess.confidence <= 1 and guess.reason for guess in guesses)


@given(st.lists(st.text(max_size=40), max_size=12))
def test_any_row_has_a_score_between_nothing_and_certainty(row: list[str]) -> None:
    assert 0 <= header_score(row) <= 1
