"""The raw rows of time for a Sicht, with the chains they stand in: what replaced what, what fulfils which Termin."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Meilenstein, Protokoll, Sitzung, Termin
from ilm_data.queries.bestand import load_entfallene, load_meilensteine, load_termine
from ilm_data.queries.erfuellungen import Erfuellung, ids_back, load_haken, load_vorgaenger, with_ereignisse
from ilm_data.queries.sicht import Sicht

Row = TypeVar("Row", Meilenstein, Termin)


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
    haken, ticks = load_haken(session, sicht)
    aelter = load_vorgaenger(session)
    return Zeitbestand(
        termine=load_termine(session, sicht),
        wurzel={termin_id: ids_back(termin_id, aelter)[-1] for termin_id in aelter},
        erfuellungen=with_ereignisse(session, sicht, ticks, aelter),
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


def _load_ketten(session: Session, sicht: Sicht) -> dict[int, list[Kette]]:
    """Per measure the milestones that stand at the Stichtag, and those that were dropped by then."""
    rows = {row.id: row for row in session.scalars(select(Meilenstein))}
    aelter = {row.id: row.ersetzt_id for row in rows.values()}
    standing = [row for found in load_meilensteine(session, sicht).values() for row in found]
    dropped = load_entfallene(session, sicht)
    ketten: dict[int, list[Kette]] = defaultdict(list)
    for row in [*standing, *dropped]:
        ids = reversed(ids_back(row.id, aelter))
        ketten[row.massnahme_id].append(Kette(tuple(rows[i] for i in ids)))
    return ketten
