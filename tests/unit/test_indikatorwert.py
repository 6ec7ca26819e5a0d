"""Cases of rules/indikatorwert.py."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.vocabulary import Wertqualitaet, Wertvergleich
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.indikatorwert import OHNE_WERT, WertInhalt, WertSchluessel, check_wert, check_zahl, vergleiche_wert

SCHLUESSEL = WertSchluessel("anteil", "16070", date(2025, 1, 1), date(2025, 12, 31))
WERT = WertInhalt(Decimal("12.5"), Wertqualitaet.ENDGUELTIG)
GESPERRT = WertInhalt(None, Wertqualitaet.GESPERRT)


@pytest.mark.parametrize(
    ("alt", "neu", "erwartet"),
    [
        (None, WERT, Wertvergleich.NEU),
        (None, GESPERRT, Wertvergleich.NEU),
        (WERT, WERT, Wertvergleich.GLEICH),
        (WERT, replace(WERT, wert=Decimal("12.500000")), Wertvergleich.GLEICH),
        (GESPERRT, GESPERRT, Wertvergleich.GLEICH),
        (WERT, replace(WERT, wert=Decimal("12.500001")), Wertvergleich.GEAENDERT),
        (WERT, replace(WERT, qualitaet=Wertqualitaet.VORLAEUFIG), Wertvergleich.GEAENDERT),
        (WERT, replace(WERT, berichtigt=True), Wertvergleich.GEAENDERT),
        (WERT, replace(WERT, hinweis="ohne Schutzsuchende"), Wertvergleich.GEAENDERT),
        (GESPERRT, WERT, Wertvergleich.GEAENDERT),
        (GESPERRT, replace(GESPERRT, qualitaet=Wertqualitaet.UNSICHER), Wertvergleich.GEAENDERT),
        # Zero is a value, and not the same as no value.
        (GESPERRT, replace(WERT, wert=Decimal(0)), Wertvergleich.GEAENDERT),
    ],
)
def test_how_a_value_stands_to_the_one_before(alt: WertInhalt | None, neu: WertInhalt, erwartet: Wertvergleich) -> None:
    assert vergleiche_wert(alt, neu) is erwartet


@pytest.mark.parametrize("qualitaet", Wertqualitaet)
def test_a_sign_stands_instead_of_a_number_or_beside_it(qualitaet: Wertqualitaet) -> None:
    with_number, without = WertInhalt(Decimal(0), qualitaet), WertInhalt(None, qualitaet)
    good, bad = (without, with_number) if qualitaet in OHNE_WERT else (with_number, without)
    check_wert(SCHLUESSEL, good)
    with pytest.raises(RegelVerletzt, match=qualitaet.label):
        check_wert(SCHLUESSEL, bad)


@pytest.mark.parametrize("gebiet", ["16070", "16", "DG", "160700000029"])
def test_regional_keys(gebiet: str) -> None:
    check_wert(replace(SCHLUESSEL, gebiet=gebiet), WERT)


@pytest.mark.parametrize(
    ("anders", "satz"),
    [
        ({"gebiet": "Ilm-Kreis"}, "kein Regionalschlüssel"),
        ({"gebiet": ""}, "kein Regionalschlüssel"),
        ({"gebiet": "1"}, "kein Regionalschlüssel"),
        ({"gebiet": "1607000000299"}, "kein Regionalschlüssel"),
        ({"beginn_am": date(2026, 1, 1)}, "vor seinem Beginn"),
        ({"ende_am": date(2205, 1, 1)}, "Jahr 2205"),
        ({"beginn_am": date(205, 1, 1)}, "Jahr 205"),
    ],
)
def test_impossible_keys(anders: dict[str, object], satz: str) -> None:
    with pytest.raises(RegelVerletzt, match=satz):
        check_wert(replace(SCHLUESSEL, **anders), WERT)  # type: ignore[arg-type]


@pytest.mark.parametrize("zahl", ["0", "-0.5", "0.123456", "999999999.123456", "12345678901234", "1E+3", "1.50000000"])
def test_numbers_that_the_store_keeps(zahl: str) -> None:
    check_zahl(Decimal(zahl))


@pytest.mark.parametrize(
    "zahl", ["0.1234567", "1E-7", "1234567890.123456", "1234567890123456", "123456789012345", "1E+14", "NaN", "inf"]
)
def test_numbers_that_it_would_not_keep(zahl: str) -> None:
    with pytest.raises(RegelVerletzt):
        check_zahl(Decimal(zahl))


@settings(max_examples=60)
@given(st.decimals(-(10**8), 10**8, places=6), st.decimals(-(10**8), 10**8, places=6))
def test_comparing_is_even_handed(eins: Decimal, zwei: Decimal) -> None:
    a, b = replace(WERT, wert=eins), replace(WERT, wert=zwei)
    check_zahl(eins)
    assert vergleiche_wert(a, a) is Wertvergleich.GLEICH
    assert vergleiche_wert(a, b) is vergleiche_wert(b, a)
    assert (vergleiche_wert(a, b) is Wertvergleich.GLEICH) == (eins == zwei)
