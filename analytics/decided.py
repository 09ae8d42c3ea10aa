"""Advice that the person put aside, and what brings it back.

Put aside means: the person said "not for me", "later" or "done". Advice that was dismissed or done comes back only on
new evidence, which is one of these, compared with the day it was put aside:
- the verdict on a rate behind it changed for another one than "too early";
- it was done, and everything it rests on now happened after that: a new talk, a new no, another week, another win;
- the aged trials behind it grew by MORE_TRIALS, or, for what is counted without a rate, its largest count doubled and
  grew by MORE_EVENTS at least.
Advice that was put off comes back on its day, whatever the numbers say. A decision has no say after the person took it
back. All of it depends on the day alone that is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from data.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from analytics.results import Suggestion

MORE_TRIALS: Final = 50.0  # aged applications (or interviews: a tenth as many are as telling)
MORE_INTERVIEWS: Final = 10.0
TIMES: Final = 2.0
MORE_EVENTS: Final = 3
_VERDICTS: Final = ("verdict", "offer_verdict")
_TRIALS: Final = {"mature_trials": MORE_TRIALS, "offer_mature_trials": MORE_INTERVIEWS}
# What is counted without a rate. Days, weeks and limits are left out: they change by themselves.
_EVENTS: Final = (
    *("refused_lately", "without_note", "tests", "quiet", "talked_this_week", "refused_weeks_ago", "late_refusals"),
    *("rejections", "empty_weeks", "interviews_unknown", "undated", "known", "top", "yes", "yes_interviewed"),
)


class Decided(Protocol):
    """What is needed of a stored decision (`data.decisions.Decision`)."""

    @property
    def strategy(self) -> str:
        """Id in the playbook."""

    @property
    def kind(self) -> str:
        """dismissed, snoozed or done."""

    @property
    def reason(self) -> str:
        """Words of the person, "" for none."""

    @property
    def decided_on(self) -> date:
        """Day of the decision."""

    @property
    def until(self) -> date | None:
        """Of a snooze: the first day on which the advice is back."""

    @property
    def evidence(self) -> Mapping[str, Any]:
        """What `snapshot` gave on that day."""

    @property
    def ended_on(self) -> date | None:
        """Day on which it was taken back."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A piece of advice that is put aside. advice: None where the history no longer calls for it anyway."""

    decision: Decided
    advice: Suggestion | None


@dataclass(frozen=True, slots=True)
class Sorted:
    """Advice to show, in order, and what is put aside. back: {id: why it is shown again though it was put aside}."""

    shown: tuple[Suggestion, ...]
    aside: tuple[Aside, ...]
    back: Mapping[str, str]


def snapshot(advice: Suggestion) -> dict[str, Any]:
    """What a piece of advice rests on, to be kept with a decision: its verdicts and counts."""
    kept = (*_VERDICTS, *_TRIALS, *_EVENTS, "win")
    return {name: advice.evidence[name] for name in kept if advice.evidence.get(name) is not None}


def sort_out(advice: Sequence[Suggestion], decisions: Iterable[Decided], as_of: date) -> Sorted:
    """Take out what is put aside on a day; the order of the rest stays.

    Args:
        advice: suggestions of a report, the most important first.
        decisions: at most one for each strategy; those made after `as_of`, or taken back by then, have no say.
        as_of: the day that is asked about.

    Returns:
        Sorted; with no decisions, everything is shown.
    """
    by_id = {each.id: each for each in advice}
    aside, back = [], {}
    for decision in decisions:
        if decision.decided_on > as_of or (decision.ended_on is not None and decision.ended_on <= as_of):
            continue
        why = _why_back(decision, by_id.get(decision.strategy), as_of)
        if why:
            back[decision.strategy] = why
        else:
            aside.append(Aside(decision, by_id.get(decision.strategy)))
    hidden = {each.decision.strategy for each in aside}
    return Sorted(tuple(each for each in advice if each.id not in hidden), tuple(aside), back)


def _why_back(decision: Decided, advice: Suggestion | None, as_of: date) -> str:
    """Why a piece of advice is shown again, "" while it stays put aside."""
    if decision.kind == "snoozed":
        return _("You wanted to see this again by now.") if decision.until and decision.until <= as_of else ""
    if advice is None:
        return ""
    if decision.kind == "done" and _is_another(decision, advice.evidence):
        return _("It is back because something new happened since you did it.")
    return _new_evidence(decision.evidence, advice.evidence)


def _is_another(decision: Decided, now: Mapping[str, Any]) -> bool:
    new_on, win = now.get("new_on"), now.get("win")
    later = isinstance(new_on, str) and new_on > decision.decided_on.isoformat()
    return later or (win is not None and win != decision.evidence.get("win"))


def _new_evidence(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    for name in _VERDICTS:
        old, new = before.get(name), now.get(name)
        if old is not None and new not in {None, old, "too_early"}:
            return _("It is back because the verdict behind it has changed since you put it aside.")
    grown = {
        name: _number(now.get(name)) - _number(before.get(name)) for name in _TRIALS if before.get(name) is not None
    }
    if any(more >= _TRIALS[name] for name, more in grown.items()):
        return _("It is back because much has been added to what it rests on since you put it aside.")
    if not grown and any(_doubled(before.get(name), now.get(name)) for name in _EVENTS):
        return _("It is back because its counts have doubled since you put it aside.")
    return ""


def _doubled(before: Any, now: Any) -> bool:
    old, new = _number(before), _number(now)
    return before is not None and new >= TIMES * old and new >= old + MORE_EVENTS


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
