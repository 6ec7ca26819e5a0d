"""How long the queries of the Überblick, the list and one measure take on a fresh SQLite store with demo history."""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from db.engine import make_engine
from db.migrate import migrate
from ilm_data.queries.massnahme import load_massnahme
from ilm_data.queries.massnahmen import list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.ueberblick import make_ueberblick
from ilm_data.services.beispiel import load_beispiel
from ilm_data.services.katalog import load_katalog

HEUTE = date(2026, 11, 22)


def measure(runs: int = 20) -> dict[str, float]:
    """Median milliseconds per query, after one warm-up."""
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        migrate(engine)
        load_katalog(engine)
        load_beispiel(engine, heute=HEUTE)
        sicht = Sicht("2020", HEUTE)
        zeilen = list_massnahmen(engine, sicht)
        figures = {
            "alle Maßnahmen laden und beurteilen, ms": _median(lambda: list_massnahmen(engine, sicht), runs),
            "Überblick daraus rechnen, ms": _median(lambda: make_ueberblick(zeilen, HEUTE), runs),
            "eine Maßnahme laden, ms": _median(lambda: load_massnahme(engine, "2020-6.1-M1", HEUTE), runs),
        }
        engine.dispose()
    return figures


def _median(call: Callable[[], object], runs: int) -> float:
    call()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return round(statistics.median(times), 2)
