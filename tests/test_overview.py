"""The three plain answers at the top of the Overview, for every kind of history."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from builders import journeys_of
from reading_level import grade
from test_views import filled, visit, words

from analytics.course import Course, course_of
from analytics.decided import Sorted, sort_out
from analytics.due import Due, due
from analytics.report import build_report
from analytics.results import Suggestion
from analytics.triggers import Tier
from data.decisions import Decision, Kind, decide
from data.store import Store
from pages.ui import entry, text, text_brief, text_ratio, text_today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.results import AnalysisReport, Ratio

SUNDAY = date(2026, 11, 22)


def ago(days: int) -> str:
    return (SUNDAY - timedelta(days=days)).isoformat()


def sent(number: int, *, talks: int = 0, last: int = 2, each: int = 1) -> str:
    """`number` applications, `each` a day up to `last` days ago; the oldest led to a talk, the others to a no."""
    days = [last + (number - 1 - place) // each for place in range(number)]
    return "\n".join(
        f"A{place} applied {ago(day)}"
        + (f" | interview {ago(max(0, day - 8))}" if place < talks else f" | rejected {ago(day - 2)}")
        for place, day in enumerate(days)
    )


OFFER = f"O1 applied {ago(40)} | interview {ago(20)} | offer {ago(5)}"
TOTALS = {"applications": 400, "answered": 90, "interviewed": 1, "offers": 0, "open": 0}
HISTORIES = {
    "one application": f"A1 applied {ago(10)}",
    "too early": sent(60, talks=2, each=2, last=20),
    "below": sent(240, each=6, last=20),
    "within": sent(800, talks=19, each=10, last=10),
    "above": sent(150, talks=12, each=3, last=20),
    "above, with an offer": f"{sent(150, talks=12, each=3, last=20)}\n{OFFER}",
    "accepted": f"{sent(60, talks=2, each=2)}\n{OFFER} | accepted {ago(2)}",
    "stopped": sent(60, talks=2, last=140, each=2),
    "nothing known": f"A1 applied {ago(60)} | knows=\nA2 applied {ago(50)} | knows=",
}


def analysed(name: str) -> AnalysisReport:
    if name == "totals":
        return build_report(journeys_of("", SUNDAY), as_of=SUNDAY, aggregate=TOTALS)
    return build_report(journeys_of(HISTORIES[name], SUNDAY), as_of=SUNDAY)


def shown(report: AnalysisReport) -> Sorted:
    return Sorted(report.suggestions, (), {})


def interviews(report: AnalysisReport) -> Ratio:
    return report.ratios["application_to_interview"]


def answers(name: str) -> tuple[str, str, str]:
    report = analysed(name)
    return (
        text_brief.rate(interviews(report)),
        text_brief.change(course_of(report, shown(report)), interviews(report)),
        text_brief.due(due(report, {}, SUNDAY)),
    )


@pytest.mark.parametrize(
    ("name", "fine", "change", "today"),
    [
        (
            "one application",
            "Too early to tell: no application",
            "keep going until one can tell. That takes",
            "Nothing.",
        ),
        ("too early", "Too early to tell: 3.7 % so far", "Nothing big for now", "ask after 2 applications"),
        ("below", "No, it is low: 0 % is below the benchmark of 2 % to 3 %.", "Your numbers point to", "Nothing."),
        (
            "within",
            "Yes: 2.5 % is about at the benchmark",
            "rate is about at the benchmark, so keep",
            "19 applications",
        ),
        ("above", "Yes, more than fine: 8.4 % is above", "rate is above the benchmark, so keep", "6 applications"),
        (
            "above, with an offer",
            "Yes, more than fine",
            "First decide about the offer that waits",
            "An offer waits for your answer",
        ),
        ("accepted", "Too early to tell", "Nothing. You accepted an offer", "Nothing."),
        ("stopped", "Too early to tell", "The latest application here is 20 weeks old.", "Nothing."),
        ("nothing known", "unknown, not zero", "Write down what happened to each application.", "Nothing."),
        ("totals", "No, it is low: 0.2 % is below", "Your numbers point to that first.", "totals only"),
    ],
)
def test_each_history_has_three_plain_answers(name: str, fine: str, change: str, today: str) -> None:
    said = answers(name)
    for expected, answer in zip((fine, change, today), said, strict=True):
        assert expected in answer
    for answer in said:
        assert grade(answer) <= 9, (round(grade(answer), 1), answer)
        assert not set("{}!") & set(answer)


@pytest.mark.parametrize("name", [*HISTORIES, "totals"])
def test_the_answer_rests_on_the_advice_and_the_verdict_of_the_cards(name: str) -> None:
    report = analysed(name)
    answer = course_of(report, shown(report))
    assert answer.advice is None or answer.advice in report.suggestions
    assert answer.offers == len(report.open_offers)
    named = {Course.RECORD, Course.CHANGE, Course.TRY, Course.STEP}
    if answer.course in named and answer.advice is not None:
        assert answer.advice == report.suggestions[0]
        assert answer.advice.title in text_brief.change(answer, interviews(report))


def test_how_many_more_applications_are_needed_is_the_number_of_the_rate() -> None:
    report = analysed("too early")
    assert f"about {interviews(report).more_needed} more applications old enough to count" in answers("too early")[1]


def called_for(*tiers: Tier, moves: str = "application_to_interview") -> Sorted:
    advice = [
        Suggestion(f"s{n}", f"Do {n}", "Noticed.", f"Try {n}.", (), (), moves, "", tier=tier)
        for n, tier in enumerate(tiers)
    ]
    return Sorted(tuple(advice), (), {})


@pytest.mark.parametrize(
    ("advice", "course", "said"),
    [
        (called_for(Tier.MISSING, Tier.VERDICT), Course.RECORD, "Do 0. Without that, nobody can say what to change."),
        (called_for(Tier.VERDICT, Tier.LEANING), Course.CHANGE, "Do 0. Your numbers point to that first."),
        (called_for(Tier.LEANING, Tier.NOW), Course.TRY, "Do 0. That is worth a try, although the sign is early"),
        (called_for(Tier.NOW, Tier.STEADY), Course.STEP, "Do 0. Try 0. Apart from that, nothing needs to change now."),
        (called_for(Tier.STEADY, Tier.HABIT), Course.KEEP, "Nothing for now."),
        (called_for(Tier.STEADY, moves=""), Course.RESTS, "Noticed. Apart from that, nothing needs to change."),
        (called_for(Tier.HABIT, Tier.WELLBEING), Course.KEEP, "Nothing for now."),
        (called_for(), Course.KEEP, "Nothing for now."),
    ],
)
def test_what_called_for_the_advice_decides_how_it_is_said(advice: Sorted, course: Course, said: str) -> None:
    report = analysed("above")
    answer = course_of(report, advice)
    assert answer.course is course
    assert text_brief.change(answer, interviews(report)).startswith(said)


def put_aside(report: AnalysisReport, *ids: str) -> Sorted:
    wanted = [Decision(each, Kind.DISMISSED, "", SUNDAY) for each in ids]
    return sort_out(report.suggestions, wanted, SUNDAY)


def test_what_is_put_aside_makes_room_for_the_next_and_is_named_where_none_is_left() -> None:
    report = analysed("below")
    called = [each for each in report.suggestions if each.tier == report.suggestions[0].tier]
    second = course_of(report, put_aside(report, called[0].id))
    assert (second.course, second.advice) == (Course.CHANGE, called[1])
    everything = [each.id for each in report.suggestions]
    none = course_of(report, put_aside(report, *everything))
    assert (none.course, none.advice) == (Course.ASIDE, called[0])
    assert f"“{called[0].title}”" in text_brief.change(none, interviews(report))


def test_what_is_put_aside_of_an_offer_changes_no_answer() -> None:
    for name in ("accepted", "above, with an offer"):
        report = analysed(name)
        assert course_of(report, put_aside(report, "small_wins")) == course_of(report, shown(report))


def test_a_low_rate_without_any_advice_is_not_called_fine() -> None:
    report = analysed("below")
    said = text_brief.change(course_of(report, Sorted((), (), {})), interviews(report))
    assert said.startswith("Your interview rate is below the benchmark, but")


def test_an_offer_comes_first_even_where_the_search_goes_on() -> None:
    offered = f"O1 applied {ago(60)} | interview {ago(55)} | offer {ago(50)}"
    report = build_report(journeys_of(f"{sent(240, each=6, last=20)}\n{offered}", SUNDAY), as_of=SUNDAY)
    said = text_brief.change(course_of(report, shown(report)), interviews(report))
    assert said.startswith("First decide about the offer that waits for you. ")


@pytest.mark.parametrize(
    ("follow_up", "close", "said"),
    [
        (1, 0, "It is time to ask after 1 application: send a short note."),
        (123, 865, "It is time to ask after 123 applications: write to the one or two you want most."),
        (
            0,
            1,
            (
                "Nothing urgent. 1 application that has been silent for very long can be closed on the page Waiting, "
                "or stay open."
            ),
        ),
        (2, 0, "It is time to ask after 2 applications: send a short note."),
        (0, 0, "Nothing."),
    ],
)
def test_what_is_due_comes_in_small_portions(follow_up: int, close: int, said: str) -> None:
    found = Due(0, follow_up, 0, close, 20, 67, 0, None)
    assert text_brief.due(found) == said


@pytest.mark.parametrize(
    ("text_table", "ratio", "said"),
    [
        (sent(40, talks=4, last=200), "application_to_interview", "10 % of 40 applications"),
        (sent(40), "interview_to_offer", "none so far"),
        (f"A1 applied {ago(10)}", "response", "none so far"),
        (HISTORIES["nothing known"], "response", "not known"),
        (f"{sent(90)}\n" + "\n".join(f"B{n} applied {ago(12)}" for n in range(60)), "response", "of about "),
    ],
)
def test_the_rate_under_a_count_says_what_it_is_of(text_table: str, ratio: str, said: str) -> None:
    report = build_report(journeys_of(text_table, SUNDAY), as_of=SUNDAY)
    assert said in text_ratio.rate_of(report.ratios[ratio])


class TestPage:
    pytestmark = pytest.mark.no_cover  # pages: what they call is covered by tests of its own

    @pytest.fixture(autouse=True)
    def _day_and_history(self, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        monkeypatch.setenv(entry.AS_OF, SUNDAY.isoformat())
        monkeypatch.setenv("REBOUND_DATABASE", f"{tmp_path}/history.duckdb")
        yield
        st.cache_resource.clear()

    @pytest.mark.parametrize("name", HISTORIES)
    def test_the_answers_come_first_whatever_the_history(self, name: str) -> None:
        filled(HISTORIES[name])
        app = visit()
        read = words(app)
        for label, answer in zip((text_brief.RATE, text_brief.CHANGE, text_brief.DUE), answers(name), strict=True):
            assert f"**{label}**" in read
            assert answer in read
        first = [element.value for element in app.markdown if element.value.strip()]
        assert first.index(f"**{text_brief.RATE}**") < 2

    def test_what_was_put_aside_is_no_longer_the_answer(self) -> None:
        filled(HISTORIES["below"])
        report = analysed("below")
        with Store.open(entry.database()) as store:
            decide(store, Decision(report.suggestions[0].id, Kind.DONE, "", SUNDAY))
        read = words(visit())
        assert f"{report.suggestions[0].title}." not in read
        assert f"{report.suggestions[1].title}. Your numbers point to that first." in read

    def test_closing_is_one_step_away(self) -> None:
        filled(f"A1 applied {ago(100)}")
        links = {link.proto.label: link.proto for link in visit().get("page_link")}
        assert "show=presumed+ghosted" in links[text_today.TO_CLOSE].query_string

    def test_the_count_of_the_rate_is_not_said_again_without_its_age(self) -> None:
        filled(HISTORIES["too early"])
        read = words(visit())
        assert "2 of 60 applications led to an interview." not in read
        assert text.first_step(analysed("too early").suggestions[0].steps[0]) in read
