"""The Import page without a browser: what was understood, what may be changed, and the plan before it is written."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
import streamlit as st
from reading_level import grade
from streamlit.testing.v1 import AppTest

from data.importing import plan_import, read_tracker
from data.plans import Answers, StageReading, TrackerReading
from data.schema import Stage
from data.store import Store
from pages.ui import entry, mapping, text, text_import, understood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.plans import ImportPlan

APP = str(Path(__file__).resolve().parent.parent / "app.py")
AS_OF = date(2026, 11, 22)
TRACKER = """Company,Position,Date applied,Status
Acme,Analyst,2026-10-01,Rejected (Interview)
Birch,Analyst,2026-10-02,Interview
Dune,Analyst,,Wishlist
Cedar,Analyst,2026-10-05,Applied
"""
AMBIGUOUS = TRACKER.replace("2026-10-0", "03/0").replace(",03/01,", ",03/04/2026,").replace(",03/02,", ",05/06/2026,")
AMBIGUOUS = AMBIGUOUS.replace(",03/05,", ",02/03/2026,")


@pytest.fixture(autouse=True)
def _day_and_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(entry.AS_OF, AS_OF.isoformat())
    monkeypatch.setenv("REBOUND_DATABASE", str(tmp_path / "history.duckdb"))
    yield
    st.cache_resource.clear()


def sound(app: AppTest) -> AppTest:
    assert not app.exception, [failure.value for failure in app.exception]
    return app


def visit() -> AppTest:
    return sound(AppTest.from_file(APP, default_timeout=60).run().switch_page("pages/views/imports.py").run())


def drop(name: str, content: str | bytes) -> AppTest:
    app = visit()
    app.file_uploader[0].upload(name, content.encode() if isinstance(content, str) else content).run()
    return sound(app)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    return sound(app)


def choose(app: AppTest, subject: str, label: str) -> AppTest:
    """Choose the meaning of a column or word by its words on the screen."""
    box = next(box for box in app.selectbox if box.label == text_import.meaning_of(subject))
    assert label in box.options, box.options
    box.select(label).run()
    return sound(app)


def meanings(app: AppTest) -> dict[str, str]:
    """What each column and word is said to mean."""
    start = text_import.meaning_of("")
    return {box.label.removeprefix(start): shown(box) for box in app.selectbox if box.label.startswith(start)}


def shown(box: object) -> str:
    return box.options[box.index]


def figures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def words(app: AppTest) -> str:
    kinds = ("header", "markdown", "caption", "info", "warning")
    parts = [element.value for kind in kinds for element in app.get(kind)]
    parts += [expander.label for expander in app.expander] + [button.label for button in app.button]
    return " ".join(parts).replace("\\", "").replace("\u00a0", " ")


def workbook(**sheets: str) -> bytes:
    """A spreadsheet whose sheets hold comma-separated rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for line in rows.strip().splitlines():
            sheet.append(line.split(","))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def planned(content: str, *before: str) -> ImportPlan:
    with Store.open(":memory:") as store:
        for earlier in before:
            plan = plan_import(read_tracker(earlier.encode(), "before.csv", as_of=AS_OF), store.known_history())
            store.apply(plan, imported_at=pd.Timestamp("2026-11-01").to_pydatetime())
        return plan_import(read_tracker(content.encode(), "now.csv", as_of=AS_OF), store.known_history())


class TestWhatWasUnderstood:
    def test_every_used_column_and_every_word_is_listed_with_its_meaning(self) -> None:
        assert meanings(drop("mine.csv", TRACKER)) == {
            "Company": "Employer",
            "Position": "Job title",
            "Date applied": "Date of application",
            "Status": "Status",
            "Rejected (Interview)": "Interview, then Rejected",
            "Interview": "Interview",
            "Wishlist": text.NOT_APPLIED,
            "Applied": "Applied",
        }

    def test_examples_stand_beside_the_columns(self) -> None:
        assert "In your file: Acme, Birch, Dune" in words(drop("mine.csv", TRACKER))

    def test_a_doubtful_word_is_marked_and_the_list_is_open(self) -> None:
        app = drop("mine.csv", TRACKER.replace(",Interview\n", ",Case Study\n"))
        assert text_import.CHECK in words(app)
        assert text_import.CHECK_BELOW in words(app)
        opened = {expander.label: expander.proto.expanded for expander in app.expander}
        assert (opened[text.STATUSES_TITLE], opened[text.COLUMNS_TITLE]) == (True, False)

    def test_a_clear_file_has_no_mark(self) -> None:
        assert text_import.CHECK not in words(drop("mine.csv", TRACKER))

    def test_columns_that_are_not_used_are_named_and_can_be_used(self) -> None:
        app = drop("mine.csv", TRACKER.replace("Status\n", "Status,Mood\n").replace("Applied\n", "Applied,fine\n"))
        assert "Kept, not used for the funnel: Mood." in words(app)
        next(box for box in app.selectbox if box.label == text_import.UNUSED_PICK).select("Mood").run()
        assert meanings(choose(app, "Mood", "Notes"))["Mood"] == "Notes"


