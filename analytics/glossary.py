"""Every measure beside the rates: what it says, how it is computed, and where the method comes from.

The rates are defined in `analytics.measures`. Screen, command line and README take their words from here, and
tests/test_documented.py holds them to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data.language import speaks


@dataclass(frozen=True, slots=True)
class Definition:
    """One measure. id: its name in `AnalysisReport` and in the JSON; page: where the screen shows it.

    unit: what one number of it counts. leaves_out: what it does not count, as a sentence.
    """

    id: str
    label: str
    definition: str
    source: str
    page: str
    unit: str
    leaves_out: str


GLOSSARY: Final = {
    each.id: each
    for each in (
        Definition(
            "counts",
            "Counts",
            "Applications by how far they came. Rejected, withdrawn, no answer and open are where each one stands now. "
            "Answers, interviews and offers are what was ever reached. All talks for one job on one day are one "
            "interview round. What a file cannot say is unknown, not zero.",
            "Rebound's own counting rules",
            "funnel",
            "applications; talks in interview rounds",
            "Rows that an import set aside. Tests and one-way videos are not talks.",
        ),
        Definition(
            "weekly",
            "Your weeks",
            "Applications sent, first interviews and offers, each in the week of its day. A week runs from Monday to "
            "Sunday. Applications of which only the month is known are spread evenly over it.",
            "Rebound's own counting rules",
            "trends",
            "applications, first interviews and offers a week",
            "Everything that has no date.",
        ),
        Definition(
            "rolling",
            "Interview rate over time",
            "For each week: the applications of the eight weeks up to it, with all that is known of them today. Those "
            "without an interview count in part, by their age. An interview belongs to the week in which the "
            "application was sent.",
            "90 % Jeffreys interval (Brown, Cai and DasGupta, 2001)",
            "trends",
            "applications of eight weeks",
            "Those that have no date.",
        ),
        Definition(
            "cohorts",
            "Interview rate by month",
            "Applications that led to an interview, by the month in which they were sent. Those without an interview "
            "count in part, by their age. A month is settled when its last day is 45 days old.",
            "90 % Jeffreys interval (Brown, Cai and DasGupta, 2001)",
            "trends",
            "applications of one month",
            "Those that have no date.",
        ),
        Definition(
            "replies",
            "Time to a first answer",
            "Days from the application to the first answer of any kind. Those still waiting are not left out: they say "
            "that an answer takes longer than that. A rejection counts as an answer, an automatic confirmation does "
            "not.",
            "Kaplan and Meier (1958), with the open ones as censored; Fine and Gray (1999)",
            "waiting",
            "days",
            "Answers that have no date.",
        ),
        Definition(
            "silence",
            "Chance that an answer still comes",
            "Of all applications a share is ever answered. The longer the silence, the more of those answers would "
            "have come by now. The chance is what is left of that share. It changes no rate and no count.",
            "Bayes' rule on a log-normal delay",
            "waiting",
            "a chance for each open application",
            "Those that had an answer once, and those without a date.",
        ),
        Definition(
            "segments",
            "Groups of applications",
            "Each group against all the others, by its own applications old enough to count. A small group says "
            "little. So its adjusted rate is moved toward a cautious overall rate, as if it held 40 more applications "
            "(12 more interviews) of the usual kind. A group is marked only if chance alone would seldom explain it. "
            "The more groups there are, the stricter that is.",
            "Fisher's exact test; Benjamini and Hochberg (1995) at 10 %",
            "compare",
            "applications or interview rounds of one group",
            "Applications too young to count.",
        ),
        Definition(
            "bottleneck",
            "Step that costs most offers",
            "Every offer has to pass each step, so only the distance to its range can tell which step to work on. A "
            "step is named if it is at least 70 % sure that it falls short most. Coming up to its range must also be "
            "worth at least a quarter more offers.",
            "posterior shortfall in log points; thresholds by simulation",
            "funnel",
            "offers",
            "Steps your files say nothing about.",
        ),
        Definition(
            "forecast",
            "Weeks to an offer",
            "The chance of an offer by each week. It goes by your present pace, by both of your rates and how sure "
            "they are, and by what is open. It is a range, never a date: the coming weeks are taken to be like the "
            "past.",
            "Poisson applications, beta posteriors, log-normal delays; coverage checked by simulation",
            "overview",
            "weeks",
            "All that is not in your list, such as the season or the job market.",
        ),
        Definition(
            "experiments",
            "Before and after a change",
            "Applications sent after a change against those sent before, both by their age. Both rates start from "
            "your own common rate, as if 160 applications (48 interviews) had shown it before. So a little luck is not "
            "enough. Rebound says that a change worked if it is at least 95 % sure. It does not say why.",
            "probability that one beta posterior exceeds another; weekly looks tested by simulation",
            "experiments",
            "applications or interview rounds of one period",
            "Those that have no date.",
        ),
    )
}


speaks(__name__)
