"""What a person chose about their numbers: own ranges and counting rules, kept in the history file.

Whatever is stored is checked when it is read: a value that makes no sense counts as not chosen, never as an error.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

from data.errors import ReboundError
from data.language import LANGUAGES, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.store import Store

Span = tuple[float, float]

SETTING: Final = "preferences"
MATURE: Final = (14, 180)  # days an application may have to be old before it counts
MATURE_DEFAULT: Final = 45
SILENCE: Final = (7, 180)  # days of silence after which an application may count as unanswered
SILENCE_DEFAULT: Final = 45
MOST_INTERVIEWS: Final = 100.0  # for one offer


class PreferenceError(ReboundError):
    """A choice that makes no sense; the text says why and what would."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """Choices of one person; the defaults are what holds without any.

    interview_range: low and high share (0..1) of applications that lead to an interview; offer_range: low and high
    number of interviews for one offer; None: the documents' ranges. phone_screen_counts: whether a phone screen is an
    interview. mature_days: if given, the interview rate uses only applications of at least this age, each in full.
    silence_days: if given, an open application is presumed unanswered from this day of silence on. language: the one
    that Rebound speaks, of `data.language.LANGUAGES`; None: not chosen yet.
    """

    interview_range: Span | None = None
    offer_range: Span | None = None
    phone_screen_counts: bool = True
    mature_days: int | None = None
    silence_days: int | None = None
    language: str | None = None


DEFAULTS: Final = Preferences()


def load(store: Store) -> Preferences:
    """Read the choices kept in a history; what is missing or makes no sense is as by default."""
    kept = store.get_setting(SETTING, {})
    if not isinstance(kept, dict):
        return DEFAULTS
    chosen = {field.name: _read(field.name, kept.get(field.name)) for field in fields(Preferences)}
    return Preferences(**{name: value for name, value in chosen.items() if value is not None})


def change(store: Store, **choices: Any) -> Preferences:
    """Keep some choices and leave the others as they are; None goes back to the default.

    Raises:
        PreferenceError: a choice that makes no sense. Nothing is kept then.
    """
    chosen = with_choices(load(store), **choices)
    differing = {name: value for name, value in asdict(chosen).items() if value != getattr(DEFAULTS, name)}
    store.set_setting(SETTING, differing or None)
    return chosen


def with_choices(known: Preferences, **choices: Any) -> Preferences:
    """Return the preferences with some choices changed; None goes back to the default. Raises PreferenceError."""
    checked = {name: None if value is None else _CHECKS[name](value) for name, value in choices.items()}
    return replace(
        known, **{name: getattr(DEFAULTS, name) if value is None else value for name, value in checked.items()}
    )


def check_interview_range(value: Any) -> Span:
    """Return a range of shares (0..1), low end first. Raises PreferenceError."""
    low, high = _pair(value)
    if not 0 < low < 1 or not 0 < high < 1:
        raise PreferenceError(_("A rate is more than 0 % and less than 100 %."), _("Choose both ends in between."))
    return _in_order(low, high)


def check_offer_range(value: Any) -> Span:
    """Return a range of interviews for one offer, low end first. Raises PreferenceError."""
    low, high = _pair(value)
    if not 1 < low <= MOST_INTERVIEWS or not 1 < high <= MOST_INTERVIEWS:
        raise PreferenceError(
            _("The number of interviews for one offer is more than 1 and at most {most}.", most=f"{MOST_INTERVIEWS:g}"),
            _("Choose both ends in between."),
        )
    return _in_order(low, high)


def _pair(value: Any) -> Span:
    try:
        low, high = (float(end) for end in value)
    except (TypeError, ValueError):
        raise PreferenceError(_("A range has a low and a high end."), _("Give two numbers.")) from None
    return low, high


def _in_order(low: float, high: float) -> Span:
    if low > high:
        raise PreferenceError(_("The low end of the range is above its high end."), _("Swap the two numbers."))
    return low, high


def _days(said: Callable[[int, int], str], least: int, most: int) -> Any:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise PreferenceError(said(least, most), _("Choose another number."))
        return value

    return check


def _about_age(least: int, most: int) -> str:
    return _(
        "The age from which an application counts is a whole number of days from {least} to {most}.",
        least=least,
        most=most,
    )


def _about_silence(least: int, most: int) -> str:
    return _(
        "The silence that counts as no answer is a whole number of days from {least} to {most}.", least=least, most=most
    )


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise PreferenceError(_("Whether a phone screen counts is yes or no."), _("Choose one of the two."))
    return value


def _language(value: Any) -> str:
    if not isinstance(value, str) or value not in LANGUAGES:
        raise PreferenceError(
            _("Rebound does not speak that language."), _("It speaks {names}.", names=", ".join(LANGUAGES.values()))
        )
    return value


_CHECKS: Final = {
    "interview_range": check_interview_range,
    "offer_range": check_offer_range,
    "phone_screen_counts": _yes_or_no,
    "mature_days": _days(_about_age, *MATURE),
    "silence_days": _days(_about_silence, *SILENCE),
    "language": _language,
}


def _read(name: str, value: Any) -> Any:
    try:
        return None if value is None else _CHECKS[name](value)
    except PreferenceError:
        return None
