"""The values the analysis returns and the screen shows. Arithmetic lives in the modules that fill them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from data.language import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import pandas as pd

    from analytics.bottleneck import Bottleneck
    from analytics.delays import Delays
    from analytics.endings import OpenOffer
    from analytics.experiments import Experiment
    from analytics.forecast import Forecast
    from analytics.segments import SegmentComparison
    from analytics.waiting import ReplyTimes, SilenceModel


class Verdict(StrEnum):
    """Where a rate stands against a benchmark range; "within" is the word `at` of the statistics notes."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A range to compare with. low and high are rates (0..1) of `unit`."""

    id: str
    low: float
    high: float
    unit: str
    source: str  # 'title, site'
    document: str = ""  # key in reference/benchmarks.toml
    wording: str = ""  # the range as its source words it, in our words ("2 % to 3 % of applications")
    own: bool = False  # set by the person instead of taken from a document

    @property
    def called(self) -> str:
        """What every sentence calls it, so that nobody takes a range of their own for a published one."""
        return _("your own range") if self.own else _("the benchmark")


@dataclass(frozen=True, slots=True)
class Counts:
    """Applications by how far they came. None means the files cannot say; it is never shown as 0."""

    applications: int
    answered: int | None
    interviewed: int | None
    interview_rounds: int | None
    offers: int | None
    accepted: int | None
    rejected: int | None
    withdrawn: int | None
    no_response: int | None
    open: int | None
    undated: int = 0  # applications without an application date
    rounds_imputed: int = 0  # offers without a recorded talk, counted as one round each
    interviews_unknown: int = 0  # applications whose file cannot say whether there was an interview


@dataclass(frozen=True, slots=True)
class Ratio:
    """A conversion rate with everything needed to judge it.

    successes / mature_trials = estimate. trials is the raw count; mature_trials the mature-equivalent count N
    (docs/statistics.md). None where unknown or undefined (no trials): undefined is not zero.
    low..high: interval at `level`. unit: what is counted ("applications", "interview rounds").
    For interviews_per_offer: estimate, low and high are rounds per offer, verdict None, high None when unbounded.
    """

    id: str
    label: str
    definition: str
    unit: str
    successes: int | None
    trials: int | None
    mature_trials: float | None
    estimate: float | None
    low: float | None
    high: float | None
    level: float = 0.90
    verdict: Verdict | None = None
    leaning: Verdict | None = None  # BELOW or ABOVE where too early but one side has P >= .90
    benchmark: Benchmark | None = None
    reason: str = ""  # one plain sentence: why this verdict, or why there is none
    more_needed: int | None = None  # about how many more aged trials until a verdict is possible
    mature_trials_high: float | None = None  # N if every open trial without a date had had its time
    undated_pending: int = 0  # open trials without a date: left out of mature_trials unless they are over a fifth
    only_days: int | None = None  # if given, only trials of at least this age are counted, each in full


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One bar of the funnel: applications that reached it (None: unknown)."""

    id: str
    label: str
    count: int | None
    definition: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A source document: what is cited, and the part of it."""

    title: str
    site: str
    year: int | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One strategy to adjust, with what was noticed and who advises it."""

    id: str
    title: str
    noticed: str  # evidence in one or two sentences, with counts
    adjust: str  # what to do, one sentence
    steps: tuple[str, ...]
    documents: tuple[Citation, ...]
    moves: str  # id of the ratio it is meant to move
    tells_it_works: str  # how to know later
    expected_gain: str = ""
    sure: str = ""  # how sure, in words
    would_change: str = ""  # what would change the advice
    checklist: tuple[str, ...] = ()  # to tick off while doing it
    evidence: dict[str, float | int | str | None] = field(default_factory=dict)
    priority: float = 0.0
    tier: int = 0  # what called for it: a value of analytics.triggers.Tier


@dataclass(frozen=True, slots=True)
class AnalysisReport:
    """Everything one screen or one headless run needs, as of a date. Made by `analytics.report.build_report`."""

    as_of: date
    counts: Counts
    ratios: dict[
        str, Ratio
    ]  # response, application_to_interview, interview_to_offer, interviews_per_offer, application_to_offer
    funnel: tuple[FunnelStep, ...]
    flows: pd.DataFrame  # source, target, value, kind: Sankey links, one unit = one application, flow conserved
    weekly: pd.DataFrame  # week (Monday, datetime64), applications, interviews (first ones), offers, rounds
    rolling: pd.DataFrame  # date, successes, mature_trials, estimate, low, high: application -> interview over 8 weeks
    suggestions: tuple[Suggestion, ...]
    first_applied: date | None = None
    last_applied: date | None = None
    is_aggregate: bool = False  # counts come from an aggregate file: no single applications, no dates
    is_sample: bool = False
    warnings: tuple[str, ...] = ()
    cohorts: pd.DataFrame | None = None  # application -> interview by month of application, see analytics.trends
    activity: pd.DataFrame | None = None  # applications by calendar day, see analytics.activity
    open_offers: tuple[OpenOffer, ...] = ()  # that wait for an answer, see analytics.endings
    waiting: pd.DataFrame | None = None  # open applications with days silent and chances, see analytics.waiting
    silence: SilenceModel | None = None  # what is assumed about answers that have not come
    replies: ReplyTimes | None = None  # how long first answers took
    delays: Delays | None = None  # how long interviews, answers and offers take, learned from the history
    bottleneck: Bottleneck | None = None  # which step costs most offers against the benchmarks
    experiments: tuple[Experiment, ...] = ()  # changes of strategy, each with what the numbers say about it
    forecast: Forecast | None = None  # weeks to an offer; None for totals, which have no dates
    compare: Callable[[], tuple[SegmentComparison, ...]] = field(default=tuple, repr=False)  # see `segments`

    @property
    def segments(self) -> tuple[SegmentComparison, ...]:
        """Kinds of applications by every dimension worth comparing; worked out when first asked for."""
        return self.compare()
