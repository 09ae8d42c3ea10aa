"""What a field of the history is called inside a sentence."""

from __future__ import annotations

from data.language import _
from data.schema import Field


def field_name(field: str) -> str:
    """Return the name of a field ("cover letter" of "cover_letter"), or of what a header may mean ("progress")."""
    return _names().get(field) or field


def _names() -> dict[str, str]:
    return {
        Field.COMPANY: _("company"),
        Field.TITLE: _("title"),
        Field.APPLIED: _("applied"),
        Field.ADDED: _("added"),
        Field.STATUS: _("status"),
        Field.OUTCOME: _("outcome"),
        Field.STAGE_DATE: _("stage date"),
        Field.UPDATED: _("updated"),
        Field.HISTORY: _("history"),
        Field.EVENT_STAGE: _("event stage"),
        Field.EVENT_DATE: _("event date"),
        Field.EVENT_END: _("event end"),
        Field.FLOW_SOURCE: _("flow source"),
        Field.FLOW_TARGET: _("flow target"),
        Field.FLOW_VALUE: _("flow value"),
        Field.APPLICATION_ID: _("application id"),
        Field.URL: _("url"),
        Field.SOURCE: _("source"),
        Field.REFERRAL: _("referral"),
        Field.TAILORED: _("tailored"),
        Field.COVER_LETTER: _("cover letter"),
        Field.RESUME_VERSION: _("resume version"),
        Field.ROLE_FAMILY: _("role family"),
        Field.LOCATION: _("location"),
        Field.WORK_MODE: _("work mode"),
        Field.SALARY: _("salary"),
        Field.CONTACT: _("contact"),
        Field.NOTES: _("notes"),
        Field.DEADLINE: _("deadline"),
        Field.FOLLOW_UP: _("follow up"),
        Field.OTHER: _("other"),
        "progress": _("progress"),
    }
