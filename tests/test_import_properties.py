"""Generated trackers: any layout, order of columns, language, date format and noise is read as meant, or asked about.

The generator writes down what it means; the reader sees only the file.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from test_layouts_helpers import AS_OF

from data.errors import ReboundError
from data.importing import import_reading, plan_import, read_tracker
from data.schema import OFFERS, TALKS, Stage
from data.store import Store

# company, title, applied, status, notes | applied, rejected, interview, offer, no response
LANGUAGES = {
    "en": ("Company,Job Title,Date Applied,Status,Notes", "Applied,Rejected,Interview,Offer,No response"),
    "de": (
        "Firma,Stelle,Beworben am,Status,Bemerkung",
        "Beworben,Absage,Vorstellungsgespräch,Zusage,Keine Rückmeldung",
    ),
    "fr": ("Entreprise,Poste,Date de candidature,Statut,Notes", "Envoyée,Refusé,Entretien,Offre,Sans réponse"),
    "es": ("Empresa,Puesto,Fecha de solicitud,Estado,Notas", "Enviado,Rechazado,Entrevista,Oferta,Sin respuesta"),
    "pt": ("Empresa,Vaga,Data da candidatura,Status,Notas", "Enviado,Rejeitado,Entrevista,Proposta,Sem resposta"),
    "it": ("Azienda,Posizione,Data candidatura,Stato,Note", "Inviata,Rifiutata,Colloquio,Offerta,Nessuna risposta"),
    "nl": ("Bedrijf,Functie,Datum sollicitatie,Status,Notities", "Verstuurd,Afgewezen,Gesprek,Aanbod,Geen reactie"),
    "tr": ("Şirket,Pozisyon,Başvuru Tarihi,Durum,Notlar", "Başvuruldu,Reddedildi,Mülakat,Teklif,Cevap yok"),
    "zh": ("公司,职位,投递日期,状态,备注", "已投递,已拒绝,面试,录用,无回复"),
}
DATE_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d %b %Y", "%b %d, %Y")
NOON = datetime(2024, 12, 31, 12)  # noqa: DTZ001 - the store keeps the wall clock
TITLES = ("Data Analyst", "Software Engineer", "Accountant", "Nurse", "Project Manager")


@dataclass(frozen=True)
class Case:
    """One application as it was. talked, offered: days after the application, None where it never came."""

    company: str
    title: str
    applied: date
    talked: int | None
    offered: int | None
    end: str  # "", "rejected", "no_response"

    @property
    def steps(self) -> list[tuple[str, date]]:
        """Return (word, day) of every step in order; words are positions in the second text of LANGUAGES."""
        days = [("applied", 0), ("interview", self.talked), ("offer", self.offered)]
        found = [(word, self.applied + timedelta(days=day)) for word, day in days if day is not None]
        return [*found, (self.end, found[-1][1] + timedelta(days=9))] if self.end else found


@st.composite
def cases(draw) -> list[Case]:
    """Draw applications to different employers; an offer follows a talk, silence ends only what had no talk."""
    number = draw(st.integers(2, 14))
    found = []
    for at in range(number):
        talked = draw(st.none() | st.integers(3, 30))
        offered = None if talked is None else draw(st.none() | st.integers(talked + 1, 60))
        ends = ["", "rejected"] if talked else ["", "", "rejected", "no_response"]
        day = date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 200)))
        end = "" if offered else draw(st.sampled_from(ends))
        found.append(Case(f"Firm {chr(65 + at)}{at}", draw(st.sampled_from(TITLES)), day, talked, offered, end))
    return found


ORDER = ("applied", "rejected", "interview", "offer", "no_response")


@st.composite
def trackers(draw) -> tuple[bytes, str, list[Case], str]:
    """Draw a file, its name, what it means, and its layout."""
    truth = draw(cases())
    layout = draw(st.sampled_from(["status", "dates", "flags", "history", "events"]))
    language = draw(st.sampled_from(sorted(LANGUAGES))) if layout in {"status", "events"} else "en"
    names, words = LANGUAGES[language][0].split(","), dict(zip(ORDER, LANGUAGES[language][1].split(","), strict=True))
    written = draw(st.sampled_from(DATE_FORMATS))
    rows = [row for case in truth for row in _rows(case, layout, names, words, written)]
    header = draw(st.permutations(list(rows[0])))
    table = [[row[name] for name in header] for row in rows]
    if layout == "events":
        table = draw(st.permutations(table))
    lines = _with_noise(draw, list(header), [list(row) for row in table])
    text = io.StringIO()
    csv.writer(text, delimiter=draw(st.sampled_from(",;\t"))).writerows(lines)
    return text.getvalue().encode(), "tracker.csv", truth, layout


def _rows(case: Case, layout: str, names: list[str], words: dict[str, str], written: str) -> list[dict[str, str]]:
    company, title, applied, status, notes = names
    row = {company: case.company, title: case.title}
    steps = dict(case.steps)
    text = {word: day.strftime(written) for word, day in case.steps}
    sent = row | {applied: text["applied"]}
    if layout == "status":
        return [sent | {status: words[case.steps[-1][0]], notes: ""}]
    if layout == "dates":
        stages = {"Interview": "interview", "Offer": "offer", "Rejected": "rejected", "No Response": "no_response"}
        return [sent | {name: text.get(word, "") for name, word in stages.items()}]
    if layout == "flags":
        stages = {"Interview": "interview", "Offer": "offer", "Rejected": "rejected", "Ghosted": "no_response"}
        return [sent | {name: "yes" if word in steps else "no" for name, word in stages.items()}]
    if layout == "history":
        return [row | {"History": json.dumps([{"stage": words[word], "date": str(day)} for word, day in case.steps])}]
    return [row | {"Event": words[word], "Date": day.strftime(written)} for word, day in case.steps]


def _with_noise(draw, header: list[str], table: list[list[str]]) -> list[list[str]]:
    """Put in what people leave in their files: titles, blank lines, a second header, empty rows of a form, a total."""
    width = len(header)
    lines = [header, *table]
    if draw(st.booleans()):
        lines.insert(draw(st.integers(1, len(lines))), [""] * width)
    if draw(st.booleans()):
        lines.insert(draw(st.integers(2, len(lines))), header)
    if draw(st.booleans()):
        lines += [["N/A", *[""] * (width - 1)]] * 2
    if draw(st.booleans()):
        lines.append(["Total", str(len(table)), *[""] * (width - 2)])
    if draw(st.booleans()):
        lines = [["My job search", *[""] * (width - 1)], [""] * width, *lines]
    return lines


def reached(reading, stages, known: str) -> set[str] | None:
    """Return the companies whose application reached one of `stages`, None where the file cannot say."""
    names = reading.applications.set_index("application_id")["company"]
    found = reading.events[reading.events["stage"].isin([str(stage) for stage in stages])]["application_id"]
    return set(names.loc[found.unique()]) if reading.applications[known].all() else None


def meant(truth: list[Case], layout: str) -> dict[str, set[str]]:
    """Return what the file tells of the truth; a status alone shows only the last step."""
    steps = {
        case.company: [word for word, _ in (case.steps[-1:] if layout == "status" else case.steps)] for case in truth
    }
    with_word = {word: {name for name, words in steps.items() if word in words} for word in ORDER}
    return {
        "knows_interviews": with_word["interview"] | with_word["offer"],
        "knows_offers": with_word["offer"],
        "knows_rejections": with_word["rejected"],
        "knows_silence": with_word["no_response"],
    }


STAGES = {
    "knows_interviews": TALKS | OFFERS,
    "knows_offers": OFFERS,
    "knows_rejections": {Stage.REJECTED},
    "knows_silence": {Stage.NO_RESPONSE},
}


@given(trackers())
def test_what_is_read_is_what_was_meant_or_a_question_is_asked(tracker):
    content, name, truth, layout = tracker
    reading = read_tracker(content, name, as_of=AS_OF)
    assert reading.rows == reading.accepted + reading.merged + reading.set_aside
    assert reading.set_aside == sum(problem.set_aside for problem in reading.problems)
    event(f"{layout}, {'asked' if reading.blocked else 'read'}")
    assume(not reading.blocked)
    assert set(reading.applications["company"]) == {case.company for case in truth}
    last_words = {case.steps[-1][0] for case in truth}
    for known, expected in meant(truth, layout).items():
        found = reached(reading, STAGES[known], known)
        unclear = layout == "status" and (len(last_words) == 1 or last_words <= {"rejected", "offer"})
        assert found == expected or (found is None and unclear), known
    sent = reading.events[reading.events["stage"] == "applied"].set_index("application_id")["date"]
    days = reading.applications["application_id"].map(sent).dt.date
    assert dict(zip(reading.applications["company"], days, strict=True)) == {c.company: c.applied for c in truth}


@settings(max_examples=12)  # each one opens a database
@given(trackers())
def test_importing_a_file_again_under_another_name_adds_nothing(tracker):
    content, name, _, _ = tracker
    reading = read_tracker(content, name, as_of=AS_OF)
    assume(not reading.blocked)
    with Store.open() as store:
        import_reading(store, reading, imported_at=NOON)
        again = read_tracker(content + b"\n", name, as_of=AS_OF)
        plan = plan_import(again, store.known_history())
        assert not plan.already_imported
        assert (plan.new_applications, plan.new_events) == (0, 0)


CELLS = st.text(alphabet=st.sampled_from("aZ9 -/.:,;\"'\n\t#|[]{}éŞ面٣\u202e=<>✓"), max_size=12) | st.sampled_from(
    ["Applied", "Rejected", "2024-01-02", "02/03/2024", "Company", "Status", "Interview", "yes", "N/A", "Total", "35"]
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=12), st.booleans())
def test_any_table_is_accounted_for_or_refused_with_a_sentence(rows, with_header):
    text = io.StringIO()
    csv.writer(text).writerows([["Company", "Date Applied", "Status", "Interview"], *rows] if with_header else rows)
    try:
        reading = read_tracker(text.getvalue().encode(), "t.csv", as_of=AS_OF)
    except ReboundError as error:
        refusal = error.message
    else:
        refusal = ""
        _check_account(reading)
    event("refused" if refusal else "read")
    assert refusal.endswith(".") or not refusal


def _check_account(reading) -> None:
    assert reading.rows == reading.accepted + reading.merged + reading.set_aside
    assert reading.set_aside == sum(problem.set_aside for problem in reading.problems)
    assert set(reading.events["application_id"]) <= set(reading.applications["application_id"])
