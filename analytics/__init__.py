"""Arithmetic and judgement: journeys -> counts -> ratios -> verdicts -> suggestions -> figures.

Pure: no Streamlit, no DuckDB, no clock, no environment. `__main__` alone, the headless twin of the app, opens files.
"""
