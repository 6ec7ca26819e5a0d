"""What a session agrees on: a task becomes a milestone with a Stelle, a day, and the session it comes from."""

from datetime import date

from sqlalchemy import Engine, and_, or_, select
from sqlalchemy.orm import Session

from db.models import Meilenstein, Sitzung, Stelle, Zustaendigkeit
from db.vocabulary import Rolle
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.services.eingaben import check_kuenftig, check_zeile
from ilm_data.services.meilensteine import TITEL_KURZ
from ilm_data.services.pflege import add, load, open_pflege
from ilm_data.services.sachstaende import keeper_of


def agree_aufgabe(
    engine: Engine,
    *,
    sitzung_id: int,
    massnahme_id: int,
    stelle_id: int,
    titel: str,
    faellig_am: date,
    heute: date,
    by: Akteur,
) -> int:
    """Sets the milestone as of the session's day. Returns its id; that of the same one after a double click.

    The Stelle takes part in the measure: it has the right to tick, and finds the task among its own.
    """
    name = check_zeile("Aufgabe", titel)
    if len(name) < TITEL_KURZ:
        raise RegelVerletzt(f"Bitte nennen Sie die Aufgabe mit mindestens {TITEL_KURZ} Zeichen.")
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        session = aenderung.session
        sitzung = load(session, Sitzung, sitzung_id)
        if sitzung.datum > heute:
            raise RegelVerletzt(
                f"Die Sitzung ist erst am {format_tag(sitzung.datum)}. Aufgaben lassen sich ab diesem Tag eintragen."
            )
        keeper_id = keeper_of(session, massnahme_id)
        if stelle_id not in beteiligte_stellen(session, massnahme_id, heute):
            raise RegelVerletzt(
                "Diese Stelle ist an der Maßnahme nicht beteiligt. Bitte tragen Sie zuerst die Zuständigkeit ein."
            )
        check_kuenftig(faellig_am, heute)
        werte = {"sitzung_id": sitzung_id, "massnahme_id": keeper_id, "stelle_id": stelle_id, "titel": name}
        schon = session.scalars(select(Meilenstein).filter_by(**werte, faellig_am=faellig_am)).first()
        if schon is not None:
            return schon.id
        row = Meilenstein(**werte, faellig_am=faellig_am, gesetzt_am=sitzung.datum, erfasst_am=aenderung.zeitpunkt)
        return add(aenderung, row, werte | {"faellig_am": faellig_am, "gesetzt_am": sitzung.datum})


def beteiligte_stellen(session: Session, massnahme_id: int, tag: date) -> dict[int, str]:
    """Stellen that work on the measure on that day, with the offices above them: id → name."""
    z = Zustaendigkeit
    gilt = and_(or_(z.gilt_von.is_(None), z.gilt_von <= tag), or_(z.gilt_bis.is_(None), z.gilt_bis >= tag))
    ids = {massnahme_id, keeper_of(session, massnahme_id)}
    named = select(z.stelle_id).where(z.massnahme_id.in_(ids), z.rolle != Rolle.FINANZIEREND, gilt)
    stellen = {row.id: row for row in session.scalars(select(Stelle))}
    found: dict[int, str] = {}
    for stelle_id in session.scalars(named.order_by(z.id)):
        step: int | None = stelle_id
        while step is not None and step not in found:
            found[step] = stellen[step].name
            step = stellen[step].eltern_id
    valid = (stellen[i] for i in found)
    return {s.id: s.name for s in valid if (s.gilt_bis is None or s.gilt_bis >= tag) and not s.sammelbezeichnung}
