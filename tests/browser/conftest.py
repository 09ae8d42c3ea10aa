"""A real server and a real Chromium: one of each for all journeys, a new history and a new tab for each test.

The server runs `streamlit run app.py` as a person would, on a free port of this machine, and writes to a file (a pipe
that nobody reads would stop it). Each test gets a server of its own only where it needs a history of its own; starting
one takes about three seconds.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
TODAY = "2026-11-22"
START_SECONDS = 60
# Streamlit asks for its own address below the page's path first, and takes the answer 404 as "look one level up".
EXPECTED_NOISE = ("/_stcore/health", "/_stcore/host-config")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str | None:
    """Path of a Chromium: REBOUND_CHROMIUM, or the first that is installed."""
    named = os.environ.get("REBOUND_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


@dataclass
class Server:
    """A running app. `url` has no slash at its end."""

    url: str
    history: Path
    log: Path

    def output(self) -> str:
        return self.log.read_text("utf-8", errors="replace")


@dataclass
class Tab:
    """One browser tab, with everything that went wrong in it."""

    page: Page
    url: str
    noise: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Tab:
        self.page.goto(f"{self.url}/{path}")
        return self.ready()

    def ready(self) -> Tab:
        """Wait until the script has run, for at least as long as the page says it is running."""
        expect(self.page.locator(READY)).to_be_attached(timeout=30_000)
        return self

    def drop(self, name: str, content: bytes) -> Tab:
        # After an import the old drop zone and the new one stand side by side for a moment.
        field = self.ready().page.locator('input[type="file"]')
        expect(field).to_have_count(1, timeout=20_000)
        field.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})
        return self

    def click(self, name: str) -> Tab:
        """Click a button (or a link that looks like one) by its words."""
        self.button(name).click()
        return self

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def follow(self, name: str) -> Tab:
        self.page.get_by_test_id("stMain").get_by_role("link", name=name).first.click()
        return self

    def sees(self, words: str, *, seconds: float = 20) -> Tab:
        expect(self.main().get_by_text(words).first).to_be_visible(timeout=seconds * 1000)
        return self

    def sees_title(self, words: str) -> Tab:
        expect(self.page.get_by_role("heading", level=1, name=words)).to_be_visible(timeout=20_000)
        return self.ready()

    def misses(self, words: str) -> Tab:
        expect(self.main().get_by_text(words)).to_have_count(0)
        return self

    def main(self) -> Locator:
        return self.page.get_by_test_id("stMain")

    def figure(self, label: str) -> Locator:
        """The large number of the card with this label."""
        cards = self.page.get_by_test_id("stMetric").filter(has_text=label)
        return cards.first.get_by_test_id("stMetricValue")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        reason = f"no Chromium found: install one of {', '.join(NAMES)}, or set REBOUND_CHROMIUM to its path"
        if os.environ.get("REBOUND_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()


@contextmanager
def running_server(folder: Path, port: int = 0) -> Iterator[Server]:
    """Start the app on a free port (or the one given) with its history in `folder`; stop it at the end."""
    port = port or _free_port()
    server = Server(f"http://127.0.0.1:{port}", folder / "history.duckdb", folder / "server.log")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("REBOUND_", "STREAMLIT_"))}
    environment |= {"REBOUND_DATABASE": str(server.history), "REBOUND_AS_OF": TODAY}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless=true"]
    with server.log.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_until_healthy(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def new_tab(browser: Browser, server: Server) -> Iterator[Callable[..., Tab]]:
    """Open tabs on the shared server; at the end no tab may have seen an error."""
    with tabs_of(browser, server) as open_tab:
        yield open_tab


@contextmanager
def tabs_of(browser: Browser, server: Server) -> Iterator[Callable[..., Tab]]:
    """Give a function that opens tabs, one browser context each; check and close them at the end."""
    tabs: list[Tab] = []

    def open_tab(width: int = 1280, scheme: str = "light") -> Tab:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        tab = Tab(context.new_page(), server.url)
        tab.page.on("console", lambda message: _note(tab, message.type, message.text, message.location["url"]))
        tab.page.on("pageerror", lambda error: tab.noise.append(f"page error: {error}"))
        tab.page.on("request", lambda request: _note_stranger(tab, request.url))
        tabs.append(tab)
        return tab

    yield open_tab
    noise = [line for tab in tabs for line in tab.noise]
    for tab in tabs:
        tab.page.context.close()
    assert not noise
    assert "Traceback" not in server.output()


def _note(tab: Tab, kind: str, words: str, url: str) -> None:
    if kind == "error" and not url.endswith(EXPECTED_NOISE):
        tab.noise.append(f"{words} {url}")


def _note_stranger(tab: Tab, url: str) -> None:
    """Nothing may be asked of any other machine."""
    if not url.startswith((tab.url, "data:", "blob:", tab.url.replace("http", "ws"))):
        tab.noise.append(f"asked another machine: {url}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Ask for the server's health until it answers; `process.wait` paces the asking and notices an early end."""
    for _ in range(START_SECONDS * 10):
        try:
            process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            pass
        else:
            break
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=1) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            continue
    pytest.fail(f"the server did not start: {server.output()}")
