"""The numbers of the plan (matter document §6): one function each, for page, projector, export and report.

Every figure counts a measure that the concept lists twice once (`counted`), so the figures of
the Handlungsfelder add up to the figure of the whole. Shares are added, never averaged.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from db.vocabulary import Umsetzungsstand
from ilm_data.rules.aktualitaet import is_stumm
from ilm_data.rules.anteil import Anteil
from ilm_data.rules.aufmerksamkeit import gruende
from ilm_data.rules.massnahme_lage import MassnahmeLage
from ilm_data.rules.nummern import nummer_key
from ilm_data.rules.umsetzungsstand import BEENDET, LAEUFT_ODER_ERLEDIGT, ORDER

__all__ = [
    "Anteil",
    "MassnahmeLage",
    "brauchen_aufmerksamkeit",
    "by_handlungsfeld",
    "counted",
    "laufen_oder_erledigt",
    "meilensteine_erledigt",
    "ohne_meldung",
    "termintreue",
    "verteilung",
]

_OHNE_ENTFALLENE = "entfallen nicht gezählt"
_OHNE_BEENDETE = "beendet nicht gezählt"


def counted(lagen: Iterable[MassnahmeLage]) -> list[MassnahmeLage]:
    """The different measures: an entry with `gleich_mit` is counted at the entry that keeps the state."""
    return [lage for lage in lagen if lage.gleich_mit is None]


def by_handlungsfeld(lagen: Iterable[MassnahmeLage]) -> dict[str, list[MassnahmeLage]]:
    """All entries (also those counted elsewhere) by Handlungsfeld number, in the order of the numbers."""
    groups: defaultdict[str, list[MassnahmeLage]] = defaultdict(list)
    for lage in lagen:
        groups[lage.handlungsfeld_nr].append(lage)
    return {nummer: groups[nummer] for nummer in sorted(groups, key=nummer_key)}


def verteilung(lagen: Iterable[MassnahmeLage]) -> dict[Umsetzungsstand, int]:
    """Number of measures per Umsetzungsstand: every member, also with 0, in the fixed order."""
    staende = [lage.umsetzungsstand for lage in counted(lagen)]
    return {stand: staende.count(stand) for stand in ORDER}


def laufen_oder_erledigt(lagen: Iterable[MassnahmeLage]) -> Anteil:
    """ "In Arbeit oder erledigt": in Umsetzung, laufend or abgeschlossen, of all that have not been dropped."""
    alle = counted(lagen)
    gezaehlt = [lage for lage in alle if lage.umsetzungsstand is not Umsetzungsstand.ENTFALLEN]
    zaehler = sum(lage.umsetzungsstand in LAEUFT_ODER_ERLEDIGT for lage in gezaehlt)
    return Anteil(zaehler, len(gezaehlt), len(alle) - len(gezaehlt), _OHNE_ENTFALLENE)


def ohne_meldung(lagen: Iterable[MassnahmeLage]) -> Anteil:
    """Silent measures of all that owe a report."""
    return _of_unfinished(lagen, lambda lage: is_stumm(lage.aktualitaet, lage.umsetzungsstand))


def brauchen_aufmerksamkeit(lagen: Iterable[MassnahmeLage]) -> Anteil:
    """Measures with at least one reason for attention, of all that are not finished."""
    return _of_unfinished(lagen, lambda lage: bool(gruende(lage)))


def meilensteine_erledigt(lagen: Iterable[MassnahmeLage]) -> Anteil:
    """Milestones done of milestones due; added over the measures, not averaged."""
    alle = counted(lagen)
    return Anteil(sum(lage.meilensteine_erledigt for lage in alle), sum(lage.meilensteine_faellig for lage in alle))


def termintreue(lagen: Iterable[MassnahmeLage]) -> Anteil:
    """Windows met of windows closed; added over the measures, not averaged."""
    alle = counted(lagen)
    return Anteil(sum(lage.fenster_erfuellt for lage in alle), sum(lage.fenster_geschlossen for lage in alle))


def _of_unfinished(lagen: Iterable[MassnahmeLage], is_counted: Callable[[MassnahmeLage], bool]) -> Anteil:
    alle = counted(lagen)
    offen = [lage for lage in alle if lage.umsetzungsstand not in BEENDET]
    return Anteil(sum(map(is_counted, offen)), len(offen), len(alle) - len(offen), _OHNE_BEENDETE)
