"""What a new report is held against: the reports before and after it, and what was saved meanwhile."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Massnahme, Sachstand, Stelle
from db.vocabulary import Umsetzungsstand
from ilm_data.queries.bestand import load_gleich
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.rules.umsetzungsstand import (
    Meldung,
    can_transition,
    check_begruendung,
    check_transition,
    umsetzungsstand_at,
)
from ilm_data.services.aenderung import Aenderung
from ilm_data.services.eingaben import check_vergangen, check_zeitraum
from ilm_data.services.konflikt import Gespeichert, Konflikt

DOPPELKLICK = timedelta(seconds=30)
FELDER = (
    "art",
    "stand_am",
    "umsetzungsstand",
    "begruendung",
    "bericht",
    "intern",
    "hemmnis",
    "hemmnis_text",
    "naechster_schritt",
    "naechster_schritt_am",
)
# The log is read by the administrator too, who may not read these; the texts stand in the report itself.
INTERN = frozenset({"intern", "hemmnis_text"})


def newest_sachstand(session: Session, massnahme_id: int) -> Sachstand | None:
    """What was entered last and still stands; forms name its id to say what they were built on."""
    query = select(Sachstand).where(Sachstand.massnahme_id == massnahme_id, Sachstand.zurueckgenommen_am.is_(None))
    return session.scalars(query.order_by(Sachstand.id.desc())).first()


def keeper_of(session: Session, massnahme_id: int) -> int:
    """The entry that keeps the state. Raises RegelVerletzt for a measure that is not there."""
    if session.get(Massnahme, massnahme_id) is None:
        raise RegelVerletzt("Diese Maßnahme gibt es nicht.")
    return load_gleich(session).get(massnahme_id, massnahme_id)


def is_doppelklick(aenderung: Aenderung, letzter: Sachstand, werte: Mapping[str, Any], by: Akteur) -> bool:
    is_same = letzter.nutzer_id == by.nutzer_id and werte_of(letzter) == werte
    return is_same and aenderung.zeitpunkt - letzter.erfasst_am <= DOPPELKLICK


def check_gesehen(session: Session, letzter: Sachstand | None, gesehen_id: int | None) -> None:
    if (letzter.id if letzter else None) == gesehen_id:
        return
    if letzter is None:
        raise Konflikt(
            "Die Meldung, auf der Ihre Eingabe aufbaut, wurde inzwischen zurückgenommen. "
            "Ihre Eingabe ist noch nicht gespeichert.",
            Gespeichert("", None, None),
        )
    stelle = session.get(Stelle, letzter.stelle_id) if letzter.stelle_id else None
    gespeichert = Gespeichert(stelle.name if stelle else "", letzter.erfasst_am, letzter.id, werte_of(letzter))
    raise Konflikt(
        "Zu dieser Maßnahme wurde inzwischen gemeldet. Ihre Eingabe ist noch nicht gespeichert.", gespeichert
    )


def check_werte(session: Session, massnahme_id: int, werte: Mapping[str, Any], heute: date) -> None:
    """What a report must hold, and whether its state fits between the reports before and after."""
    stand, tag = werte["umsetzungsstand"], werte["stand_am"]
    check_vergangen(tag, heute, "Stand am")
    if werte["hemmnis_text"] and werte["hemmnis"] is None:
        raise RegelVerletzt("Bitte wählen Sie zu Ihrer Erläuterung ein Hemmnis aus.")
    if werte["naechster_schritt_am"]:
        check_zeitraum(tag, werte["naechster_schritt_am"], "Nächster Schritt bis")
        if not werte["naechster_schritt"]:
            raise RegelVerletzt("Bitte beschreiben Sie den nächsten Schritt, für den Sie einen Tag angeben.")
    meldungen = _meldungen(session, massnahme_id)
    if stand is None:
        _check_gemeldet(meldungen)
        return
    check_begruendung(stand, werte["begruendung"])
    check_transition(umsetzungsstand_at(meldungen, tag), stand)
    _check_danach(meldungen, tag, stand)


def _check_gemeldet(meldungen: list[Meldung]) -> None:
    if not meldungen:
        raise RegelVerletzt("Zu dieser Maßnahme ist noch kein Umsetzungsstand gemeldet. Bitte melden Sie zuerst ihn.")


def _check_danach(meldungen: list[Meldung], tag: date, stand: Umsetzungsstand) -> None:
    """A report entered late must also fit what was reported for a later day."""
    spaetere = [m for m in meldungen if m.stand_am > tag]
    if not spaetere:
        return
    danach = min(spaetere, key=lambda m: (m.stand_am, m.erfasst_am, m.id))
    if danach.umsetzungsstand and not can_transition(stand, danach.umsetzungsstand):
        raise RegelVerletzt(
            f"Für den {format_tag(danach.stand_am)} ist schon „{danach.umsetzungsstand.label}“ gemeldet; "
            f"davor kann nicht „{stand.label}“ gelten."
        )


def _meldungen(session: Session, massnahme_id: int) -> list[Meldung]:
    query = select(Sachstand).where(
        Sachstand.massnahme_id == massnahme_id,
        Sachstand.zurueckgenommen_am.is_(None),
        Sachstand.umsetzungsstand.is_not(None),
    )
    return [Meldung(s.id, s.stand_am, s.erfasst_am, s.umsetzungsstand) for s in session.scalars(query)]


def werte_of(row: Sachstand) -> dict[str, Any]:
    return {feld: getattr(row, feld) for feld in FELDER}


def for_log(werte: Mapping[str, Any]) -> dict[str, Any]:
    """What was set; of an internal text only its length."""
    filled = {feld: wert for feld, wert in werte.items() if wert not in (None, "")}
    return {feld: f"({len(wert)} Zeichen, intern)" if feld in INTERN else wert for feld, wert in filled.items()}
