"""How many entries a filter leaves, the way back to all, and the choice of outline or table."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from ilm_data.queries.felder import ALLE_FELDER, Feld
from ilm_data.queries.filter import Filter
from ui.components import html, url
from ui.components.feldwahl import spoken_panels
from ui.components.html import tag, text
from ui.navigation import HANDLUNGSFELDER, address

ANSICHTEN = {"gliederung": "Gliederung", "tabelle": "Tabelle"}


def show_treffer(gefunden: Mapping[str, int], alle: int, filter_: Filter, felder: Mapping[str, Feld]) -> None:
    """`gefunden` counts by Handlungsfeld, "" is all. Entries of the concept are counted, twice-listed ones twice."""
    saetze = {nr: _treffer(gefunden.get(nr, 0), alle, replace(filter_, feld=nr)) for nr in (ALLE_FELDER, *felder)}
    html.show(spoken_panels(saetze, filter_.feld, felder))


def _treffer(gefunden: int, alle: int, filter_: Filter) -> str:
    zurueck = html.link(address(HANDLUNGSFELDER), "Alle zeigen") if not filter_.is_empty else ""
    ziel = f" zum Handlungsziel {filter_.ziel}" if filter_.ziel else ""
    if gefunden:
        satz = f"{gefunden} von {alle} Einträgen des Konzepts{ziel} "
    else:
        satz = "Keine Maßnahme passt zu dieser Auswahl. Nehmen Sie einen Filter heraus oder prüfen Sie das Suchwort. "
    return tag("p", text(satz), zurueck, cls="treffer")


def choose_ansicht() -> str:
    """ "gliederung" or "tabelle", from the address."""

    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.segmented_control(
            "Ansicht",
            values,
            default=jetzt,
            key=key,
            required=True,
            format_func=ANSICHTEN.__getitem__,
            label_visibility="collapsed",
        )

    return url.one("ansicht", draw, ANSICHTEN, default="gliederung")
