"""What a change would bring: nothing is promised where the files cannot say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import journeys_of

from analytics.expected import ExpectedGain, expected_gain, rates_so_far
from analytics.forecast import WhatIf
from analytics.report import build_report

AS_OF = date(2025, 6, 30)
WEEKLY = "\n".join(f"A{week} applied {AS_OF - timedelta(weeks=week)}" for week in range(12))
TRIED = (WhatIf(pace=5.0), WhatIf(application_to_interview=0.2), WhatIf(interview_to_offer=0.5))


@pytest.mark.parametrize("tried", TRIED)
def test_a_change_brings_a_number_where_interviews_are_known(tried: WhatIf) -> None:
    assert expected_gain(build_report(journeys_of(WEEKLY, AS_OF), as_of=AS_OF), tried).sentence


@pytest.mark.parametrize("tried", TRIED)
def test_nothing_is_promised_where_interviews_are_unknown(tried: WhatIf) -> None:
    report = build_report(journeys_of(WEEKLY, AS_OF).assign(knows_interviews=False), as_of=AS_OF)
    assert expected_gain(report, tried) == rates_so_far(report) == ExpectedGain()


def test_advice_to_send_more_names_no_chance_where_interviews_are_unknown() -> None:
    report = build_report(journeys_of(WEEKLY, AS_OF).assign(knows_interviews=False), as_of=AS_OF)
    (routine,) = [suggestion for suggestion in report.suggestions if suggestion.id == "routine"]
    assert "The chance" not in routine.expected_gain
    assert "chance_then" not in routine.evidence


def test_offers_so_far_say_where_the_estimate_starts() -> None:
    said = rates_so_far(build_report(journeys_of(WEEKLY, AS_OF), as_of=AS_OF)).sentence
    assert said.endswith("This estimate starts from the benchmark and moves to your own counts as they grow.")


@pytest.mark.parametrize(
    ("case", "totals"),
    [
        ("interviews unknown", {"applications": 100}),
        ("offers unknown", {"applications": 100, "interviewed": 6}),
    ],
)
def test_totals_that_cannot_say_promise_nothing(case: str, totals: dict[str, int]) -> None:
    report = build_report(journeys_of("", AS_OF), as_of=AS_OF, aggregate=totals)
    assert expected_gain(report, TRIED[1]) == rates_so_far(report) == ExpectedGain()


def test_totals_have_offers_per_hundred_and_no_chance_over_time() -> None:
    totals = {"applications": 100, "interviewed": 6, "interview_rounds": 9, "offers": 1}
    gain = expected_gain(build_report(journeys_of("", AS_OF), as_of=AS_OF, aggregate=totals), TRIED[1])
    assert gain.sentence.startswith("100 applications would then bring about")
    assert "chance_then" not in gain.numbers
