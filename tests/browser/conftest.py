"""Real servers and one real Chromium: a new tab for each test, and a new history where a test needs its own.

A server runs `streamlit run app.py` as a person would, on a free port of this machine, and writes to a file (a pipe
that nobody reads would stop it). Tests that leave the history as it was share a server: `new_tab` (empty),
`sample_tab` (with the sample) and `open_tab` (with the TRACKER of the module); the others take `own`. While a test
runs, the server of the next one already starts.

All tabs belong to one profile of the browser, as a person's tabs do, and a port is used again as soon as it is free:
so Streamlit's own scripts, the same for every server, are read and compiled once and not once for each tab. What a page
may remember in the browser (cookies, local storage) is cleared after each test.
"""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect, sync_playwright

from data.importing import import_reading, read_tracker
from data.store import Store
from pages.ui import text

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
PATIENCE = 20  # seconds that a page may take on a busy machine; what is there is seen at once
PORTS = range(20_000, 32_000)  # below those that a system gives to outgoing connections
# Streamlit asks for its own address below the page's path first, and takes the answer 404 as "look one level up".
EXPECTED_NOISE = ("/_stcore/health", "/_stcore/host-config")

expect.set_options(timeout=PATIENCE * 1000)


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
    """An app that has been started and may still be loading. `url` has no slash at its end."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def history(self) -> Path:
        return self.folder / "history.duckdb"

    def output(self) -> str:
        return (self.folder / "server.log").read_text("utf-8", errors="replace")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def restart(self) -> None:
        """Stop it, and start another one on the same port with the same history."""
        self.stop()
        self.process = start(self.folder, self.port)
        wait_until_healthy(self)


@dataclass
class Own:
    """What a test does with a history of its own: `own()` opens a tab on it."""

    server: Server
    open_tab: Callable[..., Tab]

    def __call__(self, width: int = 1280, scheme: str = "light") -> Tab:
        return self.open_tab(width, scheme)


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
        expect(field).to_have_count(1)
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

    def sees(self, words: str, *, seconds: float = PATIENCE) -> Tab:
        expect(self.main().get_by_text(words).first).to_be_visible(timeout=seconds * 1000)
        return self

    def sees_title(self, words: str) -> Tab:
        expect(self.page.get_by_role("heading", level=1, name=words)).to_be_visible()
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


class Servers:
    """Servers on histories of their own: each starts while the one before it is still in use."""

    def __init__(self, new_folder: Callable[[], Path]) -> None:
        self._new_folder = new_folder
        self._free_ports: list[int] = []
        self._next: Server | None = None

    @contextmanager
    def running(self) -> Iterator[Server]:
        """Give a server with an empty history that answers; stop it at the end."""
        server = self._next or self._start()
        self._next = None
        try:
            wait_until_healthy(server)
            self._next = self._start()
            yield server
        finally:
            server.stop()
            self._free_ports.append(server.port)

    def close(self) -> None:
        if self._next is not None:
            self._next.stop()

    def _start(self) -> Server:
        folder, port = self._new_folder(), self._free_ports.pop() if self._free_ports else _free_port()
        return Server(port, folder, start(folder, port))


def start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """Start the app on a port with its history in `folder`."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("REBOUND_", "STREAMLIT_"))}
    environment |= {"REBOUND_DATABASE": str(folder / "history.duckdb"), "REBOUND_AS_OF": TODAY}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless=true"]
    with (folder / "server.log").open("ab") as log:
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)


def fill(server: Server, content: bytes, name: str = "mine.csv") -> None:
    """Import a tracker into the history of a server that nobody has visited: it opens its history at the first visit.

    That a tracker can be imported in the browser is shown once, in test_import.py.
    """
    with Store.open(server.history) as store:
        reading = read_tracker(content, name, as_of=date.fromisoformat(TODAY))
        import_reading(store, reading, imported_at=datetime.fromisoformat(TODAY))


@pytest.fixture(scope="session")
def browser() -> Iterator[BrowserContext]:
    path = chromium()
    if path is None:
        reason = f"no Chromium found: install one of {', '.join(NAMES)}, or set REBOUND_CHROMIUM to its path"
        if os.environ.get("REBOUND_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running.new_context(reduced_motion="reduce")
        running.close()


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory, browser: BrowserContext) -> Iterator[Servers]:
    several = Servers(lambda: tmp_path_factory.mktemp("server"))
    yield several
    several.close()


