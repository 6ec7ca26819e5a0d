"""One indicator: its sentence, then course, table, definition and source, one at a time."""

from typing import Any

import streamlit as st

from ilm_data.berichte.indikatoren import HINWEIS
from ilm_data.queries.indikator_formen import GEBIETE, ILM_KREIS, THUERINGEN, IndikatorBild, WertZeile
from ilm_data.queries.indikator_tabellen import verlauf_tabelle
from ilm_data.rules.kleine_zahlen import KEINE_ANGABE
from ui.charts.indikator import indikator_chart
from ui.charts.spec import draw_spec
from ui.components import html, url
from ui.components.html import tag, text
from ui.components.indikatoren import KEIN_WERT, show_downloads
from ui.components.wetter import bewertung_marke
from ui.formate import datum
from ui.gezeichnet import einmal
from ui.kontext import Kontext
from ui.navigation import HANDLUNGSFELDER, INDIKATOREN, address

TEILE = {"verlauf": "Verlauf", "tabelle": "Tabelle", "definition": "Definition", "quelle": "Quelle"}


def show_indikator(bild: IndikatorBild, kontext: Kontext) -> None:
    info = bild.info
    zurueck = address(INDIKATOREN, stichtag=kontext.stichtag_param)
    html.show(tag("p", html.link(zurueck, "Alle Indikatoren"), text(f" › {info.bereich_titel}"), cls="pfad"))
    html.show(tag("h2", text(info.titel), cls="massnahme-titel"))
    html.show(tag("p", text(bild.satz), cls="satz"))
    marke = bewertung_marke(bild.bewertung)
    html.show(tag("p", marke) if marke else "")
    teil = _choose_teil()
    {"verlauf": _show_verlauf, "tabelle": _show_tabelle, "definition": _show_definition, "quelle": _show_quelle}[teil](
        bild, kontext
    )


def show_unbekannt(kennung: str) -> None:
    st.warning(f"Einen Indikator „{kennung[:60]}“ gibt es nicht.")
    html.show(tag("p", html.link(address(INDIKATOREN), "Alle Indikatoren"), cls="weiter"))


def _choose_teil() -> str:
    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.segmented_control(
            "Ansicht", values, default=jetzt, key=key, required=True, format_func=TEILE.__getitem__
        )

    return url.one("teil", draw, TEILE, "verlauf")


def _show_verlauf(bild: IndikatorBild, _kontext: Kontext) -> None:
    spec = _verlauf(bild)
    if spec is None:
        html.show(tag("p", text(f"{KEIN_WERT}." if not bild.werte else "Keine Zahl, die gezeigt werden kann.")))
        return
    satz = f"{bild.info.titel}: {bild.satz} Alle Werte stehen unter „Tabelle“."
    st.vega_lite_chart(spec=spec, key="verlauf", theme=None, alt=satz)
    html.show(tag("p", text(_erklaerung(bild)), cls="klein"))
    html.show(tag("p", text(HINWEIS), cls="klein"))


@einmal()
def _verlauf(bild: IndikatorBild) -> dict[str, Any] | None:
    df = verlauf_tabelle(bild)
    return None if df.empty else draw_spec(indikator_chart, df, bild)


def _erklaerung(bild: IndikatorBild) -> str:
    parts = ["Volle Punkte sind endgültige Werte, hohle vorläufig, geschätzt oder eingeschränkt."]
    if bild.brueche:
        parts.append("An einem Bruch endet die Linie: Werte davor und danach lassen sich nicht vergleichen.")
    if bild.vergleich:
        parts.append("Gestrichelt: Thüringen.")
    return " ".join(parts)


