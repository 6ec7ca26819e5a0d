"""From the click on a Handlungsfeld to the frame in which sentence, chart and table are those of the field.

The clock runs inside the page. After the click nothing waits for the server; a round ends when it has answered too, so
that rounds do not disturb each other.
"""

import shutil
import statistics
import tempfile
from itertools import cycle, islice
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.seiten import ARGS
from bench.server import serve
from bench.vergleich.starten import make_demo_store

FERTIG = "[data-testid=stApp][data-test-script-state=notRunning] .fusszeile"
SEITEN = {"Überblick": "/", "Handlungsfelder": "/handlungsfelder"}
FELDER = ("2", "4", "", "6", "1", "3", "5")
RUNDEN = 14
# Right is: only what belongs to the field is seen, and every drawn segment is one of its goals.
KLICK = """nr => new Promise(done => {
  const seen = selector => [...document.querySelectorAll(selector)].filter(part => part.checkVisibility());
  const right = () => seen('[data-nur-feld]').length > 0
    && seen('[data-nur-feld]').every(part => part.dataset.nurFeld === nr)
    && (!nr || seen('[data-zu-feld]').every(part => part.dataset.zuFeld === nr))
    && [...document.querySelectorAll('[data-testid=stVegaLiteChart] path[aria-label]')]
      .every(part => part.ariaLabel.includes('Handlungsziel: ' + (nr ? nr + '.' : 'alle')));
  const start = performance.now();
  const look = () => right() ? afterFrame() : requestAnimationFrame(look);
  const afterFrame = () => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now() - start);
    channel.port2.postMessage(0);
  };
  document.querySelector(`.feldwahl a[data-wahl="${nr}"]`).click();
  requestAnimationFrame(look);
})"""


def measure(runden: int = RUNDEN) -> dict[str, float]:
    """On a fresh demo store: median and slowest milliseconds per page; {} without Chromium."""
    with tempfile.TemporaryDirectory() as name:
        ordner = Path(name)
        with serve(make_demo_store(ordner), ordner / "server.log") as server:
            return measure_at(server.base, runden)


def measure_at(base: str, runden: int) -> dict[str, float]:
    chromium = shutil.which("chromium")
    if chromium is None:
        return {}
    figures = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        for name, path in SEITEN.items():
            found = _clicks(browser, base + path, runden)
            figures[f"Feld wählen, {name}, Median, ms"] = round(statistics.median(found), 1)
            figures[f"Feld wählen, {name}, langsamster Klick, ms"] = round(max(found), 1)
        browser.close()
    return figures


def _clicks(browser: Browser, url: str, runden: int) -> list[float]:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(url)
    page.wait_for_selector(FERTIG)
    page.wait_for_function("document.readyState === 'complete' && !document.querySelector('[data-stale=true]')")
    if page.locator("[data-testid=stVegaLiteChart]").count():
        page.wait_for_selector("[data-testid=stVegaLiteChart] path[aria-label]")
    found = [_click(page, nr) for nr in islice(cycle(FELDER), runden)]
    page.close()
    return found


def _click(page: Page, nr: str) -> float:
    ms = float(page.evaluate(KLICK, nr))
    page.wait_for_selector(f'nav.feldwahl[data-feld="{nr}"]')
    page.wait_for_selector(FERTIG)
    return ms
