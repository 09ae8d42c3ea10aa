"""What a filter lets through, and how searches are told apart."""

from datetime import date, timedelta

import pandas as pd
import pytest
from builders import journeys_of, name_of
from hypothesis import given
from hypothesis import strategies as st

from analytics.filters import Filters, Period, apply, campaigns, sources

AS_OF = date(2026, 11, 22)


def frame(days: list[date | None]) -> pd.DataFrame:
    """Applications on these days, as far as campaigns look at them."""
    return pd.DataFrame({"applied_date": pd.Series(pd.to_datetime(pd.Series(days, dtype="object")), dtype="M8[s]")})


def spans(days: list[date | None]) -> list[tuple[str, str, int]]:
    return [(str(found.first), str(found.last), found.applications) for found in campaigns(frame(days))]


def many(start: str, number: int, step: int = 1) -> list[date]:
    return [date.fromisoformat(start) + timedelta(days=step * place) for place in range(number)]


def test_more_than_90_days_without_an_application_end_a_campaign() -> None:
    first = many("2025-01-01", 5)
    assert spans(first + many("2025-04-05", 5)) == [("2025-01-01", "2025-04-09", 10)]
    assert spans(first + many("2025-04-06", 5)) == [("2025-01-01", "2025-01-05", 5), ("2025-04-06", "2025-04-10", 5)]


def test_a_few_stray_applications_belong_to_the_nearest_campaign() -> None:
    stray = many("2025-06-01", 2)
    assert spans(many("2025-01-01", 5) + stray + many("2025-12-01", 6)) == [
        ("2025-01-01", "2025-06-02", 7),
        ("2025-12-01", "2025-12-06", 6),
    ]


def test_a_short_history_is_one_campaign_and_an_undated_one_none() -> None:
    assert spans([date(2025, 1, 1), date(2025, 9, 1)]) == [("2025-01-01", "2025-09-01", 2)]
    assert spans([None, None]) == []
    assert campaigns(frame([])) == ()


@given(st.lists(st.one_of(st.none(), st.dates(date(2023, 1, 1), date(2026, 1, 1))), max_size=60))
def test_every_dated_application_is_in_exactly_one_campaign(days: list[date | None]) -> None:
    found = campaigns(frame(days))
    dated = [day for day in days if day is not None]
    assert [sum(each.first <= day <= each.last for each in found) for day in dated] == [1] * len(dated)
    assert sum(each.applications for each in found) == len(dated)
    assert len(found) < 2 or min(each.applications for each in found) >= 5


HISTORY = """
    A1 applied 2026-11-22 | source=LinkedIn
    A2 applied 2026-08-25 | source=linked in
    A3 applied 2026-08-24 | source=Referral
    A4 applied 2026-11-30 | source=LinkedIn      (after the day of the report)
    A5 rejected ?
"""


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(), "A1 A2 A3 A4 A5"),
        (Filters(period=Period.QUARTER), "A1 A2"),  # 90 days, the day of the report among them
        (Filters(period=Period.HALF), "A1 A2 A3"),
        (Filters(source="LinkedIn"), "A1 A2 A4"),
        (Filters(source="(not noted)"), "A5"),
        (Filters(campaign=1), "A1 A2 A3 A4"),
        (Filters(campaign=2), ""),
        (Filters(period=Period.YEAR, source="Referral"), "A3"),
    ],
)
def test_a_filter_keeps(filters: Filters, kept: str) -> None:
    journeys = journeys_of(HISTORY, date(2026, 12, 31))
    assert sorted(name_of(key) for key in apply(journeys, filters, AS_OF)["application_id"]) == kept.split()


def test_only_a_filter_that_leaves_something_out_is_active() -> None:
    assert [filters.active for filters in (Filters(), Filters(campaign=1), Filters(period=Period.YEAR))] == [
        False,
        True,
        True,
    ]


def test_sources_are_offered_by_frequency_and_only_where_there_is_a_choice() -> None:
    assert sources(journeys_of(HISTORY, AS_OF)) == ("LinkedIn", "(not noted)", "Referral")
    assert sources(journeys_of("A1 applied 2026-01-01 | source=LinkedIn", AS_OF)) == ()
