"""The glance in a real browser: the sentence of the app's own Überblick, accessible, never wider than the screen."""

import pytest

from .conftest import SIZES, Besuch
from .pruefung import violations


@pytest.mark.parametrize("size", SIZES)
def test_it_is_accessible_and_fits(besuch: Besuch, size: str) -> None:
    page = besuch.page()
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(besuch.base + "/blick")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("svg[role=img]").get_attribute("aria-label")


def test_it_says_what_the_app_says_and_leads_there(besuch: Besuch) -> None:
    satz = besuch.open("/").locator("p.satz:visible").inner_text()
    page = besuch.page()
    page.goto(besuch.base + "/blick")
    assert page.locator("p.satz").inner_text() == satz
    page.get_by_role("link", name="4 Wohnen").click()
    page.wait_for_url("**/blick/feld/4")
    page.get_by_role("link", name="In der Anwendung öffnen").click()
    page.wait_for_url("**/?feld=4")
