"""How long traces of people are kept, and how the log loses their names after the evaluation."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, Engine, delete, func, select, update
from sqlalchemy.orm import Session

from db.engine import write_transaction
from db.models import Anmeldeversuch, Anmeldung, Entwurf, Erledigung, ProtokollAkteur, Sachstand
from db.vocabulary import Aktion
from ilm_data.rules.rechte import Akteur
from ilm_data.services.aenderung import open_aenderung

ANMELDUNGEN_TAGE = 90
ENTWUERFE_TAGE = 30
TECHNISCH = ("Kommandozeile", "Katalog", "Beispieldaten")
"""Log actors that are no person; they keep their names."""


@dataclass(frozen=True)
class Aufgeraeumt:
    versuche: int
    anmeldungen: int
    entwuerfe: int

    def __str__(self) -> str:
        return f"{self.versuche} Anmeldeversuche, {self.anmeldungen} Anmeldungen, {self.entwuerfe} Entwürfe"


def delete_expired(engine: Engine, *, jetzt: datetime) -> Aufgeraeumt:
    """Deletes login attempts and sessions after 90 days, drafts after 30. Content and log stay."""
    spuren_bis = jetzt - timedelta(days=ANMELDUNGEN_TAGE)
    entwuerfe_bis = jetzt - timedelta(days=ENTWUERFE_TAGE)
    # A session nobody ended has long run out: the absolute limit is counted in hours.
    letzte_spur = func.coalesce(Anmeldung.beendet_am, Anmeldung.zuletzt_am)
    with write_transaction(engine) as session:
        return Aufgeraeumt(
            versuche=_run(session, delete(Anmeldeversuch).where(Anmeldeversuch.zeitpunkt < spuren_bis)),
            anmeldungen=_run(session, delete(Anmeldung).where(letzte_spur < spuren_bis)),
            entwuerfe=_run(session, delete(Entwurf).where(Entwurf.geaendert_am < entwuerfe_bis)),
        )


def pseudonymise_protokoll(engine: Engine, *, by: Akteur) -> int:
    """Renames the people of the log to "Person 1", "Person 2" …, in an order of chance; returns how many.

    Irreversible: no table keeps who was who. Reports and ticks let go of the account that entered them, since they
    would lead back; accounts keep their own names. Whoever enters something later is named in the log again.
    """
    with open_aenderung(engine, by=by.name) as aenderung:
        count = _rename(aenderung.session)
        for table in (Sachstand, Erledigung):
            _run(aenderung.session, update(table).where(table.nutzer_id.is_not(None)).values(nutzer_id=None))
        aenderung.log(Aktion.GEAENDERT, ProtokollAkteur.__tablename__, neu={"pseudonymisiert": count})
        return count


def _rename(session: Session) -> int:
    named = select(ProtokollAkteur).where(~ProtokollAkteur.pseudonym, ProtokollAkteur.name.not_in(TECHNISCH))
    people = list(session.scalars(named))
    secrets.SystemRandom().shuffle(people)
    first = (
        session.scalar(select(func.count()).select_from(ProtokollAkteur).where(ProtokollAkteur.pseudonym)) or 0
    ) + 1
    for number, person in enumerate(people, first):
        person.name, person.pseudonym = f"Person {number}", True
    return len(people)


def _run(session: Session, statement: Any) -> int:
    """Runs a bulk statement and returns the number of rows."""
    result = session.execute(statement.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", result).rowcount
