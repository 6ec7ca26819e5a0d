"""Attacks on the login, against the real server over HTTP and its websocket. What needs a browser: tests/browser."""

import ast
import inspect
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from anmelde_hilfe import SOZIALAMT, VERWALTUNG, Browser, akteur, konto, neue_sitzung, run_server
from integration.vorlagen import Vorlagen, render
from sqlalchemy import Engine, func, select, update
from streamlit_authenticator.views.authentication_view import Authenticate
from websockets.exceptions import InvalidStatus

from db.engine import read_session, write_transaction
from db.models import Anmeldung, Sachstand
from db.vocabulary import NutzerRolle
from ilm_data.queries.massnahmen import list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.rechte import Beziehung
from ilm_data.services import nutzer as konten
from ilm_data.services.anmeldung import NeueAnmeldung
from ilm_data.services.zugriff import beziehungen_of

HEUTE = date(2026, 11, 22)
EINLOESEN, ABMELDEN, AKTIV = "/ilm/einloesen", "/ilm/abmelden", "/ilm/aktiv"


@pytest.fixture(scope="module")
def speicher(vorlagen: Vorlagen) -> Iterator[Engine]:
    with vorlagen.copy("beispiel") as engine:
        yield engine


@pytest.fixture(scope="module")
def base(speicher: Engine) -> Iterator[str]:
    with run_server(render(speicher.url), ILM_HEUTE=HEUTE.isoformat()) as address:
        yield address


@pytest.fixture
def browser(base: str) -> Browser:
    """A browser that has opened the page once."""
    found = Browser(base)
    found.open()
    return found


def melde_an(engine: Engine, browser: Browser, name: str = SOZIALAMT) -> NeueAnmeldung:
    """The row that the mask writes; the ticket is not redeemed yet."""
    return neue_sitzung(engine, name, browser.cookies["ilm_browser"])


def melde_ganz_an(engine: Engine, browser: Browser, name: str = SOZIALAMT) -> None:
    assert browser.post(EINLOESEN, {"ticket": melde_an(engine, browser, name).ticket}).status_code == 204
    assert browser.is_logged_in()


def copy_of(browser: Browser, *names: str) -> Browser:
    return Browser(browser.base, {name: browser.cookies[name] for name in names or browser.cookies})


# --- cookies ------------------------------------------------------------------------------------


def test_every_page_names_the_browser_once(base: str) -> None:
    browser = Browser(base)
    answer = browser.open("/massnahme?massnahme=2020-2.9-M1")
    cookie = answer.headers["set-cookie"]
    assert all(part in cookie for part in ("ilm_browser=", "HttpOnly", "SameSite=lax", "Path=/"))
    assert "etag" not in answer.headers
    assert "private" in answer.headers["cache-control"]
    assert "set-cookie" not in browser.open().headers
    assert Browser(base).open().cookies["ilm_browser"] != browser.cookies["ilm_browser"]


def test_the_session_cookie_is_out_of_reach_for_scripts(speicher: Engine, browser: Browser) -> None:
    answer = browser.post(EINLOESEN, {"ticket": melde_an(speicher, browser).ticket})
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 204
    assert all(part in cookie for part in ("ilm_sitzung=", "HttpOnly", "SameSite=lax", "Path=/"))
    assert answer.headers["cache-control"] == "no-store"
    assert browser.is_logged_in()


def test_behind_tls_cookies_are_secure(speicher: Engine, base: str) -> None:
    tls = {"X-Forwarded-Proto": "https", "Origin": base.replace("http", "https", 1)}
    browser = Browser(base)
    browser.open()
    answer = browser.post(EINLOESEN, {"ticket": melde_an(speicher, browser).ticket}, tls)
    assert answer.status_code == 204
    assert "Secure" in answer.headers["set-cookie"]


