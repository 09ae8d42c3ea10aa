"""Kinds of applications side by side, so that three lucky ones do not become advice."""

import streamlit as st

from pages.ui import compare, filters, show

report = filters.report()
show.header("compare", report)
if not report.counts.applications:
    show.empty("compare")
    st.stop()

comparison = compare.chosen()
if comparison is not None:
    compare.groups(comparison)
