"""Three plain answers at the top of the Overview, from the same objects as the cards below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.course import course_of
from pages.ui import cache, show, text_brief
from pages.ui.plain import plain

if TYPE_CHECKING:
    from analytics.due import Due
    from analytics.results import AnalysisReport

NARROWEST = 220  # pixels of one answer: three beside each other on a wide screen, one below the other on a phone


def card(report: AnalysisReport, found: Due | None) -> None:
    """Show whether the interview rate is fine, what to change, and what is due today."""
    ratio = report.ratios["application_to_interview"]
    answers = (
        (text_brief.RATE, text_brief.rate(ratio), text_brief.counts(ratio)),
        (text_brief.CHANGE, change(report), ""),
        (text_brief.DUE, text_brief.due(found), ""),
    )
    with (
        st.container(border=True, key="in-short"),
        st.grid(len(answers), min_column_width=NARROWEST, gap="medium") as grid,
    ):
        for label, answer, counts in answers:
            with grid.cell(), st.container(gap="xxsmall"):
                st.markdown(f"**{plain(label)}**")
                show.words(answer)
                show.small(counts)


def change(report: AnalysisReport) -> str:
    """Return the answer to "What should I change?", of the advice that is not put aside."""
    return text_brief.change(course_of(report, cache.advice(report)), report.ratios["application_to_interview"])
