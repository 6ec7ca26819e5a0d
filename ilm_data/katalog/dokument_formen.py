"""What the reader of the concept hands out: frozen values, texts as written."""

from dataclasses import dataclass


class DokumentUnlesbar(Exception):
    """The file is not the concept's text edition; the message is what the user reads."""


@dataclass(frozen=True)
class Zeile:
    """One line of the file with its number, counted from 1."""

    nr: int
    text: str


@dataclass(frozen=True)
class Fussnote:
    nr: str
    text: str
    zeile: int


@dataclass(frozen=True)
class LeitzielAbschnitt:
    nr: str
    titel: str
    wortlaut: str


@dataclass(frozen=True)
class HandlungsfeldAbschnitt:
    """`titel` from the heading; `titel_verzeichnis` and `seite` from the table of contents."""

    nr: str
    titel: str
    titel_verzeichnis: str | None
    seite: int | None
    einleitung: str


@dataclass(frozen=True)
class HandlungszielAbschnitt:
    """`titel` has one entry per heading; only Anhang A gives a goal two."""

    nr: str
    handlungsfeld: str
    titel: tuple[str, ...]
    zeile: int


@dataclass(frozen=True)
class MassnahmeZeile:
    """A measure: row label, cell, and the cell of the Zuständigkeiten row below it (None: no such row)."""

    ziel: str
    bezeichnung: str
    text: str
    zustaendigkeiten: str | None
    fussnoten: tuple[Fussnote, ...]
    zeile: int

    @property
    def nr(self) -> str:
        return massnahme_nr(self.bezeichnung)


@dataclass(frozen=True)
class TerminZeile:
    """`massnahmen` are the line numbers of the measures it governs; the last one stands right above."""

    ziel: str
    text: str
    massnahmen: tuple[int, ...]
    fussnoten: tuple[Fussnote, ...]
    zeile: int

    def is_geerbt(self, massnahme: MassnahmeZeile) -> bool:
        """Whether the measure only shares the row with the one that stands directly above it."""
        return massnahme.zeile in self.massnahmen[:-1]


@dataclass(frozen=True)
class AbkuerzungZeile:
    kurz: str
    lang: str


@dataclass(frozen=True)
class AnhangEintrag:
    """A measure of the earlier Fassung that was dropped; its goal number counts there only."""

    ziel: str
    titel: tuple[str, ...]
    bezeichnung: str
    text: str
    fussnoten: tuple[Fussnote, ...]
    zeile: int

    @property
    def nr(self) -> str:
        return massnahme_nr(self.bezeichnung)


@dataclass(frozen=True)
class Dokument:
    """Everything the edition says about the plan; `unverstanden` keeps what found no place."""

    fassung: str
    vorfassung: str
    leitziele: tuple[LeitzielAbschnitt, ...]
    handlungsfelder: tuple[HandlungsfeldAbschnitt, ...]
    ziele: tuple[HandlungszielAbschnitt, ...]
    massnahmen: tuple[MassnahmeZeile, ...]
    termine: tuple[TerminZeile, ...]
    abkuerzungen: tuple[AbkuerzungZeile, ...]
    anhang: tuple[AnhangEintrag, ...]
    anhang_text: str
    laufzeit: str
    unverstanden: tuple[Zeile, ...]

    def list_massnahmen(self, ziel: str) -> tuple[MassnahmeZeile, ...]:
        return tuple(zeile for zeile in self.massnahmen if zeile.ziel == ziel)

    def find_termin(self, massnahme: MassnahmeZeile) -> TerminZeile | None:
        """The Termin row that governs the measure: its own, or the next one below it in the goal."""
        return next((termin for termin in self.termine if massnahme.zeile in termin.massnahmen), None)


def massnahme_nr(bezeichnung: str) -> str:
    """The number behind a row label: "Maßnahme 2" is M2, "Maßnahme" and "Maßnahme (n)" are M1."""
    letztes = bezeichnung.split()[-1]
    return f"M{int(letztes)}" if letztes.isdigit() else "M1"
