"""One sentence that says what the last value is, how it stands to the one before and to the target."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from db.vocabulary import Periodenart, Wertqualitaet
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.indikator_reihe import Bruch, Punkt, Ziel, bruch_between, is_vorjahr, vergleichspunkt, ziel_for
from ilm_data.rules.kleine_zahlen import KEINE_ANGABE
from ilm_data.rules.perioden import Periode, periode_text
from ilm_data.rules.zahlen import mit_einheit, runde, zahl_text

KEIN_WERT = "Noch kein Wert erfasst."
_PROZENT = "%"


@dataclass(frozen=True)
class Mass:
    """How values of an indicator are written."""

    einheit: str
    stellen: int
    periodenart: Periodenart

    def text(self, wert: Decimal) -> str:
        return mit_einheit(zahl_text(wert, self.stellen), self.einheit)

    def periode(self, punkt: Punkt) -> str:
        return periode_text(self.periodenart, Periode(punkt.beginn_am, punkt.ende_am))


def satz(mass: Mass, punkte: Sequence[Punkt], brueche: Sequence[Bruch], ziele: Sequence[Ziel]) -> str:
    """ "Zuletzt 12,3 % (31.12.2025), 0,8 Prozentpunkte über dem Vorjahr, Ziel 15 % bis 2028." """
    if not punkte:
        return KEIN_WERT
    zusatz = zusatz_satz(mass, punkte, brueche, ziele)
    return _zuletzt(mass, punkte[-1]) + (f", {zusatz}." if zusatz else ".")


def zusatz_satz(mass: Mass, punkte: Sequence[Punkt], brueche: Sequence[Bruch], ziele: Sequence[Ziel]) -> str:
    """What the sentence says beside the value itself: for a card that shows the value in large type."""
    if not punkte:
        return ""
    parts = (_vergleich(mass, punkte, brueche), ziel_text(mass, punkte[-1].ende_am, ziele))
    return ", ".join(part for part in parts if part)


def wert_text(mass: Mass, punkt: Punkt) -> str:
    """ "12,3 %", "k. A." for a small number, or the word of the quality that stands instead of a number."""
    if punkt.wert is not None:
        return mass.text(punkt.wert)
    return KEINE_ANGABE if punkt.klein else punkt.qualitaet.label


def ziel_text(mass: Mass, tag: date, ziele: Sequence[Ziel]) -> str:
    """ "Ziel 15 % bis 2028", "Ziel höchstens 24 Monate", "Zielband 40,0 bis 60,0 %"; empty without a target."""
    ziel = ziel_for(ziele, tag)
    if ziel is None:
        return ""
    ahead = ziel.gilt_am > tag
    bis = f" bis {_bis(ziel.gilt_am)}" if ahead else ""
    unten, oben = ziel.untergrenze, ziel.obergrenze
    if unten is not None and oben is not None:
        if unten == oben:
            return f"Ziel {mass.text(unten)}{bis}"
        return f"Zielband {zahl_text(unten, _places(unten))} bis {_grenze(mass, oben)}{bis}"
    if unten is not None:
        return f"Ziel {'' if ahead else 'mindestens '}{_grenze(mass, unten)}{bis}"
    return f"Ziel höchstens {_grenze(mass, oben or Decimal(0))}{bis}"


def _zuletzt(mass: Mass, punkt: Punkt) -> str:
    wann = mass.periode(punkt)
    if punkt.wert is not None and punkt.qualitaet is not Wertqualitaet.ENDGUELTIG:
        wann += f", {punkt.qualitaet.label}"
    return f"Zuletzt {wert_text(mass, punkt)} ({wann})"


def _vergleich(mass: Mass, punkte: Sequence[Punkt], brueche: Sequence[Bruch]) -> str:
    """The difference of the numbers as they are shown, so that a reader can check it."""
    letzter, vorher = punkte[-1], vergleichspunkt(punkte)
    if letzter.wert is None or vorher is None or vorher.wert is None:
        return ""
    von = "vom" if mass.periodenart is Periodenart.STICHTAG else "von"
    womit = "dem Vorjahr" if is_vorjahr(vorher, letzter) else f"dem Wert {von} {mass.periode(vorher)}"
    bruch = bruch_between(brueche, vorher.ende_am, letzter.ende_am)
    if bruch:
        return f"mit {womit} nicht vergleichbar (Bruch am {format_tag(bruch.am)}: {bruch.hinweis})"
    unterschied = runde(letzter.wert, mass.stellen) - runde(vorher.wert, mass.stellen)
    if unterschied == 0:
        return f"unverändert gegenüber {womit}"
    einheit = _prozentpunkte(unterschied, mass) if mass.einheit == _PROZENT else mass.einheit
    return f"{mit_einheit(zahl_text(abs(unterschied), mass.stellen), einheit)} {_side(unterschied)} {womit}"


def _prozentpunkte(unterschied: Decimal, mass: Mass) -> str:
    return "Prozentpunkt" if zahl_text(abs(unterschied), mass.stellen) == "1" else "Prozentpunkte"


def _side(unterschied: Decimal) -> str:
    return "über" if unterschied > 0 else "unter"


def _grenze(mass: Mass, wert: Decimal) -> str:
    """A limit with as many places as it needs: 15 %, not 15,0 %."""
    return mit_einheit(zahl_text(wert, _places(wert)), mass.einheit)


def _places(wert: Decimal) -> int:
    return max(-int(wert.normalize().as_tuple().exponent), 0)


def _bis(tag: date) -> str:
    return str(tag.year) if (tag.month, tag.day) == (12, 31) else format_tag(tag)