class TestChanging:
    def test_another_stage_changes_the_plan_at_once(self) -> None:
        app = drop("mine.csv", TRACKER)
        assert figures(app)["New applications"] == "3"
        assert figures(choose(app, "Interview", text.NOT_APPLIED))["New applications"] == "2"

    def test_the_stages_of_the_preview_follow(self) -> None:
        app = drop("mine.csv", TRACKER)
        assert "Interview 2" in words(app)
        assert "Interview 1" in words(choose(app, "Rejected (Interview)", "Rejected"))

    def test_a_word_can_stand_for_several_stages(self) -> None:
        app = choose(drop("mine.csv", TRACKER), "Interview", "Phone screen, then Withdrawn by you")
        press(app, text.CONFIRM)
        with Store.open(entry.database()) as store:
            birch = store.journeys(AS_OF).set_index("company").loc["Birch"]
        assert (bool(birch["reached_interview"]), birch["outcome"]) == (True, "withdrawn")

    def test_a_column_can_stand_for_a_round_of_interviews(self) -> None:
        content = TRACKER.replace("Status\n", "Status,Onsite\n").replace(",Interview\n", ",Interview,2026-10-20\n")
        app = drop("mine.csv", content)
        label = text_import.in_round(text.stage_column("Interview"), 2)
        assert meanings(choose(app, "Onsite", label))["Onsite"] == label

    def test_what_was_chosen_can_be_forgotten(self) -> None:
        app = drop("mine.csv", TRACKER)
        before = (meanings(app), figures(app))
        assert text_import.START_OVER not in words(app)
        app = press(choose(app, "Interview", text.NOT_APPLIED), text_import.START_OVER)
        assert (meanings(app), figures(app)) == before
        assert text_import.START_OVER not in words(app)

    def test_a_choice_that_leaves_no_application_can_be_taken_back(self) -> None:
        content = "Company,Position,Status\nAcme,Analyst,Applied\nBirch,Analyst,Applied\n"
        app = choose(drop("mine.csv", content), "Applied", text.NOT_APPLIED)
        assert text.UNREADABLE in words(app)
        assert figures(press(app, text_import.START_OVER))["New applications"] == "2"

    def test_an_answer_that_was_forgotten_is_asked_again(self) -> None:
        app = drop("mine.csv", AMBIGUOUS)
        app.radio[0].set_value("day-first").run()
        assert text.ANSWER_FIRST not in words(app)
        app = press(app, text_import.START_OVER)
        assert (app.radio[0].value, text.ANSWER_FIRST in words(app)) == (None, True)


