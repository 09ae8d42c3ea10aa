"""The promises of the statistics, kept under simulation. Each test makes one section of docs/simulations.md."""

from __future__ import annotations

from functools import lru_cache
from math import inf

import numpy as np
import pandas as pd
import pytest
from exact import bottleneck_claims, ever_told
from searches import NOON, drawn, excess, growing_days, interviews_on, learned_delay, made_search

from analytics.benchmarks import document_benchmarks
from analytics.bottleneck import Call, Step, judge_steps
from analytics.chance import false_discovery, fisher_against_rest
from analytics.constants import FALSE_DISCOVERY_RATE, MIN_EVENTS
from analytics.delays import OFFER_DELAY, Delay, Delays, MatureCount
from analytics.experiments import Answer, compare_periods
from analytics.forecast import SearchState, forecast_from
from analytics.offer_chances import Pipeline, Prior
from analytics.results import Verdict
from analytics.segments import Flag, compare_counts
from analytics.verdicts import judge

pytestmark = pytest.mark.simulate
BENCHMARKS = document_benchmarks()
# How many searches a stated figure came from, read off the design: it names 250 to 1500 for its weekly tables, and
# every figure of a table is a multiple of one over that number.
CENSORED_WEEKS = 250  # .136 .092 .240 .380 .160 .040 .024 .112 .212 .052 ...: all multiples of 1/250
BEFORE_AFTER = 500  # .034 .036 .058 .030 .010 .008 .020 .004: all multiples of 1/500
ONE_LOOK = 1000  # .135 .343 .029 .025 .071 .001: multiples of 1/1000
BIAS = 3000  # said in so many words
UNSAID = 1500  # the most it names, which leaves the least room
TOO_MUCH = 3.0  # standard errors


# Verdicts


def ever(ratio: str, rate: float, per_week: int, *, weeks: int, runs: int, seed: int) -> tuple[float, float]:
    """Share of searches that are ever told "below" and ever "above", looking every week."""
    rng = np.random.default_rng(seed)
    k = np.cumsum(rng.binomial(per_week, rate, (runs, weeks)), axis=1)
    said = [{verdict(ratio, int(hits), per_week * (week + 1)) for week, hits in enumerate(row)} for row in k]
    return tuple(float(np.mean([v in seen for seen in said])) for v in (Verdict.BELOW, Verdict.ABOVE))


@lru_cache(maxsize=100_000)
def verdict(ratio: str, k: int, n: int) -> Verdict:
    return judge(MatureCount(k, n, n, n, n), BENCHMARKS[ratio]).verdict


WEEKLY = {
    # ratio, weekly trials, weeks: [(true rate, stated ever below, stated ever above)]
    ("application_to_interview", 10, 50): [
        (0.005, 0.975, 0),
        (0.01, 0.734, 0),
        (0.02, 0.174, 0.008),
        (0.025, 0.070, 0.036),
        (0.03, 0.028, 0.108),
        (0.045, 0.002, 0.643),
        (0.06, 0, 0.961),
    ],
    ("interview_to_offer", 2, 30): [
        (0.02, 0.670, 0),
        (1 / 15, 0.094, 0.009),
        (1 / 12, 0.040, 0.028),
        (0.10, 0.017, 0.069),
        (0.20, 0, 0.736),
    ],
}


def test_verdicts_under_weekly_looks(book) -> None:
    runs = 3000
    for (ratio, per_week, weeks), cases in WEEKLY.items():
        rows = []
        for seed, (rate, *stated) in enumerate(cases):
            simulated = ever(ratio, rate, per_week, weeks=weeks, runs=runs, seed=seed)
            counted = [ever_told(ratio, rate, per_week, weeks, told) for told in (Verdict.BELOW, Verdict.ABOVE)]
            both = [cell for three in zip(counted, simulated, map(float, stated), strict=True) for cell in three]
            rows.append((f"{rate:.1%}", *both))
            false = (rate > BENCHMARKS[ratio].low, rate < BENCHMARKS[ratio].high)
            for here, found, promised, wrong in zip(counted, simulated, stated, false, strict=True):
                assert excess(found, runs, here, inf, digits=9) <= TOO_MUCH
                assert excess(1 - found, runs, 1 - here, inf, digits=9) <= TOO_MUCH
                # .003 is the error the design gives for these figures
                assert (here - promised if wrong else promised - here) <= 0.003, rate
        title = (
            f"{ratio}: {per_week} trials a week, a look every week for {weeks} weeks. Exact: every course of a search "
            f"weighed by its probability; simulated: {runs} searches a row."
        )
        header = ("true rate", 'ever "below"', "simulated", "stated", 'ever "above"', "simulated", "stated")
        book.add("Verdicts under weekly looks", title, header, rows)


