"""Conversion rates of a search: counts, mature-equivalent counts, intervals and verdicts.

Each rate is taken only over applications whose file can tell (`knows_*`): what is unknown is not a failure.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analytics import measures
from analytics.benchmarks import document_benchmarks
from analytics.clocks import application_clock, offer_clock
from analytics.delays import Delays, MatureCount, days_between
from analytics.intervals import jeffreys
from analytics.measures import Measure, explain, explain_per_offer, explain_readings
from analytics.results import Ratio, Verdict
from analytics.verdicts import judge, more_needed
from data.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd
    from numpy.typing import NDArray

    from analytics.clocks import Cdf, Clock
    from analytics.results import Benchmark, Counts

    Evidence = dict[str, MatureCount | None]


def journey_evidence(
    journeys: pd.DataFrame, as_of: date, delays: Delays, *, mature_days: int | None = None
) -> Evidence:
    """Count successes and aged trials of every rate; None where no file can tell.

    Counts: one unit is one application, except interview_to_offer: one interview round. Left out: applications whose
    file cannot tell.

    Args:
        journeys: journeys frame.
        as_of: the day the history is looked at.
        delays: how long answers take (see `blended_delays`).
        mature_days: if given, application_to_interview uses only applications of at least this age, each in full.

    Returns:
        {ratio id: MatureCount or None}.

    Source:
        N = max(k, sum F(age)), see `analytics.delays`.
    """
    usual = Delays()
    curves = {
        "response": ("knows_answers", "reached_answer", delays.reply.cdf, usual.reply.cdf),
        "application_to_interview": (
            "knows_interviews",
            "reached_interview",
            delays.interview.cdf,
            usual.interview.cdf,
        ),
        "application_to_offer": (
            "knows_offers",
            "reached_offer",
            delays.application_to_offer,
            usual.application_to_offer,
        ),
    }
    evidence: Evidence = {}
    for ratio, (knows, reached, cdf, usual_cdf) in curves.items():
        clock = application_clock(journeys, as_of, reached)
        known = _flags(journeys, knows)
        evidence[ratio] = _mature(journeys, reached, known.astype(float), clock, (cdf, usual_cdf))
    evidence |= _offer_evidence(journeys, as_of, delays, usual)
    if mature_days is not None and evidence["application_to_interview"] is not None:
        evidence["application_to_interview"] = _mature_only(journeys, as_of, mature_days)
    return evidence if len(journeys) else dict.fromkeys(evidence, MatureCount(0, 0, 0.0, 0.0, 0.0))


def _flags(journeys: pd.DataFrame, name: str) -> NDArray[np.bool_]:
    return journeys[name].to_numpy(dtype=bool)


def _offer_evidence(journeys: pd.DataFrame, as_of: date, delays: Delays, usual: Delays) -> Evidence:
    known = _flags(journeys, "knows_interviews") & _flags(journeys, "knows_offers")
    if not known.any():
        return {"interview_to_offer": None, "process_to_offer": None}
    held = (known & _flags(journeys, "reached_interview")).astype(float)
    rounds = journeys["rounds"].fillna(1).to_numpy(dtype=np.float64)
    clock, curves = offer_clock(journeys, as_of), (delays.offer.cdf, usual.offer.cdf)
    units = {"interview_to_offer": held * rounds, "process_to_offer": held}
    return {
        ratio: _mature(journeys, "reached_offer", size, clock, curves) or MatureCount(0, 0, 0.0, 0.0, 0.0)
        for ratio, size in units.items()
    }


def _mature(
    journeys: pd.DataFrame, reached: str, size: NDArray[np.float64], clock: Clock, curves: tuple[Cdf, Cdf]
) -> MatureCount | None:
    """Add up `size` trials an application, by the person's own delays and by the default ones; None for no trials."""
    counted = size > 0
    if not counted.any():
        return None
    success = _flags(journeys, reached) & counted
    undated = np.isnan(clock.age[0]) & counted
    pending = undated & ~success & (journeys["outcome"] == "open").to_numpy(dtype=bool)
    low, high, least = (float(size @ weight) for weight in clock.weights(curves[0]))
    usual_least = float(size @ clock.weights(curves[1])[2])
    k = int(success.sum())
    shown = max(k, low)
    return MatureCount(
        successes=k,
        trials=round(size.sum()),
        low=shown,
        high=max(shown, high),
        cautious=max(k, min(low, least, usual_least)),
        undated_pending=round(size[pending].sum()),
        undated_successes=int((undated & success).sum()),
    )


def _mature_only(journeys: pd.DataFrame, as_of: date, mature_days: int) -> MatureCount:
    """Count applications of at least `mature_days`, each in full; successes and trials come from the same ones."""
    aged = journeys["knows_interviews"].astype(bool) & (days_between(journeys["applied_date"], as_of) >= mature_days)
    trials = int(aged.sum())
    return MatureCount(int(journeys.loc[aged, "reached_interview"].sum()), trials, trials, trials, trials)


def aggregate_evidence(counts: Counts) -> Evidence:
    """Count successes and trials where only totals are known: closed ones count in full, open ones may or may not.

    Args:
        counts: of a file without single applications.

    Returns:
        {ratio id: MatureCount or None}; low is without the open ones, high with them.

    >>> from analytics.counts import count_aggregate
    >>> totals = count_aggregate({"applications": 58, "interviewed": 8, "offers": 0, "open": 4})
    >>> aggregate_evidence(totals)["application_to_interview"].low
    54.0
    """
    n, interviewed, rounds = counts.applications, counts.interviewed, counts.interview_rounds
    open_ones = _not_closed(counts)
    talking = None if interviewed is None else min(open_ones, interviewed)
    return {
        "response": _total(counts.answered, n, open_ones),
        "application_to_interview": _total(interviewed, n, open_ones),
        "application_to_offer": _total(counts.offers, n, open_ones),
        "interview_to_offer": _rounds_total(counts.offers, interviewed, rounds, talking),
        "process_to_offer": _total(counts.offers, interviewed, talking),
    }


