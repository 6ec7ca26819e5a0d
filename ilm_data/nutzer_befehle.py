"""python -m ilm_data nutzer …: accounts from the server's command line. Each command returns the text to print."""

import argparse

from sqlalchemy import Engine

from db.vocabulary import NutzerRolle
from ilm_data.queries.nutzer import Konto, find_stelle_id, list_konten
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.services import nutzer as konten

BY = konten.KOMMANDOZEILE
ROLLEN = {rolle.value: rolle for rolle in NutzerRolle}


def anlegen(engine: Engine, args: argparse.Namespace) -> str:
    stelle_id = find_stelle_id(engine, args.stelle) if args.stelle else None
    if args.stelle and stelle_id is None:
        raise RegelVerletzt(f"Eine Stelle mit der Kennung „{args.stelle}“ gibt es nicht.")
    zugang = konten.create_nutzer(
        engine,
        name=args.name,
        anzeigename=args.anzeigename or args.name,
        rolle=ROLLEN[args.rolle],
        stelle_id=stelle_id,
        by=BY,
    )
    return _zugang(zugang)


def liste(engine: Engine, _args: argparse.Namespace) -> str:
    return "\n".join(map(_zeile, list_konten(engine, by=BY))) or "Es gibt noch kein Konto."


def _zeile(konto: Konto) -> str:
    zustand = "aktiv" if konto.aktiv else "deaktiviert"
    return " · ".join(part for part in (konto.name, konto.rolle.label, konto.stelle, zustand) if part)


def sperren(engine: Engine, args: argparse.Namespace) -> str:
    konto = _konto(engine, args.name)
    konten.deactivate_nutzer(engine, nutzer_id=konto.id, version=konto.version, by=BY)
    return f"Das Konto {konto.name} ist deaktiviert, alle seine Sitzungen sind beendet."


def kennwort(engine: Engine, args: argparse.Namespace) -> str:
    return _zugang(konten.reset_kennwort(engine, nutzer_id=_konto(engine, args.name).id, by=BY))


def _konto(engine: Engine, name: str) -> Konto:
    for konto in list_konten(engine, by=BY):
        if konto.name == name.strip().lower():
            return konto
    raise RegelVerletzt(f"Ein Konto „{name}“ gibt es nicht. Alle Konten: python -m ilm_data nutzer liste")


def _zugang(zugang: konten.NeuerZugang) -> str:
    satz = "Es wird nur jetzt gezeigt und muss beim ersten Anmelden geändert werden."
    return f"Einmalkennwort für {zugang.name}: {zugang.einmalkennwort}\n{satz}"


def add_nutzer(parser: argparse.ArgumentParser) -> None:
    """The commands below "nutzer"."""
    befehle = parser.add_subparsers(title="Befehle", metavar="BEFEHL", required=True, dest="nutzer BEFEHL")
    for name, run, hilfe in (
        ("anlegen", anlegen, "Konto mit Einmalkennwort anlegen"),
        ("sperren", sperren, "Konto deaktivieren und alle Sitzungen beenden"),
        ("kennwort", kennwort, "neues Einmalkennwort vergeben"),
        ("liste", liste, "alle Konten zeigen"),
    ):
        sub = befehle.add_parser(name, help=hilfe, description=hilfe)
        sub.set_defaults(befehl=run)
        if name != "liste":
            sub.add_argument("name", metavar="NAME", help="Anmeldename")
        if name == "anlegen":
            sub.add_argument("--rolle", required=True, choices=list(ROLLEN), help="Rolle")
            sub.add_argument("--stelle", metavar="KENNUNG", help="Kennung der Stelle, zum Beispiel sozialamt")
            sub.add_argument("--anzeigename", metavar="NAME", help="wie die Anwendung das Konto nennt")
