"""Golden numbers of the statistics (rows 1-27 and 41-44), each by the product or a library and by a second route.

The second route shares no code with the first: closed forms, exact fractions, numerical integration, root finding.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import ceil, erfc, exp, log, sqrt

import numpy as np
import pytest
from builders import journeys_of
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.stats import beta as beta_distribution
from scipy.stats import binom, norm
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight
from statsmodels.stats.proportion import proportion_confint

from analytics.benchmarks import document_benchmarks
from analytics.counts import count_journeys
from analytics.delays import (
    INTERVIEW_DELAY,
    Delays,
    MatureCount,
    application_weights,
    blended,
    chance_of_reply,
    days_until_chance,
)
from analytics.intervals import jeffreys, posterior, share_above, share_below
from analytics.ratios import build_ratios, journey_evidence
from analytics.results import Verdict
from analytics.verdicts import judge
from analytics.waiting import incidence

AS_OF = date(2025, 3, 31)
RATIO_1 = document_benchmarks()["application_to_interview"]
RATIO_2 = document_benchmarks()["interview_to_offer"]
TIGHT = {"rel": 0, "abs": 1e-9}


def wilson(k: float, n: float, level: float) -> tuple[float, float]:
    """Wilson 1927: the roots of (p - k/n)^2 = z^2 p (1 - p) / n."""
    z = norm.isf((1 - level) / 2)
    centre, half = k + z**2 / 2, z * sqrt(k * (n - k) / n + z**2 / 4)
    return (centre - half) / (n + z**2), (centre + half) / (n + z**2)


def lognormal_cdf(days: float, median: float, sigma: float) -> float:
    return erfc(-log(days / median) / sigma / sqrt(2)) / 2


def mass_below(rate: float, k: int, n: float, middle: float) -> float:
    """P(true rate < rate) by integrating the unnormalised posterior."""
    b = 1 / middle + n - k

    def density(p: float) -> float:
        return p**k * (1 - p) ** (b - 2)

    mode = k / (k + b - 2)
    points = sorted({rate, min(mode, 0.999)})
    sharp = {"epsabs": 0, "epsrel": 1e-12, "limit": 200}
    under = quad(density, 0, rate, points=[p for p in points if p < rate], **sharp)[0]
    return under / (under + quad(density, rate, 1, points=[p for p in points if p > rate], **sharp)[0])


@pytest.mark.parametrize(
    ("k", "n", "level", "ends"),
    [
        (3, 120, 0.95, (0.00853817477, 0.07093003333)),
        (0, 50, 0.90, (0.0, 0.05133318579)),
        (2, 61.15, 0.90, (0.01088290977, 0.09412823087)),
    ],
    ids=["row 1", "row 2", "row 3"],
)
def test_rows_1_to_3_wilson(k, n, level, ends):
    assert proportion_confint(k, n, alpha=1 - level, method="wilson") == pytest.approx(ends, **TIGHT)
    assert wilson(k, n, level) == pytest.approx(ends, **TIGHT)


def test_row_4_jeffreys():
    expected = (0.009084544157, 0.05751484635)
    assert jeffreys(3, 120) == pytest.approx(expected, **TIGHT)
    assert proportion_confint(3, 120, alpha=0.10, method="jeffreys") == pytest.approx(expected, **TIGHT)


@pytest.mark.parametrize(("k", "n", "high"), [(0, 10, 0.170773), (0, 100, 0.018977), (1, 197, 0.019664)])
def test_row_5_shown_interval(k, n, high):
    shown = jeffreys(k, n)
    assert shown[1] == pytest.approx(high, abs=1e-6)
    assert shown[0] == 0 if k == 0 else shown[0] > 0
    tail = brentq(lambda p: beta_distribution.sf(p, k + 0.5, n - k + 0.5) - 0.05, 1e-6, 0.999)
    assert tail == pytest.approx(high, abs=1e-6)


def test_row_6_clopper_pearson():
    expected = 0.03621669265
    assert proportion_confint(0, 100, alpha=0.05, method="beta")[1] == pytest.approx(expected, **TIGHT)
    closed_form = 1 - 0.025 ** (1 / 100)
    assert closed_form == pytest.approx(expected, **TIGHT)


@pytest.mark.parametrize(
    ("k", "n", "benchmark", "masses", "verdict"),
    [
        pytest.param(3, 120, RATIO_1, (0.3934253583, 0.2946718298), ("within", None), id="row 7"),
        pytest.param(0, 100, RATIO_1, (0.9396851126, 0.0144967638), ("too_early", "below"), id="row 8"),
        pytest.param(0, 150, RATIO_1, (0.9780351468, 0.0031612422), ("below", None), id="row 9"),
        pytest.param(1, 200, RATIO_1, (0.9529858598, 0.0057849174), ("below", None), id="row 10"),
        pytest.param(10, 100, RATIO_1, (0.000122451822, 0.996710629), ("above", None), id="row 11"),
        pytest.param(5, 200, RATIO_1, (0.3451039236, 0.2755098382), ("within", None), id="row 12"),
        pytest.param(0, 0, RATIO_1, (0.5452036694, 0.3048580282), ("too_early", None), id="row 13"),
        pytest.param(0, 45, RATIO_2, (0.9790077258, 0.0027389275), ("below", None), id="row 14"),
        pytest.param(3, 12, RATIO_2, (0.0632488213, 0.8072689865), ("too_early", None), id="row 15"),
        pytest.param(4, 9, RATIO_2, (0.0087573296, 0.9568255047), ("above", None), id="row 16"),
        pytest.param(2, 24, RATIO_2, (0.4157748615, 0.3062502599), ("too_early", None), id="row 17"),
    ],
)
def test_rows_7_to_17_verdicts(k, n, benchmark, masses, verdict):
    judged = judge(MatureCount(k, n, float(n), float(n), float(n)), benchmark)
    assert (judged.below, judged.above) == pytest.approx(masses, **TIGHT)
    assert (judged.verdict, judged.leaning) == verdict
    middle = (benchmark.low + benchmark.high) / 2
    assert mass_below(benchmark.low, k, n, middle) == pytest.approx(masses[0], **TIGHT)
    assert 1 - mass_below(benchmark.high, k, n, middle) == pytest.approx(masses[1], **TIGHT)


def test_row_9_closed_form():
    assert float(share_below(0.02, *posterior(0, 150, 0.025))) == pytest.approx(1 - 0.98**189, **TIGHT)


def test_row_18_smallest_n_for_below_without_successes():
    assert ceil(log(0.05) / log(0.98) - 39) == 110
    without_gate = [n for n in range(200) if float(share_below(0.02, *posterior(0, n, 0.025))) >= 0.95]
    assert without_gate[0] == 110
    gated = [n for n in range(200) if judge(MatureCount(0, n, n, n, n), RATIO_1).verdict is Verdict.BELOW]
    assert gated[0] == 150


@pytest.mark.parametrize(
    ("row", "days", "share"),
    [
        (19, 7, 0.3459398376),
        (19, 14, 0.6457450324),
        (19, 21, 0.7951366933),
        (20, 30, 0.8888964592),
        (20, 45, 0.9526586243),
        (20, 60, 0.9767509718),
    ],
)
def test_rows_19_and_20_interview_delay(row, days, share):
    assert float(INTERVIEW_DELAY.cdf(days)) == pytest.approx(share, abs=1e-9)
    assert lognormal_cdf(days, 10, 0.9) == pytest.approx(share, abs=1e-9)


def test_row_21_mature_equivalent_count():
    ages = (3, 8, 15, 25, 40, 70)
    journeys = journeys_of("\n".join(f"A{a} applied {AS_OF - timedelta(days=a)}" for a in ages), AS_OF)
    weights = application_weights(journeys, AS_OF, INTERVIEW_DELAY.cdf)
    assert weights["low"].sum() == pytest.approx(3.935052191, abs=1e-9)
    assert weights["high"].sum() == pytest.approx(3.935052191, abs=1e-9)
    assert sum(lognormal_cdf(age, 10, 0.9) for age in ages) == pytest.approx(3.935052191, abs=1e-9)


TOY_TIMES, TOY_STATUS = (4, 6, 9, 12, 12, 20, 30, 45), (1, 0, 2, 1, 0, 2, 0, 0)


def exact_incidence(cause: int) -> Fraction:
    """Aalen-Johansen by hand: what is left of everybody, times the share that goes by this cause on each day."""
    left, reached = Fraction(1), Fraction(0)
    for day in sorted(set(TOY_TIMES)):
        at_risk = sum(time >= day for time in TOY_TIMES)
        events = [s for t, s in zip(TOY_TIMES, TOY_STATUS, strict=True) if t == day and s]
        reached += left * Fraction(events.count(cause), at_risk)
        left *= 1 - Fraction(len(events), at_risk)
    return reached


def test_row_22_aalen_johansen():
    library = CumIncidenceRight(np.array(TOY_TIMES, dtype=float), np.array(TOY_STATUS)).cinc
    assert (library[0][-1], library[1][-1]) == pytest.approx((13 / 48, 49 / 144), abs=1e-9)
    by_hand = exact_incidence(1), exact_incidence(2)
    assert by_hand == (Fraction(13, 48), Fraction(49, 144))


def test_row_23_censoring_at_rejection_is_wrong():
    status = [int(status == 1) for status in TOY_STATUS]
    assert 1 - SurvfuncRight(TOY_TIMES, status).surv_prob[-1] == pytest.approx(0.3, abs=1e-9)
    assert 1 - Fraction(7, 8) * Fraction(4, 5) == Fraction(3, 10)
    assert incidence(TOY_TIMES, status)["share"].iloc[-1] == pytest.approx(0.3, abs=1e-9)


def test_row_24_rejected_ones_stay_in_the_risk_set():
    rejected_ages = iter((50, 60))
    times = [next(rejected_ages) if s == 2 else t for t, s in zip(TOY_TIMES, TOY_STATUS, strict=True)]
    status = [int(s == 1) for s in TOY_STATUS]
    assert incidence(times, status)["share"].iloc[-1] == pytest.approx(0.2708333333, abs=1e-9)
    assert 1 - SurvfuncRight(times, status).surv_prob[-1] == pytest.approx(0.2708333333, abs=1e-9)


def test_row_25_blended_median():
    delays, ages = (3, 6, 8, 14, 25), (60, 45, 30, 28, 40)
    assert blended(INTERVIEW_DELAY, delays, ages).median == pytest.approx(9.972246, abs=1e-5)

    def slope(mu: float) -> float:
        pull = sum((mu - log(t)) / 0.81 for t in delays) + 3 * (mu - log(10)) / 0.81
        truncation = sum(norm.pdf(z) / norm.cdf(z) for z in ((log(a) - mu) / 0.9 for a in ages)) / 0.9
        return pull - truncation

    assert exp(brentq(slope, log(1), log(120))) == pytest.approx(9.972246, abs=1e-5)


@pytest.mark.parametrize(("days", "chance"), [(7, 0.329068138), (21, 0.1919023081), (45, 0.0877247662)])
def test_row_26_chance_of_a_late_reply(days, chance):
    assert float(chance_of_reply(days, 0.40)) == pytest.approx(chance, abs=1e-9)
    unanswered_yet = 0.40 * (1 - lognormal_cdf(days, 14, 1.1))
    assert unanswered_yet / (unanswered_yet + 0.60) == pytest.approx(chance, abs=1e-9)


@pytest.mark.parametrize(("chance", "day"), [(0.10, 40.57779729), (0.05, 66.18564963)])
def test_row_27_day_on_which_the_chance_has_fallen(chance, day):
    assert days_until_chance(chance, 0.40) == pytest.approx(day, abs=1e-7)
    assert brentq(lambda d: float(chance_of_reply(d, 0.40)) - chance, 1, 200) == pytest.approx(day, abs=1e-7)


def test_row_41_no_interview_in_a_hundred_at_mid_benchmark():
    assert binom.pmf(0, 100, 0.025) == pytest.approx(0.07951728986, abs=1e-9)
    assert float(Fraction(39, 40) ** 100) == pytest.approx(0.07951728986, abs=1e-9)


TWELVE = """
    A1  applied 2025-01-06 | phone_screen 2025-01-15 | interview 2025-01-22 | interview 2025-01-29 | offer 2025-02-05
    A2  applied 2025-01-10 | rejected 2025-01-20
    A3  applied 2025-01-10
    A4  applied 2025-01-20 | phone_screen 2025-02-01 | rejected 2025-02-10
    A5  applied 2025-02-01 | withdrawn 2025-02-08
    A6  applied 2025-02-03 | offer 2025-02-20
    A7  applied 2025-02-10 | interview 2025-03-20 | interview 2025-03-20  (one panel day)
    A8  applied 2025-03-01
    A9  applied 2025-03-15
    A10 applied 2025-03-31
    A11 rejected
    A12 applied ?
