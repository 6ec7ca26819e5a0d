"""Measures and their parts: who may, what is refused, what the log keeps."""

from typing import Any

import pytest
from factories import massnahme_id
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
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models import Massnahme, MassnahmeTeil
from db.vocabulary import Aktion, Fundort
from ilm_data.rules.rechte import Akteur
from ilm_data.services.massnahmen import add_teil, edit_massnahme, edit_teil


def id_of(engine: Engine, schluessel: str = MASSNAHME) -> int:
    with Session(engine) as session:
        return massnahme_id(session, schluessel)


def teil_of(engine: Engine, nr: str = "1") -> MassnahmeTeil:
    with Session(engine) as session:
        return session.scalars(select(MassnahmeTeil).filter_by(massnahme_id=id_of(engine), nr=nr)).one()


def edit(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults = {"titel": "Ehrenamt stärken", "beschreibung": "Neu", "seite": 27, "version": 1}
    return edit_massnahme(engine, massnahme_id=id_of(engine), heute=HEUTE, by=by, **defaults | values)


def edit_part(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults = {"titel": "Ein anderer Teil", "version": 1}
    return edit_teil(engine, teil_id=teil_of(engine).id, heute=HEUTE, by=by, **defaults | values)


def add_part(engine: Engine, by: Akteur, **values: Any) -> int:
    defaults: dict[str, Any] = {"massnahme_id": id_of(engine), "titel": "Ein neuer Teil"}
    return add_teil(engine, heute=HEUTE, by=by, **defaults | values)


def test_edit_keeps_old_and_new_in_the_log(katalog_engine: Engine) -> None:
    old = fetch(katalog_engine, Massnahme, id_of(katalog_engine))
    edit(katalog_engine, make_akteur(katalog_engine))
    row = fetch(katalog_engine, Massnahme, old.id)
    assert (row.titel, row.beschreibung, row.seite, row.version) == ("Ehrenamt stärken", "Neu", 27, 2)
    assert last_log(katalog_engine, "massnahme") == (
        Aktion.GEAENDERT,
        str(old.id),
        {"titel": old.titel, "beschreibung": old.beschreibung, "seite": None},
        {"titel": "Ehrenamt stärken", "beschreibung": "Neu", "seite": 27},
    )


def test_a_second_editor_meets_a_conflict(katalog_engine: Engine) -> None:
    edit(katalog_engine, make_akteur(katalog_engine))
    check_konflikt(katalog_engine, lambda e, by: edit(e, by, titel="Anders"), titel="Ehrenamt stärken")
    edit(katalog_engine, make_akteur(katalog_engine), titel="Anders", version=2)
    assert fetch(katalog_engine, Massnahme, id_of(katalog_engine)).titel == "Anders"


def test_a_double_click_saves_once(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    check_same_again(katalog_engine, lambda: edit(katalog_engine, by))
    check_same_again(katalog_engine, lambda: add_part(katalog_engine, by))
    check_same_again(katalog_engine, lambda: edit_part(katalog_engine, by, version=2))


@pytest.mark.parametrize(
    ("values", "satz"),
    [
        ({"titel": ""}, "Titel"),
        ({"titel": " \n\t "}, "Titel"),
        ({"titel": "x" * 81}, "81 Zeichen, möglich sind 80"),
        ({"beschreibung": "x" * 10_000}, "10.000 Zeichen"),
        ({"seite": 0}, "zwischen 1 und 999"),
        ({"seite": -1}, "zwischen 1 und 999"),
        ({"seite": 1000}, "zwischen 1 und 999"),
    ],
)
def test_bad_input_is_refused_whole(katalog_engine: Engine, values: dict[str, Any], satz: str) -> None:
    check_nothing_saved(katalog_engine, lambda e, by: edit(e, by, **values), satz)


def test_markup_and_formulas_are_kept_as_text(katalog_engine: Engine) -> None:
    text = "=SUMME(A1) <script>alert(1)</script> **fett**\x00\u202e"
    edit(katalog_engine, make_akteur(katalog_engine), beschreibung=text)
    row = fetch(katalog_engine, Massnahme, id_of(katalog_engine))
    assert row.beschreibung == "=SUMME(A1) <script>alert(1)</script> **fett**"


def test_an_unknown_measure(katalog_engine: Engine) -> None:
    def call(engine: Engine, by: Akteur) -> int:
        return add_teil(engine, massnahme_id=99_999, titel="Teil", heute=HEUTE, by=by)

    check_nothing_saved(katalog_engine, call, "gibt es nicht")


def test_parts_get_the_next_number(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    eltern = teil_of(katalog_engine)
    before = [t.nr for t in _teile(katalog_engine)]
    teil = fetch(katalog_engine, MassnahmeTeil, add_part(katalog_engine, by))
    punkt = fetch(katalog_engine, MassnahmeTeil, add_part(katalog_engine, by, titel="Punkt", eltern_id=eltern.id))
    assert {teil.nr, punkt.nr}.isdisjoint(before)
    assert (teil.nr.count("."), punkt.nr.count(".")) == (0, 1)
    assert punkt.nr.startswith("1.")
    assert teil.fundort is Fundort.PFLEGE
    assert last_log(katalog_engine, "massnahme_teil")[3]["titel"] == "Punkt"


def _teile(engine: Engine) -> list[MassnahmeTeil]:
    with Session(engine) as session:
        return list(session.scalars(select(MassnahmeTeil).filter_by(massnahme_id=id_of(engine))))


def test_a_part_of_another_measure_is_no_parent(katalog_engine: Engine) -> None:
    fremd = id_of(katalog_engine, "2020-1.1-M1")
    eltern_id = teil_of(katalog_engine).id
    check_nothing_saved(
        katalog_engine, lambda e, by: add_part(e, by, massnahme_id=fremd, eltern_id=eltern_id), "anderen Maßnahme"
    )
    punkt_id = teil_of(katalog_engine, "1.1").id
    check_nothing_saved(katalog_engine, lambda e, by: add_part(e, by, eltern_id=punkt_id), "keine weiteren")


def test_a_part_is_edited_under_the_version_of_its_measure(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    old = teil_of(katalog_engine)
    edit_part(katalog_engine, by)
    assert last_log(katalog_engine, "massnahme_teil") == (
        Aktion.GEAENDERT,
        str(old.id),
        {"titel": old.titel},
        {"titel": "Ein anderer Teil"},
    )
    assert fetch(katalog_engine, Massnahme, old.massnahme_id).version == 2
    check_konflikt(katalog_engine, lambda e, akteur: edit_part(e, akteur, titel="Dritter"), titel="Ein anderer Teil")


def test_two_parts_cannot_have_one_title(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    add_part(katalog_engine, by)
    check_nothing_saved(katalog_engine, lambda e, by: edit_part(e, by, titel="ein neuer teil"), "schon unter Nummer")
