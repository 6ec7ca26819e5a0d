"""Slides of a session: kept in their order, refused when they are none, and the checksum of the state they show."""

from dataclasses import replace
from datetime import date

import pytest
from factories import make_sitzung
from pflege_akteure import HEUTE, check_konflikt, check_nothing_saved, fetch, last_log, make_akteur
from sqlalchemy import Engine

from db.engine import write_transaction
from db.models import Sitzung
from db.vocabulary import Aktion
from ilm_data.queries.aenderungen import load_gesamtstand
from ilm_data.queries.folien_sitzung import folge_of, is_eingefroren, moegliche_folge
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.sitzungen import list_sitzungen
from ilm_data.rules.rechte import Akteur
from ilm_data.services.sitzungsfolien import set_folien

FOLIEN = ("dank", "massnahme_2020-2.9-M1", "lage")


@pytest.fixture(autouse=True)
def sitzung(katalog_engine: Engine) -> int:
    with write_transaction(katalog_engine) as session:
        return make_sitzung(session).id


def call(engine: Engine, by: Akteur, *, folien: tuple[str, ...] = FOLIEN, version: int = 1) -> int:
    nr = list_sitzungen(engine)[0].id
    return set_folien(engine, sitzung_id=nr, folien=folien, version=version, heute=HEUTE, by=by)


def test_the_order_is_kept_and_shown(katalog_engine: Engine, sitzung: int) -> None:
    call(katalog_engine, make_akteur(katalog_engine), folien=(*FOLIEN, "dank"))
    assert fetch(katalog_engine, Sitzung, sitzung).folien == ",".join(FOLIEN)
    (zeile,) = list_sitzungen(katalog_engine)
    assert folge_of(zeile, moegliche_folge(zeile)) == FOLIEN
    assert last_log(katalog_engine, "sitzung") == (
        Aktion.GEAENDERT,
        str(sitzung),
        {"folien": ""},
        {"folien": ",".join(FOLIEN)},
    )
    check_konflikt(katalog_engine, lambda e, by: call(e, by, folien=("lage",)), folien=",".join(FOLIEN))
    call(katalog_engine, make_akteur(katalog_engine), folien=(), version=2)
    (zeile,) = list_sitzungen(katalog_engine)
    assert folge_of(zeile, moegliche_folge(zeile))[0] == "lage"


@pytest.mark.parametrize("folien", [("lage", "quatsch"), ("massnahme_",), tuple(f"massnahme_{n}" for n in range(41))])
def test_what_is_no_choice_is_refused(katalog_engine: Engine, folien: tuple[str, ...]) -> None:
    check_nothing_saved(katalog_engine, lambda e, by: call(e, by, folien=folien), "Folie")


def test_the_checksum_belongs_to_one_state_only(beispiel_lesend: Engine) -> None:
    stand = load_gesamtstand(beispiel_lesend, Sicht("2020", date(2026, 8, 1)))
    assert is_eingefroren(stand, replace(stand, kenntnis_bis=HEUTE))
    assert not is_eingefroren(stand, load_gesamtstand(beispiel_lesend, Sicht("2020", HEUTE)))
    assert not is_eingefroren(stand, replace(stand, massnahmen=stand.massnahmen[1:]))
