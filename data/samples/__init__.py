"""An invented tracker, so that a person can see every page before they trust the app with their own history.

Nothing in it is real: companies are made of syllables, and every number is drawn from the rates below. The rates are
part of the sample, not of any advice; tests use them to see whether the analysis finds what was put in.
"""

from __future__ import annotations

import csv
import io
import math
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Final

SAMPLE_NAME: Final = "sample-tracker.csv"
COLUMNS: Final = (
    "Company",
    "Role",
    "Date applied",
    "Source",
    "Referral",
    "Resume version",
    "Tailored",
    "Location",
    "Work mode",
    "Phone screen",
    "Interview 1",
    "Interview 2",
    "Offer",
    "Rejected",
    "Status",
)
APPLICATIONS: Final = 160
WEEKS: Final = 26
QUIET_DAYS: Final = 3  # days between the last application and as_of

# The truth the sample is drawn from: chances per application, whatever is known of it by as_of.
INTERVIEWED_COLD: Final = 0.035  # no referral, resume not tailored
INTERVIEWED_TAILORED: Final = 0.06  # no referral, tailored resume
INTERVIEWED_REFERRED: Final = 0.22
SECOND_ROUND: Final = 0.65  # of those with a first interview after the phone screen
FIRST_ROUND: Final = 0.75  # of those with a phone screen
OFFERED: Final = 0.35  # of those with a second interview
TOLD_NO: Final = 0.45  # of those who come no further; the others hear nothing
REFERRED: Final = 0.12
TAILORED: Final = 0.4
GIVEN_UP_DAYS: Final = 75  # after this silence the tracker says "Ghosted"

_STEMS: Final = (
    "Alderwick", "Bramholt", "Corvenna", "Dunmarrow", "Elstrand", "Fennimoor", "Gravelin", "Hollowmere", "Istrana",
    "Jorvale", "Kestermont", "Lanthorne", "Mirrowby", "Norvanta", "Ostrelle", "Pellowick", "Quenmark", "Rostrevane",
    "Silvarrow", "Tollmere",
)  # fmt: skip
_TRADES: Final = ("Analytics", "Foods", "Freight", "Health", "Insurance", "Learning", "Parts", "Software", "Travel")
_ROLES: Final = ("Data analyst", "Business analyst", "Reporting specialist", "Operations analyst", "Product analyst")
_SOURCES: Final = {"Job board": 55, "Company website": 30, "Recruiter": 8, "Career fair": 7}
_PLACES: Final = {"Riverton": 40, "Lakemouth": 25, "Eastbridge": 20, "Anywhere": 15}
_MODES: Final = {"On-site": 30, "Hybrid": 45, "Remote": 25}


def sample_tracker(as_of: date, seed: int = 7) -> bytes:
    """A tracker as CSV (UTF-8, ISO dates, COLUMNS): 160 applications over the 26 weeks that end shortly before `as_of`.

    True rates: an application without referral leads to an interview with probability 0.035 (0.06 with a tailored
    resume, 4 applications of 10: 0.045 together), one with a referral (12 of 100) with 0.22. Of the phone screens
    75 % lead to a first interview, of these 65 % to a second, of these 35 % to an offer. 45 % of those who come no
    further hear a no, the others nothing. The first talk comes after a median of 10 days (lognormal, sigma 0.9), a no
    after a median of 14 (sigma 1.1). What would happen after `as_of` is not in the file.

    The same `as_of` and `seed` give the same bytes.
    """
    random = Random(seed)  # noqa: S311 - an invented example, not a secret
    names = [f"{stem} {trade}" for stem, trade in product(_STEMS, _TRADES)]
    random.shuffle(names)
    ages = sorted((random.randrange(QUIET_DAYS, WEEKS * 7) for _ in range(APPLICATIONS)), reverse=True)
    rows = [_row(random, name, as_of - timedelta(days=age), as_of) for name, age in zip(names, ages, strict=False)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _row(random: Random, name: str, day: date, as_of: date) -> list[str]:
    applied = day - timedelta(days=max(0, day.weekday() - 4))  # few people apply at weekends
    referred = random.random() < REFERRED
    tailored = random.random() < TAILORED
    source = "Referral" if referred else _pick(random, _SOURCES)
    fate = _fate(random, referred=referred, tailored=tailored)
    return [
        name,
        random.choice(_ROLES),
        applied.isoformat(),
        source,
        "yes" if referred else "no",
        "v2" if tailored else "v1",
        "yes" if tailored else "no",
        _pick(random, _PLACES),
        _pick(random, _MODES),
        *_cells(fate, applied, as_of),
    ]


def _fate(random: Random, *, referred: bool, tailored: bool) -> list[int | None]:
    """Days from the application to phone screen, interview 1, interview 2, offer and rejection; None for never."""
    chance = INTERVIEWED_REFERRED if referred else INTERVIEWED_TAILORED if tailored else INTERVIEWED_COLD
    if random.random() >= chance:
        return [None] * 4 + [_delay(random, 14, 1.1) if random.random() < TOLD_NO else None]
    days = [_delay(random, 10, 0.9)]
    for share in (FIRST_ROUND, SECOND_ROUND, OFFERED):
        if random.random() >= share:
            told = days[-1] + _delay(random, 7, 0.6) if random.random() < TOLD_NO else None
            return [*days, *[None] * (4 - len(days)), told]
        days.append(days[-1] + _delay(random, 8, 0.4))
    return [*days, None]


def _cells(fate: list[int | None], applied: date, as_of: date) -> list[str]:
    """Phone screen, Interview 1, Interview 2, Offer, Rejected and Status, as known on `as_of`."""
    age = (as_of - applied).days
    known = [day if day is not None and day <= age else None for day in fate]
    words = ("Phone screen", "Interview", "Interview", "Offer", "Rejected")
    reached = [(word, day) for word, day in zip(words, known, strict=True) if day is not None]
    status, last = reached[-1] if reached else ("Applied", 0)
    if status not in {"Offer", "Rejected"} and age - last > GIVEN_UP_DAYS:
        status = "Ghosted"
    return ["" if day is None else (applied + timedelta(days=day)).isoformat() for day in known] + [status]


def _delay(random: Random, median: float, sigma: float) -> int:
    """Whole days, at least 1, lognormal."""
    return max(1, round(random.lognormvariate(math.log(median), sigma)))


def _pick(random: Random, weights: dict[str, int]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]
