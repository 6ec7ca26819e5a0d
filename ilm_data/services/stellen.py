"""Use cases on one Stelle: add, rename (the old name becomes a spelling), further spellings, its parent."""

import re
from datetime import date
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from db.models import Stelle, StelleAlias
from db.vocabulary import StelleArt
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.rules.verkettung import check_no_circle
from ilm_data.services.aenderung import Aenderung
from ilm_data.services.eingaben import check_jahr, check_zeile
from ilm_data.services.pflege import add, check_pflichtzeile, holds, load, open_pflege, save

NAME_LAENGE = 200
KURZ_LAENGE = 40


def add_stelle(
    engine: Engine,
    *,
    name: str,
    kurz: str,
    art: StelleArt,
    eltern_id: int | None = None,
    sammelbezeichnung: bool = False,
    gilt_von: date | None = None,
    heute: date,
    by: Akteur,
) -> int:
    """A new Stelle; its Kennung is made from the name and never changes.

    Returns its id; that of the same Stelle if there is one.
    """
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        session = aenderung.session
        values: dict[str, Any] = _names(name, kurz)
        values |= {"art": art, "eltern_id": eltern_id, "sammelbezeichnung": sammelbezeichnung, "gilt_von": gilt_von}
        twin = session.scalars(select(Stelle).filter_by(name=values["name"])).first()
        if twin and holds(twin, values):
            return twin.id
        _check_new(session, values)
        return add(aenderung, Stelle(kennung=_free_kennung(session, values["name"]), **values), values)


def rename_stelle(
    engine: Engine, *, stelle_id: int, name: str, kurz: str, version: int, heute: date, by: Akteur
) -> int:
    """Another name for the same Stelle; the old one stays as a spelling, so it is still found."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        row = load(aenderung.session, Stelle, stelle_id)
        values = _names(name, kurz)
        check_free_name(aenderung.session, values["name"], stelle_id)
        alt = row.name
        if save(aenderung, row, version, values) and alt != row.name:
            keep_name(aenderung, stelle_id, alt)
    return stelle_id


def add_alias(engine: Engine, *, stelle_id: int, schreibweise: str, heute: date, by: Akteur) -> int:
    """A further spelling under which the Stelle is found. Returns the id of the Stelle."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        row = load(aenderung.session, Stelle, stelle_id)
        text = check_pflichtzeile("Schreibweise", schreibweise, NAME_LAENGE)
        check_free_name(aenderung.session, text, stelle_id)
        if text != row.name:
            keep_name(aenderung, stelle_id, text)
    return stelle_id


def set_eltern(engine: Engine, *, stelle_id: int, eltern_id: int | None, version: int, heute: date, by: Akteur) -> int:
    """The office that a unit belongs to; who reports for the office also reports for its units."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        session = aenderung.session
        row = load(session, Stelle, stelle_id)
        if eltern_id is not None:
            load(session, Stelle, eltern_id)
        weiter = dict(session.execute(select(Stelle.id, Stelle.eltern_id)).all())
        check_no_circle(stelle_id, eltern_id, weiter, "Eine Stelle kann nicht sich selbst übergeordnet sein.")
        save(aenderung, row, version, {"eltern_id": eltern_id})
    return stelle_id


def list_aliase(session: Session, stelle_id: int) -> list[str]:
    return list(session.scalars(select(StelleAlias.schreibweise).filter_by(stelle_id=stelle_id)))


def keep_name(aenderung: Aenderung, stelle_id: int, name: str) -> None:
    """Adds a spelling, unless the Stelle has it already."""
    if name in list_aliase(aenderung.session, stelle_id):
        return
    row = StelleAlias(stelle_id=stelle_id, schreibweise=name)
    add(aenderung, row, {"stelle_id": stelle_id, "schreibweise": name})


def check_free_name(session: Session, name: str, stelle_id: int | None = None) -> None:
    """Raises RegelVerletzt when another Stelle is known by this name or spelling."""
    names = select(Stelle.id, Stelle.name, Stelle.name)
    aliase = select(Stelle.id, Stelle.name, StelleAlias.schreibweise).join(StelleAlias)
    for id_, title, known in [*session.execute(names), *session.execute(aliase)]:
        if id_ != stelle_id and _plain(known) == _plain(name):
            raise RegelVerletzt(f"Unter „{name}“ ist schon eine andere Stelle bekannt: {title}.")


def _names(name: str, kurz: str) -> dict[str, str]:
    return {
        "name": check_pflichtzeile("Name", name, NAME_LAENGE),
        "kurz": check_zeile("Kurzname", kurz, KURZ_LAENGE),
    }


def _check_new(session: Session, values: dict[str, Any]) -> None:
    check_free_name(session, values["name"])
    if values["eltern_id"] is not None:
        load(session, Stelle, values["eltern_id"])
    if values["gilt_von"] is not None:
        check_jahr("Ab", values["gilt_von"])


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _free_kennung(session: Session, name: str) -> str:
    """ "Amt für Soziales" → amt-fuer-soziales; with a number behind it when that is taken."""
    umlaute = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
    base = re.sub(r"[^a-z0-9]+", "-", name.lower().translate(umlaute)).strip("-")[:60].strip("-") or "stelle"
    taken = set(session.scalars(select(Stelle.kennung).where(func.lower(Stelle.kennung).startswith(base))))
    return next(k for k in [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))] if k not in taken)
