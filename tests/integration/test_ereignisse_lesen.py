"""Events as all may read them: links, Stichtag, small numbers, figures per year and field, CSV."""

from datetime import UTC, date, datetime

from factories import make_ereignis, make_massnahme, make_stelle, make_zustaendigkeit
from sqlalchemy import Engine

from db.engine import write_transaction
from db.models import Massnahme, MassnahmeBezug
from db.vocabulary import BezugArt, EreignisStatus
from ilm_data.queries.ereignisse import (
    ALLE,
    SPALTEN,
    EreignisFilter,
    by_jahr_und_feld,
    ereignisse_tabelle,
    list_ereignisse,
    select_ereignisse,
)
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.zeitleiste import Zustand

M1, M2 = "2030-1.1-M1", "2030-2.1-M1"
SICHT = Sicht("2030", date(2026, 11, 22))
FELDER = {"1": "Eins", "2": "Zwei"}
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def prepare(engine: Engine) -> None:
    with write_transaction(engine) as session:
        ids = [make_massnahme(session, schluessel).id for schluessel in (M1, M2)]
        assert len(set(ids)) == 2


def test_small_numbers_never_leave_the_query(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        for tag, anzahl in ((1, 4), (2, 5), (3, None), (4, 0)):
            make_ereignis(session, [M1], date(2026, 5, tag), teilnehmende=anzahl)
    found = list_ereignisse(engine, SICHT)
    assert [(e.teilnehmende, e.teilnehmende_text) for e in found] == [
        (None, "k. A."),
        (None, "–"),
        (5, "5"),
        (None, "k. A."),
    ]
    df = by_jahr_und_feld(found, FELDER)
    alle = df[df["feld_nr"] == ALLE].iloc[0]
    assert (alle["ereignisse"], alle["teilnehmende"], alle["ausgelassen"]) == (4, 5, 3)


def test_an_event_of_two_fields_counts_in_both_and_once_in_all(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        make_ereignis(session, [M1, M2], date(2026, 5, 1), teilnehmende=40)
        make_ereignis(session, [M1], date(2025, 5, 1), teilnehmende=10)
        make_ereignis(session, [M1], date(2026, 6, 1), status=EreignisStatus.ABGESAGT)
        make_ereignis(session, [M1], date(2027, 6, 1), status=EreignisStatus.GEPLANT)
    df = by_jahr_und_feld(list_ereignisse(engine, SICHT), FELDER)
    rows = {(row["jahr"], row["feld_nr"]): (row["ereignisse"], row["teilnehmende"]) for row in df.to_dict("records")}
    assert rows == {
        (2025, "1"): (1, 10),
        (2026, "1"): (1, 40),
        (2025, "2"): (0, 0),
        (2026, "2"): (1, 40),
        (2025, ALLE): (1, 10),
        (2026, ALLE): (1, 40),
    }


def test_a_measure_that_stands_twice_brings_both_its_fields(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        ids = [session.query(Massnahme.id).filter_by(titel=f"Maßnahme {nr}/M1").scalar() for nr in ("1.1", "2.1")]
        session.add(MassnahmeBezug(von_id=ids[0], nach_id=ids[1], art=BezugArt.GLEICH, beleg="Fußnote"))
        make_ereignis(session, [M1, M2], date(2026, 5, 1))
    found = list_ereignisse(engine, SICHT)[0]
    assert [bezug.schluessel for bezug in found.bezuege] == [M2, M1]
    assert found.felder == {"1", "2"}


def test_filters(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        amt = make_stelle(session, "amt")
        make_stelle(session, "verein")
        make_zustaendigkeit(session, M2, "verein")
        make_ereignis(session, [M1], date(2025, 5, 1), titel="Alt", stelle_id=amt.id)
        make_ereignis(session, [M2], date(2026, 5, 1), titel="Neu", status=EreignisStatus.ABGESAGT)

    def titel(f: EreignisFilter) -> list[str]:
        return [e.titel for e in select_ereignisse(list_ereignisse(engine, SICHT), f)]

    assert titel(EreignisFilter()) == ["Neu", "Alt"]
    assert titel(EreignisFilter(jahr="2025")) == titel(EreignisFilter(feld="1")) == ["Alt"]
    assert titel(EreignisFilter(stellen=("amt", "einheit"))) == ["Alt"]
    assert titel(EreignisFilter(stellen=("verein",))) == ["Neu"]
    assert titel(EreignisFilter(status=(Zustand.ABGESAGT.value,))) == ["Neu"]


def test_before_its_day_an_event_is_planned_and_has_no_guests(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        make_ereignis(session, [M1], date(2026, 5, 1), teilnehmende=40, erfasst_am=NOON)
    before = list_ereignisse(engine, Sicht("2030", date(2026, 4, 30)))[0]
    assert (before.zustand, before.teilnehmende_text) == (Zustand.GEPLANT, "–")
    assert list_ereignisse(engine, Sicht("2030", date(2026, 1, 1))) == (), "damals noch nicht erfasst"


def test_the_table_says_that_the_data_are_demo(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        make_ereignis(session, [M1], date(2026, 5, 1), teilnehmende=3, ort="Arnstadt, Markt")
    df = ereignisse_tabelle(list_ereignisse(engine, SICHT), SICHT.stichtag, beispieldaten=True)
    assert tuple(df.columns) == SPALTEN
    row = df.iloc[0]
    assert (row["Teilnehmende"], row["Datenart"], row["Ort"]) == ("k. A.", "Beispieldaten", "Arnstadt, Markt")
    assert set(ereignisse_tabelle([], SICHT.stichtag, beispieldaten=False).columns) == set(SPALTEN)
