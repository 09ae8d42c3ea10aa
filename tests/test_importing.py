"""From a file to the history: reading, planning against what is known, importing again."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from pandas.testing import assert_frame_equal
from test_layouts_helpers import AS_OF, funnel, read, told

from data.errors import FileUnreadableError, NotATrackerError, StalePlanError
from data.importing import import_reading, plan_import, read_tracker
from data.planning import new_ids
from data.schema import APPLICATION_COLUMNS, EVENT_COLUMNS, FLOW_COLUMNS
from data.store import Store

IMPORTED_AT = datetime(2024, 12, 31, 12)  # noqa: DTZ001 - the store keeps the wall clock


def imported(*texts: str) -> Store:
    """Return a history into which the trackers were imported one after the other."""
    store = Store.open()
    for text in texts:
        import_reading(store, read(text), imported_at=IMPORTED_AT)
    return store


def history(store: Store) -> list[str]:
    """Return one line an application: company, application day, rounds of talks, outcome."""
    journeys = store.journeys(AS_OF)
    days = journeys["applied_date"].dt.strftime("%Y-%m-%d").fillna("?")
    lines = (
        journeys["company"].fillna("-")
        + " "
        + days
        + " "
        + journeys["rounds"].astype("str")
        + " "
        + journeys["outcome"]
    )
    return sorted(lines)


def added(store: Store, text: str) -> tuple[int, int]:
    """Return how many applications and events a tracker would add."""
    plan = plan_import(read(text), store.known_history())
    return plan.new_applications, plan.new_events


JANUARY = """\
    Company,Title,Date Applied,Status
    Acme,Dev,2024-01-02,Interview
    Acme,Dev,2024-01-09,Applied
    Beta,Dev,2024-01-03,Applied
    Ceta,Tester,2024-01-05,Applied
    """
MARCH = """\
    Company,Title,Date Applied,Status
    ACME,Dev,2024-01-02,Rejected
    Acme,Dev,2024-01-09,No response
    Beta ,Dev,2024-01-03,Offer
    Ceta,Tester,2024-01-05,Applied
    Dent,Dev,2024-02-20,Applied
    """


def test_a_reading_has_exactly_the_frames_of_the_schema():
    reading = read(JANUARY)
    assert tuple(reading.applications.columns) == APPLICATION_COLUMNS
    assert tuple(reading.events.columns) == EVENT_COLUMNS
    assert tuple(reading.flows.columns) == FLOW_COLUMNS
    kinds = reading.events.dtypes.astype("str").to_dict()
    assert kinds == dict.fromkeys(EVENT_COLUMNS, "str") | {
        "date": "datetime64[s]",
        "round": "Int64",
        "source_row": "Int64",
    }
    applications = reading.applications.dtypes.astype("str").to_dict()
    assert {applications[name] for name in ("company", "title", "extra", "url")} == {"str"}
    assert (applications["knows_silence"], applications["source_row"]) == ("bool", "Int64")
    assert dict(zip(reading.applications.columns, reading.applications.dtypes.astype("str"), strict=True)) == {
        name: str(kind) for name, kind in read("a [1] b\n", "x.txt").applications.dtypes.items()
    }


def test_a_reading_says_what_it_understood():
    reading = read(JANUARY)
    assert [(guess.header, str(guess.field)) for guess in reading.columns] == [
        ("Company", "company"),
        ("Title", "title"),
        ("Date Applied", "applied"),
        ("Status", "status"),
    ]
    assert [(word.value, word.rows) for word in reading.statuses] == [("Interview", 1), ("Applied", 3)]
    assert reading.columns[2].date_order == "iso"
    assert reading.header_key == read(MARCH).header_key
    assert reading.header_key != read("Firma,Status\nAcme,Absage\n").header_key


def test_progress_is_told_and_can_stop_the_reading():
    steps: list[float] = []
    read_tracker(JANUARY.encode(), "t.csv", as_of=AS_OF, progress=lambda _, share: steps.append(share))
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (0.0, 1.0)


def test_progress_says_how_many_rows_are_done():
    said: list[str] = []
    read_tracker(JANUARY.encode(), "t.csv", as_of=AS_OF, progress=lambda words, _: said.append(words))
    assert said[1:3] == ["Looking for the applications in 5 lines", "4 of 4 rows accounted for"]


class Cancelled(BaseException):
    """As Streamlit ends a script: no `except Exception` may swallow it."""


@pytest.mark.parametrize("step", range(4))
def test_a_reading_cancelled_at_any_step_leaves_nothing_behind(step):
    left = iter([False] * step + [True] * 9)

    def stop(words: str, share: float) -> None:
        if next(left):
            raise Cancelled(words, share)

    with imported(JANUARY) as store:
        before = store.known_history()
        with pytest.raises(Cancelled):
            import_reading(
                store,
                read_tracker(MARCH.encode(), "t.csv", as_of=AS_OF, progress=stop),
                imported_at=IMPORTED_AT,
            )
        after = store.known_history()
        assert_frame_equal(after.applications, before.applications)
        assert_frame_equal(after.events, before.events)
        assert (after.revision, after.hashes) == (before.revision, before.hashes)
        once_more = import_reading(store, read(MARCH), imported_at=IMPORTED_AT)
    with imported(JANUARY) as undisturbed:
        first = import_reading(undisturbed, read(MARCH), imported_at=IMPORTED_AT)
    assert (once_more.new_applications, once_more.new_events) == (first.new_applications, first.new_events)


def test_bytes_that_are_no_table_are_refused():
    with pytest.raises(FileUnreadableError):
        read(b"", "empty.csv")


def test_ids_are_random_uuids():
    ids = new_ids(500)
    assert ids.is_unique
    assert ids.str.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}").all()
    assert new_ids(0).empty


def test_a_first_import_is_all_new():
    with imported() as store:
        assert added(store, JANUARY) == (4, 5)


def test_the_same_file_twice_adds_nothing():
    with imported(JANUARY) as store:
        plan = plan_import(read(JANUARY), store.known_history())
        assert plan.already_imported
        assert (plan.new_applications, plan.new_events) == (0, 0)
        before = history(store)
        import_reading(store, read(JANUARY), imported_at=IMPORTED_AT)
        assert history(store) == before


def test_the_tracker_two_months_later_adds_what_happened_since():
    with imported(JANUARY) as store:
        assert added(store, MARCH) == (1, 4)
    with imported(JANUARY, MARCH) as store:
        assert history(store) == [
            "ACME 2024-01-02 1 rejected",
            "Acme 2024-01-09 0 no_response",
            "Beta 2024-01-03 1 offer",
            "Ceta 2024-01-05 0 open",
            "Dent 2024-02-20 0 open",
        ]


def test_the_order_of_imports_does_not_lose_the_interview():
    with imported(MARCH, JANUARY) as store:
        journeys = store.journeys(AS_OF).set_index("applied_date")
        assert journeys.loc["2024-01-02", ["reached_interview", "reached_rejected"]].tolist() == [True, True]
        assert len(journeys) == 5


def test_a_company_applied_to_twice_stays_two():
    text = "Company,Title,Date Applied,Status\nAcme,Dev,{day},Applied\n"
    with imported(text.format(day="2024-01-02")) as store:
        assert added(store, text.format(day="2024-06-02")) == (1, 1)


def test_equal_rows_are_paired_in_order():
    text = "company,applied,type\nAcme,8/27/2018,Analyst\nAcme,8/27/2018,Analyst\nBeta,9/4/2018,Analyst\n"
    with imported(text) as store:
        assert added(store, text + "Acme,8/27/2018,Analyst\n") == (1, 1)
        assert added(store, "company,applied,type\nAcme,8/27/2018,Analyst\n") == (0, 0)


def test_rows_without_a_name_are_known_by_day_and_place():
    text = """\
        Date,Location,Source,Applied,Interview,Status
        2024-01-13,Berlin,LinkedIn,TRUE,FALSE,{}
        2024-01-13,Bonn,LinkedIn,TRUE,FALSE,Waiting
        """
    with imported(text.format("Waiting")) as store:
        assert added(store, text.format("Rejected")) == (0, 1)


def test_a_key_with_its_company_is_the_same_application_and_a_new_day_a_conflict():
    text = "ID,Company,Date Applied,Status\n7,Acme,{day},Applied\n8,Beta,2024-01-05,Applied\n"
    with imported(text.format(day="2024-01-02")) as store:
        plan = plan_import(read(text.format(day="2024-01-04")), store.known_history())
        assert (plan.new_applications, plan.new_events) == (0, 1)
        assert [(str(p.code), p.row, p.value) for p in plan.problems] == [("conflict", 2, "2024-01-04")]
        assert added(store, "ID,Company,Date Applied,Status\n7,Other,2024-01-02,Applied\n") == (1, 1)


def test_a_link_is_the_same_application():
    with imported("Company,Title,Job Link,Applied\nAcme,Dev,https://www.jobs.example/1/,2024-01-02\n") as store:
        again = "Company,Title,Job Link,Applied,Status\nAcme,Dev,http://jobs.example/1,2024-01-02,Interview\n"
        assert added(store, again) == (0, 1)


def test_an_undated_application_meets_its_dated_one_only_where_no_other_can_be_meant():
    undated = "Company,Title,Status\nAcme,Dev,Interview\nBeta,Dev,Applied\n"
    dated = "Company,Title,Date Applied,Status\nAcme,Dev,2024-01-02,Interview\nBeta,Dev,2024-01-03,Applied\n"
    twice = dated + "Acme,Dev,2024-03-02,Applied\n"
    with imported(undated) as store:
        assert added(store, dated) == (0, 2)
        assert added(store, twice) == (2, 4)
    with imported(dated) as store:
        assert added(store, undated) == (0, 0)
    with imported(twice) as store:
        assert added(store, undated) == (1, 2)


def test_two_rows_never_meet_one_stored_application():
    with imported("Company,Title,Status\nAcme,Dev,Applied\n") as store:
        assert added(store, "Company,Title,Status\nAcme,Dev,Applied\nAcme,Dev,Rejected\n") == (1, 2)


def test_a_row_changed_for_a_note_does_not_add_another_interview():
    text = "Company,Title,Applied,Status,Last Updated,Notes\nAcme,Dev,2024-01-02,Interview,{day},{note}\n"
    with imported(text.format(day="2024-01-10", note=""), text.format(day="2024-01-25", note="nice")) as store:
        assert history(store) == ["Acme 2024-01-02 1 open"]


def test_imports_can_be_undone_in_any_order():
    with imported(JANUARY, MARCH) as store:
        first = store.imports()["import_id"].iloc[0]
        store.undo(first)
        assert history(store)[0] == "ACME 2024-01-02 0 rejected"
        assert len(history(store)) == 5


class Moving:
    """A history that another window changes just before each of the first writes."""

    def __init__(self, store: Store, changes: int) -> None:
        self.store, self.changes = store, changes

    def known_history(self):
        return self.store.known_history()

    def apply(self, plan, *, imported_at):
        if self.changes:
            self.changes -= 1
            self.store.set_setting("anything", self.changes)
        return self.store.apply(plan, imported_at=imported_at)


def test_a_plan_gone_stale_is_made_again_but_not_for_ever():
    with Store.open() as store:
        plan = import_reading(Moving(store, 2), read(JANUARY), imported_at=IMPORTED_AT, is_sample=True)
        assert plan.is_sample
        assert len(history(store)) == 4
        with pytest.raises(StalePlanError):
            import_reading(Moving(store, 99), read(MARCH), imported_at=IMPORTED_AT)


def test_a_file_read_as_of_an_earlier_day_keeps_its_later_days():
    text = "Company,Applied,Status\n" + "".join(f"C{n},2024-0{n}-01,Applied\n" for n in range(1, 10))
    reading = read(text, as_of=date(2024, 5, 15))
    assert reading.events["date"].notna().all()
    with Store.open() as store:
        import_reading(store, reading, imported_at=IMPORTED_AT)
        assert len(store.journeys(date(2024, 5, 15))) == 5


def test_one_day_to_come_is_a_slip_and_its_application_counts_undated():
    text = (
        "Company,Applied,Status\n"
        + "".join(f"C{n},2024-0{n}-01,Applied\n" for n in range(1, 10))
        + "Late,2025-03-01,Applied\n"
    )
    reading = read(text)
    assert told(reading, "Late") == ["? applied"]
    assert funnel(reading).startswith("10 sent")


def test_counts_of_an_aggregate_reach_the_history():
    with Store.open() as store:
        reading = read("source,target,value\nApplied,Rejected,20\nApplied,Interview,5\n")
        plan = import_reading(store, reading, imported_at=IMPORTED_AT)
        assert (plan.new_applications, plan.new_events) == (0, 0)
        assert store.aggregates()[0].counts["applications"] == 25
        assert len(store.flows()) == 2


WISHES = """\
    Company,Title,Date,Status
    Acme,Dev,2024-01-02,New
    Beta,Dev,2024-01-03,New
    Ceta,Tester,,New
    """


def test_a_refused_wish_list_says_what_it_understood_and_becomes_a_tracker_by_an_answer():
    with pytest.raises(NotATrackerError) as refused:
        read(WISHES.replace(",Date,", ",Date found,"))
    reading = refused.value.reading
    assert reading is not None
    assert (reading.rows, reading.accepted, reading.set_aside) == (3, 0, 3)
    assert [str(guess.field) for guess in reading.columns] == ["company", "title", "added", "status"]
    assert [(word.value, word.rows, word.applied) for word in reading.statuses] == [("New", 3, False)]
    answered = read(WISHES.replace(",Date,", ",Date found,"), stages={"New": "applied"})
    assert funnel(answered) == "3 sent, 0 talked, 0 offered, 0 rejected, 0 silent"


def test_a_refused_table_of_numbers_or_totals_still_says_what_it_holds():
    with pytest.raises(NotATrackerError) as refused:
        read("1,2\n3,4\n5,6\n")
    assert (refused.value.reading.layout, refused.value.reading.set_aside) == ("unknown", 3)
    with pytest.raises(NotATrackerError) as refused:
        read("Applied [10] Rejected\nApplied [2] Interview\n", "flow.txt", choices={"aggregate": "refuse"})
    reading = refused.value.reading
    assert (reading.accepted, reading.set_aside, reading.aggregate) == (0, reading.rows, None)


def test_a_status_of_a_megabyte_costs_one_row_and_not_all():
    rows = "".join(f"Acme {number},2024-01-02,Applied\n" for number in range(3_000))
    text = f"Company,Date Applied,Status\n{rows}Beta,2024-01-02,{'Saved for later ' * 60_000}\n"
    reading = read_tracker(text.encode(), "t.csv", as_of=AS_OF)
    assert (reading.rows, reading.accepted + reading.set_aside) == (3_001, 3_001)


def test_flows_without_a_single_value_are_asked_about():
    links = [{"source": "Applied", "target": target, "value": ""} for target in ("Interview", "Rejected")]
    reading = read_tracker(json.dumps({"links": links}).encode(), "t.json", as_of=AS_OF)
    assert reading.blocked
    assert reading.aggregate is None
