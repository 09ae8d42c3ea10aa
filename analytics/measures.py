"""The rates Rebound shows: what each one counts, in plain words, and the sentence that explains its verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.results import Verdict
from analytics.wording import counted, number, percent

if TYPE_CHECKING:
    from analytics.delays import MatureCount
    from analytics.results import Benchmark
    from analytics.verdicts import Judgement

AGED = "Open {trials} count in part: by the share of answers that usually come by their age. So waiting is not failure."


@dataclass(frozen=True, slots=True)
class Measure:
    """One rate. `unit` names its trials, `unknown` says what no file tells."""

    id: str
    label: str
    definition: str
    unit: str
    trial: str
    success: str
    unknown: str


MEASURES = {
    measure.id: measure
    for measure in (
        Measure(
            "response",
            "Applications answered",
            "Applications that got any answer from a person (a message, a test, a talk, an offer or a rejection), "
            "divided by applications. An automatic confirmation is not an answer. "
            + AGED.format(trials="applications"),
            "applications",
            "application",
            "answer",
            "Your files do not say which applications were answered.",
        ),
        Measure(
            "application_to_interview",
            "Applications that led to an interview",
            "Applications with at least one talk with a person (phone screens count), divided by applications. "
            "Tests and one-way videos are not talks. An offer without a recorded talk counts as one. "
            + AGED.format(trials="applications"),
            "applications",
            "application",
            "interview",
            "Your files do not say which applications led to an interview.",
        ),
        Measure(
            "interview_to_offer",
            "Interview rounds that led to an offer",
            "Applications with an offer, divided by all interview rounds held. All talks for one job on one day are "
            "one round. An offer without a recorded talk counts as one round. " + AGED.format(trials="rounds"),
            "interview rounds",
            "interview round",
            "offer",
            "Your files do not say which interviews led to an offer.",
        ),
        Measure(
            "process_to_offer",
            "Interviewed applications that led to an offer",
            "Applications with an offer, divided by applications with at least one interview: the same question as "
            "rounds for each offer, counted by company. " + AGED.format(trials="ones"),
            "interviewed applications",
            "interviewed application",
            "offer",
            "Your files do not say which interviews led to an offer.",
        ),
        Measure(
            "interviews_per_offer",
            "Interviews for one offer",
            "Interview rounds held, divided by applications with an offer; fewer is better. "
            + AGED.format(trials="rounds"),
            "interview rounds",
            "interview round",
            "offer",
            "Your files do not say which interviews led to an offer.",
        ),
        Measure(
            "application_to_offer",
            "Applications that led to an offer",
            "Applications with an offer, taken or not, divided by applications. " + AGED.format(trials="applications"),
            "applications",
            "application",
            "offer",
            "Your files do not say which applications led to an offer.",
        ),
    )
}


def evidence_words(measure: Measure, count: MatureCount) -> str:
    """Successes and aged trials in words.

    >>> from analytics.delays import MatureCount
    >>> evidence_words(MEASURES["application_to_interview"], MatureCount(3, 80, 61.2, 61.2, 61.2))
    '3 interviews from about 61 applications old enough to count'
    """
    aged = round(count.shown) if count.shown >= 10 else round(count.shown, 1)
    about = "" if aged == count.trials else "about "
    noun = measure.trial if aged == 1 else f"{measure.trial}s"
    whose = "old enough to count" if count.mostly_dated else "with or without a date"
    return f"{counted(count.successes, measure.success)} from {about}{number(aged)} {noun} {whose}"


def explain(
    measure: Measure, count: MatureCount, judgement: Judgement, benchmark: Benchmark, more: int | None = None
) -> str:
    """Why a rate has its verdict, in two or three plain sentences with the counts in them."""
    if not count.trials:
        return f"No {measure.trial}s yet, so there is nothing to judge."
    if round(count.low, 1) == 0:
        words = f"{counted(count.trials, measure.trial)} so far, none old enough to count"
        return f"Too early to tell: {words}.{_undated(count)}"
    words = evidence_words(measure, count)
    said = {
        Verdict.BELOW: f"Below {benchmark.called} ({benchmark.wording}): {words}. "
        f"We are at least 95 % sure that the true rate is under {percent(benchmark.low)}.",
        Verdict.ABOVE: f"Above {benchmark.called} ({benchmark.wording}): {words}. "
        f"We are at least 95 % sure that the true rate is over {percent(benchmark.high)}.",
        Verdict.WITHIN: f"About at {benchmark.called} ({benchmark.wording}): {words}. Less than half of it is "
        f"unlikely, and so is more than double. A closer answer takes far more {measure.trial}s.",
        Verdict.TOO_EARLY: f"Too early to tell: {words}.{_leaning(judgement, benchmark)}"
        f"{_needed(measure, count, more)}",
    }[judgement.verdict]
    return said + _undated(count)


def _leaning(judgement: Judgement, benchmark: Benchmark) -> str:
    if judgement.leaning is None:
        return ""
    return f" So far it leans {judgement.leaning.value} {benchmark.called}, which may still be luck."


def _needed(measure: Measure, count: MatureCount, more: int | None) -> str:
    if not count.mostly_dated:
        return " Too many open ones have no date to tell whether it is low."
    if not more:
        return ""
    another = f"another {measure.success}" if count.successes else f"an {measure.success}"
    return f" Without {another}, a first answer needs about {number(more)} more."


def _undated(count: MatureCount) -> str:
    if not count.undated_pending:
        return ""
    pending = number(count.undated_pending)
    if count.shown > count.low:
        higher = f" ({percent(count.successes / count.low)} without them)" if count.successes else ""
        return (
            f" That counts {pending} open without a date in full. If they are still young, the rate is higher{higher}."
        )
    lower = f" ({percent(count.successes / count.high)} if they all counted)" if count.successes else ""
    return f" Left out: {pending} open without a date{lower}."


def explain_per_offer(count: MatureCount, judgement: Judgement, benchmark: Benchmark) -> str:
    """The verdict on rounds and offers, read the other way round: fewer interviews for one offer is better."""
    rounds = counted(count.trials, "interview round")
    if not count.successes:
        return f"No offers in {rounds} so far." if count.trials else "No interviews yet."
    first = f"{counted(count.successes, 'offer').capitalize()} from {rounds} so far."
    used = f"{benchmark.called} ({benchmark.wording})"
    return {
        Verdict.ABOVE: f"{first} You need fewer interviews for one offer than {used}.",
        Verdict.BELOW: f"{first} You need more interviews for one offer than {used}.",
        Verdict.WITHIN: f"{first} That is about {used}.",
        Verdict.TOO_EARLY: f"{first} It is too early to compare that with {used}.",
    }[judgement.verdict]


def explain_readings(rounds: Verdict, processes: Verdict) -> str:
    """Whether counting by company instead of by round changes the verdict.

    >>> explain_readings(Verdict.ABOVE, Verdict.ABOVE)
    ' Counted by company instead of by round, the answer is the same.'
    """
    if rounds is processes:
        return "" if rounds is Verdict.TOO_EARLY else " Counted by company instead of by round, the answer is the same."
    named = {verdict: verdict.value.replace("_", " ") for verdict in Verdict}
    return f" It depends on how interviews are counted (by round: {named[rounds]}; by company: {named[processes]})."
