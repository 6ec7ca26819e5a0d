"""What the coordinator's forms are made of: frozen values, each with the version it was read at."""

from dataclasses import dataclass
from datetime import date

from db.vocabulary import EreignisStatus, Fundort, Rolle, StelleArt
from ilm_data.rules.deutung import Deutung


@dataclass(frozen=True)
class TeilPflege:
    id: int
    nr: str
    titel: str


@dataclass(frozen=True)
class Lesart:
    """An earlier reading and from when to when it held; `grund` is why the next one replaced it."""

    deutung: Deutung
    gilt_ab: date | None
    abgeloest_am: date | None
    grund: str


@dataclass(frozen=True)
class TerminPflege:
    """The newest reading of a wording; `wurzel_id` is the first row of its chain, and stays through corrections."""

    id: int
    wurzel_id: int
    version: int
    schluessel: str
    massnahme: str
    teil: str
    wortlaut: str
    fundort: Fundort
    deutung: Deutung
    bestaetigt: bool
    hinweis: str
    gilt_ab: date | None
    frueher: tuple[Lesart, ...]


@dataclass(frozen=True)
class ZustaendigkeitPflege:
    id: int
    version: int
    schluessel: str
    massnahme: str
    teil: str
    stelle_id: int
    stelle: str
    rolle: Rolle
    zusatz: str
    wortlaut: str
    hergeleitet: bool
    gilt_von: date | None
    gilt_bis: date | None

    def is_past(self, heute: date) -> bool:
        return self.gilt_bis is not None and self.gilt_bis < heute


@dataclass(frozen=True)
class MeilensteinPflege:
    """`frueher` are the dates it was postponed from, oldest first, each with the reason."""

    id: int
    version: int
    titel: str
    faellig_am: date
    erledigt_am: date | None
    entfallen_am: date | None
    entfallen_grund: str
    frueher: tuple[tuple[date, str], ...]

    @property
    def is_open(self) -> bool:
        return self.erledigt_am is None and self.entfallen_am is None


@dataclass(frozen=True)
class MassnahmeKurz:
    id: int
    schluessel: str
    titel: str

    @property
    def label(self) -> str:
        return f"{self.schluessel} {self.titel}"


@dataclass(frozen=True)
class MassnahmePflege:
    """`haelt_stand` is the key of the entry that keeps state and milestones, "" for this one itself."""

    id: int
    version: int
    schluessel: str
    titel: str
    beschreibung: str
    seite: int | None
    haelt_stand: str
    teile: tuple[TeilPflege, ...]
    meilensteine: tuple[MeilensteinPflege, ...]
    termine: tuple[TerminPflege, ...]
    zustaendigkeiten: tuple[ZustaendigkeitPflege, ...]


@dataclass(frozen=True)
class Offen:
    """The work list: readings nobody has confirmed, and roles that were only derived."""

    termine: tuple[TerminPflege, ...]
    zustaendigkeiten: tuple[ZustaendigkeitPflege, ...]


@dataclass(frozen=True)
class StellePflege:
    """`zustaendigkeiten` counts those that hold on the day asked for."""

    id: int
    version: int
    kennung: str
    name: str
    kurz: str
    art: StelleArt
    sammelbezeichnung: bool
    eltern_id: int | None
    nachfolger_id: int | None
    gilt_von: date | None
    gilt_bis: date | None
    aliase: tuple[str, ...]
    zustaendigkeiten: int


@dataclass(frozen=True)
class EreignisPflege:
    """`darf_bearbeiten`: the actor has the right on every linked measure."""

    id: int
    version: int
    titel: str
    beginn_am: date
    ende_am: date
    ort: str
    stelle_id: int | None
    status: EreignisStatus
    teilnehmende: int | None
    massnahme_ids: tuple[int, ...]
    termin_id: int | None
    darf_bearbeiten: bool


@dataclass(frozen=True)
class SitzungPflege:
    """`eingefroren`: its state is kept for ever, so day and Stichtag stay. `agenda`: measures in order, with notes."""

    id: int
    version: int
    gremium: str
    datum: date
    stichtag: date
    notiz: str
    eingefroren: bool
    agenda: tuple[tuple[int, str], ...] = ()
