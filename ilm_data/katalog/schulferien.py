"""The school holidays of Thüringen from our reviewed file; a year that is not in it has none, and the page says so."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

from ilm_data.rules.kalender import Ferien

DATEI = Path(__file__).with_name("schulferien_thueringen.csv")


@cache
def read_schulferien() -> tuple[Ferien, ...]:
    """In the order of their days. Raises ValueError for a line that is no span."""
    lines = [line for line in DATEI.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter=";")
    found = [Ferien(r["name"], date.fromisoformat(r["beginn"]), date.fromisoformat(r["ende"])) for r in rows]
    for ferien in found:
        if ferien.ende < ferien.beginn:
            raise ValueError(f"Schulferien: {ferien}")
    return tuple(sorted(found, key=lambda ferien: ferien.beginn))


def loaded_jahre() -> tuple[int, int]:
    """The first and the last calendar year that the file holds completely."""
    jahre = [ferien.beginn.year for ferien in read_schulferien()]
    return min(jahre), max(jahre)
