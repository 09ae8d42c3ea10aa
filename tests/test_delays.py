"""How long answers take, and how much of its time each application has had."""

from __future__ import annotations

from datetime import date
from math import inf

import numpy as np
import pandas as pd
import pytest
from builders import by_name, journeys_of
from frames import AS_OF, One, histories, history
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import lognorm

from analytics.delays import (
    INTERVIEW_DELAY,
    OFFER_DELAY,
    REPLY_DELAY,
    Delay,
    Delays,
    application_weights,
    blended,
    blended_delays,
    chance_of_reply,
    convolved,
    days_between,
    days_until_chance,
    offer_weights,
    reply_share,
)

DAY = st.floats(0.5, 400)


class TestDelay:
    @given(DAY, st.floats(1, 120), st.sampled_from([0.6, 0.9, 1.1]))
    def test_is_the_lognormal_of_scipy(self, days, median, sigma):
        assert float(Delay(median, sigma).cdf(days)) == pytest.approx(lognorm.cdf(days, sigma, scale=median), abs=1e-12)

    def test_nothing_has_come_on_the_day_itself_or_before(self):
        assert list(INTERVIEW_DELAY.cdf([0, -1, -400])) == [0, 0, 0]

    def test_missing_days_stay_missing(self):
        assert np.isnan(INTERVIEW_DELAY.cdf([np.nan])).all()

    @given(st.floats(0.01, 0.99))
    def test_quantile_undoes_cdf(self, share):
        assert float(REPLY_DELAY.cdf(REPLY_DELAY.quantile(share))) == pytest.approx(share)


class TestApplicationToOffer:
    """Golden values of section 7 of the statistics, and the second route of random sums of whole days."""

    @pytest.mark.parametrize(("day", "share"), [(14, 0.0385), (28, 0.3503), (35, 0.5206), (60, 0.86)])
    def test_published_values(self, day, share):
        assert float(Delays().application_to_offer(day)) == pytest.approx(share, abs=6e-4)

    def test_mean_and_median(self):
        curve = convolved(INTERVIEW_DELAY, OFFER_DELAY)
        assert int(np.argmax(curve >= 0.5)) in {34, 35}
        assert (1 - curve).sum() == pytest.approx(40, abs=0.2)

    def test_random_sums_agree(self):
        rng = np.random.default_rng(7)
        days = np.ceil(rng.lognormal(np.log(10), 0.9, 200_000)) + np.ceil(rng.lognormal(np.log(20), 0.6, 200_000))
        for day in (20, 35, 60):
            assert float(Delays().application_to_offer(day)) == pytest.approx((days <= day).mean(), abs=0.005)

    def test_far_and_missing_days(self):
        found = Delays().application_to_offer([-3, 0, 20_000, np.nan])
        assert found[:3] == pytest.approx([0, 0, 1], abs=1e-4)
        assert np.isnan(found[3])


class TestBlended:
    def test_no_answers_no_change(self):
        assert blended(INTERVIEW_DELAY, [], []) is INTERVIEW_DELAY

    def test_out_of_order_and_missing_ones_are_left_out(self):
        assert blended(INTERVIEW_DELAY, [-2, np.nan, 9], [30, 30, 5]) is INTERVIEW_DELAY

    def test_same_day_answers_are_used(self):
        assert 1 < blended(INTERVIEW_DELAY, [0, 0], [0, 60]).median < 10

    @given(st.lists(st.integers(0, 300), min_size=1, max_size=30))
    def test_stays_within_its_bounds(self, delays):
        assert 1 <= blended(INTERVIEW_DELAY, delays, [400] * len(delays)).median <= 120.0001

    def test_many_answers_outweigh_the_default(self):
        rng = np.random.default_rng(3)
        delays = np.ceil(rng.lognormal(np.log(25), 0.9, 400))
        assert blended(INTERVIEW_DELAY, delays, np.full(400, 2000)).median == pytest.approx(25, rel=0.1)

    def test_quick_answers_of_young_applications_are_no_proof_of_speed(self):
        """All that can be seen in a week is quick: right truncation is corrected for."""
        young, old = ([blended(INTERVIEW_DELAY, [5] * 9, [age] * 9).median] for age in (7, 300))
        assert young[0] > old[0]

    def test_from_a_history(self):
        journeys = journeys_of(
            """
            A1 applied 2025-01-06 | replied 2025-01-08 | interview 2025-01-16 | offer 2025-01-30
            A2 applied 2025-01-10 | interview 2025-01-05   (out of order: counted, not timed)
            A3 applied ? | interview 2025-02-01
            A4 applied 2025-02-01
            """,
            AS_OF,
        )
        found = blended_delays(journeys, AS_OF)
        assert found.interview == blended(INTERVIEW_DELAY, [10], [84])
        assert found.reply == blended(REPLY_DELAY, [2], [84])
        assert found.offer == blended(OFFER_DELAY, [14], [74])


