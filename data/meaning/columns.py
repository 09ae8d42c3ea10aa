"""Headers and the values below them -> what each column means, with a confidence and a reason in words.

A header proposes, the values dispose: a column headed "applied" holds dates (the application date) or yes/no (a stage);
"Phone" holds dates (a stage) or numbers (a contact). At most one column may have each meaning; the best claim wins.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from data.language import _, speaks
from data.meaning.beside import Column, as_flows, by_trust, with_axes, with_mail_date, with_own_key, with_transitions
from data.meaning.fields import field_name
from data.meaning.fitting import fit
from data.meaning.header_rows import header_score
from data.meaning.headers import Claim, claims_of, is_synthetic
from data.meaning.profiles import Profile, profile
from data.meaning.words import fold
from data.plans import ColumnGuess
from data.schema import Field, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

_WIDE: Final = 500  # no tracker is wider; a header of ten thousand columns must not cost half a minute
_DATED: Final = 0.5
_DECLINED: Final = frozenset({"declined", "declined date", "date declined"})
_HAS_DIGIT: Final = re.compile(r"\d")
_SHARED: Final = frozenset({str(Field.STAGE_DATE), str(Field.OTHER)})  # meanings that many columns may have


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
    columns = with_own_key([_overridden(column, overrides) for column in columns])
    columns = as_flows(columns) or _by_values(with_axes(with_mail_date(with_transitions(columns))))
    chosen = _assign(columns)
    return _with_two_refusals([_guess(column, chosen.get(column.position)) for column in columns])


def _column(position: int, header: str, cells: pd.Series, *, is_typed_date: bool) -> Column:
    if position >= _WIDE:
        return Column(position, header, Profile("blank", 0, 0, 0.0), ())
    values = profile(cells, is_typed_date=is_typed_date)
    claims = () if is_synthetic(header) else claims_of(header)
    fitted = [replace(claim, confidence=claim.confidence * fit(claim, values)) for claim in claims]
    return Column(position, header, values, by_trust(fitted), is_named=bool(claims))


def _overridden(column: Column, overrides: Mapping[str, str]) -> Column:
    """What the person said goes before everything else."""
    answer = overrides.get(column.header)
    if answer is None:
        return column
    kind, _colon, rest = answer.partition(":")
    if kind == "stage":
        name, _colon, number = rest.partition(":")
        claim = Claim("stage_date", 2.0, _("you said so"), Stage(name), int(number) if number else None)
    else:
        claim = Claim(str(Field(answer)), 2.0, _("you said so"))
    return replace(column, claims=(claim,))


# Columns that only their values describe ----------------------------------------------------------------------------


def _by_values(columns: list[Column]) -> list[Column]:
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


def _may_be_application_date(column: Column) -> bool:
    """Return False for "Decision date" and "Stage 1", which date something else, and for "4/5", maybe a score."""
    is_numbered = not is_synthetic(column.header) and _HAS_DIGIT.search(column.header)
    return not column.is_named and not is_numbered and column.sample.share("year") >= _DATED


def _value_claim(column: Column, taken: set[str], *, is_bare: bool) -> Claim | None:
    kind = column.sample.kind
    if kind not in _BY_KIND or (kind == "status" and column.sample.distinct < 2 and not is_bare):
        return None
    if kind == "date" and not _may_be_application_date(column):
        return None
    meaning, confidence, why = _BY_KIND[kind]
    if meaning in taken or (meaning == Field.APPLIED and Field.ADDED in taken):
        return None
    return Claim(meaning, confidence, _(why))


def _name_texts(columns: list[Column], taken: set[str]) -> list[Column]:
    """A file without a header: which text column holds titles, which companies, which sources."""
    texts = [column for column in columns if not column.claims and column.sample.kind == "text"]
    found: dict[int, Claim] = {}
    for meaning, share, least, reason in (
        (Field.TITLE, "job", 0.4, _("its words are those of a title")),
        (Field.SOURCE, "source", 0.5, _("its words are those of a source")),
        (Field.WORK_MODE, "work_mode", 0.5, _("its words are those of a work mode")),
    ):
        rest = [column for column in texts if column.position not in found and column.sample.share(share) >= least]
        if rest and str(meaning) not in taken:
            best = max(rest, key=lambda column: column.sample.share(share))
            found[best.position] = Claim(str(meaning), 0.5, reason)
    rest = [column for column in texts if column.position not in found and column.sample.mean_length < 60]
    if rest:
        best = max(rest, key=lambda column: column.sample.share("company"))
        found[best.position] = Claim(str(Field.COMPANY), 0.45, _("the remaining column of names"))
    return [
        replace(column, claims=(found[column.position],)) if column.position in found else column for column in columns
    ]


# Assignment --------------------------------------------------------------------------------------------------------


def _assign(columns: Sequence[Column]) -> dict[int, Claim]:
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


def _guess(column: Column, claim: Claim | None) -> ColumnGuess:
    if claim is None:
        lost = column.claims[0] if column.claims else None
        reason = _("no known header, and the values do not tell")
        if column.sample.kind == "blank":
            reason = _("the column is empty")
        elif lost:
            reason = _("another column fits {meaning} better", meaning=field_name(lost.meaning))
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
    reason = _("another column says rejected, so this is read as declined by you")
    return tuple(
        replace(guess, stage=own, confidence=0.5, reason=reason)
        if guess in refusals and fold(guess.header) in _DECLINED and guess.confidence < 1
        else guess
        for guess in guesses
    )


__all__ = ["header_score", "recognise_columns"]


speaks(__name__)
