"""The measures as people know them: field → goals → measures, and flat as a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import streamlit as st

from ilm_data.berichte.csv import to_csv
from ilm_data.queries.leitende import leitende
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.queries.tabelle import massnahmen_tabelle
from ilm_data.queries.ueberblick import Ueberblick
from ilm_data.queries.ziele import ZielZeile
from ui.components import html
from ui.components.ausschnitt import Ausschnitt
from ui.components.html import tag, text
from ui.components.marken import marke
from ui.formate import datum, plural
from ui.kontext import Kontext
from ui.navigation import MASSNAHME, address

KOPF = ("Nr.", "Maßnahme", "Umsetzungsstand", "Terminlage", "Letzte Meldung", "Zuständig")


@dataclass(frozen=True)
class Gliederung:
    """What the outline draws. `vollstaendig`: nothing is left out, so goals without any report are named."""

    ausschnitt: Ausschnitt
    lagen: Mapping[str, Ueberblick]
    kontext: Kontext
    vollstaendig: bool


def show_gliederung(gliederung: Gliederung, ziele: Sequence[ZielZeile]) -> None:
    """One section per Handlungsfeld."""
    by_ziel = {nr: list(group) for nr, group in groupby(gliederung.ausschnitt.zeilen, key=lambda z: z.plan.ziel_nr)}
    sections = []
    for _, group in groupby(ziele, key=lambda z: z.feld_nr):
        feld = {ziel: by_ziel[ziel.nr] for ziel in group if ziel.nr in by_ziel}
        if feld:
            sections.append(_feld(feld, gliederung))
    html.show("".join(sections))


def _feld(ziele: Mapping[ZielZeile, list[MassnahmeZeile]], g: Gliederung) -> str:
    first = next(iter(ziele))
    nr, titel = first.feld_nr, first.feld_titel
    satz = tag("p", text(_feld_satz(g.lagen[nr])), cls="klein")
    head = tag("tr", *(tag("th", text(name), scope="col") for name in KOPF))
    bodies = "".join(_ziel(ziel, rows, g) for ziel, rows in ziele.items())
    caption = tag("caption", text(f"Ziele und Maßnahmen im Handlungsfeld {titel}"), cls="nur-vorlesen")
    table = tag("table", caption, tag("thead", head), bodies, cls="ilm gliederung")
    seen = g.ausschnitt.attributes([row for rows in ziele.values() for row in rows])
    return tag("div", tag("h2", text(f"{nr} {titel}"), id=f"feld-{nr}"), satz, table, cls="feldteil", **seen)


def _feld_satz(u: Ueberblick) -> str:
    """The field's figures; says which entries are counted elsewhere."""
    k, doppelt = u.kennzahlen, u.eintraege - u.anzahl
    satz = f"Laufen oder erledigt: {k.laufen_oder_erledigt.text}. Ohne Meldung seit 6 Monaten: {k.ohne_meldung.text}."
    if doppelt:
        satz += f" {plural(doppelt, 'Eintrag', 'Einträge')} mit gleicher Maßnahme in einem anderen Feld zählen dort."
    return satz


def _ziel(ziel: ZielZeile, zeilen: Sequence[MassnahmeZeile], g: Gliederung) -> str:
    titel = tag("span", text(f"{ziel.nr} {ziel.titel}"), cls="ziel")
    ohne = g.vollstaendig and all(zeile.meldung.stand_am is None for zeile in zeilen)
    hinweis = tag("span", text(" Zu diesem Ziel liegt keine Meldung vor."), cls="ohne-meldung") if ohne else ""
    head = tag("tr", tag("th", titel, hinweis, colspan=str(len(KOPF)), scope="rowgroup"))
    rows = (tag("tr", *_zellen(zeile, g.kontext), **g.ausschnitt.attributes([zeile])) for zeile in zeilen)
    return tag("tbody", head, *rows, **g.ausschnitt.attributes(zeilen))


def _zellen(zeile: MassnahmeZeile, kontext: Kontext) -> Iterable[str]:
    link = html.link(address(MASSNAHME, massnahme=zeile.schluessel, stichtag=kontext.stichtag_param), zeile.plan.titel)
    gleich = tag("span", text(f"gleich mit {zeile.lage.gleich_mit}"), cls="klein") if zeile.lage.gleich_mit else ""
    hemmnis = tag("span", text(f"Hemmnis: {zeile.lage.hemmnis.label}"), cls="klein") if zeile.lage.hemmnis else ""
    meldung = marke(zeile.lage.aktualitaet) + tag("span", text(datum(zeile.meldung.stand_am)), cls="klein")
    cells = (
        text(f"{zeile.plan.ziel_nr} {zeile.plan.nr}"),
        link + gleich,
        marke(zeile.lage.umsetzungsstand) + hemmnis,
        marke(zeile.lage.terminlage) + tag("span", text(_grund(zeile)), cls="klein"),
        meldung,
        text(leitende(zeile.stellen)),
    )
    yield tag("th", cells[0], scope="row", data_spalte=KOPF[0])
    for cell, name in zip(cells[1:], KOPF[1:], strict=True):
        yield tag("td", cell, data_spalte=name)


def _grund(zeile: MassnahmeZeile) -> str:
    return "" if zeile.termin.faellig_am is None else zeile.termin.grund


def show_tabelle(ausschnitt: Ausschnitt, kontext: Kontext) -> None:
    """The flat twin: the same rows, in words, without marks."""
    df = massnahmen_tabelle(ausschnitt.zeilen, kontext.stichtag, beispieldaten=kontext.beispieldaten)
    shown = df[["Schlüssel", "Maßnahme", "Umsetzungsstand", "Terminlage", "Aktualität", "Letzte Meldung"]]
    rows = []
    for row in shown.itertuples(index=False):
        href = address(MASSNAHME, massnahme=str(row[0]), stichtag=kontext.stichtag_param)
        rows.append([html.link(href, str(row[0])), *(text(cell) for cell in row[1:])])
    seen = [ausschnitt.attributes([zeile]) for zeile in ausschnitt.zeilen]
    html.show(html.table(shown.columns, rows, caption="Maßnahmen als Tabelle", attributes=seen))


def show_download(zeilen: Sequence[MassnahmeZeile], kontext: Kontext) -> None:
    """The filtered rows as CSV, made when somebody asks for it."""

    def csv() -> bytes:
        return to_csv(massnahmen_tabelle(zeilen, kontext.stichtag, beispieldaten=kontext.beispieldaten))

    name = f"massnahmen-stand-{kontext.stichtag.isoformat()}.csv"
    st.download_button("Als CSV herunterladen", csv, file_name=name, mime="text/csv", on_click="ignore")
