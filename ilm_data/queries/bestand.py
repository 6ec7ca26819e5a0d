"""The raw rows that count for a Sicht, filtered and joined by SQL; judged elsewhere."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import ScalarSelect, Select, and_, or_, select, union_all
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
from db.vocabulary import BezugArt, Fundort, Hemmnis, Rolle, Umsetzungsstand
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


@dataclass(frozen=True)
class NeuesteMeldung:
    """Of a report what everybody may read and what is judged; texts and internal notes stay in the store."""

    id: int
    massnahme_id: int
    stand_am: date
    erfasst_am: datetime
    umsetzungsstand: Umsetzungsstand | None
    hemmnis: Hemmnis | None
    naechster_schritt: str
    naechster_schritt_am: date | None
    begruendung: str


def load_plan(session: Session, sicht: Sicht) -> list[PlanZeile]:
    m, z, f = Massnahme, Handlungsziel, Handlungsfeld
    query = (
        select(m.id, z.nr, m.nr, m.titel, m.beschreibung, m.wortlaut, z.titel, f.nr, f.titel, f.kurz)
        .join(z, m.handlungsziel_id == z.id)
        .join(f, z.handlungsfeld_id == f.id)
        .join(Fassung, z.fassung_id == Fassung.id)
        .where(Fassung.kurz == sicht.fassung)
    )
    return [
        PlanZeile(
            id=row_id,
            schluessel=f"{sicht.fassung}-{ziel_nr}-{nr}",
            nr=nr,
            titel=titel,
            beschreibung=beschreibung,
            wortlaut=wortlaut,
            ziel_nr=ziel_nr,
            ziel_titel=ziel_titel,
            feld_nr=feld_nr,
            feld_titel=feld_titel,
            feld_kurz=feld_kurz,
        )
        for row_id, ziel_nr, nr, titel, beschreibung, wortlaut, ziel_titel, feld_nr, feld_titel, feld_kurz in (
            session.execute(query)
        )
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


def load_newest_meldungen(session: Session, sicht: Sicht) -> dict[int, list[NeuesteMeldung]]:
    """The same reports as load_newest_sachstaende, without their texts: enough to judge every measure."""
    s = Sachstand
    columns = (s.id, s.massnahme_id, s.stand_am, s.erfasst_am, s.umsetzungsstand, s.hemmnis)
    schritt = (s.naechster_schritt, s.naechster_schritt_am, s.begruendung)
    found: dict[int, list[NeuesteMeldung]] = defaultdict(list)
    for row in session.execute(select(*columns, *schritt).where(_is_newest(sicht))):
        found[row.massnahme_id].append(NeuesteMeldung(*row))
    return found


def load_newest_sachstaende(session: Session, sicht: Sicht) -> dict[int, list[Sachstand]]:
    """Per measure at most two reports up to the Stichtag: the newest, and the newest that names an Umsetzungsstand."""
    return _by_massnahme(session, select(Sachstand).where(_is_newest(sicht)))


def _is_newest(sicht: Sicht) -> Any:
    """One look into the index per measure and kind, however many reports there are."""
    newest = select(_newest_id(sicht).label("id")).select_from(Massnahme)
    with_stand = select(_newest_id(sicht, nennt_stand=True).label("id")).select_from(Massnahme)
    return Sachstand.id.in_(union_all(newest, with_stand))


def _newest_id(sicht: Sicht, *, nennt_stand: bool = False) -> ScalarSelect[int]:
    """Of a measure the report that counts last at the Stichtag, as rules.umsetzungsstand.newest orders them."""
    s = aliased(Sachstand)
    query = select(s.id).where(
        s.massnahme_id == Massnahme.id,
        s.stand_am <= sicht.stichtag,
        s.erfasst_am < sicht.erfasst_vor,
        is_standing(s.zurueckgenommen_am, sicht),
    )
    if nennt_stand:
        query = query.where(s.umsetzungsstand.is_not(None))
    order = (s.stand_am.desc(), s.erfasst_am.desc(), s.id.desc())
    return query.order_by(*order).limit(1).correlate(Massnahme).scalar_subquery()


def load_stellen(session: Session, sicht: Sicht) -> dict[int, list[StelleBezug]]:
    """Per measure the Stellen responsible at the Stichtag, leads first, then as the document lists them.

    A Stelle that has ended is there as its successor, one without a successor or before its first day not at all.
    """
    z = Zustaendigkeit
    jetzt = {named.id: (named, stelle_at(session, named, sicht.stichtag)) for named in session.scalars(select(Stelle))}
    valid = _holds(z.gilt_von, z.gilt_bis, sicht.stichtag)
    query = select(z.massnahme_id, z.stelle_id, z.rolle, z.hergeleitet).where(valid).order_by(z.id)
    found: dict[int, list[StelleBezug]] = defaultdict(list)
    for massnahme_id, stelle_id, rolle, hergeleitet in session.execute(query):
        named, stelle = jetzt[stelle_id]
        if stelle is None or (stelle is not named and _is_there(found[massnahme_id], stelle)):
            continue
        found[massnahme_id].append(StelleBezug(stelle.kennung, stelle.name, stelle.kurz, rolle, hergeleitet))
    rang = {rolle: nummer for nummer, rolle in enumerate(Rolle)}
    return {key: sorted(value, key=lambda bezug: rang[bezug.rolle]) for key, value in found.items()}


def _is_there(bezuege: list[StelleBezug], stelle: Stelle) -> bool:
    return any(bezug.kennung == stelle.kennung for bezug in bezuege)


def load_termine(session: Session, sicht: Sicht, nur: Collection[int] | None = None) -> dict[int, list[Termin]]:
    """Per measure the Termine whose reading holds at the Stichtag (not yet replaced by then, as far as known).

    What the concept itself names was known with it, whenever its rows were loaded. `nur`: of these measures only.
    """
    later = aliased(Termin)
    replaced = select(later.id).where(later.ersetzt_id == Termin.id, *_has_begun(later, sicht)).exists()
    from_concept = and_(Termin.ersetzt_id.is_(None), Termin.fundort != Fundort.PFLEGE)
    begun = and_(*_has_begun(Termin, sicht))
    gilt = or_(Termin.gilt_ab.is_(None), Termin.gilt_ab <= sicht.stichtag)
    counts = or_(begun, and_(from_concept, gilt))
    query = select(Termin).where(counts, ~replaced, *_only(Termin.massnahme_id, nur))
    return _by_massnahme(session, query.order_by(Termin.id))


def _only(massnahme_id: Any, nur: Collection[int] | None) -> tuple[Any, ...]:
    return () if nur is None else (massnahme_id.in_(nur),)


def _has_begun(termin: Any, sicht: Sicht) -> tuple[Any, Any]:
    gilt = or_(termin.gilt_ab.is_(None), termin.gilt_ab <= sicht.stichtag)
    return gilt, termin.erfasst_am < sicht.erfasst_vor


def load_meilensteine(
    session: Session, sicht: Sicht, nur: Collection[int] | None = None
) -> dict[int, list[Meilenstein]]:
    """Per measure the milestones that stood at the Stichtag: set, not replaced, not dropped by then."""
    later = aliased(Meilenstein)
    replaces = (later.ersetzt_id == Meilenstein.id, later.gesetzt_am <= sicht.stichtag)
    replaced = select(later.id).where(*replaces, later.erfasst_am < sicht.erfasst_vor).exists()
    stands = (
        Meilenstein.gesetzt_am <= sicht.stichtag,
        Meilenstein.erfasst_am < sicht.erfasst_vor,
        or_(Meilenstein.entfallen_am.is_(None), Meilenstein.entfallen_am > sicht.bekannt_bis),
    )
    query = select(Meilenstein).where(*stands, ~replaced, *_only(Meilenstein.massnahme_id, nur))
    return _by_massnahme(session, query.order_by(Meilenstein.faellig_am))


def load_entfallene(session: Session, sicht: Sicht, nur: Collection[int] | None = None) -> list[Meilenstein]:
    """The milestones that had been dropped by the Stichtag, as far as known."""
    known = (Meilenstein.entfallen_am <= sicht.bekannt_bis, Meilenstein.erfasst_am < sicht.erfasst_vor)
    query = select(Meilenstein).where(*known, *_only(Meilenstein.massnahme_id, nur))
    return list(session.scalars(query.order_by(Meilenstein.id)))


def load_erledigungen(
    session: Session, sicht: Sicht, nur: Collection[int] | None = None
) -> tuple[dict[int, date], dict[int, list[date]]]:
    """Milestone → day it was ticked; Termin → days it was fulfilled (ticks and events that took place)."""
    e = Erledigung
    query = select(e.meilenstein_id, e.termin_id, e.erledigt_am).where(*standing_ticks(sicht, nur))
    meilensteine: dict[int, date] = {}
    termine: dict[int, list[date]] = defaultdict(list)
    for meilenstein_id, termin_id, erledigt_am in session.execute(query):
        if meilenstein_id:
            meilensteine[meilenstein_id] = min(meilensteine.get(meilenstein_id, erledigt_am), erledigt_am)
        elif termin_id:
            termine[termin_id].append(erledigt_am)
    for ereignistag in load_ereignistage(session, sicht, nur):
        termine[ereignistag.termin_id].append(ereignistag.tag)
    return meilensteine, _with_ancestors(session, termine)


def standing_ticks(sicht: Sicht, nur: Collection[int] | None = None) -> tuple[Any, ...]:
    """Which ticks count at the Stichtag, as far as known; `nur`: of these measures only."""
    e = Erledigung
    counts = (e.erledigt_am <= sicht.stichtag, e.erfasst_am < sicht.erfasst_vor)
    own: tuple[Any, ...] = ()
    if nur is not None:
        meilensteine = select(Meilenstein.id).where(Meilenstein.massnahme_id.in_(nur))
        termine = select(Termin.id).where(Termin.massnahme_id.in_(nur))
        own = (or_(e.meilenstein_id.in_(meilensteine), e.termin_id.in_(termine)),)
    return *counts, is_standing(e.zurueckgenommen_am, sicht), *own


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
