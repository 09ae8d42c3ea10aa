"""How well the values of a column fit what its header claims: 1 fits, 0 cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.schema import Field, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.meaning.headers import Claim
    from data.meaning.profiles import Profile

# One letter a kind, so that each row can be read as a picture; "text" is the last one.
_KINDS: Final = ("blank", "date", "flag", "url", "email", "phone", "money", "number", "serial", "status", "text")


def _row(*weights: float) -> Mapping[str, float]:
    return dict(zip(_KINDS, weights, strict=True))


_FIT: Final[Mapping[str, Mapping[str, float]]] = {
    #                        blank date flag url  mail tel  money num  serial status text
    Field.APPLIED: _row(0.9, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0),
    Field.ADDED: _row(0.9, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0),
    Field.UPDATED: _row(0.9, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0),
    Field.EVENT_DATE: _row(0.9, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0),
    Field.EVENT_END: _row(0.9, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0),
    Field.DEADLINE: _row(1.0, 1.0, 0.6, 0.2, 0.0, 0.0, 0.0, 0.4, 1.0, 0.8, 0.8),
    Field.FOLLOW_UP: _row(1.0, 1.0, 1.0, 0.3, 0.5, 0.3, 0.0, 0.5, 1.0, 0.8, 0.9),
    Field.STATUS: _row(0.9, 0.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.2, 0.0, 1.0, 0.9),
    "progress": _row(0.9, 0.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.2, 0.0, 1.0, 0.8),
    Field.OUTCOME: _row(0.9, 0.0, 0.4, 0.0, 0.0, 0.0, 0.0, 0.1, 0.0, 1.0, 0.8),
    Field.EVENT_STAGE: _row(0.9, 0.0, 0.1, 0.0, 0.0, 0.0, 0.0, 0.1, 0.0, 1.0, 0.6),
    Field.HISTORY: _row(0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.4, 0.2),
    Field.TITLE: _row(0.9, 0.0, 0.0, 0.1, 0.0, 0.0, 0.1, 0.2, 0.0, 0.4, 1.0),
    Field.COMPANY: _row(0.9, 0.0, 0.0, 0.4, 0.1, 0.0, 0.0, 0.3, 0.0, 0.4, 1.0),
    Field.CONTACT: _row(1.0, 0.0, 0.3, 1.0, 1.0, 1.0, 0.3, 0.8, 0.3, 0.4, 1.0),
    Field.URL: _row(1.0, 0.0, 0.3, 1.0, 0.3, 0.0, 0.0, 0.2, 0.0, 0.5, 0.8),
    Field.SALARY: _row(1.0, 0.0, 0.2, 0.0, 0.0, 0.5, 1.0, 1.0, 1.0, 0.4, 0.9),
    Field.SOURCE: _row(1.0, 0.0, 0.2, 0.8, 0.5, 0.0, 0.0, 0.3, 0.0, 0.7, 1.0),
    Field.LOCATION: _row(1.0, 0.0, 0.3, 0.2, 0.0, 0.0, 0.0, 0.4, 0.3, 0.7, 1.0),
    Field.WORK_MODE: _row(1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.3, 0.0, 0.7, 1.0),
    Field.NOTES: _row(1.0, 0.4, 0.5, 0.8, 0.7, 0.7, 0.7, 0.6, 0.3, 0.8, 1.0),
    Field.APPLICATION_ID: _row(0.9, 0.0, 0.7, 0.4, 0.0, 0.9, 0.2, 1.0, 1.0, 0.2, 0.8),
}
_EVEN: Final = _row(*([1.0] * len(_KINDS)))
_STAGE: Final = _row(0.9, 1.0, 1.0, 0.0, 0.0, 0.0, 0.1, 0.8, 0.8, 0.7, 0.6)
_CELL_WORDS: Final = 25  # longer values of a stage column are notes
_STATUS_SHARE: Final = 0.3
_JOB_SHARE: Final = 0.5
_PEOPLE: Final = 0.5
_SOME_FLAGS: Final = 0.2
_NEARLY_ALL: Final = 0.9


def _answers_yes_or_no(values: Profile) -> bool:
    """True for "Response?" with yes, no and now and then the answer itself ("Rejected")."""
    return values.share("flag") >= _SOME_FLAGS and values.share("flag") + values.share("answer") >= _NEARLY_ALL


def _fit_stage(claim: Claim, values: Profile) -> float:
    weight = _STAGE[values.kind]
    if values.kind == "text":
        # "Acme - Phone screen, Acme - Onsite" is long and still names what was held.
        is_note = values.mean_length > _CELL_WORDS and values.share("answer") < _PEOPLE
        if values.share("person") >= _PEOPLE or is_note:
            return 0.0
        if values.share("work_mode") >= _PEOPLE:
            return 0.0
    if claim.stage is Stage.PHONE_SCREEN and values.kind == "blank":
        # An empty column "Phone" or "Recruiter" waits for a number or a name as likely as for a date.
        return 0.5
    if claim.stage is Stage.APPLIED and values.kind not in {"flag", "number"}:
        # Dates below "applied" are the application date; words below it are a status.
        return 0.2
    if claim.stage in {Stage.REPLIED, Stage.ACKNOWLEDGED} and values.kind not in {"date", "flag", "serial"}:
        # Words below "Response" are a status or a note; "No response" there must not count as an answer.
        return 0.9 if claim.stage is Stage.REPLIED and _answers_yes_or_no(values) else 0.0
    return weight


def _is_doubtful(claim: Claim, values: Profile) -> bool:
    """True where a header that can mean several things has values that speak against this one."""
    if claim.meaning == Field.TITLE:
        return claim.is_weak and (values.share("job") < _JOB_SHARE or values.share("employment") >= _STATUS_SHARE)
    if claim.meaning == Field.WORK_MODE:
        return claim.is_weak and values.share("work_mode") < _PEOPLE
    if claim.meaning == Field.APPLICATION_ID:
        return claim.is_weak and values.share("id") < _PEOPLE
    return False


def fit(claim: Claim, values: Profile) -> float:
    """Weight of a claim after a look at the values, 0 to 1."""
    if claim.stage is not None:
        return _fit_stage(claim, values)
    if values.kind != "blank" and _is_doubtful(claim, values):
        return 0.0
    weight = _FIT.get(claim.meaning, _EVEN)[values.kind]
    is_words = values.kind in {"text", "status"}
    if claim.meaning in {Field.APPLIED, Field.UPDATED} and is_words and values.share("date") >= _STATUS_SHARE:
        return 0.8
    if claim.meaning == Field.HISTORY and values.share("history") >= _PEOPLE:
        return 1.0
    is_axis = claim.meaning in {"progress", Field.OUTCOME} or (claim.meaning == Field.STATUS and claim.is_weak)
    if is_axis and values.kind == "text" and values.share("status") < _STATUS_SHARE:
        return 0.4
    return weight
