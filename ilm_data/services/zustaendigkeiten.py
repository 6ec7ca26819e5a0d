"""Use cases on Zuständigkeiten: confirm or correct a role, pass it on from a day, add, end. What held before stays."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models import Massnahme, Stelle, Zustaendigkeit
from db.vocabulary import Aktion, Rolle
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.services.aenderung import Aenderung
from ilm_data.services.eingaben import check_jahr, check_zeile
from ilm_data.services.pflege import add, holds, load, open_pflege, raise_stale, save
from ilm_data.services.termine import check_teil

ZUSATZ_LAENGE = 200
TAG = timedelta(days=1)


def confirm_zustaendigkeit(engine: Engine, *, zustaendigkeit_id: int, version: int, heute: date, by: Akteur) -> int:
    """The role read off the wording is right."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        row = load(aenderung.session, Zustaendigkeit, zustaendigkeit_id)
        save(aenderung, row, version, {"hergeleitet": False})
    return zustaendigkeit_id


def correct_rolle(
    engine: Engine, *, zustaendigkeit_id: int, rolle: Rolle, zusatz: str, version: int, heute: date, by: Akteur
) -> int:
    """The role was read wrongly: the right one counts from the beginning, and as confirmed."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        row = load(aenderung.session, Zustaendigkeit, zustaendigkeit_id)
        values = {"rolle": rolle, "zusatz": check_zeile("Zusatz", zusatz, ZUSATZ_LAENGE), "hergeleitet": False}
        save(aenderung, row, version, values)
    return zustaendigkeit_id


def change_stelle(
    engine: Engine, *, zustaendigkeit_id: int, stelle_id: int, ab: date, version: int, heute: date, by: Akteur
) -> int:
    """From `ab` on another Stelle; the old one keeps its time. Returns the id of the new row."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        check_jahr("Ab", ab)
        session = aenderung.session
        old = load(session, Zustaendigkeit, zustaendigkeit_id)
        stelle = load(session, Stelle, stelle_id)
        if old.version != version:
            return _twin_or_konflikt(session, old, {"stelle_id": stelle_id, "gilt_von": ab})
        if old.stelle_id == stelle_id:
            raise RegelVerletzt("Das ist schon die zuständige Stelle.")
        check_stelle_gilt(stelle, ab)
        _check_inside(old, ab)
        _check_new(session, old.massnahme_id, stelle_id, old.teil_id, ab)
        return pass_on(aenderung, old, stelle_id, ab)


def add_zustaendigkeit(
    engine: Engine,
    *,
    massnahme_id: int,
    stelle_id: int,
    rolle: Rolle,
    gilt_von: date,
    zusatz: str = "",
    teil_id: int | None = None,
    heute: date,
    by: Akteur,
) -> int:
    """A Stelle that the concept does not name, from a day on. Returns its id; that of the same row if there is one."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        session = aenderung.session
        load(session, Massnahme, massnahme_id)
        check_teil(session, massnahme_id, teil_id)
        check_jahr("Ab", gilt_von)
        check_stelle_gilt(load(session, Stelle, stelle_id), gilt_von)
        links = {"massnahme_id": massnahme_id, "stelle_id": stelle_id, "teil_id": teil_id}
        values = links | {"rolle": rolle, "zusatz": check_zeile("Zusatz", zusatz, ZUSATZ_LAENGE), "gilt_von": gilt_von}
        if twin := next((z.id for z in list_valid_from(session, stelle_id, gilt_von) if holds(z, values)), None):
            return twin
        _check_new(session, massnahme_id, stelle_id, teil_id, gilt_von)
        return add(aenderung, Zustaendigkeit(hergeleitet=False, **values), values)


def end_zustaendigkeit(
    engine: Engine, *, zustaendigkeit_id: int, gilt_bis: date, version: int, heute: date, by: Akteur
) -> int:
    """The last day of a Zuständigkeit; before it everything stays as it was."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        row = load(aenderung.session, Zustaendigkeit, zustaendigkeit_id)
        check_jahr("Bis", gilt_bis)
        if row.gilt_von and gilt_bis < row.gilt_von:
            raise RegelVerletzt("Das Ende liegt vor dem Beginn der Zuständigkeit.")
        save(aenderung, row, version, {"gilt_bis": gilt_bis})
    return zustaendigkeit_id


