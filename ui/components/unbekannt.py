"""What helps on when an address names no measure: a sentence, and the measures that come closest."""

from collections.abc import Sequence
from difflib import get_close_matches

from ilm_data.queries.massnahmen import MassnahmeZeile
from ui.components import html
from ui.components.ansehen import massnahme_link
from ui.components.html import tag, text
from ui.kontext import Kontext
from ui.navigation import HANDLUNGSFELDER, address


def show_unbekannt(gesucht: str, zeilen: Sequence[MassnahmeZeile], kontext: Kontext) -> None:
    """Names what was asked for, offers near addresses and the way to all measures."""
    if gesucht:
        titel = "Diese Maßnahme gibt es nicht"
        satz = f"Unter der Adresse „{gesucht[:60]}“ steht keine Maßnahme. Eine Adresse sieht so aus: 2020-2.9-M1."
    else:
        titel, satz = "Bitte wählen Sie eine Maßnahme", "Die Adresse dieser Seite nennt keine Maßnahme."
    html.show(tag("h2", text(titel)) + tag("p", text(satz)))
    by_key = {zeile.schluessel: zeile for zeile in zeilen}
    nahe = [by_key[key] for key in get_close_matches(gesucht.upper(), by_key, n=3, cutoff=0.6)]
    if nahe:
        items = "".join(tag("li", massnahme_link(zeile, kontext)) for zeile in nahe)
        html.show(tag("p", text("Vielleicht meinen Sie:")) + tag("ul", items))
    alle = html.link(address(HANDLUNGSFELDER, stichtag=kontext.stichtag_param), "Alle Maßnahmen nach Handlungsfeld")
    html.show(tag("p", alle))
