"""Internal notes and Hemmnis texts. Asked with the reader's right each time, never in a shared cache."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, or_, select

from db.engine import read_session
from db.models import Sachstand, Stelle
from db.vocabulary import Hemmnis
from ilm_data.queries.bestand import is_standing, load_gleich, load_newest_sachstaende
from ilm_data.queries.massnahmen import MassnahmeZeile, as_meldung
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.rechte import Akteur, Beziehung, Handlung, can_recht
from ilm_data.rules.umsetzungsstand import newest_with_stand
from ilm_data.services.zugriff import beziehungen_of, check_konto, check_zugriff


@dataclass(frozen=True)
class InternesZeile:
    """What the reports of the same `sachstand_id` say beside their public text."""

    sachstand_id: int
    stand_am: date
    stelle: str
    intern: str
    hemmnis: Hemmnis | None
    hemmnis_text: str


@dataclass(frozen=True)
class HemmnisZeile:
    """A measure that is held up, and what its office says about it; `erlaeuterung` is internal."""

    zeile: MassnahmeZeile
    erlaeuterung: str
    stand_am: date


def list_internes(
    engine: Engine, akteur: Akteur, massnahme_id: int, sicht: Sicht, heute: date
) -> tuple[InternesZeile, ...]:
    """Newest first; only reports that have such a text. Raises RechtFehlt for whoever may not read it today."""
    with read_session(engine) as session:
        check_zugriff(session, akteur, Handlung.INTERNES_LESEN, massnahme_id, heute)
        keeper_id = load_gleich(session).get(massnahme_id, massnahme_id)
        query = (
            select(Sachstand, Stelle.name)
            .outerjoin(Stelle, Sachstand.stelle_id == Stelle.id)
            .where(
                Sachstand.massnahme_id == keeper_id,
                Sachstand.stand_am <= sicht.stichtag,
                Sachstand.erfasst_am < sicht.erfasst_vor,
                is_standing(Sachstand.zurueckgenommen_am, sicht),
                or_(Sachstand.intern != "", Sachstand.hemmnis_text != ""),
            )
            .order_by(Sachstand.stand_am.desc(), Sachstand.erfasst_am.desc(), Sachstand.id.desc())
        )
        return tuple(
            InternesZeile(s.id, s.stand_am, name or "", s.intern, s.hemmnis, s.hemmnis_text)
            for s, name in session.execute(query)
        )


def list_hemmnisse(
    engine: Engine, akteur: Akteur, zeilen: Sequence[MassnahmeZeile], sicht: Sicht, heute: date
) -> tuple[HemmnisZeile, ...]:
    """The measures of `zeilen` that are held up, as far as the actor may read why; in the order given.

    `zeilen` are the judged measures of this very Sicht. Raises RechtFehlt for an account that has changed since.
    """
    with read_session(engine) as session:
        check_konto(session, akteur)
        beziehungen = beziehungen_of(session, akteur, heute)
        sachstaende = load_newest_sachstaende(session, sicht)
    found = []
    for zeile in zeilen:
        beziehung = beziehungen.get(zeile.plan.id, Beziehung.FREMD)
        gefuehrt = zeile.lage.hemmnis and zeile.lage.gleich_mit is None
        if gefuehrt and can_recht(akteur, Handlung.INTERNES_LESEN, beziehung):
            rows = {row.id: row for row in sachstaende.get(zeile.plan.id, [])}
            meldung = newest_with_stand([as_meldung(row) for row in rows.values()], sicht.stichtag)
            if meldung:
                found.append(HemmnisZeile(zeile, rows[meldung.id].hemmnis_text, meldung.stand_am))
    return tuple(found)
