"""Journeys of a person through the public pages: by mouse, by keyboard, by address, on a phone."""

import csv
import io
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import SIZES, Besuch, ready

MASSNAHME = "/massnahme?massnahme=2020-2.9-M1"
ALLE, VERSCHIEDENE = 49, 47
FOKUS = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none';
}"""


def rows(page: Page) -> Locator:
    """The measures of the outline or of the table beside it."""
    return page.locator("table.ilm tbody tr:has(td):visible")


def treffer(page: Page) -> Locator:
    return page.locator(".treffer:visible")


def mark(page: Page) -> None:
    """Leaves a sign in the window that a reload of the page would wipe away."""
    page.evaluate("() => { window.nochDa = true }")


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("() => window.nochDa === true"))


def segment(page: Page, feld: str, stand: str) -> Locator:
    """A piece of a bar of the Überblick."""
    return page.locator(f"path[aria-label*='Handlungsfeld: {feld};'][aria-label*='Umsetzungsstand: {stand};']")


# --- start → field → measure → back -------------------------------------------------------------


def test_bar_to_field_to_measure_and_back(besuch: Besuch) -> None:
    page = besuch.open()
    segment(page, "Sprache & Bildung", "laufend").click()
    page.wait_for_url(re.compile(r"/handlungsfelder\?feld=2&stand=laufend$"))
    expect(treffer(page)).to_contain_text(f"6 von {ALLE} Einträgen")
    ready(page)
    expect(rows(page)).to_have_count(6)
    expect(page.locator("td[data-spalte=Umsetzungsstand] .marke:visible")).to_have_text([re.compile("laufend$")] * 6)
    expect(page.get_by_role("heading", level=2)).to_have_text(["2 Sprache und Bildung"])

    link = page.locator("table.gliederung a.intern:visible").first
    titel = link.inner_text()
    link.click()
    expect(page.locator(".massnahme-titel")).to_contain_text(titel)
    page.go_back()
    expect(treffer(page)).to_contain_text(f"6 von {ALLE} Einträgen")
    expect(rows(page)).to_have_count(6)
    assert page.url.endswith("/handlungsfelder?feld=2&stand=laufend")
    page.go_back()
    expect(page.locator(".satz:visible")).to_be_visible()
    assert page.url == besuch.base + "/"
    segment(page, "Sprache & Bildung", "laufend").click()
    page.wait_for_url(re.compile(r"/handlungsfelder\?feld=2&stand=laufend$"))


@pytest.mark.parametrize("titel", ["Brauchen Aufmerksamkeit", "Ohne Meldung seit 6 Monaten"])
def test_a_figure_leads_to_exactly_the_measures_it_counts(besuch: Besuch, titel: str) -> None:
    page = besuch.open()
    kachel = page.locator("a.kachel:visible", has_text=titel)
    zahl = int(kachel.locator(".zahl").inner_text().split()[0])
    assert zahl > 5
    kachel.click()
    expect(treffer(page)).to_contain_text(f"{zahl} von {ALLE}")
    expect(rows(page)).to_have_count(zahl)


def test_the_first_figure_leads_to_all_measures(besuch: Besuch) -> None:
    page = besuch.open()
    page.locator("a.kachel:visible", has_text="Laufen oder erledigt").click()
    expect(treffer(page)).to_contain_text(f"{ALLE} von {ALLE}")


@pytest.mark.parametrize(("liste", "stelle"), [("Bitte ansehen", ".titel"), ("Nächste Termine", ".schritt")])
def test_an_entry_leads_to_its_measure(besuch: Besuch, liste: str, stelle: str) -> None:
    page = besuch.open()
    spalte = page.locator("[data-testid=stColumn]", has=page.get_by_role("heading", name=liste))
    eintrag = spalte.get_by_role("listitem").last
    nummer = re.search(r"\b\d\.\d(\.\d)?(?= |$)", eintrag.locator(stelle).inner_text())
    assert nummer
    eintrag.get_by_role("link").click()
    expect(page.locator(".massnahme-titel")).to_have_text(re.compile(rf"^{re.escape(nummer[0])} "))


def test_the_table_beside_the_chart_leads_the_same_way(besuch: Besuch) -> None:
    page = besuch.open()
    page.get_by_text("Als Tabelle", exact=True).click()
    tabelle = page.get_by_role("table", name="Maßnahmen je Handlungsfeld und Umsetzungsstand")
    expect(tabelle).to_be_visible()
    summen = tabelle.locator("tbody td:last-child").all_inner_texts()
    assert sum(map(int, summen)) == VERSCHIEDENE
    zeile = tabelle.get_by_role("row", name="2 Sprache & Bildung")
    zeile.locator("td[data-spalte=laufend] a").click()
    expect(treffer(page)).to_contain_text(f"6 von {ALLE} Einträgen")


# --- links and addresses ------------------------------------------------------------------------


def test_links_inside_do_not_reload_the_page(besuch: Besuch) -> None:
    page = besuch.open()
    mark(page)
    page.locator("ol.liste a.intern:visible").first.click()
    expect(page.locator(".massnahme-titel")).to_be_visible()
    assert is_marked(page)
    page.locator(".pfad a").click()
    expect(rows(page).first).to_be_visible()
    assert is_marked(page)
    page.go_back()
    expect(page.locator(".massnahme-titel")).to_be_visible()
    page.go_back()
    expect(page.locator(".satz:visible")).to_be_visible()
    assert is_marked(page)


def test_links_work_as_plain_addresses_too(besuch: Besuch) -> None:
    page = besuch.open()
    mark(page)
    page.evaluate("() => document.querySelectorAll('a.intern').forEach(a => a.classList.remove('intern'))")
    page.locator("ol.liste a").first.click()
    expect(page.locator(".massnahme-titel")).to_be_visible()
    assert not is_marked(page)


def test_a_link_opens_in_a_new_tab(besuch: Besuch) -> None:
    page = besuch.open()
    link = page.locator("ol.liste a.intern:visible").first
    titel = link.inner_text()
    with besuch.context.expect_page() as opened:
        link.click(modifiers=["ControlOrMeta"])
    other = besuch.watch(opened.value)
    expect(other.locator(".massnahme-titel")).to_have_text(titel)
    expect(page.locator(".satz:visible")).to_be_visible()


def test_deep_link_survives_reload_and_a_new_tab(besuch: Besuch) -> None:
    page = besuch.open(MASSNAHME)
    titel = page.locator(".massnahme-titel").inner_text()
    assert titel.startswith("2.9 ")
    page.reload()
    ready(page)
    expect(page.locator(".massnahme-titel")).to_have_text(titel)
    assert page.url == besuch.base + MASSNAHME
    expect(besuch.open(MASSNAHME).locator(".massnahme-titel")).to_have_text(titel)


@pytest.mark.parametrize("key", ["2020-2.99-M1", "unsinn", "2020-2.9", "<b>fett</b>", ""])
def test_an_unknown_measure_gives_a_german_page_that_helps_on(besuch: Besuch, key: str) -> None:
    page = besuch.open(f"/massnahme?massnahme={key}")
    titel = "Diese Maßnahme gibt es nicht" if key else "Bitte wählen Sie eine Maßnahme"
    expect(page.get_by_role("heading", level=2)).to_have_text(titel)
    if key.startswith("2020"):
        vorschlag = page.locator("[data-testid=stMain] li a.titel").first
        expect(vorschlag).to_have_attribute("href", re.compile(r"massnahme=2020-2\.\d-M1$"))
    page.get_by_role("link", name="Alle Maßnahmen nach Handlungsfeld").click()
    expect(treffer(page)).to_contain_text(f"{ALLE} von {ALLE}")


@pytest.mark.parametrize("path", ["/gibtesnicht", "/massnahme/2020-2.9-M1"])
def test_an_unknown_path_says_so_and_shows_the_start_page(besuch: Besuch, path: str) -> None:
    besuch.erlaubt = ("The page that you have requested does not seem to exist",)  # Streamlit's own, on the console
    page = besuch.open(path)
    dialog = page.get_by_role("dialog", name="Seite nicht gefunden")
    expect(dialog).to_contain_text("Unter dieser Adresse gibt es keine Seite. Sie sehen den Überblick.")
    dialog.get_by_role("button", name="Schließen").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".satz:visible")).to_be_visible()


# --- Stichtag -----------------------------------------------------------------------------------


def enter_stichtag(page: Page, tag: str) -> None:
    feld = page.get_by_label("Stichtag", exact=True)
    feld.fill(tag)
    feld.press("Enter")
    page.get_by_role("button", name="Stand zeigen").click()


def test_another_stichtag_stays_until_back_to_today(besuch: Besuch) -> None:
    page = besuch.open()
    heute = page.locator(".satz:visible").inner_text()
    page.get_by_role("button", name="Stand 22.11.2026").click()
    enter_stichtag(page, "30.06.2023")
    hinweis = page.get_by_text("Sie sehen den Stand vom 30.06.2023, nicht den von heute.")
    expect(hinweis).to_be_visible()
    page.wait_for_url("**/?stichtag=2023-06-30")
    expect(page.locator(".satz:visible")).to_contain_text("Stand 30.06.2023")
    expect(page.locator(".satz:visible")).not_to_contain_text(heute.split("–")[0])

    page.get_by_test_id("stTopNavLink").filter(has_text="Handlungsfelder").click()
    expect(rows(page).first).to_be_visible()
    page.wait_for_url("**/handlungsfelder?stichtag=2023-06-30")
    expect(hinweis).to_be_visible()
    page.locator("table.gliederung a.intern:visible").first.click()
    page.wait_for_url(re.compile(r"/massnahme\?(?=.*\bmassnahme=2020-1\.1-M1)(?=.*\bstichtag=2023-06-30)"))
    expect(hinweis).to_be_visible()

    expect(page.get_by_role("button", name="Stand 30.06.2023")).to_be_visible()
    page.get_by_role("button", name="Zurück zu heute").click()
    expect(hinweis).to_have_count(0)
    page.wait_for_url("**/massnahme?massnahme=2020-1.1-M1")
    expect(page.locator(".massnahme-titel")).to_have_count(1)


def test_a_wrong_day_gets_a_sentence_and_nothing_is_lost(besuch: Besuch) -> None:
    page = besuch.open("/handlungsfelder?feld=4")
    page.get_by_role("button", name="Stand 22.11.2026").click()
    enter_stichtag(page, "31.02.2025")
    expect(page.get_by_text("Das ist kein Datum. Bitte schreiben Sie es so: 31.12.2025.")).to_be_visible()
    expect(page.get_by_label("Stichtag", exact=True)).to_have_value("31.02.2025")
    expect(treffer(page)).to_contain_text(f"7 von {ALLE}")
    page.wait_for_url("**/handlungsfelder?feld=4")
    enter_stichtag(page, "31.1.25")
    page.wait_for_url("**/handlungsfelder?feld=4&stichtag=2025-01-31")
    expect(treffer(page)).to_contain_text(f"7 von {ALLE}")


def test_a_wrong_day_in_the_address_is_named(besuch: Besuch) -> None:
    page = besuch.open("/?stichtag=31.02.2025")
    expect(page.get_by_text("„31.02.2025“ ist kein Datum. Gezeigt wird der Stand von heute.")).to_be_visible()
    expect(page.locator(".satz:visible")).to_contain_text("22.11.2026")


# --- search, filters, table, download -----------------------------------------------------------


def test_the_search_finds_a_stelle_in_another_form_of_the_word(besuch: Besuch) -> None:
    page = besuch.open("/handlungsfelder")
    suche = page.get_by_label("Suche", exact=True)
    suche.fill("akteure")
    suche.press("Enter")
    page.wait_for_url("**/handlungsfelder?suche=akteure")
    expect(treffer(page)).not_to_contain_text(f"{ALLE} von")
    gefunden = treffer(page).inner_text()
    expect(rows(page)).to_have_count(int(gefunden.split()[0]))
    page.reload()
    ready(page)
    expect(page.get_by_label("Suche", exact=True)).to_have_value("akteure")
    expect(treffer(page)).to_have_text(gefunden)
    page.locator("a[href='/massnahme?massnahme=2020-1.2-M1']").click()
    expect(page.get_by_role("region", name="Zuständigkeiten der Maßnahme")).to_contain_text("Regionale AkteurInnen")


def choose(page: Page, label: str, option: str) -> None:
    """An option of a list, by typing."""
    feld = page.get_by_role("combobox", name=label, exact=True)
    feld.fill(option)
    expect(page.get_by_role("option", name=option)).to_be_visible()
    feld.press("Enter")


def test_filters_live_in_the_address_and_survive_a_reload(besuch: Besuch) -> None:
    page = besuch.open("/handlungsfelder")
    page.get_by_text("Weitere Filter", exact=True).click()
    choose(page, "Umsetzungsstand", "laufend")
    page.wait_for_url("**/handlungsfelder?stand=laufend")
    ready(page)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="4 Wohnen").click()
    page.wait_for_url(re.compile("feld=4"))
    expect(treffer(page)).to_contain_text(f"3 von {ALLE}")
    page.reload()
    ready(page)
    expect(treffer(page)).to_contain_text(f"3 von {ALLE}")
    expect(page.locator(".feldwahl [aria-current=true]")).to_have_text("4 Wohnen")
    assert {"feld=4", "stand=laufend"} <= set(page.url.partition("?")[2].split("&"))
    page.get_by_role("link", name="Alle zeigen").click()
    expect(treffer(page)).to_contain_text(f"{ALLE} von {ALLE}")
    page.wait_for_url("**/handlungsfelder")


def test_nothing_found_says_so_and_leads_back(besuch: Besuch) -> None:
    page = besuch.open("/handlungsfelder?suche=xyzxyz")
    expect(treffer(page)).to_contain_text("Keine Maßnahme passt")
    page.get_by_role("link", name="Alle zeigen").click()
    expect(treffer(page)).to_contain_text(f"{ALLE} von {ALLE}")
    expect(page.get_by_label("Suche", exact=True)).to_have_value("")


def test_the_table_has_the_same_measures_and_the_download_too(besuch: Besuch) -> None:
    page = besuch.open("/handlungsfelder?feld=5")
    links = page.locator("table.gliederung a.intern:visible")
    expect(links).to_have_count(10)
    hrefs = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
    page.get_by_text("Tabelle", exact=True).click()
    page.wait_for_url(re.compile("ansicht=tabelle"))
    expect(page.locator("table.gliederung")).to_have_count(0)
    expect(rows(page)).to_have_count(10)
    assert (
        page.locator("table.ilm a.intern:visible").evaluate_all("all => all.map(a => a.getAttribute('href'))") == hrefs
    )

    with page.expect_download() as download:
        page.get_by_role("button", name="Als CSV herunterladen").click()
    assert download.value.suggested_filename == "massnahmen-stand-2026-11-22.csv"
    raw = download.value.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [f"/massnahme?massnahme={line['Schlüssel']}" for line in lines] == hrefs
    assert {line["Datenart"] for line in lines} == {"Beispieldaten"}
    assert {line["Stand vom"] for line in lines} == {"22.11.2026"}


# --- keyboard -----------------------------------------------------------------------------------


def tab_to(page: Page, selector: str, steps: int = 60) -> None:
    """Tab until an element of this kind has the focus, which must be seen at every stop."""
    for _ in range(steps):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement === document.body"):
            continue  # past the last stop: the browser's own
        assert page.evaluate(FOKUS), page.evaluate("() => document.activeElement.outerHTML.slice(0, 300)")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_the_first_stop_skips_to_the_content(besuch: Besuch) -> None:
    page = besuch.open()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=stMain]")).to_be_focused()


def test_keyboard_alone_from_the_menu_to_a_filtered_measure(besuch: Besuch) -> None:
    page = besuch.open()
    tab_to(page, "[data-testid=stTopNavLink][href$='/handlungsfelder']")
    page.keyboard.press("Enter")
    expect(rows(page).first).to_be_visible()
    ready(page)
    tab_to(page, ".feldwahl a[data-wahl='6']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("feld=6"))
    tab_to(page, "input[aria-label=Suche]")
    page.keyboard.type("ehrenamt")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("(?=.*suche=ehrenamt)(?=.*feld=6)"))
    expect(treffer(page)).not_to_contain_text("6 von")
    tab_to(page, "[data-testid=stExpander] summary")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Umsetzungsstand")).to_be_visible()
    tab_to(page, "table.gliederung a.intern")
    page.keyboard.press("Enter")
    expect(page.locator(".massnahme-titel")).to_be_visible()


def test_keyboard_alone_from_the_ueberblick_to_a_measure_and_its_abbreviations(besuch: Besuch) -> None:
    page = besuch.open()
    tab_to(page, "a.kachel")
    tab_to(page, "ol.liste a.intern")
    page.keyboard.press("Enter")
    expect(page.locator(".massnahme-titel")).to_be_visible()
    page = besuch.open("/massnahme?massnahme=2020-2.3-M1")
    tab_to(page, "abbr[title]")
    content = page.evaluate("() => getComputedStyle(document.activeElement, '::after').content")
    assert "Deutschförderverordnung" in content


# --- sizes --------------------------------------------------------------------------------------


def test_the_ueberblick_is_complete_without_scrolling(besuch: Besuch) -> None:
    page = besuch.open()
    width, height = SIZES["buero"]
    ansehen, termine = page.locator("ol.liste:not(.termine) li:visible"), page.locator("ol.termine li:visible")
    expect(ansehen).to_have_count(5)
    expect(termine).to_have_count(6)
    expect(page.locator("a.kachel:visible")).to_have_count(5)
    everything = [
        page.locator(".kopfzeile"),
        page.locator(".satz:visible"),
        *page.locator("a.kachel:visible").all(),
        page.locator("ul.legende"),
        page.locator("[data-testid=stVegaLiteChart]"),
        page.get_by_text("Als Tabelle", exact=True),
        *ansehen.all(),
        page.get_by_role("link", name=re.compile(r"^Alle \d+ ansehen$")),
        *termine.all(),
    ]
    for locator in everything:
        box = locator.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height, locator


def test_on_a_projector_letters_grow(besuch: Besuch) -> None:
    size = "() => parseFloat(getComputedStyle(document.querySelector('ol.liste .titel')).fontSize)"
    assert besuch.open("/", "beamer").evaluate(size) > besuch.open("/").evaluate(size)


def test_on_a_phone_the_menu_opens_and_leads_on(besuch: Besuch) -> None:
    page = besuch.open("/", "telefon")
    page.get_by_role("button", name="Menü öffnen").click()
    link = page.get_by_test_id("stSidebarNavLink").filter(has_text="Handlungsfelder")
    expect(link).to_be_in_viewport()
    link.click()
    expect(rows(page).first).to_be_visible()
    assert page.url.endswith("/handlungsfelder")


def test_on_a_phone_a_measure_can_be_read(besuch: Besuch) -> None:
    page = besuch.open("/massnahme?massnahme=2020-6.1-M1", "telefon")
    for selector in (".massnahme-titel", "dl.achsen .marke", "ol.zeitleiste li p", ".termin p"):
        expect(page.locator(selector).first).to_be_visible()
        for element in page.locator(selector).all()[:5]:
            box = element.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= SIZES["telefon"][0]
            assert element.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 14
    # The two columns stand below each other.
    meldungen, termine = (page.get_by_role("heading", name=name, exact=True) for name in ("Meldungen", "Termine"))
    above, below = meldungen.bounding_box(), termine.bounding_box()
    assert above
    assert below
    assert above["y"] < below["y"]
    assert abs(above["x"] - below["x"]) < 2


# --- nobody has reported anything ---------------------------------------------------------------


def test_without_any_report_nothing_is_green(besuch_leer: Besuch) -> None:
    page = besuch_leer.open()
    expect(page.locator(".satz:visible")).to_contain_text(f"0 von {VERSCHIEDENE} Maßnahmen laufen oder sind erledigt")
    expect(page.get_by_text("Beispieldaten")).to_have_count(0)
    expect(page.locator("ul.legende .marke")).to_have_text([re.compile(r"^\W*keine Angabe$")])
    bars = page.locator("[data-testid=stVegaLiteChart] path[aria-label*=Umsetzungsstand]")
    expect(bars).to_have_count(6)
    assert set(bars.evaluate_all("all => all.map(bar => bar.getAttribute('fill'))")) == {"#DDE1E7"}

    page = besuch_leer.open("/handlungsfelder")
    marken = page.locator("td[data-spalte=Umsetzungsstand] .marke:visible")
    expect(marken).to_have_text([re.compile(r"^\W*keine Angabe$")] * ALLE)
    expect(page.get_by_text("Zu diesem Ziel liegt keine Meldung vor.")).to_have_count(42)

    page = besuch_leer.open(MASSNAHME)
    expect(page.get_by_text("Zu dieser Maßnahme liegt noch keine Meldung vor.")).to_be_visible()
    expect(page.locator("dl.achsen")).to_contain_text("keine Angabe")
