"""Which comes first in "03/04/2024", day or month: evidence from the whole column, in words a person can check.

Values over 12 are proof. The others (row order, agreement with another column, dates in the future, spread) are signs:
they decide only when all that speak agree, and the person's answer goes before them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from data.language import _
from data.meaning.mentions import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Numbers = npt.NDArray[Any]
Days = npt.NDArray[np.datetime64]

DAY_FIRST: Final = "day-first"
MONTH_FIRST: Final = "month-first"
_ORDERS: Final = (DAY_FIRST, MONTH_FIRST)
_MONTHS: Final = 12
_MAJORITY: Final = 10  # a few typing errors against a clear habit: ten to one
_AHEAD_DAYS: Final = 31  # an appointment may lie this far ahead; whole columns further ahead are misread
_ENOUGH: Final = 6  # distinct dates before their order says anything: six are sorted by chance once in 360


@dataclass(frozen=True, slots=True)
class Pairs:
    """Distinct values as columns of numbers; see `mentions.Mention`."""

    kind: Numbers
    year: Numbers
    first: Numbers
    second: Numbers
    dotted: Numbers


@dataclass(frozen=True, slots=True)
class OrderEvidence:
    """The order of dotted and of other numeric dates ("" = open), and why."""

    dotted: str
    other: str
    text: str


def calendar_days(year: Numbers, month: Numbers, day: Numbers) -> Days:
    """datetime64[D] of the numbers, NaT where there is no such day."""
    sound = (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31) & (year >= 1) & (year <= 9999)
    months = np.where(sound, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + np.where(sound, day - 1, 0).astype("timedelta64[D]")
    sound &= days.astype("datetime64[M]") == months
    return np.where(sound, days, np.datetime64("NaT", "D"))


@dataclass(frozen=True, slots=True)
class Ground:
    """What surrounds the column: the day of the analysis, the person's answer ("" = none), dates of the same rows."""

    as_of: np.datetime64
    answer: str = ""
    anchor: Days | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """What the signs look at: rows of numeric dates with a year, under both readings."""

    readings: dict[str, Days]
    as_of: np.datetime64
    anchor: Days | None


def _sole(counts: dict[str, bool]) -> str:
    """The one order that holds, "" where none or both do."""
    holding = [order for order, holds in counts.items() if holds]
    return holding[0] if len(holding) == 1 else ""


def _by_future(case: _Case) -> tuple[str, str]:
    late = {order: bool((days > case.as_of + _AHEAD_DAYS).any()) for order, days in case.readings.items()}
    any_late = {order: bool((days > case.as_of).any()) for order, days in case.readings.items()}
    verdict = _sole({order: late[_other(order)] and not any_late[order] for order in _ORDERS})
    return verdict, _("the other order puts dates into the future")


def _by_anchor(case: _Case) -> tuple[str, str]:
    if case.anchor is None:
        return "", ""
    early = {order: len(np.unique(days[days < case.anchor])) for order, days in case.readings.items()}
    verdict = _sole({order: early[order] == 0 and early[_other(order)] >= 2 for order in _ORDERS})
    return verdict, _("the other order puts dates before the application")


def _by_rows(case: _Case) -> tuple[str, str]:
    turns = {order: _turns(days) for order, days in case.readings.items()}
    enough = min(len(np.unique(days)) for days in case.readings.values()) >= _ENOUGH
    verdict = _sole({order: enough and turns[order] == 0 and turns[_other(order)] >= 2 for order in _ORDERS})
    return verdict, _("with this order the rows are sorted by date")


def _by_spread(case: _Case) -> tuple[str, str]:
    """Under the wrong order the days of one month become the same day of many months."""
    same = {
        order: len(np.unique(_day_of_month(days))) == 1 and len(np.unique(days.astype("datetime64[M]"))) >= 4
        for order, days in case.readings.items()
    }
    verdict = _sole({order: same[_other(order)] and not same[order] for order in _ORDERS})
    return verdict, _("the other order puts every date on the same day of different months")


