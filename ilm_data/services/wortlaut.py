"""Fills the official wording from the county's own document; our titles stay as they are."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, select

from db.models import Handlungsziel, Leitziel, Massnahme
from db.vocabulary import Aktion
from ilm_data.katalog.wortlaut import Wortlaute
from ilm_data.services.aenderung import open_aenderung

AKTUELLE_FASSUNG = "2020"


@dataclass(frozen=True)
class Uebernahme:
    """How many rows got the official wording; rows that had it already are not counted."""

    leitziele: int
    handlungsziele: int
    massnahmen: int

    def __str__(self) -> str:
        return (
            f"Wortlaut übernommen: {self.leitziele} Leitziele, {self.handlungsziele} Handlungsziele, "
            f"{self.massnahmen} Maßnahmen."
        )


def fill_wortlaut(engine: Engine, wortlaute: Wortlaute, *, by: str) -> Uebernahme:
    """Writes the wording of the document into the store, in one transaction with one log row. Repeatable."""
    with open_aenderung(engine, by=by) as aenderung:
        session = aenderung.session
        ziele = list(session.scalars(select(Handlungsziel)))
        uebernahme = Uebernahme(
            leitziele=_fill((row, wortlaute.leitziele.get(row.nr)) for row in session.scalars(select(Leitziel))),
            handlungsziele=_fill((row, _of_ziel(row, wortlaute)) for row in ziele),
            massnahmen=_fill(
                (row, wortlaute.massnahmen.get(row.schluessel)) for row in session.scalars(select(Massnahme))
            ),
        )
        aenderung.log(Aktion.GELADEN, "wortlaut", neu=vars(uebernahme))
    return uebernahme


def _of_ziel(ziel: Handlungsziel, wortlaute: Wortlaute) -> str | None:
    is_current = ziel.fassung.kurz == AKTUELLE_FASSUNG
    return (wortlaute.handlungsziele if is_current else wortlaute.handlungsziele_vorfassung).get(ziel.nr)


def _fill(pairs: Any) -> int:
    changed = 0
    for row, wortlaut in pairs:
        if wortlaut and row.wortlaut != wortlaut:
            row.wortlaut = wortlaut
            changed += 1
    return changed
