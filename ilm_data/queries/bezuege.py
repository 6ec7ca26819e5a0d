"""Measures as things that time entries belong to: entries of the concept that are the same measure are one group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ilm_data.queries.eintrag import Bezug
from ilm_data.queries.filter import LEITEND
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.rules.umsetzungsstand import BEENDET


@dataclass(frozen=True)
class Gruppe:
    """One measure: its entries, the one that keeps the state first, and all Stellen named there."""

    keeper_id: int
    bezuege: tuple[Bezug, ...]
    stellen: frozenset[str]
    ist_beendet: bool


def make_gruppen(zeilen: Iterable[MassnahmeZeile]) -> dict[int, Gruppe]:
    """Id of every entry → its group; two entries that are the same measure share one."""
    alle = list(zeilen)
    groups: dict[str, list[MassnahmeZeile]] = {z.schluessel: [z] for z in alle if z.lage.gleich_mit is None}
    for zeile in alle:
        if zeile.lage.gleich_mit in groups:
            groups[zeile.lage.gleich_mit].append(zeile)
    made = {schluessel: _gruppe(group) for schluessel, group in groups.items()}
    return {zeile.plan.id: made[schluessel] for schluessel, group in groups.items() for zeile in group}


def _gruppe(group: list[MassnahmeZeile]) -> Gruppe:
    return Gruppe(
        keeper_id=group[0].plan.id,
        bezuege=tuple(_bezug(zeile) for zeile in group),
        stellen=frozenset(stelle.kennung for zeile in group for stelle in zeile.stellen),
        ist_beendet=group[0].lage.umsetzungsstand in BEENDET,
    )


def _bezug(zeile: MassnahmeZeile) -> Bezug:
    plan = zeile.plan
    leitend = ", ".join(dict.fromkeys(s.kurz or s.name for s in zeile.stellen if s.rolle in LEITEND))
    return Bezug(plan.schluessel, plan.titel, plan.ziel_nr, plan.feld_nr, plan.feld_kurz, leitend)


def gruppen_of(ids: Iterable[int], gruppen: Mapping[int, Gruppe]) -> list[Gruppe]:
    """The groups of some measures, each once, in the order of the ids; measures of another Fassung are left out."""
    return list(dict.fromkeys(gruppen[i] for i in ids if i in gruppen))
