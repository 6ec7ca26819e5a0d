"""How long 200,000 lines of a flat file take, and how much memory: looked at, previewed, stored. Invented numbers."""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from db.engine import make_engine
from db.migrate import migrate
from ilm_data.imports.vorschau import Urteil
from ilm_data.services.datenimporte import import_from_shell, inspect_datei, preview_datei
from ilm_data.services.katalog import load_katalog

HEUTE = date(2026, 11, 22)
ZEILEN = 200_000
KOPF = (
    "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;"
    "1_variable_attribute_code;1_variable_attribute_label;2_variable_code;2_variable_label;2_variable_attribute_code;"
    "2_variable_attribute_label;value;value_unit;value_variable_code;value_variable_label"
)
JAHRE = range(1996, 2026)


def measure(eigene: int = 1) -> dict[str, float]:
    """Seconds of processor time and megabytes. Of `eigene` lines one is about the Ilm-Kreis, each of an own age group.

    The file is read from the disk, so that the memory is that of the import; the page holds the upload besides.
    """
    with tempfile.TemporaryDirectory() as folder:
        datei = Path(folder) / "flach.csv"
        with datei.open("w", encoding="utf-8") as ziel:
            ziel.writelines(f"{zeile}\n" for zeile in (KOPF, *_zeilen(eigene)))
        figures = {"Datei, MB": datei.stat().st_size / 1e6}
        engine = make_engine(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        migrate(engine)
        load_katalog(engine)
        figures["Speicher vorher, MB"] = _peak()
        with datei.open("rb") as roh:
            start = time.process_time()
            befund = inspect_datei(engine, roh=roh, name="a.csv")
            figures["ansehen, s"], start = time.process_time() - start, time.process_time()
            # Every series to one indicator: that is the most a preview can have to keep.
            alle = dict.fromkeys((b.reihe for b in befund.befund.reihen), "bevoelkerung")
            preview_datei(engine, roh=roh, name="a.csv", wahl=alle, heute=HEUTE)
            figures["Vorschau aller Werte, s"], start = time.process_time() - start, time.process_time()
            ergebnis = import_from_shell(engine, roh=roh, name="a.csv", wahl=befund.vorschlag, heute=HEUTE, by="bench")
            figures["übernehmen (bekannte Reihen), s"] = time.process_time() - start
        figures["übernommene Werte"] = ergebnis.zaehlung[Urteil.NEU]
        figures["Speicher in der Spitze, MB"] = _peak()
        engine.dispose()
    return {name: round(value, 1) for name, value in figures.items()}


def _zeilen(eigene: int) -> Iterator[str]:
    for i in range(ZEILEN):
        unser = i < len(JAHRE) or i % eigene == 0
        gebiet = "16070;Ilm-Kreis" if unser else f"{1001 + i % 399:05};Anderer Kreis {i % 399}"
        alter = f"ALT{i // len(JAHRE):06};von {i // len(JAHRE)}" if i >= len(JAHRE) else ";Insgesamt"
        yield (
            f"12411;Fortschreibung (Beispielzahlen);STAG;Stichtag;{JAHRE[i % len(JAHRE)]}-12-31;KREISE;Kreise und "
            f"kreisfreie Städte;{gebiet};ALTX20;Altersgruppen;{alter};{i};Anzahl;BEVSTD;Bevölkerungsstand"
        )


def _peak() -> float:
    """Peak memory of this process so far, in megabytes (Linux counts in kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    for name, value in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1).items():
        print(f"{value:>10.1f}  {name}")
