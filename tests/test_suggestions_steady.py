"""The first place does not jump: small changes of a history move it only for a reason that has a name."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from builders import journeys_of, store_with
from hypothesis import given, settings
from hypothesis import strategies as st
from simulated import START, search
from test_suggestions import AS_OF, HISTORIES, KINDS, LIVE, spelled_out, standings

from analytics.delays import Delays
from analytics.groups import mondays, referred, split, standout
from analytics.report import build_report
from analytics.results import AnalysisReport, Verdict
from analytics.segments import compare_segments

# Advice that has its day: a day more may begin or end it. All other advice follows verdicts alone.
HAS_ITS_DAY = {
    *("stay_in_touch", "ask_feedback", "not_personal", "follow_up", "routine", "small_wins", "stay_positive"),
    *("stories", "support", "money_plan"),
}
COUNTS_REJECTIONS = {"stay_positive", "stories"}
COUNTS_APPLICATIONS = {"routine", "follow_up", "small_wins", "support", "money_plan"}
MORE = {
    "one more application": (f"X1 applied {AS_OF}", COUNTS_APPLICATIONS),
    "one more rejection": (f"X1 applied 2025-06-02 | rejected {AS_OF}", COUNTS_REJECTIONS | COUNTS_APPLICATIONS),
}
ONE = {name: (journeys_of(row, AS_OF), may) for name, (row, may) in MORE.items()}
SPANS = ("2025-01-06..2025-06-27", "2025-03-03..2025-06-20", "2024-06-03..2025-06-25", "2025-05-05..2025-06-29")


def moved(before: AnalysisReport, after: AnalysisReport) -> tuple[str, str] | None:
    """The first places, where they differ although no verdict and no early sign changed."""
    old, new = before.suggestions[0].id, after.suggestions[0].id
    return (old, new) if old != new and standings(before) == standings(after) else None


def has_a_reason(places: tuple[str, str], after: AnalysisReport, may: set[str]) -> bool:
    """What came may come, or what went may go and has gone: from the list, or to a lower tier of it."""
    old, new = places
    left = next((tier_of(each.priority) for each in after.suggestions if each.id == old), 0)
    return new in may or (old in may and left < tier_of(after.suggestions[0].priority))


def tier_of(priority: float) -> int:
    # a place in the playbook takes less than one off a whole priority
    return int(priority + 1) // 100


def with_one_more(journeys: pd.DataFrame, more: pd.DataFrame) -> AnalysisReport:
    both = pd.concat([journeys, more], ignore_index=True)
    return build_report(both, as_of=AS_OF)


@pytest.mark.parametrize("name", MORE)
@pytest.mark.parametrize("history", HISTORIES[::3], ids=lambda history: history.name)
def test_one_more_row_moves_the_first_place_only_by_what_counts_such_rows(name: str, history) -> None:
    row, may = ONE[name]
    before, journeys = LIVE[history.name]
    after = with_one_more(journeys, row)
    places = moved(before, after)
    assert places is None or has_a_reason(places, after, may), places


def test_one_more_row_does_move_it_where_it_counts() -> None:
    """So that the test above cannot pass by never seeing a move: 39 applications in eight weeks, and the fortieth."""
    weeks = [(week, place) for week in range(8) for place in range(5)]
    lines = [f"W{week}N{place} applied {AS_OF - timedelta(weeks=8 - week)} | withdrawn ?" for week, place in weeks]
    journeys = journeys_of("\n".join(lines[:-1]), AS_OF)
    before, after = (
        build_report(journeys, as_of=AS_OF),
        with_one_more(journeys, journeys_of("X1 applied 2025-06-24", AS_OF)),
    )
    assert moved(before, after) == ("routine", "persist")
    assert has_a_reason(("routine", "persist"), after, COUNTS_APPLICATIONS)
    assert not has_a_reason(("routine", "persist"), after, COUNTS_REJECTIONS)
    assert not has_a_reason(("persist", "tailoring"), after, {"persist"})  # still there, in the same tier


@settings(max_examples=8)
@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from(KINDS), st.sampled_from(SPANS)), min_size=1, max_size=4))
def test_one_day_later_moves_it_only_by_advice_that_has_its_day(blocks: list[tuple[int, str, str]]) -> None:
    table = spelled_out([f"{times} {kind.format(span)}" for times, kind, span in blocks])
    with store_with(table) as store:
        today, tomorrow = (build_report(store.journeys(day), as_of=day) for day in (AS_OF, AS_OF + timedelta(days=1)))
    places = moved(today, tomorrow)
    assert places is None or has_a_reason(places, tomorrow, HAS_ITS_DAY), places


SEARCHES = [(0.025, 4), (0.05, 4)]
LOOKS = range(7, 24)


def test_the_first_place_is_calm_over_simulated_searches() -> None:
    """Of 32 weekly looks at two searches at most 4 bring another first place, and no one day does.

    An example that shows a loss of the margins, not a proof of the rate: without them it was 10. The two searches are
    calm ones (another pair had 7); the rate over sixty searches, 6 % of weekly looks, is in docs/suggestions.md.
    """
    rng = np.random.default_rng(1)
    weekly, daily = [], []
    for rate, pace in SEARCHES:
        with store_with(search(rng, rate, pace, max(LOOKS) + 1)) as store:
            seen = [first_place(store, START + timedelta(weeks=week)) for week in LOOKS]
            later = [first_place(store, START + timedelta(weeks=week, days=1)) for week in LOOKS[::8]]
        weekly += [old != new for old, new in pairwise(seen)]
        daily += [old != new for old, new in zip(seen[::8], later, strict=True)]
    assert (len(weekly), len(daily)) == (32, 6)
    assert 0 < sum(weekly) <= 4
    assert not any(daily)


def first_place(store, day: date) -> str:
    return build_report(store.journeys(day), as_of=day).suggestions[0].id


# --------------------------------------------------------------------------------------------------------------------
# Margins


REFERRED = """
    36 applied 2025-01-06..2025-03-31 | rejected +20 | referral=yes
    194 applied 2025-01-06..2025-03-31 | rejected +20 | referral=no
    4 applied 2025-01-06..2025-03-01 | interview +12 | rejected +20 | referral=yes
    4 applied 2025-01-06..2025-03-01 | interview +12 | rejected +20 | referral=no
