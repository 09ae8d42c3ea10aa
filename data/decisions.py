"""What a person decided about a piece of advice: not for me, later, or done; why, and whether they took it back.

Nothing is forgotten: a decision that was taken back keeps its row and gets its last day. Which advice is put aside on a
day, and what brings it back, is judged in `analytics.decided`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from data.errors import ReboundError
from data.language import _, plural

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from data.store import Store

LONGEST_REASON: Final = 200  # letters

_ALL: Final = """
    SELECT strategy, kind, reason, decided_on, until, evidence, decision_id::VARCHAR, ended_on
    FROM decisions
    WHERE decided_on <= $as_of
    ORDER BY sequence
"""
_ADD: Final = """
    INSERT INTO decisions
    SELECT
        $decision_id::UUID, (SELECT coalesce(max(sequence), 0) + 1 FROM decisions), $strategy, $kind, $reason,
        $decided_on::DATE, $until::DATE, NULL, $evidence::JSON, $is_sample
"""
_END: Final = "UPDATE decisions SET ended_on = $day WHERE strategy = $strategy AND ended_on IS NULL"


class Kind(StrEnum):
    """What was decided. Values are stored: never rename them."""

    DISMISSED = "dismissed"
    SNOOZED = "snoozed"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on one strategy of the playbook.

    until: of a snooze, the first day on which the advice is back, else None; evidence: what it rested on when it was
    put aside (see `analytics.decided.snapshot`); decision_id: "" until it is stored; ended_on: the day on which the
    person wanted the advice back, None if never.
    """

    strategy: str
    kind: Kind
    reason: str
    decided_on: date
    until: date | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)
    decision_id: str = ""
    ended_on: date | None = None


def decide(store: Store, decision: Decision, *, is_sample: bool = False) -> str:
    """Store a decision in place of the one before on the same strategy; return its id.

    is_sample: it goes away with the sample.

    Raises:
        ReboundError: the reason is too long, or a snooze ends before it begins; the text says what to do.
    """
    reason = " ".join(decision.reason.split())
    if len(reason) > LONGEST_REASON:
        too_long = plural(
            len(reason) - LONGEST_REASON,
            "The reason is too long by {n} letter.",
            "The reason is too long by {n} letters.",
        )
        raise ReboundError(too_long, _("Make it shorter."))
    if decision.kind is Kind.SNOOZED and (decision.until is None or decision.until <= decision.decided_on):
        raise ReboundError(_("The day to come back to it is not after today."), _("Choose a later day."))
    key = str(uuid4())
    row = {
        "decision_id": key,
        "strategy": decision.strategy,
        "kind": str(decision.kind),
        "reason": reason,
        "decided_on": decision.decided_on,
        "until": decision.until if decision.kind is Kind.SNOOZED else None,
        "evidence": json.dumps(dict(decision.evidence), allow_nan=False),
        "is_sample": is_sample,
    }
    bring_back(store, decision.strategy, decision.decided_on)  # only once the new one is known to be sound
    store.change(_ADD, row)
    return key


def bring_back(store: Store, strategy: str, day: date) -> bool:
    """End the decision on a strategy from `day` on; False if there was none."""
    return store.change(_END, {"strategy": strategy, "day": day}) > 0


def decisions(store: Store, as_of: date) -> tuple[Decision, ...]:
    """The decisions that hold on a day, the newest on each strategy, in the order they were made.

    A snooze that has run out still holds here: whether the advice is back is judged in `analytics.decided`.
    """
    newest: dict[str, Decision] = {}
    for strategy, kind, reason, decided_on, until, evidence, key, ended_on in store.select(_ALL, {"as_of": as_of}):
        newest.pop(strategy, None)
        if ended_on is None or ended_on > as_of:
            rested = json.loads(evidence)
            newest[strategy] = Decision(strategy, Kind(kind), reason, decided_on, until, rested, key, ended_on)
    return tuple(newest.values())
