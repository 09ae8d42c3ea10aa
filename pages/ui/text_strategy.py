"""Sentences of the Strategy page. What a suggestion itself says comes from `analytics` and the playbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics import theme
from analytics.wording import counted

if TYPE_CHECKING:
    from datetime import date

LEAD: Final = "Start with the first one. One change at a time is the only way to see what it does."
STEPS: Final = "Steps for this week"
CHECKLIST: Final = "Check before you call it done"
NOTICED: Final = "What was noticed"
SURE: Final = "How sure"
GAIN: Final = "What it could bring"
TELLS: Final = "How to tell that it works"
CHANGES: Final = "What would change this advice"
BEHIND: Final = "What would change this, and who advises it"
SOURCES: Final = "Advised in"
MORE: Final = "Also worth a look"
WHY_NOT: Final = "Why not something else"
NOTHING_LEFT: Final = "You have put aside everything that your numbers call for. It stays in the list below."

PUT_ASIDE: Final = "Done, later, or not for me"
HOW: Final = "What about it?"
KINDS: Final = {"done": "Done", "snoozed": "Later", "dismissed": "Not for me"}
KIND_HELP: Final = {
    "done": "It comes back when something new happens, or when much is added to your history.",
    "snoozed": "It comes back on the day you choose.",
    "dismissed": "It comes back only when your numbers change a lot.",
}
WHEN: Final = "See it again"
WEEKS: Final = {1: "In 1 week", 2: "In 2 weeks", 4: "In 4 weeks", 12: "In 12 weeks"}
REASON: Final = "Why, in a few words"
REASON_HINT: Final = "May stay empty"
SAVE: Final = "Put it aside"
UNDO: Final = "Undo"
BRING_BACK: Final = "Bring back"
NO_LONGER: Final = "Your numbers do not call for it at the moment."


def same_gain(position: int) -> str:
    """Return that a gain is that of an earlier suggestion."""
    return f"The same as number {theme.count(position)}: both move the same rate."


def put_aside(title: str) -> str:
    """Return what was just done; `title` is that of the strategy."""
    return f"Put aside: {title}."


def brought_back(title: str) -> str:
    """Return that a piece of advice is back."""
    return f"Back on the list: {title}."


def aside_title(number: int) -> str:
    """Return the title of the list of what is put aside."""
    return f"Put aside ({theme.count(number)})"


def decided(kind: str, on: date, until: date | None) -> str:
    """Return what was decided and when."""
    if kind == "snoozed" and until is not None:
        return f"Later: put off on {theme.day(on)} until {theme.day(until)}."
    words = {"done": "Done", "dismissed": "Not for me"}.get(kind, "Put off")
    return f"{words}: put aside on {theme.day(on)}."


def reason(words: str) -> str:
    """Return the reason of the person, as a quotation."""
    return f"Your reason: “{words}”"


def not_suggested(number: int) -> str:
    """Return the line over the reasons why other strategies are not suggested."""
    return f"{counted(number, 'strategy', 'strategies').capitalize()} of the playbook {_is(number)} not called for now."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
