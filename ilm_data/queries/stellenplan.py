"""The Stellen as a tree in time: which office a unit belongs to at a Stichtag, and who has taken whose place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, select

from db.engine import read_session
from db.models import Stelle, StelleAlias
from db.vocabulary import StelleArt


@dataclass(frozen=True)
class StelleZeile:
    """One Stelle; `eltern` and `nachfolger` are Kennungen, "" for none."""

    kennung: str
    name: str
    kurz: str
    art: StelleArt
    sammelbezeichnung: bool
    eltern: str = ""
    nachfolger: str = ""
    gilt_von: date | None = None
    gilt_bis: date | None = None
    aliase: tuple[str, ...] = ()

    @property
    def rufname(self) -> str:
        return self.kurz or self.name

    def is_valid(self, stichtag: date) -> bool:
        begun = self.gilt_von is None or self.gilt_von <= stichtag
        return begun and (self.gilt_bis is None or self.gilt_bis >= stichtag)


Stellenplan = Mapping[str, StelleZeile]
"""Kennung → Stelle, all that ever were."""


def load_stellenplan(engine: Engine) -> dict[str, StelleZeile]:
    """Every Stelle, by name."""
    with read_session(engine) as session:
        rows = list(session.scalars(select(Stelle)))
        kennung = {row.id: row.kennung for row in rows}
        aliase: dict[int, list[str]] = {row.id: [] for row in rows}
        for alias in session.scalars(select(StelleAlias).order_by(StelleAlias.id)):
            aliase[alias.stelle_id].append(alias.schreibweise)
        found = [_zeile(row, kennung, aliase[row.id]) for row in rows]
    return {stelle.kennung: stelle for stelle in sorted(found, key=lambda s: s.name.casefold())}


def _zeile(row: Stelle, kennung: dict[int, str], aliase: list[str]) -> StelleZeile:
    return StelleZeile(
        kennung=row.kennung,
        name=row.name,
        kurz=row.kurz,
        art=row.art,
        sammelbezeichnung=row.sammelbezeichnung,
        eltern=kennung[row.eltern_id] if row.eltern_id else "",
        nachfolger=kennung[row.nachfolger_id] if row.nachfolger_id else "",
        gilt_von=row.gilt_von,
        gilt_bis=row.gilt_bis,
        aliase=tuple(aliase),
    )


def current(kennung: str, plan: Stellenplan, stichtag: date) -> str | None:
    """The Stelle itself, or who has taken its place by the Stichtag; None when nobody has."""
    for step in _follow(kennung, plan, stichtag):
        if plan[step].is_valid(stichtag):
            return step
    return None


def _follow(kennung: str, plan: Stellenplan, stichtag: date) -> Iterator[str]:
    """The Stelle and its successors, as long as the one before has ended."""
    seen: set[str] = set()
    while kennung in plan and kennung not in seen:
        seen.add(kennung)
        yield kennung
        ended = plan[kennung].gilt_bis
        kennung = plan[kennung].nachfolger if ended and ended < stichtag else ""


def way_up(kennung: str, plan: Stellenplan, stichtag: date) -> tuple[str, ...]:
    """The Stelle that does the work at the Stichtag, then the office it belongs to, and so on; empty when it ended."""
    found: list[str] = []
    step = current(kennung, plan, stichtag)
    while step and step not in found:
        found.append(step)
        step = current(plan[step].eltern, plan, stichtag)
    return tuple(found)


def counts_for(kennung: str, plan: Stellenplan, stichtag: date, *, einzeln: bool) -> str | None:
    """Where a Stelle is counted: as itself (`einzeln`) or at the office on top."""
    way = way_up(kennung, plan, stichtag)
    return way[0 if einzeln else -1] if way else None


def kennungen_of(kennung: str, plan: Stellenplan, stichtag: date, *, einzeln: bool = False) -> tuple[str, ...]:
    """The Stelle and everything that counts as it: whom it succeeded and, unless `einzeln`, all units below."""
    ways = {other: way_up(other, plan, stichtag) for other in plan}
    found = [other for other, way in ways.items() if kennung in (way[:1] if einzeln else way)]
    return tuple(dict.fromkeys([kennung, *found]))
