"""What an import asks of the store: indicators that take values, the values that hold, files taken before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models import Datenimport, Indikator
from ilm_data.imports.ziele import Importziel
from ilm_data.queries.geltende_werte import load_geltende_werte
from ilm_data.rules.indikatorwert import WertInhalt, WertSchluessel


@dataclass(frozen=True)
class FruehererImport:
    """A file that was taken over, with what became of its cells."""

    dateiname: str
    format: str
    erfasst_am: datetime
    neu: int
    geaendert: int
    gleich: int
    uebersprungen: int


def list_importziele(engine: Engine) -> dict[str, Importziel]:
    """Every indicator whose values are entered, by Kennung, in the order of the catalogue."""
    query = (
        select(Indikator)
        .where(Indikator.eigene_rechnung.is_(None))
        .order_by(Indikator.bereich == "kontext", Indikator.reihenfolge, Indikator.id)
    )
    with Session(engine) as session:
        return {row.kennung: _ziel(row) for row in session.scalars(query)}


def load_bestand(engine: Engine, kennungen: Iterable[str]) -> dict[WertSchluessel, WertInhalt]:
    with Session(engine) as session:
        return {schluessel: wert.inhalt for schluessel, wert in load_geltende_werte(session, kennungen).items()}


def find_import(engine: Engine, pruefsumme: str) -> datetime | None:
    """When this very file was taken over last."""
    query = select(Datenimport.erfasst_am).where(Datenimport.sha256 == pruefsumme).order_by(Datenimport.id.desc())
    with Session(engine) as session:
        return session.scalars(query).first()


def list_importe(engine: Engine, anzahl: int = 10) -> tuple[FruehererImport, ...]:
    """The last files that were taken over, newest first."""
    d = Datenimport
    query = (
        select(d.dateiname, d.format, d.erfasst_am, d.neu, d.geaendert, d.gleich, d.uebersprungen)
        .order_by(d.id.desc())
        .limit(anzahl)
    )
    with Session(engine) as session:
        return tuple(FruehererImport(*row) for row in session.execute(query))


def _ziel(row: Indikator) -> Importziel:
    stichtag = (row.stichtag_tag, row.stichtag_monat) if row.stichtag_tag and row.stichtag_monat else None
    return Importziel(row.kennung, row.titel, row.einheit, row.nachkommastellen, row.periodenart, stichtag)
