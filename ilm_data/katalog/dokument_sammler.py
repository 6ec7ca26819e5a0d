"""Gathering the lines of chapter 3 or of Anhang A into goals and their table rows.

Each line finds its place (heading, title, row, continuation of a cell, footnote) or is kept as
not understood; what the rows mean is read afterwards in dokument_tabellen.py.
"""

from dataclasses import dataclass, field

from ilm_data.katalog.dokument_formen import Fussnote, Zeile
from ilm_data.katalog.dokument_zeilen import (
    is_aufzaehlungspunkt,
    is_hervorgehoben,
    is_leer,
    is_trennlinie,
    read_feld,
    read_fussnote,
    read_reihe,
    read_ziel,
)
from ilm_data.katalog.textausgabe import plain


@dataclass
class Reihenblock:
    """A row while its lines are being gathered."""

    art: str
    bezeichnung: str
    zelle: str
    zeile: int


@dataclass
class Zielblock:
    nr: str
    feld: str
    zeile: int
    titel: list[str] = field(default_factory=list)
    reihen: list[Reihenblock] = field(default_factory=list)


@dataclass
class Feldblock:
    nr: str
    titel: str
    einleitung: list[str] = field(default_factory=list)


@dataclass
class Sammler:
    """Takes the lines in order; `frei` says that nothing before runs on."""

    felder: list[Feldblock] = field(default_factory=list)
    ziele: list[Zielblock] = field(default_factory=list)
    fussnoten: list[Fussnote] = field(default_factory=list)
    vorspann: list[str] = field(default_factory=list)
    unverstanden: list[Zeile] = field(default_factory=list)
    im_ziel: bool = False
    frei: bool = True

    def take(self, zeile: Zeile) -> None:
        if is_leer(zeile) or is_trennlinie(zeile):
            self.frei = True
            return
        if self._take_fussnote(zeile):
            return
        self.frei = not (self._take_kopf(zeile) or self._take_reihe(zeile) or self._take_text(zeile))

    def _take_fussnote(self, zeile: Zeile) -> bool:
        fussnote = read_fussnote(zeile)
        if fussnote:
            self.fussnoten.append(Fussnote(*fussnote, zeile.nr))
            self.frei = True
        return fussnote is not None

    def _take_kopf(self, zeile: Zeile) -> bool:
        if feld := read_feld(zeile):
            self.felder.append(Feldblock(*feld))
            self.im_ziel = False
        elif ziel := read_ziel(zeile):
            nr, titel = ziel
            block = Zielblock(nr, self.felder[-1].nr if self.felder else "", zeile.nr, [titel] if titel else [])
            self.ziele.append(block)
            self.im_ziel = True
        else:
            return False
        return True

    def _take_reihe(self, zeile: Zeile) -> bool:
        reihe = read_reihe(zeile)
        if not reihe or not self.im_ziel:
            return False
        self.ziele[-1].reihen.append(Reihenblock(reihe.art, reihe.bezeichnung, reihe.zelle, zeile.nr))
        return True

    def _take_text(self, zeile: Zeile) -> bool:
        """Prose, a title or the rest of a cell; all else is kept as not understood."""
        fremde_reihe = "\t" in zeile.text.strip() or read_reihe(zeile) is not None
        wege = (self._take_vorspann, self._take_titel, self._take_fortsetzung)
        verstanden = not fremde_reihe and any(weg(zeile) for weg in wege)
        if not verstanden:
            self.unverstanden.append(Zeile(zeile.nr, plain(zeile.text)))
        return verstanden

    def _take_vorspann(self, zeile: Zeile) -> bool:
        """Prose before the first goal of a Handlungsfeld or of the annex."""
        if self.im_ziel or is_hervorgehoben(zeile):
            return False
        if self.felder:
            self.felder[-1].einleitung.append(plain(zeile.text))
        else:
            self.vorspann.append(plain(zeile.text))
        return True

    def _take_titel(self, zeile: Zeile) -> bool:
        """The line below the goal's number; more of them where they are marked as headings too."""
        if not self.im_ziel:
            return False
        ziel = self.ziele[-1]
        titelform = is_hervorgehoben(zeile) or zeile.text.endswith("\t")
        if ziel.reihen or (ziel.titel and self.frei and not titelform):
            return False
        if ziel.titel and not titelform:
            ziel.titel[-1] += f" {zeile.text}"
        else:
            ziel.titel.append(zeile.text)
        return True

    def _take_fortsetzung(self, zeile: Zeile) -> bool:
        """A cell that runs on: right below its row, or a bullet after a page break."""
        if not self.im_ziel or not self.ziele[-1].reihen or is_hervorgehoben(zeile):
            return False
        if self.frei and not is_aufzaehlungspunkt(zeile):
            return False
        self.ziele[-1].reihen[-1].zelle += f"\n{zeile.text}"
        return True
