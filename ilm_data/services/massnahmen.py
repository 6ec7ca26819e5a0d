"""Use cases on the plan itself: title, description and page of a measure, and its parts.

A part has no version of its own: it is edited under the version of its measure.
"""

from datetime import date

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models import Massnahme, MassnahmeTeil
from db.vocabulary import Fundort
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.nummern import nummer_key
from ilm_data.rules.rechte import Akteur
from ilm_data.services.eingaben import check_text
from ilm_data.services.pflege import add, check_pflichtzeile, load, open_pflege, save

TITEL_LAENGE = 80
TEXT_LAENGE = 2000
TEIL_LAENGE = 300
SEITE_MAX = 999


def edit_massnahme(
    engine: Engine,
    *,
    massnahme_id: int,
    titel: str,
    beschreibung: str,
    seite: int | None,
    version: int,
    heute: date,
    by: Akteur,
) -> int:
    """Our own words for a measure, and the page it stands on; the official wording is not touched."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        row = load(aenderung.session, Massnahme, massnahme_id)
        values = {
            "titel": check_pflichtzeile("Titel", titel, TITEL_LAENGE),
            "beschreibung": check_text("Beschreibung", beschreibung, TEXT_LAENGE),
            "seite": _check_seite(seite),
        }
        save(aenderung, row, version, values)
    return massnahme_id


def add_teil(
    engine: Engine, *, massnahme_id: int, titel: str, eltern_id: int | None = None, heute: date, by: Akteur
) -> int:
    """A further part, or a sub-point of the part `eltern_id`, with the next free number.

    Returns its id; that of the same part if there is one.
    """
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        session = aenderung.session
        load(session, Massnahme, massnahme_id)
        eltern = _check_eltern(session, massnahme_id, eltern_id)
        text = check_pflichtzeile("Teil", titel, TEIL_LAENGE)
        geschwister = _geschwister(session, massnahme_id, eltern_id)
        if twin := _same_titel(text, geschwister):
            return twin.id
        nr = _next_nr(eltern, geschwister)
        row = MassnahmeTeil(nr=nr, titel=text, fundort=Fundort.PFLEGE)
        row.massnahme_id, row.eltern_id = massnahme_id, eltern_id
        return add(aenderung, row, {"massnahme_id": massnahme_id, "nr": nr, "titel": text})


def edit_teil(engine: Engine, *, teil_id: int, titel: str, version: int, heute: date, by: Akteur) -> int:
    """Another wording for a part; `version` is that of its measure."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        session = aenderung.session
        row = load(session, MassnahmeTeil, teil_id)
        massnahme = load(session, Massnahme, row.massnahme_id)
        text = check_pflichtzeile("Teil", titel, TEIL_LAENGE)
        geschwister = _geschwister(session, row.massnahme_id, row.eltern_id)
        if twin := _same_titel(text, [teil for teil in geschwister if teil.id != teil_id]):
            raise RegelVerletzt(f"Diesen Teil gibt es schon unter Nummer {twin.nr}.")
        save(aenderung, row, version, {"titel": text}, wurzel=massnahme)
    return teil_id


def _check_seite(seite: int | None) -> int | None:
    if seite is not None and not 1 <= seite <= SEITE_MAX:
        raise RegelVerletzt(f"Die Seite muss zwischen 1 und {SEITE_MAX} liegen.")
    return seite


def _check_eltern(session: Session, massnahme_id: int, eltern_id: int | None) -> MassnahmeTeil | None:
    if eltern_id is None:
        return None
    eltern = load(session, MassnahmeTeil, eltern_id)
    if eltern.massnahme_id != massnahme_id:
        raise RegelVerletzt("Der übergeordnete Teil gehört zu einer anderen Maßnahme.")
    if eltern.eltern_id is not None:
        raise RegelVerletzt("Ein Unterpunkt kann keine weiteren Unterpunkte haben.")
    return eltern


def _geschwister(session: Session, massnahme_id: int, eltern_id: int | None) -> list[MassnahmeTeil]:
    query = select(MassnahmeTeil).where(
        MassnahmeTeil.massnahme_id == massnahme_id, MassnahmeTeil.eltern_id.is_not_distinct_from(eltern_id)
    )
    return list(session.scalars(query))


def _same_titel(titel: str, geschwister: list[MassnahmeTeil]) -> MassnahmeTeil | None:
    return next((teil for teil in geschwister if teil.titel.casefold() == titel.casefold()), None)


def _next_nr(eltern: MassnahmeTeil | None, geschwister: list[MassnahmeTeil]) -> str:
    last = max((nummer_key(teil.nr)[-1] for teil in geschwister), default=0)
    return f"{eltern.nr}.{last + 1}" if eltern else str(last + 1)
