"""The floors: the Überblick as finished pages, one with a drawn picture and one that Vega draws in the browser.

`python -m bench.vergleich.statisch ORDNER PORT` serves what `write` put there, each file compressed once.
"""

import gzip
import json
import sys
from collections.abc import Awaitable, Callable
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import uvicorn
import vl_convert
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.charts.stand import stand_spec

STIL = "body{font:16px sans-serif;margin:1rem}ul.k{display:flex;gap:2rem}.s{display:flex;gap:2rem}.s>*{flex:1}"
ARTEN = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
ZEICHNEN = 'import { vegaEmbed } from "./vega.js";\nvegaEmbed("#bild", %s, { renderer: "svg", actions: false });\n'


def write(daten: dict[str, Any], ordner: Path) -> None:
    """svg.html, vega.html and what the latter needs."""
    sicht = daten["sichten"][""]
    spec = stand_spec({"": pd.DataFrame(sicht["stand"])})
    (ordner / "svg.html").write_text(_page(sicht, chart_svg(spec)), encoding="utf-8")
    script = '<div id="bild"></div><script type="module" src="zeichnen.js"></script>'
    (ordner / "vega.html").write_text(_page(sicht, script), encoding="utf-8")
    bundle = vl_convert.javascript_bundle("export { vegaEmbed };", vl_version="6.4")
    (ordner / "vega.js").write_text(bundle, encoding="utf-8")
    (ordner / "zeichnen.js").write_text(ZEICHNEN % json.dumps(spec, ensure_ascii=False), encoding="utf-8")


def chart_svg(spec: dict[str, Any]) -> str:
    return str(vl_convert.vegalite_to_svg({**spec, "width": 440}, vl_version="6.4"))


def _page(sicht: dict[str, Any], bild: str) -> str:
    kacheln = "".join(
        f"<li>{escape(k['titel'])}<br><b>{escape(k['zahl'])}</b> {escape(k['rest'])}" for k in sicht["kennzahlen"]
    )
    zeilen = "".join(f"<tr><th>{escape(r['feld'])}<td>{escape(r['label'])}<td>{r['anzahl']}" for r in sicht["stand"])
    ansehen = "".join(
        f"<li>{escape(a['titel'])}<br>{escape(a['grund'])}<br>{escape(a['wer'])}" for a in sicht["ansehen"]
    )
    termine = "".join(f"<li>{escape(t['wann'])} {escape(t['titel'])}<br>{escape(t['wozu'])}" for t in sicht["termine"])
    return (
        f'<!doctype html><html lang="de"><meta charset="utf-8"><title>Überblick</title><style>{STIL}</style>'
        f'<link rel="icon" href="data:,"><p class="satz">{escape(sicht["satz"])}</p><ul class="k">{kacheln}</ul>'
        f'<div class="s"><div>{bild}<details><summary>Als Tabelle</summary><table>{zeilen}</table></details></div>'
        f"<div><h2>Bitte ansehen</h2><ol>{ansehen}</ol></div>"
        f"<div><h2>Nächste Termine</h2><ol>{termine}</ol></div></div>"
    )


def make_app(ordner: Path) -> Starlette:
    return Starlette(routes=[Route(f"/{path.name}", _file(path)) for path in ordner.iterdir() if path.suffix in ARTEN])


def _file(path: Path) -> Callable[[Request], Awaitable[Response]]:
    packed = gzip.compress(path.read_bytes(), 9)
    # A page is asked for again each time, its scripts are kept.
    dauer = "no-cache" if path.suffix == ".html" else "public, immutable, max-age=31536000"
    headers = {"Content-Encoding": "gzip", "Cache-Control": dauer}

    async def send(_request: Request) -> Response:
        return Response(packed, media_type=ARTEN[path.suffix], headers=headers)

    return send


if __name__ == "__main__":
    uvicorn.run(make_app(Path(sys.argv[1])), port=int(sys.argv[2]), log_level="warning")
