"""Milestones of one measure with their postponements and ticks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from sqlalchemy.orm import Session

from db.models import Erledigung, Meilenstein
from ilm_data.services.beispiel.bestand import Bestand
from ilm_data.services.beispiel.formen import MeilensteinVorlage, Verlauf, Zeitpunkt
from ilm_data.services.beispiel.kalender import make_rng, recorded, resolve


@dataclass(frozen=True)
class Kette:
    """A milestone and the rows that replaced it, oldest first, with the tick on the last one."""

    rows: tuple[Meilenstein, ...]
    haken: Erledigung | None


def make_ketten(schluessel: str, verlauf: Verlauf, bestand: Bestand, heute: date) -> list[Kette]:
    """The milestones of one measure; history that was not over by "heute" is left out."""
    massnahme_id = bestand.massnahmen[schluessel]
    stellen = bestand.list_meldende(massnahme_id, verlauf.stelle)
    ketten = []
    for vorlage in verlauf.meilensteine:
        rng = make_rng("meilenstein", schluessel, vorlage.titel)
        if not isinstance(vorlage.ende, date) or vorlage.ende <= heute:
            kette = _make_kette(vorlage, heute, rng)
            _assign(kette, massnahme_id, stellen[0] if stellen else None, bestand)
            ketten.append(kette)
    return ketten


def add_ketten(session: Session, ketten: Sequence[Kette]) -> tuple[int, int]:
    """Stores them, one generation after the other, since each row names the one before; returns (rows, ticks)."""
    for generation in range(max((len(k.rows) for k in ketten), default=0)):
        rows = [(k.rows[generation], k.rows[generation - 1]) for k in ketten if len(k.rows) > generation]
        for row, frueher in rows:
            row.ersetzt_id = frueher.id if generation else None
        session.add_all([row for row, _ in rows])
        session.flush()
    for kette in ketten:
        if kette.haken:
            kette.haken.meilenstein_id = kette.rows[-1].id
    haken = [k.haken for k in ketten if k.haken]
    session.add_all(haken)
    return sum(len(k.rows) for k in ketten), len(haken)


def _make_kette(vorlage: MeilensteinVorlage, heute: date, rng: Random) -> Kette:
    rows = [_make_meilenstein(vorlage.titel, vorlage.gesetzt, vorlage.faellig, heute, rng)]
    for v in vorlage.verschoben:
        rows.append(_make_meilenstein(vorlage.titel, v.am, v.auf, heute, rng))
        rows[-1].grund = v.grund
    if vorlage.entfallen is not None:
        rows[-1].entfallen_am = resolve(vorlage.entfallen, heute)
        rows[-1].entfallen_grund = vorlage.grund
    return Kette(tuple(rows), _make_haken(vorlage, heute, rng))


def _make_meilenstein(titel: str, gesetzt: Zeitpunkt, faellig: Zeitpunkt, heute: date, rng: Random) -> Meilenstein:
    gesetzt_am = resolve(gesetzt, heute)
    return Meilenstein(
        titel=titel,
        gesetzt_am=gesetzt_am,
        faellig_am=resolve(faellig, heute),
        erfasst_am=recorded(gesetzt_am, heute, rng, max_tage=5),
        beispiel=True,
    )


def _make_haken(vorlage: MeilensteinVorlage, heute: date, rng: Random) -> Erledigung | None:
    if vorlage.erledigt is None:
        return None
    erledigt_am = resolve(vorlage.erledigt, heute)
    return Erledigung(erledigt_am=erledigt_am, erfasst_am=recorded(erledigt_am, heute, rng), beispiel=True)


def _assign(kette: Kette, massnahme_id: int, stelle_id: int | None, bestand: Bestand) -> None:
    for row in kette.rows:
        row.massnahme_id, row.stelle_id = massnahme_id, stelle_id
    if kette.haken:
        kette.haken.nutzer_id = bestand.nutzer_of(stelle_id)
