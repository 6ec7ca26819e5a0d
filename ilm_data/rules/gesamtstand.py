"""The whole public state at one Stichtag as plain values: what is compared, and what a session freezes."""

from dataclasses import dataclass
from datetime import date

from ilm_data.rules.massnahme_lage import MassnahmeLage


@dataclass(frozen=True)
class Verschiebung:
    """One step of a due day: `am` says from when the new one holds (None: unknown), `grund` why."""

    von: date
    auf: date
    grund: str
    am: date | None = None


@dataclass(frozen=True)
class FristStand:
    """A milestone or einmalig Termin with its history. `kennung` ("meilenstein-12") is that of the first row of its
    chain and never changes; `entfallen_am` with `grund` when it was dropped."""

    kennung: str
    titel: str
    faellig_am: date
    erledigt_am: date | None = None
    entfallen_am: date | None = None
    grund: str = ""
    verschiebungen: tuple[Verschiebung, ...] = ()

    @property
    def ist_offen(self) -> bool:
        return self.erledigt_am is None and self.entfallen_am is None


@dataclass(frozen=True)
class EreignisStand:
    """An event that took place, with the keys of its measures."""

    kennung: str
    titel: str
    beginn_am: date
    ort: str
    massnahmen: tuple[str, ...]


@dataclass(frozen=True)
class MassnahmeStand:
    """One measure as everybody may read it: no Hemmnis text, no internal note, no name of a person."""

    titel: str
    ziel_nr: str
    feld: str
    lage: MassnahmeLage
    terminlage_grund: str = ""
    faellig_am: date | None = None
    gemeldet_am: date | None = None
    begruendung: str = ""
    fristen: tuple[FristStand, ...] = ()

    @property
    def schluessel(self) -> str:
        return self.lage.schluessel

    @property
    def feld_nr(self) -> str:
        return self.lage.handlungsfeld_nr


@dataclass(frozen=True)
class Gesamtstand:
    """`massnahmen` in the order of their numbers, entries counted elsewhere included (`lage.gleich_mit`)."""

    fassung: str
    stichtag: date
    beispieldaten: bool
    massnahmen: tuple[MassnahmeStand, ...]
    ereignisse: tuple[EreignisStand, ...]
    kenntnis_bis: date | None = None

    @property
    def nach_schluessel(self) -> dict[str, MassnahmeStand]:
        """Every entry by key."""
        return {m.schluessel: m for m in self.massnahmen}

    @property
    def gezaehlte(self) -> dict[str, MassnahmeStand]:
        """The different measures by key."""
        return {m.schluessel: m for m in self.massnahmen if m.lage.gleich_mit is None}
