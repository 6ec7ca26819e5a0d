"""Zuständigkeiten: confirm, correct a role, pass on from a day, add, end; the past stays as it was."""

from datetime import date
from typing import Any

import pytest
from factories import massnahme_id
from pflege_akteure import (
    HEUTE,
    MASSNAHME,
    Aufruf,
    check_konflikt,
    check_nothing_saved,
    check_same_again,
    fetch,
    last_log,
    make_akteur,
)
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.engine import write_transaction
from db.models import Stelle, Zustaendigkeit
from db.vocabulary import Aktion, Rolle
from ilm_data.queries.massnahme import load_massnahme
from ilm_data.rules.rechte import Akteur
from ilm_data.services.zustaendigkeiten import (
    add_zustaendigkeit,
    change_stelle,
    confirm_zustaendigkeit,
    correct_rolle,
    end_zustaendigkeit,
)

BEAUFTRAGTE = "beauftragte-auslaender-behinderte"
AB = date(2025, 7, 1)
TAG_DAVOR = date(2025, 6, 30)


def stelle(engine: Engine, kennung: str) -> int:
    with Session(engine) as session:
        return session.scalars(select(Stelle.id).filter_by(kennung=kennung)).one()


def id_of(engine: Engine) -> int:
    """The one Zuständigkeit of the measure that the catalogue brings."""
    with Session(engine) as session:
        query = select(Zustaendigkeit.id).filter_by(massnahme_id=massnahme_id(session, MASSNAHME))
        return session.scalars(query.order_by(Zustaendigkeit.id)).first() or 0


def stellen_at(engine: Engine, stichtag: date) -> list[tuple[str, Rolle]]:
    detail = load_massnahme(engine, MASSNAHME, stichtag)
    assert detail
    return [(z.kennung, z.rolle) for z in detail.zustaendigkeiten]


