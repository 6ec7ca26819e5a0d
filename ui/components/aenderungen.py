"""What has changed: one sentence, one picture, then the list by Handlungsfeld."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from ilm_data.queries.fluss import fluss_tabelle
from ilm_data.rules.gesamtstand import MassnahmeStand
from ilm_data.rules.nummern import nummer_key
from ilm_data.rules.veraenderung import Aenderungen, Art, Veraenderung
from ilm_data.rules.veraenderung_satz import satz
from ui.aenderungszeichen import art_marke
from ui.charts.fluss import fluss_chart
from ui.charts.spec import draw_spec
from ui.components import html
from ui.components.html import tag, text
from ui.components.seiten import part_of, show_in_seiten
from ui.components.vergleich import Vergleich
from ui.formate import datum, plural
from ui.gezeichnet import einmal
from ui.navigation import MASSNAHME, SITZUNGEN, address

KOPF = ("Nr.", "Maßnahme", "Was hat sich geändert", "Wie", "Grund")


def show_satz(v: Vergleich) -> None:
    """The situation in one sentence, and what is compared with what."""
    worte = satz(v.aenderungen, text(v.anfang), lambda teil: f"<strong>{teil.anzahl}</strong> {text(teil.wort)}")
    html.show(tag("p", worte, cls="satz aenderung-satz"))
    a = v.aenderungen
    verglichen = plural(a.verglichen, "Maßnahme", "Maßnahmen")
    tage = f"Vom {datum(a.von.stichtag)} bis {datum(a.bis.stichtag)}, {verglichen} verglichen."
    link = html.link(address(SITZUNGEN), "Alle Sitzungen")
    html.show(tag("p", text(f"{v.hinweis} {tage} ".strip() + " "), link, cls="klein"))


@dataclass(frozen=True)
class Fluss:
    """Without a specification nobody moved, and the sentence says so."""

    kopf: str = ""
    spec: dict[str, Any] | None = None
    alt: str = ""
    tabelle: str = ""


def show_fluss(a: Aenderungen) -> None:
    """From the Umsetzungsstand then to that of now; the table says the same. Nothing to draw when nobody moved."""
    fluss = _fluss(a)
    html.show(fluss.kopf)
    if fluss.spec is None:
        return
    st.vega_lite_chart(spec=fluss.spec, theme=None, alt=fluss.alt, key="fluss")
    with st.expander("Als Tabelle"):
        html.show(fluss.tabelle)


@einmal()
def _fluss(a: Aenderungen) -> Fluss:
    df = fluss_tabelle(a)
    if df.empty:
        return Fluss()
    titel = tag("h2", text("Umsetzungsstand: damals links, jetzt rechts"))
    kopf = titel + tag("p", text(_fluss_satz(df)), cls="klein fluss-satz")
    if not df["geaendert"].any():
        return Fluss(kopf)
    rows = [[text(r.von_label), text(r.bis_label), str(r.anzahl)] for r in df.itertuples()]
    tabelle = html.table(("Damals", "Jetzt", "Maßnahmen"), rows, caption="Umsetzungsstand damals und jetzt")
    return Fluss(kopf, draw_spec(fluss_chart, df), _alt(df), tabelle)


def _fluss_satz(df: pd.DataFrame) -> str:
    moved, stayed = (int(df.loc[df["geaendert"] == flag, "anzahl"].sum()) for flag in (True, False))
    if not moved:
        return f"Bei allen {stayed} Maßnahmen ist der gemeldete Umsetzungsstand gleich geblieben."
    return (
        f"Farbig: {plural(moved, 'Maßnahme hat', 'Maßnahmen haben')} den Stand gewechselt. Grau: {stayed} unverändert."
    )


def _alt(df: pd.DataFrame) -> str:
    moved = [f"{r.anzahl} von {r.von_label} zu {r.bis_label}" for r in df[df["geaendert"]].itertuples()]
    stayed = [f"{r.anzahl} {r.von_label}" for r in df[~df["geaendert"]].itertuples()]
    gewechselt = f"Gewechselt: {'; '.join(moved)}. " if moved else "Keine Maßnahme hat den Stand gewechselt. "
    return f"Fluss der Maßnahmen zwischen den Umsetzungsständen. {gewechselt}Unverändert: {', '.join(stayed)}."


def show_listen(a: Aenderungen) -> None:
    """One table per Handlungsfeld; new reports only as links, for there are many."""
    liste = _liste(a)

    def draw(seite: int) -> str:
        return _listen(liste, seite)

    def draw_meldungen(seite: int) -> str:
        return _meldungen(liste, seite)

    show_in_seiten(draw, len(liste.gezeigt), "seite", "Seite der Änderungen")
    show_in_seiten(draw_meldungen, len(liste.gemeldet), "seite_meldung", "Seite der neuen Meldungen")


@einmal()
def _liste(a: Aenderungen) -> "_Liste":
    return _Liste(a)


@einmal()
def _listen(liste: "_Liste", seite: int) -> str:
    if not liste.a.veraenderungen:
        return tag("p", text("In dieser Zeit hat sich an keiner Maßnahme etwas geändert."), cls="kasten")
    teile = []
    for nr, rows in groupby(part_of(liste.gezeigt, seite), key=liste.feld_nr):
        feld = liste.felder[nr]
        titel = tag("h2", text(f"{nr} {feld}" if nr else feld), cls="aenderung-feld")
        teile.append(titel + liste.table(rows, f"Änderungen: {feld}"))
    return "".join(teile)


@einmal()
def _meldungen(liste: "_Liste", seite: int) -> str:
    """One line: which measures have a newer report, whatever it says."""
    if not liste.gemeldet:
        return ""
    shown = part_of(liste.gemeldet, seite)
    links = [html.link(address(MASSNAHME, massnahme=m.schluessel), f"{m.ziel_nr} {m.titel}") for m in shown]
    anzahl = plural(len(liste.gemeldet), "Maßnahme", "Maßnahmen")
    items = "".join(tag("li", link) for link in links)
    return html.folded(f"Neue Meldungen zu {anzahl}", tag("ul", items))


class _Liste:
    """The changes with the names of their measures. An event of several fields stands in that of its first measure."""

    def __init__(self, a: Aenderungen) -> None:
        self.a = a
        self.massnahmen = a.bis.nach_schluessel
        felder = {m.feld_nr: m.feld for m in a.bis.massnahmen}
        self.felder = {nr: felder[nr] for nr in sorted(felder, key=nummer_key)} | {"": "Ohne Maßnahme"}
        self.gezeigt = sorted((v for v in a.veraenderungen if v.art is not Art.MELDUNG), key=self._order)
        self.gemeldet = [m for v in a.of(Art.MELDUNG) for m in self.known(v)]

    def _order(self, v: Veraenderung) -> tuple[int, list[tuple[int, ...]], int]:
        feld = list(self.felder).index(self.feld_nr(v))
        return feld, [nummer_key(m.ziel_nr) for m in self.known(v)[:1]], _rang(v)

    def known(self, v: Veraenderung) -> list[MassnahmeStand]:
        return [self.massnahmen[key] for key in v.massnahmen if key in self.massnahmen]

    def feld_nr(self, v: Veraenderung) -> str:
        return next((m.feld_nr for m in self.known(v)), "")

    def table(self, rows: Iterable[Veraenderung], caption: str) -> str:
        return html.table(KOPF, map(self.row, rows), caption=caption, cls="termintafel aenderungstafel")

    def row(self, v: Veraenderung) -> list[str]:
        known = self.known(v)
        links = (html.link(address(MASSNAHME, massnahme=m.schluessel), m.titel) for m in known)
        ding = tag("span", text(v.gegenstand), cls="klein") if v.gegenstand else ""
        nummern = ", ".join(dict.fromkeys(m.ziel_nr for m in known))
        titel = "".join(tag("span", link, cls="zeile") for link in links)
        return [text(nummern or "–"), titel or text("–"), art_marke(v.art) + ding, text(_wie(v)), text(v.grund or "–")]


def _rang(v: Veraenderung) -> int:
    return list(Art).index(v.art)


def _wie(v: Veraenderung) -> str:
    if v.art is Art.EREIGNIS:
        return f"am {datum(v.tag)}" + (f", {v.nachher}" if v.nachher else "")
    if v.art in (Art.SCHRITT_ERLEDIGT, Art.SCHRITT_ENTFALLEN):
        return f"am {datum(v.tag)}"
    if v.art is Art.VERSCHOBEN and v.tage is not None:
        richtung = "später" if v.tage > 0 else "früher"
        return f"{v.vorher} → {v.nachher} ({plural(abs(v.tage), 'Tag', 'Tage')} {richtung})"
    return " → ".join(part for part in (v.vorher, v.nachher) if part)
