"""Cells -> calendar days: every format, the order of day and month proved or left open, and what is no date."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.meaning.dates import DateColumn, date_share, parse_dates
from data.meaning.mentions import find_mentions, is_mostly_date

AS_OF = date(2024, 12, 31)


def read(*cells: str, order: str | None = None, anchor: list[str] | None = None, as_of: date = AS_OF) -> DateColumn:
    days = None if anchor is None else pd.Series(pd.to_datetime(anchor))
    return parse_dates(pd.Series(list(cells), dtype="str"), as_of=as_of, order=order, anchor=days)


def days(column: DateColumn) -> list[str]:
    return ["" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in column.dates]


FORMATS = """
    2024-03-01                          2024-03-01
    2024-3-1                            2024-03-01
    2024-03-01T09:30:00                 2024-03-01
    2024-03-01T23:30:00Z                2024-03-01
    2024-03-01 23:59:59+02:00           2024-03-01
    2024-03-01T09:30:00.000Z            2024-03-01
    2024/03/01                          2024-03-01
    2024. 03. 01.                       2024-03-01
    20240301                            2024-03-01
    01.03.2024                          2024-03-01
    1.3.24                              2024-03-01
    27.10.                              2024-10-27 year
    27 Oct 2020                         2020-10-27
    27-Oct-20                           2020-10-27
    27-Oct                              2024-10-27 year
    Oct-23                              2023-10-01 month
    October 27, 2020                    2020-10-27
    Oct. 27 2020                        2020-10-27
    Mar 1, 2024, 3:30 PM                2024-03-01
    Mon, 3 May 2021 10:00               2021-05-03
    21st Jan                            2024-01-21 year
    5th of June '24                     2024-06-05
    3. März 2024                        2024-03-03
    3 Mär 2024                          2024-03-03
    1. Okt. 24                          2024-10-01
    12 août 2024                        2024-08-12
    1er févr. 2024                      2024-02-01
    3 de mayo de 2024                   2024-05-03
    3 de março de 2024                  2024-03-03
    3 maggio 2024                       2024-05-03
    3 mei 2024                          2024-05-03
    3 Şubat 2024                        2024-02-03
    3 AĞUSTOS 2024                      2024-08-03
    2024年7月22日                        2024-07-22
    7月22日                              2024-07-22 year
    2024-08                             2024-08-01 month
    08/2024                             2024-08-01 month
    August 2024                         2024-08-01 month
    45300                               2024-01-09
    45300.75                            2024-01-09
    1704103200                          2024-01-01
    1704103200000                       2024-01-01
    Interview on 21st Jan               2024-01-21 year
