"""The drawn interval and the posterior, against statsmodels and against each other."""

from __future__ import annotations

import subprocess
import sys
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binom
from statsmodels.stats.proportion import proportion_confint

from analytics.intervals import jeffreys, jeffreys_arrays, posterior, share_above, share_below

counts = st.tuples(st.integers(0, 60), st.floats(0.001, 3000)).map(lambda pair: (pair[0], max(pair)))


@given(counts)
def test_same_as_statsmodels_between_the_ends(pair):
    k, n = pair
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # statsmodels divides by n - k on its way
        expected = proportion_confint(k, n, alpha=0.10, method="jeffreys")
    low, high = jeffreys(k, n)
    assert low == (0 if k == 0 else pytest.approx(expected[0], abs=1e-9))
    assert high == (1 if k == n else pytest.approx(expected[1], abs=1e-9))


@given(counts)
def test_the_estimate_lies_in_its_interval(pair):
    k, n = pair
    low, high = jeffreys(k, n)
    assert 0 <= low <= k / n <= high <= 1


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(0, 0, 0, 1), (1, 1, 0.2285, 1), (0, 1, 0, 0.7715), (50, 2000, 0.01975, 0.03126), (5, 3, 0.6943, 1)],
    ids=["no trials", "1 of 1", "0 of 1", "2000 aged", "more successes than aged trials"],
)
def test_ends(k, n, low, high):
    assert jeffreys(k, n) == pytest.approx((low, high), abs=5e-5)


def test_arrays_equal_single_values():
    low, high = jeffreys_arrays([0, 3, 1], [10, 120, 1])
    assert list(zip(low, high, strict=True)) == [jeffreys(0, 10), jeffreys(3, 120), jeffreys(1, 1)]


@pytest.mark.parametrize(("rate", "n", "coverage"), [(0.025, 100, 0.881), (0.025, 200, 0.896), (0.025, 500, 0.883)])
def test_coverage_of_the_ninety_percent_interval(rate, n, coverage):
    """Exact enumeration, against the published study of the rule (statistics notes, section 1)."""
    k = np.arange(n + 1)
    low, high = jeffreys_arrays(k, np.full(n + 1, n))
    assert binom.pmf(k, n, rate)[(low <= rate) & (rate <= high)].sum() == pytest.approx(coverage, abs=5e-4)


@given(counts, st.floats(0.001, 0.999), st.sampled_from([0.025, 1 / 12, 0.4]))
def test_posterior_masses_are_those_of_scipy_and_add_up(pair, rate, middle):
    a, b = posterior(*pair, middle)
    assert float(share_below(rate, a, b)) == pytest.approx(beta.cdf(rate, a, b), abs=1e-9)
    assert float(share_below(rate, a, b) + share_above(rate, a, b)) == pytest.approx(1, abs=1e-9)


def test_a_rate_over_one_is_never_exceeded():
    assert (float(share_below(1.4, 2, 3)), float(share_above(1.4, 2, 3))) == (1, 0)


def test_the_first_page_does_not_wait_for_heavy_libraries():
    code = "import sys, analytics.intervals, analytics.delays; print([m for m in sys.modules if m in HEAVY])"
    heavy = {"scipy.stats", "statsmodels", "scipy.optimize", "scipy.integrate"}
    done = subprocess.run([sys.executable, "-c", f"HEAVY={heavy!r};{code}"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
