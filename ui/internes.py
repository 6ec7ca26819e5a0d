"""What only some may read: loaded for whoever is logged in at this instant, never cached, never beside public data."""

from db.engine import default_engine
from db.vocabulary import NutzerRolle
from ilm_data.queries import internes as queries
from ilm_data.queries.internes import HemmnisZeile, InternesZeile
from ilm_data.rules.rechte import RechtFehlt
from ui import daten
from ui.identitaet import current_akteur
from ui.kontext import Kontext

UEBERALL = frozenset({NutzerRolle.LEITUNG, NutzerRolle.KOORDINATION})


def of_massnahme(massnahme_id: int, kontext: Kontext) -> tuple[InternesZeile, ...]:
    """Notes and Hemmnis texts of one measure; nothing for a visitor and for a Stelle that has no part in it."""
    akteur = current_akteur()
    if akteur.rolle is None:
        return ()
    try:
        return queries.list_internes(default_engine(), akteur, massnahme_id, kontext.sicht, kontext.heute)
    except RechtFehlt:
        return ()


def hemmnisse(kontext: Kontext) -> tuple[HemmnisZeile, ...]:
    """What holds measures up anywhere, for those who may help anywhere; nothing for everybody else."""
    akteur = current_akteur()
    if akteur.rolle not in UEBERALL:
        return ()
    zeilen = daten.massnahmen(kontext.sicht)
    try:
        return queries.list_hemmnisse(default_engine(), akteur, zeilen, kontext.sicht, kontext.heute)
    except RechtFehlt:
        return ()


def is_leitung() -> bool:
    """Reads at her own desk; the coordination also shows pages to a meeting, and unfolds what is internal itself."""
    return current_akteur().rolle is NutzerRolle.LEITUNG
