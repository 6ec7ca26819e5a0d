"""What 10× and 100× the data do to pages and queries: 4,900 measures, 500,000 reports and 500,000 log rows at the end.

Pages: the server's own milliseconds, warm and the first time after a report was entered (every cache is stale then,
so this is the first load too). Queries: the best of three, wall clock. Behind each figure stands its multiple of 1×.
What 1×, 10× and 100× are is said in bench/bestand.py.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import Engine, select

from bench.bestand import HEUTE, make_bestand
from bench.server import serve
from bench.skripte import FACHAMT, KOORDINATION, adressen, measure_pages
from db.engine import make_engine, read_session
from db.models import Nutzer
from ilm_data.queries.aenderungen import load_gesamtstand
from ilm_data.queries.aufgaben import list_aufgaben
from ilm_data.queries.datenstand import has_beispieldaten
from ilm_data.queries.eintraege import list_eintraege
from ilm_data.queries.ereignisse import list_ereignisse
from ilm_data.queries.massnahme import load_massnahme
from ilm_data.queries.massnahmen import list_massnahmen
from ilm_data.queries.protokoll import ProtokollFilter, list_protokoll
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.rechte import Akteur

FAKTOREN = (1, 10, 100)
SEITEN = (
    "Überblick",
    "Handlungsfelder",
    "Maßnahme",
    "Zuständigkeiten",
    "Stelle",
    "Termine",
    "Ereignisse",
    "Indikatoren",
    "Änderungen",
    "Sitzung",
    "Aufgaben",
    "Pflege: Zu bestätigen",
    "Verwaltung: Protokoll",
)


def measure(faktoren: Sequence[int] = FAKTOREN) -> dict[str, float]:
    """Milliseconds per figure and factor, and the multiple of the first factor behind it."""
    je_faktor = {faktor: _measure_at(faktor) for faktor in faktoren}
    basis = je_faktor[faktoren[0]]
    figures: dict[str, float] = {}
    for name in basis:
        for faktor in faktoren:
            figures[f"{name}, {faktor}×, ms"] = round(je_faktor[faktor][name], 1)
        for faktor in faktoren[1:]:
            figures[f"{name}, {faktor}× als Vielfaches von {faktoren[0]}×"] = round(
                je_faktor[faktor][name] / max(basis[name], 1), 1
            )
    return figures


def _measure_at(faktor: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.sqlite3"
        engine = make_engine(url)
        make_bestand(engine, faktor)
        figures = {f"Abfrage {name}": ms for name, ms in measure_queries(engine).items()}
        pages = {name: adressen()[name] for name in SEITEN}
        with serve(url, Path(folder) / "server.log") as server:
            for name, laeufe in asyncio.run(measure_pages(server, engine, 5, 2, pages)).items():
                for art, alle in laeufe.items():
                    figures[f"Seite {name}, {art}"] = statistics.median(lauf.server_ms for lauf in alle)
        engine.dispose()
    return figures


def measure_queries(engine: Engine) -> dict[str, float]:
    """The queries that the pages are made of, each with what it needs at hand, on either database."""
    sicht = Sicht("2020", HEUTE)
    fachamt, koordination = _akteur(engine, FACHAMT), _akteur(engine, KOORDINATION)
    zeilen = list_massnahmen(engine, sicht)
    queries: dict[str, Callable[[], object]] = {
        "alle Maßnahmen laden und beurteilen": lambda: list_massnahmen(engine, sicht),
        "eine Maßnahme": lambda: load_massnahme(engine, "2020-6.1-M1", HEUTE),
        "alle Einträge der Zeit": lambda: list_eintraege(engine, sicht, zeilen),
        "alle Ereignisse": lambda: list_ereignisse(engine, sicht, zeilen),
        "ganzer Stand für den Vergleich": lambda: load_gesamtstand(engine, sicht, zeilen),
        "Aufgaben einer Stelle": lambda: list_aufgaben(engine, fachamt, sicht, "", zeilen),
        "eine Seite des Protokolls": lambda: list_protokoll(engine, ProtokollFilter(), by=koordination),
        "gibt es Beispieldaten": lambda: has_beispieldaten(engine),
    }
    return {name: min(_timed(query) for _ in range(3)) for name, query in queries.items()}


def _timed(query: Callable[[], object]) -> float:
    start = time.perf_counter()
    query()
    return (time.perf_counter() - start) * 1000


def _akteur(engine: Engine, name: str) -> Akteur:
    with read_session(engine) as session:
        nutzer = session.scalars(select(Nutzer).where(Nutzer.name == name)).one()
        return Akteur(nutzer.id, nutzer.name, nutzer.rolle, nutzer.stelle_id)


if __name__ == "__main__":
    for name, value in measure([int(arg) for arg in sys.argv[1:]] or FAKTOREN).items():
        print(f"{value:>10.1f}  {name}")
