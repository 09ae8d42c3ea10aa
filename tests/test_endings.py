"""Whether an offer ended the search: one rule for the forecast and for the advice."""

from __future__ import annotations

from datetime import date

import pytest
from builders import journeys_of

from analytics.endings import ending_of, open_offers
from analytics.evidence import gather
from analytics.forecast import Outlook
from analytics.report import build_report

TODAY = date(2025, 3, 31)
OFFERED = "A9 applied 2025-01-06 | offer 2025-03-03"
IN_FEBRUARY = "A1 applied 2025-01-06 | offer 2025-02"
NONE, TAKEN, WAITS = "the search goes on", "an offer was taken", "an offer waits"

CASES = [
    ("no application", "", NONE),
    ("no offer", "A1 applied 2025-03-03", NONE),
    ("taken", "A1 applied 2025-01-06 | offer 2025-02-03 | accepted 2025-02-05", TAKEN),
    ("taken long ago", "A1 applied 2023-01-06 | offer 2023-02-03 | accepted 2023-02-05", TAKEN),
    ("declined", "A1 applied 2025-01-06 | offer 2025-02-03 | declined 2025-02-05", NONE),
    ("60 days ago, no answer", "A1 applied 2025-01-06 | offer 2025-01-30", WAITS),
    ("61 days ago, no answer", "A1 applied 2025-01-06 | offer 2025-01-29", NONE),
    ("applications for 14 days more", f"{OFFERED}\nA2 applied 2025-03-17", WAITS),
    ("applications for 15 days more", f"{OFFERED}\nA2 applied 2025-03-18", NONE),
    ("two, and the later one counts", f"A1 applied 2024-01-06 | offer 2024-02-03\n{OFFERED}", WAITS),
    ("an offer on an unknown day, 56 days on", "A1 applied 2025-02-01 | accepted ?\nA2 applied 2025-03-29", TAKEN),
    ("an offer on an unknown day, 57 days on", "A1 applied 2025-02-01 | accepted ?\nA2 applied 2025-03-30", NONE),
    ("the day of the offer stands in for the yes", f"{OFFERED} | accepted ?\nA2 applied 2025-03-18", NONE),
    ("only its month, which may be its last day", f"{IN_FEBRUARY}\nA2 applied 2025-03-14", WAITS),
    ("not even then", f"{IN_FEBRUARY}\nA2 applied 2025-03-15", NONE),
    ("no date, and nothing is open", "A1 offer\nA2 rejected", WAITS),
    ("no date, and something is open", "A1 offer\nA2 applied ?", NONE),
    ("taken without a date, and nothing is open", "A1 accepted\nA2 rejected", TAKEN),
    ("taken without a date, and something is open", "A1 accepted\nA2 applied 2025-03-03", NONE),
]  # fmt: skip


@pytest.mark.parametrize(("case", "history", "expected"), CASES, ids=[case for case, *_ in CASES])
def test_an_offer_is_the_last_word_or_is_not(case: str, history: str, expected: str) -> None:
    found = ending_of(journeys_of(history, TODAY), TODAY)
    assert (found.accepted, found.undecided, found.over) == (expected == TAKEN, expected == WAITS, expected != NONE)


@pytest.mark.parametrize(("case", "history", "expected"), CASES, ids=[case for case, *_ in CASES])
def test_the_forecast_and_the_advice_agree(case: str, history: str, expected: str) -> None:
    journeys = journeys_of(history, TODAY)
    report = build_report(journeys, as_of=TODAY)
    wins = gather(report, journeys).wins
    assert (wins.accepted, wins.undecided) == (expected == TAKEN, expected == WAITS)
    assert (report.forecast.outlook is Outlook.HAS_OFFER) == (expected != NONE)


@pytest.mark.parametrize(("offers", "said"), [(1, "You have an offer that waits"), (2, "You have 2 offers that wait")])
def test_the_advice_counts_the_offers_that_wait(offers: int, said: str) -> None:
    history = "\n".join(f"A{number} applied 2025-01-06 | offer 2025-03-03" for number in range(offers))
    assert build_report(journeys_of(history, TODAY), as_of=TODAY).suggestions[0].noticed.startswith(said)


def test_the_offers_that_wait_are_named_the_latest_first() -> None:
    history = """
        A1 applied 2025-01-06 | company=Acme | offer 2025-03-03
        A2 applied 2025-02-06 | company=Birch | offer ?
        A3 applied 2025-01-06 | offer 2025-03-20
        A4 applied 2025-01-06 | company=Dune | offer 2025-03-03 | declined 2025-03-05
        A5 applied 2024-01-06 | company=Elm | offer 2025-01-03
    """
    found = [(each.company, each.day) for each in open_offers(journeys_of(history, TODAY), TODAY)]
    assert found == [("A3", date(2025, 3, 20)), ("Acme", date(2025, 3, 3)), ("Birch", None)]
