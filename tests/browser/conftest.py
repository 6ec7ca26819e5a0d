"""The real app on a real port, and a Chromium that tells everything it meets."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from integration.vorlagen import BEISPIEL_HEUTE, SqliteVorlagen, render
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect, sync_playwright

from db.settings import ROOT

HEUTE = BEISPIEL_HEUTE.isoformat()
READY = "[data-testid=stApp][data-test-script-state=notRunning] .fusszeile"
# Drawn, and still the same drawings eight frames later: a chart is drawn anew when its column gets its final width.
DRAWN = """() => {
  const charts = [...document.querySelectorAll('[data-testid=stVegaLiteChart]')];
  const drawings = charts.map(chart => chart.querySelector('svg:has(.role-mark *), canvas'));
  const state = [document.querySelectorAll('*').length, ...drawings];
  const before = window.ilmGezeichnet ?? {state: [], frames: 0};
  const same = state.length === before.state.length && state.every((part, n) => part === before.state[n]);
  window.ilmGezeichnet = {state, frames: same ? before.frames + 1 : 0};
  return drawings.every(Boolean) && window.ilmGezeichnet.frames >= 8;
}"""
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Letters as wide as on a screen; without a window Chromium would round them up.
    "--font-render-hinting=none",
]
SIZES = {"buero": (1366, 768), "beamer": (1920, 1080), "telefon": (390, 844)}
# Long enough for two cores with other work; conditions are awaited, so a fast machine does not wait.
GEDULD_MS = 45_000


# --- the server ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class RunningApp:
    """`streamlit run dashboard.py` on a store of its own."""

    address: str
    store: Path
    log: Path


@contextmanager
def running_app(vorlagen: SqliteVorlagen, name: str, **extra: str) -> Iterator[RunningApp]:
    """Starts the app on a store of its own, a copy of the template of this name."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder, vorlagen.copy(name) as engine:
        app = RunningApp(f"http://localhost:{port}", Path(engine.url.database or ""), Path(folder) / "server.log")
        env = {name: value for name, value in os.environ.items() if not name.startswith("ILM_")}
        env |= {"ILM_DATABASE_URL": render(engine.url), "ILM_HEUTE": HEUTE, "ILM_ENV": "test", **extra}
        args = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
        with app.log.open("wb") as log:
            process = subprocess.Popen(args, cwd=ROOT, env=env, stdout=log, stderr=log)
            try:
                _await_health(app, process)
                yield app
            finally:
                process.terminate()
                process.wait(timeout=20)


def _await_health(app: RunningApp, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server ended before it answered:\n{app.log.read_text()}"
        try:
            urllib.request.urlopen(f"{app.address}/healthz", timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"{app.address} did not answer:\n{app.log.read_text()}")


@pytest.fixture(scope="session")
def server(sqlite_vorlagen: SqliteVorlagen) -> Iterator[str]:
    """The app with catalogue and demo history."""
    with running_app(sqlite_vorlagen, "beispiel") as app:
        yield app.address
        assert "Traceback" not in app.log.read_text()


@pytest.fixture(scope="session")
def leerer_server(sqlite_vorlagen: SqliteVorlagen) -> Iterator[str]:
    """The app with the catalogue alone: nobody has reported anything."""
    with running_app(sqlite_vorlagen, "katalog") as app:
        yield app.address
        assert "Traceback" not in app.log.read_text()


# --- the browser --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One per file: its event loop would otherwise stand in the way of other tests on the same worker."""
    # The one without a window draws no bars around each page, which cost as much as the page itself.
    path = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None)
    if path is None:
        if os.environ.get("ILM_TEST_PFLICHT") == "1":
            pytest.fail("Chromium fehlt, aber ILM_TEST_PFLICHT=1 verlangt es")
        pytest.skip("Chromium fehlt auf diesem Rechner")
    expect.set_options(timeout=GEDULD_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()


@dataclass
class Besuch:
    """One visitor's browser: opens pages, and keeps every error and every host it met.

    `erlaubt` are words of errors that the test itself provokes.
    """

    context: BrowserContext
    base: str
    fehler: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    erlaubt: tuple[str, ...] = ()

    def page(self) -> Page:
        return self.watch(self.context.new_page())

    def watch(self, page: Page) -> Page:
        """Keeps what this page says, also one that the app opened itself."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.fehler.append(f"error in the page: {error}"))
        page.on("response", self._response)
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("websocket", lambda socket_: self.hosts.add(urlsplit(socket_.url).netloc))
        return page

    def _console(self, message: ConsoleMessage) -> None:
        # "WARN" is how Vega says that it did not draw what was asked for.
        if message.type == "error" or message.text.startswith("WARN "):
            self.fehler.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.fehler.append(f"{response.status} {response.url}")

    def open(self, path: str = "/", size: str = "buero") -> Page:
        """A new tab on this address, drawn to the end."""
        page = self.page()
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.goto(self.base + path)
        ready(page)
        return page

    def check(self) -> None:
        """No foreign host, no error of ours."""
        own = urlsplit(self.base).netloc
        assert self.hosts - {own, ""} == set(), "the browser talked to a foreign host"
        errors = [error for error in self.fehler if not any(word in error for word in self.erlaubt)]
        assert errors == []


def ready(page: Page) -> None:
    """Waits until the script has ended, the frame stands, the letters are loaded and every chart is drawn.

    After a click this can be true before Streamlit has begun to answer: wait for something of the new page first.
    """
    page.wait_for_selector(READY)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.wait_for_function(DRAWN)


@contextmanager
def new_context(browser: Browser) -> Iterator[BrowserContext]:
    """An English browser: the hard case for German pages."""
    context = browser.new_context(locale="en-US", viewport={"width": 1366, "height": 768})
    context.set_default_timeout(GEDULD_MS)
    try:
        yield context
    finally:
        context.close()


@contextmanager
def visit(browser: Browser, base: str) -> Iterator[Besuch]:
    """A visitor with a browser of their own."""
    with new_context(browser) as context, visit_in(context, base) as besuch:
        yield besuch


@contextmanager
def visit_in(context: BrowserContext, base: str) -> Iterator[Besuch]:
    """A visitor without cookies; in the end what went wrong comes to light and the tabs are closed."""
    context.clear_cookies()
    besuch = Besuch(context, base)
    try:
        yield besuch
        besuch.check()
    finally:
        for page in context.pages:
            page.close()


@pytest.fixture(scope="module")
def kontext(chromium: Browser) -> Iterator[BrowserContext]:
    """Shared by the tests of a file, so that Streamlit's scripts are loaded once; `visit_in` clears the cookies."""
    with new_context(chromium) as context:
        yield context


@pytest.fixture
def besuch(kontext: BrowserContext, server: str) -> Iterator[Besuch]:
    with visit_in(kontext, server) as found:
        yield found


@pytest.fixture
def besuch_leer(kontext: BrowserContext, leerer_server: str) -> Iterator[Besuch]:
    with visit_in(kontext, leerer_server) as found:
        yield found
