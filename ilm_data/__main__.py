"""The command line: python -m ilm_data --help lists the commands in German."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from db.engine import default_engine
from db.migrate import migrate
from db.settings import settings
from ilm_data.heute import heute, jetzt
from ilm_data.import_befehl import add_importieren, run_importieren
from ilm_data.katalog.abgleich import compare, format_unterschiede
from ilm_data.katalog.dokument import DokumentUnlesbar, read_dokument
from ilm_data.katalog.reader import read_katalog
from ilm_data.katalog.wortlaut import wortlaute
from ilm_data.kommandozeile import GermanParser
from ilm_data.nutzer_befehle import add_nutzer
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.services.aufbewahrung import delete_expired, pseudonymise_protokoll
from ilm_data.services.beispiel import (
    BEISPIEL_KONTEN,
    BEISPIEL_PASSWORT,
    count_katalog_aenderungen,
    load_beispiel,
    remove_beispiel,
)
from ilm_data.services.katalog import load_katalog
from ilm_data.services.nutzer import KOMMANDOZEILE
from ilm_data.services.wortlaut import fill_wortlaut
from ilm_data.sitzung_befehle import add_pruefen_stand, pruefen_stand

Command = Callable[[argparse.Namespace], int]


def cmd_init(_args: argparse.Namespace) -> int:
    engine = default_engine()
    migrate(engine)
    ladung = load_katalog(engine)
    if ladung.is_empty:
        print("Der Katalog ist vollständig, nichts zu tun.")
    else:
        print(
            f"Katalog geladen: {ladung.handlungsziele} Handlungsziele, {ladung.massnahmen} Maßnahmen, "
            f"{ladung.stellen} Stellen, {ladung.zustaendigkeiten} Zuständigkeiten, {ladung.termine} Termine, "
            f"{ladung.sonstige} weitere Einträge."
        )
    return 0


def cmd_demo(args: argparse.Namespace) -> int:
    engine = default_engine()
    migrate(engine)
    if args.entfernen:
        geblieben = count_katalog_aenderungen(engine)
        print(f"Beispieldaten entfernt: {remove_beispiel(engine)}.")
        if geblieben:
            print(f"Änderungen von Beispielkonten am Katalog, die bleiben (siehe Protokoll): {geblieben}.")
        return 0
    if settings().is_produktion:
        print("Im Betrieb (ILM_ENV=produktion) werden keine Beispieldaten geladen.", file=sys.stderr)
        return 1
    load_katalog(engine)
    ladung = load_beispiel(engine, heute=args.heute or heute())
    print(
        "Beispieldaten sind schon geladen, nichts zu tun." if ladung.is_empty else f"Beispieldaten geladen: {ladung}."
    )
    print("Beispielkonten (Kennwort für alle: " + BEISPIEL_PASSWORT + "):")
    for konto in BEISPIEL_KONTEN:
        print(f"  {konto}")
    return 0


def cmd_pruefen(args: argparse.Namespace) -> int:
    unterschiede = compare(read_katalog(), read_dokument(args.dokument))
    print(format_unterschiede(unterschiede))
    return 1 if unterschiede else 0


def cmd_wortlaut(args: argparse.Namespace) -> int:
    dokument = read_dokument(args.dokument)
    engine = default_engine()
    migrate(engine)
    load_katalog(engine)
    print(fill_wortlaut(engine, wortlaute(dokument), by="Kommandozeile"))
    return 0


def cmd_nutzer(args: argparse.Namespace) -> int:
    engine = default_engine()
    migrate(engine)
    print(args.befehl(engine, args))
    return 0


def cmd_aufbewahrung(args: argparse.Namespace) -> int:
    engine = default_engine()
    migrate(engine)
    print(f"Gelöscht: {delete_expired(engine, jetzt=jetzt())}.")
    if args.pseudonymisieren:
        print(f"Im Protokoll pseudonymisiert: {pseudonymise_protokoll(engine, by=KOMMANDOZEILE)} Personen.")
    return 0


def cmd_pruefen_stand(args: argparse.Namespace) -> int:
    code, text = pruefen_stand(args)
    print(text)
    return code


def cmd_importieren(args: argparse.Namespace) -> int:
    engine = default_engine()
    migrate(engine)
    return run_importieren(engine, args)


def build_parser() -> GermanParser:
    parser = GermanParser(
        prog="python -m ilm_data", description="Verwaltet den Datenbestand des Integrationsmonitors Ilm-Kreis."
    )
    commands = parser.add_subparsers(title="Befehle", metavar="BEFEHL", required=True, dest="BEFEHL")

    def add(name: str, run: Command, hilfe: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=hilfe, description=hilfe)
        sub.set_defaults(run=run)
        return sub

    add("init", cmd_init, "Tabellen anlegen und den Katalog des Konzepts laden (mehrfach möglich)")
    demo = add("demo", cmd_demo, "Beispieldaten laden oder wieder entfernen")
    demo.add_argument("--entfernen", action="store_true", help="alle Beispieldaten löschen")
    demo.add_argument("--heute", type=date.fromisoformat, metavar="JJJJ-MM-TT", help="Tag, bis zu dem erzählt wird")
    for name, run, hilfe in (
        ("pruefen", cmd_pruefen, "Katalog und Dokument gegeneinander halten, jeden Unterschied nennen"),
        ("wortlaut", cmd_wortlaut, "den amtlichen Wortlaut aus dem Dokument übernehmen"),
    ):
        sub = add(name, run, hilfe)
        sub.add_argument("dokument", type=Path, metavar="DOKUMENT", help="Textfassung des Integrationskonzepts")
    add_nutzer(add("nutzer", cmd_nutzer, "Konten anlegen, zeigen, sperren"))
    add_pruefen_stand(add("pruefen-stand", cmd_pruefen_stand, "eingefrorene Stände von Sitzungen prüfen"))
    add_importieren(add("importieren", cmd_importieren, "Werte von Indikatoren aus einer Datei übernehmen"))
    aufbewahrung = add("aufbewahrung", cmd_aufbewahrung, "alte Anmeldungen und Entwürfe löschen (täglich)")
    aufbewahrung.add_argument(
        "--pseudonymisieren",
        action="store_true",
        help="Namen im Protokoll unwiderruflich ersetzen (nach der Auswertung)",
    )
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    args = build_parser().parse_args(argv)
    try:
        return int(args.run(args))
    except RegelVerletzt as error:
        print(error, file=sys.stderr)
        return 1
    except DokumentUnlesbar as error:
        print(error, file=sys.stderr)
    except FileNotFoundError as error:
        print(f"Die Datei {error.filename} gibt es nicht. Bitte prüfen Sie den Pfad.", file=sys.stderr)
    except SQLAlchemyError as error:
        print(f"Der Datenbestand ist nicht erreichbar oder beschädigt: {error}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
