"""What the page of one measure is made of: frozen values, safe for every reader (no internal note, no name)."""

from dataclasses import dataclass
from datetime import date, datetime

from db.vocabulary import (
    Deutungsstatus,
    EreignisStatus,
    Fundort,
    Hemmnis,
    HerkunftArt,
    Rolle,
    SachstandArt,
    Umsetzungsstand,
)
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.faelligkeit import LageMitGrund
from ilm_data.rules.fenster import Fenster


@dataclass(frozen=True)
class Teil:
    nr: str
    titel: str
    fundort: Fundort


@dataclass(frozen=True)
class ZustaendigkeitZeile:
    """`stelle` does it at the Stichtag; `zuvor` is the named Stelle that has ended, with its last day."""

    kennung: str
    stelle: str
    sammelbezeichnung: bool
    rolle: Rolle
    zusatz: str
    wortlaut: str
    hergeleitet: bool
    teil: str
    zuvor: tuple[str, date] | None = None


@dataclass(frozen=True)
class FensterZeile:
    """A window with what was done in it: `text` "2 von 2: Runder Tisch 14.03., 10.10."."""

    fenster: Fenster
    text: str
    erfuellt: bool
    geschlossen: bool


@dataclass(frozen=True)
class TerminZeile:
    """A wording, its reading, for a rhythm its windows (newest first); `frueher` is what it replaced, with reason."""

    wortlaut: str
    fundort: Fundort
    geerbt: bool
    teil: str
    deutung: Deutung
    status: Deutungsstatus
    hinweis: str
    befund: LageMitGrund | None
    fenster: tuple[FensterZeile, ...]
    frueher: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class MeilensteinZeile:
    """`frueher` are the earlier dates, oldest first, each with the reason it was given up for the next.

    `vereinbart_in`: body and day of the session that agreed on it; `zustaendig` the Stelle it named.
    """

    titel: str
    faellig_am: date
    erledigt_am: date | None
    befund: LageMitGrund
    frueher: tuple[tuple[date, str], ...]
    entfallen_am: date | None
    entfallen_grund: str
    vereinbart_in: tuple[str, date] | None = None
    zustaendig: str = ""


@dataclass(frozen=True)
class SachstandZeile:
    """A report as everybody may read it: no internal note, no Hemmnis text, no name."""

    stand_am: date
    erfasst_am: datetime
    art: SachstandArt
    umsetzungsstand: Umsetzungsstand | None
    begruendung: str
    bericht: str
    hemmnis: Hemmnis | None
    naechster_schritt: str
    naechster_schritt_am: date | None
    stelle: str
    beispiel: bool


@dataclass(frozen=True)
class EreignisZeile:
    """`teilnehmende_text` is all there is of their number: small ones are gone ("k. A.")."""

    titel: str
    beginn_am: date
    ende_am: date
    ort: str
    status: EreignisStatus
    teilnehmende_text: str


@dataclass(frozen=True)
class Verweis:
    """A link to another measure; `art` in words, `beleg` where it is written."""

    art: str
    schluessel: str
    titel: str
    beleg: str


@dataclass(frozen=True)
class MassnahmeDetail:
    schluessel: str
    bezeichnung: str
    beschreibung: str
    wortlaut: str | None
    ziel_wortlaut: str | None
    seite: int | None
    feld_seite: int | None
    quelle: str
    haelt_stand: str
    teile: tuple[Teil, ...]
    zustaendigkeiten: tuple[ZustaendigkeitZeile, ...]
    foerderungen: tuple[tuple[str, str], ...]
    termine: tuple[TerminZeile, ...]
    meilensteine: tuple[MeilensteinZeile, ...]
    sachstaende: tuple[SachstandZeile, ...]
    ereignisse: tuple[EreignisZeile, ...]
    verweise: tuple[Verweis, ...]
    herkunft: tuple[tuple[HerkunftArt, str, str], ...]
