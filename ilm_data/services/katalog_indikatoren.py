"""Loads the definitions of indicators. One that is there already is left alone, its breaks and targets too."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Handlungsziel, Indikator, IndikatorBezug, IndikatorBruch, IndikatorZiel
from ilm_data.katalog.schema import IndikatorEintrag


def load_indikatoren(session: Session, eintraege: Sequence[IndikatorEintrag], fassung_id: int) -> None:
    """`fassung_id` is the Fassung whose goals the entries name."""
    known = set(session.scalars(select(Indikator.kennung)))
    query = select(Handlungsziel.nr, Handlungsziel.id).where(Handlungsziel.fassung_id == fassung_id)
    ziele = dict(session.execute(query).all())
    for nr, eintrag in enumerate(eintraege, start=1):
        if eintrag.kennung not in known:
            _add(session, eintrag, nr, ziele)


def _add(session: Session, e: IndikatorEintrag, nr: int, ziele: dict[str, int]) -> None:
    monat, tag = e.stichtag or (None, None)
    values = e.model_dump(exclude={"brueche", "ziele", "sollwerte", "stichtag"})
    row = Indikator(**values, reihenfolge=nr, stichtag_monat=monat, stichtag_tag=tag)
    session.add(row)
    session.flush()
    session.add_all(IndikatorBruch(indikator_id=row.id, am=b.am, hinweis=b.hinweis) for b in e.brueche)
    session.add_all(IndikatorBezug(indikator_id=row.id, handlungsziel_id=ziele[z]) for z in e.ziele)
    session.add_all(IndikatorZiel(indikator_id=row.id, **soll.model_dump()) for soll in e.sollwerte)
