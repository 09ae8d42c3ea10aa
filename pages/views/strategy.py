"""What to adjust: the first three suggestions open, the rest one click away."""

import streamlit as st

from pages.ui import cache, show, text

FIRST = 3

report = cache.report()
show.header("strategy", report)
if not report.counts.applications:
    show.empty("strategy")
    st.stop()
if not report.suggestions:
    show.words(text.NO_SUGGESTION)

for position, advice in enumerate(report.suggestions[:FIRST], start=1):
    show.suggestion(advice, position)
if more := report.suggestions[FIRST:]:
    with st.expander(text.more_suggestions(len(more))):
        for position, advice in enumerate(more, start=FIRST + 1):
            show.suggestion(advice, position)
