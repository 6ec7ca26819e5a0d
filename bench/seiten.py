"""How long a page takes in real Chromium until its frame stands and its script has ended, cold and warm."""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SEITEN = {"Überblick": "/", "Handlungsfelder": "/handlungsfelder", "Maßnahme": "/massnahme?massnahme=2020-6.1-M1"}
FERTIG = "[data-testid=stApp][data-test-script-state=notRunning] .fusszeile"
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def measure(runs: int = 5) -> dict[str, float]:
    """Median milliseconds per page; {} without Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return {}
    with serve() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        figures = {}
        for name, path in SEITEN.items():
            _load(browser, base + path, 1)
            figures[f"{name}, kalt"] = statistics.median(_load(browser, base + path, 1)[0] for _ in range(runs))
            figures[f"{name}, warm"] = statistics.median(_load(browser, base + path, 2)[1] for _ in range(runs))
        browser.close()
    return {name: round(value) for name, value in figures.items()}


def _load(browser: Browser, url: str, times: int) -> list[float]:
    """Milliseconds by the page's own clock, from navigation to ready, in one browser context."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    found = []
    for _ in range(times):
        page.goto(url, wait_until="commit")
        page.wait_for_selector(FERTIG)
        found.append(float(page.evaluate("performance.now()")))
    context.close()
    return found


@contextmanager
def serve() -> Iterator[str]:
    """The app on a free port with a fresh demo store."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"ILM_DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3", "ILM_HEUTE": "2026-11-22"}
        for command in ("init", "demo"):
            subprocess.run(
                [sys.executable, "-m", "ilm_data", command], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
            )
        args = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
        server = subprocess.Popen(args, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _await_health(f"http://127.0.0.1:{port}/healthz")
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait()


def _await_health(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"{url} antwortet nicht")
