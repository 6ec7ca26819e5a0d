"""Sessions as everybody may see them: body, day, Stichtag, and the digest of the frozen state. No notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, select

from db.engine import read_session
from db.models import Sitzung, Sitzungsstand


@dataclass(frozen=True)
class SitzungKurz:
    """`pruefsumme` is the SHA-256 of the frozen state, "" as long as it is not frozen."""

    id: int
    gremium: str
    datum: date
    stichtag: date
    pruefsumme: str = ""


def list_sitzungen_kurz(engine: Engine) -> tuple[SitzungKurz, ...]:
    """All sessions, the latest first."""
    query = select(Sitzung, Sitzungsstand.sha256).outerjoin(Sitzungsstand, Sitzungsstand.sitzung_id == Sitzung.id)
    with read_session(engine) as session:
        rows = session.execute(query.order_by(Sitzung.datum.desc(), Sitzung.gremium)).all()
        return tuple(SitzungKurz(s.id, s.gremium, s.datum, s.stichtag, sha or "") for s, sha in rows)


def next_of(sitzungen: Sequence[SitzungKurz], heute: date) -> SitzungKurz | None:
    """The session that is held today or next; the last one when none is planned."""
    ahead = [s for s in sitzungen if s.datum >= heute]
    return min(ahead, key=lambda s: s.datum) if ahead else next(iter(sitzungen), None)


def following(sitzungen: Sequence[SitzungKurz], sitzung: SitzungKurz) -> date | None:
    """When the same body meets after this session; None while that is open."""
    later = [s.datum for s in sitzungen if s.gremium == sitzung.gremium and s.datum > sitzung.datum]
    return min(later, default=None)