@pytest.fixture(scope="session")
def server(servers: Servers) -> Iterator[Server]:
    """The server that all tests share whose history is empty, before and after."""
    with servers.running() as running:
        yield running


@pytest.fixture(scope="session")
def sample_server(servers: Servers, browser: BrowserContext) -> Iterator[Server]:
    """The server that all tests share which look at the sample and change nothing."""
    with servers.running() as running:
        with tabs_of(browser, running) as open_tab:
            open_tab().open().click(text.SAMPLE_BUTTON).sees_title("Overview").sees(text.SAMPLE_BANNER).ready()
        yield running


@pytest.fixture
def new_tab(browser: BrowserContext, server: Server) -> Iterator[Callable[..., Tab]]:
    """Open tabs on the shared empty history."""
    with tabs_of(browser, server) as open_tab:
        yield open_tab


@pytest.fixture
def sample_tab(browser: BrowserContext, sample_server: Server) -> Iterator[Callable[..., Tab]]:
    """Open tabs on the shared sample."""
    with tabs_of(browser, sample_server) as open_tab:
        yield open_tab


@pytest.fixture
def own(browser: BrowserContext, servers: Servers) -> Iterator[Own]:
    """Open tabs on a server whose history is this test's own, and empty."""
    with servers.running() as running, tabs_of(browser, running) as open_tab:
        yield Own(running, open_tab)


@pytest.fixture(scope="module")
def tracked(servers: Servers, request: pytest.FixtureRequest) -> Iterator[Server]:
    """The server that the tests of one module share: its history holds the module's TRACKER, before and after each."""
    with servers.running() as running:
        fill(running, request.module.TRACKER)
        yield running


@pytest.fixture
def open_tab(browser: BrowserContext, tracked: Server) -> Iterator[Callable[..., Tab]]:
    """Open tabs on the history that the tests of one module share."""
    with tabs_of(browser, tracked) as opener:
        yield opener


@contextmanager
def tabs_of(browser: BrowserContext, server: Server) -> Iterator[Callable[..., Tab]]:
    """Give a function that opens tabs; at the end close them, and none may have seen an error."""
    tabs: list[Tab] = []

    def open_tab(width: int = 1280, scheme: str = "light") -> Tab:
        tab = Tab(browser.new_page(), server.url)
        tab.page.set_viewport_size({"width": width, "height": 900})
        tab.page.emulate_media(color_scheme=scheme)
        tab.page.on("console", lambda message: _note(tab, message.type, message.text, message.location["url"]))
        tab.page.on("pageerror", lambda error: tab.noise.append(f"page error: {error}"))
        tab.page.on("request", lambda request: _note_stranger(tab, request.url))
        tabs.append(tab)
        return tab

    try:
        yield open_tab
    finally:
        noise = [line for tab in tabs for line in tab.noise]
        for tab in tabs:
            _forget(browser, tab.page, server.url)
            tab.page.close()
    assert not noise
    assert "Traceback" not in server.output()


def _forget(browser: BrowserContext, page: Page, url: str) -> None:
    """Clear everything that the browser remembers of a server, except the files it was given."""
    kept = {"origin": url, "storageTypes": "cookies,indexeddb,local_storage,service_workers"}
    browser.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)


def _note(tab: Tab, kind: str, words: str, url: str) -> None:
    if kind == "error" and not url.endswith(EXPECTED_NOISE):
        tab.noise.append(f"{words} {url}")


def _note_stranger(tab: Tab, url: str) -> None:
    """Nothing may be asked of any other machine."""
    if not url.startswith((tab.url, "data:", "blob:", tab.url.replace("http", "ws"))):
        tab.noise.append(f"asked another machine: {url}")


def _free_port() -> int:
    """A port on which nobody listens; by chance, because several of these runs may look for one at the same time."""
    for port in random.SystemRandom().sample(PORTS, 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    pytest.fail("no free port was found")


def wait_until_healthy(server: Server) -> None:
    """Ask for the server's health until it answers; `process.wait` paces the asking and notices an early end."""
    for _ in range(START_SECONDS * 20):
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=1) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            pass
        try:
            server.process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.fail(f"the server did not start: {server.output()}")
