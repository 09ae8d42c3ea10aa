"""Counting: what the files know, what they cannot say, and nothing twice."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from builders import journeys_of
from frames import AS_OF, histories, history
from hypothesis import given, settings

from analytics.counts import count_aggregate, count_journeys, funnel_steps
from analytics.results import Counts

STATUS = """
    A1 applied 2025-01-06 | phone_screen 2025-01-15 | interview 2025-01-22 | rejected 2025-02-05
    A2 applied 2025-01-10 | rejected 2025-01-20
    A3 applied 2025-01-10 | no_response 2025-03-01
    A4 applied 2025-01-20 | acknowledged 2025-01-20
    A5 applied 2025-02-01 | withdrawn 2025-02-08
    A6 applied 2025-02-03 | offer 2025-02-20 | accepted 2025-02-25
    A7 applied ?          | replied 2025-03-20
    A8 applied 2025-02-04 | closed 2025-03-01
    A9 applied 2025-02-05 | offer 2025-02-20 | declined 2025-02-25
"""


def test_every_application_is_counted_where_it_stands():
    assert count_journeys(journeys_of(STATUS, AS_OF)) == Counts(
        applications=9,
        answered=5,
        interviewed=3,
        interview_rounds=4,
        offers=2,
        accepted=1,
        rejected=2,
        withdrawn=1,
        no_response=1,
        open=2,
        undated=1,
        rounds_imputed=2,
        interviews_unknown=0,
    )


def test_a_file_without_status_leaves_everything_unknown():
    counts = count_journeys(journeys_of("A1 applied 2025-01-06 | knows=\nA2 applied 2025-01-07 | knows=", AS_OF))
    known = {name: value for name, value in asdict(counts).items() if value is not None}
    assert known == {"applications": 2, "undated": 0, "rounds_imputed": 0, "interviews_unknown": 2}


def test_each_count_is_over_the_applications_that_know():
    counts = count_journeys(
        journeys_of(
            """
            A1 applied 2025-01-06 | offer 2025-02-01 | knows=offers,rejections   (an ATS export: no interviews)
            A2 applied 2025-01-07 | rejected 2025-02-01 | knows=offers,rejections
            A3 applied 2025-01-08 | interview 2025-02-01
            """,
            AS_OF,
        )
    )
    assert (counts.interviewed, counts.interview_rounds, counts.offers, counts.rejected) == (1, 1, 1, 1)
    assert (counts.interviews_unknown, counts.rounds_imputed, counts.no_response) == (1, 0, 0)


def test_nothing_is_counted_as_nothing():
    counts = asdict(count_journeys(history()))
    assert set(counts.values()) == {0}


def test_totals_only():
    counts = count_aggregate({"applications": 58, "interviewed": 8, "no_response": 35, "rejected": 19, "open": None})
    assert (counts.applications, counts.interviewed, counts.offers, counts.open) == (58, 8, None, None)
    assert (counts.undated, counts.interviews_unknown) == (58, 0)
    assert count_aggregate({"applications": 26}).interviews_unknown == 26
    assert count_aggregate({}).applications == 0


def test_funnel_keeps_unknown_apart_from_nothing():
    steps = funnel_steps(count_aggregate({"applications": 26, "offers": 0}))
    assert [(step.id, step.count) for step in steps] == [
        ("applications", 26),
        ("answered", None),
        ("interviewed", None),
        ("offers", 0),
        ("accepted", None),
    ]
    assert all(step.definition.endswith(".") for step in steps)


@settings(max_examples=40)
@given(histories)
def test_the_ends_never_overlap_and_the_funnel_narrows(rows):
    counts = count_journeys(history(*rows))
    ends = [counts.rejected, counts.withdrawn, counts.no_response, counts.open]
    assert sum(end or 0 for end in ends) <= counts.applications == len(rows)
    if counts.interviewed is not None:
        assert counts.offers <= counts.interviewed <= counts.answered <= counts.applications
        assert counts.interview_rounds >= counts.interviewed


@pytest.mark.parametrize("name", ["undated", "rounds_imputed", "interviews_unknown"])
def test_notes_are_never_unknown(name):
    assert getattr(count_journeys(history()), name) == 0
