"""The Import page without a browser: what was understood, what may be changed, and the plan before it is written."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
import streamlit as st
from reading_level import grade
from streamlit.testing.v1 import AppTest

from data.importing import import_reading, plan_import, read_tracker
from data.marking import close_unanswered
from data.plans import Answers, StageReading, TrackerReading
from data.schema import Stage
from data.store import Store
from data.undoing import UndoEffect
from pages.ui import dropped, entry, mapping, session, text, text_import, understood, working

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.plans import ImportPlan
    from pages.ui.working import Tell

pytestmark = pytest.mark.no_cover  # pages: what they call is covered by tests of its own

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


def drop_all(files: dict[str, str | bytes]) -> AppTest:
    """Drop several files at once."""
    app = visit()
    for name, content in files.items():
        app.file_uploader[0].upload(name, content.encode() if isinstance(content, str) else content)
    return sound(app.run())


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
        assert text_import.REFUSED in words(app)
        assert (figures(app)["New applications"], text.CONFIRM in words(app)) == ("0", False)
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


class TestRefused:
    LEADS = "Company,Role,Found,Status,Mood\nAcme,Analyst,2026-10-01,New,fine\nBirch,Analyst,2026-10-02,New,fine\n"

    def test_it_says_why_and_offers_every_column_and_word(self) -> None:
        app = drop("leads.csv", self.LEADS)
        assert text_import.REFUSED in words(app)
        assert "lists 2 postings, but no application that was sent (“New”)" in words(app)
        assert {"Company", "Role", "Found", "Status", "Mood", "New"} == set(meanings(app))
        opened = {expander.label: expander.proto.expanded for expander in app.expander}
        assert (opened[text.COLUMNS_TITLE], opened[text.STATUSES_TITLE]) == (True, True)
        assert text.CONFIRM not in words(app)

    def test_another_meaning_makes_it_a_tracker_that_can_be_added(self) -> None:
        app = choose(drop("leads.csv", self.LEADS), "New", "Applied")
        assert (figures(app)["New applications"], text_import.REFUSED in words(app)) == ("2", False)
        app = press(app, text.CONFIRM)
        assert "Added 2 applications" in words(app)

    def test_what_was_said_is_remembered_for_the_next_file_of_this_shape(self) -> None:
        press(choose(drop("leads.csv", self.LEADS), "New", "Applied"), text.CONFIRM)
        app = drop("later.csv", self.LEADS.replace("Acme", "Fir"))
        assert (figures(app)["New applications"], text.REMEMBERED in words(app)) == ("1", True)

    def test_a_file_of_numbers_offers_its_columns(self) -> None:
        app = drop("numbers.csv", "1,2\n3,4\n5,6\n")
        assert text_import.REFUSED in words(app)
        assert len(meanings(app)) == 2


class TestWhichTable:
    """Two sheets that both look like trackers, with different columns: only the person knows."""

    BOOK = workbook(
        Jobs="Company,Role,Date applied,Status\nAcme,Analyst,2026-10-01,Applied\nBirch,Analyst,2026-10-02,Rejected",
        Freelance="Client,Project,Sent on,Answer on,Result\nNut,Site,2026-02-01,2026-02-05,won\nOak,App,2026-02-03,,",
        Notes="Call mother\nBuy milk",
    )

    def test_it_is_asked_once_and_the_answer_stays_in_sight_and_changeable(self) -> None:
        app = drop("mine.xlsx", self.BOOK)
        assert text.ANSWER_FIRST in words(app)
        assert (len(app.radio), text.TABLE_CHOICE in [box.label for box in app.selectbox]) == (1, False)
        app.radio[0].set_value("Jobs").run()
        assert (figures(sound(app))["New applications"], app.radio[0].value) == ("2", "Jobs")
        app.radio[0].set_value("Notes").run()
        assert text_import.REFUSED in words(sound(app)) or text_import.COLUMNS_UNKNOWN in words(app)
        app.radio[0].set_value("*").run()
        assert figures(sound(app))["Rows read"] == "4"


class TestSeveralFiles:
    MORE = TRACKER.splitlines()[0] + "\nElm,Analyst,2026-10-09,Applied\nCedar,Analyst,2026-10-05,Interview\n"

    def test_they_are_listed_in_the_order_of_the_person_with_what_each_would_add(self) -> None:
        app = drop_all({"b.csv": TRACKER, "a.csv": self.MORE, "c.csv": AMBIGUOUS, "d.csv": b""})
        assert [option.split()[-1] for option in app.radio[0].options] == ["b.csv", "a.csv", "c.csv", "d.csv"]
        assert [str(caption) for caption in app.radio[0].proto.captions] == [
            "4 rows read: 3 used, 1 set aside. Adds 3 applications and 6 events.",
            "2 rows read: 2 used, 0 set aside. Adds 2 applications and 3 events.",
            "1 answer needed.",
            "Cannot be used as it is. This file is empty.",
        ]
        assert "File 1 of 4" in words(app)

    def test_one_click_adds_what_needs_no_answer_and_the_rest_waits(self) -> None:
        app = drop_all({"b.csv": TRACKER, "d.csv": b"", "c.csv": AMBIGUOUS, "a.csv": self.MORE})
        app = press(app, text_import.add_all(2, every=False))
        assert [str(caption) for caption in app.radio[0].proto.captions] == [
            "Added 3 applications and 6 events.",
            "Cannot be used as it is. This file is empty.",
            "1 answer needed.",
            # Cedar stands in both files.
            "Added 1 application and 2 events.",
        ]
        assert "File 3 of 4" in words(app)

    def test_the_last_decision_empties_the_drop_zone_and_sums_up(self) -> None:
        app = press(drop_all({"b.csv": TRACKER, "d.csv": b"", "a.csv": self.MORE}), text_import.add_all(2, every=False))
        assert text.UNREADABLE in words(app)
        app = press(app, text_import.LEAVE_OUT)
        assert "Added 4 applications and 8 events from 2 files." in words(app)
        assert len(app.radio) == 0
        with Store.open(entry.database()) as store:
            assert store.imports()["name"].tolist() == ["b.csv", "a.csv"]

    def test_in_turn_each_with_its_own_plan_and_confirmation(self) -> None:
        app = press(drop_all({"b.csv": TRACKER, "a.csv": self.MORE}), text.CONFIRM)
        assert "File 2 of 2" in words(app)
        assert figures(app)["New applications"] == "1"
        assert "Added 4 applications" in words(press(app, text.CONFIRM))

    def test_another_one_can_be_looked_at_first_and_its_answer_stays_with_it(self) -> None:
        app = drop_all({"b.csv": TRACKER, "c.csv": AMBIGUOUS})
        app.radio[0].set_value(next(f.file_id for f in app.session_state["drop-0"] if f.name == "c.csv")).run()
        assert "File 2 of 2" in words(sound(app))
        app.radio[1].set_value("day-first").run()
        assert ("File 2 of 2" in words(sound(app)), text.ANSWER_FIRST in words(app)) == (True, False)
        assert text_import.add_all(2, every=True) in words(app)

    def test_the_same_file_twice_is_added_once(self) -> None:
        app = press(drop_all({"b.csv": TRACKER, "copy.csv": TRACKER}), text_import.add_all(2, every=True))
        assert "Added 3 applications and 6 events" in words(app)
        with Store.open(entry.database()) as store:
            assert len(store.imports()) == 1

    def test_on_the_overview_of_a_new_history_the_waiting_ones_stay_in_sight(self) -> None:
        app = sound(AppTest.from_file(APP, default_timeout=60).run())
        app.file_uploader[0].upload("b.csv", TRACKER.encode()).upload("c.csv", AMBIGUOUS.encode())
        app = press(sound(app.run()), text.CONFIRM)
        assert "File 2 of 2" in words(app)
        app = press(app, text_import.LEAVE_OUT)
        assert figures(app)["Applications"] == "3"


class TestLongFiles:
    @pytest.fixture(autouse=True)
    def _every_file_is_long(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(dropped, "LONG_FILE", 1)

    def test_a_long_file_is_read_beside_the_page_with_the_same_result(self) -> None:
        app = drop("mine.csv", TRACKER)
        assert (figures(app)["New applications"], text_import.CANCEL in words(app)) == ("3", False)

    def test_a_long_file_that_cannot_be_read_is_a_sentence(self) -> None:
        assert text.UNREADABLE in words(drop("mine.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"))

    @pytest.mark.parametrize(("before", "said"), [(None, text_import.CANCELLED), ((3, 6), text_import.CANCELLED_LATER)])
    def test_cancel_empties_the_drop_zone_and_says_what_is_true(
        self, monkeypatch: pytest.MonkeyPatch, before: tuple[int, int] | None, said: str
    ) -> None:
        state: dict[str, object] = {}
        monkeypatch.setattr(st, "session_state", state)
        if before:
            session.note_file("one", before)
        dropped.cancel()
        assert (session.drop_key(), session.noted_files(), session.said()) == ("drop-1", {}, said)

    def test_work_tells_how_far_it_is_and_its_result_is_returned(self) -> None:
        shown = Event()

        def work(tell: Tell) -> int:
            tell("half", 0.5)
            assert shown.wait(20)
            return 7

        said = []
        assert working.beside(work, lambda words, share: (said.append((words, share)), shown.set())) == 7
        assert said[-1] == ("half", 0.5)

    def test_a_click_ends_the_work_at_its_next_step_and_nothing_is_kept(self) -> None:
        begun, ended, clicked = Event(), Event(), Event()

        def work(tell: Tell) -> None:
            begun.set()
            assert clicked.wait(20)
            try:
                while True:
                    tell("on and on", 0.5)
            finally:
                ended.set()

        class RerunError(BaseException):
            pass

        def show(words: str, share: float) -> None:
            assert begun.wait(20)
            raise RerunError

        with pytest.raises(RerunError):
            working.beside(work, show)
        clicked.set()
        assert ended.wait(20)

    def test_an_error_of_the_work_is_raised(self) -> None:
        with pytest.raises(ZeroDivisionError):
            working.beside(lambda tell: 1 // 0, lambda words, share: None)


class TestUndo:
    LATER = TRACKER.replace("2026-10-05,Applied", "2026-10-05,Offer") + "Elm,Analyst,2026-10-09,Applied\n"

    def test_it_says_what_goes_and_what_stays(self) -> None:
        press(drop("october.csv", TRACKER), text.CONFIRM)
        press(drop("november.csv", self.LATER), text.CONFIRM)
        app = visit()
        press(app, text.UNDO)
        assert (
            "Undo november.csv? 1 application and 2 events go. 3 applications stay: another file has them too."
            in words(app)
        )

    def test_marks_go_with_the_applications_they_are_about(self) -> None:
        press(drop("october.csv", TRACKER), text.CONFIRM)
        with Store.open(entry.database()) as store:
            cedar = store.journeys(AS_OF).set_index("company").loc["Cedar", "application_id"]
            close_unanswered(store, [cedar], AS_OF, marked_at=pd.Timestamp("2026-11-22").to_pydatetime())
        app = visit()
        press(app, text.UNDO)
        assert "Undo Closed as no answer? 1 event goes. 1 application stays: another file has it too." in words(app)
        press(app, text.UNDO_KEEP)
        october = [button for button in app.button if button.label == text.UNDO][1]
        october.click().run()
        assert "Your mark on 1 application goes too." in words(sound(app))
        press(app, text.UNDO_CONFIRM)
        assert text.IMPORTS_TITLE not in words(app)

    def test_beyond_eight_the_earlier_ones_are_folded(self) -> None:
        with Store.open(entry.database()) as store:
            for number in range(10):
                content = TRACKER.replace("Acme", f"Acme {number}").encode()
                reading = read_tracker(content, f"{number}.csv", as_of=AS_OF)
                import_reading(store, reading, imported_at=pd.Timestamp("2026-11-22").to_pydatetime())
        assert text_import.earlier(2) in words(visit())


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
            [5, "Cedar", "Analyst", "2026-10-05", "Offer", "known; new: Offer"],
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

    def test_the_list_of_rows_set_aside_holds_each_row_as_it_stands_in_the_file(self) -> None:
        plan = planned(TRACKER)
        frame = understood.remark_frame(plan.reading.problems, TRACKER.encode(), "now.csv")
        assert frame[[text.ROW, text_import.KIND, text_import.MY_ROW]].to_numpy().tolist() == [
            [4, "Set aside", "Dune | Analyst | Wishlist"]
        ]

    def test_rows_set_aside_for_one_reason_are_one_line(self) -> None:
        lines = "".join(f"F{number},Analyst,,Wishlist\n" for number in range(5))
        plan = planned(TRACKER + lines)
        reasons = understood.by_reason(understood.problem_frame(plan.reading.problems))
        assert reasons[text.ROWS].tolist() == ["4, 6 to 10"]

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
        stages, fields = mapping.stage_labels(), mapping.field_labels()
        for value in stages:
            assert value == mapping.NOT_APPLIED or [Stage(part) for part in value.split("+")]
        assert len(set(stages.values())) == len(stages)
        assert len(set(fields.values())) == len(fields)


class TestWords:
    SENTENCES = (
        *(text_import.on_known(events, applications) for events, applications in ((1, 1), (12, 3))),
        text_import.already_there(2),
        text_import.disagreeing(3),
        text_import.answers_first(3),
        text_import.CHECK_BELOW,
        text_import.REFUSED_HELP,
        text_import.ADD_ALL_HELP,
        text_import.CANCELLED,
        text_import.undo_question("a.csv", UndoEffect(3, 2, 5, 1)),
        text_import.START_OVER_HELP,
        text_import.SAYS,
    )

    @pytest.mark.parametrize(
        ("rows", "said"),
        [([], ""), ([4], "4"), ([2, 3, 4, 9], "2 to 4, 9"), ([1, 3, 5, 7, 9, 10], "1, 3, 5, 7 and 2 more")],
    )
    def test_row_numbers(self, rows: list[int], said: str) -> None:
        assert text_import.row_numbers(rows, 4) == said

    @pytest.mark.parametrize(
        ("effect", "said"),
        [
            (UndoEffect(0, 0, 0, 0), "Nothing goes that other files do not say."),
            (UndoEffect(1, 0, 1, 1), "1 application and 1 event go. Your mark on 1 application goes too."),
            (UndoEffect(0, 1, 1, 0), "1 event goes. 1 application stays: another file has it too."),
            (UndoEffect(0, 2, 0, 0), "Nothing goes that other files do not say."),
        ],
    )
    def test_what_an_undo_takes_away(self, effect: UndoEffect, said: str) -> None:
        assert text_import.undo_question("a.csv", effect) == f"Undo a.csv? {said}"

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


class TestWhatIsNotRead:
    LANES = b"Applied,Interview,Offer\nAlder,Cedar,Elm\nDahlia,Hazel,\n"
    SHOPPING = b"Item,Price,Number\nMilk,1.20,2\nBread,2.10,1\n"

    def test_a_board_is_named_with_what_to_do_and_nothing_is_asked(self) -> None:
        app = drop("board.csv", self.LANES)
        assert "a board with a column for each stage: “Applied”, “Interview”, “Offer”." in words(app)
        assert "Rebound reads one application per row." in words(app)
        assert not app.warning
        assert text.CONFIRM not in [button.label for button in app.button]

    def test_unknown_columns_are_said_before_the_first_is_asked(self) -> None:
        app = drop("list.csv", self.SHOPPING)
        assert [box.value for box in app.warning] == [text_import.COLUMNS_UNKNOWN]
        assert "What does the column “Item” hold?" in " ".join(box.label for box in app.selectbox)
        assert grade(text_import.COLUMNS_UNKNOWN) <= 9

    def test_among_several_files_it_says_that_its_columns_are_not_understood(self) -> None:
        app = drop_all({"list.csv": self.SHOPPING, "mine.csv": TRACKER})
        assert text_import.COLUMNS_UNKNOWN_SHORT in " ".join(app.radio[0].proto.captions)
