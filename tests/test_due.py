"""What is due today: who to ask, what to close, and how this week compares."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import journeys_of, key_of

from analytics.due import AGAIN_DAYS, Due, due, to_ask
from analytics.report import build_report
from analytics.waiting import Silence
from pages.ui import text_today

SUNDAY = date(2026, 11, 22)


def found(text: str, followed: dict[str, str] | None = None, as_of: date = SUNDAY) -> Due:
    report = build_report(journeys_of(text, as_of), as_of=as_of)
    result = due(report, {key_of(name): day for name, day in (followed or {}).items()}, as_of)
    assert result is not None
    return result


def ago(days: int) -> str:
    return (SUNDAY - timedelta(days=days)).isoformat()


# With the default delays: ask after 20 days of silence, close after 67.
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"A1 applied {ago(19)}", (0, 0, 0)),
        (f"A1 applied {ago(20)}", (1, 0, 0)),
        (f"A1 applied {ago(66)}", (1, 0, 0)),
        (f"A1 applied {ago(67)}", (0, 0, 1)),
        (f"A1 applied {ago(90)} | interview {ago(30)}", (0, 1, 0)),
        (f"A1 applied {ago(90)} | interview {ago(66)}", (0, 1, 0)),
        (f"A1 applied {ago(90)} | interview {ago(67)}", (0, 0, 0)),
        (f"A1 applied {ago(90)} | interview {ago(5)}", (0, 0, 0)),
        (f"A1 applied {ago(90)} | rejected {ago(30)}", (0, 0, 0)),
        ("A1 applied ?", (0, 0, 0)),
    ],
)
def test_each_open_application_is_due_by_its_silence(line: str, expected: tuple[int, int, int]) -> None:
    result = found(line)
    assert (result.follow_up, result.after_talk, result.close) == expected
    assert result.nothing is (expected == (0, 0, 0))


@pytest.mark.parametrize(
    ("end", "offers"),
    [("", 1), (f" | accepted {ago(3)}", 0), (f" | declined {ago(3)}", 0), (f" | withdrawn {ago(3)}", 0)],
)
def test_an_offer_is_due_until_it_is_taken_or_declined(end: str, offers: int) -> None:
    result = found(f"A1 applied {ago(40)} | interview {ago(20)} | offer {ago(5)}{end}")
    assert (result.offers, result.nothing) == (offers, not offers)
    if offers:
        assert text_today.lines(result)[0].startswith("An offer waits for your answer.")


def test_after_an_offer_was_taken_nobody_is_asked_any_more() -> None:
    taken = f"A1 applied {ago(40)} | interview {ago(20)} | offer {ago(8)} | accepted {ago(3)}"
    others = f"A2 applied {ago(42)}\nA3 applied {ago(90)}\nA4 applied {ago(80)} | interview {ago(50)}"
    result = found(f"{taken}\n{others}")
    assert (result.follow_up, result.after_talk, result.close) == (0, 0, 1)


def test_an_offer_of_long_ago_is_not_waited_for() -> None:
    assert found(f"A1 applied {ago(120)} | offer {ago(61)}\nA2 applied {ago(90)} | offer {ago(60)}").offers == 1


@pytest.mark.parametrize(("days", "asked"), [(AGAIN_DAYS - 1, 0), (AGAIN_DAYS, 1)])
def test_a_follow_up_is_not_asked_for_again_at_once(days: int, asked: int) -> None:
    assert found(f"A1 applied {ago(40)}", {"A1": ago(days)}).follow_up == asked


def test_those_to_ask_after_are_named_one_by_one() -> None:
    talks = f"Dune applied {ago(90)} | interview {ago(30)}\nElm applied {ago(90)} | interview {ago(70)}"
    history = f"Acme applied {ago(9)}\nBirch applied {ago(52)}\nCedar applied {ago(80)}\n{talks}"
    report = build_report(journeys_of(history, SUNDAY), as_of=SUNDAY)
    assert to_ask(report, {}, SUNDAY) == {key_of("Birch"), key_of("Dune")}
    assert to_ask(report, {key_of("Dune"): ago(3)}, SUNDAY) == {key_of("Birch")}


def test_an_own_shorter_day_for_silence_does_not_end_asking_after_a_talk() -> None:
    """The person's day is about applications that nobody answered."""
    history = f"A1 applied {ago(90)} | interview {ago(59)}\nA2 applied {ago(90)} | interview {ago(60)}"
    report = build_report(journeys_of(history, SUNDAY), as_of=SUNDAY, silence_days=7)
    assert to_ask(report, {}, SUNDAY) == {key_of("A1")}


