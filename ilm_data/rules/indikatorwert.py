"""What a value of an indicator may be, and how one that comes in stands to the one that holds so far."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from db.vocabulary import Wertqualitaet, Wertvergleich
from ilm_data.rules.fehler import RegelVerletzt

STELLEN_NACH_KOMMA = 6
STELLEN = 15
STELLEN_VOR_KOMMA = 14
"""What both databases keep exactly: SQLite holds numbers in 53 bits, the column 20 digits with 6 after the comma."""

OHNE_WERT = frozenset({Wertqualitaet.GESPERRT, Wertqualitaet.NICHT_VORHANDEN, Wertqualitaet.UNSICHER})
"""Qualities that stand instead of a number; all others need one."""

_GEBIET = re.compile(r"DG|\d{2,12}")
_JAHRE = range(1950, 2101)


@dataclass(frozen=True)
class WertSchluessel:
    """Which value is meant: one stands per indicator, region and period."""

    kennung: str
    gebiet: str
    beginn_am: date
    ende_am: date


@dataclass(frozen=True)
class WertInhalt:
    """What is said about it. `hinweis` is the text of a footnote that belongs to this value."""

    wert: Decimal | None
    qualitaet: Wertqualitaet
    berichtigt: bool = False
    hinweis: str = ""


def vergleiche_wert(alt: WertInhalt | None, neu: WertInhalt) -> Wertvergleich:
    """12.50 and 12.5 are the same number; another sign, footnote or number is a revision."""
    if alt is None:
        return Wertvergleich.NEU
    return Wertvergleich.GLEICH if alt == neu else Wertvergleich.GEAENDERT


def check_wert(schluessel: WertSchluessel, inhalt: WertInhalt) -> None:
    """Raises RegelVerletzt with the first thing that cannot be."""
    if not _GEBIET.fullmatch(schluessel.gebiet):
        raise RegelVerletzt(f"„{schluessel.gebiet}“ ist kein Regionalschlüssel (z. B. 16070 für den Ilm-Kreis).")
    if schluessel.ende_am < schluessel.beginn_am:
        raise RegelVerletzt("Das Ende des Zeitraums liegt vor seinem Beginn.")
    for tag in (schluessel.beginn_am, schluessel.ende_am):
        if tag.year not in _JAHRE:
            raise RegelVerletzt(f"Das Jahr {tag.year} liegt nicht zwischen {_JAHRE[0]} und {_JAHRE[-1]}.")
    if (inhalt.wert is None) != (inhalt.qualitaet in OHNE_WERT):
        raise RegelVerletzt(_unpaired(inhalt.qualitaet))
    if inhalt.wert is not None:
        check_zahl(inhalt.wert)


def check_zahl(wert: Decimal) -> None:
    """Raises RegelVerletzt for a number that the store could not keep to the last digit."""
    if not wert.is_finite():
        raise RegelVerletzt("Das ist keine Zahl.")
    _, digits, exponent = wert.normalize().as_tuple()
    nach_komma = max(-int(exponent), 0)
    if nach_komma > STELLEN_NACH_KOMMA:
        raise RegelVerletzt(f"Eine Zahl kann höchstens {STELLEN_NACH_KOMMA} Stellen nach dem Komma haben.")
    vor_komma = max(len(digits) + int(exponent), 0)
    if vor_komma > STELLEN_VOR_KOMMA or vor_komma + nach_komma > STELLEN:
        raise RegelVerletzt(f"Eine Zahl kann höchstens {STELLEN_VOR_KOMMA} Stellen haben.")


def _unpaired(qualitaet: Wertqualitaet) -> str:
    if qualitaet in OHNE_WERT:
        return f"„{qualitaet.label}“ steht anstelle einer Zahl. Bitte leeren Sie den Wert oder wählen Sie anders."
    return f"Zu „{qualitaet.label}“ gehört eine Zahl."
