"""What an import says in another language, and what must stay the same whatever language is spoken."""

from __future__ import annotations

import re
from datetime import date
from gettext import NullTranslations
from typing import TYPE_CHECKING

import pytest
from pandas.testing import assert_frame_equal

from data import language
from data.errors import NotATrackerError
from data.importing import read_tracker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.plans import TrackerReading

TRACKER = b"""\
Company,Role,Status,Date applied,Interview,Zzz
Acme,Nurse,Interview,03/04/2026,04/04/2026,a
Acme,Nurse,passed,05/04/2026,01/02/2026,b
Bolt,Clerk,foo bar,31/31/2026,,c
Crux,Clerk,wishlist,,,d
"""
LEADS = b"Company,Status\nAcme,wishlist\nBolt,to apply\n"


class Bracketed(NullTranslations):
    """A language in which every sentence stands in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    english = language._catalogue(language.ENGLISH)
    monkeypatch.setattr(language, "_catalogue", lambda code: english if code == language.ENGLISH else Bracketed())
    monkeypatch.setattr(language, "_marks", lambda code: ",.")
    yield
    language.use(language.ENGLISH)


def read(content: bytes) -> TrackerReading:
    return read_tracker(content, "jobs.csv", as_of=date(2026, 11, 22))


def said(reading: TrackerReading) -> list[str]:
    return [
        *(text for problem in reading.problems for text in (problem.message, problem.remedy)),
        *(question.text for question in reading.questions),
        *(option.label for question in reading.questions for option in question.options),
        *(text for guess in reading.columns for text in (guess.reason, guess.date_evidence)),
        *(status.unsure for status in reading.statuses),
    ]


def outside(text: str) -> str:
    """What is left of a text when everything in brackets is taken away."""
    while "⟦" in text:
        text = re.sub(r"⟦[^⟦⟧]*⟧", "", text)
    return text


@pytest.mark.usefixtures("bracketed")
class TestAnotherLanguage:
    def test_every_word_is_translated(self) -> None:
        read(TRACKER)  # in English before, so that nothing of it may be remembered
        language.use("de")
        words = said(read(TRACKER))
        assert len(words) > 30
        assert [text for text in words if re.search("[A-Za-z]{2}", outside(text))] == []

    def test_a_refusal_is_translated(self) -> None:
        language.use("de")
        with pytest.raises(NotATrackerError) as refused:
            read(LEADS)
        assert refused.value.message == (
            "⟦⟦“jobs.csv”⟧ lists 2 postings, but no application that was sent (⟦“wishlist”⟧, ⟦“to apply”⟧).⟧"
        )

    def test_what_is_stored_and_asked_for_stays_the_same(self) -> None:
        before = read(TRACKER)
        language.use("de")
        after = read(TRACKER)
        assert_frame_equal(after.applications, before.applications)
        assert_frame_equal(after.events, before.events)
        assert (after.header_key, after.tables, after.layout) == (before.header_key, before.tables, before.layout)
        assert [problem.code for problem in after.problems] == [problem.code for problem in before.problems]
        assert [(q.key, [o.value for o in q.options]) for q in after.questions] == [
            (q.key, [o.value for o in q.options]) for q in before.questions
        ]
        assert before.questions
