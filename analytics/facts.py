"""The kinds of facts that strategies are built on: counts and days. `analytics.evidence` gathers them.

One unit is one application unless a name says otherwise; None where the tracker cannot say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ROUTINE_WEEKS: Final = 8  # full weeks that are looked at for gaps
EARLIEST_NOTE_DAYS: Final = 14  # however fast others answer, nobody is asked to follow up sooner
RECENT_DAYS: Final = 14
THANKS_DAYS: Final = 2  # a thank-you note is due within two days of the talk
FRESH_DAYS: Final = 21  # people who met someone three weeks ago still remember how it went
USUAL_DAYS: Final = 56  # what is usual is counted over the eight weeks before


@dataclass(frozen=True, slots=True)
class Pace:
    """How steadily applications go out. None where dates cannot tell.

    weeks: whole weeks since the first application; per_week: mean of the last PACE_WEEKS full weeks; full_weeks: full
    weeks looked at for gaps (at most ROUTINE_WEEKS); empty_weeks: those in which no application was sent, nor may have
    been where only its month is known; days_since_last: whole days since the latest application, the least it can be;
    best_week: applications in the last full week if no earlier week had as many, None where any day is not known;
    usual: mean of the full weeks from the first to the latest application; gaps: of the weeks looked at, the empty ones
    that lie between two applications, so that a tracker which is a few weeks old does not look irregular.
    """

    weeks: int | None = None
    per_week: float | None = None
    full_weeks: int = 0
    empty_weeks: int = 0
    days_since_last: int | None = None
    best_week: int | None = None
    usual: float | None = None
    gaps: int = 0


@dataclass(frozen=True, slots=True)
class Silence:
    """Open applications without any answer.

    Silence is the least it can be where only the month of an application is known.

    quiet: silent for quiet_days or more, after which 1 in 5 or fewer still answer; gone: of them, silent for gone_days
    or more, after which 1 in 20 or fewer still answer (see `analytics.waiting.silence_model`); open: all open ones.
    """

    quiet: int
    gone: int
    quiet_days: int
    gone_days: int
    own_days: int | None = None  # from which the person presumes no answer, instead of by chance
    open: int = 0


@dataclass(frozen=True, slots=True)
class AfterTalks:
    """What came after interviews. Applications, counted once each.

    refused: ended with a no after a talk; refused_lately: in the last 60 days; refused_fresh: in the last
    FRESH_DAYS; since_refusal: days since the latest one; late_refusals: of more than one round, within RECENT_DAYS;
    latest_late_refusal: days since the latest of them at any time; latest_late_rounds: its rounds; rounds_before: the
    most rounds of any refusal before it;
    talked_this_week: a first talk of its kind in the last 7 days; talked_just_now: in the last THANKS_DAYS;
    since_talk: days since the latest talk known; refused_weeks_ago: a no after a talk 6 to 12 weeks ago;
    without_note: interviewed ones without a note, None where the tracker has no notes at all.
    """

    interviewed: int = 0
    refused: int = 0
    refused_lately: int = 0
    refused_fresh: int = 0
    since_refusal: int | None = None
    late_refusals: int = 0
    latest_late_refusal: int | None = None
    latest_late_rounds: int = 0
    rounds_before: int = 0
    talked_this_week: int = 0
    talked_just_now: int = 0
    since_talk: int | None = None
    refused_weeks_ago: int = 0
    without_note: int | None = None


@dataclass(frozen=True, slots=True)
class Tests:
    """Applications that had a test and are decided: ended there, or went on to a talk."""

    decided: int = 0
    passed: int = 0


@dataclass(frozen=True, slots=True)
class Rejections:
    """Rejections with a date, and what is usual: the mean of the eight weeks before, None in a young search.

    week: in the last 7 days; month: in the last 28.
    """

    week: int = 0
    month: int = 0
    usual_week: float | None = None
    usual_month: float | None = None


@dataclass(frozen=True, slots=True)
class Wins:
    """Milestones.

    accepted, undecided: see `analytics.endings`; first_interview: the first ever came within RECENT_DAYS; first_offer:
    within 30 days; round_number: applications sent, if 50, 100, 200, 500 or 1,000 was passed in the last 7 days.
    """

    accepted: bool = False
    undecided: bool = False
    first_interview: bool = False
    first_offer: bool = False
    round_number: int | None = None
