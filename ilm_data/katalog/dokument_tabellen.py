"""The goal tables of chapter 3 and of Anhang A: from gathered rows to measures and Termine."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ilm_data.katalog.dokument_formen import (
    AnhangEintrag,
    Fussnote,
    HandlungsfeldAbschnitt,
    HandlungszielAbschnitt,
    MassnahmeZeile,
    TerminZeile,
    Zeile,
)
from ilm_data.katalog.dokument_sammler import Reihenblock, Sammler, Zielblock
from ilm_data.katalog.dokument_zeilen import MASSNAHME, TERMIN, ZUSTAENDIGKEITEN
from ilm_data.katalog.textausgabe import clean_cell, plain

_ZEICHEN = re.compile(r"\s*(?:<sup>\s*(\d+)\s*</sup>|\[\^(\d+)\])")
_SATZENDE = re.compile(r"[.!?]$")


@dataclass
class Tabellen:
    """Goals and rows of one part; the open ends (`unverstanden`) in the order they were met."""

    felder: list[HandlungsfeldAbschnitt] = field(default_factory=list)
    ziele: list[HandlungszielAbschnitt] = field(default_factory=list)
    massnahmen: list[MassnahmeZeile] = field(default_factory=list)
    termine: list[TerminZeile] = field(default_factory=list)
    vorspann: list[str] = field(default_factory=list)
    unverstanden: list[Zeile] = field(default_factory=list)


def read_tabellen(zeilen: Sequence[Zeile], verzeichnis: Mapping[str, tuple[str, int]]) -> Tabellen:
    sammler = _gather(zeilen)
    tabellen = Tabellen(vorspann=sammler.vorspann, unverstanden=sammler.unverstanden)
    for feld in sammler.felder:
        titel, seite = verzeichnis.get(feld.nr, (None, None))
        einleitung = "\n".join(feld.einleitung)
        tabellen.felder.append(HandlungsfeldAbschnitt(feld.nr, feld.titel, titel, seite, einleitung))
    noten = Fussnoten(sammler.fussnoten)
    for ziel in sammler.ziele:
        titel_zeilen = tuple(plain(noten.strip(titel, ziel.zeile)[0]) for titel in ziel.titel)
        tabellen.ziele.append(HandlungszielAbschnitt(ziel.nr, ziel.feld, titel_zeilen, ziel.zeile))
        Zielleser(ziel, noten, tabellen).read()
    tabellen.unverstanden += noten.list_offene()
    return tabellen


def _gather(zeilen: Sequence[Zeile]) -> Sammler:
    sammler = Sammler()
    for zeile in zeilen:
        sammler.take(zeile)
    return sammler


@dataclass
class Fussnoten:
    """The footnotes of a part, and which signs and texts have found each other."""

    texte: Sequence[Fussnote]
    benutzt: set[str] = field(default_factory=set)
    ohne_text: list[Zeile] = field(default_factory=list)

    def strip(self, zelle: str, zeile: int) -> tuple[str, tuple[Fussnote, ...]]:
        """The cell without its footnote signs, and the footnotes they point to."""
        nummern = [erste or zweite for erste, zweite in _ZEICHEN.findall(zelle)]
        gefunden = tuple(note for note in self.texte if note.nr in nummern)
        fehlend = [nr for nr in nummern if nr not in {note.nr for note in gefunden}]
        self.benutzt.update(nummern)
        self.ohne_text += [Zeile(zeile, f"Fußnotenzeichen {nr} ohne Fußnote") for nr in fehlend]
        return _ZEICHEN.sub("", zelle), gefunden

    def list_offene(self) -> list[Zeile]:
        ohne_zeichen = [note for note in self.texte if note.nr not in self.benutzt]
        return self.ohne_text + [Zeile(note.zeile, f"Fußnote {note.nr}: {note.text}") for note in ohne_zeichen]


@dataclass
class Zielleser:
    """Reads the rows of one goal into `tabellen`."""

    ziel: Zielblock
    noten: Fussnoten
    tabellen: Tabellen
    letzte: int | None = None  # place of the measure the next Zuständigkeiten row belongs to
    ohne_termin: list[int] = field(default_factory=list)

    def read(self) -> None:
        wege = {MASSNAHME: self._massnahme, ZUSTAENDIGKEITEN: self._zustaendigkeiten, TERMIN: self._termin}
        for reihe in self.ziel.reihen:
            text, noten = self.noten.strip(reihe.zelle, reihe.zeile)
            if not wege[reihe.art](reihe, clean_cell(text), noten):
                self.tabellen.unverstanden.append(Zeile(reihe.zeile, f"{reihe.bezeichnung} {plain(text)}"))

    def _massnahme(self, reihe: Reihenblock, text: str, noten: tuple[Fussnote, ...]) -> bool:
        zeile = MassnahmeZeile(self.ziel.nr, reihe.bezeichnung, text, None, noten, reihe.zeile)
        self.tabellen.massnahmen.append(zeile)
        self.letzte = len(self.tabellen.massnahmen) - 1
        self.ohne_termin.append(reihe.zeile)
        return True

    def _zustaendigkeiten(self, _reihe: Reihenblock, text: str, noten: tuple[Fussnote, ...]) -> bool:
        """Belongs to the measure above; a second such row, or one without a measure, has no place."""
        if self.letzte is None:
            return False
        alt = self.tabellen.massnahmen[self.letzte]
        self.tabellen.massnahmen[self.letzte] = replace(alt, zustaendigkeiten=text, fussnoten=alt.fussnoten + noten)
        self.letzte = None
        return True

    def _termin(self, reihe: Reihenblock, text: str, noten: tuple[Fussnote, ...]) -> bool:
        """Governs every measure above it that has none yet; without any it has no place."""
        if not self.ohne_termin:
            return False
        zeile = TerminZeile(self.ziel.nr, text, tuple(self.ohne_termin), noten, reihe.zeile)
        self.tabellen.termine.append(zeile)
        self.ohne_termin = []
        return True


@dataclass(frozen=True)
class Anhang:
    """Anhang A: the dropped measures, the prose around them, and what was not understood."""

    eintraege: tuple[AnhangEintrag, ...]
    text: str
    unverstanden: tuple[Zeile, ...]


def read_anhang(zeilen: Sequence[Zeile]) -> Anhang:
    tabellen = read_tabellen(zeilen[1:], {})
    eintraege = tuple(_to_eintrag(massnahme, tabellen.ziele) for massnahme in tabellen.massnahmen)
    letzte = max((eintrag.zeile for eintrag in eintraege), default=0)
    saetze = {z.nr for z in zeilen if z.nr > letzte and "\t" not in z.text and _SATZENDE.search(plain(z.text))}
    schluss = [z.text for z in tabellen.unverstanden if z.nr in saetze]
    fremd = [z for z in tabellen.unverstanden if z.nr not in saetze] + _list_fremde_reihen(tabellen)
    return Anhang(eintraege, "\n".join(tabellen.vorspann + schluss), tuple(fremd))


def _to_eintrag(massnahme: MassnahmeZeile, ziele: Sequence[HandlungszielAbschnitt]) -> AnhangEintrag:
    ziel = max((ziel for ziel in ziele if ziel.zeile < massnahme.zeile), key=lambda ziel: ziel.zeile)
    return AnhangEintrag(
        ziel.nr, ziel.titel, massnahme.bezeichnung, massnahme.text, massnahme.fussnoten, massnahme.zeile
    )


def _list_fremde_reihen(tabellen: Tabellen) -> list[Zeile]:
    """Rows the annex should not have: dropped measures carry neither offices nor dates."""
    mit_stellen = [massnahme for massnahme in tabellen.massnahmen if massnahme.zustaendigkeiten]
    stellen = [Zeile(m.zeile, f"{ZUSTAENDIGKEITEN} {m.zustaendigkeiten}") for m in mit_stellen]
    return stellen + [Zeile(termin.zeile, f"{TERMIN} {termin.text}") for termin in tabellen.termine]
