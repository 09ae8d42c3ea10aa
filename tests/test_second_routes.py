"""The statistics over wide random inputs, each by a second route: scipy.stats, statsmodels, or a slow loop.

The golden tests pin single values; these hold the same functions to the libraries wherever a search may take them.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from frames import AS_OF, histories, history
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import integrate, stats
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.proportion import proportion_confint

from analytics.__main__ import main
from analytics.before_after import chance_better
from analytics.benchmarks import document_benchmarks
from analytics.bottleneck import Step, shortfalls_of
from analytics.chance import false_discovery, fisher_against_rest
from analytics.delays import (
    INTERVIEW_DELAY,
    OFFER_DELAY,
    Delay,
    Delays,
    MatureCount,
    blended,
    chance_of_reply,
    convolved,
    days_until_chance,
    reply_share,
)
from analytics.intervals import jeffreys
from analytics.offer_chances import Pipeline, Prospect, chances_by, rate_quantiles
from analytics.ratios import journey_evidence
from analytics.results import Verdict
from analytics.verdicts import judge
from analytics.waiting import incidence

if TYPE_CHECKING:
    from pathlib import Path

RANGES = document_benchmarks()
counts = st.tuples(st.integers(0, 60), st.floats(0, 3000)).map(lambda pair: (pair[0], max(pair)))


@given(counts, st.floats(0.5, 0.99))
def test_intervals(pair: tuple[int, float], level: float) -> None:
    k, n = pair
    assume(n > 0)
    low, high = proportion_confint(k, n, alpha=1 - level, method="jeffreys")
    shown = jeffreys(k, n, level)
    assert shown == pytest.approx((0.0 if k == 0 else low, 1.0 if n <= k else high), abs=1e-9)


@given(counts, st.floats(0.001, 0.5), st.floats(1, 3))
def test_verdicts(pair: tuple[int, float], low: float, factor: float) -> None:
    """The rule of the design, written once more with scipy.stats, for any range."""
    (k, n), high = pair, min(low * factor, 0.9)
    base = RANGES["application_to_interview"]
    seen = judge(MatureCount(k, round(n), n, n, n), type(base)("x", low, high, "", "", wording=""))
    middle = (low + high) / 2
    belief = stats.beta(1 + k, 1 / middle - 1 + max(n, k) - k)
    below, above = belief.cdf(low), belief.sf(high)
    near = belief.cdf(min(2 * high, 1)) - belief.cdf(low / 2)
    assert (seen.below, seen.above, seen.near) == pytest.approx((below, above, near), abs=1e-9)
    shown = jeffreys(k, n)
    assume(all(abs(value - edge) > 1e-9 for value, edge in ((below, 0.95), (above, 0.95), (near, 0.9))))
    expected = Verdict.TOO_EARLY
    if below >= 0.95 and n * low >= 3 and shown[1] < low:
        expected = Verdict.BELOW
    elif above >= 0.95 and k >= 3 and shown[0] > high:
        expected = Verdict.ABOVE
    elif near >= 0.90 and max(below, above) < 0.80:
        expected = Verdict.WITHIN
    assert seen.verdict is expected


@given(st.floats(1, 120), st.floats(0.2, 2), st.lists(st.floats(-50, 900), min_size=1, max_size=20))
def test_delays(median: float, sigma: float, days: list[float]) -> None:
    expected = stats.lognorm(sigma, scale=median).cdf(days)
    assert Delay(median, sigma).cdf(days) == pytest.approx(expected, abs=1e-12)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 200)), max_size=12), st.floats(1, 10))
def test_a_learned_median_is_the_best_on_a_fine_grid(pairs: list[tuple[int, int]], weight: float) -> None:
    delays, ages = [wait for wait, _ in pairs], [wait + more for wait, more in pairs]
    t, a = (np.maximum(np.array(days, dtype=float), 0.5) for days in (delays, ages))
    mu, s = np.log(np.linspace(1, 120, 40_000))[:, None], 0.9
    loss = ((np.log(t) - mu) ** 2 / (2 * s**2) + stats.norm.logcdf((np.log(a) - mu) / s)).sum(axis=1)
    loss += weight * (mu[:, 0] - np.log(10)) ** 2 / (2 * s**2)
    best = float(np.exp(mu[loss.argmin(), 0]))
    assert blended(INTERVIEW_DELAY, delays, ages, weight).median == pytest.approx(best, abs=0.02 if pairs else 1e-2)


@given(st.floats(0.05, 0.95), st.floats(0, 400))
def test_silence_is_bayes_rule(share: float, days: float) -> None:
    late = share * stats.lognorm(1.1, scale=14).sf(days)
    assert float(chance_of_reply(days, share)) == pytest.approx(late / (late + 1 - share), rel=1e-9)


@given(st.floats(0.02, 0.9), st.floats(0.1, 0.9))
def test_the_day_of_a_chance_is_where_the_chance_is_reached(chance: float, share: float) -> None:
    day = days_until_chance(chance, share)
    assert float(chance_of_reply(day, share)) == pytest.approx(min(chance, share), rel=1e-6)


@given(st.integers(0, 400), st.floats(0, 500))
def test_the_share_of_replies(replies: int, expected: float) -> None:
    assert reply_share(replies, expected) == pytest.approx((4 + replies) / (10 + max(replies, expected)))


tables = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 80)), min_size=2, max_size=6).map(
    lambda rows: ([k for k, _ in rows], [k + rest for k, rest in rows])
)


@settings(max_examples=50)
@given(tables)
def test_segments(table: tuple[list[int], list[int]]) -> None:
    k, n = table
    exact = [
        stats.fisher_exact([[hit, of - hit], [sum(k) - hit, sum(n) - of - sum(k) + hit]]).pvalue
        for hit, of in zip(k, n, strict=True)
    ]
    found = fisher_against_rest(k, n)
    assert found == pytest.approx(exact, rel=1e-6, abs=1e-12)
    assert false_discovery(found) == pytest.approx(stats.false_discovery_control(found), rel=1e-9)


@given(st.lists(st.tuples(st.integers(0, 59), st.booleans()), min_size=2, max_size=40))
def test_reply_times_are_kaplan_and_meier(rows: list[tuple[int, bool]]) -> None:
    days, reached = [day + 1 for day, _ in rows], [hit for _, hit in rows]
    assume(any(reached))
    curve = incidence(days, reached).set_index("day")["share"]
    other = SurvfuncRight(np.array(days), np.array(reached, dtype=int))
    assert curve[other.surv_times].to_numpy() == pytest.approx(1 - other.surv_prob, abs=1e-12)


@settings(max_examples=30)
@given(*(st.tuples(st.integers(0, 20), st.integers(0, 400)) for _ in range(2)), st.sampled_from([160.0, 48.0]))
def test_before_and_after(one: tuple[int, int], two: tuple[int, int], pooled: float) -> None:
    (k1, n1), (k2, n2) = ((k, k + rest) for k, rest in (one, two))
    middle = (k1 + k2 + 1) / (n1 + n2 + pooled / 4)
    before, after = (stats.beta(pooled * middle + k, pooled * (1 - middle) + n - k) for k, n in ((k1, n1), (k2, n2)))
    # over ln x, since the density of a rate without successes is infinite at 0
    x = np.exp(np.linspace(-60, -1e-9, 40_001))
    expected = integrate.trapezoid(after.pdf(x) * before.cdf(x) * x, np.log(x))
    assert chance_better(k1, n1, k2, n2, pooled) == pytest.approx(expected, abs=2e-4)


@settings(max_examples=30)
@given(st.tuples(st.integers(0, 30), st.integers(0, 600)), st.tuples(st.integers(0, 12), st.integers(0, 120)))
def test_bottleneck(one: tuple[int, int], two: tuple[int, int]) -> None:
    """Every pair of 200 x 200 quantiles, compared one by one."""
    ranges, logs = ((0.02, 0.03), (1 / 15, 1 / 10)), []
    pairs = [(k, k + rest) for k, rest in (one, two)]
    for (k, n), (low, high) in zip(pairs, ranges, strict=True):
        rates = stats.beta.ppf((np.arange(200) + 0.5) / 200, 1 + k, 2 / (low + high) - 1 + n - k)
        logs.append(np.maximum(0, np.log(low / rates)))
    first, second = logs[0][:, None], logs[1][None, :]
    expected = [((first > second) & (first > 0)).mean(), ((second > first) & (second > 0)).mean()]
    steps = [Step("s", "", k, n, *ends) for (k, n), ends in zip(pairs, ranges, strict=True)]
    assert [step.probability for step in shortfalls_of(steps)] == pytest.approx(expected, abs=1e-9)


ages = st.lists(st.integers(0, 300), max_size=6)


@settings(max_examples=20, deadline=None)
@given(ages, ages, st.floats(0, 40), st.integers(0, 6), st.integers(0, 3))
def test_forecast(silent: list[int], waiting: list[int], pace: float, k: int, offers: int) -> None:
    """The formula of the design, pair of rates by pair of rates and day by day."""
    pi, theta = rate_quantiles(k, 100.0, 0.025, grid=5), rate_quantiles(offers, 8.0, 1 / 12, grid=5)
    prospect = Prospect(pi, theta, pace, Pipeline(tuple(silent), tuple(waiting)), Delays())
    curve, later = convolved(INTERVIEW_DELAY, OFFER_DELAY), OFFER_DELAY.cdf(np.arange(2000))
    for week in (0, 4, 26):
        days, none = 7 * week, []
        for p in pi:
            for t in theta:
                chance = np.exp(-pace / 7 * p * t * curve[:days].sum())
                for a in silent:
                    chance *= (1 - p * t * curve[min(a + days, 730)]) / (1 - p * t * curve[a])
                for b in waiting:
                    chance *= (1 - t * later[min(b + days, 730)]) / (1 - t * later[b])
                none.append(chance)
        assert float(chances_by(prospect, [week])[0]) == pytest.approx(1 - np.mean(none), abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(ages.filter(bool), ages, st.floats(1, 30), st.integers(0, 40), st.integers(0, 8))
def test_forecast_over_the_whole_grid(silent: list[int], waiting: list[int], pace: float, k: int, offers: int) -> None:
    """All 1,600 pairs of rates at once: interpolation loses nothing that matters."""
    pi, theta = rate_quantiles(k, 60.0, 0.025), rate_quantiles(offers, 9.0, 1 / 12)
    prospect = Prospect(pi, theta, pace, Pipeline(tuple(silent), tuple(waiting)), Delays())
    both, later = np.outer(pi, theta)[..., None], OFFER_DELAY.cdf(np.arange(2000))
    curve = convolved(INTERVIEW_DELAY, OFFER_DELAY)
    for week in (2, 52):
        days = 7 * week
        a, b = np.array(silent), np.array(waiting, dtype=int)
        none = np.exp(-pace / 7 * both[..., 0] * curve[:days].sum())
        none *= ((1 - both * curve[np.minimum(a + days, 730)]) / (1 - both * curve[a])).prod(axis=2)
        none *= ((1 - theta[:, None] * later[b + days]) / (1 - theta[:, None] * later[b])).prod(axis=1)
        assert float(chances_by(prospect, [week])[0]) == pytest.approx(1 - none.mean(), abs=1e-8)


@settings(max_examples=40)
@given(histories)
def test_mature_counts_are_sums_over_applications(rows: list) -> None:
    """N = max(k, sum F(age)) by a loop: closed without a date 1, open without a date 0 to 1, withdrawn until then."""
    curve = stats.lognorm(0.9, scale=10).cdf
    k = low = high = n = 0.0
    for one in (row for row in rows if row.knows):
        n, k = n + 1, k + one.interviewed
        withdrew = one.end == "withdrawn" and not one.interviewed
        open_ = one.end == "open" and not one.interviewed
        low += curve(one.age) if one.age is not None else float(not open_ and not withdrew)
        high += curve(one.age) if one.age is not None else 1.0
    found = journey_evidence(history(*rows), AS_OF, Delays())["application_to_interview"]
    if n == 0:
        assert found is None or found.trials == 0
        return
    assert (found.successes, found.trials) == (k, n)
    assert (found.low, found.high) == pytest.approx((max(k, low), max(k, low, high)), abs=1e-9)


TWELVE = """Application,Event,Date
A1,Applied,2025-01-06
A1,Phone screen,2025-01-15
A1,Interview,2025-01-22
A1,Interview,2025-01-29
A1,Offer,2025-02-05
A2,Applied,2025-01-10
A2,Rejected,2025-01-20
A3,Applied,2025-01-10
A4,Applied,2025-01-20
A4,Phone screen,2025-02-01
A4,Rejected,2025-02-10
A5,Applied,2025-02-01
A5,Withdrawn,2025-02-08
A6,Applied,2025-02-03
A6,Offer,2025-02-20
A7,Applied,2025-02-10
A7,Interview,2025-03-20
A7,Interview,2025-03-20
A8,Applied,2025-03-01
A9,Applied,2025-03-15
A10,Applied,2025-03-31
A11,Rejected,
A12,Applied,
"""


def test_the_twelve_applications_through_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Golden rows 42 and 44 as a script would read them, from a log of events."""
    (tmp_path / "log.csv").write_text(TWELVE, "utf-8")
    arguments = [str(tmp_path / "log.csv"), "--as-of", "2025-03-31", "--format", "json"]
    assert main([*arguments, "--map", "company=Application"]) == 0
    form = json.loads(capsys.readouterr().out)
    names = ("applications", "interviewed", "interview_rounds", "offers")
    assert [form["counts"][name] for name in names] == [12, 4, 6, 2]
    assert (form["ratios"]["application_to_interview"]["verdict"], form["as_of"]) == ("above", str(date(2025, 3, 31)))
    assert form["ratios"]["interview_to_offer"]["verdict"] == "too_early"
