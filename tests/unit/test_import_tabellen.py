"""Tables made for people: statistics office, employment agency, GENESIS, our template. Invented numbers."""

import pytest
from importdateien import alte_mappe, beobachtungen, kurz, mappe, monat, roh, strom

from ilm_data.imports.fehler import DateiFehler
from ilm_data.imports.formate import open_leser
from ilm_data.imports.formen import Dateiformat
from ilm_data.imports.vorlage import Vorlagenzeile, make_csv, make_xlsx

TLS = roh("tls_zeitreihe.csv").decode()
TABELLE = roh("genesis_tabelle.csv").decode()
TLS_XLS = [
    ["Ausländer am 31.12. nach Kreisen (Beispielzahlen)"],
    [],
    ["Kreisfreie Stadt", None, None],
    ["Landkreis", 2022, 2023],
    ["Land", None, None],
    [None, "Anzahl", "Anzahl"],
    ["Stadt Erfurt", "11 111", "22 222"],
    ["Ilm-Kreis", "4 321", "5 432 r"],
    ["Thüringen", 111222.0, "–"],
    [],
    ["© Thüringer Landesamt für Statistik"],
]
BA = {
    "Impressum": [["Impressum"], ["Berichtsmonat:", "Oktober 2026"], ["Herausgeberin:", "Bundesagentur für Arbeit"]],
    "Tabelle": [
        ["Bestand an Arbeitslosen (Beispielzahlen)"],
        ["Ilm-Kreis (Gebietsstand Oktober 2026)"],
        ["Zeitreihe, Datenstand: Oktober 2026"],
        [],
        ["Berichtsmonat", "Arbeitslose", None, None, "Arbeitslosenquote"],
        [None, "Insgesamt", "davon", None, None],
        [None, None, "Deutsche", "Ausländer", "in %"],
        [1, 2, 3, 4, 5],
        ["August 2026", 1111, 999, 112, 4.2],
        ["September 2026", 1222, "1 110 p", "*", 4.1],
        [202610, 1333, 1200, 133, "x"],
        [],
        ["*) Die Daten unterliegen der Geheimhaltung"],
        ["© Statistik der Bundesagentur für Arbeit"],
    ],
}


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252"])
def test_years_across_blanks_between_thousands_and_every_sign(codec: str) -> None:
    assert [zeile[2:] for zeile in kurz(TLS.encode(codec)) if zeile[0].startswith("Bev")] == [
        ("31.12.2021", "111222 endgueltig"),
        ("31.12.2022", "111333 endgueltig"),
        ("31.12.2023", "111444 berichtigt"),
        ("31.12.2024", "–kein Wert–"),
    ]
    assert [zeile[3] for zeile in kurz(TLS.encode(codec))[4:]] == [
        *("4321 endgueltig", "0 endgueltig", "gesperrt", "5432 vorlaeufig"),
        *("4.1 endgueltig", "nicht_vorhanden", "unsicher", "4.9 eingeschraenkt"),
    ]


def test_footnotes_of_line_and_column_come_along_with_their_text() -> None:
    b = beobachtungen(TLS)[5]
    assert (b.zeile, b.spalte, b.reihe.einheit) == (7, "Spalte 4", "Anzahl")
    assert b.hinweis == "ab 2022 auf Grundlage des Zensus 2022; Ergebnis des Ausländerzentralregisters"


def test_an_old_workbook_with_a_head_of_several_lines() -> None:
    assert [zeile[1:] for zeile in kurz(alte_mappe(TLS_XLS))] == [
        ("16070", "31.12.2022", "4321 endgueltig"),
        ("16070", "31.12.2023", "5432 berichtigt"),
        ("16", "31.12.2022", "111222 endgueltig"),
        ("16", "31.12.2023", "0 endgueltig"),
    ]


def test_the_employment_agency_names_months_in_three_ways() -> None:
    assert kurz(mappe(BA))[::4][:3] == [
        ("Arbeitslose, Insgesamt", "16070", "01.08.2026–31.08.2026", "1111 endgueltig"),
        ("Arbeitslose, Insgesamt", "16070", "01.09.2026–30.09.2026", "1222 endgueltig"),
        ("Arbeitslose, Insgesamt", "16070", "01.10.2026–31.10.2026", "1333 endgueltig"),
    ]
    quote = [b for b in beobachtungen(mappe(BA)) if b.reihe.name == "Arbeitslosenquote"]
    assert [(b.reihe.einheit, b.spalte) for b in quote] == [("%", "Tabelle, Spalte E")] * 3
    assert [zeile[3] for zeile in kurz(mappe(BA)) if zeile[0].endswith("Ausländer")][1] == "gesperrt"


def test_dates_of_excel_are_months_unless_they_are_the_same_day_every_year() -> None:
    monate = [["Ilm-Kreis"], ["Merkmal", monat(2026, 9), monat(2026, 10)], ["Arbeitslose", 5, 6]]
    assert [zeile[2] for zeile in kurz(mappe({"T": monate}))] == ["01.09.2026–30.09.2026", "01.10.2026–31.10.2026"]
    tage = [["Ilm-Kreis"], ["Merkmal", monat(2024, 3), monat(2025, 3)], ["Betreute Kinder", 5, 6]]
    assert [zeile[2] for zeile in kurz(mappe({"T": tage}))] == ["01.03.2024", "01.03.2025"]


