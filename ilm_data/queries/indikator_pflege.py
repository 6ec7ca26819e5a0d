"""What the coordination sees while it enters values: every revision, what is due, targets with their version."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Engine, select

from db.engine import read_session
from db.models import IndikatorWert, IndikatorZiel
from ilm_data.queries.geltende_werte import last_wert_id
from ilm_data.queries.indikator_formen import GEBIETE, ILM_KREIS, IndikatorInfo
from ilm_data.queries.indikatoren import load_infos
from ilm_data.rules.indikator_reihe import Punkt
from ilm_data.rules.indikator_satz import wert_text
from ilm_data.rules.indikatorwert import WertInhalt
from ilm_data.rules.perioden import Periode, faellige, periode_text, plus_months
from ilm_data.rules.rechte import Akteur, Handlung, check_recht


@dataclass(frozen=True)
class Fassung:
    """One version of a value. `gilt` is False for one that a later revision replaced."""

    id: int
    gebiet: str
    periode: Periode
    periode_text: str
    inhalt: WertInhalt
    text: str
    quellenstand: date | None
    erfasst_am: datetime
    aus_datei: bool
    gilt: bool


@dataclass(frozen=True)
class ZielPflege:
    id: int
    version: int
    untergrenze: Decimal | None
    obergrenze: Decimal | None
    gilt_am: date
    beleg: str


@dataclass(frozen=True)
class IndikatorPflege:
    """`fassungen` newest period first, within it the standing version first."""

    info: IndikatorInfo
    fassungen: tuple[Fassung, ...]
    ziele: tuple[ZielPflege, ...]

    def geltend(self, gebiet: str, periode: Periode) -> Fassung | None:
        found = (f for f in self.fassungen if f.gilt and f.gebiet == gebiet and f.periode == periode)
        return next(found, None)


@dataclass(frozen=True)
class Faellig:
    """A value that should be there: its source published it on about `seit`."""

    info: IndikatorInfo
    periode: Periode
    periode_text: str
    seit: date


@dataclass(frozen=True)
class Pflegestand:
    """`gesehen_bis` is the newest value of all: what a form hands back, so that a later one is noticed."""

    indikatoren: tuple[IndikatorPflege, ...]
    gesehen_bis: int


def load_pflegestand(engine: Engine, fassung: str, *, by: Akteur) -> Pflegestand:
    """Every indicator that is typed or imported. Raises RechtFehlt."""
    check_recht(by, Handlung.INHALT_PFLEGEN)
    with read_session(engine) as session:
        infos = [info for info in load_infos(session, fassung) if not info.eigene_rechnung]
        rows = list(session.scalars(select(IndikatorWert).where(IndikatorWert.gebiet.in_(GEBIETE))))
        ziele = list(session.scalars(select(IndikatorZiel).order_by(IndikatorZiel.gilt_am)))
        gesehen_bis = last_wert_id(session)
    werte: dict[int, list[IndikatorWert]] = defaultdict(list)
    for row in rows:
        werte[row.indikator_id].append(row)
    replaced = frozenset(row.ersetzt_id for row in rows if row.ersetzt_id)
    return Pflegestand(tuple(_pflege(info, werte, replaced, ziele) for info in infos), gesehen_bis)


def _pflege(
    info: IndikatorInfo,
    werte: Mapping[int, list[IndikatorWert]],
    replaced: frozenset[int],
    ziele: Iterable[IndikatorZiel],
) -> IndikatorPflege:
    rows = sorted(werte.get(info.id, ()), key=lambda row: (row.ende_am, row.gebiet, row.id), reverse=True)
    own = [
        ZielPflege(z.id, z.version, z.untergrenze, z.obergrenze, z.gilt_am, z.beleg)
        for z in ziele
        if z.indikator_id == info.id
    ]
    return IndikatorPflege(info, tuple(_fassung(info, row, gilt=row.id not in replaced) for row in rows), tuple(own))


def _fassung(info: IndikatorInfo, row: IndikatorWert, *, gilt: bool) -> Fassung:
    periode = Periode(row.beginn_am, row.ende_am)
    return Fassung(
        id=row.id,
        gebiet=row.gebiet,
        periode=periode,
        periode_text=periode_text(info.mass.periodenart, periode),
        inhalt=WertInhalt(row.wert, row.qualitaet, row.berichtigt, row.hinweis),
        text=wert_text(info.mass, Punkt(row.beginn_am, row.ende_am, row.wert, row.qualitaet)),
        quellenstand=row.quellenstand,
        erfasst_am=row.erfasst_am,
        aus_datei=row.datenimport_id is not None,
        gilt=gilt,
    )


def list_faellige(stand: Pflegestand, heute: date) -> list[Faellig]:
    """The longest overdue first."""
    found = []
    for pflege in stand.indikatoren:
        info = pflege.info
        karenz = info.karenz_monate or 0
        enden = [f.periode.ende_am for f in pflege.fassungen if f.gilt and f.gebiet == ILM_KREIS]
        perioden = faellige(
            info.mass.periodenart,
            stichtag=info.stichtag,
            karenz_monate=karenz,
            nach=max(enden, default=None),
            heute=heute,
        )
        for periode in perioden:
            text = periode_text(info.mass.periodenart, periode)
            found.append(Faellig(info, periode, text, plus_months(periode.ende_am, karenz)))
    return sorted(found, key=lambda f: (f.seit, f.info.titel))
