"""Strategies that counts and dates call for: feedback, reviews, skills, routine, silence, contact."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from analytics import triggers
from analytics.expected import gain_at_pace
from analytics.facts import ROUTINE_WEEKS
from analytics.results import Verdict
from analytics.standing import second_of
from analytics.triggers import STOPPED_DAYS, Finding, Tier, days_before
from analytics.triggers.pace import ENOUGH, GAPS, MIN_PACE, seldom, uneven, works
from analytics.wording import capital, counted, number, part_of
from data.language import _, plural

if TYPE_CHECKING:
    from analytics.evidence import Evidence
    from analytics.facts import AfterTalks, Pace, Silence, Tests
    from analytics.triggers import Numbers

MIN_QUIET: Final = 3  # silent applications, before they are worth a suggestion
MIN_TESTS: Final = 4
TESTS_PASSED: Final = 0.25
SEVERAL: Final = 3  # interviews without a note
WAITED_DAYS: Final = 21  # without sending anything, while
MANY_QUIET: Final = 10  # applications have been silent for too long, which are
NEARLY_ALL: Final = 0.8  # of the open ones

# Order among what has its day today or stands in the way (boost); reasons in docs/suggestions.md.
_REVIEW: Final = 52
_SKILLS: Final = 48
_WAITING: Final = 44
_ROUTINE: Final = 40
_THANKS: Final = 36
_FEEDBACK: Final = 32
# The same where interviews lead to too few offers.
_FEEDBACK_LOW: Final = 14
_REVIEW_LOW: Final = 13


def ask_feedback(evidence: Evidence) -> Finding | str:
    """A no after an interview within the last two months."""
    talks = evidence.talks
    if not talks.refused_lately:
        return _("No application is known to have ended with a no after an interview in the last two months.")
    ended = plural(
        talks.refused_lately,
        "{n} application ended with a no after an interview in the last two months.",
        "{n} applications ended with a no after an interview in the last two months.",
    )
    noticed = f"{ended} {_('If you have not asked for feedback yet, now is a good time.')}"
    tier, boost = _stage_two(evidence, now=_is_fresh(talks), boost=_FEEDBACK, low=_FEEDBACK_LOW)
    numbers: Numbers = {"refused_lately": talks.refused_lately} | days_before(evidence, talks.since_refusal)
    change = _("It goes away two months after the last no. If you asked already, mark it as done.")
    return Finding(tier, noticed, numbers, gain=triggers.UNKNOWN_GAIN, boost=boost, change=change)


def _is_fresh(talks: AfterTalks) -> bool:
    """Every talk so far ended with a no, within the last three weeks: nothing else is under way to learn from.

    Not for every single no: at one offer in twelve interviews they come as a matter of course, and the first place
    would jump with each of them.
    """
    return 0 < talks.refused_fresh == talks.refused == talks.interviewed


def review_interviews(evidence: Evidence) -> Finding | str:
    """Interviews without a note, in a tracker that has notes."""
    talks = evidence.talks
    if not talks.interviewed:
        return _("There is no interview to review yet.")
    if talks.without_note is None:
        return _("Your tracker has no notes, so it is unknown which interviews you reviewed.")
    if not talks.without_note:
        return _("Each interview has a note.")
    noticed = plural(
        talks.without_note,
        "{part} with an interview has no note yet.",
        "{part} with an interview have no note yet.",
        part=part_of(talks.without_note, talks.interviewed, "application"),
    )
    numbers: Numbers = {"without_note": talks.without_note, "interviewed": talks.interviewed}
    now = talks.without_note >= SEVERAL and 2 * talks.without_note >= talks.interviewed
    tier, boost = _stage_two(evidence, now=now, boost=_REVIEW, low=_REVIEW_LOW)
    change = _("A note for each interview makes this go away.")
    return Finding(tier, noticed, numbers, gain=triggers.UNKNOWN_GAIN, boost=boost, change=change)


def skills(evidence: Evidence) -> Finding | str:
    """Most applications that had a test ended there."""
    tests = evidence.tests
    if tests.decided < MIN_TESTS:
        found = capital(counted(tests.decided, "test"))
        return _("{tests} with a known end so far. It takes {needed} to see a gap.", tests=found, needed=MIN_TESTS)
    if tests.passed > TESTS_PASSED * tests.decided:
        return _("{part} led to a talk.", part=part_of(tests.passed, tests.decided, "test"))
    sure = _("The count is sure. What the tests have in common, only you can tell.")
    change = _("It goes away once more than a quarter of the tests lead to a talk.")
    numbers: Numbers = {"passed": tests.passed, "tests": tests.decided}
    return Finding(Tier.NOW, _few_passed(tests), numbers, sure, triggers.UNKNOWN_GAIN, _SKILLS, change)


def _few_passed(tests: Tests) -> str:
    if not tests.passed:
        none = counted(tests.decided, "application")
        return _("None of {applications} that had a test led to a talk.", applications=none)
    return plural(
        tests.passed,
        "{part} that had a test led to a talk.",
        "{part} that had a test led to a talk.",
        part=part_of(tests.passed, tests.decided, "application"),
    )


def routine(evidence: Evidence) -> Finding | str:
    """Empty weeks, a low pace, or no applications (any more)."""
    pace, applications = evidence.pace, evidence.report.counts.applications
    if applications == 0:
        noticed = _("There are no applications here yet, so a first week's plan is the next step.")
        return Finding(Tier.MISSING, noticed, {}, change=_("Your first applications change this."))
    if evidence.wins.accepted or evidence.wins.undecided:
        return triggers.DONE
    if pace.days_since_last is None:
        return _("The applications have no dates, so their weekly pace is unknown.")
    if pace.days_since_last > STOPPED_DAYS:
        return _stopped(pace.days_since_last // 7)
    irregular = uneven(evidence)
    if irregular or pace.empty_weeks >= GAPS:
        return _gaps(pace, irregular=irregular)
    return _low_pace(evidence)


def _stopped(weeks_ago: int) -> Finding:
    noticed = plural(
        weeks_ago,
        "The latest application here is {n} week old. If you sent more since then, add them first.",
        "The latest application here is {n} weeks old. If you sent more since then, add them first.",
    )
    change = _("A new application, or a fresh file, changes this.")
    return Finding(Tier.STEADY, noticed, {"weeks_since_last": weeks_ago}, change=change)


def _gaps(pace: Pace, *, irregular: bool) -> Finding:
    noticed = plural(
        pace.full_weeks,
        "Of the last {n} full week, {empty} had no application.",
        "Of the last {n} full weeks, {empty} had no application.",
        empty=number(pace.empty_weeks),
    )
    numbers: Numbers = {"full_weeks": pace.full_weeks, "empty_weeks": pace.empty_weeks, "window": ROUTINE_WEEKS}
    tier, boost = (Tier.NOW, _ROUTINE) if irregular else (Tier.HABIT, 0)
    change = _("It goes away once none of the last {weeks} full weeks is empty.", weeks=ROUTINE_WEEKS)
    return Finding(tier, noticed, numbers, gain=triggers.UNKNOWN_GAIN, boost=boost, change=change)


def follow_up(evidence: Evidence) -> Finding | str:
    """Applications silent for longer than answers usually take."""
    silence = evidence.silence
    if evidence.wins.accepted:
        return triggers.DONE
    if silence.quiet < MIN_QUIET:
        return _few_silent(silence)
    known = _("Whether a note helps is not known from your data.")
    sure = f"{_still_answer(silence)} {known}"
    change = _("It goes away when fewer than three are silent for that long. Closing the old ones is enough.")
    tier, boost = (Tier.NOW, _WAITING) if _only_waits(evidence) else (Tier.HABIT, 0)
    return Finding(tier, _silent(silence), asdict(silence), sure, triggers.UNKNOWN_GAIN, boost, change)


def _few_silent(silence: Silence) -> str:
    late = counted(silence.quiet_days, "day")
    if not silence.quiet:
        return _("No open applications are known to be silent for {days} or more.", days=late)
    return plural(
        silence.quiet,
        "Only {n} open application is known to be silent for {days} or more. It takes {needed}.",
        "Only {n} open applications are known to be silent for {days} or more. It takes {needed}.",
        days=late,
        needed=number(MIN_QUIET),
    )


def _silent(silence: Silence) -> str:
    said = plural(
        silence.quiet,
        "{n} open application has had no answer for {days} or more.",
        "{n} open applications have had no answer for {days} or more.",
        days=counted(silence.quiet_days, "day"),
    )
    if not silence.gone:
        return said
    gone = plural(
        silence.gone,
        "{n} of them for {days} or more.",
        "{n} of them for {days} or more.",
        days=counted(silence.gone_days, "day"),
    )
    return f"{said} {gone}"


def _still_answer(silence: Silence) -> str:
    """How many still answer after so much silence; of the person's own limit only the person knows."""
    if silence.own_days is not None:
        return plural(
            silence.quiet_days,
            "After {n} day of silence 1 in 5 or fewer still answer.",
            "After {n} days of silence 1 in 5 or fewer still answer.",
        )
    return plural(
        silence.quiet_days,
        "After {n} day of silence 1 in 5 or fewer still answer, after {more} days 1 in 20 or fewer.",
        "After {n} days of silence 1 in 5 or fewer still answer, after {more} days 1 in 20 or fewer.",
        more=number(silence.gone_days),
    )


