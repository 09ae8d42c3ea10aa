"""How far applications came, where they went, and how sure each rate is."""

import streamlit as st

from analytics.charts.funnel import funnel_picture
from analytics.charts.sankey import flow_picture
from pages.ui import controls, defined, filters, outlook, show, text

report = filters.report()
show.header("funnel", report)
if not report.counts.applications:
    show.empty("funnel")
    st.stop()

if controls.funnel_view() == "flow":
    show.picture(flow_picture(report), "flow")
else:
    show.picture(funnel_picture(report), "funnel")
defined.how("counts")

st.header(text.RATES_TITLE, anchor=False)
show.small(text.RATES_NOTE)
with st.grid(2, min_column_width=360, gap="small"):
    for ratio in report.ratios.values():
        show.ratio_card(ratio)
outlook.bottleneck(report)
