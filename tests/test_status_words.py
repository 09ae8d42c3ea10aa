"""Words that job seekers of nine languages write into status, stage, outcome and result columns.

Tables as in test_statuses.py: `word = stages`, "lead" for what was never sent, "-" for words that nobody knows, "#n"
for the round, "@text" for a date, and "?" where a person is asked to look.
"""

from __future__ import annotations

import pytest
from test_statuses import column, said, table

from data.meaning.stages import read_statuses

MARKS_AND_MIXED = """
    👻 = no_response
    👻 after onsite = interview+no_response
    Einstellungszusage = offer
    Desclassificado = rejected
    Dinâmica de grupo = assessment ?
    Chat with recruiter = phone_screen
    Referral requested = lead
    Absage nach Gespräch = interview+rejected
    Einladung zum Kennenlernen = phone_screen
    Probearbeiten = interview
    trial day = interview
    refusé après entretien = interview+rejected
    proceso detenido = closed ?
    rechazado tras entrevista = interview+rejected
    colloquio conoscitivo = phone_screen
    tweede gesprek = interview #2
    afgewezen = rejected
    İK görüşmesi = phone_screen
    teknik mülakat = interview
    reddedildi = rejected
    已挂 = rejected
    简历挂 = rejected
    泡池子 = applied
    oc = offer
    HC冻结 = closed
"""

GERMAN = """
    Absage nach 2. Gespräch = interview+rejected #2
    Absage nach Probearbeiten = interview+rejected
    Absage per Mail = rejected
    Absageschreiben = rejected
    Standardabsage = rejected
    Sofortabsage = rejected
    Absage ohne Gespräch = rejected
    Absage ohne Begründung = rejected
    Leider Absage = rejected
    leider nicht = rejected
    Anderer Bewerber = rejected
    anderer Kandidat = rejected
    Rückmeldung negativ = rejected
    Ghosting = no_response
    keine Rückmeldung bisher = applied
    keine Antwort bekommen = no_response
    meldet sich nicht = no_response
    nie wieder gehört = no_response
    Einladung zum Gespräch = interview
    Einladung zum Interview = interview
    Einladung zum Telefoninterview = phone_screen
    Einladung zum Assessment Center = assessment
    Vorstellungsgespräch geführt = interview
    Gespräch abgesagt von mir = withdrawn
    VG am 12.03. = interview @12.03.
    2. Gespräch = interview #2
    zweite Runde = interview #2
    Probearbeitstag = interview
    Probearbeit = interview
    Hospitation = interview
    Schnuppertag vereinbart = interview
    Erstgespräch = phone_screen #1
    HR Interview = interview
    Videocall = interview
    Teamgespräch = interview
    Fachgespräch = interview
    Terminbestätigung = interview
    mündliche Zusage = offer
    Zusage bekommen = offer
    Vertragsangebot = offer
    Arbeitsvertrag erhalten = offer
    Arbeitsvertrag unterschrieben = offer+accepted
    Zusage abgelehnt = offer+declined
    Angebot abgelehnt = offer+declined
    Angebot angenommen = offer+accepted
    Warte auf Rückmeldung = applied
    noch offen = applied
    noch keine Antwort = applied
    in Klärung = applied
    wird geprüft = applied
    Unterlagen nachgereicht = applied
    Onlinebewerbung = applied
    Kurzbewerbung = applied
    beworben, warte = applied
    Eingang bestätigt = acknowledged
    Stelle nicht mehr verfügbar = closed
    Stelle intern besetzt = closed
    Stelle zurückgezogen = closed
    Bewerbungsprozess gestoppt = closed ?
    nicht weiter verfolgt = withdrawn
    selbst zurückgezogen = withdrawn
    kein Angebot = interview+rejected ?
    keine Einladung = applied ?
"""

FRENCH = """
    refus après 1er entretien = interview+rejected #1
    refus automatique = rejected
    refus par mail = rejected
    réponse négative = rejected
    candidature rejetée = rejected
    candidature non retenue = rejected
    profil non retenu = rejected
    non retenu après entretien = interview+rejected
    relancé sans réponse = no_response
    pas de réponse après entretien = interview+no_response
    aucune nouvelle = no_response
    toujours pas de réponse = applied
    ghosté = no_response
    entretien RH = phone_screen
    entretien visio = interview
    visio = interview
    entretien physique = interview
    second entretien = interview #2
    entretien manager = interview
    entretien à venir = interview
    entretien annulé = closed ?
    immersion = interview
    période d'essai = offer+accepted
    mise en situation = assessment
    test de personnalité = assessment
    test envoyé = assessment
    promesse d'embauche = offer
    proposition de poste = offer
    offre refusée = offer+declined
    offre déclinée = offer+declined
    poste supprimé = closed
    recrutement suspendu = closed
    recrutement annulé = closed
    annonce expirée = closed
    abandon = withdrawn
    j'ai décliné = withdrawn
    dossier en cours = applied
    candidature en cours = applied
    candidature vue = acknowledged
    en attente de retour = applied
    à l'étude = applied
    pas encore postulé = lead
    à relancer = applied
"""

