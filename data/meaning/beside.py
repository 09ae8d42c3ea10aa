"""What columns say beside each other: flows and transitions, the date of a mail, and at most two status axes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from data.language import _
from data.meaning.headers import PROGRESS, Claim, is_mail_date, is_own_key, vocabulary
from data.meaning.words import fold
from data.schema import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.meaning.profiles import Profile

_LEAST: Final = 0.3  # claims below this are not worth showing
_AXES: Final = (PROGRESS, str(Field.STATUS), str(Field.OUTCOME))
_WINNERS: Final = (Field.STATUS, Field.OUTCOME)
_MOSTLY: Final = 0.6
_REPEATED: Final = 0.9


@dataclass(frozen=True, slots=True)
class Column:
    """One column with what is known about it. claims: most trusted first, after a look at the values.

    is_named: the header says something that is known, even if the values speak against it.
    """

    position: int
    header: str
    sample: Profile
    claims: tuple[Claim, ...]
    is_named: bool = False


def by_trust(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims that are worth showing, most trusted first."""
    kept = [claim for claim in claims if claim.confidence >= _LEAST]
    return tuple(sorted(kept, key=lambda claim: -claim.confidence))


def is_said(column: Column) -> bool:
    """Return True where a person said what the column means."""
    return bool(column.claims) and column.claims[0].confidence > 1


# Flows -------------------------------------------------------------------------------------------------------------


def _flow_claims(columns: Sequence[Column]) -> dict[int, Claim]:
    roles = {"source": Field.FLOW_SOURCE, "target": Field.FLOW_TARGET, "value": Field.FLOW_VALUE}
    found: dict[int, Claim] = {}
    for role, meaning in roles.items():
        words = {fold(word) for word in vocabulary()["flows"][role]}
        for column in columns:
            if column.position not in found and fold(column.header) in words:
                found[column.position] = Claim(
                    str(meaning), 0.95, _('the header "{header}" of a flow', header=column.header)
                )
                break
    meanings = {claim.meaning for claim in found.values()}
    is_said_otherwise = any(map(is_said, columns))
    return found if {Field.FLOW_SOURCE, Field.FLOW_TARGET} <= meanings and not is_said_otherwise else {}


def _is_named(columns: Sequence[Column]) -> bool:
    names = {"company", "title", "applied"}
    return any(claim.meaning in names and not claim.is_weak for column in columns for claim in column.claims[:1])


def _key_claims(column: Column) -> tuple[Claim, ...]:
    """Return the claim to be the application's key; an id that never comes again numbers the rows."""
    repeats = column.sample.distinct <= _REPEATED * column.sample.filled
    return tuple(claim for claim in column.claims if claim.meaning == Field.APPLICATION_ID and repeats)


def as_flows(columns: Sequence[Column]) -> list[Column] | None:
    """Source, target (and value) beside nothing that names a company or a job: a flow file, or transitions by key."""
    found = _flow_claims(columns)
    if not found or _is_named(columns):
        return None
    return [
        replace(column, claims=(found[column.position],) if column.position in found else _key_claims(column))
        for column in columns
    ]


def with_transitions(columns: Sequence[Column]) -> list[Column]:
    """Read "from" and "to" as the steps of named applications where both hold status words, not job boards."""
    found = {place: claim for place, claim in _flow_claims(columns).items() if claim.meaning != Field.FLOW_VALUE}
    if not found or any(columns[place].sample.share("status") < _MOSTLY for place in found):
        return list(columns)
    return [
        replace(column, claims=(found[column.position],)) if column.position in found else column for column in columns
    ]


def with_own_key(columns: Sequence[Column]) -> list[Column]:
    """Let "application_id" be the key wherever it stands; a bare "id" beside it numbers rows or events."""
    key = str(Field.APPLICATION_ID)
    if not any(is_own_key(column.header) and column.claims for column in columns):
        return list(columns)
    return [
        column
        if is_said(column) or is_own_key(column.header)
        else replace(column, claims=tuple(claim for claim in column.claims if claim.meaning != key))
        for column in columns
    ]


# The date of a mail -------------------------------------------------------------------------------------------------

_DAYS: Final = frozenset({Field.APPLIED, Field.ADDED, Field.EVENT_DATE})


def with_mail_date(columns: Sequence[Column]) -> list[Column]:
    """Where "Received" is the only column that can date a row, it dates the row, not an acknowledgement."""
    if any(claim.meaning in _DAYS for column in columns for claim in column.claims if not is_mail_date(column.header)):
        return list(columns)
    reason = _("no other column says when")
    return [
        replace(column, claims=(Claim(str(Field.APPLIED), 0.6, reason, is_weak=True),))
        if column.sample.kind in {"date", "serial"} and is_mail_date(column.header) and not is_said(column)
        else column
        for column in columns
    ]


# Status axes -------------------------------------------------------------------------------------------------------


def _axis_claim(column: Column, axis: str) -> Claim | None:
    return next((claim for claim in column.claims if claim.meaning == axis and not is_said(column)), None)


def with_axes(columns: Sequence[Column]) -> list[Column]:
    """Give STATUS and OUTCOME to at most two columns: how far it got, and how it ended."""
    best: list[tuple[int, Claim]] = []
    for axis in _AXES:
        claims = [(column.position, claim) for column in columns if (claim := _axis_claim(column, axis))]
        claims = [(place, claim) for place, claim in claims if place not in {taken for taken, _ in best}]
        strong = [(place, claim) for place, claim in claims if not claim.is_weak]
        if strong or (claims and not best):
            best.append(max(strong or claims, key=lambda pair: pair[1].confidence))
    filled = [pair for pair in best if columns[pair[0]].sample.filled]
    if len(filled) > len(_WINNERS):
        # "Open" and "Closed" say only whether it ended; the columns that say how far and how are worth more.
        filled = [pair for pair in filled if columns[pair[0]].sample.share("vague") < _MOSTLY] or filled
    winners = dict(zip([place for place, _ in filled or best], _WINNERS, strict=False))
    said = {claim.meaning for column in columns if is_said(column) for claim in column.claims}
    return [_without_axes(column, winners.get(column.position), said) for column in columns]


def _without_axes(column: Column, meaning: Field | None, said: set[str]) -> Column:
    if is_said(column):
        return column
    axis = next((claim for claim in column.claims if claim.meaning in _AXES), None)
    others = [claim for claim in column.claims if claim.meaning not in _AXES]
    if meaning is not None and axis is not None and str(meaning) not in said:
        others.append(replace(axis, meaning=str(meaning)))
    return replace(column, claims=by_trust(others))
