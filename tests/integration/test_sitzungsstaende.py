"""A session's agenda, its agreed tasks, and the state it freezes: kept for ever, comparable, verifiable."""

import json
from datetime import date
from pathlib import Path

import pytest
from factories import make_ereignis, make_sachstand, make_sitzung, make_stelle, massnahme_id
from pflege_akteure import HEUTE, fetch, last_log, make_akteur
from sqlalchemy import Engine, delete, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db.engine import read_session, write_transaction
from db.models import Meilenstein, Sitzung, SitzungMassnahme, Sitzungsstand
from db.vocabulary import Umsetzungsstand
from ilm_data.queries.aenderungen import load_gesamtstand
from ilm_data.queries.massnahme import load_massnahme
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.sitzungen import list_sitzungen
from ilm_data.queries.sitzungsstaende import GespeicherterStand, load_stand
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.rules.sitzungsstand import Unlesbar, check_datei, pruefsumme, to_text
from ilm_data.rules.veraenderung import Art, compare
from ilm_data.services.konflikt import Konflikt
from ilm_data.services.meilensteine import postpone_meilenstein
from ilm_data.services.sitzungsstaende import freeze_stand
from ilm_data.services.tagesordnungen import Punkt, set_agenda
from ilm_data.services.vereinbarungen import agree_aufgabe, beteiligte_stellen

DATUM, STICHTAG = date(2026, 9, 16), date(2026, 9, 1)
M1, M2 = "2020-2.2-M1", "2020-6.3-M1"


@pytest.fixture
def sitzung(katalog_engine: Engine) -> int:
    with write_transaction(katalog_engine) as session:
        make_sachstand(session, M1, date(2026, 8, 1), umsetzungsstand=Umsetzungsstand.IN_UMSETZUNG, intern="geheim")
        make_ereignis(session, [M1], date(2026, 8, 20))
        return make_sitzung(session, DATUM, stichtag=STICHTAG).id


def freeze(engine: Engine, by: Akteur, sitzung_id: int = 0, version: int = 1) -> int:
    sitzung_id = sitzung_id or list_sitzungen(engine)[0].id
    return freeze_stand(engine, sitzung_id=sitzung_id, version=version, heute=HEUTE, by=by)


def frozen(engine: Engine, sitzung_id: int) -> GespeicherterStand:
    freeze(engine, make_akteur(engine), sitzung_id)
    found = load_stand(engine, sitzung_id)
    assert found is not None
    return found


# --- frozen state -------------------------------------------------------------------------------


def test_the_figures_stay_when_the_data_change(katalog_engine: Engine, sitzung: int) -> None:
    stand = frozen(katalog_engine, sitzung)
    before = stand.inhalt
    assert before.kennzahlen["laufen_oder_erledigt"].zaehler == 1
    assert before.stand == load_gesamtstand(katalog_engine, Sicht("2020", STICHTAG))
    with write_transaction(katalog_engine) as session:
        make_sachstand(session, M2, date(2026, 8, 2), umsetzungsstand=Umsetzungsstand.ABGESCHLOSSEN)
    again = load_stand(katalog_engine, sitzung)
    assert again == stand
    assert stand.is_gueltig
    jetzt = load_gesamtstand(katalog_engine, Sicht("2020", STICHTAG))
    (v,) = (v for v in compare(before.stand, jetzt).veraenderungen if v.art is Art.ERLEDIGT)
    assert v.massnahmen == (M2,)
    assert compare(before.stand, before.stand).veraenderungen == ()


def test_nothing_internal_is_frozen_but_the_demo_mark_is(beispiel_engine: Engine) -> None:
    beirat = next(s for s in list_sitzungen(beispiel_engine) if s.stichtag < HEUTE and s.stand is None)
    stand = frozen(beispiel_engine, beirat.id)
    assert stand.inhalt.stand.beispieldaten
    with read_session(beispiel_engine) as session:
        assert session.scalars(select(Sitzungsstand.beispiel).filter_by(sitzung_id=beirat.id)).one()
    assert not {"intern", "hemmnis_text", "nutzer"} & _keys(json.loads(stand.text))


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(_keys(inner) for inner in value.values()))
    return set().union(*(_keys(inner) for inner in value)) if isinstance(value, list) else set()


