"""What another pace or other rates would do to the weeks until an offer."""

import streamlit as st

from pages.ui import filters, show, what_if

report = filters.report()
show.header("what_if", report)
if not report.counts.applications:
    show.empty("what_if")
    st.stop()

what_if.compare(report)
