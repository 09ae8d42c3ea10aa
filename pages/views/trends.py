"""Weeks, and how the interview rate moves."""

import streamlit as st

from analytics.charts.trends import rolling_picture, weekly_picture
from pages.ui import cache, controls, show

report = cache.report()
show.header("trends", report)
if not report.counts.applications:
    show.empty("trends")
    st.stop()

weeks = controls.weeks_shown()
show.picture(weekly_picture(report, weeks), "weekly")
show.picture(rolling_picture(report), "rolling")
