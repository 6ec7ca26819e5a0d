"""The choice of a Handlungsfeld in the browser: seen at the click, kept in the address, the same as the server says."""

import csv
import io
import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from .conftest import READY, SIZES, Besuch, ready

ALLE = 49
DIAGRAMM = "[data-testid=stVegaLiteChart]"
# Everything that is seen in the frame after the click, before the server can have answered.
KLICK = """([nr]) => new Promise(done => {
  document.querySelector(`.feldwahl a[data-wahl="${nr}"]`).click();
  requestAnimationFrame(() => done({
    satz: [...document.querySelectorAll('.satz, .treffer')].filter(e => e.checkVisibility()).map(e => e.innerText),
    zeilen: [...document.querySelectorAll('table.ilm tbody tr:has(td)')].filter(e => e.checkVisibility()).length,
    stuecke: [...document.querySelectorAll('[data-testid=stVegaLiteChart] path[aria-label]')].map(e => e.ariaLabel),
    server: document.querySelector('nav.feldwahl').dataset.feld,
  }));
})"""
GESEHEN = """() => [
  ...[...document.querySelectorAll('.satz, ul.kacheln, ol.liste, .klein, table.ilm')]
    .filter(e => e.checkVisibility()).map(e => e.innerText),
  ...[...document.querySelectorAll('[data-testid=stVegaLiteChart] path[aria-label]')].map(e => e.ariaLabel),
]"""


