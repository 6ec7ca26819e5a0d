"""Use cases that end a Stelle: it gets a successor from a day on, or it is merged into another.

In both cases its Zuständigkeiten go over; what held before that day stays as it was. Its units stay below it:
the rules of access follow a successor, and so the units too, from that day on.
"""

from datetime import date

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models import Stelle, StelleAlias
from db.vocabulary import Aktion
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.rules.verkettung import check_no_circle
from ilm_data.services.aenderung import Aenderung
from ilm_data.services.eingaben import check_jahr
from ilm_data.services.pflege import load, open_pflege, raise_stale, save
from ilm_data.services.stellen import keep_name
from ilm_data.services.zustaendigkeiten import (
    TAG,
    check_stelle_gilt,
    has_zustaendigkeit,
    list_valid_from,
    pass_on,
)


def set_nachfolger(
    engine: Engine, *, stelle_id: int, nachfolger_id: int, ab: date, version: int, heute: date, by: Akteur
) -> int:
    """From `ab` on another Stelle does the work; this one ends the day before. Returns its id."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        _hand_over(aenderung, stelle_id, nachfolger_id, ab, version)
    return stelle_id


def merge_stelle(
    engine: Engine, *, stelle_id: int, ziel_id: int, ab: date, version: int, heute: date, by: Akteur
) -> int:
    """As a successor, and `ziel_id` is found under the old names too. Returns `ziel_id`."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        if _hand_over(aenderung, stelle_id, ziel_id, ab, version):
            _move_names(aenderung, stelle_id, ziel_id)
    return ziel_id


def _hand_over(aenderung: Aenderung, stelle_id: int, nachfolger_id: int, ab: date, version: int) -> bool:
    """False when a first click has done it already."""
    check_jahr("Ab", ab)
    session = aenderung.session
    row, nachfolger = load(session, Stelle, stelle_id), load(session, Stelle, nachfolger_id)
    values = {"nachfolger_id": nachfolger_id, "gilt_bis": ab - TAG}
    if row.version != version:
        if any(getattr(row, name) != value for name, value in values.items()):
            raise_stale(session, row, values)
        return False
    _check_hand_over(session, row, nachfolger, ab)
    _move_zustaendigkeiten(aenderung, row.id, nachfolger_id, ab)
    save(aenderung, row, row.version, values)
    return True


def _check_hand_over(session: Session, row: Stelle, nachfolger: Stelle, ab: date) -> None:
    if row.gilt_bis and ab > row.gilt_bis + TAG:
        raise RegelVerletzt(f"„{row.name}“ ist schon beendet ({row.gilt_bis:%d.%m.%Y}).")
    if row.gilt_von and ab <= row.gilt_von:
        raise RegelVerletzt(f"„{row.name}“ gibt es erst ab {row.gilt_von:%d.%m.%Y}; der Wechsel muss danach liegen.")
    weiter = dict(session.execute(select(Stelle.id, Stelle.nachfolger_id)).all())
    check_no_circle(row.id, nachfolger.id, weiter, "Eine Stelle kann nicht ihre eigene Nachfolgerin sein.")
    check_stelle_gilt(nachfolger, ab)


def _move_zustaendigkeiten(aenderung: Aenderung, stelle_id: int, nachfolger_id: int, ab: date) -> None:
    """What reaches beyond `ab` goes over; where the successor has the same role already, the old row only ends."""
    session = aenderung.session
    for z in list_valid_from(session, stelle_id, ab):
        doppelt = has_zustaendigkeit(session, z, nachfolger_id, ab)
        begonnen = z.gilt_von is None or z.gilt_von < ab
        if begonnen and not doppelt:
            pass_on(aenderung, z, nachfolger_id, ab)
        elif begonnen:
            save(aenderung, z, z.version, {"gilt_bis": ab - TAG})
        else:
            # It would begin after the end of its Stelle, so it has no history yet.
            save(aenderung, z, z.version, {"stelle_id": nachfolger_id})


def _move_names(aenderung: Aenderung, stelle_id: int, ziel_id: int) -> None:
    """The spellings change over; the name itself stays with the ended Stelle and becomes a spelling of the other."""
    session = aenderung.session
    keep_name(aenderung, ziel_id, load(session, Stelle, stelle_id).name)
    for alias in session.scalars(select(StelleAlias).filter_by(stelle_id=stelle_id)).all():
        keep_name(aenderung, ziel_id, alias.schreibweise)
        aenderung.log(Aktion.ENTFERNT, "stelle_alias", alias.id, alt={"schreibweise": alias.schreibweise})
        session.delete(alias)
