"""Milestones: set, postpone, drop (content: the coordination), tick (also the offices that take part).

An old date is never overwritten: a new row replaces it, with a reason.
"""

from datetime import date
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models import Erledigung, Meilenstein
from db.vocabulary import Aktion
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur, Handlung
from ilm_data.services.aenderung import Aenderung, open_aenderung
from ilm_data.services.eingaben import check_kuenftig, check_pflicht, check_text, check_vergangen, check_zeile
from ilm_data.services.erledigungen import add_tick, check_doppelt, undo_erledigung
from ilm_data.services.konflikt import check_version, raise_konflikt
from ilm_data.services.sachstaende import keeper_of
from ilm_data.services.zugriff import check_zugriff

__all__ = ["add_meilenstein", "complete_meilenstein", "drop_meilenstein", "postpone_meilenstein", "undo_erledigung"]

TITEL_KURZ = 3


def complete_meilenstein(
    engine: Engine, *, meilenstein_id: int, erledigt_am: date, nachweis: str, version: int, heute: date, by: Akteur
) -> int:
    """Ticks a milestone. Returns the id of the tick; that of the first one after a double click."""
    text = check_text("Nachweis", nachweis)
    with open_aenderung(engine, by=by.name) as aenderung:
        row = _load(aenderung, meilenstein_id, Handlung.ABHAKEN, heute, by)
        check_vergangen(erledigt_am, heute)
        schon = _tick_of(aenderung.session, row.id)
        if schon is not None:
            return check_doppelt(aenderung, schon, erledigt_am, by)
        _check_standing(aenderung, row, version)
        row.version += 1
        return add_tick(aenderung, Erledigung(meilenstein_id=row.id, erledigt_am=erledigt_am, nachweis=text), by)


def add_meilenstein(engine: Engine, *, massnahme_id: int, titel: str, faellig_am: date, heute: date, by: Akteur) -> int:
    """Sets a milestone from today on. Returns its id; that of the same open milestone if there is one."""
    name = check_zeile("Meilenstein", titel)
    if len(name) < TITEL_KURZ:
        raise RegelVerletzt(f"Bitte nennen Sie den Meilenstein mit mindestens {TITEL_KURZ} Zeichen.")
    with open_aenderung(engine, by=by.name) as aenderung:
        keeper_id = keeper_of(aenderung.session, massnahme_id)
        check_zugriff(aenderung.session, by, Handlung.INHALT_PFLEGEN, massnahme_id, heute)
        check_kuenftig(faellig_am, heute)
        werte = {"massnahme_id": keeper_id, "titel": name, "faellig_am": faellig_am}
        schon = _find_open(aenderung.session, werte)
        if schon is not None:
            return schon.id
        return _add(aenderung, Meilenstein(**werte, gesetzt_am=heute, stelle_id=by.stelle_id), Aktion.ANGELEGT)


def postpone_meilenstein(
    engine: Engine, *, meilenstein_id: int, faellig_am: date, grund: str, version: int, heute: date, by: Akteur
) -> int:
    """Gives a milestone a new date: a new row that replaces the old one. Returns the new id."""
    text = check_pflicht("Grund", check_text("Grund", grund))
    with open_aenderung(engine, by=by.name) as aenderung:
        row = _load(aenderung, meilenstein_id, Handlung.INHALT_PFLEGEN, heute, by)
        check_kuenftig(faellig_am, heute, "Neuer Tag")
        folge = _successor_of(aenderung.session, row.id)
        if folge is not None and (folge.faellig_am, folge.grund) == (faellig_am, text):
            return folge.id
        _check_standing(aenderung, row, version)
        if faellig_am == row.faellig_am:
            raise RegelVerletzt(f"Der Meilenstein ist schon für den {format_tag(faellig_am)} gesetzt.")
        row.version += 1
        kept = ("massnahme_id", "stelle_id", "sitzung_id", "titel")
        links: dict[str, Any] = {name: getattr(row, name) for name in kept}
        neu = Meilenstein(**links, faellig_am=faellig_am, gesetzt_am=heute, ersetzt_id=row.id, grund=text)
        return _add(aenderung, neu, Aktion.ERSETZT, alt={"id": row.id, "faellig_am": row.faellig_am})


