"""Grammar and number formats of the sentences that suggestions are made of: right for 0, 1, few and many.

Every function takes numbers and gives plain text; no words of the person (names of employers, notes) go in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from analytics.results import Benchmark, Ratio

# The words of one trial and of its success, by the id of a ratio.
_TRIALS = {"application_to_interview": "application", "interview_to_offer": "interview"}
_SUCCESSES = {"application_to_interview": "an interview", "interview_to_offer": "an offer"}


def number(value: float) -> str:
    """Whole numbers with thousands separators, others with one decimal.

    >>> number(1650), number(2.44), number(3.0)
    ('1,650', '2.4', '3')
    """
    rounded = round(float(value), 1)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}"


def small_number(value: float) -> str:
    """A number that may be far below one, with two decimals there. Never rounds to a false 0.

    >>> small_number(0.053), small_number(0.5), small_number(2.44), small_number(0.001), small_number(0.999)
    ('0.05', '0.5', '2.4', 'under 0.01', '1')
    """
    if 0 < value < 0.005:
        return "under 0.01"
    return number(value) if value >= 0.995 else f"{value:.2f}".rstrip("0").removesuffix(".")


def counted(count: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> counted(0, "application"), counted(1, "application"), counted(12, "application"), counted(2, "no", "noes")
    ('no applications', '1 application', '12 applications', '2 noes')
    """
    if count == 0:
        return f"no {plural or noun + 's'}"
    return f"{number(count)} {noun if count == 1 else plural or noun + 's'}"


def verb(count: int, singular: str, plural: str) -> str:
    """The form of a verb that goes with a count.

    >>> verb(1, "has", "have"), verb(0, "has", "have")
    ('has', 'have')
    """
    return singular if count == 1 else plural


def capital(sentence: str) -> str:
    """The sentence with its first letter large and the rest as it is.

    >>> capital("no tests for Python")
    'No tests for Python'
    """
    return sentence[:1].upper() + sentence[1:]


def part_of(part: int, whole: int, noun: str) -> str:
    """A part of a whole, as the subject of a sentence in the past tense. Nothing is "none", one of one is "the only".

    >>> part_of(0, 12, "application"), part_of(2, 12, "application"), part_of(12, 12, "application")
    ('None of 12 applications', '2 of 12 applications', 'All 12 applications')
    >>> part_of(0, 1, "application"), part_of(1, 1, "application")
    ('None of 1 application', 'The only application')
    """
    if part == whole == 1:
        return f"The only {noun}"
    if part == whole and whole > 0:
        return f"All {counted(whole, noun)}"
    return f"{number(part) if part else 'None'} of {counted(whole, noun)}"


def percent(share: float) -> str:
    """A share 0..1 in percent, with one decimal below 10 %. Never rounds to a false 0 % or 100 %.

    >>> percent(0.0111), percent(0), percent(1), percent(0.0002), percent(0.318), percent(0.9999)
    ('1.1 %', '0 %', '100 %', 'under 0.1 %', '32 %', 'over 99 %')
    """
    value = share * 100
    if 0 < value < 0.05:
        return "under 0.1 %"
    if 99.5 <= value < 100:
        return "over 99 %"
    return (f"{value:.1f}".removesuffix(".0") if value < 9.95 else f"{value:.0f}") + " %"


def span(low: float, high: float) -> str:
    """A range of shares in percent.

    >>> span(0.02, 0.03)
    '2 % to 3 %'
    """
    return f"{percent(low)} to {percent(high)}"


def weeks(count: int) -> str:
    """A number of whole weeks.

    >>> weeks(0), weeks(1), weeks(30)
    ('less than a week', '1 week', '30 weeks')
    """
    return counted(count, "week") if count else "less than a week"


def month_name(value: date) -> str:
    """A month in words.

    >>> from datetime import date
    >>> month_name(date(2026, 11, 22))
    'November 2026'
    """
    return f"{value:%B %Y}"


