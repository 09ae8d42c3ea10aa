"""Where the search stands, in one look; for a new history, the first minute."""

import streamlit as st

from pages.ui import brief, cache, filters, first, importer, outlook, show, today

report = filters.report()
if not report.counts.applications or importer.unfinished():
    show.welcome()
    importer.flow()
    importer.sample_offer()
    st.stop()

show.header("overview", report)
due = today.found_in(report)
brief.card(report, due)
first.reading(report)
show.metrics(report)
main, aside = st.columns([3, 2], gap="small")
with main:
    show.rate_against_benchmark(report)
with aside:
    show.next_step(report, cache.advice(report).shown)
today.card(report, due)
outlook.forecast(report)
