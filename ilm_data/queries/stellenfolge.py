"""Which Stelle stands for another one at a Stichtag: itself, or who has taken its place since."""

from datetime import date

from sqlalchemy.orm import Session

from db.models import Stelle


def is_valid(stelle: Stelle, stichtag: date) -> bool:
    begun = stelle.gilt_von is None or stelle.gilt_von <= stichtag
    return begun and (stelle.gilt_bis is None or stelle.gilt_bis >= stichtag)


def stelle_at(session: Session, stelle: Stelle, stichtag: date) -> Stelle | None:
    """The Stelle itself while it exists, then its successor; None before its first day and when nobody carries on."""
    step: Stelle | None = stelle
    seen: set[int] = set()
    while step is not None and step.id not in seen:
        if is_valid(step, stichtag):
            return step
        seen.add(step.id)
        ended = step.gilt_bis is not None and step.gilt_bis < stichtag
        step = session.get(Stelle, step.nachfolger_id) if ended and step.nachfolger_id else None
    return None
