"""Internal notes and Hemmnis texts of one measure. Asked with the reader's right each time, never in a shared cache."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, or_, select

from db.engine import read_session
from db.models import Sachstand, Stelle
from db.vocabulary import Hemmnis
from ilm_data.queries.bestand import is_standing, load_gleich
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.rechte import Akteur, Handlung
from ilm_data.services.zugriff import check_zugriff


@dataclass(frozen=True)
class InternesZeile:
    """What the reports of the same `sachstand_id` say beside their public text."""

    sachstand_id: int
    stand_am: date
    stelle: str
    intern: str
    hemmnis: Hemmnis | None
    hemmnis_text: str


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