"""


@pytest.fixture(scope="module")
def twelve():
    return journeys_of(TWELVE, AS_OF)


def test_row_42_counts_of_twelve(twelve):
    counts = count_journeys(twelve)
    found = (counts.applications, counts.interviewed, counts.rounds_imputed, counts.interview_rounds, counts.offers)
    assert found == (12, 4, 1, 6, 2)


def test_row_43_mature_counts_of_twelve(twelve):
    evidence = journey_evidence(twelve, AS_OF, Delays())
    applications = evidence["application_to_interview"]
    assert (applications.low, applications.high) == pytest.approx((8.822380678, 9.822380678), abs=1e-9)
    assert evidence["interview_to_offer"].low == pytest.approx(5.080140463, abs=1e-9)
    assert evidence["process_to_offer"].low == pytest.approx(3.1077404, abs=1e-7)
    by_hand = sum(lognormal_cdf(age, 10, 0.9) for age in (84, 80, 80, 70, 7, 56, 49, 30, 16)) + 1
    assert by_hand == pytest.approx(8.822380678, abs=1e-9)
    weights = [
        (3, lognormal_cdf(75, 20, 0.6)),
        (1, lognormal_cdf(58, 20, 0.6)),
        (1, 1),
        (1, lognormal_cdf(11, 20, 0.6)),
    ]
    assert sum(n * share for n, share in weights) == pytest.approx(5.080140463, abs=1e-9)
    assert sum(share for _, share in weights) == pytest.approx(3.1077404, abs=1e-7)


def test_row_44_verdicts_of_twelve(twelve):
    ratios = build_ratios(journey_evidence(twelve, AS_OF, Delays()))
    interview, offer = ratios["application_to_interview"], ratios["interview_to_offer"]
    assert (interview.verdict, offer.verdict) == (Verdict.ABOVE, Verdict.TOO_EARLY)
    assert (interview.low, interview.high) == pytest.approx((0.213525, 0.712916), abs=1e-6)
    above = float(share_above(0.03, *posterior(4, 8.822380678, 0.025)))
    assert above == pytest.approx(0.9859473062, abs=1e-9)
    assert 1 - mass_below(0.03, 4, 8.822380678, 0.025) == pytest.approx(above, abs=1e-9)
    assert 1 - mass_below(0.1, 2, 5.080140463, 1 / 12) == pytest.approx(0.7870744995, abs=1e-9)
