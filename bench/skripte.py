"""How long the script of every page runs on the server: warm, and the first time after a report has been entered.

The milliseconds are the server's own ("Seite" lines of ui/laufzeit.py, the whole script with frame and menu); the
visitor is bench/besucher.py, so nothing of a browser is in them. Beside each stands what the visitor waited, and as
the floor an empty Streamlit page, asked by the same visitor in the same run.
"""

import asyncio
import statistics
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from sqlalchemy import Engine, select

from bench.bestand import HEUTE, make_bestand
from bench.besucher import Besucher, kekse_of
from bench.server import Server, serve
from bench.vergleich.starten import HEALTH, PEERS, STREAMLIT, running
from db.engine import make_engine, read_session
from db.models import Nutzer, Sachstand
from ilm_data.rules.rechte import Akteur
from ilm_data.services.meldungen import report_kein_neuer_sachstand
from ilm_data.services.sachstaende import newest_sachstand
from ui.navigation import SEITEN, Seite

FACHAMT, KOORDINATION, VERWALTUNG = "beispiel-sozialamt", "beispiel-koordination", "beispiel-verwaltung"
ZUSATZ = {
    "massnahme": "?massnahme=2020-6.1-M1",
    "stelle": "?stelle=sozialamt",
}
WEITERE = {
    "Maßnahme, angemeldet": ("/massnahme?massnahme=2020-6.1-M1", KOORDINATION),
    "Handlungsfelder als Tabelle": ("/handlungsfelder?ansicht=tabelle", ""),
    "Überblick zu einem früheren Stichtag": ("/?stichtag=2024-12-31", ""),
    "Indikator (einer)": ("/indikatoren?indikator=termintreue", ""),
    "Projektor": ("/sitzung?folie=lage&embed=true", ""),
    "Aufgaben der Koordination": ("/aufgaben", KOORDINATION),
}


@dataclass(frozen=True)
class Lauf:
    """One run of a page: by the server's clock, by the visitor's, and what came over the line."""

    server_ms: float
    besucher_ms: float
    bytes: int
    deltas: int


def adressen() -> dict[str, tuple[str, str]]:
    """Every page of the menu with its address and the account that may see it ("" for a visitor)."""
    seiten = {_name(s): (f"/{s.adresse}{ZUSATZ.get(s.adresse, '')}", _konto(s)) for s in SEITEN}
    return seiten | WEITERE


def _name(seite: Seite) -> str:
    return f"{seite.gruppe}: {seite.titel}" if seite.gruppe else seite.titel


def _konto(seite: Seite) -> str:
    if seite.datei.startswith("verwaltung/"):
        return VERWALTUNG
    if seite.datei == "arbeit/aufgaben.py":
        return FACHAMT
    return KOORDINATION if seite.gruppe or seite.adresse == "kennwort" else ""


def measure(faktor: int = 1, warm: int = 7, kalt: int = 3) -> dict[str, float]:
    """Median milliseconds per page, server's clock; the visitor's behind it."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.sqlite3"
        engine = make_engine(url)
        make_bestand(engine, faktor)
        with serve(url, Path(folder) / "server.log") as server:
            for name, laeufe in asyncio.run(measure_pages(server, engine, warm, kalt)).items():
                for art, alle in laeufe.items():
                    figures[f"{name}, {art}, ms"] = statistics.median(lauf.server_ms for lauf in alle)
                    figures[f"{name}, {art}, beim Besucher, ms"] = statistics.median(lauf.besucher_ms for lauf in alle)
        engine.dispose()
        with serve_empty(Path(folder)) as base:
            figures["leere Streamlit-Seite, warm, beim Besucher, ms"] = asyncio.run(_measure_empty(base, warm))
    return {name: round(value, 1) for name, value in figures.items()}


async def measure_pages(
    server: Server, engine: Engine, warm: int, kalt: int, pages: dict[str, tuple[str, str]] | None = None
) -> dict[str, dict[str, list[Lauf]]]:
    """Per page its runs "warm" and "nach Meldung"; a page's very first run (imports, first connection) is not in it."""
    found: dict[str, dict[str, list[Lauf]]] = {}
    write = writer(engine)
    kekse = {konto: kekse_of(engine, konto) for konto in (FACHAMT, KOORDINATION, VERWALTUNG)} | {"": ""}
    for name, (pfad, konto) in (pages or adressen()).items():
        async with Besucher(server.base, kekse[konto]) as besucher:
            await besucher.oeffnen(pfad)
            await besucher.gehe(pfad)
            laeufe = {"warm": [await _lauf(server, besucher, pfad) for _ in range(warm)], "nach Meldung": []}
            for _ in range(kalt):
                write()
                laeufe["nach Meldung"].append(await _lauf(server, besucher, pfad))
            found[name] = laeufe
    return found


async def _lauf(server: Server, besucher: Besucher, pfad: str) -> Lauf:
    ende = server.log_end()
    answer = await besucher.gehe(pfad)
    rows = server.seiten_since(ende)
    # A page that sends its visitor on (login page, start page of a role) runs twice.
    return Lauf(sum(row["ms"] for row in rows), answer.sekunden * 1000, answer.bytes, answer.deltas)


def writer(engine: Engine) -> Callable[[], int]:
    """A call that enters a real report ("kein neuer Sachstand"), each time about another measure."""
    with read_session(engine) as session:
        nutzer = session.scalars(select(Nutzer).where(Nutzer.name == KOORDINATION)).one()
        by = Akteur(nutzer.id, nutzer.name, nutzer.rolle, nutzer.stelle_id)
        standing = select(Sachstand.massnahme_id).where(Sachstand.zurueckgenommen_am.is_(None)).distinct()
        massnahmen = cycle(session.scalars(standing.order_by(Sachstand.massnahme_id).limit(200)).all())

    def write() -> int:
        massnahme_id = next(massnahmen)
        with read_session(engine) as session:
            letzter = newest_sachstand(session, massnahme_id)
        gesehen = letzter.id if letzter else None
        return report_kein_neuer_sachstand(engine, massnahme_id=massnahme_id, gesehen_id=gesehen, heute=HEUTE, by=by)

    return write


def serve_empty(folder: Path) -> AbstractContextManager[str]:
    """The floor: the peer with one line of text. `folder` keeps our configuration of Streamlit away from it."""
    return running((*STREAMLIT, str(PEERS / "leer.py")), health=HEALTH, cwd=folder, env={})


async def _measure_empty(base: str, runs: int) -> float:
    async with Besucher(base) as besucher:
        await besucher.oeffnen("/")
        return statistics.median([(await besucher.nochmal()).sekunden * 1000 for _ in range(runs)])


if __name__ == "__main__":
    for name, value in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1).items():
        print(f"{value:>10.1f}  {name}")
