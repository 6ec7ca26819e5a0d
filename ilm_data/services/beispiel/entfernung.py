"""Removes exactly the demo rows and what hangs on them; catalogue and real rows stay."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Engine, Select, delete, exists, func, select, update
from sqlalchemy.orm import Session

from db.engine import read_session
from db.models import (
    Anmeldung,
    Datenimport,
    Entwurf,
    Ereignis,
    EreignisMassnahme,
    Erledigung,
    IndikatorWert,
    IndikatorZiel,
    Meilenstein,
    Nutzer,
    Protokoll,
    ProtokollAkteur,
    Sachstand,
    Sitzung,
    SitzungMassnahme,
    Sitzungsstand,
    Termin,
)
from db.vocabulary import Aktion
from ilm_data.services.aenderung import open_aenderung
from ilm_data.services.beispiel.zahlen import BeispielLadung

BY = "Beispieldaten"
TABELLE = "beispiel"
MARKED = (
    Erledigung,
    Meilenstein,
    Termin,
    Sachstand,
    Sitzungsstand,
    Sitzung,
    Ereignis,
    IndikatorWert,
    IndikatorZiel,
    Datenimport,
    Nutzer,
)
"""Every table whose rows carry the mark, those that refer to others first."""


def has_beispiel(engine: Engine) -> bool:
    """Whether any demo row is in the store."""
    with read_session(engine) as session:
        return is_present(session)


def has_beispiel_nutzer(engine: Engine) -> bool:
    """Whether a demo account, with its published passphrase, is in the store."""
    with read_session(engine) as session:
        return bool(session.scalar(select(exists().where(Nutzer.beispiel))))


def is_present(session: Session) -> bool:
    return any(session.scalar(select(exists().where(table.beispiel))) for table in MARKED)


def count_katalog_aenderungen(engine: Engine) -> int:
    """Changes that demo accounts made to rows without the mark (titles, Stellen, roles …); these stay."""
    tabellen = [table.__tablename__ for table in MARKED]
    query = (
        select(func.count())
        .select_from(Protokoll)
        .join(ProtokollAkteur, Protokoll.akteur_id == ProtokollAkteur.id)
        .join(Nutzer, Nutzer.name == ProtokollAkteur.name)
        .where(Nutzer.beispiel, Protokoll.tabelle.not_in([*tabellen, ProtokollAkteur.__tablename__]))
    )
    with read_session(engine) as session:
        return session.scalar(query) or 0


def remove_beispiel(engine: Engine) -> BeispielLadung:
    """Takes the demo rows out in one transaction; counts are 0 when there were none."""
    if not has_beispiel(engine):
        return BeispielLadung()
    with open_aenderung(engine, by=BY) as aenderung:
        entfernt = _count(aenderung.session)
        _detach(aenderung.session)
        _delete_attached(aenderung.session)
        for table in MARKED:
            aenderung.session.execute(delete(table).where(table.beispiel))
        aenderung.log(Aktion.ENTFERNT, TABELLE, alt=asdict(entfernt))
    return entfernt


def _count(session: Session) -> BeispielLadung:
    def count(table: Any) -> int:
        return session.scalar(select(func.count()).select_from(table).where(table.beispiel)) or 0

    return BeispielLadung(
        sachstaende=count(Sachstand),
        meilensteine=count(Meilenstein),
        erledigungen=count(Erledigung),
        ereignisse=count(Ereignis),
        sitzungen=count(Sitzung),
        nutzer=count(Nutzer),
        indikatorwerte=count(IndikatorWert),
    )


def _ids(table: Any) -> Select[tuple[int]]:
    return select(table.id).where(table.beispiel)


def _detach(session: Session) -> None:
    """Real rows let go of the demo rows they point to: predecessors, Termine of links, accounts."""
    for table in (Meilenstein, Termin):
        replaces_demo = (~table.beispiel, table.ersetzt_id.in_(_ids(table)))
        values = {"ersetzt_id": None, "grund": "", "version": table.version + 1}
        _run(session, update(table).where(*replaces_demo).values(values))
    wert = (~IndikatorWert.beispiel, IndikatorWert.ersetzt_id.in_(_ids(IndikatorWert)))
    _run(session, update(IndikatorWert).where(*wert).values(ersetzt_id=None))
    agreed = (~Meilenstein.beispiel, Meilenstein.sitzung_id.in_(_ids(Sitzung)))
    _run(session, update(Meilenstein).where(*agreed).values(sitzung_id=None, version=Meilenstein.version + 1))
    links = EreignisMassnahme.termin_id.in_(_ids(Termin))
    _run(session, update(EreignisMassnahme).where(links).values(termin_id=None))
    for table_with_nutzer in (Sachstand, Erledigung):
        entered = table_with_nutzer.nutzer_id.in_(_ids(Nutzer))
        _run(session, update(table_with_nutzer).where(~table_with_nutzer.beispiel, entered).values(nutzer_id=None))


def _delete_attached(session: Session) -> None:
    """What means nothing without the demo row it belongs to, also when a person entered it."""
    ticks = Erledigung.meilenstein_id.in_(_ids(Meilenstein)) | Erledigung.termin_id.in_(_ids(Termin))
    _run(session, delete(Erledigung).where(ticks))
    _run(session, delete(EreignisMassnahme).where(EreignisMassnahme.ereignis_id.in_(_ids(Ereignis))))
    for attached in (Sitzungsstand, SitzungMassnahme):
        _run(session, delete(attached).where(attached.sitzung_id.in_(_ids(Sitzung))))
    for table in (Anmeldung, Entwurf):
        _run(session, delete(table).where(table.nutzer_id.in_(_ids(Nutzer))))


def _run(session: Session, statement: Any) -> None:
    """Bulk statement without keeping loaded objects in step: nothing was loaded in this session."""
    session.execute(statement.execution_options(synchronize_session=False))
