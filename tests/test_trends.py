"""A search over time: weeks, a moving window, months."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from builders import store_with
from frames import AS_OF, One, histories, history
from hypothesis import given, settings

from analytics.delays import INTERVIEW_DELAY
from analytics.intervals import jeffreys
from analytics.trends import cohorts, rolling, weekly

SEARCH = """
    A1 applied 2025-03-03 | phone_screen 2025-03-10 | interview 2025-03-12 | interview 2025-03-12 | offer 2025-03-30
    A2 applied 2025-03-05
    A3 applied 2025-03-23
    A4 applied ?          | offer ?
    A5 applied 2025-03-24 | accepted 2025-03-31
"""


def frames(text: str, as_of: date = AS_OF):
    with store_with(text) as store:
        return store.journeys(as_of), store.events(as_of)


def table(frame: pd.DataFrame) -> list[tuple]:
    plain = frame.assign(**{name: frame[name].dt.date.astype(str) for name in frame.select_dtypes("datetime")})
    return [tuple(None if value is pd.NA else value for value in row) for row in plain.itertuples(index=False)]


class TestWeekly:
    def test_every_week_has_a_row(self):
        journeys, events = frames(SEARCH)
        assert table(weekly(journeys, AS_OF, events)) == [
            ("2025-03-03", 2, 0, 0, 0),
            ("2025-03-10", 0, 1, 0, 2),
            ("2025-03-17", 1, 0, 0, 0),
            ("2025-03-24", 1, 0, 1, 0),
            ("2025-03-31", 0, 0, 1, 0),
        ]

    def test_without_events_rounds_are_unknown(self):
        journeys, _ = frames(SEARCH)
        assert weekly(journeys, AS_OF)["rounds"].isna().all()
        assert weekly(journeys, AS_OF)["interviews"].sum() == 1

    def test_a_talk_of_which_only_the_month_is_known_belongs_to_no_week(self):
        journeys, events = frames("A1 applied 2025-02-03 | interview 2025-03")
        assert weekly(journeys, AS_OF, events)["rounds"].sum() == 0

    def test_quiet_weeks_up_to_today_are_weeks(self):
        assert len(weekly(history(One(age=70)), AS_OF)) == 11

    def test_what_no_file_knows_is_not_zero(self):
        journeys, events = frames("A1 applied 2025-03-28 | knows=")
        assert table(weekly(journeys, AS_OF, events)) == [
            ("2025-03-24", 1, None, None, None),
            ("2025-03-31", 0, None, None, None),
        ]

    def test_talks_of_files_that_cannot_know_them_all_are_left_out(self):
        journeys, events = frames(
            "A1 applied 2025-03-28 | interview 2025-03-29 | knows=offers\nA2 applied 2025-03-28 | interview 2025-03-30"
        )
        assert weekly(journeys, AS_OF, events)[["interviews", "rounds"]].iloc[0].tolist() == [1, 1]

    @pytest.mark.parametrize("rows", [(), (One(age=None),), (One(age=-3),)], ids=["nothing", "no dates", "future"])
    def test_nothing_to_place(self, rows):
        assert weekly(history(*rows), AS_OF).empty

    @settings(max_examples=25)
    @given(histories)
    def test_no_dated_application_is_lost(self, rows):
        frame = weekly(history(*rows), AS_OF)
        assert frame["applications"].sum() == sum(row.age is not None for row in rows)
        assert (frame["week"].dt.day_of_week == 0).all()
        assert frame["week"].diff().dropna().eq(pd.Timedelta(days=7)).all()


class TestRolling:
    def test_window_counts_with_all_that_is_known_today(self):
        journeys = history(One(age=100, talk=40), One(age=50), One(age=43, talk=3), One(age=1))
        last = rolling(journeys, AS_OF, INTERVIEW_DELAY).iloc[-1]
        trials = float(INTERVIEW_DELAY.cdf([50, 43, 1]).sum())
        assert (last["date"].date(), last["applications"], last["successes"]) == (AS_OF, 3, 1)
        assert last["mature_trials"] == pytest.approx(trials)
        assert (last["low"], last["high"]) == pytest.approx(jeffreys(1, trials))

    def test_an_empty_window_has_no_rate(self):
        frame = rolling(history(One(age=200), One(age=0)), AS_OF, INTERVIEW_DELAY)
        quiet = frame[frame["applications"] == 0]
        assert len(quiet) > 10
        assert quiet[["estimate", "low", "high"]].isna().all(axis=None)
        assert frame.iloc[-1][["applications", "mature_trials"]].tolist() == [1, 0]

    def test_window_of_eight_weeks_starts_after_its_first_day(self):
        dates = rolling(history(One(age=56), One(age=55)), AS_OF, INTERVIEW_DELAY)
        assert dates.iloc[-1]["applications"] == 1

    def test_nothing_known(self):
        for frame in (
            rolling(history(One(age=9, knows=False)), AS_OF, INTERVIEW_DELAY),
            rolling(history(), AS_OF, INTERVIEW_DELAY),
        ):
            assert frame.empty
            assert "estimate" in frame

    @settings(max_examples=25)
    @given(histories)
    def test_rates_lie_in_their_intervals(self, rows):
        journeys = history(*rows)
        for frame in (rolling(journeys, AS_OF, INTERVIEW_DELAY), cohorts(journeys, AS_OF, INTERVIEW_DELAY)):
            drawn = frame[frame["mature_trials"] > 0]
            assert (drawn["low"] <= drawn["estimate"]).all()
            assert (drawn["estimate"] <= drawn["high"]).all()
            assert (frame["successes"] <= frame["mature_trials"]).all()


class TestCohorts:
    def test_months(self):
        journeys = history(
            One(age=120, talk=60), One(age=119), One(age=45), One(age=2, talk=1), One(age=1, knows=False)
        )
        frame = cohorts(journeys, AS_OF, INTERVIEW_DELAY)
        assert table(frame[["month", "applications", "successes", "mature"]]) == [
            ("2024-12-01", 2, 1, True),
            ("2025-02-01", 1, 0, False),
            ("2025-03-01", 1, 1, False),
        ]
        assert frame["mature_trials"].tolist() == pytest.approx(
            [float(INTERVIEW_DELAY.cdf([120, 119]).sum()), float(INTERVIEW_DELAY.cdf(45)), 1]
        )

    def test_the_month_counts_as_mature_45_days_after_its_end(self):
        journeys = history(One(age=100))
        ages = {
            day: cohorts(journeys, day, INTERVIEW_DELAY)["mature"].tolist()
            for day in (date(2025, 2, 13), date(2025, 2, 14))
        }
        assert ages == {date(2025, 2, 13): [False], date(2025, 2, 14): [True]}

    def test_cohorts_add_up_to_all_dated_applications(self):
        rows = [One(age=int(age), talk=5 if age % 9 == 0 else None) for age in np.arange(5, 400, 3)]
        frame = cohorts(history(*rows), AS_OF, INTERVIEW_DELAY)
        assert frame["applications"].sum() == len(rows)
        assert frame["successes"].sum() == sum(row.talk is not None for row in rows)

    def test_nothing_known(self):
        assert cohorts(history(), AS_OF, INTERVIEW_DELAY).empty
