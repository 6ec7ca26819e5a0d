"""People change their own password: the first one must be changed, any other may be."""

from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.engine import read_session, write_transaction
from db.models import Anmeldung, Nutzer
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.services.aenderung import open_aenderung
from ilm_data.services.aktive_anmeldung import AktiveAnmeldung, alive
from ilm_data.services.kennwort import KennwortUngeeignet, check_kennwort, hash_kennwort, verify_kennwort
from ilm_data.services.nutzer import set_kennwort
from ilm_data.services.sperre import book_versuch, settle_versuch


class SitzungBeendet(RegelVerletzt):
    def __init__(self) -> None:
        super().__init__("Ihre Sitzung ist beendet. Bitte melden Sie sich neu an.")


def change_own_kennwort(
    engine: Engine, *, anmeldung: AktiveAnmeldung, altes: str, neues: str, adresse: str, jetzt: datetime
) -> None:
    """Checks the old password (not the one-time one: it was asked for a moment ago) and stores the new one.

    Ends all sessions of the account, the present one too. Wrong old passwords count like failed logins.
    """
    check_kennwort(neues, name=anmeldung.name, anzeigename=anmeldung.anzeigename)
    with read_session(engine) as session:
        nutzer = _load(session, anmeldung, jetzt)
    if not nutzer.passwort_wechseln:
        _check_altes(engine, nutzer, altes, adresse, jetzt)
    if verify_kennwort(neues, nutzer.passwort_hash):
        raise KennwortUngeeignet("Das neue Kennwort muss sich vom bisherigen unterscheiden.")
    passwort_hash = hash_kennwort(neues)
    with open_aenderung(engine, by=nutzer.name) as aenderung:
        fresh = _load(aenderung.session, anmeldung, jetzt)
        if fresh.version != nutzer.version:
            raise SitzungBeendet()
        set_kennwort(aenderung, fresh, passwort_hash, wechseln=False)


def _load(session: Session, anmeldung: AktiveAnmeldung, jetzt: datetime) -> Nutzer:
    """The account, if the session is still valid. Raises SitzungBeendet."""
    query = (
        select(Nutzer)
        .join(Anmeldung, Anmeldung.nutzer_id == Nutzer.id)
        .where(Anmeldung.id == anmeldung.id, Nutzer.aktiv, *alive(jetzt))
    )
    nutzer = session.scalars(query).first()
    if nutzer is None:
        raise SitzungBeendet()
    return nutzer


def _check_altes(engine: Engine, nutzer: Nutzer, altes: str, adresse: str, jetzt: datetime) -> None:
    versuch_id = book_versuch(engine, name=nutzer.name, adresse=adresse, jetzt=jetzt)
    if not verify_kennwort(altes, nutzer.passwort_hash):
        raise KennwortUngeeignet("Das bisherige Kennwort stimmt nicht.")
    with write_transaction(engine) as session:
        settle_versuch(session, versuch_id, jetzt)
