"""Every number the analysis had to choose, in one place.

Those marked [judgement] are defaults without a published distribution behind them; the others were compared by
simulation or exact enumeration with their alternatives (docs/statistics.md has the tables). Probabilities and shares
are 0..1, delays are days.
"""

from __future__ import annotations

from typing import Final

# Intervals and verdicts. Two 5 % tails of the drawn 90 % interval match the .95 of a verdict.
LEVEL: Final = 0.90
SURE: Final = 0.95  # posterior probability a verdict "below" or "above" needs
LEANING: Final = 0.90  # posterior probability of the hint "leaning below/above"
NEAR: Final = 0.90  # probability that the rate lies between half the low end and twice the high end, for "within"
NEAR_EXCLUDES: Final = 0.80  # "within" needs both P(below) and P(above) under this
MIN_EVENTS: Final = 3  # successes for "above", successes expected at the low end for "below"

# Delays, lognormal: median in days and sigma of the log. [judgement]
INTERVIEW_MEDIAN_DAYS: Final = 10.0  # application -> first interview
INTERVIEW_SIGMA: Final = 0.9
REPLY_MEDIAN_DAYS: Final = 14.0  # application -> first answer of any kind from a person
REPLY_SIGMA: Final = 1.1
OFFER_MEDIAN_DAYS: Final = 20.0  # first interview -> offer
OFFER_SIGMA: Final = 0.6
DELAY_PRIOR_WEIGHT: Final = 3.0  # the default median counts as this many observed delays
DELAY_MEDIAN_BOUNDS: Final = (1.0, 120.0)
SAME_DAY: Final = 0.5  # days: a reply on the day itself, since the logarithm of 0 is undefined
CONVOLUTION_DAYS: Final = 730  # application -> offer is convolved day by day this far

# Dates that are missing, and what is mature.
UNDATED_PENDING_LIMIT: Final = 0.20  # a larger share of open applications without a date rules out "below"
MATURE_DAYS: Final = 45  # age at which an application counts as mature (95 % of first interviews have come)
INCIDENCE_DAYS: Final = 60  # last day of a cumulative incidence curve: its far end rests on too few applications
ROLLING_WEEKS: Final = 8

# Silence. Beta(4, 6): 39.7 % (Dewey 2018) and 38.7 % (TheLadders 2019) of applications were ever answered. [judgement]
REPLIES_PRIOR: Final = 4.0
SILENCES_PRIOR: Final = 6.0
GOING_QUIET: Final = 0.20
PROBABLY_GHOSTED: Final = 0.10
PRESUMED_GHOSTED: Final = 0.05
EARLIEST_CLOSE_DAYS: Final = 60  # however fast others answer, no silence is presumed to be final sooner
OWN_REPLIES_FROM: Final = 50  # applications: with fewer, silence is judged by the defaults alone

# Segments: a segment is pulled toward the overall rate by this many trials, 1 / midpoint of the benchmark.
SHRINK_APPLICATIONS: Final = 40.0
SHRINK_INTERVIEWS: Final = 12.0
FALSE_DISCOVERY_RATE: Final = 0.10
SEGMENT_MIN_TRIALS: Final = 5.0
RAREST: Final = 0.001  # a smaller chance is not told apart in words [judgement]

# Bottleneck.
BOTTLENECK_CLEAR: Final = 0.80
BOTTLENECK_LIKELY: Final = 0.70
BOTTLENECK_MIN_GAIN: Final = 1.25
BOTTLENECK_NONE: Final = 0.50
BOTTLENECK_GRID: Final = 200
LARGEST_GAIN: Final = 10.0  # shown as "over 10": beyond tenfold the exact figure means nothing [judgement]

# Forecast.
FORECAST_GRID: Final = 40
PACE_WEEKS: Final = 4  # full weeks whose mean is the present pace
MOST_OFFERS_PER_INTERVIEWED: Final = 0.9  # a prior for many rounds per process stays under certainty [judgement]
RATE_SPREAD: Final = 1.1  # of the spread prior: two thirds of people within a factor of e^1.1 = 3 [by simulation]

# Whether an offer ended the search. [judgement]
GRACE_DAYS: Final = 14  # applications sent later than this after an offer mean that the search went on
SEARCH_ENDED_DAYS: Final = 56  # the same, counted from the application, where the day of the offer is unknown
UNDECIDED_DAYS: Final = 60  # an offer that is older and neither taken nor declined is not waited for any more

# Experiments: both periods are pulled toward their pooled rate by this many trials (4 / midpoint).
EXPERIMENT_APPLICATIONS: Final = 160.0
EXPERIMENT_INTERVIEWS: Final = 48.0
POWER: Final = 0.80  # chance to notice a real difference that a sample size is planned for (a convention)
DOUBLING: Final = 2.0  # the change for which the time still needed is told
MOST_TIMES: Final = 20.0  # if this many times the trials before do not suffice after, the time before is too short
DRY_SHARE: Final = 0.5  # half of what the middle of the benchmark would have brought is a dry spell [judgement]
WORSE: Final = 0.05  # P(after > before) at or under this means "did worse"
