"""The sign and the name of the app, drawn as text so that no file and no server on the web is needed."""

from __future__ import annotations

from typing import Final

# Drawn here, because Streamlit fetches icons named ":material/...:" for the browser tab from a server on the web.
ICON: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#14716C"/>'
    '<path d="M6 9l7 11 5-6 8 8" fill="none" stroke="#FCFAF6" stroke-width="3.2" stroke-linecap="round" '
    'stroke-linejoin="round" transform="matrix(1 0 0 -1 0 31)"/></svg>'
)
LOGO: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 150 32"><rect width="32" height="32" rx="7" fill="#1F8A84"/>'
    '<path d="M6 9l7 11 5-6 8 8" fill="none" stroke="#FCFAF6" stroke-width="3.2" stroke-linecap="round" '
    'stroke-linejoin="round" transform="matrix(1 0 0 -1 0 31)"/><text x="42" y="23" font-size="21" font-weight="600" '
    'font-family="Source Serif, Georgia, serif" fill="#1F8A84">Rebound</text></svg>'
)

# Streamlit writes the chosen part of a segmented control and the value of a slider in the accent colour, which on the
# dark page reaches a contrast of 3.4 to 1 (4.5 is needed, WCAG 2.2 AA). Ground, border and position still mark them.
# A link to a page that has the focus of the keyboard gets a ground that is hardly seen (1.1 to 1); buttons have a ring.
# A plain button that is pressed or has its form open turns as dark as the dark page; it keeps the colour of the text.
# Its own download of a table writes a company called "=1+1" as a formula; each table has ours instead (`spreadsheet`).
STYLE = """<style>
[data-testid="stButtonGroup"] button[data-selected="true"],
[data-testid="stSliderThumbValue"],
button[kind="tertiary"]:is(:active, [aria-expanded="true"]) { color: inherit !important; }
[data-testid="stPageLink-NavLink"]:focus-visible,
[data-testid="stSidebarNavLink"]:focus-visible { outline: 2px solid #1F8A84 !important; outline-offset: 1px; }
[data-testid="stElementToolbarButton"]:has(button[aria-label^="Download as CSV"]) { display: none; }
</style>"""
