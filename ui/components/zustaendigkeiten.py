"""Around the heatmap of Zuständigkeiten: choices, counting, download, and the measures that nobody by name leads."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from ilm_data.berichte.csv import to_csv
from ilm_data.queries.leitende import leitende
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.queries.tabelle_zustaendigkeiten import belastung_tabelle
from ilm_data.queries.zustaendigkeiten import OhneFederfuehrung, Zeigt
from ui.components import html, url
from ui.components.ansehen import massnahme_link
from ui.components.belastung import ALLE, ALLE_WERT, Wahl
from ui.components.html import tag, text
from ui.kontext import Kontext

EBENEN = {"amt": "bei ihrer Stelle zählen", "einzeln": "einzeln zeigen"}

ERKLAERUNG: dict[Zeigt, str] = {
    Zeigt.MASSNAHMEN: "Gezählt ist jede Maßnahme, an der die Stelle in irgendeiner Rolle beteiligt ist.",
    Zeigt.FEDERFUEHREND: "Gezählt ist, wo die Stelle federführend oder gemeinsam mit anderen zuständig ist.",
    Zeigt.UEBERFAELLIG: "Gezählt ist jede Maßnahme der Stelle, gleich in welcher Rolle, bei der etwas überfällig oder "
    "im Rückstand ist.",
    Zeigt.STUMM: "Gezählt ist jede nicht beendete Maßnahme der Stelle, gleich in welcher Rolle, zu der seit 6 Monaten "
    "niemand gemeldet hat.",
}


def choose_wahl(kontext: Kontext) -> Wahl:
    """The choices of the page, from the address."""
    return Wahl(_choose_zeigt(), _choose_einzeln(), st.query_params.get(ALLE) == ALLE_WERT, kontext)


def _choose_zeigt() -> Zeigt:
    """What a cell shows, from the address."""
    options = {zeigt.value: zeigt.label for zeigt in Zeigt}

    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.pills(
            "Zahl im Feld", values, default=jetzt, key=key, required=True, wrap=True, format_func=options.__getitem__
        )

    chosen = url.one("zeigt", draw, options, default=Zeigt.MASSNAHMEN.value)
    return next(zeigt for zeigt in Zeigt if zeigt.value == chosen)


def _choose_einzeln() -> bool:
    """Whether units stand as rows of their own, from the address."""

    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.pills(
            "Einheiten eines Amtes oder Trägers",
            values,
            default=jetzt,
            key=key,
            required=True,
            wrap=True,
            format_func=EBENEN.__getitem__,
        )

    return url.one("ebene", draw, EBENEN, default="amt") == "einzeln"


def show_zaehlweise(wahl: Wahl) -> None:
    """Says what is counted and how."""
    einheit = "Einheiten stehen für sich" if wahl.einzeln else "Einheiten zählen bei ihrem Amt oder Träger"
    satz = f"{ERKLAERUNG[wahl.zeigt]} Doppelt genannte Maßnahmen zählen einmal, jede je Stelle einmal; {einheit}."
    html.show(tag("p", text(satz), cls="klein"))


def show_download(df: pd.DataFrame, kontext: Kontext) -> None:
    """All numbers of all Stellen as CSV, whatever the cells show."""
    name = f"zustaendigkeiten-stand-{kontext.stichtag.isoformat()}.csv"
    st.download_button(
        "Als CSV herunterladen", lambda: _csv(df, kontext), file_name=name, mime="text/csv", on_click="ignore"
    )


def _csv(df: pd.DataFrame, kontext: Kontext) -> bytes:
    return to_csv(belastung_tabelle(df, kontext.stichtag, beispieldaten=kontext.beispieldaten))


def show_ohne_federfuehrung(found: OhneFederfuehrung, kontext: Kontext) -> None:
    """Measures that no Stelle known by name leads, in two groups."""
    html.show(tag("h2", text("Ohne benannte Federführung"), id="ohne-federfuehrung"))
    if found.ohne:
        _show_liste("Keine federführende oder gemeinsam zuständige Stelle", found.ohne, kontext)
    else:
        html.show(tag("p", text("Jede Maßnahme hat eine federführende oder gemeinsam zuständige Stelle.")))
    if found.nur_sammel:
        _show_liste("Federführend nur unter einer Sammelbezeichnung", found.nur_sammel, kontext)


def _show_liste(titel: str, zeilen: Sequence[MassnahmeZeile], kontext: Kontext) -> None:
    items = (
        tag("li", massnahme_link(zeile, kontext), tag("span", text(leitende(zeile.stellen)), cls="schritt"))
        for zeile in zeilen
    )
    html.show(tag("h3", text(f"{titel} ({len(zeilen)})")) + tag("ol", *items, cls="liste"))
