"""German throughout, also in an English browser: texts, names for screen readers, placeholders, chart labels."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Besuch, ready
from .test_barrierefreiheit import SEITEN

# Words of Streamlit's fixed English and of any English interface; none of them is a German word.
ENGLISH = re.compile(
    r"\b(choose|select|selected|options?|search|running|rerun|stop|close|clear|press|apply|show|hide|download|"
    r"fullscreen|loading|deploy|settings|help|remove|results?|matches|connection|connecting|error|warning|skip|content|"
    r"sidebar|menu|main|expand|collapse|value|page|found|view|more|less|submit|cancel|today|month|previous|next|copy|"
    r"copied|data|chart|spec|password|username|dismiss|open|print|made with|streamlit|january|february|march|may|june|"
    r"july|october|december|monday|sunday|visualization|legend|axis|mark|the|and|of|with|your|this|is|are|not|to)\b",
    re.IGNORECASE,
)
# Names, and the one English word German offices use for it.
NAMES = re.compile(
    r"Welcome Center Thuringia|Violence [Pp]revention Network|Web Content Accessibility Guidelines|axe-core|"
    r"`[^`]*`|streamlit-authenticator"
)
# Attributes too, as screen readers and tooltips say them; "name: value" lists of a chart carry our own field names.
COLLECT = """() => {
  const skip = e => e.closest('[data-testid=stIconMaterial], .stIconMaterial, script, style, code');
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent && !skip(parent) && walker.currentNode.data.trim()) found.push(walker.currentNode.data.trim());
  }
  const names = ['aria-label', 'aria-roledescription', 'aria-valuetext', 'title', 'placeholder', 'alt'];
  for (const e of document.querySelectorAll(names.map(name => `[${name}]`).join()))
    for (const name of names) if (e.getAttribute(name) && !skip(e)) found.push(e.getAttribute(name));
  return found;
}"""
VALUES_OF = re.compile(r"\b[a-z_]+: ")


def leftovers(page: Page) -> list[str]:
    texts = {text: VALUES_OF.sub("", NAMES.sub("", text)) for text in page.evaluate(COLLECT)}
    return sorted(text for text, rest in texts.items() if ENGLISH.search(rest))


def test_an_english_word_would_be_found(besuch: Besuch) -> None:
    page = besuch.open("/impressum")
    for html in ("<p>Show the rest</p>", '<p aria-label="Clear this">x</p>', '<input placeholder="Select the month">'):
        assert leftovers(page) == []
        page.evaluate("html => document.querySelector('.fusszeile').insertAdjacentHTML('beforeend', html)", html)
        assert len(leftovers(page)) == 1
        page.evaluate("() => document.querySelector('.fusszeile').lastElementChild.remove()")


@pytest.mark.parametrize("path", SEITEN.values(), ids=SEITEN.keys())
def test_no_english_word(besuch: Besuch, path: str) -> None:
    page = besuch.open(path)
    assert leftovers(page) == []
    assert page.title().endswith("Integrationsmonitor Ilm-Kreis")
    assert page.locator("html").get_attribute("lang") == "de"


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
    page.get_by_role("button", name=re.compile("Hilfe zu")).hover()
    expect(page.get_by_text("Zum Beispiel 31.12.2025").first).to_be_visible()
    assert leftovers(page) == []


def test_no_english_word_with_everything_unfolded(besuch: Besuch) -> None:
    for path in ("/", "/handlungsfelder?ansicht=tabelle", "/massnahme?massnahme=2020-6.1-M1", "/zustaendigkeiten"):
        page = besuch.open(path)
        for summary in page.locator("summary").all():
            summary.click()
        assert page.locator("details:not([open])").count() == 0
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
    # A chart may be drawn anew when its column gets its final width: wait for the text, then read the names.
    texts = page.locator("[data-testid=stVegaLiteChart] svg text")
    expect(texts.filter(has_text="Öffnung & Teilhabe").first).to_be_visible()
    # Half numbers of the positions are read out with a decimal comma.
    labels = page.locator("[data-testid=stVegaLiteChart] svg text").evaluate_all("all => all.map(e => e.ariaLabel)")
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