def times(low: float, high: float) -> str:
    """A range of factors; beyond tenfold the exact figure means nothing.

    >>> times(1, 2.36), times(1.2, 30)
    ('1 to 2.4 times', '1.2 to over 10 times')
    """
    return f"{number(low)} to {number(high) if high <= 10 else 'over 10'} times"


def rate(ratio: Ratio) -> str:
    """What a ratio shows, in one to three sentences with counts and interval.

    Where some trials are too young to count in full, the percentage rests on the aged count, which is named.
    Raises ValueError for a ratio that is unknown: there is nothing to say about it.
    """
    if ratio.successes is None or ratio.trials is None or ratio.mature_trials is None:
        raise ValueError(f"{ratio.id} is unknown")
    noun, success = _TRIALS[ratio.id], _SUCCESSES[ratio.id]
    if ratio.trials == 0:
        return f"There is no {noun} to count yet."
    subject = _led(ratio.successes, ratio.trials, noun, success)
    if ratio.estimate is None or ratio.low is None or ratio.high is None or round(ratio.mature_trials) == 0:
        return f"{subject}. {_not_counted(ratio)}"
    interval = f"{percent(ratio.level)} interval {span(ratio.low, ratio.high)}"
    if ratio.only_days is not None:
        return f"{subject} ({percent(ratio.estimate)}; {interval}). {only_old(ratio.only_days)}"
    aged = round(ratio.mature_trials)
    if aged == ratio.trials:
        return f"{subject} ({percent(ratio.estimate)}; {interval})."
    known = "known to be " if ratio.undated_pending else ""
    old = f"About {number(aged)} of them {verb(aged, 'is', 'are')} {known}old enough to count"
    return f"{subject}. {old}: {percent(ratio.estimate)} ({interval})."


def only_old(days: int) -> str:
    """What a rate leaves out if the person chose to count old applications only.

    >>> only_old(45)
    'Only applications at least 45 days old are counted, as you chose.'
    """
    return f"Only applications at least {counted(days, 'day')} old are counted, as you chose."


def _not_counted(ratio: Ratio) -> str:
    """Why nothing counts yet: no dates, or too young."""
    one = ratio.trials == 1
    if ratio.undated_pending:
        return "Without a date it cannot count yet." if one else "Without dates they cannot count yet."
    return "It is too young to count." if one else "They are too young to count."


def _led(successes: int, trials: int, noun: str, success: str) -> str:
    """The counts of a ratio as a sentence without its full stop."""
    if trials == 1:
        return (
            f"Your one {noun} so far {'led' if successes else 'has not led'} to {success}{'' if successes else ' yet'}"
        )
    return f"{part_of(successes, trials, noun)} led to {success}"


def benchmark(ratio_benchmark: Benchmark) -> str:
    """The range a ratio is compared with.

    >>> from analytics.results import Benchmark
    >>> benchmark(Benchmark("x", 0.02, 0.03, "applications", "a document"))
    'the benchmark of 2 % to 3 %'
    """
    return f"{ratio_benchmark.called} of {span(ratio_benchmark.low, ratio_benchmark.high)}"


def likely(probability: float) -> str:
    """Words for a probability that was reached or passed; each word has one meaning everywhere.

    >>> likely(0.95), likely(0.90)
    ('Very likely (at least 95 in 100)', 'Likely (at least 90 in 100)')
    """
    return f"{'Very likely' if probability >= 0.95 else 'Likely'} (at least {number(probability * 100)} in 100)"


def quoted(words: str, longest: int = 40) -> str:
    """A word of the person, in quotation marks, on one line and not too long.

    >>> quoted("  Job   board "), quoted("x" * 60, 5)
    ('“Job board”', '“xxxx…”')
    """
    line = " ".join(words.split())
    return f"“{line if len(line) <= longest else line[: longest - 1] + '…'}”"
