"""Weeks, and how the interview rate moves: every chart goes back as far as is chosen."""

import streamlit as st

from analytics.charts.calendar import calendar_picture
from analytics.charts.cohorts import cohorts_picture
from analytics.charts.trends import rolling_picture, weekly_picture
from pages.ui import controls, defined, filters, show

report = filters.report()
show.header("trends", report)
if not report.counts.applications:
    show.empty("trends")
    st.stop()

weeks = controls.weeks_shown()
show.picture(weekly_picture(report, weeks), "weekly")
show.picture(rolling_picture(report, weeks), "rolling")
show.picture(cohorts_picture(report, weeks), "cohorts")
show.picture(calendar_picture(report, weeks), "calendar")
defined.how("weekly", "rolling", "cohorts")
