"""The Überblick: one sentence, a few figures, one bar per Handlungsfeld, what to look at, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from db.vocabulary import Umsetzungsstand
from ilm_data.queries.faelligkeiten import Faelligkeit, list_faelligkeiten, upcoming
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.rules import kennzahlen
from ilm_data.rules.anteil import Anteil
from ilm_data.rules.aufmerksamkeit import gruende, rang
from ilm_data.rules.umsetzungsstand import ORDER

NAECHSTE_TAGE = 90


@dataclass(frozen=True)
class Kennzahlen:
    """The figures of a set of measures, each with numerator, denominator and what was left out."""

    laufen_oder_erledigt: Anteil
    aufmerksamkeit: Anteil
    ohne_meldung: Anteil
    meilensteine: Anteil
    termintreue: Anteil


@dataclass(frozen=True)
class Ueberblick:
    """`anzahl` counts different measures, `eintraege` rows of the concept."""

    eintraege: int
    anzahl: int
    kennzahlen: Kennzahlen
    bitte_ansehen: tuple[MassnahmeZeile, ...]
    naechste: tuple[Faelligkeit, ...]


def make_kennzahlen(zeilen: Sequence[MassnahmeZeile]) -> Kennzahlen:
    lagen = [zeile.lage for zeile in zeilen]
    return Kennzahlen(
        laufen_oder_erledigt=kennzahlen.laufen_oder_erledigt(lagen),
        aufmerksamkeit=kennzahlen.brauchen_aufmerksamkeit(lagen),
        ohne_meldung=kennzahlen.ohne_meldung(lagen),
        meilensteine=kennzahlen.meilensteine_erledigt(lagen),
        termintreue=kennzahlen.termintreue(lagen),
    )


def make_ueberblick(zeilen: Sequence[MassnahmeZeile], stichtag: date) -> Ueberblick:
    """Judges nothing itself: counts, orders by urgency, cuts by days."""
    gezaehlt = [zeile for zeile in zeilen if zeile.lage.gleich_mit is None]
    dringend = [zeile for zeile in gezaehlt if gruende(zeile.lage)]
    dringend.sort(key=lambda zeile: (rang(zeile.lage), zeile.termin.faellig_am or date.max))
    return Ueberblick(
        eintraege=len(zeilen),
        anzahl=len(gezaehlt),
        kennzahlen=make_kennzahlen(zeilen),
        bitte_ansehen=tuple(dringend),
        naechste=tuple(upcoming(list_faelligkeiten(zeilen, stichtag), stichtag, NAECHSTE_TAGE)),
    )


def stand_by_handlungsfeld(zeilen: Sequence[MassnahmeZeile]) -> pd.DataFrame:
    """Columns: feld_nr, feld (short name), stand (value), label, anzahl, rang (order of the Umsetzungsstand).

    One row per Handlungsfeld and Umsetzungsstand, zeros included; a measure that stands twice counts once.
    """
    kurz = {zeile.plan.feld_nr: zeile.plan.feld_kurz for zeile in zeilen}
    rows = [
        (nr, kurz[nr], stand.value, stand.label, anzahl, ORDER.index(stand))
        for nr, lagen in kennzahlen.by_handlungsfeld(zeile.lage for zeile in zeilen).items()
        for stand, anzahl in kennzahlen.verteilung(lagen).items()
    ]
    return pd.DataFrame(rows, columns=["feld_nr", "feld", "stand", "label", "anzahl", "rang"])


def verteilung_gesamt(zeilen: Sequence[MassnahmeZeile]) -> dict[Umsetzungsstand, int]:
    return kennzahlen.verteilung(zeile.lage for zeile in zeilen)
