"""Open applications: how long they have been silent, and what to do with those that will not answer."""

import streamlit as st

from pages.ui import filters, show, silence

report = filters.report()
show.header("waiting", report)
silence.done()
if not report.counts.applications:
    show.empty("waiting")
    st.stop()

silence.listing(report)
if not report.is_aggregate:
    silence.replies(report)