def test_a_table_of_regions_for_the_month_of_its_title() -> None:
    zeilen = [
        ["Arbeitslose nach Kreisen (Beispielzahlen)"],
        ["Berichtsmonat: Oktober 2026, Datenstand: November 2026"],
        ["Schlüssel", "Region", "Bestand Arbeitslose", None],
        [None, None, "Insgesamt", "Ausländer"],
        ["16", "Thüringen", 70000, 12000],
        ["16069", "Hildburghausen", 999, "*"],
        ["16070", "Ilm-Kreis", 1111, 222],
    ]
    assert [zeile[1:] for zeile in kurz(mappe({"Kreise": zeilen}))][2:] == [
        ("16070", "01.10.2026–31.10.2026", "1111 endgueltig"),
        ("16070", "01.10.2026–31.10.2026", "222 endgueltig"),
    ]


WEITERE = {
    "years down": (
        "Ilm-Kreis\nJahr;Bevölkerung;Anteil in %\n;Anzahl;\n2021;105 100;4,1\n2022;105 200 r;x\n",
        [("Bevölkerung", "16070", "2021", "105100 endgueltig"), ("Anteil", "16070", "2021", "4.1 endgueltig")],
    ),
    "numbered table": (
        "Tabelle 5. Einbürgerungen\nKreis;;2020;2021\n;;Personen;\n16069;Hildburghausen;1;2\n16070;Ilm-Kreis;12 1);–\n",
        [("Einbürgerungen", "16070", "2020", "12 endgueltig"), ("Einbürgerungen", "16070", "2021", "0 endgueltig")],
    ),
    "headings of regions": (
        "Merkmal\t2022\t2023\nIlm-Kreis\t\t\nKinder\t5\t6\nThüringen\t\t\nKinder\t7\t8\n",
        [("Kinder", "16070", "2022", "5 endgueltig"), ("Kinder", "16070", "2023", "6 endgueltig")],
    ),
}


@pytest.mark.parametrize("fall", WEITERE)
def test_other_ways_to_build_a_table(fall: str) -> None:
    text, erste = WEITERE[fall]
    assert kurz(text)[:2] == erste
    assert {b.reihe.gebiet for b in beobachtungen(text)} <= {"16070", "16"}


def test_months_below_years_and_one_unit_for_all() -> None:
    zeilen = [
        ["Arbeitslosenquote, Ilm-Kreis"],
        ["in %"],
        [None, 2025, None, 2026],
        [None, "Nov", "Dez", "Jan"],
        ["Ausländer", 14.1, "*", "4,4 p"],
    ]
    assert [zeile[2:] for zeile in kurz(mappe({"T": zeilen}))] == [
        ("01.11.2025–30.11.2025", "14.1 endgueltig"),
        ("01.12.2025–31.12.2025", "gesperrt"),
        ("01.01.2026–31.01.2026", "4.4 vorlaeufig"),
    ]
    assert {b.reihe.einheit for b in beobachtungen(mappe({"T": zeilen}))} == {"%"}


def test_excel_shows_15_digits_and_so_do_we() -> None:
    zeilen = [["Ilm-Kreis"], ["Merkmal", "2023", "2024"], ["Quote (in %)", 0.1 + 0.2, 12.3]]
    assert [zeile[3] for zeile in kurz(mappe({"T": zeilen}))] == ["0.3 endgueltig", "12.3 endgueltig"]


def test_a_genesis_table_for_people_and_its_missing_foot() -> None:
    assert [zeile[1:] for zeile in kurz(TABELLE.encode("cp1252"))] == [
        ("16", "2022", "1111 endgueltig"),
        ("16", "2022", "11 endgueltig"),
        ("16070", "2022", "44 endgueltig"),
        ("16070", "2022", "0 endgueltig"),
        ("16070", "2023", "55 endgueltig"),
        ("16070", "2023", "gesperrt"),
    ]
    for ende in ("__________", '"zu', "13:00"):
        with pytest.raises(DateiFehler, match="unvollständig"):
            kurz(TABELLE[: TABELLE.index(ende)] if ende != "13:00" else TABELLE[: TABELLE.index("lizenziert")])


@pytest.mark.parametrize(
    ("inhalt", "format_"),
    [(TLS.encode(), Dateiformat.TLS), (mappe(BA), Dateiformat.BA), (TABELLE.encode(), Dateiformat.GENESIS_TABELLE)],
)
def test_the_office_is_recognised_from_the_content(inhalt: bytes, format_: Dateiformat) -> None:
    with open_leser(strom(inhalt), "x") as (_, leser):
        assert leser.format is format_


@pytest.mark.parametrize("inhalt", [mappe(BA)[:-60], mappe(BA)[:2000], alte_mappe(TLS_XLS)[:3000]])
def test_a_cut_workbook_is_refused(inhalt: bytes) -> None:
    with pytest.raises(DateiFehler, match="unvollständig"):
        kurz(inhalt)


@pytest.mark.parametrize("make", [make_csv, make_xlsx])
def test_the_empty_template_is_recognised_and_holds_nothing(make) -> None:  # type: ignore[no-untyped-def]
    leer = make([Vorlagenzeile("vereine", "Vereine in der Plattform", "Vereine")])
    with open_leser(strom(leer), "vorlage") as (_, leser):
        assert leser.format is Dateiformat.VORLAGE
        assert [fund.grund for fund in leser.read()] == ["leer: in der Vorlage steht kein Wert"]  # type: ignore[union-attr]


def test_a_filled_template_is_read_back() -> None:
    text = make_csv([Vorlagenzeile("vereine", "Vereine in der Plattform", "Vereine")]).decode("utf-8-sig")
    voll = text.replace("16070;;;", "16070;31.12.2025;1 234,5 p;gezählt")
    b = beobachtungen(voll)[0]
    assert (b.reihe.wert_code, str(b.zeitraum), str(b.angabe and b.angabe.wert)) == ("vereine", "31.12.2025", "1234.5")
    assert b.hinweis == "gezählt"
    assert "Spalte Zeitraum" in beobachtungen(voll.replace("31.12.2025", "irgendwann"))[0].fehler
