"""Who may do what, tried at every use case of reporting and ticking, past the widgets."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial

import pytest
from factories import make_erledigung, make_massnahme, make_sachstand, make_stelle, make_zustaendigkeit
from integration.arbeit import HEUTE, LAGEN, MORGEN, ROLLEN, Welt, Ziel, log_of, make_welt, meldung, stand_of
from integration.auszug import dump
from sqlalchemy import Engine, update

from db.engine import read_session, write_transaction
from db.models import MassnahmeBezug, Nutzer, Sachstand, Stelle
from db.vocabulary import BezugArt, NutzerRolle, Rolle
from ilm_data.queries.internes import list_hemmnisse, list_internes
from ilm_data.queries.massnahmen import list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.rechte import Akteur, Beziehung, Handlung, RechtFehlt
from ilm_data.services.erledigungen import fulfil_termin, undo_erledigung
from ilm_data.services.meilensteine import (
    add_meilenstein,
    complete_meilenstein,
    drop_meilenstein,
    postpone_meilenstein,
)
from ilm_data.services.meldungen import report_kein_neuer_sachstand, report_sachstand, undo_sachstand
from ilm_data.services.zugriff import beziehung_to, check_zugriff

MELDEN_DARF = {"eigene", "gemeinsam", "einheit", "bis heute", "ab heute"}
ABHAKEN_DARF = MELDEN_DARF | {"mitwirkend", "mitwirkende Einheit"}
PFLEGEN_DARF: set[str] = set()
SPAETER = date(2027, 3, 1)


@pytest.fixture
def welt(engine: Engine) -> Welt:
    return make_welt(engine)


# --- every use case -----------------------------------------------------------------------------


def _undo_sachstand(welt: Welt, ziel: Ziel, by: Akteur) -> Callable[[], int]:
    with write_transaction(welt.engine) as session:
        row = make_sachstand(session, ziel.schluessel, HEUTE, nutzer_id=by.nutzer_id, erfasst_am=datetime.now(UTC))
    return partial(undo_sachstand, welt.engine, sachstand_id=row.id, heute=HEUTE, by=by)


def _undo_erledigung(welt: Welt, ziel: Ziel, by: Akteur) -> Callable[[], int]:
    with write_transaction(welt.engine) as session:
        row = make_erledigung(session, ziel.termin_id, HEUTE, nutzer_id=by.nutzer_id, erfasst_am=datetime.now(UTC))
    return partial(undo_erledigung, welt.engine, erledigung_id=row.id, heute=HEUTE, by=by)


def _report(welt: Welt, ziel: Ziel, by: Akteur) -> Callable[[], int]:
    return partial(report_sachstand, welt.engine, **meldung(ziel), by=by)


def _kein_neuer(welt: Welt, ziel: Ziel, by: Akteur) -> Callable[[], int]:
    gesehen = {"massnahme_id": ziel.massnahme_id, "gesehen_id": ziel.sachstand_id}
    return partial(report_kein_neuer_sachstand, welt.engine, **gesehen, heute=HEUTE, by=by)


def _add(welt: Welt, ziel: Ziel, by: Akteur) -> Callable[[], int]:
    neu = {"massnahme_id": ziel.massnahme_id, "titel": "Neuer Schritt", "faellig_am": SPAETER}
    return partial(add_meilenstein, welt.engine, **neu, heute=HEUTE, by=by)


def _complete(welt: Welt, ziel: Ziel, by: Akteur) -> Callable[[], int]:
    tick = {"meilenstein_id": ziel.meilenstein_id, "erledigt_am": HEUTE, "nachweis": "liegt vor", "version": 1}
    return partial(complete_meilenstein, welt.engine, **tick, heute=HEUTE, by=by)


def _postpone(welt: Welt, ziel: Ziel, by: Akteur) -> Callable[[], int]:
    neu = {"meilenstein_id": ziel.meilenstein_id, "faellig_am": SPAETER, "grund": "Mittel fehlen", "version": 1}
    return partial(postpone_meilenstein, welt.engine, **neu, heute=HEUTE, by=by)


def _drop(welt: Welt, ziel: Ziel, by: Akteur) -> Callable[[], int]:
    neu = {"meilenstein_id": ziel.meilenstein_id, "grund": "erübrigt", "version": 1}
    return partial(drop_meilenstein, welt.engine, **neu, heute=HEUTE, by=by)


def _fulfil(welt: Welt, ziel: Ziel, by: Akteur) -> Callable[[], int]:
    tick = {"termin_id": ziel.termin_id, "erledigt_am": HEUTE, "nachweis": ""}
    return partial(fulfil_termin, welt.engine, **tick, heute=HEUTE, by=by)


@dataclass(frozen=True)
class Fall:
    """`prepare` returns the call to try; `fachamt_darf` are the Lagen in which a Fachamt may."""

    prepare: Callable[[Welt, Ziel, Akteur], Callable[[], int]]
    tabelle: str
    fachamt_darf: set[str]


FAELLE = {
    "Sachstand melden": Fall(_report, "sachstand", MELDEN_DARF),
    "Kein neuer Sachstand": Fall(_kein_neuer, "sachstand", MELDEN_DARF),
    "Meldung zurücknehmen": Fall(_undo_sachstand, "sachstand", MELDEN_DARF),
    "Meilenstein setzen": Fall(_add, "meilenstein", PFLEGEN_DARF),
    "Meilenstein verschieben": Fall(_postpone, "meilenstein", PFLEGEN_DARF),
    "Meilenstein fallen lassen": Fall(_drop, "meilenstein", PFLEGEN_DARF),
    "Meilenstein abhaken": Fall(_complete, "erledigung", ABHAKEN_DARF),
    "Termin erfüllen": Fall(_fulfil, "erledigung", ABHAKEN_DARF),
    "Haken zurücknehmen": Fall(_undo_erledigung, "erledigung", ABHAKEN_DARF),
}


@pytest.mark.parametrize("name", FAELLE)
def test_the_matrix_of_role_and_stelle(welt: Welt, name: str) -> None:
    """Every role with every Lage: allowed leaves a row, a log row and a raised datenstand; refused leaves nothing."""
    fall = FAELLE[name]
    for nr, (rolle, lage) in enumerate((rolle, lage) for rolle in ROLLEN for lage in LAGEN):
        by = welt.konten[rolle]
        aufruf = fall.prepare(welt, welt.ziel(nr, lage), by)
        darf = rolle is NutzerRolle.KOORDINATION or (rolle is NutzerRolle.FACHAMT and lage in fall.fachamt_darf)
        if darf:
            _assert_done(welt, fall, aufruf, by)
        else:
            _assert_refused(welt, aufruf, by)


def _assert_done(welt: Welt, fall: Fall, aufruf: Callable[[], int], by: Akteur) -> None:
    before = stand_of(welt.engine)
    zeile = aufruf()
    assert stand_of(welt.engine) == before + 1
    (wer, _, alt, neu) = log_of(welt.engine, fall.tabelle, zeile)[-1]
    assert wer == by.name
    assert alt or neu


def _assert_refused(welt: Welt, aufruf: Callable[[], int], by: Akteur) -> None:
    before = dump(welt.engine)
    with pytest.raises(RechtFehlt) as caught:
        aufruf()
    assert ("melden Sie sich an" in str(caught.value)) == (by.rolle is None)
    assert dump(welt.engine) == before


def test_the_matrix_of_internal_texts(welt: Welt) -> None:
    darf = {NutzerRolle.LEITUNG: set(LAGEN), NutzerRolle.KOORDINATION: set(LAGEN), NutzerRolle.FACHAMT: ABHAKEN_DARF}
    for nr, lage in enumerate(LAGEN, 1):
        ziel = welt.ziel(nr, lage)
        report_sachstand(welt.engine, **meldung(ziel), by=welt.konten[NutzerRolle.KOORDINATION])
        for rolle in ROLLEN:
            lesen = partial(
                list_internes, welt.engine, welt.konten[rolle], ziel.massnahme_id, Sicht("2030", HEUTE), HEUTE
            )
            if rolle in darf and lage in darf[rolle]:
                assert [z.intern for z in lesen()] == ["Die Stelle ist ab Januar frei."]
                assert _hemmnisse(welt, rolle, ziel) == ["Eine halbe Stelle fehlt."]
            else:
                with pytest.raises(RechtFehlt):
                    lesen()
                assert _hemmnisse(welt, rolle, ziel) == []


def _hemmnisse(welt: Welt, rolle: NutzerRolle | None, ziel: Ziel) -> list[str]:
    """What the list of Hemmnisse says about one measure; a visitor gets none at all."""
    sicht = Sicht("2030", HEUTE)
    try:
        zeilen = list_hemmnisse(welt.engine, welt.konten[rolle], list_massnahmen(welt.engine, sicht), sicht, HEUTE)
    except RechtFehlt:
        assert rolle is None
        return []
    return [h.erlaeuterung for h in zeilen if h.zeile.plan.id == ziel.massnahme_id]


# --- the account has changed since login --------------------------------------------------------


def _as_it_was(welt: Welt, **values: object) -> Akteur:
    """The actor of an open tab whose account has been changed since."""
    by = welt.akteur("offener-tab")
    with write_transaction(welt.engine) as session:
        session.execute(update(Nutzer).where(Nutzer.id == by.nutzer_id).values(**values))
    return by


@pytest.mark.parametrize(
    ("values", "satz"),
    [
        ({"aktiv": False}, "nicht mehr aktiv"),
        ({"rolle": NutzerRolle.LEITUNG}, "hat sich geändert"),
        ({"rolle": NutzerRolle.KOORDINATION}, "hat sich geändert"),
    ],
)
def test_an_account_changed_in_the_middle_of_the_work(welt: Welt, values: dict[str, object], satz: str) -> None:
    by = _as_it_was(welt, **values)
    for nr, fall in enumerate(FAELLE.values()):
        aufruf = fall.prepare(welt, welt.ziel(nr), by)
        before = dump(welt.engine)
        with pytest.raises(RechtFehlt, match=satz):
            aufruf()
        assert dump(welt.engine) == before


def test_an_account_moved_to_another_stelle(welt: Welt) -> None:
    ziel, by = welt.ziel(), _as_it_was(welt, stelle_id=welt.stellen["fremd"])
    with pytest.raises(RechtFehlt, match="hat sich geändert"):
        _report(welt, ziel, by)()


@pytest.mark.parametrize(
    "gefaelscht",
    [
        lambda by: replace(by, rolle=NutzerRolle.KOORDINATION),
        lambda by: replace(by, nutzer_id=None, rolle=NutzerRolle.KOORDINATION),
        lambda by: replace(by, nutzer_id=99_999, rolle=NutzerRolle.KOORDINATION),
        lambda by: replace(by, stelle_id=None),
    ],
    ids=["Rolle erfunden", "ohne Konto", "Konto erfunden", "ohne Stelle"],
)
def test_an_invented_actor_is_refused(welt: Welt, gefaelscht: Callable[[Akteur], Akteur]) -> None:
    ziel, by = welt.ziel(), gefaelscht(welt.fachamt)
    before = dump(welt.engine)
    for fall in ("Sachstand melden", "Termin erfüllen", "Meilenstein abhaken"):
        with pytest.raises(RechtFehlt):
            FAELLE[fall].prepare(welt, ziel, by)()
    assert dump(welt.engine) == before


# --- the relation -------------------------------------------------------------------------------


def test_the_relation_of_each_lage(welt: Welt) -> None:
    ziele = {lage: welt.ziel(nr, lage) for nr, lage in enumerate(LAGEN)}
    found: dict[Beziehung, set[str]] = {beziehung: set() for beziehung in Beziehung}
    with read_session(welt.engine) as session:
        for lage, ziel in ziele.items():
            found[beziehung_to(session, welt.fachamt, ziel.massnahme_id, HEUTE)].add(lage)
    assert found[Beziehung.ZUSTAENDIG] == MELDEN_DARF
    assert found[Beziehung.MITWIRKEND] == ABHAKEN_DARF - MELDEN_DARF


def test_several_roles_give_the_strongest_relation(welt: Welt) -> None:
    ziel = welt.ziel(1, "mitwirkend")
    with write_transaction(welt.engine) as session:
        make_zustaendigkeit(session, ziel.schluessel, "einheit", rolle=Rolle.GEMEINSAM)
    with read_session(welt.engine) as session:
        assert beziehung_to(session, welt.fachamt, ziel.massnahme_id, HEUTE) is Beziehung.ZUSTAENDIG


def test_an_actor_without_stelle_takes_part_in_nothing(welt: Welt) -> None:
    ziel, by = welt.ziel(), welt.akteur("ohne", rolle=NutzerRolle.LEITUNG)
    with read_session(welt.engine) as session:
        assert beziehung_to(session, replace(by, stelle_id=None), ziel.massnahme_id, HEUTE) is Beziehung.FREMD


@pytest.mark.parametrize(
    ("gilt_bis", "heute", "beziehung"),
    [
        (date(2026, 11, 21), HEUTE, Beziehung.ZUSTAENDIG),
        (None, HEUTE, Beziehung.ZUSTAENDIG),
        (HEUTE, HEUTE, Beziehung.FREMD),
        (HEUTE, MORGEN, Beziehung.ZUSTAENDIG),
    ],
)
@pytest.mark.parametrize("konto", ["alt", "neu", "über neu"])
def test_a_successor_takes_over_when_the_old_stelle_ends(
    welt: Welt, konto: str, gilt_bis: date | None, heute: date, beziehung: Beziehung
) -> None:
    """The account still at the old Stelle works for the new one, and the new one for what names the old."""
    with write_transaction(welt.engine) as session:
        ueber = make_stelle(session, "ueber-neu")
        neu = make_stelle(session, "neu", eltern_id=ueber.id)
        alt = make_stelle(session, "alt", gilt_bis=gilt_bis, nachfolger_id=neu.id)
        named = {"alt": "neu", "neu": "alt", "über neu": "alt"}[konto]
        massnahme = make_massnahme(session, "2030-1.1-M1")
        make_zustaendigkeit(session, "2030-1.1-M1", named)
        stelle_id = {"alt": alt.id, "neu": neu.id, "über neu": ueber.id}[konto]
        by = Akteur(1, "x", NutzerRolle.FACHAMT, stelle_id)
        assert beziehung_to(session, by, massnahme.id, heute) is beziehung


def test_stellen_in_a_circle_do_not_hang(welt: Welt) -> None:
    ziel = welt.ziel()
    with write_transaction(welt.engine) as session:
        amt, einheit = welt.stellen["amt"], welt.stellen["einheit"]
        session.execute(update(Stelle).where(Stelle.id == amt).values(eltern_id=einheit, nachfolger_id=einheit))
        session.execute(update(Stelle).where(Stelle.id == einheit).values(nachfolger_id=amt))
    with read_session(welt.engine) as session:
        assert beziehung_to(session, welt.fachamt, ziel.massnahme_id, HEUTE) is Beziehung.ZUSTAENDIG


# --- a measure that stands twice ----------------------------------------------------------------


@pytest.mark.parametrize("zustaendig", ["geführt", "doppelt"])
@pytest.mark.parametrize("gemeldet", ["geführt", "doppelt"])
def test_gleich_entries_share_relation_and_keeper(welt: Welt, zustaendig: str, gemeldet: str) -> None:
    """Whichever entry names the Stelle and whichever is reported: allowed, and stored at the keeper."""
    gefuehrt = welt.ziel(1, "eigene" if zustaendig == "geführt" else "fremd")
    with write_transaction(welt.engine) as session:
        doppelt = make_massnahme(session, "2030-1.1-M2")
        make_zustaendigkeit(session, "2030-1.1-M2", "amt" if zustaendig == "doppelt" else "fremd")
        art = {"art": BezugArt.GLEICH, "beleg": "Fußnote"}
        session.add(MassnahmeBezug(von_id=doppelt.id, nach_id=gefuehrt.massnahme_id, **art))
    massnahme_id = gefuehrt.massnahme_id if gemeldet == "geführt" else doppelt.id
    neu = report_sachstand(welt.engine, **meldung(gefuehrt, massnahme_id=massnahme_id), by=welt.fachamt)
    assert welt.row(Sachstand, neu).massnahme_id == gefuehrt.massnahme_id
    internes = list_internes(welt.engine, welt.fachamt, massnahme_id, Sicht("2030", HEUTE), HEUTE)
    assert [zeile.sachstand_id for zeile in internes] == [neu]


def test_analog_entries_share_nothing(welt: Welt) -> None:
    eigene, fremde = welt.ziel(1), welt.ziel(2, "fremd")
    with write_transaction(welt.engine) as session:
        art = {"art": BezugArt.ANALOG, "beleg": "Fußnote"}
        session.add(MassnahmeBezug(von_id=eigene.massnahme_id, nach_id=fremde.massnahme_id, **art))
    with read_session(welt.engine) as session, pytest.raises(RechtFehlt):
        check_zugriff(session, welt.fachamt, Handlung.MELDEN, fremde.massnahme_id, HEUTE)
