"""From the heatmap to the measures behind a cell, to a Stelle and on; by mouse, by keyboard, on three sizes."""

import re

from playwright.sync_api import Locator, Page, expect

from .conftest import Besuch, ready
from .test_wege import tab_to


def cell(page: Page, stelle: str, feld: str) -> Locator:
    return page.locator(f"path[aria-label*='Stelle: {stelle};'][aria-label*='Handlungsfeld: {feld};']").first


def table_link(page: Page, name: str, column: str) -> Locator:
    row = page.locator("table.ilm tr", has=page.get_by_role("rowheader", name=name, exact=True))
    return row.locator(f"td[data-spalte='{column}'] a")


def open_table(page: Page) -> None:
    page.locator("[data-testid=stExpander] summary").first.click()


def test_a_cell_opens_exactly_its_measures(besuch: Besuch) -> None:
    page = besuch.open("/zustaendigkeiten")
    cell(page, "Sozialamt", "Wohnen").click()
    page.wait_for_url(re.compile(r"/handlungsfelder\?feld=4&stelle=sozialamt&nur=gezaehlt"))
    expect(page.locator(".treffer:visible")).to_contain_text("5 von 49")


def test_a_name_opens_the_stelle_and_a_tile_its_measures(besuch: Besuch) -> None:
    page = besuch.open("/zustaendigkeiten")
    page.locator("text", has_text=re.compile("^Jobcenter$")).first.click(force=True)
    page.wait_for_url(re.compile(r"/stelle\?stelle=jobcenter"))
    expect(page.locator(".massnahme-titel")).to_have_text("Jobcenter Ilm-Kreis")
    kachel = page.locator("a.kachel:visible", has_text="Federführend oder gemeinsam")
    zahl = kachel.locator(".zahl").inner_text().split()[0]
    kachel.click()
    expect(page.locator(".treffer:visible")).to_contain_text(f"{zahl} von 49")


def test_the_choice_is_in_the_address_and_in_the_links(besuch: Besuch) -> None:
    page = besuch.open("/zustaendigkeiten")
    page.get_by_text("überfällig oder im Rückstand", exact=True).first.click()
    page.wait_for_url(re.compile("zeigt=ueberfaellig"))
    ready(page)
    open_table(page)
    link = table_link(page, "Beauftragte für Ausländer und Behinderte", "zusammen")
    zahl = link.inner_text()
    link.click()
    page.wait_for_url(re.compile("nur=ueberfaellig"))
    expect(page.locator(".treffer:visible")).to_contain_text(f"{zahl} von 49")


def test_units_one_by_one(besuch: Besuch) -> None:
    page = besuch.open("/zustaendigkeiten?ebene=einzeln")
    open_table(page)
    zahl = table_link(page, "Sozialamt", "zusammen").inner_text()
    assert zahl == "9"
    table_link(page, "Sozialamt", "zusammen").click()
    page.wait_for_url(re.compile("einheiten=ohne"))
    expect(page.locator(".treffer:visible")).to_contain_text("9 von 49")


def test_from_the_measure_to_its_stelle(besuch: Besuch) -> None:
    page = besuch.open("/massnahme?massnahme=2020-2.9-M1")
    page.get_by_role("link", name="Schulverwaltungsamt").click()
    expect(page.locator(".massnahme-titel")).to_have_text("Schulverwaltungsamt")


def test_by_keyboard_alone(besuch: Besuch) -> None:
    page = besuch.open("/zustaendigkeiten")
    tab_to(page, "[data-testid=stButtonGroup] button[aria-checked=true], [data-testid=stButtonGroup] button")
    tab_to(page, "[data-testid=stExpander] summary")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Sozialamt", exact=True)).to_be_visible()
    tab_to(page, "table.ilm a[href$='stelle=sozialamt']")
    page.keyboard.press("Enter")
    expect(page.locator(".massnahme-titel")).to_have_text("Sozialamt")


def test_the_download_says_that_the_data_are_demo(besuch: Besuch) -> None:
    page = besuch.open("/zustaendigkeiten")
    with page.expect_download() as download:
        page.get_by_text("Als CSV herunterladen").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.startswith("Stelle;Sammelbezeichnung;Nr.;Handlungsfeld;Maßnahmen;")
    assert all(line.endswith(";Beispieldaten") for line in text.splitlines()[1:])
