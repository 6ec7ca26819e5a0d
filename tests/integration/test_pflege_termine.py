"""Termine: confirm, correct by a new row, add; what held before a correction still holds at an earlier Stichtag."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from factories import make_erledigung, massnahme_id, termin_id
from pflege_akteure import (
    HEUTE,
    MASSNAHME,
    check_konflikt,
    check_nothing_saved,
    check_same_again,
    fetch,
    last_log,
    make_akteur,
)
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db.engine import write_transaction
from db.models import Termin
from db.vocabulary import Aktion, Deutungsstatus, Fundort, Genauigkeit, TerminArt
from ilm_data.queries.massnahme import load_massnahme
from ilm_data.queries.pflege import list_offen, load_massnahme_pflege
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.services.termine import add_termin, confirm_termin, correct_termin, read_wortlaut

RUNDER_TISCH = "Runder Tisch des Ehrenamts"
DREIMAL = Deutung(TerminArt.WIEDERKEHREND, RUNDER_TISCH, periode_monate=12, quote_min=3, quote_max=3)
AB = date(2025, 1, 1)
NEU: dict[str, Any] = {
    "wortlaut": "1x im Quartal",
    "deutung": Deutung(TerminArt.WIEDERKEHREND, "Beratung", von=AB, periode_monate=3, quote_min=1, quote_max=1),
    "gilt_ab": AB,
}


def id_of(engine: Engine) -> int:
    with Session(engine) as session:
        return termin_id(session, MASSNAHME, RUNDER_TISCH)


def confirm(engine: Engine, by: Akteur, **values: Any) -> int:
    return confirm_termin(engine, heute=HEUTE, by=by, **{"termin_id": id_of(engine), "version": 1} | values)


def correct(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults = {"deutung": DREIMAL, "grund": "Beschluss des Beirats", "gilt_ab": AB, "version": 1}
    defaults["termin_id"] = values.get("termin_id") or id_of(engine)
    return correct_termin(engine, heute=HEUTE, by=by, **defaults | values)


def add(engine: Engine, by: Akteur, **values: Any) -> int:
    with Session(engine) as session:
        defaults = {"massnahme_id": massnahme_id(session, MASSNAHME)} | NEU
    return add_termin(engine, heute=HEUTE, by=by, **defaults | values)


# --- confirm ------------------------------------------------------------------------------------


def test_confirm_changes_the_status_only(katalog_engine: Engine) -> None:
    id_ = confirm(katalog_engine, make_akteur(katalog_engine))
    row = fetch(katalog_engine, Termin, id_)
    assert (row.status, row.version, row.quote_min) == (Deutungsstatus.BESTAETIGT, 2, 2)
    assert last_log(katalog_engine, "termin") == (
        Aktion.GEAENDERT,
        str(id_),
        {"status": "angenommen"},
        {"status": "bestaetigt"},
    )


def test_a_double_click_confirms_once(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    check_same_again(katalog_engine, lambda: confirm(katalog_engine, by))


def test_the_work_list_shrinks_and_the_page_keeps_the_chain(katalog_engine: Engine) -> None:
    by, old = make_akteur(katalog_engine), id_of(katalog_engine)
    before = list_offen(katalog_engine, "2020", HEUTE)
    assert {t.id for t in before.termine} >= {old}
    assert all(z.hergeleitet and z.schluessel.startswith("2020-") for z in before.zustaendigkeiten)
    new = correct(katalog_engine, by)
    after = list_offen(katalog_engine, "2020", HEUTE)
    assert {t.id for t in before.termine} - {t.id for t in after.termine} == {old}
    with Session(katalog_engine) as session:
        page = load_massnahme_pflege(katalog_engine, massnahme_id(session, MASSNAHME))
    assert page
    [termin] = [t for t in page.termine if t.id == new]
    assert (termin.wurzel_id, termin.bestaetigt, termin.gilt_ab) == (old, True, AB)
    assert [(alt.deutung.quote_min, alt.abgeloest_am, alt.grund) for alt in termin.frueher] == [
        (2, AB, "Beschluss des Beirats")
    ]
    assert old not in {t.id for t in page.termine}


def test_what_has_been_corrected_meanwhile_is_not_confirmed(katalog_engine: Engine) -> None:
    old = id_of(katalog_engine)
    correct(katalog_engine, make_akteur(katalog_engine))
    check_konflikt(katalog_engine, lambda e, by: confirm(e, by, termin_id=old), status=Deutungsstatus.BESTAETIGT)


# --- correct ------------------------------------------------------------------------------------


def test_a_correction_is_a_new_row_and_the_wording_stays(katalog_engine: Engine) -> None:
    old = fetch(katalog_engine, Termin, id_of(katalog_engine))
    new = fetch(katalog_engine, Termin, correct(katalog_engine, make_akteur(katalog_engine)))
    assert (new.ersetzt_id, new.wortlaut, new.fundort, new.teil_id) == (old.id, old.wortlaut, old.fundort, old.teil_id)
    assert (new.quote_min, new.status, new.grund) == (3, Deutungsstatus.BESTAETIGT, "Beschluss des Beirats")
    untouched = fetch(katalog_engine, Termin, old.id)
    assert (untouched.quote_min, untouched.status, untouched.version) == (2, Deutungsstatus.ANGENOMMEN, 1)
    aktion, zeile, alt, neu = last_log(katalog_engine, "termin")
    assert (aktion, zeile, alt["quote_min"], neu["quote_min"]) == (Aktion.ERSETZT, str(new.id), 2, 3)
    assert (neu["ersetzt_id"], neu["gilt_ab"]) == (old.id, "2025-01-01")


@pytest.mark.parametrize(("stichtag", "quote"), [(date(2024, 12, 31), 2), (AB, 3), (HEUTE, 3)])
def test_the_reading_of_a_stichtag_is_that_of_its_time(katalog_engine: Engine, stichtag: date, quote: int) -> None:
    correct(katalog_engine, make_akteur(katalog_engine))
    detail = load_massnahme(katalog_engine, MASSNAHME, stichtag)
    assert detail
    gelesen = [t for t in detail.termine if t.deutung.bezeichnung == RUNDER_TISCH]
    assert [t.deutung.quote_min for t in gelesen] == [quote]
    assert [len(t.frueher) for t in gelesen] == [quote - 2]


def test_ticks_under_the_old_reading_count_under_the_new_one(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_erledigung(session, termin_id(session, MASSNAHME, RUNDER_TISCH), date(2025, 5, 5))
    correct(katalog_engine, make_akteur(katalog_engine))
    detail = load_massnahme(katalog_engine, MASSNAHME, HEUTE)
    assert detail
    fenster = {f.fenster.key: f.text for t in detail.termine for f in t.fenster}
    assert fenster["2025"] == "1 von 3: abgehakt 05.05."


def test_a_correction_can_be_corrected_but_the_old_row_only_once(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    old = id_of(katalog_engine)
    first = correct(katalog_engine, by)
    viermal = replace(DREIMAL, quote_min=4, quote_max=4)
    check_konflikt(katalog_engine, lambda e, by: correct(e, by, termin_id=old, deutung=viermal), quote_min=3)
    second = correct(katalog_engine, by, termin_id=first, deutung=viermal, gilt_ab=date(2026, 1, 1))
    assert fetch(katalog_engine, Termin, second).ersetzt_id == first


def test_a_correction_meets_a_newer_version(katalog_engine: Engine) -> None:
    confirm(katalog_engine, make_akteur(katalog_engine))
    check_konflikt(katalog_engine, correct, quote_min=2)


def test_a_double_click_corrects_once(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    old = id_of(katalog_engine)
    check_same_again(katalog_engine, lambda: correct(katalog_engine, by, termin_id=old))


@pytest.mark.parametrize(
    ("values", "satz"),
    [
        ({"grund": ""}, "Grund"),
        ({"grund": "\x00\t "}, "Grund"),
        ({"grund": "x" * 10_000}, "Grund"),
        ({"hinweis": "x" * 501}, "Hinweis"),
        ({"deutung": replace(DREIMAL, bezeichnung="x" * 201)}, "Bezeichnung"),
        ({"deutung": replace(DREIMAL, quote_min=4)}, "kleiner"),
        ({"deutung": replace(DREIMAL, periode_monate=5)}, "in ein Jahr passen"),
        ({"deutung": replace(DREIMAL, anker_monat=13)}, "gibt es nicht"),
        ({"deutung": Deutung(TerminArt.EINMALIG)}, "braucht einen Tag"),
        (
            {"deutung": Deutung(TerminArt.EINMALIG, "", date(2026, 2, 1), date(2026, 1, 1), Genauigkeit.TAG)},
            "vor dem Beginn",
        ),
        ({"deutung": replace(DREIMAL, quote_min=2, quote_max=2)}, "dieselbe wie bisher"),
        ({"gilt_ab": date(225, 1, 1)}, "Das Jahr 225"),
        ({"termin_id": 99_999}, "gibt es nicht"),
    ],
)
def test_a_bad_correction_saves_nothing(katalog_engine: Engine, values: dict[str, Any], satz: str) -> None:
    check_nothing_saved(katalog_engine, lambda e, by: correct(e, by, **values), satz)


def test_a_correction_does_not_reach_back_behind_its_predecessor(katalog_engine: Engine) -> None:
    first = correct(katalog_engine, make_akteur(katalog_engine))
    again = {"termin_id": first, "deutung": replace(DREIMAL, quote_max=4), "gilt_ab": date(2024, 1, 1)}
    check_nothing_saved(katalog_engine, lambda e, by: correct(e, by, **again), "vor der Lesart")


# --- add ----------------------------------------------------------------------------------------


def test_an_added_termin_holds_from_its_day(katalog_engine: Engine) -> None:
    row = fetch(katalog_engine, Termin, add(katalog_engine, make_akteur(katalog_engine)))
    assert (row.fundort, row.status, row.geerbt) == (Fundort.PFLEGE, Deutungsstatus.BESTAETIGT, False)
    before, after = (load_massnahme(katalog_engine, MASSNAHME, tag) for tag in (date(2024, 12, 31), AB))
    assert before
    assert after
    assert "1x im Quartal" not in {t.wortlaut for t in before.termine}
    assert "1x im Quartal" in {t.wortlaut for t in after.termine}
    assert last_log(katalog_engine, "termin")[0] is Aktion.ANGELEGT


def test_a_double_click_adds_once(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    check_same_again(katalog_engine, lambda: add(katalog_engine, by))


@pytest.mark.parametrize(
    ("values", "satz"),
    [
        ({"wortlaut": ""}, "Wortlaut"),
        ({"wortlaut": "x" * 501}, "Wortlaut"),
        ({"deutung": DREIMAL}, "ab wann gezählt"),
        ({"deutung": Deutung(TerminArt.OFFEN, bis=AB)}, "kein Datum"),
        ({"teil_id": 99_999}, "gibt es nicht"),
        ({"massnahme_id": 99_999}, "gibt es nicht"),
    ],
)
def test_a_bad_termin_is_not_added(katalog_engine: Engine, values: dict[str, Any], satz: str) -> None:
    check_nothing_saved(katalog_engine, lambda e, by: add(e, by, **values), satz)


def test_the_parser_proposes_a_reading() -> None:
    lesung = read_wortlaut(wortlaut="  Jährlich im September ")
    assert [(d.periode_monate, d.anker_monat) for d in lesung.deutungen] == [(12, 9)]
    assert read_wortlaut(wortlaut="wenn es passt").rest == "wenn es passt"
    with pytest.raises(RegelVerletzt, match="Wortlaut"):
        read_wortlaut(wortlaut=" ")
