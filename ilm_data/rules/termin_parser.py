"""Reads a Termin wording of a German administration (matter document §5).

Every reading is an assumption until the coordinator confirms it. What can't be read stays in
`rest`, word for word: a clause is read as a whole or not at all, so that no half of it is
taken for a date.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from db.vocabulary import TerminArt
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.termin_bezeichnung import read_bezeichnung
from ilm_data.rules.termin_kern import read_kern
from ilm_data.rules.termin_woerter import splits

MAX_ZEICHEN = 500
"""A longer text is no Termin wording and is not looked into."""

_TRENNER = re.compile(r"[,;\n\r|]+")
_UND = re.compile(r" (?:und|sowie) ")
_AUFZAEHLUNGSZEICHEN = re.compile(r"^[-–•➤*] ?")
# The full stop of a sentence goes, that of "30.06." and "1." stays.
_SATZPUNKT = re.compile(r"(?<!\b[0-9])(?<!\b[0-9]{2})\.$")
# "jährlich, ab 2019": the comma parts what belongs together.
_FORTSETZUNG = re.compile(r"(?:ab|seit|bis|beginnend|jeweils|spätestens)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Lesung:
    """What a wording says: its Deutungen in the order of the text, and the words that were not read."""

    deutungen: tuple[Deutung, ...]
    rest: str


def parse_termin(wortlaut: str) -> Lesung:
    """Read a wording; never raises. Without any Deutung `rest` is the whole text (white space collapsed)."""
    text = _collapse(wortlaut)
    clauses = _clauses(wortlaut) if len(wortlaut) <= MAX_ZEICHEN else []
    deutungen: list[Deutung] = []
    unread: list[str] = []
    while clauses:
        read, taken = _read_first(clauses)
        deutungen += read
        unread += [] if read else clauses[:taken]
        clauses = clauses[taken:]
    return Lesung(tuple(deutungen), ", ".join(unread) if deutungen else text)


def _collapse(text: str) -> str:
    # Word processors leave soft hyphens and letters with loose accents behind.
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


def _clauses(wortlaut: str) -> list[str]:
    parts = (_AUFZAEHLUNGSZEICHEN.sub("", _collapse(part)) for part in _TRENNER.split(wortlaut))
    return [part for part in parts if part]


def _read_first(clauses: list[str]) -> tuple[list[Deutung], int]:
    """The Deutungen of the first clause (none if it can't be read), and how many clauses that took."""
    if len(clauses) > 1 and _FORTSETZUNG.match(clauses[1]):
        joined = _read_clause(f"{clauses[0]} {clauses[1]}")
        if joined:
            return [joined], 2
    whole = _read_clause(clauses[0])
    return ([whole] if whole else _read_parts(clauses[0])), 1


def _read_parts(clause: str) -> list[Deutung]:
    """ "Prüfung 2021 und Umsetzung 2022": all of its parts, or none."""
    parts = [_read_clause(part) for part in _UND.split(clause)]
    read = [deutung for deutung in parts if deutung is not None]
    return read if len(read) == len(parts) else []


def _read_clause(text: str) -> Deutung | None:
    text = _SATZPUNKT.sub("", text)
    return read_kern(text) or _read_with_name_before(text) or _read_with_name_behind(text)


def _read_with_name_before(text: str) -> Deutung | None:
    """ "Durchführung fortlaufend", "Fertigstellung Konzept 2018"."""
    for head, tail in splits(text):
        bezeichnung = read_bezeichnung(head)
        deutung = read_kern(tail) if bezeichnung else None
        if bezeichnung and deutung:
            return replace(deutung, bezeichnung=bezeichnung)
    return None


def _read_with_name_behind(text: str) -> Deutung | None:
    """ "fortlaufende Betreuung", "2025: Evaluation"; without the colon "2025 Personen" would be a date."""
    for head, tail in reversed(list(splits(text))):
        bezeichnung = read_bezeichnung(tail)
        deutung = read_kern(head.rstrip(":")) if bezeichnung else None
        if bezeichnung and deutung and (deutung.art is not TerminArt.EINMALIG or head.endswith(":")):
            return replace(deutung, bezeichnung=bezeichnung)
    return None