def wahl(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Handlungsfeld wählen")


def chosen(page: Page) -> Locator:
    return wahl(page).locator("[aria-current=true]")


def await_server(page: Page, nr: str) -> None:
    """Waits until the server has drawn what the browser shows already."""
    expect(page.locator("nav.feldwahl")).to_have_attribute("data-feld", nr)
    ready(page)


def shown(page: Page) -> list[str]:
    """All figures and lists that are seen, and the names of the drawn segments, at one instant."""
    found: list[str] = page.evaluate(GESEHEN)
    return found


def test_a_click_is_seen_in_the_next_frame_and_the_server_says_the_same(besuch: Besuch) -> None:
    page = besuch.open()
    page.evaluate(f"() => {{ window.zeichnung = document.querySelector('{DIAGRAMM} svg') }}")
    page.get_by_text("Als Tabelle", exact=True).click()
    expect(page.get_by_role("table", name="Maßnahmen je Handlungsfeld und Umsetzungsstand")).to_be_visible()
    alle = shown(page)
    gesehen = page.evaluate(KLICK, ["4"])
    assert gesehen["server"] == ""
    assert all("Handlungsfeld: Wohnen; Handlungsziel: 4." in name for name in gesehen["stuecke"])
    expect(chosen(page)).to_have_text("4 Wohnen")
    assert page.url == besuch.base + "/?feld=4"
    sofort = shown(page)
    assert sofort != alle
    await_server(page, "4")
    assert shown(page) == sofort
    assert gesehen["satz"] == page.locator(".satz:visible").all_inner_texts()
    expect(page.get_by_role("table", name="Maßnahmen je Handlungsziel und Umsetzungsstand")).to_be_visible()
    assert page.evaluate(f"() => window.zeichnung === document.querySelector('{DIAGRAMM} svg')")


def test_back_reload_and_a_shared_link_show_the_field(besuch: Besuch) -> None:
    page = besuch.open()
    alle = shown(page)
    wahl(page).get_by_role("link", name="2 Sprache & Bildung").click()
    await_server(page, "2")
    zwei = shown(page)
    wahl(page).get_by_role("link", name="6 Kultur, Freizeit, Sport").click()
    await_server(page, "6")
    page.go_back()
    expect(chosen(page)).to_have_text("2 Sprache & Bildung")
    await_server(page, "2")
    assert shown(page) == zwei
    page.reload()
    ready(page)
    assert shown(page) == zwei
    assert shown(besuch.open("/?feld=2")) == zwei
    page.go_back()
    await_server(page, "")
    assert shown(page) == alle


def test_the_server_alone_shows_the_same(besuch: Besuch) -> None:
    """Whatever happens to the script of the choice."""
    mit = shown(besuch.open("/?feld=3"))
    besuch.erlaubt = ("feldwahl.js", "ERR_FAILED")
    besuch.context.route("**/feldwahl.js*", lambda route: route.abort())
    try:
        page = besuch.open("/?feld=3")
        assert shown(page) == mit
        wahl(page).get_by_role("link", name="Alle Handlungsfelder").click()
        await_server(page, "")
        expect(page.locator(f"{DIAGRAMM} path[aria-label*='Handlungsziel: alle']").first).to_be_visible()
        expect(chosen(page)).to_have_text("Alle Handlungsfelder")
    finally:
        besuch.context.unroute("**/feldwahl.js*")


def test_by_keyboard_the_focus_stays_and_one_sentence_is_read_out(besuch: Besuch) -> None:
    page = besuch.open()
    wahl(page).get_by_role("link", name="Alle Handlungsfelder").focus()
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    ansage = page.locator("#feldansage")
    expect(ansage).to_have_text(re.compile(r"^5 Gesundheit und Soziales: \d+ von \d+ Maßnahmen laufen"))
    await_server(page, "5")
    expect(chosen(page)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    await_server(page, "4")
    expect(chosen(page)).to_be_focused()
    expect(ansage).to_have_text(re.compile("^4 Wohnen: "))


def test_nothing_is_read_out_when_a_page_opens(besuch: Besuch) -> None:
    expect(besuch.open("/?feld=2").locator("#feldansage")).to_have_text("")


def test_the_list_follows_too_with_other_filters_and_the_download(besuch: Besuch) -> None:
    page = besuch.open("/handlungsfelder?stand=laufend")
    gesehen = page.evaluate(KLICK, ["5"])
    zahl = gesehen["zeilen"]
    assert gesehen["server"] == ""
    assert gesehen["satz"] == [f"{zahl} von {ALLE} Einträgen des Konzepts Alle zeigen"]
    await_server(page, "5")
    assert {"feld=5", "stand=laufend"} == set(page.url.partition("?")[2].split("&"))
    rows = page.locator("table.ilm tbody tr:has(td):visible")
    expect(rows).to_have_count(zahl)
    keys = rows.locator("a.intern").evaluate_all("all => all.map(a => a.href.split('massnahme=')[1])")
    with page.expect_download() as download:
        page.get_by_role("button", name="Als CSV herunterladen").click()
    text = download.value.path().read_bytes().decode("utf-8-sig")
    assert [line["Schlüssel"] for line in csv.DictReader(io.StringIO(text, newline=""), delimiter=";")] == keys
    tabelle = besuch.open("/handlungsfelder?stand=laufend&ansicht=tabelle")
    assert tabelle.evaluate(KLICK, ["5"])["zeilen"] == zahl


def test_a_goal_leads_to_exactly_its_measures(besuch: Besuch) -> None:
    page = besuch.open("/?feld=2")
    page.locator(f"{DIAGRAMM} path[aria-label*='Handlungsziel: 2.1 '][aria-label$='Maßnahmen: 2']").click()
    page.wait_for_url(re.compile(r"/handlungsfelder\?(?=.*feld=2)(?=.*ziel=2\.1)(?=.*stand=in_umsetzung)"))
    expect(page.locator(".treffer:visible")).to_contain_text(
        f"2 von {ALLE} Einträgen des Konzepts zum Handlungsziel 2.1"
    )
    wahl(page).get_by_role("link", name="3 Ausbildung & Arbeit").click()
    await_server(page, "3")
    assert "ziel=" not in page.url
    expect(page.locator("table.gliederung a.intern:visible")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/handlungsfelder"])
def test_on_a_phone_every_field_can_be_reached(besuch: Besuch, path: str) -> None:
    page = besuch.open(path, "telefon")
    for link in wahl(page).get_by_role("link").all():
        box = link.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= SIZES["telefon"][0]
        assert box["height"] >= 24
    wahl(page).get_by_role("link", name="4 Wohnen").click()
    await_server(page, "4")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= SIZES["telefon"][0]


def test_a_filter_whose_field_is_drawn_late_is_not_lost(besuch: Besuch) -> None:
    """Streamlit tells the browser once what a field shows; its script may arrive only after the next click."""
    page, waiting = besuch.page(), list[Route]()
    page.route("**/static/js/Multiselect.*.js", lambda route: waiting.append(route))
    page.goto(f"{besuch.base}/handlungsfelder?stand=laufend")
    page.wait_for_selector(READY)
    wahl(page).get_by_role("link", name="5 ", exact=False).click()
    expect(page.locator("nav.feldwahl")).to_have_attribute("data-feld", "5")
    assert waiting
    page.unroute("**/static/js/Multiselect.*.js")
    page.locator("[data-testid=stMultiSelect]").first.wait_for()
    page.get_by_role("radio", name="Tabelle").click()
    page.wait_for_url("**ansicht=tabelle**")
    ready(page)
    assert "stand=laufend" in page.url
    assert "feld=5" in page.url
