"""Sentences of the Strategy page. What a suggestion itself says comes from `analytics` and the playbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics import theme
from data.language import _, plural, speaks

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
BRING_BACK: Final = "Bring back"
NO_LONGER: Final = "Your numbers do not call for it at the moment."


def same_gain(position: int) -> str:
    """Return that a gain is that of an earlier suggestion."""
    return _("The same as number {position}: both move the same rate.", position=theme.count(position))


def put_aside(title: str) -> str:
    """Return what was just done; `title` is that of the strategy."""
    return _("Put aside: {title}.", title=title)


def brought_back(title: str) -> str:
    """Return that a piece of advice is back."""
    return _("Back on the list: {title}.", title=title)


def aside_title(number: int) -> str:
    """Return the title of the list of what is put aside."""
    return _("Put aside ({suggestions})", suggestions=theme.count(number))


def decided(kind: str, on: date, until: date | None) -> str:
    """Return what was decided and when."""
    if kind == "snoozed" and until is not None:
        return _("Later: put off on {day} until {until}.", day=theme.day(on), until=theme.day(until))
    if kind == "done":
        return _("Done: put aside on {day}.", day=theme.day(on))
    if kind == "dismissed":
        return _("Not for me: put aside on {day}.", day=theme.day(on))
    return _("Put off: put aside on {day}.", day=theme.day(on))


def reason(words: str) -> str:
    """Return the reason of the person, as a quotation."""
    return _("Your reason: “{words}”", words=words)


def not_suggested(number: int) -> str:
    """Return the line over the reasons why other strategies are not suggested."""
    return plural(
        number,
        "{n} strategy of the playbook is not called for now.",
        "{n} strategies of the playbook are not called for now.",
    )


speaks(__name__)
