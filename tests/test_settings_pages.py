"""What if, and Benchmarks and settings, without a browser: every state, and that each choice holds everywhere."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from builders import import_text
from reading_level import grade
from streamlit.testing.v1 import AppTest

from analytics.benchmarks import context_figures
from analytics.waiting import Silence
from data import language, preferences
from data.store import Store
from pages.ui import entry, text, text_benchmarks, text_what_if

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.no_cover  # pages: what they call is covered by tests of its own

APP = str(Path(__file__).resolve().parent.parent / "app.py")
DAY = date(2026, 11, 22)
# 60 applications of the last 60 days, the oldest 6 with a phone screen and half of them referred.
SEARCH = "\n".join(
    f"A{number} applied {DAY - timedelta(days=number)} | referral={'yes' if number % 2 else 'no'}"
    + (f" | phone_screen {DAY - timedelta(days=number - 8)}" if number >= 54 else "")
    for number in range(60)
)
OFFER = "A1 applied 2026-10-01 | interview 2026-10-10 | offer 2026-11-01"
QUIET = "A1 applied 2026-05-01\nA2 applied 2026-05-02"


@pytest.fixture(autouse=True)
def _day_and_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(entry.AS_OF, DAY.isoformat())
    monkeypatch.setenv("REBOUND_DATABASE", str(tmp_path / "history.duckdb"))
    yield
    st.cache_resource.clear()


def filled(table: str, **plan: object) -> None:
    with Store.open(entry.database()) as store:
        import_text(store, table, **plan)


def visit(page: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60).run()
    if page != "overview":
        app.switch_page(f"pages/views/{page}.py").run()
    return fine(app)


def fine(app: AppTest) -> AppTest:
    assert not app.exception, [failure.value for failure in app.exception]
    return app


def words(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning")
    parts = [element.value for kind in kinds for element in app.get(kind)]
    parts += [f"{metric.label} {metric.value}" for metric in app.metric]
    return " ".join(parts).replace("\\", "").replace("\u00a0", " ")


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    return fine(app)


def kept() -> preferences.Preferences:
    with Store.open(entry.database()) as store:
        return preferences.load(store)


def dots(app: AppTest) -> list[int]:
    return [len(trace["x"]) for chart in app.get("plotly_chart") for trace in json.loads(chart.proto.spec)["data"]]


class TestWhatIf:
    def test_without_data_it_leads_to_the_import(self) -> None:
        app = visit("what_if")
        assert text.EMPTY["what_if"] in words(app)
        assert app.get("page_link")

    def test_the_start_is_the_present_against_the_benchmark(self) -> None:
        filled(SEARCH)
        app = visit("what_if")
        assert [box.value for box in app.selectbox if box.key in {"a_from", "b_from"}] == ["own", "high"]
        assert dots(app) == [20, 20]
        assert "No rate is fixed: both keep the uncertainty of your own numbers." in words(app)
        assert words(app).count("(80 % range:") == 2  # once for each rate, not once for each scenario
        assert "Fixed: an interview rate of 3 % and 10 interviews for one offer." in words(app)
        assert text_what_if.CHANGED not in words(app)
        table = app.table[0].value
        assert table["Chance"].tolist()[2:] == [f"Offer within {weeks} weeks" for weeks in (8, 13, 26, 52)]
        assert app.get("plotly_chart")[0].proto.alt

    def test_a_preset_sets_every_control_and_a_change_is_marked_and_taken_back(self) -> None:
        filled(SEARCH)
        app = visit("what_if")
        app.selectbox(key="a_from").set_value("low").run()
        assert (app.slider(key="a_rate").value, app.slider(key="a_offer").value) == (2.0, 15.0)
        app.slider(key="a_offer").set_value(8.0).run()
        assert "Fixed: an interview rate of 2 % and 8 interviews for one offer." in words(fine(app))
        assert text_what_if.CHANGED in words(app)
        app = press(app, text_what_if.AGAIN)
        assert app.slider(key="a_offer").value == 15.0
        assert text_what_if.CHANGED not in words(app)

    def test_referrals_can_be_tried_where_they_are_noted(self) -> None:
        filled(SEARCH)
        app = visit("what_if")
        app.selectbox(key="b_from").set_value("referred").run()
        assert app.slider(key="b_share").value == 50
        assert "3 of 30 referred applications and 3 of 30 others led to an interview" in words(fine(app))

    def test_where_they_are_not_noted_there_is_no_such_choice(self) -> None:
        filled(SEARCH.replace("| referral=yes", "").replace("| referral=no", ""))
        assert len(visit("what_if").get("button_group")[1].options) == 2

    @pytest.mark.parametrize(("sent", "said"), [(25, "6.2"), (3, "0.8"), (2, "0.5")])
    def test_slider_sentence_and_assumption_say_the_same_pace(self, sent: int, said: str) -> None:
        """25, 3 and 2 applications in the four full weeks before Monday 16 November."""
        days = [1 + round(27 * number / (sent - 1)) for number in range(sent)]
        filled("\n".join(f"A{day} applied {date(2026, 11, 16) - timedelta(days=day)}" for day in days))
        app = visit("what_if")
        assert [str(app.slider(key=f"{letter}_pace").value) for letter in "ab"] == [said, said]
        assert f"Applications a week: {said}, the average of your last full weeks, 4 at most." in words(app)
        assert f"Pace: {said} applications a week" in words(app)

    def test_a_pace_beyond_the_slider_makes_it_longer(self) -> None:
        filled("\n".join(f"A{number} applied {DAY - timedelta(days=7 + number % 28)}" for number in range(300)))
        app = visit("what_if")
        assert f"Applications a week: {app.slider(key='a_pace').value:g}," in words(app)
        assert (app.slider(key="a_pace").value, app.slider(key="a_pace").max) == (75.0, 80.0)

    def test_what_both_scenarios_assume_is_said_once(self) -> None:
        filled(SEARCH)
        said = words(visit("what_if"))
        assert said.count("The coming weeks are like the past ones") == 1
        assert f"**{text_what_if.IN_BOTH}**" in said
        assert said.count("Rates start from the benchmark") == 1  # of A alone: B fixes both rates
        assert said.index("**A**") < said.index("Rates start from") < said.index("**B**")

    def test_one_application_says_what_its_numbers_rest_on(self) -> None:
        filled("A1 applied 2026-09-12")
        said = words(visit("what_if"))
        assert "Your own count is 0 %: 0 of about 1 application old enough to count led to an interview." in said
        assert "Nothing of your own counts here yet, so it goes by the benchmark." in said

    def test_an_estimate_stands_beside_the_count_of_the_other_pages(self) -> None:
        filled(
            "\n".join(f"A{number} applied 2026-01-05 | interview 2026-01-{20 + number}" for number in range(8))
            + "\n"
            + "\n".join(f"B{number} applied 2026-01-05 | rejected 2026-02-02" for number in range(72))
        )
        said = words(visit("what_if"))
        assert "Your own count is 10 %: 8 of about 80 applications old enough to count led to an interview." in said
        assert "Your own count: no offers from about 8 interview rounds old enough to count." in said
        assert said.count("starts from the benchmark and moves to your own count") == 1
        assert "Applications that led to an interview 10 %" in words(visit("funnel"))

    def test_an_offer_is_counted_in_rounds_not_in_applications(self) -> None:
        talks = "interview 2026-01-20 | interview 2026-01-28"
        filled(f"A1 applied 2026-01-05 | {talks} | offer 2026-02-01 | declined 2026-02-02")
        said = words(visit("what_if"))
        assert "Your own count is 2: 1 offer from about 2 interview rounds old enough to count." in said

    def test_after_an_offer_it_says_so_and_can_go_on(self) -> None:
        filled(OFFER)
        app = visit("what_if")
        assert "You have an offer, so there is nothing to forecast" in words(app)
        assert dots(app) == []
        app.toggle(key="one_more").set_value(True).run()
        assert dots(fine(app)) == [20, 20]

    def test_a_pace_of_zero_leaves_the_open_applications(self) -> None:
        filled(QUIET)
        app = visit("what_if")
        assert app.slider(key="a_pace").value == 0.0
        assert "no offer is on its way" in words(app) or "A 1 in 10 chance takes more than a year." in words(app)
        app.slider(key="a_pace").set_value(12.0).run()
        assert "A 1 in 10 chance by week" in words(fine(app))

    def test_totals_need_a_pace_and_say_so(self) -> None:
        filled("", aggregate={"applications": 100, "interviewed": 5, "offers": 0})
        app = visit("what_if")
        assert "Applications a week: not known. Both scenarios begin with 10." in words(app)
        assert dots(app) == [20, 20]

    def test_totals_without_interviews_are_a_sentence(self) -> None:
        filled("", aggregate={"applications": 100})
        assert text_what_if.INTERVIEWS_UNKNOWN in words(visit("what_if"))


class TestRanges:
    def set_range(self, ratio: str, low: float, high: float) -> AppTest:
        app = visit("benchmarks")
        app.number_input(key=f"low-{ratio}").set_value(low)
        app.number_input(key=f"high-{ratio}").set_value(high)
        ours = [button for button in app.button if button.label == text_benchmarks.SAVE]
        ours[0 if ratio == "application_to_interview" else 1].click().run()
        return fine(app)

    def test_the_documents_ranges_have_source_unit_and_wording(self) -> None:
        said = words(visit("benchmarks"))
        assert "The documents' range: 2 % to 3 % of applications lead to an interview." in said
        assert "Rejection After a Job Interview: How to Move Forward" in said
        assert "interviews held (rounds), not companies" in said

    def test_an_own_range_is_named_wherever_it_is_used(self) -> None:
        filled(SEARCH)
        app = self.set_range("application_to_interview", 30.0, 40.0)
        assert "Your own range: 30 % to 40 % of applications lead to an interview." in words(app)
        self.set_range("interviews_per_offer", 3.0, 5.0)
        assert kept().interview_range == (0.3, 0.4)
        assert kept().offer_range == (3.0, 5.0)
        for page in ("overview", "funnel", "trends", "strategy", "what_if"):
            said = words(visit(page))
            assert "our own range" in said, page
            for spared in (
                text.RATES_NOTE,
                text.PAGES["benchmarks"][0],
                "There is no benchmark for this rate.",
            ):
                said = said.replace(spared, "")
            assert re.findall(r"[^.]*[Bb]enchmark[^.]*", said) == [], page

    def test_what_makes_no_sense_is_said_beside_it_and_not_kept(self) -> None:
        app = self.set_range("application_to_interview", 8.0, 5.0)
        assert "The low end of the range is above its high end. Swap the two numbers." in words(app)
        assert kept() == preferences.DEFAULTS

    def test_one_click_goes_back_to_the_documents(self) -> None:
        app = press(self.set_range("interviews_per_offer", 3.0, 5.0), text_benchmarks.RESET)
        assert "The documents' range: one offer in 10 to 15 interviews." in words(app)
        assert app.number_input(key="low-interviews_per_offer").value == 10.0
        assert kept() == preferences.DEFAULTS


class TestRules:
    def test_phone_screens_stop_counting_on_every_page(self) -> None:
        filled(SEARCH)
        assert visit("overview").metric[2].value == "6"
        app = visit("benchmarks")
        app.toggle(key="phone").set_value(False).run()
        fine(app)
        assert not kept().phone_screen_counts
        assert visit("overview").metric[2].value == "0"
        assert "(phone screens do not count, as you chose)" in words(visit("funnel"))

    def test_only_older_applications_count_in_the_interview_rate(self) -> None:
        filled(SEARCH)
        app = visit("benchmarks")
        app.toggle(key="mature_days-on").set_value(True).run()
        app.number_input(key="mature_days-days").set_value(50).run()
        fine(app)
        assert kept().mature_days == 50
        said = words(visit("funnel"))
        assert "6 of 10 applications" in said
        assert "Only applications at least 50 days old are counted, as you chose." in said
        app = visit("benchmarks")
        app.toggle(key="mature_days-on").set_value(False).run()
        assert kept().mature_days is None

    def test_silence_means_no_answer_from_the_chosen_day_on(self) -> None:
        filled(SEARCH)
        app = visit("benchmarks")
        app.toggle(key="silence_days-on").set_value(True).run()
        app.number_input(key="silence_days-days").set_value(20).run()
        fine(app)
        app = visit("waiting")
        assert "Presumed no answer 34" in app.get("button_group")[0].options
        app.get("button_group")[0].set_value(str(Silence.PRESUMED)).run()
        assert "Presumed no answer: from day 20, as you chose." in words(fine(app))


class TestContext:
    def test_every_figure_has_year_population_unit_and_source_and_waits_to_be_asked_for(self) -> None:
        app = visit("benchmarks")
        said = words(app)
        for each in context_figures():
            assert each.year in said
            assert each.population[1:] in said
            assert f"Unit: {each.unit}." in said
            assert each.link in said
        language.use("de")
        assert {"2014", "2017 bis 2023"} <= {each.year for each in context_figures()}
        language.use("en")
        folded = next(each for each in app.expander if each.label == text_benchmarks.figures(len(context_figures())))
        assert not folded.proto.expanded
        assert len(folded.subheader) == len(context_figures())
        assert all(line in said for line in text_benchmarks.CAUTIONS)


class TestErase:
    def button(self, app: AppTest):
        return next(button for button in app.button if button.label == text_benchmarks.ERASE_NOW)

    def test_only_the_typed_word_deletes(self) -> None:
        filled(SEARCH)
        app = visit("benchmarks")
        assert self.button(app).disabled
        assert text_benchmarks.erase_hint("") in words(app)
        app.text_input(key="erase-word").set_value("yes").run()
        assert self.button(fine(app)).disabled
        assert text_benchmarks.erase_hint("yes") in words(app)
        assert visit("overview").title[0].value == "Overview"
        app = visit("benchmarks")
        app.text_input(key="erase-word").set_value(" Delete ").run()
        assert not self.button(fine(app)).disabled
        assert text_benchmarks.READY in words(app)
        press(app, text_benchmarks.ERASE_NOW)
        assert visit("overview").title[0].value == text.WELCOME
        with Store.open(entry.database()) as store:
            assert store.is_empty

    def test_a_copy_is_offered_first(self) -> None:
        filled(SEARCH)
        app = visit("benchmarks")
        assert [button.proto.label for button in app.get("download_button")] == [text_benchmarks.COPY]


@pytest.mark.parametrize("module", [text_what_if, text_benchmarks], ids=lambda module: module.__name__)
def test_the_sentences_are_plain_and_do_not_shout(module) -> None:
    sentences = [value for value in vars(module).values() if isinstance(value, str) and value.endswith(".")]
    for sentence in [*sentences, *text_benchmarks.CAUTIONS, text_benchmarks.silence_help()]:
        assert "!" not in sentence
        assert grade(sentence) <= 9, (round(grade(sentence), 1), sentence)
