"""The counter that ages every cache, and whether demo rows are in the store."""

from sqlalchemy import Engine, exists, or_, select

from db.engine import read_session
from db.models import Base, Datenstand
from db.models.base import Marked

MARKED = tuple(mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Marked))
"""Every table whose rows can carry the demo mark."""


def read_datenstand(engine: Engine) -> int:
    with read_session(engine) as session:
        return session.scalar(select(Datenstand.stand)) or 0


def has_beispieldaten(engine: Engine) -> bool:
    """True while any demo row is in the store; every page and export then says so."""
    marked = (exists().where(model.beispiel) for model in MARKED)
    with read_session(engine) as session:
        return bool(session.scalar(select(or_(*marked))))
