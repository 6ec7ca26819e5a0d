"""The preview of an import as text: for the page, and line by line as CSV."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ilm_data.berichte.csv import FORMULA_START
from ilm_data.imports.formen import GEBIETE
from ilm_data.imports.vorschau import Urteil, Vorschau, Vorschauzeile
from ilm_data.imports.ziele import Importziel
from ilm_data.rules.indikatorwert import WertInhalt

SPALTEN = ("Zeile", "Spalte", "Indikator", "Gebiet", "Zeitraum", "Bisher", "In der Datei", "Urteil", "Grund")
CSV_SPALTEN = (*SPALTEN[:3], "Kennung", "Reihe", "Einheit", *SPALTEN[3:])


def format_zahl(wert: Decimal) -> str:
    """1.234,5 with every digit that is kept."""
    ganz, _, bruch = f"{abs(wert):,f}".partition(".")
    bruch = bruch.rstrip("0")
    return f"{'−' if wert < 0 else ''}{ganz.replace(',', '.')}{',' + bruch if bruch else ''}"


def format_inhalt(inhalt: WertInhalt | None) -> str:
    """The number with what is known of it, or the word that stands instead of one."""
    if inhalt is None:
        return "–"
    if inhalt.wert is None:
        return inhalt.qualitaet.label
    worte = [] if inhalt.qualitaet == "endgueltig" else [inhalt.qualitaet.label]
    worte += ["berichtigt"] if inhalt.berichtigt else []
    return format_zahl(inhalt.wert) + (f" ({', '.join(worte)})" if worte else "")


def cells(zeile: Vorschauzeile, ziele: Mapping[str, Importziel]) -> tuple[str, ...]:
    """The cells of SPALTEN."""
    grund = "; ".join(filter(None, (zeile.grund, zeile.neu.hinweis if zeile.neu else "")))
    return (
        str(zeile.zeile),
        zeile.spalte,
        ziele[zeile.kennung].titel,
        GEBIETE.get(zeile.reihe.gebiet, zeile.reihe.gebiet),
        zeile.zeit_text or "–",
        format_inhalt(zeile.alt),
        format_inhalt(zeile.neu),
        zeile.urteil.label,
        grund,
    )


def to_csv(vorschau: Vorschau, ziele: Mapping[str, Importziel]) -> bytes:
    """Every line of the file with its judgement, in the order of the file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(CSV_SPALTEN)
    writer.writerows([_safe(cell) for cell in row] for _, row in sorted(_rows(vorschau, ziele), key=lambda r: r[0]))
    return text.getvalue().encode("utf-8-sig")


def _rows(vorschau: Vorschau, ziele: Mapping[str, Importziel]) -> Iterator[tuple[int, Sequence[str]]]:
    for zeile in vorschau.zeilen:
        alle = cells(zeile, ziele)
        mitte = (zeile.kennung, zeile.reihe.name, zeile.reihe.einheit)
        yield zeile.zeile, (*alle[:3], *mitte, *alle[3:])
    leer = ("",) * (len(CSV_SPALTEN) - 3)
    for abschnitt in vorschau.abschnitte:
        for nr in range(abschnitt.von, abschnitt.bis + 1):
            yield nr, (str(nr), *leer, Urteil.UEBERSPRUNGEN.label, abschnitt.grund)


def _safe(cell: str) -> str:
    """What a spreadsheet would run gets an apostrophe; a lone dash is a dash."""
    return f"'{cell}" if cell.startswith(FORMULA_START) and len(cell) > 1 else cell
