"""What is open and when it is due, over all measures: overdue first, then the next deadlines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from db.vocabulary import Terminlage
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.rules.faelligkeit import LageMitGrund, judge_frist
from ilm_data.rules.umsetzungsstand import BEENDET
from ilm_data.rules.wiederkehr import judge_wiederkehr


@dataclass(frozen=True)
class Faelligkeit:
    """One open thing of one measure; `art` is "Meilenstein", "Termin" or "Zeitraum"."""

    faellig_am: date
    art: str
    titel: str
    lage: Terminlage
    grund: str
    zeile: MassnahmeZeile


def list_faelligkeiten(zeilen: Iterable[MassnahmeZeile], stichtag: date) -> list[Faelligkeit]:
    """Everything open, by due day. Twice listed measures appear once, finished ones not at all."""
    found: list[Faelligkeit] = []
    for zeile in zeilen:
        if zeile.lage.gleich_mit or zeile.lage.umsetzungsstand in BEENDET:
            continue
        pflichten = zeile.pflichten
        found += [_of(zeile, "Meilenstein", f.bezeichnung, judge_frist(f, stichtag)) for f in pflichten.meilensteine]
        found += [_of(zeile, "Termin", f.bezeichnung, judge_frist(f, stichtag)) for f in pflichten.einmalige]
        found += [
            _of(zeile, "Zeitraum", w.deutung.bezeichnung or zeile.plan.titel, judge_wiederkehr(w, stichtag))
            for w in pflichten.wiederkehren
        ]
    is_open = [f for f in found if f.faellig_am != date.max]
    return sorted(is_open, key=lambda f: (f.faellig_am, f.zeile.schluessel, f.titel))


def upcoming(faelligkeiten: Iterable[Faelligkeit], stichtag: date, tage: int) -> list[Faelligkeit]:
    """What is due from the Stichtag on, within so many days."""
    bis = stichtag + timedelta(days=tage)
    return [f for f in faelligkeiten if stichtag <= f.faellig_am <= bis]


def _of(zeile: MassnahmeZeile, art: str, titel: str, befund: LageMitGrund) -> Faelligkeit:
    return Faelligkeit(befund.faellig_am or date.max, art, titel, befund.lage, befund.grund, zeile)
