"""The measures as people know them: field → goals → measures, and flat as a table."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import streamlit as st

from ilm_data.berichte.csv import to_csv
from ilm_data.queries.leitende import leitende
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.queries.tabelle import massnahmen_tabelle
from ilm_data.queries.ueberblick import make_kennzahlen
from ilm_data.queries.ziele import ZielZeile
from ilm_data.rules.kennzahlen import counted
from ui.components import html
from ui.components.html import tag, text
from ui.components.marken import marke
from ui.formate import datum, plural
from ui.kontext import Kontext
from ui.navigation import MASSNAHME, address

KOPF = ("Nr.", "Maßnahme", "Umsetzungsstand", "Terminlage", "Letzte Meldung", "Zuständig")


def show_gliederung(
    zeilen: Sequence[MassnahmeZeile],
    alle: Sequence[MassnahmeZeile],
    ziele: Sequence[ZielZeile],
    kontext: Kontext,
    *,
    vollstaendig: bool,
) -> None:
    """One section per Handlungsfeld. `vollstaendig`: nothing is filtered, so goals without any report are named."""
    by_ziel = {nr: list(group) for nr, group in groupby(zeilen, key=lambda z: z.plan.ziel_nr)}
    for _, group in groupby(ziele, key=lambda z: z.feld_nr):
        feld = [ziel for ziel in group if ziel.nr in by_ziel]
        if feld:
            _show_feld(feld, by_ziel, [z for z in alle if z.plan.feld_nr == feld[0].feld_nr], kontext, vollstaendig)


def _show_feld(
    ziele: Sequence[ZielZeile],
    by_ziel: dict[str, list[MassnahmeZeile]],
    feld: Sequence[MassnahmeZeile],
    kontext: Kontext,
    vollstaendig: bool,
) -> None:
    nr, titel = ziele[0].feld_nr, ziele[0].feld_titel
    html.show(tag("h2", text(f"{nr} {titel}"), id=f"feld-{nr}") + tag("p", text(_feld_satz(feld)), cls="klein"))
    head = tag("tr", *(tag("th", text(name), scope="col") for name in KOPF))
    bodies = "".join(_ziel(ziel, by_ziel[ziel.nr], kontext, vollstaendig) for ziel in ziele)
    caption = tag("caption", text(f"Ziele und Maßnahmen im Handlungsfeld {titel}"), cls="nur-vorlesen")
    html.show(tag("table", caption, tag("thead", head), bodies, cls="ilm gliederung"))


def _feld_satz(feld: Sequence[MassnahmeZeile]) -> str:
    """The field's figures; says which entries are counted elsewhere."""
    k = make_kennzahlen(feld)
    doppelt = len(feld) - len(counted(zeile.lage for zeile in feld))
    satz = f"Laufen oder erledigt: {k.laufen_oder_erledigt.text}. Ohne Meldung seit 6 Monaten: {k.ohne_meldung.text}."
    if doppelt:
        satz += f" {plural(doppelt, 'Eintrag', 'Einträge')} mit gleicher Maßnahme in einem anderen Feld zählen dort."
    return satz


def _ziel(ziel: ZielZeile, zeilen: Sequence[MassnahmeZeile], kontext: Kontext, vollstaendig: bool) -> str:
    titel = tag("span", text(f"{ziel.nr} {ziel.titel}"), cls="ziel")
    ohne = vollstaendig and all(zeile.meldung.stand_am is None for zeile in zeilen)
    hinweis = tag("span", text(" Zu diesem Ziel liegt keine Meldung vor."), cls="ohne-meldung") if ohne else ""
    head = tag("tr", tag("th", titel, hinweis, colspan=str(len(KOPF)), scope="rowgroup"))
    return tag("tbody", head, *(tag("tr", *_zellen(zeile, kontext)) for zeile in zeilen))


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


def show_tabelle(zeilen: Sequence[MassnahmeZeile], kontext: Kontext) -> None:
    """The flat twin: the same rows, in words, without marks."""
    df = massnahmen_tabelle(zeilen, kontext.stichtag, beispieldaten=kontext.beispieldaten)
    shown = df[["Schlüssel", "Maßnahme", "Umsetzungsstand", "Terminlage", "Aktualität", "Letzte Meldung"]]
    rows = []
    for row in shown.itertuples(index=False):
        href = address(MASSNAHME, massnahme=str(row[0]), stichtag=kontext.stichtag_param)
        rows.append([html.link(href, str(row[0])), *(text(cell) for cell in row[1:])])
    html.show(html.table(shown.columns, rows, caption="Maßnahmen als Tabelle"))


def show_download(zeilen: Sequence[MassnahmeZeile], kontext: Kontext) -> None:
    """The filtered rows as CSV."""
    df = massnahmen_tabelle(zeilen, kontext.stichtag, beispieldaten=kontext.beispieldaten)
    name = f"massnahmen-stand-{kontext.stichtag.isoformat()}.csv"
    st.download_button("Als CSV herunterladen", lambda: to_csv(df), file_name=name, mime="text/csv", on_click="ignore")
