"""Events: yearly series and single ones, linked to their measures and to the Termin they fulfil."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sqlalchemy.orm import Session

from db.models import Ereignis, EreignisMassnahme
from db.vocabulary import EreignisStatus
from ilm_data.services.beispiel.bestand import Bestand
from ilm_data.services.beispiel.formen_zeit import Abweichung, EinzelEreignis, Reihe
from ilm_data.services.beispiel.kalender import (
    START,
    at_office,
    make_rng,
    nth_weekday,
    previous_werktag,
    recorded,
    resolve,
)
from ilm_data.services.beispiel.vorlagen import read_ereignisse


@dataclass(frozen=True)
class Vorgang:
    """An event row, the measures it belongs to, and the Bezeichnung of the Termin it fulfils."""

    row: Ereignis
    massnahmen: tuple[str, ...]
    termin: str = ""


def make_vorgaenge(bestand: Bestand, heute: date) -> list[Vorgang]:
    """Every event of the demo, in the order of the file."""
    vorlagen = read_ereignisse()
    vorgaenge = [v for reihe in vorlagen.reihen for v in _of_reihe(reihe, bestand, heute)]
    return vorgaenge + [v for e in vorlagen.einzeln for v in _of_einzel(e, bestand, heute)]


def add_vorgaenge(session: Session, vorgaenge: list[Vorgang], bestand: Bestand) -> int:
    """Stores the events and their links; returns how many events."""
    session.add_all([v.row for v in vorgaenge])
    session.flush()
    for vorgang in vorgaenge:
        ids = [bestand.massnahmen[m] for m in vorgang.massnahmen if m in bestand.massnahmen]
        for massnahme_id in ids:
            termin_id = bestand.termine.get((massnahme_id, vorgang.termin)) if vorgang.termin else None
            session.add(EreignisMassnahme(ereignis_id=vorgang.row.id, massnahme_id=massnahme_id, termin_id=termin_id))
    return len(vorgaenge)


def _of_reihe(reihe: Reihe, bestand: Bestand, heute: date) -> Iterator[Vorgang]:
    """One event a year: all that are over, and the first one that lies ahead."""
    for jahr in range(reihe.ab_jahr, heute.year + 2):
        if reihe.nur_jahre and jahr not in reihe.nur_jahre:
            continue
        row = _make_of_year(reihe, jahr, bestand, heute)
        yield Vorgang(row, reihe.massnahmen, reihe.termin)
        if row.ende_am > heute:
            return


def _make_of_year(reihe: Reihe, jahr: int, bestand: Bestand, heute: date) -> Ereignis:
    rng = make_rng("ereignis", reihe.titel, jahr)
    anders = reihe.jahre.get(jahr, Abweichung())
    beginn = anders.am or nth_weekday(jahr, reihe.monat, reihe.woche, reihe.wochentag)
    row = _make_ereignis(beginn, beginn + timedelta(days=reihe.dauer_tage - 1), anders.abgesagt, heute, rng)
    row.titel = anders.titel or reihe.titel
    row.ort = anders.ort or reihe.orte[jahr % len(reihe.orte)]
    row.stelle_id = bestand.stellen.get(reihe.stelle)
    gezaehlt = anders.teilnehmende or rng.randint(*reihe.teilnehmende)
    row.teilnehmende = gezaehlt if row.status is EreignisStatus.STATTGEFUNDEN else None
    return row


def _of_einzel(vorlage: EinzelEreignis, bestand: Bestand, heute: date) -> Iterator[Vorgang]:
    """A fixed day only once it is over: what lies ahead is told in days from "heute"."""
    tag = resolve(vorlage.am, heute)
    if isinstance(vorlage.am, date) and tag > heute:
        return
    row = _make_ereignis(tag, tag, vorlage.abgesagt, heute, make_rng("ereignis", vorlage.titel, vorlage.am))
    row.titel, row.ort = vorlage.titel, vorlage.ort
    row.stelle_id = bestand.stellen.get(vorlage.stelle)
    row.teilnehmende = vorlage.teilnehmende if row.status is EreignisStatus.STATTGEFUNDEN else None
    yield Vorgang(row, vorlage.massnahmen)


def _make_ereignis(beginn_am: date, ende_am: date, abgesagt: bool, heute: date, rng: Random) -> Ereignis:
    """An event with the status it has at "heute"; what is over was entered after it, what is not some weeks ago."""
    if ende_am > heute:
        status = EreignisStatus.GEPLANT
        erfasst_am = at_office(max(previous_werktag(heute - timedelta(days=rng.randint(10, 60))), START), rng)
    elif abgesagt:
        status = EreignisStatus.ABGESAGT
        erfasst_am = at_office(previous_werktag(beginn_am - timedelta(days=rng.randint(7, 21))), rng)
    else:
        status = EreignisStatus.STATTGEFUNDEN
        erfasst_am = recorded(min(ende_am + timedelta(days=1), heute), heute, rng, max_tage=14)
    return Ereignis(beginn_am=beginn_am, ende_am=ende_am, status=status, erfasst_am=erfasst_am, beispiel=True)
