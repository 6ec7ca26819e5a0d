"""The reading of a Termin wording as plain values; what parser, windows and Terminlage share."""

from dataclasses import dataclass
from datetime import date

from db.vocabulary import Genauigkeit, TerminArt


@dataclass(frozen=True)
class Deutung:
    """One reading of a wording (matter document §5).

    einmalig: `von`..`bis` with `genauigkeit`; due on `bis`. wiederkehrend: a window every
    `periode_monate` months, expected by the end of `anker_monat` (or on `anker_tag` of it),
    at least `quote_min` and at most `quote_max` times; `von` is where it starts and, for
    turns of more than a year, the base year. fortlaufend: from `von` on, never due.
    offen: no date can be read ("nach Bedarf").
    """

    art: TerminArt
    bezeichnung: str = ""
    von: date | None = None
    bis: date | None = None
    genauigkeit: Genauigkeit | None = None
    periode_monate: int | None = None
    anker_monat: int | None = None
    anker_tag: int | None = None
    quote_min: int | None = None
    quote_max: int | None = None
