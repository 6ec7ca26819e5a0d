"""Use cases on Termine: confirm a reading, correct it by a new row, add a Termin. The wording stays as written."""

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models import Massnahme, MassnahmeTeil, Termin
from db.vocabulary import Aktion, Deutungsstatus, Fundort, TerminArt
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.deutung_pruefung import check_deutung, check_gilt_ab
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.rules.termin_parser import Lesung, parse_termin
from ilm_data.services.aenderung import Aenderung
from ilm_data.services.eingaben import check_pflicht, check_text, check_zeile
from ilm_data.services.pflege import add, check_pflichtzeile, holds, load, open_pflege, raise_stale, save

WORTLAUT_LAENGE = 500
BEZEICHNUNG_LAENGE = 200
GRUND_LAENGE = 500


def read_wortlaut(*, wortlaut: str) -> Lesung:
    """What the parser makes of a wording: a proposal for the form, nothing is stored."""
    return parse_termin(check_pflichtzeile("Wortlaut", wortlaut, WORTLAUT_LAENGE))


def confirm_termin(engine: Engine, *, termin_id: int, version: int, heute: date, by: Akteur) -> int:
    """The reading is right: angenommen → bestätigt."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        row = load(aenderung.session, Termin, termin_id)
        if successor := _successor(aenderung.session, row):
            raise_stale(aenderung.session, successor, {"status": Deutungsstatus.BESTAETIGT})
        save(aenderung, row, version, {"status": Deutungsstatus.BESTAETIGT})
    return termin_id


def correct_termin(
    engine: Engine,
    *,
    termin_id: int,
    deutung: Deutung,
    grund: str,
    gilt_ab: date,
    hinweis: str = "",
    version: int,
    heute: date,
    by: Akteur,
) -> int:
    """Another reading of the same wording from a day on, as a new row with its reason; the old row stays."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        old = load(aenderung.session, Termin, termin_id)
        values = _deutung_values(deutung)
        if successor := _successor(aenderung.session, old):
            return _same_or_konflikt(aenderung.session, successor, values)
        if old.version != version:
            raise_stale(aenderung.session, old, values)
        if holds(old, values):
            raise RegelVerletzt("Die Lesart ist dieselbe wie bisher. Wenn sie stimmt, bestätigen Sie den Termin.")
        check_gilt_ab(gilt_ab, old.gilt_ab)
        values |= {"grund": check_pflicht("Grund", check_text("Grund", grund, GRUND_LAENGE)), "gilt_ab": gilt_ab}
        values |= {"hinweis": check_text("Hinweis", hinweis, GRUND_LAENGE)}
        return _replace(aenderung, old, values)


def add_termin(
    engine: Engine,
    *,
    massnahme_id: int,
    wortlaut: str,
    deutung: Deutung,
    gilt_ab: date,
    teil_id: int | None = None,
    hinweis: str = "",
    heute: date,
    by: Akteur,
) -> int:
    """A Termin that the concept does not name; it counts as confirmed, for it was entered with its reading.

    Returns its id; that of the same Termin if there is one.
    """
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        session = aenderung.session
        load(session, Massnahme, massnahme_id)
        check_teil(session, massnahme_id, teil_id)
        values = _deutung_values(deutung) | {"gilt_ab": gilt_ab}
        values["wortlaut"] = check_pflichtzeile("Wortlaut", wortlaut, WORTLAUT_LAENGE)
        values["hinweis"] = check_text("Hinweis", hinweis, GRUND_LAENGE)
        check_gilt_ab(gilt_ab, None)
        _check_beginn(deutung)
        if twin := _find_same(session, {"massnahme_id": massnahme_id, "teil_id": teil_id} | values):
            return twin
        row = Termin(fundort=Fundort.PFLEGE, status=Deutungsstatus.BESTAETIGT, erfasst_am=aenderung.zeitpunkt, **values)
        row.massnahme_id, row.teil_id = massnahme_id, teil_id
        return add(aenderung, row, {"massnahme_id": massnahme_id, "teil_id": teil_id} | values)


def check_teil(session: Session, massnahme_id: int, teil_id: int | None) -> None:
    """Raises RegelVerletzt unless the part belongs to the measure."""
    if teil_id is not None and load(session, MassnahmeTeil, teil_id).massnahme_id != massnahme_id:
        raise RegelVerletzt("Dieser Teil gehört zu einer anderen Maßnahme.")


def _deutung_values(deutung: Deutung) -> dict[str, Any]:
    check_deutung(deutung)
    bezeichnung = check_zeile("Bezeichnung", deutung.bezeichnung, BEZEICHNUNG_LAENGE)
    return asdict(deutung) | {"bezeichnung": bezeichnung}


def _successor(session: Session, row: Termin) -> Termin | None:
    """What has replaced a reading: whoever still has the old one on the screen must see the newer one."""
    return session.scalars(select(Termin).filter_by(ersetzt_id=row.id)).first()


def _same_or_konflikt(session: Session, successor: Termin, values: dict[str, Any]) -> int:
    """A second click on the button finds the row that the first one made."""
    if not holds(successor, values):
        raise_stale(session, successor, values)
    return successor.id


def _replace(aenderung: Aenderung, old: Termin, values: dict[str, Any]) -> int:
    row = Termin(
        wortlaut=old.wortlaut,
        fundort=old.fundort,
        geerbt=old.geerbt,
        status=Deutungsstatus.BESTAETIGT,
        erfasst_am=aenderung.zeitpunkt,
        ersetzt_id=old.id,
        **values,
    )
    row.massnahme_id, row.teil_id = old.massnahme_id, old.teil_id
    alt = {name: getattr(old, name) for name in values}
    return add(aenderung, row, values | {"ersetzt_id": old.id}, alt=alt, aktion=Aktion.ERSETZT)


def _check_beginn(deutung: Deutung) -> None:
    if deutung.art is TerminArt.WIEDERKEHREND and deutung.von is None:
        raise RegelVerletzt(
            "Bitte geben Sie an, ab wann gezählt wird. Sonst wären alle Zeiträume seit Beginn des Konzepts offen."
        )


def _find_same(session: Session, values: dict[str, Any]) -> int | None:
    """A second click on the button finds the Termin that the first one made."""
    rows = session.scalars(select(Termin).filter_by(massnahme_id=values["massnahme_id"], teil_id=values["teil_id"]))
    return next((row.id for row in rows if holds(row, values)), None)
