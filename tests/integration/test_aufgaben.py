"""The list of the department's start page: whose measures, in which order, with what to tick."""

from datetime import date

import pytest
from factories import (
    make_erledigung,
    make_massnahme,
    make_meilenstein,
    make_sachstand,
    make_termin,
    make_zustaendigkeit,
    postpone,
)
from integration.arbeit import HEUTE, LAGEN, Welt, make_welt
from sqlalchemy import Engine

from db.engine import write_transaction
from db.models import MassnahmeBezug, Nutzer
from db.vocabulary import Aktualitaet, BezugArt, NutzerRolle, Rolle, TerminArt, Terminlage, Umsetzungsstand
from ilm_data.queries.aufgaben import DRINGLICHKEIT_OF_TERMINLAGE, Aufgabe, Dringlichkeit, list_aufgaben
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.rechte import BESUCH, Akteur, Beziehung
from ilm_data.services.erledigungen import fulfil_termin
from ilm_data.services.meilensteine import complete_meilenstein
from ilm_data.services.meldungen import report_kein_neuer_sachstand, undo_sachstand

SICHT = Sicht("2030", HEUTE)
BEGINN = date(2021, 1, 1)


@pytest.fixture
def welt(engine: Engine) -> Welt:
    return make_welt(engine)


def _list(welt: Welt, auch: str = "", rolle: NutzerRolle = NutzerRolle.FACHAMT) -> list[Aufgabe]:
    return list(list_aufgaben(welt.engine, welt.konten[rolle], SICHT, auch))


def _keys(aufgaben: list[Aufgabe]) -> list[str]:
    return [aufgabe.zeile.schluessel for aufgabe in aufgaben]


def test_every_terminlage_has_its_urgency() -> None:
    assert set(DRINGLICHKEIT_OF_TERMINLAGE) == set(Terminlage)


def test_only_the_measures_of_the_own_stelle_and_its_units(welt: Welt) -> None:
    ziele = {lage: welt.ziel(nr, lage).schluessel for nr, lage in enumerate(LAGEN, start=1)}
    aufgaben = _list(welt)
    zustaendig = {ziele[lage] for lage in ("eigene", "gemeinsam", "einheit", "bis heute", "ab heute")}
    mitwirkend = {ziele["mitwirkend"], ziele["mitwirkende Einheit"]}
    assert set(_keys(aufgaben[:5])) == zustaendig
    assert set(_keys(aufgaben[5:])) == mitwirkend
    assert [a.beziehung for a in aufgaben] == [Beziehung.ZUSTAENDIG] * 5 + [Beziehung.MITWIRKEND] * 2


def test_nobody_without_stelle_has_aufgaben(welt: Welt) -> None:
    ziel = welt.ziel()
    assert list_aufgaben(welt.engine, BESUCH, SICHT, ziel.schluessel) == ()


def test_the_coordination_may_ask_for_a_foreign_measure(welt: Welt) -> None:
    eigene, fremde = welt.ziel(1).schluessel, welt.ziel(2, "fremd").schluessel
    assert _keys(_list(welt, fremde, NutzerRolle.KOORDINATION)) == [eigene, fremde]
    assert _keys(_list(welt, "2030-9.9-M9", NutzerRolle.KOORDINATION)) == [eigene]
    for rolle in (NutzerRolle.FACHAMT, NutzerRolle.LEITUNG, NutzerRolle.VERWALTUNG):
        assert _keys(_list(welt, fremde, rolle)) == [eigene]


def _make(welt: Welt, nr: int, stand: Umsetzungsstand, gemeldet: date, faellig: date | None = None) -> str:
    schluessel = f"2030-1.1-M{nr}"
    with write_transaction(welt.engine) as session:
        make_massnahme(session, schluessel)
        make_zustaendigkeit(session, schluessel, "amt")
        make_sachstand(session, schluessel, gemeldet, umsetzungsstand=stand)
        if faellig:
            make_meilenstein(session, schluessel, faellig)
    return schluessel