SPANISH = """
    proceso pausado = applied
    proceso finalizado = closed ?
    descartado tras prueba técnica = assessment+rejected
    descartado después de la entrevista = interview+rejected
    candidatura descartada = rejected
    CV descartado = rejected
    no apto = rejected
    no pasé = rejected
    no me eligieron = rejected
    seleccionaron a otro = rejected
    segunda entrevista = interview #2
    2ª entrevista = interview #2
    entrevista con el manager = interview
    entrevista programada = interview
    entrevista por teléfono = phone_screen
    videollamada = interview
    entrevista virtual = interview
    entrevista grupal = interview
    dinámica de grupo = assessment ?
    prueba psicotécnica = assessment
    entrevista cancelada = closed ?
    me ghostearon = no_response
    no han respondido = no_response
    sin novedades = no_response
    aún sin respuesta = applied
    CV en revisión = applied
    candidatura en proceso = applied
    oferta rechazada = offer+declined
    rechacé la oferta = offer+declined
    oferta aceptada = offer+accepted
    incorporado = offer+accepted
    vacante cancelada = closed
    proceso cancelado = closed
    me retiré = withdrawn
"""

PORTUGUESE = """
    Desclassificada = rejected
    não fui selecionado = rejected
    não passei = rejected
    reprovado na entrevista = interview+rejected
    rejeitado após teste = assessment+rejected
    candidatura rejeitada = rejected
    não selecionado após entrevista = interview+rejected
    entrevista agendada = interview
    entrevista com gestor = interview
    entrevista técnica realizada = interview
    conversa com recrutador = phone_screen
    teste prático = assessment
    case técnico = assessment
    inscrito = applied
    currículo visualizado = acknowledged
    em seleção = applied
    processo seletivo = applied
    processo em andamento = applied
    processo pausado = applied
    processo encerrado = closed ?
    processo cancelado = closed
    vaga congelada = closed
    vaga pausada = applied
    não tive retorno = no_response
    sem resposta ainda = applied
    ainda sem retorno = applied
    desisti = withdrawn
    proposta recusada = offer+declined
    proposta aceita = offer+accepted
    contratado = offer+accepted
"""

ITALIAN = """
    primo colloquio = interview #1
    2° colloquio = interview #2
    colloquio fissato = interview
    colloquio sostenuto = interview
    colloquio annullato = closed ?
    colloquio con HR = phone_screen
    colloquio motivazionale = interview
    prova pratica = assessment
    assessment di gruppo = assessment
    non selezionato dopo colloquio = interview+rejected
    candidatura respinta = rejected
    candidatura non accettata = rejected
    profilo non in linea = rejected
    scelto un altro candidato = rejected
    mai ricontattato = no_response
    non mi hanno risposto = no_response
    nessuna notizia = no_response
    spariti = no_response
    in attesa di riscontro = applied
    candidatura in valutazione = applied
    cv visionato = acknowledged
    proposta contrattuale = offer
    offerta rifiutata = offer+declined
    selezione chiusa = closed ?
    selezione sospesa = closed
    annuncio chiuso = closed
    ho rinunciato = withdrawn
"""

DUTCH = """
    afgewezen na tweede gesprek = interview+rejected #2
    afgewezen na gesprek = interview+rejected
    afgewezen per mail = rejected
    helaas afgewezen = rejected
    afgevallen = rejected
    niet door = rejected
    niet geschikt = rejected
    andere kandidaat = rejected
    eerste gesprek = interview #1
    gesprek gepland = interview
    gesprek gehad = interview
    uitgenodigd voor eerste gesprek = interview #1
    kennismakingsgesprek gepland = phone_screen
    meeloopdag = interview
    proefdraaien = interview
    online assessment = assessment
    capaciteitentest = assessment
    wacht op reactie = applied
    nog geen reactie = applied
    niets meer gehoord = no_response
    geen terugkoppeling = no_response
    ontvangstbevestiging = acknowledged
    aanbod afgewezen = offer+declined
    aanbod geweigerd = offer+declined
    contract aangeboden = offer
    contract ondertekend = offer+accepted
    zelf teruggetrokken = withdrawn
    vacature ingetrokken = closed
    vacature vervallen = closed
    procedure gestopt = closed ?
    gesprek geannuleerd = closed ?
"""

