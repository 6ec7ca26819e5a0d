"""Login sessions in SQL: log in, hand the browser its cookie, end. Finding one: aktive_anmeldung.py.

The browser never sees the id of its session. It gets a ticket (valid 30 s, once, for the same browser only) and
exchanges it at our route for a cookie value that exists nowhere before.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from db.engine import read_session, write_transaction
from db.models import Anmeldung, Nutzer
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.services.aktive_anmeldung import alive, browser_hash
from ilm_data.services.kennwort import verify_kennwort
from ilm_data.services.sperre import book_versuch, digest, settle_versuch

TICKET_SEKUNDEN = 30


class AnmeldungAbgelehnt(RegelVerletzt):
    """Wrong password, unknown name, deactivated account: one sentence for all, so that no name can be guessed."""

    def __init__(self) -> None:
        super().__init__("Name oder Kennwort stimmt nicht. Bitte prüfen Sie beides.")


@dataclass(frozen=True)
class NeueAnmeldung:
    """`id` stays on the server; `ticket` goes to the browser, which redeems it."""

    id: str
    ticket: str
    nutzer_id: int


def log_in(engine: Engine, *, name: str, kennwort: str, adresse: str, browser: str, jetzt: datetime) -> NeueAnmeldung:
    """Checks the password once and opens a session.

    Raises ZuVieleVersuche before any check, AnmeldungAbgelehnt for everything else that is wrong.
    """
    name = name.strip().lower()
    versuch_id = book_versuch(engine, name=name, adresse=adresse, jetzt=jetzt)
    nutzer = _active_nutzer(engine, name)
    if not verify_kennwort(kennwort, nutzer.passwort_hash if nutzer else None) or nutzer is None:
        raise AnmeldungAbgelehnt()
    with write_transaction(engine) as session:
        # Whatever changed about the account while bcrypt computed counts already.
        if session.scalar(select(Nutzer.id).filter_by(id=nutzer.id, version=nutzer.version, aktiv=True)) is None:
            raise AnmeldungAbgelehnt()
        settle_versuch(session, versuch_id, jetzt)
        return add_anmeldung(session, nutzer_id=nutzer.id, browser=browser, jetzt=jetzt)


def _active_nutzer(engine: Engine, name: str) -> Nutzer | None:
    with read_session(engine) as session:
        return session.scalars(select(Nutzer).filter_by(name=name, aktiv=True)).first()


def open_anmeldung(engine: Engine, *, nutzer_id: int, browser: str, jetzt: datetime) -> NeueAnmeldung:
    """A session for somebody whose identity is already certain (own password changed; tests)."""
    with write_transaction(engine) as session:
        return add_anmeldung(session, nutzer_id=nutzer_id, browser=browser, jetzt=jetzt)


def add_anmeldung(session: Session, *, nutzer_id: int, browser: str, jetzt: datetime) -> NeueAnmeldung:
    """Adds the row; another person's sessions in the same browser end, so that nobody falls back into them."""
    if browser:
        same_browser = Anmeldung.browser_hash == browser_hash(browser)
        _end(session, same_browser, Anmeldung.nutzer_id != nutzer_id, jetzt=jetzt)
    neu = NeueAnmeldung(secrets.token_urlsafe(24), secrets.token_urlsafe(32), nutzer_id)
    row = Anmeldung(
        id=neu.id,
        nutzer_id=nutzer_id,
        browser_hash=browser_hash(browser),
        ticket_hash=digest("ticket", neu.ticket),
        ticket_bis=jetzt + timedelta(seconds=TICKET_SEKUNDEN),
        begonnen_am=jetzt,
        zuletzt_am=jetzt,
    )
    session.add(row)
    session.flush()
    return neu


def redeem_ticket(engine: Engine, *, ticket: str, browser: str, jetzt: datetime) -> str | None:
    """The new cookie value, or None: one conditional UPDATE, so of many at once exactly one wins."""
    if not ticket or not browser:
        return None
    cookie = secrets.token_urlsafe(32)
    active = select(Nutzer.id).where(Nutzer.aktiv)
    redeemed = (
        update(Anmeldung)
        .where(
            Anmeldung.ticket_hash == digest("ticket", ticket),
            Anmeldung.ticket_bis > jetzt,
            Anmeldung.cookie_hash.is_(None),
            Anmeldung.browser_hash == browser_hash(browser),
            Anmeldung.nutzer_id.in_(active),
            *alive(jetzt),
        )
        .values(cookie_hash=digest("cookie", cookie))
        .returning(Anmeldung.id)
        .execution_options(synchronize_session=False)
    )
    with write_transaction(engine) as session:
        return cookie if session.execute(redeemed).first() else None


def end_browser(engine: Engine, *, browser: str, jetzt: datetime) -> None:
    """Logout: ends every session of this browser."""
    if browser:
        with write_transaction(engine) as session:
            _end(session, Anmeldung.browser_hash == browser_hash(browser), jetzt=jetzt)


def end_of_nutzer(session: Session, nutzer_id: int, jetzt: datetime) -> None:
    """Ends every session of an account, inside the change that makes it necessary."""
    _end(session, Anmeldung.nutzer_id == nutzer_id, jetzt=jetzt)


def _end(session: Session, *of: ColumnElement[bool], jetzt: datetime) -> None:
    session.execute(
        update(Anmeldung)
        .where(*of, Anmeldung.beendet_am.is_(None))
        .values(beendet_am=jetzt)
        .execution_options(synchronize_session=False)
    )
