"""Every page as a person sees it, without a browser: what is said, what can be pressed, what is drawn."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import streamlit as st
from builders import import_text
from streamlit.testing.v1 import AppTest

from data.problems import ImportProblem, ProblemCode
from data.schema import Field, Stage
from data.store import Store
from pages.ui import entry, names, spreadsheet, text, text_import, text_strategy, understood
from pages.ui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.no_cover  # pages: what they call is covered by tests of its own

APP = str(Path(__file__).resolve().parent.parent / "app.py")
PAGES = ("overview", "funnel", "trends", "strategy", "imports")
NASTY = "**x** <b> $a$ :red[x] [l](javascript:1)"
ONE = "A1 applied 2026-10-01"
# 40 applications on 40 days, of which the first 8 led to an interview and then to a rejection.
MANY = "\n".join(
    f"A{number} applied 2026-{1 + number // 20:02}-{1 + number % 20:02}"
    + (f" | interview 2026-03-{1 + number:02} | rejected 2026-04-02" if number < 8 else " | rejected 2026-04-01")
    for number in range(40)
)
TRACKER = b"""Company,Position,Date applied,Status
Acme,Analyst,2026-10-01,Rejected
Birch,Analyst,2026-10-02,Interview
Dune,Analyst,,Wishlist
Cedar,Analyst,2026-10-05,Applied
"""
AMBIGUOUS = b"""Company,Position,Date applied,Status
Acme,Analyst,03/04/2026,Rejected
Birch,Analyst,05/06/2026,Applied
Cedar,Analyst,02/03/2026,Applied
"""


@pytest.fixture(autouse=True)
def _day_and_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(entry.AS_OF, "2026-11-22")
    monkeypatch.setenv("REBOUND_DATABASE", str(tmp_path / "history.duckdb"))
    yield
    st.cache_resource.clear()


def filled(*texts: str, **plan: object) -> None:
    """Fill the history of this test, as an earlier visit would have left it."""
    with Store.open(entry.database()) as store:
        for position, table in enumerate(texts):
            import_text(store, table, name=f"tracker-{position}.csv", **plan)


def visit(page: str = "overview") -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60).run()
    if page != "overview":
        app.switch_page(f"pages/views/{page}.py").run()
    assert not app.exception, [failure.value for failure in app.exception]
    return app


def drop(app: AppTest, name: str, content: bytes) -> AppTest:
    app.file_uploader[0].upload(name, content).run()
    assert not app.exception, [failure.value for failure in app.exception]
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, [failure.value for failure in app.exception]
    return app


def words(app: AppTest) -> str:
    """Everything that can be read, in plain letters."""
    parts = [
        element.value
        for kind in ("title", "header", "subheader", "markdown", "caption", "text", "info", "warning")
        for element in app.get(kind)
    ]
    parts += [f"{metric.label} {metric.value} {metric.delta}" for metric in app.metric]
    parts += [button.label for button in app.button]
    return " ".join(parts).replace("\\", "").replace("\u00a0", " ")


def charts(app: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


class TestEmptyHistory:
    @pytest.mark.parametrize("page", PAGES)
    def test_every_page_helps_on(self, page: str) -> None:
        app = visit(page)
        assert app.file_uploader or app.get("page_link")

    def test_overview_welcomes_with_three_lines_a_drop_zone_and_a_sample(self) -> None:
        app = visit()
        assert app.title[0].value == text.WELCOME
        assert len(text.WELCOME_LINES) == 3
        assert all(line in words(app) for line in text.WELCOME_LINES)
        assert app.file_uploader[0].label == text.DROP
        assert text.SAMPLE_BUTTON in words(app)

    @pytest.mark.parametrize("page", ["funnel", "trends", "strategy"])
    def test_nothing_is_drawn_or_counted(self, page: str) -> None:
        app = visit(page)
        assert (charts(app), len(app.metric)) == ([], 0)


class TestSample:
    def test_in_and_out_with_one_click_each(self) -> None:
        app = press(visit(), text.SAMPLE_BUTTON)
        assert text.SAMPLE_BANNER in words(app)
        assert app.metric[0].value == "160"
        app = press(app, text.SAMPLE_REMOVE)
        assert app.title[0].value == text.WELCOME
        assert text.SAMPLE_BANNER not in words(app)

    @pytest.mark.parametrize("page", PAGES)
    def test_every_page_shows_that_it_is_a_sample(self, page: str) -> None:
        press(visit(), text.SAMPLE_BUTTON)
        app = visit(page)
        assert text.SAMPLE_BANNER in words(app)
        assert text.as_of(date(2026, 11, 22)) in words(app)

    def test_own_applications_replace_the_sample(self) -> None:
        press(visit(), text.SAMPLE_BUTTON)
        app = drop(visit("imports"), "mine.csv", TRACKER)
        assert text.SAMPLE_WILL_GO in words(app)
        press(app, text.CONFIRM)
        app = visit()
        assert text.SAMPLE_BANNER not in words(app)
        assert app.metric[0].value == "3"


class TestOneApplication:
    @pytest.mark.parametrize("page", PAGES)
    def test_every_page_is_useful(self, page: str) -> None:
        filled(ONE)
        app = visit(page)
        assert "nan" not in words(app).lower().split()

    def test_it_is_too_early_to_tell(self) -> None:
        filled(ONE)
        app = visit()
        assert app.metric[0].value == "1"
        assert "Too early to tell" in words(app)

    def test_no_rate_is_printed_where_nothing_is_old_enough(self) -> None:
        filled("A1 applied 2026-11-20")
        assert {metric.value for metric in visit("funnel").metric} == {"–"}


class TestManyApplications:
    def test_overview_has_counts_verdict_and_one_thing_to_look_at(self) -> None:
        filled(MANY)
        app = visit()
        assert [metric.value for metric in app.metric] == ["40", "40", "8", "0"]
        assert "Above the benchmark" in words(app)
        assert text.NEXT in words(app)
        assert len(charts(app)) == 2  # the interview rate and the forecast

    def test_funnel_has_bars_and_a_card_for_each_ratio(self) -> None:
        filled(MANY)
        app = visit("funnel")
        assert charts(app)[0]["data"][0]["type"] == "funnel"
        assert charts(app)[0]["data"][0]["x"] == [40, 40, 8, 0, 0]
        assert "8 of 40 applications led to an interview" in words(app)
        assert words(app).count("20 %") >= 1

    def test_the_other_view_is_a_sankey(self) -> None:
        filled(MANY)
        app = visit("funnel")
        app.segmented_control[0].set_value("flow").run()
        assert charts(app)[0]["data"][0]["type"] == "sankey"

    def test_unknown_stays_unknown_on_the_screen(self) -> None:
        filled("A1 applied 2026-10-01 | knows=\nA2 applied 2026-10-02 | knows=")
        app = visit()
        assert [metric.value for metric in app.metric] == ["2", "–", "–", "–"]
        assert [caption.value for caption in app.caption].count("not known") == 3
        assert "Too early" not in words(app)
        assert "do not say" in words(visit("funnel"))

    def test_trends_shows_the_weeks_asked_for(self) -> None:
        filled("\n".join(f"A{week} applied {date(2026, 1, 5) + timedelta(weeks=week)}" for week in range(46)))
        app = visit("trends")
        assert len(charts(app)[0]["data"][0]["x"]) == 26
        app.segmented_control[0].set_value("12").run()
        assert len(charts(app)[0]["data"][0]["x"]) == 12
        weeks, rolling, _months, days = charts(app)
        assert {len(chart["data"][-1]["x"]) for chart in (weeks, rolling, days)} == {12}

    def test_strategy_has_at_most_three_open(self) -> None:
        filled(MANY)
        app = visit("strategy")
        assert text_strategy.NOTICED in words(app)
        assert text_strategy.CHECKLIST in words(app)
        assert "1. " in words(app)

    def test_charts_have_text_alternatives(self) -> None:
        filled(MANY)
        for page in ("overview", "funnel", "trends"):
            assert all(chart.proto.alt for chart in visit(page).get("plotly_chart"))


class TestImport:
    def test_a_dropped_file_shows_its_plan_at_once(self) -> None:
        app = drop(visit("imports"), "mine.csv", TRACKER)
        shown = {metric.label: metric.value for metric in app.metric}
        assert shown == {"Rows read": "4", "New applications": "3", "New events": shown["New events"], "Set aside": "1"}
        assert "4 rows read: 3 used, 1 set aside" in words(app)
        assert Store.open(entry.database()).is_empty

    def test_confirm_adds_and_leads_on(self) -> None:
        app = press(drop(visit("imports"), "mine.csv", TRACKER), text.CONFIRM)
        assert "Added 3 applications" in words(app)
        assert next(link.proto.label for link in app.get("page_link")) == text.TO_FUNNEL
        assert "mine.csv" in words(app)

    def test_from_the_welcome_the_overview_follows(self) -> None:
        app = press(drop(visit(), "mine.csv", TRACKER), text.CONFIRM)
        assert app.title[0].value == "Overview"
        assert app.metric[0].value == "3"

    def test_the_same_file_again_has_nothing_new(self) -> None:
        press(drop(visit("imports"), "mine.csv", TRACKER), text.CONFIRM)
        app = drop(visit("imports"), "mine.csv", TRACKER)
        assert text.NOTHING_NEW in words(app)
        assert text.CONFIRM not in [button.label for button in app.button]

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("empty.csv", b""),
            ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
            ("leads.csv", b"Company,Position,Status\nAcme,Analyst,Wishlist\n"),
        ],
    )
    def test_a_broken_file_shows_its_report(self, name: str, content: bytes) -> None:
        app = drop(visit("imports"), name, content)
        assert any(said in words(app) for said in (text.UNREADABLE, text_import.REFUSED))
        assert "Traceback" not in words(app)
        assert text.CONFIRM not in words(app)

    def test_a_question_must_be_answered_first(self) -> None:
        app = drop(visit("imports"), "mine.csv", AMBIGUOUS)
        assert text.ANSWER_FIRST in words(app)
        confirm = next(button for button in app.button if button.label == text.CONFIRM)
        assert (confirm.disabled, app.radio[0].value) == (True, None)
        app.radio[0].set_value("day-first").run()
        assert not next(button for button in app.button if button.label == text.CONFIRM).disabled
        press(app, text.CONFIRM)
        assert Store.open(entry.database()).journeys(date(2026, 11, 22))["applied_date"].max() == pd.Timestamp(
            2026, 6, 5
        )

    def test_what_was_said_about_the_columns_is_used_for_the_next_file(self) -> None:
        first = drop(visit("imports"), "october.csv", AMBIGUOUS)
        first.radio[0].set_value("day-first").run()
        press(first, text.CONFIRM)
        app = drop(visit("imports"), "november.csv", AMBIGUOUS.replace(b"Acme", b"Elm"))
        assert text.REMEMBERED in words(app)
        assert text.ANSWER_FIRST not in words(app)
        assert next(metric.value for metric in app.metric if metric.label == "New applications") == "1"

    def test_totals_give_a_funnel_without_dates(self) -> None:
        app = drop(
            visit("imports"), "flows.txt", b"Applied [40] No answer\nApplied [10] Interview\nInterview [2] Offer\n"
        )
        assert text.TOTALS_ONLY in words(app)
        press(app, text.CONFIRM)
        assert next(metric.value for metric in visit().metric) == "50"
        assert "single applications" in words(visit("trends"))

    def test_undo_asks_first(self) -> None:
        press(drop(visit("imports"), "mine.csv", TRACKER), text.CONFIRM)
        app = press(visit("imports"), text.UNDO)
        assert "Undo mine.csv?" in words(app)
        app = press(app, text.UNDO_KEEP)
        assert text.UNDO in words(app)
        app = press(press(app, text.UNDO), text.UNDO_CONFIRM)
        assert text.IMPORTS_TITLE not in words(app)
        assert visit().title[0].value == text.WELCOME

    def test_text_of_the_person_is_shown_letter_by_letter(self) -> None:
        content = f'Company,Status\nAcme,"{NASTY}"\nBirch,Rejected\n'.encode()
        app = drop(visit("imports"), f"{NASTY}.csv".replace("/", ""), content)
        assert NASTY in words(app)
        assert all(NASTY not in element.value for kind in ("markdown", "subheader") for element in app.get(kind))


class TestWords:
    @pytest.mark.parametrize(
        ("given", "safe"),
        [
            ("Smith and Sons", "Smith and Sons"),
            ("**x**", "\\*\\*x\\*\\*"),
            ("<b>", "\\<b\\>"),
            ("$a$", "\\$a\\$"),
            (":red[x] at 9:30", "\\:red\\[x\\] at 9\\:30"),
            ("[l](javascript:1)", "\\[l\\](javascript\\:1)"),
            ("https://example.org", "https\\://\u2060example.org"),
            ("www.example.org", "www\u2060.example.org"),
            ("a@example.org", "a@\u2060example.org"),
            ("# one\n# two", "\\# one # two"),
            ("1. one", "1\\. one"),
            ("- one", "\\- one"),
            ("&lt; & co", "\\&lt; & co"),
            ("Why? No. (Maybe.)", "Why? No. (Maybe.)"),
            ("2 % to 3 % of 160", "2\u00a0%\u00a0to\u00a03\u00a0% of 160"),
            ("1,5 % bis 3 %.", "1,5\u00a0%\u00a0bis\u00a03\u00a0%."),
            ("As of 22 November 2026", "As of 22\u00a0November\u00a02026"),
            ("am 3. Nov. 2026.", "am 3.\u00a0Nov.\u00a02026."),
            ("12 applications 2026", "12\u00a0applications\u00a02026"),
            ("160 applications, 2026", "160 applications, 2026"),
        ],
    )
    def test_plain_leaves_nothing_for_markdown_to_read(self, given: str, safe: str) -> None:
        assert plain(given) == safe

    def test_every_stage_field_and_page_has_words(self) -> None:
        assert set(names.STAGES) == set(Stage)
        assert set(names.FIELDS) == set(Field)
        assert set(text.PAGES) == {name for names in text.GROUPS.values() for name in names}

    def test_no_sentence_shouts(self) -> None:
        source = Path(text.__file__).read_text("utf-8")
        assert "! " not in source
        assert '!"' not in source

    @pytest.mark.parametrize(("number", "said"), [(0, "no rows"), (1, "1 row"), (1200, "1,200 rows")])
    def test_counted(self, number: int, said: str) -> None:
        assert text.counted(number, "row") == said


class TestRemarks:
    def test_rows_set_aside_come_first_with_reason_and_remedy(self) -> None:
        note = ImportProblem(ProblemCode.YEAR_INFERRED, "The year is missing.", "Write it.", row=2)
        gone = ImportProblem(ProblemCode.NO_IDENTITY, "No employer.", "Name one.", row=9, value="x", set_aside=True)
        frame = understood.problem_frame([note, gone])
        assert frame[[text.ROW, text.SET_ASIDE, text.WHY, text.REMEDY]].to_numpy().tolist() == [
            [9, "yes", "No employer.", "Name one."],
            [2, "", "The year is missing.", "Write it."],
        ]

    @pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
    def test_no_cell_of_the_download_is_a_formula(self, cell: str) -> None:
        frame = pd.DataFrame({"Value": [cell, "plain"], "Row": [1, -2]})
        assert spreadsheet.spreadsheet_safe(frame)["Value"].tolist() == [f"'{cell}", "plain"]
        assert spreadsheet.spreadsheet_safe(frame)["Row"].tolist() == [1, -2]

    def test_counts_of_a_download_can_be_added(self) -> None:
        frame = pd.DataFrame({"Applications": ["1,234", "12", "unknown", "1,23"], "Rate": ["2.5 %"] * 4})
        assert spreadsheet.plain_counts(frame).to_numpy().tolist() == [
            ["1234", "2.5 %"],
            ["12", "2.5 %"],
            ["unknown", "2.5 %"],
            ["1,23", "2.5 %"],
        ]


class TestSurprise:
    def test_an_error_nobody_foresaw_is_a_calm_sentence(self) -> None:
        def script() -> None:
            from pages.ui import show  # noqa: PLC0415 - AppTest runs the body as a script of its own

            assert show.surprise(ZeroDivisionError("secret words"))

        app = AppTest.from_function(script, default_timeout=60).run()
        assert text.SURPRISE in words(app)
        assert "secret" not in words(app)

    def test_a_trouble_that_a_button_met_says_what_to_do(self) -> None:
        def script() -> None:
            from data.errors import ReboundError  # noqa: PLC0415 - AppTest runs the body as a script of its own
            from pages.ui import show  # noqa: PLC0415

            assert show.surprise(ReboundError("The *reason* is too long.", "Make it shorter."))

        app = AppTest.from_function(script, default_timeout=60).run()
        assert text.ACTION_TITLE in words(app)
        assert text.SURPRISE not in words(app)
        assert "Make it shorter." in words(app)


class TestBrokenHistory:
    @pytest.mark.parametrize("page", PAGES)
    def test_a_damaged_file_is_a_sentence_with_a_remedy(self, page: str) -> None:
        Path(entry.database()).write_bytes(b"not a database, but long enough to be taken for one" * 100)
        app = AppTest.from_file(APP, default_timeout=60).run()
        if page != "overview":
            app.switch_page(f"pages/views/{page}.py").run()
        assert not app.exception
        assert text.STORE_TITLE in words(app)
        assert "damaged" in words(app)
        assert text.TRY_AGAIN in words(app)

    def test_it_opens_again_once_the_file_is_sound(self) -> None:
        Path(entry.database()).write_bytes(b"not a database, but long enough to be taken for one" * 100)
        app = AppTest.from_file(APP, default_timeout=60).run()
        Path(entry.database()).unlink()
        assert press(app, text.TRY_AGAIN).title[0].value == text.WELCOME
