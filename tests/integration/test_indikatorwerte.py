"""Recording of values: new, revised, equal; what is refused; one log row for a file; both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from factories import make_indikator
from sqlalchemy import Engine, func, select

from db.engine import read_session, write_transaction
from db.models import Datenimport, IndikatorWert, Protokoll
from db.vocabulary import Aktion, Wertqualitaet
from ilm_data.queries.geltende_werte import load_geltende_werte
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.indikatorwert import WertInhalt, WertSchluessel
from ilm_data.services.aenderung import open_aenderung
from ilm_data.services.indikatorwerte import WertEingabe, WertZaehlung, record_werte

VIELE = 12_000  # more than two blocks


def eingabe(jahr: int = 2025, wert: str | None = "12.5", *, gebiet: str = "16070", **inhalt: object) -> WertEingabe:
    inhalt = {"qualitaet": Wertqualitaet.ENDGUELTIG if wert else Wertqualitaet.GESPERRT} | inhalt
    return WertEingabe(
        WertSchluessel("anteil", gebiet, date(jahr, 1, 1), date(jahr, 12, 31)),
        WertInhalt(Decimal(wert) if wert else None, **inhalt),  # type: ignore[arg-type]
        date(2026, 3, 1),
    )


@pytest.fixture
def mit_indikator(engine: Engine) -> Engine:
    with write_transaction(engine) as session:
        make_indikator(session)
        make_indikator(session, "berechnet", eigene_rechnung="termintreue")
    return engine


def record(engine: Engine, *eingaben: WertEingabe, datei: bool = False) -> WertZaehlung:
    with open_aenderung(engine, by="Erika") as aenderung:
        datenimport = None
        if datei:
            row = Datenimport(dateiname="werte.csv", sha256="0" * 64, format="vorlage", erfasst_am=aenderung.zeitpunkt)
            aenderung.session.add(row)
            aenderung.session.flush()
            datenimport = row.id
        return record_werte(aenderung, eingaben, datenimport_id=datenimport)


def count_rows(engine: Engine) -> int:
    with read_session(engine) as session:
        return session.scalar(select(func.count()).select_from(IndikatorWert)) or 0


def log_rows(engine: Engine) -> list[Protokoll]:
    with read_session(engine) as session:
        return list(session.scalars(select(Protokoll).filter_by(tabelle="indikatorwert").order_by(Protokoll.id)))


def test_new_revised_and_equal(mit_indikator: Engine) -> None:
    assert record(mit_indikator, eingabe(), eingabe(2024, None)) == WertZaehlung(neu=2)
    assert record(mit_indikator, eingabe(), eingabe(2024, None)) == WertZaehlung(gleich=2)
    revised = eingabe(2024, "0", berichtigt=True)
    assert record(mit_indikator, eingabe(), revised, eingabe(2023)) == WertZaehlung(1, 1, 1)
    assert count_rows(mit_indikator) == 4
    with read_session(mit_indikator) as session:
        geltend = load_geltende_werte(session, {"anteil"})
        old, new = session.scalars(select(IndikatorWert).filter_by(ende_am=date(2024, 12, 31))).all()
    assert geltend[revised.schluessel].inhalt == revised.inhalt
    assert (old.wert, old.qualitaet, new.ersetzt_id) == (None, Wertqualitaet.GESPERRT, old.id)
    assert [(row.aktion, row.zeile) for row in log_rows(mit_indikator)] == [
        (Aktion.ANGELEGT, "anteil/16070/2025-12-31"),
        (Aktion.ANGELEGT, "anteil/16070/2024-12-31"),
        (Aktion.ERSETZT, "anteil/16070/2024-12-31"),
        (Aktion.ANGELEGT, "anteil/16070/2023-12-31"),
    ]


def test_a_value_that_comes_back_is_a_third_row(mit_indikator: Engine) -> None:
    for wert in ("1", "2", "1"):
        record(mit_indikator, eingabe(wert=wert))
    assert count_rows(mit_indikator) == 3


def test_regions_and_periods_are_kept_apart(mit_indikator: Engine) -> None:
    monat = replace(eingabe().schluessel, ende_am=date(2025, 1, 31))
    zaehlung = record(mit_indikator, eingabe(), eingabe(gebiet="16"), replace(eingabe(), schluessel=monat))
    assert zaehlung == WertZaehlung(neu=3)


def test_numbers_come_back_to_the_last_digit(mit_indikator: Engine) -> None:
    zahlen = ["0", "-0.000001", "999999999.123456", "12345678901234", "0.1", "1234.75"]
    record(mit_indikator, *(eingabe(2000 + n, zahl) for n, zahl in enumerate(zahlen)))
    assert record(mit_indikator, *(eingabe(2000 + n, zahl) for n, zahl in enumerate(zahlen))).gleich == len(zahlen)
    with read_session(mit_indikator) as session:
        geltend = load_geltende_werte(session, {"anteil"})
    assert [geltend[eingabe(2000 + n).schluessel].inhalt.wert for n in range(6)] == [Decimal(z) for z in zahlen]


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        (replace(eingabe(), schluessel=replace(eingabe().schluessel, kennung="fehlt")), "gibt es nicht"),
        (replace(eingabe(), schluessel=replace(eingabe().schluessel, kennung="berechnet")), "wird aus den Daten"),
        (eingabe(gebiet="Kreis"), "Regionalschlüssel"),
        (eingabe(2024, "13"), "zwei verschiedene Werte"),
    ],
)
def test_one_bad_row_stores_nothing(mit_indikator: Engine, falsch: WertEingabe, satz: str) -> None:
    with pytest.raises(RegelVerletzt, match=satz):
        record(mit_indikator, eingabe(2024), falsch)
    assert count_rows(mit_indikator) == 0
    assert log_rows(mit_indikator) == []


def test_the_same_row_twice_in_a_file_is_one(mit_indikator: Engine) -> None:
    assert record(mit_indikator, eingabe(), eingabe()) == WertZaehlung(neu=1)


def test_a_file_has_one_log_row_and_its_values_point_to_it(mit_indikator: Engine) -> None:
    record(mit_indikator, eingabe(2019))
    assert record(mit_indikator, *(eingabe(jahr) for jahr in range(2015, 2025)), datei=True).neu == 9
    with read_session(mit_indikator) as session:
        rows = session.scalars(select(IndikatorWert).where(IndikatorWert.datenimport_id.is_not(None))).all()
    assert len(rows) == 9
    first, last = min(row.id for row in rows), max(row.id for row in rows)
    (summary,) = log_rows(mit_indikator)[1:]
    assert summary.aktion is Aktion.GELADEN
    assert f'"erste_id": {first}, "letzte_id": {last}' in summary.neu


def test_many_rows_are_stored_in_blocks_and_found_again(mit_indikator: Engine) -> None:
    viele = [eingabe(1950 + n % 100, f"{n}.5", gebiet=f"{16000000 + n // 100}") for n in range(VIELE)]
    assert record(mit_indikator, *viele, datei=True) == WertZaehlung(neu=VIELE)
    assert record(mit_indikator, *viele, datei=True) == WertZaehlung(gleich=VIELE)
    assert len(log_rows(mit_indikator)) == 1


def test_what_was_recorded_knows_when(mit_indikator: Engine) -> None:
    before = datetime.now(UTC)
    record(mit_indikator, eingabe())
    with read_session(mit_indikator) as session:
        row = session.scalars(select(IndikatorWert)).one()
    assert before <= row.erfasst_am <= datetime.now(UTC)
    assert row.quellenstand == date(2026, 3, 1)
