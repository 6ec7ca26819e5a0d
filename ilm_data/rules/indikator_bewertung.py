"""How an indicator stands against its target, and nothing without a target: context is never rated.

A target in force is reached or not. One that lies ahead is judged by the way: nearer, as far, or further off
than the value before; across a break there is no value before.
"""

from collections.abc import Sequence

from db.vocabulary import Bewertung, IndikatorRichtung
from ilm_data.rules.indikator_reihe import Bruch, Punkt, Ziel, bruch_between, vergleichspunkt, ziel_for


def bewerte(
    richtung: IndikatorRichtung, punkte: Sequence[Punkt], brueche: Sequence[Bruch], ziele: Sequence[Ziel]
) -> Bewertung | None:
    """None for context, without a target, and when the last point shows no value."""
    if richtung is IndikatorRichtung.KONTEXT or not punkte:
        return None
    letzter = punkte[-1]
    ziel = ziel_for(ziele, letzter.ende_am)
    if ziel is None or letzter.wert is None:
        return None
    abstand = ziel.abstand(letzter.wert)
    if abstand == 0:
        return Bewertung.ERREICHT
    if ziel.gilt_am <= letzter.ende_am:
        return Bewertung.VERFEHLT
    vorher = vergleichspunkt(punkte)
    if vorher is None or vorher.wert is None or bruch_between(brueche, vorher.ende_am, letzter.ende_am):
        return Bewertung.OFFEN
    vorheriger = ziel.abstand(vorher.wert)
    if abstand == vorheriger:
        return Bewertung.UNVERAENDERT
    return Bewertung.AUF_DEM_WEG if abstand < vorheriger else Bewertung.ENTFERNT
