"""Frozen states, read back and checked: the text must still have the sum that was printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Engine, select

from db.engine import read_session
from db.models import Sitzung, Sitzungsstand
from ilm_data.rules.sitzungsstand import EingefrorenerInhalt, from_text, pruefsumme, to_datei


@dataclass(frozen=True)
class GespeicherterStand:
    """A frozen state; `is_gueltig`: its text still has the sum `sha256`."""

    sitzung_id: int
    sha256: str
    text: str

    @property
    def is_gueltig(self) -> bool:
        return pruefsumme(self.text) == self.sha256

    @property
    def inhalt(self) -> EingefrorenerInhalt:
        """Raises Unlesbar."""
        return _read(self.text)

    @property
    def datei(self) -> str:
        """What is downloaded."""
        return to_datei(self.text)

    @property
    def dateiname(self) -> str:
        return f"stand-{self.inhalt.stand.stichtag.isoformat()}-{self.sha256[:8]}.json"


@lru_cache(maxsize=32)
def _read(text: str) -> EingefrorenerInhalt:
    return from_text(text)


def load_stand(engine: Engine, sitzung_id: int) -> GespeicherterStand | None:
    """The frozen state of a session, or None."""
    with read_session(engine) as session:
        row = session.scalars(select(Sitzungsstand).filter_by(sitzung_id=sitzung_id)).first()
        return GespeicherterStand(row.sitzung_id, row.sha256, row.inhalt) if row else None


def list_staende(engine: Engine) -> Iterator[tuple[str, GespeicherterStand]]:
    """("12.05.2026 Beirat", state) of every session that has one, oldest first."""
    query = select(Sitzung, Sitzungsstand).join(Sitzungsstand, Sitzungsstand.sitzung_id == Sitzung.id)
    with read_session(engine) as session:
        for sitzung, row in session.execute(query.order_by(Sitzung.datum, Sitzung.id)):
            name = f"{sitzung.datum:%d.%m.%Y} {sitzung.gremium}"
            yield name, GespeicherterStand(row.sitzung_id, row.sha256, row.inhalt)


def has_stand(engine: Engine, sha256: str) -> bool:
    """Whether a frozen state with this sum is in the store."""
    with read_session(engine) as session:
        return session.scalars(select(Sitzungsstand.id).filter_by(sha256=sha256)).first() is not None
