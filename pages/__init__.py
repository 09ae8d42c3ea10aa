"""The screen. No page script may sit directly in this folder.

While a folder `pages/` exists beside the main script, Streamlit's server starts in its old multipage mode until
`st.navigation` has run once; a script directly in here would then run without `app.py` on a deep link, on an old tab
after a restart, and in AppTest. Page scripts therefore live in `pages/views/`.
"""