def test_a_double_click_freezes_once_and_an_old_version_is_refused(katalog_engine: Engine, sitzung: int) -> None:
    by = make_akteur(katalog_engine)
    with pytest.raises(Konflikt):
        freeze(katalog_engine, by, sitzung, version=7)
    first = freeze(katalog_engine, by, sitzung)
    *_, neu = last_log(katalog_engine, "sitzungsstand")
    assert (neu["stichtag"], len(neu["sha256"])) == ("2026-09-01", 64)
    assert freeze(katalog_engine, by, sitzung) == first


def test_a_day_to_come_cannot_be_frozen(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        kuenftig = make_sitzung(session, date(2027, 5, 5), stichtag=date(2027, 4, 1)).id
    with pytest.raises(RegelVerletzt, match="liegt noch vor uns"):
        freeze(katalog_engine, make_akteur(katalog_engine), kuenftig)


@pytest.mark.parametrize("how", ["update", "delete"])
def test_the_store_refuses_to_change_it(katalog_engine: Engine, sitzung: int, how: str) -> None:
    frozen(katalog_engine, sitzung)
    with pytest.raises(DBAPIError, match="eingefrorener Stand"), write_transaction(katalog_engine) as session:
        _tamper(session, how)


def _tamper(session: Session, how: str) -> None:
    if how == "delete":
        session.execute(delete(Sitzungsstand))
    else:
        session.scalars(select(Sitzungsstand)).one().inhalt = "{}"
        session.flush()


def test_a_download_can_be_verified_and_a_changed_one_is_found(katalog_engine: Engine, sitzung: int) -> None:
    stand = frozen(katalog_engine, sitzung)
    assert to_text(stand.inhalt) == stand.text
    found = check_datei(stand.datei)
    assert found.is_gueltig
    assert found.errechnet == stand.sha256 == pruefsumme(stand.text)
    # Laid out differently it is the same state; one figure changed is another.
    assert check_datei(json.dumps(json.loads(stand.datei))).is_gueltig
    assert not check_datei(stand.datei.replace('"zaehler": 1', '"zaehler": 2')).is_gueltig
    for kaputt in ("", "[]", '{"sha256": "x", "inhalt": {}}', stand.datei[:200]):
        with pytest.raises(Unlesbar):
            check_datei(kaputt)


# --- agenda -------------------------------------------------------------------------------------


def agenda(engine: Engine, sitzung_id: int, keys: list[str], version: int, notiz: str = "") -> int:
    with read_session(engine) as session:
        punkte = [Punkt(massnahme_id(session, key), notiz) for key in keys]
    by = make_akteur(engine)
    return set_agenda(engine, sitzung_id=sitzung_id, punkte=punkte, version=version, heute=HEUTE, by=by)


def test_the_agenda_keeps_its_order_and_its_notes_internal(katalog_engine: Engine, sitzung: int) -> None:
    agenda(katalog_engine, sitzung, [M2, M1], 1, "vertraulich")
    agenda(katalog_engine, sitzung, [M2, M1], 1, "vertraulich")
    assert list_sitzungen(katalog_engine)[0].agenda == (M2, M1)
    assert fetch(katalog_engine, Sitzung, sitzung).version == 2
    with pytest.raises(Konflikt):
        agenda(katalog_engine, sitzung, [M1], 1)
    agenda(katalog_engine, sitzung, [M1, M2], 2)
    assert list_sitzungen(katalog_engine)[0].agenda == (M1, M2)
    assert "vertraulich" not in repr(list_sitzungen(katalog_engine))


def test_a_measure_stands_on_the_agenda_once_where_its_state_is_kept(katalog_engine: Engine, sitzung: int) -> None:
    with pytest.raises(RegelVerletzt, match="steht schon"):
        agenda(katalog_engine, sitzung, ["2020-1.1-M2", "2020-6.5-M1"], 1)
    with read_session(katalog_engine) as session:
        assert not session.scalars(select(SitzungMassnahme)).all()


# --- agreed tasks -------------------------------------------------------------------------------


def agree(engine: Engine, by: Akteur, **values: object) -> int:
    with read_session(engine) as session:
        massnahme = massnahme_id(session, M1)
        stelle = next(iter(beteiligte_stellen(session, massnahme, HEUTE)))
    defaults = {"sitzung_id": list_sitzungen(engine)[0].id, "massnahme_id": massnahme, "stelle_id": stelle}
    defaults |= {"titel": "Bericht vorlegen", "faellig_am": date(2027, 1, 31), "heute": HEUTE, "by": by}
    return agree_aufgabe(engine, **defaults | values)  # type: ignore[arg-type]


def test_a_task_becomes_a_milestone_of_the_session(katalog_engine: Engine, sitzung: int) -> None:
    by = make_akteur(katalog_engine)
    row_id = agree(katalog_engine, by)
    assert agree(katalog_engine, by) == row_id
    row = fetch(katalog_engine, Meilenstein, row_id)
    assert (row.sitzung_id, row.gesetzt_am, row.titel) == (sitzung, DATUM, "Bericht vorlegen")
    detail = load_massnahme(katalog_engine, M1, HEUTE)
    assert detail is not None
    assert [(m.vereinbart_in, bool(m.zustaendig)) for m in detail.meilensteine] == [(("Beirat", DATUM), True)]


def test_a_postponed_task_still_knows_its_session(katalog_engine: Engine, sitzung: int) -> None:
    by = make_akteur(katalog_engine)
    row_id = agree(katalog_engine, by)
    neu = {"faellig_am": date(2027, 3, 1), "grund": "Krankheit", "version": 1}
    folge = postpone_meilenstein(katalog_engine, meilenstein_id=row_id, heute=HEUTE, by=by, **neu)  # type: ignore[arg-type]
    row = fetch(katalog_engine, Meilenstein, folge)
    assert (row.sitzung_id, row.stelle_id) == (sitzung, fetch(katalog_engine, Meilenstein, row_id).stelle_id)


def test_a_task_needs_a_stelle_that_takes_part_and_a_session_that_has_met(katalog_engine: Engine, sitzung: int) -> None:
    by = make_akteur(katalog_engine)
    with write_transaction(katalog_engine) as session:
        fremd = make_stelle(session, "fremde").id
        spaeter = make_sitzung(session, date(2027, 5, 5)).id
    for values, satz in (({"stelle_id": fremd}, "nicht beteiligt"), ({"sitzung_id": spaeter}, "ist erst am")):
        with pytest.raises(RegelVerletzt, match=satz):
            agree(katalog_engine, by, **{"sitzung_id": sitzung} | values)
    with pytest.raises(RegelVerletzt, match="schon vorbei"):
        agree(katalog_engine, by, sitzung_id=sitzung, faellig_am=date(2026, 1, 1))


def test_the_command_says_in_german_whether_a_file_is_valid(
    katalog_engine: Engine, sitzung: int, tmp_path: Path
) -> None:
    from argparse import Namespace

    from ilm_data.sitzung_befehle import pruefen_stand

    stand = frozen(katalog_engine, sitzung)
    for name, text, sha256, erwartet in (
        ("gut", stand.datei, None, (0, "GÜLTIG: Der Inhalt ist unverändert.")),
        ("papier", stand.datei, stand.sha256.upper(), (0, "GÜLTIG")),
        ("anderes Papier", stand.datei, "0" * 64, (1, "Prüfsumme auf dem Papier ist eine andere")),
        ("verändert", stand.datei.replace('"zaehler": 1', '"zaehler": 2'), None, (1, "UNGÜLTIG: Der Inhalt")),
        ("kaputt", "{", None, (2, "UNLESBAR")),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        code, gesagt = pruefen_stand(Namespace(datei=tmp_path / name, sha256=sha256))
        assert (code, erwartet[1] in gesagt) == (erwartet[0], True), gesagt
