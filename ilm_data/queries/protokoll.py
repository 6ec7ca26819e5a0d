"""The log: who changed what and when, filtered in SQL. Only for those who may read it.

Internal texts (notes, wording of a Hemmnis) stand in the log too; whoever may not read them sees that there was one.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Engine, Select, func, select
from sqlalchemy.orm import Session

from db.engine import read_session
from db.models import Protokoll, ProtokollAkteur
from db.vocabulary import Aktion
from ilm_data.queries.sicht import BERLIN
from ilm_data.rules.rechte import Akteur, Handlung, can_recht, check_recht

INTERN = frozenset({"intern", "hemmnis_text", "notiz"})
VERDECKT = "(interner Text)"
SEITE = 50


@dataclass(frozen=True)
class ProtokollFilter:
    """Empty means all; days are days in Europe/Berlin, `bis` included."""

    tabelle: str = ""
    aktion: str = ""
    akteur: str = ""
    von: date | None = None
    bis: date | None = None


@dataclass(frozen=True)
class Feldwechsel:
    feld: str
    alt: str
    neu: str


@dataclass(frozen=True)
class ProtokollZeile:
    zeitpunkt: datetime
    akteur: str
    aktion: Aktion
    tabelle: str
    zeile: str
    datenstand: int
    wechsel: tuple[Feldwechsel, ...]


@dataclass(frozen=True)
class ProtokollSeite:
    """One page of the filtered log, newest first, and how many rows the filter leaves."""

    zeilen: tuple[ProtokollZeile, ...]
    anzahl: int

    @property
    def seiten(self) -> int:
        return max(1, -(-self.anzahl // SEITE))


def list_protokoll(engine: Engine, auswahl: ProtokollFilter, *, seite: int = 1, by: Akteur) -> ProtokollSeite:
    """Raises RechtFehlt. `seite` counts from 1."""
    check_recht(by, Handlung.PROTOKOLL_LESEN)
    intern = can_recht(by, Handlung.INTERNES_LESEN)
    query = _filtered(auswahl)
    with read_session(engine) as session:
        rows = session.execute(query.order_by(Protokoll.id.desc()).limit(SEITE).offset((max(seite, 1) - 1) * SEITE))
        return ProtokollSeite(
            zeilen=tuple(_zeile(row, name, intern) for row, name in rows),
            anzahl=session.scalar(select(func.count()).select_from(query.subquery())) or 0,
        )


def list_auswahl(engine: Engine, *, by: Akteur) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tables and actors that occur. Raises RechtFehlt."""
    check_recht(by, Handlung.PROTOKOLL_LESEN)
    with read_session(engine) as session:
        return (
            _strings(session, select(Protokoll.tabelle).distinct()),
            _strings(session, select(ProtokollAkteur.name)),
        )


def _filtered(auswahl: ProtokollFilter) -> Select[Protokoll, str]:
    query = select(Protokoll, ProtokollAkteur.name).join(ProtokollAkteur, Protokoll.akteur_id == ProtokollAkteur.id)
    if auswahl.tabelle:
        query = query.where(Protokoll.tabelle == auswahl.tabelle)
    if auswahl.aktion:
        query = query.where(Protokoll.aktion == auswahl.aktion)
    if auswahl.akteur:
        query = query.where(ProtokollAkteur.name == auswahl.akteur)
    if auswahl.von:
        query = query.where(Protokoll.zeitpunkt >= _midnight(auswahl.von))
    if auswahl.bis:
        query = query.where(Protokoll.zeitpunkt < _midnight(auswahl.bis + timedelta(days=1)))
    return query


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BERLIN)


def _strings(session: Session, query: Select[str]) -> tuple[str, ...]:
    return tuple(sorted(session.scalars(query), key=str.casefold))


def _zeile(row: Protokoll, akteur: str, intern: bool) -> ProtokollZeile:
    return ProtokollZeile(
        zeitpunkt=row.zeitpunkt.astimezone(BERLIN),
        akteur=akteur,
        aktion=row.aktion,
        tabelle=row.tabelle,
        zeile=row.zeile,
        datenstand=row.datenstand,
        wechsel=_wechsel(_values(row.alt), _values(row.neu), intern),
    )


def _wechsel(alt: dict[str, Any], neu: dict[str, Any], intern: bool) -> tuple[Feldwechsel, ...]:
    """Every field that differs; a field without an old value was not there before."""
    felder = [feld for feld in {**alt, **neu} if alt.get(feld) != neu.get(feld)]
    return tuple(Feldwechsel(feld, _show(feld, alt, intern), _show(feld, neu, intern)) for feld in felder)


def _show(feld: str, values: dict[str, Any], intern: bool) -> str:
    value = values.get(feld)
    if value in (None, ""):
        return ""
    if feld in INTERN and not intern:
        return VERDECKT
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _values(text: str) -> dict[str, Any]:
    values = json.loads(text) if text else {}
    return values if isinstance(values, dict) else {"wert": values}
