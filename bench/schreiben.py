"""Ticks per second with 1, 10 and 50 writers, on SQLite and PostgreSQL: each tick the real service, one transaction.

Every writer ticks milestones of its own, as fast as it can; nobody thinks in between, so this is far above what an
office does. Beside it stands the floor: the same row inserted and committed without service, log and counter. After
each run the rows are counted: a lost or doubled write ends the measurement. In the last part all writers tick the same
milestones with the version they have seen: of each exactly one may win, the others are told.
"""

import os
import secrets
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from threading import Barrier

from sqlalchemy import Engine, NullPool, create_engine, func, insert, make_url, select, text

from bench.bestand import HEUTE, make_bestand
from db.engine import make_engine, read_session, write_transaction
from db.models import Datenstand, Erledigung, Massnahme, Meilenstein, Nutzer, Protokoll
from db.vocabulary import NutzerRolle
from ilm_data.rules.rechte import Akteur
from ilm_data.services.fehler import SpeichernFehlgeschlagen
from ilm_data.services.konflikt import Konflikt
from ilm_data.services.meilensteine import complete_meilenstein

SCHREIBENDE = (1, 10, 50)
HAKEN = 500
GLEICHE = 20
GESETZT = date(2026, 1, 5)


@dataclass(frozen=True)
class Ergebnis:
    """What came of each write ("gut", or the name of the error), and how long each took."""

    zaehlung: Counter[str]
    sekunden: list[float]
    dauer: float


def measure(haken: int = HAKEN) -> dict[str, float]:
    """Per database and number of writers: ticks per second, median and p95 wait, and the floor beside it."""
    figures: dict[str, float] = {}
    for name, store in (("SQLite", _sqlite), ("PostgreSQL", _postgres)):
        with store() as engine:
            if engine is not None:
                figures |= {f"{name}, {key}": round(value, 1) for key, value in _measure_store(engine, haken).items()}
    return figures


def _measure_store(engine: Engine, haken: int) -> dict[str, float]:
    make_bestand(engine, 1)
    by = _akteur(engine)
    figures: dict[str, float] = {}
    for anzahl in SCHREIBENDE:
        for art, arbeit in (("Haken", _tick(engine, by)), ("nackter Satz", _bare(engine))):
            ids = _add_meilensteine(engine, haken)
            vorher = _zaehle(engine)
            ergebnis = _run(anzahl, [ids[i::anzahl] for i in range(anzahl)], arbeit)
            _check_nothing_lost(engine, vorher, haken, ergebnis, mit_protokoll=art == "Haken")
            figures |= _figures(f"{anzahl} Schreibende, {art}", ergebnis)
    return figures | _measure_konflikte(engine, by)


