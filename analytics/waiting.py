"""Silence: how long answers take, and the chance that one still comes for each open application.

Applications still waiting are censored: they say that the answer takes longer than their age, not that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.constants import (
    EARLIEST_CLOSE_DAYS,
    GOING_QUIET,
    INCIDENCE_DAYS,
    OWN_REPLIES_FROM,
    PRESUMED_GHOSTED,
    PROBABLY_GHOSTED,
    UNDATED_PENDING_LIMIT,
)
from analytics.delays import REPLY_DELAY, Delay, chance_of_reply, days_between, days_until_chance, reply_share
from analytics.months import last_days, month_only
from analytics.wording import counted
from data.language import _

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import ArrayLike

    from analytics.delays import Delays, MatureCount

CURVE_COLUMNS = ("day", "at_risk", "events", "share")
WAITING_COLUMNS = (
    "application_id",
    "company",
    "title",
    "applied_date",
    "last_event_date",
    "state",
    "days_silent",
    "chance_reply",
    "chance_interview",
    "label",
)


class Silence(StrEnum):
    """What the silence of an open application means by the chance that an answer still comes."""

    EARLY = "still early"
    QUIET = "going quiet"
    PROBABLY = "probably ghosted"
    PRESUMED = "presumed ghosted"
    ANSWERED = "answered"  # a person wrote or talked; the formula for silence does not apply
    UNKNOWN = "unknown"  # no application date, or a file that cannot say what was answered


@dataclass(frozen=True, slots=True)
class SilenceModel:
    """What is assumed about answers: `share` of applications are ever answered, after `delay`.

    is_default: too few applications to learn from, so that the defaults of `analytics.constants` are used.
    quiet_day, probably_day, presumed_day: days of silence at which the labels change. From presumed_day on an
    application is presumed to get no answer, and may be closed: one rule for every screen. own_days: the day from which
    the person presumes so; presumed_day is then the same, whatever the chance.
    """

    share: float
    delay: Delay
    is_default: bool
    quiet_day: float
    probably_day: float
    presumed_day: float
    own_days: int | None = None


@dataclass(frozen=True, slots=True)
class ReplyTimes:
    """How long first answers took. Days are whole days from the application.

    quarter_days, median_days: day by which a quarter, a half of all applications had an answer (waiting ones counted as
    censored); None where that share has not been reached. usual_days: of those that get an answer at all, half have it
    by then; nine_in_ten_days: nine in ten. curve: see `incidence`. undated: answers without a date, left out.
    """

    answered: int
    waiting: int
    undated: int
    quarter_days: int | None
    median_days: int | None
    usual_days: float
    nine_in_ten_days: float
    curve: pd.DataFrame


def incidence(days: ArrayLike, reached: ArrayLike, until: int = INCIDENCE_DAYS) -> pd.DataFrame:
    """Share of applications that have reached a stage by each day, with those still waiting counted as censored.

    Counts: one unit is one application. One that ended in another way (a rejection, say) is not taken out: give the
    days until today for it, so that the share is of all applications, not of those that were never rejected.

    Args:
        days: whole days until the stage was reached, or until today.
        reached: whether it was reached.
        until: last day of the curve; its far end rests on too few applications.

    Returns:
        Frame with one row per day 0..until: day, at_risk (applications not yet reached and watched that long), events,
        share (0..1); empty without applications.

    Source:
        1 - Kaplan-Meier estimate with the censoring times of competing events known (subdistribution; Fine & Gray
        1999). Agrees with Aalen-Johansen to .0001 here.

    >>> curve = incidence([4, 6, 50, 12, 12, 60, 30, 45], [1, 0, 0, 1, 0, 0, 0, 0])
    >>> round(float(curve["share"].iloc[-1]), 10)
    0.2708333333
    """
    time, event = np.asarray(days, dtype=np.float64), np.asarray(reached, dtype=bool)
    if not time.size:
        return pd.DataFrame({column: pd.Series(dtype="float64") for column in CURVE_COLUMNS})
    grid = np.arange(until + 1)
    at_risk = time.size - np.searchsorted(np.sort(time), grid, side="left")
    events = np.bincount(time[event & (time <= until)].astype(int), minlength=until + 1)
    stays = 1 - events / np.maximum(at_risk, 1)
    return pd.DataFrame({"day": grid, "at_risk": at_risk, "events": events, "share": 1 - np.cumprod(stays)})


def reply_times(journeys: pd.DataFrame, as_of: date, delay: Delay) -> ReplyTimes:
    """How long employers took to give a first answer of any kind.

    Counts: applications with a date, from files that know answers; withdrawn without an answer: watched until then.
    Left out: answers without a day of their own or dated before the application. Where those are more than a fifth of
    the answers, the quarter and the median are None.

    Args:
        journeys: journeys frame.
        as_of: the day the history is looked at.
        delay: blended delay of answers (see `analytics.delays.blended_delays`).

    Returns:
        ReplyTimes.

    Source:
        Kaplan-Meier over applications (see `incidence`); lognormal quantiles for those that get an answer.
    """
    known = journeys[journeys["knows_answers"].astype(bool) & (days_between(journeys["applied_date"], as_of) >= 0)]
    reached = known["reached_answer"].astype(bool)
    answer = days_between(known["applied_date"], known["first_answer_date"])
    until = days_between(known["applied_date"], known["withdrawn_date"]).clip(lower=0)
    watched = until.fillna(days_between(known["applied_date"], as_of))
    exact = ~(month_only(known, "applied") | month_only(known, "first_answer"))
    usable = ~reached | ((answer >= 0) & exact)
    curve = incidence(answer.where(reached, watched)[usable], reached[usable])
    undated = int((~usable).sum())
    complete = undated <= UNDATED_PENDING_LIMIT * max(int(reached.sum()), 1)
    return ReplyTimes(
        answered=int((reached & usable).sum()),
        waiting=int((~reached & (known["outcome"] == "open")).sum()),
        undated=undated,
        quarter_days=_first_day(curve, 0.25) if complete else None,
        median_days=_first_day(curve, 0.50) if complete else None,
        usual_days=delay.quantile(0.5),
        nine_in_ten_days=delay.quantile(0.9),
        curve=curve,
    )


def reply_words(replies: ReplyTimes) -> str:
    """By when answers come, in one sentence with its counts.

    >>> curve = incidence([4, 6, 20], [1, 1, 0])
    >>> reply_words(ReplyTimes(2, 1, 0, 4, 6, 12.2, 49.8, curve))
    'Of the applications that get an answer, half have it within 12 days and 9 in 10 within 50 days (2 dated answers).'
    """
    half, most = round(replies.usual_days), round(replies.nine_in_ten_days)
    return _(
        "Of the applications that get an answer, half have it within {half} and 9 in 10 within {most} ({answers}).",
        half=counted(half, "day"),
        most=counted(most, "day"),
        answers=counted(replies.answered, "dated answer"),
    )


def _first_day(curve: pd.DataFrame, share: float) -> int | None:
    # A share that is reached exactly may fall short by rounding: half of the applications is .49999999999999994.
    days = curve.loc[curve["share"] >= share - 1e-9, "day"]
    return int(days.iloc[0]) if len(days) else None


def silence_model(count: MatureCount | None, delay: Delay, own_days: int | None = None) -> SilenceModel:
    """What to assume about answers that have not come. own_days: see `SilenceModel`.

    Counts: `count` is the evidence of the rate "response". With fewer than 50 applications the defaults are used:
    four in ten are ever answered, half of those within 14 days.

    Source:
        share = (4 + replies) / (10 + max(replies, sum F_R(age))); calibration by simulation (docs/statistics.md).
        presumed_day: a chance of 5 %, and never before day 60.

    >>> model = silence_model(None, Delay(9, 1.1))
    >>> model.share, round(model.quiet_day, 2), round(model.presumed_day, 2)
    (0.4, 19.88, 66.19)
    """
    own = count is not None and count.trials >= OWN_REPLIES_FROM
    used = delay if own else REPLY_DELAY
    share = reply_share(count.successes, count.shown) if count is not None and own else reply_share(0, 0)
    quiet, probably, presumed = (
        days_until_chance(chance, share, used) for chance in (GOING_QUIET, PROBABLY_GHOSTED, PRESUMED_GHOSTED)
    )
    presumed = max(float(EARLIEST_CLOSE_DAYS), presumed) if own_days is None else float(own_days)
    return SilenceModel(share, used, not own, quiet, probably, presumed, own_days)


def label_of(chance: float) -> Silence:
    """The label for a chance of a late answer.

    >>> label_of(0.21).value, label_of(0.20).value, label_of(0.03).value
    ('still early', 'going quiet', 'presumed ghosted')
    """
    if chance <= PRESUMED_GHOSTED:
        return Silence.PRESUMED
    if chance <= PROBABLY_GHOSTED:
        return Silence.PROBABLY
    return Silence.QUIET if chance <= GOING_QUIET else Silence.EARLY


def open_applications(
    journeys: pd.DataFrame, as_of: date, delays: Delays, model: SilenceModel, interview_rate: float
) -> pd.DataFrame:
    """Each open application with its days of silence and the chance that an answer still comes.

    Counts: one row per application whose outcome is open. Labels never change a rate or a count.

    Args:
        journeys: journeys frame.
        as_of: the day the history is looked at.
        delays: how long answers take.
        model: what to assume about answers (see `silence_model`).
        interview_rate: share of applications that lead to an interview, 0..1.

    Returns:
        Frame with WAITING_COLUMNS, best chance of an interview first. state: silent, answered or interviewed;
        days_silent: Int64 days since the application (the least it can be where only the month is known) or, once
        answered, since the last event; chance_reply and
        chance_interview: Float64 0..1, <NA> where answered or unknown; label: one of `Silence`.

    Source:
        P(reply still) = rho (1 - F_R(d)) / (1 - rho F_R(d)); P(interview still) = pi (1 - F_I(d)) / (1 - rho F_R(d)),
        at most P(reply still).
    """
    still = journeys[journeys["outcome"] == "open"]
    state = _states(still)
    days = days_between(_silent_since(still, state, as_of), as_of)
    waited = days.where((state == "silent") & still["knows_answers"].astype(bool) & (days >= 0))
    reply, interview = _chances(waited, delays, model, interview_rate)
    frame = still.assign(
        state=state,
        days_silent=days.clip(lower=0).astype("Int64"),
        chance_reply=reply.astype("Float64"),
        chance_interview=interview.astype("Float64"),
        label=_labels(reply, days, state, model),
    )
    order = ["chance_interview", "days_silent", "application_id"]
    return frame.sort_values(order, ascending=[False, True, True])[list(WAITING_COLUMNS)].reset_index(drop=True)


def _states(still: pd.DataFrame) -> pd.Series:
    """How far each open application came: silent, answered or interviewed."""
    interviewed, answered = still["reached_interview"].astype(bool), still["reached_answer"].astype(bool)
    return pd.Series("silent", still.index).mask(answered, "answered").mask(interviewed, "interviewed")


def _silent_since(still: pd.DataFrame, state: pd.Series, as_of: date) -> pd.Series:
    """The day of each application or, once answered, of its last event."""
    sent = pd.Series(last_days(still["applied_date"], month_only(still, "applied"), as_of), still.index)
    return sent.where(state == "silent", still["last_event_date"].astype(sent.dtype))


def _chances(
    waited: pd.Series, delays: Delays, model: SilenceModel, interview_rate: float
) -> tuple[pd.Series, pd.Series]:
    """The chance of an answer and of an interview after so many days of silence; NaN where those are NaN."""
    reply = pd.Series(chance_of_reply(waited, model.share, model.delay), waited.index)
    unseen = 1 - model.share * model.delay.cdf(waited)
    interview = interview_rate * (1 - delays.interview.cdf(waited)) / unseen
    return reply, pd.Series(np.minimum(interview, reply), waited.index)


def _labels(reply: pd.Series, days: pd.Series, state: pd.Series, model: SilenceModel) -> pd.Series:
    labels = [
        Silence.ANSWERED.value if reached != "silent" else _label(chance, day, model.presumed_day)
        for chance, day, reached in zip(reply, days, state, strict=True)
    ]
    return pd.Series(labels, reply.index, dtype="str")


def _label(chance: float, days: float, presumed_day: float) -> str:
    if np.isnan(chance):
        return Silence.UNKNOWN.value
    if days >= presumed_day:
        return Silence.PRESUMED.value
    by_chance = label_of(chance)
    return (Silence.PROBABLY if by_chance is Silence.PRESUMED else by_chance).value
