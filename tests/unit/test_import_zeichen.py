"""Signs and numbers of statistical tables: each with its own meaning, every number to the last digit."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilm_data.imports.fehler import WertFehler
from ilm_data.imports.zeichen import ENGLISCH, UNBEKANNT, combine, read_angabe

WERTE = {
    "1 234": "1234",
    "1\u00a0234": "1234",
    "1\u202f234,50": "1234.50",
    "1 234 567,89": "1234567.89",
    "1.234,5": "1234.5",
    "1.234.567": "1234567",
    "0": "0",
    "-5": "-5",
    "−3,2": "-3.2",
    "+0,7": "0.7",
}
ZEICHEN = {
    "–": ("0", "endgueltig"),
    "-": ("0", "endgueltig"),
    "—": ("0", "endgueltig"),
    ".": ("None", "gesperrt"),
    "*": ("None", "gesperrt"),
    "x": ("None", "nicht_vorhanden"),
    "/": ("None", "unsicher"),
    "(12)": ("12", "eingeschraenkt"),
    "12,3 p": ("12.3", "vorlaeufig"),
    "12,3p": ("12.3", "vorlaeufig"),
    "5 s": ("5", "geschaetzt"),
    "(12,5) p": ("12.5", "eingeschraenkt"),
    "(12 p)": ("12", "eingeschraenkt"),
}


@pytest.mark.parametrize(("text", "wert"), WERTE.items())
def test_a_number_is_read_to_the_last_digit(text: str, wert: str) -> None:
    assert str(read_angabe(text).wert) == wert


@pytest.mark.parametrize(("text", "soll"), ZEICHEN.items())
def test_every_sign_means_something_of_its_own(text: str, soll: tuple[str, str]) -> None:
    angabe = read_angabe(text)
    assert angabe.qualitaet is not None
    assert (str(angabe.wert), angabe.qualitaet.value) == soll


@pytest.mark.parametrize("text", ["...", "…", ""])
def test_what_comes_later_or_is_empty_is_no_value_and_no_zero(text: str) -> None:
    angabe = read_angabe(text)
    assert (angabe.wert, angabe.qualitaet) == (None, None)
    assert angabe.erklaerung


def test_a_corrected_number_is_final_and_marked() -> None:
    angabe = read_angabe("1 234 r")
    assert (angabe.wert, angabe.berichtigt) == (Decimal(1234), True)


@pytest.mark.parametrize(
    ("text", "marken"),
    [("12 1)", ("1",)), ("12¹)", ("1",)), ("12 ²", ("2",)), ("12*", ("*",)), ("– 1) 2)", ("1", "2"))],
)
def test_footnote_marks_are_no_digits(text: str, marken: tuple[str, ...]) -> None:
    angabe = read_angabe(text)
    assert angabe.fussnoten == marken
    assert angabe.wert in (12, 0)


@pytest.mark.parametrize("text", ["1.234", "1,234.5", "12 34", "1231)", "12,", "1..2", "abc", "p", "1 2345", "12 (3)"])
def test_what_can_be_read_in_two_ways_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(WertFehler, match="erwartet"):
        read_angabe(text)


def test_a_format_that_declares_its_signs_settles_it() -> None:
    assert read_angabe("1.234", ENGLISCH).wert == Decimal("1.234")
    assert read_angabe("1 234", UNBEKANNT).wert == 1234
    for text in ("1.234", "1,234"):
        with pytest.raises(WertFehler):
            read_angabe(text, UNBEKANNT)


def test_a_quality_column_says_more_about_its_value() -> None:
    assert combine(read_angabe("5"), "p").qualitaet == "vorlaeufig"
    assert combine(read_angabe("5"), "r").berichtigt
    assert combine(read_angabe("-"), "-").wert == 0
    assert combine(read_angabe(""), ".").qualitaet == "gesperrt"
    with pytest.raises(WertFehler, match="Qualitätskennzeichen"):
        combine(read_angabe("5"), "q")


@settings(max_examples=150)
@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9),
    st.integers(0, 4),
    st.sampled_from([" ", "\u00a0", "\u202f", ".", ""]),
    st.sampled_from(["", " p", " r", " 1)", "²"]),
)
def test_written_in_german_and_read_back_it_is_the_same(zahl: Decimal, stellen: int, trenner: str, zusatz: str) -> None:
    zahl = round(zahl, stellen)
    if trenner == "." and (stellen == 0 or abs(zahl) < 1000):
        trenner = ""
    text = f"{zahl:,.{stellen}f}".replace(",", "T").replace(".", ",").replace("T", trenner)
    assert read_angabe(text + zusatz).wert == zahl
