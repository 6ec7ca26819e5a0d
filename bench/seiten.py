"""How long a page takes in real Chromium until it is right, cold and warm, here and over a line of 20 Mbit/s.

Pages and peers are loaded in turn within each round, so that what else the machine does meets all of them alike;
ratios are taken within a round. Cold is a fresh browser profile, warm the second load in the same one.
"""

import shutil
import statistics
from collections import defaultdict
from collections.abc import Iterable

from playwright.sync_api import Browser, BrowserContext, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from bench import uhr
from bench.vergleich.seiten import BLICK, DASH_SEITE, LEER, SVG, Seite, all_pages

ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# What a county's office has: 20 Mbit/s and 20 ms there and back.
LEITUNG = {"offline": False, "latency": 20, "downloadThroughput": 20e6 / 8, "uploadThroughput": 20e6 / 8}
ART = {False: "", True: " 20 Mbit/s"}
SPALTEN = ("kalt", "warm", "kalt 20 Mbit/s", "warm 20 Mbit/s", "Filter")
GEDULD_MS = 30_000
VERSUCHE = 3
ABGEBROCHEN = "nicht fertig"
UNSERE = ("Überblick", "Handlungsfelder", "Zuständigkeiten", "Termine", "Sitzungsmodus")

Runde = dict[str, dict[str, float]]


def measure(runs: int = 5) -> dict[str, dict[str, float]]:
    """Page → column → median: milliseconds, their ratios to the empty page (× …), requests and kB of a cold load."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return {}
    with all_pages() as pages, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        # Once unmeasured: each server has then imported and drawn what it keeps.
        for page in pages:
            _load(browser, page, gedrosselt=False)
        rounds = []
        for nr in range(runs):
            rounds.append(_round(browser, pages))
            print(f"Runde {nr + 1} von {runs}", flush=True)
        browser.close()
    return _medians(rounds)


def _round(browser: Browser, pages: Iterable[Seite]) -> Runde:
    found: Runde = defaultdict(dict)
    for gedrosselt in (False, True):
        for page in pages:
            found[page.name] |= _load(browser, page, gedrosselt=gedrosselt)
    for page in pages:
        if page.gefiltert:
            found[page.name]["Filter"] = _filter(browser, page)
    for name, figures in found.items():
        for column in SPALTEN:
            for peer, sign in ((LEER, "× leer"), (DASH_SEITE, "× Dash"), (SVG, "× SVG")):
                if name != peer and column in figures and column in found.get(peer, {}):
                    figures[f"{column} {sign}"] = figures[column] / found[peer][column]
    return found


def _load(browser: Browser, seite: Seite, *, gedrosselt: bool) -> dict[str, float]:
    """A throttled load now and then never ends (seen with stock Streamlit too): it is counted and done once more."""
    for abgebrochen in range(VERSUCHE):
        try:
            return _load_once(browser, seite, gedrosselt) | {ABGEBROCHEN + ART[gedrosselt]: abgebrochen}
        except PlaywrightTimeout:
            print(f"{seite.name}{ART[gedrosselt]} wurde nicht fertig", flush=True)
    raise TimeoutError(f"{seite.name}{ART[gedrosselt]} wurde {VERSUCHE}-mal nicht fertig")


def _load_once(browser: Browser, seite: Seite, gedrosselt: bool) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="de-DE")
    context.add_init_script(uhr.START % seite.richtig.js)
    try:
        cold, warm = (_open(context, seite.url, gedrosselt) for _ in range(2))
    finally:
        context.close()
    art = ART[gedrosselt]
    figures = {f"kalt{art}": cold["ms"], f"warm{art}": warm["ms"]}
    return figures if gedrosselt else figures | {"Anfragen": cold["anfragen"], "kB": cold["kb"]}


def _open(context: BrowserContext, url: str, gedrosselt: bool) -> dict[str, float]:
    """One load in a new tab, by the page's own clock."""
    page = context.new_page()
    if gedrosselt:
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", LEITUNG)
    page.goto(url, wait_until="commit")
    page.wait_for_function(uhr.FERTIG, timeout=GEDULD_MS)
    found: dict[str, float] = page.evaluate(uhr.GELADEN)
    page.close()
    return found


def _filter(browser: Browser, seite: Seite) -> float:
    """Milliseconds from the click on a field to the frame in which its figures and bars are there."""
    assert seite.gefiltert
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="de-DE")
    page = context.new_page()
    context.add_init_script(uhr.START % seite.richtig.js)
    page.goto(seite.url)
    page.wait_for_function(uhr.FERTIG, timeout=GEDULD_MS)
    *before, last = seite.filter_
    for selector in before:
        page.locator(selector).first.click()
    page.locator(last).first.wait_for()
    page.evaluate(uhr.KLICK)
    page.evaluate(uhr.START % seite.gefiltert.js)
    page.locator(last).first.click()
    page.wait_for_function(uhr.FERTIG, timeout=GEDULD_MS)
    found = float(page.evaluate("window.ilmFertig - window.ilmKlick"))
    context.close()
    return found


def _medians(rounds: list[Runde]) -> dict[str, dict[str, float]]:
    return {name: {column: _of(rounds, name, column) for column in figures} for name, figures in rounds[0].items()}


def _of(rounds: list[Runde], name: str, column: str) -> float:
    values = [each[name][column] for each in rounds]
    # Loads that never ended are added up: the median would hide them.
    return sum(values) if column.startswith(ABGEBROCHEN) else round(statistics.median(values), 2)


def missed(figures: dict[str, dict[str, float]]) -> list[str]:
    """The aims of issue 7 that these figures do not reach, each as a sentence."""
    if not figures:
        return ["Nicht gemessen: Chromium fehlt."]
    found = []
    for name in UNSERE:
        for column in SPALTEN[:4]:
            found += _over(figures, name, f"{column} × leer", 1.25) + _over(figures, name, f"{column} × Dash", 1)
    for column in SPALTEN[:4]:
        found += _over(figures, BLICK, f"{column} × SVG", 1.5)
    return found


def _over(figures: dict[str, dict[str, float]], name: str, column: str, aim: float) -> list[str]:
    value = figures.get(name, {}).get(column)
    return [f"{name}: {column} {value:.2f}, Ziel {aim}"] if value is not None and value > aim else []


def table(figures: dict[str, dict[str, float]]) -> str:
    """The columns one reads first, as lines of text."""
    columns = (
        *SPALTEN,
        "kalt × leer",
        "warm × leer",
        "kalt 20 Mbit/s × leer",
        "warm 20 Mbit/s × leer",
        "Anfragen",
        "kB",
    )
    lines = [" | ".join(["Seite".ljust(24), *columns])]
    for name, found in figures.items():
        cells = [
            f"{found[column]:{len(column)}.{2 * ('×' in column)}f}" if column in found else " " * len(column)
            for column in columns
        ]
        lines.append(" | ".join([name.ljust(24), *cells]))
    return "\n".join(lines)


if __name__ == "__main__":
    import sys

    result = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
    print(table(result))
    print("\n".join(missed(result)) or "Alle Ziele erreicht.")
