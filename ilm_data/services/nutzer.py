"""Accounts: create, role and Stelle, reset the password, deactivate, release a lockout.

Every change ends all sessions of that account. The log names the row, never the person, password or hash: names in
the log stand in protokoll_akteur alone, where they can be pseudonymised.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from db.models import Anmeldeversuch, Nutzer, Stelle
from db.vocabulary import Aktion, NutzerRolle
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur, Handlung, check_recht
from ilm_data.services.aenderung import Aenderung, open_aenderung
from ilm_data.services.anmeldung import end_of_nutzer
from ilm_data.services.eingaben import check_pflicht, check_zeile
from ilm_data.services.kennwort import hash_kennwort, make_einmalkennwort
from ilm_data.services.konflikt import check_version
from ilm_data.services.sperre import name_hash, release
from ilm_data.services.zugriff import check_konto

KOMMANDOZEILE = Akteur(None, "Kommandozeile", NutzerRolle.VERWALTUNG)
"""Who acts on the server itself: whoever may run commands there may do this anyway."""
TABELLE = "nutzer"
NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{2,59}")


@dataclass(frozen=True)
class NeuerZugang:
    """The one-time password is shown once and kept nowhere."""

    nutzer_id: int
    name: str
    einmalkennwort: str


def create_nutzer(
    engine: Engine, *, name: str, anzeigename: str, rolle: NutzerRolle, stelle_id: int | None, by: Akteur
) -> NeuerZugang:
    """A new account with a one-time password that has to be changed at the first login."""
    einmal = make_einmalkennwort()
    passwort_hash = hash_kennwort(einmal)
    with _open(engine, by) as aenderung:
        neu = Nutzer(
            name=_check_name(aenderung.session, name),
            anzeigename=check_pflicht("Anzeigename", check_zeile("Anzeigename", anzeigename, 80)),
            passwort_hash=passwort_hash,
            rolle=rolle,
            stelle_id=_check_stelle(aenderung.session, rolle, stelle_id),
        )
        aenderung.session.add(neu)
        aenderung.session.flush()
        aenderung.log(Aktion.ANGELEGT, TABELLE, neu.id, neu=_werte(neu))
        return NeuerZugang(neu.id, neu.name, einmal)


def change_zuordnung(
    engine: Engine, *, nutzer_id: int, rolle: NutzerRolle, stelle_id: int | None, version: int, by: Akteur
) -> int:
    """Another role or Stelle. Raises Konflikt when the account was changed meanwhile."""
    with _open(engine, by) as aenderung:
        nutzer = _load(aenderung.session, nutzer_id, version)
        if rolle is not NutzerRolle.VERWALTUNG:
            _check_not_last(aenderung.session, nutzer)
        values = {"rolle": rolle, "stelle_id": _check_stelle(aenderung.session, rolle, stelle_id)}
        return _save(aenderung, nutzer, values)


def deactivate_nutzer(engine: Engine, *, nutzer_id: int, version: int, by: Akteur) -> int:
    """Nobody logs in with it any more. Refused for the last active account of the administration."""
    with _open(engine, by) as aenderung:
        nutzer = _load(aenderung.session, nutzer_id, version)
        _check_not_last(aenderung.session, nutzer)
        return _save(aenderung, nutzer, {"aktiv": False})


def activate_nutzer(engine: Engine, *, nutzer_id: int, version: int, by: Akteur) -> int:
    """Opens a deactivated account again, with its old password."""
    with _open(engine, by) as aenderung:
        return _save(aenderung, _load(aenderung.session, nutzer_id, version), {"aktiv": True})


def reset_kennwort(engine: Engine, *, nutzer_id: int, by: Akteur) -> NeuerZugang:
    """A new one-time password; the old one opens nothing any more, a lockout of the name ends."""
    einmal = make_einmalkennwort()
    passwort_hash = hash_kennwort(einmal)
    with _open(engine, by) as aenderung:
        nutzer = _load(aenderung.session, nutzer_id)
        set_kennwort(aenderung, nutzer, passwort_hash, wechseln=True)
        release(aenderung.session, Anmeldeversuch.name_hash == name_hash(nutzer.name), jetzt=aenderung.zeitpunkt)
        return NeuerZugang(nutzer.id, nutzer.name, einmal)


def release_sperre(engine: Engine, *, nutzer_id: int, jetzt: datetime, by: Akteur) -> None:
    """The account may be tried again at once."""
    with _open(engine, by) as aenderung:
        nutzer = _load(aenderung.session, nutzer_id)
        release(aenderung.session, Anmeldeversuch.name_hash == name_hash(nutzer.name), jetzt=jetzt)
        aenderung.log(Aktion.GEAENDERT, TABELLE, nutzer_id, neu={"sperre": "aufgehoben"})


def release_adressen(engine: Engine, *, jetzt: datetime, by: Akteur) -> None:
    """Lets every address try again: an office behind one address locks out all its people together."""
    with _open(engine, by) as aenderung:
        release(aenderung.session, jetzt=jetzt)
        aenderung.log(Aktion.GEAENDERT, "anmeldeversuch", neu={"sperre": "für alle Adressen aufgehoben"})


def set_kennwort(aenderung: Aenderung, nutzer: Nutzer, passwort_hash: str, *, wechseln: bool) -> None:
    """Stores a hash, ends all sessions, and logs that it happened, not what.

    Own changes are logged without the row: the actor says whose, until the log is pseudonymised.
    """
    nutzer.passwort_hash, nutzer.passwort_wechseln = passwort_hash, wechseln
    nutzer.version += 1
    end_of_nutzer(aenderung.session, nutzer.id, aenderung.zeitpunkt)
    zeile, neu = (nutzer.id, "zurückgesetzt") if wechseln else ("", "selbst geändert")
    aenderung.log(Aktion.GEAENDERT, TABELLE, zeile, neu={"kennwort": neu})


@contextmanager
def _open(engine: Engine, by: Akteur) -> Iterator[Aenderung]:
    with open_aenderung(engine, by=by.name) as aenderung:
        if by != KOMMANDOZEILE:
            check_konto(aenderung.session, by)
        check_recht(by, Handlung.NUTZER_VERWALTEN)
        yield aenderung


def _load(session: Session, nutzer_id: int, version: int | None = None) -> Nutzer:
    nutzer = session.get(Nutzer, nutzer_id)
    if nutzer is None:
        raise RegelVerletzt("Dieses Konto gibt es nicht.")
    if version is not None:
        check_version(session, TABELLE, nutzer_id, ist=nutzer.version, erwartet=version, werte=_werte(nutzer))
    return nutzer


def _save(aenderung: Aenderung, nutzer: Nutzer, values: Mapping[str, object]) -> int:
    alt = _werte(nutzer)
    for name, value in values.items():
        setattr(nutzer, name, value)
    nutzer.version += 1
    end_of_nutzer(aenderung.session, nutzer.id, aenderung.zeitpunkt)
    aenderung.log(Aktion.GEAENDERT, TABELLE, nutzer.id, alt=alt, neu=_werte(nutzer))
    return nutzer.id


def _werte(nutzer: Nutzer) -> dict[str, object]:
    """What the log keeps of an account."""
    return {"rolle": nutzer.rolle.value, "stelle_id": nutzer.stelle_id, "aktiv": nutzer.aktiv is not False}


def _check_name(session: Session, name: str) -> str:
    name = name.strip().lower()
    if not NAME.fullmatch(name):
        raise RegelVerletzt(
            "Der Anmeldename braucht 3 bis 60 Zeichen: Buchstaben ohne Umlaute, Ziffern, Punkt, Strich."
        )
    if session.scalar(select(Nutzer.id).filter_by(name=name)) is not None:
        raise RegelVerletzt(f"Ein Konto „{name}“ gibt es schon.")
    return name


def _check_stelle(session: Session, rolle: NutzerRolle, stelle_id: int | None) -> int | None:
    if stelle_id is None and rolle is NutzerRolle.FACHAMT:
        raise RegelVerletzt("Ein Konto der Rolle Fachamt braucht eine Stelle.")
    if stelle_id is not None and session.get(Stelle, stelle_id) is None:
        raise RegelVerletzt("Diese Stelle gibt es nicht.")
    return stelle_id


def _check_not_last(session: Session, nutzer: Nutzer) -> None:
    """The datenstand row makes two such changes queue, so two people cannot lock each other out."""
    verwaltung = select(func.count()).select_from(Nutzer).filter_by(rolle=NutzerRolle.VERWALTUNG, aktiv=True)
    if nutzer.aktiv and nutzer.rolle is NutzerRolle.VERWALTUNG and (session.scalar(verwaltung) or 0) <= 1:
        raise RegelVerletzt("Das letzte aktive Konto der Verwaltung bleibt bestehen. Legen Sie zuerst ein anderes an.")
