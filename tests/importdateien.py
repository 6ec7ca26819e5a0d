"""Files for the import tests: those in tests/daten/importe, re-encoded, zipped or as workbooks. Invented numbers."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
import xlwt

from db.vocabulary import Periodenart
from ilm_data.imports.befund import make_befund
from ilm_data.imports.formate import open_leser
from ilm_data.imports.formen import Beobachtung, Leser
from ilm_data.imports.vorschau import Auftrag, Vorschau, make_vorschau
from ilm_data.imports.ziele import Importziel

ORDNER = Path(__file__).parent / "daten" / "importe"
HEUTE = date(2026, 11, 22)
BEVOELKERUNG = Importziel("bevoelkerung", "Bevölkerung", "Personen", 0, Periodenart.STICHTAG)
ANTEIL = Importziel("auslaenderanteil", "Ausländeranteil", "%", 1, Periodenart.STICHTAG)
ARBEITSLOSE = Importziel("arbeitslose", "Arbeitslose", "Personen", 0, Periodenart.MONAT)
ZIELE = {ziel.kennung: ziel for ziel in (BEVOELKERUNG, ANTEIL, ARBEITSLOSE)}


def roh(name: str) -> bytes:
    return (ORDNER / name).read_bytes()


def gezippt(inhalt: bytes, name: str = "12411_de_flat.csv") -> bytes:
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w", zipfile.ZIP_DEFLATED) as archiv:
        archiv.writestr(name, inhalt)
    return puffer.getvalue()


def mappe(blaetter: dict[str, list[list[Any]]]) -> bytes:
    """An XLSX; dates get the format "Okt 26", as the employment agency writes them."""
    puffer = io.BytesIO()
    with xlsxwriter.Workbook(puffer, {"in_memory": True}) as buch:
        monat = buch.add_format({"num_format": "mmm yy"})
        for name, zeilen in blaetter.items():
            blatt = buch.add_worksheet(name)
            for i, zeile in enumerate(zeilen):
                for j, wert in enumerate(zeile):
                    if isinstance(wert, datetime):
                        blatt.write_datetime(i, j, wert, monat)
                    elif wert is not None:
                        blatt.write(i, j, wert)
    return puffer.getvalue()


def monat(jahr: int, nummer: int) -> datetime:
    """The first of a month, as Excel keeps it: without a time zone."""
    return datetime(jahr, nummer, 1)  # noqa: DTZ001


def alte_mappe(zeilen: list[list[Any]]) -> bytes:
    """An XLS."""
    buch, puffer = xlwt.Workbook(), io.BytesIO()
    blatt = buch.add_sheet("Tabelle")
    for i, zeile in enumerate(zeilen):
        for j, wert in enumerate(zeile):
            if wert is not None:
                blatt.write(i, j, wert)
    buch.save(puffer)
    return puffer.getvalue()


def strom(inhalt: bytes | str) -> BinaryIO:
    return io.BytesIO(inhalt.encode() if isinstance(inhalt, str) else inhalt)


def beobachtungen(inhalt: bytes | str) -> list[Beobachtung]:
    with open_leser(strom(inhalt), "datei") as (_, leser):
        return [fund for fund in leser.read() if isinstance(fund, Beobachtung)]


def kurz(inhalt: bytes | str) -> list[tuple[str, str, str, str]]:
    """Series, region, period and what the cell says, as texts."""
    return [(b.reihe.name, b.reihe.gebiet, str(b.zeitraum), aussage(b)) for b in beobachtungen(inhalt)]


def aussage(b: Beobachtung) -> str:
    if b.angabe is None:
        return f"Fehler: {b.fehler}"
    if b.angabe.qualitaet is None:
        return "–kein Wert–"
    wort = "berichtigt" if b.angabe.berichtigt else b.angabe.qualitaet.value
    return f"{b.angabe.wert} {wort}" if b.angabe.wert is not None else wort


def vorschau(inhalt: bytes | str, wahl: dict[str, str], bestand: Any = None, **angaben: Any) -> Vorschau:
    """The preview with series chosen by their name."""
    with open_leser(strom(inhalt), "datei") as (_, leser):
        reihen = _reihen(leser)
        gewaehlt = {reihe: wahl[reihe.name] for reihe in reihen if reihe.name in wahl}
        return make_vorschau(leser, Auftrag(gewaehlt, ZIELE, bestand or {}, HEUTE, **angaben))


def _reihen(leser: Leser) -> list[Any]:
    return [befund.reihe for befund in make_befund(leser).reihen]
