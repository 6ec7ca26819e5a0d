"""The official wording goes into its own column, per Fassung, and our titles stay."""

import json

import pytest
from integration.auszug import dump
from integration.vorlagen import BEISPIEL_HEUTE
from sqlalchemy import Engine, Row, select, text

from db.engine import read_session
from db.models import Protokoll
from ilm_data.katalog.wortlaut import Wortlaute
from ilm_data.queries.massnahme import load_massnahme
from ilm_data.queries.massnahmen import list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.services.katalog import load_katalog
from ilm_data.services.wortlaut import Uebernahme, fill_wortlaut

# 2.2 means something else in each Fassung; 9.9 is in neither.
WORTLAUTE = Wortlaute(
    leitziele={"1": "Leitziel im Wortlaut", "9": "gibt es nicht"},
    handlungsziele={"2.2": "Ziel 2.2 von 2020", "3.4.1": "Ziel 3.4.1", "9.9": "gibt es nicht"},
    handlungsziele_vorfassung={"2.2": "Ziel 2.2 von 2018", "5.10": "Ziel 5.10 von 2018"},
    massnahmen={
        "2020-2.2-M1": "Maßnahme 2.2 von 2020\nzweite Zeile",
        "2018-2.2-M1": "Maßnahme 2.2 von 2018",
        "2018-5.8-M2": "Maßnahme 5.8 von 2018",
        "2020-5.8-M2": "gibt es nicht",
    },
)
BY = "Test"


def _ziele(engine: Engine) -> list[Row[tuple[str, str, str]]]:
    query = """
        SELECT f.kurz, z.nr, z.wortlaut FROM handlungsziel z JOIN fassung f ON f.id = z.fassung_id
        WHERE z.wortlaut IS NOT NULL ORDER BY 1, 2
    """
    with engine.connect() as connection:
        return list(connection.execute(text(query)))


def _massnahmen(engine: Engine) -> dict[str, str]:
    query = """
        SELECT f.kurz || '-' || z.nr || '-' || m.nr, m.wortlaut FROM massnahme m
        JOIN handlungsziel z ON z.id = m.handlungsziel_id JOIN fassung f ON f.id = z.fassung_id
        WHERE m.wortlaut IS NOT NULL
    """
    with engine.connect() as connection:
        return dict(connection.execute(text(query)).all())


def test_each_wording_goes_to_its_own_fassung(katalog_engine: Engine) -> None:
    assert fill_wortlaut(katalog_engine, WORTLAUTE, by=BY) == Uebernahme(1, 4, 3)
    assert _ziele(katalog_engine) == [
        ("2018", "2.2", "Ziel 2.2 von 2018"),
        ("2018", "5.10", "Ziel 5.10 von 2018"),
        ("2020", "2.2", "Ziel 2.2 von 2020"),
        ("2020", "3.4.1", "Ziel 3.4.1"),
    ]
    assert _massnahmen(katalog_engine) == {
        key: wortlaut for key, wortlaut in WORTLAUTE.massnahmen.items() if key != "2020-5.8-M2"
    }


def test_our_own_words_stay(katalog_engine: Engine) -> None:
    def own_words() -> list[tuple[object, ...]]:
        with katalog_engine.connect() as connection:
            return [
                tuple(row)
                for table in ("leitziel", "handlungsziel", "massnahme")
                for row in connection.execute(text(f"SELECT id, nr, titel, beschreibung FROM {table} ORDER BY id"))
            ]

    before = own_words()
    fill_wortlaut(katalog_engine, WORTLAUTE, by=BY)
    assert own_words() == before


def test_a_second_time_nothing_is_left_to_take_over(katalog_engine: Engine) -> None:
    fill_wortlaut(katalog_engine, WORTLAUTE, by=BY)
    before = dump(katalog_engine, ohne=frozenset({"protokoll", "datenstand"}))
    again = fill_wortlaut(katalog_engine, WORTLAUTE, by=BY)
    assert again == Uebernahme(0, 0, 0)
    assert str(again) == "Wortlaut übernommen: 0 Leitziele, 0 Handlungsziele, 0 Maßnahmen."
    assert dump(katalog_engine, ohne=frozenset({"protokoll", "datenstand"})) == before


def test_a_corrected_document_replaces_what_it_corrects_and_nothing_else(katalog_engine: Engine) -> None:
    fill_wortlaut(katalog_engine, WORTLAUTE, by=BY)
    corrected = Wortlaute({}, {"2.2": "berichtigt"}, {}, {"2020-2.2-M1": WORTLAUTE.massnahmen["2020-2.2-M1"]})
    assert fill_wortlaut(katalog_engine, corrected, by=BY) == Uebernahme(0, 1, 0)
    assert ("2020", "2.2", "berichtigt") in _ziele(katalog_engine)
    assert len(_ziele(katalog_engine)) == 4
    assert len(_massnahmen(katalog_engine)) == 3


def test_the_log_says_who_took_over_how_much(katalog_engine: Engine) -> None:
    fill_wortlaut(katalog_engine, WORTLAUTE, by=BY)
    with read_session(katalog_engine) as session:
        row = session.scalars(select(Protokoll).filter_by(tabelle="wortlaut")).one()
        assert (row.aktion.value, row.datenstand) == ("geladen", 2)
        assert json.loads(row.neu) == {"leitziele": 1, "handlungsziele": 4, "massnahmen": 3}
        assert session.scalar(text("SELECT stand FROM datenstand")) == 2


def test_a_failure_on_the_way_leaves_no_half_of_it(katalog_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> int:
        raise RuntimeError("unterwegs")

    monkeypatch.setattr("ilm_data.services.wortlaut._of_ziel", fail)
    before = dump(katalog_engine)
    with pytest.raises(RuntimeError, match="unterwegs"):
        fill_wortlaut(katalog_engine, WORTLAUTE, by=BY)
    assert dump(katalog_engine) == before


def test_pages_and_search_find_it_and_the_catalogue_leaves_it(katalog_engine: Engine) -> None:
    fill_wortlaut(katalog_engine, WORTLAUTE, by=BY)
    assert load_katalog(katalog_engine).is_empty
    neu = load_massnahme(katalog_engine, "2020-2.2-M1", BEISPIEL_HEUTE)
    alt = load_massnahme(katalog_engine, "2018-5.8-M2", BEISPIEL_HEUTE)
    assert neu
    assert alt
    assert (neu.wortlaut, neu.ziel_wortlaut) == ("Maßnahme 2.2 von 2020\nzweite Zeile", "Ziel 2.2 von 2020")
    assert (alt.wortlaut, alt.ziel_wortlaut) == ("Maßnahme 5.8 von 2018", None)
    texte = {z.schluessel: z.suchtexte for z in list_massnahmen(katalog_engine, Sicht("2020", BEISPIEL_HEUTE))}
    assert "Maßnahme 2.2 von 2020\nzweite Zeile" in texte["2020-2.2-M1"]
    assert not any("von 2018" in text for found in texte.values() for text in found)
