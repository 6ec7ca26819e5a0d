"""The raw rows that count for a Sicht, filtered and joined by SQL; judged elsewhere."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from db.models import (
    Erledigung,
    Fassung,
    Handlungsfeld,
    Handlungsziel,
    Massnahme,
    MassnahmeBezug,
    MassnahmeTeil,
    Meilenstein,
    Sachstand,
    Stelle,
    Termin,
    Zustaendigkeit,
)
from db.vocabulary import BezugArt, Fundort, Rolle
from ilm_data.queries.ereignisse_damals import load_ereignistage
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.stellenfolge import stelle_at


@dataclass(frozen=True)
class PlanZeile:
    """A measure with the names of its goal and field."""

    id: int
    schluessel: str
    nr: str
    titel: str
    beschreibung: str
    wortlaut: str | None
    ziel_nr: str
    ziel_titel: str
    feld_nr: str
    feld_titel: str
    feld_kurz: str


@dataclass(frozen=True)
class StelleBezug:
    """A Stelle in its role for one measure; `hergeleitet` until the role is confirmed."""

    kennung: str
    name: str
    kurz: str
    rolle: Rolle
    hergeleitet: bool


def load_plan(session: Session, sicht: Sicht) -> list[PlanZeile]:
    query = (
        select(Massnahme, Handlungsziel, Handlungsfeld)
        .join(Handlungsziel, Massnahme.handlungsziel_id == Handlungsziel.id)
        .join(Handlungsfeld, Handlungsziel.handlungsfeld_id == Handlungsfeld.id)
        .join(Fassung, Handlungsziel.fassung_id == Fassung.id)
        .where(Fassung.kurz == sicht.fassung)
    )
    return [
        PlanZeile(
            id=m.id,
            schluessel=f"{sicht.fassung}-{z.nr}-{m.nr}",
            nr=m.nr,
            titel=m.titel,
            beschreibung=m.beschreibung,
            wortlaut=m.wortlaut,
            ziel_nr=z.nr,
            ziel_titel=z.titel,
            feld_nr=f.nr,
            feld_titel=f.titel,
            feld_kurz=f.kurz,
        )
        for m, z, f in session.execute(query)
    ]


def load_teile(session: Session) -> dict[int, list[str]]:
    """Per measure the titles of its parts and sub-points."""
    found: dict[int, list[str]] = defaultdict(list)
    for massnahme_id, titel in session.execute(select(MassnahmeTeil.massnahme_id, MassnahmeTeil.titel)):
        found[massnahme_id].append(titel)
    return found


def load_gleich(session: Session) -> dict[int, int]:
    """Measure → the measure that keeps the state for it (link `gleich`)."""
    query = select(MassnahmeBezug.von_id, MassnahmeBezug.nach_id).where(MassnahmeBezug.art == BezugArt.GLEICH)
    return dict(session.execute(query).all())


def load_newest_sachstaende(session: Session, sicht: Sicht) -> dict[int, list[Sachstand]]:
    """Per measure at most two reports up to the Stichtag: the newest, and the newest that names an Umsetzungsstand."""
    order = (Sachstand.stand_am.desc(), Sachstand.erfasst_am.desc(), Sachstand.id.desc())
    names_stand = Sachstand.umsetzungsstand.is_not(None)
    ranked = (
        select(
            Sachstand.id,
            func.row_number().over(partition_by=Sachstand.massnahme_id, order_by=order).label("rang"),
            func.row_number()
            .over(partition_by=(Sachstand.massnahme_id, names_stand), order_by=order)
            .label("rang_stand"),
            names_stand.label("nennt_stand"),
        )
        .where(
            Sachstand.stand_am <= sicht.stichtag,
            Sachstand.erfasst_am < sicht.erfasst_vor,
            is_standing(Sachstand.zurueckgenommen_am, sicht),
        )
        .subquery()
    )
    wanted = or_(ranked.c.rang == 1, and_(ranked.c.rang_stand == 1, ranked.c.nennt_stand))
    return _by_massnahme(session, select(Sachstand).join(ranked, ranked.c.id == Sachstand.id).where(wanted))


def load_stellen(session: Session, sicht: Sicht) -> dict[int, list[StelleBezug]]:
    """Per measure the Stellen responsible at the Stichtag, leads first, then as the document lists them.

    A Stelle that has ended is there as its successor, one without a successor or before its first day not at all.
    """
    valid = (_holds(Zustaendigkeit.gilt_von, Zustaendigkeit.gilt_bis, sicht.stichtag),)
    query = select(Zustaendigkeit, Stelle).join(Stelle).where(*valid).order_by(Zustaendigkeit.id)
    found: dict[int, list[StelleBezug]] = defaultdict(list)
    for z, named in session.execute(query):
        stelle = stelle_at(session, named, sicht.stichtag)
        if stelle is None or (stelle is not named and _is_there(found[z.massnahme_id], stelle)):
            continue
        found[z.massnahme_id].append(StelleBezug(stelle.kennung, stelle.name, stelle.kurz, z.rolle, z.hergeleitet))
    order = list(Rolle)
    return {key: sorted(value, key=lambda bezug: order.index(bezug.rolle)) for key, value in found.items()}


def _is_there(bezuege: list[StelleBezug], stelle: Stelle) -> bool:
    return any(bezug.kennung == stelle.kennung for bezug in bezuege)


def load_termine(session: Session, sicht: Sicht) -> dict[int, list[Termin]]:
    """Per measure the Termine whose reading holds at the Stichtag (not yet replaced by then, as far as known).

    What the concept itself names was known with it, whenever its rows were loaded.
    """
    later = aliased(Termin)
    replaced = select(later.id).where(later.ersetzt_id == Termin.id, *_has_begun(later, sicht)).exists()
    from_concept = and_(Termin.ersetzt_id.is_(None), Termin.fundort != Fundort.PFLEGE)
    begun = and_(*_has_begun(Termin, sicht))
    gilt = or_(Termin.gilt_ab.is_(None), Termin.gilt_ab <= sicht.stichtag)
    counts = or_(begun, and_(from_concept, gilt))
    return _by_massnahme(session, select(Termin).where(counts, ~replaced).order_by(Termin.id))


def _has_begun(termin: Any, sicht: Sicht) -> tuple[Any, Any]:
    gilt = or_(termin.gilt_ab.is_(None), termin.gilt_ab <= sicht.stichtag)
    return gilt, termin.erfasst_am < sicht.erfasst_vor


def load_meilensteine(session: Session, sicht: Sicht) -> dict[int, list[Meilenstein]]:
    """Per measure the milestones that stood at the Stichtag: set, not replaced, not dropped by then."""
    later = aliased(Meilenstein)
    replaces = (later.ersetzt_id == Meilenstein.id, later.gesetzt_am <= sicht.stichtag)
    replaced = select(later.id).where(*replaces, later.erfasst_am < sicht.erfasst_vor).exists()
    stands = (
        Meilenstein.gesetzt_am <= sicht.stichtag,
        Meilenstein.erfasst_am < sicht.erfasst_vor,
        or_(Meilenstein.entfallen_am.is_(None), Meilenstein.entfallen_am > sicht.bekannt_bis),
    )
    return _by_massnahme(session, select(Meilenstein).where(*stands, ~replaced).order_by(Meilenstein.faellig_am))


def load_entfallene(session: Session, sicht: Sicht) -> list[Meilenstein]:
    """The milestones that had been dropped by the Stichtag, as far as known."""
    known = (Meilenstein.entfallen_am <= sicht.bekannt_bis, Meilenstein.erfasst_am < sicht.erfasst_vor)
    return list(session.scalars(select(Meilenstein).where(*known).order_by(Meilenstein.id)))


def load_erledigungen(session: Session, sicht: Sicht) -> tuple[dict[int, date], dict[int, list[date]]]:
    """Milestone → day it was ticked; Termin → days it was fulfilled (ticks and events that took place)."""
    counts = (
        Erledigung.erledigt_am <= sicht.stichtag,
        Erledigung.erfasst_am < sicht.erfasst_vor,
        is_standing(Erledigung.zurueckgenommen_am, sicht),
    )
    meilensteine: dict[int, date] = {}
    termine: dict[int, list[date]] = defaultdict(list)
    for tick in session.scalars(select(Erledigung).where(*counts)):
        if tick.meilenstein_id:
            known = meilensteine.get(tick.meilenstein_id, tick.erledigt_am)
            meilensteine[tick.meilenstein_id] = min(known, tick.erledigt_am)
        elif tick.termin_id:
            termine[tick.termin_id].append(tick.erledigt_am)
    for ereignistag in load_ereignistage(session, sicht):
        termine[ereignistag.termin_id].append(ereignistag.tag)
    return meilensteine, _with_ancestors(session, termine)


def _with_ancestors(session: Session, days: dict[int, list[date]]) -> dict[int, list[date]]:
    """What was fulfilled under an earlier reading of a Termin goes on counting under its successor."""
    pairs = select(Termin.id, Termin.ersetzt_id).where(Termin.ersetzt_id.is_not(None)).order_by(Termin.id)
    for newer, older in session.execute(pairs):
        if older in days:
            days[newer] = days.get(newer, []) + days[older]
    return {key: sorted(value) for key, value in days.items()}


def is_standing(zurueckgenommen_am: Any, sicht: Sicht) -> Any:
    """What was taken back was an error and counts for no Stichtag, except for what was known before."""
    if sicht.kenntnis_bis is None:
        return zurueckgenommen_am.is_(None)
    return or_(zurueckgenommen_am.is_(None), zurueckgenommen_am > sicht.kenntnis_bis)


def _holds(von: Any, bis: Any, stichtag: date) -> Any:
    return and_(or_(von.is_(None), von <= stichtag), or_(bis.is_(None), bis >= stichtag))


Row = TypeVar("Row", Sachstand, Termin, Meilenstein)


def _by_massnahme(session: Session, query: Select[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.massnahme_id].append(row)
    return found