# With fewer aged applications than these, k = 0, 1, ... interviews never lead to "below" (golden boundaries).
FIRST_BELOW = (150, 197, 275, 350, 421, 490, 557, 622, 687)


def test_verdicts_while_answers_are_still_to_come(book) -> None:
    runs, rows = 40_000, []
    for seed, (median, raw, mature) in enumerate(
        ((10, 0.136, 0.040), (5, 0.092, 0.032), (20, 0.240, 0.104), (30, 0.380, 0.188))
    ):
        rng = np.random.default_rng(100 + seed)
        told = np.array([ever_told_below(rng, median) for _ in range(runs)])
        by_raw, by_mature = (float(share) for share in told.mean(axis=0))
        gap = excess(by_mature, runs, mature, CENSORED_WEEKS)
        rows.append((f"{median} days", by_raw, raw, by_mature, mature, f"{gap:.1f}"))
        assert gap <= TOO_MUCH, median
        assert by_mature < by_raw
    title = (
        'Ever told "below" at a true 2.5 %, 500 applications in 26 weeks of a growing search, a look every week, '
        f"{runs:,} searches a row (standard error .001 to .002), by the true median delay (the product starts from 10 "
        f"days). The stated figures come from {CENSORED_WEEKS} searches, so that their own error is .01 to .03; the "
        "last column is the distance in standard errors of both."
    )
    header = ("true median", "raw count", "stated", "mature count", "stated", "too many by")
    book.add("Verdicts under weekly looks", title, header, rows)


def ever_told_below(rng: np.random.Generator, median: float, weeks: int = 26) -> tuple[bool, bool]:
    """Whether one search is ever told "below": by its raw count, and by its mature count.

    A mature count is never over the raw one, so a look at which the raw count cannot be below is passed over.
    """
    search = made_search(rng, growing_days(rng, 500, weeks), 0.025, to_interview=Delay(median, 0.9))
    raw = mature = False
    for week in range(1, weeks + 1):
        today = 7.0 * week
        n, k = int(search.known(today).sum()), int(search.talked(today).sum())
        if k < len(FIRST_BELOW) and n >= FIRST_BELOW[k] and not mature:
            raw = True
            count = interviews_on(search, today)
            mature = judge(count, BENCHMARKS["application_to_interview"]).verdict is Verdict.BELOW
    return raw, mature


def test_the_boundaries_of_the_shortcut() -> None:
    for k, n in enumerate(FIRST_BELOW):
        assert [verdict("application_to_interview", k, n - less) is Verdict.BELOW for less in (0, 1)] == [True, False]


# The mature estimate


