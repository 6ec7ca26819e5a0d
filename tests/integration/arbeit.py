"""A small county for the tests of reporting and ticking: four Stellen, accounts of every role, measures on demand."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from factories import (
    make_erledigung,
    make_massnahme,
    make_meilenstein,
    make_nutzer,
    make_sachstand,
    make_stelle,
    make_termin,
    make_zustaendigkeit,
)
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.engine import read_session, write_transaction
from db.models import Base, Datenstand, Protokoll, ProtokollAkteur
from db.vocabulary import Hemmnis, NutzerRolle, Rolle, Umsetzungsstand
from ilm_data.rules.rechte import BESUCH, Akteur

HEUTE = date(2026, 11, 22)
MORGEN = date(2026, 11, 23)

# How the account's Stelle "amt" stands to a measure: (Kennung of the Stelle named there, its role, further values).
LAGEN: dict[str, tuple[str, Rolle, dict[str, Any]]] = {
    "eigene": ("amt", Rolle.FEDERFUEHREND, {}),
    "gemeinsam": ("amt", Rolle.GEMEINSAM, {}),
    "einheit": ("einheit", Rolle.FEDERFUEHREND, {}),
    "mitwirkend": ("amt", Rolle.MITWIRKEND, {}),
    "mitwirkende Einheit": ("einheit", Rolle.MITWIRKEND, {}),
    "finanzierend": ("amt", Rolle.FINANZIEREND, {}),
    "fremd": ("fremd", Rolle.FEDERFUEHREND, {}),
    "übergeordnet": ("oben", Rolle.FEDERFUEHREND, {}),
    "früher": ("amt", Rolle.FEDERFUEHREND, {"gilt_bis": date(2026, 11, 21)}),
    "künftig": ("amt", Rolle.FEDERFUEHREND, {"gilt_von": MORGEN}),
    "bis heute": ("amt", Rolle.FEDERFUEHREND, {"gilt_bis": HEUTE}),
    "ab heute": ("amt", Rolle.FEDERFUEHREND, {"gilt_von": HEUTE}),
}
ROLLEN: tuple[NutzerRolle | None, ...] = (None, *NutzerRolle)


@dataclass(frozen=True)
class Ziel:
    """One fresh measure and what hangs on it. `sachstand_id` is its newest report."""

    massnahme_id: int
    schluessel: str
    meilenstein_id: int
    termin_id: int
    einmalig_id: int
    fortlaufend_id: int
    sachstand_id: int


def make_stellen(session: Session) -> dict[str, int]:
    oben = make_stelle(session, "oben")
    amt = make_stelle(session, "amt", name="Jugendamt", eltern_id=oben.id)
    einheit = make_stelle(session, "einheit", eltern_id=amt.id)
    fremd = make_stelle(session, "fremd", name="Jobcenter")
    return {"oben": oben.id, "amt": amt.id, "einheit": einheit.id, "fremd": fremd.id}


def make_konten(session: Session, stelle_id: int) -> dict[NutzerRolle | None, Akteur]:
    """One account per role, all of the same Stelle, and the visitor without login."""
    return {None: BESUCH} | {rolle: make_akteur(session, rolle, stelle_id) for rolle in NutzerRolle}


def make_akteur(session: Session, rolle: NutzerRolle, stelle_id: int | None, name: str = "") -> Akteur:
    row = make_nutzer(session, name or f"konto-{rolle}", rolle=rolle, stelle_id=stelle_id, passwort_wechseln=False)
    return Akteur(row.id, row.name, rolle, stelle_id)


def make_ziel(session: Session, nr: int, lage: str = "eigene") -> Ziel:
    """A measure 2030-1.1-M<nr> with a report, an open and a ticked milestone, and three Termine."""
    schluessel = f"2030-1.1-M{nr}"
    massnahme = make_massnahme(session, schluessel)
    kennung, rolle, values = LAGEN[lage]
    make_zustaendigkeit(session, schluessel, kennung, rolle=rolle, **values)
    meilenstein = make_meilenstein(session, schluessel, date(2026, 12, 1))
    make_erledigung(session, make_meilenstein(session, schluessel, date(2025, 12, 1)), date(2025, 11, 30))
    einmalig = {"art": "einmalig", "von": date(2026, 1, 1), "bis": date(2026, 12, 31), "bezeichnung": "Konzept"}
    return Ziel(
        massnahme.id,
        schluessel,
        meilenstein.id,
        make_termin(session, schluessel).id,
        make_termin(session, schluessel, **einmalig).id,
        make_termin(session, schluessel, art="fortlaufend").id,
        make_sachstand(session, schluessel, date(2026, 5, 4), umsetzungsstand=Umsetzungsstand.IN_UMSETZUNG).id,
    )


@dataclass(frozen=True)
class Welt:
    """The store of one test with its accounts."""

    engine: Engine
    stellen: dict[str, int]
    konten: dict[NutzerRolle | None, Akteur]

    def ziel(self, nr: int = 1, lage: str = "eigene") -> Ziel:
        with write_transaction(self.engine) as session:
            return make_ziel(session, nr, lage)

    def akteur(self, name: str, stelle: str = "amt", rolle: NutzerRolle = NutzerRolle.FACHAMT) -> Akteur:
        with write_transaction(self.engine) as session:
            return make_akteur(session, rolle, self.stellen[stelle], name)

    def row(self, model: type[Base], id_: int) -> Any:
        with read_session(self.engine) as session:
            return session.get_one(model, id_)

    def rows(self, model: type[Base], **values: Any) -> list[Any]:
        with read_session(self.engine) as session:
            return list(session.scalars(select(model).filter_by(**values).order_by(model.__table__.c.id)))

    @property
    def fachamt(self) -> Akteur:
        return self.konten[NutzerRolle.FACHAMT]


def make_welt(engine: Engine) -> Welt:
    with write_transaction(engine) as session:
        stellen = make_stellen(session)
        return Welt(engine, stellen, make_konten(session, stellen["amt"]))


def meldung(ziel: Ziel, **values: Any) -> dict[str, Any]:
    """The arguments of report_sachstand for a plain report, changed by `values`."""
    return {
        "massnahme_id": ziel.massnahme_id,
        "stand_am": HEUTE,
        "umsetzungsstand": Umsetzungsstand.LAUFEND,
        "begruendung": "",
        "bericht": "Zwei Treffen fanden statt.",
        "intern": "Die Stelle ist ab Januar frei.",
        "hemmnis": Hemmnis.PERSONAL,
        "hemmnis_text": "Eine halbe Stelle fehlt.",
        "naechster_schritt": "Ausschreibung",
        "naechster_schritt_am": date(2027, 1, 31),
        "gesehen_id": ziel.sachstand_id,
        "heute": HEUTE,
    } | values


def log_of(engine: Engine, tabelle: str, zeile: int) -> list[tuple[str, str, str, str]]:
    """(who, what, old, new) of one row, oldest first."""
    query = (
        select(ProtokollAkteur.name, Protokoll.aktion, Protokoll.alt, Protokoll.neu)
        .join(ProtokollAkteur, Protokoll.akteur_id == ProtokollAkteur.id)
        .where(Protokoll.tabelle == tabelle, Protokoll.zeile == str(zeile))
        .order_by(Protokoll.id)
    )
    with read_session(engine) as session:
        return [tuple(row) for row in session.execute(query)]


def stand_of(engine: Engine) -> int:
    with read_session(engine) as session:
        return session.scalars(select(Datenstand.stand)).one()
