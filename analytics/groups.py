"""Kinds of applications against one another: referred or not, tailored or not, by source, by role, by place.

One unit is one application. What the tracker does not say is left out, and never counted as "no".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics.chance import fisher_against_rest
from analytics.constants import FALSE_DISCOVERY_RATE, MIN_EVENTS, SEGMENT_MIN_TRIALS
from analytics.delays import application_weights
from analytics.dimensions import BLANK
from analytics.segments import Flag, compare_segments
from data.reference import load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from analytics.delays import Delays


@dataclass(frozen=True, slots=True)
class Split:
    """Applications marked yes against those marked no, with those that led to an interview.

    better: yes does better than no and chance alone is an unlikely reason (Fisher exact, see `analytics.segments`).
    """

    yes: int
    yes_interviewed: int
    no: int
    no_interviewed: int
    better: bool

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
    """One source, kind of role or version of a resume that does better than the rest, corrected for looking at each."""

    attribute: str
    value: str  # as the person wrote it
    trials: int
    interviewed: int
    others: int
    others_interviewed: int


def split(journeys: pd.DataFrame, marked: pd.Series, as_of: date, delays: Delays) -> Split | None:
    """Count those marked yes and those marked no, over files that know interviews; None where nothing is marked."""
    known = journeys["knows_interviews"] & marked.notna()
    rows, yes = journeys[known], marked[known].astype(bool)
    if not yes.any() or yes.all():
        return None if rows.empty else _one_sided(rows, yes)
    talked = rows["reached_interview"]
    return Split(
        yes=int(yes.sum()),
        yes_interviewed=int((yes & talked).sum()),
        no=int((~yes).sum()),
        no_interviewed=int((~yes & talked).sum()),
        better=_better(rows, yes, application_weights(rows, as_of, delays.interview.cdf)["low"]),
    )


def _better(rows: pd.DataFrame, yes: pd.Series, weights: pd.Series) -> bool:
    """Whether those marked yes do better: one Fisher test of aged counts (statistics notes, section 5)."""
    talked = rows["reached_interview"]
    k, n = ([float(part[group].sum()) for group in (yes, ~yes)] for part in (talked, weights))
    n = [max(*pair) for pair in zip(k, n, strict=True)]
    if min(n) < SEGMENT_MIN_TRIALS or sum(k) < MIN_EVENTS:
        return False
    return k[0] * n[1] > k[1] * n[0] and float(fisher_against_rest(k, n)[0]) <= FALSE_DISCOVERY_RATE


def _one_sided(rows: pd.DataFrame, yes: pd.Series) -> Split:
    talked, sent = int(rows["reached_interview"].sum()), len(rows)
    return Split(sent, talked, 0, 0, better=False) if yes.all() else Split(0, 0, sent, talked, better=False)


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
            others = (seen.trials - best.trials, seen.successes - best.successes)
            return Standout(attribute, best.value, best.trials, best.successes, *others)
    return None


def spreads(journeys: pd.DataFrame) -> tuple[Spread, ...]:
    """How the applications spread, for each attribute that at least four in five of them name."""
    found = []
    for attribute in ("role_family", "source", "location"):
        values = journeys[attribute].fillna("").str.strip().str.casefold()
        counts = values[values != ""].value_counts()
        if len(counts) and counts.sum() >= 0.8 * len(journeys):
            found.append(Spread(attribute, int(counts.sum()), len(counts), int(counts.iloc[0])))
    return tuple(found)
