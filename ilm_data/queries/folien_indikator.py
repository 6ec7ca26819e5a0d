"""The slide of one Indikator: the last value, large, and the ones before. It describes the situation, not the work."""

from ilm_data.queries.folien_formen import Folie, Liste, Zahl, Zahlen, Zeile
from ilm_data.queries.indikator_formen import EIGENE_BEREICHE, GEBIETE, ILM_KREIS, THUERINGEN, IndikatorBild, WertZeile
from ilm_data.rules.folien import Folienart, key

FRUEHERE = 4
HINWEIS = "Indikatoren beschreiben die Lage, sie messen nicht die Wirkung einzelner Maßnahmen."


def indikator_folie(bild: IndikatorBild) -> Folie:
    schluessel = key(Folienart.INDIKATOR, bild.info.kennung)
    bereich = bild.info.bereich_titel if bild.info.bereich in EIGENE_BEREICHE else f"Handlungsfeld {bild.info.bereich}"
    thema, letzter = f"Indikator · {bereich}", bild.letzter
    if letzter is None:
        return Folie(schluessel, thema, bild.info.titel, (Liste((), "Noch ist kein Wert erfasst."),), HINWEIS)
    frueher = reversed(bild.werte[-1 - FRUEHERE : -1])
    liste = Liste(tuple(Zeile(wert.periode, wert.text, None, wert.merkmal) for wert in frueher))
    bloecke = (Zahlen(_zahlen(bild, letzter)), liste) if liste.zeilen else (Zahlen(_zahlen(bild, letzter)),)
    return Folie(schluessel, thema, f"{bild.info.titel}: {letzter.text}", bloecke, HINWEIS)


def _zahlen(bild: IndikatorBild, letzter: WertZeile) -> tuple[Zahl, ...]:
    """The county's last value, and beside it the Land's of the same period, if there is one."""
    was = bild.zusatz[:1].upper() + bild.zusatz[1:] if bild.zusatz else GEBIETE[ILM_KREIS]
    eigen = Zahl(letzter.text, letzter.periode, was, letzter.merkmal)
    land = next((wert for wert in bild.vergleich if wert.periode == letzter.periode), None)
    return (eigen, Zahl(land.text, land.periode, GEBIETE[THUERINGEN], land.merkmal)) if land else (eigen,)
