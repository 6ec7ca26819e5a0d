"""The counter that ages every cache, and whether demo rows are in the store."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import Connection, Engine, event, exists, or_, select

from db.engine import read_session
from db.models import Base, Datenstand
from db.models.base import Marked

MARKED = tuple(mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Marked))
"""Every table whose rows can carry the demo mark."""


_gelesen: ContextVar[dict[Engine, int] | None] = ContextVar("gelesen", default=None)


def read_datenstand(engine: Engine) -> int:
    known = _gelesen.get()
    if known is None:
        return _read(engine)
    if engine not in known:
        known[engine] = _read(engine)
    return known[engine]


def _read(engine: Engine) -> int:
    with read_session(engine) as session:
        return session.scalar(select(Datenstand.stand)) or 0


@contextmanager
def one_stand() -> Iterator[None]:
    """Inside, the counter is read once and again after a write from here: one page shows one state throughout."""
    token = _gelesen.set({})
    try:
        yield
    finally:
        _gelesen.reset(token)


@event.listens_for(Engine, "commit")
def _forget(_connection: Connection) -> None:
    if known := _gelesen.get():
        known.clear()


def has_beispieldaten(engine: Engine) -> bool:
    """True while any demo row is in the store; every page and export then says so."""
    marked = (exists().where(model.beispiel) for model in MARKED)
    with read_session(engine) as session:
        return bool(session.scalar(select(or_(*marked))))
