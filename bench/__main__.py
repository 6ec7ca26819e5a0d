"""make bench: prints a table and writes it as JSON with machine and versions into bench/ergebnisse/."""

import json
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench import abfragen, seiten

ERGEBNISSE = Path(__file__).parent / "ergebnisse"


def main() -> None:
    figures = abfragen.measure()
    pages = seiten.measure()
    for name, value in figures.items():
        print(f"{value:>10.1f} ms  {name}")
    print(seiten.table(pages))
    umgebung = {
        "zeitpunkt": datetime.now(UTC).isoformat(timespec="seconds"),
        "kerne": os.cpu_count(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("streamlit", "pandas", "altair", "sqlalchemy")},
    }
    result = {"umgebung": umgebung, "millisekunden_median": figures, "seiten": pages}
    (ERGEBNISSE / "letzte.json").write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