def test_the_mature_estimate_is_unbiased_where_the_raw_ratio_is_not(book) -> None:
    runs, truth, rows = 10_000, 0.03, []
    stated = {(10, 50): -0.02, (10, 150): 0.01, (10, 500): 0.0, (20, 50): -0.28, (20, 150): -0.14, (20, 500): -0.05}
    for seed, ((median, n), promised) in enumerate(stated.items()):
        rng = np.random.default_rng(200 + seed)
        weeks = {50: 8, 150: 14, 500: 26}[n]
        found = []
        for _ in range(runs):
            search = made_search(rng, growing_days(rng, n, weeks), truth, to_interview=Delay(median, 0.9))
            count = interviews_on(search, 7.0 * weeks)
            found.append((count.successes / n, count.successes / count.low))
        raw, mature = np.mean(found, axis=0) / truth - 1
        spread = float(np.std([m for _, m in found])) / truth
        gap = (abs(mature) - abs(promised) - 0.005) / (spread * (1 / runs + 1 / BIAS) ** 0.5)
        rmse = np.sqrt(np.mean((np.array(found) - truth) ** 2, axis=0))
        signed = (f"{raw:+.1%}", f"{mature:+.1%}", f"{promised:+.0%}", f"{max(gap, 0.0):.1f}")
        rows.append((f"{median} days", n, *signed, *map(float, rmse)))
        assert gap <= TOO_MUCH, (median, n)
        assert raw < mature
    title = (
        f"Bias of the interview rate at a true 3 % in a search whose pace grows threefold, {runs} searches a row. "
        f"Stated from {BIAS} searches; too large by: in standard errors of both. The last two columns are root mean "
        "square errors. The default median of 10 days is wrong in the last three rows: what is left of the bias there "
        "is the price of not knowing how slow the employers are."
    )
    header = ("true median", "applications", "raw bias", "mature bias", "stated", "too large by", "raw", "mature")
    book.add("The mature estimate in a growing search", title, header, rows)


# Segments

SCENARIOS = [
    # name, applications per segment, true rates, stated (any false flag, or the true difference found)
    ("no difference: 100, 60, 30, 10 at 2.5 %", (100, 60, 30, 10), (0.025,) * 4, 0.029),
    ("no difference: 8 x 25 at 3 %", (25,) * 8, (0.03,) * 8, 0.025),
    ("no difference: 5 x 80 at 8 %", (80,) * 5, (0.08,) * 5, 0.071),
    ("referral 15 %, 10 of 200", (190, 10), (0.025, 0.15), 0.32),
    ("referral 15 %, 30 of 200", (170, 30), (0.025, 0.15), 0.70),
    ("referral 30 %, 20 of 200", (180, 20), (0.025, 0.30), 0.94),
    ("tailored 4 % against 2 %, 300 each", (300, 300), (0.02, 0.04), 0.32),
]


def flagged(k: np.ndarray, n: np.ndarray) -> list[Flag]:
    """The flags of some segments; where no adjusted probability is small enough none can stand out."""
    if k.sum() < MIN_EVENTS or false_discovery(fisher_against_rest(k, n)).min() > FALSE_DISCOVERY_RATE:
        return [Flag.NO_DIFFERENCE] * len(n)
    return list(_flagged(tuple(k.tolist()), tuple(n.tolist())))


@lru_cache(maxsize=500_000)
def _flagged(k: tuple[int, ...], n: tuple[int, ...]) -> tuple[Flag, ...]:
    names = [f"{i}" for i in range(len(n))]
    frame = pd.DataFrame({"trials": n, "successes": k, "mature_trials": np.array(n, dtype=float)}, index=names)
    segments = {segment.value: segment.flag for segment in compare_counts(frame).segments}
    return tuple(segments[name] for name in names)


def stands_out(flags: list[Flag]) -> bool:
    return any(flag in {Flag.BETTER, Flag.WORSE} for flag in flags)


def test_segment_flags(book) -> None:
    runs, rows = 20_000, []
    for seed, (name, sizes, rates, stated) in enumerate(SCENARIOS):
        rng = np.random.default_rng(300 + seed)
        n, null = np.array(sizes), len(set(rates)) == 1
        k = rng.binomial(n, rates, (runs, len(n)))
        if len(set(sizes)) == len(set(rates)) == 1:
            k.sort(axis=1)  # equal segments: only how often each number occurs matters
        flags = [flagged(row, n) for row in k]
        share = float(np.mean([stands_out(row) if null else row[-1] is Flag.BETTER for row in flags]))
        worse = (share, runs, stated) if null else (1 - share, runs, 1 - stated)
        gap = excess(*worse, ONE_LOOK, digits=3 if null else 2)
        rows.append((name, "false flag" if null else "found", share, stated, f"{gap:.1f}"))
        assert gap <= TOO_MUCH, name
    title = f"One look, {runs:,} searches a row. Worse by: in standard errors; the stated figures rest on {ONE_LOOK:,}."
    book.add("Segments", title, ("truth", "counted", "simulated", "stated", "worse by"), rows)