def pass_on(aenderung: Aenderung, old: Zustaendigkeit, stelle_id: int, ab: date) -> int:
    """Ends a row the day before `ab` and goes on with another Stelle; role, part and wording stay."""
    keeps = {name: getattr(old, name) for name in ("massnahme_id", "teil_id", "rolle", "zusatz", "wortlaut")}
    new = Zustaendigkeit(**keeps, stelle_id=stelle_id, hergeleitet=old.hergeleitet, gilt_von=ab, gilt_bis=old.gilt_bis)
    alt = {"stelle_id": old.stelle_id, "gilt_bis": old.gilt_bis, "zustaendigkeit_id": old.id}
    save(aenderung, old, old.version, {"gilt_bis": ab - TAG})
    return add(aenderung, new, {"stelle_id": stelle_id, "gilt_von": ab}, alt=alt, aktion=Aktion.ERSETZT)


def check_stelle_gilt(stelle: Stelle, tag: date) -> None:
    """Raises RegelVerletzt unless the Stelle exists on that day."""
    if stelle.gilt_von and tag < stelle.gilt_von:
        raise RegelVerletzt(f"„{stelle.name}“ gibt es erst ab {stelle.gilt_von:%d.%m.%Y}.")
    if stelle.gilt_bis and tag > stelle.gilt_bis:
        raise RegelVerletzt(f"„{stelle.name}“ gibt es nur bis {stelle.gilt_bis:%d.%m.%Y}.")


def list_valid_from(session: Session, stelle_id: int, ab: date) -> list[Zustaendigkeit]:
    """All rows of a Stelle that reach to `ab` or beyond."""
    rows = session.scalars(select(Zustaendigkeit).filter_by(stelle_id=stelle_id).order_by(Zustaendigkeit.id))
    return [row for row in rows if row.gilt_bis is None or row.gilt_bis >= ab]


def has_zustaendigkeit(session: Session, like: Zustaendigkeit, stelle_id: int, ab: date) -> bool:
    """Whether the Stelle has the same role for the same thing already, on `ab` or later."""
    rows = list_valid_from(session, stelle_id, ab)
    same = ("massnahme_id", "teil_id", "rolle")
    return any(all(getattr(row, name) == getattr(like, name) for name in same) for row in rows)


def _twin_or_konflikt(session: Session, old: Zustaendigkeit, wanted: dict[str, Any]) -> int:
    """A second click on the button finds the row that the first one made."""
    same = {"massnahme_id": old.massnahme_id, "teil_id": old.teil_id, "rolle": old.rolle}
    twin = session.scalars(select(Zustaendigkeit).filter_by(**same, **wanted)).first()
    if twin is None or old.gilt_bis != wanted["gilt_von"] - TAG:
        raise_stale(session, old, wanted)
    return twin.id


def _check_inside(old: Zustaendigkeit, ab: date) -> None:
    if old.gilt_von and ab <= old.gilt_von:
        raise RegelVerletzt(f"Der Wechsel muss nach dem Beginn der Zuständigkeit liegen ({old.gilt_von:%d.%m.%Y}).")
    if old.gilt_bis and ab > old.gilt_bis:
        raise RegelVerletzt(f"Die Zuständigkeit ist schon beendet ({old.gilt_bis:%d.%m.%Y}).")


def _check_new(session: Session, massnahme_id: int, stelle_id: int, teil_id: int | None, ab: date) -> None:
    """In whatever role: who wants another one corrects the row that is there."""
    rows = list_valid_from(session, stelle_id, ab)
    if any(row.massnahme_id == massnahme_id and row.teil_id == teil_id for row in rows):
        raise RegelVerletzt("Diese Stelle ist hier schon zuständig. Ändern Sie dort die Rolle.")
