"""Events as a list, what they fulfil, and how many there were per year and field."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from ilm_data.berichte.csv import to_csv
from ilm_data.queries.eintrag import Eintrag
from ilm_data.queries.ereignisse import ALLE, EreignisEintrag, by_jahr_und_feld, ereignisse_tabelle
from ilm_data.rules.kleine_zahlen import GRENZE
from ilm_data.rules.zeitleiste import EintragArt
from ui.charts.ereignisse import ereignisse_chart
from ui.charts.spec import draw_spec
from ui.components import html, url
from ui.components.html import tag, text
from ui.components.seiten import part_of, show_in_seiten
from ui.components.terminliste import bezug_link
from ui.formate import datum, plural
from ui.gezeichnet import einmal
from ui.kontext import Kontext
from ui.zeitzeichen import zustand_marke

KOPF = ("Wann", "Ereignis", "Ort", "Stelle", "Status", "Teilnehmende", "Maßnahmen")
ZEIGT = {"ereignisse": "Ereignisse", "teilnehmende": "Teilnehmende"}
OFFEN_GEZEIGT = 7
KLEINE_ZAHLEN = (
    f"Zahlen unter {GRENZE} sind als „k. A.“ gezeigt und in keiner Summe enthalten; „–“ heißt: nicht gezählt."
)


def show_liste(ereignisse: Sequence[EreignisEintrag], alle: int, kontext: Kontext) -> None:
    """What comes next, nearest first; then what was, newest first; the rest one click away."""
    with st.container(horizontal=True, vertical_alignment="center", key="treffer"):
        html.show(tag("p", text(f"{len(ereignisse)} von {plural(alle, 'Ereignis', 'Ereignissen')}"), role="status"))
        if ereignisse:
            _show_download(ereignisse, kontext)
    if not ereignisse:
        html.show(tag("p", text("Kein Ereignis passt zu dieser Auswahl.")))
        return
    kommende, bisherige = _teile(ereignisse, kontext)
    _show_teil("Kommende", "Weitere kommende", kommende, kontext)
    _show_teil("Bisherige", "Frühere", bisherige, kontext)
    html.show(tag("p", text(KLEINE_ZAHLEN), cls="klein"))


@einmal()
def _teile(
    ereignisse: Sequence[EreignisEintrag], kontext: Kontext
) -> tuple[Sequence[EreignisEintrag], Sequence[EreignisEintrag]]:
    """What lies ahead, the nearest first, and what has been, the newest first."""
    ahead = [e for e in ereignisse if e.beginn_am > kontext.stichtag]
    return ahead[::-1], [e for e in ereignisse if e.beginn_am <= kontext.stichtag]


def _show_teil(titel: str, weitere: str, ereignisse: Sequence[EreignisEintrag], kontext: Kontext) -> None:
    def draw(seite: int) -> str:
        return _teil(titel, weitere, ereignisse, seite, kontext)

    if ereignisse:
        show_in_seiten(draw, len(ereignisse), f"seite_{titel.lower()}", f"Seite der Liste: {titel} Ereignisse")


@einmal()
def _teil(titel: str, weitere: str, alle: Sequence[EreignisEintrag], seite: int, kontext: Kontext) -> str:
    ereignisse = part_of(alle, seite)
    offen, rest = ereignisse[:OFFEN_GEZEIGT], ereignisse[OFFEN_GEZEIGT:]
    caption = f"{titel} Ereignisse"
    kopf = tag("h2", text(f"{caption} ({len(alle)})")) + _tabelle(offen, caption, kontext)
    folded = f"{weitere} Ereignisse"
    return kopf + html.folded(f"{folded} ({len(rest)})", _tabelle(rest, folded, kontext) if rest else "")


def _show_download(ereignisse: Sequence[EreignisEintrag], kontext: Kontext) -> None:
    zusatz = "-beispieldaten" if kontext.beispieldaten else ""
    name = f"ereignisse{zusatz}-stand-{kontext.stichtag.isoformat()}.csv"
    st.download_button(
        "Als CSV herunterladen", lambda: _csv(ereignisse, kontext), file_name=name, mime="text/csv", on_click="ignore"
    )


def _csv(ereignisse: Sequence[EreignisEintrag], kontext: Kontext) -> bytes:
    return to_csv(ereignisse_tabelle(ereignisse, kontext.stichtag, beispieldaten=kontext.beispieldaten))


def _tabelle(ereignisse: Sequence[EreignisEintrag], caption: str, kontext: Kontext) -> str:
    return html.table(KOPF, [_row(e, kontext) for e in ereignisse], caption=caption, cls="termintafel")


def _row(e: EreignisEintrag, kontext: Kontext) -> list[str]:
    wann = datum(e.beginn_am) if e.beginn_am == e.ende_am else f"{datum(e.beginn_am)} – {datum(e.ende_am)}"
    links = [tag("li", bezug_link(b, f"{b.ziel_nr} {b.titel}", kontext)) for b in e.bezuege]
    return [
        text(wann),
        text(e.titel),
        text(e.ort or "–"),
        text(e.stelle or "–"),
        zustand_marke(e.zustand),
        text(e.teilnehmende_text),
        tag("ul", *links, cls="teile") if links else text("–"),
    ]


def show_erfuellt(eintraege: Sequence[Eintrag], kontext: Kontext) -> None:
    """Of each rhythm the window that runs and the one before, with the days that count: "2 von 2: …"."""
    recent = _recent(eintraege, kontext)

    def draw(seite: int) -> str:
        return _erfuellt(recent, seite, kontext)

    show_in_seiten(draw, len(recent), "seite_zeitraum", "Seite der Zeiträume")


@einmal()
def _erfuellt(recent: Sequence[Eintrag], seite: int, kontext: Kontext) -> str:
    kopf = tag("h2", text("Welche Zeiträume erfüllt sind"))
    rows = [_fenster(e, kontext) for e in part_of(recent, seite)]
    if not rows:
        return kopf + tag("p", text("Zu dieser Auswahl gehört kein wiederkehrender Termin."))
    satz = "Ein Ereignis zählt für seinen Termin, wenn es stattgefunden hat; ein abgesagtes zählt nicht."
    head = ("Wiederkehrender Termin", "Lage", "Erfüllt durch")
    tabelle = html.table(head, rows, caption="Zeiträume wiederkehrender Termine", cls="termintafel")
    return kopf + tag("p", text(satz), cls="klein") + tabelle


@einmal()
def _recent(eintraege: Sequence[Eintrag], kontext: Kontext) -> list[Eintrag]:
    begun = [e for e in eintraege if e.art is EintragArt.FENSTER and e.start <= kontext.stichtag]
    by_reihe: dict[str, list[Eintrag]] = {}
    for e in begun:
        by_reihe.setdefault(e.reihe, []).append(e)
    return [e for windows in by_reihe.values() for e in reversed(windows[-2:])]


def _fenster(e: Eintrag, kontext: Kontext) -> list[str]:
    return [bezug_link(e.bezuege[0], e.titel, kontext), zustand_marke(e.zustand), text(e.detail)]


@dataclass(frozen=True)
class JeJahr:
    spec: dict[str, Any]
    alt: str
    ausgelassen: str
    tabelle: str


def show_je_jahr(ereignisse: Sequence[EreignisEintrag], felder: dict[str, str]) -> None:
    """`felder`: number → short name, in their order."""
    html.show(tag("h2", text("Ereignisse und Teilnehmende je Jahr und Handlungsfeld")))
    if by_jahr(ereignisse, felder).empty:
        html.show(tag("p", text("Bis zu diesem Stichtag hat kein Ereignis stattgefunden.")))
        return
    drawn = _je_jahr(ereignisse, felder, _choose())
    satz = "Ein Ereignis zu mehreren Feldern zählt in jedem davon, in „alle Felder“ einmal."
    html.show(tag("p", text(f"{satz} {drawn.ausgelassen}"), cls="klein"))
    st.vega_lite_chart(spec=drawn.spec, key="je_jahr", theme=None, alt=drawn.alt)
    with st.expander("Als Tabelle"):
        html.show(drawn.tabelle)


by_jahr = einmal()(by_jahr_und_feld)


@einmal()
def _je_jahr(ereignisse: Sequence[EreignisEintrag], felder: dict[str, str], zeigt: str) -> JeJahr:
    df = by_jahr(ereignisse, felder)
    return JeJahr(draw_spec(ereignisse_chart, df, zeigt), _alt(df, zeigt), _ausgelassen(df), _je_jahr_tabelle(df))


def _choose() -> str:
    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.segmented_control(
            "Die Felder zeigen", values, default=jetzt, key=key, required=True, format_func=ZEIGT.__getitem__
        )

    return url.one("zeigt", draw, ZEIGT, default="ereignisse")


def _ausgelassen(df: pd.DataFrame) -> str:
    anzahl = int(df.loc[df["feld_nr"] == ALLE, "ausgelassen"].sum())
    satz = f"{plural(anzahl, 'Ereignis', 'Ereignisse')} ohne Angabe oder mit weniger als {GRENZE} Teilnehmenden"
    return f"Nicht in den Summen: {satz}." if anzahl else ""


def _alt(df: pd.DataFrame, zeigt: str) -> str:
    alle = df[df["feld_nr"] == ALLE]
    zahlen = alle["ereignisse"].astype(str) if zeigt == "ereignisse" else alle["teilnehmende_text"]
    teile = [f"{jahr}: {zahl}" for jahr, zahl in zip(alle["jahr"], zahlen, strict=True)]
    return f"{ZEIGT[zeigt]} je Jahr und Handlungsfeld. Alle Felder: {'; '.join(teile)}. Einzeln in der Tabelle."


def _je_jahr_tabelle(df: pd.DataFrame) -> str:
    jahre = sorted(df["jahr"].unique())
    rows = []
    for (nr, feld), group in df.groupby(["feld_nr", "feld"], sort=False):
        cells = [_zelle(row) for row in group.sort_values("jahr").to_dict("records")]
        rows.append([text(feld if nr == ALLE else f"{nr} {feld}"), *cells])
    head = ["Handlungsfeld", *(str(jahr) for jahr in jahre)]
    return html.table(head, rows, caption="Ereignisse und Teilnehmende je Jahr und Handlungsfeld")


def _zelle(row: Mapping[Hashable, Any]) -> str:
    kamen = tag("span", text(f"Teilnehmende: {row['teilnehmende_text']}"), cls="klein") if row["ereignisse"] else ""
    return text(row["ereignisse"]) + kamen


@einmal()
def as_eintraege(eintraege: Sequence[Eintrag], ereignisse: Sequence[EreignisEintrag]) -> list[Eintrag]:
    """The calendar entries of the events that the filter left."""
    kennungen = {f"ereignis-{e.id}" for e in ereignisse}
    return [e for e in eintraege if e.kennung in kennungen]