def test_due_things_first(welt: Welt) -> None:
    frisch, alt, laufend = date(2026, 11, 1), date(2026, 1, 5), Umsetzungsstand.LAUFEND
    ruhig = _make(welt, 1, laufend, frisch)
    fertig = _make(welt, 2, Umsetzungsstand.ABGESCHLOSSEN, alt, date(2026, 1, 1))
    stumm = _make(welt, 3, laufend, alt)
    bald = _make(welt, 4, laufend, frisch, date(2026, 12, 1))
    spaet = _make(welt, 5, laufend, frisch, date(2026, 11, 20))
    spaeter = _make(welt, 6, laufend, frisch, date(2026, 1, 20))
    aufgaben = _list(welt)
    # What is finished has nothing due; its old milestone only says which of the quiet ones comes first.
    assert _keys(aufgaben) == [spaeter, spaet, bald, stumm, fertig, ruhig]
    assert [a.dringlichkeit for a in aufgaben] == [
        Dringlichkeit.UEBERFAELLIG,
        Dringlichkeit.UEBERFAELLIG,
        Dringlichkeit.BALD_FAELLIG,
        Dringlichkeit.OHNE_MELDUNG,
        Dringlichkeit.UEBRIGE,
        Dringlichkeit.UEBRIGE,
    ]
    assert aufgaben[3].zeile.lage.aktualitaet is Aktualitaet.ALTERND


def test_open_milestones_only(welt: Welt) -> None:
    schluessel = _make(welt, 1, Umsetzungsstand.LAUFEND, HEUTE)
    with write_transaction(welt.engine) as session:
        offen = make_meilenstein(session, schluessel, date(2026, 12, 1), titel="offen", version=4)
        verschoben = make_meilenstein(session, schluessel, date(2026, 10, 1), titel="verschoben")
        neu = postpone(session, verschoben, date(2027, 1, 1), date(2026, 9, 1))
        make_erledigung(session, make_meilenstein(session, schluessel, date(2026, 9, 1)), date(2026, 9, 1))
        weg = {"entfallen_am": date(2026, 8, 1), "entfallen_grund": "erübrigt"}
        make_meilenstein(session, schluessel, date(2026, 9, 1), **weg)
    (aufgabe,) = _list(welt)
    assert [(m.id, m.version) for m in aufgabe.meilensteine] == [(offen.id, 4), (neu.id, 1)]
    assert aufgabe.meilensteine[0].befund.lage is Terminlage.BALD_FAELLIG


def _fenster(welt: Welt) -> list[tuple[str, str, bool]]:
    (aufgabe,) = _list(welt)
    return [(t.fenster.key if t.fenster else "", t.text, t.ist_offen) for t in aufgabe.termine]


def test_a_rhythm_offers_the_open_window_and_the_last_missed_one(welt: Welt) -> None:
    schluessel = _make(welt, 1, Umsetzungsstand.LAUFEND, HEUTE)
    with write_transaction(welt.engine) as session:
        termin = make_termin(session, schluessel, quote_min=2, quote_max=2, von=BEGINN).id
        for tag in (date(2026, 3, 1), date(2025, 4, 1)):
            make_erledigung(session, termin, tag)
        for art in (TerminArt.FORTLAUFEND, TerminArt.OFFEN):
            make_termin(session, schluessel, art=art)
    assert _fenster(welt) == [("2025", "1 von 2", False), ("2026", "1 von 2", True)]
    arguments = {"termin_id": termin, "nachweis": "", "heute": HEUTE}
    fulfil_termin(welt.engine, **arguments, erledigt_am=date(2025, 9, 1), by=welt.fachamt)
    assert _fenster(welt) == [("2026", "1 von 2", True)]
    fulfil_termin(welt.engine, **arguments, erledigt_am=HEUTE, by=welt.fachamt)
    assert _fenster(welt) == []


