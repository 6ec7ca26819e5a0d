"""Stellen: add, rename, further spellings, parent, successor, merge; the past keeps its Stellen."""

from datetime import date
from typing import Any

import pytest
from factories import make_zustaendigkeit
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
from db.models import Stelle, StelleAlias, Zustaendigkeit
from db.vocabulary import Aktion, Rolle, StelleArt
from ilm_data.queries.massnahme import load_massnahme
from ilm_data.rules.rechte import Akteur
from ilm_data.services.nachfolge import merge_stelle, set_nachfolger
from ilm_data.services.stellen import add_alias, add_stelle, rename_stelle, set_eltern

BEAUFTRAGTE = "beauftragte-auslaender-behinderte"
AB = date(2025, 7, 1)
TAG_DAVOR = date(2025, 6, 30)


def stelle(engine: Engine, kennung: str) -> Stelle:
    with Session(engine, expire_on_commit=False) as session:
        return session.scalars(select(Stelle).filter_by(kennung=kennung)).one()


def id_of(engine: Engine, kennung: str = BEAUFTRAGTE) -> int:
    return stelle(engine, kennung).id


def names_of(engine: Engine, stelle_id: int) -> set[str]:
    with Session(engine) as session:
        return set(session.scalars(select(StelleAlias.schreibweise).filter_by(stelle_id=stelle_id)))


def stellen_at(engine: Engine, stichtag: date) -> set[tuple[str, Rolle]]:
    detail = load_massnahme(engine, MASSNAHME, stichtag)
    assert detail
    return {(z.kennung, z.rolle) for z in detail.zustaendigkeiten}


