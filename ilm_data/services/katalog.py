"""Loads the catalogue into the store: what is missing is added, what is there stays as it is.

A measure comes with its parts, Zuständigkeiten and Termine when it is new. A measure that is
there already is left alone: the coordinator may have corrected it since.
"""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from db.engine import read_session
from db.models import (
    Abkuerzung,
    Base,
    Fassung,
    Foerderung,
    Handlungsfeld,
    Handlungsziel,
    Herkunft,
    Indikator,
    Leitziel,
    Massnahme,
    MassnahmeBezug,
    MassnahmeFoerderung,
    MassnahmeTeil,
    Stelle,
    StelleAlias,
    Termin,
    Zustaendigkeit,
)
from db.vocabulary import Aktion, TerminArt
from ilm_data.katalog.reader import read_katalog
from ilm_data.katalog.schema import (
    DeutungEintrag,
    HandlungsfeldEintrag,
    HandlungszielEintrag,
    Katalog,
    MassnahmeEintrag,
    TeilEintrag,
    TerminEintrag,
)
from ilm_data.services.aenderung import open_aenderung
from ilm_data.services.katalog_indikatoren import load_indikatoren

BY = "Katalog"


@dataclass(frozen=True)
class Ladung:
    """What was added, counted per kind; all zero when the store was complete."""

    stellen: int = 0
    handlungsziele: int = 0
    massnahmen: int = 0
    zustaendigkeiten: int = 0
    termine: int = 0
    sonstige: int = 0

    @property
    def is_empty(self) -> bool:
        return not any(asdict(self).values())


class _NichtsNeu(Exception):
    """Ends the transaction without a trace: the store was complete."""


class _EtwasFehlt(Exception):
    """Ends a walk that only looks: here something would have to be written."""


def load_katalog(engine: Engine, katalog: Katalog | None = None) -> Ladung:
    """Adds what is missing, in one transaction; a complete store is left without a trace, and nobody waits for it."""
    katalog = katalog or read_katalog()
    if _is_complete(engine, katalog):
        return Ladung()
    try:
        with open_aenderung(engine, by=BY) as aenderung:
            before = _count(aenderung.session)
            _Loader(aenderung.session, aenderung.zeitpunkt, katalog).load()
            after = _count(aenderung.session)
            ladung = Ladung(*(new - old for new, old in zip(after, before, strict=True)))
            if ladung.is_empty:
                raise _NichtsNeu
            aenderung.log(Aktion.GELADEN, "massnahme", neu=asdict(ladung))
    except _NichtsNeu:
        return Ladung()
    return ladung


def _is_complete(engine: Engine, katalog: Katalog) -> bool:
    """The same walk without the write lock: at every start but the first there is nothing to do."""
    with read_session(engine) as session:
        event.listen(session, "before_flush", _refuse)
        try:
            _Loader(session, datetime.now(UTC), katalog).load()
            session.flush()
        except _EtwasFehlt:
            return False
    return True


def _refuse(*_: object) -> None:
    raise _EtwasFehlt


def _count(session: Session) -> tuple[int, ...]:
    session.flush()
    named = (Stelle, Handlungsziel, Massnahme, Zustaendigkeit, Termin)
    other = (Fassung, Leitziel, Handlungsfeld, Abkuerzung, Foerderung, MassnahmeBezug, Indikator)
    counts = [_count_rows(session, table) for table in (*named, *other)]
    return (*counts[: len(named)], sum(counts[len(named) :]))


