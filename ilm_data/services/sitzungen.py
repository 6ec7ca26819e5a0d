"""Use cases on sessions: which body meets when, and the Stichtag whose state it sees."""

from datetime import date
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models import Sitzung, Sitzungsstand
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.services.eingaben import check_text, check_zeitraum
from ilm_data.services.pflege import add, check_pflichtzeile, holds, load, open_pflege, save

GREMIUM_LAENGE = 200
NOTIZ_LAENGE = 2000


def add_sitzung(
    engine: Engine, *, gremium: str, datum: date, stichtag: date, notiz: str, heute: date, by: Akteur
) -> int:
    """Returns its id; that of the same session if there is one."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        values = _check(gremium, datum, stichtag, notiz)
        same = select(Sitzung).filter_by(gremium=values["gremium"], datum=values["datum"])
        twin = aenderung.session.scalars(same).first()
        if twin and holds(twin, values):
            return twin.id
        _check_free(aenderung.session, values, None)
        return add(aenderung, Sitzung(**values), values)


def edit_sitzung(
    engine: Engine,
    *,
    sitzung_id: int,
    gremium: str,
    datum: date,
    stichtag: date,
    notiz: str,
    version: int,
    heute: date,
    by: Akteur,
) -> int:
    """Once its state is frozen, Gremium, day and Stichtag stay: they stand on the paper."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        session = aenderung.session
        row = load(session, Sitzung, sitzung_id)
        values = _check(gremium, datum, stichtag, notiz)
        _check_free(session, values, sitzung_id)
        _check_not_frozen(session, row, values)
        save(aenderung, row, version, values)
    return sitzung_id


def _check(gremium: str, datum: date, stichtag: date, notiz: str) -> dict[str, Any]:
    check_zeitraum(stichtag, datum, "Tag der Sitzung")
    return {
        "gremium": check_pflichtzeile("Gremium", gremium, GREMIUM_LAENGE),
        "datum": datum,
        "stichtag": stichtag,
        "notiz": check_text("Notiz", notiz, NOTIZ_LAENGE),
    }


def _check_free(session: Session, values: dict[str, Any], sitzung_id: int | None) -> None:
    same = select(Sitzung.id).filter_by(gremium=values["gremium"], datum=values["datum"])
    if any(found != sitzung_id for found in session.scalars(same)):
        raise RegelVerletzt("Für dieses Gremium ist an diesem Tag schon eine Sitzung eingetragen.")


def _check_not_frozen(session: Session, row: Sitzung, values: dict[str, Any]) -> None:
    if session.scalars(select(Sitzungsstand.id).filter_by(sitzung_id=row.id)).first() is None:
        return
    if any(getattr(row, name) != values[name] for name in ("gremium", "datum", "stichtag")):
        raise RegelVerletzt("Der Stand dieser Sitzung ist eingefroren. Ändern lässt sich nur noch die Notiz.")
