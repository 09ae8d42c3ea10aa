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
from analytics.delays import REPLY_DELAY, Delays
from analytics.groups import Split, Spread, Standout, marked, referred, split, spreads, standout
from analytics.waiting import silence_model

if TYPE_CHECKING:
    from datetime import date

    from analytics.results import AnalysisReport
    from analytics.waiting import SilenceModel

ROUTINE_WEEKS: Final = 8  # full weeks that are looked at for gaps
EARLIEST_NOTE_DAYS: Final = 14  # however fast others answer, nobody is asked to follow up sooner
EARLIEST_CLOSE_DAYS: Final = 60
RECENT_DAYS: Final = 14
GRACE_DAYS: Final = 14  # applications later than this after an offer mean that the search went on
SEARCH_ENDED_DAYS: Final = 56  # the same, counted from the application, where the day of the offer is unknown


@dataclass(frozen=True, slots=True)
class Pace:
    """How steadily applications go out. None where dates cannot tell.

    weeks: whole weeks since the first application; per_week: mean of the last PACE_WEEKS full weeks; full_weeks: full
    weeks looked at for gaps (at most ROUTINE_WEEKS); empty_weeks: those without an application; days_since_last: whole
    days since the latest application; best_week: applications in the last full week if no earlier week had as many.
    """

    weeks: int | None = None
    per_week: float | None = None
    full_weeks: int = 0
    empty_weeks: int = 0
    days_since_last: int | None = None
    best_week: int | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Open applications without any answer.

    quiet: silent for quiet_days or more, after which 1 in 5 or fewer still answer; gone: of them, silent for gone_days
    or more, after which 1 in 20 or fewer still answer (see `analytics.waiting.silence_model`).
    """

    quiet: int
    gone: int
    quiet_days: int
    gone_days: int


@dataclass(frozen=True, slots=True)
class AfterTalks:
    """What came after interviews. Applications, counted once each.

    refused: ended with a no after a talk; refused_lately: those within RECENT_DAYS of today or 60 days for feedback;
    late_refusals: of more than one round, within RECENT_DAYS; talked_this_week: a first talk of its kind in the last 7
    days; refused_weeks_ago: a no after a talk 6 to 12 weeks ago; without_note: interviewed ones without a note, None
    where the tracker has no notes at all.
    """

    interviewed: int = 0
    refused: int = 0
    refused_lately: int = 0
    late_refusals: int = 0
    talked_this_week: int = 0
    refused_weeks_ago: int = 0
    without_note: int | None = None


@dataclass(frozen=True, slots=True)
class Tests:
    """Applications that had a test and are decided: ended there, or went on to a talk."""

    decided: int = 0
    passed: int = 0


@dataclass(frozen=True, slots=True)
class Wins:
    """Milestones.

    accepted: took an offer and the search ended with it; undecided: an offer waits for an answer; first_interview: the
    first ever came within RECENT_DAYS; first_offer: within 30 days; round_number: applications sent, if 50, 100, 200,
    500 or 1,000 was passed in the last 7 days.
    """

    accepted: bool = False
    undecided: bool = False
    first_interview: bool = False
    first_offer: bool = False
    round_number: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything the strategies look at, as of the report's day."""

    report: AnalysisReport
    pace: Pace
    silence: Silence
    talks: AfterTalks
    wins: Wins
    tests: Tests
    rejections_7: int  # rejections dated in the last 7 days
    rejections_28: int
    referred: Split | None
    tailored: Split | None
    spreads: tuple[Spread, ...]
    standout: Standout | None


_USED: Final = (
    *("source", "referral", "tailored", "role_family", "location", "notes", "knows_answers", "knows_interviews"),
    *("applied_date", "assessment_date", "phone_screen_date", "interview_date", "first_talk_date", "offer_date"),
    *("accepted_date", "rejected_date", "withdrawn_date", "reached_answer", "reached_assessment", "reached_interview"),
    *("reached_offer", "reached_withdrawn", "rounds", "outcome", "days_open"),
)


def gather(report: AnalysisReport, journeys: pd.DataFrame) -> Evidence:
    """Collect the facts. journeys: a journeys frame as of `report.as_of`, in any order; it may be empty."""
    journeys = journeys[list(_USED)]  # notes and links of thousands of rows are not copied about
    as_of = report.as_of
    delays = report.delays or Delays()
    return Evidence(
        report=report,
        pace=_pace(journeys, as_of),
        silence=_silence(journeys, report.silence or silence_model(None, REPLY_DELAY)),
        talks=_talks(journeys, as_of),
        wins=_wins(journeys, as_of),
        tests=_tests(journeys),
        rejections_7=_within(journeys["rejected_date"], as_of, 0, 6),
        rejections_28=_within(journeys["rejected_date"], as_of, 0, 27),
        referred=split(journeys, referred(journeys), as_of, delays),
        tailored=split(journeys, marked(journeys["tailored"]), as_of, delays),
        spreads=spreads(journeys),
        standout=standout(journeys, as_of, delays),
    )


def _days_ago(dates: pd.Series, as_of: date) -> pd.Series:
    ago: pd.Series = (pd.Timestamp(as_of) - dates).dt.days
    return ago