TURKISH = """
    İK görüşmesi yapıldı = phone_screen
    teknik mülakat yapıldı = interview
    ikinci mülakat = interview #2
    2. görüşme = interview #2
    mülakat iptal = closed ?
    mülakat sonrası olumsuz = interview+rejected
    mülakattan sonra reddedildi = interview+rejected
    mülakatta elendim = interview+rejected
    teknik mülakatta elendi = interview+rejected
    başvurum reddedildi = rejected
    otomatik ret = rejected
    olumsuz dönüş = rejected
    olumsuz geri dönüş = rejected
    başka adayla devam = rejected
    elendi = rejected
    cevap bekliyorum = applied
    dönüş bekleniyor = applied
    geri dönüş bekleniyor = applied
    henüz dönüş yok = applied
    hiç dönüş olmadı = no_response
    geri dönüş yapılmadı = no_response
    ghostlandım = no_response
    teklif reddedildi = offer+declined
    teklifi reddettim = offer+declined
    teklif kabul = offer+accepted
    sözlü teklif = offer
    deneme günü = interview
    vaka sunumu = interview ?
    genel yetenek testi = assessment
    başvuru görüntülendi = acknowledged
    özgeçmiş incelendi = acknowledged
    ilan yayından kaldırıldı = closed
    ilan süresi doldu = closed
    pozisyon donduruldu = closed
"""

CHINESE = """
    背调中 = interview ?
    背调 = interview ?
    一面挂 = interview+rejected #1
    二面挂了 = interview+rejected #2
    终面挂 = interview+rejected
    hr面挂 = interview+rejected
    笔试挂 = assessment+rejected
    测评挂 = assessment+rejected
    被泡池子 = applied
    OC了 = offer
    hc满了 = closed
    一面已过 = interview #1
    一面通过 = interview #1
    待一面 = interview #1
    约一面 = interview #1
    已约面 = interview
    面试取消 = closed ?
    已发意向 = offer
    意向 = lead
    录用通知 = offer
    已入职 = offer+accepted
    拒offer = offer+declined
    已毁约 = offer+rejected ?
    石沉大海 = no_response
    无音讯 = no_response
    杳无音讯 = no_response
    暂无回复 = applied
    简历未通过 = rejected
    简历筛选未通过 = rejected
    初筛未通过 = rejected
    面试未通过 = interview+rejected
    笔试未通过 = assessment+rejected
    主动终止 = withdrawn
    流程终止 = rejected
    待笔试 = assessment
    笔试完成 = assessment
    已笔试 = assessment
"""

ENGLISH = """
    Spoke to hiring manager = interview
    Recruiter reached out = replied
    Rejected post-interview = interview+rejected
    Rejected after OA = assessment+rejected
    Rejected after take-home = assessment+rejected
    Rejected w/o interview = rejected
    Rejected (no interview) = rejected
    Auto-rejected = rejected
    Rejected via email = rejected
    Position went to internal candidate = rejected
    Role put on hold = applied
    Role paused = applied
    Hiring paused = closed
    Headcount frozen = closed
    Interview postponed = interview ?
    Interview rescheduled = interview
    postponed = applied
"""

