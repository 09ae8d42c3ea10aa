"""The sentences of a rate, its verdict and its range, in the tone of `text.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics import theme
from analytics.results import Verdict
from data.language import _, speaks
from pages.ui.text import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.results import Benchmark, Ratio
    from pages.ui.text import BadgeColour

VERDICTS: Final = {
    Verdict.BELOW: "Below the benchmark",
    Verdict.WITHIN: "About at the benchmark",
    Verdict.ABOVE: "Above the benchmark",
    Verdict.TOO_EARLY: "Too early to tell",
}
SHORT_VERDICTS: Final = {
    Verdict.BELOW: "Below benchmark",
    Verdict.WITHIN: "At benchmark",
    Verdict.ABOVE: "Above benchmark",
    Verdict.TOO_EARLY: "Too early to tell",
}
# What was judged by a range of the person's own never says "benchmark".
OWN_VERDICTS: Final = {
    Verdict.BELOW: "Below your own range",
    Verdict.WITHIN: "About at your own range",
    Verdict.ABOVE: "Above your own range",
    Verdict.TOO_EARLY: "Too early to tell",
}
SHORT_OWN_VERDICTS: Final = {
    Verdict.BELOW: "Below own range",
    Verdict.WITHIN: "At own range",
    Verdict.ABOVE: "Above own range",
    Verdict.TOO_EARLY: "Too early to tell",
}
LEANINGS: Final = {Verdict.BELOW: "Too early to tell, leaning below", Verdict.ABOVE: "Too early to tell, leaning above"}
VERDICT_ICONS: Final = {
    Verdict.BELOW: ":material/south:",
    Verdict.WITHIN: ":material/check:",
    Verdict.ABOVE: ":material/north:",
    Verdict.TOO_EARLY: ":material/hourglass_empty:",
}
VERDICT_COLOURS: Final[Mapping[Verdict, BadgeColour]] = {
    Verdict.BELOW: "orange",
    Verdict.WITHIN: "green",
    Verdict.ABOVE: "blue",
    Verdict.TOO_EARLY: "gray",
}
UNKNOWN_WHY: Final = "It is unknown, not zero."


def rate(ratio: Ratio | None) -> str:
    """Return the line under a count: "rate 4.8 %", of the applications old enough to count."""
    if ratio is None or ratio.estimate is None:
        return _("not known")
    if ratio.successes == 0:
        return _("none so far")
    return _("rate {rate}", rate=theme.percent(ratio.estimate))


def rate_title(ratio: Ratio, value: str) -> str:
    """Return the title of the interview rate on the Overview."""
    if ratio.successes is None or ratio.estimate is None:
        return _("Your interview rate")
    if not ratio.successes:
        return _("Your interview rate: no interview so far")
    return _("Your interview rate: {rate}", rate=value)


def interval(level: float, range_words: str, *, rate: bool) -> str:
    """Return what the interval says."""
    values = {"level": theme.percent(level), "range": range_words}
    if rate:
        return _("The bar is the {level} interval: the true rate is probably within {range}.", **values)
    return _("The bar is the {level} interval: the true number is probably within {range}.", **values)


def verdict(ratio: Ratio) -> str:
    """Return the verdict in words, with the leaning where it is too early."""
    if ratio.verdict is None:
        return _("No benchmark")
    if ratio.verdict is Verdict.TOO_EARLY and ratio.leaning in LEANINGS:
        return _(LEANINGS[ratio.leaning])
    return _((OWN_VERDICTS if _is_own(ratio) else VERDICTS)[ratio.verdict])


def short_verdict(ratio: Ratio) -> str:
    """Return the verdict in two or three words, for a narrow card; empty without one."""
    if ratio.verdict is None:
        return ""
    return _((SHORT_OWN_VERDICTS if _is_own(ratio) else SHORT_VERDICTS)[ratio.verdict])


def _is_own(ratio: Ratio) -> bool:
    return ratio.benchmark is not None and ratio.benchmark.own


def ratio_counts(ratio: Ratio) -> str:
    """Return the counts of a ratio: "34 of about 500 applications old enough to count (520 in all)"."""
    if ratio.successes is None or ratio.trials is None:
        return _(UNKNOWN_WHY)
    if ratio.trials == 0:
        return ""
    if ratio.id == "interviews_per_offer":
        return f"{counted(ratio.trials, 'interview')}, {counted(ratio.successes, 'offer')}"
    aged = ratio.trials if ratio.mature_trials is None else round(ratio.mature_trials)
    if aged == 0 and ratio.successes == 0:
        return _("{trials}, none old enough to count", trials=_trials(ratio, ratio.trials))
    successes = theme.count(ratio.successes)
    if aged == ratio.trials:
        return _("{successes} of {trials}", successes=successes, trials=_trials(ratio, aged))
    return _(
        "{successes} of about {aged} old enough to count ({trials} in all)",
        successes=successes,
        aged=_trials(ratio, aged),
        trials=theme.count(ratio.trials),
    )


def _trials(ratio: Ratio, number: int) -> str:
    """Return a number of what a rate is counted over."""
    nouns = {"interview_to_offer": "interview round", "process_to_offer": "interviewed application"}
    return counted(number, nouns.get(ratio.id, "application"))


def benchmark(value: Benchmark) -> str:
    """Return a benchmark with its source; a range of the person's own is called so."""
    if value.own:
        return _("Your own range: {range}. You set it under Benchmarks and settings.", range=value.wording)
    return _("Benchmark: {range}. Source: {source}.", range=value.wording, source=value.source)


speaks(__name__)
