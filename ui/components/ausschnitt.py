"""Of a long list only the first entries are sent: those asked for, and a few of every other field."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from ilm_data.queries.felder import ALLE_FELDER
from ilm_data.queries.massnahmen import MassnahmeZeile
from ui.components import html
from ui.components.feldwahl import nur, zu
from ui.components.html import tag, text
from ui.navigation import HANDLUNGSFELDER, address

PARAM = "zeilen"
SCHRITT, HOECHSTENS = 200, 20_000
# Fills a screen until the server has sent the rest.
VORRAT = 30


@dataclass(frozen=True)
class Ausschnitt:
    """`zeilen` are sent and seen when their field is chosen; `in_allen` are the keys seen among all fields too.

    `gefunden` counts all by field, "" is all of them; `gezeigt` likewise how many of them are seen.
    """

    zeilen: tuple[MassnahmeZeile, ...]
    in_allen: frozenset[str]
    gefunden: Mapping[str, int]
    gezeigt: Mapping[str, int]
    feld: str

    @property
    def is_whole(self) -> bool:
        return len(self.in_allen) == self.gefunden[ALLE_FELDER]

    def attributes(self, zeilen: Sequence[MassnahmeZeile]) -> dict[str, str | None]:
        """When these rows of one field are to be seen."""
        also_in_all = any(zeile.schluessel in self.in_allen for zeile in zeilen)
        return (zu if also_in_all else nur)(zeilen[0].plan.feld_nr, self.feld)


def asked_zeilen() -> int:
    """How many entries the address asks for."""
    asked = str(st.query_params.get(PARAM, ""))
    return min(int(asked), HOECHSTENS) if asked.isdecimal() and len(asked) < 6 and int(asked) > SCHRITT else SCHRITT


def cut(zeilen: Sequence[MassnahmeZeile], feld: str, grenze: int) -> Ausschnitt:
    """The first `grenze` of the chosen field (or of all), the first VORRAT of every other choice."""
    gefunden: Counter[str] = Counter()
    in_allen, im_feld = set(), set()
    vorrat = VORRAT if len(zeilen) > grenze else grenze
    for zeile in zeilen:
        nr = zeile.plan.feld_nr
        if gefunden[ALLE_FELDER] < (vorrat if feld else grenze):
            in_allen.add(zeile.schluessel)
        if gefunden[nr] < (grenze if nr == feld else vorrat):
            im_feld.add(zeile.schluessel)
        gefunden.update((ALLE_FELDER, nr))
    sent = tuple(zeile for zeile in zeilen if zeile.schluessel in in_allen | im_feld)
    gezeigt = Counter(zeile.plan.feld_nr for zeile in sent)
    gezeigt[ALLE_FELDER] = len(in_allen)
    return Ausschnitt(sent, frozenset(in_allen), gefunden, gezeigt, feld)


def show_weitere(ausschnitt: Ausschnitt) -> None:
    """The way to more of a long list."""
    rest = {name: str(value) for name, value in st.query_params.items() if name not in (PARAM, "feld")}
    html.show("".join(_weitere(nr, ausschnitt, rest) for nr in ausschnitt.gefunden))


def _weitere(nr: str, ausschnitt: Ausschnitt, rest: Mapping[str, str]) -> str:
    gefunden, gezeigt = ausschnitt.gefunden[nr], ausschnitt.gezeigt[nr]
    if gezeigt >= gefunden:
        return ""
    naechste = max(gezeigt, SCHRITT) + SCHRITT
    href = address(HANDLUNGSFELDER, **rest, feld=nr, zeilen=str(naechste))
    satz = text(f"Gezeigt sind die ersten {gezeigt} von {gefunden}. ")
    return tag("p", satz, html.link(href, "Weitere zeigen"), cls="weiter", **nur(nr, ausschnitt.feld))
