"""Flat CSV files of GENESIS (Regionaldatenbank Deutschland, GENESIS-Online, Landesdatenbanken), old and new columns.

Old: Statistik_Code … Zeit; N_Merkmal_Code, N_Merkmal_Label, N_Auspraegung_Code, N_Auspraegung_Label; then one column
per value, named CODE__Name__Einheit, each perhaps followed by its quality mark CODE__Name__q.
New: statistics_code … time; N_variable_code, …_label, N_variable_attribute_code, …_label; value, value_unit,
value_variable_code, value_variable_label, perhaps value_q. The same code may stand for several units ("Anzahl", "%").
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from ilm_data.imports import gebiete, zeichen, zeitangaben
from ilm_data.imports.behaelter import Datei
from ilm_data.imports.csv_zeilen import Zeilenleser, breite_fehler, csv_zeilen
from ilm_data.imports.einheiten import clean_einheit
from ilm_data.imports.fehler import DateiFehler, WertFehler, abgeschnitten
from ilm_data.imports.formen import (
    GEBIETE,
    Beobachtung,
    Dateiformat,
    Fortschritt,
    Merkmal,
    Reihe,
    Uebergangen,
    Zeitraum,
    no_fortschritt,
)
from ilm_data.imports.genesis_aufbau import Aufbau, Wertspalte, read_aufbau
from ilm_data.imports.kodierung import check_verdorben, open_text

TAKT = 5000
"""Lines between two reports of progress."""
_DEUTSCH = frozenset({"jahr", "jahre", "stichtag", "schuljahr", "monat", "monate", "quartal", "quartale", "semester"})
_ENGLISCH = frozenset({"year", "years", "reference date", "month", "months", "quarter", "quarters"})
_MEISTE_WORTE = 1000


@dataclass
class GenesisFlach:
    """Reads line by line; only the series of our regions are kept in memory."""

    datei: Datei
    codec: str
    kodierung: str
    format: Dateiformat
    aufbau: Aufbau
    hinweise: tuple[str, ...] = ()
    quellenstand: date | None = None
    _reihen: dict[tuple[int | str, ...], Reihe] = field(default_factory=dict)
    _zeiten: dict[tuple[str, ...], Zeitraum | None] = field(default_factory=dict)
    _andere: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        a = self.aufbau
        spalten = (a.statistik, a.statistik, *a.neu, *(i for m in a.merkmale for i in m))
        self._eigenschaften = itemgetter(*spalten)

    def read(self, fortschritt: Fortschritt = no_fortschritt) -> Iterator[Beobachtung | Uebergangen]:
        """Raises DateiFehler for a line whose columns do not fit, and for a file that ends in the middle."""
        text = open_text(self.datei.stream, self.codec)
        try:
            yield from self._read_zeilen(csv.reader(text, delimiter=";", strict=True), fortschritt)
        finally:
            text.detach()

    def _read_zeilen(self, reader: Zeilenleser, fortschritt: Fortschritt) -> Iterator[Beobachtung | Uebergangen]:
        zeilen = csv_zeilen(reader)
        next(zeilen)
        breite, anzahl = len(self.aufbau.kopf), 0
        letzte: list[str] | None = None
        worte: set[str] = set()
        for nr, zeile in zeilen:
            if not any(zeile):
                continue
            if len(zeile) != breite:
                raise breite_fehler(nr, len(zeile), breite, next(zeilen, None) is None)
            anzahl += 1
            if anzahl % TAKT == 0:
                fortschritt(self.datei.stream.tell(), self.datei.groesse)
            if letzte is not None and len(worte) < _MEISTE_WORTE:
                worte.add(letzte[-1])
            letzte = zeile
            yield from self._read_zeile(nr, zeile)
        if letzte is None:
            raise DateiFehler("Die Datei enthält nur die Kopfzeile und keine Werte.")
        fortschritt(self.datei.groesse, self.datei.groesse)
        self._check_ende(letzte[-1], worte)

    def _read_zeile(self, nr: int, zeile: Sequence[str]) -> Iterator[Beobachtung | Uebergangen]:
        gebiet, name = self._gebiet(zeile)
        if gebiet not in GEBIETE:
            yield Uebergangen(nr, self._anderes(gebiet, name))
            return
        zeitraum, zeit_text, fehler = self._zeit(zeile)
        for spalte in self.aufbau.werte:
            reihe = self._reihe(nr, zeile, spalte, gebiet, name)
            titel, angabe, grund = self.aufbau.kopf[spalte.wert], None, fehler
            if not fehler:
                try:
                    angabe = zeichen.read_angabe(zeile[spalte.wert], self._form(zeile))
                    if spalte.qualitaet >= 0:
                        angabe = zeichen.combine(angabe, zeile[spalte.qualitaet])
                except WertFehler as error:
                    grund = f"{str(error)[0].upper()}{str(error)[1:]}"
            yield Beobachtung(nr, titel, reihe, zeitraum, zeit_text, angabe, grund)

    def _gebiet(self, zeile: Sequence[str]) -> tuple[str, str]:
        """Key and name; of several regional columns the one with the longest key, the smallest region."""
        gebiet, name = "", ""
        for code, _, wert, label in self.aufbau.merkmale:
            if gebiete.is_merkmal(zeile[code]):
                kuerzel = zeile[wert].strip()
                if not gebiet or gebiet == "DG" or (len(kuerzel) > len(gebiet) and kuerzel != "DG"):
                    gebiet, name = kuerzel, zeile[label].strip()
        return gebiet, name

    def _anderes(self, gebiet: str, name: str) -> str:
        """One text per region, however many lines it has."""
        if (gebiet, name) not in self._andere:
            text = f"anderes Gebiet: {gebiet} {name}".strip() if gebiet else "ohne Gebiet (keine regionale Gliederung)"
            self._andere[gebiet, name] = text
        return self._andere[gebiet, name]

    def _zeit(self, zeile: Sequence[str]) -> tuple[Zeitraum | None, str, str]:
        """Period, its text, and what is wrong with it. A month may stand in a property of its own."""
        a = self.aufbau
        teil = next((zeile[m[2]] for m in a.merkmale if zeile[m[0]] in _ZEITMERKMALE), "")
        schluessel = (zeile[a.zeit_code], zeile[a.zeit], teil)
        if schluessel not in self._zeiten:
            self._zeiten[schluessel] = _read_zeit(*schluessel)
        zeitraum = self._zeiten[schluessel]
        text = " ".join(filter(None, (zeile[a.zeit].strip(), teil)))
        if zeitraum is not None:
            return zeitraum, text, ""
        erwartet = "ein Tag wie 31.12.2024" if "STAG" in schluessel[0].upper() else "ein Jahr wie 2024"
        return None, text, f"Spalte {a.kopf[a.zeit]}: „{zeile[a.zeit]}“ ist keine Zeitangabe; erwartet: {erwartet}"

    def _form(self, zeile: Sequence[str]) -> zeichen.Zahlform:
        """The decimal sign follows the language of the file, and that shows in the names of the time."""
        wort = zeile[self.aufbau.zeit_name].strip().casefold()
        if self.aufbau.alt or wort in _DEUTSCH:
            return zeichen.DEUTSCH
        return zeichen.ENGLISCH if wort in _ENGLISCH else zeichen.UNBEKANNT

    def _reihe(self, nr: int, zeile: Sequence[str], spalte: Wertspalte, gebiet: str, name: str) -> Reihe:
        a = self.aufbau
        schluessel = (spalte.wert, *self._eigenschaften(zeile))
        if schluessel not in self._reihen:
            check_verdorben("".join(zeile), nr)
            merkmale = tuple(
                Merkmal(*(zeile[i].strip() for i in m))
                for m in a.merkmale
                if zeile[m[0]].strip() and zeile[m[0]] not in _ZEITMERKMALE and not gebiete.is_merkmal(zeile[m[0]])
            )
            neu = [zeile[i] for i in a.neu]
            einheit, code, wort = neu or (spalte.einheit, spalte.code, spalte.name)
            self._reihen[schluessel] = Reihe(
                zeile[a.statistik].strip(), code.strip(), wort.strip(), clean_einheit(einheit), gebiet, name, merkmale
            )
        return self._reihen[schluessel]

    def _check_ende(self, ende: str, worte: set[str]) -> None:
        """A file without a line break at its end may have been cut inside its last field `ende`."""
        self.datei.stream.seek(-min(4, self.datei.groesse), io.SEEK_END)
        if b"\n" in self.datei.stream.read():
            return
        is_wert = any(spalte.wert == len(self.aufbau.kopf) - 1 for spalte in self.aufbau.werte)
        if worte and ende not in worte and (not ende or (not is_wert and any(w.startswith(ende) for w in worte))):
            raise abgeschnitten("die letzte Zeile", f"endet mitten im Feld „{ende}“")
        if is_wert:
            self.hinweise = (
                f"Die letzte Zeile endet ohne Zeilenumbruch. Bitte prüfen Sie, ob ihr Wert vollständig ist: „{ende}“.",
            )


_ZEITMERKMALE = frozenset({"MONAT", "QUARTG", "QUARTAL"})


def open_genesis_flach(datei: Datei, codec: str, kodierung: str) -> GenesisFlach:
    """Raises DateiFehler with the columns that are missing."""
    text = open_text(datei.stream, codec)
    try:
        kopf = tuple(name.strip() for name in next(csv.reader(text, delimiter=";"), []))
    finally:
        text.detach()
    check_verdorben("".join(kopf), 1)
    aufbau = read_aufbau(kopf)
    format_ = Dateiformat.GENESIS_ALT if aufbau.alt else Dateiformat.GENESIS_NEU
    return GenesisFlach(datei, codec, kodierung, format_, aufbau)


def _read_zeit(code: str, text: str, teil: str) -> Zeitraum | None:
    zeitraum = zeitangaben.read_zeit(text)
    if zeitraum is None or ("STAG" in code.upper() and zeitraum.beginn != zeitraum.ende):
        return None
    nummer = re.search(r"(\d{1,2})$", teil)
    if not teil or not nummer:
        return zeitraum if not teil else None
    if not zeitangaben.is_jahr(zeitraum):
        return None
    jahr, n = zeitraum.beginn.year, int(nummer[1])
    if teil.upper().startswith("MONAT"):
        return zeitangaben.month_of(jahr, n) if 1 <= n <= 12 else None
    return zeitangaben.quarter_of(jahr, n) if 1 <= n <= 4 else None
