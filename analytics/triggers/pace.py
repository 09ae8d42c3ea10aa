"""Whether applications go out too seldom or too unevenly, and whether they work, with a margin against flickering.

At four applications a week, chance alone brings five a week over four weeks in one look of five. So a pace that was low
counts as low until it is clearly not (ENOUGH), and uneven weeks count as uneven until the gaps have left the window, if
either was so on one of the last Mondays (as many as the window has weeks, so that what has changed for good is
noticed). Those earlier looks are counted from the weeks of the same history: nothing has to be remembered, and the same
history always gives the same answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.constants import PACE_WEEKS
from analytics.delays import Delays, MatureCount
from analytics.facts import ROUTINE_WEEKS
from analytics.results import Verdict
from analytics.standing import first_of
from analytics.verdicts import judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.evidence import Evidence
    from analytics.results import Benchmark

MIN_PACE: Final = 5.0  # applications per week; with fewer, more is the first lever (statistics notes, section 6)
ENOUGH: Final = 6.0  # applications per week that end the advice to send more
GAPS: Final = 2  # weeks without an application, of the last ROUTINE_WEEKS


def seldom(evidence: Evidence) -> bool:
    """Under MIN_PACE lately and over the whole search; or so on one of the last Mondays, and still under ENOUGH."""
    if not _under(ENOUGH, evidence.pace.per_week, evidence.pace.usual):
        return False
    earlier = (_under(MIN_PACE, *_paces(weeks)) for weeks in _earlier(evidence, PACE_WEEKS))
    return _under(MIN_PACE, evidence.pace.per_week, evidence.pace.usual) or any(earlier)


def uneven(evidence: Evidence) -> bool:
    """Two gaps between applications in the last full weeks; or so on one of the last Mondays, and one is left."""
    if evidence.pace.gaps >= GAPS or not evidence.pace.gaps:
        return evidence.pace.gaps >= GAPS
    return any(_gaps(weeks) >= GAPS for weeks in _earlier(evidence, ROUTINE_WEEKS))


def works(evidence: Evidence) -> bool:
    """More interviews than the benchmark; or so on one of the last Mondays, and an early sign of it is left."""
    ratio = first_of(evidence.report).ratio
    if ratio.verdict is Verdict.ABOVE or ratio.leaning is not Verdict.ABOVE or ratio.benchmark is None:
        return ratio.verdict is Verdict.ABOVE
    return any(_was_above(evidence, ratio.benchmark, back) for back in range(1, ROUTINE_WEEKS + 1))


def _was_above(evidence: Evidence, benchmark: Benchmark, back: int) -> bool:
    """The verdict on a Monday so many weeks ago, from the weekly counts: each week is as old as its middle."""
    weekly, delay = evidence.report.weekly, (evidence.report.delays or Delays()).interview
    weeks = weekly.iloc[: max(0, len(weekly) - 1 - back)]
    talks, sent = (int(weeks[name].fillna(0).sum()) for name in ("interviews", "applications"))
    ages = [7 * (len(weeks) - place) - 3.5 for place in range(len(weeks))]
    aged = max(float(talks), float((weeks["applications"].to_numpy(dtype=float) * delay.cdf(ages)).sum()))
    return judge(MatureCount(talks, sent, aged, aged, aged), benchmark).verdict is Verdict.ABOVE


def _earlier(evidence: Evidence, mondays: int) -> Iterator[list[int]]:
    """Applications of each full week, from the first one with any, as they stood on each of the last Mondays."""
    weeks = [int(sent) for sent in evidence.report.weekly["applications"].tolist()[:-1]]
    begun = next((place for place, sent in enumerate(weeks) if sent), len(weeks))
    for back in range(1, mondays + 1):
        yield weeks[begun : len(weeks) - back]


def _paces(weeks: list[int]) -> tuple[float | None, float | None]:
    """Mean of the last PACE_WEEKS weeks, and of those from the first to the latest application; None if too young."""
    if len(weeks) < PACE_WEEKS:
        return None, None
    active = _active(weeks)
    return sum(weeks[-PACE_WEEKS:]) / PACE_WEEKS, sum(active) / len(active)


def _active(weeks: list[int]) -> list[int]:
    """The weeks up to the latest application."""
    return weeks[: max((place for place, sent in enumerate(weeks) if sent), default=-1) + 1]


def _gaps(weeks: list[int]) -> int:
    first = max(0, len(weeks) - ROUTINE_WEEKS)
    return _active(weeks)[first:].count(0)


def _under(limit: float, lately: float | None, usual: float | None) -> bool:
    return lately is not None and usual is not None and lately < limit and usual < limit
