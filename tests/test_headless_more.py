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

    def test_where_many_answers_have_no_date_the_line_is_of_the_dated_ones(self) -> None:
        """9 of 10 were answered: a line that ended at 14 %, the dated ones of what is left, would deny it."""
        dated = [f"D{day} applied 2026-06-01 | rejected 2026-06-{1 + day:02}" for day in (3, 9)]
        undated = [f"U{n} applied 2026-06-01 | rejected ?" for n in range(7)]
        replies = build_report(
            journeys_of("\n".join([*dated, *undated, "S applied 2026-06-01"]), TODAY), as_of=TODAY
        ).replies
        drawn = replies_picture(replies)
        assert (replies.answered, replies.undated, replies.median_days) == (2, 7, None)
        assert drawn.title == "Of 2 answers with a date, half came within 3 days, nine in ten within 9 days"
        assert drawn.alt.startswith(
            "Rising line: share of the 2 dated answers that had come, 50 % by day 7, 100 % by day 14"
        )
        assert drawn.note.startswith(
            "Line: of 2 answers with a date, the share that had come by a day. 7 more answers have no usable"
        )
        assert drawn.figure.data[0].y.max() == 100
        assert drawn.figure.data[0].customdata[3] == "By day 3: 50 %<br>1 of 2 dated answers"
        assert drawn.table.head(2).values.tolist() == [[7, "50 %", 1], [14, "100 %", 2]]

    def test_few_answers_without_a_date_leave_the_line_of_all(self) -> None:
        dated = [f"D{n} applied 2026-06-01 | rejected 2026-06-09" for n in range(4)]
        text = "\n".join([*dated, "U applied 2026-06-01 | rejected ?"])
        drawn = replies_picture(build_report(journeys_of(text, TODAY), as_of=TODAY).replies)
        assert "share of all applications" in drawn.note
        assert "Left out: 1 answered without a usable date." in drawn.note

    @pytest.mark.parametrize(
        ("late", "undated", "title"),
        [
            (1, 0, "0 of 1 answer with a date came within 60 days"),
            (2, 0, "0 of 2 answers with a date came within 60 days"),
            (2, 3, "0 of 2 answers with a date came within 60 days"),
        ],
    )
    def test_answers_after_the_end_of_the_line_are_not_said_to_come_on_day_0(self, late, undated, title) -> None:
        sent = [f"L{n} applied 2026-01-01 | rejected 2026-06-01" for n in range(late)]
        sent += [f"U{n} applied 2026-01-01 | rejected ?" for n in range(undated)]
        drawn = replies_picture(build_report(journeys_of("\n".join(sent), TODAY), as_of=TODAY).replies)
        assert drawn.title == title

    def test_half_answered_is_said_with_its_day(self) -> None:
        report = build_report(
            journeys_of("A1 applied 2026-10-01 | rejected 2026-10-09\nA2 applied 2026-10-01", TODAY), as_of=TODAY
        )
        assert "Half of all your applications had an answer by day 8." in replies_picture(report.replies).note
