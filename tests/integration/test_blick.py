"""The glance over HTTP: the numbers of the Überblick, one drawing per datenstand, no script, nothing internal."""

import asyncio
import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from factories import make_massnahme, make_sachstand
from httpx import ASGITransport, AsyncClient, Response
from integration.vorlagen import BEISPIEL_HEUTE, render
from sqlalchemy import Engine, select, text

from db.engine import read_session, write_transaction
from db.models import Sachstand
from db.vocabulary import Hemmnis, Umsetzungsstand
from ilm_data.queries.massnahmen import list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.ueberblick import make_ueberblick


@pytest.fixture(autouse=True)
def forget_drawings() -> None:
    """A store of an earlier test may have had the same address."""
    from ui.blick.routen import _drawn

    _drawn.cache_clear()


@pytest.fixture
def demo(ilm_env: Callable[..., None], beispiel_lesend: Engine) -> Engine:
    ilm_env(database_url=render(beispiel_lesend.url), heute=BEISPIEL_HEUTE.isoformat())
    return beispiel_lesend


@pytest.fixture
def leer(ilm_env: Callable[..., None], engine: Engine) -> Engine:
    ilm_env(database_url=render(engine.url), heute=BEISPIEL_HEUTE.isoformat())
    return engine


def get(path: str, **headers: str) -> Response:
    from starlette.applications import Starlette

    from ui.http import ROUTES, Frontdoor

    async def ask() -> Response:
        transport = ASGITransport(app=Frontdoor(Starlette(routes=ROUTES)))
        async with AsyncClient(transport=transport, base_url="http://ilm.example") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(ask())


def words(answer: Response) -> str:
    """What a person reads, tags left out."""
    without_style = re.sub(r"<style>.*?</style>", "", answer.text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", without_style)).split())


@pytest.mark.parametrize("stichtag", [BEISPIEL_HEUTE, date(2025, 6, 30), date(2027, 3, 1)])
def test_it_says_the_numbers_of_the_ueberblick(demo: Engine, stichtag: date) -> None:
    u = make_ueberblick(list_massnahmen(demo, Sicht("2020", stichtag)), stichtag)
    answer = get(f"/blick?stichtag={stichtag.isoformat()}")
    shown = words(answer)
    k = u.kennzahlen
    for anteil in (k.laufen_oder_erledigt, k.aufmerksamkeit, k.ohne_meldung, k.meilensteine, k.termintreue):
        assert anteil.text.replace(" · ", " ") in shown
    assert f"Stand {stichtag:%d.%m.%Y}" in shown
    assert "Beispieldaten" in shown
    assert answer.text.count("<svg") == 1
    for zeile in u.bitte_ansehen[:5]:
        assert zeile.plan.titel in shown


def test_one_field_has_an_address_of_its_own(demo: Engine) -> None:
    zeilen = [z for z in list_massnahmen(demo, Sicht("2020", BEISPIEL_HEUTE)) if z.plan.feld_nr == "4"]
    shown = words(get("/blick/feld/4"))
    assert make_ueberblick(zeilen, BEISPIEL_HEUTE).kennzahlen.laufen_oder_erledigt.text.split(" · ")[0] in shown
    assert get("/blick/feld/9").status_code == 404
    assert get("/blick/feld/9").text.startswith("<!doctype html>")


@pytest.mark.usefixtures("demo")
def test_it_needs_no_script_and_no_other_host() -> None:
    answer = get("/blick")
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "script-src" not in answer.headers["content-security-policy"]
    assert {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"} >= set(
        re.findall(r"https?://[^\"'\s)]+", answer.text)
    )
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.usefixtures("demo")
def test_who_has_it_gets_304_and_who_can_unpack_gets_it_packed() -> None:
    plain, packed = get("/blick", **{"accept-encoding": "identity"}), get("/blick", **{"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) * 3 < int(plain.headers["content-length"])
    assert plain.text == packed.text
    again = get("/blick", **{"if-none-match": plain.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert get("/blick?stichtag=2025-06-30").headers["etag"] != plain.headers["etag"]


def test_a_write_is_there_at_the_next_look(leer: Engine) -> None:
    with write_transaction(leer) as session:
        make_massnahme(session, "2030-1.1-M1", titel="<script>alert(1)</script> & Co.")
    before = get("/blick")
    assert "0 von 1 Maßnahme" in words(before)
    assert "<script" not in before.text
    with write_transaction(leer) as session:
        make_sachstand(
            session,
            "2030-1.1-M1",
            stand_am=date(2026, 11, 1),
            umsetzungsstand=Umsetzungsstand.LAUFEND,
            hemmnis=Hemmnis.PERSONAL,
            hemmnis_text="Frau Geheim ist krank",
            intern="nur für uns",
        )
        session.execute(text("UPDATE datenstand SET stand = stand + 1"))
    after = get("/blick", **{"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert "1 von 1 Maßnahme" in words(after)
    assert "Hemmnis: Personal" in words(after)
    with read_session(leer) as session:
        row = session.scalars(select(Sachstand)).one()
        assert row.intern, "sonst prüft der nächste Satz nichts"
        assert row.intern not in after.text
        assert row.hemmnis_text not in after.text


@pytest.mark.usefixtures("leer")
def test_what_cannot_be_shown_says_so_in_german() -> None:
    nichts = get("/blick")
    assert nichts.status_code == 503
    assert "Der Datenbestand ist leer" in words(nichts)
    unlesbar = get("/blick?stichtag=31.02.2026")
    assert unlesbar.status_code == 400
    assert "Das ist kein Datum" in words(unlesbar)


def test_where_reading_needs_a_login_it_asks_for_one(ilm_env: Callable[..., None], engine: Engine) -> None:
    ilm_env(database_url=render(engine.url), lesen_ohne_anmeldung="0")
    answer = get("/blick")
    assert answer.status_code == 403
    assert 'href="/anmelden"' in answer.text


def test_only_named_sites_may_frame_it(ilm_env: Callable[..., None], beispiel_lesend: Engine) -> None:
    ilm_env(database_url=render(beispiel_lesend.url), einbetten_in="https://www.ilm-kreis.de")
    answer = get("/blick")
    assert answer.headers["content-security-policy"].endswith("frame-ancestors 'self' https://www.ilm-kreis.de")
    assert "x-frame-options" not in answer.headers
    assert get("/healthz").headers["x-frame-options"] == "SAMEORIGIN"


def test_ready_means_that_the_store_answers_and_has_the_schema(
    ilm_env: Callable[..., None], engine: Engine, leere_engine: Engine
) -> None:
    ilm_env(database_url=render(engine.url))
    assert get("/readyz").json() == {"status": "ok", "datenbank": "ok", "schema": "ok"}
    ilm_env(database_url=render(leere_engine.url))
    assert (get("/readyz").status_code, get("/readyz").json()["schema"]) == (503, "veraltet")
    ilm_env(database_url="sqlite:////nirgends/gibt/es/nicht.sqlite3")
    assert get("/healthz").status_code == 200
