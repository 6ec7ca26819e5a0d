"""The parts of the concept outside the goal tables: contents, Leitziele, abbreviations, term."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ilm_data.katalog.dokument_formen import AbkuerzungZeile, LeitzielAbschnitt, Zeile
from ilm_data.katalog.dokument_zeilen import (
    ends_with_seite,
    is_hervorgehoben,
    is_leer,
    is_trennlinie,
    read_feld,
    read_feld_verzeichnis,
)
from ilm_data.katalog.textausgabe import plain

_KOEPFE = (
    (re.compile(r"^3\.?\s+Handlungsfelder\b"), "kapitel3"),
    (re.compile(r"^(?:4\.?\s+)?Fazit und Ausblick$"), "schluss"),
    (re.compile(r"^Abkürzungsverzeichnis:?$"), "abkuerzungen"),
    (re.compile(r"^Literatur(?:- und Quellen)?verzeichnis:?$"), "schluss"),
    (re.compile(r"^Anhang(?:\s+A\)?)?:?$"), "anhang"),
    (re.compile(r"^(?:Anhang\s+)?[B-Z]\)?:?$"), "schluss"),
)
_KAPITEL4 = re.compile(r"^4\.?\s+[A-ZÄÖÜ]")
_LEITZIEL = re.compile(r"^Leitziel\s+(\d+)\s*[:.]?\s*(.*)$")
_SATZGRENZE = re.compile(r"(?<=[a-zäöüß)“]\.)\s+|\n")
_LAUFZEIT = re.compile(r"\bZeitraum\s+von\s+\w+\s+Jahren\b")
_ZEILE_IM_FLIESSTEXT = 120  # longer lines are whole paragraphs, not wrapped ones


@dataclass
class Teile:
    """The lines of each part of the document, in order."""

    vorn: list[Zeile] = field(default_factory=list)
    kapitel3: list[Zeile] = field(default_factory=list)
    felder: list[Zeile] = field(default_factory=list)
    schluss: list[Zeile] = field(default_factory=list)
    abkuerzungen: list[Zeile] = field(default_factory=list)
    anhang: list[Zeile] = field(default_factory=list)


def split_teile(text: str) -> Teile:
    teile, name = Teile(), "vorn"
    for nr, roh in enumerate(text.split("\n"), 1):
        zeile = Zeile(nr, roh)
        name = _find_kopf(zeile, name) or name
        getattr(teile, name).append(zeile)
    return teile


def _find_kopf(zeile: Zeile, bisher: str) -> str | None:
    """The part a line opens; None inside a part and in the table of contents."""
    text = plain(zeile.text)
    if bisher != "anhang" and read_feld(zeile):
        return "felder"
    if bisher == "felder" and is_hervorgehoben(zeile) and _KAPITEL4.match(text):
        return "schluss"
    if ends_with_seite(zeile):
        return None
    passend = (name for muster, name in _KOEPFE if muster.match(text))
    return next((name for name in passend if name != "schluss" or bisher != "vorn"), None)


def read_verzeichnis(vorn: Sequence[Zeile]) -> dict[str, tuple[str, int]]:
    """Title and page of each Handlungsfeld as the table of contents gives them."""
    funde = (read_feld_verzeichnis(zeile) for zeile in vorn)
    return {fund[0]: (fund[1], fund[2]) for fund in funde if fund}


def read_leitziele(vorn: Sequence[Zeile]) -> tuple[LeitzielAbschnitt, ...]:
    koepfe = [i for i, zeile in enumerate(vorn) if _is_leitziel(zeile)]
    enden = [*koepfe[1:], len(vorn)]
    bloecke = [vorn[von:bis] for von, bis in zip(koepfe, enden, strict=False)]
    return tuple(_read_leitziel(block, letztes=block is bloecke[-1]) for block in bloecke)


def _is_leitziel(zeile: Zeile) -> bool:
    """A heading or a line of its own, not a sentence that begins with "Leitziel 2 …"."""
    treffer = _LEITZIEL.match(plain(zeile.text))
    return treffer is not None and (not treffer[2] or is_hervorgehoben(zeile))


def _read_leitziel(block: Sequence[Zeile], *, letztes: bool) -> LeitzielAbschnitt:
    """The last one ends with its first paragraph; what follows closes the chapter."""
    treffer = _LEITZIEL.match(plain(block[0].text))
    nr, titel = treffer.groups() if treffer else ("", "")
    koerper = block[1:]
    if not titel:
        zeilen = _take_titel([zeile for zeile in koerper if not is_leer(zeile)])
        titel = " ".join(plain(zeile.text) for zeile in zeilen)
        koerper = [zeile for zeile in koerper if not zeilen or zeile.nr > zeilen[-1].nr]
    absaetze = _list_absaetze(koerper)
    return LeitzielAbschnitt(nr, titel, "\n".join(absaetze[:1] if letztes else absaetze))


def _take_titel(gefuellt: Sequence[Zeile]) -> list[Zeile]:
    """The headings after "Leitziel n" (the fourth has two); unmarked, the first line or up to a colon's next."""
    anzahl = next((i for i, zeile in enumerate(gefuellt) if not is_hervorgehoben(zeile)), len(gefuellt))
    while anzahl < len(gefuellt) and (not anzahl or plain(gefuellt[anzahl - 1].text).endswith(":")):
        anzahl += 1
    return list(gefuellt[:anzahl])


def _list_absaetze(zeilen: Sequence[Zeile]) -> list[str]:
    """Paragraphs: parted by empty lines, or where they are missing, by lines too long to be wrapped."""
    absaetze: list[str] = []
    offen = False
    for zeile in zeilen:
        text = plain(zeile.text)
        if text and offen:
            absaetze[-1] += f" {text}"
        elif text:
            absaetze.append(text)
        offen = bool(text) and len(text) <= _ZEILE_IM_FLIESSTEXT
    return absaetze


def read_abkuerzungen(zeilen: Sequence[Zeile]) -> tuple[tuple[AbkuerzungZeile, ...], tuple[Zeile, ...]]:
    """The rows of the list, and the lines in it that are none."""
    eintraege: list[AbkuerzungZeile] = []
    fremd: list[Zeile] = []
    for zeile in zeilen[1:]:
        zellen = re.split(r"\t|\s{2,}|\s*\|\s*", zeile.text.strip().strip("|"), maxsplit=1)
        kurz, lang = [plain(zelle) for zelle in zellen] if len(zellen) == 2 else _split_kurz(zeile)
        if kurz and lang:
            eintraege.append(AbkuerzungZeile(kurz, lang))
        elif not is_leer(zeile) and not is_trennlinie(zeile):
            fremd.append(Zeile(zeile.nr, plain(zeile.text)))
    return tuple(eintraege), tuple(fremd)


def _split_kurz(zeile: Zeile) -> tuple[str, str]:
    kurz, _, lang = plain(zeile.text).partition(" ")
    return kurz, lang


def read_laufzeit(text: str) -> str:
    """The sentence that says for how long the plan holds; empty when there is none."""
    return next((plain(satz) for satz in _SATZGRENZE.split(text) if _LAUFZEIT.search(satz)), "")
