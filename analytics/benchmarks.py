"""The ranges a rate is compared with, and the published figures that are shown as context.

The documents' two ranges are the default and the promise; a person can set their own. Context figures are never
averaged and never judged against: each has its year, population, unit and page.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from analytics.results import Benchmark
from analytics.wording import number, percent
from data.language import _, current
from data.reference import load

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ContextFigure:
    """One published figure, as its page gives it. `link` is a web address or empty, `link_text` what a person reads."""

    id: str
    measure: str
    figure: str
    year: str
    population: str
    unit: str
    source: str
    link_text: str
    link: str


def document_benchmarks() -> Mapping[str, Benchmark]:
    """The documents' ranges by the id of the ratio they judge.

    Counts: interviews_per_offer is in interview rounds for one offer, as the document words it; interview_to_offer and
    process_to_offer are the same range turned into rates.

    Source:
        "Rejection After a Job Interview: How to Move Forward", document 003, in `reference/benchmarks.toml`.

    >>> ranges = document_benchmarks()
    >>> ranges["application_to_interview"].low, ranges["interviews_per_offer"].high
    (0.02, 15.0)
    >>> round(ranges["interview_to_offer"].low, 4)
    0.0667
    """
    return _documents(current())


@cache
def _documents(language: str) -> Mapping[str, Benchmark]:  # noqa: ARG001 - the words are in it
    documents = load("benchmarks")["documents"]
    return {
        ratio: Benchmark(
            id=ratio,
            low=1 / entry["high"] if inverted else float(entry["low"]),
            high=1 / entry["low"] if inverted else float(entry["high"]),
            unit=_(entry["unit"]),
            source=f"{entry['title']}, {_(entry['site'])}",
            document=entry["document"],
            wording=_(entry["wording"]),
        )
        for ratio, key, inverted in (
            ("application_to_interview", "application_to_interview", False),
            ("interview_to_offer", "interviews_per_offer", True),
            ("process_to_offer", "interviews_per_offer", True),
            ("interviews_per_offer", "interviews_per_offer", False),
        )
        if (entry := documents[key])
    }


def own_benchmark(ratio: str, low: float, high: float) -> Benchmark:
    """A range the person set. Raises ValueError unless 0 < low <= high and, for a rate, high < 1.

    >>> own_benchmark("application_to_interview", 0.05, 0.08).wording
    '5 % to 8 % of applications lead to an interview'
    >>> own_benchmark("interviews_per_offer", 4, 6).wording
    'one offer in 4 to 6 interviews'
    >>> own_benchmark("interview_to_offer", 1 / 6, 1 / 4).called
    'your own range'
    """
    base = document_benchmarks()[ratio]
    per_offer = ratio == "interviews_per_offer"
    if not 0 < low <= high or not ((per_offer and low > 1) or high < 1):
        raise ValueError("A range needs a low end above 0 that is not over its high end, and a rate stays under 100 %.")
    fewest, most = (low, high) if per_offer else (1 / high, 1 / low)
    if ratio == "application_to_interview":
        words = _("{rates} of applications lead to an interview", rates=_ends(percent(low), percent(high)))
    else:
        words = _("one offer in {numbers} interviews", numbers=_ends(number(fewest), number(most)))
    return Benchmark(ratio, low, high, base.unit, _("your own range"), wording=words, own=True)


def chosen_benchmarks(
    interviews: tuple[float, float] | None = None, per_offer: tuple[float, float] | None = None
) -> Mapping[str, Benchmark]:
    """The ranges to judge by: the person's own where they set one, the documents' elsewhere.

    Args:
        interviews: low and high share (0..1) of applications that lead to an interview.
        per_offer: low and high number of interviews for one offer.

    Raises:
        ValueError: a range that `own_benchmark` refuses.

    >>> ranges = chosen_benchmarks(per_offer=(4, 5))
    >>> ranges["interview_to_offer"].low, ranges["application_to_interview"].called
    (0.2, 'the benchmark')
    """
    ranges = dict(document_benchmarks())
    if interviews is not None:
        ranges["application_to_interview"] = own_benchmark("application_to_interview", *interviews)
    if per_offer is not None:
        low, high = per_offer
        ranges["interviews_per_offer"] = own_benchmark("interviews_per_offer", low, high)
        for rate in ("interview_to_offer", "process_to_offer"):
            ranges[rate] = own_benchmark(rate, 1 / high, 1 / low)
    return ranges


class Whose(StrEnum):
    """Whose the two ranges are: the documents', the person's own, or one of each."""

    DOCUMENTS = "documents"
    OWN = "own"
    MIXED = "mixed"


def whose(ranges: Mapping[str, Benchmark]) -> Whose:
    """Whose the ranges of interviews per application and of offers per interview are.

    >>> whose(chosen_benchmarks((0.1, 0.2))).value
    'mixed'
    """
    own = [ranges[name].own for name in ("application_to_interview", "interview_to_offer")]
    return Whose.OWN if all(own) else Whose.MIXED if any(own) else Whose.DOCUMENTS


def both_called(ranges: Mapping[str, Benchmark], documents: str = "the benchmark") -> str:
    """What sentences call the two ranges together.

    Args:
        ranges: by ratio id.
        documents: the English word for both of the documents': "the benchmark" or "both benchmarks".

    Returns:
        Words for the subject of a sentence, in the chosen language.

    >>> both_called(document_benchmarks()), both_called(chosen_benchmarks((0.1, 0.2)))
    ('the benchmark', 'your own range and the benchmark')
    >>> both_called(chosen_benchmarks((0.1, 0.2), (4, 6)))
    'your own ranges'
    """
    called = {
        Whose.OWN: _("your own ranges"),
        Whose.MIXED: _("your own range and the benchmark"),
        Whose.DOCUMENTS: _("both benchmarks") if documents == "both benchmarks" else _("the benchmark"),
    }
    return called[whose(ranges)]


def _ends(low: str, high: str) -> str:
    return low if low == high else _("{low} to {high}", low=low, high=high)


def context_figures() -> tuple[ContextFigure, ...]:
    """Published figures whose own page was read, in the order of the funnel.

    >>> context_figures()[0].figure, context_figures()[0].year
    ('15 %', '2020')
    """
    return _context(current())


@cache
def _context(language: str) -> tuple[ContextFigure, ...]:  # noqa: ARG001 - the words are in it
    words = ("measure", "figure", "year", "population", "unit")
    return tuple(
        ContextFigure(**(entry | {name: _(entry[name]) for name in words})) for entry in load("benchmarks")["context"]
    )