def weights_of(text: str, weigh=application_weights, cdf=INTERVIEW_DELAY.cdf) -> dict[str, tuple[float, float]]:
    journeys = journeys_of(text, AS_OF)
    return by_name(journeys.assign(**weigh(journeys, AS_OF, cdf).round(4)), "low", "high")


def test_weights_of_applications():
    week, month = (round(float(INTERVIEW_DELAY.cdf(days)), 4) for days in (7, 30))
    assert weights_of(
        """
        pending    applied 2025-03-01
        rejected   applied 2025-03-01 | rejected 2025-03-03
        interview  applied 2025-03-01 | interview 2025-03-05
        withdrawn  applied 2025-03-01 | withdrawn 2025-03-08
        after      applied 2025-03-01 | interview 2025-03-05 | withdrawn 2025-03-08
        sometime   applied 2025-03-01 | withdrawn ?
        today      applied 2025-03-31
        closed     rejected ?
        met        interview ?
        open       applied ?
        left       withdrawn ?
        """
    ) == {
        "pending": (month, month),
        "rejected": (month, month),
        "interview": (month, month),
        "withdrawn": (week, week),
        "after": (month, month),
        "sometime": (0, month),
        "today": (0, 0),
        "closed": (1, 1),
        "met": (1, 1),
        "open": (0, 1),
        "left": (0, 1),
    }


def test_weights_of_interviewed_applications():
    week, month = (round(float(OFFER_DELAY.cdf(days)), 4) for days in (7, 30))
    assert weights_of(
        """
        silent     applied 2025-02-01
        waiting    applied 2025-02-01 | interview 2025-03-01
        rejected   applied 2025-02-01 | interview 2025-03-01 | rejected 2025-03-08
        withdrawn  applied 2025-02-01 | interview 2025-03-01 | withdrawn 2025-03-08
        imputed    applied 2025-02-01 | offer 2025-03-01
        over       applied 2025-02-01 | interview ? | rejected 2025-03-08
        sometime   applied 2025-02-01 | interview ?
        left       applied 2025-02-01 | interview ? | withdrawn 2025-03-08
        """,
        offer_weights,
        OFFER_DELAY.cdf,
    ) == {
        "silent": (0, 0),
        "waiting": (month, month),
        "rejected": (month, month),
        "withdrawn": (week, week),
        "imputed": (1, 1),
        "over": (1, 1),
        "sometime": (0, 1),
        "left": (0, 1),
    }


def test_future_applications_weigh_nothing():
    journeys = history(One(age=-5), One(age=5))
    assert application_weights(journeys, AS_OF, INTERVIEW_DELAY.cdf)["low"].tolist()[1] == 0


@settings(max_examples=30)
@given(histories)
def test_weights_are_shares_and_low_is_not_over_high(rows):
    journeys = history(*rows)
    for weights in (
        application_weights(journeys, AS_OF, INTERVIEW_DELAY.cdf),
        application_weights(journeys, AS_OF, REPLY_DELAY.cdf, reached="reached_answer"),
        offer_weights(journeys, AS_OF, OFFER_DELAY.cdf),
    ):
        assert weights["low"].between(0, 1).all()
        assert (weights["low"] <= weights["high"]).all()
        assert (weights["high"] <= 1).all()


def test_days_between_dates_and_series():
    start = pd.Series(pd.to_datetime(["2025-03-01", None, "2025-04-02"]), index=[5, 6, 7])
    assert days_between(start, date(2025, 3, 31)).fillna(inf).to_dict() == {5: 30, 6: inf, 7: -2}
    assert days_between(start, start + pd.Timedelta(days=3)).dropna().tolist() == [3, 3]


class TestSilence:
    @pytest.mark.parametrize(
        ("days", "chance"),
        [(0, 0.4), (3, 0.380), (7, 0.329), (14, 0.25), (30, 0.14), (60, 0.058), (90, 0.029), (120, 0.017)],
    )
    def test_published_table(self, days, chance):
        assert float(chance_of_reply(days, 0.4)) == pytest.approx(chance, abs=5e-4)

    @given(DAY, st.floats(0.05, 0.95))
    def test_the_chance_only_falls(self, days, share):
        today, later = chance_of_reply([days, days + 1], share)
        assert 0 <= later <= today <= share

    @pytest.mark.parametrize(("replies", "expected", "share"), [(0, 0, 0.4), (93, 234, 97 / 244), (9, 2.5, 13 / 19)])
    def test_share_of_answers(self, replies, expected, share):
        assert reply_share(replies, expected) == pytest.approx(share)

    @given(st.floats(0.01, 0.3), st.floats(0.31, 0.95))
    def test_day_and_chance_agree(self, chance, share):
        assert float(chance_of_reply(days_until_chance(chance, share), share)) == pytest.approx(chance)

    def test_a_chance_that_is_low_from_the_start(self):
        assert days_until_chance(0.5, 0.4) == 0
