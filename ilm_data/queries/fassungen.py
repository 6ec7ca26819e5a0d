"""Which Fassung is in force at a day, and what has to be said about its term."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, select

from db.engine import read_session
from db.models import Fassung
from ilm_data.rules.fassungen import beginn, is_past_planned_end, planned_end


@dataclass(frozen=True)
class FassungInfo:
    """`beginn` is from when recurring windows are owed; `ist_abgelaufen` is past the planned end, yet in force."""

    kurz: str
    titel: str
    stand_am: date | None
    beschluss_am: date | None
    beschluss_geplant: date | None
    beginn: date | None
    planmaessiges_ende: date | None
    ist_abgelaufen: bool
    quelle: str


def load_fassung(engine: Engine, stichtag: date, kurz: str | None = None) -> FassungInfo | None:
    """The Fassung named `kurz`, else the one in force at `stichtag`; None for an empty store or an unknown name."""
    with read_session(engine) as session:
        rows = session.scalars(select(Fassung).order_by(Fassung.kurz)).all()
        found = [row for row in rows if row.kurz == kurz] if kurz else _in_force(list(rows), stichtag)
        return _info(found[-1], stichtag) if found else None


def _in_force(rows: list[Fassung], stichtag: date) -> list[Fassung]:
    """A Fassung stays in force until its successor is. Before the first known date the newest stands in."""
    dated = [(row.beschluss_am or row.stand_am, row) for row in rows]
    begun = [row for since, row in dated if since is not None and since <= stichtag]
    return begun or rows


def _info(row: Fassung, stichtag: date) -> FassungInfo:
    term = (row.beschluss_am, row.beschluss_geplant, row.laufzeit_monate)
    return FassungInfo(
        kurz=row.kurz,
        titel=row.titel,
        stand_am=row.stand_am,
        beschluss_am=row.beschluss_am,
        beschluss_geplant=row.beschluss_geplant,
        beginn=beginn(row.beschluss_am, row.beschluss_geplant, row.stand_am),
        planmaessiges_ende=planned_end(*term),
        ist_abgelaufen=is_past_planned_end(*term, stichtag),
        quelle=row.quelle,
    )
