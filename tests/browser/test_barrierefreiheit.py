"""What needs a hand on the page: open menus and lists, tables beside charts, announcements, no motion."""

from playwright.sync_api import expect

from .conftest import Besuch, ready
from .pruefung import check_structure, violations


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


def test_every_chart_has_its_numbers_as_a_table(besuch: Besuch) -> None:
    page = besuch.open("/")
    page.get_by_text("Als Tabelle", exact=True).click()
    table = page.get_by_role("table", name="Maßnahmen je Handlungsfeld und Umsetzungsstand")
    expect(table).to_be_visible()
    numbers = [int(text) for text in table.locator("tbody td:not(:last-child)").all_inner_texts()]
    bars = page.locator("[data-testid=stVegaLiteChart] path[aria-label*='Maßnahmen: ']")
    expect(bars).to_have_count(sum(number > 0 for number in numbers))
    drawn = [int(label.rpartition(" ")[2]) for label in bars.evaluate_all("all => all.map(e => e.ariaLabel)")]
    assert [number for number in numbers if number] == drawn


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