class TestSheets:
    OTHER = """Employer,Job title,Sent on,Interview on,Rejected on,Link
Zinc,Analyst,2026-10-01,2026-10-08,,https://example.org/1
Lead,Analyst,2026-10-02,,2026-10-09,https://example.org/2
Iron,Analyst,2026-10-03,,,https://example.org/3
Gold,Analyst,2026-10-04,2026-10-20,,https://example.org/4
"""
    BOOK = workbook(Notes="Call mother\nBuy milk", Now=TRACKER, Then=OTHER)

    def test_the_tracker_is_found_and_another_sheet_can_be_chosen(self) -> None:
        app = drop("mine.xlsx", self.BOOK)
        box = next(box for box in app.selectbox if box.label == text.TABLE_CHOICE)
        assert box.options == [text_import.BY_CONTENT, "Notes", "Now", "Then"]
        assert "The table “Notes” was not read." in words(app)
        assert int(figures(app)["New applications"]) >= 4
        box.select("Now").run()
        assert figures(sound(app))["New applications"] == "3"

    def test_a_sheet_that_is_no_tracker_is_a_sentence_with_a_way_back(self) -> None:
        app = drop("mine.xlsx", workbook(Empty="Company,Position,Status", Now=TRACKER))
        next(box for box in app.selectbox if box.label == text.TABLE_CHOICE).select("Empty").run()
        assert text.UNREADABLE in words(sound(app))
        assert figures(press(app, text_import.START_OVER))["New applications"] == "3"

    def test_a_chosen_sheet_is_remembered_for_the_next_file(self) -> None:
        app = drop("october.xlsx", self.BOOK)
        next(box for box in app.selectbox if box.label == text.TABLE_CHOICE).select("Now").run()
        press(app, text.CONFIRM)
        app = drop("november.xlsx", workbook(Notes="Call", Now=TRACKER.replace("Acme", "Fir"), Then=self.OTHER))
        assert text.REMEMBERED in words(app)
        assert figures(app)["New applications"] == "1"

    def test_a_plain_file_offers_no_choice_of_sheets(self) -> None:
        assert text.TABLE_CHOICE not in [box.label for box in drop("mine.csv", TRACKER).selectbox]


class TestRemembered:
    def test_choices_come_back_and_can_be_forgotten_for_good(self) -> None:
        press(choose(drop("one.csv", TRACKER), "Interview", "Phone screen"), text.CONFIRM)
        app = drop("two.csv", TRACKER.replace("Acme", "Fir"))
        assert (meanings(app)["Interview"], text.REMEMBERED in words(app)) == ("Phone screen", True)
        app = press(app, text_import.START_OVER)
        assert (meanings(app)["Interview"], text.REMEMBERED in words(app)) == ("Interview", False)
        press(app, text.CONFIRM)
        assert text.REMEMBERED not in words(drop("three.csv", TRACKER.replace("Acme", "Oak")))

    def test_another_header_gets_none_of_it(self) -> None:
        press(choose(drop("one.csv", TRACKER), "Interview", "Phone screen"), text.CONFIRM)
        app = drop("two.csv", TRACKER.replace("Position", "Role").replace("Acme", "Fir"))
        assert meanings(app)["Interview"] == "Interview"


class TestPastedRows:
    TABBED = TRACKER.replace(",", "\t")

    def paste(self, rows: str) -> AppTest:
        app = visit()
        app.text_area[0].input(rows).run()
        return sound(app)

    def test_rows_of_a_spreadsheet_are_read_and_added(self) -> None:
        app = self.paste(self.TABBED)
        assert (figures(app)["New applications"], app.header[0].value) == ("3", text_import.PASTED)
        app = press(app, text.CONFIRM)
        assert "Added 3 applications" in words(app)
        assert app.text_area[0].value == ""
        assert text_import.PASTED in words(app)

    @pytest.mark.parametrize("rows", ["hello", "   \n\t", "=1+1", "\u202e\u0000"])
    def test_what_is_no_table_is_a_sentence_or_nothing(self, rows: str) -> None:
        app = self.paste(rows)
        assert all(button.disabled for button in app.button if button.label == text.CONFIRM)


