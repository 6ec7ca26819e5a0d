"""Ticks and milestones: one click, one row; undo; old dates stay; many at once."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from factories import make_meilenstein, make_termin
from integration.arbeit import HEUTE, MORGEN, Welt, Ziel, log_of, make_welt, stand_of
from integration.auszug import dump
from sqlalchemy import Engine, update

from db.engine import write_transaction
from db.models import Erledigung, Meilenstein, Protokoll, Termin
from db.vocabulary import Aktion, NutzerRolle, TerminArt
from ilm_data.queries.massnahme import load_massnahme
from ilm_data.queries.massnahmen import list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur, RechtFehlt
from ilm_data.services.erledigungen import fulfil_termin, undo_erledigung
from ilm_data.services.konflikt import Konflikt
from ilm_data.services.meilensteine import (
    add_meilenstein,
    complete_meilenstein,
    drop_meilenstein,
    postpone_meilenstein,
)

SPAETER = date(2027, 3, 1)
GLEICHZEITIG = 200


@pytest.fixture
def welt(engine: Engine) -> Welt:
    return make_welt(engine)


def _complete(welt: Welt, ziel: Ziel, by: Akteur | None = None, **values: Any) -> int:
    tick = {"meilenstein_id": ziel.meilenstein_id, "erledigt_am": HEUTE, "nachweis": "", "version": 1, "heute": HEUTE}
    return complete_meilenstein(welt.engine, **tick | values, by=by or welt.fachamt)


def _fulfil(welt: Welt, termin_id: int, by: Akteur | None = None, **values: Any) -> int:
    tick = {"termin_id": termin_id, "erledigt_am": HEUTE, "nachweis": "", "heute": HEUTE}
    return fulfil_termin(welt.engine, **tick | values, by=by or welt.fachamt)


def _koordination(welt: Welt) -> Akteur:
    return welt.konten[NutzerRolle.KOORDINATION]


def _add(welt: Welt, ziel: Ziel, by: Akteur | None = None, **values: Any) -> int:
    neu = {"massnahme_id": ziel.massnahme_id, "titel": "Konzept vorlegen", "faellig_am": SPAETER, "heute": HEUTE}
    return add_meilenstein(welt.engine, **neu | values, by=by or _koordination(welt))


def _postpone(welt: Welt, meilenstein_id: int, by: Akteur | None = None, **values: Any) -> int:
    neu = {"faellig_am": SPAETER, "grund": "Mittel fehlen", "version": 1, "heute": HEUTE} | values
    return postpone_meilenstein(welt.engine, meilenstein_id=meilenstein_id, **neu, by=by or _koordination(welt))


def _drop(welt: Welt, meilenstein_id: int, by: Akteur | None = None, **values: Any) -> int:
    neu = {"grund": "erübrigt", "version": 1, "heute": HEUTE} | values
    return drop_meilenstein(welt.engine, meilenstein_id=meilenstein_id, **neu, by=by or _koordination(welt))


def _undo(welt: Welt, erledigung_id: int, by: Akteur | None = None) -> int:
    return undo_erledigung(welt.engine, erledigung_id=erledigung_id, heute=HEUTE, by=by or welt.fachamt)


def _age(welt: Welt, erledigung_id: int, dauer: timedelta) -> None:
    with write_transaction(welt.engine) as session:
        erfasst_am = datetime.now(UTC) - dauer
        session.execute(update(Erledigung).where(Erledigung.id == erledigung_id).values(erfasst_am=erfasst_am))


def _version(welt: Welt, ziel: Ziel) -> int:
    return int(welt.row(Meilenstein, ziel.meilenstein_id).version)


# --- ticks on milestones ------------------------------------------------------------------------


def test_a_tick_with_its_log_row(welt: Welt) -> None:
    ziel = welt.ziel()
    tick = welt.row(Erledigung, _complete(welt, ziel, erledigt_am=date(2026, 11, 20), nachweis=" Az. 12/2026 "))
    assert (tick.meilenstein_id, tick.termin_id, tick.erledigt_am) == (ziel.meilenstein_id, None, date(2026, 11, 20))
    assert (tick.nachweis, tick.nutzer_id, tick.beispiel) == ("Az. 12/2026", welt.fachamt.nutzer_id, False)
    ((wer, aktion, _, neu),) = log_of(welt.engine, "erledigung", tick.id)
    assert (wer, aktion) == ("konto-fachamt", Aktion.ANGELEGT)
    assert json.loads(neu)["erledigt_am"] == "2026-11-20"
    assert _version(welt, ziel) == 2


def test_undo_restores_the_picture(welt: Welt) -> None:
    ziel, sicht = welt.ziel(), Sicht("2030", HEUTE)
    before = list_massnahmen(welt.engine, sicht)
    tick = _complete(welt, ziel)
    assert list_massnahmen(welt.engine, sicht) != before
    assert _undo(welt, tick) == tick
    assert list_massnahmen(welt.engine, sicht) == before
    assert [zeile[1] for zeile in log_of(welt.engine, "erledigung", tick)] == [Aktion.ANGELEGT, Aktion.ZURUECKGENOMMEN]
    assert _complete(welt, ziel, version=_version(welt, ziel)) > tick


def test_a_double_click_gives_one_tick(welt: Welt) -> None:
    ziel = welt.ziel()
    termine = {"termin_id": ziel.termin_id}, {"termin_id": ziel.einmalig_id}
    assert _complete(welt, ziel) == _complete(welt, ziel)
    for termin in termine:
        assert _fulfil(welt, **termin) == _fulfil(welt, **termin)
    assert len(welt.rows(Erledigung, erledigt_am=HEUTE)) == len(welt.rows(Protokoll)) == 3


def test_the_second_to_tick_is_told_who_was_first(welt: Welt) -> None:
    ziel, other = welt.ziel(), welt.akteur("koordinatorin", "fremd", NutzerRolle.KOORDINATION)
    for tick in (lambda by: _complete(welt, ziel, by), lambda by: _fulfil(welt, ziel.termin_id, by)):
        tick(other)
        before = dump(welt.engine)
        with pytest.raises(Konflikt, match=r"schon abgehakt, als erledigt am 22\.11\.2026") as caught:
            tick(welt.fachamt)
        assert caught.value.gespeichert.stelle == "Jobcenter"
        assert dump(welt.engine) == before


def test_the_same_day_again_is_no_double_click_after_a_while(welt: Welt) -> None:
    ziel = welt.ziel()
    _age(welt, _fulfil(welt, ziel.termin_id), timedelta(minutes=2))
    with pytest.raises(Konflikt, match="ein weiteres Mal"):
        _fulfil(welt, ziel.termin_id)
    _fulfil(welt, ziel.termin_id, erledigt_am=date(2026, 11, 20))
    _age(welt, _fulfil(welt, ziel.einmalig_id), timedelta(minutes=2))
    with pytest.raises(Konflikt) as caught:
        _fulfil(welt, ziel.einmalig_id, erledigt_am=date(2026, 11, 20))
    assert "weiteres" not in str(caught.value)


def test_a_tick_counts_for_the_window_of_its_day(welt: Welt) -> None:
    ziel = welt.ziel()
    _fulfil(welt, ziel.termin_id, erledigt_am=date(2025, 6, 1))
    _fulfil(welt, ziel.einmalig_id)
    (zeile,) = list_massnahmen(welt.engine, Sicht("2030", HEUTE))
    assert zeile.pflichten.wiederkehren[0].erfuellungen == (date(2025, 6, 1),)
    assert zeile.pflichten.einmalige[0].erledigt_am == HEUTE


# --- taking back --------------------------------------------------------------------------------


def test_who_may_take_a_tick_back(welt: Welt) -> None:
    ziel = welt.ziel()
    tick = _fulfil(welt, ziel.termin_id)
    with pytest.raises(RechtFehlt, match="nur, wer ihn gesetzt hat"):
        _undo(welt, tick, welt.akteur("kollegin"))
    _age(welt, tick, timedelta(days=1))
    with pytest.raises(RegelVerletzt, match="nur am Tag der Eingabe"):
        _undo(welt, tick)
    assert _undo(welt, tick, welt.konten[NutzerRolle.KOORDINATION]) == tick
    with pytest.raises(RegelVerletzt, match="schon zurückgenommen"):
        _undo(welt, tick)
    with pytest.raises(RegelVerletzt, match="gibt es nicht mehr"):
        _undo(welt, 99_999)


# --- milestones ---------------------------------------------------------------------------------


def test_a_new_milestone(welt: Welt) -> None:
    ziel = welt.ziel()
    row = welt.row(Meilenstein, _add(welt, ziel, titel="  Konzept\n vorlegen "))
    assert (row.titel, row.faellig_am, row.gesetzt_am) == ("Konzept vorlegen", SPAETER, HEUTE)
    assert (row.stelle_id, row.version, row.massnahme_id) == (welt.stellen["amt"], 1, ziel.massnahme_id)
    assert log_of(welt.engine, "meilenstein", row.id)[0][1] == Aktion.ANGELEGT
    assert _add(welt, ziel) == row.id
    _drop(welt, row.id)
    assert _add(welt, ziel) > row.id


def test_a_postponed_milestone_keeps_its_old_date(welt: Welt) -> None:
    ziel = welt.ziel()
    neu = _postpone(welt, ziel.meilenstein_id)
    old, row = welt.row(Meilenstein, ziel.meilenstein_id), welt.row(Meilenstein, neu)
    assert (old.faellig_am, old.version) == (date(2026, 12, 1), 2)
    assert (row.faellig_am, row.ersetzt_id, row.grund, row.gesetzt_am) == (SPAETER, old.id, "Mittel fehlen", HEUTE)
    assert (row.titel, row.stelle_id, row.massnahme_id) == (old.titel, old.stelle_id, old.massnahme_id)
    ((_, aktion, alt, _),) = log_of(welt.engine, "meilenstein", neu)
    assert (aktion, json.loads(alt)["faellig_am"]) == (Aktion.ERSETZT, "2026-12-01")
    detail = load_massnahme(welt.engine, ziel.schluessel, HEUTE)
    assert detail
    assert detail.meilensteine[-1].frueher == ((date(2026, 12, 1), "Mittel fehlen"),)
    # Twice by a double click, and once more for good.
    assert _postpone(welt, ziel.meilenstein_id) == neu
    assert _postpone(welt, neu, faellig_am=date(2026, 12, 5), grund="geht doch früher") > neu


def test_a_dropped_milestone_stays_visible(welt: Welt) -> None:
    ziel = welt.ziel()
    assert _drop(welt, ziel.meilenstein_id) == _drop(welt, ziel.meilenstein_id) == ziel.meilenstein_id
    row = welt.row(Meilenstein, ziel.meilenstein_id)
    assert (row.entfallen_am, row.entfallen_grund, row.version) == (HEUTE, "erübrigt", 2)
    assert len(log_of(welt.engine, "meilenstein", row.id)) == 1
    detail = load_massnahme(welt.engine, ziel.schluessel, HEUTE)
    assert detail
    assert detail.meilensteine[-1].entfallen_grund == "erübrigt"


@pytest.mark.parametrize("zuerst", ["abgehakt", "verschoben", "entfallen"])
@pytest.mark.parametrize("dann", ["abgehakt", "verschoben", "entfallen"])
def test_two_editors_of_one_milestone(welt: Welt, zuerst: str, dann: str) -> None:
    """Whatever the first one did, the second one reads it and changes nothing."""
    ziel, first = welt.ziel(), welt.akteur("erste", "fremd", NutzerRolle.KOORDINATION)
    tun = {
        "abgehakt": lambda by, **v: _complete(welt, ziel, by, **v),
        "verschoben": lambda by, **v: _postpone(welt, ziel.meilenstein_id, by, **v),
        "entfallen": lambda by, **v: _drop(welt, ziel.meilenstein_id, by, **v),
    }
    anders = {"abgehakt": {}, "verschoben": {"grund": "anderer Grund"}, "entfallen": {"grund": "anderer Grund"}}[dann]
    tun[zuerst](first)
    before = dump(welt.engine)
    with pytest.raises(Konflikt) as caught:
        tun[dann](_koordination(welt), **anders)
    assert caught.value.gespeichert.stelle == "Jobcenter"
    assert dump(welt.engine) == before


def test_an_old_version_is_a_conflict(welt: Welt) -> None:
    """Ticked and taken back again: nobody sees it, but the form is stale all the same."""
    ziel = welt.ziel()
    _undo(welt, _complete(welt, ziel))
    with pytest.raises(Konflikt, match="etwas anderes gespeichert") as caught:
        _drop(welt, ziel.meilenstein_id, version=1)
    assert caught.value.gespeichert.marke == 3
    _drop(welt, ziel.meilenstein_id, version=3)


# --- bad input ----------------------------------------------------------------------------------


def test_bad_input_is_refused_and_nothing_is_stored(welt: Welt) -> None:
    ziel = welt.ziel()
    lang, meilenstein_id = "x" * 10_000, ziel.meilenstein_id
    schlecht = [
        (lambda: _complete(welt, ziel, erledigt_am=MORGEN), "liegt in der Zukunft"),
        (lambda: _complete(welt, ziel, erledigt_am=date(26, 11, 22)), "Das Jahr 26"),
        (lambda: _complete(welt, ziel, nachweis=lang), r"10\.000 Zeichen"),
        (lambda: _complete(welt, ziel, meilenstein_id=99_999), "gibt es nicht"),
        (lambda: _fulfil(welt, ziel.termin_id, erledigt_am=MORGEN), "liegt in der Zukunft"),
        (lambda: _fulfil(welt, ziel.termin_id, nachweis=lang), r"10\.000 Zeichen"),
        (lambda: _fulfil(welt, ziel.fortlaufend_id), "fortlaufend und lässt sich nicht abhaken"),
        (lambda: _fulfil(welt, 99_999), "gibt es nicht"),
        (lambda: _add(welt, ziel, titel="ab"), "mindestens 3 Zeichen"),
        (lambda: _add(welt, ziel, titel="x" * 201), "201 Zeichen"),
        (lambda: _add(welt, ziel, faellig_am=date(2026, 11, 21)), "schon vorbei"),
        (lambda: _add(welt, ziel, faellig_am=date(2126, 11, 21)), "Das Jahr 2126"),
        (lambda: _add(welt, ziel, massnahme_id=99_999), "gibt es nicht"),
        (lambda: _postpone(welt, meilenstein_id, grund=" \n"), "„Grund“"),
        (lambda: _postpone(welt, meilenstein_id, grund=lang), r"10\.000 Zeichen"),
        (lambda: _postpone(welt, meilenstein_id, faellig_am=date(2026, 12, 1)), "schon für den"),
        (lambda: _postpone(welt, meilenstein_id, faellig_am=date(2026, 11, 21)), "schon vorbei"),
        (lambda: _postpone(welt, 99_999), "gibt es nicht"),
        (lambda: _drop(welt, meilenstein_id, grund=""), "„Grund“"),
        (lambda: _drop(welt, 99_999), "gibt es nicht"),
    ]
    before = dump(welt.engine)
    for nr, (aufruf, satz) in enumerate(schlecht):
        with pytest.raises(RegelVerletzt, match=satz):
            pytest.fail(f"gespeichert: Fall {nr}, {aufruf()}")
        assert dump(welt.engine) == before, nr


def test_formulas_and_markup_are_stored_as_typed(welt: Welt) -> None:
    gemein = "=1+1 <script>alert(1)</script> **fett** [x](javascript:1)"
    assert welt.row(Meilenstein, _add(welt, welt.ziel(), titel=gemein)).titel == gemein


# --- many at once -------------------------------------------------------------------------------


def _all_at_once(aufrufe: list[Any]) -> list[Any]:
    start = Barrier(len(aufrufe))

    def run(aufruf: Any) -> Any:
        start.wait(timeout=60)
        return aufruf()

    with ThreadPoolExecutor(len(aufrufe)) as pool:
        return list(pool.map(run, aufrufe))


def test_two_hundred_ticks_at_once(welt: Welt) -> None:
    """Half of them on one rhythm, half on milestones of their own: none lost, the log complete, no stand used twice."""
    ziel = welt.ziel()
    with write_transaction(welt.engine) as session:
        termin = make_termin(session, ziel.schluessel, art=TerminArt.WIEDERKEHREND, periode_monate=1)
        schritte = [make_meilenstein(session, ziel.schluessel, SPAETER).id for _ in range(GLEICHZEITIG // 2)]
    tage = [HEUTE - timedelta(days=nr) for nr in range(GLEICHZEITIG // 2)]
    before = stand_of(welt.engine)
    ids = _all_at_once(
        [lambda tag=tag: _fulfil(welt, termin.id, erledigt_am=tag) for tag in tage]
        + [lambda schritt=schritt: _complete(welt, ziel, meilenstein_id=schritt) for schritt in schritte]
    )
    assert len(set(ids)) == GLEICHZEITIG
    assert {tick.erledigt_am for tick in welt.rows(Erledigung, termin_id=termin.id)} == set(tage)
    assert {t.meilenstein_id for t in welt.rows(Erledigung) if t.id in ids and t.meilenstein_id} == set(schritte)
    log = welt.rows(Protokoll)
    assert {int(zeile.zeile) for zeile in log} == set(ids)
    assert sorted(zeile.datenstand for zeile in log) == list(range(before + 1, before + GLEICHZEITIG + 1))
    assert stand_of(welt.engine) == before + GLEICHZEITIG


def test_twenty_clicks_on_the_same_thing_give_one_row(welt: Welt) -> None:
    ziel = welt.ziel()
    for aufruf in (lambda: _fulfil(welt, ziel.termin_id), lambda: _complete(welt, ziel)):
        assert len(set(_all_at_once([aufruf] * 20))) == 1
    assert len(welt.rows(Erledigung, termin_id=ziel.termin_id)) == 1
    assert len(welt.rows(Erledigung, meilenstein_id=ziel.meilenstein_id)) == 1
    assert len(welt.rows(Protokoll)) == 2
    assert welt.rows(Termin, id=ziel.termin_id)[0].version == 1
