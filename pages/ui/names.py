"""What stages, columns and groups of applications are called on the screen."""

from __future__ import annotations

from typing import Final

from data.language import speaks
from data.schema import Field, Stage

STAGES: Final = {
    Stage.APPLIED: "Applied",
    Stage.ACKNOWLEDGED: "Receipt confirmed",
    Stage.REPLIED: "Replied",
    Stage.ASSESSMENT: "Test or assignment",
    Stage.PHONE_SCREEN: "Phone screen",
    Stage.INTERVIEW: "Interview",
    Stage.OFFER: "Offer",
    Stage.ACCEPTED: "Offer accepted",
    Stage.DECLINED: "Offer declined",
    Stage.REJECTED: "Rejected",
    Stage.WITHDRAWN: "Withdrawn by you",
    Stage.NO_RESPONSE: "No answer",
    Stage.CLOSED: "Posting closed",
}
FIELDS: Final = {
    Field.COMPANY: "Employer",
    Field.TITLE: "Job title",
    Field.APPLIED: "Date of application",
    Field.ADDED: "Date the row was made",
    Field.STATUS: "Status",
    Field.OUTCOME: "Outcome",
    Field.STAGE_DATE: "A stage",
    Field.UPDATED: "Date of the last change",
    Field.HISTORY: "History in one cell",
    Field.EVENT_STAGE: "What happened",
    Field.EVENT_DATE: "When it happened",
    Field.EVENT_END: "When it ended",
    Field.FLOW_SOURCE: "Flow: from",
    Field.FLOW_TARGET: "Flow: to",
    Field.FLOW_VALUE: "Flow: how many",
    Field.APPLICATION_ID: "Number of the application",
    Field.URL: "Link",
    Field.SOURCE: "Source (job board, referral)",
    Field.REFERRAL: "Referral",
    Field.TAILORED: "Tailored or not",
    Field.COVER_LETTER: "Cover letter",
    Field.RESUME_VERSION: "Resume version",
    Field.ROLE_FAMILY: "Kind of role",
    Field.LOCATION: "Location",
    Field.WORK_MODE: "Remote or on site",
    Field.SALARY: "Salary",
    Field.CONTACT: "Contact",
    Field.NOTES: "Notes",
    Field.DEADLINE: "Deadline",
    Field.FOLLOW_UP: "Follow-up",
    Field.OTHER: "Kept, not used for the funnel",
}
# What applications can be compared by, as named in `analytics.dimensions`.
DIMENSIONS: Final = {
    "source": "Source",
    "referral": "Referral",
    "tailored": "Tailored or not",
    "cover_letter": "Cover letter",
    "resume_version": "Resume version",
    "role_family": "Kind of role",
    "location": "Location",
    "work_mode": "Remote or on site",
    "salary_band": "Salary band",
    "weekday": "Day of the week",
    "change": "Change of strategy",
}


speaks(__name__)
