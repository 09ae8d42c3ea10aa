"""Kinds of applications against one another: referred or not, tailored or not, by source, by role, by place.

One unit is one application. What the tracker does not say is left out, and never counted as "no".

Compare marks a group where chance alone would bring its lead once in ten times or less. For advice that is too nervous:
one interview more or less moves a group over that line and back. So advice asks for once in twenty, and then stays as
long as Compare marks the group, if the stricter line was met today or on one of the last HELD_WEEKS Mondays. Those
earlier looks are counted from the dates of the same history, so that nothing has to be remembered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics.chance import fisher_against_rest, shrunken_rates
from analytics.constants import FALSE_DISCOVERY_RATE, MIN_EVENTS, SEGMENT_MIN_TRIALS, SHRINK_APPLICATIONS
from analytics.delays import application_weights
from analytics.dimensions import BLANK, segment_values
from analytics.segments import Flag, compare_segments
from data.reference import load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from analytics.delays import Delays
    from analytics.segments import Segment, SegmentComparison

CLEAR: Final = 0.05  # chance alone, at most, before a lead is advice; FALSE_DISCOVERY_RATE before Compare marks it
HELD_WEEKS: Final = 8  # a clear lead of that long ago still counts while Compare marks the group


@dataclass(frozen=True, slots=True)
class Split:
    """Applications marked yes against those marked no, with those that led to an interview.

    better: yes does better than no and chance alone is an unlikely reason (Fisher exact, see `analytics.segments`);
    clear: so clearly that it is advice (see the head of this module); adjusted: interviews per application of those
    marked yes, 0..1, aged and pulled toward the overall rate as in Compare; None where one side is empty.
    """

    yes: int
    yes_interviewed: int
    no: int
    no_interviewed: int
    better: bool = False
    clear: bool = False
    adjusted: float | None = None

    @property
    def known(self) -> int:
        """Applications that are marked either way."""
        return self.yes + self.no

    @property
    def share(self) -> float:
        """Share of the marked ones that are marked yes, 0..1."""
        return self.yes / self.known


@dataclass(frozen=True, slots=True)
class Spread:
    """How the applications spread over the values of one attribute; top: applications with the most frequent value."""

    attribute: str
    known: int
    values: int
    top: int

    @property
    def share(self) -> float:
        """Share of the most frequent value among the known ones, 0..1."""
        return self.top / self.known


@dataclass(frozen=True, slots=True)
class Standout:
    """One source, kind of role or version of a resume that does better than the rest, corrected for looking at each.

    It does so clearly enough for advice (see the head of this module). value: as the person wrote it; adjusted: as in
    `Split`.
    """

    attribute: str
    value: str
    trials: int
    interviewed: int
    others: int
    others_interviewed: int
    adjusted: float


def split(journeys: pd.DataFrame, marked: pd.Series, as_of: date, delays: Delays) -> Split | None:
    """Count those marked yes and those marked no, over files that know interviews; None where nothing is marked."""
    known = journeys["knows_interviews"] & marked.notna()
    rows, yes = journeys[known], marked[known].astype(bool)
    if not yes.any() or yes.all():
        return None if rows.empty else _one_sided(rows, yes)
    k, n = _counts(rows, yes, as_of, delays)
    chance = _chance(k, n)
    better = chance <= FALSE_DISCOVERY_RATE
    return Split(
        yes=int(yes.sum()),
        yes_interviewed=int(k[0]),
        no=int((~yes).sum()),
        no_interviewed=int(k[1]),
        better=better,
        clear=chance <= CLEAR or (better and _was_clear(rows, yes, as_of, delays)),
        adjusted=float(shrunken_rates(k, n, SHRINK_APPLICATIONS)[0]),
    )


def _counts(rows: pd.DataFrame, yes: pd.Series, on: date, delays: Delays) -> tuple[list[float], list[float]]:
    """Interviews and aged applications on a day, of those marked yes and of the others.

    On an earlier day than that of the journeys, talks after it do not count; one without a date is taken as known then.
    """
    talked = rows["reached_interview"] & ~(rows["first_talk_date"] > pd.Timestamp(on))
    then = rows.assign(reached_interview=talked)
    weights = application_weights(then, on, delays.interview.cdf)["low"]
    sides = (yes.to_numpy(), ~yes.to_numpy())
    k = [float(talked.to_numpy()[side].sum()) for side in sides]
    n = [max(hits, float(weights.to_numpy()[side].sum())) for hits, side in zip(k, sides, strict=True)]
    return k, n


def _chance(k: Sequence[float], n: Sequence[float]) -> float:
    """How likely chance alone brings such a lead of the first group (Fisher exact); 1 without one or with too few."""
    if min(n) < SEGMENT_MIN_TRIALS or sum(k) < MIN_EVENTS or k[0] * n[1] <= k[1] * n[0]:
        return 1.0
    return float(fisher_against_rest(k, n)[0])


def _was_clear(rows: pd.DataFrame, yes: pd.Series, as_of: date, delays: Delays, looked_at: int = 1) -> bool:
    """Whether the lead was clear on a Monday lately. looked_at: groups that the lead was picked from."""
    earlier = (day for day in mondays(as_of, HELD_WEEKS) if day < as_of)
    return any(looked_at * _chance(*_counts(rows, yes, day, delays)) <= CLEAR for day in earlier)


def mondays(as_of: date, weeks: int) -> list[date]:
    """The last Mondays up to a day, the newest first: fixed days, so that a list does not change overnight.

    >>> from datetime import date
    >>> [str(day) for day in mondays(date(2025, 3, 31), 2)]
    ['2025-03-31', '2025-03-24']
    """
    newest = as_of - timedelta(days=as_of.weekday())
    return [newest - timedelta(weeks=back) for back in range(weeks)]


def _one_sided(rows: pd.DataFrame, yes: pd.Series) -> Split:
    talked, sent = int(rows["reached_interview"].sum()), len(rows)
    return Split(sent, talked, 0, 0) if yes.all() else Split(0, 0, sent, talked)


@cache
def _flags() -> dict[str, bool]:
    vocabulary = load("vocabulary_flags")
    yes = dict.fromkeys([*vocabulary["yes"], *vocabulary["yes_marks"]], True)
    return dict.fromkeys([*vocabulary["no"], *vocabulary["no_marks"]], False) | yes


def marked(cells: pd.Series) -> pd.Series:
    """Read yes and no. In a column that only ever says yes, a blank means not marked; otherwise blank is unknown."""
    if cells.isna().all():
        return pd.Series(pd.NA, cells.index, dtype="boolean")
    words = cells.fillna("").str.strip().str.casefold()
    flags = words.map(_flags()).astype("boolean")
    if flags.any() and not (flags == False).any():  # noqa: E712 - three-valued: <NA> is not False
        flags = flags.fillna(words != "").astype("boolean")
    return flags


def referred(journeys: pd.DataFrame) -> pd.Series:
    """Whether an application came through a person: the referral column, else the words of its source."""
    cells = journeys["referral"].fillna("").str.strip()
    if (cells != "").any():
        flags = marked(cells)
        names = (cells != "") & flags.isna()
        return flags.mask(names, True) if not names.any() else flags.mask(names, True).fillna(False)
    source = journeys["source"].fillna("").str.strip()
    personal = source.str.contains(_PERSONAL, case=False, regex=True)
    return personal.astype("boolean").mask(source == "")


_PERSONAL: Final = r"refer|empfehl|recommand|recomend|raccomand|doorverw|tavsiye|内推|friend|network|word of mouth"


def standout(journeys: pd.DataFrame, as_of: date, delays: Delays) -> Standout | None:
    """The kind of role, else the source, that does better than all others; None where none stands out."""
    return _best_of(("role_family", "source"), journeys, as_of, delays)


def version(journeys: pd.DataFrame, as_of: date, delays: Delays) -> Standout | None:
    """The version of the resume that does better than all others; None where none stands out."""
    return _best_of(("resume_version",), journeys, as_of, delays)


def _best_of(attributes: Sequence[str], journeys: pd.DataFrame, as_of: date, delays: Delays) -> Standout | None:
    for attribute in attributes:
        if journeys[attribute].nunique() < 2:
            continue
        seen = compare_segments(journeys, attribute, as_of=as_of, delays=delays)
        better = [segment for segment in seen.flagged if segment.flag is Flag.BETTER and segment.value != BLANK]
        if better:
            best = max(better, key=lambda segment: (segment.adjusted_rate, segment.value))
            found = _clear_standout(journeys, seen, best, as_of, delays)
            if found is not None:
                return found
    return None


def _clear_standout(
    journeys: pd.DataFrame, seen: SegmentComparison, best: Segment, as_of: date, delays: Delays
) -> Standout | None:
    rows = journeys[journeys["knows_interviews"].astype(bool)]
    held = segment_values(rows, seen.dimension) == best.value
    if best.q_value > CLEAR and not _was_clear(rows, held, as_of, delays, len(seen.segments)):
        return None
    others = (seen.trials - best.trials, seen.successes - best.successes)
    return Standout(seen.dimension, best.value, best.trials, best.successes, *others, best.adjusted_rate)


def spreads(journeys: pd.DataFrame) -> tuple[Spread, ...]:
    """How the applications spread, for each attribute that at least four in five of them name."""
    found = []
    for attribute in ("role_family", "source", "location"):
        values = journeys[attribute].fillna("").str.strip().str.casefold()
        counts = values[values != ""].value_counts()
        if len(counts) and counts.sum() >= 0.8 * len(journeys):
            found.append(Spread(attribute, int(counts.sum()), len(counts), int(counts.iloc[0])))
    return tuple(found)