def test_this_week_is_set_beside_the_four_full_weeks_before() -> None:
    days = [30, 29, 23, 22, 16, 15, 9, 8, 2]  # two a week for four weeks, then one since Monday
    result = found("\n".join(f"A{place} applied {ago(day)}" for place, day in enumerate(days)))
    assert (result.this_week, result.usual_week) == (1, 2.0)
    assert text_today.week(result) == ("This week so far: 1 application. The four weeks before had 2 each on average.")


def test_a_young_search_has_no_usual_week_yet() -> None:
    assert text_today.week(found(f"A1 applied {ago(1)}")) == "This week so far: 1 application."


def test_totals_and_an_empty_history_have_nothing_due() -> None:
    empty = journeys_of("", SUNDAY)
    totals = {"applications": 10, "interviewed": 1}
    assert due(build_report(empty, as_of=SUNDAY), {}, SUNDAY) is None
    assert due(build_report(empty, as_of=SUNDAY, aggregate=totals), {}, SUNDAY) is None


@pytest.mark.parametrize("own_days", [None, 7, 45, 120])
@pytest.mark.parametrize("delay", [2, 40])
def test_what_can_be_closed_is_what_waiting_presumes_unanswered(own_days: int | None, delay: int) -> None:
    """However fast others answer, and whatever day the person chose: one rule, one count, each counted once."""
    answered = [f"C{place} applied {ago(150)} | rejected {ago(150 - delay)}" for place in range(30)]
    lines = [f"A{days} applied {ago(days)}" for days in range(200)]
    report = build_report(journeys_of("\n".join(lines + answered), SUNDAY), as_of=SUNDAY, silence_days=own_days)
    result = due(report, {}, SUNDAY)
    assert result is not None
    assert report.waiting is not None
    assert result.close == (report.waiting["label"] == Silence.PRESUMED).sum() == 200 - result.gone_days
    assert result.follow_up == max(0, result.gone_days - result.quiet_days)


@pytest.mark.parametrize(
    "answers",
    [
        [],
        [f"C{place} applied {ago(150)} | rejected {ago(148)}" for place in range(30)],  # others answer fast
        [f"C{place} applied {ago(150)} | rejected {ago(110)}" for place in range(20)],  # or slowly
    ],
)
def test_each_of_many_is_counted_once_whatever_its_silence(answers: list[str]) -> None:
    """One application for each day of silence from none to 150, without an answer and after a talk."""
    lines = [f"A{days} applied {ago(days)}" for days in range(151)]
    lines += [f"B{days} applied {ago(days + 10)} | interview {ago(days)}" for days in range(151)]
    result = found("\n".join(lines + answers))
    assert 14 <= result.quiet_days <= result.gone_days < 150
    assert result.follow_up == result.gone_days - result.quiet_days
    assert result.close == 151 - result.gone_days
    assert result.after_talk == result.late_days - result.quiet_days


def test_the_sentences_read_well_for_one_and_for_many() -> None:
    one = Due(1, 1, 1, 1, 20, 67, 0, None)
    assert text_today.lines(one) == [
        "An offer waits for your answer. Take the time that such a decision needs.",
        "Ask after 1 open application that answered once and then went silent for 20 to 66 days.",
        "Follow up on 1 open application without an answer for 20 to 66 days.",
        (
            "1 open application is presumed to get no answer, after 67 days of silence or more. "
            "You can close it with one click or leave it open: nothing is lost."
        ),
    ]
    assert text_today.lines(Due(0, 0, 0, 0, 20, 67, 0, None)) == [text_today.NOTHING]
    assert text_today.lines(Due(0, 1, 0, 0, 20, 21, 0, None)) == [
        "Follow up on 1 open application without an answer for 20 days."
    ]
    assert text_today.lines(Due(0, 80, 43, 865, 20, 67, 0, None)) == [
        (
            "Ask after 43 open applications that answered once and then went silent for 20 to 66 days. "
            "Start with the one or two you want most. The rest can wait."
        ),
        (
            "Follow up on 80 open applications without an answer for 20 to 66 days. "
            "Start with the one or two you want most. The rest can wait."
        ),
        (
            "865 open applications are presumed to get no answer, after 67 days of silence or more. "
            "You can close them with one click or leave them open: nothing is lost."
        ),
    ]