def _figures(name: str, ergebnis: Ergebnis) -> dict[str, float]:
    zeiten = sorted(ergebnis.sekunden)
    return {
        f"{name}, je Sekunde": len(zeiten) / ergebnis.dauer,
        f"{name}, Median, ms": zeiten[len(zeiten) // 2] * 1000,
        f"{name}, p95, ms": zeiten[int(len(zeiten) * 0.95)] * 1000,
    }


def _measure_konflikte(engine: Engine, by: Akteur) -> dict[str, float]:
    """Ten writers want the same milestones on different days: one tick each, nine conflicts."""
    ids = _add_meilensteine(engine, GLEICHE)
    ergebnis = _run(10, [ids] * 10, _tick(engine, by), versetzt=True)
    if ergebnis.zaehlung != {"gut": GLEICHE, "Konflikt": 9 * GLEICHE}:
        raise AssertionError(f"Versionen streiten nicht wie gedacht: {ergebnis.zaehlung}")
    return {"10 Schreibende am selben Meilenstein, gespeichert": GLEICHE, "… als Konflikt gemeldet": 9 * GLEICHE}


def _run(
    anzahl: int, ids: Sequence[Sequence[int]], arbeit: Callable[[int, int], object], *, versetzt: bool = False
) -> Ergebnis:
    """Starts all writers at once. `versetzt`: each writer means another day, so none is another's double click."""
    start = Barrier(anzahl + 1)

    def write(nummer: int) -> list[tuple[str, float]]:
        start.wait()
        return [_timed(arbeit, row_id, nummer if versetzt else 0) for row_id in ids[nummer]]

    with ThreadPoolExecutor(anzahl) as pool:
        futures = [pool.submit(write, nummer) for nummer in range(anzahl)]
        start.wait()
        beginn = time.perf_counter()
        found = [each for future in futures for each in future.result()]
        dauer = time.perf_counter() - beginn
    return Ergebnis(Counter(art for art, _ in found), [sekunden for _, sekunden in found], dauer)


def _timed(arbeit: Callable[[int, int], object], row_id: int, nummer: int) -> tuple[str, float]:
    beginn, art = time.perf_counter(), "gut"
    try:
        arbeit(row_id, nummer)
    except (Konflikt, SpeichernFehlgeschlagen) as error:
        art = type(error).__name__
    return art, time.perf_counter() - beginn


def _tick(engine: Engine, by: Akteur) -> Callable[[int, int], object]:
    def work(meilenstein_id: int, nummer: int) -> object:
        tag = HEUTE.replace(day=1 + nummer)
        return complete_meilenstein(
            engine, meilenstein_id=meilenstein_id, erledigt_am=tag, nachweis="", version=1, heute=HEUTE, by=by
        )

    return work


def _bare(engine: Engine) -> Callable[[int, int], object]:
    """The floor: one INSERT and its COMMIT, by the same way into the store."""

    def work(meilenstein_id: int, _nummer: int) -> None:
        row = {"meilenstein_id": meilenstein_id, "erledigt_am": HEUTE, "erfasst_am": datetime.now(UTC)}
        with write_transaction(engine) as session:
            session.connection().execute(insert(Erledigung.__table__), {**row, "nachweis": "", "beispiel": True})

    return work


def _check_nothing_lost(
    engine: Engine, vorher: tuple[int, int, int], anzahl: int, ergebnis: Ergebnis, *, mit_protokoll: bool
) -> None:
    neu = tuple(jetzt - damals for jetzt, damals in zip(_zaehle(engine), vorher, strict=True))
    soll = (anzahl, anzahl, anzahl) if mit_protokoll else (anzahl, 0, 0)
    if neu != soll or ergebnis.zaehlung != {"gut": anzahl}:
        raise AssertionError(f"Haken, Protokoll, Datenstand: {neu} statt {soll}; {ergebnis.zaehlung}")


def _zaehle(engine: Engine) -> tuple[int, int, int]:
    """Ticks, log rows and the counter: all three rise by one with each tick."""
    with read_session(engine) as session:
        haken, zeilen = (session.scalar(select(func.count()).select_from(table)) for table in (Erledigung, Protokoll))
        return haken or 0, zeilen or 0, session.scalar(select(Datenstand.stand)) or 0


def _add_meilensteine(engine: Engine, anzahl: int) -> list[int]:
    with write_transaction(engine) as session:
        massnahmen = session.scalars(select(Massnahme.id).order_by(Massnahme.id)).all()
        rows = [
            Meilenstein(
                massnahme_id=massnahmen[i % len(massnahmen)],
                titel=f"Schritt {i} (Beispiel)",
                faellig_am=HEUTE,
                gesetzt_am=GESETZT,
                erfasst_am=datetime(2026, 1, 5, tzinfo=UTC),
                beispiel=True,
            )
            for i in range(anzahl)
        ]
        session.add_all(rows)
        session.flush()
        return [row.id for row in rows]


def _akteur(engine: Engine) -> Akteur:
    with read_session(engine) as session:
        nutzer = session.scalars(select(Nutzer).where(Nutzer.rolle == NutzerRolle.KOORDINATION)).one()
        return Akteur(nutzer.id, nutzer.name, nutzer.rolle, nutzer.stelle_id)


@contextmanager
def _sqlite() -> Iterator[Engine | None]:
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{folder}/bench.sqlite3")
        yield engine
        engine.dispose()


@contextmanager
def _postgres() -> Iterator[Engine | None]:
    """A database of its own on the server that ILM_TEST_POSTGRES names, dropped afterwards; None without one."""
    server = os.environ.get("ILM_TEST_POSTGRES")
    if not server:
        yield None
        return
    verwaltung = create_engine(make_url(server), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    name = f"ilm_bench_{os.getpid()}_{secrets.token_hex(4)}"
    with verwaltung.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        engine = make_engine(make_url(server).set(database=name).render_as_string(hide_password=False))
        try:
            yield engine
        finally:
            engine.dispose()
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


if __name__ == "__main__":
    for name, value in measure(int(sys.argv[1]) if len(sys.argv) > 1 else HAKEN).items():
        print(f"{value:>10.1f}  {name}")
