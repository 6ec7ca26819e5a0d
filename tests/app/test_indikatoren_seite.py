"""The page Indikatoren without a browser: cards, one indicator in each view, empty store, unknown address."""

import base64
import re

import pytest
from app.haus import Haus, html_of

from ui.navigation import INDIKATOREN

TEILE = ["verlauf", "tabelle", "definition", "quelle"]


def pictures(html: str) -> list[str]:
    found = re.findall(r'class="kleinbild" src="data:image/svg\+xml;base64,([^"]+)"', html)
    return [base64.b64decode(each).decode() for each in found]


def test_a_card_per_indicator_with_values(beispiel: Haus) -> None:
    html = html_of(beispiel.open(INDIKATOREN))
    assert html.count('class="karte"') == len(pictures(html)) == 22
    assert "22 von 26 Indikatoren mit Werten" in html.replace("\u00a0", " ")
    assert "folgt nicht, dass das eine das andere bewirkt hat" in html
    assert ">Ziel erreicht</span>" in html


def test_pictures_have_words_hollow_points_breaks_and_targets(beispiel: Haus) -> None:
    svgs = pictures(html_of(beispiel.open(INDIKATOREN)))
    alle = "".join(svgs)
    for wort in ("Bruch 2022", ">Ziel<", ">Zielband<", 'fill="#FFFFFF"'):
        assert wort in alle
    assert all("nan" not in svg and "None" not in svg for svg in svgs)


def test_without_values_the_names_stand_and_no_number(katalog: Haus) -> None:
    html = html_of(katalog.open(INDIKATOREN))
    assert "Noch kein Wert erfasst" in html
    assert html.count("indikatoren-leer") == 7
    assert html.count('class="karte"') == 1  # the Termintreue is computed
    assert html.count("indikator=") == 26


def test_one_field_by_address(beispiel: Haus) -> None:
    html = html_of(beispiel.open(INDIKATOREN, feld="4"))
    assert re.findall(r"<h2>(.*?)</h2>", html) == ["4 Wohnen"]


@pytest.mark.parametrize("teil", TEILE)
@pytest.mark.parametrize("haus", ["beispiel", "katalog"])
def test_one_indicator_in_each_view(request: pytest.FixtureRequest, haus: str, teil: str) -> None:
    app = request.getfixturevalue(haus).open(INDIKATOREN, indikator="integrationskurs-b1", teil=teil)
    html = html_of(app)
    assert "B1-Quote der Integrationskurse" in html
    if haus == "katalog":
        assert "Noch kein Wert erfasst." in html
    if teil == "quelle":
        assert "Bundesamt für Migration und Flüchtlinge" in html


def test_a_hidden_number_is_named(beispiel: Haus) -> None:
    html = html_of(beispiel.open(INDIKATOREN, indikator="mietschulungen", teil="tabelle"))
    assert "k. A." in html
    assert "kleiner als 5" in html


def test_an_earlier_stichtag_shows_earlier_values(beispiel: Haus) -> None:
    html = html_of(beispiel.open(INDIKATOREN, indikator="vereine-plattform", stichtag="2023-06-30"))
    assert "(31.12.2022)" in html


def test_an_unknown_indicator(beispiel: Haus) -> None:
    app = beispiel.open(INDIKATOREN, indikator="quatsch")
    assert "gibt es nicht" in app.warning[0].value