def test_configured_as_secure_the_cookies_are_bound_to_the_host(speicher: Engine) -> None:
    with run_server(render(speicher.url), ILM_COOKIE_SECURE="1") as base:
        browser = Browser(base)
        cookie = browser.open().headers["set-cookie"]
        assert cookie.startswith("__Host-ilm_browser=")
        assert "Secure" in cookie
        ticket = neue_sitzung(speicher, browser=browser.cookies["__Host-ilm_browser"]).ticket
        assert browser.post(EINLOESEN, {"ticket": ticket}).status_code == 403, "an http origin"
        secure = browser.post(EINLOESEN, {"ticket": ticket}, {"Origin": base.replace("http", "https", 1)})
        assert secure.headers["set-cookie"].startswith("__Host-ilm_sitzung=")


# --- the ticket ---------------------------------------------------------------------------------


def test_ticket_twice(speicher: Engine, browser: Browser) -> None:
    ticket = melde_an(speicher, browser).ticket
    codes = [browser.post(EINLOESEN, {"ticket": ticket}).status_code for _ in range(2)]
    assert codes == [204, 403]


def test_sixteen_at_once_exactly_one_wins(speicher: Engine, browser: Browser) -> None:
    ticket = melde_an(speicher, browser).ticket
    copies = [copy_of(browser) for _ in range(16)]
    with ThreadPoolExecutor(16) as pool:
        codes = list(pool.map(lambda one: one.post(EINLOESEN, {"ticket": ticket}).status_code, copies))
    assert sorted(codes) == [204] + [403] * 15
    assert sum("ilm_sitzung" in one.cookies for one in copies) == 1


def test_expired_ticket(speicher: Engine, browser: Browser) -> None:
    before = datetime.now(UTC) - timedelta(seconds=31)
    ticket = neue_sitzung(speicher, browser=browser.cookies["ilm_browser"], jetzt=before).ticket
    assert browser.post(EINLOESEN, {"ticket": ticket}).status_code == 403


def test_ticket_in_another_browser_is_no_login_csrf(speicher: Engine, browser: Browser, base: str) -> None:
    """The attacker's own ticket, slipped to somebody else, opens nothing there."""
    ticket = melde_an(speicher, browser).ticket
    victim = Browser(base)
    victim.open()
    assert victim.post(EINLOESEN, {"ticket": ticket}).status_code == 403
    assert Browser(base).post(EINLOESEN, {"ticket": ticket}).status_code == 403
    assert not victim.is_logged_in()


@pytest.mark.parametrize("ticket", ["", "erfunden", "' OR 1=1 --", "ä\0", "x" * 100_000])
def test_forged_tickets(browser: Browser, ticket: str) -> None:
    answer = browser.post(EINLOESEN, {"ticket": ticket})
    assert (answer.status_code, answer.text) == (403, "Abgelehnt")


@pytest.mark.parametrize("address", [EINLOESEN, ABMELDEN, AKTIV])
def test_only_post(speicher: Engine, browser: Browser, address: str) -> None:
    melde_ganz_an(speicher, browser)
    assert browser.open(address).status_code in (404, 405)
    assert browser.is_logged_in()


# --- foreign pages ------------------------------------------------------------------------------

FREMD = {
    "foreign": {"Origin": "https://boese.example"},
    "foreign with our name": {"Origin": "http://localhost.boese.example"},
    "other port": {"Origin": "http://localhost:1"},
    "null": {"Origin": "null"},
    "empty": {"Origin": ""},
    "missing": {},
    "only a referer": {"Referer": "http://localhost/"},
    "no scheme": {"Origin": "localhost"},
}


