"""Accounts as the administration sees them. Nothing here is public; the right is asked before anything is read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func, select

from db.engine import read_session
from db.models import Anmeldung, Nutzer, Stelle
from db.vocabulary import NutzerRolle
from ilm_data.rules.rechte import Akteur, Handlung, check_recht


@dataclass(frozen=True)
class Konto:
    """`stelle` is "" for an account without Stelle; no hash leaves the store."""

    id: int
    name: str
    anzeigename: str
    rolle: NutzerRolle
    stelle_id: int | None
    stelle: str
    aktiv: bool
    passwort_wechseln: bool
    letzte_anmeldung: datetime | None
    version: int


def list_konten(engine: Engine, *, by: Akteur) -> tuple[Konto, ...]:
    """All accounts, active ones first, by name. Raises RechtFehlt."""
    check_recht(by, Handlung.NUTZER_VERWALTEN)
    letzte = (
        select(Anmeldung.nutzer_id, func.max(Anmeldung.begonnen_am).label("am"))
        .group_by(Anmeldung.nutzer_id)
        .subquery()
    )
    query = (
        select(Nutzer, Stelle.name, letzte.c.am)
        .outerjoin(Stelle, Nutzer.stelle_id == Stelle.id)
        .outerjoin(letzte, letzte.c.nutzer_id == Nutzer.id)
        .order_by(Nutzer.aktiv.desc(), Nutzer.name)
    )
    with read_session(engine) as session:
        return tuple(_konto(nutzer, stelle, am) for nutzer, stelle, am in session.execute(query))


def _konto(nutzer: Nutzer, stelle: str | None, letzte_anmeldung: datetime | None) -> Konto:
    return Konto(
        id=nutzer.id,
        name=nutzer.name,
        anzeigename=nutzer.anzeigename,
        rolle=nutzer.rolle,
        stelle_id=nutzer.stelle_id,
        stelle=stelle or "",
        aktiv=nutzer.aktiv,
        passwort_wechseln=nutzer.passwort_wechseln,
        letzte_anmeldung=letzte_anmeldung,
        version=nutzer.version,
    )


def list_stellen_namen(engine: Engine) -> dict[int, str]:
    """Every Stelle an account can belong to: id → name, in alphabetical order."""
    with read_session(engine) as session:
        rows = session.execute(select(Stelle.id, Stelle.name).where(~Stelle.sammelbezeichnung)).all()
    return dict(sorted(rows, key=lambda row: row[1].casefold()))


def find_stelle_id(engine: Engine, kennung: str) -> int | None:
    """The id behind a Kennung such as "sozialamt"."""
    with read_session(engine) as session:
        return session.scalar(select(Stelle.id).filter_by(kennung=kennung))
