"""The ranges a rate is compared with, and the published figures that are shown as context.

The documents' two ranges are the default and the promise; a person can set their own. Context figures are never
averaged and never judged against: each has its year, population, unit and page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analytics.results import Benchmark
from analytics.wording import number, percent
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


@cache
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
    documents = load("benchmarks")["documents"]
    return {
        ratio: Benchmark(
            id=ratio,
            low=1 / entry["high"] if inverted else float(entry["low"]),
            high=1 / entry["low"] if inverted else float(entry["high"]),
            unit=entry["unit"],
            source=f"{entry['title']}, {entry['site']}",
            document=entry["document"],
            wording=entry["wording"],
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
    words = f"one offer in {_ends(number(fewest), number(most))} interviews"
    if ratio == "application_to_interview":
        words = f"{_ends(percent(low), percent(high))} of applications lead to an interview"
    return Benchmark(ratio, low, high, base.unit, "your own range", wording=words, own=True)


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


def both_called(ranges: Mapping[str, Benchmark], documents: str = "the benchmark") -> str:
    """What sentences call the two ranges together; `documents` is the word for both of the documents'.

    >>> both_called(document_benchmarks()), both_called(chosen_benchmarks((0.1, 0.2)))
    ('the benchmark', 'your own range and the benchmark')
    >>> both_called(chosen_benchmarks((0.1, 0.2), (4, 6)))
    'your own ranges'
    """
    own = [ranges[name].own for name in ("application_to_interview", "interview_to_offer")]
    return "your own ranges" if all(own) else "your own range and the benchmark" if any(own) else documents


def _ends(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"


@cache
def context_figures() -> tuple[ContextFigure, ...]:
    """Published figures whose own page was read, in the order of the funnel.

    >>> context_figures()[0].figure, context_figures()[0].year
    ('15 %', '2020')
    """
    return tuple(ContextFigure(**entry) for entry in load("benchmarks")["context"])
