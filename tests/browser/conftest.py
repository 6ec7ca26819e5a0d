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
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect, sync_playwright

from db.settings import ROOT

HEUTE = "2026-11-22"
READY = "[data-testid=stApp][data-test-script-state=notRunning] .fusszeile"
DRAWN = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')]
  .every(chart => chart.querySelector('canvas, svg .role-mark *'))"""
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"buero": (1366, 768), "beamer": (1920, 1080), "telefon": (390, 844)}
# Long enough for two cores with other work; conditions are awaited, so a fast machine does not wait.
GEDULD_MS = 45_000


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All browser tests of one file share a worker, so that each worker starts one server."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group(f"browser-{item.path.stem}"))


# --- the server ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class RunningApp:
    """`streamlit run dashboard.py` on a store of its own."""

    address: str
    store: Path
    log: Path


@contextmanager
def running_app(*, demo: bool, **extra: str) -> Iterator[RunningApp]:
    """Starts the app on a fresh store with the catalogue, and with the demo history if asked for."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        app = RunningApp(f"http://localhost:{port}", Path(folder) / "test.sqlite3", Path(folder) / "server.log")
        env = {name: value for name, value in os.environ.items() if not name.startswith("ILM_")}
        env |= {"ILM_DATABASE_URL": f"sqlite:///{app.store}", "ILM_HEUTE": HEUTE, "ILM_ENV": "test", **extra}
        command = ["demo", "--heute", HEUTE] if demo else ["init"]
        subprocess.run([sys.executable, "-m", "ilm_data", *command], cwd=ROOT, env=env, check=True, capture_output=True)
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
def server() -> Iterator[str]:
    """The app with catalogue and demo history."""
    with running_app(demo=True) as app:
        yield app.address
        assert "Traceback" not in app.log.read_text()


@pytest.fixture(scope="session")
def leerer_server() -> Iterator[str]:
    """The app with the catalogue alone: nobody has reported anything."""
    with running_app(demo=False) as app:
        yield app.address
        assert "Traceback" not in app.log.read_text()


# --- the browser --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One per file: its event loop would otherwise stand in the way of other tests on the same worker."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
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
        if message.type == "error":
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
def visit(browser: Browser, base: str) -> Iterator[Besuch]:
    """A visitor with an English browser: the hard case for German pages."""
    context = browser.new_context(locale="en-US", viewport={"width": 1366, "height": 768})
    context.set_default_timeout(GEDULD_MS)
    besuch = Besuch(context, base)
    try:
        yield besuch
        besuch.check()
    finally:
        context.close()


@pytest.fixture
def besuch(chromium: Browser, server: str) -> Iterator[Besuch]:
    with visit(chromium, server) as found:
        yield found


@pytest.fixture
def besuch_leer(chromium: Browser, leerer_server: str) -> Iterator[Besuch]:
    with visit(chromium, leerer_server) as found:
        yield found
