"""Ticks on Termine of the concept: one-time duties and rhythms. The demo adds no Termin of its own."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count

from dateutil.relativedelta import relativedelta

from db.models import Erledigung
from ilm_data.services.beispiel.bestand import Bestand
from ilm_data.services.beispiel.formen_zeit import Haken, Monatshaken, Terminbezug
from ilm_data.services.beispiel.kalender import make_rng, previous_werktag, recorded
from ilm_data.services.beispiel.vorlagen import read_termine


def make_erledigungen(bestand: Bestand, heute: date) -> list[Erledigung]:
    """Every tick on a Termin up to "heute"; a Termin that is not in the store gets none."""
    vorlagen = read_termine()
    rows: list[Erledigung] = []
    for haken in vorlagen.haken:
        rows += _tick(haken, _days(haken, heute), bestand, heute)
    for monatlich in vorlagen.monatlich:
        rows += _tick(monatlich, _months(monatlich, heute), bestand, heute)
    return rows


def _days(haken: Haken, heute: date) -> Iterator[date]:
    """The listed days, then on and on in the given step, up to "heute"."""
    yield from (tag for tag in haken.am if tag <= heute)
    if haken.danach_monate is None:
        return
    for schritt in count(1):
        tag = previous_werktag(haken.am[-1] + relativedelta(months=haken.danach_monate * schritt))
        if tag > heute:
            return
        yield tag


def _months(haken: Monatshaken, heute: date) -> Iterator[date]:
    """One day in each month before the current one, except those that are named."""
    rng = make_rng("haken", haken.massnahme, haken.bezeichnung)
    for monat in _closed_months(date.fromisoformat(f"{haken.ab}-01"), heute):
        tag = previous_werktag(monat + timedelta(days=rng.randint(8, 20)))
        if f"{monat:%Y-%m}" not in haken.ohne:
            yield tag


def _closed_months(von: date, heute: date) -> Iterator[date]:
    while von < heute.replace(day=1):
        yield von
        von += relativedelta(months=1)


def _tick(bezug: Terminbezug, tage: Iterable[date], bestand: Bestand, heute: date) -> list[Erledigung]:
    massnahme_id = bestand.massnahmen.get(bezug.massnahme, 0)
    termin_id = bestand.termine.get((massnahme_id, bezug.bezeichnung))
    if termin_id is None:
        return []
    stellen = bestand.list_meldende(massnahme_id, None)
    nutzer_id = bestand.nutzer_of(stellen[0] if stellen else None)
    rng = make_rng("erfasst", bezug.massnahme, bezug.bezeichnung)
    return [
        Erledigung(
            termin_id=termin_id,
            erledigt_am=tag,
            nachweis=bezug.nachweis,
            nutzer_id=nutzer_id,
            erfasst_am=recorded(tag, heute, rng, max_tage=10),
            beispiel=True,
        )
        for tag in tage
    ]
