"""What people type into the number and date fields of the forms."""

from datetime import date

import pytest

from ilm_data.rules.fehler import RegelVerletzt
from ui.components.pflege_felder import gewaehlt, pflichttag, tag_oder_leer, zahl_oder_leer


@pytest.mark.parametrize(
    ("eingabe", "zahl"), [("", None), ("  ", None), ("0", 0), (" 12 ", 12), ("1.250", 1250), ("007", 7)]
)
def test_whole_numbers(eingabe: str, zahl: int | None) -> None:
    assert zahl_oder_leer("Teilnehmende", eingabe) == zahl


@pytest.mark.parametrize("eingabe", ["-1", "1,5", "12.5", "1.25", "1e3", "zwölf", "=1+1", "٣", "1 250", "9" * 10, "+3"])
def test_what_is_no_whole_number(eingabe: str) -> None:
    with pytest.raises(RegelVerletzt, match=r"Teilnehmende: „.*“ ist keine ganze Zahl"):
        zahl_oder_leer("Teilnehmende", eingabe)


def test_days() -> None:
    assert pflichttag("Ab", "1.3.2026") == date(2026, 3, 1)
    assert tag_oder_leer("Ab", " ") is None
    with pytest.raises(RegelVerletzt, match="Ab: Bitte geben Sie ein Datum an"):
        pflichttag("Ab", "")
    with pytest.raises(RegelVerletzt, match=r"„31\.02\.2026“ ist kein Datum"):
        pflichttag("Ab", "31.02.2026")


def test_a_needed_choice() -> None:
    assert gewaehlt("Rolle", 0) == 0
    with pytest.raises(RegelVerletzt, match="Bitte wählen Sie: Rolle"):
        gewaehlt("Rolle", None)
