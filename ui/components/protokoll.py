"""The log as people read it: filters that live in the address, and one row per change."""

from datetime import date

import streamlit as st

from db.vocabulary import Aktion
from ilm_data.queries.protokoll import Feldwechsel, ProtokollFilter, ProtokollSeite, ProtokollZeile
from ui.components import html, url
from ui.components.html import tag, text
from ui.formate import parse_datum, plural

KOPF = ("Zeitpunkt", "Wer", "Aktion", "Tabelle", "Zeile", "Was")


def choose_filter(tabellen: tuple[str, ...], akteure: tuple[str, ...]) -> ProtokollFilter:
    """Table, action, actor and days, from the address."""
    columns = st.columns(5)
    with columns[0]:
        tabelle = _select("tabelle", "Tabelle", {name: name for name in tabellen})
    with columns[1]:
        aktion = _select("aktion", "Aktion", {aktion.value: aktion.label for aktion in Aktion})
    with columns[2]:
        akteur = _select("akteur", "Wer", {name: name for name in akteure})
    with columns[3]:
        von = _tag("von", "Von (TT.MM.JJJJ)")
    with columns[4]:
        bis = _tag("bis", "Bis (TT.MM.JJJJ)")
    return ProtokollFilter(tabelle, aktion, akteur, von, bis)


def _select(param: str, label: str, options: dict[str, str]) -> str:
    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.selectbox(
            label, values, index=url.index(values, jetzt), key=key, format_func=options.__getitem__, placeholder="alle"
        )

    return url.one(param, draw, options)


def _tag(param: str, label: str) -> date | None:
    typed = url.free(param, lambda key, jetzt: st.text_input(label, value=jetzt, key=key, max_chars=20))
    found = parse_datum(typed)
    if typed and found is None:
        st.error("Kein Datum. Zum Beispiel: 31.12.2025")
    return found


def show_protokoll(seite: ProtokollSeite) -> None:
    html.show(tag("p", text(f"{plural(seite.anzahl, 'Eintrag', 'Einträge')}, neueste zuerst."), role="status"))
    if seite.zeilen:
        html.show(html.table(KOPF, [_cells(zeile) for zeile in seite.zeilen], caption="Protokoll"))


def _cells(zeile: ProtokollZeile) -> list[str]:
    wann = zeile.zeitpunkt.strftime("%d.%m.%Y %H:%M:%S")
    plain = [text(cell) for cell in (wann, zeile.akteur, zeile.aktion.label, zeile.tabelle, zeile.zeile)]
    return [*plain, "".join(_wechsel(wechsel) for wechsel in zeile.wechsel)]


def _wechsel(wechsel: Feldwechsel) -> str:
    """Field: old → new, escaped; the log holds what people typed."""
    alt = tag("del", text(wechsel.alt)) + text(" → ") if wechsel.alt else ""
    neu = text(wechsel.neu) if wechsel.neu else text("leer")
    return tag("div", tag("b", text(wechsel.feld)), text(": "), alt, neu, cls="wechsel")
