"""Events as they were known on an earlier day: the store keeps their newest values, the log the older ones."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Ereignis, EreignisMassnahme, Protokoll, Termin
from db.vocabulary import Aktion, EreignisStatus
from ilm_data.queries.sicht import Sicht


@dataclass(frozen=True)
class Werte:
    """What of an event can have been different."""

    titel: str
    beginn_am: date
    ende_am: date
    ort: str
    status: EreignisStatus
    teilnehmende: int | None


@dataclass(frozen=True)
class Ereignistag:
    """A day on which an event fulfilled a Termin."""

    termin_id: int
    tag: date
    erfasst_am: datetime
    titel: str


def werte_of(row: Any, damals: Mapping[int, Mapping[str, Any]]) -> Werte:
    """The values of an event (or of a row of its columns), those of then where they differ. See load_damals."""
    alt = damals.get(row.id, {})
    if not alt:
        return Werte(row.titel, row.beginn_am, row.ende_am, row.ort, row.status, row.teilnehmende)
    return Werte(
        titel=alt.get("titel", row.titel),
        beginn_am=_tag(alt.get("beginn_am", row.beginn_am)),
        ende_am=_tag(alt.get("ende_am", row.ende_am)),
        ort=alt.get("ort", row.ort),
        status=next(s for s in EreignisStatus if s == alt.get("status", row.status)),
        teilnehmende=alt.get("teilnehmende", row.teilnehmende),
    )


def load_damals(session: Session, sicht: Sicht) -> dict[int, dict[str, Any]]:
    """Event → old values of what was changed after `kenntnis_bis`; empty when everything known counts."""
    if sicht.kenntnis_bis is None:
        return {}
    later = (Protokoll.tabelle == "ereignis", Protokoll.aktion == Aktion.GEAENDERT)
    query = select(Protokoll.zeile, Protokoll.alt).where(*later, Protokoll.zeitpunkt >= sicht.erfasst_vor)
    found: dict[int, dict[str, Any]] = {}
    for zeile, alt in session.execute(query.order_by(Protokoll.id)):
        # The oldest change after that day says what stood there before it.
        found[int(zeile)] = json.loads(alt or "{}") | found.get(int(zeile), {})
    return found


def load_ereignistage(session: Session, sicht: Sicht, nur: Collection[int] | None = None) -> list[Ereignistag]:
    """Days of events that had taken place by the Stichtag, as known then, with the Termin each fulfils.

    `nur`: Termine of these measures only.
    """
    damals = load_damals(session, sicht)
    e, termin_id = Ereignis, EreignisMassnahme.termin_id
    query = (
        select(termin_id, e.id, e.erfasst_am, e.titel, e.beginn_am, e.ende_am, e.ort, e.status, e.teilnehmende)
        .join(e, EreignisMassnahme.ereignis_id == e.id)
        .where(termin_id.is_not(None), e.erfasst_am < sicht.erfasst_vor)
        .order_by(e.id)
    )
    if nur is not None:
        query = query.where(termin_id.in_(select(Termin.id).where(Termin.massnahme_id.in_(nur))))
    found = []
    for row in session.execute(query):
        werte = werte_of(row, damals)
        if row.termin_id and werte.status is EreignisStatus.STATTGEFUNDEN and werte.beginn_am <= sicht.stichtag:
            found.append(Ereignistag(row.termin_id, werte.beginn_am, row.erfasst_am, werte.titel))
    return found


def _tag(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
