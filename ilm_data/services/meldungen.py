"""Reports about a measure: append only, taken back at most on the day of entry by whoever entered it."""

from datetime import date
from typing import Any

from sqlalchemy import Engine

from db.models import Sachstand
from db.vocabulary import Aktion, Hemmnis, SachstandArt, Umsetzungsstand
from ilm_data.queries.sicht import BERLIN
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur, Handlung, RechtFehlt
from ilm_data.services.aenderung import Aenderung, open_aenderung
from ilm_data.services.eingaben import check_text
from ilm_data.services.sachstaende import (
    check_gesehen,
    check_werte,
    for_log,
    is_doppelklick,
    keeper_of,
    newest_sachstand,
)
from ilm_data.services.zugriff import check_zugriff


def report_sachstand(
    engine: Engine,
    *,
    massnahme_id: int,
    stand_am: date,
    umsetzungsstand: Umsetzungsstand,
    begruendung: str,
    bericht: str,
    intern: str,
    hemmnis: Hemmnis | None,
    hemmnis_text: str,
    naechster_schritt: str,
    naechster_schritt_am: date | None,
    gesehen_id: int | None,
    heute: date,
    by: Akteur,
) -> int:
    """Stores a report; for a measure that stands twice, at the entry that keeps the state. Returns its id.

    `gesehen_id` is the newest report the form was built on; a newer one raises Konflikt. The same content again by
    the same person within seconds is a double click and returns the first one's id.
    """
    werte = {
        "art": SachstandArt.MELDUNG,
        "stand_am": stand_am,
        "umsetzungsstand": umsetzungsstand,
        "begruendung": check_text("Begründung", begruendung),
        "bericht": check_text("Bericht", bericht),
        "intern": check_text("Interner Vermerk", intern),
        "hemmnis": hemmnis,
        "hemmnis_text": check_text("Hemmnis", hemmnis_text),
        "naechster_schritt": check_text("Nächster Schritt", naechster_schritt, 500),
        "naechster_schritt_am": naechster_schritt_am,
    }
    return _report(engine, massnahme_id, werte, gesehen_id, heute, by)


def report_kein_neuer_sachstand(
    engine: Engine, *, massnahme_id: int, gesehen_id: int | None, heute: date, by: Akteur
) -> int:
    """Says that nothing has changed: refreshes the Aktualität only. Needs an earlier report. Returns the id."""
    werte = {
        "art": SachstandArt.KEIN_NEUER_SACHSTAND,
        "stand_am": heute,
        "umsetzungsstand": None,
        "hemmnis": None,
        "naechster_schritt_am": None,
        **dict.fromkeys(("begruendung", "bericht", "intern", "hemmnis_text", "naechster_schritt"), ""),
    }
    return _report(engine, massnahme_id, werte, gesehen_id, heute, by)


def undo_sachstand(engine: Engine, *, sachstand_id: int, heute: date, by: Akteur) -> int:
    """Takes a report back: by the same person, on the same day, as long as nobody has reported since."""
    with open_aenderung(engine, by=by.name) as aenderung:
        session = aenderung.session
        row = session.get(Sachstand, sachstand_id)
        if row is None:
            raise RegelVerletzt("Diese Meldung gibt es nicht mehr.")
        check_zugriff(session, by, Handlung.MELDEN, row.massnahme_id, heute)
        _check_undo(aenderung, row, by)
        row.zurueckgenommen_am = heute
        aenderung.log(
            Aktion.ZURUECKGENOMMEN,
            "sachstand",
            row.id,
            alt={"zurueckgenommen_am": None},
            neu={"zurueckgenommen_am": heute},
        )
        return row.id


def _report(
    engine: Engine, massnahme_id: int, werte: dict[str, Any], gesehen_id: int | None, heute: date, by: Akteur
) -> int:
    with open_aenderung(engine, by=by.name) as aenderung:
        session = aenderung.session
        keeper_id = keeper_of(session, massnahme_id)
        # The right comes before the comparison: a conflict shows what the other one wrote.
        check_zugriff(session, by, Handlung.MELDEN, massnahme_id, heute)
        letzter = newest_sachstand(session, keeper_id)
        if letzter and is_doppelklick(aenderung, letzter, werte, by):
            return letzter.id
        check_gesehen(session, letzter, gesehen_id)
        check_werte(session, keeper_id, werte, heute)
        row = Sachstand(massnahme_id=keeper_id, stelle_id=by.stelle_id, nutzer_id=by.nutzer_id, **werte)
        row.erfasst_am = aenderung.zeitpunkt
        session.add(row)
        session.flush()
        aenderung.log(Aktion.ANGELEGT, "sachstand", row.id, neu={"massnahme_id": keeper_id, **for_log(werte)})
        return row.id


def _check_undo(aenderung: Aenderung, row: Sachstand, by: Akteur) -> None:
    if row.nutzer_id != by.nutzer_id:
        raise RechtFehlt("Zurücknehmen kann eine Meldung nur, wer sie eingetragen hat.")
    if row.zurueckgenommen_am is not None:
        raise RegelVerletzt("Diese Meldung ist schon zurückgenommen.")
    if row.erfasst_am.astimezone(BERLIN).date() != aenderung.zeitpunkt.astimezone(BERLIN).date():
        raise RegelVerletzt("Zurücknehmen geht nur am Tag der Eingabe. Bitte melden Sie den richtigen Sachstand neu.")
    letzter = newest_sachstand(aenderung.session, row.massnahme_id)
    if letzter is None or letzter.id != row.id:
        raise RegelVerletzt("Seit dieser Meldung wurde erneut gemeldet. Sie lässt sich nicht mehr zurücknehmen.")
