"""Failed logins, counted in SQL per name and per address; names and addresses are stored hashed only.

An attempt is booked as failed before the password is checked, in one transaction that other attempts wait for.
So 24 tries at once are counted like 24 in a row: only as many as allowed ever reach bcrypt.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Engine, func, select, text, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from db.engine import read_session, write_transaction
from db.models import Anmeldeversuch
from db.settings import settings
from ilm_data.rules.fehler import RegelVerletzt

LOCK_KEY = 20_201_103


class ZuVieleVersuche(RegelVerletzt):
    """This name or this address has failed too often; said before any password is checked."""

    def __init__(self) -> None:
        super().__init__(
            f"Zu viele Fehlversuche. Bitte versuchen Sie es in {settings().sperre_minuten} Minuten noch einmal, oder "
            "bitten Sie die Verwaltung, die Sperre aufzuheben."
        )


def book_versuch(engine: Engine, *, name: str, adresse: str, jetzt: datetime) -> int:
    """Books the attempt as failed and returns its id. Raises ZuVieleVersuche, and then books nothing."""
    with write_transaction(engine) as session:
        _queue(session)
        _check_limits(session, name, adresse, jetzt)
        row = Anmeldeversuch(zeitpunkt=jetzt, name_hash=name_hash(name), adresse_hash=adresse_hash(adresse))
        session.add(row)
        session.flush()
        return row.id


def _queue(session: Session) -> None:
    """Two attempts must not count at the same time; SQLite's write lock sees to it by itself."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})


def _check_limits(session: Session, name: str, adresse: str, jetzt: datetime) -> None:
    by_name = _count(session, jetzt, Anmeldeversuch.name_hash == name_hash(name))
    by_adresse = _count(session, jetzt, Anmeldeversuch.adresse_hash == adresse_hash(adresse))
    if by_name >= settings().fehlversuche_je_name or by_adresse >= settings().fehlversuche_je_adresse:
        raise ZuVieleVersuche()


def _count(session: Session, jetzt: datetime, of: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(Anmeldeversuch).where(of, *_counting(jetzt))
    return session.scalar(query) or 0


def _counting(jetzt: datetime) -> tuple[ColumnElement[bool], ...]:
    """What still counts: failed, not released, inside the window."""
    beginn = jetzt - timedelta(minutes=settings().sperre_minuten)
    return (
        ~Anmeldeversuch.erfolgreich,
        Anmeldeversuch.freigegeben_am.is_(None),
        Anmeldeversuch.zeitpunkt > beginn,
    )


def settle_versuch(session: Session, versuch_id: int, jetzt: datetime) -> None:
    """The password was right: this attempt was none, and earlier slips under the same name are forgiven."""
    row = session.get_one(Anmeldeversuch, versuch_id)
    row.erfolgreich = True
    session.flush()
    release(session, Anmeldeversuch.name_hash == row.name_hash, jetzt=jetzt)


def release(session: Session, *of: ColumnElement[bool], jetzt: datetime) -> None:
    """Lets failed attempts of the window count no more; without a condition all of them."""
    session.execute(
        update(Anmeldeversuch)
        .where(*of, *_counting(jetzt))
        .values(freigegeben_am=jetzt)
        .execution_options(synchronize_session=False)
    )


def list_gesperrte(engine: Engine, namen: Iterable[str], *, jetzt: datetime) -> frozenset[str]:
    """Those of the names that cannot log in at the moment."""
    query = (
        select(Anmeldeversuch.name_hash)
        .where(*_counting(jetzt))
        .group_by(Anmeldeversuch.name_hash)
        .having(func.count() >= settings().fehlversuche_je_name)
    )
    with read_session(engine) as session:
        locked = set(session.scalars(query))
    return frozenset(name for name in namen if name_hash(name) in locked)


def count_gesperrte_adressen(engine: Engine, *, jetzt: datetime) -> int:
    """How many addresses are refused at the moment; which ones is not kept."""
    locked = (
        select(Anmeldeversuch.adresse_hash)
        .where(*_counting(jetzt))
        .group_by(Anmeldeversuch.adresse_hash)
        .having(func.count() >= settings().fehlversuche_je_adresse)
    )
    with read_session(engine) as session:
        return session.scalar(select(func.count()).select_from(locked.subquery())) or 0


def name_hash(name: str) -> str:
    return digest("name", name.strip().lower())


def adresse_hash(adresse: str) -> str:
    return digest("adresse", adresse)


def digest(zweck: str, value: str) -> str:
    """One-way, and different for each purpose, so that hashes of two kinds never meet."""
    return sha256(f"ilm:{zweck}:{value}".encode()).hexdigest()
