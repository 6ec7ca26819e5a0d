"""The flow of measures from their Umsetzungsstand then to that of now: two columns and the bands between them."""

from typing import Any

import altair as alt
import pandas as pd

from ilm_data.rules.umsetzungsstand import ORDER
from ui.theme import DUNKEL, ZEICHEN, chart_config

EINHEIT, LUECKE, SAEULE = 5, 27, 0.035
STUFEN = 16
BLEIBT = "#DDE3EA"
# A wide screen is a projector: its words are read from six metres.
GROSS = "width > 1500"
SCHRIFT, RAND = f"{GROSS} ? 28 : width > 700 ? 16 : 13", f"{GROSS} ? 330 : width > 700 ? 185 : 122"


def fluss_chart(df: pd.DataFrame) -> alt.LayerChart:
    """Columns of `df`: those of queries.fluss.fluss_tabelle. Bands that changed carry the colour they lead to."""
    links, rechts = _saeule(df, "von"), _saeule(df, "bis")
    hoehe = max(_hoehe(links), _hoehe(rechts))
    x = alt.Scale(domain=[0, 1], range=[alt.ExprRef("rand"), alt.ExprRef("width - rand")])
    y = alt.Scale(domain=[0, hoehe], range=[0, hoehe])
    bands = _band_rows(df, links, rechts)
    layered = alt.layer(
        # Those that moved lie on top of those that stayed.
        _bands(bands[~bands["geaendert"]], x, y),
        _bands(bands[bands["geaendert"]], x, y),
        *_column(links, 0.0, x, y),
        *_column(rechts, 1.0, x, y),
    ).add_params(alt.param("rand", expr=RAND))
    return layered.resolve_scale(color="independent").properties(height=hoehe).configure(**chart_config())


def _saeule(df: pd.DataFrame, seite: str) -> pd.DataFrame:
    """One row per state of a column: stand, anzahl, oben, unten, text. In the fixed order, with room for the words."""
    sums = df.groupby(seite, sort=False)["anzahl"].sum()
    rows, oben = [], LUECKE / 2
    for stand in ORDER:
        anzahl = int(sums.get(stand.value, 0))
        if anzahl:
            unten = oben + EINHEIT * anzahl
            rows.append((stand.value, anzahl, oben, unten, f"{ZEICHEN[stand].symbol} {stand.label} {anzahl}"))
            oben = unten + LUECKE
    return pd.DataFrame(rows, columns=["stand", "anzahl", "oben", "unten", "text"])


def _hoehe(saeule: pd.DataFrame) -> float:
    return float(saeule["unten"].max() + LUECKE / 2) if len(saeule) else LUECKE


def _band_rows(df: pd.DataFrame, links: pd.DataFrame, rechts: pd.DataFrame) -> pd.DataFrame:
    """Points of each band from left to right: those columns of `df` that the band shows, and band, x, oben, unten."""
    pairs = _records(df)
    start = _tops(pairs, links, "von", ("von_rang", "bis_rang"))
    ziel = _tops(pairs, rechts, "bis", ("bis_rang", "von_rang"))
    rows = []
    for number, pair in enumerate(pairs):
        for step in range(STUFEN + 1):
            t = step / STUFEN
            oben = start[number] + (ziel[number] - start[number]) * t * t * (3 - 2 * t)
            x = SAEULE + (1 - 2 * SAEULE) * t
            rows.append(pair | {"band": number, "x": x, "oben": oben, "unten": oben + EINHEIT * pair["anzahl"]})
    return pd.DataFrame(rows)


def _tops(pairs: list[dict[str, Any]], saeule: pd.DataFrame, seite: str, order: tuple[str, str]) -> dict[int, float]:
    """Number of each pair → where its band begins in the column, from the top down."""
    offen = {row["stand"]: row["oben"] for row in _records(saeule)}
    found = {}
    for number in sorted(range(len(pairs)), key=lambda n: [pairs[n][rang] for rang in order]):
        key = pairs[number][seite]
        found[number] = offen[key]
        offen[key] += EINHEIT * pairs[number]["anzahl"]
    return found


def _records(df: pd.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(df.columns, values, strict=True)) for values in df.itertuples(index=False, name=None)]


def _bands(rows: pd.DataFrame, x: alt.Scale, y: alt.Scale) -> alt.Chart:
    farben = alt.Scale(domain=[s.value for s in ORDER], range=[ZEICHEN[s].farbe for s in ORDER])
    farbe = alt.condition("datum.geaendert", alt.Color("bis:N", scale=farben, legend=None), alt.value(BLEIBT))
    tooltip = [
        alt.Tooltip("von_label:N", title="damals"),
        alt.Tooltip("bis_label:N", title="jetzt"),
        alt.Tooltip("anzahl:Q", title="Maßnahmen"),
    ]
    return (
        alt.Chart(rows)
        .mark_area(opacity=0.85, line=False)
        .encode(
            x=alt.X("x:Q", scale=x, axis=None),
            y=alt.Y("oben:Q", scale=y, axis=None),
            y2="unten:Q",
            detail="band:N",
            color=farbe,
            tooltip=tooltip,
        )
    )


def _column(saeule: pd.DataFrame, ende: float, x: alt.Scale, y: alt.Scale) -> tuple[alt.Chart, alt.Chart]:
    """The column itself and its words outside of it."""
    is_left = ende == 0.0
    a, b = (0.0, SAEULE) if is_left else (1 - SAEULE, 1.0)
    rows = saeule.assign(a=a, b=b, mitte=(saeule["oben"] + saeule["unten"]) / 2)
    farben = alt.Scale(domain=[s.value for s in ORDER], range=[ZEICHEN[s].farbe for s in ORDER])
    base = alt.Chart(rows)
    bar = base.mark_rect(stroke="white").encode(
        x=alt.X("a:Q", scale=x, axis=None),
        x2="b:Q",
        y=alt.Y("oben:Q", scale=y, axis=None),
        y2="unten:Q",
        color=alt.Color("stand:N", scale=farben, legend=None),
    )
    words = base.mark_text(
        align="right" if is_left else "left",
        baseline="middle",
        dx=-8 if is_left else 8,
        fontSize=alt.ExprRef(SCHRIFT),
        color=DUNKEL,
    ).encode(
        x=alt.X("a:Q" if is_left else "b:Q", scale=x, axis=None), y=alt.Y("mitte:Q", scale=y, axis=None), text="text:N"
    )
    return bar, words
