"""Rebound: where a job search stands, and what to adjust. Run it with `make app` or `streamlit run app.py`."""

from __future__ import annotations

import logging

import streamlit as st

from pages.ui import brand, frame, show, text, warm


def main() -> None:
    """Show one page: called for every run of the script."""
    st.set_page_config(page_title=text.APP, page_icon=brand.ICON, layout="wide")
    st.html(brand.STYLE)
    st.logo(brand.LOGO, size="large", icon_image=brand.ICON)
    frame.speak()
    frame.run(st.navigation(frame.pages()))


if __name__ == "__main__":
    main()
else:
    # `streamlit run` finds `app` in this file and imports it once, before the first visitor. A folder pages/ lies
    # beside this file, so a server that has not yet seen `st.navigation` would take the first deep link for a page
    # that does not exist. Calling it here spares the first visitor that dialog; Streamlit's warning that no page is
    # running at this moment is true and of no use to anyone.
    logging.disable(logging.WARNING)
    st.navigation(frame.pages())
    logging.disable(logging.NOTSET)
    warm.start()
    app = st.App(__file__, on_script_error=show.surprise)
