"""The coordinator's lists: Stellen with their names and ties, events, sessions, and what an event can be linked to."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Engine, or_, select

from db.engine import read_session
from db.models import (
    Ereignis,
    EreignisMassnahme,
    Sitzung,
    SitzungMassnahme,
    Sitzungsstand,
    Stelle,
    StelleAlias,
    Zustaendigkeit,
)
from db.vocabulary import TerminArt
from ilm_data.queries.bestand import load_gleich, load_termine
from ilm_data.queries.pflege import load_kurz
from ilm_data.queries.pflege_formen import EreignisPflege, MassnahmeKurz, SitzungPflege, StellePflege
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.nummern import massnahme_key
from ilm_data.rules.rechte import Akteur, Beziehung, Handlung, can_recht, check_recht
from ilm_data.services.zugriff import beziehungen_of


def list_stellen_pflege(engine: Engine, heute: date) -> tuple[StellePflege, ...]:
    """All Stellen that ever were, by name."""
    with read_session(engine) as session:
        rows = list(session.scalars(select(Stelle)))
        aliase: dict[int, list[str]] = defaultdict(list)
        for alias in session.scalars(select(StelleAlias).order_by(StelleAlias.id)):
            aliase[alias.stelle_id].append(alias.schreibweise)
        z = Zustaendigkeit
        begun = or_(z.gilt_von.is_(None), z.gilt_von <= heute)
        current = list(
            session.scalars(select(z.stelle_id).where(begun, or_(z.gilt_bis.is_(None), z.gilt_bis >= heute)))
        )
    found = [_stelle(row, tuple(aliase[row.id]), current.count(row.id)) for row in rows]
    return tuple(sorted(found, key=lambda s: s.name.casefold()))


def _stelle(row: Stelle, aliase: tuple[str, ...], zustaendigkeiten: int) -> StellePflege:
    return StellePflege(
        id=row.id,
        version=row.version,
        kennung=row.kennung,
        name=row.name,
        kurz=row.kurz,
        art=row.art,
        sammelbezeichnung=row.sammelbezeichnung,
        eltern_id=row.eltern_id,
        nachfolger_id=row.nachfolger_id,
        gilt_von=row.gilt_von,
        gilt_bis=row.gilt_bis,
        aliase=aliase,
        zustaendigkeiten=zustaendigkeiten,
    )


def list_sitzungen(engine: Engine, *, by: Akteur) -> tuple[SitzungPflege, ...]:
    """Newest first. The notes are the coordinator's own."""
    check_recht(by, Handlung.INHALT_PFLEGEN)
    with read_session(engine) as session:
        frozen = set(session.scalars(select(Sitzungsstand.sitzung_id)))
        agenda: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for punkt in session.scalars(select(SitzungMassnahme).order_by(SitzungMassnahme.position)):
            agenda[punkt.sitzung_id].append((punkt.massnahme_id, punkt.notiz))
        return tuple(
            SitzungPflege(s.id, s.version, s.gremium, s.datum, s.stichtag, s.notiz, s.id in frozen, tuple(agenda[s.id]))
            for s in session.scalars(select(Sitzung).order_by(Sitzung.datum.desc(), Sitzung.gremium))
        )


def list_ereignis_massnahmen(engine: Engine, *, heute: date, by: Akteur) -> tuple[MassnahmeKurz, ...]:
    """The measures the actor may link an event to, in the order of their numbers."""
    with read_session(engine) as session:
        beziehungen = beziehungen_of(session, by, heute)
        rows = [row for row in load_kurz(session) if _may(by, beziehungen, row.id)]
    return tuple(sorted(rows, key=lambda row: massnahme_key(row.schluessel)))


def list_rhythmen(engine: Engine, fassung: str, heute: date) -> dict[int, tuple[int, str]]:
    """Recurring Termin as read today → (its measure, how it is called). Twice-listed ones where the state is kept."""
    with read_session(engine) as session:
        gleich = load_gleich(session)
        termine = load_termine(session, Sicht(fassung, heute))
    return {
        t.id: (massnahme_id, t.bezeichnung or t.wortlaut)
        for massnahme_id, rows in termine.items()
        for t in rows
        if t.art is TerminArt.WIEDERKEHREND and massnahme_id not in gleich
    }


def list_ereignisse(engine: Engine, *, heute: date, by: Akteur) -> tuple[EreignisPflege, ...]:
    """Newest first, with whether the actor may edit it."""
    with read_session(engine) as session:
        beziehungen = beziehungen_of(session, by, heute)
        links: dict[int, dict[int, int | None]] = defaultdict(dict)
        e = EreignisMassnahme
        query = select(e.ereignis_id, e.massnahme_id, e.termin_id).order_by(e.massnahme_id)
        for ereignis_id, massnahme_id, termin_id in session.execute(query):
            links[ereignis_id][massnahme_id] = termin_id
        rows = list(session.scalars(select(Ereignis).order_by(Ereignis.beginn_am.desc(), Ereignis.id)))
    return tuple(_ereignis(row, links[row.id], by, beziehungen) for row in rows)


def _ereignis(
    row: Ereignis, links: dict[int, int | None], by: Akteur, beziehungen: dict[int, Beziehung]
) -> EreignisPflege:
    return EreignisPflege(
        id=row.id,
        version=row.version,
        titel=row.titel,
        beginn_am=row.beginn_am,
        ende_am=row.ende_am,
        ort=row.ort,
        stelle_id=row.stelle_id,
        status=row.status,
        teilnehmende=row.teilnehmende,
        massnahme_ids=tuple(links),
        termin_id=next((t for t in links.values() if t is not None), None),
        darf_bearbeiten=_may_all(by, beziehungen, links),
    )


def _may(by: Akteur, beziehungen: dict[int, Beziehung], massnahme_id: int) -> bool:
    return can_recht(by, Handlung.EREIGNIS_ERFASSEN, beziehungen.get(massnahme_id, Beziehung.FREMD))


def _may_all(by: Akteur, beziehungen: dict[int, Beziehung], links: dict[int, int | None]) -> bool:
    if not links:
        return can_recht(by, Handlung.INHALT_PFLEGEN)
    return all(_may(by, beziehungen, massnahme_id) for massnahme_id in links)
