"""What a history shows that a strategy can be built on: counts and dates, no judgement and no words.

One unit is one application unless a name says otherwise. Nothing here is guessed: where the tracker cannot say (a
column is missing, dates are missing) the fact is None or its count of known applications is 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics.constants import PACE_WEEKS
from analytics.delays import REPLY_DELAY, Delays, days_between
from analytics.endings import ending_of
from analytics.facts import (
    EARLIEST_NOTE_DAYS,
    FRESH_DAYS,
    RECENT_DAYS,
    ROUTINE_WEEKS,
    THANKS_DAYS,
    USUAL_DAYS,
    AfterTalks,
    Pace,
    Rejections,
    Silence,
    Tests,
    Wins,
)
from analytics.groups import Split, Spread, Standout, marked, referred, split, spreads, standout, version
from analytics.months import last_days, month_only, spread_days
from analytics.waiting import silence_model
from data.schema import MONTH_FLAGS

if TYPE_CHECKING:
    from datetime import date

    from analytics.results import AnalysisReport
    from analytics.waiting import SilenceModel


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything the strategies look at, as of the report's day."""

    report: AnalysisReport
    pace: Pace
    silence: Silence
    talks: AfterTalks
    wins: Wins
    tests: Tests
    rejections: Rejections
    referred: Split | None
    tailored: Split | None
    spreads: tuple[Spread, ...]
    standout: Standout | None  # the kind of role, else the source, that does better
    version: Standout | None  # the version of the resume that does better


_USED: Final = (
    *(
        "source",
        "referral",
        "tailored",
        "role_family",
        "location",
        "notes",
        "resume_version",
        "knows_answers",
        "knows_interviews",
    ),
    *("applied_date", "assessment_date", "phone_screen_date", "interview_date", "first_talk_date", "offer_date"),
    *("accepted_date", "rejected_date", "withdrawn_date", "reached_answer", "reached_assessment", "reached_interview"),
    *("reached_offer", "reached_withdrawn", "rounds", "outcome"),
)


def gather(report: AnalysisReport, journeys: pd.DataFrame) -> Evidence:
    """Collect the facts. journeys: a journeys frame as of `report.as_of`, in any order; it may be empty."""
    months = [flag for flag in MONTH_FLAGS if flag in journeys]
    journeys = journeys[[*_USED, *months]]  # notes and links of thousands of rows are not copied about
    as_of = report.as_of
    applied = spread_days(journeys["applied_date"], month_only(journeys, "applied"), as_of)
    delays = report.delays or Delays()
    return Evidence(
        report=report,
        pace=_pace(journeys, applied, as_of),
        silence=_silence(journeys, report.silence or silence_model(None, REPLY_DELAY), as_of),
        talks=_talks(journeys, as_of),
        wins=_wins(journeys, as_of),
        tests=_tests(journeys),
        rejections=_rejections(journeys["rejected_date"], applied, as_of),
        referred=split(journeys, referred(journeys), as_of, delays),
        tailored=split(journeys, marked(journeys["tailored"]), as_of, delays),
        spreads=spreads(journeys),
        standout=standout(journeys, as_of, delays),
        version=version(journeys, as_of, delays),
    )


def _days_ago(dates: pd.Series, as_of: date) -> pd.Series:
    ago: pd.Series = (pd.Timestamp(as_of) - dates).dt.days
    return ago


def _within(dates: pd.Series, as_of: date, nearest: int, farthest: int) -> int:
    return int(_days_ago(dates, as_of).between(nearest, farthest).sum())


