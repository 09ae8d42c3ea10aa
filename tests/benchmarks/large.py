"""Large trackers as people keep them, made the same at each run."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROWS: Final = 100_000
AS_OF: Final = date(2026, 1, 31)
STATUSES: Final = ("Applied", "Rejected", "No response", "Interview", "Phone screen", "Offer", "Withdrawn")
NOTES: Final = (
    "called, left a note",
    'they said "we will be in touch"',
    "Take-home test, 3 hours; sent on Sunday",
    "salary range not given",
    "met Ana at the fair",
)
FIRST_NAMES: Final = ("Ana", "Ben", "Chloé", "Deniz", "Emma", "Farid", "Giulia", "Hugo", "Ines", "Jonas", "Kim", "Li")
LAST_NAMES: Final = ("Silva", "Schmidt", "Rossi", "Yılmaz", "Moreau", "García", "Novak", "Jensen", "Okafor", "Chen")
SYLLABLES: Final = (
    "nor",
    "ta",
    "vel",
    "min",
    "sol",
    "ar",
    "ki",
    "den",
    "ro",
    "bal",
    "ix",
    "mar",
    "tec",
    "lum",
    "ver",
    "pa",
)
KINDS: Final = ("", " Ltd", " GmbH", " Inc", " & Co", " Group")
TITLES: Final = ("Data Analyst", "Software Engineer", "Project Manager", "UX Designer", "Nurse", "Buyer")


def _name(random: Random) -> str:
    """Return one of about thirty thousand names of companies."""
    return "".join(random.choices(SYLLABLES, k=3)).title() + random.choice(KINDS)


def as_csv(header: list[str], rows: Iterable[list[object]]) -> bytes:
    """Write a table as a spreadsheet program would."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def plain(seed: int = 1) -> bytes:
    """A tracker of 12 columns with ISO dates, an id, a status and one stage date."""
    header = "ID,Company,Role,Date applied,Source,Location,Salary,Resume,Status,Interview date,Link,Notes"
    return as_csv(header.split(","), _plain_rows(seed))


def _plain_rows(seed: int) -> Iterator[list[object]]:
    for i in range(ROWS):
        applied = AS_OF - timedelta(days=i * 7919 % 1500)
        talked = str(applied + timedelta(days=12)) if i % 23 == 0 and applied + timedelta(days=12) <= AS_OF else ""
        status = STATUSES[i % 7 if i % 3 == 0 else 0]
        yield [
            *(i, f"Company {i % 9973}", f"Role {i % 311}", applied, f"Board {i % 7}", f"City {i % 97}"),
            *(40_000 + i % 900, f"v{i % 4}", status, talked, f"https://example.com/{seed}/{i}", NOTES[0]),
        ]


def status_tracker(seed: int = 1) -> bytes:
    """A tracker of 10 columns: two columns of dates with the day first, links, and notes of many words."""
    header = ["Company", "Position", "Location", "Salary", "Source", "Date Applied", "Status", "Last Update", "Job URL"]
    return as_csv([*header, "Notes"], _status_rows(Random(seed)))


def _status_rows(random: Random) -> Iterator[list[object]]:
    for i in range(ROWS):
        applied = AS_OF - timedelta(days=1500 - i * 1500 // ROWS)
        status = random.choices(STATUSES, (50, 25, 10, 6, 5, 1, 3))[0]
        updated = min(AS_OF, applied + timedelta(days=random.randrange(60)))
        note = f"{random.choice(NOTES)} ({random.randrange(100_000)})" if random.random() < 0.4 else ""
        yield [
            *(_name(random), f"{random.choice(TITLES)} {random.randrange(40)}"),
            *(f"City {random.randrange(300)}", f"€{random.randrange(30, 120)}k" if random.random() < 0.5 else ""),
            *(f"Board {random.randrange(7)}", f"{applied:%d/%m/%Y}", status),
            f"{updated:%d/%m/%Y}" if status != "Applied" else "",
            f"https://jobs.example.com/view/{random.randrange(10**9)}?ref=mail" if random.random() < 0.9 else "",
            note,
        ]


def stage_dates(seed: int = 1) -> bytes:
    """A tracker with a column per stage, which holds the day it was reached."""
    header = "Company,Role,Recruiter,Applied,Phone Screen,Interview,Second Interview,Offer,Rejected,Link,Notes"
    return as_csv(header.split(","), _stage_rows(Random(seed)))


def _stage_rows(random: Random) -> Iterator[list[object]]:
    for i in range(ROWS):
        day = AS_OF - timedelta(days=1500 - i * 1500 // ROWS)
        days = [day]
        for share in (0.3, 0.5, 0.5, 0.3):
            day += timedelta(days=random.randrange(2, 21))
            days.append(day if days[-1] and day <= AS_OF and random.random() < share else None)
        refused = day + timedelta(days=random.randrange(2, 40))
        closed = refused if days[-1] is None and refused <= AS_OF and random.random() < 0.6 else None
        yield [
            *(_name(random), f"{random.choice(TITLES)} {random.randrange(40)}"),
            f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}" if random.random() < 0.2 else "",
            *(f"{on:%b %d, %Y}" if on else "" for on in (*days, closed)),
            f"https://www.example.org/careers/{random.randrange(10**9)}",
            f"{random.choice(NOTES)} ({i})" if random.random() < 0.3 else "",
        ]
