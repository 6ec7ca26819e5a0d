"""Use cases on events: add, edit, call off. The coordinator for all, a department for the measures it takes part in."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models import Ereignis, EreignisMassnahme, Massnahme, Stelle, Termin
from db.vocabulary import Aktion, EreignisStatus, TerminArt
from ilm_data.queries.bestand import load_gleich
from ilm_data.rules.ereignis import check_absage, check_ereignis
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur, Handlung, check_recht
from ilm_data.services.aenderung import Aenderung, open_aenderung
from ilm_data.services.eingaben import check_zeile, check_zeitraum
from ilm_data.services.konflikt import check_version
from ilm_data.services.pflege import add, check_pflichtzeile, holds, load, save
from ilm_data.services.zugriff import check_konto, check_zugriff

TITEL_LAENGE = 200
ORT_LAENGE = 200


@dataclass(frozen=True)
class EreignisEingabe:
    """All that can be said about an event. `termin_id` is the recurring Termin of a linked measure that it fulfils."""

    titel: str
    beginn_am: date
    ende_am: date
    status: EreignisStatus
    massnahme_ids: tuple[int, ...]
    ort: str = ""
    stelle_id: int | None = None
    teilnehmende: int | None = None
    termin_id: int | None = None


def add_ereignis(engine: Engine, *, eingabe: EreignisEingabe, heute: date, by: Akteur) -> int:
    """Returns its id; that of the same event if there is one."""
    with _open(engine, by) as aenderung:
        session = aenderung.session
        _check_massnahmen(eingabe)
        _check_zugriff(session, by, eingabe.massnahme_ids, heute)
        values = _check(session, eingabe, heute)
        if twin := _find_twin(session, values, eingabe):
            return twin
        row = Ereignis(erfasst_am=aenderung.zeitpunkt, **values)
        ereignis_id = add(aenderung, row, values | _links(eingabe.massnahme_ids, eingabe.termin_id))
        _set_links(session, ereignis_id, eingabe)
    return ereignis_id


def edit_ereignis(
    engine: Engine, *, ereignis_id: int, eingabe: EreignisEingabe, version: int, heute: date, by: Akteur
) -> int:
    """Needs the right on every measure the event was linked to, and on every one it will be."""
    with _open(engine, by) as aenderung:
        session = aenderung.session
        row = load(session, Ereignis, ereignis_id)
        linked = _linked(session, ereignis_id)
        _check_zugriff(session, by, linked, heute)
        _check_massnahmen(eingabe)
        _check_zugriff(session, by, eingabe.massnahme_ids, heute)
        values = _check(session, eingabe, heute)
        _save(aenderung, row, version, values, linked, eingabe)
    return ereignis_id


def cancel_ereignis(engine: Engine, *, ereignis_id: int, version: int, heute: date, by: Akteur) -> int:
    """The event will not take place; it stays in the list."""
    with _open(engine, by) as aenderung:
        row = load(aenderung.session, Ereignis, ereignis_id)
        _check_zugriff(aenderung.session, by, _linked(aenderung.session, ereignis_id), heute)
        check_absage(row.status)
        save(aenderung, row, version, {"status": EreignisStatus.ABGESAGT})
    return ereignis_id


@contextmanager
def _open(engine: Engine, by: Akteur) -> Iterator[Aenderung]:
    with open_aenderung(engine, by=by.name) as aenderung:
        check_konto(aenderung.session, by)
        yield aenderung


def _check_zugriff(session: Session, by: Akteur, massnahme_ids: Collection[int], heute: date) -> None:
    """Koordination has the right everywhere, so one question serves both roles; what is linked to nothing is hers."""
    if not massnahme_ids:
        check_recht(by, Handlung.INHALT_PFLEGEN)
    for massnahme_id in massnahme_ids:
        load(session, Massnahme, massnahme_id)
        check_zugriff(session, by, Handlung.EREIGNIS_ERFASSEN, massnahme_id, heute)


def _check_massnahmen(e: EreignisEingabe) -> None:
    if not e.massnahme_ids:
        raise RegelVerletzt("Bitte wählen Sie mindestens eine Maßnahme, zu der das Ereignis gehört.")


def _check(session: Session, e: EreignisEingabe, heute: date) -> dict[str, Any]:
    """The values of the row, as they may be stored."""
    check_zeitraum(e.beginn_am, e.ende_am)
    check_ereignis(e.status, e.ende_am, e.teilnehmende, heute)
    if e.stelle_id is not None:
        load(session, Stelle, e.stelle_id)
    _check_termin(session, e)
    return {
        "titel": check_pflichtzeile("Titel", e.titel, TITEL_LAENGE),
        "beginn_am": e.beginn_am,
        "ende_am": e.ende_am,
        "ort": check_zeile("Ort", e.ort, ORT_LAENGE),
        "stelle_id": e.stelle_id,
        "status": e.status,
        "teilnehmende": e.teilnehmende,
    }


def _check_termin(session: Session, e: EreignisEingabe) -> None:
    if e.termin_id is None:
        return
    termin = load(session, Termin, e.termin_id)
    if termin.massnahme_id not in e.massnahme_ids:
        raise RegelVerletzt("Der Termin gehört zu keiner der gewählten Maßnahmen.")
    if termin.art is not TerminArt.WIEDERKEHREND:
        raise RegelVerletzt("Nur ein wiederkehrender Termin kann durch ein Ereignis erfüllt werden.")
    keeper = load_gleich(session).get(termin.massnahme_id)
    if keeper is not None:
        schluessel = load(session, Massnahme, keeper).schluessel
        raise RegelVerletzt(f"Diese Maßnahme steht zweimal im Konzept. Wählen Sie den Termin bei {schluessel}.")


def _find_twin(session: Session, values: dict[str, Any], e: EreignisEingabe) -> int | None:
    """The event of a first click. Raises RegelVerletzt for one that differs in small things only."""
    same = select(Ereignis).filter_by(titel=values["titel"], beginn_am=values["beginn_am"])
    for row in session.scalars(same):
        linked = _linked(session, row.id)
        if set(linked) == set(e.massnahme_ids):
            if holds(row, values) and e.termin_id in (None, *linked.values()):
                return row.id
            raise RegelVerletzt("Dieses Ereignis ist für diesen Tag schon erfasst. Bitte ändern Sie den Eintrag dort.")
    return None


def _linked(session: Session, ereignis_id: int) -> dict[int, int | None]:
    """Linked measure → the Termin it fulfils there."""
    query = select(EreignisMassnahme.massnahme_id, EreignisMassnahme.termin_id).filter_by(ereignis_id=ereignis_id)
    return dict(session.execute(query.order_by(EreignisMassnahme.massnahme_id)).all())


def _links(massnahme_ids: Collection[int], termin_id: int | None) -> dict[str, Any]:
    return {"massnahme_ids": sorted(massnahme_ids), "termin_id": termin_id}


def _save(
    aenderung: Aenderung,
    row: Ereignis,
    version: int,
    values: dict[str, Any],
    linked: dict[int, int | None],
    eingabe: EreignisEingabe,
) -> None:
    """As `save`, with the links as two more values."""
    alt = {name: getattr(row, name) for name in values}
    alt |= _links(list(linked), next((t for t in linked.values() if t is not None), None))
    neu = values | _links(eingabe.massnahme_ids, eingabe.termin_id)
    changed = [name for name in neu if alt[name] != neu[name]]
    if not changed:
        return
    check_version(aenderung.session, "ereignis", row.id, ist=row.version, erwartet=version, werte=alt)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    _set_links(aenderung.session, row.id, eingabe)
    aenderung.log(
        Aktion.GEAENDERT, "ereignis", row.id, alt={n: alt[n] for n in changed}, neu={n: neu[n] for n in changed}
    )


def _set_links(session: Session, ereignis_id: int, e: EreignisEingabe) -> None:
    termin_bei = load(session, Termin, e.termin_id).massnahme_id if e.termin_id else None
    rows = {r.massnahme_id: r for r in session.scalars(select(EreignisMassnahme).filter_by(ereignis_id=ereignis_id))}
    for massnahme_id in rows.keys() - set(e.massnahme_ids):
        session.delete(rows[massnahme_id])
    for massnahme_id in dict.fromkeys(e.massnahme_ids):
        row = rows.get(massnahme_id) or EreignisMassnahme(ereignis_id=ereignis_id, massnahme_id=massnahme_id)
        row.termin_id = e.termin_id if massnahme_id == termin_bei else None
        session.add(row)
