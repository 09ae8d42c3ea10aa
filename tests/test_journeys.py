"""From events to journeys: one row per application as of a date.

Each test's input is a text table (see `builders`); several tables are several files, imported in order.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from builders import (
    IMPORTED_AT,
    applications_frame,
    by_name,
    events_frame,
    import_text,
    journeys_of,
    key_of,
    name_of,
    plan_of,
    store_with,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import Asserted, journeys_oracle

from data.schema import FINAL, JOURNEY_COLUMNS, KNOWS, MONTH_FLAGS, OUTCOMES, Stage
from data.store import Store

TODAY = "2025-03-31"

# The 12 applications at the end of the statistics notes (golden row 42).
TWELVE = """
A1 applied 2025-01-06 | phone_screen 2025-01-15 | interview 2025-01-22 | interview 2025-01-29 | offer 2025-02-05
A2 applied 2025-01-10 | rejected 2025-01-20
A3 applied 2025-01-10
A4 applied 2025-01-20 | phone_screen 2025-02-01 | rejected 2025-02-10
A5 applied 2025-02-01 | withdrawn 2025-02-08
A6 applied 2025-02-03 | offer 2025-02-20
A7 applied 2025-02-10 | interview 2025-03-20 | interview 2025-03-20
A8 applied 2025-03-01
A9 applied 2025-03-15
A10 applied 2025-03-31
A11 rejected ?
A12 applied ?
"""


def journey(parts: str, *later: str, as_of: str = TODAY) -> pd.Series:
    """The one journey of application A, its parts given by one file or several."""
    frame = journeys_of(f"A {parts}", as_of, *(f"A {more}" for more in later))
    assert len(frame) == 1
    return frame.iloc[0]


class TestTheTwelve:
    def test_counts(self):
        twelve = journeys_of(TWELVE, TODAY)
        assert (
            len(twelve),
            twelve["reached_interview"].sum(),
            twelve["rounds_imputed"].sum(),
            twelve["rounds"].sum(),
            twelve["reached_offer"].sum(),
        ) == (12, 4, 1, 6, 2)

    def test_each(self):
        assert by_name(journeys_of(TWELVE, TODAY), "outcome", "ended_date", "rounds", "days_open") == {
            "A1": ("offer", None, 3, None),
            "A2": ("rejected", "2025-01-20", 0, None),
            "A3": ("open", None, 0, 80),
            "A4": ("rejected", "2025-02-10", 1, None),
            "A5": ("withdrawn", "2025-02-08", 0, None),
            "A6": ("offer", None, 1, None),
            "A7": ("open", None, 1, 49),
            "A8": ("open", None, 0, 30),
            "A9": ("open", None, 0, 16),
            "A10": ("open", None, 0, 0),
            "A11": ("rejected", None, 0, None),
            "A12": ("open", None, 0, None),
        }

    def test_order_is_by_date_of_application_and_unknown_dates_come_last(self):
        names = [name_of(key) for key in journeys_of(TWELVE, TODAY)["application_id"]]
        assert names == ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11", "A12"]


class TestAnEndNeverErasesAStage:
    def test_sixty_interviews_in_a_thousand_stay_sixty(self):
        """The case on which other tools print 1.4-1.8 % instead of 6.0 %."""
        rejected = [
            f"I{n} applied 2025-01-10 | interview 2025-02-01" + (" | rejected 2025-02-20" if n < 50 else "")
            for n in range(60)
        ]
        silent = [f"S{n} applied 2025-01-10" + (" | rejected 2025-02-01" if n % 2 else "") for n in range(940)]
        journeys = journeys_of("\n".join(rejected + silent), TODAY)
        assert (len(journeys), journeys["reached_interview"].sum()) == (1000, 60)

    def test_a_status_only_tracker_uploaded_twice_keeps_the_interview(self):
        a = journey("applied 2025-01-10 | interview ?", "applied 2025-01-10 | rejected ?")
        assert (a["reached_interview"], a["rounds"], a["outcome"]) == (True, 1, "rejected")

    def test_the_same_thousand_as_two_uploads_of_a_status_column(self):
        then = "\n".join(f"I{n} applied 2025-01-10 | interview ?" for n in range(60))
        now = "\n".join(f"I{n} applied 2025-01-10 | rejected ?" for n in range(60))
        others = "\n".join(f"S{n} applied 2025-01-10" for n in range(940))
        journeys = journeys_of(f"{then}\n{others}", TODAY, f"{now}\n{others}")
        assert (len(journeys), journeys["reached_interview"].sum()) == (1000, 60)
        assert set(journeys.loc[journeys["reached_interview"], "outcome"]) == {"rejected"}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("applied 2025-01-10", (False, False, False, 0, False)),
        ("applied 2025-01-10 | acknowledged 2025-01-10", (False, False, False, 0, False)),
        ("applied 2025-01-10 | replied 2025-01-12", (True, False, False, 0, False)),
        ("applied 2025-01-10 | assessment 2025-01-12", (True, False, False, 0, False)),
        ("applied 2025-01-10 | rejected 2025-01-12", (True, False, False, 0, False)),
        ("applied 2025-01-10 | withdrawn 2025-01-12", (False, False, False, 0, False)),
        ("applied 2025-01-10 | no_response ?", (False, False, False, 0, False)),
        ("applied 2025-01-10 | closed ?", (False, False, False, 0, False)),
        ("phone_screen ?", (True, True, False, 1, False)),
        ("offer ?", (True, True, True, 1, True)),
        ("accepted ?", (True, True, True, 1, True)),
        ("declined 2025-02-01", (True, True, True, 1, True)),
        ("interview ? | accepted ?", (True, True, True, 1, False)),
    ],
)
def test_what_each_stage_implies(parts, expected):
    columns = ["reached_answer", "reached_interview", "reached_offer", "rounds", "rounds_imputed"]
    assert tuple(journey(parts)[columns]) == expected


@pytest.mark.parametrize(
    ("files", "rounds"),
    [
        (["interview 2025-02-01 | interview 2025-02-08"], 2),
        (["interview#1 2025-02-01 | interview#2 2025-02-01 | interview#3 2025-02-01"], 1),  # one panel day
        (["phone_screen 2025-02-01 | interview 2025-02-01"], 1),  # sessions of one day
        (["interview#4 2025-02-01"], 1),  # earlier rounds are not invented
        (["interview#4 ?"], 1),
        (["phone_screen ? | interview ?"], 2),
        (["interview ?", "interview ?"], 1),  # two files assert the same
        (["interview ?", "interview 2025-02-01"], 1),  # the second file knows the day
        (["interview ?", "interview#2 2025-02-01"], 1),
        (["interview#2 ?", "interview 2025-02-01"], 1),
        (["interview#2 ?", "interview#2 2025-02-01"], 1),
        (["interview#2 ?", "interview#1 2025-02-01"], 2),
        (["interview#1 ? | interview#2 ?"], 2),
        (["phone_screen ?", "interview 2025-02-01"], 2),  # a phone screen is not covered by an interview
        (["interview 2025-02"], 1),
        (["phone_screen 2025-02 | interview 2025-02"], 2),  # a month is not one day
        (["interview 2025-02", "interview 2025-02-14"], 1),
        (["interview#1 2025-02", "interview#2 2025-02-14"], 2),
        (["interview 2025-02 | interview 2025-03-04"], 2),
        (["interview 2025-02", "interview ?"], 1),
        (["interview 2025-02", "interview 2025-02-01"], 1),
        (["applied 2025-01-10 | assessment 2025-01-12 | acknowledged 2025-01-11"], 0),
    ],
)
def test_rounds_are_days_of_talks(files, rounds):
    assert journey(*files)["rounds"] == rounds


@pytest.mark.parametrize(
    ("files", "outcome", "ended"),
    [
        (["applied 2025-01-10"], "open", None),
        (["applied 2025-01-10 | interview 2025-02-01"], "open", None),
        (["applied 2025-01-10 | offer 2025-02-01"], "offer", None),
        (["accepted 2025-02-10 | declined 2025-02-12"], "accepted", "2025-02-10"),
        (["declined 2025-02-12 | rejected 2025-03-01"], "declined", "2025-02-12"),
        (["offer 2025-02-01 | rejected 2025-02-10"], "rejected", "2025-02-10"),  # an offer taken back
        (["rejected 2025-02-01 | withdrawn 2025-02-10"], "withdrawn", "2025-02-10"),
        (["rejected 2025-02-01 | no_response ?"], "no_response", None),  # without a date: the last word
        (["rejected ? | withdrawn ? | closed ? | no_response ?"], "rejected", None),
        (["no_response ? | closed ? | withdrawn ?"], "withdrawn", None),
        (["no_response 2025-02-01 | closed 2025-02-01"], "closed", "2025-02-01"),
        (["rejected 2025-03-01 | interview 2025-03-10"], "open", None),  # it went on
        (["rejected 2025-03-01 | offer 2025-03-10"], "offer", None),
        (["rejected 2025-03-10 | interview 2025-03-10"], "rejected", "2025-03-10"),
        (["rejected 2025-03-01 | acknowledged 2025-03-10"], "rejected", "2025-03-01"),  # a machine's mail
        (["no_response 2025-02-01 | replied 2025-02-20"], "open", None),
        (["rejected ? | interview 2025-03-10"], "rejected", None),
        (["rejected ?", "interview ?"], "open", None),  # the later file knows of progress
        (["rejected ?", "interview ? | rejected ?"], "rejected", None),
        (["interview ?", "rejected ?", "interview ?"], "rejected", None),  # known before the end
        (["rejected ?", "offer ?"], "offer", None),
        (["rejected ?", "rejected 2025-02-01"], "rejected", "2025-02-01"),  # the date wins
        (["rejected ?", "rejected 2025-02-01 | interview 2025-02-10"], "open", None),
        (["no_response ?", "rejected 2025-02-01"], "rejected", "2025-02-01"),  # the silence was broken
        (["no_response ? | rejected 2025-02-01"], "no_response", None),
        (["no_response 2025-03-20", "rejected 2025-03-05"], "rejected", "2025-03-05"),  # a mark did not know of it
        (["no_response 2025-03-20", "withdrawn 2025-03-05"], "withdrawn", "2025-03-05"),
        (["rejected 2025-03-05", "no_response 2025-03-20"], "no_response", "2025-03-20"),  # said knowing of it
        (["no_response 2025-03-20 | rejected 2025-03-05"], "no_response", "2025-03-20"),
        (["rejected 2025-03 | interview 2025-03-10"], "rejected", "2025-03-01"),  # some day in March
        (["rejected 2025-02 | interview 2025-03-10"], "open", None),
        (["rejected ? | withdrawn 2025-03-20", "interview 2025-03-10"], "withdrawn", "2025-03-20"),
    ],
)
def test_outcome_and_its_date(files, outcome, ended):
    a = journey(*files)
    assert (a["outcome"], None if pd.isna(a["ended_date"]) else a["ended_date"].date().isoformat()) == (outcome, ended)


@pytest.mark.parametrize(
    ("parts", "possible"),
    [
        ("applied 2025-01-10", (True, True, True)),
        ("applied 2025-01-10 | replied 2025-01-12", (False, True, True)),
        ("applied 2025-01-10 | interview ?", (False, False, True)),
        ("applied 2025-01-10 | no_response ?", (True, True, True)),  # an answer may still come
        ("applied 2025-01-10 | interview ? | no_response ?", (False, False, True)),
        ("applied 2025-01-10 | offer ?", (False, False, False)),
        ("applied 2025-01-10 | rejected ?", (False, False, False)),
        ("applied 2025-01-10 | withdrawn ?", (False, False, False)),
        ("applied 2025-01-10 | closed ?", (False, False, False)),
    ],
)
def test_what_can_still_come(parts, possible):
    assert tuple(journey(parts)[["possible_answer", "possible_interview", "possible_offer"]]) == possible


class TestAsOf:
    """Later events do not exist yet; events without a date always count."""

    LIFE = "applied 2025-01-10 | interview 2025-02-01 | rejected 2025-02-20"

    @pytest.mark.parametrize(
        ("as_of", "reached", "outcome", "days_open"),
        [
            ("2025-01-10", False, "open", 0),
            ("2025-01-31", False, "open", 21),
            ("2025-02-01", True, "open", 22),
            ("2025-02-20", True, "rejected", None),
        ],
    )
    def test_one_life(self, as_of, reached, outcome, days_open):
        a = journey(self.LIFE, as_of=as_of)
        days = None if pd.isna(a["days_open"]) else a["days_open"]
        assert (a["reached_interview"], a["outcome"], days) == (reached, outcome, days_open)

    @pytest.mark.parametrize(
        ("parts", "exists"),
        [
            ("applied 2025-04-01", False),
            ("applied 2025-04-01 | rejected ?", False),  # its end is not known to be earlier
            ("applied 2025-04-01 | interview 2025-03-01", True),  # a typing mistake in one of them
            ("applied ? | interview 2025-04-01", True),  # sent already, the talk is in the calendar
            ("interview 2025-04-01", True),
            ("applied ?", True),
            ("", True),
        ],
    )
    def test_what_exists_yet(self, parts, exists):
        assert len(journeys_of(f"A {parts}", TODAY)) == int(exists)

    def test_an_appointment_is_not_an_interview_yet(self):
        a = journey("applied 2025-03-01 | interview 2025-04-10")
        assert (a["reached_interview"], a["possible_interview"], a["last_event_date"].date()) == (
            False,
            True,
            date(2025, 3, 1),
        )


class TestDates:
    def test_first_dates_are_the_earliest_and_a_date_beats_none(self):
        a = journey(
            "applied ? | interview 2025-02-08", "applied 2025-01-10 | interview 2025-02-01 | rejected 2025-03-01"
        )
        names = [
            "applied_date",
            "interview_date",
            "first_talk_date",
            "first_answer_date",
            "last_event_date",
            "ended_date",
        ]
        assert [a[name].date().isoformat() for name in names] == [
            "2025-01-10",
            "2025-02-01",
            "2025-02-01",
            "2025-02-01",
            "2025-03-01",
            "2025-03-01",
        ]

    @pytest.mark.parametrize(
        ("files", "flags"),
        [
            (["applied 2025-01-10 | interview 2025-02-08 | offer 2025-03-01"], (False, False, False, False)),
            (["applied 2025-01 | interview 2025-02 | offer 2025-03"], (True, True, True, True)),
            (["applied 2025-01 | rejected 2025-02-08"], (True, False, False, False)),
            (["applied 2025-01-10 | replied 2025-02-03 | interview 2025-03"], (False, False, True, False)),
            (["applied 2025-01", "applied 2025-01-01"], (False, False, False, False)),  # a file knows the day
            (["applied ? | rejected 2025-02"], (False, True, False, False)),
            (["applied ?"], (False, False, False, False)),
        ],
    )
    def test_whether_only_the_month_is_known(self, files, flags):
        assert tuple(journey(*files)[list(MONTH_FLAGS)]) == flags

    def test_undated_stages_have_no_date(self):
        a = journey("applied ? | phone_screen ? | rejected ?")
        dates = [name for name in JOURNEY_COLUMNS if name.endswith("_date")]
        assert a[dates].isna().all()


class TestAttributes:
    def test_the_newest_file_that_says_something_wins(self):
        a = journey("applied ? | source=Board | notes=first", "applied ? | source=Referral", "applied ?")
        assert (a["source"], a["notes"], a["company"]) == ("Referral", "first", "A")

    def test_what_files_can_say_adds_up(self):
        a = journey("applied ? | knows=answers", "applied ? | knows=offers")
        assert [flag for flag in KNOWS if a[flag]] == ["knows_answers", "knows_offers"]

    def test_a_sample_is_one_only_while_nothing_else_knows_it(self):
        with Store.open(":memory:") as store:
            import_text(store, "A applied ?\nB applied ?", is_sample=True)
            import_text(store, "A applied ?")
            assert by_name(store.journeys(date(2025, 3, 31)), "is_sample") == {"A": False, "B": True}


def test_documented_dtypes_hold_for_full_and_empty_frames():
    for journeys in (journeys_of(TWELVE, TODAY), journeys_of("", TODAY)):
        kinds = {column: str(dtype) for column, dtype in journeys.dtypes.items()}
        assert tuple(kinds) == JOURNEY_COLUMNS
        assert {kinds[name] for name in JOURNEY_COLUMNS if name.endswith("_date")} == {"datetime64[s]"}
        assert {kinds[name] for name in JOURNEY_COLUMNS if name.startswith(("reached_", "possible_"))} == {"bool"}
        assert (kinds["rounds"], kinds["days_open"], kinds["company"], kinds["extra"]) == (
            "Int64",
            "Int64",
            "str",
            "str",
        )


# Random histories against the oracle ---------------------------------------------------------------------------------

FIRST = date(2025, 1, 1)
# Few days, so that events often meet: first and last ones of months, and some between.
days = st.none() | st.sampled_from([0, 1, 13, 14, 30, 31, 44, 58, 59, 75]).map(lambda n: FIRST + timedelta(days=n))
talk_stages = st.sampled_from([Stage.PHONE_SCREEN, Stage.INTERVIEW, Stage.INTERVIEW])
stages = talk_stages | st.sampled_from(list(Stage)) | st.sampled_from(sorted(FINAL))


@st.composite
def asserted(draw):
    on, is_month = draw(days), draw(st.integers(0, 5)) == 0
    if on is not None and is_month:
        on = on.replace(day=1)
    round_ = draw(st.none() | st.integers(1, 3))
    return Asserted(draw(st.sampled_from(["A", "B", "C", "D"])), draw(stages), on, round_, on is not None and is_month)


histories = st.lists(st.lists(asserted(), max_size=20), min_size=1, max_size=3)


def plan_from(events: list[Asserted], number: int):
    """A plan that asserts these events; everything else about it is of no interest here."""
    base = plan_of("", name=f"{number}.csv")
    flags = dict.fromkeys(KNOWS, True)
    names = sorted({event.application for event in events})
    applications = applications_frame([{"application_id": key_of(name), "source_row": 2, **flags} for name in names])
    rows = [
        {
            "application_id": key_of(event.application),
            "stage": str(event.stage),
            "date": event.on,
            "date_note": "month" if event.is_month else "",
            "round": event.round,
            "origin": "",
            "source_row": 2,
        }
        for event in events
    ]
    return base, applications.assign(is_new=True), events_frame(rows).assign(is_new=True)


def fill(store: Store, files: list[list[Asserted]]) -> list[str]:
    keys = []
    for number, events in enumerate(files):
        base, applications, rows = plan_from(events, number)
        plan = replace(base, applications=applications, events=rows, revision=store.revision)
        keys.append(store.apply(plan, imported_at=IMPORTED_AT))
    return keys


def plain(journeys: pd.DataFrame, columns) -> dict[str, dict[str, object]]:
    values = {}
    for row in journeys.to_dict("records"):
        cells = {column: None if pd.isna(row[column]) else row[column] for column in columns}
        values[name_of(row["application_id"])] = {
            column: cell.date() if isinstance(cell, pd.Timestamp) else cell for column, cell in cells.items()
        }
    return values


@given(files=histories, as_of=st.integers(-5, 90).map(lambda n: FIRST + timedelta(days=n)))
def test_journeys_agree_with_the_oracle(files, as_of):
    with Store.open(":memory:") as store:
        fill(store, files)
        journeys = store.journeys(as_of)
    expected = journeys_oracle(files, as_of)
    columns = next(iter(expected.values()), {}).keys()
    assert plain(journeys, columns) == expected
    assert set(journeys["outcome"]) <= set(OUTCOMES)


@settings(max_examples=12)
@given(files=st.lists(st.lists(asserted(), max_size=9), min_size=3, max_size=3), order=st.permutations([0, 1, 2]))
def test_undoing_in_any_order_equals_never_having_imported(files, order):
    """After each undo the history is that of the files that are left, in their order."""
    as_of = FIRST + timedelta(days=60)
    with Store.open(":memory:") as store:
        keys = fill(store, files)
        left = [0, 1, 2]
        for gone in order:
            store.undo(keys[gone])
            left.remove(gone)
            with Store.open(":memory:") as other:
                fill(other, [files[number] for number in left])
                pd.testing.assert_frame_equal(store.journeys(as_of), other.journeys(as_of))
        assert store.is_empty


def test_undo_of_the_middle_one_of_three():
    first = "A applied 2025-01-10 | source=Board"
    second = "A applied 2025-01-10 | interview ? | source=Referral\nB applied 2025-02-01"
    third = "A applied 2025-01-10 | rejected ?"
    with store_with(first, second, third) as store:
        store.undo(store.imports()["import_id"][1])
        assert by_name(store.journeys(date(2025, 3, 31)), "reached_interview", "outcome", "source") == {
            "A": (False, "rejected", "Board")
        }