def _only_waits(evidence: Evidence) -> bool:
    """Nothing was sent for three weeks or more, and nearly all that is open has been silent for too long."""
    silence, rested = evidence.silence, evidence.pace.days_since_last
    resting = rested is not None and WAITED_DAYS <= rested <= STOPPED_DAYS
    return resting and silence.quiet >= MANY_QUIET and silence.quiet >= NEARLY_ALL * silence.open


def stay_in_touch(evidence: Evidence) -> Finding | str:
    """A talk in the last week, or a no after a talk six to twelve weeks ago."""
    talks = evidence.talks
    lines = _contacts(talks)
    if not lines:
        return _("No talk is known in the last 7 days, and none that ended with a no 6 to 12 weeks ago.")
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
    return Finding(tier, " ".join(lines), numbers, gain=triggers.UNKNOWN_GAIN, boost=boost, change=_until(talks))


def _contacts(talks: AfterTalks) -> list[str]:
    lines = []
    if talks.talked_this_week:
        lines.append(
            plural(
                talks.talked_this_week,
                "{n} application had a talk in the last 7 days.",
                "{n} applications had a talk in the last 7 days.",
            )
        )
    if talks.refused_weeks_ago:
        lines.append(
            plural(
                talks.refused_weeks_ago,
                "{n} application ended with a no after a talk 6 to 12 weeks ago.",
                "{n} applications ended with a no after a talk 6 to 12 weeks ago.",
            )
        )
    return lines


