"""Words that the Termin readers share: months, numbers, and how a text is cut at its words."""

import re
from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")

JAHR = r"(?:199[0-9]|20[0-9]{2})"
"""No plan reaches further; "1925" or "3000 Euro" is no year of a Termin."""
MONAT = (
    r"(?:Jan(?:uar|\.)?|Feb(?:ruar|\.)?|M(?:ä|ae)rz|Mrz\.?|Apr(?:il|\.)?|Mai|Jun(?:i|\.)?|Jul(?:i|\.)?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Okt(?:ober|\.)?|Nov(?:ember|\.)?|Dez(?:ember|\.)?)"
)
_MONATE = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_ZAHLEN = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
ZAHL = rf"(?:[0-9]{{1,2}}|{'|'.join(_ZAHLEN)})"
ORDNUNG = r"(?:[1-4]\.|I{1,3}\.?|IV\.?|(?:erst|zweit|dritt|viert)e[nrsm]?)"
_ORDNUNGEN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "erst": 1, "zwei": 2, "drit": 3, "vier": 4}
LICH = r"lich(?:e[rsnm]?)?"
"""Ending of "jährlich" and its inflected forms ("1x jährliche Aktualisierung")."""


def compile_wording(pattern: str) -> re.Pattern[str]:
    """A pattern that takes upper and lower case alike; meant for `fullmatch`."""
    return re.compile(pattern, re.IGNORECASE)


def compile_table(*rows: tuple[str, T]) -> tuple[tuple[re.Pattern[str], T], ...]:
    """A table of (pattern, meaning) with its patterns compiled."""
    return tuple((compile_wording(pattern), meaning) for pattern, meaning in rows)


def read_monat(text: str) -> int:
    """Month 1 to 12 of a text that `MONAT` has matched."""
    name = text[:3].casefold()
    # "Maerz" and "Mrz." are the two spellings that do not start like "März".
    return 3 if name in ("mae", "mrz") else _MONATE.index(name) + 1


def read_zahl(text: str) -> int:
    """Number of a text that `ZAHL` has matched."""
    return int(text) if text.isdecimal() else _ZAHLEN.index(text.casefold()) + 1


def read_ordnung(text: str) -> int:
    """1 to 4 of a text that `ORDNUNG` has matched, or of a bare digit or Roman number."""
    name = text.rstrip(".").casefold()[:4]
    return int(name) if name.isdecimal() else _ORDNUNGEN[name]


def splits(text: str) -> Iterator[tuple[str, str]]:
    """Every way to cut a text into two at a space, both parts non-empty, the shorter head first."""
    words = text.split(" ")
    for i in range(1, len(words)):
        yield " ".join(words[:i]), " ".join(words[i:])
