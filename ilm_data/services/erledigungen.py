"""Ticks on Termine, and taking a tick back (of a Termin or of a Meilenstein)."""

from datetime import date, timedelta

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models import Erledigung, Meilenstein, Nutzer, Stelle, Termin
from db.vocabulary import Aktion, TerminArt
from ilm_data.queries.sicht import BERLIN
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur, Handlung, RechtFehlt, can_recht
from ilm_data.services.aenderung import Aenderung, open_aenderung
from ilm_data.services.eingaben import check_text, check_vergangen
from ilm_data.services.konflikt import Gespeichert, Konflikt
from ilm_data.services.zugriff import check_zugriff

DOPPELKLICK = timedelta(seconds=30)
ANDERER_TAG = " Bitte geben Sie den Tag an, an dem es ein weiteres Mal stattfand."
ERFUELLBAR = frozenset({TerminArt.EINMALIG, TerminArt.WIEDERKEHREND})


def fulfil_termin(engine: Engine, *, termin_id: int, erledigt_am: date, nachweis: str, heute: date, by: Akteur) -> int:
    """Ticks a Termin for the window of its day (einmalig: for good). Returns the id of the tick.

    A double click returns the first one's id; the same day once more is refused with a sentence.
    """
    text = check_text("Nachweis", nachweis)
    with open_aenderung(engine, by=by.name) as aenderung:
        session = aenderung.session
        termin = session.get(Termin, termin_id)
        if termin is None:
            raise RegelVerletzt("Diesen Termin gibt es nicht.")
        check_zugriff(session, by, Handlung.ABHAKEN, termin.massnahme_id, heute)
        if termin.art not in ERFUELLBAR:
            raise RegelVerletzt(f"Dieser Termin ist {termin.art.label} und lässt sich nicht abhaken.")
        check_vergangen(erledigt_am, heute)
        schon = _standing_tick(session, termin, erledigt_am)
        if schon is not None:
            rat = ANDERER_TAG if termin.art is TerminArt.WIEDERKEHREND else ""
            return check_doppelt(aenderung, schon, erledigt_am, by, rat)
        return add_tick(aenderung, Erledigung(termin_id=termin_id, erledigt_am=erledigt_am, nachweis=text), by)


def undo_erledigung(engine: Engine, *, erledigung_id: int, heute: date, by: Akteur) -> int:
    """Takes a tick back: by the same person on the same day, by the coordination at any time."""
    with open_aenderung(engine, by=by.name) as aenderung:
        session = aenderung.session
        row = session.get(Erledigung, erledigung_id)
        if row is None:
            raise RegelVerletzt("Diesen Haken gibt es nicht mehr.")
        meilenstein, massnahme_id = _target(session, row)
        check_zugriff(session, by, Handlung.ABHAKEN, massnahme_id, heute)
        _check_undo(aenderung, row, by)
        row.zurueckgenommen_am = heute
        if meilenstein:
            meilenstein.version += 1
        neu = {"zurueckgenommen_am": heute}
        aenderung.log(Aktion.ZURUECKGENOMMEN, "erledigung", row.id, alt={"zurueckgenommen_am": None}, neu=neu)
        return row.id


def add_tick(aenderung: Aenderung, row: Erledigung, by: Akteur) -> int:
    """Stores a tick with its log row; returns its id."""
    row.erfasst_am, row.nutzer_id = aenderung.zeitpunkt, by.nutzer_id
    aenderung.session.add(row)
    aenderung.session.flush()
    felder = ("meilenstein_id", "termin_id", "erledigt_am", "nachweis")
    neu = {feld: getattr(row, feld) for feld in felder if getattr(row, feld)}
    aenderung.log(Aktion.ANGELEGT, "erledigung", row.id, neu=neu)
    return row.id


def check_doppelt(aenderung: Aenderung, schon: Erledigung, erledigt_am: date, by: Akteur, rat: str = "") -> int:
    """The id of the tick that is there if this is a double click on it, else Konflikt with who ticked when.

    `rat` follows the sentence and says what to do if something else was meant.
    """
    is_same = (schon.nutzer_id, schon.erledigt_am) == (by.nutzer_id, erledigt_am)
    if is_same and aenderung.zeitpunkt - schon.erfasst_am <= DOPPELKLICK:
        return schon.id
    satz = f"Das ist schon abgehakt, als erledigt am {format_tag(schon.erledigt_am)}.{rat}"
    werte = {"erledigt_am": schon.erledigt_am, "nachweis": schon.nachweis}
    stelle = _stelle_of(aenderung.session, schon.nutzer_id)
    raise Konflikt(satz, Gespeichert(stelle, schon.erfasst_am, None, werte))


def _standing_tick(session: Session, termin: Termin, erledigt_am: date) -> Erledigung | None:
    """The tick that already says it: of that day; for an einmalig Termin of any day."""
    query = select(Erledigung).where(Erledigung.termin_id == termin.id, Erledigung.zurueckgenommen_am.is_(None))
    if termin.art is TerminArt.WIEDERKEHREND:
        query = query.where(Erledigung.erledigt_am == erledigt_am)
    return session.scalars(query.order_by(Erledigung.id)).first()


def _target(session: Session, row: Erledigung) -> tuple[Meilenstein | None, int]:
    """The ticked Meilenstein, if it is one, and the measure."""
    if row.meilenstein_id is not None:
        meilenstein = session.get_one(Meilenstein, row.meilenstein_id)
        return meilenstein, meilenstein.massnahme_id
    return None, session.get_one(Termin, row.termin_id).massnahme_id


def _check_undo(aenderung: Aenderung, row: Erledigung, by: Akteur) -> None:
    if row.zurueckgenommen_am is not None:
        raise RegelVerletzt("Dieser Haken ist schon zurückgenommen.")
    if can_recht(by, Handlung.INHALT_PFLEGEN):
        return
    if row.nutzer_id != by.nutzer_id:
        raise RechtFehlt("Zurücknehmen kann einen Haken nur, wer ihn gesetzt hat, oder die Koordination.")
    if row.erfasst_am.astimezone(BERLIN).date() != aenderung.zeitpunkt.astimezone(BERLIN).date():
        raise RegelVerletzt("Zurücknehmen geht nur am Tag der Eingabe. Bitte wenden Sie sich an die Koordination.")


def _stelle_of(session: Session, nutzer_id: int | None) -> str:
    query = select(Stelle.name).join(Nutzer, Nutzer.stelle_id == Stelle.id).where(Nutzer.id == nutzer_id)
    return session.scalar(query) or ""
