"""The newer keys of the headless JSON, and what the text report says of them."""

from __future__ import annotations

import json

import pytest
from builders import journeys_of
from test_views_more import APART, OPEN, TODAY

from analytics.charts.replies import replies_picture
from analytics.charts.segments import SHOWN, segments_picture, shown_segments
from analytics.jsonform import report_json
from analytics.report import build_report
from analytics.segments import SegmentComparison, compare_all, compare_segments
from analytics.textform import report_text

NEW = ("bottleneck", "forecast", "segments", "replies")


def form(text: str) -> dict:
    journeys = journeys_of(text, TODAY)
    report = build_report(journeys, as_of=TODAY)
    return report_json(report, segments=compare_all(journeys, as_of=TODAY, delays=report.delays))


def by_source(text: str) -> SegmentComparison:
    return compare_segments(journeys_of(text, TODAY), "source", as_of=TODAY)


@pytest.mark.parametrize("text", ["", "A1 applied 2026-10-01", OPEN, APART])
def test_every_key_is_there_and_can_be_written(text: str) -> None:
    found = form(text)
    assert set(NEW) <= set(found)
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_values_of_a_search() -> None:
    found = form(OPEN)
    assert found["forecast"]["outlook"] == "forecast"
    assert list(found["forecast"]["within"]) == ["8", "13", "26", "52"]
    assert found["bottleneck"]["call"] in {"none", "not_clear"}
    assert [each["dimension"] for each in found["segments"]] == ["source", "weekday"]
    assert (found["replies"]["answered"], found["replies"]["waiting"]) == (2, 3)


def test_a_clear_bottleneck_is_named_by_the_id_of_its_ratio() -> None:
    lines = "\n".join(f"A{n} applied 2026-01-{1 + n % 28:02} | rejected 2026-03-01" for n in range(400))
    assert (form(lines)["bottleneck"]["call"], form(lines)["bottleneck"]["step"]) == (
        "clear",
        "application_to_interview",
    )


def test_totals_have_no_forecast_and_no_replies() -> None:
    report = build_report(journeys_of("", TODAY), as_of=TODAY, aggregate={"applications": 90, "interviewed": 4})
    found = report_json(report)
    assert [found[name] for name in ("forecast", "segments", "replies")] == [None, [], None]
    assert found["bottleneck"]["sentence"]


def test_the_text_names_only_groups_that_stand_out() -> None:
    journeys = journeys_of(APART, TODAY)
    report = build_report(journeys, as_of=TODAY)
    said = " ".join(" ".join(report_text(report, compare_all(journeys, as_of=TODAY))).split())
    assert "source, Friend: 10 of 30 applications led to an interview" in said
    assert "No group clearly stands out by weekday." in said


class TestPictures:
    def test_a_group_that_stands_out_is_drawn_however_small(self) -> None:
        lines = [
            f"B{n} applied 2026-01-{1 + n % 28:02} | source=S{n % 20:02} | rejected 2026-03-01" for n in range(400)
        ]
        lines += [f"F{n} applied 2026-01-10 | source=Friend | interview 2026-02-01" for n in range(8)]
        comparison = by_source("\n".join(lines))
        assert [segment.value for segment in comparison.flagged] == ["Friend"]
        assert len(shown_segments(comparison)) == SHOWN + 1
        drawn = segments_picture(comparison)
        assert len(drawn.table) == 21
        assert "8 more are in the table" in drawn.note
        assert "better than the rest" in drawn.alt

    def test_names_of_the_person_are_no_markup(self) -> None:
        drawn = segments_picture(by_source("A1 applied 2026-01-01 | source=<b>x</b>\nA2 applied 2026-01-02 | source=y"))
        assert any("&lt;b&gt;x&lt;/b&gt;" in note.text for note in drawn.figure.layout.annotations)

    def test_nothing_old_enough_is_a_sentence(self) -> None:
        assert "old enough" in segments_picture(by_source("A1 applied 2026-11-22 | source=x")).alt

    def test_a_group_hardly_old_enough_has_words_and_no_dot(self) -> None:
        """Two applications of yesterday count as a few hundredths of one."""
        old = "\n".join(f"B{n} applied 2026-06-01 | source=board | rejected 2026-07-01" for n in range(9))
        young = "\n".join(f"F{n} applied 2026-11-21 | source=fair" for n in range(2))
        comparison = by_source(f"{old}\n{young}")
        drawn = segments_picture(comparison)
        (fair,) = [segment for segment in comparison.segments if segment.value == "fair"]
        assert (fair.rate, 0 < fair.mature_trials < 0.5) == (0, True)
        assert [trace.mode for trace in drawn.figure.data] == ["lines", "markers", "markers"]
        assert "<b>fair</b>  nothing old enough to count" in {note.text for note in drawn.figure.layout.annotations}
        assert "fair: nothing old enough to count, too few to compare" in drawn.alt
        assert drawn.table.set_index("Group").loc["fair", ["Rate", "90 % interval"]].tolist() == ["unknown", ""]

    def test_hardly_old_enough_in_every_group_is_a_sentence(self) -> None:
        assert "old enough" in segments_picture(by_source("A1 applied 2026-11-21 | source=x")).alt

    def test_one_day_is_a_day(self) -> None:
        sent = "A1 applied 2026-10-01 | rejected 2026-10-02\nA2 applied 2026-10-01 | rejected 2026-10-05"
        drawn = replies_picture(build_report(journeys_of(sent, TODAY), as_of=TODAY).replies)
        assert drawn.title == "Half of the answers come within 1 day, nine in ten within 4 days"

    def test_no_dated_answer_is_a_sentence(self) -> None:
        report = build_report(journeys_of("A1 applied 2026-10-01", TODAY), as_of=TODAY)
        assert "no answer with a date" in replies_picture(report.replies).alt

    def test_half_answered_is_said_with_its_day(self) -> None:
        report = build_report(
            journeys_of("A1 applied 2026-10-01 | rejected 2026-10-09\nA2 applied 2026-10-01", TODAY), as_of=TODAY
        )
        assert "Half of all your applications had an answer by day 8." in replies_picture(report.replies).note