def test_segment_flags_under_weekly_looks(book) -> None:
    runs, weeks, rows = 3000, 26, []
    for seed, (rate, stated) in enumerate(((0.025, 0.10), (0.06, 0.16))):
        rng = np.random.default_rng(350 + seed)
        share = np.array([10, 6, 3, 1])
        ever_flagged = 0
        for _ in range(runs):
            n = np.cumsum(rng.multinomial(8, share / 20, weeks), axis=0)
            k = np.cumsum(rng.binomial(np.diff(n, axis=0, prepend=0), rate), axis=0)
            ever_flagged += any(stands_out(flagged(k[week], n[week])) for week in range(weeks))
        gap = excess(ever_flagged / runs, runs, stated, UNSAID, digits=2)
        rows.append((f"{rate:.1%}", ever_flagged / runs, stated, f"{gap:.1f}"))
        assert gap <= TOO_MUCH, rate
    title = f"Any false flag in {weeks} weekly looks at four segments without a difference, {runs:,} searches a row."
    book.add("Segments", title, ("true rate", "ever flagged", "stated", "too many by"), rows)


# Bottleneck

TRUTHS = [
    # name, rates, the right step (None: no step falls short), stated P(wrong) of a "likely" claim at N = 100 .. 800
    ("interviews at a quarter (.5 %)", (0.005, 1 / 12), 0, (0.0, 0.0, 0.0, 0.0)),
    ("interviews at half (1 %)", (0.01, 1 / 12), 0, (0.0, 0.0, 0.01, 0.02)),
    ("offers at a quarter (1.7 %)", (0.025, 1 / 60), 1, (0.08, 0.04, 0.01, 0.0)),
    ("interviews strong, offers a third", (0.08, 1 / 45), 1, (0.0, 0.0, 0.0, 0.0)),
    ("both at the benchmark", (0.025, 1 / 12), None, (0.12, 0.16, 0.28, 0.21)),
    ("both strong", (0.06, 0.2), None, (0.08, 0.09, 0.01, 0.0)),
]


def test_bottleneck_claims(book) -> None:
    runs, rows = 2000, []
    for seed, (name, rates, right, stated) in enumerate(TRUTHS):
        cells = []
        for n, promised in zip((100, 200, 400, 800), stated, strict=True):
            correct, wrong = bottleneck_claims(n, rates, right)
            cells.append(f"{correct:.2f} / {wrong:.3f} ({promised:.2f})")
            assert excess(wrong, inf, promised, UNSAID, digits=2) <= TOO_MUCH, (name, n)
            simulated = wrong_claims(np.random.default_rng(400 + 10 * seed + n), n, rates, right, runs)
            assert excess(simulated, runs, wrong, inf, digits=9) <= TOO_MUCH, (name, n)
            assert excess(1 - simulated, runs, 1 - wrong, inf, digits=9) <= TOO_MUCH, (name, n)
        rows.append((name, *cells))
    title = (
        'P(right) / P(wrong) of a "likely" or "clear" claim, one round per process; in brackets the stated P(wrong). '
        f"Exact, every outcome weighed by its probability; {runs} simulated searches a cell agree."
    )
    book.add("Bottleneck", title, ("truth", "100 aged", "200", "400", "800"), rows)


def wrong_claims(rng: np.random.Generator, n: int, rates: tuple[float, float], right: int | None, runs: int) -> float:
    ranges, wrong = [BENCHMARKS["application_to_interview"], BENCHMARKS["interview_to_offer"]], 0
    for k in rng.binomial(n, rates[0], runs):
        pairs = ((int(k), n), (int(rng.binomial(k, rates[1])), int(k)))
        found = judge_steps([Step(str(i), "", *pairs[i], ranges[i].low, ranges[i].high) for i in range(2)])
        step = None if found.step is None else int(found.step.step.id)
        wrong += found.call in {Call.CLEAR, Call.LIKELY} and step != right
    return wrong / runs


# Forecast


