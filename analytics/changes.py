"""Which applications belong to a change of strategy, what Compare calls them, and how long until one can tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil, exp
from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics.dimensions import BLANK, CHANGE
from analytics.experiments import Answer, Measure, run_experiments
from analytics.months import last_days, month_only
from analytics.wording import applications_a_week, counted, month_name
from data.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from analytics.delays import Delay, Delays
    from analytics.experiments import Change, Experiment, ExperimentResult

BEFORE: Final = "Before any change"
BETWEEN: Final = "No change running"
FAR_WEEKS: Final = 104  # beyond two years a date would promise what nobody can know
AGED_DAYS: Final = 60  # applications of this age have had nearly all the interviews they will have


@dataclass(frozen=True, slots=True)
class Trial:
    """A change of strategy as of a day: the answer, the applications that belong to it, and how long it still takes.

    applications: the rows of the journeys frame sent while it ran, newest first; wait: a sentence, "" where there is
    nothing to wait for.
    """

    change: Change
    result: ExperimentResult
    applications: pd.DataFrame
    wait: str


def try_all(
    journeys: pd.DataFrame, changes: Sequence[Change], *, as_of: date, delays: Delays, pace: float | None
) -> tuple[Trial, ...]:
    """Judge every change of strategy and say how long each still takes.

    Counts: see `analytics.experiments.run_experiment`; a change that shares days and measure with another gets no
    answer.

    Args:
        journeys: journeys frame.
        changes: all changes of strategy.
        as_of: today.
        delays: how long answers take, learned from the whole history.
        pace: applications a week, None if unknown.

    Returns:
        One Trial per change, in the same order.
    """
    found = run_experiments(journeys, changes, as_of=as_of, delays=delays)
    return tuple(_trial(journeys, each, as_of=as_of, delays=delays, pace=pace) for each in found)


def _trial(journeys: pd.DataFrame, judged: Experiment, *, as_of: date, delays: Delays, pace: float | None) -> Trial:
    change, result = judged.change, judged.result
    mine = journeys[belongs(journeys, change, as_of)].sort_values("applied_date", ascending=False, kind="stable")
    return Trial(change, result, mine, wait_sentence(journeys, change, result, as_of=as_of, delays=delays, pace=pace))


def belongs(journeys: pd.DataFrame, change: Change, as_of: date) -> pd.Series:
    """Tell which applications were sent while a change ran, by their day; those without a day were not.

    Returns:
        Series of bool on the index of journeys.

    >>> import datetime
    >>> from analytics.experiments import Change
    >>> frame = pd.DataFrame({"applied_date": pd.to_datetime(["2025-02-28", "2025-03-01", None])})
    >>> belongs(frame, Change("x", datetime.date(2025, 3, 1)), datetime.date(2025, 3, 31)).tolist()
    [False, True, False]
    """
    last = min(change.end or as_of, as_of)
    return journeys["applied_date"].between(pd.Timestamp(change.start), pd.Timestamp(last))


def with_changes(journeys: pd.DataFrame, changes: Sequence[Change], as_of: date) -> pd.DataFrame:
    """Add the column "change": the name of the change that ran when an application was sent.

    Counts: of several at once the names are joined; before the first change and between two it says so; what has no
    date, or only the month in which a change began, is "(not noted)". Without any application sent during a change
    there is no such column.

    Args:
        journeys: journeys frame.
        changes: changes of strategy, in order of their start.
        as_of: today.

    Returns:
        The frame itself, or a copy with the column.
    """
    names = pd.Series("", journeys.index, dtype="object")
    for change in changes:
        mine = belongs(journeys, change, as_of)
        names[mine] = names[mine].map(lambda before, name=change.name: _joined(before, name) if before else name)
    if not names.any():
        return journeys
    applied = journeys["applied_date"]
    latest = pd.Series(last_days(applied, month_only(journeys, "applied"), as_of), journeys.index)
    starts = [pd.Timestamp(change.start) for change in changes]
    names[(names == "") & (latest < min(starts))] = BEFORE
    astride = [(applied < start) & (latest >= start) for start in starts]
    names[(names == "") & applied.notna() & ~pd.concat(astride, axis=1).any(axis=1)] = BETWEEN
    return journeys.assign(**{CHANGE: names.replace("", BLANK)})


def _joined(first: str, second: str) -> str:
    return _("{first} and {second}", first=first, second=second)


def wait_sentence(  # noqa: PLR0913 - everything by name
    journeys: pd.DataFrame,
    change: Change,
    result: ExperimentResult,
    *,
    as_of: date,
    delays: Delays,
    pace: float | None,
) -> str:
    """Say about when a doubling would show at the present pace; "" where there is nothing to wait for.

    Counts: the trials still needed, less those sent already that only have to age.

    Source:
        weeks = (needed - pending) / trials a week + mean delay, at least one week.
    """
    if result.answer is not Answer.CANT_TELL or not result.more_needed or result.after is None or change.end:
        return ""
    if not pace:
        return _("You sent no application in the last four weeks. So no one can say when that will be.")
    rounds = change.measure is Measure.INTERVIEW_TO_OFFER
    weekly = pace * (_rounds_per_application(journeys, as_of) if rounds else 1.0)
    pending = result.after.trials - result.after.mature_trials
    lag = _mean_days(delays.interview) + _mean_days(delays.offer) if rounds else _mean_days(delays.interview)
    weeks = (result.more_needed - pending) / weekly + lag / 7 if weekly else FAR_WEEKS + 1
    if weeks > FAR_WEEKS:
        return _(
            "At your present pace of {pace}, that takes more than two years. Only a larger rise can show sooner.",
            pace=applications_a_week(pace),
        )
    whole = max(1, ceil(weeks))
    return _(
        "At your present pace of {pace}, that takes about {weeks}. That is until about {month}.",
        pace=applications_a_week(pace),
        weeks=counted(whole, "week"),
        month=month_name(as_of + timedelta(weeks=whole)),
    )


def _mean_days(delay: Delay) -> float:
    """Mean of a log-normal delay."""
    return delay.median * exp(delay.sigma**2 / 2)


def _rounds_per_application(journeys: pd.DataFrame, as_of: date) -> float:
    """Interview rounds held for each application that is old enough to have had them; 0 without any."""
    aged = journeys[journeys["applied_date"] <= pd.Timestamp(as_of) - pd.Timedelta(days=AGED_DAYS)]
    held = aged["rounds"].fillna(1).astype(float).where(aged["reached_interview"].astype(bool), 0.0)
    return float(held.sum() / len(aged)) if len(aged) else 0.0
