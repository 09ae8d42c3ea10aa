"""Where a text mentions a date, in whatever format, without deciding the order of day and month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from data.meaning.words import strip_accents
from data.reference import load

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(IntEnum):
    """How much a mention says by itself."""

    NONE = 0
    KNOWN = 1  # first = month, second = day, whatever the column
    PAIR = 2  # first and second are day and month in an order the column must prove
    MONTH = 3  # first = month, no day


@dataclass(frozen=True, slots=True)
class Mention:
    """One date in a text. year: four digits, or 0 where none is written; separator: of a PAIR; span: in the text."""

    kind: Kind
    year: int
    first: int
    second: int
    separator: str = ""
    span: tuple[int, int] = (0, 0)


@cache
def _months() -> Mapping[str, int]:
    return {name: int(number) for number, names in load("vocabulary_dates")["months"].items() for name in names}


@cache
def _pattern() -> re.Pattern[str]:
    name = "(?:" + "|".join(sorted(_months(), key=len, reverse=True)) + r")(?![^\W\d_])"
    year = r"(?:\d{4}|'?\d{2})(?![\d:])"
    ordinal = r"(?:st|nd|rd|th|er|\.?[oªº]|\.|e)?"
    of = r"(?:of|de|del|d)?"
    forms = (
        r"(?P<y1>(?:19|2\d)\d{2})(?P<s1>[-/.])\s?(?P<m1>\d{1,2})(?P=s1)\s?(?P<d1>\d{1,2})(?!\d)",
        r"(?P<y2>\d{4})\s*年\s*(?P<m2>\d{1,2})\s*月(?:\s*(?P<d2>\d{1,2})\s*[日号])?",
        r"(?P<m3>\d{1,2})\s*月\s*(?P<d3>\d{1,2})\s*[日号]?",
        r"(?<![^\W\d_])(?P<a4>\d{1,2})\s?(?P<s4>[-/.])\s?(?P<b4>\d{1,2})\s?(?P=s4)\s?(?P<y4>\d{4}|\d{1,2})(?!\d)",
        rf"(?P<d5>\d{{1,2}}){ordinal}[\s\-/.,]*{of}\s*(?P<n5>{name})\.?(?:[\s\-/.,]*{of}\s*(?P<y5>{year}))?",
        # A spreadsheet shows "Oct-23" for a month and "23-Oct" for a day.
        rf"(?<![^\W\d_])(?P<n12>{name})[-'](?P<y12>1[3-9]|[23]\d)(?![\d:]|[\s,\-/.]+\d)",
        rf"(?<![^\W\d_])(?P<n6>{name})\.?[\s\-/.]*(?P<d6>\d{{1,2}}){ordinal}(?![\d:])(?:[\s,\-/.]+(?P<y6>{year}))?",
        rf"(?<![^\W\d_])(?P<n7>{name})\.?[\s\-/.,']*{of}\s*(?P<y7>\d{{4}})(?!\d)",
        r"(?P<y8>(?:19|20)\d{2})(?P<m8>0[1-9]|1[0-2])(?P<d8>0[1-9]|[12]\d|3[01])(?!\d)",
        r"(?P<y9>(?:19|20)\d{2})[-/.](?P<m9>0?[1-9]|1[0-2])(?![\d/.\-])",
        r"(?P<m10>0?[1-9]|1[0-2])[-/.](?P<y10>(?:19|20)\d{2})(?![\d/.\-])",
        r"(?<![^\W\d_])(?P<a11>\d{1,2})(?P<s11>[-/.])(?P<b11>\d{1,2})\.?(?![\d/:%\-]|\.\d)",
    )
    return re.compile(r"(?<![\d.,/\-])(?:" + "|".join(forms) + ")")


# Which form of the pattern matched, by the group that every match of that form fills.
_FORMS: Final = ("m1", "m2", "m3", "a4", "n5", "n12", "n6", "n7", "m8", "m9", "m10", "a11")
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d?:\d\d[\d:.,]*\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)?")

_NUMERIC: Final = re.compile(r"(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)(?:,?[T ]\d\d?:\d\d[\d:.,]*(?: ?[AaPp]\.?[Mm]\.?)?)?")

# The two forms with a name that spreadsheets write; the long pattern reads them too, in six times the time.
_LONGEST_KEPT: Final = 300  # letters; the same days stand in many columns, and the same cell is asked about thrice
_DIGIT: Final = re.compile(r"\d")
_NAMED: Final = re.compile(r"(?:(\d\d?)[ -])?([A-Za-z]{3,9})(?: (\d\d?),)?[ -](\d{4})")


def _year(text: str | None) -> int:
    if not text:
        return 0
    digits = text.lstrip("'")
    if len(digits) == 1:
        # No year is written so; it is the day of "26/7/5", or a typing error.
        return 1900 + int(digits)
    # Trackers are of this century: "98" in a date of application is a typing error, but it is not 2098.
    return int(digits) if len(digits) == 4 else 2000 + int(digits) if int(digits) < 70 else 1900 + int(digits)


def _mention(match: re.Match[str]) -> Mention:
    group, span = match.groupdict(), match.span()
    form = next(name for name in _FORMS if group[name] is not None)
    number = form[1:]
    year = _year(group.get(f"y{number}"))
    if form[0] == "a":
        first, second = int(group[form]), int(group[f"b{number}"])
        return Mention(Kind.PAIR, year, first, second, group[f"s{number}"], span)
    month = _months()[group[form]] if form[0] == "n" else int(group[form])
    day = group.get(f"d{number}")
    return Mention(Kind.KNOWN if day else Kind.MONTH, year, month, int(day or 1), "", span)


def find_mentions(text: str) -> list[Mention]:
    """Return all dates mentioned in `text`, in order of appearance; spans refer to `text`."""
    return list(_kept(text) if len(text) <= _LONGEST_KEPT else _find(text))


@lru_cache(maxsize=10_000)
def _kept(text: str) -> tuple[Mention, ...]:
    return tuple(_find(text))


def _find(text: str) -> list[Mention]:
    whole = _ISO.fullmatch(text)
    if whole:
        year, month, day = map(int, whole.groups())
        return [Mention(Kind.KNOWN, year, month, day, "", whole.span())]
    whole = _NUMERIC.fullmatch(text)
    if whole:
        return [Mention(Kind.PAIR, _year(whole[4]), int(whole[1]), int(whole[3]), whole[2], whole.span())]
    named = _NAMED.fullmatch(text)
    if named:
        before, name, after, number = named.groups()
        known = _months().get(name.lower())
        if known is not None and (before is None) != (after is None):
            return [Mention(Kind.KNOWN, int(number), known, int(before or after), "", named.span())]
    bare = text.lower() if text.isascii() else _same_length(text)
    return [_mention(match) for match in _pattern().finditer(bare)] if _DIGIT.search(bare) else []


@lru_cache(maxsize=10_000)
def _same_length(text: str) -> str:
    """Fold letter by letter, so that spans stay those of the original."""
    return "".join(map(_same_letter, text))


@lru_cache(maxsize=2_000)
def _same_letter(letter: str) -> str:
    return (strip_accents(letter) or " ")[0]


_TIME: Final = re.compile(
    r"\b\d{1,2}(:\d{2}){1,2}([.,]\d+)?\s*([ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b(z|utc|gmt|t)\b", re.IGNORECASE
)


def _is_day_and_month(mention: Mention, text: str) -> bool:
    """False for "2.5" or "31-37", which may be scores and ranges; "27.10." and "27/10" are dates."""
    return mention.kind is not Kind.PAIR or mention.separator == "/" or text[: mention.span[1]].endswith(".")


def has_year(text: str) -> bool:
    """True where a year is written in one of the dates of the text."""
    return any(mention.year for mention in find_mentions(text))


def is_mostly_date(text: str) -> bool:
    """True where a cell is a date and little else ("Mon, 3 May 2024 10:00"), not a sentence that mentions one."""
    mentions = [mention for mention in find_mentions(text) if mention.year or _is_day_and_month(mention, text)]
    if not mentions:
        return False
    rest = text
    for mention in reversed(mentions):
        rest = rest[: mention.span[0]] + rest[mention.span[1] :]
    letters = sum(map(str.isalnum, _TIME.sub("", rest)))
    return letters <= max(3, sum(map(str.isalnum, text)) // 3)
