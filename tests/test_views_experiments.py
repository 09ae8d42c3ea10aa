"""The Experiments page as a person sees it: nothing tried, too early, answered, two at once, ended, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from reading_level import grade
from test_views import NASTY, charts, drop, filled, press, visit, words

from analytics.dimensions import CHANGE
from analytics.experiments import Answer, Measure
from analytics.playbook import strategies
from data import experiments as stored
from data import preferences
from data.experiments import Decision, Ending, Experiment, Idea
from data.schema import OUTCOMES
from data.store import Store
from pages.ui import cache, entry, experiments, kept_answer, names, text, text_experiments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.no_cover  # pages: what they call is covered by tests of its own

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0)  # noqa: DTZ001 - the store keeps local wall-clock time
JULY = date(2026, 7, 1)


def applications(kind: str, month: str, number: int, talked: int) -> str:
    """Applications of one month, the first of them with an interview in the next one."""
    later = f"2026-{int(month[-2:]) + 1:02}-15"
    return "\n".join(
        f"{kind}{n} applied {month}-{1 + n % 28:02} | source=Board | title=Analyst"
        + (f" | interview {later}" if n < talked else "")
        + f" | rejected {later}"
        for n in range(number)
    )


LOW = applications("B", "2026-03", 200, 2)
POOR = applications("B", "2026-03", 300, 1)  # few enough that a change is suggested
WORKED = f"{LOW}\n{applications('A', '2026-07', 150, 14)}"
EARLY = f"{applications('B', '2026-03', 600, 18)}\nA1 applied 2026-11-20\nA2 applied 2026-10-20 | interview 2026-11-10"


@pytest.fixture(autouse=True)
def _day_and_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(entry.AS_OF, TODAY.isoformat())
    monkeypatch.setenv("REBOUND_DATABASE", str(tmp_path / "history.duckdb"))
    yield
    st.cache_resource.clear()


def begun(
    name: str = "New resume", start: date = JULY, measure: str = "application_to_interview", **more: str
) -> Experiment:
    """Start one, as an earlier visit would have."""
    with Store.open(entry.database()) as store:
        return stored.start(store, Idea(name, measure, start, **more), started_at=NOW)


def ended(name: str = "New resume", *, note: str = "Calls felt warmer", start: date = JULY, **ending: object) -> None:
    one = begun(name, start)
    kept = {"last_day": date(2026, 7, 31), "answered_on": date(2026, 8, 1), "answer": "cant_tell", "sentence": "Early."}
    with Store.open(entry.database()) as store:
        stored.end(store, one.experiment_id, Ending(**kept | ending), note)


def kept() -> tuple[Experiment, ...]:
    with Store.open(entry.database()) as store:
        return stored.experiments(store)


def fill_in(app: AppTest, name: str = "", start: date | None = None, measure: str = "", details: str = "") -> AppTest:
    """Write into the form of the page, which is the last one."""
    if name:
        app.text_input[-1].set_value(name)
    if details:
        app.text_area[-1].set_value(details)
    if measure:
        app.selectbox[-1].set_value(measure)
    if start:
        app.date_input[-1].set_value(start)
    return app


def submit(app: AppTest) -> AppTest:
    """Press the button of the last form that starts an experiment."""
    [button for button in app.button if button.label == text_experiments.START][-1].click().run()
    assert not app.exception, [failure.value for failure in app.exception]
    return app


class TestNothingTried:
    def test_an_empty_history_says_what_will_be_here(self) -> None:
        app = visit("experiments")
        assert text.EMPTY["experiments"] in words(app)
        assert app.get("page_link")
        assert (charts(app), len(app.text_input)) == ([], 0)

    def test_totals_cannot_be_compared(self) -> None:
        press(drop(visit("imports"), "flows.txt", b"Applied [40] No answer\nApplied [10] Interview\n"), text.CONFIRM)
        app = visit("experiments")
        assert text_experiments.TOTALS in words(app)
        assert len(app.text_input) == 0

    def test_it_says_what_an_experiment_is_how_long_it_takes_and_what_to_try(self) -> None:
        filled(POOR)
        said = words(visit("experiments"))
        for line in (*text_experiments.ABOUT_LINES, text_experiments.LONG.replace(" %", " %"), text_experiments.FIRST):
            assert line in said
        assert any(strategies()[name].title in said for name in ("tailoring", "network", "broaden", "targeting"))

    def test_without_a_fitting_suggestion_it_leads_to_the_strategy_page(self) -> None:
        filled("A1 applied 2026-10-01")
        app = visit("experiments")
        assert text_experiments.NONE_FITS in words(app)
        assert [link.proto.page for link in app.get("page_link")] == ["strategy"]


class TestStarting:
    def test_from_the_first_suggestion_with_the_form_filled(self) -> None:
        filled(POOR)
        app = visit("experiments")
        name, details = app.text_input[0].value, app.text_area[0].value
        assert (app.date_input[0].value, app.selectbox[0].value) == (TODAY, "application_to_interview")
        next(button for button in app.button if button.label == text_experiments.START).click().run()
        (one,) = kept()
        strategy = strategies()[one.strategy]
        assert (one.name, one.details) == (name, details) == (strategy.title, strategy.adjust)
        assert (one.start, one.measure) == (TODAY, strategy.moves)
        assert text_experiments.STARTED in words(app)
        assert one.name in words(app)

    def test_an_idea_of_their_own_from_a_day_in_the_past(self) -> None:
        filled(WORKED)
        app = submit(fill_in(visit("experiments"), NASTY, JULY, "application_to_interview", NASTY))
        (one,) = kept()
        assert (one.name, one.details, one.start, one.strategy, one.is_sample) == (NASTY, NASTY, JULY, "", False)
        assert NASTY in words(app)
        assert "150 applications belong to it" in labels(app)

    def test_taken_back_with_one_click(self) -> None:
        filled(LOW)
        app = submit(fill_in(visit("experiments"), "Idea"))
        app = press(app, text.UNDO)
        assert kept() == ()
        assert text_experiments.ABOUT in words(app)

    def test_the_form_is_empty_again_afterwards(self) -> None:
        filled(LOW)
        app = submit(fill_in(visit("experiments"), "Idea"))
        assert [field.value for field in app.text_input if field.key.startswith("name-own")] == [""]

    @pytest.mark.parametrize(
        ("entered", "said"),
        [({}, "The experiment has no name yet."), ({"name": "new RESUME", "start": JULY}, "is there already.")],
    )
    def test_what_is_missing_or_there_already_is_a_sentence(self, entered, said) -> None:
        filled(WORKED)
        if entered:
            ended()
        app = submit(fill_in(visit("experiments"), **entered))
        if entered:
            app = press(app, text_experiments.START_ANYWAY)
        assert said in app.error[0].value
        assert len(kept()) == (1 if entered else 0)

    def test_an_emptied_day_is_a_sentence(self) -> None:
        filled(LOW)
        app = fill_in(visit("experiments"), "Idea")
        app.date_input[-1].set_value(None)
        assert "no first day yet" in submit(app).error[0].value

    def test_on_the_sample_it_goes_with_the_sample(self) -> None:
        press(visit(), text.SAMPLE_BUTTON)
        submit(fill_in(visit("experiments"), "Idea"))
        assert kept()[0].is_sample
        press(visit("experiments"), text.SAMPLE_REMOVE)
        assert kept() == ()

    def test_a_second_one_on_the_same_measure_needs_a_second_yes(self) -> None:
        filled(WORKED)
        begun()
        app = submit(fill_in(visit("experiments"), "Referrals"))
        assert len(kept()) == 1
        assert "“New resume” runs at the same time" in app.warning[0].value
        app = press(app, text_experiments.START_ANYWAY)
        assert [one.name for one in kept()] == ["New resume", "Referrals"]
        assert len(app.warning) == 2  # beside both answers

    def test_a_changed_mind_forgets_the_warning(self) -> None:
        filled(WORKED)
        begun()
        app = submit(fill_in(visit("experiments"), "Practice"))
        app = submit(fill_in(app, measure="interview_to_offer"))
        assert len(app.warning) == 0
        assert [one.measure for one in kept()] == ["application_to_interview", "interview_to_offer"]

    def test_after_one_that_ended_today_the_next_begins_tomorrow(self) -> None:
        filled(WORKED)
        ended(last_day=TODAY, answered_on=TODAY)
        app = visit("experiments")
        assert app.date_input[-1].value == date(2026, 11, 23)
        app = submit(fill_in(app, "Next"))
        assert len(app.warning) == 0
        assert text_experiments.NOT_BEGUN in words(app)
        assert kept()[1].start == date(2026, 11, 23)


class TestFromTheStrategyPage:
    """`start_from` is called by the Strategy page for each suggestion it shows."""

    @pytest.mark.parametrize("strategy", list(strategies().values()), ids=lambda strategy: strategy.id)
    def test_only_a_change_whose_effect_is_counted_can_be_tried(self, strategy) -> None:
        counted = strategy.moves in {"application_to_interview", "interview_to_offer"}
        assert experiments.can_try(strategy) is (counted and strategy.id != "persist")

    def test_a_running_one_is_named_instead_of_offered_again(self) -> None:
        first = next(advice for advice in suggested() if experiments.can_try(advice))
        begun(first.title, strategy=first.id)
        app = visit("strategy")
        assert "You have been trying this since 1 Jul 2026." in words(app)
        assert first.title not in [field.value for field in app.text_input]

    def test_one_that_ended_is_recalled_with_its_answer(self) -> None:
        first = next(advice for advice in suggested() if experiments.can_try(advice))
        one = begun(first.title, strategy=first.id)
        ending = Ending(date(2026, 8, 1), TODAY, "worked", "x")
        with Store.open(entry.database()) as store:
            stored.end(store, one.experiment_id, ending)
        app = visit("strategy")
        assert "You tried this before (1 Jul 2026 to 1 Aug 2026). Answer then: very likely better." in words(app)
        assert first.title in [field.value for field in app.text_input]

    def test_started_there_with_the_form_filled(self) -> None:
        first = next(advice for advice in suggested() if experiments.can_try(advice))
        press(visit("strategy"), text_experiments.START)
        (one,) = kept()
        assert (one.strategy, one.name, one.start) == (first.id, first.title, TODAY)


class TestTooEarly:
    def test_it_says_so_with_counts_and_how_long(self) -> None:
        filled(EARLY)
        begun(start=date(2026, 10, 20))
        app = visit("experiments")
        said = words(app)
        assert "Before: 18 interviews from 600 applications" in said
        assert "After: 1 interview from 2 applications" in said
        assert "It is too early: a doubling would show after about" in said
        assert "more than two years" in said
        assert text_experiments.ANSWERS[Answer.CANT_TELL] in said
        assert app.dataframe[-1].value[text_experiments.EMPLOYER].tolist() == ["A1", "A2"]

    def test_one_that_has_not_begun_has_no_answer_and_cannot_end(self) -> None:
        filled(LOW)
        begun(start=date(2026, 12, 1))
        app = visit("experiments")
        assert text_experiments.NOT_BEGUN in words(app)
        assert "From 1 Dec 2026" in words(app)
        assert charts(app) == []
        assert text_experiments.END_SURE not in [button.label for button in app.button]

    def test_files_that_cannot_say(self) -> None:
        filled("A1 applied 2026-03-01 | knows=answers\nA2 applied 2026-08-01 | knows=answers")
        begun()
        app = visit("experiments")
        assert text_experiments.ANSWERS[Answer.UNKNOWN] in words(app)
        assert charts(app) == []

    def test_applications_without_a_date_are_named(self) -> None:
        filled(f"{WORKED}\nC1 rejected ?")
        begun()
        assert "1 application without an exact date is left out." in words(visit("experiments"))


class TestAnswered:
    @pytest.fixture
    def app(self) -> AppTest:
        filled(WORKED)
        begun()
        return visit("experiments")

    def test_the_answer_stands_with_counts_interval_caution_and_definition(self, app) -> None:
        said = words(app)
        assert "Before: 2 interviews from 200 applications" in said
        assert "After: 14 interviews from 150 applications" in said
        assert "More interviews since the change: 1 % before," in said
        assert "You changed after a dry spell." in said
        assert "Chance that the rate is higher since the change: over 99 %." in said
        assert text_experiments.HOW[0] in said

    def test_the_picture_has_two_intervals_a_text_and_a_table(self, app) -> None:
        (chart,) = app.get("plotly_chart")
        assert chart.proto.alt.startswith("More interviews since the change")
        assert [trace["mode"] for trace in charts(app)[0]["data"]] == ["lines", "markers"] * 2
        assert app.dataframe[0].value["Applications"].tolist() == [200, 150]

    def test_its_applications_are_listed(self, app) -> None:
        rows = app.dataframe[-1].value
        assert len(rows) == 150
        assert rows[text_experiments.INTERVIEWED].sum() == 14
        assert set(rows[text_experiments.SO_FAR]) == {text_experiments.OUTCOMES["rejected"]}

    def test_compare_can_tell_them_apart(self) -> None:
        filled(WORKED)
        begun("**Mine**")
        app = visit("compare")
        app.selectbox(key="by").set_value(CHANGE).run()
        assert not app.exception
        assert "14 of 150 applications led to an interview" in words(app)
        assert "**Mine**" in words(app)
        assert "Before any change" in words(app)


class TestTwoAtOnce:
    def test_neither_gets_an_answer_and_both_say_why(self) -> None:
        filled(WORKED)
        begun()
        begun("Referrals", date(2026, 7, 10))
        app = visit("experiments")
        assert [("New resume" in box.value, "Referrals" in box.value) for box in app.warning] == [
            (True, False),
            (False, True),
        ]
        assert words(app).count(text_experiments.ANSWERS[Answer.OVERLAP]) == 4  # card and form of each
        assert "Very likely better" not in [badge.value for badge in app.markdown if "-badge[" in badge.value]

    def test_on_two_measures_both_get_their_own(self) -> None:
        filled(WORKED)
        begun()
        begun("Practice", measure="interview_to_offer")
        app = visit("experiments")
        assert (len(app.warning), len(charts(app))) == (0, 2)


class TestEnding:
    def end(self, note: str = "Calls felt warmer", last: date | None = None) -> AppTest:
        filled(WORKED)
        begun()
        app = visit("experiments")
        app.radio[0].set_value(Decision.KEEP)
        app.text_area[0].set_value(note)
        if last:
            app.date_input[0].set_value(last)
        return press(app, text_experiments.END_SURE)

    def test_the_answer_of_the_day_is_kept_with_note_and_decision(self) -> None:
        app = self.end(NASTY)
        (one,) = kept()
        assert (one.note, one.ending.answer, one.ending.decision) == (NASTY, "worked", "keep")
        assert (one.ending.last_day, one.ending.answered_on) == (TODAY, TODAY)
        said = words(app)
        assert text_experiments.ENDED_SAID in said
        assert "Answer on 22 Nov 2026" in said
        assert text_experiments.DECIDED[Decision.KEEP] in said
        assert NASTY in said
        assert "With what is known" not in said

    def test_a_last_day_in_the_past_leaves_out_what_was_sent_later(self) -> None:
        self.end(last=date(2026, 7, 7))
        ending = kept()[0].ending
        assert ending.last_day == date(2026, 7, 7)
        assert "After: 7 interviews from 42 applications" in ending.sentence

    def test_undo_lets_it_run_on_with_its_note(self) -> None:
        app = press(self.end(), text.UNDO)
        (one,) = kept()
        assert (one.ending, one.note) == (None, "Calls felt warmer")
        assert app.text_area[0].value == "Calls felt warmer"

    def test_what_another_tab_ended_before_stays_as_it_was(self) -> None:
        filled(WORKED)
        one = begun()
        app = visit("experiments")
        with other_tab() as store:
            stored.end(store, one.experiment_id, Ending(TODAY, TODAY, "cant_tell", "theirs"), "their note")
        app = press(app, text_experiments.END_SURE)
        assert kept()[0].note == "their note"
        assert "their note" in words(app)


class TestEnded:
    def test_both_answers_are_said_where_replies_came_late(self) -> None:
        filled(WORKED)
        ended(sentence="Before: little. After: little.")
        said = words(visit("experiments"))
        assert said.index("Answer on 1 Aug 2026") < said.index("With what is known on 22 Nov 2026")
        assert "Before: little. After: little." in said
        assert "After: 14 interviews from 150 applications" in said
        assert "Calls felt warmer" in said

    def test_it_is_there_without_any_application(self) -> None:
        ended()
        app = visit("experiments")
        assert "Calls felt warmer" in words(app)
        assert text_experiments.NO_MEMBERS in words(app)

    def test_reopened(self) -> None:
        filled(WORKED)
        ended()
        app = press(visit("experiments"), text_experiments.REOPEN)
        assert kept()[0].ending is None
        assert [toast.value for toast in app.toast] == [text_experiments.REOPENED]

    def test_reopened_beside_another_it_says_so(self) -> None:
        filled(WORKED)
        ended()
        begun("Referrals", date(2026, 9, 1))
        app = press(visit("experiments"), text_experiments.REOPEN)
        assert [toast.value for toast in app.toast] == [text_experiments.REOPENED_OVERLAP]

    def test_deleted_after_a_yes_and_put_back(self) -> None:
        filled(WORKED)
        ended()
        before = kept()
        app = visit("experiments")
        assert text_experiments.DELETE_ASK in words(app)
        app = press(app, text_experiments.DELETE_SURE)
        assert kept() == ()
        assert text_experiments.DELETED in words(app)
        press(app, text.UNDO)
        assert kept() == before

    def test_what_another_tab_deleted_or_changed_is_a_sentence(self) -> None:
        filled(WORKED)
        ended()
        one = kept()[0]
        for label in (text_experiments.REOPEN, text_experiments.DELETE_SURE):
            app = visit("experiments")
            with other_tab() as store:
                gone = stored.delete(store, one.experiment_id)
            app = press(app, label)
            assert [toast.value for toast in app.toast] == [text_experiments.GONE]
            with other_tab() as store:
                stored.restore(store, gone)
        app = press(visit("experiments"), text_experiments.DELETE_SURE)
        with other_tab() as store:
            stored.restore(store, one)
        app = press(app, text.UNDO)
        assert [toast.value for toast in app.toast] == [text.NOT_UNDONE]


def end_today() -> None:
    """Start one and end it with its answer of today, as an earlier visit would have."""
    filled(WORKED)
    begun()
    press(visit("experiments"), text_experiments.END_SURE)


def speak(language: str) -> None:
    with other_tab() as store:
        preferences.change(store, language=language)


class TestAnotherLanguage:
    def test_a_kept_answer_is_said_once_and_in_the_language_spoken_now(self) -> None:
        end_today()
        in_english = kept()[0].ending.sentence
        speak("de")
        said = words(visit("experiments"))
        assert in_english not in said
        assert said.count("14 Gespräche aus 150 Bewerbungen") == 1
        speak("en")
        assert words(visit("experiments")).count("After: 14 interviews from 150 applications") == 1

    def test_an_answer_that_files_could_not_give_is_said_once(self) -> None:
        filled("A1 applied 2026-03-01 | knows=answers\nA2 applied 2026-08-01 | knows=answers")
        begun()
        press(visit("experiments"), text_experiments.END_SURE)
        in_english = kept()[0].ending.sentence
        speak("de")
        said = words(visit("experiments"))
        assert text_experiments.answer_today(TODAY) not in said
        assert in_english not in said

    @pytest.mark.parametrize("other", [0, 1])
    def test_what_was_kept_is_what_is_said_later(self, other: int) -> None:
        """A second route: the sentence made from the kept counts is the one that was stored."""
        filled(WORKED)
        begun()
        if other:
            begun("Referrals", date(2026, 7, 10))
        press(visit("experiments"), text_experiments.END_SURE)
        one = next(each for each in kept() if each.ending is not None)
        assert len(one.ending.counts) == 6
        assert kept_answer.sentence(replace(one.ending, sentence=""), one.measure) == one.ending.sentence

    def test_one_that_ended_before_counts_were_kept_says_what_was_stored(self) -> None:
        filled(WORKED)
        ended(sentence="Kept words.")
        speak("de")
        assert "Kept words." in words(visit("experiments"))


class TestChanging:
    def change(self, app: AppTest, *, name: str = "", start: date | None = None, details: str = "") -> AppTest:
        """Fill in the form of the first card and save it."""
        at = next(n for n, field in enumerate(app.text_input) if field.key.startswith("name-change-"))
        if name:
            app.text_input[at].set_value(name)
        if details:
            next(field for field in app.text_area if field.key.startswith("what-change-")).set_value(details)
        if start:
            next(field for field in app.date_input if field.key.startswith("day-change-")).set_value(start)
        return press(app, text_experiments.CHANGE_SAVE)

    def test_name_words_and_first_day_change_with_the_answer_and_come_back(self) -> None:
        filled(WORKED)
        before = begun()
        app = self.change(visit("experiments"), name=NASTY, start=date(2026, 7, 15), details=NASTY)
        (one,) = kept()
        assert (one.name, one.details, one.start) == (NASTY, NASTY, date(2026, 7, 15))
        assert text_experiments.CHANGED in words(app)
        assert "Since 15 Jul 2026" in words(app)
        assert "from 70 applications" in words(app)
        app = press(app, text.UNDO)
        assert kept() == (before,)
        assert "New resume" in [field.value for field in app.text_input]

    def test_what_cannot_be_is_a_sentence(self) -> None:
        filled(WORKED)
        begun("Referrals", date(2026, 9, 1))
        begun()
        app = self.change(visit("experiments"), name="New resume", start=JULY)
        assert "is there already." in app.error[0].value
        assert [one.name for one in kept()] == ["New resume", "Referrals"]

    def test_a_first_day_that_meets_another_experiment_needs_a_second_yes(self) -> None:
        filled(WORKED)
        ended()
        begun("Referrals", date(2026, 9, 1))
        app = self.change(visit("experiments"), start=date(2026, 7, 20))
        assert "“New resume” runs at the same time" in app.warning[0].value
        assert kept()[1].start == date(2026, 9, 1)
        press(app, text_experiments.CHANGE_ANYWAY)
        assert kept()[1].start == date(2026, 7, 20)

    def test_one_that_ended_has_its_name_changed_and_says_why_its_day_stays(self) -> None:
        filled(WORKED)
        ended()
        app = visit("experiments")
        assert text_experiments.DAY_STAYS in words(app)
        self.change(app, name="Shorter resume")
        assert (kept()[0].name, kept()[0].start) == ("Shorter resume", JULY)

    def test_what_another_tab_deleted_stays_gone(self) -> None:
        filled(WORKED)
        one = begun()
        app = visit("experiments")
        with other_tab() as store:
            stored.delete(store, one.experiment_id)
        assert text_experiments.ABOUT in words(self.change(app, name="Later"))
        assert kept() == ()


class TestWords:
    def test_every_answer_measure_decision_and_outcome_has_words(self) -> None:
        assert set(text_experiments.ANSWERS) == set(text_experiments.ANSWER_ICONS) == set(Answer)
        assert set(text_experiments.ANSWER_COLOURS) == set(Answer)
        assert set(text_experiments.MEASURES) == set(Measure)
        assert set(text_experiments.DECISIONS) == set(text_experiments.DECIDED) == set(Decision)
        assert set(text_experiments.OUTCOMES) == set(OUTCOMES)
        assert CHANGE in names.DIMENSIONS

    def test_no_sentence_shouts_and_all_are_easy_to_read(self) -> None:
        assert "! " not in Path(text_experiments.__file__).read_text("utf-8")
        single = [value for name, value in vars(text_experiments).items() if name.isupper() and isinstance(value, str)]
        made = [
            text_experiments.overlap(["New resume"], plan=True),
            text_experiments.overlap(["New resume", "Referrals"], plan=False),
            text_experiments.tried_before(JULY, TODAY, "did_worse"),
            text_experiments.undated(3),
        ]
        for said in (*single, *made, *text_experiments.HOW, *text_experiments.ABOUT_LINES):
            assert grade(said) <= 9 or len(said.split()) < 12, (grade(said), said)

    @pytest.mark.parametrize(
        ("number", "said"),
        [
            (1, "1 application belongs to it"),
            (2, "2 applications belong to it"),
            (1200, "1,200 applications belong to it"),
        ],
    )
    def test_list_title(self, number, said) -> None:
        assert text_experiments.list_title(number) == said

    @pytest.mark.parametrize(
        ("start", "last", "said"),
        [
            (JULY, None, "Since 1 Jul 2026"),
            (date(2026, 12, 1), None, "From 1 Dec 2026"),
            (JULY, TODAY, "1 Jul 2026 to 22 Nov 2026"),
            (JULY, JULY, "1 Jul 2026"),
        ],
    )
    def test_when(self, start, last, said) -> None:
        assert text_experiments.since(start, TODAY, last) == said

    @pytest.mark.parametrize(("number", "said"), [(0, ""), (1, "1 application without an exact date is left out.")])
    def test_undated(self, number, said) -> None:
        assert text_experiments.undated(number) == said

    def test_no_chance_is_said_where_none_can_be_judged(self) -> None:
        assert text_experiments.chance(SimpleNamespace(chance_better=None)) == ""


def other_tab() -> _Borrowed:
    """The history as another tab of the same server holds it: the open file, which must not be closed."""
    return _Borrowed(cache.store())


class _Borrowed:
    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Store:
        return self.store

    def __exit__(self, *_: object) -> None:
        return None


def labels(app: AppTest) -> str:
    return " ".join(block.label for block in app.expander)


def suggested():
    filled(POOR)
    with Store.open(entry.database()) as store:
        from analytics.report import build_report  # noqa: PLC0415 - brings scipy, which the other tests do not need

        return build_report(store.journeys(TODAY), as_of=TODAY).suggestions
