"""Tables made for people (statistics office of Thüringen, employment agency, GENESIS): grid → observations.

A period, region or unit that is not in the cell's column is in its line, in the heading above, or in the title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ilm_data.imports import gebiete, zeichen
from ilm_data.imports.einheiten import is_einheit
from ilm_data.imports.fehler import DateiFehler, WertFehler, abgeschnitten
from ilm_data.imports.formen import (
    GEBIETE,
    Beobachtung,
    Dateiformat,
    Fortschritt,
    Reihe,
    Uebergangen,
    Zeitraum,
    no_fortschritt,
)
from ilm_data.imports.raster import Blatt, Zelle, cell_text
from ilm_data.imports.tabelle_aufbau import Aufbau, Wertspalte, find_aufbau, to_monat
from ilm_data.imports.tabelle_zellen import is_wert, read_zelle, split_einheit, split_marke, zeit_of
from ilm_data.imports.zeitangaben import is_jahr, month_of, read_monat, to_stichtag

TAKT = 500
_FUELLWOERTER = frozenset({"davon", "darunter", "dav.", "dar.", "und zwar"})
_NICHTSSAGEND = frozenset({"insgesamt", "zusammen", "gesamt", "männlich", "weiblich", "anzahl", "wert", "total"})


@dataclass
class _Zeilenstand:
    """What holds from one line to the next: the last heading, and labels of merged cells."""

    abschnitt: str = ""
    gebiet: str = ""
    gebiet_name: str = ""
    einheit: str = ""
    zeit: Zeitraum | None = None
    namen: tuple[str, ...] = ()


@dataclass
class Kreuztabelle:
    """All sheets of a file that hold a table."""

    format: Dateiformat
    kodierung: str
    tabelle: str
    blaetter: tuple[tuple[Blatt, Aufbau], ...]
    form: zeichen.Zahlform = zeichen.DEUTSCH
    hinweise: tuple[str, ...] = ()
    quellenstand: date | None = None

    def read(self, fortschritt: Fortschritt = no_fortschritt) -> Iterator[Beobachtung | Uebergangen]:
        """Raises DateiFehler for a table that ends in the middle of a line."""
        alle = sum(len(aufbau.daten) for _, aufbau in self.blaetter)
        fertig = 0
        for blatt, aufbau in self.blaetter:
            stand = _Zeilenstand(gebiet=aufbau.gebiet)
            for i in aufbau.daten:
                nr, zeile = blatt.zeilen[i]
                _check_breite(blatt, aufbau, i)
                yield from self._read_zeile(blatt, aufbau, stand, nr, zeile)
                fertig += 1
                if fertig % TAKT == 0:
                    fortschritt(fertig, alle)
        fortschritt(alle, alle)

    def _read_zeile(
        self, blatt: Blatt, aufbau: Aufbau, stand: _Zeilenstand, nr: int, zeile: Sequence[Zelle]
    ) -> Iterator[Beobachtung | Uebergangen]:
        if not any(is_wert(zelle) for zelle in zeile[aufbau.vorspalten.anzahl :]):
            _read_abschnitt(stand, zeile)
            return
        _read_gebiet(stand, aufbau, zeile)
        stand.zeit = _zeit_of_zeile(aufbau, zeile, stand.zeit)
        spalten = [s for s in aufbau.werte if (s.gebiet or stand.gebiet) in GEBIETE]
        if not spalten:
            yield Uebergangen(nr, _grund(stand))
            return
        namen, einheit, marken = _labels(aufbau, stand, zeile)
        for spalte in spalten:
            gebiet = spalte.gebiet or stand.gebiet
            name = GEBIETE[gebiet] if spalte.gebiet or not stand.gebiet_name else stand.gebiet_name
            reihe = Reihe(
                self.tabelle,
                "",
                _name([*namen, *spalte.namen], aufbau),
                spalte.einheit or einheit or stand.einheit or aufbau.einheit,
                gebiet,
                name,
            )
            zelle = zeile[spalte.ort] if spalte.ort < len(zeile) else ""
            yield self._beobachtung(blatt, aufbau, spalte, reihe, nr, zelle, stand.zeit, marken)

    def _beobachtung(
        self,
        blatt: Blatt,
        aufbau: Aufbau,
        spalte: Wertspalte,
        reihe: Reihe,
        nr: int,
        zelle: Zelle,
        zeit: Zeitraum | None,
        marken: tuple[str, ...],
    ) -> Beobachtung:
        zeitraum = spalte.zeitraum or zeit or aufbau.zeitraum
        basis = Beobachtung(nr, blatt.ort(spalte.ort), reihe, zeitraum, str(zeitraum or ""), None)
        if zeitraum is None:
            return replace(basis, fehler="Zu diesem Wert steht keine Zeitangabe; erwartet: Jahr, Monat oder Stichtag")
        try:
            angabe = read_zelle(zelle, self.form)
        except WertFehler as error:
            return replace(basis, fehler=f"{str(error)[0].upper()}{str(error)[1:]}")
        noten = dict.fromkeys([*spalte.marken, *marken, *angabe.fussnoten])
        texte = (aufbau.fussnoten.get(marke, f"Fußnote {marke}") for marke in noten)
        return replace(basis, angabe=angabe, hinweis="; ".join(texte))


def open_kreuztabelle(format_: Dateiformat, kodierung: str, tabelle: str, blaetter: Sequence[Blatt]) -> Kreuztabelle:
    """Raises DateiFehler when no sheet holds a table of values."""
    gefunden = tuple((blatt, aufbau) for blatt in blaetter if (aufbau := find_aufbau(blatt)) and aufbau.werte)
    if not gefunden:
        raise DateiFehler(
            "In der Datei ist keine Tabelle mit Werten zu erkennen; erwartet: Bezeichnungen links, "
            "Jahre oder Merkmale im Kopf, darunter Zahlen."
        )
    stand = next((aufbau.quellenstand for _, aufbau in gefunden if aufbau.quellenstand), None)
    return Kreuztabelle(format_, kodierung, tabelle, gefunden, quellenstand=stand)


def _check_breite(blatt: Blatt, aufbau: Aufbau, i: int) -> None:
    """In a CSV file every line of the table is as wide as its head; the last one of a cut file is not."""
    nr, zeile = blatt.zeilen[i]
    breite = aufbau.werte[-1].ort + 1
    if blatt.name or len(zeile) >= breite or not any(is_wert(z) for z in zeile[aufbau.vorspalten.anzahl :]):
        return
    if i == len(blatt.zeilen) - 1:
        raise abgeschnitten(f"Zeile {nr}", f"hat {len(zeile)} statt {breite} Spalten, dann endet die Datei")
    raise DateiFehler(f"Zeile {nr} hat {len(zeile)} Spalten, erwartet werden {breite}. Es wurde nichts übernommen.")


def _read_abschnitt(stand: _Zeilenstand, zeile: Sequence[Zelle]) -> None:
    """A line without values is a heading: of a region, of a unit, or of what comes below it."""
    text, _ = split_marke(" ".join(cell_text(zelle) for zelle in zeile if str(zelle).strip()))
    if schluessel := gebiete.find_gebiet(text):
        stand.gebiet, stand.gebiet_name, stand.abschnitt = schluessel, text, ""
    elif is_einheit(text):
        stand.einheit = text
    elif text.casefold().rstrip(":") not in _FUELLWOERTER:
        stand.abschnitt, stand.einheit = split_einheit(text)


def _read_gebiet(stand: _Zeilenstand, aufbau: Aufbau, zeile: Sequence[Zelle]) -> None:
    """The region of the line; an empty cell is a merged one and leaves what was."""
    texte = [t for i in aufbau.vorspalten.gebiet if (t := cell_text(zeile[i]).strip())]
    if not texte:
        return
    schluessel = next((text for text in texte if gebiete.is_schluessel(text)), "")
    eigenes = next(filter(None, map(gebiete.find_gebiet, texte)), "")
    stand.gebiet = schluessel or eigenes or texte[-1]
    stand.gebiet_name = " ".join(texte[-1].split())


def _zeit_of_zeile(aufbau: Aufbau, zeile: Sequence[Zelle], bisher: Zeitraum | None) -> Zeitraum | None:
    """The period in the line's own columns: one cell, or a year and a month beside each other."""
    zeit, monat = None, None
    for i in aufbau.vorspalten.zeit:
        zeit = zeit_of(zeile[i]) or zeit
        monat = read_monat(cell_text(zeile[i])) or monat
    if monat and (jahr := zeit or bisher):
        return month_of(jahr.beginn.year, monat)
    if zeit is None:
        return bisher if aufbau.vorspalten.zeit else None
    if aufbau.monate:
        return to_monat(zeit)
    return to_stichtag(zeit, aufbau.stichtag) if is_jahr(zeit) else zeit


