"""What the coordinator's page of a measure needs, and the work list of what nobody has confirmed yet.

Unlike the public queries it shows what is stored now, whatever the Stichtag: this is what a form changes.
"""

from datetime import date

from sqlalchemy import Engine, Select, select
from sqlalchemy.orm import Session, aliased

from db.engine import read_session
from db.models import (
    Erledigung,
    Fassung,
    Handlungsziel,
    Massnahme,
    MassnahmeTeil,
    Meilenstein,
    Stelle,
    Termin,
    Zustaendigkeit,
)
from db.vocabulary import Deutungsstatus
from ilm_data.queries.bestand import load_gleich
from ilm_data.queries.massnahmen import as_deutung
from ilm_data.queries.pflege_formen import (
    Lesart,
    MassnahmeKurz,
    MassnahmePflege,
    MeilensteinPflege,
    Offen,
    TeilPflege,
    TerminPflege,
    ZustaendigkeitPflege,
)
from ilm_data.rules.nummern import massnahme_key, nummer_key


def list_massnahmen_kurz(engine: Engine, fassung: str) -> tuple[MassnahmeKurz, ...]:
    """Every measure of a Fassung in the order of its numbers."""
    with read_session(engine) as session:
        rows = load_kurz(session)
    found = [row for row in rows if row.schluessel.startswith(f"{fassung}-")]
    return tuple(sorted(found, key=lambda row: massnahme_key(row.schluessel)))


def load_kurz(session: Session) -> list[MassnahmeKurz]:
    """Every measure of every Fassung, in one statement."""
    query = (
        select(Massnahme.id, Fassung.kurz, Handlungsziel.nr, Massnahme.nr, Massnahme.titel)
        .join(Handlungsziel, Massnahme.handlungsziel_id == Handlungsziel.id)
        .join(Fassung, Handlungsziel.fassung_id == Fassung.id)
    )
    rows = session.execute(query)
    return [MassnahmeKurz(row_id, f"{fassung}-{ziel}-{nr}", titel) for row_id, fassung, ziel, nr, titel in rows]


def load_massnahme_pflege(engine: Engine, massnahme_id: int) -> MassnahmePflege | None:
    with read_session(engine) as session:
        row = session.get(Massnahme, massnahme_id)
        if row is None:
            return None
        keeper = session.get_one(Massnahme, load_gleich(session).get(row.id, row.id))
        teile = sorted(row.teile, key=lambda teil: nummer_key(teil.nr))
        return MassnahmePflege(
            id=row.id,
            version=row.version,
            schluessel=row.schluessel,
            titel=row.titel,
            beschreibung=row.beschreibung,
            seite=row.seite,
            haelt_stand=keeper.schluessel if keeper.id != row.id else "",
            teile=tuple(TeilPflege(t.id, t.nr, t.titel) for t in teile),
            meilensteine=_meilensteine(session, row.id),
            termine=_termine(session, _newest().where(Termin.massnahme_id == row.id)),
            zustaendigkeiten=_zustaendigkeiten(session, _responsible().where(Zustaendigkeit.massnahme_id == row.id)),
        )


def list_offen(engine: Engine, fassung: str, heute: date) -> Offen:
    """Of one Fassung: Termine still `angenommen`, Zuständigkeiten still `hergeleitet` and not ended, by measure."""
    with read_session(engine) as session:
        termine = _termine(session, _newest().where(Termin.status == Deutungsstatus.ANGENOMMEN))
        rows = _zustaendigkeiten(session, _responsible().where(Zustaendigkeit.hergeleitet))
    prefix = f"{fassung}-"
    offene = [t for t in termine if t.schluessel.startswith(prefix)]
    current = [z for z in rows if z.schluessel.startswith(prefix) and not z.is_past(heute)]
    return Offen(
        tuple(sorted(offene, key=lambda t: (massnahme_key(t.schluessel), t.id))),
        tuple(sorted(current, key=lambda z: (massnahme_key(z.schluessel), z.id))),
    )


def _newest() -> Select[Termin]:
    """Termine that nothing has replaced, whatever day their reading begins."""
    later = aliased(Termin)
    return select(Termin).where(~select(later.id).where(later.ersetzt_id == Termin.id).exists()).order_by(Termin.id)


def _termine(session: Session, query: Select[Termin]) -> tuple[TerminPflege, ...]:
    rows = list(session.scalars(query))
    titel, teile = _titel(session), _teile(session)
    return tuple(_termin(session, row, *titel[row.massnahme_id], teile.get(row.teil_id or 0, "")) for row in rows)