def test_a_range_can_be_filled_to_its_upper_end(welt: Welt) -> None:
    schluessel = _make(welt, 1, Umsetzungsstand.LAUFEND, HEUTE)
    with write_transaction(welt.engine) as session:
        termin = make_termin(session, schluessel, quote_min=1, quote_max=2, von=date(2026, 1, 1)).id
        make_erledigung(session, termin, date(2026, 3, 1))
    assert _fenster(welt) == [("2026", "1 von 1–2", True)]
    with write_transaction(welt.engine) as session:
        make_erledigung(session, termin, date(2026, 4, 1))
    assert _fenster(welt) == []


def test_a_single_termin_is_offered_until_it_is_done(welt: Welt) -> None:
    schluessel = _make(welt, 1, Umsetzungsstand.LAUFEND, HEUTE)
    with write_transaction(welt.engine) as session:
        termin = make_termin(session, schluessel, art=TerminArt.EINMALIG, bis=date(2026, 12, 31))
    assert _fenster(welt) == [("", "", True)]
    with write_transaction(welt.engine) as session:
        make_erledigung(session, termin, HEUTE)
    assert _fenster(welt) == []


def test_what_is_listed_can_be_done(welt: Welt) -> None:
    """Ids and versions of the list are what the use cases take."""
    welt.ziel()
    (aufgabe,) = _list(welt)
    (meilenstein,) = aufgabe.meilensteine
    by, heute = welt.fachamt, HEUTE
    arguments = {"erledigt_am": HEUTE, "nachweis": "", "heute": heute, "by": by}
    complete_meilenstein(welt.engine, meilenstein_id=meilenstein.id, version=meilenstein.version, **arguments)
    for termin in aufgabe.termine:
        fulfil_termin(welt.engine, termin_id=termin.id, **arguments)
    gesehen = {"massnahme_id": aufgabe.massnahme_id, "gesehen_id": aufgabe.sachstand_id}
    neu = report_kein_neuer_sachstand(welt.engine, **gesehen, heute=heute, by=by)
    (danach,) = _list(welt)
    assert (danach.meilensteine, danach.termine, danach.sachstand_id) == ((), (), neu)
    undo_sachstand(welt.engine, sachstand_id=neu, heute=heute, by=by)
    assert _list(welt)[0].sachstand_id == aufgabe.sachstand_id


def test_a_measure_that_stands_twice_is_listed_once(welt: Welt) -> None:
    gefuehrt = welt.ziel(1, "fremd")
    with write_transaction(welt.engine) as session:
        doppelt = make_massnahme(session, "2030-2.1-M1")
        make_zustaendigkeit(session, "2030-2.1-M1", "amt", rolle=Rolle.GEMEINSAM)
        art = {"art": BezugArt.GLEICH, "beleg": "Fußnote"}
        session.add(MassnahmeBezug(von_id=doppelt.id, nach_id=gefuehrt.massnahme_id, **art))
    (aufgabe,) = _list(welt)
    assert (aufgabe.massnahme_id, aufgabe.auch) == (gefuehrt.massnahme_id, ("2030-2.1-M1",))
    assert aufgabe.beziehung is Beziehung.ZUSTAENDIG


def test_the_list_holds_nothing_internal(welt: Welt) -> None:
    schluessel = _make(welt, 1, Umsetzungsstand.LAUFEND, date(2026, 5, 1))
    with write_transaction(welt.engine) as session:
        make_sachstand(session, schluessel, HEUTE, intern="GEHEIM", hemmnis="personal", hemmnis_text="VERTRAULICH")
    shown = repr(_list(welt))
    assert "GEHEIM" not in shown
    assert "VERTRAULICH" not in shown


def test_the_demo_accounts_have_work(beispiel_engine: Engine) -> None:
    for nutzer in Welt(beispiel_engine, {}, {}).rows(Nutzer, rolle=NutzerRolle.FACHAMT):
        akteur = Akteur(nutzer.id, nutzer.name, nutzer.rolle, nutzer.stelle_id)
        assert list_aufgaben(beispiel_engine, akteur, Sicht("2020", HEUTE))