"""
TWO_MORE = "2 applied 2025-04-01 | interview +75 | rejected +80 | referral=no"
# one referred talk fewer: chance alone brings such a lead once in seventeen times
FEWER = REFERRED.replace("36 a", "37 a").replace("4 applied 2025-01-06..2025-03-01", "3 applied 2025-01-06..2025-03-01")


@pytest.mark.parametrize(
    ("table", "day", "marked"),
    [
        (REFERRED, date(2025, 6, 30), (True, True)),
        (FEWER, date(2025, 6, 30), (True, False)),  # Compare marks it, but it never was clear
        (REFERRED + TWO_MORE, date(2025, 6, 30), (True, True)),  # clear two weeks ago
        (REFERRED + TWO_MORE, date(2025, 8, 25), (True, False)),  # clear ten weeks ago
    ],
)
def test_a_lead_is_advice_from_the_strict_line_on_and_until_compare_drops_it(
    table: str, day: date, marked: tuple[bool, bool]
) -> None:
    journeys = journeys_of(spelled_out(_lines(table)), day)
    found = split(journeys, referred(journeys), day, Delays())
    assert (found.better, found.clear) == marked


def _lines(table: str) -> list[str]:
    return [line.strip() for line in table.strip().splitlines()]


@pytest.mark.parametrize(
    ("weeks", "first"),
    [
        ("4 4 4 4 4 4 4 4", "routine"),
        ("4 4 4 4 4 4 4 10", "routine"),  # one good week
        ("4 4 4 4 7 7 7 7", "persist"),  # clearly more
        ("4 4 4 4 5 6 5 6 5 6 5 6", "persist"),  # a little more, for eight weeks
        ("6 0 6 6 0 6 6 6 6", "routine"),
        ("6 0 6 6 0 6 6 6 6 6 6", "routine"),  # one of two gaps has left the window
        ("6 0 6 6 0 6 6 6 6 6 6 6 6", "persist"),
        ("6 6 6 0 6 6 6 6 6", "persist"),  # never two
    ],
)
def test_the_pace_is_low_or_uneven_until_it_clearly_is_not(weeks: str, first: str) -> None:
    counts = [int(count) for count in weeks.split()]
    start = AS_OF - timedelta(weeks=len(counts))
    lines = [
        f"W{week}N{place} applied {start + timedelta(weeks=week, days=place % 5)} | withdrawn ?"
        for week, count in enumerate(counts)
        for place in range(count)
    ]
    assert first_of_table("\n".join(lines)) == first


@pytest.mark.parametrize(
    ("weeks", "early_sign", "first"),
    [(11, None, "persist"), (17, Verdict.ABOVE, "persist"), (21, None, "routine")],
)
def test_what_works_is_said_to_work_until_no_sign_of_it_is_left(
    weeks: int, early_sign: Verdict | None, first: str
) -> None:
    """Five talks in three weeks, then none, at four applications a week: "above", an early sign of it, then neither."""
    start = AS_OF - timedelta(weeks=weeks)
    lines = [
        f"W{week}N{place} applied {start + timedelta(weeks=week, days=place)} {'| interview ' * talks}"
        f"{start + timedelta(weeks=week, days=12) if talks else '| withdrawn ?'}"
        for week in range(weeks)
        for place in range(4)
        for talks in [place < 2 and week < 3 and week + place > 0]
    ]
    report = build_report(journeys_of("\n".join(lines), AS_OF), as_of=AS_OF)
    assert (report.ratios["application_to_interview"].leaning, report.suggestions[0].id) == (early_sign, first)


def first_of_table(table: str) -> str:
    return build_report(journeys_of(table, AS_OF), as_of=AS_OF).suggestions[0].id


def test_mondays_are_the_same_all_week() -> None:
    sunday, monday = date(2025, 6, 29), date(2025, 6, 30)
    assert mondays(sunday, 2) == [date(2025, 6, 23), date(2025, 6, 16)]
    assert mondays(monday, 2) == mondays(monday + timedelta(days=6), 2)


def test_an_early_sign_does_not_flicker_while_answers_stay_out() -> None:
    """Day by day through a search without an answer: from "keep going" to "change something" once, and never back."""
    with store_with(spelled_out(["160 applied 2025-01-06..2025-06-15"])) as store:
        days = [date(2025, 3, 3) + timedelta(days=day) for day in range(0, 105, 7)]
        low = [
            Verdict.BELOW in {ratio.verdict, ratio.leaning}
            for ratio in (
                build_report(store.journeys(day), as_of=day).ratios["application_to_interview"] for day in days
            )
        ]
    assert low == sorted(low)
    assert {*low} == {False, True}


def test_a_source_stands_out_from_the_strict_line_on_too() -> None:
    """3 of 40 against 3 of 200 is marked by Compare (chance: once in seventeen times), 4 against 4 is advice."""
    for hits, told in ((3, None), (4, "Fair")):
        rows = [
            f"{40 - hits} applied 2025-01-06..2025-03-31 | rejected +20 | source=Fair",
            f"{200 - hits} applied 2025-01-06..2025-03-31 | rejected +20 | source=Board",
            f"{hits} applied 2025-01-06..2025-03-01 | interview +12 | rejected +20 | source=Fair",
            f"{hits} applied 2025-01-06..2025-03-01 | interview +12 | rejected +20 | source=Board",
        ]
        journeys = journeys_of(spelled_out(rows), AS_OF)
        flagged = compare_segments(journeys, "source", as_of=AS_OF, delays=Delays()).flagged
        found = standout(journeys, AS_OF, Delays())
        assert "Fair" in {segment.value for segment in flagged}
        assert (found.value if found else None) == told
