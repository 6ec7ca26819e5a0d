"""The stacked bars of the Umsetzungsstand with legend, table twin and the way to the measures behind a segment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from db.vocabulary import Umsetzungsstand
from ilm_data.queries.felder import ALLE_FELDER
from ilm_data.rules.umsetzungsstand import ORDER
from ui.charts.spec import as_arrow
from ui.charts.stand import AUSWAHL, stand_spec
from ui.components import html
from ui.components.feldwahl import panels
from ui.components.html import tag, text
from ui.components.marken import legende
from ui.gezeichnet import einmal
from ui.kontext import Kontext
from ui.navigation import HANDLUNGSFELDER, address

JE_ZIEL = (
    " Ist ein Handlungsfeld gewählt, stehen hier Balken seiner Handlungsziele; ihre Zahlen stehen darunter als Tabelle."
)


def show_stand(tafeln: Mapping[str, pd.DataFrame], feld: str, kontext: Kontext) -> None:
    """`tafeln` as in queries.felder.stand_by_feld. Legend and chart stay as they are when another field is chosen."""
    bild = _bild(tafeln, feld, kontext)
    html.show(bild.kopf)
    _show_chart(bild, kontext)
    with st.expander("Als Tabelle"):
        html.show(bild.tabellen)


@dataclass(frozen=True)
class Bild:
    kopf: str
    spec: dict[str, Any]
    alt: str
    tabellen: str


@einmal()
def _bild(tafeln: Mapping[str, pd.DataFrame], feld: str, kontext: Kontext) -> Bild:
    alle = tafeln[ALLE_FELDER]
    titel = panels({nr: tag("h2", text(stand_titel(nr))) for nr in tafeln}, feld)
    tabellen = panels({nr: stand_tabelle(df, kontext) for nr, df in tafeln.items()}, feld)
    return Bild(titel + stand_legende(alle), as_arrow(stand_spec(tafeln, feld)), stand_alt(alle) + JE_ZIEL, tabellen)


@st.fragment
def _show_chart(bild: Bild, kontext: Kontext) -> None:
    """A fragment, since a click in the chart only needs the way to the measures."""
    event = st.vega_lite_chart(
        spec=bild.spec,
        key="stand",
        on_select="rerun",
        selection_mode=AUSWAHL,
        theme=None,
        alt=bild.alt,
    )
    _follow(event, kontext)


def _follow(event: object, kontext: Kontext) -> None:
    chosen = getattr(event, "selection", {}).get(AUSWAHL) or []
    if chosen:
        params = {"feld": chosen[0]["feld_nr"], "ziel": chosen[0]["ziel_nr"], "stand": chosen[0]["stand"]}
        html.follow(address(HANDLUNGSFELDER, stichtag=kontext.stichtag_param, **params))


def stand_titel(feld: str) -> str:
    return "Umsetzungsstand je Handlungsziel" if feld else "Umsetzungsstand je Handlungsfeld"


def _used(df: pd.DataFrame) -> list[Umsetzungsstand]:
    return [stand for stand in ORDER if df.loc[df["stand"] == stand.value, "anzahl"].sum()]


def stand_legende(df: pd.DataFrame) -> str:
    return legende(_used(df), "Legende: Umsetzungsstand")


def stand_alt(df: pd.DataFrame) -> str:
    """What the bars say, for those who do not see them."""
    ebene, nr, name = _ebene(df)
    balken = [
        f"{_balken(rows, nr, name)}: " + ", ".join(f"{row.anzahl} {row.label}" for row in rows.itertuples())
        for _, rows in df[df["anzahl"] > 0].groupby(nr, sort=False)
    ]
    return f"Gestapelte Balken je {ebene}. " + "; ".join(balken) + "."


def _ebene(df: pd.DataFrame) -> tuple[str, str, str]:
    """What one bar stands for, and the columns of its number and name."""
    return ("Handlungsziel", "ziel_nr", "ziel") if "ziel_nr" in df else ("Handlungsfeld", "feld_nr", "feld")


def _balken(rows: pd.DataFrame, nr: str, name: str) -> str:
    first = rows.iloc[0]
    return str(first[name]) if nr == "feld_nr" else f"{first[nr]} {first[name]}"


def stand_tabelle(df: pd.DataFrame, kontext: Kontext) -> str:
    """The bars' numbers as a table; each leads to its measures."""
    ebene, nr, name = _ebene(df)
    used = _used(df)
    rows = []
    for _, group in df.groupby(nr, sort=False):
        first = group.iloc[0]
        ziel = {"ziel": str(first["ziel_nr"])} if nr == "ziel_nr" else {}
        where = {"feld": str(first["feld_nr"]), **ziel}
        anzahl = dict(zip(group["stand"], group["anzahl"], strict=True))
        cells = [_zelle(where, stand, int(anzahl[stand.value]), kontext) for stand in used]
        rows.append([_link(kontext, f"{first[nr]} {first[name]}", **where), *cells, str(group["anzahl"].sum())])
    head = [ebene, *(stand.label for stand in used), "zusammen"]
    return html.table(head, rows, caption=f"Maßnahmen je {ebene} und Umsetzungsstand")


def _zelle(where: Mapping[str, str], stand: Umsetzungsstand, anzahl: int, kontext: Kontext) -> str:
    return _link(kontext, str(anzahl), **where, stand=stand.value) if anzahl else "0"


def _link(kontext: Kontext, label: str, **params: str) -> str:
    return html.link(address(HANDLUNGSFELDER, stichtag=kontext.stichtag_param, **params), label)
