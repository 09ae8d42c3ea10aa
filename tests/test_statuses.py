"""What words of a status column mean, alone and beside the other words of their column.

Tables: `word = stages`, with "lead" for rows never applied to, "-" for words that nobody knows, "blank" for no word,
"#n" for the round, "@text" for a date in the words, and "?" where a person is asked to look.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.meaning.phrases import vocabulary
from data.meaning.stages import read_node, read_statuses, stage_of_header
from data.meaning.words import fold
from data.plans import StageReading
from data.schema import Stage


def said(reading: StageReading) -> str:
    words = "+".join(reading.stages)
    if not words:
        words = "lead" if not reading.applied else "-" if reading.confidence == 0 else "blank"
    number = f" #{reading.round}" if reading.round else ""
    day = f" @{reading.date_text}" if reading.date_text else ""
    return words + number + day + (" ?" if reading.unsure and words != "-" else "")


def table(text: str) -> list[tuple[str, str]]:
    lines = [line.rsplit(" = ", 1) for line in text.strip().splitlines()]
    return [(word.strip(), meaning.strip()) for word, meaning in lines]


ENGLISH = """
    Applied = applied
    application = applied
    Application Send = applied
    Submitted = applied
    Pending = applied
    Waiting = applied
    In progress = applied
    Under consideration = applied
    Talent pool = applied
    on hold = applied
    follow_up = applied
    Application received = acknowledged
    application_confirmation = acknowledged
    Confirmation = acknowledged
    Application viewed = acknowledged
    Application opened = acknowledged
    Reapplied = applied
    Resume screening = applied
    Rejected at resume screening = rejected
    Internal candidate = rejected
    Closed - Rejected = rejected
    Shortlisted = replied
    skills check = assessment
    Coding test = assessment
    HackerRank = assessment
    take-home = assessment
    Abschlussgespräch = interview
    Gruppengespräch = interview
    OA Completed = assessment
    pre-recorded video = assessment
    one-way video interview = assessment
    HireVue interview = assessment
    Phone Interview = phone_screen
    HR screening = phone_screen
    Recruiter call = phone_screen
    intro call = phone_screen
    Stage one - intro call = phone_screen
    Interview scheduled = interview
    interview_invitation = interview
    1st interview = interview #1
    Second Interview = interview #2
    Round 3 = interview #3
    R2 = interview #2
    Final round = interview
    On-site Interview = interview
    Tech screen = interview
    video interview = interview
    cultural fit = interview
    Offer = offer
    OFFER!!!! = offer
    Given Offer = offer
    Received offer = offer
    Hired = offer+accepted
    Offer Accepted = offer+accepted
    Signed = offer+accepted
    Declined Offer = offer+declined
    Turned down offer = offer+declined
    Offer rejected by me = offer+declined
    Rejected = rejected
    Rejected (App) = rejected
    Denied = rejected
    rejection = rejected
    not selected = rejected
    Not a fit = rejected
    Not moving forward = rejected
    moved forward with other candidates = rejected
    No longer under consideration = rejected
    unsuccessful = rejected
    Rejected (Interview) = interview+rejected
    Rejected after final round = interview+rejected
    Interviewed/Rejected = interview+rejected
    Failed technical interview = interview+rejected
    failed OA = assessment+rejected
    Rejected - Phone Screen = phone_screen+rejected
    Got rejected after 2nd interview :( = interview+rejected #2
    I withdrew = withdrawn
    Not interested = withdrawn
    Accepted another offer = withdrawn
    Withdrew after interview = interview+withdrawn
    Declined further interview = withdrawn
    No reply = no_response
    Ghosted = no_response
    Didn't Hear Back = no_response
    never heard back = no_response
    Ghosted after interview = interview+no_response
    Expired = closed
    Removed = closed
    Position filled = closed
    Job closed = closed
    Cancelled = closed
"""

LEADS = """
    To apply = lead
    Wishlist = lead
    Saved = lead
    New = lead
    Interested = lead
    Not applied = lead
    NO APPLY = lead
    Evaluated = lead
    Discarded = lead
    Draft = lead
    Ready to apply = lead
    abandoned = lead
    not submitted = lead
    Skipped = lead
    Did not apply = lead
    Not applied - expired = lead
    Closed before I could apply = lead
    Saved - closed = lead
    To apply (open) = lead
"""

LOOK_AGAIN = """
    Not Interested (Interview Offer) = interview+withdrawn ?
    Interview declined = interview+withdrawn ?
    No Offer = interview+rejected ?
    Interviewed - no offer = interview+rejected ?
    case study = interview ?
    Suspected Ghost Job = no_response ?
    FGD on 17th Feb = assessment @17th Feb ?
    In talks with service manager = replied ?
    Reference check = interview ?
    Awaiting offer = interview ?
    Rejected offer = offer+declined ?
    Offer rescinded = offer+rejected ?
    Interview cancelled = closed ?
    not complete = lead ?
    Interview? = interview ?
    Probably rejected = rejected ?
    Rejcted = rejected ?
    Intervew = interview ?
    Contacted = replied ?
    Screening = phone_screen ?
    Accepted (declined offer) = offer+declined ?
    Closed won = offer+accepted ?
"""

NEGATIONS = """
    no interview = applied ?
    Interview: no = applied ?
    not rejected = applied ?
    kein Gespräch = applied ?
    pas d'entretien = applied ?
    sin entrevista = applied ?
    nessun colloquio = applied ?
    geen gesprek = applied ?
    mülakat yapılmadı = applied ?
    没有面试 = applied ?
    Rejected without interview = rejected
    Rejected before interview = rejected
    No interview, rejected = rejected
    Not selected for interview = rejected
    No response yet = applied
    Noch keine Rückmeldung = applied
    henüz cevap yok = applied
    not accepted = rejected
    not contacted = applied
    not withdrawn = applied ?
    not passed = rejected
    no offer yet = applied ?
    Interview, foo: no = interview
    Response awaited = applied
"""

DATED = """
    Interview on 21st Jan = interview @21st Jan
    Announcement on 27th March = applied @27th March
    Rejected 12/03/2024 = rejected @12/03/2024
    Vorstellungsgespräch am 12.03. = interview @12.03.
    Interview Scheduled for 3/14 = interview @3/14
    Interview 2/3 = interview #2
"""

LANGUAGES = """
    Beworben = applied
    In Bearbeitung = applied
    Eingangsbestätigung = acknowledged
    Zweitgespräch = interview #2
    2. Vorstellungsgespräch = interview #2
    Einladung zum Test = assessment
    Absage = rejected
    abgesagt = rejected
    Absage nach Vorstellungsgespräch = interview+rejected
    Von mir abgesagt = withdrawn
    Keine Rückmeldung = no_response
    zurückgezogen = withdrawn
    Zusage = offer
    Vertrag unterschrieben = offer+accepted
    noch nicht beworben = lead
    envoyée = applied
    relance = applied
    Entretien téléphonique = phone_screen
    2e entretien = interview #2
    Refus après entretien = interview+rejected
    sans réponse = no_response
    candidature retirée = withdrawn
    embauché = offer+accepted
    J'ai refusé l'offre = offer+declined
    CV enviado = applied
    Entrevista técnica = interview
    Rechazado tras entrevista = interview+rejected
    Sin respuesta = no_response
    Oferta aceptada = offer+accepted
    Pendiente de aplicar = lead
    Em análise = applied
    Teste técnico = assessment
    Rejeitado após entrevista = interview+rejected
    Sem retorno = no_response
    Proposta recebida = offer
    In attesa = applied
    Secondo colloquio = interview #2
    Rifiutata dopo colloquio = interview+rejected
    Nessuna risposta = no_response
    Offerta ricevuta = offer
    Gesolliciteerd = applied
    Afgewezen na gesprek = interview+rejected
    Geen reactie = no_response
    Aanbod geaccepteerd = offer+accepted
    Nog solliciteren = lead
    Başvuruldu = applied
    Alındı Teyidi (İşlemde) = acknowledged
    Mülakat Daveti = interview
    MÜLAKAT = interview
    Olumsuz (Red) = rejected
    Mülakat sonrası red = interview+rejected
    Cevap yok = no_response
    Geri çekildi = withdrawn
    Teklif = offer
    已投递 = applied
    池子 = applied
    笔试 = assessment
    一面 = interview #1
    二面 = interview #2
    终面 = interview
    HR面 = interview
    一面挂 = interview+rejected #1
    Offer = offer
    录用 = offer
    感谢信 = rejected
    已读不回 = no_response
    放弃 = withdrawn
    待投递 = lead
    已拒offer = offer+declined
"""

UNKNOWN = """
    Google = -
    Software Engineer = -
    Other = -
    Contract = -
    Selected = -
    ❌ = -
    no visa sponsorship = -
    yes = -
"""

BLANK = """
    N/A = blank
    - = blank
    ? = blank
    unknown = blank
"""


@pytest.mark.parametrize(
    ("word", "meaning"),
    [row for text in (ENGLISH, LEADS, LOOK_AGAIN, NEGATIONS, DATED, LANGUAGES, UNKNOWN, BLANK) for row in table(text)],
)
def test_a_word_alone_means(word: str, meaning: str) -> None:
    assert said(read_statuses({word: 1})[0]) == meaning


def test_an_empty_cell_says_nothing_and_is_certain() -> None:
    assert read_statuses({"": 3}) == (StageReading("", (), 1.0, rows=3),)


def column(**rows: int) -> dict[str, str]:
    """Meaning of each word of a column, given with its number of rows."""
    return {reading.value: said(reading) for reading in read_statuses(rows)}


@pytest.mark.parametrize(
    ("word", "others", "meaning"),
    [
        ("Accepted", {"Offer": 2, "Rejected": 9}, "offer+accepted"),
        ("Accepted", {"Waiting": 369, "Rejected": 194}, "offer+accepted ?"),
        ("Declined", {"Applied": 9, "Interview": 2}, "rejected ?"),
        ("Declined", {"Rejected": 9, "Offer": 1}, "offer+declined ?"),
        ("Declined", {"Rejected": 9, "Applied": 4}, "withdrawn ?"),
        ("Passed", {"Failed": 3}, "replied ?"),
        ("Passed", {"Applied": 3}, "-"),
        ("Pending", {"Applied": 9}, "applied ?"),
        ("Pending", {"Applied": 9, "To apply": 2}, "applied"),
        ("Pending", {"Rejected": 9}, "applied"),
        ("Closed", {"Applied": 9}, "closed ?"),
    ],
)
def test_words_with_two_meanings_are_settled_by_the_others(word: str, others: dict[str, int], meaning: str) -> None:
    assert column(**{word: 1, **others})[word] == meaning


def test_accepted_on_many_rows_is_not_an_offer() -> None:
    assert column(Accepted=40, Waiting=30, Rejected=30)["Accepted"] == "replied ?"


def test_accepted_keeps_the_stage_it_is_said_of() -> None:
    assert column(**{"Accepted interview": 1, "Applied": 9})["Accepted interview"] == "interview"
    assert column(**{"Application accepted": 1})["Application accepted"] == "replied ?"


def test_in_a_column_of_numbered_steps_the_later_step_contains_the_earlier_ones() -> None:
    read = column(**{"Stage one - intro call": 2, "Stage two - skills check": 1, "Applied": 3, "Received offer": 1})
    assert read["Stage two - skills check"] == "assessment+phone_screen"
    assert read["Stage one - intro call"] == "phone_screen"
    assert read["Applied"] == "applied"


def test_what_the_person_said_goes_before_everything() -> None:
    answers = {"Removed": "not_applied", "Talk 2": "interview", "Nope": "interview+rejected"}
    read = read_statuses({"Removed": 4, "Talk 2": 1, "Nope": 2, "Applied": 9}, overrides=answers)
    assert [said(reading) for reading in read] == ["lead", "interview", "interview+rejected", "applied"]
    assert all(reading.confidence == 1.0 for reading in read[:3])


def test_an_answer_that_names_no_stage_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="interviewed"):
        read_statuses({"Talk": 1}, overrides={"Talk": "interviewed"})


def test_a_typing_error_is_less_sure_than_the_word() -> None:
    right, wrong = read_statuses({"Rejected": 5, "Rejcted": 1})
    assert right.stages == wrong.stages == (Stage.REJECTED,)
    assert right.confidence > wrong.confidence > 0


def test_free_text_without_end_is_read_quickly_and_without_guesses() -> None:
    words = {f"Rejcted note {number} about something": 1 for number in range(1200)}
    assert {said(reading) for reading in read_statuses(words)} == {"-"}


def test_a_column_of_notes_leaves_out_its_long_tail() -> None:
    notes = {f"the {number}th of many long and different notes of a person": 1 for number in range(6000)}
    *_, last, blank, rejected = read_statuses({**notes, "": 2, "Rejected": 1})
    assert (said(last), said(blank), said(rejected)) == ("-", "blank", "rejected")
    assert "not a status" in last.unsure


@pytest.mark.parametrize(
    ("header", "stage"),
    [
        ("First Round", ("interview", 1)),
        ("2nd interview date", ("interview", 2)),
        ("Interview Date/Time", ("interview", None)),
        ("Phone Screen", ("phone_screen", None)),
        ("Recruiter", ("phone_screen", None)),
        ("HR call", ("phone_screen", None)),
        ("OA", ("assessment", None)),
        ("Coding Challenge", ("assessment", None)),
        ("Responses", ("replied", None)),
        ("No Offer", ("rejected", None)),
        ("offer_declined", ("declined", None)),
        ("Accepted!", ("accepted", None)),
        ("Success", ("accepted", None)),
        ("Applications", ("applied", None)),
        ("Under Consideration", ("applied", None)),
        ("Vorstellungsgespräch 1", ("interview", 1)),
        ("Mülakat Tarihi", ("interview", None)),
        ("一面", ("interview", 1)),
        ("Ohio", None),
        ("Gesprächsabschluss", None),
        ("Rejection reason", None),
        ("Interview notes", None),
        ("Company", None),
        ("", None),
    ],
)
def test_a_header_or_flow_node_names_one_stage(header: str, stage: tuple[str, int | None] | None) -> None:
    assert stage_of_header(header) == stage


def test_a_node_is_read_like_a_word_without_a_column() -> None:
    assert read_node("No Offer").stages == (Stage.INTERVIEW, Stage.REJECTED)
    assert read_node("Ohio").confidence == 0


ASSERTED = {"hired": {"offer", "accepted"}, "invite": {"interview"}, "recorded": {"assessment"}, "open": {"applied"}}


@pytest.mark.parametrize(
    "meaning", [*(str(stage) for stage in Stage if stage not in {"accepted", "declined"}), *ASSERTED]
)
def test_every_phrase_of_the_vocabulary_asserts_its_meaning_and_no_other(meaning: str) -> None:
    others = {"Rejected": 5, "Offer": 1, "Applied": 20, "Saved": 2}
    phrases = [phrase for phrases in vocabulary()["phrases"][meaning].values() for phrase in phrases]
    said_otherwise = {
        phrase: said(reading)
        for phrase in phrases
        for reading in read_statuses({f"  {phrase}!": 1, **others})[:1]
        if set(reading.stages) != ASSERTED.get(meaning, {meaning})
    }
    assert said_otherwise == {}


def test_no_phrase_has_two_meanings() -> None:
    seen: dict[str, list[str]] = {}
    for meaning, languages in vocabulary()["phrases"].items():
        for phrase in {fold(phrase) for phrases in languages.values() for phrase in phrases}:
            seen.setdefault(phrase, []).append(meaning)
    assert {phrase: meanings for phrase, meanings in seen.items() if len(meanings) > 1} == {}


def test_rules_speak_of_known_meanings_only() -> None:
    known = {*vocabulary()["phrases"], *(str(stage) for stage in Stage)}
    used = {
        word.removeprefix("not:")
        for rule in vocabulary()["rules"]
        for word in [*rule["has"], *rule.get("lacks", ()), *rule.get("drop", ()), *rule.get("add", ())]
    }
    assert used <= known


@given(st.text(max_size=60))
def test_any_text_gets_a_reading_and_nothing_is_both_unknown_and_asserted(text: str) -> None:
    reading = read_statuses({text: 1})[0]
    assert reading.confidence > 0 or not reading.stages
    assert 0 <= reading.confidence <= 1
    assert reading.applied or not reading.stages
    assert list(reading.stages) == sorted(set(reading.stages), key=list(Stage).index)


TALKS = {Stage.PHONE_SCREEN, Stage.INTERVIEW}
NO_WORDS = [
    ("no {}", "interview"), ("never had an {}", "interview"), ("without {}", "interview"), ("kein {}", "Gespräch"),
    ("ohne {}", "Vorstellungsgespräch"), ("sans {}", "entretien"), ("sin {}", "entrevista"), ("sem {}", "entrevista"),
    ("senza {}", "colloquio"), ("zonder {}", "gesprek"), ("{} yok", "mülakat"), ("没有{}", "面试"),
]  # fmt: skip


@given(st.sampled_from(NO_WORDS), st.sampled_from(["{}", "Rejected, {}", "{} - rejected", "Applied ({})", "{}!!"]))
def test_a_negated_interview_is_never_an_interview(negation: tuple[str, str], shape: str) -> None:
    text = shape.format(negation[0].format(negation[1]))
    assert not TALKS & set(read_statuses({text: 1})[0].stages)
