"""Golden numbers of the statistics notes, rows 28-40, 45 and 46: each to the digits given, and by a second route.

The second routes share no code with the product: scipy.stats and statsmodels where it uses closed forms, fractions,
finite sums, quadrature, root finding, or a slow loop.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, exp, lgamma, log

import numpy as np
import pandas as pd
import pytest
from scipy import integrate, optimize, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import samplesize_proportions_2indep_onetail

from analytics.before_after import chance_better, trials_per_period
from analytics.bottleneck import Step, shortfalls_of
from analytics.chance import false_discovery, fisher_against_rest, shrunken_rates
from analytics.delays import INTERVIEW_DELAY, OFFER_DELAY, Delays, MatureCount
from analytics.experiments import compare_periods
from analytics.forecast import SearchState, forecast_from
from analytics.offer_chances import Pipeline, Prior, Prospect, chances_by, rate_quantiles
from analytics.segments import Flag, compare_counts

SUCCESSES, TRIALS = [2, 1, 5, 0], [100, 60, 30, 10]


def first_step(k: int, n: float) -> Step:
    return Step("application_to_interview", "", k, n, 0.02, 0.03)


def second_step(k: int, n: float) -> Step:
    return Step("interview_to_offer", "", k, n, 1 / 15, 1 / 10)


def hypergeometric(k: int, n: int, hits: int, total: int) -> Fraction:
    return Fraction(comb(n, k) * comb(total - n, hits - k), comb(total, hits))


def fisher_by_fractions(k: int, n: int, hits: int, total: int) -> float:
    seen = hypergeometric(k, n, hits, total)
    every = [hypergeometric(x, n, hits, total) for x in range(max(0, hits - total + n), min(n, hits) + 1)]
    return float(sum(p for p in every if p <= seen))


def test_28_fisher_of_each_segment_against_the_rest() -> None:
    p = fisher_against_rest(SUCCESSES, TRIALS)
    assert p[[0, 2]] == pytest.approx([0.2790433179, 0.002241765767], abs=1e-10)
    assert p == pytest.approx([fisher_by_fractions(k, n, 8, 200) for k, n in zip(SUCCESSES, TRIALS, strict=True)])
    library = [
        stats.fisher_exact([[k, n - k], [8 - k, 192 - n + k]]).pvalue for k, n in zip(SUCCESSES, TRIALS, strict=True)
    ]
    assert p == pytest.approx(library)


def test_29_adjusted_for_having_looked_at_four_segments() -> None:
    p = fisher_against_rest(SUCCESSES, TRIALS)
    q = false_discovery(p)
    assert q[2] == pytest.approx(0.008967063069, abs=1e-12)
    assert q == pytest.approx(multipletests(p, 0.10, "fdr_bh")[1])
    assert q == pytest.approx(stats.false_discovery_control(p))
    counts = pd.DataFrame({"trials": TRIALS, "successes": SUCCESSES, "mature_trials": TRIALS}, index=list("abcd"))
    assert [(segment.value, segment.flag) for segment in compare_counts(counts).flagged] == [("c", Flag.BETTER)]


def test_30_shrunken_rate() -> None:
    rate = shrunken_rates(SUCCESSES, TRIALS, 40)[2]
    assert rate == pytest.approx(0.09285714286, abs=1e-11)
    assert rate == pytest.approx(float((5 + 40 * Fraction(9, 240)) / 70))


def test_31_gain_of_the_first_step() -> None:
    gain = shortfalls_of([first_step(1, 200)])[0].gain
    assert gain == pytest.approx(2.4, abs=1e-12)
    assert gain == pytest.approx(0.02 / stats.beta(2, 238).mean())


def test_32_chance_that_the_second_step_falls_short_most() -> None:
    one, two = shortfalls_of([first_step(20, 300), second_step(1, 40)])
    assert two.probability == pytest.approx(0.86, abs=1e-12)
    rng = np.random.default_rng(32)
    short = [np.maximum(0, np.log(low / rng.beta(a, b, 400_000))) for low, a, b in ((0.02, 21, 319), (1 / 15, 2, 50))]
    assert float((short[1] > short[0]).mean()) == pytest.approx(0.8623, abs=0.002)
    assert one.probability + two.probability <= 1


def test_33_share_of_the_first_step() -> None:
    share = shortfalls_of([first_step(2, 300), second_step(1, 40)])[0].share
    assert share == pytest.approx(0.5980241462, abs=1e-10)
    gains = [Fraction(2, 100) / Fraction(3, 340), Fraction(1, 15) / Fraction(2, 52)]
    assert share == pytest.approx(log(gains[0]) / (log(gains[0]) + log(gains[1])))


def test_34_application_to_offer_by_daily_convolution() -> None:
    by_day_35 = float(Delays().application_to_offer(35))
    assert by_day_35 == pytest.approx(0.5205566, abs=5e-8)
    slow = sum(
        (INTERVIEW_DELAY.cdf(first) - INTERVIEW_DELAY.cdf(first - 1)) * OFFER_DELAY.cdf(35 - first)
        for first in range(1, 35)
    )
    assert by_day_35 == pytest.approx(float(slow))
    rng = np.random.default_rng(34)
    days = sum(np.ceil(d.median * np.exp(d.sigma * rng.standard_normal(400_000))) for d in DELAYS)
    assert float((days <= 35).mean()) == pytest.approx(0.52046, abs=0.003)


def grid_prospect(pace: float, pipeline: Pipeline | None = None) -> Prospect:
    interviews = rate_quantiles(3, 100, 0.025, prior=Prior.BENCHMARK)
    offers = rate_quantiles(0, 3, 1 / 12, prior=Prior.BENCHMARK)
    return Prospect(interviews, offers, pace, pipeline or Pipeline())


def test_35_first_offer_from_future_applications() -> None:
    chances = chances_by(grid_prospect(10.0), [13, 26, 52])
    assert chances == pytest.approx([0.1212033, 0.2694246, 0.4492152], abs=5e-8)
    state = SearchState(10.0, 3, 100.0, 0, 3.0, 1.0, Pipeline(), Delays())
    within = forecast_from(state, prior=Prior.BENCHMARK).within
    assert [within[week] for week in (13, 26, 52)] == pytest.approx(list(chances))
    aged = aged_weeks(26 * 7)
    by_integral = 1 - double_integral(lambda q, _: exp(-10 * q * aged))
    assert chances[1] == pytest.approx(by_integral, abs=0.001)


def test_35_by_monte_carlo() -> None:
    """Each application is sent, interviewed, offered and waited for on its own, in 300,000 searches of 26 weeks."""
    rng = np.random.default_rng(35)
    searches = 300_000
    sent = rng.poisson(10 * 26, searches)
    offers = rng.binomial(rng.binomial(sent, rng.beta(4, 136, searches)), rng.beta(1, 14, searches))
    search = np.repeat(np.arange(searches), offers)
    age = rng.integers(0, 26 * 7, len(search))
    days = sum(np.ceil(d.median * np.exp(d.sigma * rng.standard_normal(len(search)))) for d in DELAYS)
    found = np.bincount(search[days <= age], minlength=searches) > 0
    assert float(found.mean()) == pytest.approx(0.2694, abs=0.0025)


def test_36_closed_form_median_of_the_waiting_time() -> None:
    """Without a pipeline, q ~ Gamma by moments gives dbar + Lomax; the forecast's own even odds lie close to it."""
    mean = 4 / 140 / 15
    second_moment = (4 * 5 / (140 * 141)) * (1 * 2 / (15 * 16))
    shape = mean**2 / (second_moment - mean**2)
    scale = mean / (second_moment - mean**2) / 10
    median = 38 / 7 + scale * (0.5 ** (-1 / shape) - 1)
    assert median == pytest.approx(65.12432581, abs=1e-8)
    assert median == pytest.approx(38 / 7 + stats.lomax(shape, scale=scale).median())
    state = SearchState(10.0, 3, 100.0, 0, 3.0, 1.0, Pipeline(), Delays())
    even = forecast_from(state, prior=Prior.BENCHMARK).even_odds_weeks
    assert even == pytest.approx(63.0, abs=0.05)
    assert even == pytest.approx(median, rel=0.05)