@pytest.mark.parametrize("headers", FREMD.values(), ids=FREMD)
def test_redeem_from_elsewhere(speicher: Engine, browser: Browser, headers: dict[str, str]) -> None:
    ticket = melde_an(speicher, browser).ticket
    answer = browser.post(EINLOESEN, {"ticket": ticket}, headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert browser.post(EINLOESEN, {"ticket": ticket}).status_code == 204, "the refused try must not use it up"


@pytest.mark.parametrize("headers", FREMD.values(), ids=FREMD)
def test_logout_from_elsewhere(speicher: Engine, browser: Browser, headers: dict[str, str]) -> None:
    melde_ganz_an(speicher, browser)
    assert browser.post(ABMELDEN, headers=headers).status_code == 403
    assert browser.is_logged_in()


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_our_origin_but_the_browser_says_cross_site(speicher: Engine, browser: Browser, base: str, site: str) -> None:
    headers = {"Origin": base, "Sec-Fetch-Site": site}
    ticket = melde_an(speicher, browser).ticket
    assert browser.post(EINLOESEN, {"ticket": ticket}, headers).status_code == 403
    assert browser.post(ABMELDEN, headers=headers).status_code == 403


def test_websocket_from_a_foreign_origin(speicher: Engine, browser: Browser) -> None:
    melde_ganz_an(speicher, browser)
    with pytest.raises(InvalidStatus):
        browser.visit(origin="https://boese.example")


# --- stolen, given, old and forged cookies ------------------------------------------------------


def test_fixation(speicher: Engine, base: str) -> None:
    """Both cookies given by the attacker beforehand: the login makes a new value, the given one opens nothing."""
    victim = Browser(base, {"ilm_browser": "vom-angreifer", "ilm_sitzung": "vom-angreifer"})
    victim.open()
    melde_ganz_an(speicher, victim)
    assert victim.cookies["ilm_sitzung"] != "vom-angreifer"
    assert not Browser(base, {"ilm_browser": "vom-angreifer", "ilm_sitzung": "vom-angreifer"}).is_logged_in()


def test_session_cookie_without_the_browser_cookie(speicher: Engine, browser: Browser) -> None:
    melde_ganz_an(speicher, browser)
    thief = copy_of(browser, "ilm_sitzung")
    assert not thief.is_logged_in()
    thief.open()
    assert not thief.is_logged_in(), "with a browser cookie of its own"


def test_browser_cookie_alone(speicher: Engine, browser: Browser) -> None:
    melde_ganz_an(speicher, browser)
    assert not copy_of(browser, "ilm_browser").is_logged_in()


def test_copied_cookies_after_logout(speicher: Engine, browser: Browser) -> None:
    melde_ganz_an(speicher, browser)
    copy = copy_of(browser)
    answer = browser.post(ABMELDEN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert 'ilm_sitzung=""' in answer.headers["set-cookie"]
    assert not copy.is_logged_in()


def test_logout_without_cookies_harms_nobody(speicher: Engine, browser: Browser, base: str) -> None:
    melde_ganz_an(speicher, browser)
    assert Browser(base).post(ABMELDEN).status_code == 303
    assert browser.is_logged_in()


@pytest.mark.parametrize("value", ["erfunden", "", "' OR '1'='1", "%00", "x" * 3000])
def test_forged_session_cookie(browser: Browser, value: str) -> None:
    browser.cookies["ilm_sitzung"] = value
    assert not browser.is_logged_in()


def test_the_id_of_a_row_is_no_cookie(speicher: Engine, browser: Browser) -> None:
    browser.cookies["ilm_sitzung"] = melde_an(speicher, browser).id
    assert not browser.is_logged_in()


def test_an_idle_session(speicher: Engine, browser: Browser) -> None:
    before = datetime.now(UTC) - timedelta(minutes=30)
    neu = neue_sitzung(speicher, browser=browser.cookies["ilm_browser"], jetzt=before)
    with read_session(speicher) as session:
        assert session.get(Anmeldung, neu.id)
    assert not browser.is_logged_in()


# --- what the administration changes is felt at the next click ----------------------------------


def _idle(engine: Engine, minuten: int) -> None:
    with write_transaction(engine) as session:
        session.execute(update(Anmeldung).values(zuletzt_am=datetime.now(UTC) - timedelta(minutes=minuten)))


def test_a_sign_of_life_prolongs_the_session_of_this_browser(speicher: Engine, browser: Browser, base: str) -> None:
    """As after half an hour of typing into one field, or of clicks inside a fragment."""
    melde_ganz_an(speicher, browser)
    for minuten, lebt in ((29, True), (31, False)):
        _idle(speicher, minuten)
        assert browser.post(AKTIV, headers={"Origin": "https://boese.example"}).status_code == 403
        assert Browser(base).post(AKTIV).status_code == 204
        assert copy_of(browser, "ilm_sitzung").post(AKTIV).status_code == 204
        assert _minuten_her(speicher) >= minuten, "nobody but the browser itself"
        assert browser.post(AKTIV).status_code == 204
        assert (_minuten_her(speicher) < 1) is lebt
    assert not browser.is_logged_in()


def _minuten_her(engine: Engine) -> float:
    with read_session(engine) as session:
        newest = max(session.scalars(select(Anmeldung.zuletzt_am).where(Anmeldung.beendet_am.is_(None))))
    return (datetime.now(UTC) - newest).total_seconds() / 60


def test_role_password_and_deactivation_end_the_session(speicher: Engine, base: str) -> None:
    by = akteur(speicher)
    zugang = konten.create_nutzer(
        speicher, name="kurz.da", anzeigename="Kurz da", rolle=NutzerRolle.LEITUNG, stelle_id=None, by=by
    )

    def zuordnen() -> None:
        version = konto(speicher, zugang.name).version
        konten.change_zuordnung(
            speicher, nutzer_id=zugang.nutzer_id, rolle=NutzerRolle.KOORDINATION, stelle_id=None, version=version, by=by
        )

    def deaktivieren() -> None:
        version = konto(speicher, zugang.name).version
        konten.deactivate_nutzer(speicher, nutzer_id=zugang.nutzer_id, version=version, by=by)

    for change in (zuordnen, lambda: konten.reset_kennwort(speicher, nutzer_id=zugang.nutzer_id, by=by), deaktivieren):
        browser = Browser(base)
        browser.open()
        melde_ganz_an(speicher, browser, zugang.name)
        change()
        assert not browser.is_logged_in()


# --- pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seite", ["/nutzer", "/protokoll", "/kennwort"])
def test_without_login_a_page_shows_the_mask_and_nothing_else(browser: Browser, seite: str) -> None:
    drawn = browser.visit(seite)
    assert "Bitte anmelden" in drawn
    assert VERWALTUNG not in drawn


@pytest.mark.parametrize(("seite", "name"), [("/nutzer", "beispiel-koordination"), ("/protokoll", SOZIALAMT)])
def test_without_the_right_nothing_comes_over_the_websocket(
    speicher: Engine, browser: Browser, seite: str, name: str
) -> None:
    melde_ganz_an(speicher, browser, name)
    drawn = browser.visit(seite)
    assert "<table" not in drawn
    assert VERWALTUNG not in drawn


def test_with_the_right_it_does(speicher: Engine, browser: Browser) -> None:
    melde_ganz_an(speicher, browser, VERWALTUNG)
    assert SOZIALAMT in browser.visit("/nutzer")
    assert "Beispieldaten" in browser.visit("/protokoll")


def _vertrauliches(engine: Engine) -> dict[str, set[str]]:
    """Every internal text of the store, by the key of its measure."""
    schluessel = {zeile.plan.id: zeile.schluessel for zeile in list_massnahmen(engine, Sicht("2020", HEUTE))}
    found: dict[str, set[str]] = defaultdict(set)
    with read_session(engine) as session:
        for row in session.scalars(select(Sachstand)):
            found[schluessel[row.massnahme_id]] |= {text for text in (row.intern, row.hemmnis_text) if len(text) > 12}
    return {key: texte for key, texte in found.items() if texte}


def _beziehungen(engine: Engine, name: str) -> dict[str, Beziehung]:
    with read_session(engine) as session:
        of = beziehungen_of(session, akteur(engine, name), HEUTE)
    zeilen = list_massnahmen(engine, Sicht("2020", HEUTE))
    return {zeile.schluessel: of.get(zeile.plan.id, Beziehung.FREMD) for zeile in zeilen}


OEFFENTLICH = ("/", "/handlungsfelder?ansicht=tabelle", "/termine")


@pytest.mark.parametrize("name", ["", SOZIALAMT, VERWALTUNG, "beispiel-leitung"])
def test_internal_texts_reach_only_those_who_may_read_them(speicher: Engine, base: str, name: str) -> None:
    """Every byte of the websocket: a visitor and the administration nothing, a Stelle its own, the Leitung all."""
    browser, texte = Browser(base), _vertrauliches(speicher)
    browser.open()
    beziehungen = dict.fromkeys(texte, Beziehung.FREMD)
    if name:
        melde_ganz_an(speicher, browser, name)
        beziehungen = _beziehungen(speicher, name)
    eigene = {key for key in texte if beziehungen[key] is not Beziehung.FREMD}
    darf = set(texte) if name == "beispiel-leitung" else eigene if name == SOZIALAMT else set()
    fremde = [key for key in texte if key not in darf][:2]
    for key in [*fremde, *sorted(darf)[:2]]:
        drawn = browser.traffic(f"/massnahme?massnahme={key}")
        assert all((text in drawn) is (key in darf) for text in texte[key]), key
    assert fremde or name == "beispiel-leitung"
    assert darf or name in ("", VERWALTUNG)
    alle = {text for each in texte.values() for text in each}
    for path in OEFFENTLICH[1:] if name == "beispiel-leitung" else OEFFENTLICH:
        drawn = browser.traffic(path)
        assert not [text for text in alle if text in drawn], path
    assert not [text for text in alle if text in browser.open("/blick").text]


def test_the_leitung_reads_what_holds_measures_up(speicher: Engine, browser: Browser) -> None:
    texte = {text for each in _vertrauliches(speicher).values() for text in each}
    melde_ganz_an(speicher, browser, "beispiel-leitung")
    drawn = browser.visit("/")
    assert len([text for text in texte if text in drawn]) >= 3
    assert drawn.count('class="internmarke"') == 1


def test_reading_can_be_closed(speicher: Engine) -> None:
    with run_server(render(speicher.url), ILM_LESEN_OHNE_ANMELDUNG="0") as base:
        browser = Browser(base)
        browser.open()
        for seite in ("/", "/handlungsfelder", "/massnahme"):
            assert "nur mit einem Konto zu lesen" in browser.visit(seite)
        for seite in ("/hilfe", "/impressum", "/datenschutz", "/barrierefreiheit", "/rechenweise"):
            assert "Bitte anmelden" not in browser.visit(seite)
        melde_ganz_an(speicher, browser)
        assert "Bitte anmelden" not in browser.visit("/handlungsfelder")


# --- the library --------------------------------------------------------------------------------


def test_the_attributes_of_the_authenticator_are_the_ones_our_mask_sets() -> None:
    """Recorded from 0.4.2. If this fails after an update, read login() again before touching maske.py."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(Authenticate.__init__)))
    written = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self"
    }
    assert written == {
        "api_key",
        "attrs",
        "secret_key",
        "path",
        "cookie_controller",
        "authentication_controller",
        "encryptor",
    }


def test_one_row_per_login(speicher: Engine, browser: Browser) -> None:
    def count() -> int:
        with read_session(speicher) as session:
            return session.scalar(select(func.count()).select_from(Anmeldung)) or 0

    before = count()
    melde_ganz_an(speicher, browser)
    browser.visit()
    assert count() == before + 1
