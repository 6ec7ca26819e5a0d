"""The slide of one Indikator: the last value, large, and the ones before. It describes the situation, not the work."""

from dataclasses import dataclass

from ilm_data.queries.folien_formen import Folie, Liste, Zahl, Zahlen, Zeile
from ilm_data.rules.folien import Folienart, key

FRUEHERE = 4
HINWEIS = "Indikatoren beschreiben die Lage, sie messen nicht die Wirkung einzelner Maßnahmen."


@dataclass(frozen=True)
class Indikatorwerte:
    """As everybody may read it. `werte` are (period, "12,3 %", what is to be said of it), oldest first; `satz` says how
    the last one stands to the one before and to the target."""

    kennung: str
    titel: str
    bereich: str
    satz: str
    werte: tuple[tuple[str, str, str], ...]
    quelle: str = ""


def indikator_folie(werte: Indikatorwerte) -> Folie:
    schluessel, thema = key(Folienart.INDIKATOR, werte.kennung), f"Indikator · {werte.bereich}"
    if not werte.werte:
        leer = Liste((), "Noch ist kein Wert erfasst.")
        return Folie(schluessel, thema, werte.titel, (leer,), HINWEIS)
    periode, wert, merkmal = werte.werte[-1]
    zahl = Zahlen((Zahl(wert, "", periode, merkmal),))
    frueher = tuple(Zeile(*_zeile(each)) for each in reversed(werte.werte[-1 - FRUEHERE : -1]))
    return Folie(schluessel, thema, f"{werte.titel}: {werte.satz}", (zahl, Liste(frueher)), HINWEIS)


def _zeile(wert: tuple[str, str, str]) -> tuple[str, str, None, str]:
    periode, text, merkmal = wert
    return periode, text, None, merkmal
