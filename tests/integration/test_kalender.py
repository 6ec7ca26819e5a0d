"""Calendar feeds, read back with a parser of our own: days, UIDs, escaping, what must stay out, and their keys."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from factories import (
    make_ereignis,
    make_massnahme,
    make_meilenstein,
    make_nutzer,
    make_sachstand,
    make_sitzung,
    make_termin,
    postpone,
)
from httpx import ASGITransport, AsyncClient, Response
from integration.ics_leser import Teil, read_ics
from integration.vorlagen import render
from sqlalchemy import Engine, select
from starlette.applications import Starlette

from db.engine import read_session, write_transaction
from db.models import Fassung, Kalenderschluessel, Protokoll, Sachstand
from db.vocabulary import EreignisStatus, NutzerRolle, Umsetzungsstand
from ilm_data.berichte.kalender import Kalender, to_ics
from ilm_data.queries.eintraege import list_eintraege
from ilm_data.queries.kalenderfeeds import find_feed, list_schluessel, select_feed
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur, RechtFehlt
from ilm_data.services.kalenderschluessel import create_schluessel, revoke_schluessel

M1 = "2030-1.1-M1"
HEUTE = date(2026, 11, 22)
SICHT = Sicht("2030", HEUTE)
PLAUE = {"ort": "Plaue, Markt 1; Hof", "status": EreignisStatus.GEPLANT}


def prepare(engine: Engine) -> None:
    with write_transaction(engine) as session:
        make_massnahme(session, M1)
        session.query(Fassung).update({"beschluss_am": date(2025, 1, 1)})


def feed_of(engine: Engine, stichtag: date = HEUTE, kennung: str = "alle", **values: object) -> dict[str, Teil]:
    sicht = Sicht("2030", stichtag)
    feed = find_feed(engine, kennung, sicht)
    assert feed
    eintraege = select_feed(list_eintraege(engine, sicht), feed, stichtag)
    return by_uid(to_ics(eintraege, Kalender(feed.name, **values)))  # type: ignore[arg-type]


def by_uid(body: bytes) -> dict[str, Teil]:
    events = read_ics(body).teile
    found = {event.text("UID"): event for event in events}
    assert len(found) == len(events), "eine UID steht zweimal"
    return found


# --- what an entry says ---------------------------------------------------------------------------


def test_windows_are_all_day_spans_with_an_exclusive_end(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        make_termin(session, M1, bezeichnung="Runder Tisch")
    found = feed_of(engine)
    uid = next(uid for uid in found if uid.startswith("termin-") and "-2026@" in uid)
    event = found[uid]
    assert (event.tag("DTSTART"), event.tag("DTEND")) == (date(2026, 1, 1), date(2027, 1, 1))
    assert event.text("SUMMARY") == "Zeitraum: Runder Tisch 2026"
    assert event.text("TRANSP") == "TRANSPARENT"
    jahre = sorted(e.tag("DTSTART").year for e in found.values())
    assert jahre == [2025, 2026, 2027, 2028], "ein Jahr zurück, zwei voraus"


def test_a_postponed_milestone_keeps_its_uid_with_a_higher_sequence(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        row = make_meilenstein(session, M1, date(2026, 3, 1))
        postpone(session, row, date(2026, 12, 4), date(2026, 2, 1))
    before, after = feed_of(engine, date(2026, 1, 1)), feed_of(engine)
    assert before.keys() == after.keys()
    old, new = next(iter(before.values())), next(iter(after.values()))
    assert (old.tag("DTSTART"), new.tag("DTSTART")) == (date(2026, 3, 1), date(2026, 12, 4))
    assert (old.text("SEQUENCE"), new.text("SEQUENCE")) == ("0", "1")
    assert old.text("LAST-MODIFIED") < new.text("LAST-MODIFIED") == new.text("DTSTAMP")
    assert "Ursprünglich: 01.03.2026" in new.text("DESCRIPTION")


def test_cancelled_events_and_dropped_milestones_stay_as_cancelled(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        make_ereignis(session, [M1], date(2026, 12, 1), status=EreignisStatus.ABGESAGT, version=2)
        make_meilenstein(
            session, M1, date(2026, 12, 5), entfallen_am=date(2026, 10, 1), entfallen_grund="Kein Bedarf mehr"
        )
        make_sitzung(session, date(2026, 12, 3), notiz="Vertraulich: Raum unklar")
    found = {event.text("CATEGORIES"): event for event in feed_of(engine).values()}
    assert found["Ereignis"].text("STATUS") == found["Meilenstein"].text("STATUS") == "CANCELLED"
    assert found["Ereignis"].text("SEQUENCE") == found["Meilenstein"].text("SEQUENCE") == "1"
    assert found["Sitzung"].text("STATUS") == "CONFIRMED"
    assert found["Sitzung"].tag("DTSTART") == date(2026, 12, 3)


def test_commas_semicolons_breaks_umlauts_and_long_lines_survive(engine: Engine) -> None:
    prepare(engine)
    titel = "Fest für Groß & Klein, Tanz; Musik \\ Essen " + "ä€😀" * 40
    with write_transaction(engine) as session:
        make_ereignis(session, [M1], date(2026, 12, 1), ende_am=date(2026, 12, 2), titel=titel, **PLAUE)
    event = next(iter(feed_of(engine, beispieldaten=True).values()))
    assert event.text("SUMMARY") == f"Ereignis: {titel}"
    assert event.text("LOCATION") == "Plaue, Markt 1; Hof"
    assert event.text("DESCRIPTION").split("\n")[-1] == "Beispieldaten"
    assert event.tag("DTEND") == date(2026, 12, 3)


def test_nothing_internal_and_no_person_is_in_any_feed(beispiel_lesend: Engine) -> None:
    with read_session(beispiel_lesend) as session:
        texts = session.execute(select(Sachstand.intern, Sachstand.hemmnis_text, Sachstand.bericht)).all()
    internal = {text for row in texts for text in row if len(text) > 12}
    assert internal
    eintraege = list_eintraege(beispiel_lesend, Sicht("2020", HEUTE))
    calendar = to_ics(eintraege, Kalender("Alle", beispieldaten=True)).replace(b"\r\n ", b"").decode()
    plain = calendar.replace("\\,", ",").replace("\\;", ";").replace("\\n", "\n")
    assert not [text for text in internal if text in plain]
    assert "eispielkonto" not in plain
    for name in ("ATTENDEE", "ORGANIZER", "VTIMEZONE", "CONTACT"):
        assert name not in plain


def test_internal_text_of_a_report_stays_out(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        make_meilenstein(session, M1, date(2026, 12, 1))
        make_sachstand(session, M1, date(2026, 6, 1), umsetzungsstand=Umsetzungsstand.LAUFEND, intern="GEHEIM")
    assert "GEHEIM" not in str(feed_of(engine))


def test_every_feed_of_the_demo_is_readable_and_says_that_it_is_demo(beispiel_lesend: Engine) -> None:
    sicht = Sicht("2020", HEUTE)
    alle = list_eintraege(beispiel_lesend, sicht)
    sizes = {}
    for kennung in ("alle", "stelle/jugendamt", "feld/3"):
        feed = find_feed(beispiel_lesend, kennung, sicht)
        assert feed
        calendar = read_ics(to_ics(select_feed(alle, feed, HEUTE), Kalender(feed.name, beispieldaten=True)))
        assert calendar.text("X-WR-CALNAME") == calendar.text("NAME") == f"{feed.name} (Beispieldaten)"
        assert calendar.werte["REFRESH-INTERVAL"] == ({"VALUE": "DURATION"}, "P1D")
        assert (calendar.text("VERSION"), calendar.text("METHOD")) == ("2.0", "PUBLISH")
        sizes[kennung] = len(calendar.teile)
    assert 0 < sizes["stelle/jugendamt"] < sizes["alle"]
    assert 0 < sizes["feld/3"] < sizes["alle"]
    assert find_feed(beispiel_lesend, "feld/9", sicht) is None
    assert find_feed(beispiel_lesend, "stelle/gibt-es-nicht", sicht) is None


# --- over HTTP, with and without keys -------------------------------------------------------------


@pytest.fixture
def settings_of(ilm_env: Callable[..., None], engine: Engine) -> Callable[..., None]:
    prepare(engine)
    with write_transaction(engine) as session:
        make_meilenstein(session, M1, date(2026, 12, 1))
    return lambda **values: ilm_env(database_url=render(engine.url), heute=HEUTE.isoformat(), **values)


def get(path: str, **headers: str) -> Response:
    import asyncio

    from ui.kalender import ROUTES

    async def ask() -> Response:
        transport = ASGITransport(app=Starlette(routes=ROUTES))
        async with AsyncClient(transport=transport, base_url="https://ilm.example") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(ask())


def test_a_feed_over_http(settings_of: Callable[..., None]) -> None:
    settings_of()
    answer = get("/kalender/alle.ics")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    event = read_ics(answer.content).teile[0]
    assert event.text("URL") == "https://ilm.example/massnahme?massnahme=2030-1.1-M1"
    again = get("/kalender/alle.ics", **{"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert get("/kalender/feld/1.ics").headers["etag"] != answer.headers["etag"]
    assert get("/kalender/feld/7.ics").status_code == 404
    assert get("/kalender/../alle.ics").status_code == 404


def koordination(engine: Engine, rolle: NutzerRolle = NutzerRolle.KOORDINATION) -> Akteur:
    with write_transaction(engine) as session:
        row = make_nutzer(session, rolle.value, rolle=rolle)
        return Akteur(row.id, row.name, rolle)


def test_where_reading_needs_a_login_only_a_valid_key_opens_its_own_feed(
    settings_of: Callable[..., None], engine: Engine
) -> None:
    settings_of(lesen_ohne_anmeldung="0")
    by = koordination(engine)
    made = create_schluessel(
        engine, feed="alle", bezeichnung="Kalender der Landrätin", fassung="2030", heute=HEUTE, by=by
    )
    assert len(made.schluessel) >= 40
    adresse = f"/kalender/alle.ics?schluessel={made.schluessel}"
    assert get(adresse).status_code == 200
    assert get("/kalender/alle.ics").status_code == 403
    assert get("/kalender/alle.ics?schluessel=falsch").status_code == 403
    assert get(f"/kalender/feld/1.ics?schluessel={made.schluessel}").status_code == 403
    assert get("/kalender/feld/7.ics").status_code == 403, "wer keinen Schlüssel hat, erfährt nicht, was es gibt"
    revoke_schluessel(engine, schluessel_id=made.id, heute=HEUTE, by=by)
    revoke_schluessel(engine, schluessel_id=made.id, heute=HEUTE, by=by)
    assert get(adresse).status_code == 403
    assert [row.widerrufen_am is not None for row in list_schluessel(engine, by=by)] == [True]


def test_the_key_stands_neither_in_the_store_nor_in_the_log(settings_of: Callable[..., None], engine: Engine) -> None:
    settings_of()
    by = koordination(engine)
    made = create_schluessel(engine, feed="feld/1", bezeichnung="Amt", fassung="2030", heute=HEUTE, by=by)
    with read_session(engine) as session:
        row = session.scalars(select(Kalenderschluessel)).one()
        log = session.scalars(select(Protokoll).filter_by(tabelle="kalenderschluessel")).one()
    assert made.schluessel not in (row.schluessel_hash, row.feed, row.bezeichnung)
    assert made.schluessel not in log.neu
    assert row.schluessel_hash not in log.neu
    assert row.erfasst_am <= datetime.now(UTC)


def test_only_whoever_maintains_content_gives_keys_out(engine: Engine) -> None:
    prepare(engine)
    by = koordination(engine, NutzerRolle.VERWALTUNG)
    with pytest.raises(RechtFehlt):
        create_schluessel(engine, feed="alle", bezeichnung="Amt", fassung="2030", heute=HEUTE, by=by)
    with pytest.raises(RechtFehlt):
        revoke_schluessel(engine, schluessel_id=1, heute=HEUTE, by=by)
    with pytest.raises(RechtFehlt):
        list_schluessel(engine, by=by)
    boss = koordination(engine)
    with pytest.raises(RegelVerletzt, match="gibt es nicht"):
        create_schluessel(engine, feed="feld/99", bezeichnung="Amt", fassung="2030", heute=HEUTE, by=boss)
    with pytest.raises(RegelVerletzt, match="Wofür"):
        create_schluessel(engine, feed="alle", bezeichnung="  ", fassung="2030", heute=HEUTE, by=boss)
