"""Our own template: one line per value, made from the catalogue and read back as CSV or XLSX."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter

from ilm_data.imports import zeichen
from ilm_data.imports.fehler import DateiFehler, WertFehler, abgeschnitten
from ilm_data.imports.formen import (
    GEBIETE,
    ILM_KREIS,
    Beobachtung,
    Dateiformat,
    Fortschritt,
    Reihe,
    Uebergangen,
    no_fortschritt,
)
from ilm_data.imports.raster import Blatt, Zelle, cell_text
from ilm_data.imports.tabelle_zellen import read_zelle
from ilm_data.imports.zeitangaben import read_zeit

SPALTEN = ("Kennung", "Indikator", "Einheit", "Gebiet", "Zeitraum", "Wert", "Hinweis")
BEISPIELE = "Zeitraum: 2024, 31.12.2024, 2024/25, 10/2026 oder 3. Quartal 2025. Wert: 1234,5 oder – . ... x / (12) 12 p"
_KOPF_BIS = 10
_BREITEN = (30, 50, 14, 10, 16, 14, 40)


@dataclass(frozen=True)
class Vorlagenzeile:
    """An indicator as the empty template lists it."""

    kennung: str
    titel: str
    einheit: str


@dataclass
class Vorlage:
    kodierung: str
    blatt: Blatt
    kopf: int
    spalten: dict[str, int]
    format: Dateiformat = Dateiformat.VORLAGE
    hinweise: tuple[str, ...] = ()
    quellenstand: date | None = None

    def read(self, fortschritt: Fortschritt = no_fortschritt) -> Iterator[Beobachtung | Uebergangen]:
        """Raises DateiFehler for a last line that is cut off."""
        alle = len(self.blatt.zeilen)
        for i in range(self.kopf + 1, alle):
            yield self._read_zeile(i)
        fortschritt(alle, alle)

    def _read_zeile(self, i: int) -> Beobachtung | Uebergangen:
        nr, zeile = self.blatt.zeilen[i]
        wert_ort = self.spalten["Wert"]
        if not self.blatt.name and len(zeile) <= wert_ort:
            if i == len(self.blatt.zeilen) - 1:
                raise abgeschnitten(f"Zeile {nr}", f"hat nur {len(zeile)} Spalten, dann endet die Datei")
            raise DateiFehler(f"Zeile {nr} hat {len(zeile)} Spalten, erwartet werden {len(SPALTEN)}.")
        wert, zeit = self._zelle(zeile, "Wert"), self._zelle(zeile, "Zeitraum")
        if not str(wert).strip():
            return Uebergangen(nr, "leer: in der Vorlage steht kein Wert")
        gebiet = cell_text(self._zelle(zeile, "Gebiet")).strip() or ILM_KREIS
        if gebiet not in GEBIETE:
            return Uebergangen(nr, f"anderes Gebiet: {gebiet}")
        texte = [cell_text(self._zelle(zeile, name)).strip() for name in ("Kennung", "Indikator", "Einheit")]
        reihe = Reihe("", texte[0], texte[1] or texte[0], texte[2], gebiet, GEBIETE[gebiet])
        hinweis = cell_text(self._zelle(zeile, "Hinweis")).strip()
        return self._beobachtung(nr, reihe, zeit, wert, hinweis)

    def _beobachtung(self, nr: int, reihe: Reihe, zeit: Zelle, wert: Zelle, hinweis: str) -> Beobachtung:
        zeitraum, ort = read_zeit(zeit), self.blatt.ort(self.spalten["Wert"])
        text, angabe, fehler = cell_text(zeit).strip(), None, ""
        if zeitraum is None:
            fehler = f"Spalte Zeitraum: „{text}“ ist keine Zeitangabe; erwartet zum Beispiel 2024 oder 31.12.2024"
        try:
            angabe = read_zelle(wert, zeichen.DEUTSCH)
        except WertFehler as error:
            fehler = fehler or f"Spalte Wert: {error}"
        return Beobachtung(nr, ort, reihe, zeitraum, text, None if fehler else angabe, fehler, hinweis)

    def _zelle(self, zeile: Sequence[Zelle], name: str) -> Zelle:
        ort = self.spalten.get(name, len(zeile))
        zelle = zeile[ort] if ort < len(zeile) else ""
        return zelle.date() if isinstance(zelle, datetime) else zelle


def find_vorlage(blaetter: Iterable[Blatt]) -> tuple[Blatt, int] | None:
    """The sheet and the line of the head, when a file is our template."""
    for blatt in blaetter:
        for i, (_, zeile) in enumerate(blatt.zeilen[:_KOPF_BIS]):
            namen = {cell_text(zelle).strip() for zelle in zeile}
            if namen >= {"Kennung", "Zeitraum", "Wert"}:
                return blatt, i
    return None


def open_vorlage(blatt: Blatt, kopf: int, kodierung: str) -> Vorlage:
    namen = [cell_text(zelle).strip() for zelle in blatt.zeilen[kopf][1]]
    return Vorlage(kodierung, blatt, kopf, {name: namen.index(name) for name in SPALTEN if name in namen})


def make_csv(zeilen: Iterable[Vorlagenzeile]) -> bytes:
    """The empty template for Excel and LibreOffice: semicolons, UTF-8 with mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([[BEISPIELE], SPALTEN, *_leer(zeilen)])
    return text.getvalue().encode("utf-8-sig")


def make_xlsx(zeilen: Iterable[Vorlagenzeile]) -> bytes:
    """As a workbook: every column as text, so that Excel leaves 1.3.2026 and 016 as they were typed."""
    puffer = io.BytesIO()
    with xlsxwriter.Workbook(puffer, {"in_memory": True}) as mappe:
        blatt, text = mappe.add_worksheet("Werte"), mappe.add_format({"num_format": "@"})
        fett = mappe.add_format({"bold": True})
        for ort, breite in enumerate(_BREITEN):
            blatt.set_column(ort, ort, breite, text)
        blatt.write_string(0, 0, BEISPIELE)
        blatt.write_row(1, 0, SPALTEN, fett)
        for nr, zeile in enumerate(_leer(zeilen), 2):
            for ort, wert in enumerate(zeile):
                blatt.write_string(nr, ort, wert, text)
        blatt.freeze_panes(2, 0)
    return puffer.getvalue()


def _leer(zeilen: Iterable[Vorlagenzeile]) -> Iterator[list[str]]:
    for zeile in zeilen:
        yield [zeile.kennung, zeile.titel, zeile.einheit, ILM_KREIS, "", "", ""]
