"""What every reader hands out: the series of a file and its observations, still without any indicator."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from db.vocabulary import Vocabulary
from ilm_data.imports.zeichen import Angabe

Fortschritt = Callable[[int, int], None]
"""Called now and then with bytes (or rows) done and all of them."""

ILM_KREIS, THUERINGEN = "16070", "16"
GEBIETE = {ILM_KREIS: "Ilm-Kreis", THUERINGEN: "Thüringen"}
"""The regions whose values are kept: official keys with their leading zeros, always as text."""


def no_fortschritt(_fertig: int, _alle: int) -> None:
    """Nobody is watching."""


class Dateiformat(Vocabulary):
    GENESIS_ALT = "genesis_alt", "GENESIS-Flachdatei (CSV), altes Spaltenschema"
    GENESIS_NEU = "genesis_neu", "GENESIS-Flachdatei (CSV), neues Spaltenschema"
    GENESIS_TABELLE = "genesis_tabelle", "GENESIS-Tabelle (CSV oder Excel)"
    TLS = "tls", "Tabelle des Thüringer Landesamtes für Statistik"
    BA = "ba", "Tabelle der Statistik der Bundesagentur für Arbeit"
    VORLAGE = "vorlage", "Vorlage des Integrationsmonitors"
    TABELLE = "tabelle", "Tabelle ohne erkennbare Herkunft"


@dataclass(frozen=True, slots=True)
class Zeitraum:
    """First and last day; a Stichtag is one day. `unklar`: only a year was named where a Stichtag was expected."""

    beginn: date
    ende: date

    def __str__(self) -> str:
        if self.beginn == self.ende:
            return f"{self.beginn:%d.%m.%Y}"
        if (self.beginn.month, self.beginn.day, self.ende.month, self.ende.day) == (1, 1, 12, 31):
            return f"{self.beginn.year}" if self.beginn.year == self.ende.year else f"{self.beginn:%Y}–{self.ende:%Y}"
        return f"{self.beginn:%d.%m.%Y}–{self.ende:%d.%m.%Y}"


@dataclass(frozen=True, slots=True)
class Merkmal:
    """One classifying property of a series, e.g. NAT Nationalität = NATA Ausländer(innen)."""

    code: str
    name: str
    auspraegung: str
    auspraegung_name: str

    @property
    def is_insgesamt(self) -> bool:
        """The total of the property; the offices leave its code empty or write a word for it."""
        if self.auspraegung.strip() in ("", "INSGESAMT", "TOTAL", f"{self.code}T", "GEST"):
            return True
        return self.auspraegung_name.strip().casefold() in ("insgesamt", "total")


@dataclass(frozen=True, slots=True)
class Reihe:
    """One series: the same value for the same region and properties, over time. The unit is part of it."""

    tabelle: str
    wert_code: str
    wert_name: str
    einheit: str
    gebiet: str
    gebiet_name: str
    merkmale: tuple[Merkmal, ...] = ()

    @property
    def name(self) -> str:
        """What a person calls it: the value and whatever is not the total."""
        teile = [m.auspraegung_name.strip() or m.auspraegung for m in self.merkmale if not m.is_insgesamt]
        return ", ".join([self.wert_name, *teile]) or self.wert_code

    @property
    def ohne_einheit(self) -> "tuple[str, str, str, tuple[tuple[str, str], ...]]":
        """The series whatever its unit: two units for one of these do not go together."""
        return self.wert_code, self.wert_name, self.gebiet, tuple((m.code, m.auspraegung) for m in self.merkmale)


@dataclass(frozen=True, slots=True)
class Beobachtung:
    """One cell: where it stands, whose value it is, what it says, or why it cannot be read (`fehler`)."""

    zeile: int
    spalte: str
    reihe: Reihe
    zeitraum: Zeitraum | None
    zeit_text: str
    angabe: Angabe | None
    fehler: str = ""
    hinweis: str = ""
    """Text of the footnotes that belong to this cell."""


@dataclass(frozen=True, slots=True)
class Uebergangen:
    """A line without a value for one of our regions, with the reason."""

    zeile: int
    grund: str


class Leser(Protocol):
    """A recognised file that can be read again and again, always in a stream."""

    format: Dateiformat
    kodierung: str
    hinweise: tuple[str, ...]
    quellenstand: date | None

    def read(self, fortschritt: Fortschritt = no_fortschritt) -> Iterator[Beobachtung | Uebergangen]:
        """Every cell of our regions and every line that is left out. Raises DateiFehler."""
        ...