def _pace(journeys: pd.DataFrame, applied: pd.Series, as_of: date) -> Pace:
    """Weeks as a pace is taken, months spread over their days. A week that may hold an application is not empty."""
    today, known = pd.Timestamp(as_of), applied <= pd.Timestamp(as_of)
    if not known.any():
        return Pace()
    monday, first = (day - pd.Timedelta(days=day.weekday()) for day in (today, applied[known].min()))
    full = (monday - first).days // 7
    by_week = ((applied[known] - first).dt.days // 7).value_counts().reindex(range(full), fill_value=0)
    months = month_only(journeys, "applied")
    latest: pd.Series = pd.Series(last_days(journeys["applied_date"], months, as_of), journeys.index)
    vague = known & months
    looked_at = by_week.tail(ROUTINE_WEEKS)
    taken = _weeks_of(journeys["applied_date"][vague], latest[vague], first)
    empty = looked_at[(looked_at == 0) & ~looked_at.index.isin(taken)].index
    last = int(by_week.iloc[-1]) if full and not vague.any() else 0
    active = by_week[: int(by_week.to_numpy().nonzero()[0].max(initial=-1)) + 1]
    return Pace(
        weeks=(today - applied[known].min()).days // 7,
        per_week=float(by_week.tail(PACE_WEEKS).mean()) if full >= PACE_WEEKS else None,
        full_weeks=len(looked_at),
        empty_weeks=len(empty),
        days_since_last=(today - latest[known].max()).days,
        best_week=last if full >= 6 and last >= 5 and last > by_week.iloc[:-1].max() else None,
        usual=float(active.mean()) if full >= PACE_WEEKS else None,
        gaps=int((empty <= (applied[known].max() - first).days // 7).sum()),
    )


def _weeks_of(starts: pd.Series, ends: pd.Series, first: pd.Timestamp) -> set[int]:
    """Every week, counted from `first`, that has a day of one of the spans."""
    spans = {*zip(*((days - first).dt.days // 7 for days in (starts, ends)), strict=True)}
    return {week for start, end in spans for week in range(start, end + 1)}


def _silence(journeys: pd.DataFrame, model: SilenceModel, as_of: date) -> Silence:
    quiet_days, gone_days = silence_days(model)
    silent = (journeys["outcome"] == "open") & ~journeys["reached_answer"] & journeys["knows_answers"]
    sent = last_days(journeys["applied_date"], month_only(journeys, "applied"), as_of)
    days = days_between(pd.Series(sent, journeys.index), as_of)[silent]
    counts = int((days >= quiet_days).sum()), int((days >= gone_days).sum())
    return Silence(*counts, quiet_days, gone_days, model.own_days, int((journeys["outcome"] == "open").sum()))


def silence_days(model: SilenceModel) -> tuple[int, int]:
    """Whole days of silence after which it is time to ask, and to close."""
    quiet = max(EARLIEST_NOTE_DAYS, ceil(model.quiet_day))
    return quiet, max(quiet, ceil(model.presumed_day))


def _rejections(rejected: pd.Series, applied: pd.Series, as_of: date) -> Rejections:
    week, month = (_within(rejected, as_of, 0, days - 1) for days in (7, 28))
    searched = _days_ago(applied, as_of).max()
    if pd.isna(searched) or searched < USUAL_DAYS + 28:
        return Rejections(week, month)
    return Rejections(week, month, *(_usual_rejections(rejected, applied, as_of, days) for days in (7, 28)))


def _usual_rejections(rejected: pd.Series, applied: pd.Series, as_of: date, days: int) -> float:
    """Rejections that so many days would bring if they came as in the USUAL_DAYS before.

    In step with the applications sent up to four weeks before, so that a person who begins to send more is not told of
    a hard month. Half a one is added, since none in eight weeks does not mean that there never are any.
    """
    before = _within(rejected, as_of, days, days + USUAL_DAYS - 1) + 0.5
    sent = _within(applied, as_of, 0, days + 27)
    sent_before = _within(applied, as_of, days, days + USUAL_DAYS + 27)
    return before * sent / max(1, sent_before)


def _talks(journeys: pd.DataFrame, as_of: date) -> AfterTalks:
    talked = journeys["reached_interview"]
    refused = journeys.loc[talked & (journeys["outcome"] == "rejected"), ["rejected_date", "rounds"]]
    ago = _days_ago(refused["rejected_date"], as_of)
    since = pd.concat([_days_ago(journeys[f"{kind}_date"], as_of) for kind in ("phone_screen", "interview")], axis=1)
    rounds = refused["rounds"].fillna(0)
    late = ago[(rounds >= 2) & (ago >= 0)].sort_values()
    noted = journeys["notes"].fillna("").str.strip() != ""
    return AfterTalks(
        interviewed=int(talked.sum()),
        refused=len(refused),
        refused_lately=int(ago.between(0, 60).sum()),
        refused_fresh=int(ago.between(0, FRESH_DAYS).sum()),
        since_refusal=_nearest(ago.to_frame()),
        late_refusals=int((late < RECENT_DAYS).sum()),
        latest_late_refusal=None if late.empty else int(late.iloc[0]),
        latest_late_rounds=0 if late.empty else int(rounds[ago.index[ago == late.iloc[0]]].max()),
        rounds_before=0 if late.empty else int(rounds[ago > late.iloc[0]].max() if (ago > late.iloc[0]).any() else 0),
        talked_this_week=_talks_within(since, 6),
        talked_just_now=_talks_within(since, THANKS_DAYS),
        since_talk=_nearest(since),
        refused_weeks_ago=int(ago.between(42, 84).sum()),
        without_note=int((talked & ~noted).sum()) if noted.any() else None,
    )


def _talks_within(since: pd.DataFrame, days: int) -> int:
    return int(((since >= 0) & (since <= days)).any(axis=1).sum())


def _nearest(since: pd.DataFrame) -> int | None:
    days = since.where(since >= 0).min().min()
    return None if pd.isna(days) else int(days)


def _wins(journeys: pd.DataFrame, as_of: date) -> Wins:
    applied, today = journeys["applied_date"], pd.Timestamp(as_of)
    ending, talks = ending_of(journeys, as_of), journeys["first_talk_date"]
    first_offers = journeys["offer_date"].dropna()
    sent, sent_before = int((applied <= today).sum()), int((applied <= today - pd.Timedelta(days=7)).sum())
    undated_talks = bool((journeys["reached_interview"] & talks.isna()).any())
    undated_offers = bool((journeys["reached_offer"] & journeys["offer_date"].isna()).any())
    return Wins(
        accepted=ending.accepted,
        undecided=ending.undecided,
        first_interview=not undated_talks and 0 <= _age(talks.min(), today) < RECENT_DAYS,
        first_offer=not undated_offers and 0 <= _age(first_offers.min(), today) < 30,
        round_number=next((n for n in (1000, 500, 200, 100, 50) if sent_before < n <= sent), None),
    )


def _age(day: pd.Timestamp, today: pd.Timestamp) -> int:
    return -1 if pd.isna(day) else (today - day).days


def _tests(journeys: pd.DataFrame) -> Tests:
    tested = journeys["reached_assessment"]
    passed = tested & journeys["reached_interview"]
    ended = tested & ~journeys["reached_interview"] & (journeys["outcome"] == "rejected")
    return Tests(int(passed.sum() + ended.sum()), int(passed.sum()))
