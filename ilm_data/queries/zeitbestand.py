"""The raw rows of time for a Sicht, with the chains they stand in: what replaced what, what fulfils which Termin."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Erledigung, Meilenstein, Protokoll, Sitzung, Termin
from ilm_data.queries.bestand import is_standing, load_entfallene, load_meilensteine, load_termine
from ilm_data.queries.ereignisse_damals import load_ereignistage
from ilm_data.queries.sicht import Sicht

Row = TypeVar("Row", Meilenstein, Termin)


@dataclass(frozen=True)
class Erfuellung:
    """A day on which a Termin was done: by a linked event (`ereignis` is its title), or ticked ("")."""

    tag: date
    erfasst_am: datetime
    ereignis: str = ""


@dataclass(frozen=True)
class Kette:
    """A standing row and all it replaced, the first one first."""

    rows: tuple[Meilenstein, ...]

    @property
    def neu(self) -> Meilenstein:
        return self.rows[-1]

    @property
    def wurzel(self) -> Meilenstein:
        return self.rows[0]


@dataclass(frozen=True)
class Zeitbestand:
    """Termine and milestones by measure; `wurzel` leads from a Termin to the first of its chain."""

    termine: Mapping[int, Sequence[Termin]]
    wurzel: Mapping[int, int]
    erfuellungen: Mapping[int, Sequence[Erfuellung]]
    ketten: Mapping[int, Sequence[Kette]]
    haken: Mapping[int, Erfuellung]
    sitzungen: Sequence[Sitzung]
    geaendert_am: Mapping[tuple[str, int], datetime]


def load_zeitbestand(session: Session, sicht: Sicht) -> Zeitbestand:
    haken, ticks = _load_haken(session, sicht)
    aelter: dict[int, int | None] = {row[0]: row[1] for row in session.execute(select(Termin.id, Termin.ersetzt_id))}
    return Zeitbestand(
        termine=load_termine(session, sicht),
        wurzel={termin_id: _ids_back(termin_id, aelter)[-1] for termin_id in aelter},
        erfuellungen=_with_chain(_merged(ticks, _load_ereignistage(session, sicht)), aelter),
        ketten=_load_ketten(session, sicht),
        haken=haken,
        sitzungen=list(session.scalars(select(Sitzung).order_by(Sitzung.datum))),
        geaendert_am=load_geaendert_am(session),
    )


def load_geaendert_am(session: Session) -> dict[tuple[str, int], datetime]:
    """(table, id) of events and sessions → when the log last speaks of them."""
    query = select(Protokoll.tabelle, Protokoll.zeile, func.max(Protokoll.zeitpunkt)).where(
        Protokoll.tabelle.in_(("ereignis", "sitzung")), Protokoll.zeile != ""
    )
    found = session.execute(query.group_by(Protokoll.tabelle, Protokoll.zeile))
    return {(tabelle, int(zeile)): zeitpunkt for tabelle, zeile, zeitpunkt in found if zeile.isdecimal()}


def _load_haken(session: Session, sicht: Sicht) -> tuple[dict[int, Erfuellung], dict[int, list[Erfuellung]]]:
    """Milestone → its first tick; Termin → all ticks. The same rows that bestand.load_erledigungen counts."""
    counts = (
        Erledigung.erledigt_am <= sicht.stichtag,
        Erledigung.erfasst_am < sicht.erfasst_vor,
        is_standing(Erledigung.zurueckgenommen_am, sicht),
    )
    haken: dict[int, Erfuellung] = {}
    ticks: dict[int, list[Erfuellung]] = defaultdict(list)
    for row in session.scalars(select(Erledigung).where(*counts).order_by(Erledigung.erledigt_am, Erledigung.id)):
        tick = Erfuellung(row.erledigt_am, row.erfasst_am)
        if row.meilenstein_id:
            haken.setdefault(row.meilenstein_id, tick)
        elif row.termin_id:
            ticks[row.termin_id].append(tick)
    return haken, ticks


def _load_ereignistage(session: Session, sicht: Sicht) -> dict[int, list[Erfuellung]]:
    found: dict[int, list[Erfuellung]] = defaultdict(list)
    for e in load_ereignistage(session, sicht):
        found[e.termin_id].append(Erfuellung(e.tag, e.erfasst_am, e.titel))
    return found


def _merged(*parts: Mapping[int, Sequence[Erfuellung]]) -> dict[int, list[Erfuellung]]:
    found: dict[int, list[Erfuellung]] = defaultdict(list)
    for part in parts:
        for key, value in part.items():
            found[key] += value
    return found


def _with_chain(
    found: Mapping[int, Sequence[Erfuellung]], aelter: Mapping[int, int | None]
) -> dict[int, list[Erfuellung]]:
    """What was done under an earlier reading of a Termin counts under its successor."""
    chained = {t: [e for step in _ids_back(t, aelter) for e in found.get(step, ())] for t in aelter}
    return {termin_id: sorted(alle, key=lambda e: (e.tag, e.ereignis)) for termin_id, alle in chained.items()}


def _ids_back(row_id: int, aelter: Mapping[int, int | None]) -> list[int]:
    """The row and all it replaced, the newest first."""
    found, step = [row_id], aelter.get(row_id)
    while step is not None and step not in found:
        found.append(step)
        step = aelter.get(step)
    return found


def _load_ketten(session: Session, sicht: Sicht) -> dict[int, list[Kette]]:
    """Per measure the milestones that stand at the Stichtag, and those that were dropped by then."""
    rows = {row.id: row for row in session.scalars(select(Meilenstein))}
    aelter = {row.id: row.ersetzt_id for row in rows.values()}
    standing = [row for found in load_meilensteine(session, sicht).values() for row in found]
    dropped = load_entfallene(session, sicht)
    ketten: dict[int, list[Kette]] = defaultdict(list)
    for row in [*standing, *dropped]:
        ids = reversed(_ids_back(row.id, aelter))
        ketten[row.massnahme_id].append(Kette(tuple(rows[i] for i in ids)))
    return ketten