_SIGNS: Final[tuple[Callable[[_Case], tuple[str, str]], ...]] = (_by_future, _by_anchor, _by_rows, _by_spread)


def _other(order: str) -> str:
    return MONTH_FIRST if order == DAY_FIRST else DAY_FIRST


def _turns(days: Days) -> int:
    """How often the rows go against their main direction; 0 means sorted."""
    steps = np.diff(days).astype(np.int64)
    return int(min((steps > 0).sum(), (steps < 0).sum()))


def _day_of_month(days: Days) -> Numbers:
    numbers: Numbers = (days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
    return numbers


def _by_value(pairs: Pairs, chosen: Numbers, texts: Sequence[str]) -> tuple[str, str, bool]:
    """Order, reason, and whether values prove both orders at once."""
    day = chosen & (pairs.first > _MONTHS) & (pairs.second <= _MONTHS)
    month = chosen & (pairs.second > _MONTHS) & (pairs.first <= _MONTHS)
    for order, proof, contrary in ((DAY_FIRST, day, month), (MONTH_FIRST, month, day)):
        if proof.any() and proof.sum() >= _MAJORITY * contrary.sum():
            example = texts[int(np.flatnonzero(proof)[0])]
            reason = (
                _('"{example}" can only be read with the day before the month', example=example)
                if order == DAY_FIRST
                else _('"{example}" can only be read with the month before the day', example=example)
            )
            return order, reason, False
    return "", "", bool(day.any() and month.any())


def _by_signs(pairs: Pairs, chosen: Numbers, codes: Numbers, ground: Ground) -> tuple[str, str]:
    rows = (chosen & (pairs.year > 0))[codes]
    numbers = codes[rows]
    year, first, second = pairs.year[numbers], pairs.first[numbers], pairs.second[numbers]
    readings = {DAY_FIRST: calendar_days(year, second, first), MONTH_FIRST: calendar_days(year, first, second)}
    real = ~np.isnat(readings[DAY_FIRST]) & ~np.isnat(readings[MONTH_FIRST])
    if not real.any():
        return "", ""
    anchor = None if ground.anchor is None else ground.anchor[rows][real]
    case = _Case({order: days[real] for order, days in readings.items()}, ground.as_of, anchor)
    verdicts = [(order, why) for order, why in (sign(case) for sign in _SIGNS) if order]
    if len({order for order, why in verdicts}) != 1:
        return "", ""
    return verdicts[0][0], "; ".join(why for order, why in verdicts)


def decide(pairs: Pairs, codes: Numbers, texts: Sequence[str], ground: Ground) -> OrderEvidence:
    """Decide the order of dotted and of other numeric dates. codes: row -> distinct value; texts: as in the file."""
    is_pair = pairs.kind == Kind.PAIR
    dotted, other = is_pair & pairs.dotted, is_pair & ~pairs.dotted
    if not is_pair.any():
        return OrderEvidence("", "", "")
    dot_order, dot_why, dot_both = _by_value(pairs, dotted, texts)
    if not dot_order and dotted.any():
        by_habit = DAY_FIRST, _("dates with dots are written with the day first")
        dot_order, dot_why = ("", _both_orders()) if dot_both else by_habit
    order, why, both = _by_value(pairs, other, texts)
    if not order and other.any():
        if ground.answer:
            order, why = ground.answer, _("you said so")
        elif both:
            why = _both_orders()
        else:
            order, why = _without_proof(pairs, other, codes, ground)
    return OrderEvidence(dot_order, order, "; ".join(text for text in (why, dot_why) if text))


def _both_orders() -> str:
    return _("some values can only be day first, others only month first")


def _without_proof(pairs: Pairs, chosen: Numbers, codes: Numbers, ground: Ground) -> tuple[str, str]:
    order, why = _by_signs(pairs, chosen, codes, ground)
    if order or bool((pairs.first[chosen] == pairs.second[chosen]).all()):
        return order, why
    return "", _("nothing in this column shows whether day or month comes first")
