"""Which applications belong to a change of strategy, what Compare calls them, how long it takes, and the picture."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from builders import by_name, journeys_of
from hypothesis import given, settings
from hypothesis import strategies as st
from made import AS_OF, made_journeys
from reading_level import grade

from analytics.changes import BEFORE, BETWEEN, belongs, try_all, with_changes
from analytics.charts.before_after import before_after_picture
from analytics.delays import Delays
from analytics.dimensions import BLANK, CHANGE, comparable, segment_values
from analytics.experiments import Answer, Change, Measure
from analytics.segments import SegmentRatio, compare_segments

SEARCH = journeys_of(
    """
    A1 applied 2024-09-30 | interview 2024-10-20
    A2 applied 2024-10-01
    A3 applied 2024-11-01 | interview 2024-11-20
    A4 applied 2025-01-15
    A5 applied 2025-02-01
    A6 interview 2024-10-03            (no date of application)
    """,
    AS_OF,
)
RESUME = Change("resume", date(2024, 10, 1), date(2025, 1, 15))
OFFERS = Change("practice", date(2025, 1, 10), measure=Measure.INTERVIEW_TO_OFFER)


def judged(journeys, *all_changes: Change, pace: float | None = 10.0):
    return try_all(journeys, all_changes, as_of=AS_OF, delays=Delays(), pace=pace)


def sent(before: int, after: int, talked: tuple[int, int], age_after: float = 100, offers: tuple[int, int] = (0, 0)):
    """So many applications sent 400 and `age_after` days ago; the first of each led to an interview, and an offer."""
    number = np.r_[np.arange(before), np.arange(after)]
    limit, offer = np.repeat(talked, [before, after]), np.repeat(offers, [before, after])
    return made_journeys(
        np.repeat([400.0, age_after], [before, after]),
        np.where(number < limit, 5.0, np.nan),
        np.where(number < offer, 12.0, np.nan),
    )


class TestBelonging:
    def test_the_day_of_sending_decides_and_both_ends_count(self) -> None:
        assert by_name(SEARCH.assign(mine=belongs(SEARCH, RESUME, AS_OF)), "mine") == {
            "A1": False,
            "A2": True,
            "A3": True,
            "A4": True,
            "A5": False,
            "A6": False,
        }

    def test_the_list_is_the_count_of_the_answer_newest_first(self) -> None:
        (trial,) = judged(SEARCH, RESUME)
        assert list(by_name(trial.applications, "outcome")) == ["A4", "A3", "A2"]
        assert trial.result.after.trials == len(trial.applications)

    def test_one_that_has_not_begun_has_none(self) -> None:
        (trial,) = judged(SEARCH, Change("later", AS_OF + timedelta(days=3)))
        assert (len(trial.applications), trial.result.after.trials) == (0, 0)

    @given(start=st.integers(-500, 500), length=st.none() | st.integers(0, 300))
    def test_every_dated_application_is_before_in_or_after(self, start, length) -> None:
        first = AS_OF + timedelta(days=start)
        change = Change("x", first, None if length is None else first + timedelta(days=length))
        mine = belongs(SEARCH, change, AS_OF)
        earlier = SEARCH["applied_date"].dt.date < first
        assert not (mine & earlier).any()
        assert not mine[SEARCH["applied_date"].isna()].any()


class TestCompareBy:
    def test_each_application_has_the_change_of_its_day(self) -> None:
        marked = with_changes(SEARCH, [RESUME, OFFERS], AS_OF)
        assert by_name(marked, CHANGE) == {
            "A1": BEFORE,
            "A2": "resume",
            "A3": "resume",
            "A4": "resume and practice",
            "A5": "practice",
            "A6": BLANK,
        }

    def test_between_two_changes_it_says_so(self) -> None:
        later = Change("later", date(2025, 2, 1))
        first = Change("first", date(2024, 10, 1), date(2024, 10, 31))
        assert by_name(with_changes(SEARCH, [first, later], AS_OF), CHANGE) | {"A6": ""} == {
            "A1": BEFORE,
            "A2": "first",
            "A3": BETWEEN,
            "A4": BETWEEN,
            "A5": "later",
            "A6": "",
        }

    def test_where_only_the_month_is_known_and_a_change_began_in_it_no_one_can_say(self) -> None:
        journeys = journeys_of("A1 applied 2024-10\nA2 applied 2024-09\nA3 applied 2024-11", AS_OF)
        marked = with_changes(journeys, [Change("x", date(2024, 10, 12))], AS_OF)
        assert by_name(marked, CHANGE) == {"A1": BLANK, "A2": BEFORE, "A3": "x"}

    def test_it_can_be_compared_by_only_where_there_is_something_to_compare(self) -> None:
        assert CHANGE in comparable(with_changes(SEARCH, [RESUME], AS_OF))
        for none in ([], [Change("later", AS_OF + timedelta(days=1))]):
            assert with_changes(SEARCH, none, AS_OF) is SEARCH
            assert CHANGE not in comparable(SEARCH)
        with pytest.raises(ValueError, match="no dimension"):
            segment_values(SEARCH, CHANGE)

    @pytest.mark.parametrize("ratio", list(SegmentRatio))
    def test_the_groups_hold_every_application(self, ratio) -> None:
        found = compare_segments(with_changes(SEARCH, [RESUME], AS_OF), CHANGE, as_of=AS_OF, ratio=ratio)
        assert {segment.value for segment in found.segments} <= {BEFORE, "resume", BETWEEN, BLANK}
        if ratio is SegmentRatio.APPLICATION_TO_INTERVIEW:
            assert sum(segment.trials for segment in found.segments) == len(SEARCH)

    def test_the_frame_that_came_in_is_not_touched(self) -> None:
        before = SEARCH.copy()
        with_changes(SEARCH, [RESUME], AS_OF)
        assert before.equals(SEARCH)


class TestSeveral:
    def test_two_on_one_measure_get_no_answer_and_name_each_other(self) -> None:
        one, other = judged(SEARCH, RESUME, Change("referrals", date(2025, 1, 15)))
        assert (one.result.answer, one.result.overlapping) == (Answer.OVERLAP, ("referrals",))
        assert (other.result.answer, other.result.overlapping) == (Answer.OVERLAP, ("resume",))
        assert one.wait == other.wait == ""

    def test_on_two_measures_each_has_its_own(self) -> None:
        assert [trial.result.overlapping for trial in judged(SEARCH, RESUME, OFFERS)] == [(), ()]


class TestHowLong:
    CHANGE = Change("x", AS_OF - timedelta(days=100))

    def wait(self, journeys, change: Change | None = None, pace: float | None = 10.0) -> str:
        (trial,) = judged(journeys, change or self.CHANGE, pace=pace)
        return trial.wait

    def test_needed_less_pending_by_pace_plus_the_time_answers_take(self) -> None:
        journeys = sent(1000, 100, (20, 3))
        (trial,) = judged(journeys, self.CHANGE, pace=25)
        after = trial.result.after
        weeks = (trial.result.more_needed - (100 - after.mature_trials)) / 25 + 10 * np.exp(0.9**2 / 2) / 7
        assert f"takes about {np.ceil(weeks):.0f} weeks" in trial.wait
        when = AS_OF + timedelta(weeks=int(np.ceil(weeks)))
        assert trial.wait.endswith(f"until about {when:%B %Y}.")
        assert trial.wait.startswith("At your present pace of 25 applications a week")

    def test_at_a_slow_pace_no_date_is_promised(self) -> None:
        assert self.wait(sent(1000, 100, (20, 3)), pace=1.5) == (
            "At your present pace of 1.5 applications a week, that takes more than two years. Only a larger rise can "
            "show sooner."
        )

    @pytest.mark.parametrize("pace", [0.0, None])
    def test_without_a_pace_no_one_can_say(self, pace) -> None:
        assert self.wait(sent(1000, 100, (20, 3)), pace=pace) == (
            "You sent no application in the last four weeks. So no one can say when that will be."
        )

    @pytest.mark.parametrize(
        "journeys",
        [sent(200, 150, (2, 12)), sent(30, 50, (1, 1)), sent(1000, 1000, (20, 30)), made_journeys([])],
        ids=["answered", "too short before", "enough already", "nothing"],
    )
    def test_nothing_to_wait_for_says_nothing(self, journeys) -> None:
        assert self.wait(journeys) == ""

    def test_an_ended_one_does_not_wait(self) -> None:
        assert self.wait(sent(1000, 100, (20, 3)), Change("x", self.CHANGE.start, AS_OF)) == ""

    def test_offers_wait_for_interviews(self) -> None:
        """300 rounds of 1000 old applications: thirty applications a week bring nine rounds."""
        change = Change("x", self.CHANGE.start, measure=Measure.INTERVIEW_TO_OFFER)
        journeys = sent(1000, 50, (300, 15), offers=(15, 1))
        (trial,) = judged(journeys, change, pace=30)
        assert trial.result.more_needed > 100
        assert "weeks" in trial.wait
        weekly_rounds = 30 * 300 / 1000
        assert trial.result.more_needed / weekly_rounds < float(trial.wait.split("about ")[1].split()[0]) + 4

    def test_an_application_soon_old_enough_is_not_waited_for_twice(self) -> None:
        """All that is needed was sent already: it only has to age."""
        fresh = sent(4000, 4000, (200, 0), age_after=1)
        assert "about 1 week." in self.wait(fresh, Change("x", AS_OF - timedelta(days=1)), pace=3000)


class TestPicture:
    def drawn(self, *counts, change: Change | None = None, others=()):
        (trial, *_) = judged(sent(*counts), change or TestHowLong.CHANGE, *others)
        return trial, before_after_picture(trial.result, trial.change.measure)

    @pytest.mark.parametrize(
        ("counts", "title"),
        [
            ((200, 150, (2, 12)), "More interviews since the change: 1 % before, 8.0 % after"),
            ((300, 100, (30, 1)), "Fewer interviews since the change: 10 % before, 1 % after"),
            ((150, 120, (3, 8)), "No answer yet: 2 % before, 6.7 % after"),
            ((150, 0, (3, 0)), "No answer yet: 2 % before, nothing old enough to count after"),
            ((0, 120, (0, 8)), "No answer yet: nothing old enough to count before, 6.7 % after"),
        ],
    )
    def test_the_title_says_what_was_found(self, counts, title) -> None:
        _, picture = self.drawn(*counts)
        assert picture.title == title.replace("8.0", "8")
        assert picture.alt.startswith(picture.title)

    def test_what_is_drawn_is_what_was_counted(self) -> None:
        trial, picture = self.drawn(200, 150, (2, 12))
        dots = [trace.x[0] for trace in picture.figure.data if trace.mode == "markers"]
        bars = [tuple(trace.x) for trace in picture.figure.data if trace.mode == "lines"]
        periods = (trial.result.before, trial.result.after)
        assert dots == [period.rate * 100 for period in periods]
        assert bars == [(period.low * 100, period.high * 100) for period in periods]
        assert picture.table["Applications"].tolist() == [200, 150]
        assert picture.table["With an interview"].tolist() == [2, 12]
        assert [note.text for note in picture.figure.layout.annotations] == [
            "<b>Before</b>  2 of 200 applications",
            "<b>After</b>  12 of about 149 applications",
        ]

    def test_a_handful_does_not_set_the_axis_and_its_bar_is_cut_at_the_edge(self) -> None:
        journeys = sent(400, 2, (12, 0), age_after=60)
        (trial,) = judged(journeys, Change("x", AS_OF - timedelta(days=60)))
        picture = before_after_picture(trial.result, trial.change.measure)
        top = picture.figure.layout.xaxis.range[1]
        assert top < 10 < trial.result.after.high * 100
        assert max(max(trace.x) for trace in picture.figure.data) == pytest.approx(top)
        assert "goes on" in picture.note
        assert "goes on" not in self.drawn(200, 150, (2, 12))[1].note

    def test_too_young_to_count_has_words_and_no_bar(self) -> None:
        (trial,) = judged(sent(150, 3, (3, 0), age_after=0), Change("x", AS_OF))
        picture = before_after_picture(trial.result, trial.change.measure)
        assert picture.figure.layout.annotations[1].text == "<b>After</b>  3 applications, too young to count"
        assert len(picture.figure.data) == 2

    def test_hardly_old_enough_is_not_called_a_rate_of_none(self) -> None:
        """Three applications of yesterday count as a few hundredths of one: no rate, no dot, no interval."""
        (trial,) = judged(sent(150, 3, (3, 0), age_after=1), Change("x", AS_OF - timedelta(days=1)))
        picture = before_after_picture(trial.result, trial.change.measure)
        assert 0 < trial.result.after.mature_trials < 0.5
        assert trial.result.after.rate == 0
        assert picture.title.endswith("2 % before, nothing old enough to count after")
        assert picture.alt.endswith("After: 3 applications, too young to count.")
        assert picture.table[["Rate", "90 % interval"]].iloc[1].tolist() == ["unknown", ""]
        assert [trace.mode for trace in picture.figure.data] == ["lines", "markers"]

    def test_hardly_old_enough_on_both_sides_is_a_sentence(self) -> None:
        journeys = sent(0, 3, (0, 0), age_after=1)
        (trial,) = judged(journeys, Change("x", AS_OF - timedelta(days=1)))
        picture = before_after_picture(trial.result, trial.change.measure)
        assert (trial.result.after.rate, len(picture.figure.data)) == (0, 0)

    def test_two_at_once_show_counts_and_no_answer(self) -> None:
        _, picture = self.drawn(200, 150, (2, 12), others=[Change("other", TestHowLong.CHANGE.start)])
        assert picture.title == "No answer while two changes ran at once: 1 % before, 8 % after"

    def test_offers_are_counted_by_interview(self) -> None:
        change = Change("x", TestHowLong.CHANGE.start, measure=Measure.INTERVIEW_TO_OFFER)
        (trial,) = judged(sent(200, 100, (60, 30), offers=(1, 9)), change)
        picture = before_after_picture(trial.result, change.measure)
        assert picture.title.startswith("More offers since the change: 1.7 % before, 30 % after")
        assert picture.table["With an offer"].tolist() == [1, 9]

    @pytest.mark.parametrize("journeys", [made_journeys([]), sent(5, 5, (1, 1)).assign(knows_interviews=False)])
    def test_nothing_to_draw_is_a_sentence(self, journeys) -> None:
        (trial,) = judged(journeys, TestHowLong.CHANGE)
        picture = before_after_picture(trial.result, trial.change.measure)
        assert (len(picture.figure.data), picture.table.empty) == (0, True)
        assert len(picture.figure.layout.annotations) == 1

    @settings(max_examples=25)
    @given(
        before=st.integers(0, 300),
        after=st.integers(0, 300),
        talked=st.tuples(st.integers(0, 20), st.integers(0, 20)),
        age=st.integers(0, 300),
    )
    def test_every_mark_is_on_the_axis(self, before, after, talked, age) -> None:
        journeys = sent(before, after, talked, age_after=age)
        (trial,) = judged(journeys, Change("x", AS_OF - timedelta(days=age)))
        picture = before_after_picture(trial.result, trial.change.measure)
        if picture.figure.data:
            low, high = picture.figure.layout.xaxis.range
            assert all(low <= x <= high + 1e-9 for trace in picture.figure.data for x in trace.x)
        assert "nan" not in f"{picture.title} {picture.alt} {trial.wait}"


def test_the_sentences_are_easy_to_read() -> None:
    waits = [TestHowLong().wait(sent(1000, 100, (20, 3)), pace=pace) for pace in (0.0, 1.5, 7.0, 25.0)]
    for said in (*waits, "Your numbers so far are few. " + TestPicture().drawn(200, 150, (2, 12))[1].note):
        assert grade(said) <= 9, said
