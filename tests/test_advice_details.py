"""Single sentences and places of the advice that were wrong once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import journeys_of

from analytics.expected import expected_gain
from analytics.forecast import WhatIf
from analytics.groups import referred, split
from analytics.report import build_report
from analytics.segments import compare_segments
from analytics.suggestions import explain

AS_OF = date(2025, 6, 30)


def ago(days: int) -> str:
    return (AS_OF - timedelta(days=days)).isoformat()


def many(count: int, name: str, youngest: int, rest: str = "", every: int = 1) -> list[str]:
    """Applications, one each `every` days, the latest `youngest` days ago; {0} is 9 days after it, {1} is 20."""
    sent = [youngest + place * every for place in range(count)]
    return [
        f"{name}{place} applied {ago(days)} {rest.format(ago(days - 9), ago(days - 20))}"
        for place, days in enumerate(sent)
    ]


def read(*groups: list[str]):
    journeys = journeys_of("\n".join(line for group in groups for line in group), AS_OF)
    return build_report(journeys, as_of=AS_OF), journeys


def why(name: str, *groups: list[str]) -> str:
    return next(other.why for other in explain(*read(*groups)) if other.id == name)


def advice(name: str, *groups: list[str]):
    return next((each for each in read(*groups)[0].suggestions if each.id == name), None)


STEADY = many(60, "S", 1, "| withdrawn ?")


def test_who_was_referred_everywhere_needs_no_more_referrals() -> None:
    """It said that it is too early to judge 220 applications without an interview, which are clearly below."""
    assert why("network", many(220, "A", 30, "| rejected {1} | referral=yes")) == (
        "All 220 marked applications came through a person already."
    )


def test_a_lead_that_is_not_clear_yet_is_not_denied() -> None:
    told = why(
        "network",
        many(37, "A", 100, "| rejected {1} | referral=yes"),
        many(3, "B", 100, "| interview {0} | rejected {1} | referral=yes"),
        many(194, "C", 30, "| rejected {1} | referral=no"),
        many(4, "D", 100, "| interview {0} | rejected {1} | referral=no"),
    )
    assert told == (
        "Applications that came through a person may do better: 3 of 40 led to an interview, against 4 of 198 of the "
        "others. That is not clear enough yet to change course."
    )


def test_what_a_group_would_bring_counts_its_aged_applications_as_compare_does() -> None:
    """Thirty referred applications of this week say nothing yet; by raw counts they would hide a rate of 6 in 20."""
    report, journeys = read(
        many(30, "Y", 0, "| referral=yes", every=0),
        many(14, "A", 60, "| rejected {1} | referral=yes"),
        many(6, "B", 60, "| interview {0} | rejected {1} | referral=yes"),
        many(150, "C", 20, "| rejected {1} | referral=no"),
    )
    compared = compare_segments(journeys, "referral", as_of=AS_OF, delays=report.delays)
    yes = next(segment for segment in compared.segments if segment.value == "Yes")
    assert split(journeys, referred(journeys), AS_OF, report.delays).adjusted == pytest.approx(yes.adjusted_rate)
    network = next(each for each in report.suggestions if each.id == "network")
    gain = expected_gain(report, WhatIf(application_to_interview=yes.adjusted_rate))
    assert network.evidence["offers_then"] == pytest.approx(gain.numbers["offers_then"])
    assert gain.sentence in network.expected_gain


@pytest.mark.parametrize(
    ("talks", "change"),
    [
        ([f"T applied {ago(20)} | interview {ago(3)}"], "It goes away a week after the talk."),
        (
            [f"T applied {ago(99)} | interview {ago(80)} | rejected {ago(60)}"],
            "It goes away twelve weeks after the no.",
        ),
        (
            [
                f"T applied {ago(20)} | interview {ago(3)}",
                f"U applied {ago(99)} | interview {ago(80)} | rejected {ago(60)}",
            ],
            "The part on the talk goes away a week after it, the part on the no twelve weeks after it.",
        ),
    ],
)
def test_keeping_in_touch_says_when_it_ends(talks: list[str], change: str) -> None:
    assert advice("stay_in_touch", STEADY, talks).would_change == f"{change} If you wrote already, mark it as done."


def test_uneven_weeks_say_when_they_are_over() -> None:
    found = advice("routine", many(20, "A", 1, "| withdrawn ?"), many(20, "B", 40, "| withdrawn ?"))
    assert found.noticed == "Of the last 8 full weeks, 2 had no application."
    assert found.would_change == "It goes away once none of the last 8 full weeks is empty."


def lost(name: str, days: int, rounds: int) -> str:
    talks = " ".join(f"| interview {ago(days + 7 * (place + 1))}" for place in range(rounds))
    return f"{name} applied {ago(days + 60)} {talks} | rejected {ago(days)}"


UNDER_WAY = f"U applied {ago(40)} | interview {ago(20)}"


@pytest.mark.parametrize(
    ("talks", "first"),
    [
        ([lost("A", 2, 3)], "not_personal"),
        ([lost("A", 2, 3), UNDER_WAY], "not_personal"),
        ([lost("A", 2, 3), lost("B", 90, 3), UNDER_WAY], "persist"),  # not the first that came as late
        ([lost("A", 2, 3), lost("B", 90, 2), UNDER_WAY], "not_personal"),
        ([lost("A", 2, 2)], "not_personal"),  # the only one there was
        ([lost("A", 2, 2), UNDER_WAY], "persist"),
        ([lost("A", 9, 2)], "ask_feedback"),
        ([lost("A", 9, 2), UNDER_WAY], "persist"),
        ([lost("A", 9, 1), lost("B", 12, 1)], "ask_feedback"),
        ([lost("A", 9, 1), lost("B", 40, 1)], "persist"),
    ],
)
def test_a_fresh_no_comes_first_where_it_is_the_main_thing(talks: list[str], first: str) -> None:
    assert read(STEADY, talks)[0].suggestions[0].id == first
