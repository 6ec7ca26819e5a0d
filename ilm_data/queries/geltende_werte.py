"""The values of indicators that hold now: what an import or a form compares with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from db.models import Indikator, IndikatorWert
from db.vocabulary import Wertqualitaet
from ilm_data.rules.indikatorwert import WertInhalt, WertSchluessel


@dataclass(frozen=True)
class GeltenderWert:
    """A value that nothing replaced, with its row id."""

    id: int
    inhalt: WertInhalt


def load_geltende_werte(session: Session, kennungen: Iterable[str]) -> dict[WertSchluessel, GeltenderWert]:
    """All values that hold of these indicators, in one statement."""
    found: dict[WertSchluessel, GeltenderWert] = {}
    for row in session.execute(_query(set(kennungen))):
        kennung, row_id, gebiet, beginn, ende, wert, qualitaet, berichtigt, hinweis = row
        inhalt = WertInhalt(wert, qualitaet, berichtigt, hinweis)
        found[WertSchluessel(kennung, gebiet, beginn, ende)] = GeltenderWert(row_id, inhalt)
    return found


def _query(kennungen: set[str]) -> Select[str, int, str, date, date, Decimal | None, Wertqualitaet, bool, str]:
    later = aliased(IndikatorWert)
    w = IndikatorWert
    return (
        select(
            Indikator.kennung,
            w.id,
            w.gebiet,
            w.beginn_am,
            w.ende_am,
            w.wert,
            w.qualitaet,
            w.berichtigt,
            w.hinweis,
        )
        .join(Indikator, w.indikator_id == Indikator.id)
        .outerjoin(later, later.ersetzt_id == w.id)
        .where(Indikator.kennung.in_(kennungen), later.id.is_(None))
    )


def last_wert_id(session: Session) -> int:
    """The newest value there is; 0 without any."""
    return session.scalar(select(func.max(IndikatorWert.id))) or 0