def add(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults: dict[str, Any] = {"name": "Amt für Größe & Übersicht", "kurz": "AGÜ", "art": StelleArt.LANDRATSAMT}
    return add_stelle(engine, heute=HEUTE, by=by, **defaults | values)


def rename(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults = {"stelle_id": id_of(engine), "name": "Beauftragte für Integration", "kurz": "BfI", "version": 1}
    return rename_stelle(engine, heute=HEUTE, by=by, **defaults | values)


def alias(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults = {"stelle_id": id_of(engine), "schreibweise": "Integrationsbeauftragte des Kreises"}
    return add_alias(engine, heute=HEUTE, by=by, **defaults | values)


def parent(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults = {"stelle_id": id_of(engine), "eltern_id": id_of(engine, "sozialamt"), "version": 1}
    return set_eltern(engine, heute=HEUTE, by=by, **defaults | values)


def successor(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults = {"stelle_id": id_of(engine), "nachfolger_id": id_of(engine, "jobcenter"), "ab": AB, "version": 1}
    return set_nachfolger(engine, heute=HEUTE, by=by, **defaults | values)


def merge(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults = {"stelle_id": id_of(engine), "ziel_id": id_of(engine, "jobcenter"), "ab": AB, "version": 1}
    return merge_stelle(engine, heute=HEUTE, by=by, **defaults | values)


AUFRUFE: tuple[Aufruf, ...] = (add, rename, alias, parent, successor, merge)


@pytest.mark.parametrize("call", AUFRUFE)
def test_a_double_click_saves_once(katalog_engine: Engine, call: Aufruf) -> None:
    by = make_akteur(katalog_engine)
    check_same_again(katalog_engine, lambda: call(katalog_engine, by))


def test_a_new_stelle_gets_a_kennung_from_its_name(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    row = fetch(katalog_engine, Stelle, add(katalog_engine, by))
    assert (row.kennung, row.version) == ("amt-fuer-groesse-uebersicht", 1)
    other = fetch(katalog_engine, Stelle, add(katalog_engine, by, name="Amt für Größe, Übersicht"))
    assert other.kennung == "amt-fuer-groesse-uebersicht-2"
    assert last_log(katalog_engine, "stelle")[::3] == (
        Aktion.ANGELEGT,
        {
            "name": "Amt für Größe, Übersicht",
            "kurz": "AGÜ",
            "art": "landratsamt",
            "eltern_id": None,
            "sammelbezeichnung": False,
            "gilt_von": None,
        },
    )


def test_the_old_name_becomes_a_spelling(katalog_engine: Engine) -> None:
    old = stelle(katalog_engine, BEAUFTRAGTE)
    rename(katalog_engine, make_akteur(katalog_engine))
    row = fetch(katalog_engine, Stelle, old.id)
    assert (row.name, row.kurz, row.kennung, row.version) == ("Beauftragte für Integration", "BfI", BEAUFTRAGTE, 2)
    assert old.name in names_of(katalog_engine, old.id)
    aktion, _, alt, neu = last_log(katalog_engine, "stelle")
    assert (aktion, alt["name"], neu["name"]) == (Aktion.GEAENDERT, old.name, row.name)
    assert last_log(katalog_engine, "stelle_alias")[3]["schreibweise"] == old.name


def test_two_editors_rename(katalog_engine: Engine) -> None:
    rename(katalog_engine, make_akteur(katalog_engine))
    check_konflikt(katalog_engine, lambda e, by: rename(e, by, name="Dritter Name"), name="Beauftragte für Integration")


@pytest.mark.parametrize(
    ("call", "values", "satz"),
    [
        (add, {"name": ""}, "Name"),
        (add, {"name": "x" * 201}, "Name"),
        (add, {"kurz": "x" * 41}, "Kurzname"),
        (add, {"name": "Jobcenter Ilm-Kreis"}, "schon eine andere Stelle"),
        (add, {"name": "jobcenter  ILM-kreis"}, "schon eine andere Stelle"),
        (add, {"eltern_id": 99_999}, "gibt es nicht"),
        (add, {"gilt_von": date(20, 1, 1)}, "Das Jahr 20"),
        (rename, {"name": " "}, "Name"),
        (rename, {"name": "Jobcenter Ilm-Kreis"}, "schon eine andere Stelle"),
        (rename, {"stelle_id": 99_999}, "gibt es nicht"),
        (alias, {"schreibweise": "\x00"}, "Schreibweise"),
        (alias, {"schreibweise": "Jobcenter Ilm-Kreis"}, "schon eine andere Stelle"),
        (alias, {"schreibweise": "x" * 10_000}, "Schreibweise"),
        (successor, {"ab": date(1, 1, 1)}, "Das Jahr 1"),
        (merge, {"ziel_id": 99_999}, "gibt es nicht"),
    ],
)
def test_bad_input_is_refused_whole(katalog_engine: Engine, call: Any, values: dict[str, Any], satz: str) -> None:
    check_nothing_saved(katalog_engine, lambda e, by: call(e, by, **values), satz)


# --- circles ------------------------------------------------------------------------------------


def test_no_circle_of_parents(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    beauftragte, sozialamt, jugendamt = (id_of(katalog_engine, k) for k in (BEAUFTRAGTE, "sozialamt", "jugendamt"))
    parent(katalog_engine, by)
    parent(katalog_engine, by, stelle_id=sozialamt, eltern_id=jugendamt)
    for eltern_id in (beauftragte, sozialamt, jugendamt):
        check_nothing_saved(
            katalog_engine,
            lambda e, by, eltern_id=eltern_id: parent(e, by, stelle_id=jugendamt, eltern_id=eltern_id),
            "übergeordnet",
        )
    parent(katalog_engine, by, version=2, eltern_id=None)
    assert fetch(katalog_engine, Stelle, beauftragte).eltern_id is None


def test_no_circle_of_successors(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    beauftragte, jobcenter = id_of(katalog_engine), id_of(katalog_engine, "jobcenter")
    check_nothing_saved(katalog_engine, lambda e, by: successor(e, by, nachfolger_id=beauftragte), "Nachfolgerin")
    successor(katalog_engine, by)
    back: dict[str, Any] = {"stelle_id": jobcenter, "ab": date(2026, 1, 1)}
    check_nothing_saved(katalog_engine, lambda e, by: successor(e, by, nachfolger_id=beauftragte, **back), "Nachfolg")
    check_nothing_saved(katalog_engine, lambda e, by: merge(e, by, ziel_id=beauftragte, **back), "Nachfolgerin")


# --- successor and merge ------------------------------------------------------------------------


@pytest.mark.parametrize("call", [successor, merge])
def test_before_the_day_the_old_stelle_from_then_on_the_new_one(katalog_engine: Engine, call: Any) -> None:
    call(katalog_engine, make_akteur(katalog_engine))
    assert stellen_at(katalog_engine, TAG_DAVOR) == {(BEAUFTRAGTE, Rolle.FEDERFUEHREND)}
    assert stellen_at(katalog_engine, AB) == {("jobcenter", Rolle.FEDERFUEHREND)}
    old = stelle(katalog_engine, BEAUFTRAGTE)
    assert (old.gilt_bis, old.nachfolger_id, old.version) == (TAG_DAVOR, id_of(katalog_engine, "jobcenter"), 2)
    aktion, _, alt, neu = last_log(katalog_engine, "stelle")
    assert (aktion, alt["gilt_bis"], neu["gilt_bis"]) == (Aktion.GEAENDERT, None, "2025-06-30")


def test_a_merged_stelle_is_found_under_the_other(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    old = stelle(katalog_engine, BEAUFTRAGTE)
    alias(katalog_engine, by)
    before = names_of(katalog_engine, old.id)
    merge(katalog_engine, by)
    assert before | {old.name} <= names_of(katalog_engine, id_of(katalog_engine, "jobcenter"))
    assert names_of(katalog_engine, old.id) == set()
    assert fetch(katalog_engine, Stelle, old.id).name == old.name


def test_a_successor_takes_no_names(katalog_engine: Engine) -> None:
    before = names_of(katalog_engine, id_of(katalog_engine, "jobcenter"))
    successor(katalog_engine, make_akteur(katalog_engine))
    assert names_of(katalog_engine, id_of(katalog_engine, "jobcenter")) == before


def test_nobody_gets_the_same_role_twice(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_zustaendigkeit(session, MASSNAHME, "jobcenter", rolle=Rolle.FEDERFUEHREND)
    merge(katalog_engine, make_akteur(katalog_engine))
    detail = load_massnahme(katalog_engine, MASSNAHME, AB)
    assert detail
    assert [(z.kennung, z.rolle) for z in detail.zustaendigkeiten] == [("jobcenter", Rolle.FEDERFUEHREND)]


def test_the_stronger_role_is_not_lost(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_zustaendigkeit(session, MASSNAHME, "jobcenter", rolle=Rolle.MITWIRKEND)
    merge(katalog_engine, make_akteur(katalog_engine))
    assert ("jobcenter", Rolle.FEDERFUEHREND) in stellen_at(katalog_engine, AB)


def test_what_ended_before_stays_and_what_begins_later_moves(katalog_engine: Engine) -> None:
    spaeter = date(2026, 1, 1)
    with write_transaction(katalog_engine) as session:
        ended = make_zustaendigkeit(session, "2020-1.2-M1", BEAUFTRAGTE, gilt_bis=date(2024, 12, 31)).id
        begins = make_zustaendigkeit(session, "2020-1.2-M1", BEAUFTRAGTE, gilt_von=spaeter).id
    old, new = id_of(katalog_engine), id_of(katalog_engine, "jobcenter")
    successor(katalog_engine, make_akteur(katalog_engine))
    rows = [fetch(katalog_engine, Zustaendigkeit, id_) for id_ in (ended, begins)]
    assert [(z.stelle_id, z.gilt_von, z.version) for z in rows] == [(old, None, 1), (new, spaeter, 2)]


def test_the_day_lies_inside_the_life_of_both(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        session.get_one(Stelle, id_of(katalog_engine)).gilt_von = AB
        session.get_one(Stelle, id_of(katalog_engine, "jobcenter")).gilt_von = date(2025, 9, 1)
    check_nothing_saved(katalog_engine, merge, "der Wechsel muss danach liegen")
    check_nothing_saved(katalog_engine, lambda e, by: merge(e, by, ab=date(2025, 8, 1)), "erst ab 01.09.2025")
    successor(katalog_engine, make_akteur(katalog_engine), ab=date(2025, 9, 1))
    late = {"ab": date(2026, 6, 1), "version": 2}
    check_nothing_saved(katalog_engine, lambda e, by: merge(e, by, **late), "schon beendet")


def test_two_editors_end_a_stelle(katalog_engine: Engine) -> None:
    merge(katalog_engine, make_akteur(katalog_engine))
    jugendamt = id_of(katalog_engine, "jugendamt")
    check_konflikt(katalog_engine, lambda e, by: merge(e, by, ziel_id=jugendamt), gilt_bis=TAG_DAVOR)