def confirm(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults = {"zustaendigkeit_id": id_of(engine), "version": 1}
    return confirm_zustaendigkeit(engine, heute=HEUTE, by=by, **defaults | values)


def correct(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults = {"zustaendigkeit_id": id_of(engine), "rolle": Rolle.GEMEINSAM, "zusatz": "", "version": 1}
    return correct_rolle(engine, heute=HEUTE, by=by, **defaults | values)


def change(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults = {"zustaendigkeit_id": id_of(engine), "stelle_id": stelle(engine, "jobcenter"), "ab": AB, "version": 1}
    return change_stelle(engine, heute=HEUTE, by=by, **defaults | values)


def add(engine: Engine, by: Akteur, **values: Any) -> int:
    with Session(engine) as session:
        defaults: dict[str, Any] = {"massnahme_id": massnahme_id(session, MASSNAHME)}
    defaults |= {"stelle_id": stelle(engine, "jobcenter"), "rolle": Rolle.MITWIRKEND, "gilt_von": AB}
    return add_zustaendigkeit(engine, heute=HEUTE, by=by, **defaults | values)


def end(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults = {"zustaendigkeit_id": id_of(engine), "gilt_bis": TAG_DAVOR, "version": 1}
    return end_zustaendigkeit(engine, heute=HEUTE, by=by, **defaults | values)


AUFRUFE: tuple[Aufruf, ...] = (confirm, correct, change, add, end)


@pytest.mark.parametrize("call", AUFRUFE)
def test_a_double_click_saves_once(katalog_engine: Engine, call: Aufruf) -> None:
    by = make_akteur(katalog_engine)
    check_same_again(katalog_engine, lambda: call(katalog_engine, by))


def test_confirm(katalog_engine: Engine) -> None:
    id_ = confirm(katalog_engine, make_akteur(katalog_engine))
    row = fetch(katalog_engine, Zustaendigkeit, id_)
    assert (row.hergeleitet, row.rolle, row.version) == (False, Rolle.FEDERFUEHREND, 2)
    assert last_log(katalog_engine, "zustaendigkeit") == (
        Aktion.GEAENDERT,
        str(id_),
        {"hergeleitet": True},
        {"hergeleitet": False},
    )


def test_a_corrected_role_counts_from_the_beginning(katalog_engine: Engine) -> None:
    id_ = correct(katalog_engine, make_akteur(katalog_engine))
    assert stellen_at(katalog_engine, date(2021, 1, 1)) == [(BEAUFTRAGTE, Rolle.GEMEINSAM)]
    _, zeile, alt, neu = last_log(katalog_engine, "zustaendigkeit")
    assert (zeile, alt["rolle"], neu["rolle"]) == (str(id_), "federfuehrend", "gemeinsam")
    check_konflikt(katalog_engine, lambda e, by: correct(e, by, rolle=Rolle.MITWIRKEND), rolle=Rolle.GEMEINSAM)


def test_before_the_change_the_old_stelle_after_it_the_new_one(katalog_engine: Engine) -> None:
    alt_id = id_of(katalog_engine)
    neu_id = change(katalog_engine, make_akteur(katalog_engine))
    assert stellen_at(katalog_engine, TAG_DAVOR) == [(BEAUFTRAGTE, Rolle.FEDERFUEHREND)]
    assert stellen_at(katalog_engine, AB) == [("jobcenter", Rolle.FEDERFUEHREND)]
    alt, neu = (fetch(katalog_engine, Zustaendigkeit, id_) for id_ in (alt_id, neu_id))
    assert (alt.gilt_bis, neu.gilt_von, neu.gilt_bis) == (TAG_DAVOR, AB, None)
    assert (neu.wortlaut, neu.hergeleitet) == (alt.wortlaut, True)
    aktion, zeile, old, new = last_log(katalog_engine, "zustaendigkeit")
    assert (aktion, zeile) == (Aktion.ERSETZT, str(neu_id))
    assert old == {"stelle_id": alt.stelle_id, "gilt_bis": None, "zustaendigkeit_id": alt_id}
    assert new == {"stelle_id": neu.stelle_id, "gilt_von": "2025-07-01"}


def test_two_editors_change_the_stelle(katalog_engine: Engine) -> None:
    change(katalog_engine, make_akteur(katalog_engine))
    andere = stelle(katalog_engine, "jugendamt")
    check_konflikt(katalog_engine, lambda e, by: change(e, by, stelle_id=andere))


def test_added_and_ended(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    id_ = add(katalog_engine, by)
    assert not fetch(katalog_engine, Zustaendigkeit, id_).hergeleitet
    end(katalog_engine, by, zustaendigkeit_id=id_, gilt_bis=date(2025, 12, 31))
    mitwirkend = [
        ("jobcenter", Rolle.MITWIRKEND) in stellen_at(katalog_engine, tag)
        for tag in (TAG_DAVOR, AB, date(2025, 12, 31), date(2026, 1, 1))
    ]
    assert mitwirkend == [False, True, True, False]


@pytest.mark.parametrize(
    ("call", "values", "satz"),
    [
        (change, {"ab": date(205, 1, 1)}, "Das Jahr 205"),
        (change, {"stelle_id": 99_999}, "gibt es nicht"),
        (change, {"zustaendigkeit_id": 99_999}, "gibt es nicht"),
        (add, {"zusatz": "x" * 10_000}, "Zusatz"),
        (add, {"teil_id": 99_999}, "gibt es nicht"),
        (add, {"gilt_von": date(3000, 1, 1)}, "Das Jahr 3000"),
        (end, {"gilt_bis": date(3000, 1, 1)}, "Das Jahr 3000"),
        (correct, {"zusatz": "x" * 201}, "Zusatz"),
        (confirm, {"zustaendigkeit_id": 99_999}, "gibt es nicht"),
    ],
)
def test_bad_input_is_refused_whole(katalog_engine: Engine, call: Any, values: dict[str, Any], satz: str) -> None:
    check_nothing_saved(katalog_engine, lambda e, by: call(e, by, **values), satz)


def test_a_stelle_must_exist_on_the_day(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        jobcenter = session.get_one(Stelle, stelle(katalog_engine, "jobcenter"))
        jobcenter.gilt_von, jobcenter.gilt_bis = date(2025, 8, 1), date(2025, 12, 31)
    check_nothing_saved(katalog_engine, change, "erst ab 01.08.2025")
    check_nothing_saved(katalog_engine, lambda e, by: add(e, by, gilt_von=HEUTE), "nur bis 31.12.2025")


def test_a_change_lies_inside_the_time_of_the_old_row(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    id_ = add(katalog_engine, by)
    jugendamt = stelle(katalog_engine, "jugendamt")
    values: dict[str, Any] = {"zustaendigkeit_id": id_, "stelle_id": jugendamt}
    check_nothing_saved(katalog_engine, lambda e, by: change(e, by, ab=AB, **values), "nach dem Beginn")
    end(katalog_engine, by, zustaendigkeit_id=id_, gilt_bis=date(2025, 12, 31))
    later = values | {"ab": date(2026, 1, 1), "version": 2}
    check_nothing_saved(katalog_engine, lambda e, by: change(e, by, **later), "schon beendet")
    early = {"zustaendigkeit_id": id_, "gilt_bis": TAG_DAVOR, "version": 2}
    check_nothing_saved(katalog_engine, lambda e, by: end(e, by, **early), "vor dem Beginn")


def test_nobody_is_named_twice(katalog_engine: Engine) -> None:
    add(katalog_engine, make_akteur(katalog_engine))
    check_nothing_saved(katalog_engine, lambda e, by: add(e, by, rolle=Rolle.GEMEINSAM), "schon zuständig")
    check_nothing_saved(katalog_engine, change, "schon zuständig")
    beauftragte = stelle(katalog_engine, BEAUFTRAGTE)
    check_nothing_saved(katalog_engine, lambda e, by: change(e, by, stelle_id=beauftragte), "schon die zuständige")
