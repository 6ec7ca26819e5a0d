"""Sessions as everybody may read them: when, which agenda, what was frozen. No notes, no names of persons."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, aliased

from db.engine import read_session
from db.models import Erledigung, Massnahme, Meilenstein, Sitzung, SitzungMassnahme, Sitzungsstand, Stelle


@dataclass(frozen=True)
class EingefrorenerStand:
    """What was frozen, without its content (queries.sitzungsstaende reads that)."""

    id: int
    sha256: str
    regelversion: str
    erfasst_am: datetime


@dataclass(frozen=True)
class SitzungZeile:
    """`agenda` are keys of measures in their order, `folien` the chosen slides ("" for the usual ones)."""

    id: int
    gremium: str
    datum: date
    stichtag: date
    folien: str
    agenda: tuple[str, ...]
    stand: EingefrorenerStand | None
    beispiel: bool


def list_sitzungen(engine: Engine) -> tuple[SitzungZeile, ...]:
    """All sessions, newest first."""
    with read_session(engine) as session:
        agenda, staende = _agenda(session), _staende(session)
        rows = session.scalars(select(Sitzung).order_by(Sitzung.datum.desc(), Sitzung.gremium))
        return tuple(
            SitzungZeile(
                id=s.id,
                gremium=s.gremium,
                datum=s.datum,
                stichtag=s.stichtag,
                folien=s.folien,
                agenda=tuple(agenda[s.id]),
                stand=staende.get(s.id),
                beispiel=s.beispiel,
            )
            for s in rows
        )


@dataclass(frozen=True)
class Vereinbarung:
    """A task a session agreed on, as it stands now; `stelle` has to do it."""

    sitzung_id: int
    schluessel: str
    massnahme: str
    titel: str
    stelle: str
    faellig_am: date
    erledigt_am: date | None
    entfallen_am: date | None


def list_vereinbarungen(engine: Engine, stichtag: date) -> dict[int, tuple[Vereinbarung, ...]]:
    """Session → its agreed tasks, by due day; of a postponed one the newest row. Ticks up to the Stichtag count."""
    later = aliased(Meilenstein)
    replaced = select(later.id).where(later.ersetzt_id == Meilenstein.id).exists()
    query = (
        select(Meilenstein, Massnahme, Stelle.name)
        .join(Massnahme, Meilenstein.massnahme_id == Massnahme.id)
        .outerjoin(Stelle, Meilenstein.stelle_id == Stelle.id)
        .where(Meilenstein.sitzung_id.is_not(None), ~replaced)
        .order_by(Meilenstein.faellig_am, Meilenstein.id)
    )
    standing = (Erledigung.zurueckgenommen_am.is_(None), Erledigung.erledigt_am <= stichtag)
    ticks = select(Erledigung.meilenstein_id, Erledigung.erledigt_am).where(*standing)
    found: dict[int, list[Vereinbarung]] = defaultdict(list)
    with read_session(engine) as session:
        getickt = dict(session.execute(ticks).all())
        for row, massnahme, stelle in session.execute(query):
            sitzung_id = row.sitzung_id or 0
            who = (massnahme.schluessel, massnahme.titel, row.titel, stelle or "")
            found[sitzung_id].append(
                Vereinbarung(sitzung_id, *who, row.faellig_am, getickt.get(row.id), row.entfallen_am)
            )
    return {key: tuple(value) for key, value in found.items()}


def letzte_vor(sitzungen: Iterable[SitzungZeile], tag: date, gremium: str = "") -> SitzungZeile | None:
    """The last session before that day, of one body or of any."""
    found = [s for s in sitzungen if s.datum < tag and gremium in ("", s.gremium)]
    return max(found, key=lambda s: s.datum, default=None)


def naechste_ab(sitzungen: Iterable[SitzungZeile], tag: date, gremium: str = "") -> SitzungZeile | None:
    """The next session on or after that day, of one body or of any."""
    found = [s for s in sitzungen if s.datum >= tag and gremium in ("", s.gremium)]
    return min(found, key=lambda s: s.datum, default=None)


def _agenda(session: Session) -> dict[int, list[str]]:
    query = select(SitzungMassnahme.sitzung_id, Massnahme).join(Massnahme)
    found: dict[int, list[str]] = defaultdict(list)
    for sitzung_id, massnahme in session.execute(query.order_by(SitzungMassnahme.position)):
        found[sitzung_id].append(massnahme.schluessel)
    return found


def _staende(session: Session) -> dict[int, EingefrorenerStand]:
    # Without the content: it is large, and most readers want only its mark.
    columns = (Sitzungsstand.id, Sitzungsstand.sha256, Sitzungsstand.regelversion, Sitzungsstand.erfasst_am)
    return {row[0]: EingefrorenerStand(*row[1:]) for row in session.execute(select(Sitzungsstand.sitzung_id, *columns))}
