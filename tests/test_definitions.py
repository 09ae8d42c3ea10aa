"""The Definitions page and the guided first reading, without a browser: what is on them, and what they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from builders import import_text, journeys_of
from reading_level import grade
from streamlit.testing.v1 import AppTest

from analytics.benchmarks import document_benchmarks
from analytics.course import course_of
from analytics.decided import Sorted
from analytics.glossary import GLOSSARY
from analytics.measures import MEASURES
from analytics.report import build_report
from analytics.results import Verdict
from analytics.waiting import Silence
from data import preferences
from data.schema import Stage
from data.store import Store
from pages.ui import definitions, entry, first, names, text, text_brief, text_definitions, text_first
from pages.ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.no_cover  # pages: what they call is covered by tests of its own

APP = str(Path(__file__).resolve().parent.parent / "app.py")
DAY = date(2026, 11, 22)
SEARCH = "\n".join(
    f"A{number} applied 2026-08-{1 + number % 28:02}" + (" | phone_screen 2026-09-10" if number % 10 == 0 else "")
    for number in range(60)
)
EVERYTHING = definitions.entries(preferences.DEFAULTS)


@pytest.fixture(autouse=True)
def _day_and_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(entry.AS_OF, DAY.isoformat())
    monkeypatch.setenv("REBOUND_DATABASE", str(tmp_path / "history.duckdb"))
    yield
    st.cache_resource.clear()


def filled(table: str, **plan: object) -> None:
    with Store.open(entry.database()) as store:
        import_text(store, table, **plan)


def fine(app: AppTest) -> AppTest:
    assert not app.exception, [failure.value for failure in app.exception]
    return app


def visit(page: str = "overview") -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60).run()
    if page != "overview":
        app.switch_page(f"pages/views/{page}.py").run()
    return fine(app)


def words(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption")
    return " ".join(element.value for kind in kinds for element in app.get(kind))


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    return fine(app)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Everything the page says, for an empty history."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(entry.AS_OF, DAY.isoformat())
        patch.setenv("REBOUND_DATABASE", str(tmp_path_factory.mktemp("empty") / "history.duckdb"))
        return words(visit("definitions"))


RULES = [
    *text_definitions.STAGES.values(),
    *map(text_definitions.verdict, Verdict),
    *map(text_definitions.silence, Silence),
]


class TestDefinitions:
    @pytest.mark.parametrize("each", GLOSSARY.values(), ids=lambda each: each.id)
    def test_every_entry_of_the_glossary_is_there_whole(self, said: str, each) -> None:
        for fact in (each.label, each.definition, each.source, each.unit, each.leaves_out):
            assert fact
            assert plain(fact) in said

    @pytest.mark.parametrize("each", MEASURES.values(), ids=lambda each: each.id)
    def test_every_rate_is_there_whole(self, said: str, each) -> None:
        for fact in (each.label, each.definition, each.unit, text_definitions.rate_leaves_out()):
            assert plain(fact) in said

    def test_every_stage_verdict_and_word_of_silence_is_there_with_its_rule(self, said: str) -> None:
        assert set(text_definitions.STAGES) == set(Stage)
        for rule in RULES:
            assert plain(rule) in said

    def test_both_ranges_are_there_with_their_source(self, said: str) -> None:
        for name in ("application_to_interview", "interviews_per_offer"):
            assert plain(document_benchmarks()[name].wording) in said
            assert plain(document_benchmarks()[name].source) in said

    def test_no_two_anchors_are_the_same(self) -> None:
        anchors = [*text_definitions.SECTIONS, *(each.id for found in EVERYTHING.values() for each in found)]
        assert len(set(anchors)) == len(anchors)
        assert list(EVERYTHING) == list(text_definitions.SECTIONS)

    @pytest.mark.parametrize(
        ("stage", "counts"),
        [
            ("applied", "nothing but itself"),
            ("acknowledged", "nothing but itself"),
            ("assessment", "an answer"),
            ("phone_screen", "an answer, an interview"),
            ("offer", "an answer, an offer (and, without a talk on record, one interview)"),
            ("rejected", "an answer, the end of the application"),
            ("no_response", "the end of the application"),
        ],
    )
    def test_a_stage_says_what_it_counts_as(self, stage: str, counts: str) -> None:
        assert text_definitions.counts_as(Stage(stage), phone_screen_counts=True) == counts

    def test_the_persons_own_rules_are_the_ones_that_are_told(self) -> None:
        own = preferences.with_choices(
            preferences.DEFAULTS, interview_range=(0.05, 0.08), phone_screen_counts=False, silence_days=30
        )
        found = {each.id: each for some in definitions.entries(own).values() for each in some}
        assert "5 % to 8 % of applications" in found["range_application_to_interview"].words
        assert found["stage_phone_screen"].facts[0] == (text_definitions.COUNTS_AS, "an answer")
        assert found["silence_presumed"].words.startswith("From day 30 of silence on, as you chose.")

    def test_the_field_finds_words_in_any_order_and_size(self) -> None:
        app = visit("definitions")
        app.text_input[0].set_value("Silence CHANCE").run()
        shown = [heading.value for heading in fine(app).subheader]
        assert GLOSSARY["silence"].label in shown
        assert GLOSSARY["forecast"].label not in shown
        app.text_input[0].set_value("zebra").run()
        assert text_definitions.NONE in words(fine(app))
        assert not app.subheader

    def test_what_all_of_a_section_share_is_said_once(self) -> None:
        app = visit("definitions")
        for shared in (text_definitions.rate_leaves_out(), text_definitions.verdict_method()):
            assert words(app).count(plain(shared)) == 1
        assert "docs/" not in words(app)
        app.text_input[0].set_value("Presumed no answer").run()
        assert words(fine(app)).count(plain(text_definitions.silence_method())) == 1

    def test_methods_are_folded_away_and_all_else_is_not(self) -> None:
        app = visit("definitions")
        folded = [each for each in app.expander if each.label == text_definitions.METHODS]
        inside = " ".join(line.value for each in folded for line in each.caption)
        assert all(not each.proto.expanded for each in folded)
        for each in GLOSSARY.values():
            assert plain(each.source) in inside
            assert plain(each.leaves_out) not in inside
        assert words(app).count(plain(GLOSSARY["bottleneck"].source)) == 1

    def test_the_source_documents_are_introduced(self) -> None:
        app = visit("definitions")
        app.text_input[0].set_value("source documents").run()
        assert "Five public articles on rejection and job search." in words(fine(app))

    def test_a_written_reply_is_not_called_as_the_count_of_all_answers(self) -> None:
        assert text.METRICS["answered"] not in names.STAGES.values()

    def test_an_address_names_one_and_leads_back_to_all(self) -> None:
        app = AppTest.from_file(APP, default_timeout=60).run()
        app.query_params["measure"] = "interviews_per_offer"
        app.switch_page("pages/views/definitions.py").run()
        assert [heading.value for heading in fine(app).subheader] == [MEASURES["interviews_per_offer"].label]
        assert len(press(app, text_definitions.ALL).subheader) == sum(map(len, EVERYTHING.values()))

    def test_how_it_is_computed_leads_here(self) -> None:
        filled(SEARCH)
        links = [link.proto for link in visit("funnel").get("page_link")]
        assert {"measure=counts"} <= {link.query_string for link in links if link.page == "definitions"}


TOTALS = {"applications": 50}


def report(table: str, **plan: object):
    if plan:
        return build_report(journeys_of("", DAY), as_of=DAY, **plan)
    return build_report(journeys_of(table, DAY), as_of=DAY)


class TestFirstReading:
    def test_it_stands_above_the_result_and_goes_step_by_step(self) -> None:
        filled(SEARCH)
        app = visit()
        assert app.metric[0].value == "60"
        titles = []
        for label in (text_first.NEXT, text_first.NEXT, text_first.NEXT, text_first.BACK):
            titles.append(app.header[0].value)
            press(app, label)
        assert titles == list(text_first.TITLES)
        assert app.header[0].value == text_first.TITLES[2]

    @pytest.mark.parametrize("steps", [0, 3])
    def test_once_closed_it_never_returns_unasked(self, steps: int) -> None:
        filled(SEARCH)
        app = visit()
        for _ in range(steps):
            press(app, text_first.NEXT)
        press(app, text_first.DONE if steps else text_first.CLOSE)
        assert text_first.NEXT not in labels(app.run())
        assert text_first.NEXT not in labels(visit())
        filled("B1 applied 2026-11-01", name="another.csv")
        assert text_first.NEXT not in labels(visit())

    def test_closing_it_computes_nothing_anew(self) -> None:
        filled(SEARCH)
        app = visit()
        before = Store.open(entry.database()).revision
        press(app, text_first.CLOSE)
        assert Store.open(entry.database()).revision == before

    def test_it_comes_back_when_asked(self) -> None:
        filled(SEARCH)
        press(visit(), text_first.CLOSE)
        app = press(visit("definitions"), text_first.AGAIN)
        assert app.title[0].value == text.PAGES["overview"][0]
        assert app.header[0].value == text_first.TITLES[0]

    def test_without_a_history_nobody_is_shown_around(self) -> None:
        assert text_first.AGAIN not in labels(visit("definitions"))
        assert text_first.NEXT not in labels(visit())

    def test_the_sample_and_the_own_history_have_one_each(self) -> None:
        press(press(visit(), text.SAMPLE_BUTTON), text_first.CLOSE)
        app = visit()
        assert text_first.NEXT not in labels(app)
        press(app, text.SAMPLE_REMOVE)
        filled(SEARCH)
        assert text_first.NEXT in labels(visit())

    def test_a_setting_that_makes_no_sense_is_no_error(self) -> None:
        filled(SEARCH)
        with Store.open(entry.database()) as store:
            store.set_setting(first.SETTING, {"own": 1})
        assert text_first.NEXT in labels(visit())


def told(table: str, step: int, **plan: object) -> str:
    made = report(table, **plan)
    answer = course_of(made, Sorted(made.suggestions, (), {}))
    change = text_brief.change(answer, made.ratios["application_to_interview"])
    return " ".join(text_first.body(step, made, change))


ONE = "A1 applied 2026-11-20"
OLD = "\n".join(f"A{number} applied 2026-01-{1 + number % 28:02} | rejected 2026-03-01" for number in range(200))
MANY = "\n".join(f"A{number} applied 2026-05-{1 + number % 28:02} | interview 2026-06-05" for number in range(40))
CASES = {
    "none": ("A1 rejected", {}),
    "one": (ONE, {}),
    "one answered": ("A1 applied 2026-08-01 | interview 2026-08-09", {}),
    "all rejected": (OLD, {}),
    "all interviewed": (MANY, {}),
    "a search": (SEARCH, {}),
    "totals": ("", {"aggregate": TOTALS}),
}


class TestItsWords:
    @pytest.mark.parametrize(
        ("table", "step", "sentence"),
        [
            (ONE, 0, "There is 1 application here. It has no answer so far."),
            ("A1 applied 2026-08-01 | interview 2026-08-09", 0, "It got an answer."),
            (OLD, 0, "There are 200 applications here. All of them got an answer."),
            (SEARCH, 0, "There are 60 applications here. 6 of them got an answer."),
            (ONE + "\nA2 applied 2026-11-20", 0, "None of them has an answer so far."),
            (ONE, 1, "No application is old enough to count yet."),
            (OLD, 1, "There is no interview so far. That is clearly below the benchmark of 2 % to 3 %."),
            (MANY, 1, "That is clearly above the benchmark of 2 % to 3 %, so it is more than fine."),
            (OLD, 2, "No application is open at the moment."),
            (ONE, 2, "1 application is still open. An answer can still come"),
            (SEARCH, 2, "60 applications are still open."),
        ],
    )
    def test_none_one_many(self, table: str, step: int, sentence: str) -> None:
        assert sentence in told(table, step)

    @pytest.mark.parametrize("step", range(3))
    def test_what_totals_cannot_say_is_unknown(self, step: int) -> None:
        said = told("", step, aggregate=TOTALS)
        assert "not say" in said
        assert " 0 " not in said

    @pytest.mark.parametrize("case", CASES)
    @pytest.mark.parametrize("step", range(len(text_first.TITLES)))
    def test_every_step_is_plain_and_does_not_shout(self, case: str, step: int) -> None:
        table, plan = CASES[case]
        said = told(table, step, **plan)
        assert "!" not in said
        assert "None" not in said.removeprefix("None of them")
        assert grade(said) <= 9, (round(grade(said), 1), said)

    def test_the_definitions_that_stand_only_there_are_plain(self) -> None:
        for sentence in (
            *RULES,
            *(meaning for _, _, meaning, _, _ in text_definitions.words()),
            text_definitions.INTRO,
            text_definitions.FURTHER,
            text_definitions.NONE,
            text_definitions.rate_leaves_out(),
            *(each.leaves_out for each in GLOSSARY.values()),
        ):
            assert "!" not in sentence
            assert grade(sentence) <= 9, (round(grade(sentence), 1), sentence)
