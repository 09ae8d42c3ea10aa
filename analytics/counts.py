"""Applications by how far they came, over those whose file can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.results import Counts, FunnelStep
from data.language import _, speaks

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

# What must be known before a count means anything. A withdrawal, or being open, is known where endings are recorded.
KNOWN_BY = {
    "answered": "knows_answers",
    "interviewed": "knows_interviews",
    "interview_rounds": "knows_interviews",
    "offers": "knows_offers",
    "accepted": "knows_offers",
    "rejected": "knows_rejections",
    "withdrawn": "knows_rejections",
    "no_response": "knows_silence",
    "open": "knows_rejections",
}

FUNNEL = (
    ("applications", "Applications", "Every application that was sent, open ones included."),
    (
        "answered",
        "Answered",
        (
            "Applications to which a person at the employer answered in any way: a message, a test, a talk, an offer "
            "or a rejection. An automatic confirmation is not an answer."
        ),
    ),
    (
        "interviewed",
        "Interviewed",
        (
            "Applications with at least one talk with a person, by phone, by video or on site. Tests and one-way "
            "videos are not talks. An offer without a recorded talk counts as one."
        ),
    ),
    ("offers", "Offers", "Applications that led to an offer, taken or not."),
    ("accepted", "Accepted", "Applications whose offer was accepted."),
)


def count_journeys(journeys: pd.DataFrame) -> Counts:
    """How many applications came how far.

    Counts: applications; a rejection, a withdrawal, silence and "open" are where each one stands now, so that they
    never overlap; answers, interviews and offers are whatever was ever reached. Left out of each count: applications
    from files that cannot tell. None where no file can; 0 everywhere without applications.

    Args:
        journeys: journeys frame.

    Returns:
        Counts, in applications (interview_rounds: one for each day of talks).

    >>> import pandas as pd
    >>> from data.schema import JOURNEY_COLUMNS
    >>> count_journeys(pd.DataFrame(columns=list(JOURNEY_COLUMNS))).applications
    0
    """
    known = {name: journeys[column].astype(bool) for name, column in KNOWN_BY.items()}
    interviewed, outcome = journeys["reached_interview"].astype(bool), journeys["outcome"]
    values = {
        "answered": journeys["reached_answer"],
        "interviewed": interviewed,
        "interview_rounds": journeys["rounds"].fillna(0),
        "offers": journeys["reached_offer"],
        "accepted": journeys["reached_accepted"],
        **{name: outcome == name for name in ("rejected", "withdrawn", "no_response", "open")},
    }
    empty = journeys.empty
    totals = {
        name: int(value[known[name]].sum()) if known[name].any() or empty else None for name, value in values.items()
    }
    return Counts(
        applications=len(journeys),
        **totals,
        undated=int(journeys["applied_date"].isna().sum()),
        rounds_imputed=int((journeys["rounds_imputed"].astype(bool) & known["interview_rounds"]).sum()),
        interviews_unknown=int((~known["interviewed"] & ~interviewed).sum()),
    )


def count_aggregate(aggregate: Mapping[str, int | None]) -> Counts:
    """Counts of a file that holds totals only, without single applications; what it does not name is unknown.

    >>> count_aggregate({"applications": 58, "interviewed": 8}).interviewed
    8
    >>> count_aggregate({"applications": 58}).offers is None
    True
    """
    applications = aggregate.get("applications") or 0
    unknown = applications if aggregate.get("interviewed") is None else 0
    return Counts(
        applications=applications,
        answered=aggregate.get("answered"),
        interviewed=aggregate.get("interviewed"),
        interview_rounds=aggregate.get("interview_rounds"),
        offers=aggregate.get("offers"),
        accepted=aggregate.get("accepted"),
        rejected=aggregate.get("rejected"),
        withdrawn=aggregate.get("withdrawn"),
        no_response=aggregate.get("no_response"),
        open=aggregate.get("open"),
        undated=applications,
        interviews_unknown=unknown,
    )


def funnel_steps(counts: Counts) -> tuple[FunnelStep, ...]:
    """The funnel's bars from applications to accepted offers; a step nobody can know has the count None.

    >>> [step.count for step in funnel_steps(count_aggregate({"applications": 58, "interviewed": 8}))]
    [58, None, 8, None, None]
    """
    return tuple(FunnelStep(name, _(label), getattr(counts, name), _(text)) for name, label, text in FUNNEL)


speaks(__name__)
