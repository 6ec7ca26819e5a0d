"""Who tries what in the tests of the coordinator's use cases, and what must hold for every one of them."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from auszug import dump
from factories import make_nutzer
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.engine import write_transaction
from db.models import Datenstand, Nutzer, Protokoll, Stelle
from db.vocabulary import Aktion, NutzerRolle
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import BESUCH, Akteur, RechtFehlt
from ilm_data.services.konflikt import Konflikt

HEUTE = date(2026, 11, 22)
MASSNAHME = "2020-6.1-M1"
"""Led by the Beauftragte; the Jobcenter has no part in it."""

EIGEN, FREMD = "fachamt_eigen", "fachamt_fremd"
STELLEN = {EIGEN: "beauftragte-auslaender-behinderte", FREMD: "jobcenter"}

Aufruf = Callable[[Engine, Akteur], Any]


def make_akteur(engine: Engine, wer: str = "koordination") -> Akteur:
    """An active account of that kind, or the visitor without login."""
    if wer == "besuch":
        return BESUCH
    rolle = NutzerRolle.FACHAMT if wer in STELLEN else NutzerRolle(wer)
    with write_transaction(engine) as session:
        kennung = STELLEN.get(wer)
        stelle_id = session.scalars(select(Stelle.id).filter_by(kennung=kennung)).one() if kennung else None
        row = session.scalars(select(Nutzer).filter_by(name=wer)).first()
        row = row or make_nutzer(session, wer, rolle=rolle, stelle_id=stelle_id)
        return Akteur(row.id, row.name, row.rolle, row.stelle_id)


def check_refused(engine: Engine, call: Aufruf, wer: str) -> None:
    """The actor has no right to it, and not a trace of the attempt is left."""
    akteur = make_akteur(engine, wer)
    check_nothing_saved(engine, lambda e, _: call(e, akteur), None, RechtFehlt)


def check_deactivated(engine: Engine, call: Aufruf) -> None:
    """An account that was switched off in the middle of the work saves nothing any more."""
    akteur = make_akteur(engine)
    with write_transaction(engine) as session:
        session.get_one(Nutzer, akteur.nutzer_id).aktiv = False
    check_nothing_saved(engine, lambda e, _: call(e, akteur), "nicht mehr aktiv", RechtFehlt)


def check_nothing_saved(
    engine: Engine, call: Aufruf, satz: str | None, error: type[RegelVerletzt] = RegelVerletzt
) -> RegelVerletzt:
    """The call is refused with a German sentence, and the store is as before, log and counter included."""
    akteur = make_akteur(engine)
    before = dump(engine)
    with pytest.raises(error, match=satz) as caught:
        call(engine, akteur)
    assert str(caught.value).endswith(".")
    assert dump(engine) == before
    return caught.value


def check_konflikt(engine: Engine, call: Aufruf, **gespeichert: object) -> None:
    """The call meets a newer version: nothing is saved, and the error says what is stored."""
    error = check_nothing_saved(engine, call, None, Konflikt)
    assert isinstance(error, Konflikt)
    assert {name: error.gespeichert.werte[name] for name in gespeichert} == gespeichert


def check_same_again(engine: Engine, call: Callable[[], int]) -> int:
    """A second click returns the id of the first and changes no row but the counter."""
    first = call()
    before = dump(engine, ohne=frozenset({"datenstand"}))
    assert call() == first
    assert dump(engine, ohne=frozenset({"datenstand"})) == before
    return first


def last_log(engine: Engine, tabelle: str) -> tuple[Aktion, str, dict[str, Any], dict[str, Any]]:
    """(what, row, old, new) of the newest log row of a table; it stands at the current datenstand."""
    with Session(engine) as session:
        query = select(Protokoll).filter_by(tabelle=tabelle).order_by(Protokoll.id.desc())
        row = session.scalars(query).first()
        assert row is not None
        assert row.datenstand == session.scalar(select(Datenstand.stand))
        return row.aktion, row.zeile, json.loads(row.alt or "{}"), json.loads(row.neu or "{}")


def fetch(engine: Engine, model: type[Any], row_id: int) -> Any:
    with Session(engine, expire_on_commit=False) as session:
        return session.get_one(model, row_id)
