"""A decimal typed in an English browser arrives as it was meant: understood, saved, shown."""

import re

from playwright.sync_api import expect

from .conftest import Besuch
from .pruefung import violations
from .test_anmeldung import log_in

ADRESSE = "/indikatorwerte?indikator=auslaenderanteil-azr"


def test_a_comma_typed_in_an_english_browser(besuch: Besuch) -> None:
    page = besuch.open(ADRESSE)
    log_in(page, "beispiel-koordination")
    page.get_by_label("Zeitraum (Stichtag)").fill("31.12.2025")
    page.get_by_label("Zeitraum (Stichtag)").press("Tab")
    expect(page.get_by_text("Verstanden: 31.12.2025. Bisher steht hier kein Wert.")).to_be_visible()
    wert = page.get_by_label("Wert in %")
    wert.fill("1234.75")
    wert.press("Tab")
    expect(page.get_by_text("Bitte schreiben Sie das Komma als Komma: 1234,75.")).to_be_visible()
    wert.fill("1234,75")
    wert.press("Tab")
    expect(page.get_by_text(re.compile(r"Verstanden: 1\.234,75\s% \(gezeigt als 1\.234,8\s%\)"))).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Wert speichern").click()
    expect(page.get_by_text("Der Wert für „Ausländeranteil (AZR)“ ist gespeichert.")).to_be_visible()
    seite = besuch.open("/indikatoren?indikator=auslaenderanteil-azr")
    expect(seite.get_by_text(re.compile(r"Zuletzt 1\.234,8\s% \(31\.12\.2025\)\."))).to_be_visible()