"""


def rows(text: str) -> list[tuple[str, str, str]]:
    lines = [re.split(r"  +", line.strip()) for line in text.strip().splitlines()]
    return [(cell, *(f"{read_as} ".split(" ")[:2])) for cell, read_as in lines]


@pytest.mark.parametrize(("cell", "day", "note"), rows(FORMATS))
def test_a_cell_is_read_as(cell: str, day: str, note: str) -> None:
    column = read(cell)
    assert (days(column), column.notes[0], column.bad[0], column.ambiguous) == ([day], note, "", False)
    assert column.share_read == 1.0


@pytest.mark.parametrize(
    ("cells", "order", "read_as"),
    [
        (["13/02/2024", "03/04/2024"], "day-first", ["2024-02-13", "2024-04-03"]),
        (["02/13/2024", "03/04/2024"], "month-first", ["2024-02-13", "2024-03-04"]),
        (["11/13/23, 9:42 AM", "9/2/22, 9:20 AM"], "month-first", ["2023-11-13", "2022-09-02"]),
        (["10/29", "11/3"], "month-first", ["2024-10-29", "2024-11-03"]),
        (["3.14.24", "1.2.2024"], "month-first", ["2024-03-14", "2024-01-02"]),
        (["1.2.2024", "3.4.2024"], "day-first", ["2024-02-01", "2024-04-03"]),
        (["24/7/22", "24/7/9"], "iso", ["2024-07-22", "2024-07-09"]),
        (["03/03/2024", "04/04/2024"], "", ["2024-03-03", "2024-04-04"]),
    ],
)
def test_the_order_is_proved_by_the_values(cells: list[str], order: str, read_as: list[str]) -> None:
    column = read(*cells)
    assert (column.order, days(column), column.ambiguous) == (order, read_as, False)


def test_the_evidence_names_the_value_that_proves_it() -> None:
    assert read("03/04/2024", "25/12/2023").evidence == '"25/12/2023" can only be read with the day before the month'


def test_where_nothing_proves_the_order_it_is_left_open() -> None:
    column = read("05/06/2024", "03/03/2024", "")
    assert (column.order, column.ambiguous, days(column)) == ("", True, ["", "2024-03-03", ""])
    assert column.bad.tolist() == ["ambiguous_date", "", ""]
    assert column.share_read == 1.0


def test_days_and_months_without_a_year_prove_nothing_by_themselves() -> None:
    column = read("1/2", "3/4")
    assert (column.order, column.ambiguous, days(column)) == ("", True, ["", ""])


def test_the_persons_answer_decides_where_no_value_proves_it() -> None:
    assert days(read("05/06/2024", order="day-first")) == ["2024-06-05"]
    assert days(read("05/06/2024", order="month-first")) == ["2024-05-06"]
    assert read("05/06/2024", order="day-first").evidence == "you said so"


def test_a_value_over_twelve_is_stronger_than_the_answer() -> None:
    assert days(read("25/12/2023", "05/06/2024", order="month-first")) == ["2023-12-25", "2024-06-05"]


def test_proof_of_both_orders_leaves_the_others_open() -> None:
    column = read("12/25/2023", "13/1/2024", "1/2/2024")
    assert (days(column), column.ambiguous) == (["2023-12-25", "2024-01-13", ""], True)
    assert "others only month first" in column.evidence


def test_one_slip_among_many_proofs_does_not_change_the_order() -> None:
    column = read(*[f"{day}/12/2023" for day in range(13, 25)], "12/25/2023", "1/2/2024")
    assert (column.order, days(column)[-2:]) == ("day-first", ["2023-12-25", "2024-02-01"])


@pytest.mark.parametrize(
    ("cells", "order", "why"),
    [
        (["01/02/2024", "01/05/2024", "02/01/2024", "02/03/2024", "03/01/2024", "03/02/2024"], "month-first", "sorted"),
        (["05/01/2024", "05/02/2024", "05/03/2024", "05/04/2024"], "month-first", "same day of different months"),
        (["01/12/2023", "05/12/2023", "02/11/2023"], "day-first", "sorted"),
        (["02/01/2025", "03/01/2025"], "day-first", "future"),
    ],
)
def test_signs_in_the_column_decide_the_order(cells: list[str], order: str, why: str) -> None:
    column = read(*cells, as_of=date(2025, 1, 20))
    if why == "sorted" and len(cells) < 6:
        assert column.ambiguous, "a few sorted rows are chance"
    else:
        assert (column.order, column.ambiguous) == (order, False)
        assert why in column.evidence


def test_signs_that_contradict_each_other_decide_nothing() -> None:
    # Sorted when read month first, but then three talks lie before their applications.
    cells = ["01/02/2024", "01/05/2024", "02/01/2024", "02/03/2024", "03/01/2024", "03/02/2024"]
    column = read(*cells, anchor=["2024-01-30", "2024-04-30", "2024-01-01", "2024-03-01", "2024-01-01", "2024-01-01"])
    assert column.ambiguous


def test_agreement_with_another_column_decides_the_order() -> None:
    column = read("05/06/2024", "06/07/2024", anchor=["2024-05-20", "2024-06-20"])
    assert (column.order, days(column)) == ("day-first", ["2024-06-05", "2024-07-06"])
    assert "before the application" in column.evidence


def test_a_missing_year_is_inferred_from_the_anchor() -> None:
    column = read("27-Oct", "3-Jan", "1-Dec", anchor=["2020-07-19", "2023-12-20", "2024-11-30"])
    assert days(column) == ["2020-10-27", "2024-01-03", "2024-12-01"]
    assert set(column.notes) == {"year"}


def test_a_missing_year_is_inferred_from_the_neighbours() -> None:
    assert days(read("2023-12-28", "2 Jan", "5 Jan 2024", "30 Dec")) == [
        "2023-12-28",
        "2024-01-02",
        "2024-01-05",
        "2023-12-30",
    ]


def test_a_missing_year_never_leads_into_the_future() -> None:
    assert days(read("27-Oct", "3-Jan", as_of=date(2024, 6, 1))) == ["2023-10-27", "2024-01-03"]


def test_the_29th_of_february_finds_its_leap_year() -> None:
    assert days(read("29 Feb", as_of=date(2025, 2, 1))) == ["2024-02-29"]


def test_two_dates_in_a_cell() -> None:
    column = read("10/29/2020 & 11/2/2020", "10/5/2020")
    assert days(column) == ["2020-10-29", "2020-10-05"]
    assert [str(day)[:10] for day in column.extra] == ["2020-11-02", "NaT"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("yes", "bad_date"),
        ("expired", "bad_date"),
        ("CodeSignal", "bad_date"),
        ("45", "bad_date"),
        ("2205-01-01", "impossible_date"),
        ("0024-01-01", "impossible_date"),
        ("30 Feb 2024", "impossible_date"),
        ("30.02.2024", "impossible_date"),
        ("13/13/2024", "impossible_date"),
        ("2024-13-01", "impossible_date"),
        ("3/5/4", "impossible_date"),
        ("2025-01-01", "future_date"),
        ("Jan 2026", "future_date"),
        ("n/a", ""),
        ("-", ""),
        ("", ""),
    ],
)
def test_what_is_no_usable_date_says_why(cell: str, code: str) -> None:
    column = read(cell, "2024-05-17", "17/05/2024")
    assert (days(column)[0], column.bad[0]) == ("", code)


def test_the_day_of_the_analysis_is_not_the_future() -> None:
    assert days(read("2024-12-31")) == ["2024-12-31"]


def test_bare_numbers_are_dates_only_where_the_column_agrees() -> None:
    assert days(read("45300", "2024-01-10", "45302")) == ["2024-01-09", "2024-01-10", "2024-01-11"]
    assert days(read("45300", "high", "low", "none yet")) == ["", "", "", ""]


def test_blank_cells_do_not_count_in_the_share() -> None:
    assert read("2024-05-01", "", "n/a", "soon").share_read == 0.5
    assert read("", "-").share_read == 0.0
    assert read().share_read == 0.0


def test_the_index_of_the_cells_is_kept() -> None:
    cells = pd.Series(["2024-05-01", "no"], index=[7, 9])
    column = parse_dates(cells, as_of=AS_OF)
    assert all(list(part.index) == [7, 9] for part in (column.dates, column.notes, column.bad, column.extra))


@pytest.mark.parametrize(
    ("cell", "is_date"),
    [
        ("2024-05-01 10:00", True),
        ("Wed 1 May 2024 at 10:00 AM", True),
        ("27-Oct", True),
        ("27.10.", True),
        ("10/29", True),
        ("2.5", False),
        ("31-37", False),
        ("Call them after 1 May 2024 and ask for the manager", False),
        ("v1.2", False),
        ("192.168.1.12", False),
        ("2.5/5", False),
        ("maybe 3", False),
        ("", False),
    ],
)
def test_cells_that_are_mostly_a_date(cell: str, is_date: bool) -> None:  # noqa: FBT001
    assert is_mostly_date(cell) is is_date


def test_share_of_dates_in_a_column() -> None:
    assert date_share(pd.Series(["2024-05-01", "1 May", "soon", ""])) == pytest.approx(2 / 3)
    assert date_share(pd.Series(["", None])) == 0.0


def test_spans_point_into_the_original_text() -> None:
    text = "Görüşme: 3 Şubat 2024 ✓"
    (mention,) = find_mentions(text)
    assert text[slice(*mention.span)] == "3 Şubat 2024"


def test_a_cell_of_a_megabyte_is_read_at_once() -> None:
    assert days(read("x" * 1_000_000, "2024-05-01 " + "ü" * 1_000_000)) == ["", "2024-05-01"]


SPAN = st.dates(date(2021, 1, 1), AS_OF)
WRITTEN = {"day-first": "%d/%m/%Y", "month-first": "%m/%d/%Y"}


@given(st.lists(SPAN, min_size=1, max_size=30), st.sampled_from(sorted(WRITTEN)), st.booleans())
def test_numeric_dates_are_read_right_or_asked_never_wrong(truth: list[date], order: str, is_sorted: bool) -> None:  # noqa: FBT001
    """Unsorted small samples may, once in hundreds of searches, look sorted under the wrong order; see `_ENOUGH`."""
    truth = sorted(truth) if is_sorted else truth
    column = read(*[day.strftime(WRITTEN[order]) for day in truth])
    for got, want in zip(days(column), truth, strict=True):
        assert got in ("", want.isoformat())
    proved = any(day.day > 12 for day in truth)
    assert not (proved and column.ambiguous)


@given(st.lists(SPAN, min_size=2, max_size=20), st.lists(st.integers(0, 60), min_size=20, max_size=20))
def test_an_order_found_by_agreement_with_the_application_date_is_right(applied: list[date], waits: list[int]) -> None:
    talks = [day + timedelta(days=wait) for day, wait in zip(applied, waits, strict=False)]
    assume(all(day <= AS_OF for day in talks))
    column = read(*[f"{day:%m/%d/%Y}" for day in talks], anchor=[day.isoformat() for day in applied])
    assert all(got in ("", want.isoformat()) for got, want in zip(days(column), talks, strict=True))


@given(
    SPAN,
    st.sampled_from(
        ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%d-%b-%y", "%Y年%m月%d日"]
    ),
)
def test_formats_that_need_no_proof_are_read_alone(day: date, shape: str) -> None:
    assert days(read(day.strftime(shape))) == [day.isoformat()]


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_text_gives_a_day_or_a_reason(cells: list[str]) -> None:
    column = read(*cells)
    for cell, day, bad, note in zip(cells, days(column), column.bad, column.notes, strict=True):
        assert not (day and bad)
        assert note in ("", "month", "year")
        assert day or bad or not cell.strip() or column.share_read < 1 or len(cell) <= 24
