"""Strategies that counts and dates call for: feedback, reviews, skills, routine, silence, contact."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from analytics.expected import expected_gain
from analytics.forecast import WhatIf
from analytics.results import Verdict
from analytics.standing import first_of, second_of
from analytics.triggers import DONE, STOPPED_DAYS, UNKNOWN_GAIN, Finding, Tier, days_before
from analytics.wording import capital, counted, number, part_of, verb, weeks

if TYPE_CHECKING:
    from analytics.evidence import Evidence
    from analytics.facts import AfterTalks, Pace
    from analytics.triggers import Numbers

MIN_PACE: Final = (
    5.0  # applications per week; with fewer, more of them is the first lever (statistics notes, section 6)
)
MIN_QUIET: Final = 3  # silent applications, before they are worth a suggestion
MIN_TESTS: Final = 4
TESTS_PASSED: Final = 0.25
GAPS: Final = 2  # weeks without an application, of the last eight
SEVERAL: Final = 3  # interviews without a note, or noes after a talk
WAITED_DAYS: Final = 21  # without sending anything, while
MANY_QUIET: Final = 10  # applications have been silent for too long, which are
NEARLY_ALL: Final = 0.8  # of the open ones

# Order among what has its day today or stands in the way (boost); reasons in docs/suggestions.md.
_THANKS: Final = 60
_FEEDBACK: Final = 56
_REVIEW: Final = 52
_SKILLS: Final = 48
_WAITING: Final = 44
_ROUTINE: Final = 40


def ask_feedback(evidence: Evidence) -> Finding | str:
    """A no after an interview within the last two months."""
    talks = evidence.talks
    if not talks.refused_lately:
        return "No application is known to have ended with a no after an interview in the last two months."
    noticed = (
        f"{counted(talks.refused_lately, 'application')} ended with a no after an interview in the last two months. "
        "If you have not asked for feedback yet, now is a good time."
    )
    tier, boost = _stage_two(evidence, now=_is_fresh(talks), boost=_FEEDBACK)
    numbers: Numbers = {"refused_lately": talks.refused_lately} | days_before(evidence, talks.since_refusal)
    change = "It goes away two months after the last no. If you asked already, mark it as done."
    return Finding(tier, noticed, numbers, gain=UNKNOWN_GAIN, boost=boost, change=change)


def _is_fresh(talks: AfterTalks) -> bool:
    """The first no ever after a talk, or several at once that are most of all: while the people still remember.

    Not for every single no: at one offer in twelve interviews they come as a matter of course, and the first place
    would jump with each of them.
    """
    return talks.refused_fresh >= (1 if talks.refused == 1 else SEVERAL) and 2 * talks.refused_fresh >= talks.refused


def review_interviews(evidence: Evidence) -> Finding | str:
    """Interviews without a note, in a tracker that has notes."""
    talks = evidence.talks
    if not talks.interviewed:
        return "There is no interview to review yet."
    if talks.without_note is None:
        return "Your tracker has no notes, so it is unknown which interviews you reviewed."
    if not talks.without_note:
        return "Each interview has a note."
    subject = part_of(talks.without_note, talks.interviewed, "application")
    noticed = f"{subject} with an interview {verb(talks.without_note, 'has', 'have')} no note yet."
    numbers: Numbers = {"without_note": talks.without_note, "interviewed": talks.interviewed}
    now = talks.without_note >= SEVERAL and 2 * talks.without_note >= talks.interviewed
    tier, boost = _stage_two(evidence, now=now, boost=_REVIEW)
    return Finding(
        tier, noticed, numbers, gain=UNKNOWN_GAIN, boost=boost, change="A note for each interview makes this go away."
    )


def skills(evidence: Evidence) -> Finding | str:
    """Most applications that had a test ended there."""
    tests = evidence.tests
    if tests.decided < MIN_TESTS:
        found = capital(counted(tests.decided, "test"))
        return f"{found} with a known end so far. It takes {MIN_TESTS} to see a gap."
    if tests.passed > TESTS_PASSED * tests.decided:
        return f"{part_of(tests.passed, tests.decided, 'test')} led to a talk."
    noticed = f"{part_of(tests.passed, tests.decided, 'application')} that had a test led to a talk."
    sure = "The count is sure. What the tests have in common, only you can tell."
    change = "It goes away once more than a quarter of the tests lead to a talk."
    numbers: Numbers = {"passed": tests.passed, "tests": tests.decided}
    return Finding(Tier.NOW, noticed, numbers, sure, UNKNOWN_GAIN, _SKILLS, change)


def routine(evidence: Evidence) -> Finding | str:
    """Empty weeks, a low pace, or no applications (any more)."""
    pace, applications = evidence.pace, evidence.report.counts.applications
    if applications == 0:
        noticed = "There are no applications here yet, so a first week's plan is the next step."
        return Finding(Tier.MISSING, noticed, {}, change="Your first applications change this.")
    if evidence.wins.accepted or evidence.wins.undecided:
        return DONE
    if pace.days_since_last is None:
        return "The applications have no dates, so their weekly pace is unknown."
    if pace.days_since_last > STOPPED_DAYS:
        ago = weeks(pace.days_since_last // 7)
        noticed = f"The latest application here is {ago} old. If you sent more since then, add them first."
        numbers: Numbers = {"weeks_since_last": pace.days_since_last // 7}
        return Finding(Tier.STEADY, noticed, numbers, change="A new application, or a fresh file, changes this.")
    if pace.empty_weeks >= GAPS:
        return _gaps(pace)
    return _low_pace(evidence)


def _gaps(pace: Pace) -> Finding:
    noticed = f"Of the last {counted(pace.full_weeks, 'full week')}, {number(pace.empty_weeks)} had no application."
    numbers: Numbers = {"full_weeks": pace.full_weeks, "empty_weeks": pace.empty_weeks}
    irregular = pace.gaps >= GAPS
    tier, boost = (Tier.NOW, _ROUTINE) if irregular else (Tier.HABIT, 0)
    change = "A month without an empty week makes this go away."
    return Finding(tier, noticed, numbers, gain=UNKNOWN_GAIN, boost=boost, change=change)


def follow_up(evidence: Evidence) -> Finding | str:
    """Applications silent for longer than answers usually take."""
    silence = evidence.silence
    late, over = counted(silence.quiet_days, "day"), counted(silence.gone_days, "day")
    if evidence.wins.accepted:
        return DONE
    if silence.quiet < MIN_QUIET:
        found = capital(counted(silence.quiet, "open application"))
        return f"{found} {verb(silence.quiet, 'is', 'are')} known to be silent for {late} or more."
    gone = f" {number(silence.gone)} of them for {over} or more." if silence.gone else ""
    noticed = f"{counted(silence.quiet, 'open application')} have been silent for {late} or more.{gone}"
    rest = f", after {over} 1 in 20 or fewer" if silence.own_days is None else ""
    known = "Whether a note helps is not known from your data."
    sure = f"After {late} of silence 1 in 5 or fewer still answer{rest}. {known}"
    change = "It goes away when fewer than three are silent for that long. Closing the old ones is enough."
    tier, boost = (Tier.NOW, _WAITING) if _only_waits(evidence) else (Tier.HABIT, 0)
    return Finding(tier, noticed, asdict(silence), sure, UNKNOWN_GAIN, boost, change)


def _only_waits(evidence: Evidence) -> bool:
    """Nothing was sent for three weeks or more, and nearly all that is open has been silent for too long."""
    silence, rested = evidence.silence, evidence.pace.days_since_last
    resting = rested is not None and WAITED_DAYS <= rested <= STOPPED_DAYS
    return resting and silence.quiet >= MANY_QUIET and silence.quiet >= NEARLY_ALL * silence.open


def stay_in_touch(evidence: Evidence) -> Finding | str:
    """A talk in the last week, or a no after a talk six to twelve weeks ago."""
    talks = evidence.talks
    lines = []
    if talks.talked_this_week:
        lines.append(f"{counted(talks.talked_this_week, 'application')} had a talk in the last 7 days.")
    if talks.refused_weeks_ago:
        lines.append(
            f"{counted(talks.refused_weeks_ago, 'application')} ended with a no after a talk 6 to 12 weeks ago."
        )
    if not lines:
        return "No talk is known in the last 7 days, and none that ended with a no 6 to 12 weeks ago."
    numbers: Numbers = {
        "talked_this_week": talks.talked_this_week,
        "refused_weeks_ago": talks.refused_weeks_ago,
        "days": 7,
        "from_weeks": 6,
        "to_weeks": 12,
    }
    if talks.talked_this_week:
        numbers |= days_before(evidence, talks.since_talk)
    tier, boost = (Tier.NOW, _THANKS) if talks.talked_just_now and talks.interviewed == 1 else (Tier.HABIT, 0)
    change = "It goes away some days after the talk. If you wrote already, mark it as done."
    return Finding(tier, " ".join(lines), numbers, gain=UNKNOWN_GAIN, boost=boost, change=change)


def _low_pace(evidence: Evidence) -> Finding | str:
    pace = evidence.pace.per_week
    if pace is None:
        return "It takes four full weeks of applications to see a pace."
    first = first_of(evidence.report)
    if first.ratio.verdict is Verdict.ABOVE or evidence.report.counts.offers:
        return f"You send about {number(pace)} a week, and what you send works."
    if pace >= MIN_PACE:
        return f"You send about {number(pace)} applications a week, without long gaps."
    noticed = f"You sent about {number(pace)} a week over the last 4 full weeks."
    gain = expected_gain(evidence.report, WhatIf(pace=MIN_PACE))
    said = "Offers grow with the number of good applications. Twice as many bring about twice as many."
    more = f" With {number(MIN_PACE)} a week: {gain.sentence[:1].lower()}{gain.sentence[1:]}" if gain.sentence else ""
    numbers: Numbers = {**gain.numbers, "per_week": pace, "full_weeks": 4, "enough": MIN_PACE}
    always = evidence.pace.usual is not None and evidence.pace.usual < MIN_PACE
    tier, boost = (Tier.NOW, _ROUTINE) if always else (Tier.HABIT, 0)
    change = f"With {number(MIN_PACE)} or more a week over four weeks, this goes away."
    return Finding(tier, noticed, numbers, gain=f"{said}{more}", boost=boost, change=change)


def _stage_two(evidence: Evidence, *, now: bool, boost: int) -> tuple[Tier, int]:
    """The place of advice about interviews: with a rate that is too low, today, or among the habits."""
    second = second_of(evidence.report)
    if second.low:
        return (Tier.VERDICT if second.below else Tier.LEANING), boost // 4
    works = second.ratio.verdict is Verdict.ABOVE
    return (Tier.NOW, boost) if now and not works else (Tier.HABIT, 0)
