"""The peer to beat: the Überblick as a tuned Dash page.

Tuned: waitress instead of the development server, everything compressed once and kept, the small build of Plotly where
bench/Makefile could get it, scripts kept by the browser for a year, and a filter that never asks the server.
Runs in an environment of its own: `.venv-bench/bin/python bench/vergleich/dash_seite.py PORT`.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from dash import Dash, Input, Output, State, dcc, html
from waitress import serve

ASSETS = Path(sys.prefix) / "assets"
JAHR = 31536000
# The texts and the picture of the chosen field come from what the page already has.
FILTER = "(feld, sichten) => { const s = sichten[feld]; return [s.satz, s.kennzahlen, s.figure, s.listen]; }"

daten = json.loads(Path(os.environ["ILM_BENCH_DATEN"]).read_text(encoding="utf-8"))


def figure(sicht: dict[str, Any]) -> dict[str, Any]:
    traces = []
    for label, farbe in daten["farben"].items():
        rows = [row for row in sicht["stand"] if row["label"] == label]
        if rows:
            x, y = [row["anzahl"] for row in rows], [row["feld"] for row in rows]
            traces.append(
                {"type": "bar", "orientation": "h", "name": label, "x": x, "y": y, "marker": {"color": farbe}}
            )
    margin = {"l": 160, "r": 10, "t": 10, "b": 30}
    layout = {"barmode": "stack", "height": 340, "margin": margin, "yaxis": {"autorange": "reversed"}}
    return {"data": traces, "layout": layout}


def kennzahlen(sicht: dict[str, Any]) -> list[html.Li]:
    return [
        html.Li([k["titel"], html.Br(), html.B(k["zahl"]), f" {k['rest']}"], className="zahl")
        for k in sicht["kennzahlen"]
    ]


def listen(sicht: dict[str, Any]) -> list[html.Div]:
    ansehen = [html.Li([a["titel"], html.Br(), a["grund"], html.Br(), a["wer"]]) for a in sicht["ansehen"]]
    termine = [html.Li([f"{t['wann']} {t['titel']}", html.Br(), t["wozu"]]) for t in sicht["termine"]]
    zeilen = [html.Tr([html.Th(r["feld"]), html.Td(r["label"]), html.Td(r["anzahl"])]) for r in sicht["stand"]]
    tabelle = html.Details([html.Summary("Als Tabelle"), html.Table(html.Tbody(zeilen))])
    return [
        html.Div([html.H2("Bitte ansehen"), html.Ol(ansehen)]),
        html.Div([html.H2("Nächste Termine"), html.Ol(termine), tabelle]),
    ]


def ready_made(sicht: dict[str, Any]) -> dict[str, Any]:
    """A view as the browser's part of Dash wants it."""
    parts = {"kennzahlen": kennzahlen(sicht), "listen": listen(sicht)}
    made = {name: [plain(each) for each in children] for name, children in parts.items()}
    return {"satz": sicht["satz"], "figure": figure(sicht), **made}


def plain(component: Any) -> Any:
    """A component and all in it as JSON values."""
    from plotly.utils import PlotlyJSONEncoder

    return json.loads(json.dumps(component, cls=PlotlyJSONEncoder))


def make_app() -> Dash:
    app = Dash(
        __name__,
        compress=True,
        serve_locally=True,
        assets_folder=str(ASSETS),
        update_title=None,
        title="Überblick",
    )
    sicht = daten["sichten"][""]
    felder = [{"label": "Alle", "value": ""}] + [
        {"label": f"{nr} {n}", "value": nr} for nr, n in daten["felder"].items()
    ]
    app.layout = html.Div(
        [
            html.P(sicht["satz"], id="satz", className="satz"),
            html.Ul(kennzahlen(sicht), id="kennzahlen", style={"display": "flex", "gap": "2rem"}),
            dcc.RadioItems(felder, "", id="feld", inline=True),
            html.Div(
                [
                    dcc.Graph(id="bild", figure=figure(sicht), config={"displayModeBar": False}, style={"flex": "1"}),
                    html.Div(listen(sicht), id="listen", style={"flex": "2", "display": "flex", "gap": "2rem"}),
                ],
                style={"display": "flex"},
            ),
            dcc.Store(id="sichten", data={nr: ready_made(each) for nr, each in daten["sichten"].items()}),
        ]
    )
    app.clientside_callback(
        FILTER,
        Output("satz", "children"),
        Output("kennzahlen", "children"),
        Output("bild", "figure"),
        Output("listen", "children"),
        Input("feld", "value"),
        State("sichten", "data"),
        prevent_initial_call=True,
    )
    return app


class Kept(dict[str, Any]):
    """What Flask-Compress asks of a cache."""

    def set(self, key: str, value: Any) -> None:
        self[key] = value


if __name__ == "__main__":
    app = make_app()
    app.server.config["SEND_FILE_MAX_AGE_DEFAULT"] = JAHR
    app.server.config["COMPRESS_CACHE_BACKEND"] = Kept
    app.server.config["COMPRESS_CACHE_KEY"] = lambda asked: asked.full_path
    serve(app.server, host="127.0.0.1", port=int(sys.argv[1]), threads=8)