def drop_meilenstein(engine: Engine, *, meilenstein_id: int, grund: str, version: int, heute: date, by: Akteur) -> int:
    """Drops a milestone with a reason; it stays visible as dropped. Returns its id."""
    text = check_pflicht("Grund", check_text("Grund", grund))
    with open_aenderung(engine, by=by.name) as aenderung:
        row = _load(aenderung, meilenstein_id, Handlung.INHALT_PFLEGEN, heute, by)
        if row.entfallen_grund == text and row.entfallen_am == heute:
            return row.id
        _check_standing(aenderung, row, version)
        row.entfallen_am, row.entfallen_grund = heute, text
        row.version += 1
        neu = {"entfallen_am": heute, "entfallen_grund": text}
        aenderung.log(Aktion.GEAENDERT, "meilenstein", row.id, alt={"entfallen_am": None}, neu=neu)
        return row.id


def _load(aenderung: Aenderung, meilenstein_id: int, handlung: Handlung, heute: date, by: Akteur) -> Meilenstein:
    row = aenderung.session.get(Meilenstein, meilenstein_id)
    if row is None:
        raise RegelVerletzt("Diesen Meilenstein gibt es nicht.")
    check_zugriff(aenderung.session, by, handlung, row.massnahme_id, heute)
    return row


def _check_standing(aenderung: Aenderung, row: Meilenstein, version: int) -> None:
    """Raises Konflikt when somebody has postponed, ticked, dropped or otherwise changed it since."""
    session = aenderung.session
    folge, tick = _successor_of(session, row.id), _tick_of(session, row.id)
    werte: dict[str, object] = {"titel": row.titel, "faellig_am": (folge or row).faellig_am}
    if folge is not None:
        satz = f"Der Meilenstein ist inzwischen auf den {format_tag(folge.faellig_am)} verschoben."
        raise_konflikt(session, "meilenstein", folge.id, marke=None, werte=werte | {"grund": folge.grund}, satz=satz)
    if row.entfallen_am is not None:
        werte |= {"entfallen_am": row.entfallen_am, "entfallen_grund": row.entfallen_grund}
        satz = "Der Meilenstein ist inzwischen entfallen."
        raise_konflikt(session, "meilenstein", row.id, marke=None, werte=werte, satz=satz)
    if tick is not None:
        satz = f"Der Meilenstein ist schon am {format_tag(tick.erledigt_am)} erledigt worden."
        raise_konflikt(
            session, "erledigung", tick.id, marke=None, werte=werte | {"erledigt_am": tick.erledigt_am}, satz=satz
        )
    check_version(session, "meilenstein", row.id, ist=row.version, erwartet=version, werte=werte)


def _tick_of(session: Session, meilenstein_id: int) -> Erledigung | None:
    standing = (Erledigung.meilenstein_id == meilenstein_id, Erledigung.zurueckgenommen_am.is_(None))
    return session.scalars(select(Erledigung).where(*standing).order_by(Erledigung.id)).first()


def _successor_of(session: Session, meilenstein_id: int) -> Meilenstein | None:
    return session.scalars(select(Meilenstein).where(Meilenstein.ersetzt_id == meilenstein_id)).first()


def _find_open(session: Session, werte: dict[str, Any]) -> Meilenstein | None:
    query = select(Meilenstein).filter_by(**werte).where(Meilenstein.entfallen_am.is_(None))
    offen = (m for m in session.scalars(query) if not _successor_of(session, m.id) and not _tick_of(session, m.id))
    return next(offen, None)


def _add(aenderung: Aenderung, row: Meilenstein, aktion: Aktion, alt: dict[str, Any] | None = None) -> int:
    row.erfasst_am = aenderung.zeitpunkt
    aenderung.session.add(row)
    aenderung.session.flush()
    felder = ("massnahme_id", "titel", "faellig_am", "gesetzt_am", "ersetzt_id", "grund")
    neu = {feld: getattr(row, feld) for feld in felder if getattr(row, feld)}
    aenderung.log(aktion, "meilenstein", row.id, alt=alt, neu=neu)
    return row.id
