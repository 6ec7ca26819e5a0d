"""Sessions of the Beirat: every half-year since 2021, counted back from the last one before "heute".

The last one has an agenda, an agreed task and a frozen state; the next one has its agenda.
"""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.engine import read_session
from db.models import Meilenstein, Sitzung, SitzungMassnahme, Sitzungsstand
from db.vocabulary import GREMIEN
from ilm_data.rules.regelversion import REGELVERSION
from ilm_data.rules.sitzungsstand import pruefsumme, to_text
from ilm_data.services.aenderung import open_aenderung
from ilm_data.services.beispiel.bestand import Bestand
from ilm_data.services.beispiel.entfernung import BY
from ilm_data.services.beispiel.kalender import START, previous_werktag
from ilm_data.services.sitzungsstaende import make_inhalt

GREMIUM = GREMIEN[0]
LETZTE_TAGE = 91
NAECHSTE_TAGE = 77
ABSTAND_TAGE = 182
VORLAUF_TAGE = 14
TAGESORDNUNGEN = (
    ("2020-2.7-M1", "2020-1.3-M1", "2020-5.6-M1"),
    ("2020-3.4-M1", "2020-1.5-M1", "2020-2.7-M1"),
)
AUFGABE, AUFGABE_BEI, AUFGABE_TAGE = "Zeitplan für das Kapitel „Übergänge“ im Beirat vorstellen", "2020-2.7-M1", 68


def make_sitzungen(heute: date) -> list[Sitzung]:
    """Oldest first; the last one lies about three months back, the next one two to three months ahead."""
    tage = [heute + timedelta(days=NAECHSTE_TAGE)]
    letzte = heute - timedelta(days=LETZTE_TAGE)
    while letzte >= START + timedelta(days=VORLAUF_TAGE):
        tage.append(letzte)
        letzte -= timedelta(days=ABSTAND_TAGE)
    return [_make_sitzung(previous_werktag(tag)) for tag in reversed(tage)]


def _make_sitzung(datum: date) -> Sitzung:
    return Sitzung(
        gremium=GREMIUM,
        datum=datum,
        stichtag=datum - timedelta(days=VORLAUF_TAGE),
        notiz="Videokonferenz" if datum.year == 2021 else "",
        beispiel=True,
    )


def add_tagesordnungen(session: Session, sitzungen: list[Sitzung], bestand: Bestand, heute: date) -> int:
    """The agenda of the last and the next session, and what the last one agreed on. Returns the number of tasks."""
    for sitzung, keys in zip(sitzungen[-2:], TAGESORDNUNGEN, strict=False):
        known = [bestand.massnahmen[key] for key in keys if key in bestand.massnahmen]
        for position, massnahme_id in enumerate(known, start=1):
            session.add(SitzungMassnahme(sitzung_id=sitzung.id, massnahme_id=massnahme_id, position=position))
    bei = bestand.massnahmen.get(AUFGABE_BEI)
    letzte = next((s for s in reversed(sitzungen) if s.datum <= heute), None)
    if bei is None or letzte is None:
        return 0
    session.add(
        Meilenstein(
            massnahme_id=bei,
            stelle_id=next(iter(bestand.leitend.get(bei, [])), None),
            sitzung_id=letzte.id,
            titel=AUFGABE,
            faellig_am=previous_werktag(heute + timedelta(days=AUFGABE_TAGE)),
            gesetzt_am=letzte.datum,
            erfasst_am=at_noon(letzte.datum),
            beispiel=True,
        )
    )
    return 1


def freeze_letzte(engine: Engine, heute: date) -> None:
    """Freezes what the last session saw, as it was known on its day. Marked, so it leaves with the demo."""
    with read_session(engine) as session:
        query = select(Sitzung).where(Sitzung.beispiel, Sitzung.datum <= heute).order_by(Sitzung.datum.desc())
        sitzung = session.scalars(query).first()
    if sitzung is None:
        return
    am = at_noon(sitzung.datum)
    inhalt = make_inhalt(engine, sitzung.gremium, sitzung.datum, sitzung.stichtag, am, bekannt_am=sitzung.datum)
    text = to_text(inhalt)
    with open_aenderung(engine, by=BY) as aenderung:
        row = Sitzungsstand(sitzung_id=sitzung.id, stichtag=sitzung.stichtag, regelversion=REGELVERSION, inhalt=text)
        row.sha256, row.erfasst_am, row.beispiel = pruefsumme(text), am, True
        aenderung.session.add(row)


def at_noon(tag: date) -> datetime:
    return datetime.combine(tag, time(12), UTC)
