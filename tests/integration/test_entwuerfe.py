"""Drafts: one per account and form, seen by nobody else, limited in size and number."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from anmelde_hilfe import JETZT, konto
from sqlalchemy import Engine, func, select, update

from db.engine import read_session, write_transaction
from db.models import Entwurf, Protokoll
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.services.entwuerfe import MAX_ENTWUERFE, MAX_ZEICHEN, delete_entwurf, load_entwurf, save_entwurf

FORMULAR = "sachstand-2020-2.9-M1"


def test_saved_loaded_replaced_deleted(beispiel_engine: Engine) -> None:
    mine = {"nutzer_id": konto(beispiel_engine).id, "formular": FORMULAR}
    assert load_entwurf(beispiel_engine, **mine) is None
    save_entwurf(beispiel_engine, **mine, inhalt={"bericht": "Hälfte „geschafft“ <b>", "datum": None})
    save_entwurf(beispiel_engine, **mine, inhalt={"bericht": "Mehr", "zahl": 3})
    assert load_entwurf(beispiel_engine, **mine) == {"bericht": "Mehr", "zahl": 3}
    delete_entwurf(beispiel_engine, **mine)
    assert load_entwurf(beispiel_engine, **mine) is None


def test_nobody_else_sees_it(beispiel_engine: Engine) -> None:
    save_entwurf(beispiel_engine, nutzer_id=konto(beispiel_engine).id, formular=FORMULAR, inhalt={"a": "geheim"})
    other = konto(beispiel_engine, "beispiel-jugendamt").id
    assert load_entwurf(beispiel_engine, nutzer_id=other, formular=FORMULAR) is None


def test_too_long_keeps_the_one_before(beispiel_engine: Engine) -> None:
    mine = {"nutzer_id": konto(beispiel_engine).id, "formular": FORMULAR}
    save_entwurf(beispiel_engine, **mine, inhalt={"a": "kurz"})
    with pytest.raises(RegelVerletzt):
        save_entwurf(beispiel_engine, **mine, inhalt={"a": "x" * MAX_ZEICHEN})
    assert load_entwurf(beispiel_engine, **mine) == {"a": "kurz"}


def test_the_oldest_make_room(beispiel_engine: Engine) -> None:
    nutzer_id = konto(beispiel_engine).id
    for n in range(MAX_ENTWUERFE + 3):
        jetzt = JETZT + timedelta(minutes=n)
        save_entwurf(beispiel_engine, nutzer_id=nutzer_id, formular=f"f{n}", inhalt={"n": n}, jetzt=jetzt)
    kept = [load_entwurf(beispiel_engine, nutzer_id=nutzer_id, formular=f"f{n}") for n in (0, 2, 3, MAX_ENTWUERFE + 2)]
    assert kept == [None, None, {"n": 3}, {"n": MAX_ENTWUERFE + 2}]


def test_two_tabs_at_once(beispiel_engine: Engine) -> None:
    nutzer_id = konto(beispiel_engine).id
    with ThreadPoolExecutor(8) as pool:
        list(
            pool.map(
                lambda n: save_entwurf(beispiel_engine, nutzer_id=nutzer_id, formular="f", inhalt={"n": n}), range(8)
            )
        )
    with read_session(beispiel_engine) as session:
        assert session.scalar(select(func.count()).select_from(Entwurf)) == 1


@pytest.mark.parametrize("text", ["", "{", "[1]", '"x"'])
def test_an_unreadable_draft_counts_as_none(beispiel_engine: Engine, text: str) -> None:
    mine = {"nutzer_id": konto(beispiel_engine).id, "formular": FORMULAR}
    save_entwurf(beispiel_engine, **mine, inhalt={"a": 1})
    with write_transaction(beispiel_engine) as session:
        session.execute(update(Entwurf).values(inhalt=text))
    assert load_entwurf(beispiel_engine, **mine) is None


def test_drafts_are_not_logged(beispiel_engine: Engine) -> None:
    def count() -> int:
        with read_session(beispiel_engine) as session:
            return session.scalar(select(func.count()).select_from(Protokoll)) or 0

    before = count()
    save_entwurf(beispiel_engine, nutzer_id=konto(beispiel_engine).id, formular=FORMULAR, inhalt={"a": 1})
    assert count() == before
