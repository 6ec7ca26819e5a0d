"""The agenda of a session: which measures are discussed, in which order, each with an internal note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models import Massnahme, Sitzung, SitzungMassnahme
from db.vocabulary import Aktion
from ilm_data.queries.bestand import load_gleich
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.services.eingaben import check_text
from ilm_data.services.konflikt import check_version
from ilm_data.services.pflege import load, open_pflege

NOTIZ_LAENGE = 500


@dataclass(frozen=True)
class Punkt:
    """A measure to discuss; the notes are the coordination's own."""

    massnahme_id: int
    notiz: str = ""


def set_agenda(
    engine: Engine, *, sitzung_id: int, punkte: Sequence[Punkt], version: int, heute: date, by: Akteur
) -> int:
    """Replaces the agenda by these points, in this order. Returns the session's id.

    A measure that stands twice in the concept is discussed where its state is kept.
    """
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        session = aenderung.session
        sitzung = load(session, Sitzung, sitzung_id)
        neu = _check(session, punkte)
        rows = _rows(session, sitzung_id)
        alt = [Punkt(row.massnahme_id, row.notiz) for row in rows]
        if neu == alt:
            return sitzung_id
        werte = {"agenda": as_text(session, alt)}
        check_version(session, "sitzung", sitzung.id, ist=sitzung.version, erwartet=version, werte=werte)
        for row in rows:
            session.delete(row)
        session.flush()
        for position, punkt in enumerate(neu, start=1):
            link = {"sitzung_id": sitzung_id, "massnahme_id": punkt.massnahme_id, "position": position}
            session.add(SitzungMassnahme(**link, notiz=punkt.notiz))
        sitzung.version += 1
        log = {"agenda": as_text(session, neu)}
        aenderung.log(Aktion.GEAENDERT, "sitzung", sitzung_id, alt=werte, neu=log)
    return sitzung_id


def as_text(session: Session, punkte: Sequence[Punkt]) -> str:
    """ "2020-1.1-M1, 2020-2.9-M1 (Notiz)"."""
    keys = {p.massnahme_id: load(session, Massnahme, p.massnahme_id).schluessel for p in punkte}
    return ", ".join(keys[p.massnahme_id] + (f" ({p.notiz})" if p.notiz else "") for p in punkte)


def _check(session: Session, punkte: Sequence[Punkt]) -> list[Punkt]:
    gleich = load_gleich(session)
    found: dict[int, Punkt] = {}
    for punkt in punkte:
        key = gleich.get(punkt.massnahme_id, punkt.massnahme_id)
        name = load(session, Massnahme, key).schluessel
        if key in found:
            raise RegelVerletzt(f"{name} steht schon auf der Tagesordnung.")
        found[key] = Punkt(key, check_text("Notiz", punkt.notiz, NOTIZ_LAENGE))
    return list(found.values())


def _rows(session: Session, sitzung_id: int) -> list[SitzungMassnahme]:
    query = select(SitzungMassnahme).filter_by(sitzung_id=sitzung_id)
    return list(session.scalars(query.order_by(SitzungMassnahme.position)))
