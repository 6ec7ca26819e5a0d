"""One measure with all that belongs to it: parts, responsibilities, links, origin, and its time."""

from datetime import date

from sqlalchemy import Engine, or_, select
from sqlalchemy.orm import Session

from db.engine import read_session
from db.models import (
    Foerderung,
    Handlungsziel,
    Herkunft,
    Massnahme,
    MassnahmeBezug,
    MassnahmeFoerderung,
    MassnahmeTeil,
    Stelle,
    Zustaendigkeit,
)
from db.vocabulary import BezugArt, HerkunftArt, Rolle
from ilm_data.queries.bestand import load_gleich
from ilm_data.queries.fassungen import load_fassung
from ilm_data.queries.massnahme_formen import MassnahmeDetail, Teil, Verweis, ZustaendigkeitZeile
from ilm_data.queries.massnahme_zeit import (
    load_ereignisse_of,
    load_meilensteine_of,
    load_sachstaende_of,
    load_termine_of,
)
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.stellenfolge import stelle_at
from ilm_data.rules.nummern import parse_schluessel


def load_massnahme(
    engine: Engine, schluessel: str, stichtag: date, kenntnis_bis: date | None = None
) -> MassnahmeDetail | None:
    """The measure behind a key such as 2020-2.9-M1 as of the Stichtag; None for an unknown key.

    Reports, milestones and events of a `gleich` entry are those of the entry that keeps the state.
    """
    key = parse_schluessel(schluessel)
    if key is None:
        return None
    sicht = Sicht(key.fassung, stichtag, kenntnis_bis)
    fassung = load_fassung(engine, stichtag, key.fassung)
    with read_session(engine) as session:
        row = _find(session, key.fassung, key.ziel, key.massnahme)
        if row is None:
            return None
        keeper = session.get_one(Massnahme, load_gleich(session).get(row.id, row.id))
        ziel = row.handlungsziel
        return MassnahmeDetail(
            schluessel=row.schluessel,
            bezeichnung=row.bezeichnung,
            beschreibung=row.beschreibung,
            wortlaut=row.wortlaut,
            ziel_wortlaut=ziel.wortlaut,
            seite=row.seite,
            feld_seite=ziel.handlungsfeld.seite,
            quelle=fassung.quelle if fassung else "",
            haelt_stand=keeper.schluessel if keeper.id != row.id else "",
            teile=tuple(Teil(t.nr, t.titel, t.fundort) for t in row.teile),
            zustaendigkeiten=_zustaendigkeiten(session, row.id, stichtag),
            foerderungen=_foerderungen(session, row.id),
            termine=load_termine_of(session, sicht, row.id, fassung.beginn if fassung else None),
            meilensteine=load_meilensteine_of(session, sicht, keeper.id),
            sachstaende=load_sachstaende_of(session, sicht, keeper.id),
            ereignisse=load_ereignisse_of(session, sicht, {row.id, keeper.id}),
            verweise=_verweise(session, row.id),
            herkunft=_herkunft(session, row.id),
        )


def _find(session: Session, fassung: str, ziel: str, nr: str) -> Massnahme | None:
    query = (
        select(Massnahme)
        .join(Handlungsziel)
        .where(Handlungsziel.fassung.has(kurz=fassung), Handlungsziel.nr == ziel, Massnahme.nr == nr)
    )
    return session.scalars(query).first()


def _zustaendigkeiten(session: Session, massnahme_id: int, stichtag: date) -> tuple[ZustaendigkeitZeile, ...]:
    query = (
        select(Zustaendigkeit, Stelle, MassnahmeTeil.nr)
        .join(Stelle, Zustaendigkeit.stelle_id == Stelle.id)
        .outerjoin(MassnahmeTeil, Zustaendigkeit.teil_id == MassnahmeTeil.id)
        .where(
            Zustaendigkeit.massnahme_id == massnahme_id,
            or_(Zustaendigkeit.gilt_von.is_(None), Zustaendigkeit.gilt_von <= stichtag),
            or_(Zustaendigkeit.gilt_bis.is_(None), Zustaendigkeit.gilt_bis >= stichtag),
        )
        .order_by(Zustaendigkeit.id)
    )
    rows = [
        _zustaendigkeit(z, s, stelle_at(session, s, stichtag), teil or "", stichtag)
        for z, s, teil in session.execute(query)
    ]
    return tuple(sorted(rows, key=lambda z: list(Rolle).index(z.rolle)))


def _zustaendigkeit(
    z: Zustaendigkeit, named: Stelle, now: Stelle | None, teil: str, stichtag: date
) -> ZustaendigkeitZeile:
    """With the Stelle that does it at the Stichtag; the one that was named and has ended is said beside it."""
    s = now or named
    ended = named.gilt_bis is not None and named.gilt_bis < stichtag
    zuvor = (named.name, named.gilt_bis) if ended and named.gilt_bis else None
    return ZustaendigkeitZeile(
        s.kennung, s.name, s.sammelbezeichnung, z.rolle, z.zusatz, z.wortlaut, z.hergeleitet, teil, zuvor
    )


def _foerderungen(session: Session, massnahme_id: int) -> tuple[tuple[str, str], ...]:
    query = (
        select(Foerderung.name, MassnahmeFoerderung.wortlaut)
        .join(MassnahmeFoerderung, MassnahmeFoerderung.foerderung_id == Foerderung.id)
        .where(MassnahmeFoerderung.massnahme_id == massnahme_id)
        .order_by(Foerderung.name)
    )
    return tuple(session.execute(query))


def _verweise(session: Session, massnahme_id: int) -> tuple[Verweis, ...]:
    query = select(MassnahmeBezug).where(
        or_(MassnahmeBezug.von_id == massnahme_id, MassnahmeBezug.nach_id == massnahme_id)
    )
    found = []
    for bezug in session.scalars(query):
        other = session.get_one(Massnahme, bezug.nach_id if bezug.von_id == massnahme_id else bezug.von_id)
        art = "Dieselbe Maßnahme" if bezug.art is BezugArt.GLEICH else "Ähnliche Maßnahme"
        found.append(Verweis(art, other.schluessel, other.titel, bezug.beleg))
    return tuple(found)


def _herkunft(session: Session, massnahme_id: int) -> tuple[tuple[HerkunftArt, str, str], ...]:
    """(art, key of the other measure or "", reason) for what it came from and what it became."""
    query = select(Herkunft).where(or_(Herkunft.alt_id == massnahme_id, Herkunft.neu_id == massnahme_id))
    found = []
    for row in session.scalars(query):
        other_id = row.neu_id if row.alt_id == massnahme_id else row.alt_id
        other = session.get_one(Massnahme, other_id).schluessel if other_id else ""
        found.append((row.art, other, row.grund))
    return tuple(found)
