"""Names shared by every room: stages, fields, and the columns of the frames that pass between them.

The one module that `analytics` may import from `data` (beside `data.reference`).

A journeys frame has one row per application as of a date; `JOURNEY_COLUMNS` lists its columns.
An events frame has one row per (application, stage, date, round) that a file asserts; `EVENT_COLUMNS`.
An applications frame has one row per application; `APPLICATION_COLUMNS`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd


class Stage(StrEnum):
    """What can happen to one application. Values are stored in the database: never rename them."""

    APPLIED = "applied"  # the application was sent
    ACKNOWLEDGED = "acknowledged"  # automatic confirmation; not an answer
    REPLIED = "replied"  # a person at the employer wrote, without a talk (yet)
    ASSESSMENT = "assessment"  # online test, take-home, written exam, one-way video; not an interview
    PHONE_SCREEN = "phone_screen"  # first talk with a person by phone or video
    INTERVIEW = "interview"  # any further talk with a person
    OFFER = "offer"
    ACCEPTED = "accepted"  # the person took the offer
    DECLINED = "declined"  # the person turned the offer down
    REJECTED = "rejected"  # the employer said no
    WITHDRAWN = "withdrawn"  # the person stepped back before an offer
    NO_RESPONSE = "no_response"  # the person marked it as ghosted or unanswered
    CLOSED = "closed"  # the posting was removed, filled or cancelled


TALKS: Final = frozenset({Stage.PHONE_SCREEN, Stage.INTERVIEW})
OFFERS: Final = frozenset({Stage.OFFER, Stage.ACCEPTED, Stage.DECLINED})
FINAL: Final = frozenset(
    {Stage.ACCEPTED, Stage.DECLINED, Stage.REJECTED, Stage.WITHDRAWN, Stage.NO_RESPONSE, Stage.CLOSED}
)
# "Answered" is any sign of a person or a decision at the employer; an automatic confirmation is not one.
ANSWERS: Final = frozenset({Stage.REPLIED, Stage.ASSESSMENT, Stage.REJECTED}) | TALKS | OFFERS


class Field(StrEnum):
    """What a column of a tracker can mean."""

    COMPANY = "company"
    TITLE = "title"
    APPLIED = "applied"  # date of application
    ADDED = "added"  # date the row was made; used as application date only where no better one exists
    STATUS = "status"  # furthest or current stage
    OUTCOME = "outcome"  # second status axis: open, rejected, ...
    STAGE_DATE = "stage_date"  # a column that stands for one stage (date, yes/no, 1/blank): see ColumnGuess.stage
    UPDATED = "updated"  # date of the last change of status
    HISTORY = "history"  # several (stage, date) pairs in one cell
    EVENT_STAGE = "event_stage"  # row-per-event files: what happened
    EVENT_DATE = "event_date"  # row-per-event files: when (start)
    EVENT_END = "event_end"
    FLOW_SOURCE = "flow_source"  # aggregate flows or transitions
    FLOW_TARGET = "flow_target"
    FLOW_VALUE = "flow_value"
    APPLICATION_ID = "application_id"  # the tracker's own key
    URL = "url"
    SOURCE = "source"  # job board, referral, recruiter ...
    REFERRAL = "referral"
    TAILORED = "tailored"
    COVER_LETTER = "cover_letter"
    RESUME_VERSION = "resume_version"
    ROLE_FAMILY = "role_family"
    LOCATION = "location"
    WORK_MODE = "work_mode"
    SALARY = "salary"
    CONTACT = "contact"
    NOTES = "notes"
    DEADLINE = "deadline"
    FOLLOW_UP = "follow_up"
    OTHER = "other"  # kept, but not used for the funnel


# Text attributes an application keeps, as named in APPLICATION_COLUMNS and in JOURNEY_COLUMNS.
ATTRIBUTES: Final = (
    "company",
    "title",
    "external_id",
    "url",
    "source",
    "referral",
    "tailored",
    "cover_letter",
    "resume_version",
    "role_family",
    "location",
    "work_mode",
    "salary",
    "contact",
    "notes",
    "extra",  # JSON object of every other column of the row: {header: text}
)
# What the file an application came from is able to say. False means "unknown", never "no".
KNOWS: Final = ("knows_answers", "knows_interviews", "knows_offers", "knows_rejections", "knows_silence")

# One row per application. application_id: UUID text (or a file-local key before planning).
# Attributes are text or <NA>; knows_* are booleans; source_row is the 1-based row or line in the file.
APPLICATION_COLUMNS: Final = ("application_id", *ATTRIBUTES, *KNOWS, "source_row")

# One row per asserted event. date: datetime64[s] or NaT (unknown); date_note: "" (as written), "month" (only the
# month was given; date is its first day), "year" (the year was inferred from neighbours), "order" (day/month answered);
# round: Int64 or <NA>; origin: words for "where it came from", such as 'column "Onsite"' or 'status "Rejected"'.
EVENT_COLUMNS: Final = ("application_id", "stage", "date", "date_note", "round", "origin", "source_row")

# One row per aggregate flow: source and target are node names of the file, value a count of applications.
FLOW_COLUMNS: Final = ("source", "target", "value", "source_stage", "target_stage")

# Outcome of a journey as of a date.
OUTCOMES: Final = ("open", "offer", "accepted", "declined", "rejected", "withdrawn", "no_response", "closed")

# Whether only the month of a date is known; the date is then its first day (see `analytics.months`).
MONTH_FLAGS: Final = ("applied_is_month", "first_answer_is_month", "first_talk_is_month", "offer_is_month")

# One row per application as of a date, ordered by applied_date (unknown last), then application_id.
# *_date: datetime64[s], NaT where never reached or reached on an unknown date; reached_*: bool.
# reached_answer includes every stage of ANSWERS; reached_interview includes TALKS and whatever implies one (an offer);
# first_talk_date: first phone screen or interview; rounds: Int64 interview rounds (one per day of talks);
# rounds_imputed: an offer without a recorded talk counts as one round; outcome: one of OUTCOMES;
# ended_date: date of the outcome (NaT if open or undated); days_open: Int64 whole days from application to as_of
# for open ones (<NA> otherwise or if undated); possible_*: the stage is not reached and can still come (censored).
JOURNEY_COLUMNS: Final = (
    "application_id",
    *ATTRIBUTES,
    *KNOWS,
    "applied_date",
    "acknowledged_date",
    "replied_date",
    "assessment_date",
    "phone_screen_date",
    "interview_date",
    "offer_date",
    "accepted_date",
    "declined_date",
    "rejected_date",
    "withdrawn_date",
    "no_response_date",
    "closed_date",
    "first_answer_date",
    "first_talk_date",
    "last_event_date",
    "ended_date",
    "reached_answer",
    "reached_assessment",
    "reached_interview",
    "reached_offer",
    "reached_accepted",
    "reached_rejected",
    "reached_withdrawn",
    "reached_no_response",
    "rounds",
    "rounds_imputed",
    "outcome",
    "days_open",
    "possible_answer",
    "possible_interview",
    "possible_offer",
    "is_sample",
    *MONTH_FLAGS,
)


def check_frame(frame: pd.DataFrame, columns: tuple[str, ...], name: str) -> pd.DataFrame:
    """Return `frame` with exactly `columns` in order; ValueError (a programmer's mistake) names what is missing."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise ValueError(f"{name} frame lacks {missing}")
    return frame[list(columns)]