def _count_rows(session: Session, table: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


class _Loader:
    """One walk over the catalogue; remembers the ids that later entries refer to."""

    def __init__(self, session: Session, zeitpunkt: datetime, katalog: Katalog) -> None:
        self.session = session
        self.zeitpunkt = zeitpunkt
        self.katalog = katalog
        self.fassungen: dict[str, int] = {}
        self.stellen: dict[str, int] = {}
        self.foerderungen: dict[str, int] = {}
        self.massnahmen: dict[str, int] = {}

    def load(self) -> None:
        self._load_fassungen()
        self._load_leitziele()
        self._load_abkuerzungen()
        self._load_stellen()
        self._load_foerderungen()
        for feld in self.katalog.handlungsfelder:
            self._load_handlungsfeld(feld)
        self._load_bezuege()
        load_indikatoren(self.session, self.katalog.indikatoren, self.fassungen[self.katalog.fassungen[-1].kurz])

    def _find_or_add(self, model: type, natural: dict[str, Any], rest: dict[str, Any]) -> tuple[Any, bool]:
        """The row with this natural key, and whether it had to be added."""
        found = self.session.scalars(select(model).filter_by(**natural)).first()
        if found is not None:
            return found, False
        row = model(**natural, **rest)
        self.session.add(row)
        self.session.flush()
        return row, True

    def _load_fassungen(self) -> None:
        for e in self.katalog.fassungen:
            rest = e.model_dump(exclude={"kurz", "vorgaenger"})
            rest["vorgaenger_id"] = self.fassungen.get(e.vorgaenger or "")
            row, _ = self._find_or_add(Fassung, {"kurz": e.kurz}, rest)
            self.fassungen[e.kurz] = row.id

    def _load_leitziele(self) -> None:
        newest = self.fassungen[self.katalog.fassungen[-1].kurz]
        for e in self.katalog.leitziele:
            natural = {"fassung_id": newest, "nr": e.nr}
            self._find_or_add(Leitziel, natural, {"titel": e.titel, "beschreibung": e.beschreibung})

    def _load_abkuerzungen(self) -> None:
        for e in self.katalog.abkuerzungen:
            self._find_or_add(Abkuerzung, {"kurz": e.kurz}, {"lang": e.lang})

    def _load_stellen(self) -> None:
        for e in self.katalog.stellen:
            rest = e.model_dump(include={"name", "kurz", "art", "sammelbezeichnung"})
            row, added = self._find_or_add(Stelle, {"kennung": e.kennung}, rest)
            self.stellen[e.kennung] = row.id
            if added:
                self.session.add_all(StelleAlias(stelle_id=row.id, schreibweise=alias) for alias in e.aliase)
        for e in self.katalog.stellen:
            row = self.session.get_one(Stelle, self.stellen[e.kennung])
            if e.eltern and row.eltern_id is None and row.version == 1:
                row.eltern_id = self.stellen[e.eltern]

    def _load_foerderungen(self) -> None:
        for e in self.katalog.foerderungen:
            rest = {"name": e.name, "geber_id": self.stellen[e.geber] if e.geber else None}
            row, _ = self._find_or_add(Foerderung, {"kennung": e.kennung}, rest)
            self.foerderungen[e.kennung] = row.id

    def _load_handlungsfeld(self, feld: HandlungsfeldEintrag) -> None:
        natural = {"fassung_id": self.fassungen[feld.fassung], "nr": feld.nr}
        rest = feld.model_dump(include={"titel", "kurz", "seite", "beschreibung"})
        row, _ = self._find_or_add(Handlungsfeld, natural, rest)
        for ziel in feld.ziele:
            self._load_handlungsziel(feld, row.id, ziel)

    def _load_handlungsziel(self, feld: HandlungsfeldEintrag, feld_id: int, ziel: HandlungszielEintrag) -> None:
        natural = {"fassung_id": self.fassungen[feld.fassung], "nr": ziel.nr}
        rest = {"handlungsfeld_id": feld_id, "titel": ziel.titel, "beschreibung": ziel.beschreibung}
        row, _ = self._find_or_add(Handlungsziel, natural, rest)
        for eintrag in ziel.massnahmen:
            massnahme, added = self._find_or_add(
                Massnahme,
                {"handlungsziel_id": row.id, "nr": eintrag.nr},
                eintrag.model_dump(include={"bezeichnung", "titel", "beschreibung"}),
            )
            self.massnahmen[f"{feld.fassung}-{ziel.nr}-{eintrag.nr}"] = massnahme.id
            if added:
                self._load_massnahme(massnahme.id, eintrag)

    def _load_massnahme(self, massnahme_id: int, eintrag: MassnahmeEintrag) -> None:
        teile: dict[str, int] = {}
        for teil in eintrag.teile:
            self._load_teil(massnahme_id, teil, None, teile)
        for z in eintrag.zustaendigkeiten:
            self.session.add(
                Zustaendigkeit(
                    massnahme_id=massnahme_id,
                    stelle_id=self.stellen[z.stelle],
                    teil_id=teile[z.teil] if z.teil else None,
                    **z.model_dump(include={"rolle", "wortlaut", "zusatz", "hergeleitet"}),
                )
            )
        for f in eintrag.foerderungen:
            foerderung_id = self.foerderungen[f.programm]
            self.session.add(
                MassnahmeFoerderung(massnahme_id=massnahme_id, foerderung_id=foerderung_id, wortlaut=f.wortlaut)
            )
        for termin in eintrag.termine:
            for deutung in termin.deutungen:
                self._load_termin(massnahme_id, teile.get(termin.teil or ""), termin, deutung)
        if eintrag.herkunft:
            self.session.add(Herkunft(alt_id=massnahme_id, art=eintrag.herkunft, grund=eintrag.herkunft_grund))

    def _load_teil(self, massnahme_id: int, teil: TeilEintrag, eltern_id: int | None, teile: dict[str, int]) -> None:
        rest = {"titel": teil.titel, "fundort": teil.fundort, "eltern_id": eltern_id}
        row, _ = self._find_or_add(MassnahmeTeil, {"massnahme_id": massnahme_id, "nr": teil.nr}, rest)
        teile[teil.nr] = row.id
        for punkt in teil.unterpunkte:
            self._load_teil(massnahme_id, punkt, row.id, teile)

    def _load_termin(
        self, massnahme_id: int, teil_id: int | None, termin: TerminEintrag, deutung: DeutungEintrag
    ) -> None:
        shared: dict[str, Any] = {"massnahme_id": massnahme_id, "teil_id": teil_id, "erfasst_am": self.zeitpunkt}
        row = Termin(
            wortlaut=termin.wortlaut,
            fundort=termin.fundort,
            geerbt=termin.geerbt,
            **deutung.model_dump(exclude={"ersetzt"}),
            **shared,
        )
        if deutung.ersetzt:
            old = deutung.ersetzt.model_dump(exclude={"grund"})
            earlier = Termin(art=TerminArt.EINMALIG, bezeichnung=deutung.bezeichnung, **old, **shared)
            self.session.add(earlier)
            self.session.flush()
            row.ersetzt_id, row.grund = earlier.id, deutung.ersetzt.grund
        self.session.add(row)
        self.session.flush()

    def _load_bezuege(self) -> None:
        for e in self.katalog.bezuege:
            natural = {"von_id": self.massnahmen[e.von], "nach_id": self.massnahmen[e.nach]}
            self._find_or_add(MassnahmeBezug, natural, {"art": e.art, "beleg": e.beleg})
