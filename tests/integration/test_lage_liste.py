"""The list of measures around its state: filters, table, download, Fassungen, goals."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
from factories import make_indikator, make_indikatorwert, make_massnahme, make_sachstand
from integration.vorlagen import BEISPIEL_HEUTE
from sqlalchemy import Engine

from db.engine import write_transaction
from db.models import Fassung
from db.vocabulary import Aktualitaet, Hemmnis, Terminlage, Umsetzungsstand
from ilm_data.berichte.csv import to_csv
from ilm_data.queries.datenstand import has_beispieldaten, read_datenstand
from ilm_data.queries.faelligkeiten import list_faelligkeiten, upcoming
from ilm_data.queries.fassungen import load_fassung
from ilm_data.queries.filter import Filter, Nur, select_massnahmen
from ilm_data.queries.massnahmen import MassnahmeZeile, list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.tabelle import SPALTEN, massnahmen_tabelle
from ilm_data.queries.ueberblick import make_kennzahlen
from ilm_data.queries.ziele import list_ziele
from ilm_data.services.beispiel import remove_beispiel

Zeilen = tuple[MassnahmeZeile, ...]
BEENDET = {Umsetzungsstand.ABGESCHLOSSEN, Umsetzungsstand.ENTFALLEN}
SPAET = {Terminlage.STARK_UEBERFAELLIG, Terminlage.UEBERFAELLIG, Terminlage.IM_RUECKSTAND}


@pytest.fixture(scope="module")
def zeilen(beispiel_lesend: Engine) -> Zeilen:
    return list_massnahmen(beispiel_lesend, Sicht("2020", BEISPIEL_HEUTE))


def keys(found: list[MassnahmeZeile] | Zeilen) -> list[str]:
    return [z.schluessel for z in found]


# --- the list -------------------------------------------------------------------------------------


def test_the_list_is_in_the_order_of_the_numbers(zeilen: Zeilen) -> None:
    assert len(zeilen) == 49
    assert keys(zeilen)[:5] == ["2020-1.1-M1", "2020-1.1-M2", "2020-1.1-M3", "2020-1.2-M1", "2020-1.3-M1"]
    ziele = [z.plan.ziel_nr for z in zeilen if z.plan.feld_nr == "3"]
    assert ziele == ["3.1", "3.2", "3.3", "3.4", "3.4.1", "3.5", "3.6", "3.7"]


def test_numbers_with_two_digits_come_last(engine: Engine) -> None:
    with write_transaction(engine) as session:
        for schluessel in ("2030-5.10-M1", "2030-5.9-M10", "2030-5.9-M2", "2030-5.1-M1"):
            make_massnahme(session, schluessel)
    assert keys(list_massnahmen(engine, Sicht("2030", BEISPIEL_HEUTE))) == [
        "2030-5.1-M1",
        "2030-5.9-M2",
        "2030-5.9-M10",
        "2030-5.10-M1",
    ]


def test_a_fassung_that_is_not_there_has_no_measures(katalog_lesend: Engine, engine_lesend: Engine) -> None:
    assert list_massnahmen(katalog_lesend, Sicht("1999", BEISPIEL_HEUTE)) == ()
    assert list_massnahmen(engine_lesend, Sicht("2020", BEISPIEL_HEUTE)) == ()
    assert len(list_massnahmen(katalog_lesend, Sicht("2018", BEISPIEL_HEUTE))) == 7


# --- filters --------------------------------------------------------------------------------------


def test_an_empty_filter_lets_everything_through(zeilen: Zeilen) -> None:
    assert Filter().is_empty
    assert select_massnahmen(zeilen, Filter()) == list(zeilen)
    assert not Filter(suche="x").is_empty


FILTERS: list[tuple[Filter, Callable[[MassnahmeZeile], bool]]] = [
    (Filter(feld="3"), lambda z: z.plan.feld_nr == "3"),
    (Filter(stand=("laufend",)), lambda z: z.lage.umsetzungsstand is Umsetzungsstand.LAUFEND),
    (
        Filter(stand=("laufend", "entfallen")),
        lambda z: z.lage.umsetzungsstand in {Umsetzungsstand.LAUFEND, Umsetzungsstand.ENTFALLEN},
    ),
    (Filter(termin=("im_plan",)), lambda z: z.lage.terminlage is Terminlage.IM_PLAN),
    (Filter(meldung=("veraltet",)), lambda z: z.lage.aktualitaet is Aktualitaet.VERALTET),
    (Filter(stelle="jobcenter"), lambda z: "jobcenter" in {s.kennung for s in z.stellen}),
    (
        Filter(stelle="jobcenter", rolle=("gemeinsam", "federfuehrend")),
        lambda z: (
            ("jobcenter", True) in {(s.kennung, s.rolle.value in {"gemeinsam", "federfuehrend"}) for s in z.stellen}
        ),
    ),
    (
        Filter(stelle="sozialamt", einheiten=("fachbereich-aaw",)),
        lambda z: bool({"sozialamt", "fachbereich-aaw"} & {s.kennung for s in z.stellen}),
    ),
    (Filter(rolle=("finanzierend",)), lambda z: any(s.rolle.value == "finanzierend" for s in z.stellen)),
    (
        Filter(feld="5", stand=("laufend",), stelle="sozialamt"),
        lambda z: (
            z.plan.feld_nr == "5"
            and z.lage.umsetzungsstand is Umsetzungsstand.LAUFEND
            and "sozialamt" in {s.kennung for s in z.stellen}
        ),
    ),
    (Filter(nur=Nur.GEZAEHLT.value), lambda z: z.lage.gleich_mit is None),
    (
        Filter(nur=Nur.AUFMERKSAMKEIT.value),
        lambda z: (
            z.lage.gleich_mit is None
            and z.lage.umsetzungsstand not in BEENDET
            and (z.lage.terminlage in SPAET or z.lage.hemmnis is not None)
        ),
    ),
    (
        Filter(nur=Nur.OHNE_MELDUNG.value),
        lambda z: (
            z.lage.gleich_mit is None
            and z.lage.umsetzungsstand not in BEENDET
            and z.lage.aktualitaet is not Aktualitaet.AKTUELL
        ),
    ),
    (
        Filter(nur=Nur.UEBERFAELLIG.value),
        lambda z: z.lage.gleich_mit is None and z.lage.umsetzungsstand not in BEENDET and z.lage.terminlage in SPAET,
    ),
]


@pytest.mark.parametrize(("filter_", "wanted"), FILTERS)
def test_a_filter_shows_what_it_says(zeilen: Zeilen, filter_: Filter, wanted: Callable[[MassnahmeZeile], bool]) -> None:
    found = select_massnahmen(zeilen, filter_)
    assert keys(found) == [z.schluessel for z in zeilen if wanted(z)]
    assert 0 < len(found) < 49


def test_every_ready_made_selection_has_a_case() -> None:
    assert {f.nur for f, _ in FILTERS if f.nur} == {nur.value for nur in Nur}


def test_a_selection_shows_as_many_as_its_figure_says(zeilen: Zeilen) -> None:
    kennzahlen = make_kennzahlen(zeilen)
    aufmerksamkeit = select_massnahmen(zeilen, Filter(nur=Nur.AUFMERKSAMKEIT.value))
    ohne_meldung = select_massnahmen(zeilen, Filter(nur=Nur.OHNE_MELDUNG.value))
    assert (len(aufmerksamkeit), len(ohne_meldung)) == (
        kennzahlen.aufmerksamkeit.zaehler,
        kennzahlen.ohne_meldung.zaehler,
    )


@pytest.mark.parametrize(
    ("suche", "wanted"),
    [
        ("2.9", ["2020-2.9-M1"]),
        ("2020-3.4.1-M1", ["2020-3.4.1-M1"]),
        # our own title, a part, an office, its spelling with Binnen-I
        ("vorschaltklassen", ["2020-2.9-M1"]),
        ("lueften", ["2020-4.2-M1"]),
        ("Kausa", ["2020-3.1-M1"]),
        ("akteure vereine tag", ["2020-1.1-M3", "2020-6.3-M1"]),
        ("Jobcenter Sozialticket", []),
        ("gibtesnicht", []),
    ],
)
def test_search(zeilen: Zeilen, suche: str, wanted: list[str]) -> None:
    assert keys(select_massnahmen(zeilen, Filter(suche=suche))) == wanted


# --- table and download ---------------------------------------------------------------------------


def _read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_table_says_what_the_list_says(zeilen: Zeilen) -> None:
    df = massnahmen_tabelle(zeilen, BEISPIEL_HEUTE, beispieldaten=True)
    assert tuple(df.columns) == SPALTEN
    assert list(df["Schlüssel"]) == keys(zeilen)
    rows = df.set_index("Schlüssel").to_dict("index")
    for z in zeilen:
        row = rows[z.schluessel]
        assert row["Umsetzungsstand"] == z.lage.umsetzungsstand.label
        assert row["Terminlage"] == z.lage.terminlage.label
        assert row["Aktualität"] == z.lage.aktualitaet.label
        assert row["Hemmnis"] == (z.lage.hemmnis.label if z.lage.hemmnis else "")
        assert row["Letzte Meldung"] == (z.meldung.stand_am.strftime("%d.%m.%Y") if z.meldung.stand_am else "")
        assert (row["Stand vom"], row["Datenart"]) == ("22.11.2026", "Beispieldaten")
    assert rows["2020-1.1-M2"]["Gleich mit"] == "2020-6.5-M1"
    assert rows["2020-2.9-M1"]["Termin laut Konzept"] == "Prüfung 2021, Beginn des Schuljahres 2021/22"
    beratung = rows["2020-5.1-M1"]
    assert (beratung["Federführend oder gemeinsam"], beratung["Mitwirkend"]) == ("Sozialamt", "Jobcenter Ilm-Kreis")
    assert rows["2020-3.4.1-M1"]["Handlungsziel"].startswith("3.4.1 ")


def test_real_rows_are_not_called_demo(zeilen: Zeilen) -> None:
    df = massnahmen_tabelle(zeilen, BEISPIEL_HEUTE, beispieldaten=False)
    assert set(df["Datenart"]) == {"Meldungen"}


def test_the_download_opens_in_a_german_office(zeilen: Zeilen) -> None:
    df = massnahmen_tabelle(zeilen, BEISPIEL_HEUTE, beispieldaten=True)
    data = to_csv(df)
    assert data.startswith(b"\xef\xbb\xbfSchl\xc3\xbcssel;Handlungsfeld;")
    assert data.count(b"\r\n") == 50
    assert _read(data) == df.to_dict("records")


def test_an_empty_selection_still_has_its_head() -> None:
    df = massnahmen_tabelle([], BEISPIEL_HEUTE, beispieldaten=True)
    assert to_csv(df).decode("utf-8-sig") == ";".join(SPALTEN) + "\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_becomes_a_formula(start: str) -> None:
    cell = f"{start}HYPERLINK(1)"
    (row,) = _read(to_csv(pd.DataFrame({"Text": [cell], "Harmlos": ["a=b; -c"]})))
    assert row == {"Text": f"'{cell}", "Harmlos": "a=b; -c"}


def test_what_people_type_is_defused_on_its_way_into_the_download(katalog_engine: Engine) -> None:
    schritt = '=CMD("x"); "zitiert"\nzweite Zeile'
    with write_transaction(katalog_engine) as session:
        make_sachstand(session, "2020-2.9-M1", BEISPIEL_HEUTE, naechster_schritt=schritt, hemmnis=Hemmnis.PERSONAL)
    found = list_massnahmen(katalog_engine, Sicht("2020", BEISPIEL_HEUTE))
    rows = _read(to_csv(massnahmen_tabelle(found, BEISPIEL_HEUTE, beispieldaten=False)))
    row = next(r for r in rows if r["Schlüssel"] == "2020-2.9-M1")
    assert (row["Nächster Schritt"], row["Hemmnis"]) == (f"'{schritt}", "Personal")


# --- due dates ------------------------------------------------------------------------------------


def test_what_is_open_is_listed_by_its_day_and_once(zeilen: Zeilen) -> None:
    offen = list_faelligkeiten(zeilen, BEISPIEL_HEUTE)
    days = [f.faellig_am for f in offen]
    assert days == sorted(days)
    assert {f.art for f in offen} == {"Meilenstein", "Zeitraum"}
    for f in offen:
        assert f.zeile.lage.gleich_mit is None
        assert f.zeile.lage.umsetzungsstand not in BEENDET
    wanted = sum(
        frist.erledigt_am is None
        for z in zeilen
        if z.lage.gleich_mit is None and z.lage.umsetzungsstand not in BEENDET
        for frist in z.pflichten.meilensteine
    )
    assert sum(f.art == "Meilenstein" for f in offen) == wanted
    soon = upcoming(offen, BEISPIEL_HEUTE, 30)
    assert soon == [f for f in offen if 0 <= (f.faellig_am - BEISPIEL_HEUTE).days <= 30]
    assert soon


# --- Fassungen, goals, counter --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stichtag", "abgelaufen"),
    [(date(2021, 1, 1), False), (date(2023, 12, 31), False), (date(2024, 1, 1), True), (BEISPIEL_HEUTE, True)],
)
def test_the_fassung_of_2020_stays_in_force_past_its_planned_end(
    katalog_lesend: Engine, stichtag: date, abgelaufen: bool
) -> None:
    fassung = load_fassung(katalog_lesend, stichtag)
    assert fassung
    assert (fassung.kurz, fassung.planmaessiges_ende) == ("2020", date(2023, 12, 31))
    assert (fassung.beschluss_am, fassung.beginn) == (None, date(2020, 12, 1))
    assert fassung.ist_abgelaufen is abgelaufen


def test_a_successor_takes_over_on_the_day_of_its_beschluss(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        session.add(Fassung(kurz="2027", titel="2. Fortschreibung", beschluss_am=date(2027, 3, 1)))
    found = {tag: load_fassung(katalog_engine, tag) for tag in (date(2027, 2, 28), date(2027, 3, 1))}
    assert [f.kurz for f in found.values() if f] == ["2020", "2027"]


def test_a_fassung_by_its_name(katalog_lesend: Engine, engine_lesend: Engine) -> None:
    alt = load_fassung(katalog_lesend, BEISPIEL_HEUTE, "2018")
    assert alt
    assert (alt.kurz, alt.beginn, alt.planmaessiges_ende, alt.ist_abgelaufen) == ("2018", None, None, False)
    assert load_fassung(katalog_lesend, BEISPIEL_HEUTE, "1999") is None
    assert load_fassung(engine_lesend, BEISPIEL_HEUTE) is None


def test_goals_are_listed_whether_or_not_anybody_reported(katalog_lesend: Engine) -> None:
    ziele = list_ziele(katalog_lesend, "2020")
    assert len(ziele) == 42
    assert [sum(z.feld_nr == nr for z in ziele) for nr in "123456"] == [5, 9, 8, 6, 9, 5]
    assert list_ziele(katalog_lesend, "1999") == ()


def test_the_counter_and_the_mark_of_demo_rows(katalog_engine: Engine, beispiel_engine: Engine) -> None:
    assert (read_datenstand(katalog_engine), has_beispieldaten(katalog_engine)) == (1, False)
    # The history is one write, the frozen state of its session a second one.
    assert (read_datenstand(beispiel_engine), has_beispieldaten(beispiel_engine)) == (3, True)
    remove_beispiel(beispiel_engine)
    assert (read_datenstand(beispiel_engine), has_beispieldaten(beispiel_engine)) == (4, False)


def test_any_demo_row_is_seen(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        wert: dict[str, Any] = {"beispiel": True}
        make_indikatorwert(session, make_indikator(session), **wert)
    assert has_beispieldaten(katalog_engine)
