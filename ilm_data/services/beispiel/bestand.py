"""What the demo refers to in the store: ids of measures, Stellen and Termine, and who reports."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Fassung, Handlungsziel, Massnahme, Stelle, Termin, Zustaendigkeit
from db.vocabulary import Rolle

LEITEND = (Rolle.FEDERFUEHREND, Rolle.GEMEINSAM)


@dataclass
class Bestand:
    """Look-ups by key, Kennung and Bezeichnung; `nutzer` maps a Stelle to its demo account."""

    massnahmen: dict[str, int]
    stellen: dict[str, int]
    termine: dict[tuple[int, str], int]
    leitend: dict[int, list[int]]
    eltern: dict[int, int | None]
    nutzer: dict[int | None, int] = field(default_factory=dict)

    def nutzer_of(self, stelle_id: int | None) -> int | None:
        """The account of the Stelle or of the one it belongs to; else the coordinator's (None)."""
        while stelle_id is not None and stelle_id not in self.nutzer:
            stelle_id = self.eltern.get(stelle_id)
        return self.nutzer.get(stelle_id)

    def list_meldende(self, massnahme_id: int, kennung: str | None) -> list[int]:
        """The Stellen that report on a measure: the named one, else at most two that lead it."""
        if kennung in self.stellen:
            return [self.stellen[kennung]]
        return self.leitend.get(massnahme_id, [])[:2]


def load_bestand(session: Session) -> Bestand:
    massnahmen = {
        f"{fassung}-{ziel}-{nr}": massnahme_id
        for massnahme_id, nr, ziel, fassung in session.execute(
            select(Massnahme.id, Massnahme.nr, Handlungsziel.nr, Fassung.kurz)
            .join(Handlungsziel, Massnahme.handlungsziel_id == Handlungsziel.id)
            .join(Fassung, Handlungsziel.fassung_id == Fassung.id)
        )
    }
    stellen = session.execute(select(Stelle.id, Stelle.kennung, Stelle.eltern_id)).all()
    return Bestand(
        massnahmen=massnahmen,
        stellen={kennung: stelle_id for stelle_id, kennung, _ in stellen},
        termine=_load_termine(session),
        leitend=_load_leitend(session),
        eltern={stelle_id: eltern_id for stelle_id, _, eltern_id in stellen},
    )


def _load_termine(session: Session) -> dict[tuple[int, str], int]:
    """Termine by measure and Bezeichnung; the newest reading of each."""
    query = select(Termin.massnahme_id, Termin.bezeichnung, Termin.id).order_by(Termin.id)
    return {(massnahme_id, name): termin_id for massnahme_id, name, termin_id in session.execute(query)}


def _load_leitend(session: Session) -> dict[int, list[int]]:
    """Leading Stellen per measure in the document's order; groups without a name only where there is nobody else."""
    query = (
        select(Zustaendigkeit.massnahme_id, Zustaendigkeit.stelle_id, Stelle.sammelbezeichnung)
        .join(Stelle, Zustaendigkeit.stelle_id == Stelle.id)
        .where(Zustaendigkeit.rolle.in_(LEITEND))
        .order_by(Zustaendigkeit.id)
    )
    alle: dict[int, list[int]] = {}
    benannt: dict[int, list[int]] = {}
    for massnahme_id, stelle_id, is_sammel in session.execute(query):
        alle.setdefault(massnahme_id, []).append(stelle_id)
        if not is_sammel:
            benannt.setdefault(massnahme_id, []).append(stelle_id)
    return alle | benannt
