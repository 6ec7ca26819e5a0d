"""One measure at one Stichtag, as far as anything is counted from it."""

from dataclasses import dataclass

from db.vocabulary import Aktualitaet, Hemmnis, Terminlage, Umsetzungsstand


@dataclass(frozen=True)
class MassnahmeLage:
    """The three axes of a measure and its counts up to the Stichtag.

    `gleich_mit` is the key of the entry that keeps the state when the concept lists the same
    measure twice, else None. `meilensteine_erledigt` counts those done among
    `meilensteine_faellig`, `fenster_erfuellt` those met among `fenster_geschlossen`.
    """

    schluessel: str
    handlungsfeld_nr: str
    umsetzungsstand: Umsetzungsstand
    terminlage: Terminlage
    aktualitaet: Aktualitaet
    hemmnis: Hemmnis | None = None
    gleich_mit: str | None = None
    meilensteine_faellig: int = 0
    meilensteine_erledigt: int = 0
    fenster_geschlossen: int = 0
    fenster_erfuellt: int = 0