def _labels(
    aufbau: Aufbau, stand: _Zeilenstand, zeile: Sequence[Zelle]
) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """Names of the line with the heading above, its unit, and its footnote marks."""
    einheit = next((cell_text(zeile[i]).strip() for i in aufbau.vorspalten.einheit if i < len(zeile)), "")
    namen, marken = list[str](), list[str]()
    for i in aufbau.vorspalten.namen:
        text, noten = split_marke(cell_text(zeile[i])) if i < len(zeile) else ("", ())
        name, neu = split_einheit(text)
        einheit = einheit or neu
        marken.extend(noten)
        if name:
            namen.append(name)
    if not namen:
        namen = list(stand.namen)
    stand.namen = tuple(namen)
    return tuple(filter(None, (stand.abschnitt, *namen))), einheit, tuple(marken)


def _name(teile: Sequence[str], aufbau: Aufbau) -> str:
    """The words of line and column; the title's before them where they alone say nothing."""
    worte = [wort for wort in dict.fromkeys(teile) if wort.casefold().rstrip(":") not in _FUELLWOERTER]
    if not worte or worte[0].casefold() in _NICHTSSAGEND:
        worte.insert(0, aufbau.gegenstand)
    return ", ".join(filter(None, worte)) or "Wert"


def _grund(stand: _Zeilenstand) -> str:
    if not stand.gebiet:
        return "Gebiet nicht erkannt; erwartet: 16070 Ilm-Kreis oder 16 Thüringen"
    return (
        f"anderes Gebiet: {stand.gebiet} {stand.gebiet_name}".strip()
        if stand.gebiet != stand.gebiet_name
        else (f"anderes Gebiet: {stand.gebiet}")
    )
