"""Decimal numbers as Germans write them: read strictly, written with comma, dot and no-break space."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ilm_data.rules.fehler import RegelVerletzt

NBSP = "\u00a0"
_MINUS = {ord("\u2212"): "-", ord("\u2013"): "-"}
_BLANKS = {ord(blank): None for blank in "\u00a0\u202f\u2009"}
_ZAHL = re.compile(r"(-?)(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+)(?:,(\d+))?", re.ASCII)


@dataclass(frozen=True)
class Gelesen:
    """A number as it was understood; `text` says so: "1.234,75 %"."""

    wert: Decimal
    text: str


def read_zahl(eingabe: str, einheit: str = "") -> Gelesen | None:
    """None for an empty field. Reads 1234,75 · 1.234,75 · 1 234,75 · −3 · 12,3 %.

    Raises RegelVerletzt for anything else, above all for a decimal dot: 12.5 could mean 12,5 or a slip of 125.
    """
    roh = eingabe.strip().translate(_MINUS).translate(_BLANKS)
    if einheit and roh.endswith(einheit):
        roh = roh.removesuffix(einheit).rstrip()
    if not roh:
        return None
    found = _ZAHL.fullmatch(roh)
    if not found:
        raise RegelVerletzt(_complaint(eingabe.strip()))
    vorzeichen, ganze, bruch = found.groups()
    wert = Decimal(f"{vorzeichen}{ganze.replace('.', '').replace(' ', '')}.{bruch or 0}")
    return Gelesen(wert, mit_einheit(zahl_text(wert, len(bruch or "")), einheit))


def zahl_text(wert: Decimal, stellen: int) -> str:
    """ "1.234,8" for 1234.75 and one place: half is rounded up (away from zero)."""
    gerundet = runde(wert, stellen)
    text = f"{gerundet:,.{stellen}f}"
    return text.translate({ord(","): ".", ord("."): ","}).replace("-", "\u2212")


def runde(wert: Decimal, stellen: int) -> Decimal:
    return wert.quantize(Decimal(1).scaleb(-stellen), ROUND_HALF_UP)


def exact(wert: Decimal, stellen: int) -> Decimal:
    """The number with every place it has, and at least `stellen` of them: 51.000000 becomes 51.0."""
    places = max(-int(wert.normalize().as_tuple().exponent), stellen)
    return wert.quantize(Decimal(1).scaleb(-places))


def mit_einheit(text: str, einheit: str) -> str:
    """ "12,3 %" with a no-break space."""
    return f"{text}{NBSP}{einheit}" if einheit else text


def _complaint(eingabe: str) -> str:
    kurz = eingabe[:40]
    if re.fullmatch(r"-?\d+\.\d+", eingabe):
        komma = eingabe.replace(".", ",")
        return f"„{kurz}“ ist mit Punkt geschrieben. Bitte schreiben Sie das Komma als Komma: {komma}."
    return f"„{kurz}“ ist keine Zahl. Bitte schreiben Sie zum Beispiel 1.234,75 oder 12,5."
