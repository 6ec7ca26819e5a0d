"""Flat files of GENESIS: both schemes, encodings, archives, broken ends. The files are ours, the numbers invented."""

import io
import zipfile

import pytest
from importdateien import beobachtungen, gezippt, kurz, roh, strom

from ilm_data.imports import behaelter
from ilm_data.imports.fehler import DateiFehler
from ilm_data.imports.formate import open_leser
from ilm_data.imports.formen import Dateiformat, Uebergangen

ALT, NEU = roh("genesis_alt.csv").decode(), roh("genesis_neu.csv").decode()
BEV, AUSL = "Bevoelkerungsstand", "Bevoelkerungsstand, Ausländer(innen)"


def test_the_old_scheme_with_its_quality_column() -> None:
    assert kurz(ALT) == [
        (BEV, "16070", "31.12.2022", "111222 endgueltig"),
        (AUSL, "16070", "31.12.2022", "4321 endgueltig"),
        (BEV, "16070", "31.12.2023", "111333 berichtigt"),
        (AUSL, "16070", "31.12.2023", "gesperrt"),
        (BEV, "16070", "31.12.2024", "111444 vorlaeufig"),
        (AUSL, "16070", "31.12.2024", "–kein Wert–"),
    ]


def test_the_new_scheme_says_the_same_and_keeps_the_land_apart() -> None:
    assert [zeile[1:] for zeile in kurz(NEU)] == [
        ("16070", "31.12.2022", "111222 endgueltig"),
        ("16070", "31.12.2022", "4321 endgueltig"),
        ("16", "31.12.2022", "2111222 endgueltig"),
        ("16070", "31.12.2023", "111333 endgueltig"),
        ("16070", "31.12.2023", "0 endgueltig"),
    ]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("text", [ALT, NEU, ALT.replace("\n", "\r\n")])
def test_the_encoding_does_not_matter(text: str, codec: str) -> None:
    assert kurz(text.encode(codec)) == kurz(text)


def test_text_that_was_broken_before_is_refused() -> None:
    with pytest.raises(DateiFehler, match="Umlaute sind verdorben"):
        kurz(NEU.encode().decode("cp1252").encode())


@pytest.mark.parametrize(("text", "format_"), [(ALT, Dateiformat.GENESIS_ALT), (NEU, Dateiformat.GENESIS_NEU)])
def test_zipped_or_not_and_whatever_its_name(text: str, format_: Dateiformat) -> None:
    inhalt = gezippt(text.encode("cp1252"))
    assert kurz(inhalt) == kurz(text)
    with open_leser(strom(inhalt), "ganz anders.pdf") as (_, leser):
        assert leser.format is format_


def test_keys_stay_text_and_other_regions_are_left_out_with_their_name() -> None:
    with open_leser(strom(ALT), "a.csv") as (_, leser):
        assert [fund for fund in leser.read() if isinstance(fund, Uebergangen)] == [
            Uebergangen(2, "anderes Gebiet: 01001 Flensburg, Kreisfreie Stadt"),
            Uebergangen(9, "anderes Gebiet: 16071 Weimarer Land"),
        ]


def test_a_bad_value_names_line_column_and_what_was_expected() -> None:
    b = beobachtungen(ALT.replace(";111333;r", ";111.333;r"))[2]
    assert (b.zeile, b.spalte) == (5, "BEVSTD__Bevoelkerungsstand__Anzahl")
    assert "111.333" in b.fehler
    assert "erwartet" in b.fehler


def test_an_english_file_has_decimal_points_and_a_file_of_unknown_language_is_not_guessed() -> None:
    englisch = NEU.replace("STAG;Stichtag", "STAG;Reference date").replace("111222", "111.5")
    assert kurz(englisch)[0][3] == "111.5 endgueltig"
    unklar = NEU.replace("STAG;Stichtag", "STAG;Giorno").replace("111222", "111.5")
    assert kurz(unklar)[0][3].startswith("Fehler")


def test_months_in_a_property_of_their_own() -> None:
    zeilen = NEU.replace("STAG;Stichtag;2022-12-31", "JAHR;Jahr;2022").replace(
        "NAT;Nationalität;;Insgesamt", "MONAT;Monate;MONAT07;Juli"
    )
    assert kurz(zeilen)[0][:3] == ("Bevölkerungsstand", "16070", "01.07.2022–31.07.2022")


def test_a_stichtag_needs_a_day() -> None:
    assert "ein Tag wie 31.12.2024" in kurz(NEU.replace("2022-12-31", "2022"))[0][3]


@pytest.mark.parametrize("text", [ALT, NEU])
def test_a_file_cut_at_any_place_is_refused_or_read_without_a_wrong_value(text: str) -> None:
    ganz, inhalt = kurz(text), text.encode()
    stellen = range(len(inhalt) - 260, len(inhalt) - 1)
    gelesen = {ende: teil for ende in stellen if (teil := _gelesen(inhalt[:ende])) is not None}
    assert len(gelesen) < 5
    assert all(teil == ganz[: len(teil)] for teil in gelesen.values())


def _gelesen(inhalt: bytes) -> list[tuple[str, str, str, str]] | None:
    """None when the file was refused as incomplete."""
    try:
        return [zeile for zeile in kurz(inhalt) if not zeile[3].startswith("Fehler")]
    except DateiFehler as error:
        return None if "unvollständig" in str(error) else [("", "", "", str(error))]


def test_a_number_cut_in_the_last_column_is_pointed_at() -> None:
    ohne_q = "\n".join(zeile.rpartition(";")[0] for zeile in ALT.splitlines()[:-1])
    with open_leser(strom(ohne_q[:-2]), "a.csv") as (_, leser):
        list(leser.read())
        assert "letzte Zeile endet ohne Zeilenumbruch" in leser.hinweise[0]


def test_a_line_with_too_many_columns_in_the_middle_is_named() -> None:
    with pytest.raises(DateiFehler, match="Zeile 3 hat 16 Spalten, erwartet werden 15"):
        kurz(ALT.replace(";111222;e", ";111222;e;"))


def test_a_missing_column_is_named() -> None:
    with pytest.raises(DateiFehler, match="value_unit"):
        kurz(NEU.replace("value_unit", "einheit"))


def test_cut_archives_nested_ones_and_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DateiFehler, match="unvollständig"):
        kurz(gezippt(NEU.encode())[:-40])
    with pytest.raises(DateiFehler, match="noch ein Archiv"):
        kurz(gezippt(gezippt(b"x")))
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w") as archiv:
        archiv.writestr("a.csv", "x")
        archiv.writestr("b.csv", "x")
    with pytest.raises(DateiFehler, match="erwartet wird genau eine"):
        kurz(puffer.getvalue())
    monkeypatch.setattr(behaelter, "AUSGEPACKT", 1000)
    with pytest.raises(DateiFehler, match="Ausgepackt"):
        kurz(gezippt(b"0" * 5000))
    monkeypatch.setattr(behaelter, "HOECHSTENS", 100)
    with pytest.raises(DateiFehler, match="zu groß"):
        kurz(NEU)


@pytest.mark.parametrize(
    ("inhalt", "satz"), [(b"", "leer"), (b"%PDF-1.7 ...", "PDF"), (b"<html>", "Webseite"), (b"a;b\n", "keine Tabelle")]
)
def test_what_is_no_table_at_all_says_so(inhalt: bytes, satz: str) -> None:
    with pytest.raises(DateiFehler, match=satz):
        kurz(inhalt)