NOT_YET_AND_NOT = """
    Not yet = applied
    None yet = applied
    No interview yet = applied ?
    Application in review = applied
    Submitted - awaiting response = applied
    Awaiting 2nd interview = interview #2
    Trial day = interview
    Trial shift = interview
    Working interview = interview
    Assessment Center = assessment
    Assessment centre interview = interview
    Final interview - awaiting decision = interview
    Second round = interview #2
    Declined the offer = offer+declined
    Verbal offer = offer
    Ghosted after phone screen = phone_screen+no_response
    Ghosted after final round = interview+no_response
    No response after interview = interview+no_response
    Withdrew before interview = withdrawn
    Dead = closed ?
    Not hiring anymore = closed
    Filled internally = closed
    Cancelled by employer = closed
    noch nicht = applied
    pas encore = applied
    aún no = applied
    ainda não = applied
    non ancora = applied
    nog niet = applied
    henüz değil = applied
    not yet rejected = applied ?
    not yet replied = applied
    Applied, not yet viewed = applied
    not applied yet = lead
    not yet applied = lead
    Zusage per Telefon = offer
    Rejected by phone = rejected
    refus par téléphone = rejected
    Absage am Telefon = rejected
    rechazado por teléfono = rejected
    entretien par téléphone = phone_screen
    hr面完等oc = interview ?
    mülakata çağrıldım = interview
    mülakata çağrılmadım = applied ?
    Fui chamado para entrevista = interview
    Warten auf Zusage/Absage = applied ?
    Rejected (no reason given) = rejected
    Absage ohne Vorstellungsgespräch = rejected
    Absage vor dem Gespräch = rejected
    afgewezen zonder gesprek = rejected
    rifiutato senza colloquio = rejected
    noch keine Zusage = applied
    nicht eingestellt = rejected
    não contratado = rejected
    non assunto = rejected
    davet edilmedim = applied ?
    面试没通过 = interview+rejected
    no verbal offer = interview+rejected ?
    Interviewzusage = interview
    Onlineabsage = rejected
    👻👻 = no_response
    Ghosted 👻 = no_response
    ❌ after phone screen = phone_screen+rejected
    🚫 Rejected = rejected
    ✅ Interview done = interview
    👻 not ghosted = replied ?
    🎉 no offer = interview+rejected ?
    ⏳ = applied
    📨 = applied
    📞 = phone_screen
    🎉 = offer
    🔖 = lead
    ✅ = -
    💀 = -
    👻❌ = -
"""

TABLES = (
    MARKS_AND_MIXED,
    GERMAN,
    FRENCH,
    SPANISH,
    PORTUGUESE,
    ITALIAN,
    DUTCH,
    TURKISH,
    CHINESE,
    ENGLISH,
    NOT_YET_AND_NOT,
)


@pytest.mark.parametrize(("word", "meaning"), [row for text in TABLES for row in table(text)])
def test_a_word_alone_means(word: str, meaning: str) -> None:
    assert said(read_statuses({word: 1})[0]) == meaning


def test_a_lone_mark_is_read_like_the_same_mark_beside_words() -> None:
    words = {"📝 Test": 4, "📝": 1, "🔖 Saved": 3, "🔖": 1, "❌ Rejected": 5, "❌ Rejected after interview": 2, "❌": 1}
    read = column(**words)
    assert (read["📝"], read["🔖"], read["❌"]) == ("assessment ?", "lead ?", "rejected ?")


def test_a_lone_mark_whose_pairs_disagree_keeps_its_own_meaning() -> None:
    assert column(**{"🟢 Offer": 1, "🟢 Interview": 2, "🟢": 1})["🟢"] == "-"
    assert column(**{"📞 Ghosted": 1, "📞 Offer": 2, "📞": 1})["📞"] == "phone_screen"


def test_a_cross_among_words_is_a_rejection_and_among_ticks_only_a_no() -> None:
    assert column(**{"❌": 3, "Applied": 9, "Interview": 1})["❌"] == "rejected"
    assert column(**{"❌": 3, "✅": 9}) == {"❌": "-", "✅": "-"}


def test_declined_by_me_is_no_offer_where_another_word_names_the_offers_declined():
    words = {"Declined (by me)": 3, "I declined the offer": 1, "Rejected": 12, "Applied": 15}
    assert column(**words)["Declined (by me)"] == "withdrawn ?"
    assert column(**{"Declined (by me)": 1, "Offer": 1, "Rejected": 12})["Declined (by me)"] == "offer+declined ?"


def test_declined_on_many_rows_is_not_guessed_to_be_offers():
    assert column(Declined=20, Offer=1, Rejected=12, Applied=20)["Declined"] == "-"


def test_chosen_on_few_rows_beside_rejections_is_an_offer():
    assert column(Aprovado=1, Reprovado=14, Enviado=20)["Aprovado"] == "offer ?"
    assert column(Selected=1, Applied=20)["Selected"] == "-"
    assert column(Aprovado=12, Reprovado=14)["Aprovado"] == "-"


def test_screening_beside_a_phone_screen_is_the_look_at_the_papers():
    assert column(**{"Screening": 3, "HR phone screen": 2, "Applied": 9})["Screening"] == "applied ?"
    assert column(**{"Screening": 3, "Initial screening": 2})["Screening"] == "phone_screen ?"
