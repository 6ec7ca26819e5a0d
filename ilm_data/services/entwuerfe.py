"""Drafts: what a person had typed and not saved, per account and form; never shown to anyone else, never logged."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session

from db.engine import read_session, write_transaction
from db.models import Entwurf, Nutzer
from ilm_data.heute import jetzt as instant
from ilm_data.rules.fehler import RegelVerletzt

MAX_ZEICHEN = 50_000
MAX_ENTWUERFE = 50
"""Per account; the oldest make room."""


def save_entwurf(
    engine: Engine, *, nutzer_id: int, formular: str, inhalt: dict[str, Any], jetzt: datetime | None = None
) -> None:
    """Keeps the values of a form, in place of what was kept before. Raises RegelVerletzt above MAX_ZEICHEN."""
    text = json.dumps(inhalt, ensure_ascii=False)
    if len(text) > MAX_ZEICHEN:
        raise RegelVerletzt("Der Entwurf ist zu lang und wird nicht aufgehoben. Bitte kürzen Sie den Text.")
    with write_transaction(engine) as session:
        # Two tabs of one person must not both insert.
        session.execute(select(Nutzer.id).where(Nutzer.id == nutzer_id).with_for_update())
        entwurf = _find(session, nutzer_id, formular) or Entwurf(nutzer_id=nutzer_id, formular=formular)
        entwurf.inhalt, entwurf.geaendert_am = text, jetzt or instant()
        session.add(entwurf)
        session.flush()
        _make_room(session, nutzer_id)


def load_entwurf(engine: Engine, *, nutzer_id: int, formular: str) -> dict[str, Any] | None:
    """The kept values, or None; a draft nobody can read any more counts as none."""
    with read_session(engine) as session:
        entwurf = _find(session, nutzer_id, formular)
    try:
        inhalt = json.loads(entwurf.inhalt) if entwurf else None
    except ValueError:
        return None
    return inhalt if isinstance(inhalt, dict) else None


def delete_entwurf(engine: Engine, *, nutzer_id: int, formular: str) -> None:
    """Called after saving, or when the person throws the draft away."""
    with write_transaction(engine) as session:
        session.execute(delete(Entwurf).filter_by(nutzer_id=nutzer_id, formular=formular))


def _find(session: Session, nutzer_id: int, formular: str) -> Entwurf | None:
    return session.scalars(select(Entwurf).filter_by(nutzer_id=nutzer_id, formular=formular)).first()


def _make_room(session: Session, nutzer_id: int) -> None:
    count = session.scalar(select(func.count()).select_from(Entwurf).filter_by(nutzer_id=nutzer_id)) or 0
    oldest = select(Entwurf).filter_by(nutzer_id=nutzer_id).order_by(Entwurf.geaendert_am, Entwurf.id)
    for entwurf in session.scalars(oldest.limit(max(0, count - MAX_ENTWUERFE))):
        session.delete(entwurf)
