"""What is due today: answers to ask for, silence to close, and how this week compares with the usual one."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics.constants import EARLIEST_CLOSE_DAYS, PACE_WEEKS
from analytics.course import has_ended
from analytics.evidence import silence_days
from analytics.waiting import Silence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from analytics.results import AnalysisReport

AGAIN_DAYS: Final = 14  # after a follow-up, the next one is not due before this many days


@dataclass(frozen=True, slots=True)
class Due:
    """What is due. Numbers of open applications.

    offers: with an offer that is neither taken nor declined; follow_up: silent for `quiet_days` or more and less than
    `gone_days`, with no follow-up noted in the last 14 days; after_talk: the same after an answer or a talk, for less
    than `late_days`; close: presumed to get no answer (`Silence.PRESUMED`), which is silent for `gone_days` or more.
    this_week: applications since Monday; usual_week: mean of the 4 full weeks before, None in a younger search.
    """

    offers: int
    follow_up: int
    after_talk: int
    close: int
    quiet_days: int
    gone_days: int
    this_week: int
    usual_week: float | None

    @property
    def nothing(self) -> bool:
        """Whether no open application needs anything today."""
        return not (self.offers or self.follow_up or self.after_talk or self.close)

    @property
    def late_days(self) -> int:
        """Days of silence after an answer or a talk, from which it is too late to ask."""
        return _late_days(self.gone_days)


def to_ask(report: AnalysisReport, followed: Mapping[str, str], as_of: date) -> frozenset[str]:
    """Return the application_id of each open application that it is time to ask after.

    Silent for long enough, and not for too long, with no follow-up noted in the last 14 days (see `Due`). Arguments as
    in `due`; empty for totals and after an offer was taken.
    """
    if report.waiting is None or report.silence is None or has_ended(report):
        return frozenset()
    rows = report.waiting
    quiet, _ = silence_days(report.silence)
    silent = rows["days_silent"].astype("float64").where(~rows["label"].isin([Silence.UNKNOWN, Silence.PRESUMED]))
    too_late = (rows["label"] == Silence.ANSWERED) & (silent >= _late_days(ceil(report.silence.presumed_day)))
    noted = pd.to_datetime(rows["application_id"].map(dict(followed)), errors="coerce")
    fresh = (pd.Timestamp(as_of) - noted).dt.days < AGAIN_DAYS
    return frozenset(rows.loc[(silent >= quiet) & ~too_late & ~fresh, "application_id"])


def _late_days(gone_days: int) -> int:
    # A person's own, shorter day is about applications that nobody answered: after a talk, asking is still of use.
    return max(gone_days, EARLIEST_CLOSE_DAYS)


def due(report: AnalysisReport, followed: Mapping[str, str], as_of: date) -> Due | None:
    """Count what is due on a day.

    Counts: open applications of `report.waiting` whose silence is known. Each is counted once. After an offer was taken
    nobody is asked any more.

    Args:
        report: the analysis as of the day.
        followed: day of the latest follow-up (ISO text) by application_id.
        as_of: today.

    Returns:
        Due, or None for totals and for an empty history, where nothing can be due.
    """
    if report.waiting is None or report.silence is None or report.is_aggregate or not report.counts.applications:
        return None
    quiet, _ = silence_days(report.silence)
    rows = report.waiting
    answered = rows["label"] == Silence.ANSWERED
    asked = rows["application_id"].isin(to_ask(report, followed, as_of))
    this_week, usual = _weeks(report.weekly)
    return Due(
        offers=len(report.open_offers),
        follow_up=int((asked & ~answered).sum()),
        after_talk=int((asked & answered).sum()),
        close=int((rows["label"] == Silence.PRESUMED).sum()),
        quiet_days=quiet,
        gone_days=ceil(report.silence.presumed_day),
        this_week=this_week,
        usual_week=usual,
    )


def _weeks(weekly: pd.DataFrame) -> tuple[int, float | None]:
    if weekly.empty:
        return 0, None
    before = weekly["applications"].iloc[:-1].tail(PACE_WEEKS)
    return int(weekly["applications"].iloc[-1]), float(before.mean()) if len(before) == PACE_WEEKS else None
