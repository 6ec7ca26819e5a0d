"""Two editors at once: the second one is told what the first one saved, and decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Nutzer, Protokoll, ProtokollAkteur, Stelle
from ilm_data.rules.fehler import RegelVerletzt


@dataclass(frozen=True)
class Gespeichert:
    """What stands in the store now. `stelle` says who in the name of an office, never of a person.

    `werte` are plain values by column name; they may be internal, so a service checks the right before it compares.
    `marke` is the version (or id) to hand in for saving all the same.
    """

    stelle: str
    zeitpunkt: datetime | None
    marke: int | None
    werte: Mapping[str, object] = field(default_factory=dict)


class Konflikt(RegelVerletzt):
    """Somebody else saved first. The message is the sentence the user reads."""

    def __init__(self, satz: str, gespeichert: Gespeichert) -> None:
        super().__init__(satz)
        self.gespeichert = gespeichert


def check_version(
    session: Session, tabelle: str, zeile: int, *, ist: int, erwartet: int, werte: Mapping[str, object]
) -> None:
    """Raises Konflikt when the row has been changed since the form was built."""
    if ist != erwartet:
        raise_konflikt(session, tabelle, zeile, marke=ist, werte=werte)


def raise_konflikt(
    session: Session,
    tabelle: str,
    zeile: int,
    *,
    marke: int | None,
    werte: Mapping[str, object],
    satz: str = "Inzwischen wurde hier etwas anderes gespeichert. Ihre Eingabe ist noch nicht gespeichert.",
) -> None:
    """Raises Konflikt with who changed the row last, as the log knows it."""
    stelle, zeitpunkt = _last_change(session, tabelle, zeile)
    raise Konflikt(satz, Gespeichert(stelle, zeitpunkt, marke, werte))


def _last_change(session: Session, tabelle: str, zeile: int) -> tuple[str, datetime | None]:
    query = (
        select(Stelle.name, Protokoll.zeitpunkt)
        .join(ProtokollAkteur, Protokoll.akteur_id == ProtokollAkteur.id)
        .outerjoin(Nutzer, Nutzer.name == ProtokollAkteur.name)
        .outerjoin(Stelle, Nutzer.stelle_id == Stelle.id)
        .where(Protokoll.tabelle == tabelle, Protokoll.zeile == str(zeile))
        .order_by(Protokoll.id.desc())
    )
    found = session.execute(query).first()
    return (found[0] or "", found[1]) if found else ("", None)
