"""The login in a real Chromium: keyboard only, reload, new tab, deep link, logout everywhere, no error on the way."""

import re

import pytest
from playwright.sync_api import Page, expect

from ilm_data.services.beispiel import BEISPIEL_PASSWORT

from .conftest import Besuch, ready
from .pruefung import violations

SOZIALAMT, VERWALTUNG = "beispiel-sozialamt", "beispiel-verwaltung"
ANGEMELDET = ".konto form"
EINGELOEST = re.compile("/ilm/einloesen$")


def fill_mask(page: Page, name: str = SOZIALAMT, kennwort: str = BEISPIEL_PASSWORT) -> None:
    """As a person without a mouse does it: the focus is on the name already."""
    expect(page.locator("input[autocomplete=username]")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(kennwort)
    page.keyboard.press("Enter")


def log_in(page: Page, name: str = SOZIALAMT) -> None:
    with page.expect_response(EINGELOEST) as answer:
        fill_mask(page, name)
    assert answer.value.status == 204
    page.locator(ANGEMELDET).wait_for()
    ready(page)


def test_keyboard_only_from_the_header_to_the_start_page(besuch: Besuch) -> None:
    page = besuch.open("/")
    link = page.get_by_role("link", name="Anmelden")
    link.focus()
    page.keyboard.press("Enter")
    log_in(page)
    page.wait_for_url("**/aufgaben")
    expect(page.locator(".konto")).to_contain_text("Beispielkonto Sozialamt")


def test_login_survives_reload_new_tab_and_page_change(besuch: Besuch) -> None:
    page = besuch.open("/anmelden")
    log_in(page)
    page.reload()
    page.locator(ANGEMELDET).wait_for()
    other = besuch.open("/handlungsfelder")
    other.locator(ANGEMELDET).wait_for()
    other.get_by_role("link", name="Hilfe").first.click()
    other.wait_for_url("**/hilfe")
    other.locator(ANGEMELDET).wait_for()


def test_a_deep_link_shows_its_page_after_the_login(besuch: Besuch) -> None:
    page = besuch.open("/protokoll?tabelle=beispiel&von=01.01.2026")
    address = page.url
    log_in(page, VERWALTUNG)
    expect(page.get_by_role("combobox", name="Tabelle")).to_be_visible()
    assert page.url == address


@pytest.mark.parametrize(("name", "start"), [("beispiel-leitung", "/"), (VERWALTUNG, "/nutzer")])
def test_the_start_page_of_a_role(besuch: Besuch, name: str, start: str) -> None:
    page = besuch.open("/anmelden")
    log_in(page, name)
    page.wait_for_url(besuch.base + start)


def test_logout_ends_all_tabs_at_their_next_click(besuch: Besuch) -> None:
    first = besuch.open("/anmelden")
    log_in(first)
    second = besuch.open("/kennwort")
    second.locator(ANGEMELDET).wait_for()
    first.get_by_role("button", name="Abmelden").click()
    first.wait_for_url(besuch.base + "/")
    first.get_by_role("link", name="Anmelden").wait_for()
    second.get_by_label("Bisheriges Kennwort").fill("irgendetwas")
    second.get_by_role("button", name="Kennwort ändern").click()
    second.get_by_role("heading", name="Bitte anmelden").wait_for()
    assert "ilm_sitzung" not in {cookie["name"] for cookie in besuch.context.cookies()}


def test_the_cookies_are_out_of_reach_for_scripts(besuch: Besuch) -> None:
    page = besuch.open("/anmelden")
    log_in(page)
    kept = {cookie["name"]: cookie for cookie in besuch.context.cookies()}
    for name in ("ilm_sitzung", "ilm_browser"):
        assert kept[name]["httpOnly"]
        assert kept[name]["sameSite"] == "Lax"
        assert name not in page.evaluate("document.cookie")
        assert kept[name]["value"] not in page.content()


def test_the_ticket_does_not_stay_in_the_page(besuch: Besuch) -> None:
    page = besuch.open("/anmelden")
    log_in(page)
    page.get_by_role("link", name="Hilfe").first.click()
    page.wait_for_url("**/hilfe")
    expect(page.locator("form[data-ticket]")).to_have_count(0)


def test_a_wrong_password_says_so_and_keeps_the_name(besuch: Besuch) -> None:
    page = besuch.open("/anmelden")
    fill_mask(page, kennwort="ganz falsch hier")
    expect(page.get_by_role("alert")).to_contain_text("Name oder Kennwort stimmt nicht.")
    expect(page.locator("input[autocomplete=username]")).to_have_value(SOZIALAMT)


def test_a_form_of_a_foreign_site_logs_nobody_out(besuch: Besuch) -> None:
    """The same server under another name is another site for the browser."""
    page = besuch.open("/anmelden")
    log_in(page)
    besuch.erlaubt = ("403", "chrome-error", "form-action", "net::")
    form = f'<form method="post" action="{besuch.base}/ilm/abmelden"></form>'
    body = form + "<script>document.forms[0].submit()</script>"
    evil = besuch.context.new_page()
    evil.route("**/boese", lambda route: route.fulfill(content_type="text/html", body=body))
    with evil.expect_response(re.compile("/ilm/abmelden$")) as answer:
        evil.goto(besuch.base.replace("localhost", "127.0.0.1") + "/boese")
    assert answer.value.status == 403
    page.reload()
    page.locator(ANGEMELDET).wait_for()


@pytest.mark.parametrize("size", ["buero", "telefon"])
def test_the_login_page_is_accessible(besuch: Besuch, size: str) -> None:
    page = besuch.open("/anmelden", size)
    page.locator("input[autocomplete=username]").wait_for()
    assert violations(page) == []
    fields = page.locator(".st-key-anmeldung input")
    expect(fields).to_have_count(2)
    for field, kind in zip(fields.all(), ("username", "current-password"), strict=True):
        expect(field).to_have_attribute("autocomplete", kind)
    buttons = page.locator(".konto a, .konto button").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().height)"
    )
    assert min(buttons) >= 24
