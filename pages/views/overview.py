"""Where the search stands, in one look; for a new history, the first minute."""

import streamlit as st

from pages.ui import cache, filters, first, importer, outlook, show, text, today

report = filters.report()
if not report.counts.applications or importer.unfinished():
    show.welcome()
    importer.flow()
    importer.sample_offer()
    st.stop()

show.header("overview", report)
first.reading(report)
show.metrics(report)
main, aside = st.columns([3, 2], gap="medium")
with main:
    show.rate_against_benchmark(report)
with aside:
    show.next_step(cache.advice(report).shown)
today.card(report)
show.words(text.open_sentence(report.counts))
outlook.forecast(report)
