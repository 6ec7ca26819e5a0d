"""python -m ilm_data importieren: look at a file or take it over, without the page."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Engine

from ilm_data.heute import heute
from ilm_data.imports.formen import GEBIETE, Reihe
from ilm_data.imports.vorschau import Urteil, Vorschau
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.services.datenimporte import Dateibefund, import_from_shell, inspect_datei, preview_datei

NAME = "Kommandozeile"
_MEISTE = 20


def add_importieren(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("datei", type=Path, metavar="DATEI", help="CSV, ZIP, XLSX oder XLS einer Statistikstelle")
    parser.add_argument("--als", metavar="KENNUNG", help="Indikator, zu dem die Reihe der Datei gehört")
    parser.add_argument("--reihe", metavar="NAME", help="mit --als: Name der Reihe, wenn die Datei mehrere hat")
    parser.add_argument("--nur-pruefen", action="store_true", help="nur sagen, was geschähe")
    parser.add_argument("--trotz-fehlern", action="store_true", help="fehlerhafte Zeilen auslassen, die übrigen laden")


def run_importieren(engine: Engine, args: argparse.Namespace) -> int:
    """0 when all is well, 1 when lines are wrong. Raises RegelVerletzt for a file that cannot be read."""
    name = args.datei.name
    with args.datei.open("rb") as roh:
        befund = inspect_datei(engine, roh=roh, name=name)
        print(f"Erkannt als: {befund.format.label}{f', {befund.kodierung}' if befund.kodierung else ''}")
        for hinweis in befund.hinweise:
            print(f"Hinweis: {hinweis}")
        wahl = _wahl(befund, args.als, args.reihe)
        vorschau = preview_datei(engine, roh=roh, name=name, wahl=wahl, heute=heute())
        for zeile in _zeilen(vorschau):
            print(zeile)
        fehler = vorschau.zaehlung[Urteil.FEHLER]
        if args.nur_pruefen or (fehler and not args.trotz_fehlern):
            print(
                "Nichts übernommen." if args.nur_pruefen else _trotz(fehler), file=sys.stderr if fehler else sys.stdout
            )
            return 1 if fehler else 0
        return _import(engine, roh, name, wahl)


def _import(engine: Engine, roh: BinaryIO, name: str, wahl: Mapping[Reihe, str]) -> int:
    ergebnis = import_from_shell(engine, roh=roh, name=name, wahl=wahl, heute=heute(), by=NAME)
    print("Alle Werte sind schon da, nichts zu tun." if ergebnis.import_id is None else "Übernommen.")
    return 0


def _wahl(befund: Dateibefund, als: str | None, name: str | None) -> Mapping[Reihe, str]:
    """The known series, or the one that --als names, for each of our regions. Raises RegelVerletzt with the choice."""
    if als is None:
        if not befund.vorschlag:
            raise RegelVerletzt(f"Keine Reihe der Datei ist bekannt. Bitte wählen Sie mit --als:\n{_liste(befund)}")
        return befund.vorschlag
    if als not in befund.ziele:
        raise RegelVerletzt(f"Den Indikator „{als}“ gibt es nicht. Möglich sind: {', '.join(befund.ziele)}")
    reihen = [b.reihe for b in befund.befund.reihen if name in (None, b.reihe.name)]
    if len({reihe.gebiet for reihe in reihen}) != len(reihen) or not reihen:
        raise RegelVerletzt(f"Bitte nennen Sie mit --reihe eine der Reihen:\n{_liste(befund)}")
    return dict.fromkeys(reihen, als)


def _liste(befund: Dateibefund) -> str:
    namen = {f"  {b.reihe.name} [{b.reihe.einheit or 'ohne Einheit'}]": None for b in befund.befund.reihen}
    mehr = [f"  … und {len(namen) - _MEISTE} weitere"] if len(namen) > _MEISTE else []
    return "\n".join([*list(namen)[:_MEISTE], *mehr])


def _zeilen(vorschau: Vorschau) -> Iterator[str]:
    yield ", ".join(f"{anzahl} {urteil.label}" for urteil, anzahl in vorschau.zaehlung.items())
    fehler = [zeile for zeile in vorschau.zeilen if zeile.urteil is Urteil.FEHLER]
    for z in fehler[:_MEISTE]:
        yield f"  Zeile {z.zeile}, {z.spalte}, {GEBIETE[z.reihe.gebiet]}, {z.zeit_text}: {z.grund}"
    if len(fehler) > _MEISTE:
        yield f"  … und {len(fehler) - _MEISTE} weitere Fehler"


def _trotz(fehler: int) -> str:
    return f"Wegen {fehler} fehlerhafter Zeilen wurde nichts übernommen. Mit --trotz-fehlern bleiben nur sie weg."
