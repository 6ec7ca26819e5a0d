"""One Handlungsfeld or all of them: the same figures, and the bars of its Handlungsziele."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.queries.ueberblick import Ueberblick, make_ueberblick, stand_by_handlungsfeld
from ilm_data.rules import kennzahlen
from ilm_data.rules.umsetzungsstand import ORDER

ALLE_FELDER = ""


@dataclass(frozen=True)
class Feld:
    nr: str
    titel: str
    kurz: str


def list_felder(zeilen: Sequence[MassnahmeZeile]) -> dict[str, Feld]:
    """Number → Handlungsfeld, in the order of the Fassung."""
    return {z.plan.feld_nr: Feld(z.plan.feld_nr, z.plan.feld_titel, z.plan.feld_kurz) for z in zeilen}


def by_feld(zeilen: Sequence[MassnahmeZeile]) -> dict[str, list[MassnahmeZeile]]:
    """Number of the Handlungsfeld → its rows; under "" all of them."""
    groups: defaultdict[str, list[MassnahmeZeile]] = defaultdict(list)
    groups[ALLE_FELDER] = list(zeilen)
    for zeile in zeilen:
        groups[zeile.plan.feld_nr].append(zeile)
    return dict(groups)


def make_ueberblicke(zeilen: Sequence[MassnahmeZeile], stichtag: date) -> dict[str, Ueberblick]:
    """The Überblick of all fields under "", and that of each field under its number."""
    return {feld: make_ueberblick(rows, stichtag) for feld, rows in by_feld(zeilen).items()}


def stand_by_feld(zeilen: Sequence[MassnahmeZeile]) -> dict[str, pd.DataFrame]:
    """What the bars show: under "" a bar per Handlungsfeld, under a field's number one per Handlungsziel."""
    groups = by_feld(zeilen)
    goals = {nr: stand_by_handlungsziel(rows) for nr, rows in groups.items() if nr != ALLE_FELDER}
    return {ALLE_FELDER: stand_by_handlungsfeld(zeilen), **goals}


def stand_by_handlungsziel(zeilen: Sequence[MassnahmeZeile]) -> pd.DataFrame:
    """Columns: feld_nr, feld (short name), ziel_nr, ziel (title), stand (value), label, anzahl, rang.

    One row per Handlungsziel and Umsetzungsstand, zeros included; a measure that stands twice counts once.
    """
    groups: defaultdict[str, list[MassnahmeZeile]] = defaultdict(list)
    for zeile in zeilen:
        groups[zeile.plan.ziel_nr].append(zeile)
    rows = [
        (*_names(group[0]), stand.value, stand.label, anzahl, ORDER.index(stand))
        for group in groups.values()
        for stand, anzahl in kennzahlen.verteilung(zeile.lage for zeile in group).items()
    ]
    return pd.DataFrame(rows, columns=["feld_nr", "feld", "ziel_nr", "ziel", "stand", "label", "anzahl", "rang"])


def _names(zeile: MassnahmeZeile) -> tuple[str, str, str, str]:
    plan = zeile.plan
    return plan.feld_nr, plan.feld_kurz, plan.ziel_nr, plan.ziel_titel
