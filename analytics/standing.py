"""Where a ratio stands against its benchmark, in the words and numbers that suggestions use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scipy.special import betaincinv

from analytics.constants import BOTTLENECK_MIN_GAIN, LEANING, SURE
from analytics.delays import MatureCount
from analytics.intervals import posterior
from analytics.results import Verdict
from analytics.verdicts import judge
from analytics.wording import benchmark, likely, number, percent, rate, times
from data.language import _, plural

if TYPE_CHECKING:
    from analytics.results import AnalysisReport, Ratio

_GAIN_TAIL: Final = 0.10  # 80 % range


_FINE: Final = frozenset({Verdict.WITHIN, Verdict.ABOVE})


@dataclass(frozen=True, slots=True)
class Gain:
    """Offers would be multiplied by `factor` (80 % range low..high) if the rate came up to the low end of its range."""

    factor: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Standing:
    """One ratio, read against its benchmark.

    other_reading: the same step counted in another unit, where there is one. A shortfall that the other reading denies
    is no ground for advice.
    """

    ratio: Ratio
    other_reading: Ratio | None = None

    @property
    def known(self) -> bool:
        """Whether the files can say how many trials there were and how many succeeded."""
        return self.ratio.successes is not None and self.ratio.trials is not None

    @property
    def below(self) -> bool:
        """A clear verdict "below" that no other reading denies."""
        return self.ratio.verdict is Verdict.BELOW and not self.disputed

    @property
    def low(self) -> bool:
        """Below, or an early sign of it."""
        return not self.disputed and (self.ratio.verdict is Verdict.BELOW or self.ratio.leaning is Verdict.BELOW)

    @property
    def disputed(self) -> bool:
        """Whether the other reading says within or above."""
        return self.other_reading is not None and self.other_reading.verdict in _FINE

    @property
    def agreed(self) -> bool:
        """Whether every reading gives the same verdict."""
        return self.other_reading is None or self.other_reading.verdict is self.ratio.verdict

    @property
    def settled(self) -> bool:
        """Within or above: nothing to change here."""
        return self.ratio.verdict in _FINE

    @property
    def range_called(self) -> str:
        """What the range it is compared with is called."""
        return _("the benchmark") if self.ratio.benchmark is None else self.ratio.benchmark.called

    def gain(self) -> Gain | None:
        """What bringing the rate to the low end of its benchmark would do to the number of offers.

        Source: statistics notes, section 6: low end / posterior mean; the range is that of the posterior.
        None without benchmark, unknown counts, or where there is nothing to gain.
        """
        ratio, target = self.ratio, self.ratio.benchmark
        if target is None or ratio.successes is None or ratio.mature_trials is None:
            return None
        a, b = posterior(ratio.successes, ratio.mature_trials, (target.low + target.high) / 2)
        factor = max(1.0, target.low * (a + b) / a)
        if factor < BOTTLENECK_MIN_GAIN:
            return None
        low, high = (target.low / float(betaincinv(a, b, tail)) for tail in (1 - _GAIN_TAIL, _GAIN_TAIL))
        return Gain(factor, max(1.0, low), high)

    def numbers(self) -> dict[str, float | int | str | None]:
        """The figures of the ratio, for `Suggestion.evidence`."""
        ratio, target = self.ratio, self.ratio.benchmark
        return {
            "ratio": ratio.id,
            "successes": ratio.successes,
            "trials": ratio.trials,
            "mature_trials": ratio.mature_trials,
            "estimate": ratio.estimate,
            "low": ratio.low,
            "high": ratio.high,
            "level": ratio.level,
            "verdict": None if ratio.verdict is None else str(ratio.verdict),
            "benchmark_low": None if target is None else target.low,
            "benchmark_high": None if target is None else target.high,
            "more_needed": ratio.more_needed,
        }

    def gain_numbers(self) -> dict[str, float | int | str | None]:
        """The figures of `gain_sentence`, empty where there is none."""
        gain = self.gain()
        return {} if gain is None else {"gain": gain.factor, "gain_low": gain.low, "gain_high": gain.high}

    def noticed(self) -> str:
        """The rate with counts and interval, and where it stands."""
        ratio = self.ratio
        if ratio.benchmark is None:
            return rate(ratio)
        if ratio.verdict is Verdict.BELOW and self.disputed:
            disputed = _(
                "By company it is not below {benchmark}, so it depends on how interviews are counted.",
                benchmark=self.range_called,
            )
            return f"{rate(ratio)} {disputed}"
        return f"{rate(ratio)} {self._compared(benchmark(ratio.benchmark))}"

    def _compared(self, range_: str) -> str:
        """Where the rate stands; `range_` is the benchmark in words."""
        settled = {
            Verdict.BELOW: _("This is below {benchmark}.", benchmark=range_),
            Verdict.WITHIN: _("This is about at {benchmark}.", benchmark=range_),
            Verdict.ABOVE: _("This is above {benchmark}.", benchmark=range_),
        }
        if self.ratio.verdict in settled:
            return settled[self.ratio.verdict]
        if self.ratio.leaning is Verdict.BELOW:
            return _("An early sign points below {benchmark}.", benchmark=range_)
        if self.ratio.leaning is Verdict.ABOVE:
            return _("An early sign points above {benchmark}.", benchmark=range_)
        return _("It is too early to compare this with {benchmark}.", benchmark=range_)

    def gain_sentence(self) -> str:
        """The expected gain with its range and its assumption, "" where there is none to name."""
        gain, target = self.gain(), self.ratio.benchmark
        if gain is None or target is None:
            return ""
        return _(
            "If this rate came up to {rate}, the same number of applications would bring about {factor} times as many "
            "offers (80 % range: {range}). This holds if all else stays the same.",
            rate=percent(target.low),
            factor=number(gain.factor),
            range=times(gain.low, gain.high),
        )

    def sure(self) -> str:
        """How sure it is that the rate is low: the probability that the verdict, or its early sign, asks for."""
        said = _(
            "{likely} that your true rate is under {benchmark}.",
            likely=likely(SURE if self.below else LEANING),
            benchmark=self.range_called,
        )
        return said if self.below else f"{said} {_('It is not certain yet, so try it as a test.')}"

    def would_change(self) -> tuple[str, dict[str, float | int | str | None]]:
        """What would end the advice on a low rate, and the numbers of the sentence; ("", {}) if it is not low."""
        trials = _NEXT[self.ratio.id]
        needed = next((hits for hits in range(1, trials + 1) if not self._low_after(hits, trials - hits)), None)
        if not self.low or needed is None:
            return "", {}
        return _if_next(self.ratio.id, needed), {"hits_to_change": needed, "of_next": trials}

    def failures_until_low(self) -> int | None:
        """How many more trials without a success turn this into an early sign of a low rate; None if none within reach.

        Counts: aged trials. Found by halving, since every further failure makes a low rate more likely.
        """
        if self.low or self.disputed or not self._low_after(0, MOST_FAILURES):
            return None
        few, many = 0, MOST_FAILURES
        while many - few > 1:
            middle = (few + many) // 2
            few, many = (few, middle) if self._low_after(0, middle) else (middle, many)
        return many

    def _low_after(self, hits: int, misses: int) -> bool:
        """Whether the rate would still be low after so many more aged successes and failures."""
        ratio = self.ratio
        if ratio.benchmark is None or ratio.successes is None or ratio.mature_trials is None:
            return False
        k, n = ratio.successes + hits, ratio.mature_trials + hits + misses
        judged = judge(MatureCount(k, round(n), n, n, n), ratio.benchmark)
        return Verdict.BELOW in {judged.verdict, judged.leaning}


MOST_FAILURES: Final = 1_000
# The trials to look ahead, by the id of a ratio.
_NEXT: Final = {"application_to_interview": 25, "interview_to_offer": 10}


def _if_next(ratio: str, needed: int) -> str:
    if ratio == "application_to_interview":
        return plural(
            needed,
            "If {n} of your next {trials} applications led to an interview, this would change.",
            "If {n} of your next {trials} applications led to an interview, this would change.",
            trials=_NEXT[ratio],
        )
    return plural(
        needed,
        "If {n} of your next {trials} interviews led to an offer, this would change.",
        "If {n} of your next {trials} interviews led to an offer, this would change.",
        trials=_NEXT[ratio],
    )


def first_of(report: AnalysisReport) -> Standing:
    """Applications to interviews."""
    return Standing(report.ratios["application_to_interview"])


def second_of(report: AnalysisReport) -> Standing:
    """Interviews to offers: by round, checked by company."""
    return Standing(report.ratios["interview_to_offer"], report.ratios.get("process_to_offer"))