@pytest.mark.parametrize(
    ("before", "after", "expected", "tolerance"),
    [
        ((3, 150), (8, 120), 0.907578, 1e-5),
        ((2, 100), (6, 100), 0.824899, 1e-6),
        ((2, 200), (12, 150), 0.992468, 1e-6),
        ((4, 180.5), (0, 30.25), 0.334426, 1e-6),
        ((0, 0), (0, 0), 0.5, 1e-9),
    ],
)
def test_37_38_after_against_before_pooled(before, after, expected, tolerance) -> None:
    assert chance_better(*before, *after) == pytest.approx(expected, abs=tolerance)
    (k1, n1), (k2, n2) = before, after
    middle = (k1 + k2 + 1) / (n1 + n2 + 40)
    assert chance_better(*before, *after) == pytest.approx(
        by_quadrature((160 * middle, 160 * (1 - middle)), before, after), abs=1e-7
    )
    whole = MatureCount(k1, round(n1), n1, n1, n1), MatureCount(k2, round(n2), n2, n2, n2)
    assert compare_periods(*whole).chance_better == chance_better(*before, *after)


@pytest.mark.parametrize(
    ("before", "after", "expected"), [((3, 150), (8, 120), 0.9630126588), ((0, 80), (3, 40), 0.9758117799)]
)
def test_39_after_against_before_with_independent_priors(before, after, expected) -> None:
    """Not the product's rule (it calls too many changes a success): the quadrature that checks the rule is checked."""
    assert by_quadrature((1, 39), before, after) == pytest.approx(expected, abs=1e-9)
    (k1, n1), (k2, n2) = before, after
    assert by_exact_sum((1 + k1, 39 + n1 - k1), (1 + k2, 39 + n2 - k2)) == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0.02, 0.04, 1140.832355), (0.02, 0.06, 375.5651313), (1 / 12, 1 / 6, 246.0574757)],
)
def test_40_applications_needed_per_period(low, high, expected) -> None:
    assert trials_per_period(low, high, tail=0.025) == pytest.approx(expected, abs=1e-6)
    for tail in (0.025, 0.05):
        alpha, side = (0.05, "two-sided") if tail == 0.025 else (0.05, "larger")
        library = samplesize_proportions_2indep_onetail(high - low, low, 0.8, alpha=alpha, alternative=side)
        assert trials_per_period(low, high, tail=tail) == pytest.approx(library)

    def lacking_power(n: float) -> float:
        null, real = ((low + high) * (1 - (low + high) / 2)) ** 0.5, (low * (1 - low) + high * (1 - high)) ** 0.5
        return float(stats.norm.cdf(((high - low) * n**0.5 - stats.norm.ppf(0.975) * null) / real) - 0.8)

    assert optimize.brentq(lacking_power, 10, 1e5) == pytest.approx(expected, abs=1e-5)


