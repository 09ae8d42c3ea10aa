"""The language that Rebound speaks: English stands in the code, other languages in gettext catalogues (`data/locale`).

Three ways for a sentence to get into the catalogue (`python -m data.locale` collects them):

- `_("{name} is open.", name=name)` in a function: the sentence is whole, and what varies is named;
- `plural(count, "{n} week", "{n} weeks")` where a count decides the form;
- `speaks(__name__)` as the last line of a module: the texts in its upper-case constants are sentences, and whoever
  reads them from outside (`text.CONFIRM`) gets them in the chosen language. Inside the module, `_(CONFIRM)`.

The language belongs to the history, so there is one for the process: Rebound is for one person. Nothing of the person's
own words goes through here, but as a value.
"""

from __future__ import annotations

import re
import sys
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

ENGLISH: Final = "en"
SAME: Final = {"same": True}  # metadata of a dataclass field that holds an id or a noun and is never translated
LANGUAGES: Final = {"en": "English", "de": "Deutsch"}
_Value = TypeVar("_Value")
_chosen = ENGLISH


def use(language: str) -> None:
    """Speak this language from now on; English where there is no catalogue of it."""
    global _chosen  # noqa: PLW0603 - one person, one process, one language
    _chosen = language if language in LANGUAGES else ENGLISH


def current() -> str:
    """Return the code of the language spoken, such as "en"."""
    return _chosen


def _(message: str, /, **values: object) -> str:
    """Return the sentence in the chosen language with its `{named}` values filled in; without values it is as it is.

    >>> _("{count} of {total}", count=1, total=3)
    '1 of 3'
    """
    said = _catalogue(_chosen).gettext(message) if message else message
    return said.format(**values) if values else said


def plural(count: float, one: str, many: str, /, **values: object) -> str:
    """Return the form that goes with a count; `{n}` is the count as it is written in the chosen language.

    >>> plural(1, "{n} week", "{n} weeks"), plural(1200, "{n} week", "{n} weeks")
    ('1 week', '1,200 weeks')
    """
    whole = count == int(count)
    said = _catalogue(_chosen).ngettext(one, many, int(count) if whole else 2)
    return said.format(n=figure(f"{count:,.0f}" if whole else f"{count:,.1f}"), **values)


def figure(written: str) -> str:
    """Return a number that Python wrote ("1,650.5") with the marks of the chosen language ("1.650,5").

    >>> figure("1,650.5")
    '1,650.5'
    """
    marks = _marks(_chosen)
    return written if marks == ",." else written.translate(str.maketrans(",.", marks))


def dated(value: date, parts: str) -> str:
    """Return a date in the chosen language. parts: which of day, month and year, as a skeleton of CLDR ("yMMMM").

    >>> from datetime import date
    >>> dated(date(2026, 11, 22), "yMMMM")
    'November 2026'
    """
    from babel.dates import format_skeleton  # noqa: PLC0415 - English has formats of its own

    return str(format_skeleton(parts, value, locale=_chosen))


def said_now(words: str, among: Iterable[str]) -> str:
    """Return one of the messages `among`, in whichever language it is said, in the chosen one; other words stay.

    >>> said_now("Letzte 90 Tage", ["Last 90 days", "Any time"]), said_now("anything else", [])
    ('Last 90 days', 'anything else')
    """
    known = list(among)
    for language in (_chosen, *LANGUAGES):
        for message in known:
            if _catalogue(language).gettext(message) == words:
                return _(message)
    return words


def speaks(name: str) -> None:
    """Make the texts in upper-case constants of the module `name` come in the chosen language."""
    sys.modules[name].__class__ = _Speaking


def messages(module: ModuleType) -> Iterator[str]:
    """Yield every text of the constants of a module that speaks, the private ones too."""
    for name, value in vars(module).items():
        if name.isupper():
            yield from texts(value)


def texts(value: object) -> Iterator[str]:
    """Yield the sentences and words for people in a value made of texts, dictionaries, sequences and dataclasses."""
    if type(value) is str:
        if is_message(value):
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from texts(inner)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.metadata != SAME:
                yield from texts(getattr(value, field.name))


def is_message(text: str) -> bool:
    """True for what people read; ids ("what_if"), icons (":material/south:") and formats are not.

    >>> [is_message(text) for text in ("Overview", "leaning below", "what_if", ":material/south:", "YYYY-MM-DD")]
    [True, True, False, False, False]
    """
    return bool(re.search(r"[A-Z][a-z]|[A-Za-z] ", text)) and not text.startswith((":", "http"))


def translated(value: _Value) -> _Value:
    """Return a value with every text of `texts` in the chosen language; enum members and ids stay."""
    given: Any = value
    made: Any = value
    if type(given) is str:
        made = _(given) if is_message(given) else given
    elif isinstance(given, dict):
        made = {key: translated(inner) for key, inner in given.items()}
    elif type(given) is tuple or type(given) is list:
        made = type(given)(translated(inner) for inner in given)
    elif is_dataclass(given) and not isinstance(given, type):
        own = {field.name: getattr(given, field.name) for field in fields(given) if field.metadata != SAME}
        made = replace(given, **{name: translated(inner) for name, inner in own.items()})
    return cast("_Value", made)


class _Speaking(ModuleType):
    """A module whose upper-case constants are read in the chosen language."""

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if _chosen == ENGLISH or not name.isupper() or name.startswith("_"):
            return value
        return _constant(_chosen, super().__getattribute__("__name__"), name)


@lru_cache(maxsize=4096)
def _constant(language: str, module: str, name: str) -> object:  # noqa: ARG001 - the language is part of the key
    return translated(vars(sys.modules[module])[name])


@cache
def _catalogue(language: str) -> NullTranslations:
    """Return the catalogue of a language, compiled from its text file."""
    if language == ENGLISH:
        return NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - English needs none of it
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    with files("data.locale").joinpath(f"{language}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _marks(language: str) -> str:
    """Return how a language separates thousands and decimals, such as ",." in English."""
    if language == ENGLISH:
        return ",."
    from babel.numbers import get_decimal_symbol, get_group_symbol  # noqa: PLC0415 - English needs none of it

    return get_group_symbol(language) + get_decimal_symbol(language)