def _not_closed(counts: Counts) -> int:
    """Applications that may still be open: all without a known end where the file does not count open ones."""
    if counts.open is not None:
        return min(counts.applications, counts.open + (counts.withdrawn or 0))
    closed = sum(value or 0 for value in (counts.rejected, counts.no_response, counts.offers))
    return max(counts.applications - closed, 0)


def _total(successes: int | None, trials: int | None, open_ones: int | None) -> MatureCount | None:
    if successes is None or trials is None or open_ones is None:
        return None
    most = max(successes, trials)
    low = float(max(successes, trials - open_ones))
    return MatureCount(successes, most, low, float(most), low, undated_pending=round(most - low))


def _rounds_total(
    offers: int | None, interviewed: int | None, rounds: int | None, talking: int | None
) -> MatureCount | None:
    if offers is None or interviewed is None or rounds is None or talking is None:
        return None
    low = float(rounds if not talking else max(offers, interviewed - talking))
    most = max(offers, rounds)
    return MatureCount(offers, most, min(low, most), float(most), min(low, most), undated_pending=round(most - low))


def build_ratios(evidence: Evidence, benchmarks: Mapping[str, Benchmark] | None = None) -> dict[str, Ratio]:
    """Turn counts into rates with interval, verdict and reason.

    Args:
        evidence: from `journey_evidence` or `aggregate_evidence`.
        benchmarks: ranges by ratio id; the documents' by default. A rate without a range gets no verdict.

    Returns:
        {ratio id: Ratio}. Where more than a fifth of the trials are open without a date, mature_trials counts them in
        full, so that the estimate is the least it can be, and the interval allows for both. interviews_per_offer is
        interview_to_offer the other way round.

    >>> from analytics.delays import MatureCount
    >>> rates = build_ratios({"application_to_interview": MatureCount(5, 240, 200.0, 200.0, 200.0)})
    >>> rate = rates["application_to_interview"]
    >>> rate.estimate, rate.verdict.value
    (0.025, 'within')
    """
    ranges = document_benchmarks() if benchmarks is None else benchmarks
    known = measures.MEASURES
    ratios = {id_: _ratio(known[id_], count, ranges.get(id_)) for id_, count in evidence.items()}
    if "interview_to_offer" in evidence:
        ratios["interview_to_offer"] = _with_readings(ratios)
        ratios["interviews_per_offer"] = _per_offer(evidence["interview_to_offer"], ranges)
    return {id_: ratios[id_] for id_ in known if id_ in ratios}


def _ratio(measure: Measure, count: MatureCount | None, benchmark: Benchmark | None) -> Ratio:
    if count is None:
        return _unknown(measure, benchmark)
    low, high = _interval(count)
    judged = judge(count, benchmark) if benchmark else None
    early = judged is not None and judged.verdict is Verdict.TOO_EARLY
    more = more_needed(count, benchmark) if benchmark and early else None
    reason = _("There is no benchmark for this rate.")
    if benchmark and judged:
        reason = explain(measure, count, judged, benchmark, more)
    return Ratio(
        id=measure.id,
        label=measure.label,
        definition=measure.definition,
        unit=measure.unit,
        successes=count.successes,
        trials=count.trials,
        mature_trials=float(count.shown),
        estimate=count.successes / count.shown if count.shown else None,
        low=low,
        high=high,
        verdict=judged.verdict if judged else None,
        leaning=judged.leaning if judged else None,
        benchmark=benchmark,
        reason=reason,
        more_needed=more,
        mature_trials_high=float(count.high),
        undated_pending=count.undated_pending,
    )


def _interval(count: MatureCount) -> tuple[float, float]:
    """The shown interval; where too many open trials have no date, it holds for the fewest and the most of them."""
    return jeffreys(count.successes, count.shown)[0], jeffreys(count.successes, count.low)[1]


def _unknown(measure: Measure, benchmark: Benchmark | None) -> Ratio:
    judged = None if benchmark is None or measure.id == "interviews_per_offer" else Verdict.TOO_EARLY
    return Ratio(
        id=measure.id,
        label=measure.label,
        definition=measure.definition,
        unit=measure.unit,
        successes=None,
        trials=None,
        mature_trials=None,
        estimate=None,
        low=None,
        high=None,
        verdict=judged,
        benchmark=benchmark,
        reason=measure.unknown,
    )


def _with_readings(ratios: dict[str, Ratio]) -> Ratio:
    rounds, processes = ratios["interview_to_offer"], ratios.get("process_to_offer")
    if processes is None or rounds.verdict is None or processes.verdict is None or not rounds.trials:
        return rounds
    return replace(rounds, reason=rounds.reason + explain_readings(rounds.verdict, processes.verdict))


def _per_offer(count: MatureCount | None, ranges: Mapping[str, Benchmark]) -> Ratio:
    """Interview rounds for one offer: the rate and its interval turned over; None without offers, never infinity."""
    measure, benchmark = measures.MEASURES["interviews_per_offer"], ranges.get("interviews_per_offer")
    if count is None:
        return _unknown(measure, benchmark)
    low, high = _interval(count)
    rate_range = ranges.get("interview_to_offer")
    return replace(
        _ratio(measure, count, None),
        estimate=count.shown / count.successes if count.successes else None,
        low=1 / high if count.shown else None,
        high=1 / low if low else None,
        benchmark=benchmark,
        reason=explain_per_offer(count, judge(count, rate_range), benchmark) if rate_range and benchmark else "",
    )
