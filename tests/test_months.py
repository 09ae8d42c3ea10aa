"""Dates of which only the month is known: never taken as its first day where that would say too much."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from builders import journeys_of
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.delays import Delays, application_weights, blended_delays, offer_weights
from analytics.due import due
from analytics.evidence import gather
from analytics.experiments import Change, run_experiment
from analytics.forecast import search_state
from analytics.ratios import journey_evidence
from analytics.report import build_report
from analytics.results import Verdict

AS_OF = date(2025, 3, 31)
SILENT = "\n".join(f"A{i:03d} applied 2025-03" for i in range(30))


def evidence(text: str, as_of: date = AS_OF):
    return journey_evidence(journeys_of(text, as_of), as_of, Delays())["application_to_interview"]


def test_a_month_counts_from_its_middle_and_a_verdict_holds_for_both_ends() -> None:
    cdf = Delays().interview.cdf
    (low, high, least), *_ = application_weights(journeys_of("A applied 2025-02", AS_OF), AS_OF, cdf).to_numpy()
    assert (low, high, least) == (float(cdf(45)), float(cdf(58)), float(cdf(31)))


def test_a_month_that_is_not_over_ends_today() -> None:
    as_of = date(2025, 3, 11)
    cdf = Delays().interview.cdf
    (low, high, least), *_ = application_weights(journeys_of("A applied 2025-03", as_of), as_of, cdf).to_numpy()
    assert (low, high, least) == (float(cdf(5)), float(cdf(10)), 0.0)


def test_a_known_day_leaves_no_room() -> None:
    (low, high, least), *_ = application_weights(
        journeys_of("A applied 2025-02-01", AS_OF), AS_OF, Delays().interview.cdf
    ).to_numpy()
    assert low == high == least


def test_the_first_interview_by_month_counts_from_its_middle_too() -> None:
    cdf = Delays().offer.cdf
    text = "A applied 2025-01-10 | interview 2025-02"
    (low, high, least), *_ = offer_weights(journeys_of(text, AS_OF), AS_OF, cdf).to_numpy()
    assert (low, high, least) == (float(cdf(45)), float(cdf(58)), float(cdf(31)))


def test_below_must_hold_for_the_last_day_of_the_month() -> None:
    """153 silent applications of January on their first day are old enough for "below", on the last they are not."""
    day = "\n".join(f"A{i:03d} applied 2025-01-01" for i in range(153))
    month = day.replace("2025-01-01", "2025-01")
    as_of = date(2025, 3, 10)
    verdicts = [
        build_report(journeys_of(text, as_of), as_of=as_of).ratios["application_to_interview"].verdict
        for text in (day, month)
    ]
    assert verdicts == [Verdict.BELOW, Verdict.TOO_EARLY]
    assert evidence(month, as_of).cautious < evidence(month, as_of).low < evidence(month, as_of).high


def test_march_to_march_is_no_delay() -> None:
    text = "\n".join(f"A{i} applied 2025-01 | interview 2025-01 | offer 2025-01" for i in range(9))
    assert blended_delays(journeys_of(text, AS_OF), AS_OF) == Delays()


def test_the_weeks_and_the_pace_are_spread_over_the_month() -> None:
    journeys = journeys_of(SILENT, AS_OF)
    weekly = build_report(journeys, as_of=AS_OF).weekly
    assert weekly["applications"].sum() == 30
    assert weekly["applications"].max() <= 7
    assert search_state(journeys, as_of=AS_OF).pace == pytest.approx(6.75, abs=0.5)


FOUR_MONTHS = "\n".join(f"A{month}N{i} applied 2024-{month}" for month in ("09", "10", "11", "12") for i in range(24))
IN_DECEMBER = date(2024, 12, 22)


def facts_of(text: str, as_of: date):
    journeys = journeys_of(text, as_of)
    report = build_report(journeys, as_of=as_of)
    return report, gather(report, journeys)


def test_the_advice_sees_no_empty_weeks_where_only_the_month_is_known() -> None:
    report, facts = facts_of(FOUR_MONTHS, IN_DECEMBER)
    assert (facts.pace.empty_weeks, facts.pace.gaps) == (0, 0)
    assert facts.pace.per_week == report.forecast.pace
    assert "routine" not in {suggestion.id for suggestion in report.suggestions}


def test_the_advice_asks_for_as_many_answers_as_the_list_of_what_is_due() -> None:
    report, facts = facts_of(FOUR_MONTHS, IN_DECEMBER)
    listed = due(report, {}, IN_DECEMBER)
    assert (listed.follow_up, listed.close) == (48, 24)
    assert (facts.silence.quiet, facts.silence.gone) == (listed.follow_up + listed.close, listed.close)


def test_silence_is_the_least_it_can_be() -> None:
    waiting = build_report(journeys_of("A applied 2025-02\nB applied 2025-03", AS_OF), as_of=AS_OF).waiting
    assert dict(zip(waiting["company"], waiting["days_silent"], strict=True)) == {"A": 31, "B": 0}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A applied 2025-02", "1 application gives only the month"),
        ("A applied 2025-02-20 | interview 2025-02", None),  # some day after the 20th
        ("A applied 2025-02-20 | interview 2025-01", "1 application has dates out of order"),
    ],
)
def test_warnings(text: str, words: str | None) -> None:
    warnings = build_report(journeys_of(text, AS_OF), as_of=AS_OF).warnings
    assert (warnings == ()) if words is None else warnings[0].startswith(words)


def test_an_application_of_the_month_in_which_a_change_began_is_in_neither_period() -> None:
    journeys = journeys_of("A applied 2025-01\nB applied 2025-02\nC applied 2025-03", AS_OF)
    result = run_experiment(journeys, Change("x", date(2025, 2, 10)), as_of=AS_OF)
    assert (result.before.trials, result.after.trials, result.undated) == (1, 1, 1)


def test_a_frame_without_the_flags_is_one_of_known_days() -> None:
    journeys = journeys_of("A applied 2025-02-01", AS_OF)
    flags = [name for name in journeys if name.endswith("_is_month")]
    assert build_report(journeys.drop(columns=flags), as_of=AS_OF).ratios == build_report(journeys, as_of=AS_OF).ratios


DAYS = [date(2024, 6, 1) + timedelta(days=day) for day in range(304)]  # ten whole months up to AS_OF
EXACT, VAGUE = (
    journeys_of("\n".join(f"A{i:03d} applied {f'{day:%Y-%m}' if month else day}" for i, day in enumerate(DAYS)), AS_OF)
    for month in (False, True)
)


def test_the_weight_of_each_day_lies_between_those_of_its_month() -> None:
    cdf = Delays().interview.cdf
    known = application_weights(EXACT, AS_OF, cdf).set_axis(EXACT["company"])["low"]
    room = application_weights(VAGUE, AS_OF, cdf).set_axis(VAGUE["company"])
    assert len(known) == 304
    assert (room["least"] - 1e-9 <= known).all()
    assert (known <= room["high"] + 1e-9).all()
    assert room["low"].between(room["least"], room["high"]).all()
    assert (room["least"] < room["high"]).sum() > 300


def mixed(rows: list[tuple[int, bool]]) -> pd.DataFrame:
    """The applications of some days; of those marked true only the month is known."""
    vague = [place for place, is_vague in rows if is_vague]
    exact = [place for place, is_vague in rows if not is_vague]
    return pd.concat([VAGUE[VAGUE["company"].isin(_names(vague))], EXACT[EXACT["company"].isin(_names(exact))]])


def _names(places: list[int]) -> list[str]:
    return [f"A{place:03d}" for place in places]


some_days = st.lists(
    st.tuples(st.integers(0, 303), st.booleans()), min_size=1, max_size=12, unique_by=lambda row: row[0]
)


@settings(max_examples=15)
@given(some_days)
def test_advice_and_list_count_the_same_silence(rows: list[tuple[int, bool]]) -> None:
    journeys = mixed(rows)
    report = build_report(journeys, as_of=AS_OF)
    listed, silence = due(report, {}, AS_OF), gather(report, journeys).silence
    assert (silence.quiet, silence.gone) == (listed.follow_up + listed.close, listed.close)


@settings(max_examples=40)
@given(some_days)
def test_whatever_the_day_was_it_lies_between(rows: list[tuple[int, bool]]) -> None:
    """The count by known days lies between the least and the most that the same history by months may mean."""
    frames = (mixed([(place, False) for place, _ in rows]), mixed(rows))
    known, guessed = (journey_evidence(frame, AS_OF, Delays())["application_to_interview"] for frame in frames)
    assert guessed.cautious - 1e-9 <= known.low <= guessed.high + 1e-9
    assert guessed.cautious <= guessed.low + 1e-9
    assert guessed.low <= guessed.high + 1e-9
