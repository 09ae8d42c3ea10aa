"""The invented tracker: the same every time, believable, and drawn from the rates it says it is drawn from."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest

from data.samples import (
    APPLICATIONS,
    COLUMNS,
    INTERVIEWED_COLD,
    INTERVIEWED_REFERRED,
    INTERVIEWED_TAILORED,
    SAMPLE_NAME,
    TOLD_NO,
    sample_tracker,
)

AS_OF = date(2025, 3, 31)
DATES = ("Date applied", "Phone screen", "Interview 1", "Interview 2", "Offer", "Rejected")


def rows_of(as_of=AS_OF, seed=7):
    return list(csv.DictReader(io.StringIO(sample_tracker(as_of, seed).decode("utf-8"))))


def days_of(row):
    return [date.fromisoformat(row[name]) for name in DATES if row[name]]


def test_the_same_day_and_seed_give_the_same_bytes():
    assert sample_tracker(AS_OF) == sample_tracker(AS_OF, 7) != sample_tracker(AS_OF, 8)
    assert SAMPLE_NAME.endswith(".csv")


def test_columns_and_number_of_rows():
    rows = rows_of()
    assert (tuple(rows[0]), len(rows), len({row["Company"] for row in rows})) == (COLUMNS, APPLICATIONS, APPLICATIONS)


@pytest.mark.parametrize("as_of", [AS_OF, date(2024, 2, 29), date(2026, 1, 1)])
def test_it_covers_half_a_year_and_knows_no_future(as_of):
    rows = rows_of(as_of)
    applied = [days_of(row)[0] for row in rows]
    assert applied[0] <= as_of - timedelta(weeks=25)
    assert as_of - timedelta(days=14) <= max(applied) <= as_of - timedelta(days=3)
    assert all(day <= as_of for row in rows for day in days_of(row))
    assert all(day.weekday() < 5 for day in applied)


def test_stages_follow_one_another_and_the_status_is_the_last():
    for row in rows_of():
        assert days_of(row) == sorted(days_of(row))
        if row["Rejected"]:
            assert row["Status"] == "Rejected"
        elif row["Offer"]:
            assert row["Status"] == "Offer"
        elif row["Phone screen"]:
            assert row["Status"] in {"Phone screen", "Interview", "Ghosted"}
        else:
            assert row["Status"] in {"Applied", "Ghosted"}


def test_the_default_sample_shows_every_part_of_the_funnel():
    words = {row["Status"] for row in rows_of()}
    assert {"Applied", "Rejected", "Ghosted"} <= words
    assert sum(bool(row["Phone screen"]) for row in rows_of()) >= 5
    assert sum(bool(row["Offer"]) for row in rows_of()) >= 1


@pytest.mark.parametrize(
    ("name", "chosen", "truth"),
    [
        ("cold", lambda row: row["Referral"] == "no" and row["Tailored"] == "no", INTERVIEWED_COLD),
        ("tailored", lambda row: row["Referral"] == "no" and row["Tailored"] == "yes", INTERVIEWED_TAILORED),
        ("referred", lambda row: row["Referral"] == "yes", INTERVIEWED_REFERRED),
    ],
)
def test_true_interview_rates(name, chosen, truth):
    """Over 60 samples, within 3.5 standard errors of the stated rate."""
    rows = [row for row in _settled() if chosen(row)]
    rate = sum(bool(row["Phone screen"]) for row in rows) / len(rows)
    assert rate == pytest.approx(truth, abs=3.5 * (truth * (1 - truth) / len(rows)) ** 0.5), name


def test_true_share_of_answers_among_the_others():
    rows = [row for row in _settled() if not row["Phone screen"]]
    told = sum(bool(row["Rejected"]) for row in rows) / len(rows)
    assert told == pytest.approx(TOLD_NO, abs=3.5 * (TOLD_NO * (1 - TOLD_NO) / len(rows)) ** 0.5)


def _settled():
    """Applications at least 90 days old: 95 % of first talks and of noes have come by then."""
    for seed in range(60):
        yield from (row for row in rows_of(seed=seed) if (AS_OF - days_of(row)[0]).days >= 90)