class TestThePlan:
    LATER = TRACKER.replace("2026-10-05,Applied", "2026-10-05,Offer") + "Elm,Analyst,2026-10-09,Applied\n"

    def test_new_applications_and_news_on_known_ones_are_told_apart(self) -> None:
        plan = planned(self.LATER, TRACKER)
        assert (plan.new_applications, understood.news(plan)) == (1, (1, 1))

    def test_on_the_screen(self) -> None:
        press(drop("october.csv", TRACKER), text.CONFIRM)
        said = words(drop("november.csv", self.LATER))
        assert "You already have 3 applications of this file." in said
        assert "1 event of these belongs to 1 application you already have." in said

    def test_stages_are_counted_in_applications(self) -> None:
        assert understood.stage_counts(planned(TRACKER)) == {"Applied": 3, "Interview": 2, "Rejected": 1}

    def test_applications_row_by_row(self) -> None:
        frame = understood.application_frame(planned(self.LATER, TRACKER))
        assert frame.to_numpy().tolist() == [
            [2, "Acme", "Analyst", "2026-10-01", "Interview, Rejected", "known"],
            [3, "Birch", "Analyst", "2026-10-02", "Interview", "known"],
            [5, "Cedar", "Analyst", "2026-10-05", "Offer", "known"],
            [6, "Elm", "Analyst", "2026-10-09", "", "new"],
        ]

    def test_a_preview_holds_the_first_and_the_download_all(self) -> None:
        plan = planned(TRACKER)
        assert (len(understood.application_frame(plan, 2)), len(understood.application_frame(plan))) == (2, 3)

    def test_joined_rows_and_conflicts_have_their_own_lists(self) -> None:
        numbered = "Id,Company,Position,Date applied,Status\n1,Acme,Analyst,2026-10-01,Applied\n"
        numbered += "2,Birch,Analyst,2026-10-02,Applied\n3,Cedar,Analyst,2026-10-03,Applied\n"
        numbered += "4,Elm,Analyst,2026-10-04,Applied\n"
        with_double = numbered.replace("1,Acme,Analyst,2026-10-01", "1,Acme,Analyst,2026-10-07")
        with_double += "4,Elm,Analyst,2026-10-04,Applied\n"
        plan = planned(with_double, numbered)
        frame = understood.problem_frame((*plan.reading.problems, *plan.problems))
        assert frame[[text.ROW, text_import.KIND]].to_numpy().tolist() == [[2, "Disagrees"], [6, "Joined"]]

    def test_nothing_is_written_before_the_confirmation(self) -> None:
        choose(drop("mine.csv", TRACKER), "Interview", text.NOT_APPLIED)
        with Store.open(entry.database()) as store:
            assert store.is_empty


class TestLongLists:
    def test_beyond_two_dozen_words_the_rest_is_picked_from_a_list(self) -> None:
        rows = "".join(
            f"A{n},Analyst,2026-10-01,Interview with person {'abcdefghij'[n // 5] * 4}{n}\n" for n in range(40)
        )
        app = drop("mine.csv", TRACKER.splitlines()[0] + "\n" + rows)
        picker = next(box for box in app.selectbox if box.label == text_import.MORE_PICK)
        assert len(picker.options) == 40 - mapping.MOST_LINES
        picker.select(picker.options[-1]).run()
        assert picker.options[-1] in meanings(sound(app))


class TestValues:
    @pytest.mark.parametrize(
        "stages", [(Stage.INTERVIEW,), (Stage.INTERVIEW, Stage.REJECTED), (Stage.OFFER, Stage.CLOSED)]
    )
    def test_a_reading_taken_over_as_an_answer_stays_the_same(self, stages: tuple[Stage, ...]) -> None:
        value = mapping.status_value(StageReading("x", stages, 1.0))
        content = TRACKER.replace("Rejected (Interview)", "x")
        answers = Answers(stages={"x": value})
        read: TrackerReading = read_tracker(content.encode(), "x.csv", as_of=AS_OF, answers=answers)
        assert next(status.stages for status in read.statuses if status.value == "x") == stages

    def test_every_choice_is_understood(self) -> None:
        for value in mapping.STAGE_LABELS:
            assert value == mapping.NOT_APPLIED or [Stage(part) for part in value.split("+")]
        assert len(set(mapping.STAGE_LABELS.values())) == len(mapping.STAGE_LABELS)
        assert len(set(mapping.FIELD_LABELS.values())) == len(mapping.FIELD_LABELS)


class TestWords:
    SENTENCES = (
        *(text_import.on_known(events, applications) for events, applications in ((1, 1), (12, 3))),
        text_import.already_there(2),
        text_import.disagreeing(3),
        text_import.answers_first(3),
        text_import.CHECK_BELOW,
        text_import.START_OVER_HELP,
        text_import.SAYS,
    )

    @pytest.mark.parametrize("sentence", SENTENCES)
    def test_plain_and_calm(self, sentence: str) -> None:
        assert grade(sentence) <= 9
        assert "!" not in sentence

    @pytest.mark.parametrize(
        ("numbers", "title"),
        [
            ((0, 0, 0, 0), text.SET_ASIDE_NONE),
            ((1, 0, 0, 0), "1 row set aside: what and why"),
            (
                (2, 1, 1, 3),
                "2 rows set aside, 1 row that disagrees, 1 row joined with another, 3 remarks: what and why",
            ),
        ],
    )
    def test_title_of_the_rows(self, numbers: tuple[int, int, int, int], title: str) -> None:
        assert text_import.rows_title(*numbers) == title
