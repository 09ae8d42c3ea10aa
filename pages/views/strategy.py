"""What to adjust: the first three suggestions as cards, the others folded, and what was put aside."""

import streamlit as st

from pages.ui import filters, show, strategy

report = filters.report()
show.header("strategy", report)
strategy.done()
if not report.counts.applications:
    show.empty("strategy")
    st.stop()
show.offers_first(report)
strategy.listing(report)
