"""Make docs/overview.png, the picture of the README: `.venv/bin/python docs/take_screenshot.py` (needs Chromium)."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PORT = 8599
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def main() -> None:
    """Start the app on a new history, load the sample, and photograph the Overview."""
    surroundings = {**os.environ, "REBOUND_DATABASE": ":memory:", "REBOUND_AS_OF": "2026-11-22"}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={PORT}", "--server.headless=true"]
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=log, stderr=log) as app,
    ):
        try:
            _wait()
            _photograph()
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


def _photograph() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(f"http://127.0.0.1:{PORT}/")
        page.get_by_role("button", name="Look at a sample history").click()
        page.get_by_text("What to look at next").wait_for()
        page.locator(".js-plotly-plot").first.wait_for()
        page.locator(READY).wait_for()
        page.mouse.move(640, 5)
        page.screenshot(path=ROOT / "docs" / "overview.png")
        browser.close()


if __name__ == "__main__":
    main()
