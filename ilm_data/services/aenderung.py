"""The form of every write: one transaction that raises the datenstand and writes its log rows."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, event, exists, select, update
from sqlalchemy.orm import Session

from db.engine import write_transaction
from db.models import Datenstand, Nutzer, Protokoll, ProtokollAkteur
from db.vocabulary import Aktion
from ilm_data.services.fehler import as_sentence


@dataclass(frozen=True)
class Aenderung:
    """An open write: its session, the one instant it is recorded at, and the log."""

    session: Session
    akteur_id: int
    zeitpunkt: datetime
    datenstand: int

    def log(
        self,
        aktion: Aktion,
        tabelle: str,
        zeile: object = "",
        *,
        alt: Mapping[str, Any] | None = None,
        neu: Mapping[str, Any] | None = None,
    ) -> None:
        """Adds a log row with old and new values; it lives or dies with the transaction."""
        self.session.add(
            Protokoll(
                zeitpunkt=self.zeitpunkt,
                akteur_id=self.akteur_id,
                aktion=aktion,
                tabelle=tabelle,
                zeile=str(zeile),
                alt=_as_json(alt),
                neu=_as_json(neu),
                datenstand=self.datenstand,
            )
        )


@contextmanager
def open_aenderung(engine: Engine, *, by: str) -> Iterator[Aenderung]:
    """Opens the transaction and raises the datenstand; both are undone when the block raises.

    `by` is the name the log keeps. Raising the counter first makes writers queue on its row, so that the
    look-up of the name below never races. Raises SpeichernFehlgeschlagen when the store fails, at the commit too.
    """
    with as_sentence(), write_transaction(engine) as session:
        raised = update(Datenstand).values(stand=Datenstand.stand + 1).returning(Datenstand.stand)
        datenstand = session.execute(raised).scalar_one()
        if session.scalar(select(exists().where(Nutzer.name == by, Nutzer.beispiel))):
            event.listen(session, "before_flush", _mark_as_beispiel)
        yield Aenderung(session, _akteur_id(session, by), datetime.now(UTC), datenstand)


def _mark_as_beispiel(session: Session, *_: object) -> None:
    """What a demo account enters is demo data: it says so, and leaves with the rest."""
    for row in session.new:
        if hasattr(row, "beispiel"):
            row.beispiel = True


def _akteur_id(session: Session, name: str) -> int:
    akteur = session.scalars(select(ProtokollAkteur).filter_by(name=name)).first()
    if akteur is None:
        akteur = ProtokollAkteur(name=name)
        session.add(akteur)
        session.flush()
    return akteur.id


def _as_json(values: Mapping[str, Any] | None) -> str:
    return json.dumps(values, ensure_ascii=False, default=_plain) if values else ""


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"a log value must be plain, not {type(value).__name__}")
