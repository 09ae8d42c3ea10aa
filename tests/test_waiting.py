"""Silence: curves with censoring, and what is still to be hoped for."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from builders import journeys_of
from frames import AS_OF, One, histories, history
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from analytics.constants import EARLIEST_CLOSE_DAYS
from analytics.delays import REPLY_DELAY, Delay, Delays, MatureCount
from analytics.waiting import Silence, incidence, label_of, open_applications, reply_times, silence_model

times = st.lists(st.tuples(st.integers(0, 120), st.booleans()), min_size=1, max_size=60)


@given(times)
def test_incidence_is_one_minus_kaplan_meier(pairs):
    days, reached = (np.array(column) for column in zip(*pairs, strict=True))
    curve = incidence(days, reached, until=120)
    if reached.any():
        library = SurvfuncRight(days, reached.astype(int))
        at_events = curve.set_index("day")["share"].reindex(library.surv_times.astype(int))
        assert at_events.to_numpy() == pytest.approx(1 - library.surv_prob, abs=1e-9)
    assert curve["share"].between(0, 1 + 1e-9).all()
    assert curve["share"].is_monotonic_increasing
    assert curve["events"].sum() == reached.sum()


def test_curve_ends_on_day_sixty():
    curve = incidence([3, 61], [True, True])
    assert (curve["day"].iloc[-1], curve["share"].iloc[-1]) == (60, 0.5)


class TestReplyTimes:
    def test_waiting_ones_are_censored(self):
        """Of four: answers on days 2 and 10, one silent for 5 days, one for 90: half have an answer by day 10."""
        rows = [One(age=90, talk=2), One(age=90, talk=10), One(age=5), One(age=90)]
        found = reply_times(history(*rows), AS_OF, REPLY_DELAY)
        assert (found.answered, found.waiting, found.undated) == (2, 2, 0)
        assert (found.quarter_days, found.median_days) == (2, 10)

    def test_a_share_that_was_never_reached_has_no_day(self):
        found = reply_times(history(One(age=90, talk=2), *[One(age=90)] * 2), AS_OF, REPLY_DELAY)
        assert (found.quarter_days, found.median_days) == (2, None)

    def test_withdrawn_ones_are_watched_until_they_left(self):
        journeys = journeys_of(
            """
            A1 applied 2025-01-01 | withdrawn 2025-01-05
            A2 applied 2025-01-01 | rejected 2025-01-11
            """,
            AS_OF,
        )
        curve = reply_times(journeys, AS_OF, REPLY_DELAY).curve.set_index("day")
        assert (curve.loc[4, "at_risk"], curve.loc[5, "at_risk"], curve.loc[10, "share"]) == (2, 1, 1)

    def test_answers_without_a_date_are_named_and_left_out(self):
        journeys = journeys_of("A1 applied 2025-01-01 | rejected ?\nA2 applied 2025-01-01 | replied 2025-01-03", AS_OF)
        found = reply_times(journeys, AS_OF, REPLY_DELAY)
        assert (found.answered, found.undated, found.median_days) == (1, 1, None)

    def test_usual_days_come_from_the_delay(self):
        found = reply_times(history(), AS_OF, Delay(9, 1.1))
        assert (round(found.usual_days, 6), found.median_days, found.curve.empty) == (9, None, True)
        assert found.nine_in_ten_days > found.usual_days


class TestSilenceModel:
    def test_few_applications_use_the_defaults(self):
        model = silence_model(MatureCount(40, 49, 45.0, 45.0, 45.0), Delay(3, 1.1))
        assert (model.share, model.delay, model.is_default) == (0.4, REPLY_DELAY, True)
        assert (round(model.quiet_day), round(model.probably_day), round(model.presumed_day)) == (20, 41, 66)

    def test_fifty_applications_are_learned_from(self):
        model = silence_model(MatureCount(16, 50, 40.0, 40.0, 40.0), Delay(5, 1.1))
        assert (model.share, model.delay.median, model.is_default) == (0.4, 5, False)
        assert model.quiet_day == pytest.approx(19.8769 * 5 / 14, abs=1e-4)

    def test_nothing_is_presumed_before_day_sixty_however_fast_others_answer(self):
        fast = MatureCount(16, 50, 40.0, 40.0, 40.0)
        assert silence_model(fast, Delay(5, 1.1)).presumed_day == EARLIEST_CLOSE_DAYS
        assert silence_model(fast, Delay(5, 1.1), own_days=30).presumed_day == 30

    def test_unknown_answers_use_the_defaults(self):
        assert silence_model(None, Delay(5, 1.1)).is_default


@pytest.mark.parametrize(
    ("chance", "label"),
    [
        (0.4, "still early"),
        (0.2, "going quiet"),
        (0.1, "probably ghosted"),
        (0.05, "presumed ghosted"),
        (0, "presumed ghosted"),
    ],
)
def test_labels(chance, label):
    assert label_of(chance) == label


def waiting(journeys, rate: float = 0.025):
    return open_applications(journeys, AS_OF, Delays(), silence_model(None, REPLY_DELAY), rate)


@pytest.mark.parametrize(
    ("own_days", "labels"),
    [
        (None, ["probably ghosted", "probably ghosted", "presumed ghosted"]),
        (30, ["probably ghosted", "presumed ghosted", "presumed ghosted"]),
    ],
)
def test_the_word_for_a_long_silence_follows_one_day_whatever_the_chance(own_days, labels):
    model = silence_model(MatureCount(16, 50, 40.0, 40.0, 40.0), Delay(5, 1.1), own_days)
    frame = open_applications(history(One(age=29), One(age=59), One(age=60)), AS_OF, Delays(), model, 0.025)
    frame = frame.sort_values("days_silent")
    assert (frame["label"].tolist(), frame["chance_reply"].iloc[1] < 0.05) == (labels, True)


def test_open_applications():
    journeys = journeys_of(
        """
        fresh     applied 2025-03-31
        quiet     applied 2025-03-10 | acknowledged 2025-03-10
        long      applied 2025-01-01
        answered  applied 2025-01-01 | replied 2025-03-11
        met       applied 2025-01-01 | interview 2025-03-21
        undated   applied ?
        unknown   applied 2025-03-01 | knows=
        closed    applied 2025-01-01 | rejected 2025-02-01
        given_up  applied 2025-01-01 | no_response 2025-03-01
        """,
        AS_OF,
    )
    frame = waiting(journeys).set_index("company")
    found = frame[["state", "days_silent", "label"]].astype(object).where(frame["days_silent"].notna(), None)
    assert {name: tuple(row) for name, row in found.iterrows() if name != "undated"} == {
        "fresh": ("silent", 0, "still early"),
        "quiet": ("silent", 21, "going quiet"),
        "long": ("silent", 89, "presumed ghosted"),
        "answered": ("answered", 20, "answered"),
        "met": ("interviewed", 10, "answered"),
        "unknown": ("silent", 30, "unknown"),
    }
    assert frame.loc["undated", "label"] == "unknown"
    assert frame.loc["quiet", "chance_reply"] == pytest.approx(0.1919, abs=1e-4)
    assert (
        frame.loc[["answered", "met", "undated", "unknown"], ["chance_reply", "chance_interview"]].isna().all(axis=None)
    )
    assert frame.index[0] == "fresh"


@pytest.mark.parametrize(
    ("days", "percent"),
    [
        (0, 2.50),
        (3, 2.35),
        (7, 1.83),
        (14, 1.11),
        (21, 0.69),
        (30, 0.40),
        (45, 0.18),
        (60, 0.09),
        (90, 0.03),
        (120, 0.01),
    ],
)
def test_chance_of_an_interview_as_published(days, percent):
    frame = waiting(history(One(age=days)))
    assert frame["chance_interview"].iloc[0] * 100 == pytest.approx(percent, abs=0.0051)


@settings(max_examples=30)
@given(histories, st.floats(0.001, 0.9))
def test_chances_are_shares_and_interviews_are_replies(rows, rate):
    frame = waiting(history(*rows), rate)
    known = frame.dropna(subset=["chance_reply"])
    assert len(frame) == sum(row.end == "open" and row.offer is None for row in rows)
    assert known["chance_reply"].between(0, 1).all()
    assert (known["chance_interview"] <= known["chance_reply"] + 1e-12).all()
    assert set(frame["label"]) <= {label.value for label in Silence}


def test_an_application_of_tomorrow_is_unknown():
    frame = open_applications(
        history(One(age=0)), AS_OF - timedelta(days=1), Delays(), silence_model(None, REPLY_DELAY), 0.025
    )
    assert frame["label"].tolist() == ["unknown"]
