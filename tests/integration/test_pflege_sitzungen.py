"""Sessions: add and edit; once their state is frozen, only the note can change."""

from datetime import date
from typing import Any

import pytest
from factories import make_sitzung, make_sitzungsstand
from pflege_akteure import (
    HEUTE,
    Aufruf,
    check_konflikt,
    check_nothing_saved,
    check_same_again,
    fetch,
    last_log,
    make_akteur,
)
from sqlalchemy import Engine

from db.engine import write_transaction
from db.models import Sitzung
from db.vocabulary import Aktion
from ilm_data.rules.rechte import Akteur
from ilm_data.services.sitzungen import add_sitzung, edit_sitzung

DATUM = date(2027, 1, 20)


def add(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults = {"gremium": "Beirat", "datum": DATUM, "stichtag": date(2026, 12, 31), "notiz": "Raum 1"}
    return add_sitzung(engine, heute=HEUTE, by=by, **defaults | values)


def edit(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults = {"gremium": "Beirat", "datum": DATUM, "stichtag": DATUM, "notiz": "Raum 2", "version": 1}
    defaults["sitzung_id"] = _some_sitzung(engine)
    return edit_sitzung(engine, heute=HEUTE, by=by, **defaults | values)


def _some_sitzung(engine: Engine) -> int:
    with write_transaction(engine) as session:
        found = session.query(Sitzung.id).order_by(Sitzung.id).first()
        return found[0] if found else make_sitzung(session).id


@pytest.fixture(autouse=True)
def sitzung(katalog_engine: Engine) -> int:
    return _some_sitzung(katalog_engine)


AUFRUFE: tuple[Aufruf, ...] = (add, edit)


@pytest.mark.parametrize("call", AUFRUFE)
def test_a_double_click_saves_once(katalog_engine: Engine, call: Aufruf) -> None:
    by = make_akteur(katalog_engine)
    check_same_again(katalog_engine, lambda: call(katalog_engine, by))


def test_edit_keeps_old_and_new_in_the_log(katalog_engine: Engine, sitzung: int) -> None:
    edit(katalog_engine, make_akteur(katalog_engine))
    assert fetch(katalog_engine, Sitzung, sitzung).datum == DATUM
    assert last_log(katalog_engine, "sitzung") == (
        Aktion.GEAENDERT,
        str(sitzung),
        {"datum": "2025-09-24", "stichtag": "2025-09-24", "notiz": ""},
        {"datum": "2027-01-20", "stichtag": "2027-01-20", "notiz": "Raum 2"},
    )
    check_konflikt(katalog_engine, lambda e, by: edit(e, by, notiz="Raum 3"), notiz="Raum 2")


@pytest.mark.parametrize(
    ("values", "satz"),
    [
        ({"gremium": ""}, "Gremium"),
        ({"gremium": "x" * 201}, "Gremium"),
        ({"notiz": "x" * 10_000}, "Notiz"),
        ({"stichtag": date(2027, 1, 21)}, "liegt vor dem"),
        ({"datum": date(27, 1, 20)}, "Das Jahr 27"),
        ({"datum": date(2025, 9, 24), "stichtag": date(2025, 9, 1)}, "schon eine Sitzung"),
    ],
)
def test_bad_input_is_refused_whole(katalog_engine: Engine, values: dict[str, Any], satz: str) -> None:
    check_nothing_saved(katalog_engine, lambda e, by: add(e, by, **values), satz)


def test_two_sessions_of_a_body_cannot_share_a_day(katalog_engine: Engine) -> None:
    add(katalog_engine, make_akteur(katalog_engine))
    check_nothing_saved(katalog_engine, edit, "schon eine Sitzung")


def test_a_frozen_session_keeps_its_day(katalog_engine: Engine, sitzung: int) -> None:
    with write_transaction(katalog_engine) as session:
        row = session.get_one(Sitzung, sitzung)
        make_sitzungsstand(session, row)
    check_nothing_saved(katalog_engine, edit, "eingefroren")
    same = {"datum": row.datum, "stichtag": row.stichtag}
    edit(katalog_engine, make_akteur(katalog_engine), **same)
    assert fetch(katalog_engine, Sitzung, sitzung).notiz == "Raum 2"
