"""The answer that was kept when an experiment ended: as data, and said in the language spoken now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.delays import MatureCount
from analytics.experiments import Answer, Measure, compare_periods

if TYPE_CHECKING:
    from analytics.changes import Trial
    from analytics.experiments import ExperimentResult
    from data.experiments import Ending

_NUMBERS: Final = 6  # three counts of each of two periods


def counts(result: ExperimentResult) -> tuple[float, ...]:
    """Return what an answer was worked out from, as `Ending.counts` holds it."""
    periods = (result.before, result.after)
    return tuple(float(n) for each in periods if each for n in (each.successes, each.trials, each.mature_trials))


def sentence(ending: Ending, measure: str) -> str:
    """Return the sentence of a kept answer; as it was stored where its counts are not known."""
    if len(ending.counts) != _NUMBERS:
        return ending.sentence
    before, since = (
        MatureCount(round(successes), round(trials), aged, aged, aged)
        for successes, trials, aged in (ending.counts[:3], ending.counts[3:])
    )
    # Which other change it was is no part of the sentence, only that there was one.
    others = ("",) if ending.answer == Answer.OVERLAP else ()
    told = compare_periods(before, since, measure=Measure(measure), overlapping=others)
    return told.sentence if told.answer == ending.answer else ending.sentence


def still_holds(ending: Ending, trial: Trial, measure: str) -> bool:
    """Return whether the answer of today says nothing that the kept one does not say."""
    result = trial.result
    if result.answer != ending.answer:
        return False
    return result.answer is Answer.UNKNOWN or result.sentence == sentence(ending, measure)
