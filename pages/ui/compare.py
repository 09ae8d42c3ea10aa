"""Groups of applications: the choice of what to compare by, the picture, and what each group can and cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.charts.segments import group_name, segments_picture, shown_segments
from analytics.dimensions import CHANGE, EXTRA
from analytics.segments import Flag, SegmentRatio
from pages.ui import cache, defined, names, show, text, text_more
from pages.ui.plain import plain

if TYPE_CHECKING:
    from analytics.segments import Segment, SegmentComparison

NARROWEST: Final = 320  # pixels of one choice: beside each other on a wide screen, below each other on a phone


def chosen() -> SegmentComparison | None:
    """Show what can be compared and return the comparison; None, with a sentence, where there are no groups."""
    known = cache.dimensions()
    if not known:
        show.words(text_more.NOTHING_TO_COMPARE)
        return None
    # A grid knows its columns at once; a row that wraps moves the page when the second control arrives.
    with st.grid(2, min_column_width=NARROWEST, gap="small") as grid:
        with grid.cell():
            dimension = st.selectbox(text_more.BY, known, format_func=dimension_name, key="by", bind="query-params")
        with grid.cell():
            ratio = st.segmented_control(
                text_more.RATIO,
                list(SegmentRatio),
                default=SegmentRatio.APPLICATION_TO_INTERVIEW,
                required=True,
                format_func=text_more.RATIOS.__getitem__,
                key="ratio",
                bind="query-params",
            )
    return cache.comparison(dimension or known[0], SegmentRatio(ratio or SegmentRatio.APPLICATION_TO_INTERVIEW))


def dimension_name(dimension: str) -> str:
    """Return what a dimension is called; a column of the person's own keeps its header."""
    if dimension.startswith(EXTRA):
        return f"“{dimension.removeprefix(EXTRA)}”"
    return names.DIMENSIONS[dimension]


def groups(comparison: SegmentComparison) -> None:
    """Show the picture and, for each group, the sentence of what may be concluded; those that stand out come first."""
    show.picture(segments_picture(comparison), "segments")
    st.header(text_more.GROUPS, anchor=False)
    drawn = shown_segments(comparison)
    with st.grid(2, min_column_width=360, gap="small"):
        for segment in (*comparison.flagged, *(each for each in drawn if each not in comparison.flagged)):
            _group(segment, comparison.dimension)
    st.info(plain(comparison.caution), icon=":material/info:")
    if comparison.dimension == CHANGE:
        show.words(text_more.CHANGE_ELSEWHERE)
        show.link("experiments")
    with st.expander(text.HOW, icon=":material/calculate:"):
        defined.lines("segments")
        for line in text_more.COMPARE_HOW:
            show.words(line)


def _group(segment: Segment, dimension: str) -> None:
    with st.container(border=True, height="stretch", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(group_name(segment.value, dimension))}**", width="content")
            if segment.flag in {Flag.BETTER, Flag.WORSE}:
                st.badge(
                    text_more.FLAGS[segment.flag],
                    icon=text_more.FLAG_ICONS[segment.flag],
                    color=text_more.FLAG_COLOURS[segment.flag],
                )
        show.words(segment.sentence)
