"""How many entries a filter leaves, the way back to all, and the choice of outline or table."""

import streamlit as st

from ilm_data.queries.filter import Filter
from ui.components import html, url
from ui.components.html import tag, text
from ui.navigation import HANDLUNGSFELDER, address

ANSICHTEN = {"gliederung": "Gliederung", "tabelle": "Tabelle"}


def show_treffer(gefunden: int, alle: int, filter_: Filter) -> None:
    """Says that entries of the concept are counted here, twice-listed ones twice."""
    zurueck = html.link(address(HANDLUNGSFELDER), "Alle zeigen") if not filter_.is_empty else ""
    if gefunden:
        satz = f"{gefunden} von {alle} Einträgen des Konzepts "
    else:
        satz = "Keine Maßnahme passt zu dieser Auswahl. Nehmen Sie einen Filter heraus oder prüfen Sie das Suchwort. "
    html.show(tag("p", text(satz), zurueck, cls="treffer", role="status"))


def choose_ansicht() -> str:
    """ "gliederung" or "tabelle", from the address."""

    def draw(values: list[str], key: str) -> str | None:
        return st.segmented_control(
            "Ansicht", values, key=key, required=True, format_func=ANSICHTEN.__getitem__, label_visibility="collapsed"
        )

    return url.one("ansicht", draw, ANSICHTEN, default="gliederung")
