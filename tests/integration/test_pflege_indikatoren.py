"""Typed values and targets: saved, revised, refused, two editors; what is due; on both databases."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from integration.pflege_akteure import (
    HEUTE,
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

from db.engine import read_session
from db.models import Indikator, IndikatorWert, IndikatorZiel
from db.vocabulary import Aktion, Wertqualitaet
from ilm_data.queries.indikator_pflege import Pflegestand, list_faellige, load_pflegestand
from ilm_data.rules.indikatorwert import WertInhalt, WertSchluessel
from ilm_data.rules.rechte import Akteur, RechtFehlt
from ilm_data.services.indikatorpflege import add_ziel, drop_ziel, edit_ziel, enter_werte
from ilm_data.services.indikatorwerte import WertEingabe

KENNUNG = "mietschulungen"
WER_NICHT = ["besuch", "leitung", "verwaltung", "fachamt_eigen"]


def eingabe(wert: str = "42", jahr: int = 2025, kennung: str = KENNUNG) -> WertEingabe:
    schluessel = WertSchluessel(kennung, "16070", date(jahr, 1, 1), date(jahr, 12, 31))
    return WertEingabe(schluessel, WertInhalt(Decimal(wert), Wertqualitaet.ENDGUELTIG))


def enter(engine: Engine, by: Akteur, *eingaben: WertEingabe, gesehen_bis: int = 0) -> int:
    return enter_werte(engine, eingaben=eingaben or [eingabe()], gesehen_bis=gesehen_bis, heute=HEUTE, by=by)


def stand(engine: Engine) -> Pflegestand:
    return load_pflegestand(engine, "2020", by=make_akteur(engine))


def newest(engine: Engine) -> int:
    return stand(engine).gesehen_bis


def indikator_id(engine: Engine, kennung: str = KENNUNG) -> int:
    with read_session(engine) as session:
        return session.scalars(select(Indikator.id).filter_by(kennung=kennung)).one()


def ziel(engine: Engine, by: Akteur, **anders: Any) -> int:
    values = {
        "untergrenze": Decimal(60),
        "obergrenze": None,
        "gilt_am": date(2028, 12, 31),
        "beleg": "Beschluss 12/2026",
    }
    values |= {"indikator_id": indikator_id(engine), "heute": HEUTE, "by": by}
    return add_ziel(engine, **values | anders)


# --- values -------------------------------------------------------------------------------------


def test_a_value_and_its_revision(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    assert enter(katalog_engine, by) == 1
    assert enter(katalog_engine, by, eingabe("43"), gesehen_bis=newest(katalog_engine)) == 1
    (pflege,) = [p for p in stand(katalog_engine).indikatoren if p.info.kennung == KENNUNG]
    assert [(f.text.replace("\u00a0", " "), f.gilt) for f in pflege.fassungen] == [
        ("43 Personen", True),
        ("42 Personen", False),
    ]
    aktion, zeile, alt, neu = last_log(katalog_engine, "indikatorwert")
    assert (aktion, zeile) == (Aktion.ERSETZT, f"{KENNUNG}/16070/2025-12-31")
    assert (Decimal(alt["wert"]), neu["wert"]) == (42, "43")


def test_a_second_editor_meets_what_the_first_saved(katalog_engine: Engine) -> None:
    gesehen = newest(katalog_engine)
    enter(katalog_engine, make_akteur(katalog_engine))
    check_konflikt(katalog_engine, lambda e, by: enter(e, by, eingabe("7"), gesehen_bis=gesehen), wert=Decimal(42))
    # Another period is no conflict.
    assert enter(katalog_engine, make_akteur(katalog_engine), eingabe("7", 2024), gesehen_bis=gesehen) == 1


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        (eingabe(jahr=2026), "liegt in der Zukunft"),
        (eingabe(kennung="termintreue"), "wird aus den Daten dieser Anwendung berechnet"),
        (eingabe("0.1234567"), "höchstens 6 Stellen"),
    ],
)
def test_what_is_refused(katalog_engine: Engine, falsch: WertEingabe, satz: str) -> None:
    check_nothing_saved(katalog_engine, lambda e, by: enter(e, by, eingabe(), falsch), satz)


def test_nothing_new_says_so_and_leaves_no_trace(katalog_engine: Engine) -> None:
    enter(katalog_engine, make_akteur(katalog_engine))
    check_nothing_saved(katalog_engine, lambda e, by: enter(e, by, gesehen_bis=1), "nichts zu speichern")


@pytest.mark.parametrize("wer", WER_NICHT)
def test_only_the_coordination_enters_and_sees_the_work(katalog_engine: Engine, wer: str) -> None:
    check_refused(katalog_engine, lambda e, by: enter(e, by), wer)
    with pytest.raises(RechtFehlt):
        load_pflegestand(katalog_engine, "2020", by=make_akteur(katalog_engine, wer))


def test_a_deactivated_account_saves_nothing(katalog_engine: Engine) -> None:
    check_deactivated(katalog_engine, lambda e, by: enter(e, by))


# --- what is due --------------------------------------------------------------------------------


def test_due_by_rhythm_and_publication(katalog_engine: Engine) -> None:
    faellig = {(f.info.kennung, f.periode_text) for f in list_faellige(stand(katalog_engine), HEUTE)}
    assert (KENNUNG, "2025") in faellig
    assert ("betreuungsquote-unter-3", "01.03.2026") in faellig
    assert ("arbeitslose-auslaender", "September 2026") in faellig
    assert not any(kennung in ("termintreue", "runde-tische") for kennung, _ in faellig)
    enter(katalog_engine, make_akteur(katalog_engine))
    danach = {f.info.kennung for f in list_faellige(stand(katalog_engine), HEUTE)}
    assert KENNUNG not in danach


# --- targets ------------------------------------------------------------------------------------


def test_a_target_is_added_changed_and_taken_away(katalog_engine: Engine) -> None:
    by = make_akteur(katalog_engine)
    ziel_id = check_same_again(katalog_engine, lambda: ziel(katalog_engine, by))
    row = fetch(katalog_engine, IndikatorZiel, ziel_id)
    values = {"untergrenze": Decimal(50), "obergrenze": Decimal(70), "gilt_am": row.gilt_am, "beleg": "Kreistag"}
    edit = {"ziel_id": ziel_id, "heute": HEUTE, **values}
    edit_ziel(katalog_engine, **edit, version=1, by=by)
    assert last_log(katalog_engine, "indikatorziel")[2]["untergrenze"] == "60.000000"
    check_konflikt(
        katalog_engine,
        lambda e, actor: edit_ziel(e, **edit | {"beleg": "Anders"}, version=1, by=actor),
        beleg="Kreistag",
    )
    check_konflikt(katalog_engine, lambda e, a: drop_ziel(e, ziel_id=ziel_id, version=1, heute=HEUTE, by=a))
    drop_ziel(katalog_engine, ziel_id=ziel_id, version=2, heute=HEUTE, by=by)
    assert last_log(katalog_engine, "indikatorziel")[0] is Aktion.ENTFERNT


@pytest.mark.parametrize(
    ("anders", "satz"),
    [
        ({"untergrenze": None}, "mindestens eine Grenze"),
        ({"obergrenze": Decimal(50)}, "Die obere Grenze liegt unter der unteren"),
        ({"beleg": " "}, "Beleg"),
        ({"gilt_am": date(228, 1, 1)}, "Jahr 228"),
        ({"indikator_id": 999}, "gibt es nicht"),
    ],
)
def test_a_target_that_cannot_be(katalog_engine: Engine, anders: dict[str, Any], satz: str) -> None:
    check_nothing_saved(katalog_engine, lambda e, by: ziel(e, by, **anders), satz)


def test_context_gets_no_target(katalog_engine: Engine) -> None:
    kontext = indikator_id(katalog_engine, "bevoelkerung")
    check_nothing_saved(katalog_engine, lambda e, by: ziel(e, by, indikator_id=kontext), "nie bewertet")


def test_one_target_per_day(katalog_engine: Engine) -> None:
    ziel(katalog_engine, make_akteur(katalog_engine))
    check_nothing_saved(katalog_engine, lambda e, by: ziel(e, by, untergrenze=Decimal(1)), "schon ein Ziel")


def test_values_of_the_demo_can_be_replaced_by_real_ones(beispiel_engine: Engine) -> None:
    """The real value goes on standing when the demo goes."""
    from ilm_data.services.beispiel import remove_beispiel

    enter(beispiel_engine, make_akteur(beispiel_engine), gesehen_bis=newest(beispiel_engine))
    remove_beispiel(beispiel_engine)
    with read_session(beispiel_engine) as session:
        rows = session.scalars(select(IndikatorWert)).all()
    assert [(row.wert, row.ersetzt_id) for row in rows] == [(42, None)]
