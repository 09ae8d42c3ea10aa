"""Make the pictures of the README and of docs/design.md: `.venv/bin/python docs/take_screenshot.py` (needs Chromium).

The sample history at a fixed date, so that the same program draws the same pictures.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PORT = 8599
HOME = f"http://127.0.0.1:{PORT}/"
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
WIDTH, HEIGHT = 1280, 860
# The tour of the README: file, address, and words that are there once the page is drawn.
TOUR = (
    ("overview.png", "", "What to look at next"),
    ("funnel.png", "funnel", "Your rates"),
    ("strategy.png", "strategy", "How to tell that it works"),
)
MOST_BYTES = 200_000


def main() -> None:
    """Start the app on a new history, load the sample, and photograph its pages."""
    surroundings = {**os.environ, "REBOUND_DATABASE": ":memory:", "REBOUND_AS_OF": "2026-11-22"}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={PORT}", "--server.headless=true"]
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=log, stderr=log) as app,
    ):
        try:
            _wait()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
                _photograph(browser)
                browser.close()
        finally:
            app.terminate()


def _wait() -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The app did not start.")


def _photograph(browser: Browser) -> None:
    page = _open(browser, "light")
    page.goto(HOME)
    page.get_by_role("button", name="Look at a sample history").click()
    page.get_by_role("button", name="Close", exact=True).click()
    for name, path, words in TOUR:
        _settle(page, path, words)
        _keep(name, page.screenshot())
    for scheme in ("light", "dark"):
        page = _open(browser, scheme)
        _settle(page, *TOUR[0][1:])
        _keep(f"design-{scheme}.png", page.screenshot(clip=_cards(page)))


def _open(browser: Browser, scheme: str) -> Page:
    return browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme).new_page()


def _settle(page: Page, path: str, words: str) -> None:
    """Go to a page and wait until it is drawn; the pointer rests where it lights nothing up."""
    page.goto(f"{HOME}{path}")
    page.get_by_text(words).first.wait_for()
    page.locator(READY).wait_for()
    if page.locator('[data-testid="stPlotlyChart"]').count():
        page.locator(".js-plotly-plot").first.wait_for()
    page.mouse.move(WIDTH / 2, 5)
    page.wait_for_timeout(500)


def _cards(page: Page) -> dict[str, float]:
    """Return the part of the Overview from the large figures down to the lower edge of the window."""
    box = page.get_by_test_id("stMetric").first.bounding_box()
    if box is None:
        raise SystemExit("The Overview has no figures.")
    return {"x": box["x"] - 24, "y": box["y"] - 24, "width": WIDTH - box["x"] - 24, "height": HEIGHT - box["y"] + 24}


def _keep(name: str, picture: bytes) -> None:
    if len(picture) > MOST_BYTES:
        raise SystemExit(f"{name} has {len(picture)} bytes, more than {MOST_BYTES}.")
    (DOCS / name).write_bytes(picture)


if __name__ == "__main__":
    main()