def _show_tabelle(bild: IndikatorBild, kontext: Kontext) -> None:
    if not (bild.werte or bild.vergleich):
        html.show(tag("p", text(f"{KEIN_WERT}.")))
        return
    with st.container(horizontal=True, vertical_alignment="center", key="treffer"):
        html.show(tag("p", text(f"{len(bild.werte)} Werte, neueste zuerst"), role="status"))
        show_downloads([bild], bild.info.kennung, kontext)
    vergleich = {z.periode: z for z in bild.vergleich}
    head = ["Zeitraum", GEBIETE[ILM_KREIS], "Merkmal", "Stand der Quelle"]
    head[2:2] = [GEBIETE[THUERINGEN]] if vergleich else []
    rows = [_row(z, vergleich) for z in reversed(bild.werte)]
    html.show(html.table(head, rows, caption=f"Werte: {bild.info.titel}", cls="termintafel"))
    if any(z.punkt.klein for z in bild.werte):
        satz = f"„{KEINE_ANGABE}“: kleiner als {bild.info.kleinste_zahl}; kleine Zahlen könnten auf Einzelne hinweisen."
        html.show(tag("p", text(satz), cls="klein"))


def _row(z: WertZeile, vergleich: dict[str, WertZeile]) -> list[str]:
    cells = [text(z.periode), text(z.text), text(z.merkmal or "endgültig"), text(datum(z.quellenstand))]
    if vergleich:
        cells.insert(2, text(vergleich[z.periode].text if z.periode in vergleich else "–"))
    return cells


def _show_definition(bild: IndikatorBild, kontext: Kontext) -> None:
    info = bild.info
    ziele = "; ".join(f"{soll.text} ({soll.beleg})" for soll in bild.sollwerte)
    brueche = "; ".join(f"{datum(b.am)}: {b.hinweis}" for b in bild.brueche)
    rows = [
        ["Was gezählt wird", text(info.definition)],
        ["Methode und Abgrenzung", text(info.methode or "–")],
        ["Einheit", text(info.mass.einheit)],
        ["Zeitraum eines Werts", text(info.mass.periodenart.label)],
        ["Richtung", text(_richtung(bild))],
        ["Ziel", text(ziele or "keines festgelegt")],
        ["Brüche in der Reihe", text(brueche or "keine bekannt")],
        ["Kleinste gezeigte Zahl", text(info.kleinste_zahl if info.kleinste_zahl else "keine Grenze")],
        ["Zu den Handlungszielen", _ziele(bild, kontext)],
    ]
    html.show(html.table(("Angabe", "Inhalt"), [[text(name), cell] for name, cell in rows], caption="Definition"))


def _richtung(bild: IndikatorBild) -> str:
    label = bild.info.richtung.label
    return f"{label}: wird nie bewertet" if bild.info.richtung.value == "kontext" else label


def _ziele(bild: IndikatorBild, kontext: Kontext) -> str:
    links = [tag("li", html.link(_feld(nr, kontext), f"{nr} {titel}")) for nr, titel in bild.info.ziele]
    return tag("ul", *links, cls="teile") if links else text("–")


def _feld(nr: str, kontext: Kontext) -> str:
    return address(HANDLUNGSFELDER, feld=nr.partition(".")[0], stichtag=kontext.stichtag_param)


def _show_quelle(bild: IndikatorBild, _kontext: Kontext) -> None:
    info = bild.info
    rhythmus = f"alle {info.rhythmus_monate} Monate" if info.rhythmus_monate != 1 else "jeden Monat"
    if info.rhythmus_monate == 12:
        rhythmus = "jährlich"
    karenz = f"etwa {info.karenz_monate} Monate nach dem Ende des Zeitraums" if info.karenz_monate else "sofort"
    letzter = next((z.quellenstand for z in reversed(bild.werte) if z.quellenstand), None)
    rows = [
        ["Quelle", info.quelle],
        ["Adresse", info.quelle_url or "–"],
        ["Lizenz", info.lizenz],
        ["Erscheint", rhythmus],
        ["Liegt vor", "wird laufend berechnet" if info.eigene_rechnung else karenz],
        ["Stand der Quelle beim letzten Wert", datum(letzter)],
    ]
    html.show(html.table(("Angabe", "Inhalt"), [[text(a), text(b)] for a, b in rows], caption="Quelle"))