def person(rng: np.random.Generator, weeks: int, rates: tuple[float, float], delays: Delays) -> tuple | None:
    """A search without an offer so far: what the product sees of it, and in how many weeks the first offer comes."""
    today, (pi, theta) = 7.0 * weeks, rates
    sent = np.repeat(np.arange(today), rng.poisson(10 / 7, int(today)))
    search = made_search(rng, sent, pi, theta, to_interview=delays.interview, to_offer=delays.offer)
    if (search.offer <= today + NOON).any():
        return None
    talked = search.talked(today)
    count, waited = interviews_on(search, today), today - np.floor(search.talk[talked])
    held = int(talked.sum()) + int(rng.poisson(1.0, talked.sum()).sum())
    learned = Delays(interview=learned_delay(search, today))  # no offers yet to learn the second delay from
    state = SearchState(
        pace=max(0.25, float((sent >= today - 28).sum()) / 4),
        interviewed=count.successes,
        aged_applications=count.low,
        offers=0,
        aged_processes=float(OFFER_DELAY.cdf(waited).sum()),
        rounds_per_process=(held + 2) / (count.successes + 1),
        pipeline=Pipeline(tuple(int(day) for day in search.ages(today)[~talked]), tuple(int(day) for day in waited)),
        delays=learned,
    )
    return state, first_offer(rng, search.offer, today, pi * theta, delays)


def first_offer(rng: np.random.Generator, pending: np.ndarray, today: float, q: float, delays: Delays) -> float:
    """Weeks to the first offer: from what is open, or from applications sent at the same pace from tomorrow on."""
    first = float(pending.min(initial=np.inf)) - today - NOON
    horizon = 300 * 7
    day = rng.integers(1, horizon, rng.poisson(10 / 7 * horizon * q))
    arrives = day + drawn(rng, delays.interview, len(day)) + drawn(rng, delays.offer, len(day))
    first = min(first, float(arrives.min(initial=np.inf)))
    return first / 7


def population(rng: np.random.Generator, kind: str) -> tuple[float, float]:
    if kind == "as the verdicts' prior":
        return rng.beta(1, 39), rng.beta(1, 5)
    factor = {"half as good": 0.5, "twice as good": 2.0}.get(kind, 1.0)
    one, two = np.exp(0.6 * rng.standard_normal(2))
    return min(0.9, 0.025 * factor * one), min(0.95, factor * two / 6)


def people_without_offer(rng: np.random.Generator, kind: str, weeks: int, number: int) -> list[tuple]:
    delays = Delays(interview=Delay(20, 0.9), offer=Delay(30, 0.6)) if kind == "slower answers" else Delays()
    seen: list[tuple] = []
    while len(seen) < number:
        found = person(rng, weeks, population(rng, kind), delays)
        if found is not None:
            seen.append(found)
    return seen


def test_forecast_calibration(book) -> None:
    people, rows = 500, {prior: [] for prior in Prior}
    kinds = ("around the benchmark", "slower answers", "twice as good", "half as good", "as the verdicts' prior")
    for seed, kind in enumerate(kinds):
        for weeks in (5, 15, 30):
            seen = people_without_offer(np.random.default_rng(500 + 10 * seed + weeks), kind, weeks, people)
            for prior in Prior:
                figures = np.mean([outcome(state, truth, prior) for state, truth in seen], axis=0)
                rows[prior].append((kind, weeks, *(float(figure) for figure in figures)))
    for prior in Prior:
        note = f" {FORECAST_NOTE}" if prior is Prior.BENCHMARK else ""
        book.add("Forecast", f"{FORECAST_WORDS[prior]} {FORECAST_TITLE}{note}", FORECAST_HEADER, rows[prior])
    for kind, weeks, inside, *_ in rows[Prior.BENCHMARK]:
        if kind in {"around the benchmark", "slower answers"}:
            assert excess(1 - inside, people, 1 - 0.83, inf, digits=2) <= TOO_MUCH, (kind, weeks)
        if kind == "around the benchmark":
            assert excess(inside, people, 0.93, inf, digits=2) <= TOO_MUCH, (kind, weeks)
        if kind == "twice as good":
            assert inside > 0.62, weeks


