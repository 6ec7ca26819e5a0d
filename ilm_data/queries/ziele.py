"""The Handlungsziele of a Fassung in the order of their numbers, whether or not anybody has reported."""

from dataclasses import dataclass

from sqlalchemy import Engine, select

from db.engine import read_session
from db.models import Fassung, Handlungsfeld, Handlungsziel
from ilm_data.rules.nummern import nummer_key


@dataclass(frozen=True)
class ZielZeile:
    nr: str
    titel: str
    beschreibung: str
    feld_nr: str
    feld_titel: str
    feld_kurz: str
    feld_beschreibung: str


def list_ziele(engine: Engine, fassung: str) -> tuple[ZielZeile, ...]:
    query = (
        select(Handlungsziel, Handlungsfeld).join(Handlungsfeld).join(Fassung, Handlungsziel.fassung_id == Fassung.id)
    )
    with read_session(engine) as session:
        rows = [
            ZielZeile(z.nr, z.titel, z.beschreibung, f.nr, f.titel, f.kurz, f.beschreibung)
            for z, f in session.execute(query.where(Fassung.kurz == fassung))
        ]
    return tuple(sorted(rows, key=lambda row: nummer_key(row.nr)))