def _termin(session: Session, row: Termin, schluessel: str, massnahme: str, teil: str) -> TerminPflege:
    wurzel, frueher = _frueher(session, row)
    return TerminPflege(
        id=row.id,
        wurzel_id=wurzel,
        version=row.version,
        schluessel=schluessel,
        massnahme=massnahme,
        teil=teil,
        wortlaut=row.wortlaut,
        fundort=row.fundort,
        deutung=as_deutung(row),
        bestaetigt=row.status is Deutungsstatus.BESTAETIGT,
        hinweis=row.hinweis,
        gilt_ab=row.gilt_ab,
        frueher=frueher,
    )


def _frueher(session: Session, row: Termin) -> tuple[int, tuple[Lesart, ...]]:
    """The id of the first row of the chain, and what was replaced, newest first."""
    found, newer = [], row
    while newer.ersetzt_id is not None:
        older = session.get_one(Termin, newer.ersetzt_id)
        found.append(Lesart(as_deutung(older), older.gilt_ab, newer.gilt_ab, newer.grund))
        newer = older
    return newer.id, tuple(found)


def _titel(session: Session) -> dict[int, tuple[str, str]]:
    return {m.id: (m.schluessel, m.titel) for m in load_kurz(session)}


def _teile(session: Session) -> dict[int, str]:
    query = select(MassnahmeTeil.id, MassnahmeTeil.nr, MassnahmeTeil.titel)
    return {row_id: f"{nr} {titel}" for row_id, nr, titel in session.execute(query)}


def _responsible() -> Select[Zustaendigkeit]:
    return select(Zustaendigkeit).order_by(Zustaendigkeit.id)


def _zustaendigkeiten(session: Session, query: Select[Zustaendigkeit]) -> tuple[ZustaendigkeitPflege, ...]:
    rows = list(session.scalars(query))
    titel, teile = _titel(session), _teile(session)
    stellen = dict(session.execute(select(Stelle.id, Stelle.name)).all())
    return tuple(
        _zustaendigkeit(z, *titel[z.massnahme_id], teile.get(z.teil_id or 0, ""), stellen[z.stelle_id]) for z in rows
    )


def _zustaendigkeit(z: Zustaendigkeit, schluessel: str, massnahme: str, teil: str, stelle: str) -> ZustaendigkeitPflege:
    return ZustaendigkeitPflege(
        id=z.id,
        version=z.version,
        schluessel=schluessel,
        massnahme=massnahme,
        teil=teil,
        stelle_id=z.stelle_id,
        stelle=stelle,
        rolle=z.rolle,
        zusatz=z.zusatz,
        wortlaut=z.wortlaut,
        hergeleitet=z.hergeleitet,
        gilt_von=z.gilt_von,
        gilt_bis=z.gilt_bis,
    )


def _meilensteine(session: Session, massnahme_id: int) -> tuple[MeilensteinPflege, ...]:
    rows = {m.id: m for m in session.scalars(select(Meilenstein).filter_by(massnahme_id=massnahme_id))}
    replaced = {m.ersetzt_id for m in rows.values()}
    ticks = select(Erledigung.meilenstein_id, Erledigung.erledigt_am).where(
        Erledigung.meilenstein_id.in_(rows), Erledigung.zurueckgenommen_am.is_(None)
    )
    getickt = dict(session.execute(ticks).all())
    found = [_meilenstein(m, rows, getickt.get(m.id)) for m in rows.values() if m.id not in replaced]
    return tuple(sorted(found, key=lambda m: (m.faellig_am, m.id)))


def _meilenstein(row: Meilenstein, rows: dict[int, Meilenstein], erledigt_am: date | None) -> MeilensteinPflege:
    frueher: list[tuple[date, str]] = []
    newer = row
    while newer.ersetzt_id is not None:
        frueher.insert(0, (rows[newer.ersetzt_id].faellig_am, newer.grund))
        newer = rows[newer.ersetzt_id]
    return MeilensteinPflege(
        id=row.id,
        version=row.version,
        titel=row.titel,
        faellig_am=row.faellig_am,
        erledigt_am=erledigt_am,
        entfallen_am=row.entfallen_am,
        entfallen_grund=row.entfallen_grund,
        frueher=tuple(frueher),
    )