FORECAST_WORDS = {
    Prior.BENCHMARK: "What is shown: rates start from the verdicts' prior.",
    Prior.SPREAD: "For comparison: rates start from a lognormal spread around the benchmark.",
}
FORECAST_TITLE = (
    "80 % intervals of people without an offer after some weeks, at 10 applications a week and two rounds a company, "
    "500 people a row. Rates vary by a factor of 1.8 within each group; twice as good means that both rates are "
    "doubled, so that offers come four times as often. Stated coverage around the benchmark: .83 to .93."
)
FORECAST_NOTE = (
    "The design reports .50 to .62 for people twice as good, under this very prior; it covers more of the people "
    "simulated here, so these groups are not the same as the design's. It is too gloomy for people at or above the "
    "benchmark. The spread of the second table is less so, but promises more to people below it (half as good: see "
    "what was said and what came), and it was settled after trial simulations of fourteen priors on the same kinds of "
    "people. Too much hope is the worse mistake here, so the verdicts' prior is shown. Coverage over .93 means "
    "intervals wider than they need be."
)
FORECAST_HEADER = (
    "people",
    "weeks so far",
    "covered",
    "offer earlier",
    "offer later",
    "by even odds",
    "within 26 weeks, said",
    "came",
)


def outcome(state: SearchState, truth: float, prior: Prior) -> tuple[bool, bool, bool, bool, float, bool]:
    found = forecast_from(state, prior=prior)
    low = np.inf if found.one_in_ten_weeks is None else found.one_in_ten_weeks
    high = np.inf if found.nine_in_ten_weeks is None else found.nine_in_ten_weeks
    even = np.inf if found.even_odds_weeks is None else found.even_odds_weeks
    early, late = truth < low, truth > high
    return not early and not late, early, late, truth <= even, found.within[26], truth <= 26


# Experiments


def test_experiments_under_weekly_looks(book) -> None:
    runs, looks, rows = 1000, 19, []
    cases = [
        # name, rate before, rate after, stated ever "worked", stated ever "worse", only after a dry spell
        ("no change, 3 %", 0.03, 0.03, 0.034, 0.036, False),
        ("no change, 6 %", 0.06, 0.06, 0.058, 0.030, False),
        ("2 % to 6 %", 0.02, 0.06, 0.55, 0.0, False),
        ("2 % to 10 %", 0.02, 0.10, 0.94, 0.0, False),
        ("no change, 3 %, but changed because of 2 or fewer in 200", 0.03, 0.03, 0.21, 0.0, True),
    ]
    for seed, (name, before, after, worked, worse, dry) in enumerate(cases):
        rng = np.random.default_rng(600 + seed)
        answers = []
        while len(answers) < runs:
            said = answers_of(rng, before, after, looks, dry=dry)
            if said is not None:
                answers.append((Answer.WORKED in said, Answer.DID_WORSE in said))
        found_worked, found_worse = (float(x) for x in np.mean(answers, axis=0))
        rows.append((name, found_worked, worked, found_worse, worse))
        missed = (found_worked, runs, worked) if before == after else (1 - found_worked, runs, 1 - worked)
        assert excess(*missed, BEFORE_AFTER) <= TOO_MUCH, name
        assert excess(found_worse, runs, worse, BEFORE_AFTER) <= TOO_MUCH, name
    title = (
        f"200 applications before the change, 12 a week after it, a look every week for {looks} weeks while answers "
        f"are still to come, {runs:,} searches a row. The stated figures rest on {BEFORE_AFTER}."
    )
    header = ("truth", 'ever "worked"', "stated", 'ever "did worse"', "stated")
    book.add("Experiments under weekly looks", title, header, rows)


def answers_of(rng: np.random.Generator, before: float, after: float, looks: int, *, dry: bool) -> set[Answer] | None:
    start = 7 * 17
    old, new = np.sort(rng.integers(0, start, 200)), start + np.arange(12 * looks) * 7 // 12
    one, two = made_search(rng, old, before), made_search(rng, new, after)
    if dry and one.talked(start).sum() > 2:
        return None
    said = set()
    for week in range(1, looks + 1):
        today = start + 7.0 * week
        said.add(compare_periods(interviews_on(one, today, learn=False), interviews_on(two, today, learn=False)).answer)
    return said
