"""What a person decided about advice: stored, taken back, and which evidence brings the advice back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from builders import import_text, store_with

from analytics.decided import MORE_EVENTS, MORE_TRIALS, snapshot, sort_out
from analytics.results import Suggestion
from data import decisions
from data.decisions import Decision, Kind, bring_back, decide
from data.errors import ReboundError
from data.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

MONDAY = date(2026, 3, 2)
LOW = {"verdict": "below", "mature_trials": 180.0, "successes": 1}


def advice(strategy: str = "tailoring", **evidence: object) -> Suggestion:
    return Suggestion(strategy, strategy.title(), "noticed", "adjust", (), (), "", "", evidence=evidence)


def put_aside(kind: Kind, rested_on: Suggestion, until: date | None = None) -> Decision:
    return Decision(rested_on.id, kind, "", MONDAY, until, snapshot(rested_on))


def shown(decision: Decision, now: Suggestion, on: date = MONDAY + timedelta(days=30)) -> bool:
    return bool(sort_out([now], [decision], on).shown)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def kept(store: Store, day: date = MONDAY) -> list[tuple[str, str, str]]:
    return [(each.strategy, each.kind, each.reason) for each in decisions.decisions(store, day)]


class TestStored:
    def test_a_decision_comes_back_as_it_went_in(self, store: Store) -> None:
        decision = Decision(
            "network", Kind.SNOOZED, "  no   time ", MONDAY, date(2026, 3, 16), {"yes": 3, "verdict": "below"}
        )
        key = decide(store, decision)
        assert decisions.decisions(store, MONDAY) == (replace(decision, reason="no time", decision_id=key),)

    def test_it_says_nothing_about_the_days_before(self, store: Store) -> None:
        decide(store, Decision("network", Kind.DONE, "", MONDAY))
        assert kept(store, MONDAY - timedelta(days=1)) == []

    def test_only_a_snooze_has_a_day(self, store: Store) -> None:
        decide(store, Decision("network", Kind.DONE, "", MONDAY, date(2026, 3, 16)))
        assert decisions.decisions(store, MONDAY)[0].until is None

    @pytest.mark.parametrize("until", [None, MONDAY, MONDAY - timedelta(days=1)])
    def test_a_snooze_needs_a_later_day(self, store: Store, until: date | None) -> None:
        with pytest.raises(ReboundError, match="Choose a later day"):
            decide(store, Decision("network", Kind.SNOOZED, "", MONDAY, until))
        assert kept(store) == []

    def test_a_reason_that_is_too_long_says_by_how_much(self, store: Store) -> None:
        with pytest.raises(ReboundError, match="too long by 3 letters"):
            decide(store, Decision("network", Kind.DONE, "x" * 203, MONDAY))

    def test_the_newest_decision_on_a_strategy_counts(self, store: Store) -> None:
        decide(store, Decision("network", Kind.DONE, "one", MONDAY))
        decide(store, Decision("skills", Kind.DONE, "two", MONDAY))
        decide(store, Decision("network", Kind.DISMISSED, "three", MONDAY))
        assert kept(store) == [("skills", "done", "two"), ("network", "dismissed", "three")]

    def test_a_decision_that_cannot_be_kept_leaves_the_earlier_one(self, store: Store) -> None:
        decide(store, Decision("network", Kind.DONE, "one", MONDAY))
        with pytest.raises(ValueError, match="JSON"):
            decide(store, Decision("network", Kind.DISMISSED, "two", MONDAY, evidence={"rate": float("nan")}))
        assert kept(store) == [("network", "done", "one")]

    def test_bringing_back_is_remembered_by_its_day(self, store: Store) -> None:
        decide(store, Decision("network", Kind.DONE, "", MONDAY))
        assert bring_back(store, "network", MONDAY + timedelta(days=5))
        assert not bring_back(store, "network", MONDAY + timedelta(days=6))
        assert kept(store, MONDAY + timedelta(days=4)) == [("network", "done", "")]
        assert kept(store, MONDAY + timedelta(days=5)) == []

    def test_undo_on_the_same_day_leaves_nothing(self, store: Store) -> None:
        decide(store, Decision("network", Kind.DONE, "", MONDAY))
        bring_back(store, "network", MONDAY)
        assert kept(store) == []

    def test_each_write_is_a_revision_so_that_no_cache_is_stale(self, store: Store) -> None:
        before = store.revision
        decide(store, Decision("network", Kind.DONE, "", MONDAY))
        assert store.revision == before + 1

    def test_a_write_that_changes_nothing_is_none(self, store: Store) -> None:
        before = store.revision
        assert not bring_back(store, "network", MONDAY)
        assert store.revision == before

    def test_a_decision_on_the_sample_goes_with_it(self) -> None:
        with store_with("A1 applied 2026-01-01") as store:
            import_text(store, "S1 applied 2026-01-01", name="sample", is_sample=True)
            decide(store, Decision("network", Kind.DONE, "", MONDAY), is_sample=True)
            decide(store, Decision("skills", Kind.DONE, "", MONDAY))
            store.remove_samples()
            assert kept(store) == [("skills", "done", "")]


class TestPutAside:
    def test_what_is_put_aside_is_not_shown_and_the_order_of_the_rest_stays(self) -> None:
        listed = [advice("a"), advice("b"), advice("c")]
        found = sort_out(listed, [put_aside(Kind.DISMISSED, listed[1])], MONDAY)
        assert [each.id for each in found.shown] == ["a", "c"]
        assert [(each.decision.strategy, each.advice) for each in found.aside] == [("b", listed[1])]
        assert sort_out(listed, [], MONDAY).shown == tuple(listed)

    def test_what_the_numbers_no_longer_call_for_stays_in_the_list(self) -> None:
        found = sort_out([], [put_aside(Kind.DONE, advice())], MONDAY)
        assert [(each.decision.strategy, each.advice) for each in found.aside] == [("tailoring", None)]

    def test_a_decision_has_no_say_before_its_day_and_after_it_was_taken_back(self) -> None:
        decision = put_aside(Kind.DISMISSED, advice())
        ended = replace(decision, ended_on=MONDAY + timedelta(days=3))
        assert shown(decision, advice(), MONDAY - timedelta(days=1))
        assert not shown(ended, advice(), MONDAY + timedelta(days=2))
        assert shown(ended, advice(), MONDAY + timedelta(days=3))

    def test_a_snooze_ends_on_its_day_whatever_the_numbers_say(self) -> None:
        decision = put_aside(Kind.SNOOZED, advice(**LOW), MONDAY + timedelta(days=14))
        changed = advice(verdict="within", mature_trials=900.0)
        assert not shown(decision, changed, MONDAY + timedelta(days=13))
        assert shown(decision, advice(**LOW), MONDAY + timedelta(days=14))
        assert "by now" in sort_out([changed], [decision], MONDAY + timedelta(days=14)).back["tailoring"]


# what it rested on, what it rests on now, and whether a dismissed one is back
BACK = [
    (LOW, LOW, False),
    (LOW, LOW | {"mature_trials": 180.0 + MORE_TRIALS - 1}, False),
    (LOW, LOW | {"mature_trials": 180.0 + MORE_TRIALS}, True),
    (LOW, LOW | {"verdict": "too_early"}, False),
    (LOW, LOW | {"verdict": "within"}, True),
    ({"verdict": "too_early", "mature_trials": 90.0}, {"verdict": "below", "mature_trials": 100.0}, True),
    ({"offer_mature_trials": 20.0}, {"offer_mature_trials": 30.0}, True),
    ({"quiet": 12}, {"quiet": 23}, False),
    ({"quiet": 12}, {"quiet": 24}, True),
    ({"tests": 1}, {"tests": 2}, False),
    ({"tests": 1}, {"tests": 1 + MORE_EVENTS}, True),
    ({"weeks": 26}, {"weeks": 60}, False),
    ({}, {}, False),
]


@pytest.mark.parametrize(("before", "now", "back"), BACK)
def test_dismissed_advice_is_back_only_on_new_evidence(before: dict, now: dict, *, back: bool) -> None:
    for kind in (Kind.DISMISSED, Kind.DONE):
        assert shown(put_aside(kind, advice(**before)), advice(**now)) is back


@pytest.mark.parametrize(
    ("now", "back"),
    [
        ({"new_on": "2026-03-02"}, False),
        ({"new_on": "2026-03-03"}, True),
        ({"win": "first interview"}, False),
        ({"win": "first offer"}, True),
    ],
)
def test_what_was_done_is_back_for_something_new_but_what_was_dismissed_is_not(now: dict, *, back: bool) -> None:
    rested_on = advice("stay_in_touch", talked_this_week=1, win="first interview")
    current = advice("stay_in_touch", talked_this_week=1, **now)
    assert shown(put_aside(Kind.DONE, rested_on), current) is back
    assert not shown(put_aside(Kind.DISMISSED, rested_on), current)


def test_the_words_of_why_it_is_back_are_sentences() -> None:
    reasons = [
        sort_out([advice(**now)], [put_aside(Kind.DONE, advice(**before))], MONDAY).back["tailoring"]
        for before, now, back in BACK
        if back
    ]
    assert len(set(reasons)) == 3
    assert all(why.startswith("It is back because") and why.endswith(".") for why in reasons)
