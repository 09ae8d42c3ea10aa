"""Headers and the values below them -> what each column means, with a confidence and a reason in words.

A header proposes, the values dispose: a column headed "applied" holds dates (the application date) or yes/no (a stage);
"Phone" holds dates (a stage) or numbers (a contact). At most one column may have each meaning; the best claim wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from data.meaning.fitting import fit
from data.meaning.header_rows import header_score
from data.meaning.headers import PROGRESS, Claim, claims_of, is_synthetic, vocabulary
from data.meaning.profiles import Profile, profile
from data.meaning.words import fold
from data.plans import ColumnGuess
from data.schema import Field, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

_WIDE: Final = 500  # no tracker is wider; a header of ten thousand columns must not cost half a minute
_LEAST: Final = 0.3  # claims below this are not worth showing
_DATED: Final = 0.5
_DECLINED: Final = frozenset({"declined", "declined date", "date declined"})
_HAS_DIGIT: Final = re.compile(r"\d")
_SHARED: Final = frozenset({str(Field.STAGE_DATE), str(Field.OTHER)})  # meanings that many columns may have
_AXES: Final = (PROGRESS, str(Field.STATUS), str(Field.OUTCOME))
_UNCLAIMED: Final = "no known header, and the values do not tell"


@dataclass(frozen=True, slots=True)
class _Column:
    """One column with what is known about it. claims: most trusted first, after a look at the values.

    is_named: the header says something that is known, even if the values speak against it.
    """

    position: int
    header: str
    sample: Profile
    claims: tuple[Claim, ...]
    is_named: bool = False


def recognise_columns(
    header: Sequence[str],
    cells: pd.DataFrame,
    *,
    typed_dates: frozenset[int] = frozenset(),
    overrides: Mapping[str, str] | None = None,
) -> tuple[ColumnGuess, ...]:
    """Return one guess per column, in order.

    Args:
        header: one text per column; made-up ones ("column 1", "") are no evidence.
        cells: the rows below the header, as text; columns in the order of `header`.
        typed_dates: positions whose spreadsheet cells were real dates.
        overrides: header -> Field value, "stage:<stage>" (or "stage:interview:2" with a round), or "other".

    Raises:
        ValueError: an override names no field or stage.
    """
    overrides = overrides or {}
    columns = [
        _column(place, text, values, is_typed_date=place in typed_dates)
        for place, (text, (_, values)) in enumerate(zip(header, cells.items(), strict=True))
    ]
    columns = [_overridden(column, overrides) for column in columns]
    columns = _as_flows(columns) or _by_values(_with_axes(columns))
    chosen = _assign(columns)
    return _with_two_refusals([_guess(column, chosen.get(column.position)) for column in columns])


def _column(position: int, header: str, cells: pd.Series, *, is_typed_date: bool) -> _Column:
    if position >= _WIDE:
        return _Column(position, header, Profile("blank", 0, 0, 0.0), ())
    values = profile(cells, is_typed_date=is_typed_date)
    claims = () if is_synthetic(header) else claims_of(header)
    fitted = [replace(claim, confidence=claim.confidence * fit(claim, values)) for claim in claims]
    return _Column(position, header, values, _sorted(fitted), is_named=bool(claims))


def _sorted(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    kept = [claim for claim in claims if claim.confidence >= _LEAST]
    return tuple(sorted(kept, key=lambda claim: -claim.confidence))


def _overridden(column: _Column, overrides: Mapping[str, str]) -> _Column:
    """What the person said goes before everything else."""
    answer = overrides.get(column.header)
    if answer is None:
        return column
    kind, _, rest = answer.partition(":")
    if kind == "stage":
        name, _, number = rest.partition(":")
        claim = Claim("stage_date", 2.0, "you said so", Stage(name), int(number) if number else None)
    else:
        claim = Claim(str(Field(answer)), 2.0, "you said so")
    return replace(column, claims=(claim,))


def _is_said(column: _Column) -> bool:
    return bool(column.claims) and column.claims[0].confidence > 1


# Flows -------------------------------------------------------------------------------------------------------------


def _as_flows(columns: Sequence[_Column]) -> list[_Column] | None:
    """Source, target (and value) beside nothing that names a company or a job: a flow file."""
    roles = {"source": Field.FLOW_SOURCE, "target": Field.FLOW_TARGET, "value": Field.FLOW_VALUE}
    found: dict[int, Claim] = {}
    for role, meaning in roles.items():
        words = {fold(word) for word in vocabulary()["flows"][role]}
        for column in columns:
            if column.position not in found and fold(column.header) in words:
                found[column.position] = Claim(str(meaning), 0.95, f'the header "{column.header}" of a flow')
                break
    meanings = {claim.meaning for claim in found.values()}
    names = {"company", "title", "applied"}
    named = any(claim.meaning in names and not claim.is_weak for column in columns for claim in column.claims[:1])
    if not {Field.FLOW_SOURCE, Field.FLOW_TARGET} <= meanings or named or any(map(_is_said, columns)):
        return None
    return [replace(column, claims=(found[column.position],) if column.position in found else ()) for column in columns]


# Status axes -------------------------------------------------------------------------------------------------------


def _axis_claim(column: _Column, axis: str) -> Claim | None:
    return next((claim for claim in column.claims if claim.meaning == axis and not _is_said(column)), None)


def _with_axes(columns: Sequence[_Column]) -> list[_Column]:
    """Give STATUS and OUTCOME to at most two columns: how far it got, and how it ended."""
    best: list[tuple[int, Claim]] = []
    for axis in _AXES:
        claims = [(column.position, claim) for column in columns if (claim := _axis_claim(column, axis))]
        claims = [(place, claim) for place, claim in claims if place not in {taken for taken, _ in best}]
        strong = [(place, claim) for place, claim in claims if not claim.is_weak]
        if strong or (claims and not best):
            best.append(max(strong or claims, key=lambda pair: pair[1].confidence))
    filled = [pair for pair in best if columns[pair[0]].sample.filled]
    winners = dict(zip([place for place, _ in filled or best], (Field.STATUS, Field.OUTCOME), strict=False))
    said = {claim.meaning for column in columns if _is_said(column) for claim in column.claims}
    return [_without_axes(column, winners.get(column.position), said) for column in columns]


def _without_axes(column: _Column, meaning: Field | None, said: set[str]) -> _Column:
    if _is_said(column):
        return column
    axis = next((claim for claim in column.claims if claim.meaning in _AXES), None)
    others = [claim for claim in column.claims if claim.meaning not in _AXES]
    if meaning is not None and axis is not None and str(meaning) not in said:
        others.append(replace(axis, meaning=str(meaning)))
    return replace(column, claims=_sorted(others))


# Columns that only their values describe ----------------------------------------------------------------------------


def _by_values(columns: list[_Column]) -> list[_Column]:
    """Guess columns without a known header from their values, and only what no header claims already."""
    taken = {column.claims[0].meaning for column in columns if column.claims}
    is_bare = all(is_synthetic(column.header) for column in columns)
    dated = [column for column in columns if not column.claims and column.sample.kind == "date"]
    result = []
    for column in columns:
        guess = None if column.claims else _value_claim(column, taken, is_bare=is_bare)
        if guess and guess.meaning == Field.APPLIED and not is_bare and len(dated) > 1:
            # Several columns of dates under unknown headers: no reason to take one of them.
            guess = None
        if guess:
            taken.add(guess.meaning)
        result.append(replace(column, claims=(guess,)) if guess else column)
    return _name_texts(result, taken) if is_bare else result


_BY_KIND: Final[Mapping[str, tuple[str, float, str]]] = {
    "status": (str(Field.STATUS), 0.6, "its words are status words"),
    "date": (str(Field.APPLIED), 0.5, "its values are dates, and no other column is the application date"),
    "url": (str(Field.URL), 0.6, "its values are links"),
    "email": (str(Field.CONTACT), 0.5, "its values are e-mail addresses"),
    "money": (str(Field.SALARY), 0.4, "its values are sums of money"),
}


def _may_be_application_date(column: _Column) -> bool:
    """Return False for "Decision date" and "Stage 1", which date something else, and for "4/5", maybe a score."""
    is_numbered = not is_synthetic(column.header) and _HAS_DIGIT.search(column.header)
    return not column.is_named and not is_numbered and column.sample.share("year") >= _DATED


def _value_claim(column: _Column, taken: set[str], *, is_bare: bool) -> Claim | None:
    kind = column.sample.kind
    if kind not in _BY_KIND or (kind == "status" and column.sample.distinct < 2 and not is_bare):
        return None
    if kind == "date" and not _may_be_application_date(column):
        return None
    meaning, confidence, reason = _BY_KIND[kind]
    if meaning in taken or (meaning == Field.APPLIED and Field.ADDED in taken):
        return None
    return Claim(meaning, confidence, reason)


def _name_texts(columns: list[_Column], taken: set[str]) -> list[_Column]:
    """A file without a header: which text column holds titles, which companies, which sources."""
    texts = [column for column in columns if not column.claims and column.sample.kind == "text"]
    found: dict[int, Claim] = {}
    for meaning, share, least in (
        (Field.TITLE, "job", 0.4),
        (Field.SOURCE, "source", 0.5),
        (Field.WORK_MODE, "work_mode", 0.5),
    ):
        rest = [column for column in texts if column.position not in found and column.sample.share(share) >= least]
        if rest and str(meaning) not in taken:
            best = max(rest, key=lambda column: column.sample.share(share))
            found[best.position] = Claim(str(meaning), 0.5, f"its words are those of a {meaning}".replace("_", " "))
    rest = [column for column in texts if column.position not in found and column.sample.mean_length < 60]
    if rest:
        best = max(rest, key=lambda column: column.sample.share("company"))
        found[best.position] = Claim(str(Field.COMPANY), 0.45, "the remaining column of names")
    return [
        replace(column, claims=(found[column.position],)) if column.position in found else column for column in columns
    ]


# Assignment --------------------------------------------------------------------------------------------------------


def _assign(columns: Sequence[_Column]) -> dict[int, Claim]:
    """Best claim first; a meaning that is taken goes to nobody else."""
    claims = [(claim, column.position) for column in columns for claim in column.claims]
    claims.sort(key=lambda pair: (-pair[0].confidence, pair[1]))
    chosen: dict[int, Claim] = {}
    taken: set[str] = set()
    for claim, position in claims:
        if position in chosen or (claim.meaning in taken and claim.meaning not in _SHARED):
            continue
        chosen[position] = claim
        taken.add(claim.meaning)
    return chosen


def _guess(column: _Column, claim: Claim | None) -> ColumnGuess:
    if claim is None:
        lost = column.claims[0] if column.claims else None
        reason = f"another column fits {lost.meaning} better" if lost else _UNCLAIMED
        if column.sample.kind == "blank":
            reason = "the column is empty"
        return ColumnGuess(
            column.position, column.header, Field.OTHER, 0.0, reason=reason, examples=column.sample.examples
        )
    return ColumnGuess(
        position=column.position,
        header=column.header,
        field=Field(claim.meaning),
        confidence=round(min(claim.confidence, 1.0), 2),
        stage=claim.stage,
        round=claim.round,
        reason=claim.reason,
        examples=column.sample.examples,
    )


def _with_two_refusals(guesses: list[ColumnGuess]) -> tuple[ColumnGuess, ...]:
    """Beside a column "Rejected", a column "Declined" tells of the person's own no."""
    refusals = [guess for guess in guesses if guess.stage is Stage.REJECTED]
    offers = any(guess.stage in {Stage.OFFER, Stage.ACCEPTED} for guess in guesses)
    own = Stage.DECLINED if offers else Stage.WITHDRAWN
    if len(refusals) < 2 or all(fold(guess.header) in _DECLINED for guess in refusals):
        return tuple(guesses)
    reason = "another column says rejected, so this is read as declined by you"
    return tuple(
        replace(guess, stage=own, confidence=0.5, reason=reason)
        if guess in refusals and fold(guess.header) in _DECLINED and guess.confidence < 1
        else guess
        for guess in guesses
    )


__all__ = ["header_score", "recognise_columns"]
