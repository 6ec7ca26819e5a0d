"""Login sessions in SQL: check, lockout, ticket, limits, end. Time is handed in, so nothing waits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Lock

import pytest
from anmelde_hilfe import BROWSER, JETZT, SOZIALAMT, VERWALTUNG, akteur, konto, versuche_anmeldung
from factories import make_nutzer
from sqlalchemy import Engine, func, select, update

from db.engine import read_session, write_transaction
from db.models import Anmeldeversuch, Anmeldung, Nutzer
from db.settings import settings
from db.vocabulary import NutzerRolle
from ilm_data.rules.rechte import BESUCH
from ilm_data.services import kennwort
from ilm_data.services.aktive_anmeldung import AktiveAnmeldung, find_anmeldung, touch
from ilm_data.services.anmeldung import AnmeldungAbgelehnt, NeueAnmeldung, end_browser, open_anmeldung, redeem_ticket
from ilm_data.services.nutzer import release_adressen, release_sperre
from ilm_data.services.sperre import ZuVieleVersuche, count_gesperrte_adressen, list_gesperrte

FALSCH = "ganz falsches kennwort"
MINUTE, STUNDE = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def bcrypt_runs(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """One entry for every bcrypt computed, as fast as a comparison."""
    runs: list[bool] = []
    lock = Lock()

    def count(given: bytes, hashed: bytes) -> bool:
        with lock:
            runs.append(True)
        return given == b"Beispiel-Zugang-2026!" and hashed.decode() != kennwort.ATTRAPPE

    monkeypatch.setattr(kennwort.bcrypt, "checkpw", count)
    return runs


def finde(
    engine: Engine, neu: NeueAnmeldung, jetzt: datetime = JETZT, browser: str = BROWSER
) -> AktiveAnmeldung | None:
    return find_anmeldung(engine, anmeldung_id=neu.id, cookie=None, browser=browser, jetzt=jetzt)


def anzahl(engine: Engine, model: type[Anmeldung] | type[Anmeldeversuch]) -> int:
    with read_session(engine) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def scheitere(engine: Engine, name: str = SOZIALAMT, **values: object) -> type[Exception]:
    with pytest.raises((AnmeldungAbgelehnt, ZuVieleVersuche)) as caught:
        versuche_anmeldung(engine, name, **{"kennwort": FALSCH, **values})
    return caught.type


# --- who gets in --------------------------------------------------------------------------------


def test_the_right_password_opens_a_session(beispiel_engine: Engine) -> None:
    aktive = finde(beispiel_engine, versuche_anmeldung(beispiel_engine))
    assert aktive is not None
    assert (aktive.name, aktive.anzeigename) == (SOZIALAMT, "Beispielkonto Sozialamt")
    assert aktive.akteur == akteur(beispiel_engine, SOZIALAMT)
    assert not aktive.eingeloest


def test_name_without_case_and_blanks(beispiel_engine: Engine) -> None:
    assert finde(beispiel_engine, versuche_anmeldung(beispiel_engine, " Beispiel-SOZIALAMT "))


def test_known_unknown_and_deactivated_names_get_the_same_answer_and_one_bcrypt_each(
    beispiel_engine: Engine, bcrypt_runs: list[bool]
) -> None:
    with write_transaction(beispiel_engine) as session:
        session.execute(update(Nutzer).filter_by(name="beispiel-jobcenter").values(aktiv=False))
    sentences, counts = set(), []
    for name in (SOZIALAMT, "gibt-es-nicht", "beispiel-jobcenter", "x'; DROP TABLE nutzer; --"):
        bcrypt_runs.clear()
        with pytest.raises(AnmeldungAbgelehnt) as caught:
            versuche_anmeldung(beispiel_engine, name, kennwort=FALSCH)
        sentences.add(str(caught.value))
        counts.append(len(bcrypt_runs))
    assert counts == [1, 1, 1, 1]
    assert sentences == {"Name oder Kennwort stimmt nicht. Bitte prüfen Sie beides."}


def test_a_deactivated_account_stays_out_with_the_right_password(beispiel_engine: Engine) -> None:
    with write_transaction(beispiel_engine) as session:
        session.execute(update(Nutzer).filter_by(name=SOZIALAMT).values(aktiv=False))
    with pytest.raises(AnmeldungAbgelehnt):
        versuche_anmeldung(beispiel_engine)


def test_above_72_bytes_is_simply_wrong(beispiel_engine: Engine) -> None:
    assert scheitere(beispiel_engine, kennwort="ä" * 500) is AnmeldungAbgelehnt


def test_what_changes_during_bcrypt_counts(beispiel_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def change_meanwhile(*_: bytes) -> bool:
        with write_transaction(beispiel_engine) as session:
            session.execute(update(Nutzer).filter_by(name=SOZIALAMT).values(version=Nutzer.version + 1))
        return True

    monkeypatch.setattr(kennwort.bcrypt, "checkpw", change_meanwhile)
    with pytest.raises(AnmeldungAbgelehnt):
        versuche_anmeldung(beispiel_engine)


def test_a_first_password_gives_no_rights_until_it_is_changed(engine: Engine) -> None:
    with write_transaction(engine) as session:
        nutzer_id = make_nutzer(session, passwort_wechseln=True).id
    aktive = finde(engine, open_anmeldung(engine, nutzer_id=nutzer_id, browser=BROWSER, jetzt=JETZT))
    assert aktive is not None
    assert aktive.akteur == BESUCH


# --- lockout ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [SOZIALAMT, "gibt-es-nicht"])
def test_five_failures_lock_a_name_also_an_unknown_one(
    beispiel_engine: Engine, bcrypt_runs: list[bool], name: str
) -> None:
    kinds = [scheitere(beispiel_engine, name, adresse=f"10.0.0.{n}") for n in range(7)]
    assert kinds == [AnmeldungAbgelehnt] * 5 + [ZuVieleVersuche] * 2
    assert len(bcrypt_runs) == 5
    with pytest.raises(ZuVieleVersuche):
        versuche_anmeldung(beispiel_engine, name)


def test_thirty_failures_lock_an_address_for_every_name(beispiel_engine: Engine, bcrypt_runs: list[bool]) -> None:
    kinds = [scheitere(beispiel_engine, f"name-{n}") for n in range(32)]
    assert kinds == [AnmeldungAbgelehnt] * 30 + [ZuVieleVersuche] * 2
    assert len(bcrypt_runs) == 30
    assert count_gesperrte_adressen(beispiel_engine, jetzt=JETZT) == 1
    with pytest.raises(ZuVieleVersuche):
        versuche_anmeldung(beispiel_engine)
    assert versuche_anmeldung(beispiel_engine, adresse="10.9.9.9")


def test_of_24_at_once_exactly_five_are_checked(beispiel_engine: Engine, bcrypt_runs: list[bool]) -> None:
    with ThreadPoolExecutor(24) as pool:
        kinds = list(pool.map(lambda n: scheitere(beispiel_engine, adresse=f"10.0.1.{n}"), range(24)))
    assert kinds.count(AnmeldungAbgelehnt) == 5
    assert kinds.count(ZuVieleVersuche) == 19
    assert len(bcrypt_runs) == 5


def test_the_window_passes(beispiel_engine: Engine) -> None:
    for _ in range(5):
        scheitere(beispiel_engine)
    spaeter = JETZT + timedelta(minutes=settings().sperre_minuten)
    with pytest.raises(ZuVieleVersuche):
        versuche_anmeldung(beispiel_engine, jetzt=spaeter - timedelta(seconds=1))
    assert versuche_anmeldung(beispiel_engine, jetzt=spaeter)


def test_refused_attempts_do_not_prolong_the_lockout(beispiel_engine: Engine) -> None:
    for _ in range(5):
        scheitere(beispiel_engine)
    for _ in range(10):
        scheitere(beispiel_engine, jetzt=JETZT + 10 * MINUTE)
    assert anzahl(beispiel_engine, Anmeldeversuch) == 5
    assert versuche_anmeldung(beispiel_engine, jetzt=JETZT + 16 * MINUTE)


def test_success_forgives_the_own_name_but_not_the_address(beispiel_engine: Engine) -> None:
    for _ in range(4):
        scheitere(beispiel_engine)
    versuche_anmeldung(beispiel_engine)
    assert [scheitere(beispiel_engine) for _ in range(5)] == [AnmeldungAbgelehnt] * 5
    for n in range(25):
        scheitere(beispiel_engine, f"fremd-{n}")
    assert scheitere(beispiel_engine, "noch-einer") is ZuVieleVersuche


def test_successes_are_no_failures(beispiel_engine: Engine) -> None:
    for _ in range(8):
        versuche_anmeldung(beispiel_engine)


def test_verwaltung_releases_a_name(beispiel_engine: Engine) -> None:
    for _ in range(5):
        scheitere(beispiel_engine)
    assert list_gesperrte(beispiel_engine, [SOZIALAMT, VERWALTUNG], jetzt=JETZT) == {SOZIALAMT}
    nutzer_id = konto(beispiel_engine).id
    release_sperre(beispiel_engine, nutzer_id=nutzer_id, jetzt=JETZT, by=akteur(beispiel_engine))
    assert not list_gesperrte(beispiel_engine, [SOZIALAMT], jetzt=JETZT)
    assert versuche_anmeldung(beispiel_engine)


def test_verwaltung_releases_the_addresses(beispiel_engine: Engine) -> None:
    for n in range(30):
        scheitere(beispiel_engine, f"name-{n}")
    release_adressen(beispiel_engine, jetzt=JETZT, by=akteur(beispiel_engine))
    assert versuche_anmeldung(beispiel_engine)


def test_neither_name_nor_address_is_stored(beispiel_engine: Engine) -> None:
    scheitere(beispiel_engine, "geheimer-name", adresse="192.0.2.77")
    with read_session(beispiel_engine) as session:
        row = session.scalars(select(Anmeldeversuch)).one()
    assert not {"geheimer-name", "192.0.2.77"} & {row.name_hash, row.adresse_hash}
    assert row.name_hash != row.adresse_hash


# --- ticket and cookie --------------------------------------------------------------------------


def loese_ein(engine: Engine, neu: NeueAnmeldung, browser: str = BROWSER, jetzt: datetime = JETZT) -> str | None:
    return redeem_ticket(engine, ticket=neu.ticket, browser=browser, jetzt=jetzt)


def test_a_ticket_becomes_a_cookie_once(beispiel_engine: Engine) -> None:
    neu = versuche_anmeldung(beispiel_engine)
    cookie = loese_ein(beispiel_engine, neu)
    assert cookie
    assert loese_ein(beispiel_engine, neu) is None
    found = find_anmeldung(beispiel_engine, anmeldung_id=None, cookie=cookie, browser=BROWSER, jetzt=JETZT)
    assert found is not None
    assert found.id == neu.id
    assert found.eingeloest


def test_of_16_at_once_exactly_one_wins(beispiel_engine: Engine) -> None:
    neu = versuche_anmeldung(beispiel_engine)
    with ThreadPoolExecutor(16) as pool:
        cookies = list(pool.map(lambda _: loese_ein(beispiel_engine, neu), range(16)))
    assert sum(cookie is not None for cookie in cookies) == 1


@pytest.mark.parametrize(("sekunden", "gilt"), [(0, True), (29, True), (30, False), (3600, False)])
def test_a_ticket_is_valid_for_30_seconds(beispiel_engine: Engine, sekunden: int, gilt: bool) -> None:
    neu = versuche_anmeldung(beispiel_engine)
    assert bool(loese_ein(beispiel_engine, neu, jetzt=JETZT + timedelta(seconds=sekunden))) is gilt


@pytest.mark.parametrize("browser", ["browser-zwei", ""])
def test_a_ticket_in_another_browser_or_in_none(beispiel_engine: Engine, browser: str) -> None:
    assert loese_ein(beispiel_engine, versuche_anmeldung(beispiel_engine), browser) is None


def test_a_ticket_of_a_browser_without_cookies_is_never_redeemed(beispiel_engine: Engine) -> None:
    neu = versuche_anmeldung(beispiel_engine, browser="")
    assert loese_ein(beispiel_engine, neu, "") is None
    assert finde(beispiel_engine, neu, browser="")


def test_a_ticket_after_logout_or_deactivation(beispiel_engine: Engine) -> None:
    neu = versuche_anmeldung(beispiel_engine)
    end_browser(beispiel_engine, browser=BROWSER, jetzt=JETZT)
    assert loese_ein(beispiel_engine, neu) is None
    neu = versuche_anmeldung(beispiel_engine)
    with write_transaction(beispiel_engine) as session:
        session.execute(update(Nutzer).filter_by(name=SOZIALAMT).values(aktiv=False))
    assert loese_ein(beispiel_engine, neu) is None


def test_the_store_holds_neither_ticket_nor_cookie_nor_browser(beispiel_engine: Engine) -> None:
    neu = versuche_anmeldung(beispiel_engine)
    cookie = loese_ein(beispiel_engine, neu)
    with read_session(beispiel_engine) as session:
        row = session.scalars(select(Anmeldung)).one()
    assert not {neu.ticket, cookie, BROWSER} & {row.id, row.cookie_hash, row.ticket_hash, row.browser_hash}


# --- who is it, and for how long ----------------------------------------------------------------


@pytest.mark.parametrize("wie", ["id", "cookie"])
@pytest.mark.parametrize("browser", ["browser-zwei", ""])
def test_id_or_cookie_in_another_browser(beispiel_engine: Engine, wie: str, browser: str) -> None:
    neu = versuche_anmeldung(beispiel_engine)
    cookie = loese_ein(beispiel_engine, neu)
    given = {"anmeldung_id": neu.id if wie == "id" else None, "cookie": cookie if wie == "cookie" else None}
    assert find_anmeldung(beispiel_engine, **given, browser=BROWSER, jetzt=JETZT)
    assert find_anmeldung(beispiel_engine, **given, browser=browser, jetzt=JETZT) is None


@pytest.mark.parametrize("cookie", ["", "erfunden", "' OR 1=1 --", "x" * 5000])
def test_forged_cookies(beispiel_engine: Engine, cookie: str) -> None:
    loese_ein(beispiel_engine, versuche_anmeldung(beispiel_engine))
    for anmeldung_id in (None, cookie):
        found = find_anmeldung(beispiel_engine, anmeldung_id=anmeldung_id, cookie=cookie, browser=BROWSER, jetzt=JETZT)
        assert found is None


def test_the_id_of_the_tab_comes_before_the_cookie(beispiel_engine: Engine) -> None:
    alt = versuche_anmeldung(beispiel_engine)
    cookie = loese_ein(beispiel_engine, alt)
    neu = versuche_anmeldung(beispiel_engine)
    found = find_anmeldung(beispiel_engine, anmeldung_id=neu.id, cookie=cookie, browser=BROWSER, jetzt=JETZT)
    assert found is not None
    assert found.id == neu.id


def test_idle_limit(beispiel_engine: Engine) -> None:
    neu = versuche_anmeldung(beispiel_engine)
    assert finde(beispiel_engine, neu, JETZT + 29 * MINUTE)
    assert finde(beispiel_engine, neu, JETZT + 30 * MINUTE) is None


def test_touch_moves_the_idle_limit_looking_does_not(beispiel_engine: Engine) -> None:
    neu = versuche_anmeldung(beispiel_engine)
    aktive = finde(beispiel_engine, neu, JETZT + 20 * MINUTE)
    assert aktive is not None
    assert finde(beispiel_engine, neu, JETZT + 31 * MINUTE) is None, "only looked up"
    touch(beispiel_engine, aktive, jetzt=JETZT + 20 * MINUTE)
    assert finde(beispiel_engine, neu, JETZT + 49 * MINUTE)


def test_touch_writes_at_most_once_a_minute(beispiel_engine: Engine) -> None:
    neu = versuche_anmeldung(beispiel_engine)
    aktive = finde(beispiel_engine, neu)
    assert aktive is not None
    touch(beispiel_engine, aktive, jetzt=JETZT + timedelta(seconds=59))
    again = finde(beispiel_engine, neu)
    assert again is not None
    assert again.zuletzt_am == JETZT


def test_absolute_limit_however_busy(beispiel_engine: Engine) -> None:
    neu = versuche_anmeldung(beispiel_engine)
    jetzt = JETZT
    while jetzt < JETZT + 10 * STUNDE - 20 * MINUTE:
        jetzt += 20 * MINUTE
        aktive = finde(beispiel_engine, neu, jetzt)
        assert aktive is not None
        touch(beispiel_engine, aktive, jetzt=jetzt)
    assert finde(beispiel_engine, neu, JETZT + 10 * STUNDE - MINUTE)
    assert finde(beispiel_engine, neu, JETZT + 10 * STUNDE) is None


def test_limits_come_from_the_environment(beispiel_engine: Engine, ilm_env: Callable[..., None]) -> None:
    neu = versuche_anmeldung(beispiel_engine)
    ilm_env(leerlauf_minuten="5")
    assert finde(beispiel_engine, neu, JETZT + 4 * MINUTE)
    assert finde(beispiel_engine, neu, JETZT + 5 * MINUTE) is None


# --- end ----------------------------------------------------------------------------------------


def test_logout_ends_every_session_of_this_browser_only(beispiel_engine: Engine) -> None:
    eins, zwei = versuche_anmeldung(beispiel_engine), versuche_anmeldung(beispiel_engine)
    anderswo = versuche_anmeldung(beispiel_engine, browser="browser-zwei")
    cookie = loese_ein(beispiel_engine, eins)
    end_browser(beispiel_engine, browser=BROWSER, jetzt=JETZT)
    assert finde(beispiel_engine, eins) is None
    assert finde(beispiel_engine, zwei) is None
    assert find_anmeldung(beispiel_engine, anmeldung_id=None, cookie=cookie, browser=BROWSER, jetzt=JETZT) is None
    assert finde(beispiel_engine, anderswo, browser="browser-zwei")


def test_logout_without_a_browser_cookie_ends_nothing(beispiel_engine: Engine) -> None:
    neu = versuche_anmeldung(beispiel_engine, browser="")
    end_browser(beispiel_engine, browser="", jetzt=JETZT)
    assert finde(beispiel_engine, neu, browser="")


def test_another_person_in_the_same_browser_ends_the_first_one(beispiel_engine: Engine) -> None:
    eins = versuche_anmeldung(beispiel_engine)
    versuche_anmeldung(beispiel_engine, VERWALTUNG)
    assert finde(beispiel_engine, eins) is None


def test_a_changed_role_is_seen_at_once(beispiel_engine: Engine) -> None:
    neu = versuche_anmeldung(beispiel_engine)
    with write_transaction(beispiel_engine) as session:
        session.execute(update(Nutzer).filter_by(name=SOZIALAMT).values(rolle=NutzerRolle.LEITUNG))
    aktive = finde(beispiel_engine, neu)
    assert aktive is not None
    assert aktive.akteur.rolle is NutzerRolle.LEITUNG