PIPELINE = Pipeline(silent_days=(5, 10, 20, 40), waiting_days=(3, 10))


def test_45_first_offer_with_a_pipeline() -> None:
    chances = chances_by(grid_prospect(10.0, PIPELINE), [4, 13, 26])
    assert chances == pytest.approx([0.1038595, 0.2178398, 0.3388409], abs=5e-8)
    assert chances == pytest.approx([slow_chance(10.0, week) for week in (4, 13, 26)], abs=1e-9)
    assert chances == pytest.approx([0.1044, 0.2210, 0.3421], abs=0.004)  # Monte Carlo of the notes


def test_46_the_pipeline_alone() -> None:
    limit = float(chances_by(grid_prospect(0.0, PIPELINE), [104])[0])
    assert limit == pytest.approx(0.1227314, abs=5e-8)
    assert limit == pytest.approx(slow_chance(0.0, 104), abs=1e-9)
    exact = 1 - double_integral(pipeline_in_the_end)
    assert exact == pytest.approx(0.1232762, abs=5e-7)
    assert limit == pytest.approx(exact, abs=0.0006)


# Second routes.

DELAYS = (INTERVIEW_DELAY, OFFER_DELAY)


def application_to_offer(days: int) -> float:
    return float(Delays().application_to_offer(days))


def aged_weeks(days: int) -> float:
    return sum(application_to_offer(age) for age in range(days)) / 7


def double_integral(no_offer) -> float:
    """E[no_offer(q, theta)] over Beta(4, 136) x Beta(1, 14), by quadrature."""
    pi, theta = stats.beta(4, 136), stats.beta(1, 14)
    value, _ = integrate.dblquad(
        lambda y, x: no_offer(x * y, y) * pi.pdf(x) * theta.pdf(y), 0, 0.25, 0, 1, epsabs=1e-8, epsrel=1e-8
    )
    return value


def pipeline_in_the_end(q: float, theta: float) -> float:
    none = 1.0
    for age in PIPELINE.silent_days:
        none *= (1 - q) / (1 - q * H[age])
    for age in PIPELINE.waiting_days:
        none *= (1 - theta) / (1 - theta * G[age])
    return none


H = {age: application_to_offer(age) for age in PIPELINE.silent_days}
G = {age: float(OFFER_DELAY.cdf(age)) for age in PIPELINE.waiting_days}


def slow_chance(pace: float, week: int) -> float:
    """The formula of the notes, one pair of rates and one application at a time."""
    days, total = week * 7, 0.0
    aged = aged_weeks(days)
    later = {age: application_to_offer(age + days) for age in PIPELINE.silent_days}
    talked = {age: float(OFFER_DELAY.cdf(age + days)) for age in PIPELINE.waiting_days}
    shares = (np.arange(40) + 0.5) / 40
    for pi in stats.beta(4, 136).ppf(shares):
        for theta in stats.beta(1, 14).ppf(shares):
            q = pi * theta
            none = exp(-pace * q * aged)
            for age in PIPELINE.silent_days:
                none *= 1 - q * (later[age] - H[age]) / (1 - q * H[age])
            for age in PIPELINE.waiting_days:
                none *= 1 - theta * (talked[age] - G[age]) / (1 - theta * G[age])
            total += none
    return 1 - total / 1600


def by_quadrature(prior: tuple[float, float], before: tuple[float, float], after: tuple[float, float]) -> float:
    """P(after > before) as the notes write it: density of the rate after times distribution of the rate before."""
    one, two = (stats.beta(prior[0] + k, prior[1] + n - k) for k, n in (before, after))
    value, _ = integrate.quad(
        lambda x: two.pdf(x) * one.cdf(x), 0, 1, points=[0.005, 0.01, 0.02, 0.04, 0.08, 0.2], limit=500, epsabs=1e-12
    )
    return value


def by_exact_sum(before: tuple[int, int], after: tuple[int, int]) -> float:
    """P(X > Y) for beta distributed X with a whole first parameter, as a finite sum of beta functions."""
    (a, b), (c, d) = before, after

    def log_beta(x: float, y: float) -> float:
        return lgamma(x) + lgamma(y) - lgamma(x + y)

    return sum(exp(log_beta(a + i, b + d) - log(d + i) - log_beta(1 + i, d) - log_beta(a, b)) for i in range(c))
