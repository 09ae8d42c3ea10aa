"""Strategies that counts and dates call for: feedback, reviews, skills, routine, silence, contact."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from analytics.results import Verdict
from analytics.standing import first_of, second_of
from analytics.triggers import DONE, STOPPED_DAYS, Finding, Tier
from analytics.wording import capital, counted, number, part_of, verb, weeks

if TYPE_CHECKING:
    from analytics.evidence import Evidence
    from analytics.triggers import Numbers

MIN_PACE: Final = (
    5.0  # applications per week; with fewer, more of them is the first lever (statistics notes, section 6)
)
MIN_QUIET: Final = 3  # silent applications, before they are worth a suggestion
MIN_TESTS: Final = 4
TESTS_PASSED: Final = 0.25
GAPS: Final = 2  # weeks without an application, of the last eight


def ask_feedback(evidence: Evidence) -> Finding | str:
    """A no after an interview within the last two months."""
    talks = evidence.talks
    if not talks.refused_lately:
        return "No application is known to have ended with a no after an interview in the last two months."
    noticed = (
        f"{counted(talks.refused_lately, 'application')} ended with a no after an interview in the last two months. "
        "If you have not asked for feedback yet, now is a good time."
    )
    return Finding(_stage_two_tier(evidence), noticed, {"refused_lately": talks.refused_lately})


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
    return Finding(_stage_two_tier(evidence), noticed, numbers)


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
    return Finding(Tier.HABIT, noticed, {"passed": tests.passed, "tests": tests.decided}, sure)


def routine(evidence: Evidence) -> Finding | str:
    """Empty weeks, a low pace, or no applications (any more)."""
    pace, applications = evidence.pace, evidence.report.counts.applications
    if applications == 0:
        return Finding(Tier.MISSING, "There are no applications here yet, so a first week's plan is the next step.", {})
    if evidence.wins.accepted or evidence.wins.undecided:
        return DONE
    if pace.days_since_last is None:
        return "The applications have no dates, so their weekly pace is unknown."
    if pace.days_since_last > STOPPED_DAYS:
        ago = weeks(pace.days_since_last // 7)
        noticed = f"The latest application here is {ago} old. If you sent more since then, add them first."
        return Finding(Tier.STEADY, noticed, {"weeks_since_last": pace.days_since_last // 7})
    if pace.empty_weeks >= GAPS:
        noticed = f"Of the last {counted(pace.full_weeks, 'full week')}, {number(pace.empty_weeks)} had no application."
        return Finding(Tier.HABIT, noticed, {"full_weeks": pace.full_weeks, "empty_weeks": pace.empty_weeks})
    return _low_pace(evidence)


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
    sure = (
        f"After {late} of silence 1 in 5 or fewer still answer, after {over} 1 in 20 or fewer. Whether a note helps is "
        "not known from your data."
    )
    return Finding(Tier.HABIT, noticed, asdict(silence), sure)


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
    return Finding(Tier.HABIT, " ".join(lines), numbers)


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
    gain = "Offers grow with the number of good applications: twice as many bring about twice as many offers."
    return Finding(Tier.HABIT, noticed, {"per_week": pace, "full_weeks": 4}, gain=gain)


def _stage_two_tier(evidence: Evidence) -> Tier:
    second = second_of(evidence.report)
    if second.below:
        return Tier.VERDICT
    return Tier.LEANING if second.low else Tier.HABIT
