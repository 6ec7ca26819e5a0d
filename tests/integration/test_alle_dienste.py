"""Every use case there is, tried by everyone who may not: found by looking, so that a new one cannot be forgotten."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from functools import partial
from typing import Any, get_type_hints

import pytest
from factories import make_ereignis
from importdateien import roh, strom
from integration.arbeit import HEUTE, ROLLEN, Welt, Ziel, make_welt
from integration.auszug import dump
from sqlalchemy import Engine, update

import ilm_data.services
from db.engine import write_transaction
from db.models import Erledigung, Nutzer
from db.vocabulary import EreignisStatus, NutzerRolle, TerminArt
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.rechte import RECHTE, Akteur, Beziehung, Handlung, RechtFehlt
from ilm_data.services.ereignisse import EreignisEingabe

PFLEGEN, MELDEN, ABHAKEN = Handlung.INHALT_PFLEGEN, Handlung.MELDEN, Handlung.ABHAKEN
DIENSTE: dict[str, Handlung] = {
    **dict.fromkeys(("massnahmen.edit_massnahme", "massnahmen.add_teil", "massnahmen.edit_teil"), PFLEGEN),
    **dict.fromkeys(
        ("meilensteine.add_meilenstein", "meilensteine.postpone_meilenstein", "meilensteine.drop_meilenstein"), PFLEGEN
    ),
    **dict.fromkeys(("termine.add_termin", "termine.confirm_termin", "termine.correct_termin"), PFLEGEN),
    **dict.fromkeys(
        (
            "zustaendigkeiten.add_zustaendigkeit",
            "zustaendigkeiten.change_stelle",
            "zustaendigkeiten.confirm_zustaendigkeit",
            "zustaendigkeiten.correct_rolle",
            "zustaendigkeiten.end_zustaendigkeit",
        ),
        PFLEGEN,
    ),
    **dict.fromkeys(
        (
            "stellen.add_alias",
            "stellen.add_stelle",
            "stellen.rename_stelle",
            "stellen.set_eltern",
            "nachfolge.merge_stelle",
            "nachfolge.set_nachfolger",
        ),
        PFLEGEN,
    ),
    "datenimporte.import_datei": PFLEGEN,
    **dict.fromkeys(
        (
            "sitzungen.add_sitzung",
            "sitzungen.edit_sitzung",
            "sitzungsfolien.set_folien",
            "sitzungsstaende.freeze_stand",
            "tagesordnungen.set_agenda",
            "vereinbarungen.agree_aufgabe",
        ),
        PFLEGEN,
    ),
    **dict.fromkeys(
        (
            "indikatorpflege.enter_werte",
            "indikatorpflege.add_ziel",
            "indikatorpflege.edit_ziel",
            "indikatorpflege.drop_ziel",
        ),
        PFLEGEN,
    ),
    **dict.fromkeys(("kalenderschluessel.create_schluessel", "kalenderschluessel.revoke_schluessel"), PFLEGEN),
    **dict.fromkeys(
        ("meldungen.report_sachstand", "meldungen.report_kein_neuer_sachstand", "meldungen.undo_sachstand"), MELDEN
    ),
    **dict.fromkeys(
        ("erledigungen.fulfil_termin", "erledigungen.undo_erledigung", "meilensteine.complete_meilenstein"), ABHAKEN
    ),
    **dict.fromkeys(
        ("ereignisse.add_ereignis", "ereignisse.edit_ereignis", "ereignisse.cancel_ereignis"),
        Handlung.EREIGNIS_ERFASSEN,
    ),
    **dict.fromkeys(
        (
            "nutzer.activate_nutzer",
            "nutzer.change_zuordnung",
            "nutzer.create_nutzer",
            "nutzer.deactivate_nutzer",
            "nutzer.release_adressen",
            "nutzer.release_sperre",
            "nutzer.reset_kennwort",
        ),
        Handlung.NUTZER_VERWALTEN,
    ),
}
"""Use case → the action of the table of rights it needs. Whoever adds a use case adds its line."""

# Of the command line only, where no account acts; no page imports it.
OHNE_KONTO = {"aufbewahrung.pseudonymise_protokoll"}
HELFER = {"pflege.open_pflege"}


def _use_cases() -> dict[str, Callable[..., Any]]:
    """Public functions of the services that take the store and an Akteur."""
    found = {}
    for info in pkgutil.walk_packages(ilm_data.services.__path__, "ilm_data.services."):
        module = importlib.import_module(info.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ != info.name or name.startswith("_"):
                continue
            given = get_type_hints(inspect.unwrap(function))
            if Akteur in given.values() and given.get("engine") is Engine:
                found[f"{info.name.removeprefix('ilm_data.services.')}.{name}"] = function
    return found


USE_CASES = _use_cases()


def test_every_use_case_is_in_the_matrix() -> None:
    assert set(USE_CASES) - OHNE_KONTO - HELFER == set(DIENSTE)


@pytest.fixture
def welt(engine: Engine) -> Welt:
    return make_welt(engine)


def _values(welt: Welt, ziel: Ziel) -> dict[str, Any]:
    """What a use case is called with, by the name of its parameter."""
    with write_transaction(welt.engine) as session:
        ereignis = make_ereignis(session, [ziel.schluessel], HEUTE, status=EreignisStatus.GEPLANT)
    eingabe = EreignisEingabe("Fest", HEUTE, HEUTE, EreignisStatus.GEPLANT, (ziel.massnahme_id,))
    (tick, *_) = welt.rows(Erledigung)
    return {
        "massnahme_id": ziel.massnahme_id,
        "meilenstein_id": ziel.meilenstein_id,
        "termin_id": ziel.termin_id,
        "sachstand_id": ziel.sachstand_id,
        "gesehen_id": ziel.sachstand_id,
        "erledigung_id": tick.id,
        "ereignis_id": ereignis.id,
        "eingabe": eingabe,
        "deutung": Deutung(TerminArt.FORTLAUFEND),
        "jetzt": datetime.now(UTC),
        "roh": strom(roh("genesis_alt.csv")),
        "wahl": {},
        "punkte": (),
        "eingaben": (),
        "version": 1,
    }


def _call(welt: Welt, ziel: Ziel, name: str) -> Callable[..., Any]:
    """The use case with everything but `by`."""
    function, known = USE_CASES[name], _values(welt, ziel)
    needed = {
        key: known[key] if key in known else _some(given)
        for key, given in get_type_hints(function).items()
        if key not in ("engine", "by", "return")
        and (key in known or inspect.signature(function).parameters[key].default is inspect.Parameter.empty)
    }
    return partial(function, welt.engine, **needed)


def _some(given: Any) -> Any:
    if isinstance(given, type) and issubclass(given, Enum):
        return next(iter(given))
    return {int: 1, str: "Etwas Neues", date: HEUTE}.get(given)


def _refused(welt: Welt, call: Callable[..., Any], by: Akteur) -> None:
    before = dump(welt.engine)
    with pytest.raises(RechtFehlt):
        call(by=by)
    assert dump(welt.engine) == before


@pytest.mark.parametrize(("lage", "beziehung"), [("fremd", Beziehung.FREMD), ("eigene", Beziehung.ZUSTAENDIG)])
def test_whoever_has_no_right_is_refused_everywhere(welt: Welt, lage: str, beziehung: Beziehung) -> None:
    """Every role at the measure of a foreign and of the own Stelle. All the ways to take part: test_zugriff.py."""
    ziel = welt.ziel(1, lage)
    for name, handlung in DIENSTE.items():
        call = _call(welt, ziel, name)
        for rolle in ROLLEN:
            if handlung not in RECHTE[rolle, beziehung]:
                _refused(welt, call, welt.konten[rolle])


def test_an_account_that_is_switched_off_is_refused_everywhere(welt: Welt) -> None:
    """Deactivated in the middle of the work, with a page still open."""
    ziel = welt.ziel(1)
    calls = {name: _call(welt, ziel, name) for name in DIENSTE}
    with write_transaction(welt.engine) as session:
        session.execute(update(Nutzer).values(aktiv=False))
    for name, handlung in DIENSTE.items():
        rolle = NutzerRolle.VERWALTUNG if handlung is Handlung.NUTZER_VERWALTEN else NutzerRolle.KOORDINATION
        _refused(welt, calls[name], welt.konten[rolle])
