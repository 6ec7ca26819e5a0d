"""Termine and Ereignisse: choices in the address, the month by keyboard, feeds, three sizes, accessibility."""

import re

from playwright.sync_api import expect

from .conftest import Besuch, ready
from .test_wege import tab_to


def test_overdue_first_then_the_days_ahead(besuch: Besuch) -> None:
    page = besuch.open("/termine")
    heads = page.locator(".st-key-termine h2")
    expect(heads.nth(0)).to_have_text(re.compile(r"^Überfällig und im Rückstand \("))
    expect(heads.nth(1)).to_have_text(re.compile(r"^In den nächsten 90 Tagen \("))
    first = page.locator("table.termintafel").first.locator("tbody tr").first
    expect(first).to_contain_text("stark überfällig")
    first.locator("a").click()
    page.wait_for_url(re.compile(r"/massnahme\?massnahme=2020-"))


def test_span_and_filter_are_in_the_address(besuch: Besuch) -> None:
    page = besuch.open("/termine")
    page.get_by_text("30 Tage", exact=True).click()
    page.wait_for_url(re.compile("tage=30"))
    ready(page)
    expect(page.get_by_role("heading", name=re.compile("In den nächsten 30 Tagen"))).to_be_visible()
    gefiltert = besuch.open("/termine?feld=6&art=zeitraum&stelle=sozialamt")
    expect(gefiltert.get_by_role("heading", name=re.compile(r"Überfällig und im Rückstand \(\d+\)"))).to_be_visible()


def test_by_keyboard_alone_to_another_span_and_a_measure(besuch: Besuch) -> None:
    page = besuch.open("/termine")
    tab_to(page, "[data-testid=stButtonGroup] button")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("tage=30"))
    ready(page)
    tab_to(page, "table.termintafel a.titel")
    page.keyboard.press("Enter")
    expect(page.locator(".massnahme-titel")).to_be_visible()


def test_the_month_by_keyboard_without_a_jump(besuch: Besuch) -> None:
    page = besuch.open("/termine")
    weiter = page.get_by_role("button", name="Dezember 2026 ›")
    weiter.focus()
    before = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("monat=2026-12"))
    expect(page.get_by_role("heading", name="Monatskalender: Dezember 2026")).to_be_visible()
    after = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    assert abs(after - before) < 300
    kalender = page.get_by_role("region", name="Monatskalender Dezember 2026")
    expect(kalender.get_by_role("columnheader")).to_have_count(7)
    expect(kalender.get_by_role("columnheader").first).to_have_text(re.compile("^Mo"))
    expect(kalender).to_contain_text("Erster Weihnachtstag")
    expect(kalender).to_contain_text("Weihnachtsferien")


def test_the_time_line_has_words_and_a_table_twin(besuch: Besuch) -> None:
    page = besuch.open("/termine")
    chart = page.locator("[data-testid=stVegaLiteChart]")
    expect(chart).to_contain_text("1 von 1 erfüllt")
    expect(chart).to_contain_text("Nov")
    page.locator("[data-testid=stExpander] summary", has_text="Zeitleiste als Tabelle").click()
    expect(page.get_by_role("region", name="Zeitleiste als Tabelle")).to_contain_text("ursprünglich")


def test_every_feed_on_the_page_answers(besuch: Besuch) -> None:
    page = besuch.open("/termine")
    page.get_by_text("Kalender je Stelle", exact=True).click()
    expect(page.locator("ul.feeds a").last).to_be_visible()
    links = [a.get_attribute("href") for a in page.locator("ul.feeds a").all()]
    assert len(links) > 10
    for href in (links[0], links[3], links[-1]):
        answer = page.request.get(f"{besuch.base}{href}")
        assert answer.status == 200
        assert answer.text().startswith("BEGIN:VCALENDAR")
        assert "(Beispieldaten" in answer.text().replace("\r\n ", "")


def test_events_say_what_they_fulfil_and_download_says_demo(besuch: Besuch) -> None:
    page = besuch.open("/ereignisse?jahr=2025")
    expect(page.get_by_role("region", name="Zeiträume wiederkehrender Termine")).to_contain_text(
        "2 von 2: Runder Tisch des Ehrenamts"
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Als CSV herunterladen").click()
    assert "beispieldaten" in download.value.suggested_filename
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[1].endswith(";Beispieldaten")


def test_at_another_stichtag(besuch: Besuch) -> None:
    page = besuch.open("/termine?stichtag=2024-06-30")
    expect(page.get_by_role("heading", name="Monatskalender: Juni 2024")).to_be_visible()
    spaeter = besuch.open("/ereignisse?stichtag=2027-12-31")
    expect(spaeter.locator("table.termintafel").first).to_contain_text("nicht bestätigt")


def test_a_store_without_reports_has_both_pages_too(besuch_leer: Besuch) -> None:
    page = besuch_leer.open("/ereignisse")
    expect(page.get_by_text("Bis zu diesem Stichtag hat kein Ereignis stattgefunden.")).to_be_visible()
    besuch_leer.open("/termine")
