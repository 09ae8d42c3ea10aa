"""What kind of values a column holds, from a sample of its filled cells."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from data.meaning.composing import compose
from data.meaning.flags import read_flag
from data.meaning.headers import vocabulary
from data.meaning.mentions import find_mentions, has_year, is_mostly_date
from data.meaning.words import fold, is_blank
from data.schema import ANSWERS, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from data.meaning.composing import Draft

_SAMPLE: Final = 200  # filled cells looked at: the beginning, and evenly spaced ones of the rest
_LONGEST: Final = 300
_EXAMPLES: Final = 3
_EXAMPLE_LETTERS: Final = 80

_URL: Final = re.compile(
    r"(?:https?://|www\.)\S+|(?:[\w-]+\.)+(?:com|org|net|io|de|fr|co|eu|jobs)(?:/\S*)?", re.IGNORECASE
)
_EMAIL: Final = re.compile(r"\S+@\S+\.\w+")
_PHONE: Final = re.compile(r"\+?[\d\s().\-/x]{7,20}")
_NUMBER: Final = re.compile(r"[-+]?\d+(?:[.,]\d+)*")
_MONEY: Final = re.compile(
    r".*(?:[$€£¥₺₹]|\b(?:usd|eur|gbp|cad|aud|inr|try|k|brutto|gross)\b).*\d.*|.*\d.*(?:[$€£¥₺₹万元]|\d\s?k\b|\b(?:usd|eur|gbp|cad|aud|inr|tl|try)\b).*",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
_PERSON: Final = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Herr|Frau)\.? )?[A-ZÀ-Þ][\w'.-]+(?: [A-ZÀ-Þ][\w'.-]*){1,2}")
_ID: Final = re.compile(r"[^\W\d]{0,12}[-_ #]?\d+|[0-9a-f-]{16,}")
_SERIAL: Final = re.compile(r"4[3-9]\d{3}(?:\.\d+)?|1[67]\d{8}(?:\d{3})?")


@dataclass(frozen=True, slots=True)
class Profile:
    """Kind: blank, date, flag, url, email, phone, money, number, serial, status or text; shares: of filled cells."""

    kind: str
    filled: int
    distinct: int
    mean_length: float
    shares: Mapping[str, float] = field(default_factory=dict)
    examples: tuple[str, ...] = ()

    def share(self, name: str) -> float:
        """Share of the sampled cells of that kind, 0.0 where none."""
        return self.shares.get(name, 0.0)


@cache
def _word_list(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in vocabulary()["values"][name])


@cache
def _word_pattern(name: str) -> re.Pattern[str]:
    # One pattern: word by word, a third of the time of a large file went into these loops.
    return re.compile(f"(?: |^)(?:{'|'.join(map(re.escape, _word_list(name)))})(?: |$)")


def _has_word(text: str, name: str) -> bool:
    return _word_pattern(name).search(fold(text)) is not None


@lru_cache(maxsize=8192)
def is_job_title(text: str) -> bool:
    """True where a text holds a word of job titles ("Senior Data Analyst", "Praktikant (m/w/d)")."""
    return _has_word(text, "job") or fold(text).endswith(
        ("entwickler", "ingenieur", "berater", "kaufmann", "muhendisi")
    )


@lru_cache(maxsize=8192)
def _draft(text: str) -> Draft:
    return compose(text, typos=False)


@lru_cache(maxsize=8192)
def is_status(text: str) -> bool:
    """True where status words make up most of a short text."""
    draft = _draft(text)
    said = draft.meanings - {"not", "not_after", "without", "yet", "after", "further", "other", "finished"}
    return bool(said) and 3 * len(draft.scan.unknown) <= draft.scan.words


def _is_answer(text: str) -> bool:
    """True where a text says that the employer answered, and how ("Rejected", "Interview")."""
    return bool(set(_draft(text).reading.stages) & ANSWERS)


def _is_vague(text: str) -> bool:
    """True for "Open" and "Closed", which say whether it ended and neither how far it came nor how."""
    draft = _draft(text)
    return bool(draft.meanings & {"open", "ended"}) and set(draft.reading.stages) <= {Stage.APPLIED, Stage.CLOSED}


def _is_history(text: str) -> bool:
    return len(find_mentions(text)) >= 2 and any(map(str.isalpha, text))


_TESTS: Final[Mapping[str, Callable[[str], bool]]] = {
    "date": is_mostly_date,
    "year": has_year,
    "flag": lambda text: read_flag(text) is not None,
    "url": lambda text: _URL.match(text) is not None,
    "email": lambda text: _EMAIL.fullmatch(text) is not None,
    "serial": lambda text: _SERIAL.fullmatch(text) is not None,
    "number": lambda text: _NUMBER.fullmatch(text) is not None,
    "phone": lambda text: _PHONE.fullmatch(text) is not None and sum(map(str.isdigit, text)) >= 7,
    "money": lambda text: len(text) < 60 and _DIGIT.search(text) is not None and _MONEY.fullmatch(text) is not None,
    "status": lambda text: len(text) < 60 and is_status(text),
    "vague": lambda text: len(text) < 60 and _is_vague(text),
    "answer": lambda text: len(text) < 60 and _is_answer(text),
    "job": lambda text: len(text) < 150 and is_job_title(text),
    "company": lambda text: len(text) < 100 and _has_word(text, "company"),
    "person": lambda text: _PERSON.fullmatch(text) is not None and not is_job_title(text) and not is_status(text),
    "source": lambda text: fold(text) in _word_list("source"),
    "employment": lambda text: fold(text) in _word_list("employment"),
    "work_mode": lambda text: fold(text) in _word_list("work_mode"),
    "id": lambda text: _ID.fullmatch(text) is not None,
    "history": _is_history,
}
# In this order; the first share that is large enough names the kind.
_KINDS: Final = (
    ("flag", 0.9),
    ("date", 0.6),
    ("url", 0.5),
    ("email", 0.5),
    ("serial", 0.8),
    ("number", 0.8),
    ("phone", 0.6),
    ("money", 0.5),
    ("status", 0.6),
)


def _sample(cells: pd.Series) -> list[str]:
    """Filled cells: those at the beginning, and evenly spaced ones of the rest."""
    values = cells.to_numpy(dtype=object, na_value="")
    filled = values[values != ""]
    if len(filled) > _SAMPLE:
        half = _SAMPLE // 2
        rest = filled[half:]
        filled = np.concatenate([filled[:half], rest[:: max(1, len(rest) // half)]])
    return [str(value)[:_LONGEST].strip() for value in filled]


def profile(cells: pd.Series, *, is_typed_date: bool = False) -> Profile:
    """Look at up to about 200 filled cells of a column, each distinct text once."""
    counts = {text: rows for text, rows in Counter(_sample(cells)).items() if not is_blank(text)}
    total = sum(counts.values())
    examples = tuple(text[:_EXAMPLE_LETTERS] for text in list(counts)[:_EXAMPLES])
    if not total:
        return Profile("blank", 0, 0, 0.0)
    shares = {name: sum(rows for text, rows in counts.items() if test(text)) / total for name, test in _TESTS.items()}
    length = sum(len(text) * rows for text, rows in counts.items()) / total
    kind = "date" if is_typed_date else _kind(shares)
    return Profile(kind, total, len(counts), length, shares, examples)


def _kind(shares: Mapping[str, float]) -> str:
    # "27-Oct" beside "yes": still a column that says when or whether something happened.
    if shares["date"] >= 0.2 and shares["date"] + shares["flag"] >= 0.8:
        return "date"
    return next((name for name, least in _KINDS if shares[name] >= least), "text")
