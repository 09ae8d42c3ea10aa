"""Choices of the person: kept, checked, forgotten; and what a damaged one does (nothing)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from builders import import_text, journeys_of, store_with
from hypothesis import given
from hypothesis import strategies as st

from analytics.__main__ import main
from analytics.benchmarks import both_called, chosen_benchmarks, document_benchmarks
from analytics.report import build_report
from analytics.results import Verdict
from data import preferences
from data.preferences import DEFAULTS, SETTING, PreferenceError, Preferences
from data.store import Store

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2025, 3, 31)
CHOSEN = Preferences((0.05, 0.08), (4.0, 6.5), phone_screen_counts=False, mature_days=60, silence_days=30)


class TestKeeping:
    def test_without_a_choice_the_defaults_hold(self) -> None:
        with store_with() as store:
            assert preferences.load(store) == DEFAULTS == Preferences()

    def test_every_choice_is_kept_and_goes_back_to_its_default(self) -> None:
        with store_with() as store:
            kept = preferences.change(
                store,
                interview_range=(0.05, 0.08),
                offer_range=(4, 6.5),
                phone_screen_counts=False,
                mature_days=60,
                silence_days=30,
            )
            assert kept == preferences.load(store) == CHOSEN
            preferences.change(store, mature_days=None)
            assert preferences.load(store).mature_days is None
            preferences.change(
                store, interview_range=None, offer_range=None, phone_screen_counts=True, silence_days=None
            )
            assert preferences.load(store) == DEFAULTS
            assert store.get_setting(SETTING) is None

    def test_a_change_is_a_new_revision_so_that_every_cache_is_made_anew(self) -> None:
        with store_with() as store:
            before = store.revision
            preferences.change(store, phone_screen_counts=False)
            assert store.revision == before + 1

    @pytest.mark.parametrize(
        ("choice", "said"),
        [
            ({"interview_range": (0.08, 0.05)}, "low end of the range is above"),
            ({"interview_range": (0, 0.05)}, "more than 0 % and less than 100 %"),
            ({"interview_range": (0.5, 1.0)}, "more than 0 % and less than 100 %"),
            ({"interview_range": (None, 0.05)}, "a low and a high end"),
            ({"interview_range": (float("nan"), 0.05)}, "more than 0 % and less than 100 %"),
            ({"offer_range": (1, 5)}, "more than 1 and at most 100"),
            ({"offer_range": (5, 1000)}, "more than 1 and at most 100"),
            ({"offer_range": "many"}, "a low and a high end"),
            ({"mature_days": 3}, "a whole number of days from 14 to 180"),
            ({"mature_days": True}, "a whole number of days from 14 to 180"),
            ({"silence_days": 7.5}, "a whole number of days from 7 to 180"),
            ({"phone_screen_counts": "no"}, "yes or no"),
        ],
    )
    def test_what_makes_no_sense_is_a_sentence_and_nothing_is_kept(self, choice: dict, said: str) -> None:
        with store_with() as store:
            kept = preferences.change(store, interview_range=(0.05, 0.08))
            with pytest.raises(PreferenceError) as caught:
                preferences.change(store, **choice)
            assert preferences.load(store) == kept
        assert said in caught.value.message
        assert caught.value.hint

    @given(
        st.recursive(
            st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from([*Preferences.__dataclass_fields__, "other"]), inner)
            ),
        )
    )
    def test_whatever_is_stored_can_be_read(self, stored: object) -> None:
        with Store.open() as store:
            store.set_setting(SETTING, stored)
            chosen = preferences.load(store)
        chosen_benchmarks(chosen.interview_range, chosen.offer_range)
        assert isinstance(chosen.phone_screen_counts, bool)

    @given(st.floats(0.001, 0.998), st.floats(0, 1), st.floats(1.01, 99), st.floats(0, 1))
    def test_every_range_that_is_kept_can_be_judged_by(self, low, more, fewest, further) -> None:
        with Store.open() as store:
            chosen = preferences.change(
                store,
                interview_range=(low, low + more * (0.999 - low)),
                offer_range=(fewest, fewest + further * (100 - fewest)),
            )
        ranges = chosen_benchmarks(chosen.interview_range, chosen.offer_range)
        assert all(0 < used.low <= used.high for used in ranges.values())
        assert ranges["interview_to_offer"].high < 1


class TestOwnRanges:
    def test_only_what_was_set_is_own(self) -> None:
        ranges = chosen_benchmarks(interviews=(0.05, 0.08))
        assert ranges["application_to_interview"].own
        assert ranges["interviews_per_offer"] == document_benchmarks()["interviews_per_offer"]
        assert chosen_benchmarks() == document_benchmarks()

    def test_the_two_directions_of_the_second_range_agree(self) -> None:
        ranges = chosen_benchmarks(per_offer=(4, 8))
        assert (ranges["interview_to_offer"].low, ranges["interview_to_offer"].high) == (1 / 8, 1 / 4)
        assert ranges["process_to_offer"].low == 1 / 8
        assert {ranges[name].wording for name in ("interview_to_offer", "interviews_per_offer")} == {
            "one offer in 4 to 8 interviews"
        }
        assert chosen_benchmarks(per_offer=(5, 5))["interviews_per_offer"].wording == "one offer in 5 interviews"

    @pytest.mark.parametrize(
        ("interviews", "per_offer", "called"),
        [
            (None, None, "both benchmarks"),
            ((0.1, 0.2), None, "your own range and the benchmark"),
            ((0.1, 0.2), (4, 6), "your own ranges"),
        ],
    )
    def test_both_ranges_have_one_name(self, interviews, per_offer, called) -> None:
        assert both_called(chosen_benchmarks(interviews, per_offer), "both benchmarks") == called

    def test_a_report_judged_by_own_ranges_never_says_benchmark(self) -> None:
        history = "\n".join(
            f"A{n} applied 2024-0{1 + n % 9}-10" + (" | interview 2024-10-01 | rejected 2024-10-09" if n < 6 else "")
            for n in range(400)
        )
        ranges = chosen_benchmarks((0.05, 0.08), (4, 6))
        report = build_report(journeys_of(history, TODAY), as_of=TODAY, benchmarks=ranges)
        rate = report.ratios["application_to_interview"]
        assert rate.verdict is Verdict.BELOW
        assert rate.reason.startswith("Below your own range (5 % to 8 % of applications lead to an interview)")
        said = [ratio.reason for ratio in report.ratios.values() if ratio.benchmark]
        said += [report.forecast.sentence, *report.forecast.assumptions, report.bottleneck.sentence]
        said += [f"{each.noticed} {each.sure} {each.expected_gain}" for each in report.suggestions]
        assert [sentence for sentence in said if "benchmark" in sentence] == []


class TestPhoneScreens:
    HISTORY = """
    A1 applied 2025-01-06 | phone_screen 2025-01-15 | interview 2025-01-22 | offer 2025-02-05
    A2 applied 2025-01-10 | phone_screen 2025-01-20 | rejected 2025-01-25
    A3 applied 2025-01-10 | phone_screen 2025-01
    A4 applied 2025-01-12 | interview 2025-02-01
    A5 applied 2025-01-12 | offer 2025-02-01
    A6 applied 2025-01-12
    """

    def journeys(self, *, counts: bool) -> pd.DataFrame:
        with store_with(self.HISTORY) as store:
            return store.journeys(TODAY, phone_screen_counts=counts)

    def test_a_phone_screen_stays_an_answer_but_is_no_interview(self) -> None:
        with_them, without = self.journeys(counts=True), self.journeys(counts=False)
        assert with_them["reached_interview"].tolist() == [True, True, True, True, True, False]
        assert without["reached_interview"].tolist() == [True, False, False, True, True, False]
        assert with_them["rounds"].tolist() == [2, 1, 1, 1, 1, 0]
        assert without["rounds"].tolist() == [1, 0, 0, 1, 1, 0]
        assert without["first_talk_date"].dropna().dt.day.tolist() == [22, 1]
        same = ["reached_answer", "first_answer_date", "phone_screen_date", "outcome", "ended_date", "last_event_date"]
        pd.testing.assert_frame_equal(with_them[same], without[same])

    def test_it_is_as_if_the_person_had_written_instead(self) -> None:
        """The second route: the same history with every phone screen replaced by a message."""
        with store_with(self.HISTORY.replace("phone_screen", "replied")) as store:
            expected = store.journeys(TODAY)
        columns = [name for name in expected.columns if name not in {"phone_screen_date", "replied_date"}]
        pd.testing.assert_frame_equal(self.journeys(counts=False)[columns], expected[columns])

    def test_every_definition_and_the_rounds_of_a_week_follow(self) -> None:
        with store_with(self.HISTORY) as store:
            journeys, events = store.journeys(TODAY, phone_screen_counts=False), store.events(TODAY)
        report = build_report(journeys, as_of=TODAY, events=events, phone_screen_counts=False)
        assert "(phone screens do not count, as you chose)" in report.ratios["application_to_interview"].definition
        for name in ("interview_to_offer", "process_to_offer", "interviews_per_offer"):
            assert report.ratios[name].definition.endswith("Phone screens do not count, as you chose.")
        assert next(step for step in report.funnel if step.id == "interviewed").definition.endswith("as you chose.")
        assert report.weekly["rounds"].sum() == 2
        assert report.counts.interview_rounds == 3

    def test_totals_say_that_they_cannot_follow(self) -> None:
        totals = {"applications": 50, "interviewed": 5}
        with store_with() as store:
            report = build_report(store.journeys(TODAY), as_of=TODAY, aggregate=totals, phone_screen_counts=False)
        assert any("phone screens" in warning for warning in report.warnings)


class TestMatureDays:
    def test_the_rate_says_what_it_leaves_out(self) -> None:
        history = "\n".join(f"A{n} applied 2025-0{1 + n % 3}-20" for n in range(30))
        report = build_report(journeys_of(history, TODAY), as_of=TODAY, mature_days=60)
        ratio = report.ratios["application_to_interview"]
        assert (ratio.trials, ratio.mature_trials, ratio.only_days) == (10, 10.0, 60)
        only = "Only applications at least 60 days old are counted, as you chose."
        assert ratio.definition.endswith(only)
        assert ratio.reason.endswith(only)
        assert report.ratios["response"].only_days is None


class TestSilence:
    HISTORY = "A1 applied 2025-03-21\nA2 applied 2025-03-01\nA3 applied 2025-01-01"

    @pytest.mark.parametrize(
        ("days", "labels"),
        [
            (None, ["still early", "going quiet", "presumed ghosted"]),
            (30, ["still early", "presumed ghosted", "presumed ghosted"]),
            (7, ["presumed ghosted"] * 3),
            (120, ["still early", "going quiet", "probably ghosted"]),
        ],
    )
    def test_the_label_follows_the_day_that_was_chosen(self, days, labels) -> None:
        report = build_report(journeys_of(self.HISTORY, TODAY), as_of=TODAY, silence_days=days)
        order = report.waiting.sort_values("days_silent")
        assert order["label"].tolist() == labels
        assert report.silence.own_days == days

    def test_no_rate_changes(self) -> None:
        journeys = journeys_of(self.HISTORY, TODAY)
        usual, own = (build_report(journeys, as_of=TODAY, silence_days=days) for days in (None, 10))
        assert usual.ratios == own.ratios


class TestCopyAndErase:
    def test_a_copy_holds_everything_and_is_a_history_of_its_own(self, tmp_path: Path) -> None:
        copy = tmp_path / "copy.duckdb"
        with store_with("A1 applied 2025-01-01 | notes=a 'quote'\nA2 applied 2025-02", "A1 rejected ?") as store:
            preferences.change(store, mature_days=60)
            copy.write_bytes(store.copy())
            with Store.open(copy) as kept:
                pd.testing.assert_frame_equal(kept.journeys(TODAY), store.journeys(TODAY))
                pd.testing.assert_frame_equal(kept.imports(), store.imports())
                pd.testing.assert_frame_equal(kept.known_history().events, store.known_history().events)
                assert preferences.load(kept) == preferences.load(store)

    def test_after_erasing_nothing_is_left_and_a_new_start_is_possible(self, tmp_path: Path) -> None:
        path = tmp_path / "history.duckdb"
        safety, other = tmp_path / "history.backup-001_history-1.duckdb", tmp_path / "taxes.txt"
        with Store.open(path) as store:
            import_text(store, "\n".join(f"Secret{n} applied 2025-01-01 | notes=private" for n in range(500)))
            preferences.change(store, silence_days=30)
            store.set_setting("answers:x", {"a": "b"})
            safety.write_bytes(b"old")
            other.write_bytes(b"mine")
            before = store.revision
            store.erase()
            assert store.is_empty
            assert preferences.load(store) == DEFAULTS
            assert store.get_setting("answers:x") is None
            assert store.revision > before
            import_text(store, "A1 applied 2025-01-01")
            assert len(store.journeys(TODAY)) == 1
        assert not safety.exists()
        assert other.exists()
        assert b"Secret" not in path.read_bytes()

    def test_a_history_in_memory_is_erased_too(self) -> None:
        with store_with("A1 applied 2025-01-01") as store:
            store.erase()
            assert store.is_empty


class TestCommandLine:
    TRACKER = "Company,Role,Date applied,Phone screen,Status\n" + "\n".join(
        f"C{n},Analyst,2024-11-{1 + n % 28:02},{'2024-12-05' if n < 5 else ''},Rejected" for n in range(60)
    )

    def report(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, *options: str) -> tuple[int, str]:
        file = tmp_path / "tracker.csv"
        file.write_text(self.TRACKER)
        code = main([str(file), "--as-of", "2025-03-31", *options])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    def test_the_same_choices_as_on_the_page(self, capsys, tmp_path) -> None:
        code, said = self.report(capsys, tmp_path)
        assert (code, "5 of 60 applications" in said) == (0, True)
        code, said = self.report(capsys, tmp_path, "--interview-range", "30..40", "--offer-range", "4..6")
        assert code == 0
        assert "Verdict: below. Your own range: 30 % to 40 % of applications lead to an interview." in said
        assert "one offer in 4 to 6 interviews" in said.replace("\n", " ")
        _, said = self.report(capsys, tmp_path, "--no-phone-screens")
        assert "0 of 60 applications" in said
        _, said = self.report(capsys, tmp_path, "--mature-days", "130")
        assert "Only applications at least 130 days old are counted" in " ".join(said.split())

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (("--interview-range", "8..5"), "Swap the two numbers."),
            (("--interview-range", "few"), "is no range"),
            (("--offer-range", "0.5..5"), "more than 1"),
            (("--mature-days", "3"), "from 14 to 180"),
            (("--silence-days", "x"), "invalid int value"),
        ],
    )
    def test_what_makes_no_sense_is_a_sentence(self, capsys, tmp_path, options, said) -> None:
        code, printed = self.report(capsys, tmp_path, *options)
        assert code == 2
        assert said in printed
        assert "Traceback" not in printed
