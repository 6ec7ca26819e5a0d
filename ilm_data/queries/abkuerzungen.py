"""The concept's list of abbreviations."""

from sqlalchemy import Engine, select

from db.engine import read_session
from db.models import Abkuerzung


def list_abkuerzungen(engine: Engine) -> dict[str, str]:
    """Abbreviation → long form, in alphabetical order."""
    with read_session(engine) as session:
        rows = session.execute(select(Abkuerzung.kurz, Abkuerzung.lang))
        return dict(sorted(rows, key=lambda row: row[0].casefold()))