def _until(talks: AfterTalks) -> str:
    """When the advice to keep in touch ends: that of the talk first, since it is the next to end."""
    until = _("It goes away a week after the talk.")
    if not talks.talked_this_week:
        until = _("It goes away twelve weeks after the no.")
    elif talks.refused_weeks_ago:
        until = _("The part on the talk goes away a week after it, the part on the no twelve weeks after it.")
    return f"{until} {_('If you wrote already, mark it as done.')}"


def _low_pace(evidence: Evidence) -> Finding | str:
    pace = evidence.pace.per_week
    if pace is None:
        return _("It takes four full weeks of applications to see a pace.")
    if works(evidence) or evidence.report.counts.offers:
        return _("You send about {pace} a week, and what you send works.", pace=number(pace))
    always = seldom(evidence)
    if pace >= MIN_PACE and not always:
        return _("You send about {pace} applications a week, without long gaps.", pace=number(pace))
    noticed = _("You sent about {pace} a week over the last 4 full weeks.", pace=number(pace))
    more = gain_at_pace(evidence.report, ENOUGH)
    said = _("Offers grow with the number of good applications. Twice as many bring about twice as many.")
    numbers: Numbers = {**more.numbers, "per_week": pace, "full_weeks": 4, "enough": ENOUGH}
    tier, boost = (Tier.NOW, _ROUTINE) if always else (Tier.HABIT, 0)
    change = _("With {pace} or more a week over four weeks, this goes away.", pace=number(ENOUGH))
    return Finding(tier, noticed, numbers, gain=f"{said} {more.sentence}".strip(), boost=boost, change=change)


def _stage_two(evidence: Evidence, *, now: bool, boost: int, low: int) -> tuple[Tier, int]:
    """The place of advice about interviews: with a rate that is too low, today, or among the habits."""
    second = second_of(evidence.report)
    if second.low:
        return (Tier.VERDICT if second.below else Tier.LEANING), low
    works = second.ratio.verdict is Verdict.ABOVE
    return (Tier.NOW, boost) if now and not works else (Tier.HABIT, 0)
