"""Grammar and number formats of the sentences that suggestions are made of: right for 0, 1, few and many.

Every function takes numbers and gives plain text; no words of the person (names of employers, notes) go in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.language import ENGLISH, _, current, dated, figure, plural

if TYPE_CHECKING:
    from datetime import date

    from analytics.results import Benchmark, Ratio

# The words of one trial and of its success, by the id of a ratio.
_TRIALS: Final = {"application_to_interview": "application", "interview_to_offer": "interview"}

# What is counted in sentences, and its plural.
NOUNS: Final = {
    "answer": "answers",
    "application": "applications",
    "dated answer": "dated answers",
    "day": "days",
    "event": "events",
    "file": "files",
    "first interview": "first interviews",
    "interview": "interviews",
    "interview round": "interview rounds",
    "interviewed application": "interviewed applications",
    "kind of role": "kinds of roles",
    "line": "lines",
    "marked application": "marked applications",
    "more application": "more applications",
    "more interview": "more interviews",
    "no": "noes",
    "offer": "offers",
    "open application": "open applications",
    "other": "others",
    "referred application": "referred applications",
    "remark": "remarks",
    "row": "rows",
    "test": "tests",
    "week": "weeks",
}
# Of each noun: one, many, none, the only one. The catalogues hold these forms.
FORMS: Final = {
    noun: (f"{{n}} {noun}", f"{{n}} {many}", f"no {many}", f"The only {noun}") for noun, many in NOUNS.items()
}


def number(value: float) -> str:
    """Whole numbers with thousands separators, others with one decimal.

    >>> number(1650), number(2.44), number(3.0)
    ('1,650', '2.4', '3')
    """
    rounded = round(float(value), 1)
    return figure(f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}")


def thousands(value: float) -> str:
    """A whole number as the values of groups hold it, the same in every language.

    >>> thousands(60000.0)
    '60,000'
    """
    return f"{value:,.0f}"


def small_number(value: float) -> str:
    """A number that may be far below one, with two decimals there. Never rounds to a false 0.

    >>> small_number(0.053), small_number(0.5), small_number(2.44), small_number(0.001), small_number(0.999)
    ('0.05', '0.5', '2.4', 'under 0.01', '1')
    """
    if 0 < value < 0.005:
        return _("under {number}", number=figure("0.01"))
    return number(value) if value >= 0.995 else figure(f"{value:.2f}".rstrip("0").removesuffix("."))


def counted(count: float, noun: str) -> str:
    """A number with its noun, which is one of `NOUNS`.

    >>> counted(0, "application"), counted(1, "application"), counted(12, "application"), counted(2, "no")
    ('no applications', '1 application', '12 applications', '2 noes')
    """
    one, many, none, _only = FORMS[noun]
    return plural(count, one, many) if count else _(none)


def plural_of(noun: str) -> str:
    """The plural of one of `NOUNS`, without a number.

    >>> plural_of("interview round")
    'interview rounds'
    """
    return _(NOUNS[noun])


def applications_a_week(pace: float) -> str:
    """A pace.

    >>> applications_a_week(0), applications_a_week(1.02), applications_a_week(6.5)
    ('no applications a week', '1 application a week', '6.5 applications a week')
    """
    return _("{applications} a week", applications=counted(round(pace, 1), "application"))


def capital(sentence: str) -> str:
    """The sentence with its first letter large and the rest as it is.

    >>> capital("no tests for Python")
    'No tests for Python'
    """
    return sentence[:1].upper() + sentence[1:]


def part_of(part: int, whole: int, noun: str) -> str:
    """A part of a whole, as the subject of a sentence in the past tense.

    Nothing of many is "none", one of one is "the only".

    >>> part_of(0, 12, "application"), part_of(2, 12, "application"), part_of(12, 12, "application")
    ('None of 12 applications', '2 of 12 applications', 'All 12 applications')
    >>> part_of(0, 1, "application"), part_of(1, 1, "application")
    ('0 of 1 application', 'The only application')
    """
    if part == whole == 1:
        return _(FORMS[noun][-1])
    counted_whole = counted(whole, noun)
    if part == whole and whole > 0:
        return _("All {whole}", whole=counted_whole)
    if not part and whole != 1:
        return _("None of {whole}", whole=counted_whole)
    return _("{part} of {whole}", part=number(part), whole=counted_whole)


def percent(share: float) -> str:
    """A share 0..1 in percent, with one decimal below 10 %. Never rounds to a false 0 % or 100 %.

    >>> percent(0.0111), percent(0), percent(1), percent(0.0002), percent(0.318), percent(0.9999)
    ('1.1 %', '0 %', '100 %', 'under 0.1 %', '32 %', 'over 99 %')
    """
    value = share * 100
    if 0 < value < 0.05:
        return _("under {number}", number=figure("0.1 %"))
    if 99.5 <= value < 100:
        return _("over {number}", number="99 %")
    return figure(f"{value:.1f}".removesuffix(".0") if value < 9.95 else f"{value:.0f}") + " %"


def span(low: float, high: float) -> str:
    """A range of shares in percent.

    >>> span(0.02, 0.03)
    '2 % to 3 %'
    """
    return _("{low} to {high}", low=percent(low), high=percent(high))


def weeks(count: int) -> str:
    """A number of whole weeks.

    >>> weeks(0), weeks(1), weeks(30)
    ('less than a week', '1 week', '30 weeks')
    """
    return counted(count, "week") if count else _("less than a week")


def month_name(value: date) -> str:
    """A month in words.

    >>> from datetime import date
    >>> month_name(date(2026, 11, 22))
    'November 2026'
    """
    return f"{value:%B %Y}" if current() == ENGLISH else dated(value, "yMMMM")


def times(low: float, high: float) -> str:
    """A range of factors; beyond tenfold the exact figure means nothing.

    >>> times(1, 2.36), times(1.2, 30)
    ('1 to 2.4 times', '1.2 to over 10 times')
    """
    top = number(high) if high <= 10 else _("over {number}", number=10)
    return _("{low} to {high} times", low=number(low), high=top)


def rate(ratio: Ratio) -> str:
    """What a ratio shows, in one to three sentences with counts and interval.

    Where some trials are too young to count in full, the percentage rests on the aged count, which is named.
    Raises ValueError for a ratio that is unknown: there is nothing to say about it.
    """
    if ratio.successes is None or ratio.trials is None or ratio.mature_trials is None:
        raise ValueError(f"{ratio.id} is unknown")
    if ratio.trials == 0:
        return {
            "application_to_interview": _("There is no application to count yet."),
            "interview_to_offer": _("There is no interview to count yet."),
        }[ratio.id]
    subject = _led(ratio.id, ratio.successes, ratio.trials)
    if ratio.estimate is None or ratio.low is None or ratio.high is None or round(ratio.mature_trials) == 0:
        return f"{subject}. {_not_counted(ratio)}"
    rate_words = percent(ratio.estimate)
    interval = _("{level} interval {range}", level=percent(ratio.level), range=span(ratio.low, ratio.high))
    if ratio.only_days is not None:
        return f"{subject} ({rate_words}; {interval}). {only_old(ratio.only_days)}"
    aged = round(ratio.mature_trials)
    if aged == ratio.trials:
        return f"{subject} ({rate_words}; {interval})."
    return f"{subject}. {_old_enough(aged, known=bool(ratio.undated_pending))}: {rate_words} ({interval})."


def _old_enough(aged: int, *, known: bool) -> str:
    if known:
        return plural(
            aged,
            "About {n} of them is known to be old enough to count",
            "About {n} of them are known to be old enough to count",
        )
    return plural(aged, "About {n} of them is old enough to count", "About {n} of them are old enough to count")


def only_old(days: int) -> str:
    """What a rate leaves out if the person chose to count old applications only.

    >>> only_old(45)
    'Only applications at least 45 days old are counted, as you chose.'
    """
    return _("Only applications at least {days} old are counted, as you chose.", days=counted(days, "day"))


def _not_counted(ratio: Ratio) -> str:
    """Why nothing counts yet: no dates, or too young."""
    one = ratio.trials == 1
    if ratio.undated_pending:
        return _("Without a date it cannot count yet.") if one else _("Without dates they cannot count yet.")
    return _("It is too young to count.") if one else _("They are too young to count.")


def _led(ratio: str, successes: int, trials: int) -> str:
    """The counts of a ratio as a sentence without its full stop."""
    of_applications = ratio == "application_to_interview"
    if trials == 1 and successes:
        if of_applications:
            return _("Your one application so far led to an interview")
        return _("Your one interview so far led to an offer")
    if trials == 1:
        if of_applications:
            return _("Your one application so far has not led to an interview yet")
        return _("Your one interview so far has not led to an offer yet")
    part = part_of(successes, trials, _TRIALS[ratio])
    return _("{part} led to an interview", part=part) if of_applications else _("{part} led to an offer", part=part)


def benchmark(ratio_benchmark: Benchmark) -> str:
    """The range a ratio is compared with.

    >>> from analytics.results import Benchmark
    >>> benchmark(Benchmark("x", 0.02, 0.03, "applications", "a document"))
    'the benchmark of 2 % to 3 %'
    """
    range_ = span(ratio_benchmark.low, ratio_benchmark.high)
    return _("{benchmark} of {range}", benchmark=ratio_benchmark.called, range=range_)


def likely(probability: float) -> str:
    """Words for a probability that was reached or passed; each word has one meaning everywhere.

    >>> likely(0.95), likely(0.90)
    ('Very likely (at least 95 in 100)', 'Likely (at least 90 in 100)')
    """
    share = number(probability * 100)
    if probability >= 0.95:
        return _("Very likely (at least {number} in 100)", number=share)
    return _("Likely (at least {number} in 100)", number=share)


def quoted(words: str, longest: int = 40) -> str:
    """A word of the person, in quotation marks, on one line and not too long.

    >>> quoted("  Job   board "), quoted("x" * 60, 5)
    ('“Job board”', '“xxxx…”')
    """
    line = " ".join(words.split())
    return f"“{line if len(line) <= longest else line[: longest - 1] + '…'}”"
