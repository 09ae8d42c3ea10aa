"""What the layout tests share: a tracker as text in, one line of counts out; no tests of its own."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from textwrap import dedent

import openpyxl

from data.importing import read_tracker
from data.plans import Answers, TrackerReading
from data.schema import OFFERS, TALKS, Stage

AS_OF = date(2024, 12, 31)


def read(text: str | bytes, name: str = "tracker.csv", *, as_of: date = AS_OF, **answers) -> TrackerReading:
    """Read a tracker; `answers` are the fields of Answers. The account of its rows must balance, whatever it holds."""
    content = text if isinstance(text, bytes) else dedent(text).encode()
    reading = read_tracker(content, name, as_of=as_of, answers=Answers(**answers))
    assert reading.rows == reading.accepted + reading.merged + reading.set_aside
    assert reading.set_aside == sum(problem.set_aside for problem in reading.problems)
    assert reading.events["application_id"].isin(reading.applications["application_id"]).all()
    assert reading.applications["application_id"].is_unique
    return reading


def funnel(reading: TrackerReading) -> str:
    """Return "4 sent, 2 talked, 1 offered, 1 rejected, 0 silent"; "?" where the file cannot say."""
    parts = [
        ("talked", "knows_interviews", TALKS | OFFERS),
        ("offered", "knows_offers", OFFERS),
        ("rejected", "knows_rejections", {Stage.REJECTED}),
        ("silent", "knows_silence", {Stage.NO_RESPONSE}),
    ]
    events, applications = reading.events, reading.applications
    said = [f"{len(applications)} sent"]
    for word, known, stages in parts:
        count = events[events["stage"].isin([str(stage) for stage in stages])]["application_id"].nunique()
        said.append(f"{count if applications[known].all() else '?'} {word}")
    return ", ".join(said)


def told(reading: TrackerReading, company: str) -> list[str]:
    """Return the events of one company's application in order of date: "2024-01-02 applied", "? interview 2"."""
    key = reading.applications.loc[reading.applications["company"] == company, "application_id"]
    events = reading.events[reading.events["application_id"].isin(key)].sort_values("date", kind="stable")
    return [
        " ".join(
            part
            for part in (
                "?" if event.date is None or event.date != event.date else f"{event.date:%Y-%m-%d}",
                event.stage,
                "" if event.round is None or str(event.round) == "<NA>" else str(event.round),
            )
            if part
        )
        for event in events.itertuples()
    ]


def codes(reading: TrackerReading) -> dict[str, int]:
    """Return how often each problem code occurs."""
    found: dict[str, int] = {}
    for problem in reading.problems:
        found[str(problem.code)] = found.get(str(problem.code), 0) + 1
    return found


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    """Return an .xlsx file with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
