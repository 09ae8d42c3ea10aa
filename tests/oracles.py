"""Slow, obviously right second routes for numbers that the product computes by faster means.

`journeys_oracle` follows the rules of a journey application by application and event by event, in plain Python,
sharing no code with `data/sql/journeys.sql`.
"""

from __future__ import annotations

import calendar
from datetime import date
from typing import NamedTuple

from data.schema import ANSWERS, OFFERS, TALKS, Stage

PROGRESS = {Stage.REPLIED, Stage.ASSESSMENT, Stage.PHONE_SCREEN, Stage.INTERVIEW, Stage.OFFER}
# Where two ends fall on one day, the first of these holds.
ENDS = (Stage.REJECTED, Stage.WITHDRAWN, Stage.CLOSED, Stage.NO_RESPONSE)
LAST = date.max


class Asserted(NamedTuple):
    """One line of one file: on=None means an unknown date; is_month: only the month of `on` is known."""

    application: str
    stage: Stage
    on: date | None = None
    round: int | None = None
    is_month: bool = False


class Known(NamedTuple):
    """An event after the repeats of several files were put together, with the files (1, 2, ...) that assert it."""

    stage: Stage
    on: date | None
    round: int | None
    is_month: bool
    files: tuple[int, ...]


def journeys_oracle(files: list[list[Asserted]], as_of: date) -> dict[str, dict[str, object]]:
    """{application: journey} for the files in order of import; an application is known from its events only."""
    names = sorted({event.application for events in files for event in events})
    journeys = {name: journey_of(together(files, name), as_of) for name in names}
    return {name: journey for name, journey in journeys.items() if journey is not None}


def together(files: list[list[Asserted]], name: str) -> list[Known]:
    found: dict[tuple, list[tuple[int, bool]]] = {}
    for number, events in enumerate(files, start=1):
        for event in events:
            if event.application == name:
                found.setdefault((event.stage, event.on, event.round), []).append((number, event.is_month))
    return [
        Known(stage, on, round_, all(month for _, month in seen), tuple(number for number, _ in seen))
        for (stage, on, round_), seen in found.items()
    ]


def journey_of(events: list[Known], as_of: date) -> dict[str, object] | None:
    applied = [event.on for event in events if event.stage == Stage.APPLIED and event.on]
    happened = [event for event in events if event.on and event.on <= as_of]
    if applied and not happened:
        return None
    events = [event for event in events if event.on is None or event.on <= as_of]
    stages = {event.stage for event in events}
    talks = [event for event in events if event.stage in TALKS]
    offered = bool(stages & OFFERS)
    outcome, ended = outcome_of(events, stages)
    reached = {
        "answer": bool(stages & ANSWERS),
        "assessment": Stage.ASSESSMENT in stages,
        "interview": bool(talks) or offered,
        "offer": offered,
        "accepted": Stage.ACCEPTED in stages,
        "rejected": Stage.REJECTED in stages,
        "withdrawn": Stage.WITHDRAWN in stages,
        "no_response": Stage.NO_RESPONSE in stages,
    }
    first = {stage: earliest(event.on for event in events if event.stage == stage) for stage in Stage}
    waiting = outcome in {"open", "no_response"}
    return {
        **{f"{stage}_date": first[stage] for stage in Stage},
        "first_answer_date": earliest(event.on for event in events if event.stage in ANSWERS),
        "applied_is_month": is_month([event for event in events if event.stage == Stage.APPLIED]),
        "first_answer_is_month": is_month([event for event in events if event.stage in ANSWERS]),
        "first_talk_is_month": is_month(talks),
        "offer_is_month": is_month([event for event in events if event.stage == Stage.OFFER]),
        "first_talk_date": earliest(event.on for event in talks),
        "last_event_date": max((event.on for event in events if event.on), default=None),
        "ended_date": ended,
        **{f"reached_{name}": value for name, value in reached.items()},
        "rounds": 1 if offered and not talks else rounds_of(talks),
        "rounds_imputed": offered and not talks,
        "outcome": outcome,
        "days_open": (as_of - first[Stage.APPLIED]).days if outcome == "open" and first[Stage.APPLIED] else None,
        **{f"possible_{name}": waiting and not reached[name] for name in ("answer", "interview", "offer")},
    }


def earliest(dates) -> date | None:
    return min((on for on in dates if on), default=None)


def is_month(events: list[Known]) -> bool:
    """Whether no event on the first of these dates is known to the day."""
    first = earliest(event.on for event in events)
    return first is not None and all(event.is_month for event in events if event.on == first)


def rounds_of(talks: list[Known]) -> int:
    days = {talk.on for talk in talks if talk.on and not talk.is_month}
    vague = set()
    for talk in talks:
        if (talk.on is None or talk.is_month) and not any(could_be(talk, dated) for dated in talks if dated.on):
            vague.add((talk.stage, talk.on, talk.round or 0))
    return len(days) + len(vague)


def could_be(vague: Known, dated: Known) -> bool:
    """Whether a talk with too little of a date may be the same talk as one with more of it."""
    if vague.stage != dated.stage or (vague.round and dated.round and vague.round != dated.round):
        return False
    if vague.on is None:
        return True
    return not dated.is_month and (dated.on.year, dated.on.month) == (vague.on.year, vague.on.month)


def outcome_of(events: list[Known], stages: set[Stage]) -> tuple[str, date | None]:
    for stage in (Stage.ACCEPTED, Stage.DECLINED):
        if stage in stages:
            return str(stage), earliest(event.on for event in events if event.stage == stage)
    standing = []
    for rank, stage in enumerate(ENDS):
        of_stage = [event for event in events if event.stage == stage]
        dated = [event for event in of_stage if event.on]
        asserting = [number for event in of_stage for number in event.files]
        learned_later = [event for event in events if of_stage and min(event.files) > max(asserting)]
        if stage == Stage.NO_RESPONSE and any(event.stage in ENDS[:3] and event.on for event in learned_later):
            continue
        if dated:
            latest = max(dated, key=lambda event: (last_day(event), event.on))
            if not any(e.stage in PROGRESS and e.on and e.on > last_day(latest) for e in events):
                standing.append((last_day(latest), -rank, str(stage), latest.on))
        elif of_stage and not any(event.stage in PROGRESS for event in learned_later):
            standing.append((LAST, -rank, str(stage), None))
    if standing:
        *_, outcome, ended = max(standing, key=lambda end: end[:2])
        return outcome, ended
    return ("offer" if stages & OFFERS else "open"), None


def last_day(event: Known) -> date:
    if not event.is_month:
        return event.on
    return event.on.replace(day=calendar.monthrange(event.on.year, event.on.month)[1])