def _within(dates: pd.Series, as_of: date, nearest: int, farthest: int) -> int:
    return int(_days_ago(dates, as_of).between(nearest, farthest).sum())


def _pace(journeys: pd.DataFrame, as_of: date) -> Pace:
    applied = journeys["applied_date"].dropna()
    applied = applied[applied <= pd.Timestamp(as_of)]
    if applied.empty:
        return Pace()
    today = pd.Timestamp(as_of)
    monday = today - pd.Timedelta(days=today.weekday())
    first = applied.min()
    start = first - pd.Timedelta(days=first.weekday())
    full = (monday - start).days // 7
    by_week = ((applied - start).dt.days // 7).value_counts().reindex(range(full), fill_value=0)
    looked_at = by_week.tail(ROUTINE_WEEKS)
    last = int(by_week.iloc[-1]) if full else 0
    return Pace(
        weeks=(today - first).days // 7,
        per_week=float(by_week.tail(PACE_WEEKS).mean()) if full >= PACE_WEEKS else None,
        full_weeks=len(looked_at),
        empty_weeks=int((looked_at == 0).sum()),
        days_since_last=(today - applied.max()).days,
        best_week=last if full >= 6 and last >= 5 and last > by_week.iloc[:-1].max() else None,
    )


def _silence(journeys: pd.DataFrame, model: SilenceModel) -> Silence:
    quiet_days = max(EARLIEST_NOTE_DAYS, ceil(model.quiet_day))
    gone_days = max(EARLIEST_CLOSE_DAYS, ceil(model.presumed_day))
    silent = (journeys["outcome"] == "open") & ~journeys["reached_answer"] & journeys["knows_answers"]
    days = journeys["days_open"][silent].dropna()
    return Silence(int((days >= quiet_days).sum()), int((days >= gone_days).sum()), quiet_days, gone_days)


def _talks(journeys: pd.DataFrame, as_of: date) -> AfterTalks:
    talked = journeys["reached_interview"]
    refused = journeys.loc[talked & (journeys["outcome"] == "rejected"), ["rejected_date", "rounds"]]
    ago = _days_ago(refused["rejected_date"], as_of)
    first_talks = _days_ago(journeys["phone_screen_date"], as_of).between(0, 6)
    later_talks = _days_ago(journeys["interview_date"], as_of).between(0, 6)
    noted = journeys["notes"].fillna("").str.strip() != ""
    return AfterTalks(
        interviewed=int(talked.sum()),
        refused=len(refused),
        refused_lately=int(ago.between(0, 60).sum()),
        late_refusals=int((ago.between(0, RECENT_DAYS - 1) & (refused["rounds"].fillna(0) >= 2)).sum()),
        talked_this_week=int((first_talks | later_talks).sum()),
        refused_weeks_ago=int(ago.between(42, 84).sum()),
        without_note=int((talked & ~noted).sum()) if noted.any() else None,
    )


def _wins(journeys: pd.DataFrame, as_of: date) -> Wins:
    applied, today = journeys["applied_date"], pd.Timestamp(as_of)
    talks = journeys["first_talk_date"]
    first_offers = journeys["offer_date"].dropna()
    sent, sent_before = int((applied <= today).sum()), int((applied <= today - pd.Timedelta(days=7)).sum())
    undated_talks = bool((journeys["reached_interview"] & talks.isna()).any())
    undated_offers = bool((journeys["reached_offer"] & journeys["offer_date"].isna()).any())
    return Wins(
        accepted=_ends_search(journeys, "accepted", "accepted_date"),
        undecided=_ends_search(journeys, "offer", "offer_date", today - pd.Timedelta(days=60)),
        first_interview=not undated_talks and 0 <= _age(talks.min(), today) < RECENT_DAYS,
        first_offer=not undated_offers and 0 <= _age(first_offers.min(), today) < 30,
        round_number=next((n for n in (1000, 500, 200, 100, 50) if sent_before < n <= sent), None),
    )


def _age(day: pd.Timestamp, today: pd.Timestamp) -> int:
    return -1 if pd.isna(day) else (today - day).days


def _ends_search(journeys: pd.DataFrame, outcome: str, dated: str, not_before: pd.Timestamp = pd.Timestamp.min) -> bool:
    """Whether an application with this outcome is the last word: no applications were sent long after it.

    Without any date that is not known, except where no application is open any more.
    """
    is_last = journeys["outcome"] == outcome
    if not is_last.any():
        return False
    ended = journeys.loc[is_last, ["applied_date", dated]]
    when, later = ended[dated].fillna(ended["applied_date"]).max(), journeys["applied_date"].max()
    if pd.isna(when) or pd.isna(later):
        return outcome == "accepted" and not (journeys["outcome"] == "open").any()
    grace = GRACE_DAYS if ended[dated].notna().any() else SEARCH_ENDED_DAYS
    return bool(not_before <= when and later <= when + pd.Timedelta(days=grace))


def _tests(journeys: pd.DataFrame) -> Tests:
    tested = journeys["reached_assessment"]
    passed = tested & journeys["reached_interview"]
    ended = tested & ~journeys["reached_interview"] & (journeys["outcome"] == "rejected")
    return Tests(int(passed.sum() + ended.sum()), int(passed.sum()))
