"""The promises of the statistics, kept under simulation. Each test makes one section of docs/simulations.md."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
import pytest
from searches import allowed, drawn, growing_days, interviews_on, learned_delay, made_search

from analytics.benchmarks import document_benchmarks
from analytics.bottleneck import Call, Step, judge_steps
from analytics.delays import OFFER_DELAY, Delay, Delays, MatureCount
from analytics.experiments import Answer, compare_periods
from analytics.forecast import SearchState, forecast_from
from analytics.offer_chances import Pipeline, Prior
from analytics.results import Verdict
from analytics.segments import Flag, compare_counts
from analytics.verdicts import judge

pytestmark = pytest.mark.simulate
BENCHMARKS = document_benchmarks()
EXACT = float("inf")  # stated figures from dynamic programming have no error of their own


# Verdicts


@lru_cache(maxsize=100_000)
def verdict(ratio: str, k: int, n: int) -> Verdict:
    return judge(MatureCount(k, n, n, n, n), BENCHMARKS[ratio]).verdict


def ever(ratio: str, rate: float, per_week: int, *, weeks: int, runs: int, seed: int) -> tuple[float, float]:
    """Share of searches that are ever told "below" and ever "above", looking every week."""
    rng = np.random.default_rng(seed)
    k = np.cumsum(rng.binomial(per_week, rate, (runs, weeks)), axis=1)
    said = [{verdict(ratio, int(hits), per_week * (week + 1)) for week, hits in enumerate(row)} for row in k]
    return tuple(float(np.mean([v in seen for seen in said])) for v in (Verdict.BELOW, Verdict.ABOVE))


def test_verdicts_under_weekly_looks(book) -> None:
    runs = 3000
    # ratio, weekly trials, weeks, [(true rate, stated ever below, stated ever above)]
    for ratio, per_week, weeks, cases in (
        (
            "application_to_interview",
            10,
            50,
            [
                (0.005, 0.975, 0),
                (0.01, 0.734, 0),
                (0.02, 0.174, 0.008),
                (0.025, 0.070, 0.036),
                (0.03, 0.028, 0.108),
                (0.045, 0.002, 0.643),
                (0.06, 0, 0.961),
            ],
        ),
        (
            "interview_to_offer",
            2,
            30,
            [(0.02, 0.670, 0), (0.067, 0.094, 0.009), (0.083, 0.040, 0.028), (0.10, 0.017, 0.069), (0.20, 0, 0.736)],
        ),
    ):
        rows, low, high = [], BENCHMARKS[ratio].low, BENCHMARKS[ratio].high
        for seed, (rate, stated_below, stated_above) in enumerate(cases):
            below, above = ever(ratio, rate, per_week, weeks=weeks, runs=runs, seed=seed)
            rows.append((f"{rate:.1%}", below, float(stated_below), above, float(stated_above)))
            if rate > low:
                assert below <= allowed(stated_below, runs, EXACT), rate
            if rate < high:
                assert above <= allowed(stated_above, runs, EXACT), rate
        title = f"{ratio}: {per_week} trials a week, a look every week for {weeks} weeks, {runs} searches a row."
        header = ("true rate", 'ever "below"', "stated", 'ever "above"', "stated")
        book.add("Verdicts under weekly looks", title, header, rows)


def test_verdicts_while_answers_are_still_to_come(book) -> None:
    runs, weeks, rows = 1500, 26, []
    for seed, (median, stated) in enumerate(((10, 0.040), (5, 0.032), (20, 0.104), (30, 0.188))):
        rng = np.random.default_rng(100 + seed)
        counts = {"raw": 0, "mature": 0}
        for _ in range(runs):
            search = made_search(rng, growing_days(rng, 500, weeks), 0.025, to_interview=Delay(median, 0.9))
            aged = [interviews_on(search, 7.0 * week) for week in range(1, weeks + 1)]
            raw = [MatureCount(c.successes, c.trials, c.trials, c.trials, c.trials) for c in aged]
            for name, looks in (("raw", raw), ("mature", aged)):
                said = {judge(count, BENCHMARKS["application_to_interview"]).verdict for count in looks}
                counts[name] += Verdict.BELOW in said
        rows.append((f"{median} days", counts["raw"] / runs, counts["mature"] / runs, stated))
        assert counts["mature"] / runs <= allowed(stated, runs), median
        assert counts["mature"] < counts["raw"]
    title = (
        f'Ever told "below" at a true 2.5 %, 500 applications in {weeks} weeks of a growing search, {runs} searches a '
        "row, by the true median delay (the product starts from 10 days)."
    )
    book.add("Verdicts under weekly looks", title, ("true median", "raw count", "mature count", "stated"), rows)


# The mature estimate


def test_the_mature_estimate_is_unbiased_where_the_raw_ratio_is_not(book) -> None:
    runs, truth, rows = 4000, 0.03, []
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
        error = 3 * float(np.std([m for _, m in found])) / truth / runs**0.5
        rmse = np.sqrt(np.mean((np.array(found) - truth) ** 2, axis=0))
        rows.append((f"{median} days", n, f"{raw:+.0%}", f"{mature:+.0%}", f"{promised:+.0%}", *map(float, rmse)))
        assert abs(mature) <= abs(promised) + 0.01 + error, (median, n)
        assert raw < mature
    title = (
        f"Bias of the interview rate at a true 3 % in a search whose pace grows threefold, {runs} searches a row. "
        "The last two columns are root mean square errors."
    )
    header = ("true median", "applications", "raw bias", "mature bias", "stated", "raw", "mature")
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
    frame = pd.DataFrame({"trials": n, "successes": k, "mature_trials": n.astype(float)}, index=[str(i) for i in n])
    frame.index = [f"{i}" for i in range(len(n))]
    segments = {segment.value: segment.flag for segment in compare_counts(frame).segments}
    return [segments[str(i)] for i in range(len(n))]


def test_segment_flags(book) -> None:
    runs, rows = 1500, []
    for seed, (name, sizes, rates, stated) in enumerate(SCENARIOS):
        rng = np.random.default_rng(300 + seed)
        n = np.array(sizes)
        flags = [flagged(rng.binomial(n, rates), n) for _ in range(runs)]
        null = len(set(rates)) == 1
        hits = [any(f in {Flag.BETTER, Flag.WORSE} for f in row) if null else row[-1] is Flag.BETTER for row in flags]
        share = float(np.mean(hits))
        rows.append((name, "false flag" if null else "found", share, stated))
        if null:
            assert share <= allowed(stated, runs), name
        else:
            assert share >= 2 * stated - allowed(stated, runs), name
    title = f"One look, {runs} searches a row."
    book.add("Segments", title, ("truth", "counted", "simulated", "stated"), rows)


def test_segment_flags_under_weekly_looks(book) -> None:
    runs, weeks, rows = 300, 26, []
    for seed, (rate, stated) in enumerate(((0.025, 0.10), (0.06, 0.16))):
        rng = np.random.default_rng(350 + seed)
        share = np.array([10, 6, 3, 1])
        ever_flagged = 0
        for _ in range(runs):
            n = np.cumsum(rng.multinomial(8, share / 20, weeks), axis=0)
            k = np.cumsum(rng.binomial(np.diff(n, axis=0, prepend=0), rate), axis=0)
            looks = (flagged(k[week], n[week]) for week in range(weeks))
            ever_flagged += any(f in {Flag.BETTER, Flag.WORSE} for look in looks for f in look)
        rows.append((f"{rate:.1%}", ever_flagged / runs, stated))
        assert ever_flagged / runs <= allowed(stated, runs), rate
    title = f"Any false flag in {weeks} weekly looks at four segments without a difference, {runs} searches a row."
    book.add("Segments", title, ("true rate", "ever flagged", "stated"), rows)


# Bottleneck

TRUTHS = [
    # name, rates, the right step (None: no step falls short), stated P(wrong) of a "likely" claim at N = 100 .. 800
    ("interviews at a quarter (.5 %)", (0.005, 1 / 12), 0, (0.0, 0.0, 0.0, 0.0)),
    ("interviews at half (1 %)", (0.01, 1 / 12), 0, (0.0, 0.0, 0.01, 0.0)),
    ("offers at a quarter (1.7 %)", (0.025, 1 / 60), 1, (0.08, 0.04, 0.01, 0.0)),
    ("interviews strong, offers a third", (0.08, 1 / 45), 1, (0.0, 0.0, 0.0, 0.0)),
    ("both at the benchmark", (0.025, 1 / 12), None, (0.12, 0.16, 0.28, 0.21)),
    ("both strong", (0.06, 0.2), None, (0.08, 0.09, 0.01, 0.0)),
]


def test_bottleneck_claims(book) -> None:
    runs, rows = 2000, []
    ranges = [BENCHMARKS["application_to_interview"], BENCHMARKS["interview_to_offer"]]
    for seed, (name, (one, two), right, stated) in enumerate(TRUTHS):
        cells = []
        for n, promised in zip((100, 200, 400, 800), stated, strict=True):
            rng = np.random.default_rng(400 + 10 * seed + n)
            outcomes = []
            for k in rng.binomial(n, one, runs):
                pairs = ((int(k), n), (int(rng.binomial(k, two)), int(k)))
                steps = [Step(str(i), "", *pairs[i], ranges[i].low, ranges[i].high) for i in range(2)]
                found = judge_steps(steps)
                step = None if found.step is None else int(found.step.step.id)
                claimed = found.call in {Call.CLEAR, Call.LIKELY}
                outcomes.append(
                    (found.call is Call.NONE if right is None else step == right, claimed and step != right)
                )
            correct, wrong = np.mean(outcomes, axis=0)
            cells.append(f"{correct:.2f} / {wrong:.2f}")
            assert wrong <= allowed(promised, runs), (name, n)
        rows.append((name, *cells))
    title = f'P(right) / P(wrong) of a "likely" or "clear" claim, one round per process, {runs} searches a cell.'
    book.add("Bottleneck", title, ("truth", "100 aged", "200", "400", "800"), rows)


# Forecast


def person(rng: np.random.Generator, weeks: int, rates: tuple[float, float], delays: Delays) -> tuple | None:
    """A search without an offer so far: what the product sees of it, and in how many weeks the first offer comes."""
    today, (pi, theta) = 7.0 * weeks, rates
    sent = np.repeat(np.arange(today), rng.poisson(10 / 7, int(today)))
    search = made_search(rng, sent, pi, theta, to_interview=delays.interview, to_offer=delays.offer)
    if (search.offer <= today).any():
        return None
    talked = search.talk <= today
    count, waited = interviews_on(search, today), today - search.talk[talked]
    held = int(talked.sum()) + int(rng.poisson(1.0, talked.sum()).sum())
    learned = Delays(interview=learned_delay(search, today))  # no offers yet to learn the second delay from
    state = SearchState(
        pace=max(0.25, float((sent >= today - 28).sum()) / 4),
        interviewed=count.successes,
        aged_applications=count.low,
        offers=0,
        aged_processes=float(OFFER_DELAY.cdf(waited).sum()),
        rounds_per_process=(held + 2) / (count.successes + 1),
        pipeline=Pipeline(tuple(int(day) for day in (today - search.day)[~talked]), tuple(int(day) for day in waited)),
        delays=learned,
    )
    return state, first_offer(rng, search.offer, today, pi * theta, delays)


def first_offer(rng: np.random.Generator, pending: np.ndarray, today: float, q: float, delays: Delays) -> float:
    """Weeks to the first offer: from what is open, or from applications sent at the same pace from tomorrow on."""
    first = float(pending.min(initial=np.inf)) - today
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


def test_forecast_calibration(book) -> None:
    people, rows = 300, {prior: [] for prior in Prior}
    kinds = ("around the benchmark", "slower answers", "twice as good", "half as good", "as the verdicts' prior")
    for seed, kind in enumerate(kinds):
        delays = Delays(interview=Delay(20, 0.9), offer=Delay(30, 0.6)) if kind == "slower answers" else Delays()
        for weeks in (5, 15, 30):
            rng = np.random.default_rng(500 + 10 * seed + weeks)
            seen = []
            while len(seen) < people:
                found = person(rng, weeks, population(rng, kind), delays)
                if found is not None:
                    seen.append(found)
            for prior in Prior:
                figures = np.mean([outcome(state, truth, prior) for state, truth in seen], axis=0)
                rows[prior].append((kind, weeks, *(float(figure) for figure in figures)))
    for prior in Prior:
        note = f" {FORECAST_NOTE}" if prior is Prior.BENCHMARK else ""
        book.add("Forecast", f"{FORECAST_WORDS[prior]} {FORECAST_TITLE}{note}", FORECAST_HEADER, rows[prior])
    slack = allowed(0.83, people) - 0.83
    for kind, weeks, inside, *_ in rows[Prior.BENCHMARK]:
        if kind in {"around the benchmark", "slower answers"}:
            assert inside >= 0.83 - slack, (kind, weeks)
        if kind == "twice as good":
            assert inside > 0.62, weeks


FORECAST_WORDS = {
    Prior.BENCHMARK: "What is shown: rates start from the verdicts' prior.",
    Prior.SPREAD: "For comparison: rates start from a lognormal spread around the benchmark.",
}
FORECAST_TITLE = (
    "80 % intervals of people without an offer after some weeks, at 10 applications a week and two rounds a company, "
    "300 people a row. Rates vary by a factor of 1.8 within each group; twice as good means that both rates are "
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
    runs, looks, rows = 600, 19, []
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
        if before == after:
            assert found_worked <= allowed(worked, runs), name
        else:
            assert found_worked >= 2 * worked - allowed(worked, runs), name
        assert found_worse <= allowed(worse, runs), name
    title = (
        f"200 applications before the change, 12 a week after it, a look every week for {looks} weeks while answers "
        f"are still to come, {runs} searches a row."
    )
    header = ("truth", 'ever "worked"', "stated", 'ever "did worse"', "stated")
    book.add("Experiments under weekly looks", title, header, rows)


def answers_of(rng: np.random.Generator, before: float, after: float, looks: int, *, dry: bool) -> set[Answer] | None:
    start = 7 * 17
    old, new = np.sort(rng.integers(0, start, 200)), start + np.arange(12 * looks) * 7 // 12
    one, two = made_search(rng, old, before), made_search(rng, new, after)
    if dry and (one.talk <= start).sum() > 2:
        return None
    said = set()
    for week in range(1, looks + 1):
        today = start + 7.0 * week
        said.add(compare_periods(interviews_on(one, today, learn=False), interviews_on(two, today, learn=False)).answer)
    return said
