"""Every measure beside the rates: what it says, how it is computed, and where the method comes from.

The rates are defined in `analytics.measures`. Screen, command line and README take their words from here, and
tests/test_documented.py holds them to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data.language import speaks

DOCS: Final = "docs/statistics.md"


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
            "own counting rules",
            "funnel",
            "applications; talks in interview rounds",
            "Rows that an import set aside. Tests and one-way videos are no talks.",
        ),
        Definition(
            "weekly",
            "Your weeks",
            "Applications sent, first interviews and offers by the week of their day, Monday to Sunday. What has no "
            "date is left out. Of what has only a month, applications are spread evenly over it.",
            "own counting rules",
            "trends",
            "applications, first interviews and offers a week",
            "Whatever has no date.",
        ),
        Definition(
            "rolling",
            "Interview rate over time",
            "For each week: the applications of the eight weeks up to it, with all that is known of them today. Open "
            "ones count in part, by their age. An interview belongs to the week in which the application was sent.",
            "90 % Jeffreys interval (Brown, Cai and DasGupta, 2001)",
            "trends",
            "applications of eight weeks",
            "Those that have no date.",
        ),
        Definition(
            "cohorts",
            "Interview rate by month",
            "Applications that led to an interview, by the month in which they were sent. Open ones count in part, by "
            "their age. A month is settled when its last day is 45 days old.",
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
            "have come by now. What is left is the chance. It changes no rate and no count.",
            "Bayes' rule on a log-normal delay",
            "waiting",
            "a chance for each open application",
            "Those that had an answer once, and those without a date.",
        ),
        Definition(
            "segments",
            "Groups of applications",
            "Each group against all the others, by its own applications old enough to count. The adjusted rate is "
            "pulled toward your overall rate by 40 applications' worth (12 interviews' worth). A group is marked only "
            "if chance is an unlikely reason, with all the groups that were looked at in mind.",
            "Fisher's exact test; Benjamini and Hochberg (1995) at 10 %",
            "compare",
            "applications or interview rounds of one group",
            "Applications too young to count.",
        ),
        Definition(
            "bottleneck",
            "Step that costs most offers",
            "Offers are a product of the steps, so only the distance to a range can tell which step to work on. A step "
            "is named where that is at least 70 % sure and worth at least a quarter more offers.",
            "posterior shortfall in log points; thresholds by simulation (docs/simulations.md)",
            "funnel",
            "offers",
            "Steps your files say nothing about.",
        ),
        Definition(
            "forecast",
            "Weeks to an offer",
            "The chance of an offer by each week, from your present pace, from both rates with all that is not known "
            "about them, and from what is open. A range, never a date: the coming weeks are taken to be like the past.",
            "Poisson applications, beta posteriors, log-normal delays; coverage in docs/simulations.md",
            "overview",
            "weeks",
            "All that is not in your list, such as the season or the job market.",
        ),
        Definition(
            "experiments",
            "Before and after a change",
            "Applications sent after a change against those sent before, both by their age. Both rates are pulled "
            "toward your own common rate by 160 applications' worth (48 interviews' worth). It needs 95 % to say that "
            "a change worked, and it does not say why.",
            "probability that one beta posterior exceeds another; weekly looks in docs/simulations.md",
            "experiments",
            "applications or interview rounds of one period",
            "Those that have no date.",
        ),
    )
}


speaks(__name__)
