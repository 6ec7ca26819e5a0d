"""make bench: the benches one after the other, each with a table and as JSON in bench/ergebnisse/.

`python -m bench` runs all of them, `python -m bench seiten viele` only these. The machine should do nothing else.
"""

import json
import os
import platform
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

ERGEBNISSE = Path(__file__).parent / "ergebnisse"
TEILE = {
    "seiten": "page loads in Chromium, cold and warm, here and over 20 Mbit/s, beside an empty page and the peers",
    "filter": "from the click on a Handlungsfeld to the redrawn page",
    "skripte": "script time of every page, warm and after a report",
    "viele": "fifty who act, two hundred who watch, an hour's worth of clicks",
    "wachstum": "the same with 10 and 100 times the data",
    "schreiben": "ticks per second with 1, 10 and 50 writers",
    "abfragen": "the main queries",
    "importe": "a flat file of 200,000 lines",
}
Zahlen = Mapping[str, float]


def main(wanted: list[str]) -> None:
    unknown = set(wanted) - set(TEILE)
    if unknown:
        sys.exit(f"Unknown: {', '.join(sorted(unknown))}. There are: {', '.join(TEILE)}.")
    for teil in wanted or TEILE:
        print(f"\n== {teil}: {TEILE[teil]}", flush=True)
        start = time.monotonic()
        figures = import_module(f"bench.{teil}").measure()
        _show(teil, figures)
        _write(teil, figures, time.monotonic() - start)


def _show(teil: str, figures: Mapping[str, Zahlen | float]) -> None:
    """Every figure carries its unit in its name; page loads have a table of their own."""
    table: Callable[..., str] | None = getattr(import_module(f"bench.{teil}"), "table", None)
    if table is not None:
        print(table(figures))
        missed = import_module(f"bench.{teil}").missed(figures)
        print("\n".join(missed) or "Alle Ziele erreicht.")
        return
    for name, value in figures.items():
        print(f"{value:>12.1f}  {name}")


def _write(teil: str, figures: Mapping[str, Zahlen | float], seconds: float) -> None:
    umgebung = {
        "zeitpunkt": datetime.now(UTC).isoformat(timespec="seconds"),
        "dauer_sekunden": round(seconds),
        "rechner": platform.platform(),
        "kerne": os.cpu_count(),
        "last_vorher": os.getloadavg(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("streamlit", "pandas", "altair", "sqlalchemy")},
    }
    ERGEBNISSE.mkdir(exist_ok=True)
    text = json.dumps({"umgebung": umgebung, "zahlen": figures}, ensure_ascii=False, indent=2)
    (ERGEBNISSE / f"{teil}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
