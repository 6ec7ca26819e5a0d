"""Tables as a grid: a CSV file or each sheet of a workbook becomes lines of cells with their true line numbers."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from ilm_data.imports.behaelter import Datei
from ilm_data.imports.csv_zeilen import csv_zeilen
from ilm_data.imports.fehler import DateiFehler, abgeschnitten
from ilm_data.imports.kodierung import check_verdorben, open_text

ZEILEN, ZELLEN = 300_000, 3_000_000
Zelle = str | int | float | bool | date | datetime


@dataclass(frozen=True)
class Blatt:
    """A grid: (line number, cells). `name` is empty for a CSV file. Lines without any content are left out."""

    name: str
    zeilen: tuple[tuple[int, tuple[Zelle, ...]], ...]

    def ort(self, spalte: int) -> str:
        """The column as a person finds it: letters in a workbook, a number in a CSV file."""
        if not self.name:
            return f"Spalte {spalte + 1}"
        return f"{self.name}, Spalte {_buchstaben(spalte)}"


def read_csv(datei: Datei, codec: str) -> Blatt:
    """Raises DateiFehler. The separator is the one that stands most often in the file's lines."""
    text = open_text(datei.stream, codec)
    try:
        probe = text.read(1 << 16)
        trenner = max(";\t,", key=lambda zeichen: (probe.count(zeichen), zeichen == ";"))
        text.seek(0)
        zeilen: list[tuple[int, tuple[Zelle, ...]]] = []
        for nr, zeile in csv_zeilen(csv.reader(text, delimiter=trenner, strict=True)):
            if len(zeilen) > ZEILEN:
                raise DateiFehler(f"Die Tabelle hat mehr als {ZEILEN} Zeilen. Bitte nehmen Sie die Flachdatei (ffcsv).")
            if any(zelle.strip() for zelle in zeile):
                check_verdorben("".join(zeile), nr)
                zeilen.append((nr, tuple(zeile)))
        return Blatt("", tuple(zeilen))
    finally:
        text.detach()


def read_mappe(datei: Datei) -> tuple[Blatt, ...]:
    """Every visible sheet of an XLSX, XLS, XLSB or ODS file. Raises DateiFehler."""
    try:
        datei.stream.seek(0)
        mappe = CalamineWorkbook.from_filelike(cast(Any, datei.stream))
        with mappe:
            return tuple(_blaetter(mappe))
    except PasswordError as error:
        raise DateiFehler("Die Excel-Datei ist mit einem Kennwort geschützt.") from error
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, DateiFehler):
            raise
        raise abgeschnitten("die Excel-Datei", "lässt sich nicht bis zum Ende lesen") from error


def cell_text(zelle: Zelle) -> str:
    """What stands in the cell, as text. A number keeps the 15 digits that Excel shows, without binary leftovers."""
    if isinstance(zelle, float):
        zahl = Decimal(f"{zelle:.15g}")
        return f"{int(zahl)}" if zahl == zahl.to_integral_value() else f"{zahl:f}"
    if isinstance(zelle, datetime):
        zelle = zelle.date()
    if isinstance(zelle, date):
        return f"{zelle:%d.%m.%Y}"
    return str(zelle)


def is_zahl(zelle: Zelle) -> bool:
    """A real number of a workbook; in a CSV file everything is text."""
    return isinstance(zelle, int | float) and not isinstance(zelle, bool)


def _blaetter(mappe: CalamineWorkbook) -> Iterator[Blatt]:
    zellen = 0
    for info in mappe.sheets_metadata:
        if "Visible" not in str(info.visible) or "WorkSheet" not in str(info.typ):
            continue
        blatt = mappe.get_sheet_by_name(info.name)
        zellen += blatt.total_height * blatt.total_width
        if zellen > ZELLEN:
            raise DateiFehler(f"Die Excel-Datei hat mehr als {ZELLEN} Zellen. Bitte nehmen Sie die CSV-Fassung.")
        zeilen = enumerate(blatt.to_python(skip_empty_area=False), 1)
        voll = tuple((nr, tuple(zeile)) for nr, zeile in zeilen if any(str(zelle).strip() for zelle in zeile))
        yield Blatt(info.name, cast(Any, voll))


def _buchstaben(spalte: int) -> str:
    text = ""
    while spalte >= 0:
        text = chr(65 + spalte % 26) + text
        spalte = spalte // 26 - 1
    return text
