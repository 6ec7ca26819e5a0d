"""What happens before the first visitor: migrations, catalogue, and the refusal of demo data in earnest."""

from sqlalchemy import Engine

from db.engine import default_engine
from db.migrate import migrate
from db.settings import settings
from ilm_data.services.beispiel import has_beispiel_nutzer
from ilm_data.services.katalog import load_katalog


class StartVerweigert(RuntimeError):
    """The store does not fit the environment; the message says what to do."""


def prepare_store(engine: Engine | None = None) -> None:
    """Migrates and completes the catalogue. Raises StartVerweigert for demo accounts in produktion."""
    engine = engine or default_engine()
    migrate(engine)
    load_katalog(engine)
    if settings().is_produktion and has_beispiel_nutzer(engine):
        raise StartVerweigert(
            "In diesem Datenbestand sind Beispielkonten. Im Betrieb (ILM_ENV=produktion) startet die Anwendung damit "
            "nicht. Entfernen Sie sie mit: python -m ilm_data demo --entfernen"
        )
