"""The command that verifies frozen states: a downloaded file, or all that are in the store."""

import argparse
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from db.engine import default_engine
from db.migrate import is_migrated
from ilm_data.queries.sitzungsstaende import has_stand, list_staende
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.sitzungsstand import Dateipruefung, Unlesbar, check_datei

GUELTIG, UNGUELTIG, UNLESBAR = 0, 1, 2
KEINER = "Es ist kein Stand eingefroren."


def add_pruefen_stand(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "datei", type=Path, nargs="?", metavar="DATEI", help="heruntergeladener Stand; ohne Angabe: alle gespeicherten"
    )
    parser.add_argument("--sha256", metavar="PRÜFSUMME", help="Prüfsumme vom Papier, mit der verglichen wird")


def pruefen_stand(args: argparse.Namespace) -> tuple[int, str]:
    """Exit code (0 valid, 1 changed, 2 unreadable) and what to print."""
    try:
        return _check_file(args.datei, _plain(args.sha256)) if args.datei else _check_store(_plain(args.sha256))
    except Unlesbar as error:
        return UNLESBAR, f"UNLESBAR: {error}"
    except UnicodeDecodeError:
        return UNLESBAR, "UNLESBAR: Die Datei ist kein Text in UTF-8."


def _check_file(datei: Path, papier: str) -> tuple[int, str]:
    found = check_datei(datei.read_text(encoding="utf-8"))
    code, urteil = GUELTIG, "GÜLTIG: Der Inhalt ist unverändert."
    if not found.is_gueltig:
        code, urteil = UNGUELTIG, f"UNGÜLTIG: Der Inhalt wurde verändert. Die Datei nennt {found.genannt}."
    elif papier not in ("", found.errechnet):
        code, urteil = UNGUELTIG, "UNGÜLTIG: Die Prüfsumme auf dem Papier ist eine andere."
    else:
        urteil += _in_store(found.errechnet)
    return code, "\n".join([*_describe(found), urteil])


def _describe(found: Dateipruefung) -> list[str]:
    inhalt = found.inhalt
    beispiel = " (Beispieldaten)" if inhalt.stand.beispieldaten else ""
    return [
        f"{inhalt.gremium}, Sitzung vom {format_tag(inhalt.sitzung_am)}{beispiel}",
        f"Stichtag {format_tag(inhalt.stand.stichtag)}, Regelversion {inhalt.regelversion}",
        f"SHA-256 {found.errechnet}",
    ]


def _in_store(sha256: str) -> str:
    """Whether the store at hand holds this very state; nothing on a computer without one."""
    engine = default_engine()
    try:
        known = is_migrated(engine) and has_stand(engine, sha256)
    except SQLAlchemyError:
        return ""
    return " Der Datenbestand enthält genau diesen Stand." if known else " Im Datenbestand steht dieser Stand nicht."


def _check_store(papier: str) -> tuple[int, str]:
    staende = [(name, s) for name, s in list_staende(default_engine()) if papier in ("", s.sha256)]
    if not staende:
        return (UNGUELTIG, "UNGÜLTIG: Diesen Stand gibt es hier nicht.") if papier else (GUELTIG, KEINER)
    lines = (f"{'GÜLTIG' if s.is_gueltig else 'UNGÜLTIG'}: {name}, SHA-256 {s.sha256}" for name, s in staende)
    return GUELTIG if all(s.is_gueltig for _, s in staende) else UNGUELTIG, "\n".join(lines)


def _plain(sha256: str | None) -> str:
    return (sha256 or "").strip().lower()
