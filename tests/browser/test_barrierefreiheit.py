"""axe-core (WCAG 2.1 A and AA) on every page, and what axe does not see."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from ui.navigation import SEITEN as NAVIGATION
from ui.navigation import address

from .conftest import Besuch, ready

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
    "Stelle ohne Adresse": "/stelle",
    "Stelle": "/stelle?stelle=sozialamt",
    "früherer Stichtag": "/?stichtag=2022-06-30",
    "unlesbarer Stichtag": "/?stichtag=quatsch",
}
TELEFON = ["Überblick", "Handlungsfelder", "Handlungsfelder, Tabelle", "Maßnahme", "Rechenweise", "Termine", "Stelle"]
OPTIONS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
# What Streamlit draws and we cannot change: (rule of axe, part of the selector, why). Empty: everything is mended.
AUSNAHMEN: tuple[tuple[str, str, str], ...] = ()
NAMES_OF_CHART = """chart => [chart, ...chart.querySelectorAll('[aria-label], [alt]')]
  .map(e => e.getAttribute('aria-label') || e.getAttribute('alt') || '')"""
# WCAG 2.2, 2.5.8: a smaller target needs room, so that a circle of 24 px on it meets no other target.
TOO_TIGHT = """() => {
  const own = '.fusszeile a, ol.liste a, ul a, .konto a, .konto button, table.ilm a, .pfad a, .treffer a, .weiter a';
  const boxes = [...document.querySelectorAll(own)]
    .filter(e => e.checkVisibility() && e.getClientRects().length)
    .map(e => ({name: e.innerText.trim(), box: e.getBoundingClientRect()}));
  const middle = box => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const reach = (x, y, box) => Math.hypot(
    x - Math.max(box.left, Math.min(x, box.right)), y - Math.max(box.top, Math.min(y, box.bottom)));
  const small = ({box}) => Math.min(box.width, box.height) < 24;
  return boxes.filter(small).filter(({name, box}) => boxes.some(other => {
    if (other.box === box) return false;
    const [x, y] = middle(box);
    return small(other) ? Math.hypot(x - middle(other.box)[0], y - middle(other.box)[1]) < 24
                        : reach(x, y, other.box) < 12;
  })).map(({name}) => name);
}"""


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{v['id']}: {node['target']} {node['failureSummary']}"
        for v in found
        for node in v["nodes"]
        if not any(v["id"] == rule and part in str(node["target"]) for rule, part, _ in AUSNAHMEN)
    ]


def check_structure(page: Page) -> None:
    """One h1 that comes first, no level left out, every id once, the language, one main part."""
    levels = [int(tag[1]) for tag in page.locator("h1, h2, h3, h4, h5").evaluate_all("all => all.map(e => e.tagName)")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels)), levels
    ids = page.locator("[id]").evaluate_all("all => all.map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert page.locator("html").get_attribute("lang") == "de"
    expect(page.get_by_role("main")).to_have_count(1)


@pytest.mark.parametrize("path", SEITEN.values(), ids=SEITEN.keys())
def test_every_page(besuch: Besuch, path: str) -> None:
    page = besuch.open(path)
    assert violations(page) == []
    check_structure(page)


@pytest.mark.parametrize("name", TELEFON)
def test_on_a_phone(besuch: Besuch, name: str) -> None:
    assert violations(besuch.open(SEITEN[name], "telefon")) == []


def test_on_a_phone_with_the_menu_open(besuch: Besuch) -> None:
    page = besuch.open("/", "telefon")
    page.get_by_role("button", name="Menü öffnen").click()
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_in_viewport()
    assert violations(page) == []


def test_with_open_parts(besuch: Besuch) -> None:
    page = besuch.open("/handlungsfelder")
    page.get_by_text("Weitere Filter", exact=True).click()
    expect(page.get_by_role("combobox", name="Umsetzungsstand")).to_be_visible()
    page.get_by_role("button", name="Stand 22.11.2026").click()
    expect(page.get_by_label("Stichtag", exact=True)).to_be_visible()
    assert violations(page) == []


def test_with_an_open_list_of_choices(besuch: Besuch) -> None:
    page = besuch.open("/handlungsfelder?stand=laufend")
    page.get_by_role("combobox", name="Umsetzungsstand").press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    assert violations(page) == []


def test_without_any_report(besuch_leer: Besuch) -> None:
    for path in ("/", "/handlungsfelder", "/massnahme?massnahme=2020-6.1-M1"):
        page = besuch_leer.open(path)
        assert violations(page) == []
        check_structure(page)


@pytest.mark.parametrize("name", ["Überblick", "Zuständigkeiten", "Termine", "Ereignisse"])
def test_every_chart_speaks(besuch: Besuch, name: str) -> None:
    charts = besuch.open(SEITEN[name]).locator("[data-testid=stVegaLiteChart]")
    expect(charts.first).to_be_visible()
    for chart in charts.all():
        names = chart.evaluate(NAMES_OF_CHART)
        assert len(names[0]) > 60, names[0]
        assert any(character.isdigit() for character in names[0])


def test_every_chart_has_its_numbers_as_a_table(besuch: Besuch) -> None:
    page = besuch.open("/")
    page.get_by_text("Als Tabelle", exact=True).click()
    table = page.get_by_role("table", name="Maßnahmen je Handlungsfeld und Umsetzungsstand")
    numbers = [int(text) for text in table.locator("tbody td:not(:last-child)").all_inner_texts()]
    bars = page.locator("[data-testid=stVegaLiteChart] path[aria-label*='Maßnahmen: ']")
    drawn = [int(label.rpartition(" ")[2]) for label in bars.evaluate_all("all => all.map(e => e.ariaLabel)")]
    assert [number for number in numbers if number] == drawn


def test_every_page_names_its_tab(besuch: Besuch) -> None:
    """Each page another title, with the page first: that is what a tab, a bookmark and a screen reader say."""
    paths = ["/", "/handlungsfelder", "/rechenweise", "/massnahme?massnahme=2020-6.1-M1", "/stelle?stelle=sozialamt"]
    titles = [besuch.open(path).title() for path in paths]
    assert len(set(titles)) == len(titles)
    assert all(title.endswith(" · Integrationsmonitor Ilm-Kreis") for title in titles)
    assert titles[3].startswith("6.1 Ehrenamt")


@pytest.mark.parametrize("size", ["buero", "telefon"])
@pytest.mark.parametrize("name", ["Überblick", "Handlungsfelder", "Maßnahme"])
def test_links_have_room_for_a_finger(besuch: Besuch, name: str, size: str) -> None:
    assert besuch.open(SEITEN[name], size).evaluate(TOO_TIGHT) == []


def test_what_was_found_is_announced(besuch: Besuch) -> None:
    page = besuch.open("/handlungsfelder")
    suche = page.get_by_label("Suche", exact=True)
    suche.fill("kita")
    suche.press("Enter")
    page.wait_for_url("**suche=kita")
    ready(page)
    expect(page.get_by_role("status").filter(has_text="Einträgen des Konzepts")).to_be_visible()


def test_nothing_moves_for_those_who_ask_for_it(besuch: Besuch) -> None:
    page = besuch.open("/handlungsfelder")
    page.emulate_media(reduced_motion="reduce")
    moving = (
        "() => [...document.querySelectorAll('*')].some(e => parseFloat(getComputedStyle(e).transitionDuration) > 0)"
    )
    assert page.evaluate(moving) is False
