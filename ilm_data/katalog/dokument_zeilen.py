"""Recognising single lines of the text edition: headings, table rows, rules, footnotes."""

import re
from dataclasses import dataclass

from ilm_data.katalog.dokument_formen import Zeile
from ilm_data.katalog.textausgabe import plain

MASSNAHME, ZUSTAENDIGKEITEN, TERMIN = "Maßnahme", "Zuständigkeiten", "Termin"

_MARKEN = r"(?:[*_#|>\s]|</?(?:b|strong|i|em|p|td|th|tr)>)*"
_NUMMER = r"(?:[ ]*\(n\)|[ ]\d{1,2}|\s{2,}\d{1,2}(?=\t|\s{2,}|\s*$))(?![\d.\w])"
_REIHE = re.compile(
    rf"^{_MARKEN}(?P<label>Ma(?:ß|ss)nahme(?:{_NUMMER})?|Zust(?:ä|ae)ndigkeit(?:en)?|Termine?)(?![\w-])"
    rf"(?P<nach>(?:[*_:]|</?(?:b|strong|i|em|td|th)>)*(?:\s*\|\s*|\s+|$))(?P<zelle>.*)$",
    re.DOTALL,
)
_FELD = re.compile(r"^(?:3\.\d+\.?\s+Handlungsfeld\s+(\d+)\s*[:–-]?|Handlungsfeld\s+(\d+)\s*:)\s*(\S.*)$")
_ZIEL = re.compile(r"^Handlungsziel\s+(\d+(?:\.\d+)+)\.?(?:\s*[:–-])?(?:\s+(\S.*))?$")
_SEITE = re.compile(r"^(.*?\S)[\s.…]*[\s.…](\d{1,3})$")
_FUSSNOTE = re.compile(r"^\s*(?:<sup>\s*(\d+)\s*</sup>|\[\^(\d+)\]:)\s*(\S.*)$")
_TRENNLINIE = re.compile(r"^[\s|:=_*-]*[=_*-]{2,}[\s|:=_*-]*$")
_HERVORGEHOBEN = re.compile(r"^\s*(?:#|\*\*.*\*\*\s*$|__.*__\s*$|<(?:b|strong)>.*</(?:b|strong)>\s*$)", re.DOTALL)


@dataclass(frozen=True)
class Reihe:
    """A table row: which of the three kinds, its label in normal spelling, its cell untouched."""

    art: str
    bezeichnung: str
    zelle: str


def read_reihe(zeile: Zeile) -> Reihe | None:
    treffer = _REIHE.match(zeile.text)
    if not treffer:
        return None
    zelle = treffer["zelle"].rstrip()
    if zeile.text.lstrip().startswith("|"):
        zelle = zelle.removesuffix("|")
    label = plain(treffer["label"])
    if label.startswith("Ma"):
        return Reihe(MASSNAHME, label.replace("Massnahme", MASSNAHME).replace("e(", "e ("), zelle)
    art = TERMIN if label.startswith("T") else ZUSTAENDIGKEITEN
    return Reihe(art, art, zelle)


def read_feld(zeile: Zeile) -> tuple[str, str] | None:
    """Number and title of a Handlungsfeld heading; a line of the table of contents is none."""
    text = plain(zeile.text)
    treffer = _FELD.match(text)
    if not treffer or _SEITE.match(text):
        return None
    return treffer[1] or treffer[2], treffer[3]


def read_feld_verzeichnis(zeile: Zeile) -> tuple[str, str, int] | None:
    """Number, title and page of a Handlungsfeld in the table of contents."""
    seite = _SEITE.match(plain(zeile.text))
    treffer = _FELD.match(seite[1]) if seite else None
    if not seite or not treffer:
        return None
    return treffer[1] or treffer[2], treffer[3].rstrip(" .…"), int(seite[2])


def read_ziel(zeile: Zeile) -> tuple[str, str] | None:
    treffer = _ZIEL.match(plain(zeile.text))
    return (treffer[1], treffer[2] or "") if treffer else None


def read_fussnote(zeile: Zeile) -> tuple[str, str] | None:
    treffer = _FUSSNOTE.match(zeile.text)
    return (treffer[1] or treffer[2], plain(treffer[3])) if treffer else None


def is_leer(zeile: Zeile) -> bool:
    return not plain(zeile.text)


def is_trennlinie(zeile: Zeile) -> bool:
    return bool(_TRENNLINIE.match(zeile.text))


def is_hervorgehoben(zeile: Zeile) -> bool:
    """A heading of any level, or a line that is bold throughout."""
    return bool(_HERVORGEHOBEN.match(zeile.text))


def is_aufzaehlungspunkt(zeile: Zeile) -> bool:
    return bool(re.match(r"^\s*(?:➤|•|<li|</?ul|</?ol|</?p>)", zeile.text))


def ends_with_seite(zeile: Zeile) -> bool:
    """Looks like a line of the table of contents."""
    return bool(_SEITE.match(plain(zeile.text)))
