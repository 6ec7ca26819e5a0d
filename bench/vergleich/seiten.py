"""Which pages are loaded beside each other, what makes each of them right, and what their filter does."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.server import HEUTE, ROOT, serve
from bench.uhr import Richtig
from bench.vergleich import daten as peer_daten
from bench.vergleich import statisch
from bench.vergleich.starten import HEALTH, PEERS, STREAMLIT, make_demo_store, running

DASH = ROOT / ".venv-bench" / "bin" / "python"
FELD = "2"
LEER, DASH_SEITE, SVG, BLICK = "leere Streamlit-Seite", "Dash, abgestimmt", "statische SVG-Seite", "Blick (unser)"


@dataclass(frozen=True)
class Seite:
    """`filter_` clicks, in this order, what leads to the field FELD; `gefiltert` is when that is drawn."""

    name: str
    url: str
    richtig: Richtig
    filter_: tuple[str, ...] = ()
    gefiltert: Richtig | None = None


@contextmanager
def all_pages() -> Iterator[tuple[Seite, ...]]:
    """Ours and the peers, all running on the same store; Dash only where bench/Makefile has installed it."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        ordner = Path(name)
        url = make_demo_store(ordner)
        daten = peer_daten.write(url, date.fromisoformat(HEUTE), ordner / "daten.json")
        statisch.write(daten, ordner)
        peers = _start_peers(stack, ordner)
        unsere = stack.enter_context(serve(url, ordner / "app.log"))
        yield (*ours(unsere.base, daten), *_peers(peers, daten))


def ours(base: str, daten: dict[str, Any]) -> tuple[Seite, ...]:
    satz = daten["sichten"][""]["satz"]
    letztes = list(daten["felder"])[-1]
    return (
        Seite("Überblick", f"{base}/", Richtig(".satz", satz, charts=1)),
        Seite("Handlungsfelder", f"{base}/handlungsfelder", Richtig("h2", f"{letztes} ")),
        Seite("Zuständigkeiten", f"{base}/zustaendigkeiten", Richtig("h2", "Ohne benannte", charts=2)),
        Seite("Termine", f"{base}/termine", Richtig("h2", "Kalender abonnieren", charts=1)),
        Seite(
            "Sitzungsmodus",
            f"{base}/sitzung?folie=lage&embed=true",
            Richtig(".projektion .folie:not([hidden]) h1", satz.partition(",")[0]),
        ),
        Seite(BLICK, f"{base}/blick", Richtig(".satz", satz, 1, "main", "svg path")),
    )


def _start_peers(stack: ExitStack, ordner: Path) -> dict[str, str]:
    env = {"ILM_BENCH_DATEN": str(ordner / "daten.json"), "PYTHONPATH": str(ROOT)}

    def start(command: list[str], health: str) -> str:
        # In a folder of its own, so that our configuration of Streamlit does not reach the peers.
        return stack.enter_context(running(command, health=health, cwd=ordner, env=env))

    found = {
        "leer": start([*STREAMLIT, str(PEERS / "leer.py")], HEALTH),
        "standard": start([*STREAMLIT, str(PEERS / "standard.py")], HEALTH),
        "statisch": start([sys.executable, "-m", "bench.vergleich.statisch", str(ordner), "PORT"], "/svg.html"),
    }
    if DASH.exists():
        found["dash"] = start([str(DASH), str(PEERS / "dash_seite.py"), "PORT"], "/")
    return found


def _peers(base: dict[str, str], daten: dict[str, Any]) -> tuple[Seite, ...]:
    satz = daten["sichten"][""]["satz"]
    gefiltert = daten["sichten"][FELD]
    stuecke = len(gefiltert["stand"])
    titel = f"{FELD} {daten['felder'][FELD]}"
    # An empty page has no figure: its line is all there is.
    pages = [
        Seite(LEER, base["leer"], Richtig("[data-testid=stMarkdownContainer]", "Eine Zeile")),
        Seite(
            "Streamlit, gewöhnlich",
            base["standard"],
            Richtig("h3", satz, charts=1),
            filter_=("[data-testid=stSelectbox] input", f"[role=option]:has-text('{titel}')"),
            gefiltert=Richtig("h3", gefiltert["satz"], charts=1),
        ),
        Seite(SVG, base["statisch"] + "/svg.html", Richtig(".satz", satz, 1, "body", "svg path")),
        Seite("statische Vega-Seite", base["statisch"] + "/vega.html", Richtig(".satz", satz, 1, "#bild")),
    ]
    if "dash" in base:
        plotly = {"chart": ".js-plotly-plot", "marke": ".barlayer .point path"}
        pages.append(
            Seite(
                DASH_SEITE,
                base["dash"],
                Richtig(".satz", satz, 1, **plotly),
                filter_=(f"label:has-text('{titel}')",),
                gefiltert=Richtig(".satz", gefiltert["satz"], 1, **plotly, balken=(".barlayer .point path", stuecke)),
            )
        )
    return tuple(pages)
