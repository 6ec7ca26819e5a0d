"""Events: add, edit, call off; with the matrix of roles × own and foreign measures."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from factories import make_ereignis, make_termin, make_zustaendigkeit, massnahme_id, termin_id
from pflege_akteure import (
    EIGEN,
    FREMD,
    HEUTE,
    MASSNAHME,
    check_deactivated,
    check_konflikt,
    check_nothing_saved,
    check_refused,
    check_same_again,
    fetch,
    last_log,
    make_akteur,
)
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.engine import write_transaction
from db.models import Ereignis, EreignisMassnahme, Massnahme, MassnahmeBezug, Stelle, Termin, Zustaendigkeit
from db.vocabulary import Aktion, BezugArt, EreignisStatus, Rolle, TerminArt
from ilm_data.queries.massnahme import load_massnahme
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.rechte import Akteur
from ilm_data.services.ereignisse import EreignisEingabe, add_ereignis, cancel_ereignis, edit_ereignis
from ilm_data.services.termine import correct_termin

RUNDER_TISCH = "Runder Tisch des Ehrenamts"
ANDERE = "2020-1.1-M1"
TAG = date(2026, 10, 5)


def measure(engine: Engine, schluessel: str = MASSNAHME) -> int:
    with Session(engine) as session:
        return massnahme_id(session, schluessel)


def termin(engine: Engine, schluessel: str = MASSNAHME, bezeichnung: str = RUNDER_TISCH) -> int:
    with Session(engine) as session:
        return termin_id(session, schluessel, bezeichnung)


def eingabe(engine: Engine, **values: Any) -> EreignisEingabe:
    base = EreignisEingabe("Runder Tisch", TAG, TAG, EreignisStatus.STATTGEFUNDEN, (measure(engine),), "Arnstadt")
    return replace(base, teilnehmende=21, **values) if "teilnehmende" not in values else replace(base, **values)


def add(engine: Engine, by: Akteur, **values: Any) -> int:
    return add_ereignis(engine, eingabe=eingabe(engine, **values), heute=HEUTE, by=by)


def existing(engine: Engine, *massnahmen: str, **values: Any) -> int:
    """An event that is there already; one per store."""
    with write_transaction(engine) as session:
        found = session.scalars(select(Ereignis.id).where(Ereignis.titel.startswith("Begegnungsfest"))).first()
        return found or make_ereignis(session, massnahmen or (MASSNAHME,), TAG, **values).id


def edit(engine: Engine, by: Akteur, **values: Any) -> int:
    id_, version = existing(engine), values.pop("version", 1)
    neu = eingabe(engine, **{"titel": "Begegnungsfest im Park"} | values)
    return edit_ereignis(engine, ereignis_id=id_, eingabe=neu, version=version, heute=HEUTE, by=by)


def cancel(engine: Engine, by: Akteur, **values: Any) -> int:
    id_ = existing(engine, status=EreignisStatus.GEPLANT)
    return cancel_ereignis(engine, ereignis_id=id_, heute=HEUTE, by=by, **{"version": 1} | values)


AUFRUFE = (add, edit, cancel)


@pytest.fixture(autouse=True)
def prepared(request: pytest.FixtureRequest, katalog_engine: Engine) -> None:
    """edit and cancel need an event, and making it is no part of what a test compares."""
    call = getattr(getattr(request.node, "callspec", None), "params", {}).get("call")
    if call is edit:
        existing(katalog_engine)
    if call is cancel:
        existing(katalog_engine, status=EreignisStatus.GEPLANT)


@pytest.mark.parametrize("call", AUFRUFE)
def test_outsiders_may_not(katalog_engine: Engine, call: Any) -> None:
    for wer in ("besuch", "leitung", FREMD, "verwaltung"):
        check_refused(katalog_engine, call, wer)


@pytest.mark.parametrize("call", AUFRUFE)
@pytest.mark.parametrize("wer", [EIGEN, "koordination"])
def test_the_coordinator_and_the_own_department_may(katalog_engine: Engine, call: Any, wer: str) -> None:
    assert fetch(katalog_engine, Ereignis, call(katalog_engine, make_akteur(katalog_engine, wer)))


@pytest.mark.parametrize("call", AUFRUFE)
def test_a_contributing_department_may(katalog_engine: Engine, call: Any) -> None:
    with write_transaction(katalog_engine) as session:
        make_zustaendigkeit(session, MASSNAHME, "jobcenter", rolle=Rolle.MITWIRKEND)
    call(katalog_engine, make_akteur(katalog_engine, FREMD))


@pytest.mark.parametrize("call", AUFRUFE)
def test_whose_part_has_ended_may_not(katalog_engine: Engine, call: Any) -> None:
    with write_transaction(katalog_engine) as session:
        make_zustaendigkeit(session, MASSNAHME, "jobcenter", rolle=Rolle.MITWIRKEND, gilt_bis=date(2026, 11, 21))
    check_refused(katalog_engine, call, FREMD)


def test_a_department_needs_the_right_on_every_linked_measure(katalog_engine: Engine) -> None:
    beide = (measure(katalog_engine), fremde_massnahme(katalog_engine))
    check_refused(katalog_engine, lambda e, by: add(e, by, massnahme_ids=beide), EIGEN)
    existing(katalog_engine)
    check_refused(katalog_engine, lambda e, by: edit(e, by, massnahme_ids=beide), EIGEN)
    add(katalog_engine, make_akteur(katalog_engine), massnahme_ids=beide)


def test_a_department_cannot_take_an_event_away_from_others(katalog_engine: Engine) -> None:
    """The event belongs to a foreign measure too; dropping that link needs the right there."""
    with Session(katalog_engine) as session:
        fremd = fremde_schluessel(session)
    existing(katalog_engine, MASSNAHME, fremd)
    check_refused(katalog_engine, edit, EIGEN)
    check_refused(katalog_engine, cancel, EIGEN)


def fremde_schluessel(session: Session) -> str:
    """A measure that the Beauftragte has no part in."""
    stelle = session.scalars(select(Stelle.id).filter_by(kennung="beauftragte-auslaender-behinderte")).one()
    own = set(session.scalars(select(Zustaendigkeit.massnahme_id).filter_by(stelle_id=stelle)))
    gleich = {i for b in session.scalars(select(MassnahmeBezug)) for i in (b.von_id, b.nach_id)}
    rows = session.scalars(select(Massnahme).order_by(Massnahme.id))
    return next(m.schluessel for m in rows if m.id not in own | gleich and m.schluessel.startswith("2020"))


def fremde_massnahme(engine: Engine) -> int:
    with Session(engine) as session:
        return massnahme_id(session, fremde_schluessel(session))


def test_an_event_without_any_measure_is_the_coordinators(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_ereignis(session, (), TAG, status=EreignisStatus.GEPLANT)
    for wer in ("besuch", "leitung", EIGEN, "verwaltung"):
        check_refused(katalog_engine, cancel, wer)
        check_refused(katalog_engine, edit, wer)
    edit(katalog_engine, make_akteur(katalog_engine))


@pytest.mark.parametrize("call", AUFRUFE)
def test_a_deactivated_account_saves_nothing(katalog_engine: Engine, call: Any) -> None:
    check_deactivated(katalog_engine, call)


@pytest.mark.parametrize("call", AUFRUFE)
def test_a_double_click_saves_once(katalog_engine: Engine, call: Any) -> None:
    by = make_akteur(katalog_engine)
    check_same_again(katalog_engine, lambda: call(katalog_engine, by))


# --- what is stored -----------------------------------------------------------------------------


def links(engine: Engine, ereignis_id: int) -> dict[int, int | None]:
    with Session(engine) as session:
        query = select(EreignisMassnahme).filter_by(ereignis_id=ereignis_id)
        return {row.massnahme_id: row.termin_id for row in session.scalars(query)}


def test_an_event_fulfils_the_window_of_its_termin(katalog_engine: Engine) -> None:
    tisch, andere = termin(katalog_engine), measure(katalog_engine, ANDERE)
    by = make_akteur(katalog_engine)
    id_ = add(katalog_engine, by, termin_id=tisch, massnahme_ids=(measure(katalog_engine), andere))
    assert links(katalog_engine, id_) == {measure(katalog_engine): tisch, andere: None}
    detail = load_massnahme(katalog_engine, MASSNAHME, HEUTE)
    assert detail
    assert {f.fenster.key: f.text for t in detail.termine for f in t.fenster}["2026"] == "1 von 2: Runder Tisch 05.10."
    aktion, zeile, alt, neu = last_log(katalog_engine, "ereignis")
    assert (aktion, zeile, alt) == (Aktion.ANGELEGT, str(id_), {})
    assert (neu["titel"], neu["teilnehmende"], neu["termin_id"]) == ("Runder Tisch", 21, tisch)
    assert neu["massnahme_ids"] == sorted((measure(katalog_engine), andere))


def test_edit_changes_links_and_keeps_old_and_new(katalog_engine: Engine) -> None:
    id_ = existing(katalog_engine, MASSNAHME, termin=termin(katalog_engine))
    andere = measure(katalog_engine, ANDERE)
    edit(katalog_engine, make_akteur(katalog_engine), massnahme_ids=(andere,), ort="", teilnehmende=None)
    assert links(katalog_engine, id_) == {andere: None}
    assert fetch(katalog_engine, Ereignis, id_).version == 2
    assert last_log(katalog_engine, "ereignis") == (
        Aktion.GEAENDERT,
        str(id_),
        {
            "titel": "Begegnungsfest",
            "massnahme_ids": [measure(katalog_engine)],
            "termin_id": termin(katalog_engine),
        },
        {"titel": "Begegnungsfest im Park", "massnahme_ids": [andere], "termin_id": None},
    )


def test_a_second_editor_meets_a_conflict(katalog_engine: Engine) -> None:
    existing(katalog_engine)
    edit(katalog_engine, make_akteur(katalog_engine))
    check_konflikt(
        katalog_engine, lambda e, by: edit(e, by, ort="Ilmenau"), ort="Arnstadt", titel="Begegnungsfest im Park"
    )
    check_konflikt(katalog_engine, lambda e, by: edit(e, by, massnahme_ids=(measure(e, ANDERE),)))


def test_called_off_and_log(katalog_engine: Engine) -> None:
    id_ = cancel(katalog_engine, make_akteur(katalog_engine))
    assert fetch(katalog_engine, Ereignis, id_).status is EreignisStatus.ABGESAGT
    assert last_log(katalog_engine, "ereignis")[2:] == ({"status": "geplant"}, {"status": "abgesagt"})


def test_what_took_place_is_not_called_off(katalog_engine: Engine) -> None:
    existing(katalog_engine)
    check_nothing_saved(katalog_engine, cancel, "schon stattgefunden")


# --- bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "satz"),
    [
        ({"titel": ""}, "Titel"),
        ({"titel": "x" * 10_000}, "Titel"),
        ({"ort": "x" * 201}, "Ort"),
        ({"ende_am": date(2026, 10, 4)}, "liegt vor dem"),
        ({"beginn_am": date(26, 10, 5)}, "Das Jahr 26"),
        ({"ende_am": date(2026, 11, 23)}, "endet erst am"),
        ({"teilnehmende": -1}, "zwischen 0"),
        ({"teilnehmende": 10**9}, "zwischen 0"),
        ({"status": EreignisStatus.GEPLANT}, "erst angeben"),
        ({"massnahme_ids": ()}, "mindestens eine"),
        ({"massnahme_ids": (99_999,)}, "gibt es nicht"),
        ({"stelle_id": 99_999}, "gibt es nicht"),
        ({"termin_id": 99_999}, "gibt es nicht"),
    ],
)
def test_bad_input_is_refused_whole(katalog_engine: Engine, values: dict[str, Any], satz: str) -> None:
    existing(katalog_engine)
    check_nothing_saved(katalog_engine, lambda e, by: add(e, by, **values), satz)
    check_nothing_saved(katalog_engine, lambda e, by: edit(e, by, **values), satz)


def test_the_termin_must_be_a_rhythm_of_a_linked_measure(katalog_engine: Engine) -> None:
    with Session(katalog_engine) as session:
        fortlaufend = session.scalars(
            select(Termin.id).filter_by(massnahme_id=massnahme_id(session, MASSNAHME), wortlaut="fortlaufend")
        ).one()
    fremd = termin(katalog_engine, "2020-6.5-M1", "Interkulturelle Wochen")
    check_nothing_saved(katalog_engine, lambda e, by: add(e, by, termin_id=fremd), "keiner der gewählten")
    check_nothing_saved(katalog_engine, lambda e, by: add(e, by, termin_id=fortlaufend), "wiederkehrender Termin")


def test_a_twice_listed_measure_takes_its_termin_where_the_state_is_kept(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        von = session.scalars(select(MassnahmeBezug.von_id).filter_by(art=BezugArt.GLEICH)).first() or 0
        rhythmus = make_termin(session, session.get_one(Massnahme, von).schluessel).id
    values: dict[str, Any] = {"massnahme_ids": (von,), "termin_id": rhythmus}
    check_nothing_saved(katalog_engine, lambda e, by: add(e, by, **values), "steht zweimal")


def test_the_event_of_a_corrected_termin_can_still_be_edited(katalog_engine: Engine) -> None:
    tisch, by = termin(katalog_engine), make_akteur(katalog_engine)
    existing(katalog_engine, MASSNAHME, termin=tisch)
    neu = Deutung(TerminArt.WIEDERKEHREND, RUNDER_TISCH, periode_monate=12, quote_min=3)
    correct_termin(
        katalog_engine, termin_id=tisch, deutung=neu, grund="neu", gilt_ab=TAG, version=1, heute=HEUTE, by=by
    )
    edit(katalog_engine, by, termin_id=tisch)


def test_two_events_alike_on_one_day(katalog_engine: Engine) -> None:
    add(katalog_engine, make_akteur(katalog_engine))
    check_nothing_saved(katalog_engine, lambda e, by: add(e, by, ort="Ilmenau"), "schon erfasst")
