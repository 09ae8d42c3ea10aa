"""Changes of strategy that the person tries: what runs, its answer so far, and what has ended."""

import streamlit as st

from pages.ui import cache, experiment_cards, experiments, show

with show.loading():
    report = cache.report()
    tried = cache.trials()
show.header("experiments", report)
experiments.done()
if not report.counts.applications and not tried:
    show.empty("experiments")
    st.stop()

if not tried:
    experiments.about(report)
    st.stop()
experiment_cards.running(tried)
experiment_cards.ended(tried)
experiments.another()
