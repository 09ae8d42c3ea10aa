"""The sentences of a rate, its verdict and its range, in the tone of `text.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics import theme
from analytics.charts.interval import counted_over, range_words
from analytics.results import Verdict
from analytics.wording import counted
from data.language import _, speaks

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
VAGUE: Final = 3.0  # times that the ends of an interval lie apart
UNKNOWN_WHY: Final = "It is unknown, not zero."


def rate_of(ratio: Ratio | None) -> str:
    """Return the line under a count: the rate, and what it is of, such as "4.8 % of 150 applications"."""
    if ratio is None or ratio.successes is None or ratio.trials is None:
        return _("not known")
    aged = counted_over(ratio)
    if ratio.estimate is None or not round(ratio.mature_trials or 0):
        return _("none so far") if not ratio.successes else _("no rate yet")
    values = {"rate": theme.percent(ratio.estimate), "trials": _trials(ratio, aged)}
    if aged == ratio.trials:
        return _("{rate} of {trials}", **values)
    return _("{rate} of about {trials} that are old enough", **values)


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
    """Return the counts that give a figure: "34 of about 500 applications old enough to count (520 in all)".

    A rate without a range to be judged by has no verdict; where its counts are few, the sentence says so.
    """
    if ratio.successes is None or ratio.trials is None:
        return _(UNKNOWN_WHY)
    if ratio.trials == 0:
        return ""
    if ratio.id == "interviews_per_offer":
        return _rounds_and_offers(ratio, ratio.trials, ratio.successes)
    aged = counted_over(ratio)
    if aged == 0 and ratio.successes == 0:
        return _("{trials}, none old enough to count", trials=_trials(ratio, ratio.trials))
    successes = theme.count(ratio.successes)
    if aged == ratio.trials:
        said = _("{successes} of {trials}", successes=successes, trials=_trials(ratio, aged))
    else:
        said = _(
            "{successes} of about {aged} old enough to count ({trials} in all)",
            successes=successes,
            aged=_trials(ratio, aged),
            trials=theme.count(ratio.trials),
        )
    return f"{said}. {_vague(ratio)}" if _is_vague(ratio) else said


def _rounds_and_offers(ratio: Ratio, trials: int, offers: int) -> str:
    """Return the counts of interviews for one offer; where some rounds are fresh, the figure is of the others."""
    aged = counted_over(ratio)
    words = {"offers": counted(offers, "offer"), "rounds": counted(aged if offers else trials, "interview round")}
    if not offers or aged == trials:
        return _("{rounds}, {offers}", **words)
    return _("{offers} from about {rounds} old enough to count ({trials} in all)", trials=theme.count(trials), **words)


def _is_vague(ratio: Ratio) -> bool:
    """Whether a rate without a verdict rests on so few that it may well be several times as high or low."""
    if ratio.benchmark is not None or ratio.low is None or ratio.high is None:
        return False
    return ratio.high > VAGUE * ratio.low


def _vague(ratio: Ratio) -> str:
    return _("It is too early for a close figure: the true rate is probably within {range}.", range=range_words(ratio))


def _trials(ratio: Ratio, number: float) -> str:
    """Return a number of what a rate is counted over."""
    nouns = {"interview_to_offer": "interview round", "process_to_offer": "interviewed application"}
    return counted(number, nouns.get(ratio.id, "application"))


def benchmark(value: Benchmark) -> str:
    """Return a benchmark with its source; a range of the person's own is called so."""
    if value.own:
        return _("Your own range: {range}. You set it under Benchmarks and settings.", range=value.wording)
    return _("Benchmark: {range}. Source: {source}.", range=value.wording, source=value.source)


speaks(__name__)
