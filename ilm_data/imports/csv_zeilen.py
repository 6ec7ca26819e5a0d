"""CSV lines with their number in the file, and the errors of a file that is broken or ends too early."""

import csv
from collections.abc import Iterator
from typing import Protocol

from ilm_data.imports.fehler import DateiFehler, abgeschnitten


class Zeilenleser(Protocol):
    """What csv.reader gives: lines of cells, and the number of the last line read."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


def csv_zeilen(reader: Zeilenleser) -> Iterator[tuple[int, list[str]]]:
    """Lines with their number in the file. Raises DateiFehler for a quotation mark that never closes."""
    try:
        for zeile in reader:
            yield reader.line_num, zeile
    except csv.Error as error:
        if "end of data" in str(error):
            raise abgeschnitten(f"Zeile {reader.line_num}", "endet mitten in einem Feld") from error
        raise DateiFehler(f"Zeile {reader.line_num} ist keine gültige CSV-Zeile; erwartet: Spalten mit „;“.") from error


def breite_fehler(nr: int, ist: int, soll: int, letzte: bool) -> DateiFehler:
    if letzte and ist < soll:
        return abgeschnitten(f"Zeile {nr}", f"hat {ist} statt {soll} Spalten, dann endet die Datei")
    return DateiFehler(f"Zeile {nr} hat {ist} Spalten, erwartet werden {soll}. Es wurde nichts übernommen.")
