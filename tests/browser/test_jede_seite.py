"""Every page and every view of its own, at the sizes it is read at: accessible, German, never wider than the screen.

One visit asks everything, since opening a page costs more than looking at it.
"""

import re

import pytest
from playwright.sync_api import expect

from ui.navigation import SEITEN as NAVIGATION
from ui.navigation import address

from .conftest import SIZES, Besuch
from .pruefung import OVERFLOW, TOO_TIGHT, check_chart, check_structure, leftovers, unfold, violations

# Every page of the navigation, and what is drawn differently at another address.
SEITEN = {seite.titel: address(seite) for seite in reversed(NAVIGATION)} | {
    "Handlungsfelder, gefiltert": "/handlungsfelder?feld=4&stand=laufend.in_umsetzung&stelle=sozialamt",
    "Handlungsfelder, Tabelle": "/handlungsfelder?ansicht=tabelle",
    "Handlungsfelder, nichts gefunden": "/handlungsfelder?suche=xyzxyz",
    "Maßnahme ohne Adresse": "/massnahme",
    "Maßnahme": "/massnahme?massnahme=2020-6.1-M1",
    "Maßnahme, gleich": "/massnahme?massnahme=2020-1.1-M2",
    "Maßnahme, entfallen": "/massnahme?massnahme=2020-2.6-M2",
    "Maßnahme der Vorgängerin": "/massnahme?massnahme=2018-5.8-M2",
    "Maßnahme, unbekannt": "/massnahme?massnahme=2020-9.9-M9",
    "Zuständigkeiten, alle Stellen": "/zustaendigkeiten?zeigt=federfuehrend&alle=ja",
    "Stelle ohne Adresse": "/stelle",
    "Stelle": "/stelle?stelle=sozialamt",
    "Termine, ein Jahr": "/termine?tage=365&monat=2026-12",
    "Ereignisse, Teilnehmende": "/ereignisse?zeigt=teilnehmende&jahr=2025",
    "Indikator": "/indikatoren?indikator=auslaenderanteil-fortschreibung",
    "Indikator, Tabelle": "/indikatoren?indikator=mietschulungen&teil=tabelle",
    "Indikator, Definition": "/indikatoren?indikator=integrationskurs-b1&teil=definition",
    "früherer Stichtag": "/?stichtag=2022-06-30",
    "unlesbarer Stichtag": "/?stichtag=quatsch",
}
# The public pages that people read on the way, and those that are shown to a meeting.
TELEFON = [
    "Überblick",
    "Handlungsfelder",
    "Handlungsfelder, Tabelle",
    "Maßnahme",
    "Zuständigkeiten",
    "Zuständigkeiten, alle Stellen",
    "Stelle",
    "Termine",
    "Termine, ein Jahr",
    "Ereignisse",
    "Ereignisse, Teilnehmende",
    "Indikatoren",
    "Indikator",
    "Rechenweise",
    "Hilfe",
]
BEAMER = [name for name in TELEFON if name.startswith(("Zuständigkeiten", "Stelle", "Termine", "Ereignisse"))]
MIT_DIAGRAMM = {"Überblick", "Zuständigkeiten", "Termine", "Ereignisse", "Indikator"}


@pytest.mark.parametrize("name", SEITEN)
def test_in_the_office(besuch: Besuch, name: str) -> None:
    page = besuch.open(SEITEN[name])
    assert violations(page) == []
    check_structure(page)
    expect(page).to_have_title(re.compile(r"^.+ · Integrationsmonitor Ilm-Kreis$"))
    charts = page.locator("[data-testid=stVegaLiteChart]").all()
    assert charts or name not in MIT_DIAGRAMM
    for chart in charts:
        check_chart(chart)
    unfold(page)
    assert leftovers(page) == []
    assert page.evaluate(TOO_TIGHT) == []
    assert page.evaluate(OVERFLOW) == [0, 0]


@pytest.mark.parametrize(
    ("name", "size"), [(name, "telefon") for name in TELEFON] + [(name, "beamer") for name in BEAMER]
)
def test_at_another_size(besuch: Besuch, name: str, size: str) -> None:
    assert size in SIZES
    page = besuch.open(SEITEN[name], size)
    unfold(page)
    assert violations(page) == []
    assert leftovers(page) == []
    assert page.evaluate(TOO_TIGHT) == []
    assert page.evaluate(OVERFLOW) == [0, 0]


def test_the_tab_names_the_page(besuch: Besuch) -> None:
    """The page first: that is what a tab, a bookmark and a screen reader say."""
    expect(besuch.open("/handlungsfelder")).to_have_title(re.compile("^Handlungsfelder · "))
    expect(besuch.open(SEITEN["Maßnahme"])).to_have_title(re.compile("^6.1 Ehrenamt"))
