"""Why a measure needs attention. Silence is no reason here, it is a count of its own (`kennzahlen.ohne_meldung`)."""

from db.vocabulary import Terminlage, Vocabulary
from ilm_data.rules.massnahme_lage import MassnahmeLage
from ilm_data.rules.umsetzungsstand import BEENDET


class Grund(Vocabulary):
    """Reasons, the most urgent first."""

    STARK_UEBERFAELLIG = "stark_ueberfaellig", "stark überfällig"
    UEBERFAELLIG = "ueberfaellig", "überfällig"
    HEMMNIS = "hemmnis", "Hemmnis gemeldet"
    IM_RUECKSTAND = "im_rueckstand", "im Rückstand"


GRUND_OF_TERMINLAGE: dict[Terminlage, Grund | None] = {
    Terminlage.OHNE_TERMIN: None,
    Terminlage.IM_PLAN: None,
    Terminlage.BALD_FAELLIG: None,
    Terminlage.IM_RUECKSTAND: Grund.IM_RUECKSTAND,
    Terminlage.UEBERFAELLIG: Grund.UEBERFAELLIG,
    Terminlage.STARK_UEBERFAELLIG: Grund.STARK_UEBERFAELLIG,
}

_DRINGLICHKEIT = {grund: stelle for stelle, grund in enumerate(Grund)}


def gruende(lage: MassnahmeLage) -> tuple[Grund, ...]:
    """All reasons of a measure, most urgent first; none for one that is abgeschlossen or entfallen."""
    if lage.umsetzungsstand in BEENDET:
        return ()
    found = {GRUND_OF_TERMINLAGE[lage.terminlage], Grund.HEMMNIS if lage.hemmnis else None}
    return tuple(grund for grund in Grund if grund in found)


def rang(lage: MassnahmeLage) -> tuple[int, ...]:
    """Sort key, most urgent first: by the first reason, and among equals those with a further one; no reason last."""
    # The closing number is larger than any reason, so (0, 2, 4) stands before (0, 4).
    return (*(_DRINGLICHKEIT[grund] for grund in gruende(lage)), len(Grund))
