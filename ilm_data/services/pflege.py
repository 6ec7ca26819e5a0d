"""What the coordinator's use cases share: who may, load, save with version and log row, add with log row."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, NoReturn, Protocol, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db.models import Base
from db.vocabulary import Aktion
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur, Handlung, check_recht
from ilm_data.services.aenderung import Aenderung, open_aenderung
from ilm_data.services.eingaben import check_pflicht, check_zeile
from ilm_data.services.konflikt import check_version, raise_konflikt
from ilm_data.services.zugriff import check_konto


class Zeile(Protocol):
    """A row with an id."""

    __tablename__: str
    id: Any


class VersionierteZeile(Zeile, Protocol):
    """A row with an optimistic version."""

    version: Any


Row = TypeVar("Row", bound=Base)


@contextmanager
def open_pflege(engine: Engine, *, heute: date, by: Akteur) -> Iterator[Aenderung]:  # noqa: ARG001
    """Opens the transaction for someone who may maintain content; nobody else gets as far as the lock.

    `heute` is handed in like everywhere: the right to maintain content has no date so far.
    """
    check_recht(by, Handlung.INHALT_PFLEGEN)
    with open_aenderung(engine, by=by.name) as aenderung:
        check_konto(aenderung.session, by)
        yield aenderung


def load(session: Session, model: type[Row], row_id: int) -> Row:
    """The row. Raises RegelVerletzt when there is none."""
    row = session.get(model, row_id)
    if row is None:
        raise RegelVerletzt("Diesen Eintrag gibt es nicht (mehr). Bitte laden Sie die Seite neu.")
    return row


def save(
    aenderung: Aenderung,
    row: Zeile,
    version: int,
    values: Mapping[str, Any],
    *,
    wurzel: VersionierteZeile | None = None,
    aktion: Aktion = Aktion.GEAENDERT,
) -> bool:
    """Sets what differs, raises the version, writes the log row. False when nothing differs: a second click.

    The version is that of `wurzel` where a row has none of its own. Raises Konflikt for an old version.
    """
    alt = {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
    if not alt:
        return False
    traeger: Any = wurzel or row
    current = {name: getattr(row, name) for name in values}
    check_version(aenderung.session, row.__tablename__, row.id, ist=traeger.version, erwartet=version, werte=current)
    neu = {name: values[name] for name in alt}
    for name, value in neu.items():
        setattr(row, name, value)
    traeger.version += 1
    aenderung.log(aktion, row.__tablename__, row.id, alt=alt, neu=neu)
    return True


def add(
    aenderung: Aenderung,
    row: Zeile,
    neu: Mapping[str, Any],
    *,
    alt: Mapping[str, Any] | None = None,
    aktion: Aktion = Aktion.ANGELEGT,
) -> int:
    """Adds a row with its log row and returns its id; `alt` is what it replaces."""
    aenderung.session.add(row)
    aenderung.session.flush()
    aenderung.log(aktion, row.__tablename__, row.id, alt=alt, neu=neu)
    return int(row.id)


def holds(row: object, values: Mapping[str, Any]) -> bool:
    """Whether a row says exactly this: what a second click on a button finds."""
    return all(getattr(row, name) == value for name, value in values.items())


def raise_stale(session: Session, row: VersionierteZeile, wanted: Mapping[str, Any]) -> NoReturn:
    """Raises Konflikt with what the row holds of the wanted fields now."""
    current = {name: getattr(row, name) for name in wanted}
    raise_konflikt(session, row.__tablename__, row.id, marke=row.version, werte=current)
    raise AssertionError("raise_konflikt came back")


def check_pflichtzeile(feld: str, text: str | None, laenge: int) -> str:
    """One line that must not be empty."""
    return check_pflicht(feld, check_zeile(feld, text, laenge))
