"""One entry of time line, calendar and feed: a frozen value that everybody may read (no internal note, no name)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from ilm_data.rules.faelligkeit import LageMitGrund
from ilm_data.rules.zeitleiste import EintragArt, Zustand

UNBEKANNT = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Bezug:
    """A measure an entry belongs to. `leitend` are the names of who leads it."""

    schluessel: str
    titel: str
    ziel_nr: str
    feld_nr: str
    feld: str
    leitend: str = ""


@dataclass(frozen=True)
class Eintrag:
    """`kennung` never changes: table and id of the first row of its chain, for a window with its key.

    `bezuege`: the measure first, then further entries that are the same one; empty for a session. `stellen` are
    the Kennungen of all Stellen concerned. `reihe` is shared by the windows of one rhythm. `text` is short ("1 von 2"),
    `detail` long ("1 von 2: Runder Tisch 14.03."). `befund` is set where something is due, `faellig_am` says when.
    """

    art: EintragArt
    kennung: str
    reihe: str
    titel: str
    start: date
    ende: date
    faellig_am: date
    zustand: Zustand
    bezuege: tuple[Bezug, ...] = ()
    stellen: frozenset[str] = frozenset()
    text: str = ""
    detail: str = ""
    befund: LageMitGrund | None = None
    erster_termin: date | None = None
    ort: str = ""
    sequenz: int = 0
    geaendert_am: datetime = UNBEKANNT

    @property
    def felder(self) -> frozenset[str]:
        return frozenset(bezug.feld_nr for bezug in self.bezuege)

    @property
    def ist_verschoben(self) -> bool:
        return self.erster_termin is not None and self.erster_termin != self.faellig_am


@dataclass(frozen=True)
class TerminFilter:
    """Empty fields do not filter. `stellen` are the Kennungen of a Stelle and its units, `art` stored values."""

    feld: str = ""
    stellen: tuple[str, ...] = ()
    art: tuple[str, ...] = ()


def select_eintraege(eintraege: Iterable[Eintrag], f: TerminFilter) -> list[Eintrag]:
    """Sessions concern every field and every Stelle, so only the kind leaves them out."""
    return [e for e in eintraege if (not f.art or e.art.value in f.art) and _concerns(e, f)]


def _concerns(e: Eintrag, f: TerminFilter) -> bool:
    if e.art is EintragArt.SITZUNG:
        return True
    return (not f.feld or f.feld in e.felder) and (not f.stellen or bool(e.stellen & set(f.stellen)))
