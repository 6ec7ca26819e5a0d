"""German throughout, also in an English browser: texts, names for screen readers, placeholders, chart labels."""

import re

from playwright.sync_api import expect

from .conftest import Besuch, ready
from .pruefung import leftovers


def test_an_english_word_would_be_found(besuch: Besuch) -> None:
    page = besuch.open("/impressum")
    for html in ("<p>Show the rest</p>", '<p aria-label="Clear this">x</p>', '<input placeholder="Select the month">'):
        assert leftovers(page) == []
        page.evaluate("html => document.querySelector('.fusszeile').insertAdjacentHTML('beforeend', html)", html)
        assert len(leftovers(page)) == 1
        page.evaluate("() => document.querySelector('.fusszeile').lastElementChild.remove()")


def test_no_english_word_in_an_open_list_of_choices(besuch: Besuch) -> None:
    page = besuch.open("/handlungsfelder?stand=laufend&stelle=sozialamt&suche=amt")
    stand = page.get_by_role("combobox", name="Umsetzungsstand")
    stand.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    assert leftovers(page) == []
    stand.fill("zzzz")
    expect(page.get_by_text(re.compile("Nichts (gefunden|zur Auswahl)"))).to_be_visible()
    assert leftovers(page) == []
    stand.fill("")
    stand.press("Escape")
    stelle = page.get_by_role("combobox", name="Stelle", exact=True)
    stelle.fill("zzzz")
    expect(page.get_by_text(re.compile("Nichts (gefunden|zur Auswahl)"))).to_be_visible()
    assert leftovers(page) == []
    stelle.press("Escape")


def test_no_english_word_while_typing(besuch: Besuch) -> None:
    page = besuch.open("/handlungsfelder")
    page.get_by_label("Suche", exact=True).fill("kita")
    expect(page.get_by_text("Mit Enter übernehmen")).to_be_visible()
    assert leftovers(page) == []
    page.get_by_role("button", name="Stand 22.11.2026").click()
    page.get_by_label("Stichtag", exact=True).fill("1.1.25")
    expect(page.get_by_text("Mit Enter übernehmen").last).to_be_visible()
    page.get_by_role("button", name="Hilfe zu Stichtag").hover()
    expect(page.get_by_text("Zum Beispiel 31.12.2025").first).to_be_visible()
    assert leftovers(page) == []


def test_no_english_word_around_a_chart(besuch: Besuch) -> None:
    page = besuch.open("/")
    bar = page.locator("[data-testid=stVegaLiteChart] path[aria-label*='Maßnahmen: 6']")
    bar.hover()
    expect(page.locator("#vg-tooltip-element")).to_contain_text("Umsetzungsstand")
    assert leftovers(page) == []
    page.get_by_role("button", name="Vollbild:").click()
    expect(page.get_by_role("button", name="Vollbild schließen:")).to_be_visible()
    assert leftovers(page) == []


def test_a_chart_is_drawn_in_german(besuch: Besuch) -> None:
    page = besuch.open("/")
    texts = page.locator("[data-testid=stVegaLiteChart] svg text")
    expect(texts.filter(has_text="Öffnung & Teilhabe").first).to_be_visible()
    # Half numbers of the positions are read out with a decimal comma.
    expect(texts.and_(page.locator("[aria-label*=',']")).first).to_be_attached()
    labels = texts.evaluate_all("all => all.map(e => e.ariaLabel)")
    assert any(re.search(r"\d,\d", label or "") for label in labels)
    assert not any(re.search(r"\d\.\d", label or "") for label in labels)


def test_no_english_word_on_a_phone_with_the_menu_open(besuch: Besuch) -> None:
    page = besuch.open("/", "telefon")
    page.get_by_role("button", name="Menü öffnen").click()
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_in_viewport()
    assert leftovers(page) == []


def test_no_english_word_where_there_is_no_page(besuch: Besuch) -> None:
    besuch.erlaubt = ("The page that you have requested does not seem to exist",)
    page = besuch.open("/gibtesnicht")
    expect(page.get_by_role("dialog")).to_contain_text("gibt es keine Seite")
    assert leftovers(page) == []


def test_what_people_wrote_stays_as_they_wrote_it(besuch: Besuch) -> None:
    """The dictionary must not touch our own texts, only Streamlit's."""
    page = besuch.open("/impressum")
    page.evaluate("() => document.querySelector('.fusszeile').insertAdjacentHTML('beforeend', '<p id=wort>Info</p>')")
    ready(page)
    expect(page.locator("#wort")).to_have_text("Info")
