"""What an import would do, line by line: judgement and reason. Invented numbers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from importdateien import roh, strom, vorschau

from db.vocabulary import Periodenart, Wertqualitaet
from ilm_data.imports.befund import make_befund
from ilm_data.imports.einheiten import passt
from ilm_data.imports.fehler import DateiFehler
from ilm_data.imports.formate import open_leser
from ilm_data.imports.formen import Dateiformat, Merkmal, Reihe, Zeitraum
from ilm_data.imports.periode import periodenart_of
from ilm_data.imports.vorschau import Urteil
from ilm_data.imports.zuordnung import Zuordnung, suggest, zuordnungen
from ilm_data.katalog.reader import read_katalog
from ilm_data.rules.indikatorwert import WertInhalt, WertSchluessel

ALT, NEU, TLS = (roh(f"{name}.csv").decode() for name in ("genesis_alt", "genesis_neu", "tls_zeitreihe"))
BEV = {"Bevoelkerungsstand": "bevoelkerung"}
TAG = date(2022, 12, 31)
SCHON = {WertSchluessel("bevoelkerung", "16070", TAG, TAG): WertInhalt(Decimal("111222.0"), Wertqualitaet.ENDGUELTIG)}


def urteile(v) -> list[str]:  # type: ignore[no-untyped-def]
    return [zeile.urteil.value for zeile in v.zeilen]


def test_each_cell_is_new_changed_or_equal() -> None:
    bestand = {
        **SCHON,
        WertSchluessel("bevoelkerung", "16070", date(2023, 12, 31), date(2023, 12, 31)): WertInhalt(
            Decimal(5), Wertqualitaet.VORLAEUFIG
        ),
    }
    v = vorschau(ALT, BEV, bestand)
    assert [(z.zeile, z.urteil.value) for z in v.zeilen] == [(3, "gleich"), (5, "geaendert"), (7, "neu")]
    assert (v.zeilen[1].alt, v.zeilen[1].neu) == (
        WertInhalt(Decimal(5), Wertqualitaet.VORLAEUFIG),
        WertInhalt(Decimal(111333), Wertqualitaet.ENDGUELTIG, berichtigt=True),
    )


def test_every_other_line_is_listed_with_its_reason() -> None:
    v = vorschau(ALT, BEV)
    assert [(a.von, a.bis, a.grund.split(":")[0]) for a in v.abschnitte] == [
        (2, 2, "anderes Gebiet"),
        (4, 4, "Reihe keinem Indikator zugeordnet"),
        (6, 6, "Reihe keinem Indikator zugeordnet"),
        (8, 8, "Reihe keinem Indikator zugeordnet"),
        (9, 9, "anderes Gebiet"),
    ]
    assert sum(v.zaehlung.values()) == 8


def test_what_comes_later_is_left_out_and_not_zero() -> None:
    v = vorschau(TLS, {"Bevölkerung insgesamt": "bevoelkerung"})
    assert urteile(v) == ["neu", "neu", "neu", "uebersprungen"]
    assert "fällt später an" in v.zeilen[-1].grund


def test_two_units_for_one_indicator_are_refused_as_a_whole() -> None:
    zeilen = NEU.splitlines()
    zeilen[4] = zeilen[4].replace("111333;Anzahl", "111;1000")
    v = vorschau("\n".join(zeilen) + "\n", {"Bevölkerungsstand": "bevoelkerung"})
    assert {z.urteil for z in v.zeilen if z.reihe.gebiet == "16070"} == {Urteil.FEHLER}
    assert "zwei Einheiten" in v.zeilen[0].grund
    assert [z.urteil.value for z in v.zeilen if z.reihe.gebiet == "16"] == ["neu"]


def test_a_unit_that_is_not_the_indicators_is_refused() -> None:
    v = vorschau(TLS, {"Ausländeranteil": "bevoelkerung"})
    assert set(urteile(v)) == {"fehler"}
    assert v.zeilen[0].grund == "Die Einheit in der Datei ist „%“, der Indikator hat „Personen“"


def test_a_period_of_another_kind_is_refused() -> None:
    v = vorschau(TLS, {"Bevölkerung insgesamt": "arbeitslose"})
    assert "erwartet: ein Monat" in v.zeilen[0].grund
    spaet = vorschau(ALT.replace("31.12.2024", "31.12.2026"), BEV)
    assert "Zukunft" in spaet.zeilen[-1].grund


def test_two_different_values_for_one_period_are_an_error_of_both_lines() -> None:
    zeilen = ALT.splitlines()
    v = vorschau("\n".join([*zeilen, zeilen[2], zeilen[2].replace("111222", "7")]) + "\n", BEV)
    assert [(z.zeile, z.urteil.value) for z in v.zeilen if z.zeit_text == "31.12.2022"] == [
        (3, "fehler"),
        (10, "uebersprungen"),
        (11, "fehler"),
    ]
    assert "Zeile 3" in v.zeilen[-1].grund


def test_a_file_that_was_taken_before_does_not_undo_later_corrections() -> None:
    bestand = {next(iter(SCHON)): WertInhalt(Decimal(1), Wertqualitaet.ENDGUELTIG)}
    v = vorschau(ALT, BEV, bestand, schon_am=date(2026, 11, 1))
    assert v.zeilen[0].urteil is Urteil.UEBERSPRUNGEN
    assert "schon übernommen" in v.zeilen[0].grund


def test_a_file_about_others_only_is_refused_with_their_names() -> None:
    nur_andere = "\n".join(zeile for zeile in ALT.splitlines() if ";16070;" not in zeile) + "\n"
    with (
        open_leser(strom(nur_andere), "a") as (_, leser),
        pytest.raises(DateiFehler, match=r"nichts zum Ilm-Kreis.*Flensburg"),
    ):
        make_befund(leser)


AUSLAENDER = Zuordnung(
    kennung="auslaender", statistik="12411", wert="BEVSTD", einheit="Anzahl", merkmale={"NAT": "NATA"}, beleg="Test"
)
REIHE = Reihe(
    "12411", "BEVSTD", "Bevölkerung", "Anzahl", "16070", "Ilm-Kreis", (Merkmal("NAT", "Nationalität", "NATA", "Ausl."),)
)


def test_known_series_are_suggested_and_others_left_to_the_user() -> None:
    weiblich = replace(REIHE, merkmale=(*REIHE.merkmale, Merkmal("GES", "Geschlecht", "GESW", "weiblich")))
    insgesamt = replace(REIHE, merkmale=(*REIHE.merkmale, Merkmal("GES", "Geschlecht", "", "Insgesamt")))
    reihen = [insgesamt, weiblich, replace(REIHE, merkmale=())]
    art = Dateiformat.GENESIS_NEU
    assert suggest(art, reihen, ["auslaender"], [AUSLAENDER]) == {insgesamt: "auslaender"}
    assert suggest(art, [REIHE, replace(REIHE, einheit="%")], ["auslaender"], [AUSLAENDER]) == {}


@pytest.mark.parametrize(
    ("von", "bis", "art"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), Periodenart.JAHR),
        (date(2024, 2, 1), date(2024, 2, 29), Periodenart.MONAT),
        (date(2024, 8, 1), date(2025, 7, 31), Periodenart.SCHULJAHR),
        (date(2024, 7, 1), date(2024, 12, 31), Periodenart.HALBJAHR),
        (date(2024, 4, 1), date(2024, 6, 30), Periodenart.QUARTAL),
        (date(2024, 3, 1), date(2024, 3, 1), Periodenart.STICHTAG),
        (date(2024, 3, 1), date(2024, 3, 9), None),
    ],
)
def test_kinds_of_periods(von: date, bis: date, art: Periodenart | None) -> None:
    assert periodenart_of(Zeitraum(von, bis)) is art


def test_every_known_series_has_an_indicator_of_the_catalogue_in_its_unit() -> None:
    indikatoren = {eintrag.kennung: eintrag for eintrag in read_katalog().indikatoren}
    for regel in zuordnungen():
        assert passt(regel.einheit, indikatoren[regel.kennung].einheit), regel.kennung
    with open_leser(strom(roh("genesis_tabelle.csv")), "a") as (_, leser):
        vorschlag = suggest(leser.format, [b.reihe for b in make_befund(leser).reihen], indikatoren)
    assert {reihe.gebiet for reihe in vorschlag} == {"16070", "16"}
    assert set(vorschlag.values()) == {"einbuergerungen"}
