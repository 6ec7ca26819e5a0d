"""The stacked bars of the Umsetzungsstand with legend, table twin and the way to the measures behind a segment."""

import pandas as pd
import streamlit as st

from db.vocabulary import Umsetzungsstand
from ilm_data.rules.umsetzungsstand import ORDER
from ui.charts.stand import AUSWAHL, stand_by_handlungsfeld_chart
from ui.components import html
from ui.components.html import tag, text
from ui.components.marken import legende
from ui.kontext import Kontext
from ui.navigation import HANDLUNGSFELDER, address


def show_stand(df: pd.DataFrame, kontext: Kontext) -> None:
    """Columns of `df` as in queries.ueberblick.stand_by_handlungsfeld."""
    html.show(tag("h2", text("Umsetzungsstand je Handlungsfeld")))
    html.show(stand_legende(df))
    event = st.vega_lite_chart(
        spec=_spec(df), key="stand", on_select="rerun", selection_mode=AUSWAHL, theme=None, alt=stand_alt(df)
    )
    _follow(event, kontext)
    with st.expander("Als Tabelle"):
        html.show(stand_tabelle(df, kontext))


@st.cache_resource(max_entries=16, show_spinner=False)
def _spec(df: pd.DataFrame) -> dict[str, object]:
    return dict(stand_by_handlungsfeld_chart(df).to_dict())


def _follow(event: object, kontext: Kontext) -> None:
    chosen = getattr(event, "selection", {}).get(AUSWAHL) or []
    if chosen:
        feld, stand = chosen[0]["feld_nr"], chosen[0]["stand"]
        html.follow(address(HANDLUNGSFELDER, feld=feld, stand=stand, stichtag=kontext.stichtag_param))


def _used(df: pd.DataFrame) -> list[Umsetzungsstand]:
    return [stand for stand in ORDER if df.loc[df["stand"] == stand.value, "anzahl"].sum()]


def stand_legende(df: pd.DataFrame) -> str:
    return legende(_used(df), "Legende: Umsetzungsstand")


def stand_alt(df: pd.DataFrame) -> str:
    """What the bars say, for those who do not see them."""
    felder = [
        f"{feld}: " + ", ".join(f"{row.anzahl} {row.label}" for row in rows.itertuples())
        for feld, rows in df[df["anzahl"] > 0].groupby("feld", sort=False)
    ]
    return "Gestapelte Balken je Handlungsfeld. " + "; ".join(felder) + "."


def stand_tabelle(df: pd.DataFrame, kontext: Kontext) -> str:
    """The bars' numbers as a table; each leads to its measures."""
    used = _used(df)
    rows = []
    for (nr, feld), group in df.groupby(["feld_nr", "feld"], sort=False):
        anzahl = dict(zip(group["stand"], group["anzahl"], strict=True))
        cells = [_zelle(str(nr), stand, int(anzahl[stand.value]), kontext) for stand in used]
        rows.append([_link(kontext, f"{nr} {feld}", feld=str(nr)), *cells, str(group["anzahl"].sum())])
    head = ["Handlungsfeld", *(stand.label for stand in used), "zusammen"]
    return html.table(head, rows, caption="Maßnahmen je Handlungsfeld und Umsetzungsstand")


def _zelle(nr: str, stand: Umsetzungsstand, anzahl: int, kontext: Kontext) -> str:
    return _link(kontext, str(anzahl), feld=nr, stand=stand.value) if anzahl else "0"


def _link(kontext: Kontext, label: str, **params: str) -> str:
    return html.link(address(HANDLUNGSFELDER, stichtag=kontext.stichtag_param, **params), label)
